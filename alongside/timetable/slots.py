"""Records of days and times to rules, and back."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from alongside.schema.parts import Slot
from alongside.timetable.clock import parse_time, read_time, resolve
from alongside.timetable.hours import Unclear, pair
from alongside.timetable.recurrence import local_dates
from alongside.timetable.rules import DAY_MINUTES, FIRST_YEAR, LAST_YEAR, Rule

DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEVER = "No such day lies between from and until."
NEVER_FIX = "Check both dates, or leave until out."
_NTH = {"last": -1}
_DOUBT = "'{}' could be morning or evening."


class SlotFault(NamedTuple):
    """What is wrong with one field, as it is spelled in YAML, and what to type instead."""

    field: str
    message: str
    fix: str


def from_slot(slot: Slot) -> Rule | list[SlotFault]:
    """The rule of a record, or everything that is wrong with it."""
    start, minutes = parse_time(slot.start), slot.minutes
    faults = [*_day_faults(slot), *_time_faults(slot), *_bound_faults(slot)]
    if not faults and slot.end:
        both = _both_ends(slot)
        if isinstance(both, SlotFault):
            return [both]
        start, minutes = both
    if faults or start is None:
        return faults
    rule = Rule(
        freq="dates" if slot.dates else "monthly" if slot.nth else "weekly",
        days=tuple(sorted({DAY_NAMES.index(day) for day in slot.days})),
        nth=in_order({_NTH.get(n) or int(n) for n in slot.nth}),
        every=slot.every,
        dates=tuple(sorted(set(slot.dates))),
        start=start,
        minutes=minutes,
        zone=slot.timezone,
        since=slot.since,
        until=slot.until,
        note=slot.note,
    )
    if never(rule):
        return [SlotFault("until", NEVER, NEVER_FIX)]
    if either := first_weeks(rule):
        fix = f"Write from: {either[0]}, or from: {either[1]}."
        return [SlotFault("from", f"It is not clear which week after {rule.since} is the first.", fix)]
    return rule


def never(rule: Rule) -> bool:
    """Whether a rule has no day between its first and its last."""
    return bool(rule.since and rule.until and not local_dates(rule, rule.since, min(rule.until, rule.since + timedelta(days=1200))))


def first_weeks(rule: Rule) -> tuple[date, date] | None:
    """The two first dates that "every so many weeks" can mean where ``since`` comes after all days of its own week, else None."""
    if rule.every == 1 or not rule.since or rule.days[-1] >= rule.since.weekday():
        return None
    first = rule.since + timedelta(days=rule.days[0] - rule.since.weekday())
    return first + timedelta(weeks=1), first + timedelta(weeks=rule.every)


def in_order(nth: set[int]) -> tuple[int, ...]:
    """Which weeks of a month, ascending, the last one last."""
    return tuple(sorted(nth, key=lambda n: n if n > 0 else 9))


def as_record(rule: Rule, timezone: str = "", note: str = "") -> str:
    """A weekly, monthly or dates rule as a record in one line of YAML."""
    fields: list[tuple[str, str]] = [
        ("days", f"[{', '.join(DAY_NAMES[day] for day in rule.days)}]" if rule.days else ""),
        ("nth", f"[{', '.join('last' if n < 0 else str(n) for n in rule.nth)}]" if rule.nth else ""),
        ("every", str(rule.every) if rule.every > 1 else ""),
        ("dates", f"[{', '.join(day.isoformat() for day in rule.dates)}]" if rule.dates else ""),
        ("start", _quoted_time(rule.start)),
        ("end", _quoted_time(rule.start + rule.minutes) if rule.minutes else ""),
        ("timezone", timezone or rule.zone),
        ("from", rule.since.isoformat() if rule.since else ""),
        ("until", rule.until.isoformat() if rule.until else ""),
        ("note", _quoted(note or rule.note)),
    ]
    return "{" + ", ".join(f"{name}: {value}" for name, value in fields if value) + "}"


def _day_faults(slot: Slot) -> Iterator[SlotFault]:
    if slot.days and slot.dates:
        yield SlotFault("dates", "A record has days or dates, not both.", "Write a second record for the dates.")
    elif not slot.days and not slot.dates:
        yield SlotFault("days", "It does not say on which days.", "Write days: [tuesday], or dates: [2026-12-24].")
    if slot.nth and not slot.days:
        yield SlotFault("nth", "Which of the days in a month goes with days only.", "Add days: [friday].")
    if slot.every > 1 and slot.nth:
        yield SlotFault("every", "A record has nth or every, not both.", "Leave one of them out.")
    elif slot.every > 1 and slot.dates:
        yield SlotFault("every", "Every so many weeks goes with days only.", "Leave every out.")
    elif slot.every > 1 and not slot.since:
        yield SlotFault("every", f"Every {slot.every} weeks needs a first week to count from.", "Add from: with the first date.")


def _both_ends(slot: Slot) -> tuple[int, int] | SlotFault:
    """Start and length; a time that lacks its half of the day gets the other's, as in a sentence."""
    first, second = read_time(slot.start), read_time(slot.end)
    found = pair(first, second) if first and second else Unclear(0)
    if isinstance(found, tuple):
        return found
    field, text = (("start", slot.start), ("end", slot.end))[found.which]
    choices = [f'{field}: "{choice}"' for choice in found.choices]
    choices += [f'start: "{start}" and end: "{end}"' for start, end in found.both]
    return SlotFault(field, _DOUBT.format(text), f"Write {', or '.join(choices)}.")


def _time_faults(slot: Slot) -> Iterator[SlotFault]:
    if not slot.start:
        yield SlotFault("start", "It does not say when it begins.", 'Write start: "19:00".')
    # What is in doubt alone may be plain with the other end: "9:00" and "17:00".
    paired = _readable(slot.start) and _readable(slot.end)
    for field, text in (("start", slot.start), ("end", slot.end)):
        if text and parse_time(text) is None and not paired:
            yield time_fault(field, text)
    if slot.end and slot.minutes is not None:
        yield SlotFault("minutes", "A record has end or minutes, not both.", "Leave one of them out.")
    elif slot.minutes is not None and not 1 <= slot.minutes <= DAY_MINUTES:
        yield SlotFault("minutes", "A length is from 1 minute to 24 hours.", "Write minutes: 90.")


def _bound_faults(slot: Slot) -> Iterator[SlotFault]:
    if slot.dates and (slot.since or slot.until):
        yield SlotFault("from" if slot.since else "until", "From and until go with days only.", "Leave them out, or leave dates out.")
    elif slot.since and slot.until and slot.until < slot.since:
        yield SlotFault("until", "Until lies before from.", "Put the earlier date in from.")
    bounds = (("from", slot.since), ("until", slot.until), *(("dates", day) for day in slot.dates))
    for field, day in bounds:
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            yield SlotFault(field, f"The year {day.year} is out of reach.", f"Write a year from {FIRST_YEAR} to {LAST_YEAR}.")


def time_fault(field: str, text: str) -> SlotFault:
    """Why a time cannot be told, and what to type instead."""
    word, written = text.strip(), read_time(text)
    if written and _readable(text):
        choices = (f"{word} pm", f"0{word}")
        return SlotFault(field, _DOUBT.format(text), "Write " + " or ".join(f'"{choice}"' for choice in choices) + ".")
    message = f"'{text}' is not a time of day without doubt."
    hour = int(word[:6]) if word.isascii() and word.isdigit() else 24
    if 1 <= hour <= 12:
        return SlotFault(field, message, f'Write "{hour}:00 am" or "{hour}:00 pm".')
    if hour < 24:
        return SlotFault(field, message, f'Write "{hour}:00".')
    return SlotFault(field, message, 'Write hours and minutes, for example "19:00" or "7:00 pm".')


def _readable(text: str) -> bool:
    written = read_time(text)
    return written is not None and resolve(written) is not None


def _quoted_time(minute: int) -> str:
    return f'"{minute % DAY_MINUTES // 60:02}:{minute % 60:02}"'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if text else ""
