"""Two times of day that belong together, each of which may lack its half of the day.

"7 - 8:15 pm" is plain, since it can be read with one half of the day for both; "9 - 5 pm", "12:00 - 1:00" and "7" are asked back.
"""

from msgspec import Struct

from alongside.timetable.clock import NOON, Reading, in_half, resolve
from alongside.timetable.rules import DAY_MINUTES


class Unclear(Struct, frozen=True):
    """Which of the two times is in doubt (0 or 1), and what can be typed instead."""

    which: int
    choices: tuple[str, ...]
    impossible: bool = False


def alone(written: Reading) -> int | Unclear:
    """Minute of the day of a single time."""
    minute = resolve(written)
    return _unclear(0, written) if minute is None else minute


def pair(first: Reading, second: Reading) -> tuple[int, int] | Unclear:
    """Start and length, in minutes; an end at or before the start is on the next day."""
    start, end = resolve(first), resolve(second)
    if _lacks_half(first) and _has_half(second):
        start = _in_its_half(first, end)
        start = None if start is None or end is None or start >= end else start
    elif _has_half(first) and _lacks_half(second):
        end = _in_its_half(second, start)
        end = None if start is None or end is None or start >= end else end
    if start is None:
        return _unclear(0, first)
    if end is None:
        return _unclear(1, second)
    length = (end - start) % DAY_MINUTES or DAY_MINUTES
    return _hardly(first, second, length) or (start, length)


def _hardly(first: Reading, second: Reading, length: int) -> Unclear | None:
    """ "12:00 - 1:00" is hardly thirteen hours, nor "7:00 - midnight" seventeen; whoever means that can write 01:00 or 07:00."""
    if length <= NOON:
        return None
    if _lacks_half(second) and not second.padded:
        return _unclear(1, second)
    return _unclear(0, first) if _lacks_half(first) and not first.padded and second.part == "named" else None


def _in_its_half(lacking: Reading, other: int | None) -> int | None:
    """The time in the same half of the day as the other; a leading zero says 24 hours, which does not go with halves."""
    if other is None or lacking.padded:
        return None
    return resolve(in_half(lacking, "am" if other < NOON else "pm"))


def _lacks_half(written: Reading) -> bool:
    return written.part == "" and 1 <= written.hour <= 12


def _has_half(written: Reading) -> bool:
    return written.part not in ("", "24", "named")


def _unclear(which: int, written: Reading) -> Unclear:
    minute = written.minute or 0
    if minute > 59 or written.hour > 23:
        return Unclear(which, (), impossible=True)
    if written.hour > 12 or written.hour == 0:
        return Unclear(which, (f"{written.hour}:{minute:02}",), impossible=written.part != "")
    face = f"{written.hour}:{minute:02}"
    return Unclear(which, (f"{face} am", f"{face} pm"))
