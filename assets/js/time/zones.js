/**
 * Local days and clocks of any time zone, through Intl alone.
 *
 * An instant is a number of milliseconds since 1970 in UTC; a local day is a number of days since 1 January 1970, so that
 * days can be counted without a clock.
 */
export const MINUTE = 60_000;
export const DAY = 86_400_000;

const MOST_OFFSETS = 2_000;
const zones = new Map();

/** Milliseconds by which a zone's clocks are ahead of UTC at an instant. Throws RangeError for a zone that is not known here. */
export function offset(zone, at) {
  const day = Math.floor(at / DAY) * DAY;
  const midnight = offsetAt(zone, day);
  // No clock is changed twice within a day. Asking Intl takes long, so a page asks about days rather than about every minute.
  return midnight === offsetAt(zone, day + DAY) ? midnight : offsetAt(zone, Math.floor(at / MINUTE) * MINUTE);
}

function offsetAt(zone, instant) {
  if (!zones.has(zone)) zones.set(zone, { format: formatOf(zone), offsets: new Map() });
  const { format, offsets } = zones.get(zone);
  if (!offsets.has(instant)) {
    // A page that stays open for days asks about one after the other.
    if (offsets.size > MOST_OFFSETS) offsets.clear();
    const [month, day, year, hour, minute, second] = format.format(instant).match(/\d+/g);
    offsets.set(instant, Date.UTC(year, month - 1, day, hour % 24, minute, second) - instant);
  }
  return offsets.get(instant);
}

/** The local day at an instant. */
export function localDay(zone, at) {
  return Math.floor((at + offset(zone, at)) / DAY);
}

/** The minute of the local day at an instant. */
export function localMinute(zone, at) {
  return Math.floor((at + offset(zone, at)) / MINUTE) - localDay(zone, at) * 1440;
}

/** The instant of a local time: shifted forward where the clock skips it, the first where it comes twice. */
export function instant(zone, day, minute) {
  // No clock is changed twice within these three days, which hold the instant whatever the zone.
  const before = offset(zone, (day - 1) * DAY);
  const after = offset(zone, (day + 2) * DAY);
  const wall = day * DAY + minute * MINUTE;
  if (before === after || offset(zone, wall - before) === before) return wall - before;
  return offset(zone, wall - after) === after ? wall - after : wall - before;
}

/** The reader's own time zone; empty where the browser does not say. */
export function readersZone() {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || "";
}

function formatOf(timeZone) {
  const two = "2-digit";
  return new Intl.DateTimeFormat("en-US", {
    timeZone, hourCycle: "h23", year: "numeric", month: two, day: two, hour: two, minute: two, second: two,
  });
}
