/** What the page that searches says: numbers, distances, chips, and what was searched. */
import { _ } from "../shared/words.js";
import { clockWords } from "../time/calendar.js";
import { HERE } from "./state.js";

const KILOMETRES = { km: 1, mi: 1.609344 };

/** A number as the page's language writes it. */
export function count(number, digits = 0) {
  return new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: digits }).format(number);
}

/** A distance in miles or kilometres: "2.3 mi". */
function distanceWords(distance, unit) {
  const shown = count(distance, distance < 10 ? 1 : 0);
  return unit === "mi" ? _("%(distance)s mi", { distance: shown }) : _("%(distance)s km", { distance: shown });
}

/** A distance that is known in kilometres, in the site's unit. */
export function farAway(kilometres, unit) {
  return distanceWords(kilometres / KILOMETRES[unit], unit);
}

/** A day in words with its year: "October 3, 2026". */
export function dayShown(iso) {
  return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso));
}

/**
 * What a chip says.
 *
 * Takes `labels`: the label of a term by facet and id; `state`, for the radius; `unit`; `place`: what the place is called, null where
 * it is not known, undefined while it is looked up.
 */
export function chipWords([facet, id], labels, state, unit, place) {
  if (facet === "when") return whenWords().get(id);
  if (facet === "after") return _("After %(time)s", { time: clockWords(Number(id)) });
  if (facet !== "near") return labels(facet, id) || id;
  const distance = distanceWords(state.radius, unit);
  if (id === HERE) return place === "" ? _("Near you, within %(distance)s", { distance }) : _("Asking where you are …");
  if (place === null) return _("%(place)s is not known here", { place: id });
  // The id of a town is no name.
  const looked = /[0-9]/.test(id) ? id : "…";
  return _("Near %(place)s, within %(distance)s", { place: place || looked, distance });
}

/** What a suggestion says: { label, title }, what it is called and what sort of thing it is. */
export function suggestionWords({ facet, id, phrase }, labels, titles) {
  if (facet === "near") return { label: id === HERE ? _("Near me") : phrase, title: _("Where") };
  if (facet === "when") return { label: whenWords().get(id), title: _("When") };
  return { label: id.split(",").map((each) => labels(facet, each)).filter(Boolean).join(", ") || phrase, title: titles.get(facet) || "" };
}

function whenWords() {
  return new Map([["now", _("On now")], ["today", _("Today")], ["tonight", _("Tonight")], ["tomorrow", _("Tomorrow")]]);
}

/** How many there are. */
export function foundWords(total) {
  return total ? _("Results: %(count)s", { count: count(total) }) : _("Nothing matches all of this");
}

/** What was searched. */
export function searchedWords({ listings, all, names }, total, place) {
  const shown = { count: count(listings), place };
  if (all || listings >= total) return _("Searched all %(count)s listings", { count: count(total) });
  if (place) return _("Searched %(count)s listings around %(place)s", shown);
  return names ? _("Searched %(count)s listings, and names everywhere", shown) : _("Searched %(count)s listings", shown);
}
