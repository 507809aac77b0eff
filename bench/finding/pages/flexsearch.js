/** FlexSearch: all documents are loaded and indexed in the page, as one text each, so that words may stand in different fields. */
import { Index } from "../../node_modules/flexsearch/dist/flexsearch.light.module.min.js";
import { begin } from "./bare.js";
import { chooseRows, openColumns } from "./columns.js";
import { fold } from "./fields.js";

begin(async () => {
  const { documents, facets } = await fetch("documents.json").then((answer) => answer.json());
  const total = documents.length;
  const index = new Index({ tokenize: "forward", encode: fold });
  for (const [row, { fields }] of documents.entries()) index.add(row, fields.join(" "));
  const columns = openColumns(facets, total);
  return async ({ words, chosen, counting }) => {
    const rows = words ? index.search(words, { limit: total }) : null;
    const answer = counting ? chooseRows(columns, rows, total, chosen) : { total: rows.length, first: rows.slice(0, 10) };
    return { ...answer, cards: answer.first.map((row) => documents[row].card) };
  };
});
