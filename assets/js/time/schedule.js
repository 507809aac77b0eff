/**
 * The compact text of a schedule to rules; the grammar is that of alongside/timetable/exchange.py, `compact`.
 *
 *   America/Denver 60; w13 19:00+75; m4/1L 18:30 from=2026-01-01; x2026-12-24,2026-12-31..2027-01-02
 */
import { DAY, offset } from "./zones.js";

const RULE = /^(?:(a)|(s)(\S+) (\S+)|([wmd])([^\s/]+)(?:\/(\S+))? (\d\d):(\d\d)(?:\+(\d{1,4}))?)((?: (?:from|to|in)=\S+)*)$/;

/**
 * The rules of a schedule, and the days on which none of them holds as pairs of first and last.
 *
 * Gives null for what cannot be read, and for a time zone that this browser does not know.
 */
export function parse(text) {
  try {
    const [head, ...parts] = text.split("; ");
    const [, zone, minutes] = /^(\S+) (\d{1,4})$/.exec(head);
    const rules = parts.filter((part) => part[0] !== "x").map((part) => ruleOf(part, zone, Number(minutes)));
    const closed = parts.filter((part) => part[0] === "x").flatMap((part) => part.slice(1).split(",").map(stretch));
    return { rules, closed };
  } catch {
    return null;
  }
}

function ruleOf(text, ownZone, usual) {
  const [, always, span, begins, ends, freq, days, more, hour, minute, minutes, bounds] = RULE.exec(text);
  const bound = Object.fromEntries(bounds.trim().split(" ").map((each) => each.split("=")));
  const rule = {
    freq: always || span || freq,
    zone: bound.in || ownZone,
    from: bound.from ? dayOf(bound.from) : -Infinity,
    to: bound.to ? dayOf(bound.to) : Infinity,
  };
  // Throws where the zone is not known.
  offset(rule.zone, 0);
  if (span) return { ...rule, begins: wall(begins), ends: wall(ends), allDay: begins.length === 10, ended: true };
  if (always) return rule;
  return {
    ...rule,
    days: freq === "d" ? days.split(",").map(dayOf) : Array.from(days, Number),
    every: freq === "w" && more ? Number(more) : 1,
    nth: freq === "m" ? Array.from(more, (each) => (each === "L" ? -1 : Number(each))) : [],
    start: hour * 60 + Number(minute),
    minutes: Number(minutes || usual),
    ended: Boolean(minutes),
  };
}

function stretch(text) {
  const [first, last = first] = text.split("..");
  return [first ? dayOf(first) : -Infinity, dayOf(last)];
}

function dayOf(text) {
  return wall(text) / DAY;
}

/** A local date, or date and time, as milliseconds on the wall's own calendar. */
function wall(text) {
  const at = Date.parse(text.length > 10 ? `${text}Z` : text);
  if (Number.isNaN(at)) throw new RangeError(text);
  return at;
}
