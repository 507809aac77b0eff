"""Which pages of a finished site the browser looks at: one of each sort, in each language, found in the folder itself."""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from alongside.schema import KINDS

LANGUAGE = re.compile(r"<html[^>]* lang=\"?([A-Za-z-]+)")
REDIRECT = re.compile(r"<meta[^>]+http-equiv=\"?refresh", re.IGNORECASE)
ALONE = {"404.html": "not-found", "": "home", "add/": "add", "find/": "find", "style-guide/": "style-guide"}
SHARED = {"organizations": "organization", "places": "place", "guides": "guide"}


class Choice(NamedTuple):
    """One page to look at."""

    sort: str
    """What it is: home, browse, listing-meetings, guide ..."""
    language: str
    path: str
    """Its address below the site's root: `es/meetings/`."""
    prefix: str
    """Its language's folder: "" or `es/`."""

    @property
    def name(self) -> str:
        """How a test's failure names it."""
        return f"{self.sort} /{self.path}"


def languages(folder: Path) -> dict[str, str]:
    """The languages of a site by their folders, the root's ("") first: `{"": "en", "es/": "es"}`."""
    roots = ["", *sorted(f"{path.parent.name}/" for path in folder.glob("*/index.html"))]
    said = {root: language_of((folder / root / "index.html").read_text("utf-8")) for root in roots}
    return {root: language for root, language in said.items() if root in ("", f"{language}/")}


def language_of(html: str) -> str:
    """The language that a page says it is in, or ""."""
    found = LANGUAGE.search(html)
    return found[1] if found else ""


def addresses(folder: Path) -> dict[str, int]:
    """Every page's address below the root, with the bytes of its HTML as transferred."""
    found = {}
    for path in sorted(folder.rglob("*.html")):
        found[path.relative_to(folder).as_posix().removesuffix("index.html")] = len(gzip.compress(path.read_bytes(), mtime=0))
    return found


def sort_of(address: str, indexes: Iterable[str] = ()) -> str:
    """What the page at an address (below its language's folder) is; ``indexes`` are the first words that have pages below them."""
    if address in ALONE:
        return ALONE[address]
    first, *rest = address.strip("/").split("/")
    if first == "embed":
        return "embed"
    if "page" in rest:
        return "browse-next"
    if not rest:
        return "browse" if first in KINDS else "index" if first in indexes else "page"
    if len(rest) > 1:
        return "browse-two"
    return f"listing-{first}" if first in KINDS else SHARED.get(first, "browse-one")


def choose(folder: Path) -> tuple[Choice, ...]:
    """One page of each sort, the fullest, in each language; and of all listings the shortest.

    A redirect is a sort of its own wherever it stands. Sorts that a site does not have are left out.
    """
    roots, sizes = languages(folder), addresses(folder)
    chosen = []
    for prefix, language in roots.items():
        mine = {path.removeprefix(prefix): size for path, size in sizes.items() if path.startswith(prefix)}
        if not prefix:
            mine = {path: size for path, size in mine.items() if f"{path.partition('/')[0]}/" not in roots}
        for sort, path in sorted(_of_one_language(folder / prefix, mine).items()):
            chosen.append(Choice(sort, language, prefix + path, prefix))
    return tuple(chosen)


def _of_one_language(folder: Path, sizes: Mapping[str, int]) -> dict[str, str]:
    indexes = {path.partition("/")[0] for path in sizes if path.count("/") > 1}
    sorts: dict[str, list[str]] = defaultdict(list)
    for path in sizes:
        file = folder / path / "index.html" if path.endswith("/") or not path else folder / path
        redirect = REDIRECT.search(file.read_text("utf-8").partition("</head>")[0])
        sorts["redirect" if redirect else sort_of(path, indexes)].append(path)
    found = {sort: max(paths, key=lambda path: (sizes[path], path)) for sort, paths in sorts.items()}
    listings = [path for sort, paths in sorts.items() if sort.startswith("listing-") for path in paths]
    if listings:
        found["listing-shortest"] = min(listings, key=lambda path: (sizes[path], path))
    return found
