"""Positions of listings, and the towns and postal codes that people can search near."""

import pytest

from alongside.catalog import Catalog
from alongside.search.places import Area, code_digits, code_of, code_shards, codes_around, positions, town_shards
from tests.building import catalog

CODES = {
    "80302": Area(position=(40.0172, -105.2851), town="boulder-co"),
    "80501": Area(position=(40.1779, -105.1009), town="longmont-co"),
    "80503": Area(position=(40.1559, -105.1628), town="longmont-co"),
}


def site(*places: str) -> Catalog:
    """A site of meetings, each at one of the places as its file says them; empty for one that is online."""
    online = "attendance: online\nonline: {url: https://example.org}"
    text = "name: One\nfellowship: na\nwhen: [Mondays 19:00]\n"
    return catalog(
        {
            f"content/meetings/boulder/m{number}.yaml": f"{text}{'place: {' + place + '}' if place else online}\n"
            for number, place in enumerate(places)
        }
    )


@pytest.mark.parametrize(
    ("place", "position"),
    [
        pytest.param("city: Boulder, region: CO, latitude: 40.02031, longitude: -105.27941", (40.0203, -105.2794), id="its own"),
        pytest.param('city: Boulder, region: CO, postal_code: "80302"', (40.0172, -105.2851), id="its postal code"),
        pytest.param('city: Boulder, region: CO, postal_code: "80302-1234"', (40.0172, -105.2851), id="nine digits"),
        pytest.param("city: Longmont, region: CO", (40.1669, -105.1319), id="the codes of its town"),
        pytest.param("city: Nowhere, region: CO", None, id="a town that is not known"),
        pytest.param("", None, id="no place at all"),
    ],
)
def test_the_position_of_a_listing(place: str, position: tuple[float, float] | None) -> None:
    assert positions(site(place), CODES).get("meetings/m0/") == position


def test_a_town_is_where_its_listings_are() -> None:
    found = positions(
        site("city: Boulder, region: CO, latitude: 40.1, longitude: -105.1", "city: Boulder, region: CO, latitude: 40.3, longitude: -105.3",
             "city: Boulder, region: CO"),
        CODES,
    )  # fmt: skip

    assert found["meetings/m2/"] == (40.2, -105.2)


def test_of_a_withheld_place_only_the_town_is_told() -> None:
    withheld = 'city: Boulder, region: CO, postal_code: "80301", latitude: 40.9, longitude: -105.9, precision: withheld'

    assert positions(site(withheld), CODES) == {"meetings/m0/": (40.0172, -105.2851)}
    assert positions(site(withheld), {}) == {}
    assert town_shards(site(withheld), positions(site(withheld), CODES))["bo"][0][2:] == (40.017, -105.285, 1)


def test_towns_are_found_by_each_word_of_their_names() -> None:
    found = site(
        "city: St. Mary's, region: CO, latitude: 39.8, longitude: -105.6",
        "city: Fort Collins, region: CO, latitude: 40.6, longitude: -105.1",
        "city: Fort Collins, region: CO, latitude: 40.5, longitude: -105.0",
        "city: Ørsted, latitude: 55.5, longitude: 9.7",
    )

    shards = town_shards(found, positions(found, {}))

    collins = ("fort-collins-co", "Fort Collins, CO", 40.55, -105.05, 2)
    assert {name: [town[0] for town in towns] for name, towns in shards.items()} == {
        "co": ["fort-collins-co"], "fo": ["fort-collins-co"], "ma": ["st-marys-co"], "or": ["orsted"], "sa": ["st-marys-co"],
        "ør": ["orsted"],
    }  # fmt: skip
    assert shards["fo"] == [collins]


def test_codes_of_the_united_states_reach_beyond_the_listings() -> None:
    codes = codes_around(site('city: Boulder, region: CO, postal_code: "80302"'), "US")

    assert {"80302", "80501", "82001", "69162"} <= set(codes)
    assert not {"10001", "90210", "09001"} & set(codes)
    assert codes["80302"].town == "boulder-co"
    assert list(codes) == sorted(codes)


def test_codes_of_other_countries_are_those_of_listings_with_coordinates() -> None:
    found = site(
        'city: Ottawa, region: ON, country: CA, postal_code: "K1A 0B1", latitude: 45.2, longitude: -75.6',
        'city: Ottawa, region: ON, country: CA, postal_code: "k1a0b1", latitude: 45.4, longitude: -75.8',
        'city: Ottawa, region: ON, country: CA, postal_code: "K1P 1J1"',
    )

    assert code_shards(codes_around(found, "CA")) == {"k1a": [("k1a0b1", 45.3, -75.7)]}


def test_without_places_there_are_no_codes() -> None:
    assert codes_around(site(""), "US") == {}
    assert town_shards(site(""), {}) == {}


def test_codes_stand_in_order_by_their_first_three_signs() -> None:
    shards = code_shards(dict(reversed(CODES.items())))

    assert shards == {"803": [("80302", 40.0172, -105.2851)], "805": [("80501", 40.1779, -105.1009), ("80503", 40.1559, -105.1628)]}
    assert code_digits(CODES) == (5,)
    assert code_digits(["k1a0b1", "2026"]) == (4,)


@pytest.mark.parametrize(("text", "code"), [("80302", "80302"), ("80302-1234", "80302"), ("K1A 0B1", "k1a0b1"), ("SW1A 1AA", "sw1a1aa")])
def test_a_code_as_it_is_looked_up(text: str, code: str) -> None:
    assert code_of(text) == code
