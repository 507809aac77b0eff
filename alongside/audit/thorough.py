"""The finished folder, read by other means than those of a build: pages as a browser reads them, data by the standard library.

Rules: every internal link and fragment leads somewhere, and so does every whole address by which a page, a sitemap or a manifest names a
part of the site; ids are unique in a page; nothing that a browser loads by itself comes from elsewhere; JSON, XML and calendars parse.
"""

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from alongside.audit.data import data_flaws
from alongside.audit.hosts import host_problems
from alongside.audit.own import own_flaws
from alongside.audit.page import Page, Reference, page_flaws, read_page
from alongside.audit.records import DEAD_FRAGMENT, DEAD_LINK, Flaw, problem_of
from alongside.errors import Problem


def look(out: Path, hosts: Iterable[str] = ()) -> list[Problem]:
    """Every problem of a finished site; what it takes and returns is said at ``audit``."""
    sizes = dict(_files(out))
    pages = read_pages(out, sizes)
    found = [problem_of(path, flaw) for path, page in pages.items() for flaw in (*page_flaws(page), *_dead(path, page, sizes, pages))]
    for path in sorted(sizes):
        found += [problem_of(path, flaw) for flaw in data_flaws(path, out / path)]
    found += [problem_of(path, flaw) for path, flaw in own_flaws(out, sizes, pages)]
    return [*found, *host_problems(sizes, hosts)]


def read_pages(out: Path, paths: Iterable[str]) -> dict[str, Page]:
    """The pages among the files of a folder, by path."""
    return {path: read_page((out / path).read_bytes()) for path in sorted(paths) if path.endswith(".html")}


def _files(out: Path) -> Iterator[tuple[str, int]]:
    for folder, _, names in os.walk(out):
        for name in names:
            path = Path(folder, name)
            yield path.relative_to(out).as_posix(), path.stat(follow_symlinks=False).st_size


def _dead(path: str, page: Page, files: Mapping[str, int], pages: Mapping[str, Page]) -> Iterator[Flaw]:
    for each in page.references:
        if rule := _fault(path, each, files, pages):
            yield Flaw(rule, each.line, each.column, each.address)


def _fault(path: str, reference: Reference, files: Mapping[str, int], pages: Mapping[str, Page]) -> str:
    try:
        parts = urlsplit(reference.address)
    except ValueError:
        return DEAD_LINK
    if parts.scheme or parts.netloc:
        return ""
    # 404.html, of each language, is served at any depth, so its links begin with the base path, which the folder does not know.
    if posixpath.basename(path) == "404.html" and reference.address.startswith("/"):
        return ""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
    if parts.path.endswith("/") or target == "." or f"{target}/index.html" in files:
        target = posixpath.normpath(f"{target}/index.html")
    if target not in files:
        return DEAD_LINK
    if parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
        return DEAD_FRAGMENT
    return ""
