/** Words of a search that the index took for terms, although they were misspelled: "wensday". */
import { tokens } from "./fold.js";

/** What was understood, { taken, rest }, with what the index repaired, [{ word, facet: [facet, id] }], in place of its words. */
export function withRepaired({ taken, rest }, repaired) {
  const isRepaired = (word) => repaired.some((each) => tokens(word).includes(each.word));
  const more = repaired.map(({ word, facet: [facet, id] }) => ({ facet, id, text: word }));
  return { taken: [...taken, ...more], rest: rest.split(/\s+/).filter((word) => !isRepaired(word)).join(" ") };
}
