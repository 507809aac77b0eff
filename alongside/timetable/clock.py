"""Times of day as people write them, and as people read them.

Nothing is guessed: "7" and "7:00" could be morning or evening, and twelve hours wrong is a closed door; "07:00", "19:00", "7 pm" and
"7 de la tarde" are plain.
"""

import re
import unicodedata
from collections.abc import Sequence
from gettext import NullTranslations

from msgspec import Struct
from msgspec.structs import replace

NOON, MIDNIGHT = 720, 0

# What follows the number, in folded text. A single letter counts only right behind it ("7p"), since "a" is also Spanish for "to".
_HALF = r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?|(?P<letter>[ap])\b)"
_HOURS = r"\s?(?P<hours>hs?|hrs|horas)\b\.?"
_DAYPART = r"\s?(?P<daypart>(?:de|por|en)\sla\s(?:manana|tarde|noche|madrugada)|in\sthe\s(?:morning|afternoon|evening)|at\snight)\b"
TIME = rf"(?P<hour>[0-9]{{1,2}})(?:(?P<sep>[:.h])(?P<minute>[0-9]{{2}})(?::[0-9]{{2}})?)?(?:{_HALF}|{_HOURS}|{_DAYPART})?(?![0-9:])"
_TIME = re.compile(TIME)
NAMED = {
    "noon": NOON, "12 noon": NOON, "12:00 noon": NOON, "midday": NOON, "mediodia": NOON, "12 del mediodia": NOON,
    "midnight": MIDNIGHT, "12 midnight": MIDNIGHT, "12:00 midnight": MIDNIGHT, "medianoche": MIDNIGHT,
}  # fmt: skip
# First and last minute at which something in a part of the day may begin; the night goes on past midnight.
_WINDOWS = {
    "am": (0, 719), "pm": (720, 1439), "morning": (0, 719), "afternoon": (720, 1259), "evening": (960, 1439), "night": (1080, 419),
    "small hours": (0, 419),
}  # fmt: skip
# The hours that people mean by a part of the day; noon and midnight are another matter.
_SAID_OF: dict[str, Sequence[int]] = {
    "am": range(13), "pm": range(1, 13), "morning": range(1, 12), "afternoon": (12, *range(1, 9)), "evening": range(4, 12),
    "night": range(6, 12),
}  # fmt: skip
_PARTS = {
    "manana": "morning", "morning": "morning", "tarde": "afternoon", "afternoon": "afternoon",
    "evening": "evening", "noche": "night", "night": "night", "madrugada": "small hours",
}  # fmt: skip


class Reading(Struct, frozen=True):
    """A time of day as written, before it is known which half of the day is meant.

    ``part``: "", am, pm, 24, named, morning, afternoon, evening, night, small hours. ``padded``: with a leading zero, or behind a date in
    numbers, which says 24 hours. ``exact``: the hour has two digits where 24 hours are asked for, as in a record: "10:00".
    """

    hour: int
    minute: int | None = None
    part: str = ""
    padded: bool = False
    exact: bool = False


def folded(text: str) -> tuple[str, list[int]]:
    """Lower-case text without accents, and for each of its characters the place in the original (one more for the end)."""
    if text.isascii():
        return text.lower(), list(range(len(text) + 1))
    shown: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        plain = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c)).casefold()
        shown.append(plain)
        places += [place] * len(plain)
    return "".join(shown), [*places, len(text)]


def parse_time(text: str) -> int | None:
    """Minute of the day for "19:00", "07:00", "7:00 PM", "7pm", "noon", "7 de la tarde"; None where it is no time or could be two."""
    written = read_time(text)
    return resolve(written) if written and not ambiguous(written) else None


def read_time(text: str) -> Reading | None:
    """A time of day as a field has it, which may still lack its half of the day."""
    plain = folded(text)[0].strip()
    if plain in NAMED:
        return Reading(NAMED[plain] // 60, NAMED[plain] % 60, "named")
    found = _TIME.fullmatch(plain)
    return replace(reading(found), exact=len(found["hour"]) == 2) if found else None


def reading(found: re.Match[str]) -> Reading:
    """The groups of a TIME match as a record."""
    minute = found["minute"]
    return Reading(int(found["hour"]), int(minute) if minute else None, _part(found), found["hour"].startswith("0"))


def resolve(written: Reading) -> int | None:
    """Minute of the day, with 24 hours where no half is named; None where there is no such time or minutes are missing, too."""
    minute = written.minute or 0
    hour = _hour(written.hour, written.part, written.minute is not None)
    return None if hour is None or minute > 59 else hour * 60 + minute


def ambiguous(written: Reading) -> bool:
    """Whether a time could be morning or evening: "7:00", "10"; not "07:00", "10:30", "19:00", which have the two digits of 24 hours."""
    last = 11 if written.minute is None else 9
    return written.part == "" and 1 <= written.hour <= last and not (written.padded or written.exact)


def says_24(written: Reading) -> bool:
    """Whether a time is plainly one of 24 hours, so that the other end of its range is, too: "17:00", "09:00"."""
    return written.part == "24" or (written.part == "" and (written.padded or written.hour == 0 or written.hour > 12))


def within(minute: int, part: str) -> bool:
    """Whether what begins at a minute of the day can be said to be in the morning, in the evening, at night."""
    first, last = _WINDOWS[part]
    return first <= minute <= last if first <= last else minute >= first or minute <= last


def in_half(written: Reading, part: str) -> Reading:
    """The same numbers with am or pm."""
    return Reading(written.hour, written.minute, part)


def typed(minute: int) -> str:
    """A time as it can be typed into a sentence or a record, without doubt: "7:00 pm"."""
    minute %= 1440
    return f"{minute // 60 % 12 or 12}:{minute % 60:02} {'am' if minute < NOON else 'pm'}"


def clock(minute: int, translations: NullTranslations, region_12h: bool = True) -> str:
    """A time of day for people: "7:00 pm", "noon", "midnight"; or "19:00"."""
    minute %= 1440
    if not region_12h:
        return translations.gettext("%(hour)d:%(minute)02d") % {"hour": minute // 60, "minute": minute % 60}
    if minute in (NOON, MIDNIGHT):
        return translations.gettext("noon") if minute == NOON else translations.gettext("midnight")
    form = translations.gettext("%(time)s am") if minute < NOON else translations.gettext("%(time)s pm")
    return form % {"time": _face(minute, translations)}


def clock_range(start: int, minutes: int, translations: NullTranslations, region_12h: bool = True) -> str:
    """A stretch of time for people: both halves of the day only where they differ, "all day" for 24 hours from midnight."""
    if (start, minutes) == (MIDNIGHT, 1440):
        return translations.gettext("all day")
    end = (start + minutes) % 1440
    shown = {"start": clock(start, translations, region_12h), "end": clock(end, translations, region_12h)}
    if minutes == 1440 or (start + minutes > 1440 and minutes > NOON):
        return translations.gettext("%(start)s \u2013 %(end)s the next day") % shown
    if not region_12h:
        return translations.gettext("%(start)s\u2013%(end)s") % shown
    if {start, end} & {NOON, MIDNIGHT} or (start < NOON) != (end < NOON):
        return translations.gettext("%(start)s \u2013 %(end)s") % shown
    form = translations.gettext("%(start)s\u2013%(end)s am") if start < NOON else translations.gettext("%(start)s\u2013%(end)s pm")
    return form % {"start": _face(start, translations), "end": _face(end, translations)}


def _face(minute: int, translations: NullTranslations) -> str:
    return translations.gettext("%(hour)d:%(minute)02d") % {"hour": minute // 60 % 12 or 12, "minute": minute % 60}


def _part(found: re.Match[str]) -> str:
    if half := found["half"] or found["letter"]:
        return f"{half}m"
    if found["hours"] or found["sep"] == "h":
        return "24"
    return _PARTS[found["daypart"].split()[-1]] if found["daypart"] else ""


def _hour(hour: int, part: str, has_minutes: bool) -> int | None:
    """Hour of the day: 12 am is midnight, 12 pm noon; a part of the day takes only the hours that people mean by it."""
    if part in ("24", "named") or (part == "" and has_minutes):
        return hour if hour < 24 else None
    if part == "small hours" or (part == "night" and hour == 12):
        return hour % 12 if 1 <= hour <= 6 or hour == 12 else None
    if hour not in _SAID_OF.get(part, ()):
        return None
    return hour % 12 + (0 if part in ("am", "morning") else 12)
