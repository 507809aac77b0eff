/**
 * What a sentence asks for: "women's aa tuesday evening near 80302".
 *
 * Phrases that mean a choice (lexicon.js), places and times of day are taken out, the longest first; the rest is searched for word by
 * word. What stands in quotes is never looked into. Words are looked up in Maps alone, so no word is special to the language.
 */
import { fold, tokens } from "./fold.js";
import { isChoice, phrasesOf, rowsOf } from "./lexicon.js";
import { townWord } from "./places.js";

const QUOTED = /\u0022[^\u0022]*\u0022?|\u201c[^\u201d]*\u201d?|\u00ab[^\u00bb]*\u00bb?/;
// "A.A." is one word.
const DOTTED = /\p{L}(?:\.\p{L})+\.?(?![\p{L}\p{M}\p{N}])/u;
const PIECES = new RegExp(`${QUOTED.source}|${DOTTED.source}|[\\p{L}\\p{M}\\p{N}]+(?:['\u2019]s(?![\\p{L}\\p{M}\\p{N}]))?`, "giu");
const CLOCK_TIME = /(\d{1,2})(?:[:.](\d{2}))?(?:\s*(?:([ap])\.?\s?m\b\.?|(h)(?:rs?|oras?)?))?(?![\p{L}\p{N}])/iuy;
const DASH = /^\s*[\u2010-\u2015-]\s*$/;
// What a time belongs to: a part of the day, with the minutes from which and before which it is.
const PARTS = [["morning", 0, 720], ["afternoon", 720, 1020], ["evening", 1020, 1440]];
const EDGES = /^[\s.,;:!?\u00a1\u00bf]+|[\s.,;:!?\u00a1\u00bf]+$/gu;

/**
 * Takes a text, the lexicon, and what the text is read with: `towns` that its words may name (places.js), `codes` (names of the shards
 * of postal codes), `digits` (how many those have that are numbers), `radii` to choose from, the site's `unit` of way, and `whole`:
 * false while the last word may still grow.
 *
 * Returns { chosen: {facet: [ids]}, when, after, near: "", "here", a postal code or a town, radius: a number or null,
 * rest: what is left of the text, taken: [{facet, id, text, from, to}] in the order of the text }.
 */
export function understand(text, lexicon, { towns = [], codes = [], digits = [5], radii = [], unit = "mi", whole = true } = {}) {
  const known = phrasesOf(lexicon);
  const items = [...text.matchAll(PIECES)].flatMap(({ 0: piece, index: from }) => {
    const words = QUOTED.test(piece) ? [""] : tokens(piece.replaceAll(".", ""));
    return words.map((word) => ({ word, from, to: from + piece.length, taken: false }));
  });
  const words = items.map(({ word }) => word);
  const last = whole ? undefined : items.find(({ to }) => to === text.length);
  const grows = last && [...known.words].some((word) => word !== last.word && word.startsWith(last.word));
  const found = { chosen: {}, when: "", after: null, near: "", radius: null, rest: "", taken: [] };
  const said = { text, ...known, items, words, last, grows, found, towns, codes, digits, radii, unit };
  for (let at = 0; at < words.length; ) at = readFrom(said, at);
  found.taken.sort((one, other) => one.from - other.from);
  found.rest = leftOver(said);
  return found;
}

/** Takes what begins at a word; returns the number of the word behind it. */
function readFrom(said, at) {
  const town = townAt(said, at);
  for (let end = Math.min(said.words.length, at + (said.most.get(said.words[at]) || 1)); end > at; end -= 1) {
    if (town && town.end > end) break;
    const ends = said.last && end === said.words.length;
    const rows = (!ends || !said.grows) && rowsOf(said, said.words.slice(at, end), ends);
    const next = rows && takePhrase(said, at, end, ends ? rows.filter(isChoice) : rows);
    if (next) return next;
  }
  return takePlace(said, at, at) || takeRadius(said, at, at) || takeRange(said, at, at, true) || takeTime(said, at, at, true) || at + 1;
}

/** Takes a phrase as what it means here; 0 where it means nothing. */
function takePhrase(said, at, end, rows) {
  for (const [facet, id] of rows) {
    let next = 0;
    if (facet === "word") return end;
    if (facet === "near") next = takePlace(said, at, end) || (id === "here" && takeChoices(said, at, end, [["near", id]]));
    if (facet === "within") next = takeRadius(said, at, end);
    if (facet === "before") next = takeBefore(said, at, end);
    if (["after", "at", "between"].includes(facet)) next = takeRange(said, at, end, false);
    if (!next && (facet === "after" || facet === "at")) next = takeTime(said, at, end, false, facet === "at");
    if (facet === "half" && followsDay(said, at)) return takeChoices(said, at, end, rows.map(([, part]) => ["time", part]));
    if (next) return next;
  }
  return takeChoices(said, at, end, rows.filter(isChoice));
}

/** Takes the choices that a phrase stands for. */
function takeChoices(said, at, end, rows) {
  const { found } = said;
  // "martes mañana" is in the morning, "mañana" alone is tomorrow.
  const behind = followsDay(said, at);
  const either = end - at === 1 && new Set(rows.map(([facet]) => facet)).size > 1;
  const meant = either ? rows.filter(([facet]) => (facet === "time") === behind) : rows;
  if (meant.some(([facet, id]) => found[facet] && found[facet] !== id)) return 0;
  for (const [facet, id] of meant) {
    if (facet === "when" || facet === "near") found[facet] = id;
    else found.chosen[facet] = [...new Set([...(found.chosen[facet] || []), id])];
    take(said, at, end, facet, id);
  }
  return meant.length && end;
}

/** Whether the word before was a day, or what is meant by one. */
function followsDay({ found, items }, at) {
  const previous = found.taken[found.taken.length - 1];
  return Boolean(at > 0 && previous && previous.to === items[at - 1].to && ["day", "when"].includes(previous.facet));
}

function take(said, at, end, facet, id) {
  const { from } = said.items[at];
  const { to } = said.items[end - 1];
  said.found.taken.push({ facet, id: String(id), text: said.text.slice(from, to), from, to });
  leaveOut(said, at, end);
}

/** Keeps words from being searched for. */
function leaveOut({ items, stop }, at, end) {
  for (const item of items.slice(at, end)) item.taken = true;
  // "in the" of "in the evening" belongs to it.
  for (let index = at - 1; index >= 0 && stop.has(items[index].word); index -= 1) items[index].taken = true;
}

/** Takes the town or the postal code at a word, with the words before it from `at` on. */
function takePlace(said, at, start) {
  const place = said.found.near ? null : townAt(said, start) || codeAt(said, start);
  if (!place) return 0;
  const { id, label, lat, lon, end } = place;
  said.found.near = label ? { id, label, lat, lon } : id;
  take(said, at, end, "near", id);
  return end;
}

/** The town whose name begins at a word: the longest name, with its region where that is said, then the town with most listings. */
function townAt({ words, towns, found }, at) {
  let best = null;
  for (const town of found.near ? [] : towns) {
    const { name, region } = town;
    const behind = at + name.length;
    const here = name.every((word, index) => townWord(words[at + index] || "") === word);
    const end = behind + (region.every((word, index) => words[behind + index] === word) ? region.length : 0);
    if (here && (!best || end > best.end || (end === best.end && town.count > best.count))) best = { ...town, end };
  }
  return best;
}

function codeAt({ words, items, codes, digits }, at) {
  for (const end of [at + 1, at + 2]) {
    const parts = words.slice(at, end);
    const id = parts.join("");
    const known = codes.includes(id.slice(0, 3));
    // Five digits from elsewhere are a code too: of it is told that nothing is known.
    const number = parts.length === 1 && /^\d+$/.test(id) && digits.includes(id.length) && (known || (codes.length && id.length === 5));
    const more = number && /^\d{4}$/.test(words[end]) && items[end].from === items[at].to + 1;
    if (number || (known && /^(?=.*[a-z]).{5,8}$/.test(id) && parts.every((part) => /[0-9]/.test(part)))) return { id, end: end + (more ? 1 : 0) };
  }
  return null;
}

/** Takes "5 miles" or "25km" at a word, with the words before it from `at` on. */
function takeRadius(said, at, start) {
  const [, number, joined] = /^(\d{1,3})(\p{L}*)$/u.exec(said.words[start]) || [];
  const row = number && rowsOf(said, [joined || said.words[start + 1] || ""]);
  if (!row || row[0][0] !== "unit" || said.found.radius !== null) return 0;
  const end = start + (joined ? 1 : 2);
  const way = number * (row[0][1] === said.unit ? 1 : said.unit === "km" ? 1.609344 : 0.621371);
  const off = (radius) => Math.abs(radius - way);
  said.found.radius = said.radii.reduce((best, radius) => (off(radius) < off(best) ? radius : best), said.radii[0] || Math.round(way));
  take(said, at, end, "radius", said.found.radius);
  return end;
}

/**
 * Takes a time of day at a word, with the words before it from `at` on; `clear` where it has to look like one.
 * What begins then or later is meant; "at 7 am" means the morning besides.
 */
function takeTime(said, at, start, clear, sharp = clear) {
  const { found } = said;
  const time = found.after === null && clockAt(said, start);
  if (!time || (clear && !time.clear)) return 0;
  found.after = minuteSaid(time);
  take(said, at, time.end, "after", found.after);
  if (sharp && time.marked && time.early) takeChoices(said, at, time.end, [["time", "morning"]]);
  return time.end;
}

/** Takes "before 9 am": the parts of the day that begin before. */
function takeBefore(said, at, start) {
  const time = clockAt(said, start);
  return time && takeSpan(said, at, time.end, 0, minuteSaid(time));
}

/** Takes "5 to 7 pm" at a word, with the words before it from `at` on; where it is to be `clear`, one of both has to look like a time. */
function takeRange(said, at, start, clear) {
  const first = clockAt(said, start);
  const second = first && clockAt(said, rangeGoesOn(said, first.end));
  if (!second || (clear && !first.clear && !second.clear && !second.marked)) return 0;
  const { marked, early } = first.marked ? first : second;
  const end = minuteSaid(second);
  const begin = minuteSaid({ ...first, marked, early });
  // "11 to 1 pm" begins before noon, "8 pm to 2 am" goes on over midnight.
  const begins = begin < end || first.marked ? begin : minuteSaid({ ...first, marked: true, early: true });
  return takeSpan(said, at, second.end, begins, begins < end ? end : 1440);
}

/** The word behind a dash or "to"; behind the last word where there is none. */
function rangeGoesOn({ text, words, items, phrases }, at) {
  if (at < items.length && DASH.test(text.slice(items[at - 1].to, items[at].from))) return at;
  const isTo = (end) => (phrases.get(words.slice(at, end).join(" ")) || []).some(([facet]) => facet === "to");
  return [at + 2, at + 1].find(isTo) || words.length;
}

/** Takes the parts of the day that some minutes belong to. The whole day narrows nothing: its words are left out. */
function takeSpan(said, at, last, begin, end) {
  const parts = PARTS.filter(([, from, to]) => begin < to && from < end);
  if (parts.length === PARTS.length) leaveOut(said, at, last);
  else takeChoices(said, at, last, parts.map(([part]) => ["time", part]));
  return last;
}

/**
 * The time of day that a word begins, null where it begins none: { digits, minutes, named, end (the number of the word behind it),
 * clear (it looks like nothing else), marked (whether it is said to be before or after noon), early (it is before) }.
 */
function clockAt(said, start) {
  const { text, words, items, phrases, stop } = said;
  if (start >= words.length) return null;
  const named = (phrases.get(words[start]) || []).find(([facet]) => facet === "clock");
  CLOCK_TIME.lastIndex = items[start].from;
  const [, digits, minutes, letter, sign] = (named ? null : CLOCK_TIME.exec(text)) || [];
  if ((!named && !digits) || digits > 24 || minutes > 59) return null;
  let end = named ? start + 1 : items.findIndex(({ from }) => from >= CLOCK_TIME.lastIndex);
  if (end < 0) end = words.length;
  const exact = Boolean(minutes || sign);
  // "from 5 miles"
  if (!named && !exact && !letter && (rowsOf(said, [words[end] || ""]) || []).some(([facet]) => facet === "unit")) return null;
  // "in the evening", "de la tarde"
  let part = end;
  while (stop.has(words[part])) part += 1;
  const [, half] = (!named && !letter && (phrases.get(words[part]) || []).find(([facet]) => facet === "time")) || [];
  if (half) end = part + 1;
  const early = half ? half === "morning" : /a/i.test(letter);
  return { digits, minutes, named, end, exact, early, clear: exact || Boolean(letter), marked: Boolean(half || letter) };
}

/** The minute of the day; without a mark, small hours are those after noon. */
function minuteSaid({ named, digits, minutes, exact, marked, early }) {
  if (named) return Number(named[1]);
  const late = marked ? !early : !exact && digits > 0 && digits < 9;
  const hours = digits > 12 ? Number(digits) : (marked ? digits % 12 : Number(digits)) + (late ? 12 : 0);
  return Math.min(hours * 60 + Number(minutes || 0), 1439);
}

/** The text without what was taken; nothing where only words without a meaning are left. */
function leftOver({ text, items, stop, last }) {
  const left = items.filter(({ taken }) => !taken);
  if (left.length < items.length && left.every((item) => item !== last && stop.has(item.word))) return "";
  let from = 0;
  const parts = items.filter(({ taken }) => taken).map((item) => {
    const part = text.slice(from, item.from);
    from = item.to;
    return part;
  });
  return [...parts, text.slice(from)].map((part) => part.replace(EDGES, "")).filter(Boolean).join(" ").replace(/\s+/g, " ");
}

/**
 * At most six choices that the last words of a text begin: [{facet, id, phrase}]; those that more of the words begin come first.
 * A phrase that stands for several values of its facet has their ids joined by commas.
 */
export function suggest(text, lexicon, towns = []) {
  const words = tokens(text);
  const found = new Map();
  if (!/[\p{L}\p{N}]$/u.test(text) || words[words.length - 1].length < 2) return [];
  const offered = [...phrasesOf(lexicon).phrases].filter(([, rows]) => isChoice(rows[0]) || rows[0][1] === "here");
  for (const begun of [words.slice(-3), words.slice(-2), words.slice(-1)].map((some) => some.join(" "))) {
    const likely = offered.filter(([phrase]) => phrase.startsWith(begun)).sort(([one], [other]) => one.length - other.length);
    for (const [phrase, rows] of likely) {
      const facet = rows[0][0];
      const id = rows.filter((row) => row[0] === facet).map((row) => row[1]).join();
      if (!found.has(`${facet} ${id}`)) found.set(`${facet} ${id}`, { facet, id, phrase });
    }
    for (const { id, label } of towns) if (fold(label).startsWith(begun)) found.set(`near ${id}`, { facet: "near", id, phrase: label });
  }
  return [...found.values()].slice(0, 6);
}
