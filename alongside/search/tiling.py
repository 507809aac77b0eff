"""Which listings are searched together: tiles of at most so many, cut so that a changed listing changes its own tile and no other.

Space is halved again and again, east-west and north-south in turn, wherever there are too many in one half; what has no position is cut
the same way by the minute of the week. A boundary never depends on how many others there are, as it would if a sorted list were cut.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b

from msgspec import Struct

from alongside.search.rows import Row

# Bits of a cell's number, and those behind it which part what is in one spot.
_CELL, _REST = 32, 16
_WEEK_BITS = 14


class Tile(Struct, frozen=True):
    """Listings by name; ``box`` is south, west, north, east in 1/10,000 degrees, empty where they have no position."""

    rows: tuple[Row, ...]
    box: tuple[int, ...] = ()


def tiles(rows: Sequence[Row], most: int) -> list[Tile]:
    """All listings in tiles, those with a position first.

    Takes: listings in their order, which stays in each tile; ``most`` of them in one tile. All are in one where they fit.
    """
    if len(rows) <= most:
        return [Tile(tuple(rows), _box(rows))] if rows else []
    placed = [(_spot(row), row) for row in rows if row.position]
    others = [(_minute(row), row) for row in rows if not row.position]
    return [Tile(part, _box(part)) for found in (placed, others) for part in _halves(found, most, _CELL + _REST - 1)]


def _halves(found: Sequence[tuple[int, Row]], most: int, bit: int) -> Iterator[tuple[Row, ...]]:
    if len(found) <= most or bit < 0:
        if found:
            yield tuple(row for _, row in found)
        return
    for half in (0, 1):
        yield from _halves([each for each in found if each[0] >> bit & 1 == half], most, bit - 1)


def _spot(row: Row) -> int:
    """The number of a cell, bits of east and north in turn."""
    north, east = row.position or (0, 0)
    y, x = (north + 900_000) * 65_535 // 1_800_000, (east + 1_800_000) * 65_535 // 3_600_000
    cell = sum((x >> n & 1) << 2 * n + 1 | (y >> n & 1) << 2 * n for n in range(_CELL // 2))
    return cell << _REST | _rest(row)


def _minute(row: Row) -> int:
    return max(row.minute, 0) << _CELL - _WEEK_BITS + _REST | _rest(row)


def _rest(row: Row) -> int:
    return int.from_bytes(blake2b(row.sort[1].encode(), digest_size=_REST // 8).digest(), "big")


def _box(rows: Sequence[Row]) -> tuple[int, ...]:
    spots = [row.position for row in rows if row.position]
    if not spots:
        return ()
    return min(y for y, _ in spots), min(x for _, x in spots), max(y for y, _ in spots), max(x for _, x in spots)
