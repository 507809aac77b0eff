"""The oracle itself, on cases small enough to work out by hand."""

from datetime import UTC, datetime
from typing import Any

import pytest

from alongside.entries import Entry
from tests.building import catalog
from tests.search.oracle import Answer, Moment, Oracle, kilometres, rows_of
from tests.search.queries import empty
from tests.search.text import Typed, folded, holds_phrase, is_typo, slips, typed

MONDAY_NOON = Moment(datetime(2026, 11, 23, 19, tzinfo=UTC), "America/Denver")
BOULDER = (40.02, -105.27)
STOP = frozenset({"the", "of", "de"})


def meeting(name: str, when: str, more: str = "", place: str = "city: Boulder, region: CO, postal_code: '80302'") -> str:
    return f"name: {name}\nfellowship: aa\nplace: {{street: 1 Pearl Street, {place}}}\nwhen: [{when}]\n{more}"


LISTINGS = {
    "content/meetings/boulder/river.yaml": meeting("River Group", "Tuesdays 7:00 am, Fridays 7:00 pm"),
    "content/meetings/boulder/serenity.yaml": meeting("Serenity", "Tuesdays 7:00 pm", "summary: A river of calm.\naudience: [women]\n"),
    "content/meetings/boulder/serene.yaml": meeting("The Serene", "24/7", "audience: [men]\n", "city: Boulder, region: CO"),
    "content/programs/boulder/care.yaml": (
        "name: River Care\nlevels_of_care: [iop]\ntracks: [evening]\npayment: [medicaid]\ncontact: {phone: 303-555-0100}\n"
        "place: {street: 1 Pearl Street, city: Longmont, region: CO, latitude: 40.17, longitude: -105.1}\n"
    ),
}


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    points = {"80302": BOULDER}
    return Oracle(rows_of(catalog(LISTINGS), ("en",), lambda entry: points.get(entry.place.postal_code) if entry.place else None), STOP)


def ask(oracle: Oracle, begins: bool = False, centre: tuple[float, float] | None = None, **changes: Any) -> Answer:
    return oracle.search(empty(**changes), MONDAY_NOON, centre, begins)


def names(answer: Answer) -> list[str]:
    return [url.split("/")[1] for url in answer.urls]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Women's Al-Anon", ("women", "al", "anon")),
        ("Al-Anon’s RECUPERACIÓN", ("al", "anon", "recuperacion")),
        ("O'Brien's 12-Step ﬁrst", ("o", "brien", "12", "step", "first")),
        ("İstanbul Straße", ("istanbul", "straße")),
        ("__proto__ <b>", ("proto", "b")),
        ("...", ()),
    ],
)
def test_folding(text: str, words: tuple[str, ...]) -> None:
    assert folded(text) == words


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("", "abc", 3), ("serinity", "serenity", 1), ("wensday", "wednesday", 2), ("abc", "acb", 1), ("ca", "abc", 3), ("same", "same", 0)],
)
def test_slips_between_two_words(one: str, other: str, count: int) -> None:
    assert slips(one, other) == slips(other, one) == count


def test_how_many_slips_are_let_pass() -> None:
    assert is_typo("grups", "group") is False
    assert is_typo("gruop", "group")
    assert is_typo("sereinty", "serenity")
    assert is_typo("wensday", "wednesday")
    assert not is_typo("rvr", "rivr")


def test_what_was_typed() -> None:
    assert typed('the river "house of hope" gro', STOP, True) == Typed(("river", "gro"), (("house", "of", "hope"),), "gro")
    assert typed('river "hou', STOP, True) == Typed(("river", "hou"), (), "hou")
    assert typed('"the"', STOP, True) == Typed((), (), "")
    assert typed("river the", STOP, True).open_end == ""
    assert typed("river g", STOP, True) == Typed(("river",), (), "")
    assert typed("river g", STOP) == Typed(("river", "g"), (), "")
    assert typed('gro "river"', STOP, True).open_end == ""


def test_the_better_field_comes_first(oracle: Oracle) -> None:
    found = ask(oracle, words="river")

    assert names(found) == ["river", "care", "serenity"]
    assert [found.scores[url] for url in found.urls] == [80, 80, 20]


def test_a_word_that_goes_on_counts_less(oracle: Oracle) -> None:
    assert ask(oracle, words="sere").total == 0
    assert ask(oracle, True, words="sere").scores == {"meetings/serenity/": 48, "meetings/serene/": 48}
    assert ask(oracle, True, words="serene").scores == {"meetings/serene/": 80}
    assert ask(oracle, True, words="sere river").total == 0


def test_slips_count_where_nothing_else_does(oracle: Oracle) -> None:
    assert ask(oracle, words="serinity").scores == {"meetings/serenity/": 32}
    assert names(ask(oracle, words="rivre care")) == ["care"]
    assert names(ask(oracle, words="seren")) == ["serene"]


def test_a_phrase_stands_as_it_is(oracle: Oracle) -> None:
    assert names(ask(oracle, words='"river group"')) == ["river"]
    assert ask(oracle, words='"group river"').total == 0
    assert names(ask(oracle, words='"river of calm"')) == ["serenity"]
    assert not holds_phrase(oracle.rows[0].spoken, ("no", "such"))


def test_day_time_and_after_are_of_one_slot(oracle: Oracle) -> None:
    assert names(ask(oracle, day=["tuesday"], time=["evening"])) == ["serenity", "serene", "care"]
    assert names(ask(oracle, day=["tuesday"], time=["morning"])) == ["river", "serene"]
    assert names(ask(oracle, day=["friday"], after=1140)) == ["river", "serene", "care"]
    assert names(ask(oracle, day=["saturday"])) == ["serene"]
    assert names(ask(oracle, day=["tuesday"], after=1141)) == ["serene", "care"]


def test_counts_of_a_facet_follow_the_other_choices(oracle: Oracle) -> None:
    counts = ask(oracle, day=["tuesday"], time=["evening"], audience=["women"]).counts

    assert counts["kind"] == {"meetings": 1}
    assert counts["audience"] == {"women": 1, "men": 1}
    assert counts["day"] == {"tuesday": 1}
    assert counts["time"] == {"evening": 1}
    assert counts["fellowship"] == {"aa": 1}
    assert "cost" not in counts


def test_what_each_dropped_chip_would_bring(oracle: Oracle) -> None:
    found = ask(oracle, words="river", audience=["women"], day=["friday"])

    assert found.total == 0
    assert found.without == {"day": 1, "audience": 2}


def test_an_id_that_nothing_has_finds_nothing(oracle: Oracle) -> None:
    assert ask(oracle, fellowship=["constructor"]).total == 0
    assert ask(oracle, fellowship=["constructor", "aa"]).total == 3


def test_near_is_within_the_radius_nearest_first(oracle: Oracle) -> None:
    near = ask(oracle, centre=(40.16, -105.11), near="80501", radius=25)

    assert names(near) == ["care", "river", "serenity"]
    assert names(ask(oracle, centre=(40.16, -105.11), near="80501", radius=2)) == ["care"]
    assert near.distances["programs/care/"] == 1.4
    assert kilometres((40, -105), (41, -105)) == pytest.approx(111.2, abs=0.1)


def test_soonest_first(oracle: Oracle) -> None:
    assert names(ask(oracle, sort="next")) == ["river", "serenity", "serene", "care"]


def test_no_position_where_nobody_knows_one(oracle: Oracle) -> None:
    def nobody(_entry: Entry) -> None:
        return None

    assert [row.entry.id for row in rows_of(catalog(LISTINGS), ("en",), nobody) if row.point] == ["care"]
