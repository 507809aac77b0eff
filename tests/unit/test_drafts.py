"""Data written as YAML that reads back the same, single values of feeds, addresses, and new files for people to fill in."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside import pipeline
from alongside.drafts import commented, emit, mapping_of, new_site, questions, shape_at, shape_of
from alongside.drafts.addresses import Address, parse_address
from alongside.drafts.blank import answered
from alongside.drafts.values import (
    clock_of,
    clock_text,
    coordinates_of,
    cut,
    date_of,
    day_of,
    email_of,
    line_of,
    markdown_of,
    phones_of,
    text_of,
    url_of,
)
from alongside.errors import unsafe_character
from alongside.reading import Source, parse
from alongside.schema import KINDS, Meeting
from alongside.text import markdown

TODAY = date(2026, 11, 21)


def is_safe(text: str) -> bool:
    return not any(unsafe_character(c) and c not in "\n\t" for c in text) and not {"\ufffe", "\uffff"} & set(text)


ANY_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60).filter(is_safe)
ODD_TEXT = st.text("ab :#-'\"\n\t\\|>&*!%@`,[]{}?~0123456789", max_size=150)
TRAPS = st.sampled_from(
    ["NO", "~", "null", "19:00", "01234", "", "- a", "a: b", "x #y", "yes", "1e5", "---", "<<", "=", "a\n", "a\n\nb", " a"]
)
TEXTS = st.one_of(ANY_TEXT, ODD_TEXT, TRAPS)
KEYS = st.one_of(st.sampled_from(["name", "place", "when", "description"]), TEXTS.filter(lambda text: text != "<<"))
NESTED = st.recursive(TEXTS, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)), max_leaves=12)


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(KEYS, NESTED, max_size=5))
def test_what_is_written_reads_back_to_the_character(data: dict[str, Any]) -> None:
    text = emit(data, Meeting)

    found = parse("x.yaml", text.encode())

    assert isinstance(found, Source), text
    assert found.data == data


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param({"name": "Tuesday Night"}, "name: Tuesday Night\n", id="plain where it can be"),
        pytest.param({"name": "AA #12"}, 'name: "AA #12"\n', id="a sign that would begin a comment"),
        pytest.param({"name": "Step: two"}, 'name: "Step: two"\n', id="a sign that would begin a field"),
        pytest.param({"place": {"postal_code": "01234"}}, 'place:\n  postal_code: "01234"\n', id="a ZIP with a leading zero"),
        pytest.param({"place": {"postal_code": "80302"}}, "place:\n  postal_code: 80302\n", id="a ZIP without one"),
        pytest.param({"place": {"city": "NO"}}, 'place:\n  city: "NO"\n', id="Norway"),
        pytest.param({"proof_of_attendance": "yes"}, "proof_of_attendance: yes\n", id="yes where yes is meant"),
        pytest.param({"place": {"longitude": "-105.27"}}, "place:\n  longitude: -105.27\n", id="degrees"),
        pytest.param({"formats": ["open", "young-people"]}, "formats: [open, young-people]\n", id="words on one line"),
        pytest.param(
            {"when": [{"start": "19:00", "days": ["tuesday"]}]}, 'when:\n  - days: [tuesday]\n    start: "19:00"\n', id="a time in quotes"
        ),
        pytest.param({"description": "One\n\nTwo"}, "description: |-\n  One\n\n  Two\n", id="paragraphs as a block"),
        pytest.param({"name": "Grüße 東京"}, "name: Grüße 東京\n", id="letters of any script as they are"),
        pytest.param({"summary": "b", "name": "a", "other": "c"}, "name: a\nsummary: b\nother: c\n", id="the schema's order"),
    ],
)
def test_a_listing_is_written_as_a_person_would(data: dict[str, Any], text: str) -> None:
    assert emit(data, Meeting) == text


def test_a_long_text_is_folded_and_stays_the_same() -> None:
    text = " ".join(["word"] * 80)

    written = emit({"description": text}, Meeting)

    assert max(len(line) for line in written.splitlines()) <= 100
    assert parse("x", written.encode()).data == {"description": text}  # type: ignore[union-attr] # a list of problems would fail here


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("19:00", 1140),
        ("7:00 PM", 1140),
        ("7 pm", 1140),
        ("7:00 p.m.", 1140),
        ("12:00 AM", 0),
        ("12:15 pm", 735),
        ("noon", 720),
        ("24:00", 1440),
        ("19:00:00", 1140),
        ("0730", 450),
        ("7", None),
        ("25:00", None),
        ("13:00 PM", None),
        ("7:75", None),
        ("whenever", None),
        (None, None),
        ([7], None),
    ],
)
def test_a_time_of_day(text: object, minutes: int | None) -> None:
    assert clock_of(text) == minutes


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (0, 0),
        ("6", 6),
        ("Sunday", 0),
        ("sun.", 0),
        ("Thurs", 4),
        ("Thu", 4),
        ("someday", None),
        (3.0, 3),
        (7, None),
        ("miércoles", 3),
        (True, None),
    ],
)
def test_a_day_of_the_week(value: object, day: int | None) -> None:
    assert day_of(value) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2023-08-22 21:56:56", "2023-08-22"),
        ("8/16/2021 7:16:45 AM", "2021-08-16"),
        ("13/2/2021", "2021-02-13"),
        ("2020-04-0416:50:58", "2020-04-04"),
        ("2021-02-30", ""),
        ("yesterday", ""),
        (20210816, ""),
    ],
)
def test_the_day_of_a_change(value: object, day: str) -> None:
    assert date_of(value) == day


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("example.org/a", "https://example.org/a"),
        ("//example.org", "https://example.org"),
        ("example.org:8443/x", "https://example.org:8443/x"),
        ("http://example.org", "http://example.org"),
        ("http://", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("none", ""),
        ("see our website", ""),
        ("https://user:pass@example.org", ""),
        ("https://[", ""),
        (5, ""),
    ],
)
def test_a_link(value: object, url: str) -> None:
    assert url_of(value) == url


@pytest.mark.parametrize(
    ("value", "phones"),
    [
        ("270-555-0112 OR 800-555-0182", ["270-555-0112", "800-555-0182"]),
        ("(888)555-0144 or (502)555-0113", ["(888)555-0144", "(502)555-0113"]),
        ("270-555-0100  -  Ext 1146; 1268", ["270-555-0100 x1146", "1268"]),
        ("610-555-0190 x1115", ["610-555-0190 x1115"]),
        ("270/555-0130", ["270/555-0130"]),
        ("+15550100000,,123456#", ["+15550100000,,123456#"]),
        ("988", ["988"]),
        ("", []),
        (None, []),
    ],
)
def test_phones_of_a_cell(value: object, phones: list[str]) -> None:
    assert phones_of(value) == phones


@pytest.mark.parametrize(
    ("north", "east", "found"),
    [
        ("40.0176", "-105.28", ("40.0176", "-105.28")),
        (40.9622501875, -76.89118037499999, ("40.96225", "-76.89118")),
        (0, 0, None),
        ("0.0000", "0.0000", None),
        (91, 0, None),
        ("nan", "1", None),
        (None, "-76.8", None),
        ("", "", None),
        (float("inf"), 1, None),
    ],
)
def test_coordinates(north: object, east: object, found: tuple[str, str] | None) -> None:
    assert coordinates_of(north, east) == found


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Hall is open <br> other days <b>closed</b>", "Hall is open\nother days closed"),
        ('See <a href="https://example.org/x">our page</a>', "See our page (https://example.org/x)"),
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("<script>alert(1)</script>Hi", "Hi"),
        ("a < b and 3 > 2", "a < b and 3 > 2"),
        ("\t\t\t            ", ""),
        ("one\r\ntwo\x00\u202e", "one\ntwo"),
        (64112, "64112"),
        (10**400, ""),
        (True, ""),
        ({"a": 1}, ""),
    ],
)
def test_a_value_becomes_plain_text(value: object, text: str) -> None:
    assert text_of(value) == text


def test_plain_text_as_markdown_shows_the_same() -> None:
    shown = markdown(markdown_of("# 5 ring twice\n<3 you\n* one\n* two"))

    assert "<h" not in shown
    assert "# 5 ring twice" in shown
    assert "&lt;3 you" in shown
    assert shown.count("<li>") == 2


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x))
)
def test_no_value_is_too_odd_for_its_reader(value: object) -> None:
    for reader in (clock_of, date_of, day_of, email_of, line_of, phones_of, text_of, url_of):
        reader(value)

    assert coordinates_of(value, value) is None or isinstance(value, int | float | str)
    assert is_safe(text_of(value))


def test_a_text_is_cut_at_a_word_and_nothing_is_lost() -> None:
    short, rest = cut("one two three four", 12)

    assert (short, rest) == ("one two…", "three four")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        pytest.param(
            "9636 CA-9, Ben Lomond, CA 95005, USA",
            Address(street="9636 CA-9", city="Ben Lomond", region="CA", postal_code="95005", country="US"),
            id="United States",
        ),
        pytest.param("Philadelphia, PA, USA", Address(city="Philadelphia", region="PA", country="US"), id="a town only"),
        pytest.param("United States", Address(country="US"), id="a country only"),
        pytest.param("London, UK", Address(city="London", country="GB"), id="a town abroad"),
        pytest.param("Tbilisi, Georgia", Address(city="Tbilisi", country="GE"), id="Georgia is a country too"),
        pytest.param(
            "Atlanta, Georgia 30303", Address(city="Atlanta", region="GA", postal_code="30303", country="US"), id="Georgia is a state"
        ),
        pytest.param(
            "8406 118 Avenue NW, Edmonton, Alberta, T5B 0S5, Canada",
            Address(street="8406 118 Avenue NW", city="Edmonton", region="AB", postal_code="T5B 0S5", country="CA"),
            id="Canada with the province apart",
        ),
        pytest.param(
            "223 Kent St, Charlottetown, PE C1A 1P1, Canada",
            Address(street="223 Kent St", city="Charlottetown", region="PE", postal_code="C1A 1P1", country="CA"),
            id="Canada",
        ),
        pytest.param(
            "Fehrbelliner Str. 92, 10119 Berlin, Germany",
            Address(street="Fehrbelliner Str. 92", city="Berlin", postal_code="10119", country="DE"),
            id="the code before the town",
        ),
        pytest.param(
            "125 Charing Cross Rd, London WC2H 0EW, UK",
            Address(street="125 Charing Cross Rd", city="London", postal_code="WC2H 0EW", country="GB"),
            id="the code behind the town",
        ),
        pytest.param(
            "46 Tyrone Ave, Parkview, Randburg, 2122, South Africa",
            Address(street="46 Tyrone Ave, Parkview", city="Randburg", postal_code="2122", country="ZA"),
            id="the code apart",
        ),
        pytest.param("12 Elm St, 19958", Address(street="12 Elm St", postal_code="19958"), id="a street without a town"),
        pytest.param("", Address(), id="nothing"),
        pytest.param(", , ,", Address(), id="only commas"),
    ],
)
def test_an_address_on_one_line(text: str, address: Address) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize("use_examples", [False, True], ids=["as written", "with all its examples in use"])
def test_every_kind_has_questions_whose_examples_make_a_valid_file(tmp_path: Path, use_examples: bool) -> None:
    for file, text in new_site("Scratch", "America/Denver").items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    areas = tmp_path / "content/areas.yaml"
    areas.write_text(areas.read_text(encoding="utf-8") + "\nboulder:\n  name: Boulder\n", encoding="utf-8")
    for kind in KINDS:
        folder = {"events": "2026", "helplines": "", "tools": ""}.get(kind, "boulder")
        path = tmp_path / "content" / kind / folder / "an-example.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = commented(kind, {q.field: q.example for q in questions(kind)})
        path.write_text(re.sub("(?m)^# ", "", text) if use_examples else text, encoding="utf-8")

    found = pipeline.load(pipeline.Options(site=tmp_path, out=tmp_path / "_site", today=lambda _: TODAY, cache=False))

    assert [problem for problem in found.problems if problem.severity == "error"] == []
    assert len(found.listings) == len(KINDS) + 1


def test_a_sentence_about_time_is_one_answer() -> None:
    data = answered("meetings", {"name": "A", "when": "Tuesdays, Thursdays 7:00 pm", "formats": "open, newcomer", "area": "boulder"})

    assert data == {"name": "A", "when": ["Tuesdays, Thursdays 7:00 pm"], "formats": ["open", "newcomer"]}


def test_the_smallest_site_has_no_problems(tmp_path: Path) -> None:
    for file, text in new_site('Help: "here" #1', "America/Denver").items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")

    found = pipeline.load(pipeline.Options(site=tmp_path, out=tmp_path / "_site", today=lambda _: TODAY, cache=False))

    assert found.problems == ()
    assert found.config.title == 'Help: "here" #1'


def test_a_field_is_found_by_its_path() -> None:
    shape = shape_of(Meeting)

    assert (found := shape_at(shape, "place.postal_code")) is not None
    assert found.limit == 200
    assert shape_at(shape, "when.start") is not None
    assert shape_at(shape, "place.planet") is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"kind": "programs", "columns": {"a": "plase.city"}}, "Did you mean place.city?"),
        ({"kind": "program", "columns": {"a": "name"}}, "Did you mean programs?"),
        ({"kind": "programs", "colums": {"a": "name"}}, "Did you mean columns?"),
        ({"kind": "programs", "columns": {"a": {"to": "name", "spilt": ","}}}, "Did you mean split?"),
        ({"kind": "programs", "columns": {"a": {"add": {"audiense": "women"}}}}, "Did you mean audience?"),
        ({"kind": "meetings", "like": "meeting-guide", "columns": {"a": "end_tiem"}}, "Did you mean end_time?"),
    ],
)
def test_a_slip_in_a_mapping_is_told_with_what_was_meant(data: dict[str, Any], words: str) -> None:
    found, faults = mapping_of(data)

    assert found is None
    assert [fault.fix for fault in faults] == [words]


def test_minutes_past_midnight_are_on_the_clock_again() -> None:
    assert clock_text(1410 + 60) == "00:30"
