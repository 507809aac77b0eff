/** Ours: the reader of assets/js/find alone, without the page's own elements, sentence box and chips. */
import { begin } from "./bare.js";
import { openIndex, search } from "../find/search.js";

const FACETS = "kind fellowship format level day time attendance language audience approach access cost supports verified".split(" ");

begin(async () => {
  const { index: root, at } = document.body.dataset;
  const index = await openIndex(new URL(root, location.href).href);
  const plain = Object.fromEntries(FACETS.map((facet) => [facet, []]));
  const state = { words: "", chosen: plain, after: null, when: "", near: "", radius: 10, sort: "", everywhere: false };
  return async ({ words, chosen, typing, counting }) => {
    const options = { at: Number(at), reader: "America/Denver", begins: typing, counting, limit: 10 };
    const answer = await search(index, { ...state, words, chosen: { ...plain, ...chosen } }, options);
    const counts = counting && answer.later ? await answer.later() : answer.counts;
    return { total: answer.total, cards: answer.hits.map(({ card }) => card), counts, searched: answer.searched };
  };
});
