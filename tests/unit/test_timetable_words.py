"""What people read: every word through gettext, every date with its year, nothing that is true only today."""

import re
from datetime import date
from gettext import NullTranslations

import pytest

from alongside.schema import Closure
from alongside.timetable import Rule, Schedule, clock, clock_range, date_words, except_words, parse_sentence, span, words, zone_name

ENGLISH = NullTranslations()


class Marked(NullTranslations):
    """A language whose every text stands in brackets, so that what escaped translation shows."""

    def gettext(self, message: str) -> str:
        return f"[{message}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"[{msgid1 if n == 1 else msgid2}]"


def schedule(*sentences: str, zone: str = "America/Denver") -> Schedule:
    read = [parse_sentence(sentence) for sentence in sentences]
    return Schedule(rules=tuple(rule for rule in read if isinstance(rule, Rule)), zone=zone)


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        ("Thursdays and Tuesdays 19:00 - 20:15", "Tuesdays and Thursdays, 7:00\u20138:15 pm"),
        ("Mon, Wed, Fri 12:00 for 1 hour", "Mondays, Wednesdays and Fridays, noon \u2013 1:00 pm"),
        ("Mon-Fri 8 am - 5 pm", "Monday to Friday, 8:00 am \u2013 5:00 pm"),
        ("Sun-Thu 7 am", "Sunday to Thursday, 7:00 am"),
        ("weekends 11:30 pm - midnight", "Saturdays and Sundays, 11:30 pm \u2013 midnight"),
        ("daily 06:30 - 07:30", "Every day, 6:30\u20137:30 am"),
        ("Saturdays all day", "Saturdays, all day"),
        ("Saturdays 6 pm for 24 hours", "Saturdays, 6:00 pm \u2013 6:00 pm the next day"),
        ("Saturdays 9 pm - 10 am", "Saturdays, 9:00 pm \u2013 10:00 am the next day"),
        ("Saturdays 9 pm - 8 am", "Saturdays, 9:00 pm \u2013 8:00 am"),
        ("first and third Friday 18:30 for 90 minutes", "First and third Friday of the month, 6:30\u20138:00 pm"),
        ("last Sunday 5 pm", "Last Sunday of the month, 5:00 pm"),
        ("every 2 weeks on Wednesday 12:30 from 2026-01-05", "Every 2 weeks on Wednesdays, 12:30 pm, from January 7, 2026"),
        ("Mondays 7 pm until 2026-12-31", "Mondays, 7:00 pm, until December 31, 2026"),
        ("Mondays 7 pm from 2026-01-01 until 2026-12-31", "Mondays, 7:00 pm, from January 1, 2026 to December 31, 2026"),
        ("2026-12-24 18:00 - 20:00", "Thursday, December 24, 2026, 6:00\u20138:00 pm"),
        ("2026-12-31, 2026-12-24 18:00", "6:00 pm on Thursday, December 24, 2026; Thursday, December 31, 2026"),
        ("2026-12-04 17:00 - 2026-12-06 12:00", "Friday, December 4, 2026, 5:00 pm to Sunday, December 6, 2026, noon"),
        ("24/7", "24 hours a day, 7 days a week"),
        ("call for times", "By appointment"),
    ],
)
def test_a_rule_is_one_line(sentence: str, line: str) -> None:
    assert words(schedule(sentence), ENGLISH) == (line,)


@pytest.mark.parametrize(
    ("start", "end", "line"),
    [
        ("2026-12-04", "", "Friday, December 4, 2026"),
        ("2026-12-04", "2026-12-06", "Friday, December 4, 2026 to Sunday, December 6, 2026"),
    ],
)
def test_whole_days_show_no_time(start: str, end: str, line: str) -> None:
    rule = span(start, end)
    assert isinstance(rule, Rule)

    assert words(Schedule(rules=(rule,)), ENGLISH) == (line,)


def test_rules_that_differ_only_in_their_days_share_a_line() -> None:
    lines = words(schedule("Thursdays 7 pm", "Mondays 8 am", "Tuesdays 7 pm", "2026-12-24 7 pm", "2026-12-25 7 pm"), ENGLISH)

    assert lines == (
        "Tuesdays and Thursdays, 7:00 pm",
        "Mondays, 8:00 am",
        "7:00 pm on Thursday, December 24, 2026; Friday, December 25, 2026",
    )


def test_the_clock_has_24_hours_where_asked() -> None:
    assert words(schedule("Tuesdays noon - 20:15", "Sundays midnight"), ENGLISH, False) == ("Tuesdays, 12:00\u201320:15", "Sundays, 0:00")


def test_the_zone_is_shown_where_asked_and_where_it_is_another() -> None:
    own = Rule(freq="weekly", days=(0,), start=1140, minutes=60, zone="America/New_York")
    both = Schedule(rules=(own, Rule(freq="weekly", days=(1,), start=1140)), zone="America/Denver")

    assert words(both, ENGLISH) == ("Mondays, 7:00\u20138:00 pm Eastern Time", "Tuesdays, 7:00 pm")
    assert words(both, ENGLISH, show_zone=True)[1] == "Tuesdays, 7:00 pm Mountain Time"


def test_a_note_stands_in_parentheses_even_with_percent_signs() -> None:
    rule = Rule(freq="weekly", days=(0,), start=1140, note="100% online (%s)")

    assert words(Schedule(rules=(rule,)), ENGLISH) == ("Mondays, 7:00 pm (100% online (%s))",)


def test_exceptions_are_said_with_their_dates_and_reasons() -> None:
    closed = (Closure(since=date(2026, 12, 24), until=date(2027, 1, 2), reason="holidays"), Closure(since=date(2027, 7, 4)))
    some = Schedule(except_dates=(date(2026, 12, 25), date(2026, 11, 26)), closures=closed)

    assert tuple(map(str, except_words(some, ENGLISH))) == (
        "Not on Thursday, November 26, 2026; Friday, December 25, 2026",
        "Closed from December 24, 2026 to January 2, 2027 (holidays)",
        "Closed on July 4, 2027",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Tuesdays and Thursdays 7:00 pm - 8:15 pm", "first and last Friday 18:30 for 90 minutes", "Mon-Fri noon - 1 pm", "24/7",
        "every 2 weeks on Wednesday 12:00 - 13:00 from 2026-01-07 until 2026-12-31", "2026-12-24 18:00 - 20:00", "daily midnight",
        "2026-12-24, 2026-12-25 6 pm", "2026-12-04 17:00 - 2026-12-06 12:00", "Saturdays 9 pm - 10 am", "by appointment", "Sundays all day",
    ],
)  # fmt: skip
@pytest.mark.parametrize("region_12h", [True, False])
def test_every_word_goes_through_translation(sentence: str, region_12h: bool) -> None:
    (line,) = words(schedule(sentence), Marked(), region_12h, show_zone=True)

    depth, outside = 0, ""
    for character in line:
        depth += (character == "[") - (character == "]")
        outside += character if depth == 0 and character not in "[]" else ""
    assert outside == ""
    assert not re.search(r"%\(", line)


@pytest.mark.parametrize(
    ("minute", "shown"),
    [(0, "midnight"), (1, "12:01 am"), (719, "11:59 am"), (720, "noon"), (750, "12:30 pm"), (1140, "7:00 pm"), (1440, "midnight")],
)
def test_a_time_of_day_is_said_plainly(minute: int, shown: str) -> None:
    assert clock(minute, ENGLISH) == shown


def test_a_stretch_of_time_names_the_half_of_the_day_once() -> None:
    assert clock_range(1140, 75, ENGLISH) == "7:00\u20138:15 pm"
    assert clock_range(690, 60, ENGLISH) == "11:30 am \u2013 12:30 pm"


def test_dates_and_zones_have_names() -> None:
    assert date_words(date(2026, 5, 1), ENGLISH, weekday=False) == "May 1, 2026"
    assert [zone_name(zone, ENGLISH) for zone in ("America/Phoenix", "America/Argentina/Buenos_Aires", "UTC")] == [
        "Arizona Time", "Buenos Aires time", "UTC",
    ]  # fmt: skip
