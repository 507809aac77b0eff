"""A saved listing's own pages at once, from what the last build knows; everything else is for the next build.

Rules: only files of listings that the last build had; they are checked as ``load`` checks them, one by one, so what only the whole
site can show waits. Lists, groups and neighbours on a page made here may be a moment old: the manifest says that nothing is known of
such a page, and after the next build the site equals a clean one to the byte.
"""

from collections.abc import Sequence

from msgspec import Struct, structs

from alongside import rendering
from alongside.catalog import with_newer
from alongside.checking import check
from alongside.entries import derive
from alongside.errors import Problem, in_order
from alongside.output import Output
from alongside.pages.plan import listing_pages
from alongside.pipeline.building import Built
from alongside.pipeline.editions import Edition
from alongside.pipeline.options import Options
from alongside.pipeline.writing import refresh
from alongside.reading import Source, read_source
from alongside.schema import AnyListing

# With more than this changed at once (another branch was checked out) a build is the shorter way.
MOST = 20


class Saved(Struct, frozen=True, kw_only=True):
    """What came of saved files. ``known`` is false where only a build can tell; with errors among the problems nothing was written."""

    known: bool = True
    problems: tuple[Problem, ...] = ()


def ready(built: Built) -> Built:
    """A build to save into: without what saving does not need, and with its templates read."""
    kept = tuple(structs.replace(each, pages=()) for each in built.editions)
    built = structs.replace(built, editions=kept)
    for output in _pages(built, [listing for listing in built.site.listings[:1] if _is_shown(listing, built)]):
        output.make()
    return built


def save(built: Built, options: Options, files: Sequence[str]) -> Saved:
    """Checks saved listings, and where they are right puts their own pages in place, in every language.

    Takes:   a finished build, and every file that changed since, so that a mistake in any of them keeps all pages as they are.
    Raises:  SiteError and OSError as ``build`` does.
    """
    site = built.site
    if len(files) > MOST or not {listing.file for listing in site.listings}.issuperset(files):
        return Saved(known=False)
    listings: list[AnyListing] = []
    problems: list[Problem] = []
    for file in files:
        source = read_source(options.site, file)
        listing, found = check(source, site.shared.words, site.config, site.today) if isinstance(source, Source) else (None, source)
        problems += found
        if listing is not None:
            listings.append(listing)
    if len(listings) == len(files):
        if not all(_is_shown(listing, built) for listing in listings):
            return Saved(known=False)
        refresh(options, _pages(built, listings))
    return Saved(problems=tuple(in_order(problems)))


def _is_shown(listing: AnyListing, built: Built) -> bool:
    """Whether the listing has pages: what meets at a place whose file has errors has none (``editions_of``)."""
    return not isinstance(listing.place, str) or listing.place in built.site.shared.venues


def _pages(built: Built, listings: Sequence[AnyListing]) -> list[Output]:
    found: list[Output] = []
    for each, renderer in zip(built.editions, built.renderers, strict=True):
        found += _edition_pages(built, each, renderer, listings)
    return found


def _edition_pages(built: Built, each: Edition, renderer: rendering.Renderer, listings: Sequence[AnyListing]) -> list[Output]:
    entries = [derive(listing, built.site.shared, each.config, each.translations) for listing in listings]
    catalog = with_newer(each.catalog, entries)
    pages = listing_pages({entry.url for entry in entries}, catalog, each.config, each.translations)
    return list(rendering.write(pages, renderer))
