"""What one page links to, loads, and calls its parts, as ``html.parser`` reads it.

Source: HTML Living Standard, sections 3.2.6 (id) and 4.2.4 (link).
"""

from html.parser import HTMLParser
from urllib.parse import urlsplit

from msgspec import Struct

from alongside.audit.records import ID_TWICE, THIRD_PARTY, Flaw

# What a browser fetches without being asked, by element and attribute.
_LOADS = {
    ("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("audio", "src"), ("video", "src"),
    ("embed", "src"), ("object", "data"), ("video", "poster"), ("input", "src"),
}  # fmt: skip
_LOADING_RELS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"})


class Reference(Struct, frozen=True):
    """An address in a page: where it stands, whether a browser fetches it by itself, and the element and rel that it is of."""

    line: int
    column: int
    address: str
    loaded: bool = False
    tag: str = ""
    rel: frozenset[str] = frozenset()


class Page(HTMLParser):
    """A page that was read; whole addresses and structured data are kept apart from what a reader follows."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.references: list[Reference] = []
        self.named: list[Reference] = []
        self.data: list[tuple[int, str]] = []
        self.ids: dict[str, None] = {}
        self.twice: list[Flaw] = []
        self._in_data = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Notes ids and addresses of one element."""
        found = {name: value or "" for name, value in attributes}
        line, column = self.getpos()
        if "id" in found:
            if found["id"] in self.ids:
                self.twice.append(Flaw(ID_TWICE, line, column + 1, found["id"]))
            self.ids[found["id"]] = None
        rel = frozenset(found.get("rel", "").lower().split())
        for name in ("href", "src", "poster", *(("data",) if tag == "object" else ())):
            if name in found:
                loaded = (tag, name) in _LOADS or (tag == "link" and bool(_LOADING_RELS & rel))
                self.references.append(Reference(line, column + 1, found[name].strip(), loaded, tag, rel))
        for candidate in found.get("srcset", "").split(","):
            if address := candidate.split()[:1]:
                self.references.append(Reference(line, column + 1, address[0], True, tag))
        if tag == "meta" and found.get("property") in ("og:url", "og:image"):
            self.named.append(Reference(line, column + 1, found.get("content", "")))
        if tag == "script":
            self._in_data = found.get("type") == "application/ld+json"
            if self._in_data:
                self.data.append((line, ""))

    def handle_endtag(self, tag: str) -> None:
        """Ends structured data."""
        self._in_data = self._in_data and tag != "script"

    def handle_data(self, data: str) -> None:
        """Keeps structured data."""
        if self._in_data:
            line, before = self.data[-1]
            self.data[-1] = (line, before + data)


def read_page(body: bytes) -> Page:
    """A page from its bytes; what is no UTF-8 is read as a browser does, with a sign in its place."""
    return Page(body.decode("utf-8", "replace"))


def page_flaws(page: Page) -> list[Flaw]:
    """What is wrong with a page by itself: ids given twice, and what is loaded from elsewhere."""
    return [*page.twice, *(Flaw(THIRD_PARTY, each.line, each.column, each.address) for each in page.references if _foreign(each))]


def _foreign(reference: Reference) -> bool:
    if not reference.loaded:
        return False
    try:
        parts = urlsplit(reference.address)
    except ValueError:
        return False
    return bool(parts.scheme or parts.netloc) and parts.scheme != "data"
