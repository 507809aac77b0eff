/** Pagefind as it ships: its own script, worker and files. `#...&worker=no` keeps it in the page, where the throttle surely holds. */
import * as pagefind from "./pagefind/pagefind.js";
import { begin } from "./bare.js";

begin(async () => {
  await pagefind.options({ noWorker: location.hash.includes("worker=no") });
  await pagefind.init();
  return async ({ words, chosen }) => {
    const filters = Object.fromEntries(Object.entries(chosen).map(([facet, ids]) => [facet, { any: ids }]));
    const { results, filters: counts } = await pagefind.search(words || null, { filters });
    const cards = Promise.all(results.slice(0, 10).map(async (result) => cardOf(await result.data())));
    return { total: results.length, cards, counts };
  };
});

function cardOf({ url, meta }) {
  return { ...meta, url, name: meta.title, when: [meta.when], deciding: [meta.deciding] };
}
