"""Measures searching: our index and reader beside Pagefind, MiniSearch and FlexSearch, in one run, in Chromium.

    .venv/bin/python bench/search.py [COUNT ...] [--engines ours,Pagefind,...] [--runs N] [--limit SECONDS] [--loads]

All are given the same entries and shown in the same bare page, four times slower than this machine; see bench/finding/measuring.py and
server.js for what is counted how. The folder for the work can be chosen with TMPDIR. Quote ratios of one run, with the machine.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from playwright.sync_api import Browser  # noqa: E402 - the engine is found first

from bench.finding.directory import directory, vocabulary  # noqa: E402
from bench.finding.engines import ENGINES, Engine, Index, peer, write_records  # noqa: E402
from bench.finding.hosting import Host, hosted  # noqa: E402
from bench.finding.measuring import First, Session, first, session  # noqa: E402
from bench.finding.ours import ours  # noqa: E402
from bench.finding.queries import CHOICES, FIRST, TYPED  # noqa: E402
from bench.finding.tables import HEADS, Result, goals, notes, row  # noqa: E402
from bench.tables import GOAL_HEADS, markdown, plain, turned  # noqa: E402
from tests.browser.chromium import launched  # noqa: E402

# Seconds after which a run is not repeated.
_LONG = 100
Measured = TypeVar("Measured", First, Session)


def main() -> None:
    """Every engine at every size."""
    asked = _arguments()
    chosen = [engine for engine in ENGINES if engine.name in asked.engines.split(",")]
    results: list[Result] = []
    with launched() as browser:
        _say(f"Chromium {browser.version}, CPU 4x slower, HTTP/2; slow link: 150 ms and 1.6 Mbit/s")
        _say(f"first: {FIRST!r}; {sum(len(text.replace(' ', '')) for text in TYPED)} letters; {len(CHOICES)} choices; {asked.runs} runs")
        for count in asked.counts:
            results += _measured(browser, count, chosen, asked)
    for count in asked.counts:
        print("\n" + turned(HEADS, [row(found) for found in results if found.count == count]))
    print("\n" + "\n".join(notes(results)))
    met = list(goals(results))
    print("\n" + plain(GOAL_HEADS, met))
    print("\n" + markdown(HEADS, [row(found) for found in results]) + "\n\n" + markdown(GOAL_HEADS, met))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures searching in a browser.")
    parser.add_argument("counts", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--engines", default=",".join(engine.name for engine in ENGINES))
    parser.add_argument("--runs", type=int, default=3, help="cold visits and sessions, of which medians are taken")
    parser.add_argument("--limit", type=float, default=180, help="seconds after which a part is left out")
    parser.add_argument("--loads", action="store_true", help="tell what a page loads over the slow link, from when to when")
    return parser.parse_args()


def _measured(browser: Browser, count: int, chosen: Sequence[Engine], asked: argparse.Namespace) -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site, keys = folder / "site", folder / "keys"
        for each in (site, keys):
            each.mkdir()
        made = directory(count, *vocabulary(folder))
        _say(f"{count:,} listings, {len(made.catalog.listed):,} in lists; load of the machine {os.getloadavg()[0]:.1f}")
        records = folder / "records.jsonl"
        write_records(made, records)
        indexes: dict[str, Index | None] = {}
        for engine in chosen:
            if engine.folder not in indexes:
                to = site / engine.folder
                indexes[engine.folder] = ours(made, to) if engine.folder == "ours" else peer(engine.folder, records, to, asked.limit * 2)
                _say(f"  {engine.folder}: {indexes[engine.folder]}")
        del made
        with hosted(site, keys) as host:
            found = [_engine(browser, host, engine, count, indexes[engine.folder], asked) for engine in chosen if count <= engine.most]
        _compare(found)
        yield from found


def _engine(browser: Browser, host: Host, engine: Engine, count: int, index: Index | None, asked: argparse.Namespace) -> Result:
    if index is None:
        return Result(engine=engine, count=count, index=None)
    # The first visit warms the host, which compresses texts when they are first asked for; it does not count.
    if first(browser, host, engine.address, False, asked.limit) is None:
        return Result(engine=engine, count=count, index=index, sessions=[Session(unfinished="first ten")])
    fast = _again(lambda: first(browser, host, engine.address, False, asked.limit), asked.runs)
    slow = _again(lambda: first(browser, host, engine.address, True, asked.limit), asked.runs)
    sessions = _again(lambda: session(browser, host, engine.address, asked.limit), asked.runs)
    _tell(engine, fast, sessions[0])
    for name, start, end in slow[0].loads if asked.loads and slow else ():
        _say(f"      {start:>6} {end:>6} {name}")
    return Result(engine=engine, count=count, index=index, fast=fast, slow=slow, sessions=sessions)


def _tell(engine: Engine, fast: Sequence[First], found: Session) -> None:
    """What stands behind the figures: what was found and searched, and which letters took longest."""
    for visit in fast[:1]:
        _say(f"  {engine.name}: {visit.total:,} found for {FIRST!r} {visit.searched or ''}")
    _say(f"    totals {[each.total for each in found.choices]}; counts added up {[each.counted for each in found.choices]}")
    slowest = sorted(found.letters, key=lambda each: -each.time)[:4]
    _say(f"    slowest letters: {', '.join(f'{each.words!r} {each.time:.1f} ms' for each in slowest)}")
    if found.letters:
        _say(f"    drawing ten cards: {statistics.median(each.drawing for each in found.letters):.1f} ms of it (median)")


def _again(measure: Callable[[], Measured | None], runs: int) -> list[Measured]:
    """So many runs; fewer where one did not come to its end, or was so long that a second would say the same."""
    found: list[Measured] = []
    for _ in range(runs):
        began = time.perf_counter()
        measured = measure()
        if measured is None:
            break
        found.append(measured)
        if getattr(measured, "unfinished", "") or time.perf_counter() - began > _LONG:
            break
    return found


def _compare(found: Sequence[Result]) -> None:
    """Says whether ours and MiniSearch, whose facets are plain columns, found and counted the same."""
    known = {each.engine.name: each.sessions[0].choices for each in found if each.sessions and each.sessions[0].choices}
    if {"ours", "MiniSearch"} <= set(known):
        pairs = list(zip(known["ours"], known["MiniSearch"], strict=True))
        same = [sum(getattr(mine, what) == getattr(theirs, what) for mine, theirs in pairs) for what in ("total", "counted")]
        _say(f"  of {len(pairs)} choices, ours and MiniSearch find as many in {same[0]} and count the same in {same[1]}")


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
