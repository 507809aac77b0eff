"""Problems as people, programs and pull requests read them."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.errors import Problem, SiteError, as_annotation, as_json, as_text, in_order, nearest, unsafe_character, visible

TIME = Problem(
    file="content/meetings/boulder/tuesday-night.yaml",
    line=6,
    column=10,
    field="schedule[0].start",
    value="7pm",
    message="'7pm' is not a time of day",
    fix='Write hours and minutes, for example "19:00" or "7:00 pm".',
    source="  start: 7pm",
)
# Texts with what acts on a terminal, reorders text or is half of a character.
texts = st.text(st.characters(exclude_categories=()) | st.sampled_from("\x1b\x00\n\r\x85\u202e\u2066\u2028\ufeff\x7f:,%"), max_size=40)
problems = st.builds(
    Problem,
    file=texts,
    message=texts,
    fix=texts,
    line=st.integers(0, 99),
    column=st.integers(0, 300),
    field=texts,
    value=texts,
    source=texts,
    severity=st.sampled_from(("error", "warning")),
)


def test_a_problem_is_place_message_line_caret_and_fix() -> None:
    shown = as_text(TIME)

    assert shown == (
        "content/meetings/boulder/tuesday-night.yaml:6:10: schedule[0].start: '7pm' is not a time of day\n"
        "        start: 7pm\n"
        "               ^^^\n"
        '    Write hours and minutes, for example "19:00" or "7:00 pm".'
    )


def test_a_problem_of_a_whole_file_has_neither_line_nor_caret() -> None:
    shown = as_text(Problem(file="content/x.yml", message="does not end in .yaml", fix="Name it x.yaml."))

    assert shown == "content/x.yml: does not end in .yaml\n    Name it x.yaml."


def test_a_warning_says_that_it_is_one() -> None:
    shown = as_text(Problem(file="a.yaml", line=1, column=2, message="is not encrypted", severity="warning"))

    assert shown == "a.yaml:1:2: warning: is not encrypted"


def test_the_caret_stands_below_its_word_behind_a_character_that_is_escaped() -> None:
    _, source, caret = as_text(Problem(file="a", line=1, column=8, message="m", value="wrong", source="name:\t\u202ewrong")).split("\n")

    assert source.index("wrong") == caret.index("^")
    assert caret.count("^") == len("wrong")


def test_a_long_line_is_shown_around_its_column() -> None:
    source = "x" * 5000 + "wrong" + "y" * 5000

    lines = as_text(Problem(file="a", line=1, column=5001, message="m", value="wrong", source=source)).split("\n")

    assert max(map(len, lines)) < 200
    assert lines[1].index("wrong") == lines[2].index("^")


@given(problems)
def test_nothing_that_acts_on_a_terminal_is_printed(problem: Problem) -> None:
    shown = [line for text in (as_text(problem), as_json([problem]), as_annotation(problem)) for line in text.split("\n")]

    assert not [character for line in shown for character in line if unsafe_character(character)]


@given(st.lists(problems, max_size=3))
def test_json_holds_every_problem_as_it_is(found: list[Problem]) -> None:
    read = json.loads(as_json(found))

    assert read["errors"] + read["warnings"] == len(read["problems"]) == len(found)
    whole = [problem for problem in in_order(found) if problem.message.isprintable()]
    assert {problem.message for problem in whole} <= {row["message"] for row in read["problems"]}


@given(problems)
def test_an_annotation_is_one_line_with_one_place(problem: Problem) -> None:
    line = as_annotation(problem)

    properties = line.split("::")[1]
    assert "\n" not in line
    assert line.startswith(f"::{problem.severity} file=")
    assert [each.partition("=")[0].removeprefix(f"{problem.severity} ") for each in properties.split(",")] == ["file", "line", "col"]


def test_an_annotation_escapes_what_would_end_its_place() -> None:
    line = as_annotation(Problem(file="a,b:c%.yaml", line=3, column=4, field="name", message="100 %", fix="Write 99."))

    assert line == "::error file=a%2Cb%3Ac%25.yaml,line=3,col=4::name: 100 %25 Write 99."


def test_problems_stand_in_order_of_file_line_and_column() -> None:
    places = (("b", 1, 1), ("a", 2, 1), ("a", 1, 9), ("a", 1, 2))
    rows = [Problem(file=file, line=line, column=column, message="m") for file, line, column in places]

    ordered = in_order(rows)

    assert [(row.file, row.line, row.column) for row in ordered] == [("a", 1, 2), ("a", 1, 9), ("a", 2, 1), ("b", 1, 1)]


@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_a_visible_text_has_no_control_and_no_override(text: str) -> None:
    shown = visible(text)

    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in shown)
    assert len(shown) <= 201 * 6


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("wheelchiar", "wheelchair"),
        ("Wheelchair", "wheelchair"),
        ("in person", "in_person"),
        ("in-person", "in_person"),
        ("bicycle", None),
        ("", None),
    ],
)
def test_the_nearest_word_is_the_one_that_was_meant(word: str, meant: str | None) -> None:
    assert nearest(word, ["wheelchair", "in_person", "online"]) == meant


def test_an_error_of_the_site_carries_its_exit_code() -> None:
    assert SiteError("no such folder").code == 3
    assert SiteError("no such option", 2).code == 2
