"""What is near a listing and what is like it: the same as comparing it with every other one."""

import math
import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from alongside.catalog import Neighbours, neighbours
from alongside.catalog.neighbours import FARTHEST, MOST_LIKE, MOST_NEAR, WEIGHED, kilometres, spot_of
from alongside.entries import Entry, Tag
from tests.building import entry

BY_PHONE = "levels_of_care: [iop]\ncontact: {phone: 303-555-0100}\nwhen: [by appointment]\n"
MEETING = entry("name: A\nfellowship: aa\nplace: hall\nwhen: [Mondays 12:00]\n")
PROGRAM = entry(f"name: B\n{BY_PHONE}place: hall\n", "content/programs/boulder/b.yaml")
TOOL = entry("name: C\nfunctions: [journaling]\ncontact: {website: 'https://example.org'}\n", "content/tools/c.yaml")
HOUSE = entry(f"name: D\n{BY_PHONE}place: house\n", "content/programs/longmont/d.yaml")


def way_between(one: Entry, other: Entry) -> float:
    here, there = spot_of(one), spot_of(other)
    return kilometres(here, there) if here and there else math.inf


def at(number: int, latitude: float, longitude: float, model: Entry = MEETING) -> Entry:
    assert model.place
    place = structs.replace(model.place, latitude=latitude, longitude=longitude)
    return structs.replace(model, url=f"{model.kind}/{number}/", place=place)


def with_terms(number: int, fellowship: str, audience: Sequence[str], area: str) -> Entry:
    terms = {"fellowships": (Tag(id=fellowship, label=""),), "audience": tuple(Tag(id=each, label="") for each in audience)}
    return structs.replace(MEETING, url=f"meetings/{number}/", terms=terms, area=area, place=None)


def position(one: Entry) -> tuple[float, float]:
    assert one.place
    return one.place.latitude or 0, one.place.longitude or 0


def haversine(one: Entry, other: Entry) -> float:
    """The way over a sphere, another formula than that of the engine."""
    (south, west), (north, east) = (tuple(map(math.radians, position(each))) for each in (one, other))
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


def touching(one: Entry, other: Entry) -> bool:
    """Whether two listings are in the same cell of a tenth of a degree, or in cells side by side."""
    return all(abs(math.floor(a / 0.1) - math.floor(b / 0.1)) <= 1 for a, b in zip(position(one), position(other), strict=True))


# Towns around Boulder, some of them the same place, and one far away.
PLACES = st.lists(
    st.tuples(st.floats(39.7, 40.3), st.floats(-105.6, -104.9)) | st.sampled_from([(40.0, -105.2), (41.8, -87.6)]),
    max_size=25,
)


@given(PLACES)
@settings(deadline=None)
def test_what_is_near_is_what_comparing_every_pair_finds(places: list[tuple[float, float]]) -> None:
    # No term in common, so that nothing near is left out for being alike.
    entries = [structs.replace(at(number, *place), terms={}) for number, place in enumerate(places)]

    found = neighbours(entries)

    for one in entries:
        around = [(way_between(one, other), other.url) for other in entries if other is not one and touching(one, other)]
        assert list(found[one.url].near) == [url for way, url in sorted(around) if way <= FARTHEST][:MOST_NEAR]


@given(PLACES)
def test_the_way_is_right_to_a_hundredth_within_the_distances_that_are_called_near(places: list[tuple[float, float]]) -> None:
    entries = [at(number, *place) for number, place in enumerate(places)]

    for one in entries:
        for other in entries:
            if haversine(one, other) <= FARTHEST:
                assert way_between(one, other) == pytest.approx(haversine(one, other), rel=0.01, abs=0.001)


TERMS = st.lists(
    st.tuples(st.sampled_from(["aa", "na"]), st.lists(st.sampled_from(["women", "men", "everyone"]), unique=True), st.sampled_from("xy")),
    max_size=25,
)


@given(TERMS)
def test_what_is_like_a_listing_shares_the_most_terms_and_a_shared_area_counts_twice(terms: list[tuple[str, list[str], str]]) -> None:
    entries = [with_terms(number, *each) for number, each in enumerate(terms)]
    said = {one.url: {fellowship, *audience} - {"everyone"} for one, (fellowship, audience, _) in zip(entries, terms, strict=True)}

    found = neighbours(entries)

    for one in entries:
        weights = {
            other.url: len(said[one.url] & said[other.url]) * (2 if other.area == one.area else 1) for other in entries if other is not one
        }
        best = sorted((weight for weight in weights.values() if weight), reverse=True)[:MOST_LIKE]
        assert [weights[url] for url in found[one.url].like] == best


@given(PLACES, st.randoms(use_true_random=False))
def test_nobody_is_its_own_neighbour_and_nobody_is_told_twice(places: list[tuple[float, float]], chance: random.Random) -> None:
    models = [chance.choice([MEETING, PROGRAM]) for _ in places]
    entries = [at(number, *place, model) for number, (place, model) in enumerate(zip(places, models, strict=True))]

    found = neighbours(entries)

    assert found == neighbours(entries)
    for url, each in found.items():
        told = [*each.near, *each.like]
        assert url not in told
        assert len(told) == len(set(told))
        assert {other.partition("/")[0] for other in each.like} <= {url.partition("/")[0]}


def test_what_has_no_position_is_near_nothing() -> None:
    found = neighbours([MEETING, TOOL, HOUSE, structs.replace(MEETING, url="meetings/other/", terms={})])

    assert found["meetings/one/"].near == ("meetings/other/",)
    assert found[TOOL.url] == found[HOUSE.url] == Neighbours()
    assert not any(HOUSE.url in each.near for each in found.values())
    assert way_between(MEETING, HOUSE) == math.inf


def test_a_crowd_at_one_place_is_weighed_only_in_part_and_the_same_way_each_time() -> None:
    crowd = [structs.replace(at(number, 40.0, -105.2), terms={}) for number in range(3 * WEIGHED)]

    found = neighbours(crowd)

    assert {len(each.near) for each in found.values()} == {MOST_NEAR}
    assert found == neighbours(crowd)
