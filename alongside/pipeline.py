"""The stages in order, timed; the one module that knows the cache and the workers."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from gettext import NullTranslations
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, structs

from alongside import assets, outputs, rendering, speed
from alongside.catalog import Catalog, assemble
from alongside.checking import Document, Shared, Where, check, check_document, check_shared, clashes, near_duplicates, problems, where
from alongside.config import SiteConfig, load_config
from alongside.entries import Entry, derive
from alongside.errors import Problem, SiteError, in_order, visible
from alongside.formats import security, sitemap
from alongside.languages import translations_for
from alongside.pages import Output, Page, footer, menu, plan
from alongside.reading import Source, parse, read_bytes, read_catalogue, read_source, walk
from alongside.schema import KINDS, AnyListing

ENGINE = Path(__file__).parent.parent
LOCALE = ENGINE / "alongside" / "locale"
CONFIG = "site_config.yaml"
Progress = Callable[[str, int, float], None]


class Options(Struct, frozen=True, kw_only=True):
    """What a run is asked to do. ``site`` holds site_config.yaml and content/; ``today`` left out is today in the site's zone."""

    site: Path
    out: Path
    today: Callable[[str], date]
    base_url: str = ""
    workers: int = 1
    cache: bool = True
    keep_going: bool = False
    strict: bool = False


class Site(Struct, frozen=True, kw_only=True):
    """Everything read and checked, and every problem of it."""

    config: SiteConfig
    today: date
    shared: Shared
    listings: tuple[AnyListing, ...]
    documents: tuple[Document, ...]
    files: int
    problems: tuple[Problem, ...]


class Built(Struct, frozen=True, kw_only=True):
    """What a build did. ``done`` is false where problems kept it from writing anything."""

    site: Site
    done: bool
    files: int = 0
    written: int = 0
    removed: int = 0


def quiet(_stage: str, _count: int, _seconds: float) -> None:
    """A progress that says nothing."""


def read_config(site: Path, base_url: str = "") -> tuple[SiteConfig | None, list[Problem]]:
    """The site's configuration, or every problem of it."""
    source = read_source(site, CONFIG)
    if not isinstance(source, Source):
        return None, source
    data = {**source.data, **({"base_url": base_url} if base_url else {})} if isinstance(source.data, dict) else source.data
    config, faults = load_config(data)
    return config, problems(source, faults)


def load(options: Options, progress: Progress = quiet) -> Site:
    """Reads and checks the whole site.

    Returns: what is right of it, and all problems in order. A configuration that cannot be read at all ends
             here; of one with errors the good keys are used to check the rest, and no site is built.
    """
    began = time.perf_counter()
    config, found = read_config(options.site, options.base_url)
    if config is None:
        empty, _ = check_shared((), (), "US")
        missing = SiteConfig(title="")
        return Site(
            config=missing, today=options.today("UTC"), shared=empty, listings=(), documents=(), files=1, problems=tuple(in_order(found))
        )
    found += _language_hints(config)
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
    listings, wrong = _listings(options, names, shared, config, today)
    twice = clashes(listings)
    found += [*wrong, *twice, *near_duplicates(listings)]
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


_Checked = tuple[AnyListing | None, list[Problem]]


def _listings(
    options: Options, files: Sequence[str], shared: Shared, config: SiteConfig, today: date
) -> tuple[list[AnyListing], list[Problem]]:
    """All listings, checked in workers; what is known by the digest of its bytes is not checked again."""
    # Deterministic: a set has another order in every process.
    encoder = msgspec.msgpack.Encoder(order="deterministic")
    common = speed.digest(encoder.encode((shared.words.terms, shared.words.refs, config, today)), speed.engine_digest(ENGINE / "alongside"))
    cache = speed.Cache(options.site / ".alongside" / "cache", common) if options.cache else None
    known = cache.known if cache else {}

    def work(share: Sequence[str]) -> bytes:
        rows: list[tuple[bytes, bytes]] = []
        for file in share:
            raw = read_bytes(options.site, file)
            key = speed.digest(file.encode(), raw if isinstance(raw, bytes) else b"")
            row = known.get(key)
            rows.append((key, encoder.encode(_check(file, raw, shared, config, today)) if row is None else row))
        return encoder.encode(rows)

    messages = speed.spread(work, files, options.workers)
    decoded = [msgspec.msgpack.decode(message, type=list[tuple[bytes, bytes]]) for message in messages]
    rows = [decoded[i % len(decoded)][i // len(decoded)] for i in range(len(files))]
    if cache:
        cache.save(dict(rows))
    decoder = msgspec.msgpack.Decoder(_Checked)
    checked = [decoder.decode(row) for _, row in rows]
    return [listing for listing, _ in checked if listing is not None], [problem for _, found in checked for problem in found]


def _check(file: str, raw: bytes | Problem, shared: Shared, config: SiteConfig, today: date) -> _Checked:
    if isinstance(raw, Problem):
        return None, [raw]
    source = parse(file, raw)
    return check(source, shared.words, config, today) if isinstance(source, Source) else (None, source)


def build(options: Options, progress: Progress = quiet) -> Built:
    """Reads, checks and writes the site.

    Returns: what was done; nothing is written where there are errors (with ``strict`` warnings too), unless ``keep_going``.
    Raises:  SiteError for an output folder that is not safe to write to, and for what the disk refuses.
    """
    outputs.refuse_unsafe(options.out, options.site, ENGINE)
    site = load(options, progress)
    fatal = [problem for problem in site.problems if options.strict or problem.severity == "error"]
    if not site.config.title or (fatal and not options.keep_going):
        return Built(site=site, done=False)
    translations = _translations(site.config)

    began = time.perf_counter()
    entries = list(_entries(site, translations))
    catalog = assemble(entries, site.shared, site.documents, site.today, translations)
    progress("arranged", len(entries), time.perf_counter() - began)

    began = time.perf_counter()
    made = list(_outputs(catalog, site.config, options.site, translations))
    progress("planned", len(made), time.perf_counter() - began)

    began = time.perf_counter()
    with outputs.locked(options.out):
        previous = outputs.read_manifest(options.out)
        if not options.cache:
            previous = dict.fromkeys(previous, outputs.UNKNOWN)
        claimed = outputs.claim(options.out, made, previous)
        done = _write(options, made, claimed)
        removed = outputs.prune(options.out, previous, done)
        outputs.write_manifest(options.out, done)
    progress("written", len(done), time.perf_counter() - began)
    changed = sum(claimed[path] != row for path, row in done.items())
    return Built(site=site, done=True, files=len(done), written=changed, removed=removed)


def _translations(config: SiteConfig) -> NullTranslations:
    language = config.languages[0]
    return translations_for(language, read_catalogue(LOCALE, language) or "")


def _language_hints(config: SiteConfig) -> Iterator[Problem]:
    """What the configuration asks for and the engine does not do yet."""
    more: dict[str, Any] = {"file": CONFIG, "field": "languages", "severity": "warning", "rule": "languages"}
    for language in config.languages[:1]:
        if language != "en" and read_catalogue(LOCALE, language) is None:
            message = f"the site's own words are not translated to {visible(language)} yet and stay English"
            yield Problem(message=message, fix=f"Add {LOCALE.name}/{language}.po, or write en or es.", value=language, **more)
    if len(config.languages) > 1:
        message = f"only the first language, {visible(config.languages[0])}, is built so far"
        yield Problem(message=message, fix="Leave the others out.", value=", ".join(config.languages), **more)


def _entries(site: Site, translations: NullTranslations) -> Iterator[Entry]:
    for listing in site.listings:
        # A place whose file has errors says nothing for sure, so what meets there waits until it is put right.
        if not isinstance(listing.place, str) or listing.place in site.shared.venues:
            yield derive(listing, site.shared, site.config, translations)


def _outputs(catalog: Catalog, config: SiteConfig, site: Path, translations: NullTranslations) -> Iterator[Output]:
    """Every file of the site. A new format is one module and one line here."""
    folders = (site / "templates", ENGINE / "templates")
    files = assets.read_assets((site / "assets", ENGINE / "assets"))
    pages: list[Page] = list(plan(catalog, config, translations))
    renderer = rendering.renderer(folders, config, menu(catalog, translations), footer(catalog), assets.asset_links(files), translations)
    engine = speed.engine_digest(ENGINE / "alongside")
    for output in chain(assets.write(files), rendering.write(pages, renderer), sitemap.write(pages, config), security.write(config)):
        # Another version of the engine may make other bytes of the same page.
        yield structs.replace(output, key=speed.digest(engine, output.key.encode()).hex())


def _write(options: Options, made: list[Output], claimed: dict[str, outputs.Written]) -> dict[str, outputs.Written]:
    def work(share: Sequence[Output]) -> bytes:
        return msgspec.json.encode(outputs.prepare(options.out, share, claimed))

    done: dict[str, outputs.Written] = {}
    try:
        for message in speed.spread(work, made, options.workers):
            done |= msgspec.json.decode(message, type=dict[str, outputs.Written])
    except BaseException:
        outputs.discard(options.out, claimed)
        raise
    outputs.publish(options.out, claimed)
    return done
