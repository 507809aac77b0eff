"""Guides and pages: a title between two fences, then Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.checking import Document, check_document, documents_in, without_original
from alongside.errors import Problem

FILE = "content/guides/first-steps.md"
GOOD = "---\ntitle: First steps\nsummary: What to expect.\norder: 10\nrelated: [/meetings/]\n---\n\nCome as you are.\n"


def checked(text: str | bytes, file: str = FILE) -> Document:
    document, problems = check_document(file, text if isinstance(text, bytes) else text.encode())
    assert problems == []
    assert document is not None
    return document


def problem_of(text: str | bytes, file: str = FILE) -> Problem:
    document, (problem,) = check_document(file, text if isinstance(text, bytes) else text.encode())
    assert document is None
    return problem


def test_a_document_is_its_head_its_body_and_its_place() -> None:
    document = checked(GOOD)

    assert document == Document(
        id="first-steps",
        folder="guides",
        file=FILE,
        title="First steps",
        summary="What to expect.",
        order=10,
        related=("/meetings/",),
        body="\nCome as you are.\n",
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GOOD.replace("\n", "\r\n"), id="line ends of Windows"),
        pytest.param("\ufeff" + GOOD, id="a byte order mark"),
        pytest.param(GOOD.replace("---\n", "---  \n"), id="blanks behind a fence"),
    ],
)
def test_what_editors_add_changes_nothing(text: str) -> None:
    assert checked(text) == checked(GOOD)


def test_a_body_may_be_empty_and_may_hold_rules() -> None:
    assert checked("---\ntitle: x\n---").body == ""
    assert checked("---\ntitle: x\n---\nOne.\n\n---\n\nTwo.\n").body == "One.\n\n---\n\nTwo.\n"


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        pytest.param("# First steps\n", 1, 1, "has no title on top", id="no head"),
        pytest.param("---\ntitle: x\n\nText.\n", 1, 1, "has no title on top", id="a head without an end"),
        pytest.param("\n" + GOOD, 1, 1, "has no title on top", id="a line above the head"),
        pytest.param("", 1, 1, "has no title on top", id="an empty file"),
        pytest.param("---\nsummary: x\n---\n", 2, 1, "is missing", id="no title"),
        pytest.param("---\ntitle: x\nordr: 3\n---\n", 3, 1, "is not a field here", id="a misspelt field"),
        pytest.param("---\ntitle: x\norder: first\n---\n", 3, 8, "'first' is not a whole number", id="no number"),
        pytest.param("---\ntitle: Steps: one\n---\n", 2, 8, "a text with a colon and a space in it needs quotes", id="a colon"),
        pytest.param("---\ntitle: x\n---\nText \u202ehidden\n", 4, 6, "the character U+202E", id="an override in the text"),
        pytest.param(GOOD.encode() + b"\xff", 9, 1, "0xFF", id="a text that is not UTF-8"),
        pytest.param("---\ntitle: x\n---\n" + "x" * 70_000, 0, 0, "the file is 70,017 bytes long", id="a text that is too long"),
    ],
)
def test_a_mistake_is_told_at_its_line(text: str | bytes, line: int, column: int, message: str) -> None:
    problem = problem_of(text)

    assert (problem.file, problem.line, problem.column) == (FILE, line, column)
    assert message in problem.message
    assert problem.fix


def test_a_document_in_the_wrong_place_is_not_read() -> None:
    assert problem_of(GOOD, "content/guides/First Steps.md").message == "has a name that cannot be an address"


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: ("---\n" + text).encode("utf-8", "surrogatepass")))
def test_any_bytes_are_a_document_or_a_problem(raw: bytes) -> None:
    document, problems = check_document(FILE, raw)

    assert (document is None) == bool([problem for problem in problems if problem.severity == "error"])


def test_a_word_that_can_hurt_is_hinted_at_where_it_stands() -> None:
    document, found = check_document("content/guides/one.md", b"---\ntitle: One\n---\nFirst line.\nFor addicts and others.\n")

    assert document is not None
    assert [(problem.line, problem.column, problem.value, problem.severity) for problem in found] == [(5, 5, "addicts", "warning")]


SPANISH_FILE = "content/guides/first-steps.es.md"
SPANISH = "---\ntitle: Primeros pasos\norder: 99\nrelated: [/tools/]\n---\n\nVenga como es.\n"


def test_a_translation_stands_beside_its_original_under_the_same_id() -> None:
    document = checked(SPANISH, SPANISH_FILE)

    assert (document.id, document.folder, document.language, document.file) == ("first-steps", "guides", "es", SPANISH_FILE)
    assert checked(GOOD).language == ""


def test_each_document_is_there_once_in_a_language_translated_where_it_is() -> None:
    first, second, other = checked(GOOD), checked(SPANISH, SPANISH_FILE), checked(GOOD, "content/pages/about.md")

    english, spanish, french = (documents_in((second, first, other), language) for language in ("en", "es", "fr"))

    assert english == french == (first, other)
    assert [(document.title, document.language, document.file) for document in spanish] == [
        ("Primeros pasos", "es", SPANISH_FILE),
        ("First steps", "", "content/pages/about.md"),
    ]


def test_a_translation_keeps_the_place_and_what_it_leads_on_to_of_its_original_and_knows_its_text() -> None:
    first, second = checked(GOOD), checked(SPANISH, SPANISH_FILE)

    [spanish] = documents_in((first, second), "es")

    assert (spanish.order, spanish.related, spanish.original) == (10, ("/meetings/",), first.body)
    # A sentence that nobody translated is left out rather than shown in another language.
    assert (spanish.summary, spanish.body) == ("", "\nVenga como es.\n")


def test_a_translation_of_nothing_is_told_and_shown_nowhere() -> None:
    alone, wrong_folder = checked(SPANISH, SPANISH_FILE), checked(SPANISH, "content/pages/first-steps.es.md")

    found = without_original((alone, wrong_folder, checked(GOOD, "content/guides/other.md")))

    assert [(problem.file, problem.rule, problem.severity) for problem in found] == [
        (SPANISH_FILE, "no-original", "error"),
        ("content/pages/first-steps.es.md", "no-original", "error"),
    ]
    assert "content/guides/first-steps.md, which is not there" in found[0].message
    assert found[0].fix == "Name it first-steps.md if it is the original."
    assert without_original((alone, checked(GOOD))) == []
    assert documents_in((alone,), "es") == ()


@pytest.mark.parametrize("name", ["first.steps.md", "first-steps.ES.md", "first-steps.spanish.md", "es.es.es.md"])
def test_what_stands_before_the_ending_is_a_language_code_or_a_mistake(name: str) -> None:
    document, problems = check_document(f"content/guides/{name}", GOOD.encode())

    assert document is None
    assert [problem.severity for problem in problems] == ["error"]
