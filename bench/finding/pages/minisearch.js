/** MiniSearch: the whole index at once, cards in blocks of 64. A slip of the finger is tried only where nothing is found, as ours does. */
import MiniSearch from "minisearch";
import { begin } from "./bare.js";
import { chooseRows, openColumns } from "./columns.js";
import { miniOptions } from "./fields.js";

const BLOCK = 64;

begin(async () => {
  const [text, { total, facets }] = await Promise.all([
    fetch("index.json").then((answer) => answer.text()),
    fetch("columns.json").then((answer) => answer.json()),
  ]);
  const index = MiniSearch.loadJSON(text, miniOptions);
  const columns = openColumns(facets, total);
  const blocks = new Map();
  const cardOf = async (row) => {
    const block = Math.floor(row / BLOCK);
    if (!blocks.has(block)) blocks.set(block, fetch(`cards/${block}.json`).then((answer) => answer.json()));
    return (await blocks.get(block))[row % BLOCK];
  };
  return async ({ words, chosen, typing, counting }) => {
    const rows = words ? rowsOf(index, words, typing) : null;
    const answer = counting ? chooseRows(columns, rows, total, chosen) : { total: rows.length, first: rows.slice(0, 10) };
    return { ...answer, cards: Promise.all(answer.first.map(cardOf)) };
  };
});

function rowsOf(index, words, typing) {
  const prefix = (_term, at, terms) => typing && at === terms.length - 1;
  const exact = index.search(words, { prefix });
  const found = exact.length ? exact : index.search(words, { prefix, fuzzy: (term) => (term.length < 4 ? 0 : term.length < 8 ? 1 : 2) });
  return found.map(({ id }) => id);
}
