/** What the page asks of the index: to be opened, to understand a sentence, to know a place, to search. */
import { tokens } from "./fold.js";
import { isChoice, phrasesOf, placeWords, repair, rowsOf } from "./lexicon.js";
import { codeFor, townOf, townsFor } from "./places.js";
import { openIndex, search } from "./search.js";
import { suggest, understand } from "./sentence.js";
import { HERE, onlyTerm, termsOf } from "./state.js";

// A phrase of more words is suggested only by fewer of them.
const MOST_WORDS = 3;
// So many words of a search that finds nothing are looked up one by one.
const MOST_OFFERED = 6;

/** Opens the index at an address, for a page with these radii to choose from. Rejects where it cannot be loaded. */
export async function openFinder(address, radii) {
  const index = await openIndex(address);
  const { lexicon, unit } = index.root;
  const [, codes, digits] = index.root.codes;
  const load = (path) => (path.startsWith("towns/") ? index.towns : index.codes)(path.slice(path.indexOf("/") + 1));
  const townsIn = (text, known) => {
    const words = placeWords(tokens(text), known);
    return words.length ? townsFor(words, load) : [];
  };
  const read = async (text, whole, known = lexicon) => understand(text, known, { towns: await townsIn(text, known), codes, digits, radii, unit, whole });
  return {
    /** What the end of a text may be meant to become: { facet, id, phrase, start }; several ids of a facet are joined by commas. */
    async suggest(text) {
      const found = suggest(text, lexicon, await townsIn(text, lexicon));
      return found.map((each) => ({ ...each, start: startOf(text, each.phrase) }));
    },

    /** What is understood of a sentence: { taken: [{ facet, id, text }], rest }; not `whole` while its last word may go on. */
    understand: read,

    /** The place that somebody named, as an id or a postal code; empty where it is not known. */
    async nearOf(text) {
      const { near } = await read(text, true, []);
      return near.id || near;
    },

    /** Where a place is: { lat, lon, label }; null where it is not known. */
    async placeOf(near, position) {
      if (near === HERE) return position && { ...position, label: "" };
      return near ? (await codeFor(tokens(near).join(""), load)) || townOf(near, load) : null;
    },

    /**
     * The answer to a search. Where nothing was found, with how much of the same there is `online`, and what each part brings `alone`
     * where leaving out one is not enough; `unfinished` where its last word is left out, which may yet become a choice.
     */
    async search(state, options) {
      const asked = { ...options, repair: (word) => meantTerms(word, lexicon) };
      const answer = { ...(await search(index, state, asked)), online: 0, alone: [], unfinished: false };
      if (answer.total) return answer;
      // While somebody types, counts wait; after Enter a word is done, even if more begins with it.
      const isTyping = options.begins && !options.counting;
      if (isTyping && beginsChoice(state.words, lexicon)) {
        const begun = { ...state, words: state.words.replace(/\S+$/, "").trim() };
        return { ...answer, ...(await search(index, begun, { ...asked, begins: false })), unfinished: true };
      }
      if (!isTyping && !Object.values(answer.without || {}).some(Boolean)) answer.alone = await aloneIn(index, state, asked);
      if (state.chosen.attendance.includes("online")) return answer;
      const afar = { ...state, near: "", chosen: { ...state.chosen, attendance: ["online"] } };
      const { total } = await search(index, afar, { ...asked, place: null, limit: 0 });
      return { ...answer, online: total };
    },
  };
}

/** Whether the last of some words, by two letters or more, may become a word that stands for a choice. */
function beginsChoice(words, lexicon) {
  const last = tokens(words).pop() || "";
  return last.length > 1 && [...phrasesOf(lexicon).words].some((word) => word.startsWith(last));
}

/** What each part of a search finds by itself: [facet, words, how many], without those that find nothing. */
async function aloneIn(index, state, options) {
  const facets = [...new Set(termsOf(state).map(([facet]) => facet))].map((facet) => [facet, ""]);
  const words = tokens(state.words).slice(0, MOST_OFFERED).map((word) => ["words", word]);
  const parts = [...facets, ...words];
  if (parts.length < 2) return [];
  const found = await Promise.all(parts.map(async ([facet, word]) => {
    const alone = { ...options, place: facet === "near" ? options.place : null, limit: 0, widening: true };
    return [facet, word, (await search(index, onlyTerm(state, facet, word), alone)).total];
  }));
  return found.filter(([, , total]) => total);
}

/** What a mistyped word was meant to be, as [facet, id] of each value that it stands for. */
function meantTerms(word, lexicon) {
  const meant = repair(word, lexicon);
  const rows = ((meant && rowsOf(phrasesOf(lexicon), [meant], true)) || []).filter(isChoice);
  return rows.filter(([facet]) => facet === rows[0][0]);
}

/** Where in a text the words begin that a phrase goes on from. */
function startOf(text, phrase) {
  const whole = tokens(phrase).join(" ");
  for (let words = MOST_WORDS; words; words -= 1) {
    const tail = new RegExp(`(?:^|\\s)((?:\\S+\\s+){${words - 1}}\\S+)$`).exec(text);
    if (tail && whole.startsWith(tokens(tail[1]).join(" "))) return text.length - tail[1].length;
  }
  return text.length;
}
