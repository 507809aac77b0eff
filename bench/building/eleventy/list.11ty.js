import { card, page } from "./_parts/page.js";

export const data = {
  pagination: { data: "directory.lists", size: 1, alias: "list" },
  permalink: ({ list }) => `${list.url}index.html`,
};

export function render({ list }) {
  const previous = list.previous ? `<a rel="prev" href="/${list.previous}">Earlier</a>\n` : "";
  const next = list.next ? `<a rel="next" href="/${list.next}">Further</a>\n` : "";
  return page(
    list.url,
    list.title,
    list.line,
    `<h1>${list.title}</h1>
<p class="lead">${list.line}</p>
<ul class="cards" role="list">
${list.listings.map((each) => card(each, 2)).join("")}</ul>
<nav class="paging" aria-label="Pages">
${previous}${next}</nav>`,
  );
}
