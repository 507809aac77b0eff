"""Warnings: what is worth a second look, and what is none of our business."""

from datetime import date
from typing import Any

import pytest

from alongside.checking import check, checked_on, examine
from alongside.config import SiteConfig
from alongside.reading import Source, parse
from alongside.schema.faults import Fault, Words

TODAY = date(2026, 11, 21)
CONFIG = SiteConfig(title="Test")
PLACE = {"street": "1200 Pine Street", "city": "Boulder", "latitude": "40.0176", "longitude": "-105.2797"}
CLEAR = "Come in and sit down. We talk and we listen. There is tea. You may bring a friend. "
DENSE = (
    "Multidisciplinary psychotherapeutic interventions, individualized according to comprehensive biopsychosocial evaluation, "
    "facilitate sustainable rehabilitation notwithstanding comorbid symptomatology. "
)


def warnings(**fields: Any) -> list[Fault]:
    data = {"name": "Tuesday Night", "fellowship": "aa", "when": ["Tuesdays 7:00 pm"], "contact": {"phone": "303-555-0100"}, **fields}
    record, faults = examine("meetings", data, Words(), CONFIG, TODAY)
    assert record is not None
    assert {fault.severity for fault in faults} <= {"warning"}
    return faults


@pytest.mark.parametrize(
    ("fields", "rule", "path", "fix"),
    [
        pytest.param({"verified": "2026-05-20"}, "verified-stale", ("verified",), "write 2026-11-21", id="checked long ago"),
        pytest.param({"verified": {"on": "2026-05-20"}}, "verified-stale", ("verified", "on"), "Check it again", id="also in a record"),
        pytest.param({"verified": "2026-11-22"}, "verified-future", ("verified",), "somebody checked", id="checked tomorrow"),
        pytest.param({"place": {"street": "1 Main", "city": "Erie"}}, "no-coordinates", ("place",), "latitude: …", id="no coordinates"),
        pytest.param({"place": {**PLACE, "city": ""}}, "no-city", ("place",), "city: …", id="a street without a town"),
        pytest.param({"place": {**PLACE, "longitude": "105.2797"}}, "lost-minus", ("place", "longitude"), "-105.2797", id="lost minus"),
        pytest.param({"place": {**PLACE, "postal_code": "1301"}}, "short-zip", ("place", "postal_code"), 'Write "01301".', id="a ZIP"),
        pytest.param({"place": {**PLACE, "postal_code": "501"}}, "short-zip", ("place", "postal_code"), 'Write "00501".', id="a shorter"),
        pytest.param({"contact": {"website": "http://example.org"}}, "url-http", ("contact", "website"), "https://e", id="no https"),
        pytest.param({"contact": {"phone": "988", "website": "http://"}}, "url-empty", ("contact", "website"), "whole", id="http://"),
        pytest.param({"contact": {"phone": "ask inside"}}, "phone", ("contact", "phone"), "area code", id="a phone that is none"),
        pytest.param({"summary": "For addicts."}, "kinder-words", ("summary",), "person with", id="a word that hurts"),
        pytest.param({"notice": "Drug abuse is welcome as a topic."}, "kinder-words", ("notice",), "use", id="another word that hurts"),
        pytest.param({"description": DENSE * 4}, "reading-level", ("description",), "grade 8", id="hard to read"),
    ],
)
def test_what_is_worth_a_second_look_is_a_warning(fields: dict[str, Any], rule: str, path: tuple[str, ...], fix: str) -> None:
    (warning,) = warnings(**fields)

    assert (warning.rule, warning.path) == (rule, path)
    assert fix in warning.fix


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"verified": "2026-05-25"}, id="checked within the half year"),
        pytest.param({"verified": "2026-11-21"}, id="checked today"),
        pytest.param({"place": PLACE}, id="a place with coordinates"),
        pytest.param({"place": {"street": "1 Main Street", "precision": "approximate"}}, id="a place that is said to be approximate"),
        pytest.param({"place": {"city": "Boulder", "precision": "withheld"}}, id="a place that is withheld"),
        pytest.param({"place": "library"}, id="a place that is shared"),
        pytest.param({"place": {**PLACE, "postal_code": "01301"}}, id="a ZIP with its zero"),
        pytest.param({"place": {**PLACE, "postal_code": "1010", "country": "AT"}}, id="four digits in Austria"),
        pytest.param({"contact": {"phone": "988"}}, id="a short number"),
        pytest.param({"name": "Addicts Together"}, id="a name, as a group chose it"),
        pytest.param({"summary": "Survivors of domestic abuse are welcome."}, id="another kind of abuse"),
        pytest.param({"summary": "An open meeting of Alcoholics Anonymous."}, id="the name of a fellowship"),
        pytest.param({"notes_for_editors": "The junkies next door complained."}, id="what is never published"),
        pytest.param({"description": DENSE}, id="a short text"),
        pytest.param({"description": CLEAR * 12}, id="a long text in plain words"),
    ],
)
def test_what_is_fine_is_not_flagged(fields: dict[str, Any]) -> None:
    assert warnings(**fields) == []


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        pytest.param("summary: Tea for addicts.\n", 4, 18, id="a plain text"),
        pytest.param('summary: "Tea for addicts."\n', 4, 19, id="a text in quotes"),
        pytest.param("description: |\n  Tea.\n\n  Also for addicts.\n", 7, 12, id="a block"),
        pytest.param("description: Tea and\n  biscuits for addicts.\n", 5, 16, id="a text over two lines"),
    ],
)
def test_a_warning_about_a_word_points_at_that_word(text: str, line: int, column: int) -> None:
    raw = "name: Tea\nfellowship: aa\nwhen: Tuesdays 7:00 pm\n" + text + "contact: {phone: 988}\n"
    source = parse("content/meetings/boulder/tea.yaml", raw.encode())
    assert isinstance(source, Source)

    listing, (problem,) = check(source, Words(), CONFIG, TODAY)

    assert listing is not None
    assert (problem.line, problem.column, problem.value) == (line, column, "addicts")


@pytest.mark.parametrize("verified", ["2026-05-20", {"on": "2026-05-20", "how": "by phone"}])
def test_the_day_of_the_last_check_is_known_however_it_is_written(verified: object) -> None:
    data = {"name": "x", "fellowship": "aa", "status": "closed", "verified": verified}
    record, _ = examine("meetings", data, Words(), CONFIG, TODAY)
    assert record is not None

    assert checked_on(record) == date(2026, 5, 20)
