"""What the index holds of one listing: a pure function of its entry.

Fields of words, from the heaviest: name; organization and fellowship; city; summary; the rest.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from alongside.catalog import Catalog
from alongside.entries import Card, Entry
from alongside.entries.sought import SOUGHT, sought
from alongside.search.fold import fold
from alongside.text import plain_html
from alongside.timetable import Told

Position = tuple[int, int]


class Row(Struct, frozen=True, array_like=True):
    """One listing. ``sort``: its name as lists order it, then kind and id; ``minute``: of the week, for what has no place.

    ``position``: degrees north and east, times 10,000. ``fields``: texts by weight. ``means``: all its terms as list/id, whose labels and
    synonyms find it, too. ``terms``: ids by facet, in the order of SOUGHT.
    ``live``: its schedule (timetable.compact); ``checked``: the day of its last check, 0 for none. ``card``: what is shown of it.
    """

    sort: tuple[str, str]
    minute: int
    position: Position | None
    fields: tuple[str, ...]
    means: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]
    tracks: tuple[str, ...]
    live: str
    afar: bool
    checked: int
    card: tuple[Any, ...]


def rows_of(catalog: Catalog, positions: Mapping[str, tuple[float, float]]) -> list[Row]:
    """Every listing that is in lists, ordered by name, then kind and id: the order of whatever else is alike."""
    found = [_row(entry, catalog, positions.get(entry.url)) for entry in catalog.listed]
    return sorted(found, key=lambda row: (in_order(row.sort[0]), row.sort[1]))


def in_order(text: str) -> bytes:
    """What orders texts as a browser's own comparison does: by UTF-16 units."""
    return text.encode("utf-16-be", "surrogatepass")


def _row(entry: Entry, catalog: Catalog, at: tuple[float, float] | None) -> Row:
    ids = sought(entry)
    return Row(
        sort=(fold(entry.listing.name), entry.url.rstrip("/")),
        minute=entry.sort[0],
        position=(round(at[0] * 10_000), round(at[1] * 10_000)) if at else None,
        fields=fields_of(entry, catalog),
        means=(f"kinds/{entry.kind}", *(f"{name}/{tag.id}" for name, tags in entry.terms.items() for tag in tags)),
        terms=tuple([ids.get(facet, ()) for facet in SOUGHT]),
        tracks=_tracks(entry),
        live=entry.card.live,
        afar=entry.card.afar,
        checked=entry.checked.on.toordinal() if entry.checked else 0,
        card=shown(entry.card),
    )


def carried(rows: Iterable[Row]) -> frozenset[tuple[str, str]]:
    """The facets with the ids that any of some listings has."""
    sets = {own for row in rows for own in enumerate(row.terms)}
    facets = tuple(SOUGHT)
    return frozenset((facets[number], id_) for number, ids in sets for id_ in ids)


def _tracks(entry: Entry) -> tuple[str, ...]:
    """When the sessions of a program are held, where it has no times that say so; nothing where it rests and nobody says until when."""
    listing = entry.listing
    rests = listing.status == "closed" or (listing.status == "paused" and listing.paused_until is None)
    return () if rests or entry.card.live else tuple(tag.id for tag in entry.terms.get("tracks", ()))


def fields_of(entry: Entry, catalog: Catalog) -> tuple[str, ...]:
    """The texts that words are looked for in, by weight: name; organization and fellowship; city and area; summary; all the rest."""
    listing, place = entry.listing, entry.place
    organization = catalog.shared.organizations.get(listing.organization)
    # Its name as the pages of this language have it.
    run_by = [entry.organization.label, organization.short_name] if organization and entry.organization else []
    fellowship = [text for tag in entry.terms.get("fellowships", ()) for text in (tag.id, tag.label)]
    address = [place.name, place.street, place.locality] if place else []
    return (
        listing.name,
        " ".join((*run_by, *fellowship)),
        f"{entry.city_name} {entry.area_name}",
        entry.plain,
        " ".join((plain_html(entry.html), *address, listing.notice)),
    )


def meanings(rows: Iterable[Row], catalog: Catalog, languages: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The labels and synonyms, in these languages, of every term that a listing has, by list/id: a word for a topic finds text or term."""
    found = {}
    for name in sorted({name for row in rows for name in row.means}):
        list_, _, id_ = name.partition("/")
        if term := catalog.shared.terms.get(list_, {}).get(id_):
            found[name] = tuple(text for language in languages for text in (term.label.get(language, ""), *term.synonyms.get(language, ())))
    return found


def shown(card: Card) -> tuple[Any, ...]:
    """What a card says, without what the columns tell; empty ends are left out. The order is that of assets/js/find/cards.js."""
    langs = {name: value for name in ("name", "summary", "notice", "rest") if (value := getattr(card.langs, name))}
    found: list[Any] = [
        card.url,
        card.name,
        [_told(line) for line in card.when],
        card.where,
        card.attendance,
        card.summary,
        list(card.deciding),
        card.verified_on.isoformat() if card.verified_on else "",
        card.status_text,
        card.notice,
        [[line.url, line.label, line.note] for line in card.lines],
        langs,
    ]
    while not found[-1]:
        found.pop()
    return tuple(found)


def _told(line: Told) -> list[str]:
    return [line.text, line.note] if line.note else [line.text]
