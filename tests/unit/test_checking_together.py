"""What no single file can show: an id that two claim, and one listing that was added twice."""

from typing import Any

import pytest
from msgspec import structs

from alongside.checking import clashes, near_duplicates
from alongside.errors import Problem
from alongside.schema import Event, HelpLine, Helpline, Listing, Meeting, Online, Place, Tool

NIGHT = Meeting(
    id="night",
    file="content/meetings/boulder/night.yaml",
    name="Tuesday Night",
    fellowship="aa",
    place=Place(street="1200 Pine Street", city="Boulder"),
    when=("Tuesdays 7:00 pm",),
)


def like(listing: Listing, folder: str, **changes: Any) -> Listing:
    """The listing again, in another file."""
    return structs.replace(listing, file=f"content/meetings/{folder}/{changes.get('id', listing.id)}.yaml", **changes)


def shown(problems: list[Problem]) -> list[tuple[str, str, str]]:
    return [(problem.file, problem.message, problem.severity) for problem in problems]


def test_two_listings_of_a_kind_with_one_id_are_an_error_that_names_both_files() -> None:
    other = like(NIGHT, "longmont")

    found = clashes([other, NIGHT])

    assert shown(found) == [(other.file, f"has the same id as {NIGHT.file}", "error")]
    assert found[0].fix == "Rename one of the two, for example to night-2.yaml."


def test_two_kinds_may_share_an_id() -> None:
    tool = Tool(id="night", file="content/tools/night.yaml", name="Night", functions=("meditation",))

    assert clashes([NIGHT, tool]) == []


@pytest.mark.parametrize(
    ("former", "owner"),
    [
        pytest.param(("night",), NIGHT.file, id="the id of another"),
        pytest.param(("late",), "this file itself", id="its own id"),
        pytest.param(("old",), "content/meetings/boulder/first.yaml", id="the former id of another"),
    ],
)
def test_a_former_id_belongs_to_one_listing(former: tuple[str, ...], owner: str) -> None:
    first = structs.replace(NIGHT, id="first", file="content/meetings/boulder/first.yaml", former_ids=("old",))
    late = like(NIGHT, "longmont", id="late", former_ids=former)

    found = clashes([late, NIGHT, first])

    assert shown(found) == [(late.file, f"'{former[0]}' belongs to {owner}", "error")]


def test_former_ids_of_two_kinds_do_not_meet() -> None:
    line = Helpline(id="line", file="content/helplines/line.yaml", name="Line", lines=(HelpLine(call="988"),), former_ids=("night",))

    assert clashes([NIGHT, line]) == []


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="the same"),
        pytest.param({"name": "The Tuesday Night Group"}, id="words that people add"),
        pytest.param({"name": "NIGHT, TUESDAY"}, id="another order and case"),
        pytest.param({"when": ("tuesdays  7:00 PM",)}, id="times in another case"),
        pytest.param({"place": Place(street="1200 PINE Street", city="Boulder", postal_code="80302")}, id="a place with more in it"),
    ],
)
def test_what_looks_like_the_same_listing_is_a_warning(changes: dict[str, Any]) -> None:
    other = like(NIGHT, "longmont", id="other", **changes)

    found = near_duplicates([other, NIGHT])

    assert shown(found) == [(other.file, f"looks like the same listing as {NIGHT.file}", "warning")]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"name": "Tuesday Noon"}, id="another name"),
        pytest.param({"when": ("Tuesdays 12:00",)}, id="another time"),
        pytest.param({"place": Place(street="1 Main Street", city="Longmont")}, id="another place"),
        pytest.param({"online": Online(url="https://example.org/room")}, id="a link"),
    ],
)
def test_what_differs_is_not_flagged(changes: dict[str, Any]) -> None:
    assert near_duplicates([NIGHT, like(NIGHT, "longmont", id="other", **changes)]) == []


def test_the_same_event_in_two_years_is_two_events() -> None:
    fair = Event(id="fair", file="content/events/2026/fair.yaml", name="Fair", start="2026-12-04")

    assert near_duplicates([fair, structs.replace(fair, file="content/events/2027/fair.yaml", start="2027-12-04")]) == []


def test_of_three_alike_the_first_file_is_named_twice() -> None:
    found = near_duplicates([like(NIGHT, folder, id=folder) for folder in ("c", "a", "b")])

    assert [(problem.file, problem.message[-23:]) for problem in found] == [
        ("content/meetings/b/b.yaml", "ontent/meetings/a/a.yaml"[-23:]),
        ("content/meetings/c/c.yaml", "ontent/meetings/a/a.yaml"[-23:]),
    ]
