"""Faults seen in other directories of meetings; the numbers are those of shared/reference/meeting-feeds.md."""

from datetime import UTC, datetime, timedelta
from gettext import NullTranslations
from zoneinfo import ZoneInfo

import pytest

from alongside.schema.parts import Slot
from alongside.timetable import (
    Rule,
    Schedule,
    from_slot,
    next_occurrence,
    occurrences,
    on_now,
    parse_sentence,
    parse_time,
    sort_minute,
    to_rrule,
    weekdays,
    words,
)

DENVER = ZoneInfo("America/Denver")


def schedule(*sentences: str, zone: str = "America/Denver") -> Schedule:
    read = [parse_sentence(sentence) for sentence in sentences]
    return Schedule(rules=tuple(rule for rule in read if isinstance(rule, Rule)), zone=zone)


def test_t1_a_late_sunday_meeting_is_on_early_on_monday() -> None:
    late = schedule("Sundays 23:30 - 00:30")
    monday = datetime(2026, 3, 2, 0, 10, tzinfo=DENVER)

    found = next_occurrence(late, monday)

    assert on_now(late, monday)
    assert found is not None
    assert found.start.astimezone(DENVER) == datetime(2026, 3, 1, 23, 30, tzinfo=DENVER)


@pytest.mark.parametrize("end", ["00:30", "0:30", "12:30 am"])
def test_t2_an_end_past_midnight_is_on_the_next_day(end: str) -> None:
    rule = from_slot(Slot(days=("sunday",), start="23:30", end=end))
    assert isinstance(rule, Rule)
    late = Schedule(rules=(rule,), zone="America/Denver")

    found = occurrences(late, datetime(2026, 3, 1, 12, tzinfo=DENVER), datetime(2026, 3, 2, 12, tzinfo=DENVER))

    assert [each.end - each.start for each in found] == [timedelta(hours=1)]
    assert words(late, NullTranslations()) == ("Sundays, 11:30 pm \u2013 12:30 am",)


def test_t2_an_end_at_the_start_is_a_whole_day_later() -> None:
    rule = from_slot(Slot(days=("monday",), start="7:00 pm", end="7:00 pm"))

    assert isinstance(rule, Rule)
    assert rule.minutes == 1440


def test_t3_meetings_in_two_zones_are_sorted_by_the_instant() -> None:
    west, east = schedule("Monday 23:00", zone="America/Los_Angeles"), schedule("Tuesday 1:00 am", zone="America/New_York")
    window = datetime(2026, 3, 2, 12, tzinfo=UTC), datetime(2026, 3, 3, 12, tzinfo=UTC)

    (late,), (early,) = occurrences(west, *window), occurrences(east, *window)

    assert early.start < late.start
    assert (sort_minute(west), sort_minute(east)) == (23 * 60, 1440 + 60)


@pytest.mark.parametrize(
    ("sentence", "day", "start", "end"),
    [
        pytest.param("Sundays 2:30 am - 3:30 am", "2026-03-08", "03:30-06:00", "04:30-06:00", id="in the hour that is skipped"),
        pytest.param("Sundays 1:30 am - 2:30 am", "2026-03-08", "01:30-07:00", "03:30-06:00", id="ends in the hour that is skipped"),
        pytest.param("Sundays 1:30 am - 2:30 am", "2026-11-01", "01:30-06:00", "01:30-07:00", id="in the hour that comes twice"),
        pytest.param("Saturdays 11:30 pm - 2:30 am", "2026-10-31", "23:30-06:00", "01:30-07:00", id="over the hour that comes twice"),
    ],
)
def test_t4_a_slot_keeps_its_length_when_the_clocks_change(sentence: str, day: str, start: str, end: str) -> None:
    morning = datetime.fromisoformat(day).replace(tzinfo=DENVER)

    found = occurrences(schedule(sentence), morning, morning + timedelta(hours=24))[0]

    assert found.start.astimezone(DENVER).isoformat()[11:].replace(":00-", "-") == start
    assert found.end.astimezone(DENVER).isoformat()[11:].replace(":00-", "-") == end


def test_t5_the_start_follows_the_instant_that_is_asked_about() -> None:
    weekly = schedule("Mondays 19:00 - 20:00")
    during = datetime(2026, 3, 2, 19, 59, tzinfo=DENVER)

    now, later = next_occurrence(weekly, during), next_occurrence(weekly, during + timedelta(minutes=1))

    assert now is not None
    assert later is not None
    assert later.start.astimezone(DENVER) == datetime(2026, 3, 9, 19, 0, tzinfo=DENVER)
    assert (now.start <= during, on_now(weekly, during + timedelta(minutes=1))) == (True, False)


@pytest.mark.parametrize(("text", "minute"), [("7:00 PM", 1140), ("7:00 AM", 420), ("12:00 PM", 720), ("12:00 AM", 0), ("12:30 a.m.", 30)])
def test_t6_twelve_hour_times_keep_their_half_of_the_day(text: str, minute: int) -> None:
    assert parse_time(text) == minute


def test_t7_several_days_are_one_rule_with_each_day_once() -> None:
    twice = schedule("Wednesday, Thursday and Wednesday 7 pm")

    assert weekdays(twice) == (2, 3)
    assert len(occurrences(twice, datetime(2026, 3, 2, tzinfo=DENVER), datetime(2026, 3, 9, tzinfo=DENVER))) == 2


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("Tuesdays 11:30 pm - 12:30 am", {"FREQ": "WEEKLY", "BYDAY": "TU"}),
        ("first and last Friday 18:30", {"FREQ": "MONTHLY", "BYDAY": "1FR,-1FR"}),
        ("Mondays 7 pm until 2026-12-28", {"FREQ": "WEEKLY", "BYDAY": "MO", "UNTIL": "20261229T065959Z"}),
    ],
)
def test_t8_a_rule_for_calendars_has_its_recurrence_and_its_end_in_utc(sentence: str, parts: dict[str, str]) -> None:
    (rule,) = schedule(sentence).rules

    assert to_rrule(rule, "America/Denver") == parts
