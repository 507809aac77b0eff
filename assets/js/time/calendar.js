/** Names of days, times of day, dates and time zones, as the pages themselves write them (alongside/timetable). */
import { _ } from "../shared/words.js";
import { DAY } from "./zones.js";

/** A minute of the day for people: "7:00 pm", "noon", "midnight". */
export function clockWords(minute) {
  if (minute === 0) return _("midnight");
  if (minute === 720) return _("noon");
  const time = _("%(hour)d:%(minute)02d", { hour: Math.floor(minute / 60) % 12 || 12, minute: minute % 60 });
  return minute < 720 ? _("%(time)s am", { time }) : _("%(time)s pm", { time });
}

/** The name of a local day's weekday: "Monday". */
export function dayName(day) {
  const names = [_("Sunday"), _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday")];
  return names[new Date(day * DAY).getUTCDay()];
}

/** A local day with its weekday: "Thursday, December 24, 2026"; the year can be left out. */
export function dateWords(day, withYear = true) {
  const date = new Date(day * DAY);
  const spring = [_("January"), _("February"), _("March"), _("April"), _("May"), _("June")];
  const autumn = [_("July"), _("August"), _("September"), _("October"), _("November"), _("December")];
  const month = [...spring, ...autumn][date.getUTCMonth()];
  const shown = { weekday: dayName(day), month, day: date.getUTCDate(), year: date.getUTCFullYear() };
  return withYear ? _("%(weekday)s, %(month)s %(day)d, %(year)d", shown) : _("%(weekday)s, %(month)s %(day)d", shown);
}

/** A local day as its readers would call it: its weekday within six days, else the date, with the year where it is another. */
export function plainDay(day, today) {
  // The day before counts as near, too: it is still yesterday at the place when it is today for a reader further east.
  if (day >= today - 1 && day < today + 7) return dayName(day);
  return dateWords(day, new Date(day * DAY).getUTCFullYear() !== new Date(today * DAY).getUTCFullYear());
}

/** A local day as somebody would call it on another: "today", "tomorrow", or as `plainDay` has it. */
export function dayWords(day, today) {
  if (day === today) return _("today");
  return day === today + 1 ? _("tomorrow") : plainDay(day, today);
}

/** A time zone as people there call it: "Mountain Time"; elsewhere by its city: "Edmonton time". */
export function zoneWords(zone) {
  const names = {
    "America/New_York": _("Eastern Time"),
    "America/Chicago": _("Central Time"),
    "America/Denver": _("Mountain Time"),
    "America/Phoenix": _("Arizona Time"),
    "America/Los_Angeles": _("Pacific Time"),
    "America/Anchorage": _("Alaska Time"),
    "Pacific/Honolulu": _("Hawaii Time"),
    "America/Puerto_Rico": _("Atlantic Time"),
    UTC: "UTC",
    "Etc/UTC": "UTC",
  };
  return names[zone] || _("%(city)s time", { city: zone.split("/").pop().replaceAll("_", " ") });
}
