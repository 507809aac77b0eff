import { whole } from "./_parts/page.js";

export const data = { permalink: "sitemap.xml" };

export function render({ directory }) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${directory.listings.map((each) => `<url><loc>${whole(each.url)}</loc></url>\n`).join("")}</urlset>
`;
}
