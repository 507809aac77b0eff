"""Slugs, reading grade and wording."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.text import reading_grade, reads_harder, slug, stigmatizing, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Women's Tuesday Night", "womens-tuesday-night"),
        ("Straße, Łódź & Søndag", "strasse-lodz-sondag"),
        ("../../etc/passwd", "etc-passwd"),
        ("  -- AA #12 -- ", "aa-12"),
        ("aux.yaml", "aux-yaml"),
    ],
)
def test_a_name_becomes_a_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize("text", ["", "…", "日本", "Привет", "CON", "nul", "\ud800"])
def test_a_name_without_a_slug_of_its_own_gets_a_stable_one(text: str) -> None:
    assert slug(text) == slug(text)
    assert slug(text) not in {"", "con", "nul"}


def test_names_in_other_scripts_do_not_fall_together() -> None:
    assert slug("AA Утренняя группа") != slug("AA Вечерняя группа")


def test_a_long_name_is_cut_at_a_word() -> None:
    assert slug("one two three four", 13) == "one-two-three"
    assert slug("one two three four", 12) == "one-two"


@given(st.text(), st.integers(12, 80))
def test_a_slug_is_words_joined_by_hyphens(text: str, limit: int) -> None:
    found = slug(text, limit)

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found)
    assert len(found) <= limit


def test_the_reading_grade_tells_plain_from_hard_text() -> None:
    plain = reading_grade("We meet on Tuesday at the library. Bring a friend. Coffee is free.")
    hard = reading_grade("Participants experiencing co-occurring disorders receive comprehensive multidisciplinary evaluation.")

    assert plain < 5 < 15 < hard
    assert reading_grade("") == reading_grade("123 !!!") == 0.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Help for addicts and alcoholics.", ["addicts", "alcoholics"]),
        ("Speakers are recovering addicts.", ["recovering addicts"]),
        ("We treat substance abuse and drug abuse.", ["substance abuse", "drug abuse"]),
        ("Alcohol can lead to abuse.", ["abuse"]),
        ("Celebrate clean time.", ["clean time"]),
        ("Stay clean with us. Clean and sober dances.", ["Stay clean", "Clean and sober"]),
        ("A former junkie tells his story.", ["junkie"]),
        ("No dirty urine.", ["dirty urine"]),
        ("Medication-assisted treatment (MAT).", ["Medication-assisted treatment", "MAT"]),
        ("For drug users.", ["drug users"]),
        ("He was a drunk.", ["drunk"]),
    ],
)
def test_words_that_put_people_off_are_named(text: str, words: list[str]) -> None:
    found = stigmatizing(text)

    assert [word for word, _, _ in found] == words
    assert all(instead and text[offset:].startswith(word) for word, instead, offset in found)


@pytest.mark.parametrize(
    "text",
    [
        "Alcoholics Anonymous and Narcotics Anonymous meet here.",
        "Adult Children of Alcoholics",
        "Families of Alcoholics",
        "Substance Abuse and Mental Health Services Administration",
        "See the National Institute on Drug Abuse.",
        "Clean & Sober Group",
        "Living Clean",
        "A clean kitchen and clean water.",
        "Help after domestic abuse, sexual abuse and child abuse.",
        "For survivors of physical, emotional or sexual abuse who use drugs.",
        "Non-alcoholic drinks; no alcoholic beverages.",
        "Alcohol-free; app users welcome; yoga mat provided.",
        "It is a habit to arrive early.",
    ],
)
def test_names_and_other_meanings_are_left_alone(text: str) -> None:
    assert stigmatizing(text) == []


@pytest.mark.parametrize("unit", ["drug ", "drug and ", "abuse ", "A of ", "clean ", "sexual a b ", "addict", "A'", "aeiouy", "x.", "MAT "])
def test_long_text_is_looked_through_in_passing(unit: str) -> None:
    text = (unit * 8000)[:8000]

    assert len(stigmatizing(text)) <= 8000
    assert reading_grade(text) >= 0


SPOKEN = ["the", "a", "Community", "organisation's", "don't", "rock'n'roll", "TV", "tv", "5", "1.", "e.g.", "p.m.", ".", "!", "?!", "..."]
SPOKEN += ["\n\n", "\n", "'", "-", "x", "interdisciplinary", "is", "Mr.", "nth", "crwth", "queue", "''", "_", "a_b", "caf\u00e9"]


@settings(max_examples=500)
@given(st.lists(st.sampled_from(SPOKEN), max_size=60), st.sampled_from([" ", "", "  "]), st.sampled_from([0.0, 3.0, 8.0, 11.0, 20.0, 40.0]))
def test_the_short_way_to_whether_a_text_reads_harder_leads_where_the_long_one_does(spoken: list[str], space: str, grade: float) -> None:
    text = space.join(spoken)

    assert reads_harder(text, grade) == (reading_grade(text) > grade)


@given(st.text(max_size=80), st.sampled_from([0.0, 5.0, 11.0]))
def test_any_text_reads_harder_or_does_not(text: str, grade: float) -> None:
    assert reads_harder(text, grade) == (reading_grade(text) > grade)


def test_a_text_with_a_term_has_what_is_looked_for_first() -> None:
    assert [stem for stem, _, _ in words._TERMS if not any(root in stem for root in words._ROOTS)] == []
    assert [word for word, _, _ in stigmatizing("Alcohol abu\u017fe.")] == ["abu\u017fe"]
