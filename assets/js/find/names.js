/** Names over all tiles, where there are too many listings to search all of them at once: "find a group by its name anywhere". */
import { needsFacets } from "./pass.js";
import { matching } from "./query.js";
import { merged } from "./merge.js";
import { ready } from "./tile.js";
import { listingsWith, wordsOf } from "./words.js";

/**
 * Listings outside of the tiles searched whose names have all words: {total, hits}, by how well they match, then by name; null where
 * more is asked for than words, which names alone cannot answer.
 */
export async function elsewhere(index, searched, state, query, limit) {
  const { root, tiles, open } = index;
  if (!root.names.length || !query.words.length || query.phrases.length || needsFacets(state) || state.when) return null;
  const [folder] = root.names;
  const { head } = await open(`${folder}/first`);
  index.names = index.names || wordsOf(head, (part) => open(`${folder}/${part}`), root.total);
  const lists = await Promise.all(query.words.map(({ word, how }) => listingsWith(index.names, word, how)));
  const found = await matching({ size: root.total }, 0, { words: lists.map((list) => ({ lists: [list] })), phrases: [] });
  const others = [];
  let before = 0;
  for (const tile of tiles) {
    if (!searched.includes(tile)) others.push(inTile(tile, before, found));
    before += tile.size;
  }
  const some = others.filter(({ rows }) => rows.length);
  const hits = await firstOf(some, limit);
  return { total: some.reduce((total, { rows }) => total + rows.length, 0), hits };
}

function inTile(tile, before, { rows, scores }) {
  const own = [];
  rows.forEach((row, n) => {
    if (row >= before && row < before + tile.size) own.push([-scores[n], row - before]);
  });
  return { tile, rows: own.sort((one, other) => one[0] - other[0] || one[1] - other[1]) };
}

/** Only the tiles whose listings are shown are opened: a few of the best ones. */
async function firstOf(others, limit) {
  const best = others.flatMap(({ tile, rows }) => rows.slice(0, limit).map(([score, row]) => ({ tile, score, row })));
  const shown = best.sort((one, other) => one.score - other.score || one.tile.number - other.tile.number).slice(0, limit);
  const tiles = [...new Set(shown.map(({ tile }) => tile))];
  await Promise.all(tiles.map((tile) => ready(tile, { facets: false, spots: false })));
  const found = tiles.map((tile) => {
    const own = shown.filter((each) => each.tile === tile);
    return { rows: own.map(({ row }) => row), keys: own.map(({ score }) => [score]) };
  });
  return merged(tiles, found, limit, null);
}
