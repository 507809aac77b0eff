"""Reads and checks a whole site."""

import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from alongside import speed
from alongside.checking import (
    Document,
    Shared,
    Where,
    check_document,
    check_shared,
    clashes,
    near_duplicates,
    problems,
    where,
    without_original,
)
from alongside.config import SiteConfig, load_config
from alongside.errors import Problem, SiteError, in_order
from alongside.pipeline.examples import has_own, read_examples
from alongside.pipeline.listings import Facts, check_listings
from alongside.pipeline.options import CONFIG, ENGINE, Options, Progress, quiet
from alongside.pipeline.words import language_hints
from alongside.reading import Source, read_bytes, read_source, walk
from alongside.schema import KINDS, AnyListing

if TYPE_CHECKING:
    from alongside.pages.examples import Examples


class Site(Struct, frozen=True, kw_only=True):
    """Everything read and checked, and every problem of it; ``examples`` are its own ones of the style guide."""

    config: SiteConfig
    today: date
    shared: Shared
    listings: tuple[AnyListing, ...]
    documents: tuple[Document, ...]
    files: int
    problems: tuple[Problem, ...]
    examples: "Examples | None" = None


def read_config(site: Path, **instead: str) -> tuple[SiteConfig | None, list[Problem]]:
    """The site's configuration, or every problem of it; what is not empty of ``instead`` stands in for the keys of these names."""
    source = read_source(site, CONFIG)
    if not isinstance(source, Source):
        return None, source
    typed = {key: value for key, value in instead.items() if value}
    config, faults = load_config({**source.data, **typed} if isinstance(source.data, dict) else source.data)
    return config, problems(source, faults)


@speed.uncollected()
def load(options: Options, progress: Progress = quiet) -> Site:
    """Reads and checks the whole site.

    Returns: what is right of it, and all problems in order. A configuration that cannot be read at all ends
             here; of one with errors the good keys are used to check the rest, and no site is built.
    """
    began = time.perf_counter()
    config, found = read_config(options.site, base_url=options.base_url, links=options.links)
    if config is None:
        empty, _ = check_shared((), (), "US")
        missing = SiteConfig(title="")
        return Site(
            config=missing, today=options.today("UTC"), shared=empty, listings=(), documents=(), files=1, problems=tuple(in_order(found))
        )
    found += language_hints(config, options.site)
    today = options.today(config.timezone)
    # A README in content/ speaks to editors.
    files = [file for file in walk(options.site) if not file.endswith("/README.md")]
    placed = {file: where(file) for file in files}
    found += [place for place in placed.values() if isinstance(place, Problem)]
    by_folder: dict[str, list[str]] = {}
    for file, place in placed.items():
        if isinstance(place, Where):
            by_folder.setdefault(place.folder, []).append(file)
    shared = _shared(options, by_folder, config, found)
    documents = list(_documents(options.site, (*by_folder.get("guides", ()), *by_folder.get("pages", ())), found))
    progress("read", len(files), time.perf_counter() - began)

    began = time.perf_counter()
    names = [file for kind in KINDS for file in by_folder.get(kind, ())]
    listings, wrong = _listings(options, names, Facts(shared=shared, config=config, today=today))
    twice = clashes(listings)
    # Ours are right; they are read by who shows them.
    examples, unclear = read_examples(options.site, shared, config, today) if has_own(options.site) else (None, [])
    found += [*wrong, *twice, *near_duplicates(listings), *without_original(documents), *unclear]
    clashing = {problem.file for problem in twice}
    progress("checked", len(names), time.perf_counter() - began)
    return Site(
        config=config,
        today=today,
        shared=shared,
        listings=tuple(listing for listing in listings if listing.file not in clashing),
        documents=tuple(documents),
        files=len(files) + 1,
        problems=tuple(in_order(found)),
        examples=examples,
    )


def load_shared(options: Options) -> tuple[SiteConfig, Shared]:
    """The configuration and what listings may refer to, without the listings.

    Raises: SiteError where the configuration has errors.
    """
    config, found = read_config(options.site)
    if config is None:
        raise SiteError(f"{CONFIG} has problems; python build.py check shows them.", 1)
    by_folder: dict[str, list[str]] = {}
    for file in walk(options.site):
        place = where(file)
        if isinstance(place, Where) and place.folder not in KINDS:
            by_folder.setdefault(place.folder, []).append(file)
    return config, _shared(options, by_folder, config, found)


def _shared(options: Options, by_folder: dict[str, list[str]], config: SiteConfig, found: list[Problem]) -> Shared:
    """Vocabulary, areas, organizations and places; lists that the site does not have are ours."""
    own = [file for folder in ("vocabulary", "areas", "organizations", "places") for file in by_folder.get(folder, ())]
    sources = list(_sources(options.site, own, found))
    ours = [file for file in walk(ENGINE) if file.startswith("content/vocabulary/") and file not in own]
    shared, wrong = check_shared((*_sources(ENGINE, ours, found), *sources), own, config.country)
    found += wrong
    return shared


def _sources(root: Path, files: Iterable[str], found: list[Problem]) -> Iterator[Source]:
    for file in files:
        source = read_source(root, file)
        if isinstance(source, Source):
            yield source
        else:
            found += source


def _documents(root: Path, files: Iterable[str], found: list[Problem]) -> Iterator[Document]:
    for file in files:
        raw = read_bytes(root, file)
        document, wrong = (None, [raw]) if isinstance(raw, Problem) else check_document(file, raw)
        found += wrong
        if document:
            yield document


def _listings(options: Options, files: Sequence[str], facts: Facts) -> tuple[list[AnyListing], list[Problem]]:
    if not options.cache:
        return check_listings(options.site, files, facts, None, options.workers)
    tag = speed.digest(facts.digest(), speed.engine_digest(ENGINE / "alongside"))
    return check_listings(options.site, files, facts, speed.Cache(options.site / ".alongside" / "cache", tag), options.workers)
