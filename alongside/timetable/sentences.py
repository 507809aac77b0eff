"""A sentence about time, in English or Spanish words, to a rule.

Nothing is guessed: what could be meant in two ways is asked back, with the sentences that say either.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from alongside.timetable.advice import explain, refuse
from alongside.timetable.day_clauses import read_days, read_every, read_monthly, read_ordinals, read_other, read_unsure
from alongside.timetable.moments import span
from alongside.timetable.reader import Draft, Reader
from alongside.timetable.rules import DAY_MINUTES, Rule
from alongside.timetable.slots import DAY_NAMES, NEVER, NEVER_FIX, first_weeks, in_order, never
from alongside.timetable.time_clauses import (
    one_time,
    read_all_day,
    read_always,
    read_appointment,
    read_bad_date,
    read_between,
    read_dates,
    read_duration,
    read_for,
    read_from,
    read_times,
    read_until,
)
from alongside.timetable.tokens import Token
from alongside.timetable.trouble import SentenceError, SentenceFault
from alongside.timetable.usual import usual_rule

LIMIT = 200
_CLAUSES: dict[str, Callable[[Reader, Token], None]] = {
    "day": read_days, "set": read_days, "ordinal": read_ordinals, "every": read_every, "other": read_other, "unsure": read_unsure,
    "time": read_times, "number": read_times, "between": read_between, "for": read_for, "duration": read_duration,
    "allday": read_all_day, "date": read_dates, "baddate": read_bad_date, "from": read_from, "until": read_until,
    "always": read_always, "appointment": read_appointment, "monthly": read_monthly,
}  # fmt: skip
_BETWEEN_CLAUSES = ("and", "dash", "at")
_SPAN = ["date", "time", "date", "time"]
# A first date for examples: 5 January 2026 was a Monday.
_EXAMPLE = date(2026, 1, 5)


@lru_cache(maxsize=4096)  # once to check it, once to derive from it; and many meetings share a time
def parse_sentence(text: str) -> Rule | SentenceFault:
    """The rule that a sentence says, or the first thing in it that cannot be read, with what to type instead.

    Takes: up to 200 characters; case, accents and the order of clauses do not matter. See ``lexicon`` for the words.
    """
    try:
        return usual_rule(text) or _read(text)
    except SentenceError as trouble:
        return explain(text, trouble, _read)


def _read(text: str) -> Rule:
    if len(text) > LIMIT:
        raise SentenceError(
            f"The sentence is longer than {LIMIT} characters.", LIMIT, len(text), hint="Put remarks into the note of a record."
        )
    reader = Reader(text)
    if not reader.words:
        raise SentenceError("It does not say when.")
    refuse(reader)
    if [word.kind for word in reader.words if word.kind not in ("dash", "to", "until")] == _SPAN:
        return _span(reader)
    while word := reader.kind():
        _clause(reader, word)
    return _rule(reader, reader.draft)


def _clause(reader: Reader, kind: str) -> None:
    token = reader.take()
    if kind in _CLAUSES:
        _CLAUSES[kind](reader, token)
    elif kind not in _BETWEEN_CLAUSES and not (kind == "to" and reader.kind() in ("time", "number")):
        raise reader.trouble(token, f"'{reader.shown(token)}' does not fit here.")


def _span(reader: Reader) -> Rule:
    days = [word.day.isoformat() for word in reader.words if word.day]
    minutes = [one_time(reader, word) for word in reader.words if word.kind == "time"]
    moments = [f"{day} {minute // 60}:{minute % 60:02}" for day, minute in zip(days, minutes, strict=True)]
    found = span(*moments)
    if isinstance(found, Rule):
        return found
    raise SentenceError(found[0].message, hint=found[0].fix)


def _rule(reader: Reader, draft: Draft) -> Rule:
    if draft.always:
        return _always(reader, draft)
    if draft.appointment:
        return Rule(freq="appointment", since=draft.since, until=draft.until)
    _check_days(reader, draft)
    if draft.start is None:
        raise _no_time(reader, draft)
    _check_bounds(draft)
    rule = Rule(
        freq="dates" if draft.dates else "monthly" if draft.nth else "weekly",
        days=() if draft.dates else tuple(sorted(set(draft.days))),
        nth=in_order(set(draft.nth)),
        every=draft.every,
        dates=tuple(sorted(set(draft.dates))),
        start=draft.start,
        minutes=draft.minutes,
        since=draft.since,
        until=draft.until,
    )
    if never(rule):
        raise SentenceError(NEVER, hint=NEVER_FIX)
    if (either := first_weeks(rule)) and reader.since:
        since = f"'{reader.shown(reader.since)}', a {DAY_NAMES[rule.since.weekday()].capitalize()}," if rule.since else ""
        message = f"It is not clear which week after {since} is the first."
        raise reader.trouble(reader.since, message, *(reader.swap(reader.since, day.isoformat()) for day in either))
    return rule


def _no_time(reader: Reader, draft: Draft) -> SentenceError:
    time, whole = reader.own("7:00 pm", "19:00"), reader.own("all day", "todo el d\u00eda")
    options = [f"{reader.text} {time}", *([f"{reader.text} {whole}"] if draft.dates else [])]
    return SentenceError("It does not say at what time it begins.", options=tuple(options), lead="Add the time, for example")


def _which_week(reader: Reader) -> SentenceError:
    day = next((word for word in reader.words if word.kind == "day"), None)
    weeks = ("primer", "\u00faltimo") if reader.spanish else ("first", "last")
    options = tuple(reader.swap(day, f"{nth} {reader.shown(day)}") for nth in weeks) if day else ()
    return SentenceError("It does not say which of these days in the month.", options=options, lead="Write for example")


def _always(reader: Reader, draft: Draft) -> Rule:
    if draft.start is not None or draft.minutes is not None or draft.nth or draft.every > 1:
        raise SentenceError("Around the clock goes with days only, not with times.", hint="Leave one of them out.")
    if draft.dates or 0 < len(set(draft.days)) < 7:
        draft.always, draft.start, draft.minutes = False, 0, DAY_MINUTES
        return _rule(reader, draft)
    _check_bounds(draft)
    return Rule(freq="always", since=draft.since, until=draft.until)


def _check_days(reader: Reader, draft: Draft) -> None:
    text = reader.text
    if draft.dates:
        _check_dates(draft)
    elif not draft.days:
        day = reader.own("Tuesday" if reader.parts else "Tuesdays", "martes")
        raise SentenceError("It does not say on which days.", options=(f"{day} {text}",), lead="Add the days, for example")
    elif draft.monthly and not draft.nth:
        raise _which_week(reader)
    elif draft.nth and draft.every > 1:
        raise SentenceError("Which day of the month and every so many weeks do not go together.", hint="Leave one of them out.")
    elif draft.every > 1 and not draft.since:
        since = reader.own("from", "desde")
        first = _EXAMPLE + timedelta(days=min(draft.days))
        lead = "Add the date of any time that it happens, for example"
        raise SentenceError(f"Every {draft.every} weeks needs a date to count from.", options=(f"{text} {since} {first}",), lead=lead)


def _check_dates(draft: Draft) -> None:
    if draft.nth or draft.every > 1 or draft.monthly or draft.since or draft.until:
        raise SentenceError("A sentence has either dates or days that come again.", hint="Write one for the dates and one for the days.")
    for day in draft.dates:
        if draft.days and day.weekday() not in draft.days:
            hint = "Correct the date, or leave the day of the week out."
            raise SentenceError(f"{day} is a {DAY_NAMES[day.weekday()].capitalize()}.", hint=hint)


def _check_bounds(draft: Draft) -> None:
    if draft.since and draft.until and draft.until < draft.since:
        raise SentenceError("The last date lies before the first.", hint="Put the earlier date after from.")
