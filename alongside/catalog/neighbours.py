"""Which listings stand near another one, and which are like it. No pair is looked at twice over the whole site: cells and shared terms."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

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
# The steps to the cells that stand so many rings away.
_AROUND = tuple(
    tuple((dy, dx) for dy in range(-ring, ring + 1) for dx in range(-ring, ring + 1) if max(abs(dy), abs(dx)) == ring)
    for ring in range(_RINGS + 1)
)


class Spot(NamedTuple):
    """Where a listing is: degrees in cells, radians north and east."""

    url: str
    cell: _Cell
    north: float
    east: float


class Neighbours(Struct, frozen=True):
    """Addresses of the listings at or near the same place, nearest first, and of those that are like it, most alike first."""

    near: tuple[str, ...] = ()
    like: tuple[str, ...] = ()


def neighbours(listed: Iterable[Entry]) -> Mapping[str, Neighbours]:
    """The neighbours of each listing, by its address.

    Takes:   listings in the order of lists, which breaks ties.
    """
    entries = tuple(listed)
    spots = {entry.url: spot for entry in entries if (spot := spot_of(entry)) is not None}
    cells: dict[_Cell, list[Spot]] = defaultdict(list)
    for spot in spots.values():
        cells[spot.cell].append(spot)
    terms = _by_term(entries)
    found = {}
    for entry in entries:
        like = tuple(_like(entry, terms))
        near = _near(spots[entry.url], cells, like) if entry.url in spots else ()
        found[entry.url] = Neighbours(near=tuple(near), like=like)
    return found


def spot_of(entry: Entry) -> Spot | None:
    """Where a listing is; None where its position is not known."""
    place = entry.place
    if place is None or place.latitude is None or place.longitude is None:
        return None
    cell = math.floor(place.latitude / _SIDE), math.floor(place.longitude / _SIDE)
    return Spot(entry.url, cell, math.radians(place.latitude), math.radians(place.longitude))


def _near(spot: Spot, cells: Mapping[_Cell, list[Spot]], like: tuple[str, ...]) -> Iterator[str]:
    ways: list[tuple[float, str]] = []
    enough = _RINGS
    for ring, around in enumerate(_AROUND):
        if ring > enough:
            break
        for dy, dx in around:
            others = cells.get((spot.cell[0] + dy, spot.cell[1] + dx), ())
            ways += [(kilometres(spot, other), other.url) for other in others if other is not spot and other.url not in like]
        if len(ways) >= MOST_NEAR:
            # What is in a corner of this ring may be farther than what is in the middle of the next ones.
            enough = min(enough, ring + ring // 2 + 1)
    yield from (url for way, url in sorted(ways)[:MOST_NEAR] if way <= FARTHEST)


def kilometres(one: Spot, other: Spot) -> float:
    """The way between two listings, as the crow flies; right within a hundred kilometres."""
    return 6371 * math.hypot(other.north - one.north, (other.east - one.east) * math.cos((other.north + one.north) / 2))


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
