"""Whole addresses by which a site names its own parts: for search engines, feeds, shared links and installed pages.

Nobody follows them while looking at a site, so that nobody sees that they are dead. The site's address is the canonical one of its first
page. Sources: https://www.sitemaps.org/protocol.html; Web Application Manifest; JSON-LD 1.1; RFC 9309 (Sitemap in robots.txt).
"""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

from alongside.audit.data import json_flaws, read_json
from alongside.audit.page import Page
from alongside.audit.records import DEAD_ADDRESS, UNPARSABLE, Flaw
from alongside.audit.wellformed import xml_flaws

_NAMING = frozenset({"canonical", "alternate", "prev", "next"})
_IN_DATA = ("url", "@id", "item", "image", "logo", "contentUrl", "mainEntityOfPage")
_SITEMAP = re.compile(r"^Sitemap:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


def own_flaws(out: Path, files: Mapping[str, int], pages: Mapping[str, Page]) -> Iterator[tuple[str, Flaw]]:
    """Whole addresses of the site that lead nowhere, and structured data that cannot be read, with the file of each.

    Takes: the folder; its files with their sizes; its pages.
    """
    base = _base(pages)
    for path, flaw_or_address, line in (*_in_pages(pages), *_in_files(out, sorted(files), base)):
        if isinstance(flaw_or_address, Flaw):
            yield path, flaw_or_address
        elif base and flaw_or_address.startswith(base) and not _is_there(flaw_or_address[len(base) :], files):
            yield path, Flaw(DEAD_ADDRESS, line, 1, flaw_or_address)


def _base(pages: Mapping[str, Page]) -> str:
    first = pages.get("index.html")
    found = [each.address for each in first.references if "canonical" in each.rel] if first else []
    return found[0] if found and found[0].endswith("/") else ""


def _is_there(below: str, files: Mapping[str, int]) -> bool:
    path = unquote(urlsplit(f"./{below}").path)
    target = posixpath.normpath(path)
    index = posixpath.normpath(f"{target}/index.html")
    return index in files or (target in files and not path.endswith("/"))


Found = tuple[str, str | Flaw, int]


def _in_pages(pages: Mapping[str, Page]) -> Iterator[Found]:
    for path, page in pages.items():
        for each in page.references:
            if each.tag == "link" and _NAMING & each.rel:
                yield path, each.address, each.line
        for each in page.named:
            yield path, each.address, each.line
        for line, text in page.data:
            try:
                data = read_json(text)
            except (ValueError, RecursionError):
                said = next(json_flaws(text.encode("utf-8", "replace")), Flaw(UNPARSABLE, message="this is not JSON"))
                yield path, Flaw(UNPARSABLE, line + max(said.line - 1, 0), said.column, "", said.message), line
                continue
            yield from ((path, address, line) for address in _in_node(data))


def _in_node(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _in_node(each)
    elif isinstance(node, dict) and node.get("@type") != "VirtualLocation":
        for name, value in node.items():
            if not isinstance(value, str):
                yield from _in_node(value)
            # What is known by an id may have its website as `url`.
            elif name in _IN_DATA and not (name == "url" and "@id" in node):
                yield value


def _in_files(out: Path, paths: list[str], base: str) -> Iterator[Found]:
    for path in paths:
        if path == "robots.txt":
            text = (out / path).read_text("utf-8", errors="replace")
            yield from ((path, found[1], text.count("\n", 0, found.start()) + 1) for found in _SITEMAP.finditer(text))
        elif path.endswith((".xml", ".atom", ".rss")):
            yield from ((path, address, 0) for address in _in_xml((out / path).read_bytes()))
        elif path.endswith(".webmanifest"):
            yield from ((path, address, 0) for address in _in_manifest((out / path).read_bytes(), base + path))


def _in_xml(body: bytes) -> Iterator[str]:
    if xml_flaws(body):
        return
    # Without declared entities, as was just seen.
    for element in ElementTree.fromstring(body).iter():  # noqa: S314
        yield from (value.strip() for value in (element.text or "", *element.attrib.values()))


def _in_manifest(body: bytes, address: str) -> Iterator[str]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return
    if isinstance(found, dict):
        named = [found.get("start_url"), *_sources(found, "icons", "src"), *_sources(found, "screenshots", "src")]
        named += _sources(found, "shortcuts", "url")
        yield from (urljoin(address, each) for each in named if isinstance(each, str))


def _sources(manifest: dict[str, Any], name: str, field: str) -> list[Any]:
    listed = manifest.get(name)
    return [each.get(field) for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
