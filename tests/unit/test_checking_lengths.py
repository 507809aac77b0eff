"""A meeting of most of a day is rarely meant: the end is worth a second look."""

from datetime import date
from typing import Any

import pytest

from alongside.checking import examine
from alongside.config import SiteConfig
from alongside.schema.faults import Fault, Words


def warnings(when: object) -> list[Fault]:
    data: dict[str, Any] = {"name": "Tuesday Night", "fellowship": "aa", "when": when, "contact": {"phone": "303-555-0100"}}
    record, faults = examine("meetings", data, Words(), SiteConfig(title="Test"), date(2026, 11, 21))
    assert record is not None
    return faults


@pytest.mark.parametrize(
    ("entry", "path", "message"),
    [
        pytest.param("Tuesdays 7:00 pm - 6:15 pm", ("when", 1), "lasts 23 hours 15 minutes; is the end right?", id="a sentence"),
        pytest.param("Tuesdays 9:00 am - 1:00 am", ("when", 1), "lasts 16 hours; is the end right?", id="whole hours"),
        pytest.param(
            {"days": ["tuesday"], "start": "19:00", "end": "18:15"}, ("when", 1, "end"), "lasts 23 hours 15 minutes; is the end right?",
            id="a record",
        ),
    ],
)  # fmt: skip
def test_an_end_before_the_start_that_makes_more_than_half_a_day_is_a_warning(
    entry: object, path: object, message: str
) -> None:
    (warning,) = warnings(["Mondays 7:00 pm", entry])

    assert (warning.severity, warning.rule, warning.path, warning.message) == ("warning", "long-occurrence", path, message)
    assert warning.fix


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("Tuesdays 11:30 pm - 12:45 am", id="over midnight"),
        pytest.param("Tuesdays 10:00 pm - 8:00 am", id="a night"),
        pytest.param("Tuesdays 8:00 am - 10:00 pm", id="a long day that ends on it"),
        pytest.param("Tuesdays 6:00 pm for 24 hours", id="a whole day"),
        pytest.param({"days": ["tuesday"], "start": "19:00", "minutes": "800"}, id="a length that is written"),
        pytest.param("by appointment", id="no time"),
    ],
)
def test_other_lengths_are_fine(entry: object) -> None:
    assert warnings([entry]) == []
