"""The figures as tables, and beside the goals."""

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct

from bench.finding.engines import Engine, Index
from bench.finding.measuring import First, Session, median, percentile
from bench.tables import Goal, figure, judged


class Result(Struct, frozen=True, kw_only=True):
    """One engine at one size; ``index`` is None where it was not ready in time."""

    engine: Engine
    count: int
    index: Index | None
    fast: list[First] = []
    slow: list[First] = []
    sessions: list[Session] = []


HEADS = (
    *("listings", "engine", "build s", "files", "index MB", "largest MB", "script KB", "to first ten KB (requests)", "first ten s"),
    *("slow link s", "letter p50 / p95 / max ms", "letter cold p95 ms", "choice p50 / p95 ms", "heap MB", "not in time"),
)
_KB, _MB = 1000, 1_000_000


def row(found: Result) -> list[str]:
    """One line of the table."""
    index, sessions = found.index, found.sessions
    built = ["-"] * 5
    if index:
        sizes = (index.bytes / _MB, index.largest / _MB, index.script / _KB)
        built = [f"{index.seconds:.2f}", f"{index.files:,}", *(f"{size:.2f}" for size in sizes)]
    unfinished = next((each.unfinished for each in sessions if each.unfinished), "" if index else "index")
    return [
        *(f"{found.count:,}", found.engine.name, *built),
        f"{figure(bytes_of(found) / _KB)} ({figure(median(found.fast, lambda each: each.requests), 0)})",
        figure(median(found.fast, lambda each: each.seconds), 2),
        figure(slow_of(found), 2),
        " / ".join(figure(letter_of(found, share)) for share in (0.5, 0.95, 1)),
        figure(median(sessions, lambda each: percentile(each.cold, 0.95))),
        " / ".join(figure(choice_of(found, share)) for share in (0.5, 0.95)),
        figure(heap_of(found) / _MB),
        unfinished,
    ]


def notes(results: Sequence[Result]) -> list[str]:
    """What each engine that was measured cannot do."""
    return list(dict.fromkeys(f"{found.engine.name}: {found.engine.lacks}." for found in results if found.engine.lacks))


def bytes_of(found: Result) -> float:
    """Bytes to the first ten results."""
    return median(found.fast, lambda each: each.bytes)


def slow_of(found: Result) -> float:
    """Seconds to the first ten results on the slow link."""
    return median(found.slow, lambda each: each.seconds)


def letter_of(found: Result, share: float = 0.95) -> float:
    """What so large a share of warm letters are not above, in milliseconds."""
    return median(found.sessions, lambda each: percentile(each.letters, share))


def choice_of(found: Result, share: float = 0.95) -> float:
    """The same of warm choices with all counts."""
    return median(found.sessions, lambda each: percentile(each.choices, share))


def heap_of(found: Result) -> float:
    """Bytes that the page keeps after all was asked; without those of a worker."""
    return median(found.sessions, lambda each: each.heap or math.nan)


def script_of(found: Result) -> float:
    """Bytes of the engine's own script, compressed."""
    return found.index.script if found.index else math.nan


def build_of(found: Result) -> float:
    """Seconds of making the index."""
    return found.index.seconds if found.index else math.nan


GOALS: tuple[Goal[Result], ...] = (
    Goal(1_000, "KB to first ten", bytes_of, share=0.45, unit=_KB),
    Goal(10_000, "KB to first ten", bytes_of, share=0.5, peer="Pagefind", unit=_KB),
    Goal(100_000, "KB to first ten", bytes_of, most=120, share=0.12, peer="Pagefind", unit=_KB),
    Goal(1_000, "slow link s", slow_of, share=0.7),
    Goal(10_000, "slow link s", slow_of, share=0.75),
    Goal(100_000, "slow link s", slow_of, share=0.25),
    Goal(1_000, "warm letter p95 ms", letter_of, most=2),
    Goal(10_000, "warm letter p95 ms", letter_of, most=8),
    Goal(100_000, "warm letter p95 ms", letter_of, most=8),
    Goal(10_000, "choice p95 ms", choice_of, most=16),
    Goal(100_000, "index build s", build_of, share=0.2, peer="Pagefind"),
    *(Goal(count, "heap MB", heap_of, most=10, unit=_MB) for count in (1_000, 10_000, 100_000)),
    *(Goal(count, "reader KB gzip", script_of, most=10, unit=_KB) for count in (1_000, 10_000, 100_000)),
)


def goals(results: Sequence[Result]) -> Iterable[list[str]]:
    """One line for each goal of the sizes that were measured."""
    for goal in GOALS:
        mine = next((each for each in results if each.count == goal.count and each.engine.name == goal.own), None)
        if mine is not None:
            others = [each for each in results if each.count == goal.count and each is not mine and each.engine.shipped]
            yield judged(goal, goal.of(mine), {each.engine.name: goal.of(each) for each in others})
