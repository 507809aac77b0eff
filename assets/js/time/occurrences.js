/**
 * From rules to instants, as alongside/timetable/recurrence.py does it.
 *
 * A local time becomes an instant once, at the start; the end is that instant plus the length. So a slot in the hour that summer
 * time skips moves forward and keeps its length, and one in the hour that comes twice is taken the first time.
 */
import { DAY, MINUTE, instant, localDay } from "./zones.js";

// How far ahead to look, in days, one after the other: nearly everything is found in the first.
const HORIZONS = [9, 62, 400];
// The Monday-based week from which "every so many weeks" counts where a rule has no first day: that of 1 January of the year 1.
const FIRST_WEEK = -102_737;

/** What ends after one instant and starts before another, soonest first: start, end, zone, whether all day, whether the end is known. */
export function occurrences(schedule, after, before) {
  const found = new Map();
  for (const rule of schedule.rules.filter((each) => each.freq !== "a")) {
    const last = localDay(rule.zone, before);
    for (let day = localDay(rule.zone, after - 2 * DAY - lengthOf(rule)); day <= last; day += 1) {
      if (!begins(rule, day) || isClosed(schedule, day)) continue;
      const [start, end] = instants(rule, day);
      const key = `${start} ${end}`;
      if (end <= after || start >= before || found.has(key)) continue;
      found.set(key, { start, end, zone: rule.zone, allDay: Boolean(rule.allDay), ended: rule.ended });
    }
  }
  return [...found.values()].sort((one, other) => one.start - other.start || one.end - other.end);
}

/** Whether it happens at an instant. */
export function onNow(schedule, at) {
  return occurrences(schedule, at, at + MINUTE).some((each) => each.start <= at) || isAlways(schedule, at);
}

/** Whether it is always on, and not closed that day. */
export function isAlways(schedule, at) {
  return schedule.rules.some((rule) => {
    if (rule.freq !== "a") return false;
    const day = localDay(rule.zone, at);
    return rule.from <= day && day <= rule.to && !isClosed(schedule, day);
  });
}

/** Whether it happens on a single date. */
export function isOnce(schedule) {
  const [rule, ...others] = schedule.rules;
  return others.length === 0 && (rule.freq === "s" || (rule.freq === "d" && rule.days.length === 1));
}

/** What is on at an instant and what comes next, at most so many, within 400 days. */
export function upcoming(schedule, at, count) {
  let found = [];
  for (const days of HORIZONS) {
    if (found.length < count) found = occurrences(schedule, at, at + days * DAY);
  }
  return found.slice(0, count);
}

/** What is on at an instant, or else comes next within 400 days; null where there is nothing. */
export function next(schedule, at) {
  return upcoming(schedule, at, 1)[0] || null;
}

function begins(rule, day) {
  if (day < rule.from || day > rule.to) return false;
  if (rule.freq === "s") return Math.floor(rule.begins / DAY) === day;
  if (rule.freq === "d") return rule.days.includes(day);
  // 1 January 1970 was a Thursday, and 0 is Monday.
  if (!rule.days.includes((((day + 3) % 7) + 7) % 7)) return false;
  return rule.freq === "w" ? (week(day) - anchor(rule)) % rule.every === 0 : isNth(rule.nth, day);
}

function week(day) {
  return Math.floor((day + 3) / 7);
}

function anchor(rule) {
  return rule.from === -Infinity ? FIRST_WEEK : week(rule.from);
}

/** Whether a day is the first, third or last (-1) of its weekday in its month. */
function isNth(nth, day) {
  const date = new Date(day * DAY);
  const isLast = new Date((day + 7) * DAY).getUTCMonth() !== date.getUTCMonth();
  return nth.includes(Math.ceil(date.getUTCDate() / 7)) || (isLast && nth.includes(-1));
}

function isClosed(schedule, day) {
  return schedule.closed.some(([first, last]) => first <= day && day <= last);
}

function lengthOf(rule) {
  return rule.freq === "s" ? rule.ends - rule.begins : rule.minutes * MINUTE;
}

function instants(rule, day) {
  const start = instant(rule.zone, day, rule.freq === "s" ? minuteOf(rule.begins) : rule.start);
  if (rule.freq !== "s") return [start, start + lengthOf(rule)];
  const end = instant(rule.zone, Math.floor(rule.ends / DAY), minuteOf(rule.ends));
  // Both ends can fall into one skipped hour; then the length on the wall is kept.
  return [start, end > start ? end : start + lengthOf(rule)];
}

function minuteOf(wall) {
  return (wall % DAY) / MINUTE;
}
