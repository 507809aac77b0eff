/** The words of a search: which listings of each tile have all of them. */
import { withPhrases } from "./cards.js";
import { fold, tokens } from "./fold.js";
import { isNear } from "./typo.js";
import { listingsWith, meantBy } from "./words.js";

// A quotation mark that is not closed yet is none, so that nothing vanishes while a phrase is being typed.
const PHRASE = /\"([^\"]*)\"/g;
const SHORTEST_BEGINNING = 2;

/**
 * The words and phrases of a text, without stop words.
 *
 * begins   the last word is still being typed
 */
export function wordsOfText(text, stop, begins) {
  const phrases = Array.from(text.matchAll(PHRASE), (found) => tokens(found[1])).filter((phrase) => phrase.some((word) => !stop.has(word)));
  const loose = tokens(text.replace(PHRASE, " "));
  const typed = loose.filter((word) => !stop.has(word));
  const open = begins && /[\p{L}\p{N}]$/u.test(fold(text)) ? loose[loose.length - 1] : "";
  const words = [...new Set([...typed, ...phrases.flat().filter((word) => !stop.has(word))])];
  return {
    phrases: phrases.map((phrase) => phrase.join(" ")),
    words: words.map((word) => ({ word, how: word === open && word.length >= SHORTEST_BEGINNING ? "begins" : "", meant: null })),
  };
}

/**
 * Finds each word in the tiles.
 *
 * repair   gives the value of a facet that was perhaps meant by a word, or null
 *
 * Gives the words that stay, each with its listings by tile, and the values of facets that took the place of words.
 */
export async function findWords(words, tiles, repair) {
  const found = await Promise.all(words.map((each) => findWord(each, tiles, repair)));
  return { words: found.filter((each) => !each.facet), repaired: found.filter((each) => each.facet) };
}

async function findWord({ word, how }, tiles, repair) {
  const lists = await Promise.all(tiles.map((tile) => listingsWith(tile.words, word, how)));
  if (lists.some(({ rows }) => rows.length)) return { word, how, lists };
  const facet = repair(word);
  if (facet) return { word, facet };
  const meant = await Promise.all(tiles.map((tile) => (isNear(word, word) ? meantBy(tile.words, word) : [])));
  const every = [...new Set(meant.flat())];
  return { word, how: "typo", meant: every, lists: await Promise.all(tiles.map((tile, n) => listingsWith(tile.words, meant[n], "typo"))) };
}

/** The listings of a tile that have all words, with their scores; null where there are no words. `without` leaves one word out. */
export async function matching(tile, number, { words, phrases }, without = null) {
  const lists = words.filter((each) => each !== without).map((each) => each.lists[number]);
  if (!lists.length) return null;
  const scores = new Uint32Array(tile.size);
  const seen = new Uint8Array(tile.size);
  lists.forEach((list, n) => {
    list.rows.forEach((row, each) => {
      if (seen[row] !== n) return;
      seen[row] += 1;
      scores[row] += list.scores[each];
    });
  });
  const whole = lists[lists.length - 1].rows.filter((row) => seen[row] === lists.length);
  const rows = phrases.length ? await withPhrases(tile, whole, phrases) : whole;
  return { rows, scores: Uint32Array.from(rows, (row) => scores[row]) };
}
