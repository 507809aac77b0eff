"""Rules in the terms of RFC 5545 and schema.org, and what is worked out for lists."""

from datetime import date, datetime

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.timetable import Rule, Schedule, local_dates, parse_sentence, schema_schedule, sort_minute, to_rrule, weekdays


def rule(sentence: str) -> Rule:
    found = parse_sentence(sentence)
    assert isinstance(found, Rule)
    return found


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("Tuesdays and Thursdays 7 pm", {"FREQ": "WEEKLY", "BYDAY": "TU,TH"}),
        ("every 2 weeks on Wednesday noon from 2026-01-07", {"FREQ": "WEEKLY", "INTERVAL": "2", "BYDAY": "WE"}),
        ("second Monday 7 pm", {"FREQ": "MONTHLY", "BYDAY": "2MO"}),
        ("first and last Friday 7 pm until 2026-12-31", {"FREQ": "MONTHLY", "BYDAY": "1FR,-1FR", "UNTIL": "20261231"}),
        ("2026-12-24 7 pm", {}),
        ("2026-12-04 17:00 - 2026-12-06 12:00", {}),
        ("24/7", {}),
        ("by appointment", {}),
    ],
)
def test_a_rule_that_recurs_has_the_parts_of_an_rrule(sentence: str, parts: dict[str, str]) -> None:
    assert to_rrule(rule(sentence)) == parts


def test_with_a_zone_until_is_the_end_of_the_local_day_in_utc() -> None:
    assert to_rrule(rule("Mondays 7 pm until 2026-12-31"), "America/Denver")["UNTIL"] == "20270101T065959Z"


@settings(max_examples=100, deadline=None)
@given(
    st.sets(st.integers(0, 6), min_size=1),
    st.sets(st.sampled_from([1, 2, 3, 4, 5, -1])),
    st.integers(1, 6),
    st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    st.integers(0, 1500),
)
def test_the_parts_mean_the_days_of_the_rule(days: set[int], nth: set[int], every: int, since: date, more: int) -> None:
    until = date.fromordinal(since.toordinal() + more)
    monthly = Rule(freq="monthly", days=tuple(sorted(days)), nth=tuple(nth), start=0, since=since, until=until)
    weekly = Rule(freq="weekly", days=tuple(sorted(days)), every=every, start=0, since=since, until=until)
    given_rule = monthly if nth else weekly

    text = ";".join(f"{name}={value}" for name, value in to_rrule(given_rule).items())

    found = rrule.rrulestr(text, dtstart=datetime(since.year, since.month, since.day))
    assert [moment.date() for moment in found] == local_dates(given_rule, since, until)


def test_a_weekly_rule_is_a_schema_org_schedule() -> None:
    given_rule = rule("Tuesdays and Thursdays 11:30 pm - 12:45 am from 2026-01-01 until 2026-12-31")

    assert schema_schedule(given_rule, "America/Denver", (date(2026, 12, 24),)) == {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": ["https://schema.org/Tuesday", "https://schema.org/Thursday"],
        "startTime": "23:30:00",
        "endTime": "00:45:00",
        "duration": "PT1H15M",
        "scheduleTimezone": "America/Denver",
        "startDate": "2026-01-01",
        "endDate": "2026-12-31",
        "exceptDate": ["2026-12-24"],
    }


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("first and third Friday 7 pm", {"repeatFrequency": "P1M", "byDay": ["https://schema.org/Friday"], "byMonthWeek": [1, 3]}),
        ("last Sunday 7 pm", {"repeatFrequency": "P1M", "byDay": ["-1SU"]}),
        (
            "every 3 weeks on Monday 7 pm from 2026-01-05",
            {"repeatFrequency": "P3W", "byDay": ["https://schema.org/Monday"], "startDate": "2026-01-05"},
        ),
    ],
)  # fmt: skip
def test_schema_org_says_which_weeks_and_no_end_that_was_not_given(sentence: str, parts: dict[str, object]) -> None:
    found = schema_schedule(rule(sentence), "UTC")

    assert found == {"@type": "Schedule", "startTime": "19:00:00", "scheduleTimezone": "UTC"} | parts


def test_what_does_not_recur_has_no_schema_org_schedule() -> None:
    assert schema_schedule(rule("2026-12-24 7 pm"), "UTC") == {}


def test_lists_are_ordered_by_the_first_slot_of_the_week() -> None:
    regular = Schedule(rules=(rule("Fridays 7 am"), rule("first Tuesday 8 pm"), rule("2026-12-21 7 am")))
    irregular = Schedule(rules=(rule("by appointment"),))

    assert (weekdays(regular), sort_minute(regular)) == ((1, 4), 1440 + 1200)
    assert (weekdays(irregular), sort_minute(irregular)) == ((), 10080)
