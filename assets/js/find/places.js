/**
 * Towns and postal codes that people name, in shards that are fetched when a word could be in them (alongside/search/places.py).
 *
 * `load` is a function that gives the rows of a shard, "towns/bo" or "codes/803", the same array each time; null where there is none.
 */
import { tokens } from "./fold.js";

const SHORT_FORMS = new Map([["st", "saint"], ["ste", "sainte"], ["ft", "fort"], ["mt", "mount"]]);
const townRows = new WeakMap();

/** A word of a town's name, short forms written out: "st" is "saint". */
export function townWord(word) {
  return SHORT_FORMS.get(word) || word;
}

/** Towns with one of these words in their names, or one that begins with the last of them. What else is in a name may mean a choice. */
export async function townsFor(words, load) {
  const known = words.map(townWord);
  const last = known[known.length - 1];
  const named = (word) => known.includes(word) || (last.length > 1 && word.startsWith(last));
  return (await townsNear(known, load)).filter((town) => town.name.some(named));
}

/** The town with an id: "boulder-co"; null where there is none. */
export async function townOf(id, load) {
  return (await townsNear(id.split("-").map(townWord), load)).find((town) => town.id === id) || null;
}

/** A postal code with its position; null where it is not known. */
export async function codeFor(code, load) {
  const row = ((await load(`codes/${code.slice(0, 3)}`)) || []).find(([id]) => id === code);
  return row ? { id: code, label: code.toUpperCase(), lat: row[1], lon: row[2] } : null;
}

/** Each town once of all shards of these words. */
async function townsNear(words, load) {
  const shards = new Set(words.map((word) => [...word].slice(0, 2).join("")));
  const rows = await Promise.all([...shards].map((shard) => load(`towns/${shard}`)));
  const towns = rows.filter(Boolean).flatMap(parsedTowns);
  return [...new Map(towns.map((town) => [town.id, town])).values()];
}

function parsedTowns(rows) {
  if (!townRows.has(rows)) townRows.set(rows, rows.map(parsedTown));
  return townRows.get(rows);
}

function parsedTown([id, label, lat, lon, count]) {
  const [, name, region] = /^(.*?)(?:, ([^,]*))?$/.exec(label);
  return { id, label, lat, lon, count, name: tokens(name).map(townWord), region: tokens(region || "") };
}
