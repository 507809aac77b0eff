"""Records and the two ends of an event: what they mean, and everything that is wrong with them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.schema.parts import Slot
from alongside.timetable import Rule, SlotFault, as_record, from_slot, parse_sentence, span


def test_a_record_and_a_sentence_mean_the_same() -> None:
    record = Slot(days=("thursday", "tuesday"), start="19:00", end="20:15", since=date(2026, 1, 1), until=date(2026, 12, 31))

    assert from_slot(record) == parse_sentence("Tuesdays and Thursdays 7:00 pm - 8:15 pm from 2026-01-01 until 2026-12-31")


def test_weeks_of_the_month_come_in_order_with_the_last_one_last() -> None:
    rule = from_slot(Slot(days=("friday",), nth=("last", "3", "1", "3"), start="7:00 pm", minutes=75, timezone="Asia/Tokyo", note="ring"))

    assert rule == Rule(freq="monthly", days=(4,), nth=(1, 3, -1), start=1140, minutes=75, zone="Asia/Tokyo", note="ring")


def test_single_dates_come_in_order_and_once() -> None:
    late, early = date(2026, 12, 24), date(2026, 1, 2)

    rule = from_slot(Slot(dates=(late, early, late), start="noon"))

    assert rule == Rule(freq="dates", dates=(early, late), start=720)


GOOD = {"days": ("wednesday",), "start": "12:00"}


@pytest.mark.parametrize(
    ("fields", "faulty"),
    [
        pytest.param({"start": "19:00"}, ["days"], id="neither days nor dates"),
        pytest.param({**GOOD, "dates": (date(2026, 1, 7),)}, ["dates"], id="days and dates"),
        pytest.param({"dates": (date(2026, 1, 7),), "start": "12:00", "nth": ("1",)}, ["nth"], id="nth without days"),
        pytest.param({**GOOD, "nth": ("1",), "every": 2, "since": date(2026, 1, 7)}, ["every"], id="nth and every"),
        pytest.param({"dates": (date(2026, 1, 7),), "start": "12:00", "every": 2}, ["every"], id="every and dates"),
        pytest.param({**GOOD, "every": 2}, ["every"], id="every without from"),
        pytest.param({**GOOD, "days": ("monday",), "every": 2, "since": date(2026, 1, 7)}, ["from"], id="which first week is meant"),
        pytest.param({"days": ("monday",)}, ["start"], id="no start"),
        pytest.param({**GOOD, "start": "7"}, ["start"], id="a start without its half of the day"),
        pytest.param({**GOOD, "end": "25:00"}, ["end"], id="an end that is no time"),
        pytest.param({**GOOD, "end": "1:00"}, ["end"], id="an end that may be an hour or thirteen later"),
        pytest.param({**GOOD, "start": "9:00", "end": "5:00 pm"}, ["start"], id="a start that may be in either half of the day"),
        pytest.param({**GOOD, "end": "13:00", "minutes": 60}, ["minutes"], id="end and minutes"),
        pytest.param({**GOOD, "minutes": 1441}, ["minutes"], id="too long"),
        pytest.param({**GOOD, "minutes": 0}, ["minutes"], id="no length"),
        pytest.param({**GOOD, "since": date(2026, 2, 1), "until": date(2026, 1, 1)}, ["until"], id="until before from"),
        pytest.param({**GOOD, "since": date(2026, 1, 1), "until": date(2026, 1, 6)}, ["until"], id="no such day between"),
        pytest.param({"dates": (date(2026, 1, 7),), "start": "12:00", "until": date(2027, 1, 1)}, ["until"], id="dates and until"),
        pytest.param({"dates": (date(9999, 12, 31),), "start": "12:00"}, ["dates"], id="a year out of reach"),
        pytest.param({**GOOD, "since": date(9999, 12, 31)}, ["from"], id="a first year out of reach"),
        pytest.param({"nth": ("1",), "end": "x", "minutes": 5}, ["days", "nth", "start", "end", "minutes"], id="all at once"),
    ],
)
def test_every_fault_of_a_record_is_told_by_its_field(fields: dict[str, object], faulty: list[str]) -> None:
    found = from_slot(Slot(**fields))  # type: ignore[arg-type]

    assert isinstance(found, list)
    assert [fault.field for fault in found] == faulty
    assert all(fault.message and fault.fix for fault in found)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("7", 'Write "7:00 am" or "7:00 pm".'),
        ("19", 'Write "19:00".'),
        ("evening", 'Write hours and minutes, for example "19:00" or "7:00 pm".'),
    ],
)
def test_a_time_in_doubt_is_asked_back(text: str, fix: str) -> None:
    found = from_slot(Slot(days=("monday",), start=text))

    assert found == [SlotFault("start", f"'{text}' is not a time of day without doubt.", fix)]


def test_a_rule_is_written_back_as_a_record_in_one_line() -> None:
    rule = parse_sentence("first and last Friday 11:30 pm - 12:30 am from 2026-01-01")
    assert isinstance(rule, Rule)

    record = as_record(rule, "America/Denver", 'say "hi"')

    assert record == (
        '{days: [friday], nth: [1, last], start: "23:30", end: "00:30", timezone: America/Denver, from: 2026-01-01, note: "say \\"hi\\""}'
    )


@pytest.mark.parametrize(
    ("start", "end", "rule"),
    [
        pytest.param(
            "2026-12-04 17:00", "2026-12-06 12:00",
            Rule(freq="span", begins=datetime(2026, 12, 4, 17), ends=datetime(2026, 12, 6, 12)), id="several days",
        ),
        pytest.param(
            "2026-12-04", "2026-12-06",
            Rule(freq="span", begins=datetime(2026, 12, 4), ends=datetime(2026, 12, 7), all_day=True), id="several whole days",
        ),
        pytest.param(
            "2026-12-04", "", Rule(freq="span", begins=datetime(2026, 12, 4), ends=datetime(2026, 12, 5), all_day=True), id="one whole day"
        ),
        pytest.param("2026-12-04 5:00 pm", "", Rule(freq="dates", dates=(date(2026, 12, 4),), start=1020), id="no end"),
        pytest.param(
            "2026-12-04T17:00", "2026-12-04T19:00", Rule(freq="dates", dates=(date(2026, 12, 4),), start=1020, minutes=120), id="evening"
        ),
        pytest.param(
            "2026-12-31 20:00", "2027-01-01 1:00 am", Rule(freq="dates", dates=(date(2026, 12, 31),), start=1200, minutes=300), id="night"
        ),
        pytest.param(
            "2026-12-04 17:00", "2026-12-05 09:00",
            Rule(freq="span", begins=datetime(2026, 12, 4, 17), ends=datetime(2026, 12, 5, 9)), id="a night and a morning",
        ),
    ],
)  # fmt: skip
def test_the_two_ends_of_an_event_are_a_rule(start: str, end: str, rule: Rule) -> None:
    assert span(start, end) == rule


@pytest.mark.parametrize(
    ("start", "end", "faulty"),
    [
        ("2026-12-04 17:00", "2026-12-04 16:00", ["end"]),
        ("2026-12-04 17:00", "2026-12-04 17:00", ["end"]),
        ("2026-12-04", "2026-12-03", ["end"]),
        ("2026-12-04 17:00", "2026-12-05", ["end"]),
        ("2026-12-04", "2026-12-05 17:00", ["start"]),
        ("2026-02-30", "", ["start"]),
        ("2026-12-04 7", "12/05/2026", ["start", "end"]),
        ("9999-12-31 17:00", "", ["start"]),
        ("", "", ["start"]),
    ],
)
def test_an_event_that_cannot_be_is_told_by_its_field(start: str, end: str, faulty: list[str]) -> None:
    found = span(start, end)

    assert isinstance(found, list)
    assert [fault.field for fault in found] == faulty


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_are_a_rule_or_faults(start: str, end: str) -> None:
    found = span(start, end)

    assert isinstance(found, Rule) or found
