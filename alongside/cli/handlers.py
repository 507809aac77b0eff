"""What ``serve`` answers: the finished files, and a socket that tells an open page what has become of it.

livereload gives the server and the socket. It answers any Host and takes a socket from any Origin, so that a page elsewhere could learn
what is edited here (DNS rebinding), and its inline script breaks a strict policy: so the names are checked here, and the script that
loads a page again and shows what is wrong is ours, asked for by its address, and added to the copy that is served alone.
"""

import mimetypes
import os
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from livereload.handlers import LiveReloadHandler
from msgspec import Struct
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler

_NAMES = r"(localhost|127\.0\.0\.1)"
# Addresses that no site has: what begins with a dot there is left out of a build.
_OURS = "/.serve/"
_HERE = Path(__file__).parent
# Formats that the system's own table lacks, or has otherwise.
_TYPES = {
    ".bin": "application/octet-stream",
    ".css": "text/css",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".md": "text/plain",
    ".webmanifest": "application/manifest+json",
}
_EMPTY = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Nothing is here yet</title></head>'
    b"<body><main><h1>Nothing is here yet</h1><p>The page appears as soon as the site is built.</p></main></body></html>\n"
)


class Trouble(Struct, frozen=True, kw_only=True):
    """What is wrong now, as an open page shows it: one sentence, and every problem as ``check`` writes it; all empty when all is well."""

    summary: str = ""
    problems: tuple[str, ...] = ()


class Folder:
    """The folder that is served, and what is wrong with what it was to become."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.trouble = Trouble()

    def find(self, address: str) -> Path | None:
        """The file or folder of an address, there or not; None for an address that leads out of the folder."""
        if "\0" in address or "\\" in address:
            return None
        target = Path(os.path.realpath(self.path / address.lstrip("/")))
        return target if target.is_relative_to(os.path.realpath(self.path)) else None

    def file(self, address: str) -> Path | None:
        """The file that an address shows; None where there is none."""
        found = self.find(address)
        if found is not None and os.path.isdir(found):
            found = found / "index.html" if address.endswith("/") or not address else None
        return found if found is not None and os.path.isfile(found) else None

    def page(self, address: str) -> bytes:
        """What is shown at an address: its file, else the site's own page for what is not there, else that nothing is here yet."""
        try:
            return (self.file(address) or self.path / "404.html").read_bytes()
        except FileNotFoundError:
            return _EMPTY

    def mark(self, address: str) -> str:
        """Stands for what is shown at an address; empty where it cannot be read."""
        try:
            return _mark(self.page(address))
        except OSError:
            return ""

    def tell(self, everywhere: bool = False) -> None:
        """Lets every open page know what is wrong, and load again where what it shows has changed, or ``everywhere``."""
        for waiter in LiveReloadHandler.waiters.copy():
            waiter.tell(everywhere)


class _Local(RequestHandler):
    """An answer of this machine to itself."""

    def initialize(self, folder: Folder) -> None:
        self.folder = folder

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def write_error(self, status_code: int, **_more: Any) -> None:
        """A sentence, whatever went wrong; the rest is for the terminal."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        sentences = {400: "This address cannot be read.", 404: "This page is not here.", 405: "Only GET and HEAD are answered here."}
        self.finish(sentences.get(status_code, "This page cannot be shown; the terminal says why.") + "\n")

    def head(self, *path: str) -> None:
        """Answers as ``get`` does; tornado leaves the body out."""
        self.get(*path)

    def send(self, file: Path, body: bytes) -> None:
        """Answers with a file's content by the type that its name says."""
        kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        text = kind.startswith("text/") or kind.endswith(("json", "xml"))
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.finish(body)


class _Files(_Local):
    """Files below the folder; a page is given our script."""

    def get(self, path: str) -> None:
        """Answers with a file, the index of a folder, or the site's own page for what is not there."""
        found = self.folder.find(path)
        if found is not None and path and not path.endswith("/") and os.path.isdir(found):
            # One slash: two would lead to a host of that name.
            self.redirect("/" + (self.request.path or "").lstrip("/") + "/")
            return
        file = self.folder.file(path)
        if file is None:
            self.set_status(404)
        try:
            body = file.read_bytes() if file and file.suffix != ".html" else _with_script(self.folder.page(path))
        except OSError:
            self.send_error(500)
            return
        self.send(file or Path("404.html"), body)


class _Own(_Local):
    """Our script and its style."""

    def get(self, name: str) -> None:
        """Answers with one of the two."""
        file = _HERE / name
        self.send(file, file.read_bytes())


class _Socket(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """The line to an open page: which page it is and what it was made of stands in its address; it has nothing else to say."""

    def initialize(self, folder: Folder) -> None:
        self.folder = folder

    def check_origin(self, origin: str) -> bool:
        """Only a page of this server, by the name that it was asked for; the name itself is one of ours."""
        return bool(WebSocketHandler.check_origin(self, origin))

    def open(self) -> None:
        """Tells a page at once what it may have missed."""
        LiveReloadHandler.waiters.add(self)
        self.tell()

    def on_message(self, message: str | bytes) -> None:
        """Ends the connection: no page of ours says anything."""
        self.close()

    def tell(self, everywhere: bool = False) -> None:
        """What is wrong, and whether to load again."""
        page = unquote(self.get_query_argument("page", ""))
        seen = self.get_query_argument("seen", "")
        trouble = self.folder.trouble
        changed = everywhere or self.folder.mark(page.lstrip("/")) not in (seen, "")
        self.send_message({"reload": changed, "summary": trouble.summary, "problems": trouble.problems})


def application(path: Path) -> tuple[Folder, Application]:
    """The folder, and what answers for it; any other Host than this machine's gets 404."""
    folder = Folder(path)
    handlers: list[Any] = [
        (f"{_OURS}socket", _Socket),
        (f"{_OURS}(page\\.js|page\\.css)", _Own),
        (r"/(.*)", _Files),
    ]
    found = Application([])
    found.add_handlers(_NAMES, [(*handler, {"folder": folder}) for handler in handlers])
    return folder, found


def _with_script(body: bytes) -> bytes:
    """A page with our script, and with a policy that lets it hear of changes; here alone."""
    script = f'<script src="{_OURS}page.js" data-seen="{_mark(body)}" defer></script></head>'.encode()
    policy = b"connect-src ws://localhost:* ws://127.0.0.1:* "
    return body.replace(b"connect-src ", policy, 1).replace(b"</head>", script, 1)


def _mark(body: bytes) -> str:
    return blake2b(body, digest_size=8).hexdigest()
