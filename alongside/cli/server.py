"""``serve``: the finished site on this machine, built again on every save.

livereload gives the watcher and the socket that tells a browser to load again. It answers any Host and takes a socket from any
Origin, so that a page elsewhere could learn what is edited here (DNS rebinding), and its inline script breaks a strict policy:
so the handlers are ours, for local names only, and the page asks for the script by address.
"""

import logging
import mimetypes
import os
import socket
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.web import Application, RequestHandler

from alongside import pipeline
from alongside.cli.terminal import OK, count, from_here, progress, show, shown, tell
from alongside.errors import SiteError

_NAMES = r"(localhost|127\.0\.0\.1)"
# Formats that the system's own table often lacks.
_TYPES = {".webmanifest": "application/manifest+json", ".ics": "text/calendar", ".md": "text/plain"}


class _Socket(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    def check_origin(self, origin: str) -> bool:
        return urlsplit(origin).hostname in ("localhost", "127.0.0.1")

    def on_message(self, message: str | bytes) -> None:
        """Answers livereload.js; what it would never say ends the connection."""
        try:
            super().on_message(message)
        except (ValueError, TypeError, AttributeError):
            self.close()


class _Files(RequestHandler):
    """Files below one folder; HTML is given the script that loads a page again."""

    def initialize(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port

    def get(self, path: str) -> None:
        """Answers with a file, the index of a folder, or the site's own page for what is not there."""
        found = self.find(path)
        if found is not None and os.path.isdir(found):
            if path and not path.endswith("/"):
                # One slash: two would lead to a host of that name.
                self.redirect("/" + path.lstrip("/") + "/")
                return
            found = found / "index.html"
        if found is None or not os.path.isfile(found):
            self.set_status(404)
            found = self.folder / "404.html"
        kind = _TYPES.get(found.suffix) or mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        text = kind.startswith("text/") or kind.endswith(("json", "xml"))
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.set_header("Cache-Control", "no-store")
        body = found.read_bytes() if found.is_file() else b"There is nothing here yet.\n"
        self.finish(self.reloading(body) if found.suffix == ".html" else body)

    def find(self, path: str) -> Path | None:
        """The file or folder of an address, there or not; None for an address that leads out of the folder."""
        if "\0" in path or "\\" in path:
            return None
        target = Path(os.path.realpath(self.folder / path.lstrip("/")))
        return target if target.is_relative_to(os.path.realpath(self.folder)) else None

    def reloading(self, body: bytes) -> bytes:
        """A page with the script that loads it again, allowed by its policy here alone."""
        script = f'<script src="/livereload.js?port={self.port}"></script></head>'.encode()
        return body.replace(b"connect-src ", b"connect-src ws: ", 1).replace(b"</head>", script, 1)


class _Local(Server):  # type: ignore[misc]  # livereload has no types
    def _setup_logging(self) -> None:
        # What livereload and tornado say of each save and request helps nobody who edits files.
        for name in ("livereload", "tornado.access"):
            logging.getLogger(name).setLevel(logging.ERROR)

    def application(self, port: int, _host: str, **_more: object) -> None:
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.live_css = False
        handlers: list[Any] = [
            (r"/livereload", _Socket),
            (r"/livereload.js", LiveReloadJSHandler),
            (r"/(.*)", _Files, {"folder": Path(self.root), "port": port}),
        ]
        application = Application([])
        # Any other Host gets 404 from tornado itself.
        application.add_handlers(_NAMES, handlers)
        application.listen(port, address="127.0.0.1")
        tell(f"Serving {shown(self.root)} on http://127.0.0.1:{port}/ - stop with Ctrl-C.")


def run(options: pipeline.Options, port: int) -> int:
    """Builds, serves on 127.0.0.1 and builds again on every save, until it is stopped.

    Raises: SiteError where there is no site, or the port is taken.
    """
    pipeline.read_config(options.site)
    _refuse_taken(port)
    _build(options)

    def build_again() -> None:
        began = time.perf_counter()
        if _build(options):
            tell(f"built again: {time.perf_counter() - began:.1f} s")

    server = _Local()
    for folder in (options.site, pipeline.ENGINE):
        for name in ("content", "templates", "assets", pipeline.CONFIG):
            if (folder / name).exists():
                server.watch(str(folder / name), build_again)
    try:
        server.serve(port=port, root=str(options.out))
    except OSError as error:
        raise SiteError(f"Port {port} cannot be used: {error.strerror}. Choose another with --port.") from None
    return OK


def _refuse_taken(port: int) -> None:
    """Raise SiteError where the port is taken, before anybody waits for a build or is told an address that answers otherwise."""
    with socket.socket() as trial:
        # As tornado does it: a port that was in use a moment ago is free.
        if os.name == "posix":
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as error:
            raise SiteError(f"Port {port} cannot be used: {error.strerror}. Choose another with --port.") from None


def _build(options: pipeline.Options) -> bool:
    """One build; where it fails the last good site stays. Whether it was made."""
    try:
        built = pipeline.build(options, progress)
    except SiteError as error:
        tell(f"alongside: {shown(str(error))}")
        return False
    except OSError as error:
        # A file that goes while it is read; the next save builds again.
        tell(f"alongside: {shown(error.filename or '')}: {error.strerror}")
        return False
    errors = from_here([problem for problem in built.site.problems if problem.severity == "error"], options.site)
    if errors:
        show(errors)
        tell(f"The last good site stays: {count(errors)}.")
    return built.done
