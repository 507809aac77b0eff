/** Words that were typed wrong. */

const SHORTEST = 4;
const LONG = 7;

/** Whether a word is long enough to tell what was meant by it. */
export function isLongEnough(typed) {
  return typed.length >= SHORTEST;
}

/** Whether a word that exists was perhaps meant by one that was typed: one slip in a word of up to seven letters, two in a longer one. */
export function isNear(word, typed) {
  return isLongEnough(typed) && slips(word, typed, word.length > LONG ? 2 : 1) < Infinity;
}

/** Which letters a word has, as bits: one slip changes two of them at most. */
export function lettersOf(word) {
  let found = 0;
  for (let n = 0; n < word.length; n += 1) found |= 1 << (word.charCodeAt(n) & 31);
  return found;
}

/** Whether two words with these letters may be near one another; most words are told apart by this alone. */
export function mayBeNear(one, other) {
  let differing = one ^ other;
  let count = 0;
  for (; differing && count <= 4; count += 1) differing &= differing - 1;
  return count <= 4;
}

/** How many letters were left out, added, changed or swapped with the next one; Infinity for more than `most`. */
export function slips(word, typed, most) {
  if (Math.abs(word.length - typed.length) > most) return Infinity;
  let before = [];
  let last = Array.from({ length: typed.length + 1 }, (_each, n) => n);
  for (let i = 1; i <= word.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= typed.length; j += 1) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (word[i - 1] === typed[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && word[i - 1] === typed[j - 2] && word[i - 2] === typed[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least > most) return Infinity;
    before = last;
    last = row;
  }
  return last[typed.length] <= most ? last[typed.length] : Infinity;
}
