"""The sentences that most schedules are written in: "Tuesdays and Thursdays 7:00 pm - 8:15 pm", "Mondays 18:30 for 90 minutes".

Days by name, then a time with am or pm or with the two digits of 24 hours, then perhaps its end or its length. All of these are
plain, so one look is enough; the reader of all other sentences makes the same rule of them, twenty times as slowly.
"""

import re

from alongside.timetable.lexicon import DAYS
from alongside.timetable.rules import DAY_MINUTES, Rule

# English names, one or many: "tuesday", "tuesdays".
_NUMBERS = {name: number for number, words in enumerate(DAYS) for name in words.split()[:2]}
_DAY = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_HALVES, _FULL = r"(?:1[0-2]|[1-9]):[0-5][0-9] ?[ap]m", r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_TIMES = rf"(?:({_HALVES})(?: - ({_HALVES}))?|({_FULL})(?: - ({_FULL}))?)"
_USUAL = re.compile(rf"((?:{_DAY})(?:(?:, | and | & )(?:{_DAY}))*) {_TIMES}(?: for ([0-9]{{1,4}}) minutes)?")
_DAYS = re.compile(_DAY)


def usual_rule(text: str) -> Rule | None:
    """The rule of a sentence of this kind, None for any other."""
    found = _USUAL.fullmatch(text.lower()) if text.isascii() else None
    if found is None:
        return None
    start = _minute(found[2] or found[4])
    end, length = found[3] or found[5], found[6]
    if end and length:
        return None
    minutes = (_minute(end) - start) % DAY_MINUTES or DAY_MINUTES if end else int(length) if length else None
    if minutes is not None and not 1 <= minutes <= DAY_MINUTES:
        return None
    days = {_NUMBERS[day] for day in _DAYS.findall(found[1])}
    return Rule(freq="weekly", days=tuple(sorted(days)), start=start, minutes=minutes)


def _minute(written: str) -> int:
    """Minute of the day of "7:00 pm" or "19:00"."""
    hour, _, rest = written.partition(":")
    minute = int(hour) * 60 + int(rest[:2])
    return minute % 720 + 720 * rest.endswith("pm") if rest.endswith("m") else minute
