"""Writes the site: one edition for each of its languages, the first at the root, others below their codes."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from gettext import NullTranslations
from itertools import chain
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from alongside import assets, audit, outputs, rendering, search, speed
from alongside.catalog import Catalog, assemble
from alongside.checking import documents_in
from alongside.config import SiteConfig, base_of, in_language, untold
from alongside.entries import Entry, derive
from alongside.errors import Problem, in_order
from alongside.formats import hosts, security, sitemap, social
from alongside.languages import own_name
from alongside.output import Output
from alongside.pages import FindView, Page, footer, menu, plan, style_guide
from alongside.pipeline.loading import Site, load
from alongside.pipeline.options import ENGINE, Options, Progress, quiet
from alongside.pipeline.unchanged import Last, inputs, remember
from alongside.pipeline.words import translations_of
from alongside.pipeline.writing import Standing, write
from alongside.rendering import Tongue
from alongside.schema import KINDS, AnyListing


class Edition(Struct, frozen=True, kw_only=True):
    """The site in one of its languages; ``config`` has the words and the address of that language, ``index`` is what /find/ searches."""

    tongue: Tongue
    config: SiteConfig
    translations: NullTranslations
    catalog: Catalog
    index: search.Index
    pages: tuple[Page, ...]


class Planned(Struct, frozen=True, kw_only=True):
    """Every file of a site, ``whole`` where all that they link to is among them; of ours also what makes its pages, for ``saving``."""

    outputs: Iterable[Output]
    whole: bool = True
    editions: tuple[Edition, ...] = ()
    renderers: tuple[rendering.Renderer, ...] = ()


Planner = Callable[[Site, Options, Progress], Planned]


class Built(Struct, frozen=True, kw_only=True):
    """What a build did. ``done`` is false where problems kept it from writing anything; ``unsound`` is what its audit found.

    ``editions`` and what renders the pages of each are what it knows; ``saving`` goes on from there.
    """

    site: Site
    done: bool
    unsound: tuple[Problem, ...] = ()
    files: int = 0
    written: int = 0
    removed: int = 0
    editions: tuple[Edition, ...] = ()
    renderers: tuple[rendering.Renderer, ...] = ()


def planned(site: Site, options: Options, progress: Progress) -> Planned:
    """The site in all its languages."""
    began = time.perf_counter()
    spoken = {language: translations_of(language, options.site) for language in site.config.languages}
    editions = tuple(edition(site, language, words, options.workers) for language, words in spoken.items())
    progress("arranged", len(editions[0].catalog.entries), time.perf_counter() - began)
    files, renderers = _dressed(editions, site.config, options.site)
    return Planned(outputs=_outputs(editions, files, renderers, site.config), editions=editions, renderers=tuple(renderers))


@speed.uncollected()
def build(options: Options, progress: Progress = quiet, planner: Planner = planned) -> Built:
    """Reads, checks and writes the site.

    Takes:   ``planner``, which says what files there are; one that is not ours is the benchmark's, whose files peers make too.
    Returns: what was done; nothing is written where there are errors (with ``strict`` warnings too), unless ``keep_going``.
    Raises:  SiteError for an output folder that is not safe to write to, and for what the disk refuses.
    """
    outputs.refuse_unsafe(options.out, options.site, ENGINE)
    # Before anything is read: what changes from now on is not in this build.
    before = inputs(options) if options.cache else b""
    site = load(options, progress)
    fatal = [problem for problem in site.problems if options.strict or problem.severity == "error"]
    if not site.config.title or (fatal and not options.keep_going):
        return Built(site=site, done=False)

    found = planner(site, options, progress)
    began = time.perf_counter()
    made = list(_keyed(found.outputs))
    progress("planned", len(made), time.perf_counter() - began)

    began = time.perf_counter()
    standing = write(options, made, _facts if found.whole else None)
    progress("written", len(standing.files), time.perf_counter() - began)

    began = time.perf_counter()
    unsound = tuple(_unsound(standing, options.out, site.config.deploy))
    progress("looked through", len(standing.files), time.perf_counter() - began)
    if options.cache and not fatal and not unsound:
        day, warnings = site.today.isoformat(), len(site.problems)
        seal = outputs.seal(options.out)
        last = Last(before, seal, site.config.timezone, day, len(site.listings), warnings, len(standing.files))
        remember(options, last, f"{planner.__module__}.{planner.__name__}")
    return Built(
        site=site,
        done=True,
        unsound=unsound,
        files=len(standing.files),
        written=standing.written,
        removed=standing.removed,
        editions=found.editions,
        renderers=found.renderers,
    )


def _facts(path: str, body: bytes) -> bytes:
    return audit.facts_of(path, body) or b""


def _unsound(standing: Standing, out: Path, hosts: Iterable[str]) -> list[Problem]:
    facts = {path: row.facts for path, row in standing.files.items() if row.facts}
    found = audit.judge(facts, {path: row.size for path, row in standing.files.items()}, hosts)
    return in_order(audit.located_in(out, found)) if found else []


def edition(site: Site, language: str, translations: NullTranslations, workers: int = 1) -> Edition:
    """Everything that the pages of one language show."""
    config = in_language(site.config, language)
    entries = _entries(site, config, translations, workers)
    catalog = assemble(entries, site.shared, documents_in(site.documents, language), site.today, translations)
    tongue = Tongue(
        code=language, name=own_name(translations), base=base_of(language, site.config), untold=untold(site.config, language)
    )
    index = search.write(catalog, config, site.config.languages, tongue.base)
    pages = [_searching(page, index.root) for page in plan(catalog, config, translations)]
    if site.examples:
        pages.append(style_guide(site.examples, config, translations))
    return Edition(tongue=tongue, config=config, translations=translations, catalog=catalog, index=index, pages=tuple(pages))


def _entries(site: Site, config: SiteConfig, translations: NullTranslations, workers: int) -> list[Entry]:
    # A place whose file has errors says nothing for sure, so what meets there waits until it is put right.
    known = [each for each in site.listings if not isinstance(each.place, str) or each.place in site.shared.venues]
    encoder, decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(list[Entry])

    def work(share: Sequence[AnyListing]) -> bytes:
        return encoder.encode([derive(listing, site.shared, config, translations) for listing in share])

    return [entry for message in speed.spread(work, speed.bundled(known), workers) for entry in decoder.decode(message)]


def _searching(page: Page, index: str) -> Page:
    """The page for finding knows its index by a name that says what is in it."""
    return structs.replace(page, view=structs.replace(page.view, index=index)) if isinstance(page.view, FindView) else page


def _dressed(
    editions: Sequence[Edition], config: SiteConfig, site: Path
) -> tuple[tuple[assets.Asset, ...], list[rendering.Renderer]]:
    """Style sheet, scripts and still files of all languages, and what renders the pages of each."""
    folders = (site / "templates", ENGINE / "templates")
    own = (site / "assets", ENGINE / "assets")
    files, scripts = assets.read_assets(own), assets.read_scripts(own)
    # What a site brings of its own was not tried with short names.
    short = not assets.has_own_scripts(own)
    tongues = tuple(each.tongue for each in editions)
    everything, renderers = list(files), []
    for each in editions:
        spoken = assets.script_assets(scripts, each.translations, short)
        everything += spoken
        shared = {image.name: config.base_url + path for image in _images(each, config) if (path := social.path_of(image))}
        frame = rendering.Frame(menu=menu(each.catalog, each.translations), footer=footer(each.catalog, each.translations))
        links = assets.asset_links((*files, *spoken))
        renderers.append(rendering.renderer(folders, each.config, frame, links, each.translations, each.tongue, tongues, shared))
    return tuple(everything), renderers


def _outputs(
    editions: Sequence[Edition], files: tuple[assets.Asset, ...], renderers: Sequence[rendering.Renderer], config: SiteConfig
) -> Iterator[Output]:
    """Every file of the site. A new format is one module and one line here."""
    addresses = [each.config.base_url + page.url for each in editions for page in each.pages if page.indexed]
    writers: list[Iterator[Output]] = [sitemap.write(addresses, config), security.write(config)]
    for each, renderer in zip(editions, renderers, strict=True):
        writers += [rendering.write(each.pages, renderer), social.write(_images(each, config)), iter(each.index.outputs)]
    lasting = [file.path for file in files if file.path != f"assets/{file.name}"]
    lasting += ["assets/sharing/*", *(f"{each.tongue.base}search/*" for each in editions)]
    pages = ((each.tongue.base, page) for each in editions for page in each.pages)
    writers += [assets.write(files), hosts.write(config, lasting, pages)]
    return chain.from_iterable(writers)


def _keyed(made: Iterable[Output]) -> Iterator[Output]:
    """Another version of the engine may make other bytes of the same page."""
    engine = speed.engine_digest(ENGINE / "alongside")
    for output in made:
        yield structs.replace(output, key=speed.digest(engine, output.key.encode()).hex())


def _images(each: Edition, config: SiteConfig) -> tuple[social.Sharing, ...]:
    """The pictures for shared addresses of one language: the site's, and one for each kind that has listings."""
    title, line = each.config.title, each.config.tagline
    labels = {kind: each.catalog.groups[f"{kind}/"].title for kind in KINDS if f"{kind}/" in each.catalog.groups}
    names = {"site": "", **labels}
    return tuple(social.Sharing(language=each.tongue.code, name=name, title=title, label=label, line=line) for name, label in names.items())
