// What the finder answers: the address of an index on disk as the argument, one search a line as JSON, one answer a line. The first line
// says what the index holds: its stop words, its tiles, and the tile of each listing.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

import { openIndex, search } from "../../assets/js/find/search.js";

const LIMIT = 50;
const AT_ONCE = 4;
const NOTHING = { words: "", chosen: {}, after: null, when: "", near: "", radius: 10, sort: "", everywhere: true };
const FACETS = [
  "kind", "fellowship", "format", "level", "day", "time", "attendance", "language", "audience", "approach", "access", "cost", "supports",
  "verified",
];

const [address] = process.argv.slice(2);
const index = await openIndex(address, { load: async (path) => new Uint8Array(await readFile(join(dirname(address), path))) });

function say(what) {
  console.log(JSON.stringify(what));
}

function plain(counts) {
  return Object.fromEntries(Object.entries(counts).map(([name, found]) => [name, Object.fromEntries(found)]));
}

const chosen = Object.fromEntries(FACETS.map((name) => [name, []]));
const all = await search(index, { ...NOTHING, chosen }, { at: 0, reader: "UTC", limit: Infinity });
say({ stop: index.root.stop, unit: index.root.unit, tiles: index.root.tiles, of: all.hits.map(({ card, tile }) => [card.url, tile]) });

async function answerTo(line) {
  const { state, at, reader, begins, place } = JSON.parse(line);
  const answer = await search(index, state, { at, reader, begins, limit: LIMIT, place });
  const others = answer.elsewhere && (await answer.elsewhere());
  return {
    total: answer.total,
    urls: answer.hits.map((hit) => hit.card.url),
    distances: answer.hits.map((hit) => hit.distance),
    counts: plain(answer.counts || (await answer.later())),
    without: answer.without || {},
    nearest: answer.nearest.map((hit) => [hit.card.url, hit.distance]),
    searched: answer.searched.listings,
    elsewhere: others && { total: others.total, urls: others.hits.map((hit) => hit.card.url) },
  };
}

// Several at once, as while somebody types: no search may disturb another.
let waiting = [];
for await (const line of createInterface({ input: process.stdin })) {
  waiting.push(line);
  if (waiting.length < AT_ONCE) continue;
  (await Promise.all(waiting.map(answerTo))).forEach(say);
  waiting = [];
}
(await Promise.all(waiting.map(answerTo))).forEach(say);
