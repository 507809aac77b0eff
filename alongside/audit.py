"""Looks through the finished folder with other eyes than those that made it: the HTML as a browser reads it.

Rules: every internal link and fragment leads somewhere; ids are unique in a page; nothing that a browser loads by itself comes
from elsewhere. Source: HTML Living Standard, sections 3.2.6 (id) and 4.2.4 (link).
"""

import os
import posixpath
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from alongside.errors import Problem

# What a browser fetches without being asked, by element and attribute.
_LOADS = {
    ("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("audio", "src"), ("video", "src"),
    ("embed", "src"), ("object", "data"), ("video", "poster"), ("input", "src"),
}  # fmt: skip
_LOADING_RELS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"})
# What a style sheet fetches from another host.
_FETCHED = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s;]*)""", re.IGNORECASE)
# GitHub Pages, Cloudflare Pages: files of a site, and bytes of a file (ecosystem notes, November 2026).
MOST_FILES, MOST_BYTES = 20_000, 25 * 1024 * 1024


class _Link(Struct, frozen=True):
    line: int
    column: int
    address: str
    loaded: bool


class _Page(HTMLParser):
    """What one page links to, loads, and calls its parts."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[_Link] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Notes ids and addresses of one element."""
        found = {name: value or "" for name, value in attributes}
        if "id" in found:
            self.ids.append(found["id"])
        line, column = self.getpos()
        loading = bool(_LOADING_RELS & set(found.get("rel", "").lower().split()))
        for name in ("href", "src", "poster", *(("data",) if tag == "object" else ())):
            if name in found:
                loaded = (tag, name) in _LOADS or (tag == "link" and loading)
                self.links.append(_Link(line, column + 1, found[name].strip(), loaded))
        for candidate in found.get("srcset", "").split(","):
            if address := candidate.split()[:1]:
                self.links.append(_Link(line, column + 1, address[0], True))


def audit(out: Path) -> list[Problem]:
    """Every problem of a finished site.

    Takes:   the output folder.
    Returns: errors for what is broken, warnings for what a host may refuse; files are named below the folder.
    """
    files = dict(_files(out))
    pages = {path: _read(out / path) for path in files if path.endswith(".html")}
    ids = {path: frozenset(page.ids) for path, page in pages.items()}
    found = [problem for path, page in sorted(pages.items()) for problem in _page_problems(path, page, files, ids)]
    return [*found, *_sheet_problems(out, sorted(files)), *_limits(files)]


def _files(out: Path) -> list[tuple[str, int]]:
    found = []
    for folder, _, names in os.walk(out):
        for name in names:
            path = Path(folder, name)
            found.append((path.relative_to(out).as_posix(), path.stat(follow_symlinks=False).st_size))
    return found


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text("utf-8", errors="replace"))
    page.close()
    return page


def _page_problems(path: str, page: _Page, files: dict[str, int], ids: dict[str, frozenset[str]]) -> list[Problem]:
    found = []
    seen: set[str] = set()
    for name in page.ids:
        if name in seen:
            found.append(Problem(file=path, message=f"the id '{name}' is given twice", value=name, rule="id-twice"))
        seen.add(name)
    return [*found, *(problem for link in page.links if (problem := _link_problem(path, link, files, ids)))]


def _sheet_problems(out: Path, files: list[str]) -> list[Problem]:
    found = []
    for path in files:
        text = (out / path).read_text("utf-8", errors="replace") if path.endswith(".css") else ""
        for match in _FETCHED.finditer(text):
            line, column = text.count("\n", 0, match.start()) + 1, match.start(1) - text.rfind("\n", 0, match.start(1))
            found.append(_problem(path, _Link(line, column, match[1], True), "a style sheet loads something from elsewhere", "third-party"))
    return found


def _link_problem(path: str, link: _Link, files: dict[str, int], ids: dict[str, frozenset[str]]) -> Problem | None:
    try:
        parts = urlsplit(link.address)
    except ValueError:
        return _problem(path, link, "a link has no address that can be read", "dead-link")
    if parts.scheme or parts.netloc:
        if link.loaded and parts.scheme != "data":
            return _problem(path, link, "a page loads something from elsewhere", "third-party")
        return None
    # 404.html, of each language, is served at any depth, so its links begin with the base path, which the folder does not know.
    if posixpath.basename(path) == "404.html" and link.address.startswith("/"):
        return None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
    if parts.path.endswith("/") or target == "." or f"{target}/index.html" in files:
        target = posixpath.normpath(f"{target}/index.html")
    if target not in files:
        return _problem(path, link, "a link leads nowhere", "dead-link")
    if parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]:
        return _problem(path, link, "a link leads to a part that is not there", "dead-fragment")
    return None


def _problem(path: str, link: _Link, message: str, rule: str) -> Problem:
    return Problem(file=path, line=link.line, column=link.column, message=message, value=link.address, field=link.address, rule=rule)


def _limits(files: dict[str, int]) -> list[Problem]:
    found = []
    if len(files) > MOST_FILES:
        message = f"the site has {len(files):,} files; some hosts take {MOST_FILES:,} at most"
        fix = "A larger page_size makes fewer list pages."
        found.append(Problem(file=".", message=message, fix=fix, severity="warning", rule="host-limit"))
    for path, size in files.items():
        if size > MOST_BYTES:
            message = f"{size:,} bytes; some hosts take {MOST_BYTES:,} at most"
            found.append(Problem(file=path, message=message, severity="warning", rule="host-limit"))
    return found
