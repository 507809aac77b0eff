"""Vocabulary, areas, organizations and places: checked before any listing, and never the cause of a second error."""

from collections.abc import Mapping
from datetime import date

import pytest

from alongside.checking import Shared, ancestors, check, check_shared
from alongside.config import SiteConfig
from alongside.errors import Problem
from alongside.reading import Source, parse
from alongside.schema import Area

AREAS = "boulder:\n  name: Boulder\n  parent: colorado\ncolorado:\n  name: Colorado\n"
SITE = {
    "content/areas.yaml": AREAS,
    "content/vocabulary/fellowships.yaml": "aa:\n  label:\n    en: AA\n",
    "content/organizations/willow-house.yaml": "name: Willow House\n",
    "content/places/library.yaml": "name: Library\narea: boulder\n",
}
MEETING = "name: x\nfellowship: aa\norganization: willow-house\nplace: library\nwhen: Tuesdays 7:00 pm\n"


def shared_of(files: Mapping[str, str]) -> tuple[Shared, list[Problem]]:
    read = [parse(file, text.encode()) for file, text in files.items()]
    return check_shared([source for source in read if isinstance(source, Source)], list(files), "US")


def told(found: list[Problem]) -> list[tuple[str, int, int, str]]:
    return [(problem.file, problem.line, problem.column, problem.field) for problem in found]


def listing_problems(files: Mapping[str, str], text: str = MEETING, file: str = "content/meetings/boulder/x.yaml") -> list[Problem]:
    source = parse(file, text.encode())
    assert isinstance(source, Source)
    return check(source, shared_of(files)[0].words, SiteConfig(title="Test"), date(2026, 11, 21))[1]


def test_shared_facts_are_known_by_their_ids() -> None:
    shared, problems = shared_of(SITE)

    assert problems == []
    assert shared.areas["boulder"] == Area(id="boulder", name="Boulder", parent="colorado")
    assert shared.terms["fellowships"]["aa"].label == {"en": "AA"}
    assert (shared.organizations["willow-house"].id, shared.venues["library"].file) == ("willow-house", "content/places/library.yaml")
    assert listing_problems(SITE) == []


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        pytest.param("content/areas.yaml", AREAS.replace("colorado\n", "colorad\n"), (3, 11, "boulder.parent"), id="a parent"),
        pytest.param("content/areas.yaml", AREAS.replace("  name: Colo", "  nam: Colo"), (5, 3, "colorado.nam"), id="a field"),
        pytest.param("content/areas.yaml", AREAS + "../x:\n  name: X\n", (6, 1, "../x"), id="a path for an id"),
        pytest.param("content/areas.yaml", AREAS + "empty:\n", (6, 1, "empty"), id="an area without a name"),
        pytest.param("content/vocabulary/fellowships.yaml", "aa:\n  label:\n    en:\n", (2, 3, "aa.label"), id="a term without a label"),
        pytest.param("content/organizations/willow-house.yaml", "nam: x\n", (1, 1, "nam"), id="an organization"),
        pytest.param("content/places/library.yaml", "name: Library\narea: bolder\n", (2, 7, "area"), id="the area of a place"),
    ],
)
def test_a_mistake_in_shared_facts_is_told_there_and_only_there(file: str, text: str, place: tuple[int, int, str]) -> None:
    files = {**SITE, file: text}

    _, problems = shared_of(files)

    assert told(problems) == [(file, *place)]
    assert [problem for problem in listing_problems(files) if problem.rule != "unknown-area"] == []


@pytest.mark.parametrize("typed", ["Alcoholics Anonymous", "AA", "alcohol"])
def test_a_term_that_is_typed_as_readers_see_it_is_told_by_its_id(typed: str) -> None:
    terms = "aa:\n  label: {en: Alcoholics Anonymous}\n  synonyms: {en: [AA, alcohol]}\n"

    (problem,) = listing_problems({**SITE, "content/vocabulary/fellowships.yaml": terms}, MEETING.replace(": aa", f": {typed}"))

    assert problem.fix == "Did you mean aa?"


@pytest.mark.parametrize("file", SITE)
def test_a_file_that_cannot_be_read_is_no_mistake_of_the_listings_that_need_it(file: str) -> None:
    files = {**SITE, file: "a: [never closed\n"}

    assert listing_problems(files) == []


def test_an_area_that_is_its_own_ancestor_is_told_once() -> None:
    text = "a:\n  name: A\n  parent: b\nb:\n  name: B\n  parent: c\nc:\n  name: C\n  parent: a\nd:\n  name: D\n  parent: a\n"

    _, problems = shared_of({"content/areas.yaml": text})

    assert [problem.message for problem in problems] == ["the parents run in a circle: a, b, c, a"]


def test_the_areas_above_an_area_end_at_the_top_or_where_a_circle_closes() -> None:
    areas = {name: Area(id=name, name=name, parent=parent) for name, parent in (("a", "b"), ("b", "c"), ("c", "b"), ("d", "gone"))}

    assert ancestors("a", areas) == ("a", "b", "c")
    assert ancestors("d", areas) == ("d",)
    assert ancestors("gone", areas) == ()


@pytest.mark.parametrize(
    ("file", "more", "message", "fix"),
    [
        ("content/meetings/bolder/x.yaml", "", "the folder 'bolder' is not an area", "content/meetings/boulder/x.yaml"),
        ("content/meetings/paris/x.yaml", "", "the folder 'paris' is not an area", 'Add "paris:" with its name'),
        ("content/meetings/boulder/x.yaml", "area: colorado\n", "the folder says boulder", "content/meetings/colorado/x.yaml"),
    ],
)
def test_the_folder_of_a_listing_is_its_area(file: str, more: str, message: str, fix: str) -> None:
    (problem,) = listing_problems(SITE, MEETING + more, file)

    assert problem.message == message
    assert fix in problem.fix


def test_a_listing_has_the_id_file_and_area_of_its_place() -> None:
    source = parse("content/meetings/boulder/x.yaml", MEETING.encode())
    assert isinstance(source, Source)

    listing, problems = check(source, shared_of(SITE)[0].words, SiteConfig(title="Test"), date(2026, 11, 21))

    assert problems == []
    assert listing is not None
    assert (listing.id, listing.file, listing.area) == ("x", "content/meetings/boulder/x.yaml", "boulder")
