// Everything that the pages show, read from the same files as the others read.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { CORE_SCHEMA, load } from "js-yaml";
import MarkdownIt from "markdown-it";

const LABELS = {
  meetings: "Meetings",
  programs: "Programs",
  family: "For families",
  events: "Events",
  activities: "Activities",
  helplines: "Helplines",
  tools: "Tools",
};
const PAGE_SIZE = 50;
const OTHERS = 4;
const markdown = new MarkdownIt();

export default function () {
  const content = join(process.env.BENCH_SITE, "content");
  const organizations = new Map(files(content, "organizations").map(([id, data]) => [id, data.name]));
  const listings = Object.keys(LABELS)
    .flatMap((kind) => files(content, kind).map(([id, data]) => listingOf(kind, id, data, organizations)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const byKind = groups(listings, (each) => each.kind);
  const byCity = groups(listings.filter((each) => each.city), (each) => each.city);
  for (const found of byCity.values()) found.forEach((each, at) => (each.others = found.slice(at + 1, at + 1 + OTHERS)));
  const lists = [
    ...[...byKind].flatMap(([kind, found]) => listPages(`${kind}/`, LABELS[kind], found)),
    ...[...byCity].flatMap(([city, found]) => listPages(found[0].cityUrl, city, found)),
  ];
  return { listings, lists };
}

function files(content, folder) {
  return readdirSync(join(content, folder), { recursive: true })
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => {
      const text = readFileSync(join(content, folder, name), "utf8");
      return [name.slice(name.lastIndexOf("/") + 1, -".yaml".length), load(text, { schema: CORE_SCHEMA })];
    });
}

function listingOf(kind, id, data, organizations) {
  const city = data.place?.city ?? "";
  return {
    id,
    kind,
    data,
    city,
    label: LABELS[kind],
    url: `${kind}/${id}/`,
    cityUrl: city ? `cities/${city.toLowerCase().replaceAll(" ", "-")}/` : "",
    when: data.start ? [`${data.start} - ${data.end}`] : (data.when ?? []),
    html: markdown.render(data.description),
    organization: data.organization ? organizations.get(data.organization) : "",
    others: [],
  };
}

function groups(listings, of) {
  const found = new Map();
  for (const each of listings) {
    if (!found.has(of(each))) found.set(of(each), []);
    found.get(of(each)).push(each);
  }
  return found;
}

function listPages(url, title, listings) {
  const count = Math.ceil(listings.length / PAGE_SIZE);
  const urlOf = (number) => (number < 1 || number > count ? "" : number === 1 ? url : `${url}page/${number}/`);
  return Array.from({ length: count }, (_, at) => ({
    url: urlOf(at + 1),
    previous: urlOf(at),
    next: urlOf(at + 2),
    title: at ? `${title}, page ${at + 1}` : title,
    line: `${listings.length} listings; page ${at + 1} of ${count}.`,
    listings: listings.slice(at * PAGE_SIZE, (at + 1) * PAGE_SIZE),
  }));
}
