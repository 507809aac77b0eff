"""The short way to a rule gives the rule that the long way gives."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.timetable.sentences import _read
from alongside.timetable.trouble import SentenceError
from alongside.timetable.usual import usual_rule

NAMES = [f"{day}{end}" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday") for end in ("", "s")]
HALVES = [f"{hour}:{minute:02} {half}" for hour, minute, half in product(range(1, 13), (0, 1, 30, 59), ("am", "pm"))]
FULL = [f"{hour:02}:{minute:02}" for hour, minute in product(range(24), (0, 1, 30, 59))]


def same(text: str) -> bool:
    """Whether a sentence goes the short way; fails where that leads elsewhere."""
    found = usual_rule(text)
    if found is not None:
        assert found == _read(text), text
    return found is not None


@pytest.mark.parametrize("times", [HALVES, FULL], ids=["am and pm", "24 hours"])
def test_every_time_and_every_two_times_are_the_same(times: list[str]) -> None:
    assert all(same(f"Tuesdays {time}") for time in times)
    assert all(same(f"Tuesdays {start} - {end}") for start, end in product(times, times[::3]))


def test_every_length_is_the_same() -> None:
    assert [minutes for minutes in range(1600) if same(f"Fridays 19:00 for {minutes} minutes")] == list(range(1, 1441))


def test_every_two_days_are_the_same() -> None:
    assert all(same(f"{first}{between}{second} 7:00 pm") for first, second, between in product(NAMES, NAMES, (" and ", ", ", " & ")))


WORDS = [
    *NAMES, "tuesday", "MONDAY", "Tues", "lunes", "and", ",", "&", "y", "-", "\u2013", "to", "7:00 pm", "7:00pm", "7:00 PM", "7:00",
    "07:00", "19:00", "7 pm", "24:00", "13:00 pm", "0:30 am", "00:30 am", "for", "90 minutes", "90 minutes", "1 hour", "every", "first",
    "noon", "from 2026-01-07", "evenings", "",
]


@settings(max_examples=3000, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=8), st.sampled_from([" ", " ", "  ", ""]))
def test_words_in_any_order_are_the_same_or_go_the_long_way(words: list[str], space: str) -> None:
    same(space.join(words))


@settings(max_examples=2000, deadline=None)
@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=4).map(" and ".join),
    st.sampled_from([*HALVES, *FULL]),
    st.sampled_from(["", " - ", " for ", " to ", "-"]),
    st.sampled_from([*HALVES, *FULL, "90 minutes", ""]),
    st.sampled_from(["", " for 60 minutes", " from 2026-01-07", "."]),
)
def test_sentences_like_these_are_the_same_or_go_the_long_way(days: str, start: str, link: str, end: str, rest: str) -> None:
    same(f"{days} {start}{link}{end}{rest}")


def test_what_is_in_doubt_goes_the_long_way() -> None:
    for text in (
        "Tuesdays 7:00", "Tuesdays 7:00 - 8:15 pm", "Tuesdays 7:00 pm - 20:00", "Tuesdays 19:00 - 20:00 for 60 minutes", "Tuesdays",
    ):
        assert usual_rule(text) is None
    with pytest.raises(SentenceError):
        _read("Tuesdays 19:00 - 20:00 for 60 minutes")
