/**
 * The words of a tile: which listings have them, and in which fields.
 *
 * Fields are bits, from the heaviest: name 1, organization and fellowship 2, city 4, summary 8, the rest 16. A field counts once for a
 * word, by its best match. Weights are whole numbers, so that two that compute them agree.
 */
import { varints } from "./files.js";

const WEIGHTS = [80, 40, 30, 20, 10];
const EXACT = weights(10);
const BEGINNING = weights(6);
const TYPO = weights(4);
const REST = 16;
const LAST = "\uffff";
// How many words' listings are kept, so that letters typed or taken back are answered at once.
const MOST_KNOWN = 40;

/** Weight of each set of fields, for a match that counts so many tenths. */
function weights(tenths) {
  return Array.from({ length: 32 }, (_each, fields) =>
    WEIGHTS.reduce((sum, weight, bit) => sum + (fields & (1 << bit) ? (weight * tenths) / 10 : 0), 0),
  );
}

/**
 * Opens the words of a folder.
 *
 * first   the first word of each shard of words
 * terms   the number of the first term of each shard of terms
 * open    gives a file of the folder
 * size    how many listings there are
 */
export function wordsOf({ first, terms = [] }, open, size) {
  return { first, terms, open, size, known: new Map() };
}

/**
 * The listings that have a word, as `rows` in ascending order and the score of each.
 *
 * how   "" the word itself, "begins" also what begins with it, "typo" the words in `word`, an array, each as one that was meant
 */
export function listingsWith(words, word, how) {
  const key = `${how} ${word}`;
  if (!words.known.has(key)) {
    if (words.known.size === MOST_KNOWN) words.known.delete(words.known.keys().next().value);
    const finding = how === "typo" ? typos(words, word) : hits(words, word, how === "begins");
    words.known.set(key, finding);
    finding.catch(() => words.known.delete(key));
  }
  return words.known.get(key);
}

async function hits(words, word, begins) {
  const found = { exact: new Uint8Array(words.size), loose: new Uint8Array(words.size) };
  const from = shardOf(words.first, word);
  const to = begins ? shardOf(words.first, word + LAST) : from;
  const opening = [];
  for (let number = from; number <= to; number += 1) opening.push(shard(words, number));
  const meant = { exact: [], loose: [] };
  for (const { list, postings } of await Promise.all(opening)) {
    for (let n = firstFrom(list, word); n < list.length && (begins ? list[n].startsWith(word) : list[n] === word); n += 1) {
      const how = list[n] === word ? "exact" : "loose";
      collect(postings, n, found[how]);
      meant[how].push(...postings.means[n]);
    }
  }
  await Promise.all([addTerms(words, meant.exact, found.exact), addTerms(words, meant.loose, found.loose)]);
  return scored(found, BEGINNING);
}

async function typos(words, meant) {
  const found = { exact: new Uint8Array(words.size), loose: new Uint8Array(words.size) };
  for (const word of meant) {
    const { list, postings } = await shard(words, shardOf(words.first, word));
    const n = firstFrom(list, word);
    if (list[n] !== word) continue;
    collect(postings, n, found.loose);
    await addTerms(words, postings.means[n], found.loose);
  }
  return scored(found, TYPO);
}

/** Adds the listings that have one of some terms, as found in the rest of their fields. */
async function addTerms(words, terms, found) {
  await Promise.all([...new Set(terms)].map(async (term) => {
    const number = shardOf(words.terms, term);
    const { head, columns } = await words.open(`t${number}`);
    head.postings = head.postings || postingsOf(columns);
    const { starts, rows } = head.postings;
    const n = term - words.terms[number];
    for (let each = starts[n]; each < starts[n + 1]; each += 1) found[rows[each]] |= REST;
  }));
}

function scored({ exact, loose }, looseWeights) {
  const rows = [];
  const scores = [];
  for (let row = 0; row < exact.length; row += 1) {
    if (!exact[row] && !loose[row]) continue;
    rows.push(row);
    scores.push(EXACT[exact[row]] + looseWeights[loose[row] & ~exact[row]]);
  }
  return { rows: Uint32Array.from(rows), scores: Uint16Array.from(scores) };
}

/** The words of a folder that were perhaps meant by one that is in none of its listings. */
export async function meantBy(words, word, isNear) {
  const { head } = await words.open("words");
  return head.words.split(" ").filter((each) => isNear(each, word));
}

async function shard(words, number) {
  const { head, columns } = await words.open(`w${number}`);
  // Kept with the file, so that both are let go together.
  if (!head.list) {
    head.list = head.words.split(" ");
    head.postings = postingsOf(columns);
  }
  return head;
}

function postingsOf(columns) {
  const counts = varints(columns.get("count"));
  const starts = [0];
  for (const count of counts) starts.push(starts[starts.length - 1] + count);
  const gaps = varints(columns.get("gaps"));
  const rows = new Uint32Array(gaps.length);
  counts.forEach((_count, n) => {
    let row = 0;
    for (let each = starts[n]; each < starts[n + 1]; each += 1) {
      row += gaps[each];
      rows[each] = row;
    }
  });
  return { starts, rows, fields: columns.get("fields"), means: meansOf(columns) };
}

/** For each word the terms that it is a name of. */
function meansOf(columns) {
  if (!columns.has("meaning")) return null;
  const terms = varints(columns.get("terms"));
  let before = 0;
  return varints(columns.get("meaning")).map((count) => terms.slice(before, (before += count)));
}

function collect({ starts, rows, fields }, n, found) {
  for (let each = starts[n]; each < starts[n + 1]; each += 1) found[rows[each]] |= fields[each];
}

/** The last shard that begins at or before a word. */
function shardOf(first, word) {
  let low = 0;
  let high = first.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (first[middle] <= word) low = middle;
    else high = middle;
  }
  return low;
}

function firstFrom(list, word) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
