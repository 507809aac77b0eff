/** Words of a search that the index took for terms, although they were misspelled: "wensday". */
import { tokens } from "./fold.js";

/** What was understood, { taken, rest }, with what the index repaired, [{ word, facet: [facet, id] }], in place of its words. */
export function withRepaired({ taken, rest }, repaired) {
  const more = repaired.map(({ word, facet: [facet, id] }) => ({ facet, id, text: word }));
  return { taken: [...taken, ...more], rest: withoutWords(rest, repaired.map(({ word }) => word)) };
}

/** A text without some folded words, each as a whole. */
export function withoutWords(text, words) {
  return text.split(/\s+/).filter((each) => !tokens(each).some((word) => words.includes(word))).join(" ");
}
