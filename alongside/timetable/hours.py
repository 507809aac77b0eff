"""Two times of day that belong together, each of which may lack its half of the day.

"7:00 - 8:15 pm" is plain, since it can be read with one half of the day for both, and so are "9:00 - 17:00" and "09:00 - 10:30", which
say 24 hours; "7:00 - 8:15", "9 - 5 pm", "12:00 - 1:00" and "7" are asked back. A part of the day that the sentence names beside its
times ("Tuesday evenings 7:00 - 8:15") is the start's; the end then is the first such time after it.
"""

from msgspec import Struct
from msgspec.structs import replace

from alongside.timetable.clock import NOON, Reading, ambiguous, in_half, resolve, typed, within
from alongside.timetable.rules import DAY_MINUTES


class Unclear(Struct, frozen=True):
    """Which of the two times is in doubt (0 or 1), and what can be typed instead: of this one, or of both.

    ``against``: it contradicts the part of the day.
    """

    which: int
    choices: tuple[str, ...] = ()
    both: tuple[tuple[str, str], ...] = ()
    impossible: bool = False
    against: bool = False


def alone(written: Reading, part: str = "") -> int | Unclear:
    """Minute of the day of a single time, in a part of the day where one is named."""
    lacking = bool(part) and _lacks_half(written) and not written.padded
    minute = resolve(replace(written, part=part) if lacking else written)
    if part and _possible(written) and (minute is None or not within(minute, part)):
        return replace(_unclear(0, written, halves=True), against=True)
    return _unclear(0, written) if minute is None or (ambiguous(written) and not lacking) else minute


def pair(first: Reading, second: Reading, part: str = "") -> tuple[int, int] | Unclear:
    """Start and length, in minutes; an end at or before the start is on the next day."""
    for which, written in enumerate((first, second)):
        if not _possible(written):
            return _unclear(which, written)
    if part:
        return _in_part(first, second, part)
    if _lacks_half(first) and _lacks_half(second):
        return _without_halves(first, second)
    start, end = resolve(first), resolve(second)
    if _lacks_half(first):
        start = _beside(first, second, end)
        start = None if _has_half(second) and (start is None or end is None or start >= end) else start
    elif _lacks_half(second):
        end = _beside(second, first, start)
        end = None if _has_half(first) and (start is None or end is None or start >= end) else end
    if start is None:
        return _unclear(0, first, halves=_has_half(second))
    if end is None:
        return _unclear(1, second, halves=_has_half(first))
    return _measured(first, second, start, end)


def _in_part(first: Reading, second: Reading, part: str) -> tuple[int, int] | Unclear:
    start = alone(first, part)
    if isinstance(start, Unclear):
        return start
    if _lacks_half(second) and not second.padded:
        return start, (_face(second) - start) % NOON or NOON
    end = resolve(second)
    if end is None:
        return _unclear(1, second)
    length = (end - start) % DAY_MINUTES or DAY_MINUTES
    return (start, length) if length <= NOON or _has_half(second) else _unclear(1, second, halves=True)


def _without_halves(first: Reading, second: Reading) -> tuple[int, int] | Unclear:
    start, end = resolve(first), resolve(second)
    if not (first.padded or second.padded) and (start is None or end is None or ambiguous(first) or ambiguous(second)):
        return Unclear(0 if start is None or ambiguous(first) else 1, both=_both(first, second))
    if start is None:
        return _unclear(0, first)
    if end is None:
        return _unclear(1, second)
    return _measured(first, second, start, end)


def _measured(first: Reading, second: Reading, start: int, end: int) -> tuple[int, int] | Unclear:
    """ "07:00 - 1:00" is hardly eighteen hours; whoever means that can write 01:00."""
    length = (end - start) % DAY_MINUTES or DAY_MINUTES
    if length > NOON and ambiguous(second) and not _has_half(first):
        return _unclear(1, second)
    return start, length


def _beside(lacking: Reading, other: Reading, minute: int | None) -> int | None:
    """The time in the half of the day of the other, where that names one; beside 24 hours the time is plain.

    A leading zero says 24 hours, which does not go with halves.
    """
    if _has_half(other):
        half = "am" if minute is not None and minute < NOON else "pm"
        return None if minute is None or lacking.padded else resolve(in_half(lacking, half))
    return None if other.part == "named" and ambiguous(lacking) else resolve(lacking)


def _lacks_half(written: Reading) -> bool:
    return written.part == "" and 1 <= written.hour <= 12


def _has_half(written: Reading) -> bool:
    return written.part not in ("", "24", "named")


def _possible(written: Reading) -> bool:
    return (written.minute or 0) <= 59 and written.hour <= 23


def _face(written: Reading) -> int:
    """Minutes since noon or midnight."""
    return written.hour % 12 * 60 + (written.minute or 0)


def _both(first: Reading, second: Reading) -> tuple[tuple[str, str], ...]:
    """Start and end in the evening, and in the morning; with 24 hours where that is plain, which is from 01:00 to 09:59."""
    start = _face(first)
    end = start + ((_face(second) - start) % NOON or NOON)
    plain = 60 <= start < 600
    morning = (_padded(start), _padded(end)) if plain else (typed(start), typed(end))
    return (typed(start + NOON), typed(end + NOON)), morning


def _unclear(which: int, written: Reading, halves: bool = False) -> Unclear:
    minute = written.minute or 0
    if not _possible(written):
        return Unclear(which, impossible=True)
    if written.hour > 12 or written.hour == 0:
        return Unclear(which, (f"{written.hour}:{minute:02}",), impossible=written.part != "")
    face = f"{written.hour}:{minute:02}"
    if written.minute is None or halves or written.hour > 9:
        return Unclear(which, (f"{face} am", f"{face} pm"))
    return Unclear(which, (f"{face} pm", f"0{face}"))


def _padded(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
