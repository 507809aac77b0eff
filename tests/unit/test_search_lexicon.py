"""Which phrases of a sentence become chips, and what the script understands of sentences with the sample site's own phrases."""

import functools
import json
from collections.abc import Mapping
from typing import Any

import pytest

from alongside.catalog import Catalog
from alongside.pipeline import Options, load
from alongside.pipeline.editions import editions_of
from alongside.pipeline.words import translations_of
from alongside.search.lexicon import FACETS, Row, lexicon, stop_words
from alongside.search.places import code_shards, codes_around, positions, town_shards
from alongside.search.rows import carried, rows_of
from tests.building import DAY, ROOT, catalog
from tests.unit.test_script_time import run

MEETING = "name: One\nfellowship: {fellowship}\nattendance: online\nonline: {{url: https://example.org}}\nwhen: [Mondays 19:00]\n"


@functools.cache
def sample() -> Catalog:
    """The sample site's catalog, in English."""
    site = load(Options(site=ROOT, out=ROOT / "_site", today=lambda _zone: DAY))
    [found] = editions_of(site, {"en": translations_of("en", ROOT)})
    return found.catalog


@functools.cache
def rows(*languages: str) -> tuple[Row, ...]:
    return said(sample(), *(languages or ("en", "es")))


def said(of: Catalog, *languages: str) -> tuple[Row, ...]:
    return lexicon(of.shared.terms, carried(rows_of(of, {})), languages)


def chips(found: tuple[Row, ...]) -> dict[str, list[tuple[str, str]]]:
    """What each phrase makes a chip of."""
    meant: dict[str, list[tuple[str, str]]] = {}
    for facet, value, phrases in found:
        for phrase in phrases if facet in FACETS or facet == "when" else ():
            meant.setdefault(phrase, []).append((facet, value))
    return meant


@pytest.mark.parametrize(
    ("phrase", "meant"),
    [
        ("women", [("audience", "women")]),
        ("mujeres", [("audience", "women")]),
        ("aa", [("fellowship", "aa")]),
        ("na", [("fellowship", "na")]),
        ("al anon", [("fellowship", "al-anon")]),
        ("alanon", [("fellowship", "al-anon")]),
        ("smart", [("fellowship", "smart")]),
        ("lifering", [("fellowship", "lifering")]),
        ("iop", [("level", "iop")]),
        ("counseling", [("level", "counseling")]),
        ("sliding scale", [("cost", "sliding-scale")]),
        ("medicaid", [("cost", "medicaid")]),
        ("gratis", [("cost", "free")]),
        ("espanol", [("language", "spanish")]),
        ("asl", [("language", "american-sign-language")]),
        ("wheelchair", [("access", "wheelchair")]),
        ("silla de ruedas", [("access", "wheelchair")]),
        ("newcomer", [("format", "newcomer")]),
        ("meeting", [("kind", "meetings")]),
        ("reunion", [("kind", "meetings")]),
        ("treatment", [("kind", "programs")]),
        ("hotline", [("kind", "helplines")]),
        ("online", [("attendance", "online"), ("attendance", "hybrid")]),
        ("detox", [("level", "detox"), ("level", "hospital-detox"), ("level", "residential-detox")]),
        ("martes", [("day", "tuesday")]),
        ("weekend", [("day", "saturday"), ("day", "sunday")]),
        ("manana", [("time", "morning"), ("when", "tomorrow")]),
        ("esta noche", [("when", "tonight")]),
        ("tonite", [("when", "tonight")]),
        ("gay", [("audience", "lgbtq")]),
        ("lesbian", [("audience", "lgbtq")]),
        ("trans", [("audience", "lgbtq"), ("audience", "transgender")]),
    ],
)
def test_a_phrase_that_surely_means_a_value_is_a_chip(phrase: str, meant: list[tuple[str, str]]) -> None:
    assert chips(rows())[phrase] == meant


@pytest.mark.parametrize(
    "phrase",
    [
        *("alcohol", "drinking", "grief", "duelo", "anxiety", "depression", "trauma", "family", "familia", "parents", "kids", "childcare"),
        *("cbt", "meditation", "sponsor", "suboxone", "methadone", "narcan", "overdose", "homeless", "va", "military", "deaf", "latino"),
        *("group", "grupo", "support group", "help", "recovery", "recovery center", "counselor", "calle", "community", "parking"),
        *("domestic violence", "family therapy", "dual diagnosis", "twelve step", "12 step program", "professional", "all", "everyone"),
    ],
)
def test_a_word_that_is_a_topic_or_means_several_things_is_none(phrase: str) -> None:
    assert phrase not in chips(rows())


def test_phrases_that_must_not_be_taken_apart_are_told() -> None:
    alone = {phrase for facet, _, phrases in rows() for phrase in phrases if facet == "word"}

    assert {"family counseling", "12 step program", "smoke free", "drug free", "video games"} <= alone
    assert not {"online meetings", "closed meeting", "find a meeting", "grief group"} & alone


def test_no_row_is_without_phrases_and_none_is_there_twice() -> None:
    values = [(facet, value) for facet, value, _ in rows()]

    assert len(set(values)) == len(values)
    assert all(phrases and len(set(phrases)) == len(phrases) for _, _, phrases in rows())
    assert list(dict.fromkeys(facet for facet, _ in values if facet in FACETS)) == list(FACETS)


def test_a_site_in_one_language_knows_no_phrase_of_the_other() -> None:
    english = chips(rows("en"))

    assert "women" in english
    assert not {"mujeres", "martes", "hoy"} & set(english)
    assert "los" not in stop_words(["en"])


def test_only_what_a_listing_carries_is_looked_for() -> None:
    found = chips(said(catalog({"content/meetings/online/one.yaml": MEETING.format(fellowship="na")}), "en"))

    assert found["na"] == [("fellowship", "na")]
    assert found["online"] == [("attendance", "online")]
    assert "tuesday" in found
    assert not {"aa", "women", "program", "hybrid"} & set(found)


@functools.cache
def shards() -> Mapping[str, Any]:
    codes = codes_around(sample(), "US")
    towns = town_shards(sample(), positions(sample(), codes))
    folders: dict[str, Mapping[str, Any]] = {"towns": towns, "codes": code_shards(codes)}
    return {f"{folder}/{name}": rows for folder, found in folders.items() for name, rows in found.items()}


def understood(sentences: list[str]) -> list[Any]:
    """What the script makes of sentences."""
    given = json.dumps({"lexicon": rows(), "shards": shards()})
    return run("understand.js", "\n".join((given, *map(json.dumps, sentences))))


SENTENCES: dict[str, tuple[dict[str, list[str]], dict[str, Any]]] = {
    "women's aa tuesday evening near 80302": (
        {"audience": ["women"], "fellowship": ["aa"], "day": ["tuesday"], "time": ["evening"]}, {"near": "80302"},
    ),
    "mujeres martes": ({"audience": ["women"], "day": ["tuesday"]}, {}),
    "iop medicaid evening": ({"level": ["iop"], "cost": ["medicaid"], "time": ["evening"]}, {}),
    "al-anon online now": ({"fellowship": ["al-anon"], "attendance": ["online", "hybrid"]}, {"when": "now"}),
    "recuperacion": ({}, {"rest": "recuperacion"}),
    "serinity": ({}, {"rest": "serinity", "repaired": [""]}),
    "wensday": ({}, {"rest": "wensday", "repaired": ["wednesday"]}),
    "near me tonight": ({}, {"near": "here", "when": "tonight"}),
    "grupo de familias en español": ({"language": ["spanish"]}, {"rest": "grupo de familias"}),
    "sliding scale counseling saturday": ({"cost": ["sliding-scale"], "level": ["counseling"], "day": ["saturday"]}, {}),
    "na meetings in Fort Collins, CO within 5 miles after 6 pm": (
        {"fellowship": ["na"], "kind": ["meetings"]}, {"near": "fort-collins-co", "radius": 5, "after": 1080},
    ),
    "juntas de AA cerca de Boulder mañana por la noche": (
        {"kind": ["meetings"], "fellowship": ["aa"], "time": ["evening"]}, {"near": "boulder-co", "when": "tomorrow"},
    ),
    "grief group denver": ({}, {"rest": "grief group", "near": "denver-co"}),
    "family therapy tuesday": ({"day": ["tuesday"]}, {"rest": "family therapy"}),
}  # fmt: skip


def test_sentences_with_the_sample_sites_own_phrases() -> None:
    plain: dict[str, Any] = {"when": "", "after": None, "near": "", "radius": None, "rest": "", "repaired": []}
    found = understood(list(SENTENCES))

    for (sentence, (chosen, others)), each in zip(SENTENCES.items(), found, strict=True):
        wanted = {**plain, **others, "chosen": chosen}
        if "repaired" not in others:
            wanted.pop("repaired")
        near = each["near"]["id"] if isinstance(each["near"], dict) else each["near"]
        assert {name: {**each, "near": near}[name] for name in wanted} == wanted, sentence


def test_a_code_has_its_position() -> None:
    known, unknown = understood(["near 80302", "near 99999"])

    assert known["code"] == {"id": "80302", "label": "80302", "lat": pytest.approx(40.03, abs=0.1), "lon": pytest.approx(-105.3, abs=0.1)}
    assert (unknown["near"], unknown["code"]) == ("99999", None)
