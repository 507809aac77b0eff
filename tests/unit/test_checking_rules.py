"""The table of rules between fields: each rule's own examples, on otherwise minimal listings of each of its kinds."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from alongside.checking import RULES, examine
from alongside.checking.rules import ALL, Rule
from alongside.config import SiteConfig
from alongside.schema.faults import Fault, Words

WORDS = Words(refs={"areas": frozenset({"boulder"})})
CONFIG = SiteConfig(title="Test")
TODAY = date(2026, 11, 21)
PHONE = {"contact": {"phone": "303-555-0100"}}
# The least that is right of each kind. What an example says of a field stands in its place.
MINIMAL: Mapping[str, Mapping[str, Any]] = {
    "meetings": {"name": "A meeting", "fellowship": "aa", "when": ["Tuesdays 7:00 pm"], **PHONE},
    "programs": {"name": "A program", "levels_of_care": ["iop"], **PHONE},
    "family": {"name": "A circle", "form": "support-group", **PHONE},
    "events": {"name": "A fair", "start": "2026-12-04", **PHONE},
    "activities": {"name": "A walk", "activity_type": "outdoors", **PHONE},
    "helplines": {"name": "A line", "lines": [{"call": "988"}], "when": ["always"]},
    "tools": {"name": "An app", "functions": ["meditation"], **PHONE},
}
EACH = [pytest.param(rule, kind, id=f"{rule.id}-{kind}") for rule in RULES for kind in rule.kinds]
# Fields that can keep a rule whose bad example does without them.
KEEPS = ("contact", "when", "start", "status")


def faults_of(kind: str, data: Mapping[str, Any]) -> list[Fault]:
    return examine(kind, dict(data), WORDS, CONFIG, TODAY)[1]


def without(rule: Rule, kind: str) -> Mapping[str, Any]:
    """The minimal listing without the fields that would keep the rule for the bad example."""
    roots = {condition.lstrip("!").partition("=")[0].partition(".")[0] for condition in rule.need}
    return {field: value for field, value in MINIMAL[kind].items() if field not in roots & set(KEEPS)}


@pytest.mark.parametrize("kind", ALL)
def test_the_least_listing_of_a_kind_keeps_every_rule(kind: str) -> None:
    assert faults_of(kind, MINIMAL[kind]) == []


@pytest.mark.parametrize(("rule", "kind"), EACH)
def test_the_good_example_keeps_its_rule(rule: Rule, kind: str) -> None:
    data = {**MINIMAL[kind], **rule.good}

    assert rule.id not in {fault.rule for fault in faults_of(kind, data)}


@pytest.mark.parametrize(("rule", "kind"), EACH)
def test_the_bad_example_breaks_its_rule_with_a_message_and_a_fix(rule: Rule, kind: str) -> None:
    data = {**without(rule, kind), **rule.bad}

    broken = [fault for fault in faults_of(kind, data) if fault.rule == rule.id]

    assert [(fault.message, fault.fix, fault.severity) for fault in broken] == [(rule.message, rule.fix, rule.severity)]
    assert rule.fix.endswith(".")
    assert not rule.message[0].isupper()
    assert not rule.message.endswith(".")


def test_every_rule_has_an_id_of_its_own() -> None:
    ids = [rule.id for rule in RULES]

    assert len(ids) == len(set(ids))


def test_a_misspelt_field_is_not_told_a_second_time_as_a_missing_one() -> None:
    faults = faults_of("meetings", {"name": "A meeting", "fellowship": "aa", "wen": ["Tuesdays 7:00 pm"], **PHONE})

    assert [fault.path for fault in faults] == [("wen",)]


@pytest.mark.parametrize("typed", [None, "", "  ", []])
def test_an_empty_field_is_as_good_as_none(typed: object) -> None:
    faults = faults_of("meetings", {**MINIMAL["meetings"], "when": typed})

    assert [fault.rule for fault in faults] == ["meeting-when"]


def test_the_beginning_of_an_address_is_no_way_to_reach_a_program() -> None:
    faults = faults_of("programs", {**MINIMAL["programs"], "contact": {"website": "http://"}})

    assert {fault.rule for fault in faults} == {"way-to-take-part", "program-reach", "url-empty"}


@pytest.mark.parametrize("kind", ALL)
def test_a_closed_listing_needs_no_way_to_take_part(kind: str) -> None:
    data = {field: value for field, value in MINIMAL[kind].items() if field not in ("contact", "when", "start")}

    assert faults_of(kind, {**data, "status": "closed"}) == []


def test_times_are_told_beside_the_faults_of_other_fields() -> None:
    when = ["Tuesdays at tea time", {"days": "friday", "start": "7"}]

    faults = faults_of("meetings", {**MINIMAL["meetings"], "status": "clsed", "when": when})

    assert [fault.path for fault in faults] == [("status",), ("when", 0), ("when", 1, "start")]


def test_the_end_of_an_event_is_told_beside_the_faults_of_other_fields() -> None:
    faults = faults_of("events", {**MINIMAL["events"], "status": "clsed", "end": "2026-12-03"})

    assert [fault.path for fault in faults] == [("status",), ("end",)]


def test_of_a_date_and_time_only_what_is_wrong_is_marked() -> None:
    (fault,) = faults_of("events", {**MINIMAL["events"], "start": "2026-12-04 7"})

    assert (fault.value, fault.offset, fault.fix) == ("7", 11, 'Write "7:00 am" or "7:00 pm".')


def test_a_sentence_that_is_too_long_is_told_once() -> None:
    faults = faults_of("meetings", {**MINIMAL["meetings"], "when": ["Tuesdays " * 40]})

    assert [fault.path for fault in faults] == [("when", 0)]


def test_messages_of_times_are_parts_of_a_sentence_like_all_others() -> None:
    faults = faults_of("meetings", {**MINIMAL["meetings"], "when": [{"days": "friday"}, "Fridays 7 pm in UTC"]})

    assert [fault.message for fault in faults] == ["it does not say when it begins", "a sentence cannot hold a time zone: 'UTC'"]
