"""A finished site as a good host serves it: compressed, with right types, its own headers and its own page for what is missing."""

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMPRESSED = ("text/", "application/javascript", "application/json", "application/ld+json", "application/manifest+json", "image/svg+xml")
TYPES = {".js": "text/javascript", ".ics": "text/calendar", ".webmanifest": "application/manifest+json", ".geojson": "application/geo+json"}

Rules = list[tuple[str, list[tuple[str, str]]]]


def rules_of(text: str) -> Rules:
    """The rules of a `_headers` file: a pattern of addresses on a line of its own, headers indented below it."""
    rules: Rules = []
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            if line[0].isspace() and rules:
                name, _, value = line.strip().partition(":")
                rules[-1][1].append((name.strip(), value.strip()))
            else:
                rules.append((line.strip(), []))
    return rules


def headers_for(path: str, rules: Rules) -> dict[str, str]:
    """The headers of one address. A name that two rules give is joined by a comma; `! Name` takes back what came before."""
    found: dict[str, str] = {}
    for pattern, headers in rules:
        if fnmatchcase(path, pattern):
            for name, value in headers:
                if name.startswith("!"):
                    found.pop(name[1:].strip(), None)
                else:
                    found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def file_of(folder: Path, path: str) -> Path | None:
    """The file of an address, or None where the site has none or the address leads out of it."""
    file = (folder / unquote(path).lstrip("/")).resolve()
    if path.endswith("/"):
        file /= "index.html"
    return file if file.is_file() and file.is_relative_to(folder.resolve()) else None


def missing_page(folder: Path, path: str) -> Path | None:
    """The nearest 404.html above an address: of its language, else of the site."""
    first = path.lstrip("/").partition("/")[0]
    return next((page for page in (folder / first / "404.html", folder / "404.html") if page.is_file()), None)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder: Path
    rules: Rules

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if not path.endswith("/") and (self.folder / unquote(path).lstrip("/")).is_dir():
            self.answer(HTTPStatus.MOVED_PERMANENTLY, b"", {"Location": f"{path}/"})
            return
        file = file_of(self.folder, path)
        shown = file or missing_page(self.folder, path)
        body = shown.read_bytes() if shown else b""
        kind = TYPES.get(shown.suffix) or mimetypes.guess_type(shown.name)[0] if shown else "text/plain"
        headers = {"Content-Type": kind or "application/octet-stream", "Cache-Control": "no-cache", **headers_for(path, self.rules)}
        if headers["Content-Type"].startswith("text/"):
            headers["Content-Type"] += "; charset=utf-8"
        if headers["Content-Type"].startswith(COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, mtime=0)
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        self.answer(HTTPStatus.OK if file else HTTPStatus.NOT_FOUND, body, headers)

    def answer(self, status: HTTPStatus, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Says nothing: the tests say what went wrong."""

    def handle(self) -> None:
        """A browser that leaves a page hangs up in the middle of an answer; that is no fault."""
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True


@contextmanager
def served(folder: Path, port: int = 0) -> Iterator[str]:
    """Serves a folder on this machine alone, on a free port; gives its address, which ends in a slash."""
    headers = folder / "_headers"
    rules = rules_of(headers.read_text("utf-8")) if headers.is_file() else []
    server = ThreadingHTTPServer(("127.0.0.1", port), type("Handler", (_Handler,), {"folder": folder, "rules": rules}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
