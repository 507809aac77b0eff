"""Tables of figures, and goals with what was reached beside them; both benchmarks print these."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

Measured = TypeVar("Measured")
GOAL_HEADS = ("listings", "goal", "ours", "peer", "ratio", "to reach", "")


class Goal(Struct, Generic[Measured], frozen=True):
    """What was to be reached: an own figure, a share of a peer's, or both. ``peer`` is a name, or "best"; ``own`` whose figure it is."""

    count: int
    what: str
    of: Callable[[Measured], float]
    most: float = math.inf
    share: float = math.inf
    peer: str = "best"
    unit: float = 1
    own: str = "ours"


def judged(goal: Goal[Measured], own: float, others: Mapping[str, float]) -> list[str]:
    """The line of one goal: ours, the peer's and the ratio of the two, and whether it is reached.

    Takes: figures as they were measured, those of the ``others`` by name; the goal's unit divides them all.
    """
    known = {name: value for name, value in others.items() if not math.isnan(value) and goal.peer in ("best", name)}
    compared = goal.share < math.inf
    peer = min(known, key=lambda name: known[name], default="")
    ratio = own / known[peer] if peer else math.nan
    wanted = [f"<= {goal.most:g}"] if goal.most < math.inf else []
    wanted += [f"<= {goal.share:g}x"] if compared else []
    missing = math.isnan(own) or (compared and math.isnan(ratio))
    met = "not measured" if missing else "yes" if own <= goal.most * goal.unit and (not compared or ratio <= goal.share) else "NO"
    shown = f"{figure(known[peer] / goal.unit, 2)} {peer}" if peer else "-"
    times = f"{figure(ratio, 2)}x" if peer else "-"
    return [f"{goal.count:,}", goal.what, figure(own / goal.unit, 2), shown, times, " and ".join(wanted), met]


def figure(number: float, places: int = 1) -> str:
    """A number, or a dash where there is none."""
    return "-" if math.isnan(number) else f"{number:,.{places}f}"


def plain(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table for a terminal."""
    lines = [list(heads), *map(list, rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(heads))]
    return "\n".join("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in lines)


def turned(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The same with a column for each row."""
    head, *body = zip(heads, *rows, strict=True)
    return plain(head, body)


def markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table for a page."""
    return "\n".join(f"| {' | '.join(line)} |" for line in (heads, ["---"] * len(heads), *rows))
