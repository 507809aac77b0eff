"""The bench's own plan of a site for our engine: the pages, the search file and the sitemap that the peers make too.

What it is given is read and checked as ever; of the rest only what these pages show is worked out, by the engine's own modules, which
render its templates and write its files too.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple, cast

import msgspec

from alongside.entries.jsonld import script_json
from alongside.formats import sitemap
from alongside.output import Output, fixed
from alongside.pages.records import Page, View
from alongside.pipeline import Options, Planned, Progress, Site
from alongside.pipeline.words import translations_of
from alongside.rendering import Frame, Renderer, Tongue, render, renderer, write
from alongside.schema import AnyListing, Event, Helpline, Organization, Place
from alongside.text import markdown
from bench.building.work import SAME_WORK

_HERE = Path(__file__).parent
PAGE_SIZE, OTHERS = 50, 4
LABELS = {
    "meetings": "Meetings",
    "programs": "Programs",
    "family": "For families",
    "events": "Events",
    "activities": "Activities",
    "helplines": "Helplines",
    "tools": "Tools",
}
# In the order of the page. The templates of the peers have the same list.
FACTS = {
    **{"fellowship": "Fellowship", "formats": "Kind of meeting", "levels_of_care": "Levels of care", "conditions": "What it treats"},
    **{"services": "Services", "payment": "Ways to pay", "tracks": "Time of day", "form": "Form", "relations": "For whom in the family"},
    **{"event_type": "Kind of event", "activity_type": "Kind of activity", "functions": "What it does", "platforms": "Where it runs"},
    **{"audience": "For whom", "accessibility": "Getting in", "approach": "Approach", "languages": "Languages", "cost": "Cost"},
}


class Card(NamedTuple):
    """A listing in a list, and in the search file."""

    city: str
    kind: str
    name: str
    summary: str
    url: str
    when: tuple[str, ...]


class ListView(msgspec.Struct, frozen=True):
    """One page of a list."""

    cards: Sequence[Card]
    previous: str
    next: str


class PageView(msgspec.Struct, frozen=True, kw_only=True):
    """One listing, with the cards of those that come after it in the list of its city."""

    listing: AnyListing
    kind: str
    html: str
    label: str
    city_url: str
    when: tuple[str, ...]
    latitude: str
    longitude: str
    lines: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    verified: str
    others: Sequence[Card]
    jsonld: str


def planned(site: Site, options: Options, _progress: Progress) -> Planned:
    """A page for each listing, lists by kind and by city, one search file, one sitemap."""
    return Planned(outputs=_outputs(site, options), planner=SAME_WORK, whole=False)


def _outputs(site: Site, options: Options) -> Iterator[Output]:
    translations = translations_of("en", options.site)
    tongue = Tongue(code="en", name="English")
    folders = (_HERE / "templates", _HERE / "shared")
    shared = renderer(folders, site.config, Frame(), {}, translations, tongue, (tongue,), {})
    listings = sorted(site.listings, key=lambda listing: listing.id)
    cards = [_card(listing) for listing in listings]
    by_kind, by_city = defaultdict[str, list[Card]](list), defaultdict[str, list[Card]](list)
    place_in_city = []
    for card in cards:
        by_kind[card.kind].append(card)
        place_in_city.append(len(by_city[card.city]))
        by_city[card.city].append(card)
    encoder = msgspec.msgpack.Encoder(order="deterministic")
    for listing, card, at in zip(listings, cards, place_in_city, strict=True):
        others = by_city[card.city][at + 1 : at + 1 + OTHERS] if card.city else []
        organization = site.shared.organizations.get(listing.organization)
        key = blake2b(encoder.encode((listing, organization, others)), key=shared.digest, digest_size=16).hexdigest()
        make = partial(_listing_page, listing, card, others, organization, shared)
        yield Output(path=f"{card.url}index.html", key=key, make=make)
    lists = [(f"{kind}/", LABELS[kind], found) for kind, found in sorted(by_kind.items())]
    lists += [(_city_url(city), city, found) for city, found in sorted(by_city.items()) if city]
    yield from write((page for each in lists for page in _list_pages(*each)), shared)
    yield fixed("search.json", msgspec.json.encode([card._asdict() for card in cards]).decode())
    addresses = [site.config.base_url + card.url for card in cards]
    yield from (output for output in sitemap.write(addresses, site.config) if output.path != "robots.txt")


def _card(listing: AnyListing) -> Card:
    kind = str(type(listing).__struct_config__.tag)
    city = listing.place.city if isinstance(listing.place, Place) else ""
    return Card(city=city, kind=kind, name=listing.name, summary=listing.summary, url=f"{kind}/{listing.id}/", when=_when(listing))


def _when(listing: AnyListing) -> tuple[str, ...]:
    if isinstance(listing, Event):
        return (f"{listing.start} - {listing.end}",)
    return tuple(str(each) for each in listing.when)


def _city_url(city: str) -> str:
    return f"cities/{city.lower().replace(' ', '-')}/" if city else ""


def _list_pages(url: str, title: str, cards: Sequence[Card]) -> Iterator[Page]:
    pages = [cards[at : at + PAGE_SIZE] for at in range(0, len(cards), PAGE_SIZE)]
    urls = ["", url, *(f"{url}page/{number}/" for number in range(2, len(pages) + 1)), ""]
    for number, part in enumerate(pages, 1):
        told = title if number == 1 else f"{title}, page {number}"
        view = ListView(part, urls[number - 1], urls[number + 1])
        line = f"{len(cards)} listings; page {number} of {len(pages)}."
        yield Page(url=urls[number], template="list", title=told, description=line, view=cast("View", view))


def _listing_page(
    listing: AnyListing, card: Card, others: Sequence[Card], organization: Organization | None, around: Renderer
) -> bytes:
    place = listing.place if isinstance(listing.place, Place) else None
    known = place is not None and place.latitude is not None
    facts = {label: value for name, label in FACTS.items() if (value := getattr(listing, name, ""))}
    if organization:
        facts["Organization"] = organization.name
    view = PageView(
        listing=listing,
        kind=card.kind,
        html=markdown(listing.description),
        label=LABELS[card.kind],
        city_url=_city_url(place.city) if place else "",
        when=card.when,
        latitude=str(place.latitude) if place and known else "",
        longitude=str(place.longitude) if place and known else "",
        lines=tuple(line.call for line in listing.lines) if isinstance(listing, Helpline) else (),
        facts=tuple((label, value if isinstance(value, str) else ", ".join(value)) for label, value in facts.items()),
        verified=str(listing.verified),
        others=others,
        jsonld=script_json(_jsonld(listing, around.config.base_url + card.url, place)),
    )
    page = Page(url=card.url, template="listing", title=listing.name, description=listing.summary, view=cast("View", view))
    return render(page, around)


def _jsonld(listing: AnyListing, url: str, place: Place | None) -> dict[str, Any]:
    """In the order of the alphabet, as one of the peers has it."""
    node: dict[str, Any] = {"@context": "https://schema.org", "@id": f"{url}#listing", "@type": "Thing"}
    node["description"] = listing.summary
    if place:
        node["location"] = {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": place.city,
                "addressRegion": place.region,
                "postalCode": place.postal_code,
                "streetAddress": place.street,
            },
            "name": place.name,
        }
    return {**node, "name": listing.name, "url": url}
