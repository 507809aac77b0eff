/** Which parts of a text were searched for. */
import { fold } from "./fold.js";

const WORD = /[\p{L}\p{N}\p{M}]+(?:[\u0027\u2019]s(?![\p{L}\p{N}]))?/gu;

/**
 * The text in parts, [text, whether it is to be marked], which together are the text.
 *
 * Takes `marks`: { text, begins }, a folded word and whether the beginning of a word is enough.
 */
export function marked(text, marks) {
  const parts = [];
  let from = 0;
  for (const found of marks.length ? text.matchAll(WORD) : []) {
    const word = fold(found[0]);
    const length = Math.max(0, ...marks.map((mark) => matched(found[0], word, mark)));
    if (!length) continue;
    parts.push([text.slice(from, found.index), false], [found[0].slice(0, length), true]);
    from = found.index + length;
  }
  parts.push([text.slice(from), false]);
  return parts.filter(([part]) => part);
}

/** How much of a written word a mark covers: all of it, as many letters as the mark has, or nothing. */
function matched(written, word, { text, begins }) {
  if (word === text) return written.length;
  if (!begins || !word.startsWith(text)) return 0;
  let length = 1;
  while (length < written.length && fold(written.slice(0, length)).length < text.length) length += 1;
  return length;
}
