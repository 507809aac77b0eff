/** How MiniSearch and FlexSearch are told to read the text: the fields, their weights and the folding that ours has. */
export const FIELDS = ["name", "organization", "city", "summary", "rest"];
const BOOST = { name: 8, organization: 4, city: 3, summary: 2, rest: 1 };
const STOP = new Set("the and a to of in for with you we is are at on it or from by as that your our all not be".split(" "));

/** Words without marks, capitals and apostrophe-s. */
export function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/['’]s\b/g, "");
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word && !STOP.has(word));
}

export const miniOptions = { fields: FIELDS, tokenize: fold, processTerm: (term) => term, searchOptions: { boost: BOOST, combineWith: "AND" } };
