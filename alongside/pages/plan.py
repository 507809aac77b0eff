"""All pages of the site, one after the other."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from gettext import NullTranslations
from typing import Any

from msgspec import structs

from alongside.catalog import Catalog, Neighbours, in_order
from alongside.checking import Document
from alongside.config import SiteConfig
from alongside.entries import Card, Entry, Link, Tag, dated, place_facts, reach
from alongside.entries.derive import edit_link, short_name
from alongside.entries.jsonld import script_json
from alongside.entries.spoken import langs_of, spoken
from alongside.languages import language_of
from alongside.pages.add import starters
from alongside.pages.browse import browse_pages, index_pages
from alongside.pages.find import find
from alongside.pages.home import home
from alongside.pages.records import (
    AddView,
    DocumentView,
    ListingView,
    NotFoundView,
    OrganizationView,
    Page,
    PlaceView,
    RedirectView,
)
from alongside.pages.ways import Ways, document_url, place_names
from alongside.schema import Contact
from alongside.text import document, headings, markdown, plain, shortened
from alongside.timetable import Schedule, except_words

ADD = "add/"


def plan(catalog: Catalog, config: SiteConfig, translations: NullTranslations) -> Iterator[Page]:
    """Every page of the site.

    Returns: pages with addresses of their own; the same ones in the same order for equal arguments.
    """
    ways = Ways(catalog, translations)
    yield home(catalog, config, ways)
    yield find(catalog, config, ways)
    yield from browse_pages(ways, config)
    yield from index_pages(ways)
    yield from listing_pages({entry.url for entry in catalog.entries}, catalog, config, translations)
    yield from _organizations(catalog, config, ways)
    yield from _places(catalog, config, ways)
    yield _add(catalog, config, ways)
    yield from (_document(found, catalog, config, ways) for found in catalog.documents if document_url(found) != ADD)
    names = _names(catalog)
    for former, url in catalog.moved.items():
        yield Page(url=former, template="redirect", title=names[url], indexed=False, view=RedirectView(to=Link(url=url, label=names[url])))
    title = translations.gettext("This page is not here")
    found = NotFoundView(ways=(*ways.kinds(), *ways.areas_way()))
    yield Page(url="404.html", template="not-found", title=title, indexed=False, view=found)


def listing_pages(urls: Container[str], catalog: Catalog, config: SiteConfig, translations: NullTranslations) -> Iterator[Page]:
    """The pages of some listings alone, as ``plan`` makes them."""
    ways = Ways(catalog, translations)
    listed = {entry.url: entry.card for entry in catalog.listed}
    for entry in catalog.entries:
        if entry.url in urls:
            yield _listing(entry if entry.url in listed else _without_dead_ends(entry, ways), catalog, config, ways, listed)


def _names(catalog: Catalog) -> dict[str, str]:
    """What listings, organizations and places are called, by address."""
    found = {entry.url: entry.listing.name for entry in catalog.entries}
    found |= {f"organizations/{id_}/": record.name for id_, record in catalog.shared.organizations.items()}
    return found | {f"places/{id_}/": name for id_, name in place_names(catalog.shared).items()}


def menu(catalog: Catalog, translations: NullTranslations) -> tuple[Link, ...]:
    """The links at the top of every page: kinds that have listings, areas, guides."""
    ways = Ways(catalog, translations)
    kinds = [Link(url=link.url, label=link.label) for way in ways.kinds() for link in way.links]
    firsts = [first for first in ("areas", "days") if any(url.startswith(f"{first}/") for url in catalog.groups)]
    guides = ["guides"] if any(found.folder == "guides" for found in catalog.documents) else []
    return (*kinds, *(Link(url=f"{first}/", label=ways.headings[first]) for first in (*firsts, *guides)))


def footer(catalog: Catalog, translations: NullTranslations) -> tuple[Link, ...]:
    """The links at the foot of every page: about, privacy and the like, and how to add a listing."""
    own = tuple(Link(url=document_url(found), label=found.title) for found in catalog.documents if found.folder == "pages")
    return own if any(link.url == ADD for link in own) else (*own, Link(url=ADD, label=translations.gettext("Add a listing")))


def _listing(entry: Entry, catalog: Catalog, config: SiteConfig, ways: Ways, cards: Mapping[str, Card]) -> Page:
    # What is no series has its date in its own node, or hours that are no events.
    times = catalog.occurrences.get(entry.url, ()) if entry.jsonld["@type"] == "EventSeries" else ()
    around = catalog.neighbours.get(entry.url, Neighbours())
    nodes = [entry.jsonld, *(dated(entry, occurrence, config) for occurrence in times)]
    return Page(
        url=entry.url,
        template="listing",
        title=entry.listing.name,
        description=entry.plain,
        crumbs=_listing_crumbs(entry, ways),
        image=entry.kind,
        view=ListingView(
            entry=entry,
            jsonld=script_json({"@context": "https://schema.org", "@graph": nodes}),
            near=tuple(cards[url] for url in around.near),
            like=tuple(cards[url] for url in around.like),
        ),
    )


def _without_dead_ends(entry: Entry, ways: Ways) -> Entry:
    """A past or closed listing may be the last of its terms; then their pages are gone."""

    def kept(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
        return tuple(tag if tag.url in ways.groups else structs.replace(tag, url="") for tag in tags)

    facts = tuple(structs.replace(row, tags=kept(row.tags)) for row in entry.facts)
    return structs.replace(entry, facts=facts, supports=kept(entry.supports))


def _listing_crumbs(entry: Entry, ways: Ways) -> tuple[Link, ...]:
    kind = Link(url=f"{entry.kind}/", label=entry.card.kind_label) if f"{entry.kind}/" in ways.groups else None
    area = Link(url=f"areas/{entry.area}/", label=entry.area_name) if f"areas/{entry.area}/" in ways.groups else None
    return tuple(link for link in (kind, area) if link)


def _organizations(catalog: Catalog, config: SiteConfig, ways: Ways) -> Iterator[Page]:
    cards = _cards_by(catalog, "organization")
    crumbs = (Link(url="organizations/", label=ways.headings["organizations"]),)
    language = language_of(ways.translations)
    for original in catalog.shared.organizations.values():
        found = spoken(original, language)
        url = f"organizations/{found.id}/"
        contact = reach(found.contact or Contact(), config.country)
        node: dict[str, Any] = {"@context": "https://schema.org", "@type": "Organization", "@id": f"{config.base_url}{url}#organization"}
        node |= {"name": found.name, "url": contact.website.url if contact and contact.website else config.base_url + url}
        if contact and contact.phone:
            node["telephone"] = contact.phone.label
        view = OrganizationView(
            html=markdown(found.description),
            summary=found.summary,
            langs=langs_of(original, language, config.languages[0]),
            short_name=short_name(found),
            reach=contact,
            cards=tuple(cards[found.id]),
            jsonld=script_json(node),
            edit_url=edit_link(found.file, config.forge),
        )
        summary = found.summary or shortened(plain(found.description), 200)
        yield Page(url=url, template="organization", title=found.name, description=summary, crumbs=crumbs, view=view)


def _places(catalog: Catalog, config: SiteConfig, ways: Ways) -> Iterator[Page]:
    cards = _cards_by(catalog, "place")
    crumbs = (Link(url="places/", label=ways.headings["places"]),)
    for id_, name in place_names(catalog.shared).items():
        venue = catalog.shared.venues[id_]
        view = PlaceView(
            place=place_facts(venue, catalog.shared, config, ways.translations),
            closures=except_words(Schedule(closures=venue.closed), ways.translations),
            cards=tuple(cards[venue.id]),
            edit_url=edit_link(venue.file, config.forge),
        )
        where = ", ".join(part for part in (name if venue.name else "", venue.street, view.place.locality) if part)
        yield Page(url=f"places/{id_}/", template="place", title=name, description=where, crumbs=crumbs, view=view)


def _cards_by(catalog: Catalog, field: str) -> dict[str, list[Card]]:
    """Cards of listings by the organization or shared place that they name."""
    found: dict[str, list[Card]] = defaultdict(list)
    for entry in in_order(catalog.listed):
        if isinstance(id_ := getattr(entry.listing, field), str) and id_:
            found[id_].append(entry.card)
    return found


def _add(catalog: Catalog, config: SiteConfig, ways: Ways) -> Page:
    """How to add a listing: what the site says about it in content/pages/add.md, and a beginning for each kind."""
    found = next((each for each in catalog.documents if document_url(each) == ADD), None)
    language = language_of(ways.translations)
    view = AddView(
        html=_html(found) if found else "",
        summary=found.summary if found else "",
        lang=_foreign(found, config, ways.translations) if found else "",
        starters=tuple(starters(catalog.shared, config, language)),
        edit_url=edit_link(found.file, config.forge) if found else "",
    )
    title = found.title if found else ways.translations.gettext("Add a listing")
    return Page(url=ADD, template="add", title=title, description=view.summary, view=view)


def _html(found: Document) -> str:
    return document(found.body, [heading.id for heading in headings(document(found.original))] if found.original else ())


def _document(found: Document, catalog: Catalog, config: SiteConfig, ways: Ways) -> Page:
    html = _html(found)
    view = DocumentView(
        html=html,
        summary=found.summary,
        contents=tuple(heading for heading in headings(html) if heading.level == 2),
        lang=_foreign(found, config, ways.translations),
        related=tuple(link for address in found.related if (link := ways.related(address))),
        edit_url=edit_link(found.file, config.forge),
    )
    crumbs = (Link(url="guides/", label=ways.headings["guides"]),) if found.folder == "guides" else ()
    return Page(url=document_url(found), template="document", title=found.title, description=found.summary, crumbs=crumbs, view=view)


def _foreign(found: Document, config: SiteConfig, translations: NullTranslations) -> str:
    """The language of a guide or page that is not there in the page's own."""
    original = found.language or config.languages[0]
    return "" if original == language_of(translations) else original
