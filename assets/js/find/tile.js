/** A tile of the index: up to some thousands of listings, its parts opened when a search first needs them. */
import { numbers } from "./files.js";
import { allDay, happening, leftAfter, nextOf, schedulesOf, weekOf } from "./slots.js";
import { wordsOf } from "./words.js";
import { DAY, MINUTE } from "../time/zones.js";

const NOWHERE = 2 ** 24 - 1;
const DEGREE = 10_000;
const EARTH = 6371;
// Days of Python's calendar before 1 January 1970.
const BEFORE = 719_163;
// Days in three parts of the day: see slots.js.
const WEEKDAYS = 31;
const TRACKS = new Map([
  ["daytime", WEEKDAYS | (WEEKDAYS << 7)],
  ["evening", WEEKDAYS << 14],
  ["weekend", allDay(96)],
  ["around-the-clock", allDay(127)],
  ["self-paced", allDay(127)],
]);

/** A tile as the root names it; nothing is fetched yet. `only` is what its first file says, where the root says that for it. */
export function tileOf([name, size, ...box], number, root, open, only = null) {
  return { number, size, box, root, only, open: (part) => open(`${name}/${part}`), kept: new Map() };
}

/** Opens what a search needs: always the schedules; facets and positions where asked for. */
export async function ready(tile, { facets, spots }) {
  const [when, terms, places] = await Promise.all([
    tile.schedules ? null : tile.only || tile.open("when"),
    facets && !tile.facets ? tile.open("facets") : null,
    spots && !tile.spots ? tile.open("spots") : null,
  ]);
  // Another search may have opened the same meanwhile.
  if (when && !tile.schedules) {
    tile.schedules = schedulesOf(when, tile.root.minutes);
    tile.words = wordsOf(when.head, tile.open, tile.size);
  }
  if (terms && !tile.facets) openFacets(tile, terms);
  if (places) tile.spots = { corner: places.head.corner, north: numbers(places.columns.get("north"), 3), east: numbers(places.columns.get("east"), 3) };
}

function openFacets(tile, { head, columns }) {
  tile.facets = new Map();
  for (const [name, [ids, sets]] of Object.entries(head.facets)) {
    const column = columns.get(name);
    tile.facets.set(name, { sets: sets.map((set) => set.map((n) => ids[n])), column: column.length > tile.size ? numbers(column, 2) : column });
  }
  tile.checked = Int32Array.from(numbers(columns.get("checked"), 2), (day) => (day ? day + head.checked - BEFORE : 0));
}

/** A facet's sets of ids and the number of the set that each listing has. */
export function facetOf(tile, name, at) {
  if (name !== "verified") return tile.facets.get(name);
  const today = Math.floor(at / DAY);
  return once(tile, "verified", today, () => ({
    sets: [[], ["lately"]],
    column: Uint8Array.from(tile.checked, (day) => (day && today - day <= tile.root.verify ? 1 : 0)),
  }));
}

/** For each listing the minute since 1970 at which it next begins, or began where it is on. */
export function nextIn(tile, at) {
  return once(tile, "next", Math.floor(at / MINUTE), () => nextOf(tile.schedules, at));
}

/** For each listing whether it is on now, today, tonight, tomorrow. */
export function happeningIn(tile, when, at, reader) {
  return once(tile, `happening ${when} ${reader}`, Math.floor(at / MINUTE), () => happening(tile.schedules, when, at, reader));
}

/** For each listing its days of the week in three parts of the day; what a program says of its sessions counts, too. */
export function weekIn(tile, after, at) {
  return once(tile, after < 0 ? "whole" : "week", `${after} ${Math.floor(at / (15 * MINUTE))}`, () => {
    const found = weekOf(tile.schedules, after || 0, at);
    const { sets, column } = tile.facets.get("tracks");
    const days = sets.map((set) => set.reduce((all, track) => all | TRACKS.get(track), 0) & leftAfter(after));
    return found.map((own, row) => own | days[column[row]]);
  });
}

/** For each listing how far it is from a point, in tenths of a kilometre; Infinity where it has no position. */
export function distancesIn(tile, { lat, lon }) {
  return once(tile, "distance", `${lat} ${lon}`, () => {
    const { corner, north, east } = tile.spots;
    const found = new Float64Array(tile.size).fill(Infinity);
    for (let row = 0; row < tile.size; row += 1) {
      if (north[row] !== NOWHERE) found[row] = tenths(lat, lon, (north[row] + corner[0]) / DEGREE, (east[row] + corner[1]) / DEGREE);
    }
    return found;
  });
}

/** How far the nearest corner or side of a tile's box is from a point, in tenths of a kilometre; Infinity where it has none. */
export function distanceTo({ box }, { lat, lon }) {
  if (!box.length) return Infinity;
  const [south, west, north, east] = box.map((each) => each / DEGREE);
  return tenths(lat, lon, Math.min(Math.max(lat, south), north), Math.min(Math.max(lon, west), east));
}

/** The way between two points as the crow flies, in tenths of a kilometre; right within some hundred kilometres. */
function tenths(south, west, north, east) {
  const radians = Math.PI / 180;
  const across = (east - west) * radians * Math.cos(((south + north) / 2) * radians);
  return Math.round(EARTH * Math.hypot((north - south) * radians, across) * 10);
}

/** Keeps the last value of a name for as long as what it was made for is asked for again. */
function once(tile, name, madeFor, make) {
  const kept = tile.kept.get(name);
  if (kept && kept.madeFor === madeFor) return kept.value;
  const value = make();
  tile.kept.set(name, { madeFor, value });
  return value;
}
