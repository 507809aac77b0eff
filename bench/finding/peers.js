/**
 * Indexes and pages of the other engines.
 *
 *     node peers.js ENGINE RECORDS OUT
 *
 * RECORDS: lines of JSON, as documents.py writes them; all are read before the time is taken. Prints the seconds of indexing and
 * writing, and the bytes of the engine's own script.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import MiniSearch from "minisearch";
import * as pagefind from "pagefind";
import { FIELDS, miniOptions } from "./pages/fields.js";

const [engine, source, out] = process.argv.slice(2);
const here = import.meta.dirname ?? new URL(".", import.meta.url).pathname;
const records = readFileSync(source, "utf-8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const BLOCK = 64;
// So many records are under way to Pagefind at once.
const AT_ONCE = 500;

const write = (name, data) => writeFileSync(join(out, name), typeof data === "string" ? data : JSON.stringify(data));
const sizeOf = (path) => gzipSync(readFileSync(path), { level: 9 }).length;

/** The engine alone, as small as it goes. */
async function alone(contents) {
  const made = await build({ stdin: { contents, resolveDir: here }, bundle: true, minify: true, format: "esm", write: false });
  return gzipSync(made.outputFiles[0].contents, { level: 9 }).length;
}

/** Facets as columns: the ids that there are, and of each row which of them it has. */
function columns() {
  const found = {};
  for (const [row, record] of records.entries()) {
    for (const [facet, ids] of Object.entries(record.facets)) {
      found[facet] ??= { ids: [], rows: records.map(() => []) };
      for (const id of ids) {
        if (!found[facet].ids.includes(id)) found[facet].ids.push(id);
        found[facet].rows[row].push(found[facet].ids.indexOf(id));
      }
    }
  }
  return found;
}

async function indexPagefind() {
  const { index } = await pagefind.createIndex({ forceLanguage: "en" });
  const add = ({ url, fields, facets, card }) => {
    const shown = { ...card, when: card.when?.join("; "), deciding: card.deciding?.join("; ") };
    const kept = Object.entries(shown).filter(([key, value]) => value && key !== "url" && key !== "name");
    const meta = { title: card.name, ...Object.fromEntries(kept) };
    return index.addCustomRecord({ url, content: fields.join(". "), language: "en", meta, filters: facets, sort: { name: card.name } });
  };
  for (let row = 0; row < records.length; row += AT_ONCE) {
    for (const { errors } of await Promise.all(records.slice(row, row + AT_ONCE).map(add))) if (errors.length) throw new Error(errors[0]);
  }
  const { errors } = await index.writeFiles({ outputPath: join(out, "pagefind") });
  if (errors.length) throw new Error(errors[0]);
  await pagefind.close();
}

function indexMiniSearch() {
  const index = new MiniSearch(miniOptions);
  index.addAll(records.map(({ fields }, id) => ({ id, ...Object.fromEntries(FIELDS.map((field, n) => [field, fields[n]])) })));
  write("index.json", index);
  write("columns.json", { total: records.length, facets: columns() });
  mkdirSync(join(out, "cards"));
  for (let row = 0; row < records.length; row += BLOCK) {
    write(`cards/${row / BLOCK}.json`, records.slice(row, row + BLOCK).map(({ card }) => card));
  }
}

function indexFlexSearch() {
  write("documents.json", { documents: records.map(({ fields, card }) => ({ fields, card })), facets: columns() });
}

const began = performance.now();
await { pagefind: indexPagefind, minisearch: indexMiniSearch, flexsearch: indexFlexSearch }[engine]();
const seconds = (performance.now() - began) / 1000;

await build({
  ...{ entryPoints: [join(here, "pages", `${engine}.js`)], outfile: join(out, "page.js"), bundle: true, minify: true, format: "esm" },
  external: ["./pagefind/*"],
});
const ofPagefind = ["pagefind.js", "pagefind-worker.js", "wasm.en.pagefind"];
const script = {
  pagefind: () => ofPagefind.map((name) => sizeOf(join(out, "pagefind", name))).reduce((sum, size) => sum + size),
  minisearch: () => alone('export { default } from "minisearch";'),
  flexsearch: () => alone('export { Index } from "../node_modules/flexsearch/dist/flexsearch.light.module.min.js";'),
};
console.log(JSON.stringify({ seconds, script: await script[engine]() }));
