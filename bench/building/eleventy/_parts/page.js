// What all pages share.

import { readFileSync } from "node:fs";

const BASE_URL = "https://directory.example.org/";
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
const shared = (name) => readFileSync(new URL(`../../shared/${name}`, import.meta.url), "utf8");
const [HEAD, HEADER, FOOTER] = ["head.html", "header.html", "footer.html"].map(shared);

export const escape = (text) => String(text).replace(/[&<>"']/g, (sign) => SIGNS[sign]);
export const json = (value) => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
export const whole = (url) => BASE_URL + url;

export function page(url, title, description, main) {
  const [named, told, address] = [escape(title), escape(description), whole(url)];
  return `<!doctype html>
<html lang="en">
<head>
${HEAD}
<title>${named} – Measured</title>
<meta name="description" content="${told}">
<link rel="canonical" href="${address}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="Measured">
<meta property="og:title" content="${named}">
<meta property="og:description" content="${told}">
<meta property="og:url" content="${address}">
</head>
<body>
${HEADER}
<main id="main" tabindex="-1">
${main}
</main>
${FOOTER}
</body>
</html>
`;
}

export function card(each, level) {
  const when = each.when.length ? `<p class="card__when">${escape(each.when.join("; "))}</p>\n` : "";
  const where = each.city ? `<p class="card__where">${escape(each.city)}</p>\n` : "";
  return `<li class="card card--${each.kind}">
<h${level} class="card__name"><a href="/${each.url}">${escape(each.data.name)}</a></h${level}>
${when}${where}<p class="card__summary">${escape(each.data.summary)}</p>
</li>
`;
}
