"""From rules to instants.

Rules of this module: the local day is found by arithmetic straight at the window, never by counting from ``since``; a local time
becomes an instant once, at the start; the end is that instant plus the length. So a slot in the hour that summer time skips moves
forward and keeps its length, and one in the hour that comes twice is taken the first time.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from alongside.timetable.rules import Occurrence, Rule, Schedule

# How far ahead ``next_occurrence`` looks, in days, one after the other: nearly everything is found in the first.
_HORIZONS = (9, 400, 4000)


def occurrences(schedule: Schedule, after: datetime, before: datetime) -> list[Occurrence]:
    """Dated occurrences of a schedule, soonest first.

    Takes:   two aware instants, in any zone, within years 2 to 9998; the result grows with the time between them.
    Returns: what ends after ``after`` and starts before ``before``; of two that are alike the first rule's. Rules that are
             ``always`` or by ``appointment`` have none. ``except_dates`` and ``closures`` take the local day of the start.
    Raises:  ValueError when an instant has no zone; ZoneInfoNotFoundError for a zone that ``checking`` should have refused.
    """
    if after.utcoffset() is None or before.utcoffset() is None:
        raise ValueError("after and before need a time zone")
    found: dict[tuple[datetime, datetime], Occurrence] = {}
    for index, rule in enumerate(schedule.rules):
        zone = ZoneInfo(rule.zone or schedule.zone)
        margin = timedelta(days=2) + _length(rule, schedule)
        first, last = (after - margin).astimezone(zone).date(), before.astimezone(zone).date()
        for day in local_dates(rule, first, last):
            start, end = _instants(rule, day, zone, schedule.default_minutes)
            if end > after and start < before and not is_closed(schedule, day):
                found.setdefault((start, end), Occurrence(start, end, index, rule.all_day))
    return sorted(found.values())


def on_now(schedule: Schedule, at: datetime) -> bool:
    """Whether it happens at an instant: some occurrence has start <= at < end, or it is always on and not closed that day."""
    if any(found.start <= at for found in occurrences(schedule, at, at + timedelta(minutes=1))):
        return True
    return any(rule.freq == "always" and _holds(rule, schedule, at) for rule in schedule.rules)


def next_occurrence(schedule: Schedule, at: datetime) -> Occurrence | None:
    """What is on at an instant, or else comes next within eleven years."""
    for days in _HORIZONS:
        if found := occurrences(schedule, at, at + timedelta(days=days)):
            return found[0]
    return None


def local_dates(rule: Rule, first: date, last: date) -> list[date]:
    """Local days from ``first`` to ``last``, both included, on which a rule begins, in order; exceptions do not count here."""
    first, last = max(first, rule.since or first), min(last, rule.until or last)
    if rule.freq == "weekly":
        return _weekly(rule, first, last)
    if rule.freq == "monthly":
        return _monthly(rule, first, last)
    days = (rule.begins.date(),) if rule.begins else rule.dates
    return sorted({day for day in days if first <= day <= last})


def instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, of a local time: shifted forward where the clock skips it, the first where it comes twice.

    Source: PEP 495: fold=0 takes the offset before the change in both cases.
    """
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone).astimezone(UTC)


def is_closed(schedule: Schedule, day: date) -> bool:
    """Whether a local day is among the exceptions or in a closure."""
    return day in schedule.except_dates or any(c.since <= day <= (c.until or c.since) for c in schedule.closures)


def _holds(rule: Rule, schedule: Schedule, at: datetime) -> bool:
    day = at.astimezone(ZoneInfo(rule.zone or schedule.zone)).date()
    return (rule.since or day) <= day <= (rule.until or day) and not is_closed(schedule, day)


def _length(rule: Rule, schedule: Schedule) -> timedelta:
    if rule.begins and rule.ends:
        return rule.ends - rule.begins
    return timedelta(minutes=rule.minutes or schedule.default_minutes)


def _instants(rule: Rule, day: date, zone: ZoneInfo, default_minutes: int) -> tuple[datetime, datetime]:
    if rule.begins and rule.ends:
        start, end = (instant(at.date(), at.hour * 60 + at.minute, zone) for at in (rule.begins, rule.ends))
        # Both ends can fall into one skipped hour; then the length on the wall is kept.
        return start, end if end > start else start + (rule.ends - rule.begins)
    start = instant(day, rule.start, zone)
    return start, start + timedelta(minutes=rule.minutes or default_minutes)


def _weekly(rule: Rule, first: date, last: date) -> list[date]:
    anchor = rule.since or date.min
    monday = first - timedelta(days=first.weekday())
    weeks = (monday - anchor + timedelta(days=anchor.weekday())).days // 7
    monday += timedelta(weeks=-weeks % rule.every)
    count = (last - monday).days // (7 * rule.every) + 1
    mondays = (monday + timedelta(weeks=rule.every * n) for n in range(count))
    days = (each + timedelta(days=day) for each in mondays for day in rule.days)
    return [day for day in days if first <= day <= last]


def _monthly(rule: Rule, first: date, last: date) -> list[date]:
    found: set[date] = set()
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        opening = date(month // 12, month % 12 + 1, 1)
        length = monthrange(opening.year, opening.month)[1]
        for day in rule.days:
            offset = (day - opening.weekday()) % 7
            found.update(opening.replace(day=number) for number in _numbers(rule.nth, offset + 1, length))
    return sorted(day for day in found if first <= day <= last)


def _numbers(nth: tuple[int, ...], earliest: int, length: int) -> list[int]:
    """Days of the month for "first", "third" or "last" (-1) of a weekday whose first is ``earliest``."""
    same_weekday = range(earliest, length + 1, 7)
    return [same_weekday[n - 1 if n > 0 else n] for n in nth if n <= len(same_weekday)]
