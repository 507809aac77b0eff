import { card, escape, json, page, whole } from "./_parts/page.js";

// In the order of the page.
const FACTS = [
  ["fellowship", "Fellowship"],
  ["formats", "Kind of meeting"],
  ["levels_of_care", "Levels of care"],
  ["conditions", "What it treats"],
  ["services", "Services"],
  ["payment", "Ways to pay"],
  ["tracks", "Time of day"],
  ["form", "Form"],
  ["relations", "For whom in the family"],
  ["event_type", "Kind of event"],
  ["activity_type", "Kind of activity"],
  ["functions", "What it does"],
  ["platforms", "Where it runs"],
  ["audience", "For whom"],
  ["accessibility", "Getting in"],
  ["approach", "Approach"],
  ["languages", "Languages"],
  ["cost", "Cost"],
];

export const data = {
  pagination: { data: "directory.listings", size: 1, alias: "each" },
  permalink: ({ each }) => `${each.url}index.html`,
};

export function render({ each }) {
  const { place, online, contact } = each.data;
  return page(
    each.url,
    each.data.name,
    each.data.summary,
    `<nav class="crumbs" aria-label="You are here">
<ol>
<li><a href="/${each.kind}/">${each.label}</a></li>
${each.city ? `<li><a href="/${each.cityUrl}">${escape(each.city)}</a></li>\n` : ""}</ol>
</nav>
<article class="listing listing--${each.kind}">
<header class="listing__head">
<p class="listing__kind">${each.label}</p>
<h1>${escape(each.data.name)}</h1>
<p class="lead">${escape(each.data.summary)}</p>
</header>
${each.when.length ? when(each.when) : ""}${place ? where(place) : ""}${online ? joining(online) : ""}${
      each.data.lines || contact ? asking(each.data.lines ?? [], contact) : ""
    }<section class="prose">
<h2>What to expect</h2>
${each.html}
</section>
<section class="about">
<h2>More about it</h2>
<dl class="facts">
${FACTS.map(([field, label]) => fact(label, each.data[field])).join("")}${fact("Organization", each.organization)}</dl>
</section>
<p class="checked">Somebody last checked this on <time datetime="${each.data.verified}">${each.data.verified}</time>. Is something wrong? Please <a href="/add/">say so</a>.</p>
${each.others.length ? others(each) : ""}</article>
<script type="application/ld+json">${json(node(each, place))}</script>`,
  );
}

function when(rules) {
  return `<section class="when">
<h2>When</h2>
<ul role="list">
${rules.map((rule) => `<li>${escape(rule)}</li>\n`).join("")}</ul>
</section>
`;
}

function where(place) {
  const name = place.name ? `<span class="where__name">${escape(place.name)}</span><br>\n` : "";
  const street = place.street ? `<span class="where__street">${escape(place.street)}</span><br>\n` : "";
  const map = place.latitude
    ? `<p><a class="where__map" href="https://www.openstreetmap.org/?mlat=${place.latitude}&amp;mlon=${place.longitude}">On a map</a></p>\n`
    : "";
  return `<section class="where">
<h2>Where</h2>
<address>
${name}${street}<span class="where__city">${escape(place.city)}, ${escape(place.region)} ${escape(place.postal_code ?? "")}</span>
</address>
${map}</section>
`;
}

function joining(online) {
  return `<section class="joining">
<h2>How to join</h2>
<p><a href="${escape(online.url)}">${escape(online.url)}</a></p>
</section>
`;
}

function asking(lines, contact) {
  const call = (number) => `<li><a href="tel:${escape(number)}">${escape(number)}</a></li>\n`;
  const own = contact ? `${call(contact.phone)}<li><a href="${escape(contact.website)}">${escape(contact.website)}</a></li>\n` : "";
  return `<section class="contact">
<h2>Whom to ask</h2>
<ul role="list">
${lines.map((line) => call(line.call)).join("")}${own}</ul>
</section>
`;
}

function fact(label, value) {
  if (!value) return "";
  const text = Array.isArray(value) ? value.join(", ") : value;
  return `<div class="facts__row">
<dt>${label}</dt>
<dd>${escape(text)}</dd>
</div>
`;
}

function others(each) {
  return `<section class="others">
<h2>Also in ${escape(each.city)}</h2>
<ul class="cards" role="list">
${each.others.map((other) => card(other, 3)).join("")}</ul>
</section>
`;
}

function node(each, place) {
  const url = whole(each.url);
  return {
    "@context": "https://schema.org",
    "@id": `${url}#listing`,
    "@type": "Thing",
    description: each.data.summary,
    ...(place && { location: { "@type": "Place", address: addressOf(place), name: place.name ?? "" } }),
    name: each.data.name,
    url,
  };
}

function addressOf(place) {
  return {
    "@type": "PostalAddress",
    addressLocality: place.city,
    addressRegion: place.region,
    postalCode: String(place.postal_code ?? ""),
    streetAddress: place.street ?? "",
  };
}
