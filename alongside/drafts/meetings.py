"""What records of meetings have in common, whatever the feed: when, and how to take part."""

import re
from collections.abc import Iterable

from msgspec import Struct

from alongside.drafts.draft import Making
from alongside.drafts.values import DAYS, clock_of, clock_text, line_of

BY_APPOINTMENT, ASK = "by appointment", "call for times"
# A length above this is more often a slip than a meeting.
_LONG = 12 * 60
_ONLINE_WORDS = re.compile(r"\s*(?:on-?line|virtual|zoom|web|internet|phone|telephone|remote)\b[\w\s()-]*", re.IGNORECASE)


class Way(Struct, frozen=True, kw_only=True):
    """How people take part, as far as a record says.

    ``door``: somewhere to come to; ``link`` and ``dial``: a link, a number to join; ``closed``: the location is closed for now;
    ``inactive``: the feed says that it does not happen; ``said``: in_person, online or hybrid in so many words.
    """

    door: bool = False
    link: bool = False
    dial: bool = False
    closed: bool = False
    inactive: bool = False
    said: str = ""


def means_online(text: str) -> bool:
    """Whether the name of a place only says that there is none: "Online", "Virtual Meeting"."""
    return bool(_ONLINE_WORDS.fullmatch(text))


def schedule(making: Making, days: Iterable[int], start: int | None, end: int | None, minutes: int | None = None) -> None:
    """Set ``when`` from days (0 is Sunday), start and end or length in minutes; at midnight's end, "24:00", the next day begins."""
    listed = sorted(set(days))
    if start is None or not listed:
        making.put("when", [ASK if start is not None or listed else BY_APPOINTMENT])
        return
    if start == 1440:
        listed, start = sorted((day + 1) % 7 for day in listed), 0
    # Weeks of a listing begin on Monday.
    slot: dict[str, object] = {"days": [DAYS[day] for day in sorted(listed, key=lambda day: (day - 1) % 7)], "start": clock_text(start)}
    if minutes == 1440:
        slot["minutes"] = "1440"
    elif minutes:
        slot["end"] = clock_text(start + minutes)
    elif end is not None and end % 1440 != start:
        slot["end"] = clock_text(end)
    making.put("when", [slot])


def time_field(making: Making, field: str, value: object) -> int | None:
    """A time of day from a field; what is none is told."""
    if value is None or (isinstance(value, str) and not line_of(value)):
        return None
    found = clock_of(value)
    if found is None:
        making.remark(field, value, "is not a time of day; left out")
        if line_of(value):
            making.note(field, line_of(value))
    return found


def check_length(making: Making, field: str, start: int | None, end: int | None) -> None:
    """Tell of an end that says nothing or too much."""
    if start is None or end is None:
        return
    length = (end - start) % 1440
    if length == 0:
        making.remark(field, clock_text(end), "is the same as the start; left out")
    elif length > _LONG:
        making.remark(field, clock_text(end), f"makes it {length // 60} hours long; check it")


def settle(making: Making, way: Way) -> bool:
    """Set attendance, status and notice so that they agree with place and online.

    Returns: whether nobody can come in person.
    """
    online = way.link or way.dial
    if way.inactive or (way.closed and not online):
        making.put("status", "paused")
        making.put("notice", _why_paused(way))
    if way.said == "online" and not online:
        making.put("online.notes", "Its source gives no link and no number.")
        making.remark("attendance", "online", "there is no link and no number to join")
        online = True
    door = way.door and not way.closed and way.said != "online"
    if door and way.link and way.said == "in_person":
        making.remark("attendance", "in_person", "there is also a link to join; taken as hybrid")
    if way.said == "hybrid" and not (door and online):
        lacks, taken = ("place", "online") if online else ("link or number", "in person")
        making.remark("attendance", "hybrid", f"there is no {lacks}; taken as {taken}")
    if online and not door:
        _online_only(making, way)
        return True
    making.put("attendance", "hybrid" if way.link or (way.dial and way.said == "hybrid") else "in_person" if way.door else "")
    return False


def _why_paused(way: Way) -> str:
    if way.closed:
        return "The location is closed for now. Ask before you go."
    return "Its source lists it as not meeting for now. Ask before you go."


def _online_only(making: Making, way: Way) -> None:
    making.put("attendance", "phone" if way.dial and not way.link else "online")
    place = making.data.pop("place", {})
    if not way.closed:
        return
    if way.door:
        where = ", ".join(place[part] for part in ("name", "street", "city") if place.get(part))
        making.more("description", f"The usual place is {where}." if where else "", "address")
    if not way.inactive:
        making.put("notice", "The location is closed for now. The meeting is online.")
