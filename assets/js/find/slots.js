/**
 * When the listings of a tile happen: plain weekly slots in columns, worked out by arithmetic, and every other schedule as its text.
 *
 * Both give what time/occurrences.js gives for the schedule's text; the arithmetic only leaves out what weekly slots never need.
 */
import { numbers, startsOf } from "./files.js";
import { isAlways, next, occurrences } from "../time/occurrences.js";
import { parse } from "../time/schedule.js";
import { DAY, MINUTE, instant, localDay, offset } from "../time/zones.js";

const NOON = 720;
const EVENING = 1020;
const WHOLE_WEEK = 127;
const ALWAYS = 2 ** 40;
const NEVER = [Infinity, -Infinity];

/** Schedules of a tile, out of its file; `usual` is the length of what gives none, in minutes. */
export function schedulesOf({ head, columns }, usual) {
  return {
    zones: head.zones,
    usual,
    afar: columns.get("afar"),
    first: startsOf(columns.get("slots")),
    zone: numbers(columns.get("zone"), 2),
    days: columns.get("days"),
    start: numbers(columns.get("start"), 2),
    minutes: numbers(columns.get("length"), 2),
    special: new Map(head.special.map(([row, text]) => [row, { text, zone: text.split(" ")[0], rules: parse(text) }])),
  };
}

/** The schedule of a listing as text, the way pages have it; empty where there is none. */
export function textOf(schedules, row) {
  const special = schedules.special.get(row);
  if (special) return special.text;
  const parts = [`${schedules.zones[schedules.zone[row]]} ${schedules.usual}`];
  for (let slot = schedules.first[row]; slot < schedules.first[row + 1]; slot += 1) {
    const days = [0, 1, 2, 3, 4, 5, 6].filter((day) => schedules.days[slot] & (1 << day)).join("");
    const start = schedules.start[slot];
    const clock = [Math.floor(start / 60), start % 60].map((part) => String(part).padStart(2, "0")).join(":");
    const length = schedules.minutes[slot];
    parts.push(`w${days} ${clock}` + (length ? `+${length}` : ""));
  }
  return parts.length > 1 ? parts.join("; ") : "";
}

/**
 * For each listing the minute since 1970 at which what is on began, or what comes next begins; Infinity where nothing comes.
 *
 * What is always on comes behind all that has its hours, which somebody who asks for tonight means.
 */
export function nextOf(schedules, at) {
  const found = new Float64Array(schedules.afar.length).fill(Infinity);
  const clocks = schedules.zones.map((zone) => clockOf(zone, at));
  for (let row = 0; row < found.length; row += 1) {
    for (let slot = schedules.first[row]; slot < schedules.first[row + 1]; slot += 1) {
      const start = startAfter(schedules, slot, clocks[schedules.zone[row]], at);
      if (start < found[row]) found[row] = start;
    }
  }
  for (const [row, { rules }] of schedules.special) {
    if (!rules) continue;
    const coming = isAlways(rules, at) ? { start: ALWAYS * MINUTE } : next(rules, at);
    if (coming) found[row] = coming.start / MINUTE;
  }
  return found;
}

/** For each listing whether it is on now, today, tonight or tomorrow (1 or 0), by the clock of its place or, from afar, of the reader. */
export function happening(schedules, when, at, reader) {
  const found = new Uint8Array(schedules.afar.length);
  const windows = new Map();
  const windowIn = (zone) => {
    if (!windows.has(zone)) windows.set(zone, windowOf(when, zone, at));
    return windows.get(zone);
  };
  const clocks = schedules.zones.map((zone) => clockOf(zone, at));
  const there = isKnown(reader) ? reader : "";
  for (let row = 0; row < found.length; row += 1) {
    const zone = schedules.zones[schedules.zone[row]];
    for (let slot = schedules.first[row]; slot < schedules.first[row + 1] && !found[row]; slot += 1) {
      const [from, to] = clocks[schedules.zone[row]].today ? windowIn((schedules.afar[row] && there) || zone) : NEVER;
      found[row] = startsWithin(schedules, slot, clocks[schedules.zone[row]], at, from, to);
    }
  }
  for (const [row, { zone, rules }] of schedules.special) {
    if (!rules) continue;
    const [from, to] = windowIn((schedules.afar[row] && there) || zone);
    const falls = occurrences(rules, at, to).some((each) => each.start >= from || (isLong(each) && each.end > from));
    found[row] = falls || isAlways(rules, Math.max(at, from));
  }
  return found;
}

/** Whether it goes on for days, each of which has it. */
function isLong({ start, end, allDay }) {
  return allDay || end - start >= DAY;
}

/**
 * For each listing its days of the week in three parts of the day, morning, afternoon and evening: seven bits each, Monday first.
 *
 * Counts only what begins at `after` (a minute of the day) or later. Days are those of the place; what is over does not count.
 */
export function weekOf(schedules, after, at) {
  const found = new Uint32Array(schedules.afar.length);
  for (let row = 0; row < found.length; row += 1) {
    for (let slot = schedules.first[row]; slot < schedules.first[row + 1]; slot += 1) {
      if (schedules.start[slot] >= after) found[row] |= schedules.days[slot] << part(schedules.start[slot]);
    }
  }
  for (const [row, { rules }] of schedules.special) {
    for (const rule of rules ? rules.rules : []) found[row] |= weekOfRule(rule, after, localDay(rule.zone, at));
  }
  return found;
}

/** The days of what is there all day long, or all week long: the same bits in every part of the day. */
export function allDay(days) {
  return days | (days << 7) | (days << 14);
}

/** The parts of the day, as bits of every day, in which something can still begin at a minute of the day or later. */
export function leftAfter(after) {
  if (after < NOON) return allDay(WHOLE_WEEK);
  return after < EVENING ? allDay(WHOLE_WEEK) & ~WHOLE_WEEK : WHOLE_WEEK << 14;
}

function part(minute) {
  if (minute < NOON) return 0;
  return minute < EVENING ? 7 : 14;
}

function weekOfRule(rule, after, today) {
  if (rule.to < today) return 0;
  if (rule.freq === "a") return allDay(WHOLE_WEEK) & leftAfter(after);
  if (rule.freq === "s") return weekOfSpan(rule, after, today);
  const days = rule.freq === "d" ? rule.days.filter((day) => day >= today).map(weekday) : rule.days;
  return rule.start >= after ? bits(days) << part(rule.start) : 0;
}

function weekOfSpan(rule, after, today) {
  const last = Math.floor((rule.ends - MINUTE) / DAY);
  const first = Math.floor(rule.begins / DAY);
  const days = [];
  const from = Math.max(first, today);
  for (let day = from; day <= Math.min(last, from + 6); day += 1) days.push(weekday(day));
  if (rule.allDay) return allDay(bits(days)) & leftAfter(after);
  const start = (rule.begins % DAY) / MINUTE;
  return start >= after ? bits(days) << part(start) : 0;
}

function weekday(day) {
  // 1 January 1970 was a Thursday, and 0 is Monday.
  return (((day + 3) % 7) + 7) % 7;
}

function bits(days) {
  return days.reduce((found, day) => found | (1 << day), 0);
}

/**
 * What the arithmetic needs of a zone around an instant: the local day, and how far its clocks are ahead if that is the same all week.
 *
 * Of a zone that this browser does not know nothing can be told: on none of its days anything happens.
 */
function clockOf(zone, at) {
  if (!isKnown(zone)) return { zone, today: NaN, ahead: null };
  const ahead = offset(zone, at);
  const steady = offset(zone, at - 3 * DAY) === ahead && offset(zone, at + 9 * DAY) === ahead;
  return { zone, today: localDay(zone, at), ahead: steady ? ahead : null };
}

function isKnown(zone) {
  try {
    offset(zone, 0);
    return true;
  } catch {
    return false;
  }
}

function instantOf(clock, day, minute) {
  return clock.ahead === null ? instant(clock.zone, day, minute) : day * DAY + minute * MINUTE - clock.ahead;
}

/** The minute since 1970 at which a slot that is on began or which comes next begins. */
function startAfter(schedules, slot, clock, at) {
  const length = (schedules.minutes[slot] || schedules.usual) * MINUTE;
  for (let day = clock.today - 2; day <= clock.today + 8; day += 1) {
    if (!(schedules.days[slot] & (1 << weekday(day)))) continue;
    const start = instantOf(clock, day, schedules.start[slot]);
    if (start + length > at) return start / MINUTE;
  }
  return Infinity;
}

/** Whether a slot starts from one instant to another and has not ended by then. */
function startsWithin(schedules, slot, clock, at, from, to) {
  const length = (schedules.minutes[slot] || schedules.usual) * MINUTE;
  for (let day = clock.today - 2; day <= clock.today + 3; day += 1) {
    if (!(schedules.days[slot] & (1 << weekday(day)))) continue;
    const start = instantOf(clock, day, schedules.start[slot]);
    if (start >= from && start < to && start + length > at) return true;
  }
  return false;
}

/** From when to when something must begin, or go on for days, to be on now, today, tonight or tomorrow, on the clocks of a zone. */
function windowOf(when, zone, at) {
  const today = localDay(zone, at);
  if (when === "now") return [-Infinity, at + 1];
  if (when === "today") return [instant(zone, today, 0), instant(zone, today + 1, 0)];
  if (when === "tomorrow") return [instant(zone, today + 1, 0), instant(zone, today + 2, 0)];
  // Until four in the morning it is still the night of the day before.
  const evening = at < instant(zone, today, 240) ? today - 1 : today;
  return [instant(zone, evening, EVENING), instant(zone, evening + 1, 240)];
}
