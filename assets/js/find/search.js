/**
 * The finder's engine: opens an index and answers searches. It knows no page; assets/js/elements/find.js shows what it finds.
 *
 * A search is a state (state.js): words, chosen ids of facets, when, near, order. What is searched: with a place every tile that the
 * radius touches; without one every tile, or, above root.everywhere listings, the tile of the home region, and names everywhere.
 */
import { Failure, fetchFrom, opener } from "./files.js";
import { merged } from "./merge.js";
import { elsewhere } from "./names.js";
import { needsFacets, pass } from "./pass.js";
import { findWords, matching, wordsOfText } from "./query.js";
import { distanceTo, ready, tileOf } from "./tile.js";

const VERSION = 1;
const MILE = 1.609344;
const NEAREST = 3;
// How many times as far as was asked for is still worth knowing.
const WIDER = [2, 4, 8];

/** How many tenths of a kilometre a radius in the site's unit is. */
function tenthsOf(radius, unit) {
  return radius * 10 * (unit === "mi" ? MILE : 1);
}

/**
 * Opens the index at an address.
 *
 * Throws Failure where it cannot be loaded, or was made for another version of this script.
 */
export async function openIndex(address, { load = fetchFrom(new URL(".", address)) } = {}) {
  const open = opener(load);
  const file = /([^/]+)\.bin$/.exec(address)[1];
  const first = await open(file);
  const { head: root } = first;
  if (root.version !== VERSION) throw new Failure("version");
  const tiles = root.tiles.map((each, number) => tileOf(each, number, root, open, root.first ? first : null));
  const [folder, names] = root.towns;
  const [codeFolder, codes] = root.codes;
  return {
    root,
    tiles,
    open,
    stop: new Set(root.stop),
    towns: listOf(open, folder, names),
    codes: listOf(open, codeFolder, codes),
    names: null,
  };
}

function listOf(open, folder, names) {
  const numbers = new Map(names.map((name, number) => [name, number]));
  return async (name) => (numbers.has(name) ? (await open(`${folder}/${numbers.get(name)}`)).head.list : null);
}

/**
 * The answer to a search.
 *
 * index     as openIndex gives it
 * state     what is looked for
 * options   at (milliseconds), reader (time zone), begins (the last word is still being typed), counting (false where counts may wait),
 *           limit (how many cards), place ({lat, lon} of state.near, or null), repair (word to [facet, id] of each value that it may mean), signal
 *
 * Gives {total, hits, counts, later, without, nearest, searched, elsewhere, repaired, marks}. `counts` is null where they wait, or the
 * facets are not there yet; then `later()` gets them, as `elsewhere()` gets what is found by name in tiles that were not searched.
 * Throws Failure where a part cannot be loaded, and the signal's reason when it is aborted.
 */
export async function search(index, state, options) {
  const { at, reader = "", begins = false, counting = true, limit = 10, place = null, repair = () => [], signal } = options;
  const { tiles, all } = tilesFor(index, state, place);
  await Promise.all(tiles.map((tile) => ready(tile, { facets: needsFacets(state), spots: Boolean(place) })));
  const query = wordsOfText(state.words, index.stop, begins);
  const { words, repaired } = await findWords(query.words, tiles, repair);
  const asked = withRepairs(state, repaired);
  if (repaired.length) await Promise.all(tiles.map((tile) => ready(tile, { facets: needsFacets(asked), spots: Boolean(place) })));
  const tenths = tenthsOf(asked.radius, index.root.unit);
  const plan = { state: asked, at, reader, place, tenths, most: limit, counting: counting && tiles.every((tile) => tile.facets) };
  const look = async (changed = {}) => {
    const sought = { words: changed.words || words, phrases: query.phrases };
    const lists = await Promise.all(tiles.map((tile, number) => matching(tile, number, sought)));
    return tiles.map((tile, number) => pass(tile, { ...plan, ...changed }, lists[number]));
  };
  const found = await look();
  if (signal) signal.throwIfAborted();
  const total = sum(found);
  const answer = {
    total,
    hits: await merged(tiles, found.map(({ best }) => best), limit, place),
    counts: plan.counting ? added(found) : null,
    later: null,
    without: total || options.widening ? null : await gains(found, words, look),
    nearest: total || !place || options.widening ? [] : await nearestTo(index, state, options),
    searched: { listings: tiles.reduce((count, tile) => count + tile.size, 0), all },
    elsewhere: all || place ? null : () => elsewhere(index, tiles, asked, query, limit),
    repaired,
    marks: words.flatMap(({ word, how, meant }) => (meant || [word]).map((text) => ({ text, begins: how === "begins" }))),
  };
  if (!plan.counting) answer.later = () => countLater(tiles, look);
  if (signal) signal.throwIfAborted();
  return answer;
}

/** The tiles that a search looks at, and whether these are all. */
function tilesFor({ root, tiles }, state, place) {
  if (tiles.length < 2) return { tiles, all: true };
  if (place) return { tiles: tilesAround(tiles, place, tenthsOf(state.radius, root.unit)), all: false };
  if (state.everywhere || root.total <= root.everywhere) return { tiles, all: true };
  const afar = state.chosen.attendance;
  const home = tiles.reduce((one, other) => (other.box.length && other.size > one.size ? other : one));
  // What is joined from afar has tiles of its own; in the others is what is there for both.
  const placeless = afar.some((id) => id === "online" || id === "phone") ? tiles.filter((tile) => !tile.box.length) : [];
  const onlyAfar = placeless.length && afar.every((id) => id === "online" || id === "phone");
  return { tiles: onlyAfar ? placeless : [home, ...placeless.filter((tile) => tile !== home)], all: false };
}

function tilesAround(tiles, place, radius) {
  const ways = new Map(tiles.map((tile) => [tile, distanceTo(tile, place)]));
  const touched = tiles.filter((tile) => ways.get(tile) <= radius);
  // With nothing around, what is nearest can still be said.
  return touched.length ? touched : [tiles.reduce((one, other) => (ways.get(other) < ways.get(one) ? other : one))];
}

/** What is nearest of all that would match if it were not too far away. */
async function nearestTo(index, state, options) {
  for (const times of WIDER) {
    const wider = { ...state, radius: state.radius * times, sort: "distance" };
    const { hits } = await search(index, wider, { ...options, limit: NEAREST, counting: false, widening: true });
    if (hits.length) return hits;
  }
  return [];
}

function withRepairs(state, repaired) {
  const chosen = { ...state.chosen };
  for (const { facet: [name, id] } of repaired) {
    if (name !== "when") chosen[name] = [...new Set([...chosen[name], id])];
  }
  const when = repaired.find(({ facet }) => facet[0] === "when");
  return { ...state, chosen, when: when ? when.facet[1] : state.when };
}

/** How many more each thing that was asked for would let through if it alone were dropped. */
async function gains(found, words, look) {
  const gained = {};
  for (const { alone } of found) {
    for (const [name, rows] of alone) gained[name] = (gained[name] || 0) + rows.length;
  }
  const without = words.length ? sum(await look({ words: [] })) : 0;
  return without ? { ...gained, words: without } : gained;
}

async function countLater(tiles, look) {
  await Promise.all(tiles.map((tile) => ready(tile, { facets: true, spots: false })));
  return added(await look({ counting: true }));
}

function sum(found) {
  return found.reduce((total, each) => total + each.total, 0);
}

/** Counts of all tiles together. */
function added(found) {
  const whole = {};
  for (const { counts } of found) {
    for (const [name, own] of Object.entries(counts)) {
      whole[name] = whole[name] || new Map();
      for (const [id, count] of own) whole[name].set(id, (whole[name].get(id) || 0) + count);
    }
  }
  return whole;
}
