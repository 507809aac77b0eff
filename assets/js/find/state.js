/**
 * What somebody searches for, and the fragment of the address that says it: #q=river+group&kind=meetings&day=tuesday&near=80302.
 *
 * A state is a plain object that is never changed; each function gives a new one. The fragment holds ids, so that a link holds in
 * every language and for years; the device's position ("here") is never in it. What is empty or as usual is left out, and what a
 * site does not have is passed over.
 */
export const FACETS = [
  ...["kind", "fellowship", "format", "level", "day", "time", "attendance"],
  ...["language", "audience", "approach", "access", "cost", "supports", "verified"],
];
const WHENS = ["now", "today", "tonight", "tomorrow"];
export const HERE = "here";
const SORTS = ["distance", "next"];
const USUAL_RADIUS = 10;
const LONGEST_WORDS = 200;
const PLACE_ID = /^[\p{L}\p{N}][\p{L}\p{N} -]{0,79}$/u;

/** Nothing searched for. */
export function emptyState() {
  return {
    words: "", chosen: Object.fromEntries(FACETS.map((facet) => [facet, []])),
    after: null, when: "", near: "", radius: USUAL_RADIUS, sort: "", everywhere: false,
  };
}

/** The state that a fragment says; `known` tells whether the site has a term of a facet. */
export function readState(fragment, known = () => true) {
  const given = new Map(fragment.replace(/^#/, "").split("&").map(pair));
  const word = (key) => decoded(given.get(key) || "");
  const one = (key, allowed) => (allowed.includes(word(key)) ? word(key) : "");
  const number = (key, most, usual) => (/^\d{1,4}$/.test(word(key)) && word(key) <= most ? Number(word(key)) : usual);
  const near = word("near");
  return {
    words: Array.from(word("q").trim()).slice(0, LONGEST_WORDS).join(""),
    chosen: Object.fromEntries(FACETS.map((facet) => [facet, ids(given.get(facet)).filter((id) => known(facet, id))])),
    after: number("after", 1439, null),
    when: one("when", WHENS),
    near: near !== HERE && PLACE_ID.test(near) ? near : "",
    radius: number("radius", 9999, USUAL_RADIUS) || USUAL_RADIUS,
    sort: one("sort", SORTS),
    everywhere: word("everywhere") === "1",
  };
}

/** The fragment of a state, without its "#"; empty where nothing is searched for. */
export function writeState(state) {
  const { words, chosen, when, after, near, radius, sort, everywhere } = state;
  const parts = [
    ["q", encodeURIComponent(words.trim().replace(/\p{Cs}/gu, "")).replaceAll("%20", "+")],
    ...FACETS.map((facet) => [facet, chosen[facet].map(encodeURIComponent).join(",")]),
    ["when", when],
    ["after", after === null ? "" : String(after)],
    ["near", near === HERE ? "" : encodeURIComponent(near)],
    ["radius", radius === USUAL_RADIUS ? "" : String(radius)],
    ["sort", sort],
    ["everywhere", everywhere ? "1" : ""],
  ];
  return parts.filter(([, value]) => value).map((part) => part.join("=")).join("&");
}

/** Whether a fragment is one of ours, and not the name of a part of the page. */
export function isState(fragment) {
  return fragment.length < 2 || fragment.includes("=");
}

/** Whether two states are the same to whoever searches. */
export function sameState(one, other) {
  return writeState(one) === writeState(other) && (one.near === HERE) === (other.near === HERE);
}

/** The state with a term of a facet added; `when`, `after` and `near` take one value in place of another. */
export function withTerm(state, facet, id) {
  if (facet === "after" || facet === "radius") return { ...state, [facet]: Number(id) };
  if (facet === "when" || facet === "near") return { ...state, [facet]: id };
  if (!FACETS.includes(facet) || state.chosen[facet].includes(id)) return state;
  return { ...state, chosen: { ...state.chosen, [facet]: [...state.chosen[facet], id] } };
}

/** The state without a term of a facet, or, without an id, without the whole facet or words. */
export function withoutTerm(state, facet, id = null) {
  if (facet === "words") return { ...state, words: "" };
  if (facet === "after") return { ...state, after: null };
  if (facet === "when") return { ...state, when: "" };
  if (facet === "near") return { ...state, near: "", radius: USUAL_RADIUS };
  if (facet === "everywhere") return { ...state, everywhere: false };
  if (!FACETS.includes(facet)) return state;
  return { ...state, chosen: { ...state.chosen, [facet]: state.chosen[facet].filter((each) => id !== null && each !== id) } };
}

/** The state with nothing but one facet, or some words. */
export function onlyTerm(state, facet, words = "") {
  const nothing = { ...emptyState(), sort: state.sort, everywhere: state.everywhere };
  if (facet === "words") return { ...nothing, words };
  if (facet === "near") return { ...nothing, near: state.near, radius: state.radius };
  return FACETS.includes(facet) ? { ...nothing, chosen: { ...nothing.chosen, [facet]: state.chosen[facet] } } : { ...nothing, [facet]: state[facet] };
}

/** The state with what was understood of its words in its facets, and only the rest as words. */
export function understood(state, { taken, rest }) {
  const found = taken.reduce((whole, { facet, id }) => withTerm(whole, facet, id), state);
  return { ...found, words: rest };
}

/** The state to search for: "within 25 miles" of no place is still a part of the words. */
export function withLoneRadius(state, { taken }) {
  const alone = state.near ? null : taken.find(({ facet }) => facet === "radius");
  return alone ? { ...state, radius: USUAL_RADIUS, words: `${state.words} ${alone.text}`.trim() } : state;
}

/** What narrows a search, in the order in which it is told: [facet, id]; words are not among it. */
export function termsOf(state) {
  const found = FACETS.flatMap((facet) => state.chosen[facet].map((id) => [facet, id]));
  const others = [["when", state.when], ["after", state.after === null ? "" : String(state.after)], ["near", state.near]];
  return [...found, ...others.filter(([, id]) => id)];
}

/** A text without what stands in it from one place to another. */
export function cutOut(text, { from, to }) {
  return [text.slice(0, from), text.slice(to)].map((rest) => rest.trim()).join(" ").trim();
}

/** Whether the last of some words may go on, since it is what a text ends in. */
export function goesOn(words, text) {
  const last = words.split(/\s+/).pop();
  return Boolean(last) && text.endsWith(last);
}

function pair(part) {
  const at = part.indexOf("=");
  return at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
}

function ids(text = "") {
  return [...new Set(text.split(",").map(decoded))].filter((id) => id && id.length <= 80);
}

function decoded(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return "";
  }
}
