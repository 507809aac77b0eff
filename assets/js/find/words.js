/**
 * The words of a tile: which listings have them, and in which fields.
 *
 * Fields are bits, from the heaviest: name 1, organization and fellowship 2, city 4, summary 8, the rest 16. A field counts once for a
 * word, by its best match. Weights are whole numbers, so that two that compute them agree.
 */
import { startsOf, varints } from "./files.js";
import { isNear, lettersOf, mayBeNear } from "./typo.js";

const WEIGHTS = [80, 40, 30, 20, 10];
const EXACT = weights(10);
const BEGINNING = weights(6);
const TYPO = weights(4);
const REST = 16;
const LAST = "\uffff";
// How many words' listings are kept, so that letters typed or taken back are answered at once.
const MOST_KNOWN = 150;

/** Weight of each set of fields, for a match that counts so many tenths. */
function weights(tenths) {
  return Array.from({ length: 32 }, (_each, fields) =>
    WEIGHTS.reduce((sum, weight, bit) => sum + (fields & (1 << bit) ? (weight * tenths) / 10 : 0), 0),
  );
}

/**
 * Opens the words of a folder.
 *
 * first   the first word of each shard
 * open    gives a file of the folder
 * size    how many listings there are
 */
export function wordsOf({ first }, open, size) {
  return { first, open, size, known: new Map(), slips: new Map() };
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
  const found = nothing(words);
  const from = shardOf(words.first, word);
  const to = begins ? shardOf(words.first, word + LAST) : from;
  const opening = [];
  for (let number = from; number <= to; number += 1) opening.push(shard(words, number));
  for (const { list, postings } of await Promise.all(opening)) {
    for (let n = firstFrom(list, word); n < list.length && (begins ? list[n].startsWith(word) : list[n] === word); n += 1) {
      collect(postings, n, list[n] === word ? found.exact : found.loose);
    }
  }
  return scored(found, BEGINNING);
}

async function typos(words, meant) {
  const found = nothing(words);
  for (const word of meant) {
    const { list, postings } = await shard(words, shardOf(words.first, word));
    const n = firstFrom(list, word);
    if (list[n] === word) collect(postings, n, found.loose);
  }
  return scored(found, TYPO);
}

/** For each listing the fields that have the word itself, and those that have one like it. */
function nothing({ size }) {
  return { exact: new Uint8Array(size), loose: new Uint8Array(size) };
}

function scored({ exact, loose }, looseWeights) {
  const rows = [];
  const scores = [];
  for (let row = 0; row < exact.length; row += 1) {
    if (!exact[row] && !loose[row]) continue;
    rows.push(row);
    scores.push(EXACT[exact[row]] + looseWeights[loose[row] & ~exact[row]]);
  }
  return { rows: numbersBelow(exact.length).from(rows), scores: Uint16Array.from(scores) };
}

/** The smallest arrays that hold numbers of so many listings. */
function numbersBelow(size) {
  return size <= 65_536 ? Uint16Array : Uint32Array;
}

/** The words of a folder that were perhaps meant by one that is in none of its listings. */
export async function meantBy(words, word) {
  if (!words.slips.has(word)) {
    const { head } = await words.open("words");
    head.vocabulary = head.vocabulary || vocabularyOf(head.words);
    if (words.slips.size === MOST_KNOWN) words.slips.clear();
    words.slips.set(word, nearTo(word, head.vocabulary));
  }
  return words.slips.get(word);
}

/** All words as one text, where each starts, and its letters: tens of thousands of texts of their own would be megabytes. */
function vocabularyOf(text) {
  const list = text.split(" ");
  return { text, starts: startsOf(list.map((each) => each.length + 1)), letters: Uint32Array.from(list, lettersOf) };
}

function nearTo(word, { text, starts, letters }) {
  const own = lettersOf(word);
  const found = [];
  letters.forEach((each, n) => {
    if (!mayBeNear(own, each)) return;
    const other = text.slice(starts[n], starts[n + 1] - 1);
    if (isNear(other, word)) found.push(other);
  });
  return found;
}

async function shard(words, number) {
  const { head, columns } = await words.open(`w${number}`);
  // Kept with the file, so that both are let go together.
  if (!head.list) {
    head.postings = postingsOf(columns, words.size);
    head.list = head.words.split(" ");
    // Whatever is kept besides would be memory for nothing.
    columns.clear();
  }
  return head;
}

function postingsOf(columns, size) {
  return {
    direct: listsOf(columns, "count", "gaps", size),
    fields: columns.get("fields").slice(),
    names: startsOf(varints(columns.get("names"))),
    means: Uint32Array.from(varints(columns.get("means"))),
    terms: listsOf(columns, "termCount", "termGaps", size),
  };
}

/** Lists of listings, one behind the other, and where each starts. */
function listsOf(columns, count, gapsName, size) {
  const starts = startsOf(varints(columns.get(count)));
  const gaps = varints(columns.get(gapsName));
  const rows = new (numbersBelow(size))(gaps.length);
  for (let n = 0; n + 1 < starts.length; n += 1) {
    let row = 0;
    for (let each = starts[n]; each < starts[n + 1]; each += 1) {
      row += gaps[each];
      rows[each] = row;
    }
  }
  return { starts, rows };
}

/** Notes in which fields each listing has a word; one of a term that the word is a name of has it in the rest of its fields. */
function collect({ direct, fields, names, means, terms }, n, found) {
  for (let each = direct.starts[n]; each < direct.starts[n + 1]; each += 1) found[direct.rows[each]] |= fields[each];
  for (let name = names[n]; name < names[n + 1]; name += 1) {
    const term = means[name];
    for (let each = terms.starts[term]; each < terms.starts[term + 1]; each += 1) found[terms.rows[each]] |= REST;
  }
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
