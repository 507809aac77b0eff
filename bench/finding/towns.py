"""A region that grows with its directory: real towns by their ZIP codes, the nearest to one point first, and buildings in them."""

import math
import random
from functools import cache
from typing import NamedTuple

import zipcodes

from alongside.schema import Area
from alongside.text import slug

# The middle of the region, and how far buildings stand from the middle of their town, in degrees.
_CENTRE = (40.015, -105.27)
_SPREAD = 0.018
_STREETS = ("Main", "Pine", "Walnut", "Church", "Maple", "Canyon", "Railroad", "Second", "Third", "Mill", "Spring", "Elm", "Park")
_HOUSES = ("Church", "Community Center", "Library", "Clubhouse", "Grange Hall", "Clinic", "Chapel", "Senior Center", "House", "School")


class Town(NamedTuple):
    """One ZIP code: a small town, or a part of a large one. ``weight`` is its share of the people."""

    city: str
    region: str
    postal_code: str
    latitude: float
    longitude: float
    area: str
    weight: float


class Building(NamedTuple):
    """Where several listings are."""

    name: str
    street: str
    latitude: float
    longitude: float


def region(count: int, chance: random.Random) -> tuple[tuple[Town, ...], dict[str, Area]]:
    """So many towns, and the counties that they are in, as areas of a site."""
    near = _by_nearness()[:count]
    ranks = list(range(count))
    chance.shuffle(ranks)
    towns, areas = [], {"online": Area(id="online", name="Online", type="online")}
    for row, rank in zip(near, ranks, strict=True):
        county = f"{row['county']}, {row['state']}"
        area = slug(county)
        areas[area] = Area(id=area, name=county, type="county", timezone=row["timezone"])
        place = (row["city"], row["state"], row["zip_code"], float(row["lat"]), float(row["long"]))
        towns.append(Town(*place, area, 1 / (rank + 8)))
    return tuple(towns), areas


def buildings(town: Town, count: int, chance: random.Random) -> tuple[Building, ...]:
    """So many buildings around the middle of a town."""
    found = []
    for _ in range(count):
        street = chance.choice(_STREETS)
        name = f"{chance.choice(_STREETS)} Street {chance.choice(_HOUSES)}"
        at = (round(chance.gauss(town.latitude, _SPREAD), 5), round(chance.gauss(town.longitude, _SPREAD), 5))
        found.append(Building(name, f"{chance.randrange(1, 9999)} {street} {chance.choice(('Street', 'Avenue', 'Road'))}", *at))
    return tuple(found)


@cache
def _by_nearness() -> list[dict[str, str]]:
    rows = [row for row in zipcodes.list_all() if row["zip_code_type"] == "STANDARD" and row["active"] and row["county"]]  # type: ignore[no-untyped-call]
    return sorted(rows, key=lambda row: (_way(float(row["lat"]), float(row["long"])), row["zip_code"]))


def _way(latitude: float, longitude: float) -> float:
    return math.hypot(latitude - _CENTRE[0], (longitude - _CENTRE[1]) * math.cos(math.radians(_CENTRE[0])))
