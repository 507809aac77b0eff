/**
 * What is on now or comes next, in one sentence, and the next dates.
 *
 * `reader` is the reader's time zone where it is joined from afar: then days are the reader's own, and both clocks are said
 * where they differ. Left empty, days and clock are those of the place.
 */
import { _, capital, fromNow } from "../shared/words.js";
import { clockWords, dateWords, dayWords, plainDay, zoneWords } from "./calendar.js";
import { isAlways, next, upcoming } from "./occurrences.js";
import { DAY, MINUTE, localDay, localMinute, offset } from "./zones.js";

// Until this long before it begins, the day and the hour say more than the minutes.
const SOON = 90;

/**
 * "On now, until 8:15 pm", "In 25 minutes", "Tomorrow, 7:00 pm", and whether it is on.
 *
 * Gives null where there is nothing to say: nothing comes, or it is always on, which the page says already.
 */
export function sentence(schedule, at, reader = "") {
  const found = isAlways(schedule, at) ? null : next(schedule, at);
  if (!found) return null;
  const now = found.start <= at;
  return { now, text: capital(now ? until(found, at, reader) : ahead(found, at, reader)) };
}

/** The next dates, at most so many, each in words and as a machine reads it. */
export function dates(schedule, at, count, reader = "") {
  if (isAlways(schedule, at)) return [];
  return upcoming(schedule, at, count).map((found) => {
    const { start, zone, allDay } = found;
    if (!allDay) return { text: capital(moment(start, found, reader, dateWords)), datetime: `${iso(start).slice(0, 16)}Z` };
    const day = localDay(zone, start);
    return { text: capital(dateWords(day)), datetime: iso(day * DAY).slice(0, 10) };
  });
}

function until(found, at, reader) {
  const { end, zone, allDay, ended } = found;
  const home = (!allDay && reader) || zone;
  const today = localDay(home, at);
  const name = (day) => plainDay(day, today);
  if (allDay) {
    const last = localDay(zone, end - MINUTE);
    return last === today ? _("today") : _("On now, until %(day)s", { day: name(last) });
  }
  if (!ended) return _("On now");
  // Up to half a day ahead, nobody takes a time for that of another day.
  if (localDay(home, end) === today || end - at < DAY / 2) return _("On now, until %(time)s", { time: clocks(end, zone, reader) });
  return _("On now, until %(day)s", { day: moment(end, found, reader, name) });
}

function ahead(found, at, reader) {
  const { start, zone, allDay } = found;
  const minutes = Math.ceil((start - at) / MINUTE);
  if (minutes <= SOON && !allDay) return fromNow(minutes, "minute");
  const today = localDay((!allDay && reader) || zone, at);
  if (allDay) return dayWords(localDay(zone, start), today);
  return moment(start, found, reader, (day) => dayWords(day, today), (day) => plainDay(day, today));
}

/** Day and time; where the reader's day is another than the place's, both days are said. */
function moment(at, { zone }, reader, yours, theirs = yours) {
  const here = localDay(zone, at);
  const there = reader ? localDay(reader, at) : here;
  if (here === there) return _("%(days)s, %(time)s", { days: yours(here), time: clocks(at, zone, reader) });
  const time = _("%(days)s, %(time)s", { days: theirs(here), time: zoned(at, zone) });
  return _("%(time)s; %(yours)s where you are", { time, yours: _("%(days)s, %(time)s", { days: yours(there), time: clock(at, reader) }) });
}

/** A time on the place's clock, and on the reader's where that shows another. */
function clocks(at, zone, reader) {
  if (!reader || offset(reader, at) === offset(zone, at)) return clock(at, zone);
  return _("%(time)s, %(yours)s where you are", { time: zoned(at, zone), yours: clock(at, reader) });
}

function zoned(at, zone) {
  return _("%(time)s %(zone)s", { time: clock(at, zone), zone: zoneWords(zone) });
}

function clock(at, zone) {
  return clockWords(localMinute(zone, at));
}

function iso(at) {
  return new Date(at).toISOString();
}
