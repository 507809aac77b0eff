/** The phrases that sentences are searched for (alongside/search/lexicon.py), made ready to be looked up. */
import { slips } from "./typo.js";

const PHRASE_GRAMMAR = new Set(["near", "within", "unit", "after", "at", "before", "between", "to", "half", "clock", "word"]);
const prepared = new WeakMap();

/** Whether what a phrase stands for is a choice, rather than a part of a longer phrase. */
export function isChoice([facet]) {
  return !PHRASE_GRAMMAR.has(facet);
}

/** A lexicon made ready, once: `phrases` with their [facet, id] rows, `most` words by the first, `words` of choices, `stop` words. */
export function phrasesOf(lexicon) {
  if (!prepared.has(lexicon)) {
    const known = { phrases: new Map(), most: new Map(), words: new Set(), stop: new Set() };
    for (const [facet, id, phrases] of lexicon) {
      for (const phrase of phrases) facet === "stop" ? known.stop.add(phrase) : addPhrase(known, phrase, [facet, id]);
    }
    prepared.set(lexicon, known);
  }
  return prepared.get(lexicon);
}

function addPhrase(known, phrase, row) {
  const words = phrase.split(" ");
  known.phrases.set(phrase, [...(known.phrases.get(phrase) || []), row]);
  known.most.set(words[0], Math.max(words.length, known.most.get(words[0]) || 0));
  if (isChoice(row)) for (const word of words) known.stop.has(word) || known.words.add(word);
}

/** What a phrase stands for; unless `exact`, its last word may have an s or es more or less. */
export function rowsOf({ phrases }, words, exact) {
  const phrase = words.join(" ");
  const found = phrases.get(phrase);
  if (found || exact || words[words.length - 1].length < 3) return found;
  const forms = [`${phrase}s`, `${phrase}es`, phrase.replace(/(...)s$/, "$1"), phrase.replace(/(...)es$/, "$1")];
  const rows = phrases.get(forms.find((form) => phrases.has(form)));
  return rows && rows.every(([facet]) => facet !== "word") ? rows : undefined;
}

/** The word that a mistyped one was meant to be, if a phrase has it; else empty. Both are folded. */
export function repair(word, lexicon) {
  const { words } = phrasesOf(lexicon);
  let [meant, least] = ["", 3];
  for (const each of word.length < 4 || words.has(word) ? [] : words) {
    const most = each.length > 7 ? 2 : 1;
    const far = each.length < 4 ? 3 : slips(word, each, most);
    // Of two words that are equally far, the one that begins alike.
    const rank = far + (each[0] === word[0] ? 0 : 0.5);
    if (far <= most && rank < least) [meant, least] = [each, rank];
  }
  return meant;
}

/** Words of a text that could name a town: they stand for nothing else. */
export function placeWords(words, lexicon) {
  const { phrases, stop } = phrasesOf(lexicon);
  return words.filter((word) => !stop.has(word) && !(phrases.get(word) || []).some(isChoice));
}
