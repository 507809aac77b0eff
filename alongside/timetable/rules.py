"""Records of when something happens.

The clock on the wall rules: a rule holds local days and minutes, a zone and a length, never an instant.
Source: RFC 5545 section 3.3.5, form 3 (a local time with a zone): 19:00 stays 19:00 when summer time begins.
"""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from alongside.schema.parts import Closure

Frequency = Literal["weekly", "monthly", "dates", "span", "always", "appointment"]
DAY_MINUTES = 1440
WEEK_MINUTES = 7 * DAY_MINUTES
# The years that a typed date may have; with them no time zone leads out of what a datetime can hold.
FIRST_YEAR, LAST_YEAR = 1970, 2199


class Rule(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One rule of when something happens.

    ``freq`` says which other fields count:

    weekly:       ``days`` (0 is Monday, ascending), ``every`` so many weeks, counted from the Monday-based week of ``since``
    monthly:      ``days`` and ``nth`` (1 to 5, -1 the last, which comes last): the product of both
    dates:        ``dates``, ascending
    span:         ``begins`` and ``ends``, local and without a zone; with ``all_day`` both are midnights, ``ends`` after the last day
    always:       around the clock
    appointment:  no time is fixed

    weekly, monthly and dates have ``start`` (minute of the day) and ``minutes`` (1 to 1440; None: the end is not given).
    ``since`` and ``until`` are the first and the last local day on which it may begin. ``zone`` "" means the schedule's.
    """

    freq: Frequency
    days: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    every: int = 1
    dates: tuple[date, ...] = ()
    start: int = 0
    minutes: int | None = None
    begins: datetime | None = None
    ends: datetime | None = None
    all_day: bool = False
    zone: str = ""
    since: date | None = None
    until: date | None = None
    note: str = ""


class Schedule(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All rules of a listing, and the days on which none of them holds.

    ``zone`` is an IANA name. ``default_minutes`` is the length taken where a rule gives no end; no end is shown for it.
    """

    rules: tuple[Rule, ...] = ()
    zone: str = "UTC"
    except_dates: tuple[date, ...] = ()
    closures: tuple[Closure, ...] = ()
    default_minutes: int = 60


class Occurrence(Struct, frozen=True, order=True):
    """One time that it happens: instants in UTC, and the index of its rule in the schedule."""

    start: datetime
    end: datetime
    rule: int
    all_day: bool = False


def weekdays(schedule: Schedule) -> tuple[int, ...]:
    """Days of the week on which it happens as a rule: weekly and monthly rules only, 0 is Monday."""
    return tuple(sorted({day for rule in schedule.rules if rule.freq in ("weekly", "monthly") for day in rule.days}))


def sort_minute(schedule: Schedule) -> int:
    """Minute of the week, on the clock of the place, of the first slot; 10080 where no rule has a day of the week."""
    slots = (rule.days[0] * DAY_MINUTES + rule.start for rule in schedule.rules if rule.freq in ("weekly", "monthly") and rule.days)
    return min(slots, default=WEEK_MINUTES)
