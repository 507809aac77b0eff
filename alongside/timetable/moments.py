"""An event's start and end to a rule."""

import re
from datetime import date, datetime, time, timedelta

from alongside.timetable.clock import parse_time, read_time, resolve, says_24
from alongside.timetable.rules import Rule
from alongside.timetable.slots import SlotFault, time_fault
from alongside.timetable.tokens import written_date

_MOMENT = re.compile(r"\s*([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:[Tt]|\s+)(.+?))?\s*", re.DOTALL)
# The longest event that is shown as one time on one day, though it ends on the next.
_ONE_NIGHT = 12 * 60
_Moment = tuple[date, int | None]


def span(start: str, end: str) -> Rule | list[SlotFault]:
    """The rule of an event's start and end: "2026-12-04 17:00", or a date alone for all day.

    Returns: a ``dates`` rule for one stretch of at most a day that ends on the same day or within twelve hours, or has no end;
             else a ``span``.
    """
    faults: list[SlotFault] = []
    begins = _moment("start", start, end, faults)
    ends = _moment("end", end, start, faults) if end.strip() else None
    if faults or begins is None:
        return faults
    if ends is None:
        return _whole_days(begins[0], begins[0]) if begins[1] is None else _evening(begins[0], begins[1], None)
    if (begins[1] is None) != (ends[1] is None):
        field = "start" if begins[1] is None else "end"
        return [SlotFault(field, f"The {field} has no time of day, and the other has one.", "Give both a time, or neither.")]
    return _between(begins, ends)


def _between(begins: _Moment, ends: _Moment) -> Rule | list[SlotFault]:
    if begins[1] is None or ends[1] is None:
        if ends[0] < begins[0]:
            fix = f"Write end: {begins[0]}, or a later day; or put the earlier day in start."
            return [SlotFault("end", "The event ends before it begins.", fix)]
        return _whole_days(begins[0], ends[0])
    first, last = _at(begins[0], begins[1]), _at(ends[0], ends[1])
    if last <= first:
        fix = f"Write the day on which it ends, for example end: {_next(first, last.time()):%Y-%m-%d %H:%M}."
        return [SlotFault("end", "The event ends before it begins.", fix)]
    minutes = int((last - first).total_seconds()) // 60
    if begins[0] == ends[0] or minutes <= _ONE_NIGHT:
        return _evening(begins[0], begins[1], minutes)
    return Rule(freq="span", begins=first, ends=last)


def _evening(day: date, start: int, minutes: int | None) -> Rule:
    return Rule(freq="dates", dates=(day,), start=start, minutes=minutes)


def _whole_days(first: date, last: date) -> Rule:
    return Rule(freq="span", begins=_at(first, 0), ends=_at(last + timedelta(days=1), 0), all_day=True)


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60))


def _next(first: datetime, at: time) -> datetime:
    """The first moment after another at which the clock shows a time."""
    same = datetime.combine(first.date(), at)
    return same if same > first else same + timedelta(days=1)


def _moment(field: str, text: str, other: str, faults: list[SlotFault]) -> _Moment | None:
    found = _MOMENT.fullmatch(text)
    day = written_date(int(found[1]), int(found[2]), int(found[3])) if found else None
    if not found or not day:
        faults.append(SlotFault(field, f"'{text}' is not a date, or a date and a time.", 'Write "2026-12-04 17:00", or "2026-12-04".'))
        return None
    if not found[4]:
        return day, None
    minute = _minute(found[4], other)
    if minute is None:
        faults.append(time_fault(field, found[4]))
        return None
    return day, minute


def _minute(text: str, other: str) -> int | None:
    """Minute of the day; "9:00" is plain beside another end that says 24 hours."""
    beside = _MOMENT.fullmatch(other)
    second = read_time(beside[4]) if beside and beside[4] else None
    written = read_time(text)
    return resolve(written) if written and second and says_24(second) else parse_time(text)
