/** Text as it is searched: without marks, in lower case, cut into words. alongside/search/fold.py does the same, to the letter. */

/** The text in lower case, without accents and other marks, "women's" as "women"; signs between words stay. */
export function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
  // The sigma at the end of a Greek word is the same letter.
  return plain.replaceAll("\u03c2", "\u03c3").replace(/([\p{L}\p{N}])[\u0027\u2019]s(?![\p{L}\p{N}])/gu, "$1");
}

/** The words of a text, folded, in their order: runs of letters and digits, so that "Al-Anon" is two. */
export function tokens(text) {
  return fold(text).match(/[\p{L}\p{N}]+/gu) || [];
}
