"""Clauses that say at what time, how long, on which dates, from when and until when."""

import re

from msgspec.structs import replace

from alongside.timetable.hours import Unclear, alone, pair
from alongside.timetable.reader import Reader
from alongside.timetable.rules import DAY_MINUTES
from alongside.timetable.tokens import Token, written_date
from alongside.timetable.trouble import SentenceError

ONE_TIME = "A sentence has one time."
# What begins before seven in the morning.
_SMALL_HOURS = 7 * 60
_LINKS = ("dash", "to", "until", "at")


def read_times(reader: Reader, word: Token, links: tuple[str, ...] = _LINKS) -> None:
    """ "7:00 pm", "19:00 - 20:15", "de 7 a 8 de la noche"."""
    if reader.draft.start is not None:
        raise reader.two_lines(word, ONE_TIME)
    reader.time_at = word.start
    second = None
    if reader.kind() in links and reader.kind(1) in ("time", "number"):
        link = reader.take()
        second = reader.take()
        if link.kind == "at":
            _not_a_length(reader, word, second)
    for each in (word, second):
        if each and not each.time:
            raise reader.trouble(each, f"'{reader.shown(each)}' is not a time of day.")
    if second and second.time and word.time:
        both = pair(word.time, second.time, _part(reader))
        if isinstance(both, Unclear):
            raise _doubt(reader, both, word, second)
        reader.draft.start, reader.draft.minutes = both
    elif word.time:
        reader.draft.start = one_time(reader, word)
    if reader.draft.start is not None and reader.draft.start < _SMALL_HOURS and any(_night(part) for part in reader.parts):
        hint = "After midnight it is the next day: name that day and write am, as in Saturdays 12:30 am."
        raise reader.trouble(word, f"'{reader.shown(word)}' at night could be on two days.", hint=hint)


def _not_a_length(reader: Reader, word: Token, second: Token) -> None:
    """ "2 horas a las 19:00" is no range, or is it?"""
    said = reader.shown(word)
    if not word.time or "hora" not in said.casefold() or ":" in said or "hora" in reader.shown(second).casefold():
        return
    clock = f"{word.time.hour:02}:{word.time.minute or 0:02}"
    message = f"'{said}' could be a length or a time of day."
    raise reader.trouble(word, message, reader.swap(word, f"durante {said}"), reader.swap(word, clock))


def _night(part: Token) -> bool:
    # On every night of the week it is the same.
    return part.kind == "part" and part.part == "night"


def one_time(reader: Reader, word: Token) -> int:
    """Minute of the day of a word that stands alone."""
    found = alone(word.time, _part(reader)) if word.time else Unclear(0, impossible=True)
    if isinstance(found, Unclear):
        raise _doubt(reader, found, word)
    return found


def read_between(reader: Reader, word: Token) -> None:
    """ "between 7 and 8 pm", "entre las 19:00 y las 20:00"."""
    if reader.kind() not in ("time", "number"):
        raise reader.trouble(word, f"After '{reader.shown(word)}' come two times.")
    read_times(reader, reader.take(), (*_LINKS, "and"))


def read_for(reader: Reader, word: Token) -> None:
    """ "for 90 minutes", "durante una hora"."""
    if reader.kind() == "always" and reader.shown(reader.words[reader.at]).casefold() in ("24 hours", "24 hrs", "24 horas"):
        reader.words[reader.at] = replace(reader.words[reader.at], number=DAY_MINUTES)
    elif reader.kind() not in ("duration", "time"):
        raise reader.trouble(word, f"After '{reader.shown(word)}' comes a length, such as 90 minutes.")
    read_duration(reader, reader.take())


def read_duration(reader: Reader, word: Token) -> None:
    """ "90 minutes", "1 hour 30 minutes", "1h30"."""
    minutes = word.number
    if word.time:
        if word.time.part != "24":
            instead = reader.swap(word, reader.own("60 minutes", "60 minutos"))
            raise reader.trouble(word, f"'{reader.shown(word)}' is a time of day, not a length.", instead)
        minutes = word.time.hour * 60 + (word.time.minute or 0)
    if reader.draft.minutes is not None:
        raise reader.trouble(word, "A sentence gives the end or the length, not both.", hint="Leave one of them out.")
    if not 1 <= minutes <= DAY_MINUTES:
        raise reader.trouble(word, "A length is from 1 minute to 24 hours.", hint="For several days write the dates.")
    reader.draft.minutes = minutes


def read_all_day(reader: Reader, word: Token) -> None:
    """ "all day"."""
    if reader.draft.start is not None:
        raise reader.two_lines(word, ONE_TIME)
    reader.draft.start, reader.draft.minutes = 0, DAY_MINUTES


def read_always(reader: Reader, word: Token) -> None:
    """ "24/7", "24 hours"."""
    reader.draft.always = True


def read_appointment(reader: Reader, word: Token) -> None:
    """ "by appointment", "call for times"."""
    reader.draft.appointment = True


def read_dates(reader: Reader, word: Token) -> None:
    """ "2026-12-24", one after the other."""
    if reader.kind() in ("dash", "to", "until") and reader.kind(1) == "date":
        reader.take()
        last = reader.take()
        days = reader.own("every day from {} until {}", "todos los d\u00edas desde {} hasta {}").format(word.day, last.day)
        span = reader.swap(word, days, last)
        raise reader.trouble(word, "It is not clear whether all days between these two are meant.", span, hint="List every date.")
    if reader.draft.dates and reader.draft.start is not None:
        raise reader.two_lines(word, ONE_TIME)
    reader.draft.dates += [word.day] if word.day else []


def read_from(reader: Reader, word: Token) -> None:
    """ "from 2026-01-07", "from 2026-01-07 to 2026-03-01"; also the "from" of "from 7 pm" and "from Monday"."""
    if reader.kind() == "date":
        reader.since = reader.take()
        reader.draft.since = reader.since.day
        if reader.kind() in ("dash", "to") and reader.kind(1) == "date":
            reader.take()
            reader.draft.until = reader.take().day
    elif reader.kind() not in ("time", "number", "day", "baddate"):
        raise reader.trouble(word, f"After '{reader.shown(word)}' comes a date, such as 2026-01-07.")


def read_until(reader: Reader, word: Token) -> None:
    """ "until 2026-12-31"."""
    if reader.kind() not in ("date", "baddate"):
        raise reader.trouble(word, f"After '{reader.shown(word)}' comes a date, such as 2026-12-31.")
    if reader.kind() == "date":
        reader.draft.until = reader.take().day


def read_bad_date(reader: Reader, word: Token) -> None:
    """ "12/24/2026", "December 24", "2026-02-30": dates that cannot be told, or do not exist."""
    said = reader.shown(word)
    options = (reader.swap(word, day) for day in _dates_meant(said))
    hint = "Write year, month and day in numbers, as in 2026-12-24."
    raise reader.trouble(word, f"'{said}' is not a date with year, month and day.", *options, hint=hint)


def _dates_meant(said: str) -> list[str]:
    numbers = [int(part) for part in re.findall(r"[0-9]+", said)]
    if len(numbers) != 3:
        return []
    first, second, third = numbers
    if first > 31:
        orders = [(first, second, third)]
    else:
        year = third + 2000 if third < 100 else third
        orders = [(year, first, second), (year, second, first)]
    days = (written_date(*order) for order in orders)
    return list(dict.fromkeys(day.isoformat() for day in days if day))


def _part(reader: Reader) -> str:
    """The part of the day that the sentence names beside its times.

    Raises: SentenceError for two of them.
    """
    names = {word.part for word in reader.parts}
    if len(names) > 1:
        hint = "Write one sentence for each, with am or pm."
        raise reader.trouble(reader.parts[-1], "A sentence has one part of the day.", hint=hint)
    return next(iter(names), "")


def _doubt(reader: Reader, unclear: Unclear, word: Token, second: Token | None = None) -> SentenceError:
    faulty = second if second and unclear.which else word
    said = reader.shown(faulty)
    if unclear.against:
        return _against(reader, faulty, unclear)
    if unclear.impossible or len(unclear.choices) + len(unclear.both) < 2:
        message = f"'{said}' is not a time of day."
    else:
        noon = bool(faulty.time and faulty.time.hour == 12)
        message = f"'{said}' could be {'noon or midnight' if noon else 'morning or evening'}."
    options = [reader.swap(faulty, choice) for choice in unclear.choices]
    if second:
        between = reader.text[word.end : second.start]
        options += [reader.swap(word, f"{start}{between}{end}", second) for start, end in unclear.both]
    choices = (*unclear.choices, *(f"{start} - {end}" for start, end in unclear.both))
    return reader.trouble(faulty, message, *options, hint=f"Write {' or '.join(choices)}." if choices else "")


def _against(reader: Reader, word: Token, unclear: Unclear) -> SentenceError:
    part = reader.parts[0]
    message = f"'{reader.shown(word)}' and '{reader.shown(part)}' contradict each other."
    options = [reader.swap(word, choice) for choice in unclear.choices]
    # Its own part of the day left out, which "every night" cannot be.
    if part.kind == "part":
        options.append(" ".join(reader.swap(part, "").split()))
    return reader.trouble(word, message, *options, hint="Correct one of them.")
