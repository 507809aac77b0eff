"""What a site is made of: one edition for each of its languages, the first at the root, others below their codes."""

import time
from collections.abc import Iterator, Mapping, Sequence
from gettext import NullTranslations
from itertools import chain

import msgspec
from msgspec import Struct, structs

from alongside import assets, rendering, search, speed
from alongside.catalog import Catalog, assemble
from alongside.checking import documents_in
from alongside.config import SiteConfig, base_of, in_language, untold
from alongside.entries import Entry, derive
from alongside.errors import SiteError, as_text
from alongside.formats import hosts, security, sitemap, social
from alongside.languages import own_name
from alongside.output import Output
from alongside.pages.plan import footer, menu, plan
from alongside.pages.records import FindView, Page
from alongside.pages.style_guide import style_guide
from alongside.pipeline.building import Planned
from alongside.pipeline.examples import has_own, read_examples
from alongside.pipeline.kept import codes_of, compiled
from alongside.pipeline.loading import Site
from alongside.pipeline.options import ENGINE, Options, Progress
from alongside.pipeline.unchanged import SITE
from alongside.pipeline.words import translations_of
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


def planned(site: Site, options: Options, progress: Progress) -> Planned:
    """The site in all its languages."""
    began = time.perf_counter()
    if not has_own(options.site):
        examples, wrong = read_examples(options.site, site.shared, site.config, site.today)
        if wrong:
            raise SiteError(as_text(wrong[0]))
        site = structs.replace(site, examples=examples)
    spoken = {language: translations_of(language, options.site) for language in site.config.languages}
    editions = editions_of(site, spoken, options.workers, codes_of(options))
    progress("arranged", len(editions[0].catalog.entries), time.perf_counter() - began)
    files, renderers = _dressed(editions, site.config, options)
    made = _outputs(editions, files, renderers, site.config)
    return Planned(outputs=made, planner=SITE, editions=editions, renderers=tuple(renderers))


def editions_of(
    site: Site, spoken: Mapping[str, NullTranslations], workers: int = 1, american: search.American = search.american_codes
) -> tuple[Edition, ...]:
    """An edition for each of these languages, with the words of each; ``american`` knows the codes of the United States."""
    # A place whose file has errors says nothing for sure, so what meets there waits until it is put right.
    known = [each for each in site.listings if not isinstance(each.place, str) or each.place in site.shared.venues]
    configs = [in_language(site.config, language) for language in spoken]
    encoder, decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(list[list[Entry]])

    def work(share: Sequence[AnyListing]) -> bytes:
        languages = zip(configs, spoken.values(), strict=True)
        return encoder.encode([[derive(listing, site.shared, config, words) for listing in share] for config, words in languages])

    parts = [decoder.decode(message) for message in speed.spread(work, speed.bundled(known), workers)]
    found = [[entry for part in parts for entry in part[number]] for number in range(len(configs))]
    return tuple(_edition(site, american, *each) for each in zip(spoken, configs, spoken.values(), found, strict=True))


def _edition(
    site: Site,
    american: search.American,
    language: str,
    config: SiteConfig,
    translations: NullTranslations,
    entries: Sequence[Entry],
) -> Edition:
    """Everything that the pages of one language show."""
    catalog = assemble(entries, site.shared, documents_in(site.documents, language), site.today, translations)
    tongue = Tongue(
        code=language, name=own_name(translations), base=base_of(language, site.config), untold=untold(site.config, language)
    )
    index = search.write(catalog, config, site.config.languages, tongue.base, american=american)
    pages = [_searching(page, index.root) for page in plan(catalog, config, translations)]
    if site.examples:
        pages.append(style_guide(site.examples, config, translations))
    return Edition(tongue=tongue, config=config, translations=translations, catalog=catalog, index=index, pages=tuple(pages))


def _searching(page: Page, index: str) -> Page:
    """The page for finding knows its index by a name that says what is in it."""
    return structs.replace(page, view=structs.replace(page.view, index=index)) if isinstance(page.view, FindView) else page


def _dressed(
    editions: Sequence[Edition], config: SiteConfig, options: Options
) -> tuple[tuple[assets.Asset, ...], list[rendering.Renderer]]:
    """Style sheet, scripts and still files of all languages, and what renders the pages of each."""
    folders = (options.site / "templates", ENGINE / "templates")
    own = (options.site / "assets", ENGINE / "assets")
    files, scripts = assets.read_assets(own), assets.read_scripts(own)
    # What a site brings of its own was not tried with short names.
    short = not assets.has_own_scripts(own)
    tongues = tuple(each.tongue for each in editions)
    everything, renderers = list(files), []
    with compiled(options) as code:
        for each in editions:
            spoken = assets.script_assets(scripts, each.translations, short)
            everything += spoken
            shared = {image.name: config.base_url + path for image in _images(each, config) if (path := social.path_of(image))}
            frame = rendering.Frame(menu=menu(each.catalog, each.translations), footer=footer(each.catalog, each.translations))
            links = assets.asset_links((*files, *spoken))
            one = rendering.renderer(folders, each.config, frame, links, each.translations, each.tongue, tongues, shared, code)
            rendering.load_templates(one, folders)
            renderers.append(one)
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


def _images(each: Edition, config: SiteConfig) -> tuple[social.Sharing, ...]:
    """The pictures for shared addresses of one language: the site's, and one for each kind that has listings."""
    title, line = each.config.title, each.config.tagline
    labels = {kind: each.catalog.groups[f"{kind}/"].title for kind in KINDS if f"{kind}/" in each.catalog.groups}
    names = {"site": "", **labels}
    return tuple(social.Sharing(language=each.tongue.code, name=name, title=title, label=label, line=line) for name, label in names.items())
