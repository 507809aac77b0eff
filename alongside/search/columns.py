"""The columns of a tile: when its listings happen, their facets, where they are. The reader is assets/js/find/tile.js."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from alongside.entries.sought import SOUGHT
from alongside.search.binary import planes
from alongside.search.rows import Row

# What the columns say of a schedule that is weekly and no more; any other is told as text (timetable.compact).
_PLAIN = re.compile(r"(\S+) (\d+)((?:; w[0-6]+ \d\d:\d\d(?:\+\d+)?)+)")
_SLOT = re.compile(r"; w([0-6]+) (\d\d):(\d\d)(?:\+(\d+))?")
_MOST_SLOTS = 255
# A listing without a position.
NOWHERE = (1 << 24) - 1


def times(rows: Sequence[Row], minutes: int) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Schedules: weekly slots as columns, all else as text; ``minutes`` is the usual length, which the text of a plain one must have."""
    zones: dict[str, int] = {}
    counts, days, starts, lengths, where, afar = [], [], [], [], [], []
    special: list[tuple[int, str]] = []
    for number, row in enumerate(rows):
        afar.append(int(row.afar))
        found = _PLAIN.fullmatch(row.live)
        slots = _SLOT.findall(found[3]) if found else []
        if row.live and (not found or int(found[2]) != minutes or len(slots) > _MOST_SLOTS):
            special.append((number, row.live))
            slots, found = [], None
        where.append(zones.setdefault(found[1], len(zones)) if found else 0)
        counts.append(len(slots))
        for names, hour, minute, length in slots:
            days.append(sum(1 << int(day) for day in set(names)))
            starts.append(int(hour) * 60 + int(minute))
            lengths.append(int(length or 0))
    head = {"zones": list(zones), "special": special}
    columns = {
        "afar": bytes(afar),
        "slots": bytes(counts),
        "zone": planes(where, 2),
        "days": bytes(days),
        "start": planes(starts, 2),
        "length": planes(lengths, 2),
    }
    return head, columns


def facets(rows: Sequence[Row]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Facets: for each the sets of ids that occur, and which of them a listing has; the day of its last check."""
    head: dict[str, object] = {}
    columns = {}
    for index, facet in enumerate((*SOUGHT, "tracks")):
        own = [row.tracks if facet == "tracks" else row.terms[index] for row in rows]
        sets = [found for found, _ in sorted(Counter(own).items(), key=lambda each: (-each[1], each[0]))]
        ids = sorted({id_ for found in sets for id_ in found})
        number = {found: n for n, found in enumerate(sets)}
        head[facet] = [ids, [[ids.index(id_) for id_ in found] for found in sets]]
        columns[facet] = planes([number[found] for found in own], 1 if len(sets) <= 256 else 2)
    known = [row.checked for row in rows if row.checked] or [1]
    # Two bytes reach back over 179 years; whatever is older was not checked lately either way.
    first = max(min(known), max(known) - 65_534)
    checked = [max(row.checked - first, 0) + 1 if row.checked else 0 for row in rows]
    columns["checked"] = planes(checked, 2)
    return {"facets": head, "checked": first - 1}, columns


def spots(rows: Sequence[Row]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Positions, from the tile's south-western corner on."""
    south = min((row.position[0] for row in rows if row.position), default=0)
    west = min((row.position[1] for row in rows if row.position), default=0)
    found = [(row.position[0] - south, row.position[1] - west) if row.position else (NOWHERE, NOWHERE) for row in rows]
    columns = {"north": planes([y for y, _ in found], 3), "east": planes([x for _, x in found], 3)}
    return {"corner": [south, west]}, columns


def blocks(rows: Iterable[Row], size: int) -> list[list[Row]]:
    """Listings in blocks of so many, whose cards are fetched together."""
    whole = list(rows)
    return [whole[start : start + size] for start in range(0, len(whole), size)]
