"""The files of an index: which of them a change touches, and that nothing else does."""

from datetime import UTC, datetime
from pathlib import Path

from msgspec import structs

from alongside import search
from alongside.catalog import Catalog
from tests.search.engine import ask, write_index
from tests.search.made import CONFIG, made
from tests.search.oracle import Moment
from tests.search.queries import Query, empty

SMALL = search.Limits(tile=64, block=4, letters=2_000)
NOON = Moment(datetime(2026, 11, 24, 19, tzinfo=UTC), "America/Denver")


def files(catalog: Catalog, limits: search.Limits = SMALL) -> dict[str, bytes]:
    return {output.path: output.make() for output in search.write(catalog, CONFIG, CONFIG.languages, limits=limits).outputs}


def renamed(catalog: Catalog, number: int) -> Catalog:
    """The same with one listing under another name."""
    entry = catalog.listed[number]
    other = structs.replace(entry, listing=structs.replace(entry.listing, name=f"{entry.listing.name} again"))
    return structs.replace(catalog, listed=(*catalog.listed[:number], other, *catalog.listed[number + 1 :]))


def test_a_listing_that_changes_makes_new_files_of_its_own_tile_and_a_new_root() -> None:
    catalog = made(640, 4)
    before = files(catalog)
    tiles = {path.split("/")[1] for path in before if path.endswith("/when.bin")}

    after = files(renamed(catalog, 100))

    assert len(tiles) > 8
    assert len(tiles - {path.split("/")[1] for path in after}) == 1
    assert len([path for path in after.keys() - before.keys() if path.count("/") == 1]) == 1
    assert {path: body for path, body in after.items() if path in before} == {path: before[path] for path in after.keys() & before.keys()}


def test_the_order_of_the_lists_changes_no_byte() -> None:
    catalog = made(200, 4)

    assert files(structs.replace(catalog, listed=catalog.listed[::-1])) == files(catalog)


def test_the_root_of_a_site_with_one_tile_says_what_the_first_file_of_that_tile_would() -> None:
    whole = files(made(60, 4), search.Limits())

    assert not [path for path in whole if path.endswith("/when.bin")]


def test_a_site_without_listings_is_searched_and_has_nothing(tmp_path: Path) -> None:
    nothing = structs.replace(made(60, 4), entries=(), listed=())
    address = write_index(tmp_path, nothing, CONFIG)

    states = [empty(words="river"), empty(words='"river group"'), empty(when="tonight"), empty(sort="next")]
    found = ask(address, [Query(state, NOON, True) for state in states]).answers

    assert [answer["total"] for answer in found] == [0, 0, 0, 0]


def test_words_that_every_object_has_are_words_like_others(tmp_path: Path) -> None:
    catalog = made(60, 4)
    entry = catalog.listed[0]
    named = structs.replace(entry, listing=structs.replace(entry.listing, name="Constructor __proto__ hasOwnProperty"))
    address = write_index(tmp_path, structs.replace(catalog, listed=(named, *catalog.listed[1:])), CONFIG)

    words = ("constructor", "__proto__", "hasOwnProperty", "toString")
    found = ask(address, [Query(empty(words=word), NOON, False) for word in words]).answers

    assert [answer["urls"] for answer in found] == [[named.url], [named.url], [named.url], []]


def test_what_is_joined_from_afar_is_looked_for_in_its_own_tiles_where_not_all_are_searched(tmp_path: Path) -> None:
    catalog = made(640, 5)
    limits = structs.replace(SMALL, everywhere=100)
    address = write_index(tmp_path, catalog, CONFIG, limits)
    afar = {entry.url for entry in catalog.listed if entry.attendance == "online" and not entry.place}

    both = {**empty(everywhere=False)["chosen"], "attendance": ["online", "hybrid"]}
    alone = {**empty(everywhere=False)["chosen"], "attendance": ["online"]}
    found = ask(address, [Query({**empty(everywhere=False), "chosen": chosen}, NOON, False) for chosen in (alone, both)]).answers

    assert found[0]["total"] >= len(afar) > 0
    assert found[1]["total"] >= found[0]["total"]
    assert found[1]["searched"] < len(catalog.listed)


def test_what_is_nearest_is_told_where_the_radius_holds_nothing(tmp_path: Path) -> None:
    catalog = made(640, 5)
    address = write_index(tmp_path, catalog, CONFIG, SMALL)
    # Between Boulder and Longmont, with listings of both some kilometres away.
    place = (40.1, -105.19)

    [found] = ask(address, [Query(empty(radius=2, near="80503"), NOON, False, place)]).answers
    [wider] = ask(address, [Query(empty(radius=50, near="80503", sort="distance"), NOON, False, place)]).answers

    assert found["total"] == 0
    assert [way for _url, way in found["nearest"]] == wider["distances"][: len(found["nearest"])]
    assert len(found["nearest"]) > 1
