"""The figures as a table, and beside the goals."""

import math
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from bench.building.measuring import Run
from bench.tables import Goal, figure, judged

PLACES, SITUATIONS = ("memory", "disk"), ("cold", "unchanged", "one changed")
_IN = {"memory": "in memory", "disk": "on disk"}
_MB = 1_000_000
HEADS = (
    *("listings", "builder", "in", "cold s (cpu s)", "ours is", "unchanged s (cpu s)", "ours is", "one changed s (cpu s)", "ours is"),
    *("peak MB", "files", "MB"),
)


class Result(Struct, frozen=True, kw_only=True):
    """One builder at one size. ``runs`` are by place and situation; ``memory`` is the peak of a cold build, in bytes."""

    builder: str
    count: int
    same: bool = True
    files: int = 0
    bytes: int = 0
    memory: float = math.nan
    runs: Mapping[tuple[str, str], Sequence[Run]] = {}


def wall(place: str, situation: str) -> Callable[[Result], float]:
    """The median of the seconds of so many runs; not a number where there was none."""
    return lambda found: _median([run.wall for run in found.runs.get((place, situation), ())])


def _cpu(found: Result, place: str, situation: str) -> float:
    return _median([run.cpu for run in found.runs.get((place, situation), ())])


def _median(numbers: Sequence[float]) -> float:
    return statistics.median(numbers) if numbers else math.nan


def _memory(found: Result) -> float:
    return found.memory


def rows(results: Sequence[Result]) -> Iterator[list[str]]:
    """A line for each builder, size and place; beside each time what share of it ours takes."""
    for found in results:
        ours = next((each for each in results if each.count == found.count and each.builder == "ours"), found)
        for place in PLACES:
            if not any(where == place for where, _ in found.runs):
                continue
            line = [f"{found.count:,}", found.builder, place]
            for situation in SITUATIONS:
                seconds, own = wall(place, situation)(found), wall(place, situation)(ours)
                line.append(f"{figure(seconds, 3)} ({figure(_cpu(found, place, situation), 2)})")
                line.append("" if found is ours or math.isnan(own / seconds) else f"{own / seconds:.3f}x")
            yield [*line, figure(found.memory / _MB, 0), f"{found.files:,}", figure(found.bytes / _MB, 1)]


_COLD = wall("memory", "cold")
_SLOPE = 50_000
GOALS: tuple[Goal[Result], ...] = (
    Goal(1_000, "cold s, in memory", _COLD, share=0.45, peer="Hugo"),
    *(
        Goal(count, "cold s, in memory", _COLD, share=share, peer=peer)
        for count in (10_000, 50_000)
        for peer, share in (("Hugo", 0.3), ("Eleventy", 0.6))
    ),
    *(Goal(1_000, f"unchanged s, {_IN[place]}", wall(place, "unchanged"), most=0.1, peer="Hugo") for place in PLACES),
    *(Goal(10_000, f"unchanged s, {_IN[place]}", wall(place, "unchanged"), most=0.1, share=0.02, peer="Hugo") for place in PLACES),
    *(
        Goal(count, f"one changed s, {_IN[place]}", wall(place, "one changed"), most=most, peer="Hugo")
        for count, most in ((1_000, 0.06), (10_000, 0.15))
        for place in PLACES
    ),
    *(Goal(count, "peak MB", _memory, most=most, peer="Hugo", unit=_MB) for count, most in ((10_000, 200), (50_000, 700), (100_000, 4000))),
    Goal(10_000, "everything, two languages: cold s, in memory", _COLD, share=1.2, peer="Hugo", own="ours in full"),
)


def goals(results: Sequence[Result]) -> Iterator[list[str]]:
    """One line for each goal of the sizes that were measured."""
    for goal in GOALS:
        mine = _of(results, goal.own, goal.count)
        if mine is not None:
            others = {each.builder: goal.of(each) for each in results if each.count == goal.count and each.same and each is not mine}
            yield judged(goal, goal.of(mine), others)
    small, large = _of(results, "ours", 1_000), _of(results, "ours", _SLOPE)
    if small and large:
        goal = Goal(_SLOPE, "cold, microseconds a listing", _each, share=1.2, unit=1e-6)
        yield judged(goal, _each(large), {"at 1,000": _each(small)})


def _each(found: Result) -> float:
    return _COLD(found) / found.count


def _of(results: Sequence[Result], builder: str, count: int) -> Result | None:
    return next((each for each in results if each.builder == builder and each.count == count), None)


def outlook(results: Sequence[Result], count: int = 1_000_000) -> str:
    """What so many listings would take, on the line through the two largest sizes that ours was measured at; "" with fewer."""
    known = sorted((each for each in results if each.builder == "ours" and not math.isnan(_COLD(each))), key=lambda each: each.count)
    if len(known) < 2:
        return ""
    one, other = known[-2:]

    def at(of: Callable[[Result], float]) -> float:
        slope = (of(other) - of(one)) / (other.count - one.count)
        return of(other) + slope * (count - other.count)

    line = f"from the line through {one.count:,} and {other.count:,}"
    return f"{count:,} listings would take {at(_COLD):,.0f} s cold in memory and {at(_memory) / 1e9:.1f} GB, {line}."
