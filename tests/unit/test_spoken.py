"""A record's own words in the language of a page, and which of them are said to be in another."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.entries import Entry, Langs
from alongside.entries.spoken import langs_of, spoken
from alongside.languages import translations_for
from alongside.schema import Cost, Meeting, Organization, Translation
from tests.building import configuration, entry

WORDS = ("name", "summary", "description", "notice", "cost_notes")
SPANISH = translations_for("es")
TWO = "title: Two\ntimezone: America/Denver\nlanguages: [en, es]\n"
MEETING = "name: Noon\nfellowship: aa\ncost: {kind: paid, notes: Ask}\nwhen: [Mondays 12:00]\ncontact: {phone: 303-555-0100}\n"
TEXT = st.sampled_from(["", "x", "y"])


def in_spanish(text: str) -> Entry:
    return entry(text, config=configuration(TWO), translations=SPANISH)


def meeting(**words: Any) -> Meeting:
    return Meeting(name="Noon", fellowship="aa", cost=Cost(kind="paid", notes="Ask"), **words)


def test_words_without_a_translation_stay_as_they_were_written_and_say_so() -> None:
    record = meeting(summary="S", translations={"fr": Translation(name="Midi")})

    assert spoken(record, "es") is record
    assert langs_of(record, "es", "en") == Langs(**dict.fromkeys((*WORDS, "rest"), "en"))


def test_on_a_page_in_its_own_language_nothing_is_foreign() -> None:
    record = meeting(translations={"es": Translation(name="Mediodía")})

    assert langs_of(record, "en", "en") == Langs()
    assert langs_of(Meeting(name="Mediodía", fellowship="aa", written_in="es"), "es", "en") == Langs()


def test_a_listing_that_was_written_in_the_second_language_is_foreign_on_pages_of_the_first() -> None:
    record = Meeting(name="Mediodía", fellowship="aa", written_in="es", translations={"en": Translation(name="Noon")})

    assert (spoken(record, "en").name, spoken(record, "es").name) == ("Noon", "Mediodía")
    assert langs_of(record, "en", "en").name == ""
    assert langs_of(record, "en", "en").rest == "es"


@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_is_translated_is_the_pages_and_the_others_are_not(word: str) -> None:
    record = meeting(summary="S", description="D", notice="N", translations={"es": Translation(**{word: "Traducido"})})

    told, langs = spoken(record, "es"), msgspec.structs.asdict(langs_of(record, "es", "en"))

    assert langs == {name: "" if name == word else "en" for name in (*WORDS, "rest")}
    assert isinstance(told.cost, Cost)
    assert {name for name in WORDS if (told.cost.notes if name == "cost_notes" else getattr(told, name)) == "Traducido"} == {word}


def test_the_beginning_of_a_translated_description_is_a_summary_in_the_pages_language() -> None:
    more = "description: There is tea.\ntranslations: {es: {description: Hay té.}}\n"

    without, with_one = (in_spanish(MEETING + text) for text in (more, more + "summary: For all.\n"))

    assert (without.plain, without.langs.summary, without.langs.description) == ("Hay té.", "", "")
    # Its own summary goes before, and nobody has translated that.
    assert (with_one.plain, with_one.langs.summary) == ("For all.", "en")


def test_a_card_says_the_same_as_the_page() -> None:
    found = in_spanish(MEETING + "notice: New room\ntranslations: {es: {name: Mediodía}}\n")

    assert found.card.name == found.listing.name == "Mediodía"
    assert found.card.langs == found.langs == Langs(summary="en", description="en", notice="en", cost_notes="en", rest="en")
    assert found.cost_notes == "Ask"


def test_an_organization_is_told_in_the_language_too() -> None:
    record = Organization(name="Intergroup", summary="S", translations={"es": Translation(name="Intergrupal", notice="no field of it")})

    told = spoken(record, "es")

    assert (told.name, told.summary) == ("Intergrupal", "S")
    assert (langs_of(record, "es", "en").name, langs_of(record, "es", "en").summary) == ("", "en")


@given(st.fixed_dictionaries(dict.fromkeys(("summary", "description", "notice"), TEXT)), st.fixed_dictionaries(dict.fromkeys(WORDS, TEXT)))
def test_each_word_is_either_the_translation_or_marked_with_the_language_of_the_original(
    written: dict[str, str], translated: dict[str, str]
) -> None:
    record = meeting(**written, translations={"es": Translation(**translated)})

    told, langs = spoken(record, "es"), langs_of(record, "es", "en")

    for name in ("name", "summary", "description", "notice"):
        assert getattr(told, name) == (translated[name] or getattr(record, name))
        # A summary that is not written is the beginning of the description.
        source = "description" if name == "summary" and not written["summary"] and not translated["summary"] else name
        assert getattr(langs, name) == ("" if translated[source] else "en")
