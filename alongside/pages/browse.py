"""Browse and index pages: lists of listings, and the links that lead further in."""

import math
from collections.abc import Iterator
from functools import partial
from textwrap import shorten

from alongside.catalog import DAY_IDS, Catalog, Group
from alongside.config import SiteConfig
from alongside.entries import Link
from alongside.entries.terms import FACETS
from alongside.pages.records import BrowseView, EmbedView, IndexView, Page, Paging, Section, Way
from alongside.pages.sections import day_sections, jumps, page_of, sections
from alongside.pages.ways import Ways, place_names
from alongside.schema import KINDS

# As much of a description as search engines show.
_DESCRIBED = 160


def browse_pages(ways: Ways, config: SiteConfig) -> Iterator[Page]:
    """A page, or several, for each group of the catalog, and the same for a frame in other people's pages."""
    size = config.page_size
    for group in ways.groups.values():
        whole = _whole(group, ways)
        count = math.ceil(len(group.entries) / size)
        narrow = ways.narrow(group)
        last = group.url.rstrip("/").split("/")[-1]
        for number in range(1, count + 1):
            shown = page_of(whole, (number - 1) * size, number * size)
            url, embed = _numbered(group.url, number), f"embed/{group.url}"
            view = BrowseView(
                lead=group.lead,
                total=len(group.entries),
                sections=shown,
                jumps=jumps(whole, partial(_numbered, group.url), size),
                paging=_paging(group.url, number, count),
                narrow=narrow if number == 1 else (),
                embed=embed,
                legend=_legend(shown),
            )
            yield Page(
                url=url,
                template="browse",
                title=group.title,
                description=group.lead or ways.about(group),
                crumbs=ways.crumbs(group.url),
                image=last if last in KINDS else "site",
                view=view,
            )
            inside = jumps(whole, partial(_numbered, embed), size)
            framed = EmbedView(sections=shown, whole=url, jumps=inside, paging=_paging(embed, number, count))
            yield Page(url=_numbered(embed, number), template="embed", title=group.title, indexed=False, view=framed)


def _legend(shown: tuple[Section, ...]) -> tuple[Link, ...]:
    """What the drawings of a printed list mean: kinds and ways to take part, each with the name of its icon."""
    cards = [card for section in shown for card in section.cards]
    kinds = {card.kind: card.kind_label for card in cards if card.kind_label}
    ways = {card.attendance: card.attendance_label for card in cards if card.attendance_label}
    return tuple(Link(url="", label=label, note=name.replace("_", "-")) for found in (kinds, ways) for name, label in sorted(found.items()))


def _whole(group: Group, ways: Ways) -> tuple[Section, ...]:
    """All listings of a group in sections: by kind and day, or by the part of the one day that the page is about."""
    last = group.url.rstrip("/").split("/")[-1]
    if last in DAY_IDS:
        return day_sections(group.entries, DAY_IDS.index(last), ways.translations)
    return sections(group.entries, ways.translations, titled=last in KINDS)


def _numbered(url: str, number: int) -> str:
    return url if number == 1 else f"{url}page/{number}/"


def _paging(url: str, number: int, pages: int) -> Paging:
    previous = _numbered(url, number - 1) if number > 1 else ""
    return Paging(number=number, pages=pages, previous=previous, next=_numbered(url, number + 1) if number < pages else "")


def index_pages(ways: Ways) -> Iterator[Page]:
    """A page for each first word of addresses that lists what lies below it."""
    catalog, shared = ways.catalog, ways.catalog.shared
    contents = {
        "areas": ways.areas_way(0),
        "days": ways.days(),
        "cities": ways.cities(),
        **{first: ways.terms_told(name) for name, first in FACETS.items()},
        "organizations": _records("organizations", {o.id: o.name for o in shared.organizations.values()}, ways),
        "places": _records("places", place_names(shared), ways),
        "guides": _guides(catalog, ways),
    }
    for first, found in contents.items():
        if found:
            labels = ", ".join(link.label for way in found for link in way.links)
            about = shorten(f"{ways.headings[first]}: {labels}", _DESCRIBED, placeholder=" …")
            yield Page(url=f"{first}/", template="index", title=ways.headings[first], description=about, view=IndexView(ways=found))


def _records(first: str, names: dict[str, str], ways: Ways) -> tuple[Way, ...]:
    links = [Link(url=f"{first}/{id_}/", label=name) for id_, name in sorted(names.items(), key=lambda item: item[1].casefold())]
    return (Way(title=ways.headings[first], links=tuple(links)),) if links else ()


def _guides(catalog: Catalog, ways: Ways) -> tuple[Way, ...]:
    links = tuple(Link(url=f"guides/{d.id}/", label=d.title, note=d.summary) for d in catalog.documents if d.folder == "guides")
    return (Way(title=ways.headings["guides"], links=links),) if links else ()
