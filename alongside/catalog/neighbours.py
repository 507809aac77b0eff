"""Which listings stand near another one, and which are like it. No pair is looked at twice over the whole site: cells and shared terms."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from alongside.entries import Entry

# Degrees of a cell's side: about 2 km. Cells around it are looked at ring by ring, until there is enough or the way is too long.
_SIDE, _RINGS = 0.02, 5
# A card or a line each; more would be a list of its own.
MOST_NEAR, MOST_LIKE = 4, 4
# The widest way that is called near, in kilometres (five cells up to 43 degrees from the equator), and how many of those that share
# a term are weighed for one listing.
FARTHEST, WEIGHED = 8.0, 60
_Cell = tuple[int, int]


class Neighbours(Struct, frozen=True):
    """Addresses of the listings at or near the same place, nearest first, and of those that are like it, most alike first."""

    near: tuple[str, ...] = ()
    like: tuple[str, ...] = ()


def neighbours(listed: Iterable[Entry]) -> Mapping[str, Neighbours]:
    """The neighbours of each listing, by its address.

    Takes:   listings in the order of lists, which breaks ties.
    """
    entries = tuple(listed)
    cells, terms = _by_cell(entries), _by_term(entries)
    found = {}
    for entry in entries:
        like = tuple(_like(entry, terms))
        found[entry.url] = Neighbours(near=tuple(_near(entry, cells, like)), like=like)
    return found


def _by_cell(entries: Iterable[Entry]) -> Mapping[_Cell, list[Entry]]:
    cells: dict[_Cell, list[Entry]] = defaultdict(list)
    for entry in entries:
        if (cell := _cell(entry)) is not None:
            cells[cell].append(entry)
    return cells


def _cell(entry: Entry) -> _Cell | None:
    place = entry.place
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return math.floor(place.latitude / _SIDE), math.floor(place.longitude / _SIDE)


def _near(entry: Entry, cells: Mapping[_Cell, list[Entry]], like: tuple[str, ...]) -> Iterator[str]:
    cell = _cell(entry)
    if cell is None:
        return
    ways: list[tuple[float, str]] = []
    enough = _RINGS
    for ring in range(_RINGS + 1):
        if ring > enough:
            break
        others = (other for each in _ring(cell, ring) for other in cells.get(each, ()))
        ways += [(kilometres(entry, other), other.url) for other in others if other.url != entry.url and other.url not in like]
        if len(ways) >= MOST_NEAR:
            # What is in a corner of this ring may be farther than what is in the middle of the next ones.
            enough = min(enough, ring + ring // 2 + 1)
    yield from (url for way, url in sorted(ways)[:MOST_NEAR] if way <= FARTHEST)


def _ring(cell: _Cell, ring: int) -> Iterator[_Cell]:
    """The cells that stand so many steps away from one, in either direction."""
    around = range(-ring, ring + 1)
    return ((cell[0] + dy, cell[1] + dx) for dy in around for dx in around if max(abs(dy), abs(dx)) == ring)


def kilometres(one: Entry, other: Entry) -> float:
    """The way between two listings with a position, as the crow flies; right within a hundred kilometres."""
    a, b = one.place, other.place
    if a is None or b is None or None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return math.inf
    south, west, north, east = (math.radians(value or 0) for value in (a.latitude, a.longitude, b.latitude, b.longitude))
    return 6371 * math.hypot(north - south, (east - west) * math.cos((north + south) / 2))


def _by_term(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    """Listings of one kind by what makes two of them alike: what they are, and where."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for term in _what(entry):
            found[f"{entry.kind} {term} {entry.area}"].append(entry)
            found[f"{entry.kind} {term}"].append(entry)
    return found


def _what(entry: Entry) -> tuple[str, ...]:
    """What a listing is, by the words of the lists that say it."""
    lists = ("fellowships", "levels_of_care", "family_forms", "event_types", "activity_types", "tool_functions", "audience")
    return tuple(f"{name}:{tag.id}" for name in lists for tag in entry.terms.get(name, ()) if tag.id != "everyone")


def _like(entry: Entry, terms: Mapping[str, list[Entry]]) -> Iterator[str]:
    """Listings that share the most with this one; a shared area counts as much as a shared term."""
    shared: dict[str, int] = defaultdict(int)
    for term in _what(entry):
        for key in (f"{entry.kind} {term} {entry.area}", f"{entry.kind} {term}"):
            for other in terms.get(key, ())[:WEIGHED]:
                shared[other.url] += 1
    shared.pop(entry.url, None)
    yield from sorted(shared, key=lambda url: -shared[url])[:MOST_LIKE]
