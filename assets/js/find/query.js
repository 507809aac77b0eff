/** The words of a search: which listings of each tile have all of them. */
import { withPhrases } from "./cards.js";
import { fold, tokens } from "./fold.js";
import { isLongEnough } from "./typo.js";
import { listingsWith, meantBy } from "./words.js";

// A quotation mark that is not closed yet is none, so that nothing vanishes while a phrase is being typed.
const PHRASE = /\u0022([^\u0022]*)\u0022|\u201c([^\u201d]*)\u201d|\u00ab([^\u00bb]*)\u00bb/g;

/**
 * The words and phrases of a text, without stop words.
 *
 * begins   the last word is still being typed
 */
export function wordsOfText(text, stop, begins) {
  const quoted = Array.from(text.matchAll(PHRASE), ([, straight, curved, pointed]) => tokens(straight || curved || pointed || ""));
  const phrases = quoted.filter((phrase) => phrase.some((word) => !stop.has(word)));
  const loose = tokens(text.replace(PHRASE, " "));
  let open = begins && /[\p{L}\p{N}]$/u.test(fold(text)) ? loose[loose.length - 1] : "";
  if (Array.from(open).length === 1) {
    // A single letter is no word yet.
    loose.pop();
    open = "";
  }
  const typed = loose.filter((word) => !stop.has(word));
  const words = [...new Set([...typed, ...phrases.flat().filter((word) => !stop.has(word))])];
  return {
    phrases: phrases.map((phrase) => phrase.join(" ")),
    // What stands in quotes is meant as it is.
    words: words.map((word) => ({ word, how: word === open ? "begins" : "", asIs: !typed.includes(word) })),
  };
}

/**
 * Finds each word in the tiles.
 *
 * repair   gives the values of a facet, as [facet, id], that were perhaps meant by a word
 *
 * Gives the words that stay, each with its listings by tile, and the values of facets that took the place of words.
 */
export async function findWords(words, tiles, repair) {
  const found = await Promise.all(words.map((each) => findWord(each, tiles, repair)));
  const repaired = found.flatMap(({ word, facets = [] }) => facets.map((facet) => ({ word, facet })));
  return { words: found.filter((each) => each.lists), repaired };
}

async function findWord({ word, how, asIs }, tiles, repair) {
  const lists = await Promise.all(tiles.map((tile) => listingsWith(tile.words, word, how)));
  if (asIs || lists.some(({ rows }) => rows.length)) return { word, how, lists };
  const facets = repair(word);
  if (facets.length) return { word, facets };
  const meant = await Promise.all(tiles.map((tile) => (isLongEnough(word) ? meantBy(tile.words, word) : [])));
  const every = [...new Set(meant.flat())];
  return { word, how: "typo", meant: every, lists: await Promise.all(tiles.map((tile, n) => listingsWith(tile.words, meant[n], "typo"))) };
}

/** The listings of a tile that have all words, with their scores; null where there are no words. */
export async function matching(tile, number, { words, phrases }) {
  if (!words.length) return null;
  const found = words.map((each) => each.lists[number]).reduce(inBoth);
  if (!phrases.length) return found;
  const rows = await withPhrases(tile, found.rows, phrases);
  const scores = new Map(Array.from(found.rows, (row, n) => [row, found.scores[n]]));
  return { rows, scores: Array.from(rows, (row) => scores.get(row)) };
}

/** What is in two lists of listings, both in ascending order, with the sum of its scores. */
function inBoth(one, other) {
  const rows = [];
  const scores = [];
  let n = 0;
  for (let each = 0; each < one.rows.length; each += 1) {
    while (n < other.rows.length && other.rows[n] < one.rows[each]) n += 1;
    if (other.rows[n] !== one.rows[each]) continue;
    rows.push(one.rows[each]);
    scores.push(one.scores[each] + other.scores[n]);
  }
  return { rows, scores };
}
