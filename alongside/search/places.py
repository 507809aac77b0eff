"""Where listings are, and the places that people name: towns that have listings, and postal codes around them."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import Any

from msgspec import Struct

from alongside.catalog import Catalog
from alongside.entries import Entry, PlaceFacts
from alongside.search.fold import tokens
from alongside.text import slug

# Degrees north and east.
Position = tuple[float, float]
# A town: its id, its name as shown, its position, how many listings it has. A code: in small letters without spaces, its position.
Town = tuple[str, str, float, float, int]
Code = tuple[str, float, float]
# A square of two degrees: how many from the equator, and from Greenwich.
Cell = tuple[int, int]

# Codes are known in the cells that hold a listing and those around them: a side is some 138 miles from north to south.
_SIDE = 2
# The library has codes without a place, such as those of army post offices, at 0 degrees north and east.
_NOWHERE = (0, 0)
# Short forms in names of towns, as people write them.
SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}


class Area(Struct, frozen=True, kw_only=True):
    """The area of a postal code: its middle and, where that is known, its town."""

    position: Position
    town: str = ""


American = Callable[[frozenset[Cell], tuple[str, ...]], Mapping[str, Area]]


def american_codes(cells: Set[Cell], samples: Iterable[str]) -> dict[str, Area]:
    """Codes of the United States in cells, those of sample codes among them, and in the cells around.

    Source: the library `zipcodes`, which holds all codes; it takes a third of a second to read.
    """
    import zipcodes

    found = chain.from_iterable(zipcodes.matching(code) for code in samples)  # type: ignore[no-untyped-call] # no types
    cells = (cells | {_cell(_of_library(entry)) for entry in found}) - {_NOWHERE}
    around = {(cell[0] + north, cell[1] + east) for cell in cells for north in (-1, 0, 1) for east in (-1, 0, 1)}
    if not around:
        return {}
    known = {entry["zip_code"]: entry for entry in _circle(around) if _cell(_of_library(entry)) in around}
    return {code: Area(position=_of_library(known[code]), town=_town(known[code])) for code in sorted(known)}


def codes_around(catalog: Catalog, country: str, american: American = american_codes) -> Mapping[str, Area]:
    """Postal codes around listings.

    Takes:   the catalog; the country whose addresses are written without it; what knows the codes of the United States.
    Returns: in the United States every code within some 140 to 280 miles; of other countries those of listings with coordinates.
    """
    found: dict[str, list[Position]] = {}
    ours = False
    for place in (entry.place for entry in catalog.listed if entry.place is not None):
        here = "US" in (place.country, country if not place.country else "")
        ours = ours or here
        own = _own(place)
        if own is not None and place.postal_code and not here:
            found.setdefault(code_of(place.postal_code), []).append(own)
    known = {code: Area(position=_middle(positions)) for code, positions in found.items() if code}
    return {**known, **_american(catalog, american)} if ours else known


def _american(catalog: Catalog, known: American) -> Mapping[str, Area]:
    places = [entry.place for entry in catalog.listed if entry.place is not None]
    cells = {_cell(own) for place in places if (own := _own(place)) is not None}
    # Codes that begin alike lie close together; the library takes its time for each.
    codes = sorted({code for place in places if (code := _zip(place.postal_code)) and _own(place) is None})
    samples = {code[:3]: code for code in codes}
    return known(frozenset(cells), tuple(samples.values()))


def _circle(cells: Iterable[Cell]) -> Iterable[Mapping[str, Any]]:
    """What the library has in a circle that holds all of the cells."""
    import zipcodes

    norths, easts = zip(*cells, strict=True)
    south, north, west, east = min(norths), max(norths) + 1, min(easts), max(easts) + 1
    # A degree is at most 69.5 miles.
    miles = math.hypot(north - south, east - west) / 2 * _SIDE * 69.5
    found: Iterable[Mapping[str, Any]] = zipcodes.filter_by_coordinates(  # type: ignore[no-untyped-call] # no types
        (south + north) / 2 * _SIDE, (west + east) / 2 * _SIDE, miles
    )
    return found


def _of_library(entry: Mapping[str, Any]) -> Position:
    return float(entry["lat"] or 0), float(entry["long"] or 0)


def _town(entry: Mapping[str, Any]) -> str:
    return slug(f"{entry['city']} {entry['state']}")


def _cell(position: Position) -> Cell:
    return math.floor(position[0] / _SIDE), math.floor(position[1] / _SIDE)


def _zip(code: str) -> str:
    found = re.fullmatch(r"(\d{5})(?:-\d{4})?", code)
    return found[1] if found else ""


def code_of(text: str) -> str:
    """A postal code as it is looked up: "80302-1234" is 80302, "K1A 0B1" is k1a0b1."""
    return _zip(text) or "".join(tokens(text))


def _own(place: PlaceFacts) -> Position | None:
    return None if place.latitude is None or place.longitude is None else (place.latitude, place.longitude)


def _middle(positions: Sequence[Position]) -> Position:
    return sum(north for north, _ in positions) / len(positions), sum(east for _, east in positions) / len(positions)


def positions(catalog: Catalog, codes: Mapping[str, Area]) -> dict[str, Position]:
    """The position of each listing that has one, by its address.

    Takes:   the catalog; postal codes, as ``codes_around`` has them.
    Returns: coordinates, else the middle of the postal code, else the middle of the town (of its listings, else of its codes),
             which is all that is told of a withheld place; rounded to 1e-4 degrees, about ten metres.
    """
    own = {entry.url: found for entry in catalog.listed if (found := _near(entry, codes)) is not None}
    towns: dict[str, list[Position]] = {}
    for area in codes.values():
        towns.setdefault(area.town, []).append(area.position)
    placed: dict[str, list[Position]] = {}
    for entry in catalog.listed:
        if entry.url in own:
            placed.setdefault(entry.city_key, []).append(own[entry.url])
    middles = {key: _middle(found) for key, found in {**towns, **placed}.items() if key}
    wanted = {entry.url: own.get(entry.url) or middles.get(entry.city_key) for entry in catalog.listed}
    return {url: (round(found[0], 4), round(found[1], 4)) for url, found in wanted.items() if found is not None}


def _near(entry: Entry, codes: Mapping[str, Area]) -> Position | None:
    if entry.place is None:
        return None
    area = codes.get(code_of(entry.place.postal_code)) if entry.place.postal_code else None
    return _own(entry.place) or (area.position if area else None)


def code_shards(codes: Mapping[str, Area]) -> dict[str, list[Code]]:
    """Postal codes in order, by their first three signs."""
    found: dict[str, list[Code]] = {}
    for code in sorted(codes):
        north, east = codes[code].position
        found.setdefault(code[:3], []).append((code, round(north, 4), round(east, 4)))
    return dict(sorted(found.items()))


def code_digits(codes: Iterable[str]) -> tuple[int, ...]:
    """How many digits those codes have that are numbers: five in the United States."""
    return tuple(sorted({len(code) for code in codes if code.isascii() and code.isdigit()}))


def town_shards(catalog: Catalog, positions: Mapping[str, Position]) -> dict[str, list[Town]]:
    """Towns with listings that have a position, by the first two letters of each word that they can be found by.

    Takes:   the catalog; the positions of its listings.
    Returns: for each two letters the towns in the order of their ids.
    """
    members: dict[str, list[Entry]] = {}
    for entry in catalog.listed:
        if entry.city_key and entry.url in positions:
            members.setdefault(entry.city_key, []).append(entry)
    found: dict[str, list[Town]] = {}
    for key in sorted(members):
        entries = members[key]
        north, east = _middle([positions[entry.url] for entry in entries])
        town = (key, entries[0].city_name, round(north, 3), round(east, 3), len(entries))
        for name in sorted({word[:2] for word in _findable(entries)}):
            found.setdefault(name, []).append(town)
    return dict(sorted(found.items()))


def _findable(entries: Iterable[Entry]) -> Iterator[str]:
    """The words of a town's name, short forms written out, and those of its id, which has Latin letters only."""
    cities = {entry.place.city for entry in entries if entry.place is not None}
    for city in cities:
        yield from (SHORT.get(word, word) for word in (*tokens(city), *slug(city).split("-")))
