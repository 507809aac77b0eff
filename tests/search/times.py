"""Times for the oracle: the slots that facets ask for, and what "now", "tonight" and "tomorrow" mean at a moment."""

import functools
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct, structs

from alongside.catalog import DAY_IDS
from alongside.entries import Entry
from alongside.schema import Closure, Event, Program
from alongside.timetable import Occurrence, Rule, Schedule, occurrences, on_now

# The minutes of each part of a day: morning before noon, evening from five on.
TIMES = {"morning": (0, 719), "afternoon": (720, 1019), "evening": (1020, 1439)}
FIRST, LATEST = 0, 1439
# As far as the browser looks.
AHEAD = timedelta(days=400)
# Later than any minute.
ALWAYS = 2**40
WORKDAYS, WEEKEND, WEEK = range(5), (5, 6), range(7)
EVENING, NIGHT_OVER = time(17), time(4)


class Slot(Struct, frozen=True):
    """A day of the week, and from when to when on it something may begin; mostly that is one minute."""

    day: int
    first: int
    latest: int


def slots_of(entry: Entry, at: datetime) -> tuple[Slot, ...]:
    """When a listing happens as a rule; nothing where it rests without an end, nor what is over at an instant."""
    if _rests_for_good(entry):
        return ()
    zones = {rule.zone or entry.zone for rule in entry.schedule.rules}
    today = {zone: at.astimezone(ZoneInfo(zone)).date() for zone in zones}
    found = [slot for rule in entry.schedule.rules for slot in _slots(rule, today[rule.zone or entry.zone])]
    # What has hours of its own says them best.
    tracks = entry.listing.tracks if isinstance(entry.listing, Program) and not entry.card.live else ()
    found += [slot for track in tracks for slot in _of_track(track)]
    return tuple(dict.fromkeys(found))


@functools.cache
def any_holds(slots: tuple[Slot, ...], days: tuple[str, ...], times: tuple[str, ...], after: int | None) -> bool:
    """Whether one and the same slot is on one of the days and begins in one of the parts of a day, not too early.

    Where nothing is asked for (no days, no times, no minute) that holds without a slot too.
    """
    if not days and not times and after is None:
        return True
    parts = [span for part, span in TIMES.items() if not times or part in times]
    return any(
        max(first, slot.first, after or 0) <= min(latest, slot.latest)
        for slot in slots
        if not days or DAY_IDS[slot.day] in days
        for first, latest in parts
    )


@functools.cache
def choices(slots: tuple[Slot, ...], days: tuple[str, ...], times: tuple[str, ...], after: int | None) -> tuple[list[str], list[str]]:
    """The days, and the parts of a day, that would find a listing if each were the only one chosen instead of those that are."""
    return (
        [day for day in DAY_IDS if any_holds(slots, (day,), times, after)],
        [part for part in TIMES if any_holds(slots, days, (part,), after)],
    )


def live_schedule(entry: Entry) -> Schedule | None:
    """The schedule that counts: a pause with an end closes all days before it; None where nothing can be next."""
    if not entry.card.live:
        return None
    if entry.listing.status == "paused" and entry.listing.paused_until:
        pause = Closure(since=date.min, until=entry.listing.paused_until - timedelta(days=1))
        return structs.replace(entry.schedule, closures=(*entry.schedule.closures, pause))
    return entry.schedule


def holds_when(entry: Entry, when: str, at: datetime, reader: ZoneInfo) -> bool:
    """Whether a listing is on now, or today, tonight or tomorrow, and not over; by the reader's clock where people join from afar."""
    schedule = live_schedule(entry)
    if schedule is None:
        return False
    if when == "now":
        return on_now(schedule, at)
    zone = reader if entry.card.afar else ZoneInfo(entry.zone)
    day = _day_meant(when, at.astimezone(zone))
    opens = datetime.combine(day, EVENING if when == "tonight" else time(), zone)
    # What is always on is on when the day or the night begins, or what is left of it.
    if _always_on(schedule, max(at, opens.astimezone(UTC))):
        return True
    coming = occurrences(schedule, at, at + timedelta(days=4))
    return any(_goes_on(found, when, day, zone) if _is_long(found) else _begins(found, when, day, zone) for found in coming)


def next_minute(entry: Entry, at: datetime) -> int | None:
    """The minute of what is on or comes next; what is always on comes behind all that has its hours; None where nothing comes."""
    schedule = live_schedule(entry)
    if schedule is None:
        return None
    if _always_on(schedule, at):
        return ALWAYS
    for ahead in (timedelta(days=9), AHEAD):
        if coming := occurrences(schedule, at, at + ahead):
            return minutes(coming[0].start)
    return None


def minutes(at: datetime) -> int:
    """Whole minutes since 1970."""
    return int(at.astimezone(UTC).timestamp() // 60)


def _always_on(schedule: Schedule, at: datetime) -> bool:
    always = tuple(rule for rule in schedule.rules if rule.freq == "always")
    return on_now(structs.replace(schedule, rules=always), at)


def _rests_for_good(entry: Entry) -> bool:
    listing = entry.listing
    cancelled = isinstance(listing, Event) and listing.happening in ("cancelled", "postponed")
    if listing.status == "paused":
        return listing.paused_until is None
    return cancelled or listing.status == "closed"


def _slots(rule: Rule, today: date) -> Iterator[Slot]:
    if rule.freq in ("weekly", "monthly") and (rule.until is None or rule.until >= today):
        yield from (_at(day, rule.start) for day in rule.days)
    elif rule.freq == "always":
        yield from (Slot(day, FIRST, LATEST) for day in WEEK)
    elif rule.freq == "dates":
        yield from (_at(day.weekday(), rule.start) for day in rule.dates if day >= today)
    elif rule.begins and rule.ends:
        last = (rule.ends - timedelta(minutes=1)).date()
        covered = [rule.begins.date() + timedelta(days=n) for n in range((last - rule.begins.date()).days + 1)]
        for day in sorted({day.weekday() for day in covered if day >= today}):
            yield Slot(day, FIRST, LATEST) if rule.all_day else _at(day, rule.begins.hour * 60 + rule.begins.minute)


def _at(day: int, minute: int) -> Slot:
    return Slot(day, minute, minute)


def _of_track(track: str) -> Iterator[Slot]:
    if track == "daytime":
        yield from (Slot(day, FIRST, TIMES["afternoon"][1]) for day in WORKDAYS)
    elif track == "evening":
        yield from (Slot(day, TIMES["evening"][0], LATEST) for day in WORKDAYS)
    else:
        yield from (Slot(day, FIRST, LATEST) for day in (WEEKEND if track == "weekend" else WEEK))


def _day_meant(when: str, local: datetime) -> date:
    if when == "tomorrow":
        return local.date() + timedelta(days=1)
    # After midnight the night is still that of the day before.
    return local.date() - timedelta(days=1) if when == "tonight" and local.time() < NIGHT_OVER else local.date()


def _begins(found: Occurrence, when: str, day: date, zone: ZoneInfo) -> bool:
    local = found.start.astimezone(zone).replace(tzinfo=None)
    if when != "tonight":
        return local.date() == day
    return datetime.combine(day, EVENING) <= local < datetime.combine(day + timedelta(days=1), NIGHT_OVER)


def _is_long(found: Occurrence) -> bool:
    return found.all_day or found.end - found.start >= timedelta(days=1)


def _goes_on(found: Occurrence, when: str, day: date, zone: ZoneInfo) -> bool:
    """Whether what lasts for days is on at any time of the day or the night."""
    opens = datetime.combine(day, EVENING if when == "tonight" else time(), zone).astimezone(UTC)
    closes = datetime.combine(day + timedelta(days=1), NIGHT_OVER if when == "tonight" else time(), zone).astimezone(UTC)
    return found.start < closes and opens < found.end
