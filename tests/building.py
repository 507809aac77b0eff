"""Small sites for tests, made and built the way the command makes and builds them."""

import functools
import gettext
import json
import os
import posixpath
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from msgspec import structs

from alongside import pipeline
from alongside.catalog import Catalog, assemble
from alongside.checking import Shared, check, check_shared
from alongside.config import SiteConfig, load_config
from alongside.entries import Entry, derive
from alongside.languages import read_po
from alongside.outputs import MANIFEST
from alongside.reading import Source, parse, read_source, walk
from alongside.schema import KINDS

ROOT = Path(__file__).parents[1]
ENGLISH = gettext.NullTranslations()
# A Saturday, before every dated event of the sites below.
DAY = date(2026, 11, 21)

# Thirteen listings of all seven kinds, one of them closed and one over; a shared place whose address is withheld.
SMALL = {
    path.relative_to(ROOT / "tests" / "sites" / "small").as_posix(): path.read_text("utf-8")
    for path in sorted((ROOT / "tests" / "sites" / "small").rglob("*"))
    if path.is_file()
}


def absent(what: str) -> NoReturn:
    """Ends a test whose tool is not here: a failure where everything has to be proved, elsewhere a skip with its reason."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


def make(folder: Path, files: Mapping[str, str] = SMALL) -> Path:
    """Writes files below a folder, and returns the folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def build(site: Path, out: Path, today: date = DAY, **options: Any) -> pipeline.Built:
    """Builds a site in this process, one worker, no cache unless asked for."""
    chosen: dict[str, Any] = {"cache": False, **options}
    return pipeline.build(pipeline.Options(site=site, out=out, today=lambda _zone: today, **chosen))


def command(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs ``python build.py`` in a process of its own."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, **environment},
    )


def snapshot(out: Path) -> dict[str, bytes]:
    """Every file of a finished site but the manifest and the lock, which are for the next build and not for readers."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file() and not path.name.startswith((MANIFEST, ".alongside-lock")))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


@functools.cache
def vocabulary() -> tuple[Source, ...]:
    """Our own vocabulary, read once."""
    found = [read_source(ROOT, file) for file in walk(ROOT) if file.startswith("content/vocabulary/")]
    return tuple(source for source in found if isinstance(source, Source))


def shared_facts(files: Mapping[str, str] = SMALL) -> Shared:
    """What listings refer to, from the texts of a site's files and our own vocabulary."""
    names = [name for name in files if name.split("/")[1:2] in (["areas.yaml"], ["organizations"], ["places"])]
    shared, problems = check_shared((*vocabulary(), *(_source(name, files[name]) for name in names)), names, "US")
    assert problems == []
    return shared


def configuration(text: str = SMALL["site_config.yaml"], **more: Any) -> SiteConfig:
    """A site's configuration from the text of its file."""
    config, faults = load_config(_source("site_config.yaml", text).data)
    assert config is not None, faults
    return structs.replace(config, **more)


def entry(
    text: str,
    file: str = "content/meetings/boulder/one.yaml",
    config: SiteConfig | None = None,
    shared: Shared | None = None,
    translations: gettext.NullTranslations = ENGLISH,
) -> Entry:
    """The entry of a listing from the text of its file, in a language."""
    known, chosen = shared or _small_facts(), config or configuration()
    listing, problems = check(_source(file, text), known.words, chosen, DAY)
    assert listing is not None, problems
    return derive(listing, known, chosen, translations)


def catalog(files: Mapping[str, str], today: date = DAY) -> Catalog:
    """The catalog of a day, from the texts of a site's listings."""
    shared, config = shared_facts({**SMALL, **files}), configuration()
    entries = [entry(text, name, config, shared) for name, text in files.items() if name.split("/")[1:2] in [[kind] for kind in KINDS]]
    return assemble(entries, shared, (), today, ENGLISH)


@functools.cache
def _small_facts() -> Shared:
    return shared_facts()


def _source(file: str, text: str) -> Source:
    source = parse(file, text.encode())
    assert isinstance(source, Source), source
    return source


def read_page(path: Path) -> Element:
    """A page as a browser reads it."""
    document: Element = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
    return document


def scripts(page: Element) -> list[str]:
    """The text of a page's JSON-LD scripts."""
    return [element.text or "" for element in page.iter("script") if element.get("type") == "application/ld+json"]


def nodes(page: Element) -> list[dict[str, Any]]:
    """The nodes of a page's JSON-LD."""
    found: list[dict[str, Any]] = []
    for text in scripts(page):
        data = json.loads(text)
        found += data.get("@graph", [data])
    return found


def targets(path: str, page: Element, prefix: str = "") -> set[str]:
    """The files of the site that a page links to or loads; ``prefix`` is the folder from which the site is served."""
    found = set()
    for element in page.iter():
        for name in ("href", "src") if element.get("rel") != "canonical" else ():
            parts = urlsplit(element.get(name) or "#")
            if not parts.scheme and not parts.netloc and parts.path:
                url = posixpath.normpath(posixpath.join(f"/{prefix}{posixpath.dirname(path)}", unquote(parts.path)))
                found.add(_file(url, parts.path.endswith("/") or posixpath.basename(url) == "", prefix))
    return found


def _file(url: str, folder: bool, prefix: str) -> str:
    inside = f"{url}/".startswith(f"/{prefix}")
    below = url[len(prefix) + 1 :] if inside else f"outside of the site: {url}"
    folder = folder or "." not in posixpath.basename(url)
    return posixpath.join(below, "index.html") if folder and inside else below


def reached(pages: Mapping[str, Element], start: str = "index.html", prefix: str = "") -> set[str]:
    """Every page that links lead to from the first one."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path in pages and path not in seen:
            seen.add(path)
            waiting += targets(path, pages[path], prefix)
    return seen


def texts_of(element: Element, leave_out: Callable[[Element], bool] = lambda _element: False) -> Iterable[str]:
    """Every text that a reader sees of a page, part by part."""
    if element.tag not in ("script", "style", "head") and not leave_out(element):
        yield element.text or ""
        for child in element:
            yield from texts_of(child, leave_out)
            yield child.tail or ""


# The forms of a plural in Arabic (Unicode CLDR, "Language Plural Rules").
_ARABIC = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"


def pseudo_catalogue(language: str = "ar") -> str:
    """The catalogue of a language that nobody speaks: each of the site's own words as it is in English, between ⟦ and ⟧."""
    spanish = (ROOT / "alongside" / "locale" / "es.po").read_text("utf-8")
    entries = [f'msgid ""\nmsgstr "Language: {language}\\nPlural-Forms: {_ARABIC}\\n"']
    for message in read_po("es", spanish):
        if message.msgid:
            lines = [f"msgctxt {_po(message.context)}"] if message.context is not None else []
            lines.append(f"msgid {_po(message.msgid)}")
            if message.plural is None:
                lines.append(f"msgstr {_po(f'⟦{message.msgid}⟧')}")
            else:
                lines.append(f"msgid_plural {_po(message.plural)}")
                lines += [f"msgstr[{n}] {_po(f'⟦{message.msgid if n == 1 else message.plural}⟧')}" for n in range(6)]
            entries.append("\n".join(lines))
    return "\n\n".join(entries) + "\n"


def _po(text: str) -> str:
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n"))
