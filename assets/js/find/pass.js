/**
 * One pass over the listings of a tile: which of them a search finds, in their order, and how many each choice of a facet would find.
 *
 * A listing that fails nothing counts for every facet; one that fails a single facet counts for that facet alone, since another choice
 * there would bring it. Days, times and "after" hold for one and the same slot.
 */
import { allDay } from "./slots.js";
import { distancesIn, facetOf, happeningIn, nextIn, weekIn } from "./tile.js";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const TIMES = ["morning", "afternoon", "evening"];
const ALL_DAYS = 127;

/** Facets that have a column of their own. */
export const COLUMNS = [
  "kind", "fellowship", "format", "level", "attendance", "language", "audience", "approach", "access", "cost", "supports", "verified",
];

/** Whether a search asks for anything that only the columns of facets tell. */
export function needsFacets(state) {
  return state.after !== null || Object.values(state.chosen).some((ids) => ids.length);
}

/**
 * What a search finds among the listings of a tile.
 *
 * search   {state, at, reader, place, tenths, most, counting}: the radius in tenths of a kilometre, how many listings are wanted
 * words    {rows, scores} of those that have all words; null where no word is asked for
 *
 * Gives {total, best, counts, alone}: rows in their order as {rows, keys} with what each was ordered by, how many each id of each facet
 * would find, and which fail one thing alone.
 */
export function pass(tile, search, words) {
  const { state, at, place, counting } = search;
  const distances = place ? distancesIn(tile, place) : null;
  const chosen = filtersOf(tile, search, distances);
  const columns = counting ? COLUMNS.map((name) => ({ name, ...facetOf(tile, name, at) })) : [];
  const week = counting || needsFacets(state) ? weekFilter(tile, state, at) : null;
  const order = orderOf(tile, search, words, distances);
  const best = ranking(order.compare, search.most);
  const days = new Uint32Array(ALL_DAYS + 1);
  const times = new Uint32Array(8);
  const found = [];
  const alone = new Map();
  const missed = (name, row) => {
    if (!alone.has(name)) alone.set(name, []);
    alone.get(name).push(row);
  };

  const look = (row) => {
    let failed = "";
    for (const { name, holds, column } of chosen) {
      if (holds[column[row]]) continue;
      if (failed) return;
      failed = name;
    }
    if (week && week.asked && !(week.own[row] & week.both)) {
      if (!failed) lookAtWeek(row);
    } else if (failed) {
      missed(failed, row);
    } else {
      found.push(row);
      best.add(row);
    }
  };

  // Nothing fails but the days, the times of day, or what begins too early.
  const lookAtWeek = (row) => {
    const own = week.own[row];
    // Where it is the only thing asked of the week, what has no times at all would come, too.
    if (week.only === "after" || week.whole[row] & week.both) missed("after", row);
    if (week.only === "day" || own & week.times) missed("day", row);
    if (week.only === "time" || own & week.days) missed("time", row);
    if (own & week.times) days[daysOf(own & week.times)] += 1;
    if (own & week.days) times[timesOf(own & week.days)] += 1;
  };

  if (words) for (const row of words.rows) look(row);
  else for (let row = 0; row < tile.size; row += 1) look(row);
  for (const row of counting ? found : []) {
    days[daysOf(week.own[row] & week.times)] += 1;
    times[timesOf(week.own[row] & week.days)] += 1;
  }
  // Column by column, which is several times as fast as row by row.
  const tallies = columns.map(({ name, sets, column }) => tallied(column, sets.length, found, alone.get(name) || []));
  const counts = counting ? countsOf(columns, tallies, days, times) : null;
  // Told at once: the scores are those of the last pass alone.
  const keys = best.list.map(order.key);
  return { total: found.length, best: { rows: best.list, keys }, counts, alone };
}

/** How many of some rows have each set of a column. */
function tallied(column, size, ...lists) {
  const tally = new Uint32Array(size);
  for (const rows of lists) {
    for (let n = 0; n < rows.length; n += 1) tally[column[rows[n]]] += 1;
  }
  return tally;
}

/** What is asked for as columns: a listing holds where what its column says of it does. */
function filtersOf(tile, { state, at, reader, tenths }, distances) {
  const filters = COLUMNS.filter((name) => state.chosen[name].length).map((name) => {
    const { sets, column } = facetOf(tile, name, at);
    return { name, column, holds: sets.map((set) => set.some((id) => state.chosen[name].includes(id))) };
  });
  const holds = [false, true];
  if (distances) filters.push({ name: "near", column: distances.map((each) => each <= tenths), holds });
  if (state.when) filters.push({ name: "when", column: happeningIn(tile, state.when, at, reader), holds });
  return filters;
}

function weekFilter(tile, { chosen, after }, at) {
  const wantedDays = DAYS.reduce((all, day, n) => all | (chosen.day.includes(day) ? 1 << n : 0), 0) || (chosen.day.length ? 0 : ALL_DAYS);
  const wantedTimes = TIMES.map((time) => (!chosen.time.length || chosen.time.includes(time) ? ALL_DAYS : 0));
  const days = allDay(wantedDays);
  const times = wantedTimes[0] | (wantedTimes[1] << 7) | (wantedTimes[2] << 14);
  const asks = [after !== null && "after", chosen.day.length > 0 && "day", chosen.time.length > 0 && "time"].filter(Boolean);
  const asked = asks.length > 0;
  const whole = weekIn(tile, -1, at);
  return { asked, only: asks.length === 1 ? asks[0] : "", days, times, both: days & times, whole, own: after === null ? whole : weekIn(tile, after, at) };
}

function daysOf(week) {
  return (week | (week >> 7) | (week >> 14)) & ALL_DAYS;
}

function timesOf(week) {
  return (week & ALL_DAYS ? 1 : 0) | ((week >> 7) & ALL_DAYS ? 2 : 0) | ((week >> 14) & ALL_DAYS ? 4 : 0);
}

function countsOf(columns, tallies, days, times) {
  const counts = {};
  columns.forEach(({ name, sets }, n) => {
    const found = new Map();
    sets.forEach((set, number) => {
      if (tallies[n][number]) for (const id of set) found.set(id, (found.get(id) || 0) + tallies[n][number]);
    });
    counts[name] = found;
  });
  counts.day = bitCounts(DAYS, days);
  counts.time = bitCounts(TIMES, times);
  return counts;
}

function bitCounts(names, tally) {
  const found = new Map();
  tally.forEach((count, bits) => {
    if (count) names.forEach((name, n) => bits & (1 << n) && found.set(name, (found.get(name) || 0) + count));
  });
  return found;
}

/** How listings of a tile follow one another, and the numbers that decide it, which are the same in every tile. */
function orderOf(tile, { state, at }, words, distances) {
  const next = nextIn(tile, at);
  const scores = words ? scoresIn(tile, words) : null;
  const keys = { score: scores, distance: distances, next };
  const lists = [...new Set([state.sort, "score", "distance", "next"])].map((name) => keys[name]).filter(Boolean);
  const compare = (one, other) => {
    for (const list of lists) {
      if (list[one] !== list[other]) return list[one] < list[other] ? -1 : 1;
    }
    return one - other;
  };
  return { compare, key: (row) => lists.map((list) => list[row]) };
}

/** The scores by listing, the best ones lowest; one list for all searches, of which only what was found counts. */
function scoresIn(tile, { rows, scores }) {
  tile.scores = tile.scores || new Int32Array(tile.size);
  for (let n = 0; n < rows.length; n += 1) tile.scores[rows[n]] = -scores[n];
  return tile.scores;
}

/** The first so many of what is added, in order. */
function ranking(compare, most) {
  const list = [];
  const add = (row) => {
    if (!most || (list.length === most && compare(list[most - 1], row) <= 0)) return;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(list[middle], row) <= 0) low = middle + 1;
      else high = middle;
    }
    list.splice(low, 0, row);
    if (list.length > most) list.pop();
  };
  return { list, add };
}
