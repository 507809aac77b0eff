"""Two times of day that belong together, each of which may lack its half of the day.

"7 - 8:15 pm" is plain, since only one reading is short; "9 - 5 pm" and "7" are not, and are asked back.
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
    if _lacks_half(first) and _has_half(second) and end is not None:
        start = None if first.padded else resolve(in_half(first, _half(end)))
        start = start if start is not None and start < end else None
    elif _lacks_half(second) and _has_half(first) and start is not None:
        end = None if second.padded else resolve(in_half(second, _half(start)))
        end = end if end is not None and end > start else None
    if start is None:
        return _unclear(0, first)
    if end is None:
        return _unclear(1, second)
    return start, (end - start) % DAY_MINUTES or DAY_MINUTES


def _lacks_half(written: Reading) -> bool:
    return written.part == "" and 1 <= written.hour <= 12


def _has_half(written: Reading) -> bool:
    return written.part not in ("", "24")


def _half(minute: int) -> str:
    return "am" if minute < NOON else "pm"


def _unclear(which: int, written: Reading) -> Unclear:
    minute = written.minute or 0
    if minute > 59 or written.hour > 23:
        return Unclear(which, (), impossible=True)
    if written.hour > 12 or written.hour == 0:
        return Unclear(which, (f"{written.hour}:{minute:02}",), impossible=written.part != "")
    face = f"{written.hour}:{minute:02}"
    return Unclear(which, (f"{face} am", f"{face} pm"))
