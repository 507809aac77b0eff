/**
 * A host for the benchmark: HTTP/2 on this machine alone, text compressed, every byte counted, the link slow where that is asked.
 *
 *     node server.js FOLDER KEY CERTIFICATE
 *
 * Prints its two ports: of the site, and of the plain one by which the measuring asks: /reset?slow=1, /report.
 * The slow link is here and not in the browser, so that requests of workers go over it too: every answer waits 150 ms, and all of
 * them share 1.6 Mbit/s in turns. Each answer counts 150 bytes more for its headers.
 */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createSecureServer } from "node:http2";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const [folder, key, cert] = process.argv.slice(2);
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json" };
const HEADERS = 150;
const LATENCY = 150;
const BYTES_A_TICK = 2000;
const TICK = 10;

const files = new Map();
let seen = { requests: 0, bytes: 0, paths: [] };
let slow = false;
let waiting = [];

/** The bytes of an address and their headers; texts are compressed once. */
function fileOf(path) {
  const name = normalize(path.endsWith("/") ? `${path}index.html` : path);
  if (!files.has(name)) {
    const file = join(folder, decodeURIComponent(name));
    if (name.includes("..") || !existsSync(file)) return null;
    const type = TYPES[extname(name)];
    const body = type ? gzipSync(readFileSync(file), { level: 9 }) : readFileSync(file);
    files.set(name, { body, headers: { "content-type": type || "application/octet-stream", ...(type && { "content-encoding": "gzip" }) } });
  }
  return files.get(name);
}

/** Gives each answer that waits its part of what the link can carry since the last time. */
let last = performance.now();
let credit = 0;
setInterval(() => {
  const now = performance.now();
  credit = waiting.length ? Math.min(credit + ((now - last) / TICK) * BYTES_A_TICK, 5 * BYTES_A_TICK) : 0;
  last = now;
  while (waiting.length && credit > 0) {
    const share = Math.max(1, Math.floor(credit / waiting.length));
    for (const each of waiting) {
      const part = Math.min(share, each.left);
      each.left -= part;
      credit -= part;
      const end = each.body.length - Math.min(each.left, each.body.length);
      if (end > each.sent) each.stream.write(each.body.subarray(each.sent, end));
      each.sent = end;
      if (!each.left) each.stream.end();
    }
    waiting = waiting.filter((each) => each.left);
    if (share === 1) break;
  }
}, TICK);

const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) });
server.on("stream", (stream, headers) => {
  stream.on("error", () => {});
  const found = fileOf(headers[":path"].split("?")[0]);
  seen.requests += 1;
  seen.bytes += HEADERS + (found ? found.body.length : 0);
  seen.paths.push(headers[":path"]);
  if (!found) {
    stream.respond({ ":status": 404 }, { endStream: true });
    return;
  }
  const answer = () => stream.respond({ ":status": 200, "cache-control": "max-age=3600", ...found.headers });
  if (!slow) {
    answer();
    stream.end(found.body);
    return;
  }
  setTimeout(() => {
    if (stream.destroyed) return;
    answer();
    waiting.push({ stream, body: found.body, sent: 0, left: found.body.length + HEADERS });
    stream.on("close", () => (waiting = waiting.filter((each) => each.stream !== stream)));
  }, LATENCY);
});

const control = createServer((request, response) => {
  const url = new URL(request.url, "http://localhost");
  if (url.pathname === "/reset") {
    slow = url.searchParams.get("slow") === "1";
    seen = { requests: 0, bytes: 0, paths: [] };
    waiting = [];
    if (url.searchParams.has("forget")) files.clear();
  }
  response.end(JSON.stringify(seen));
});

server.listen(0, "127.0.0.1", () =>
  control.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ site: server.address().port, control: control.address().port }))),
);
