"""One engine in a browser: what its first results cost, how long a letter and a choice take, what it keeps in memory.

Every number is of a page that runs four times slower than this machine (Chromium's own throttle; workers may run faster than that).
Cold: a new browser context, nothing in any cache, the engine opened by the visit. Warm: the same page once more, after all of it was
asked once; each engine keeps what it keeps by itself.
"""

import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from msgspec import Struct
from playwright.sync_api import Browser, CDPSession, Error, Page

from bench.finding.hosting import Host
from bench.finding.queries import CHOICES, FIRST, TYPED

THROTTLE = 4
_LOADS = "() => performance.getEntriesByType('resource').map((each) => [each.name, each.startTime, each.responseEnd])"


class First(Struct, frozen=True):
    """One cold visit that asks for two words; ``seconds`` from the start of the navigation to ten results.

    ``loads``: what the page asked for, with the milliseconds at which it began and ended.
    """

    seconds: float
    bytes: int
    requests: int
    total: int
    searched: Any = None
    loads: list[tuple[str, int, int]] = []


class Asked(Struct, frozen=True):
    """One question: the words, milliseconds to its list and those of them for drawing it, how many were found, all counts added up."""

    words: str
    time: float
    drawing: float
    total: int
    counted: int


class Session(Struct, frozen=True, kw_only=True):
    """One page on which everything is asked twice. ``letters``: TYPED, ``choices``: CHOICES, the second time of each."""

    cold: list[Asked] = []
    letters: list[Asked] = []
    choices: list[Asked] = []
    heap: int = 0
    unfinished: str = ""


def first(browser: Browser, host: Host, address: str, slow: bool, limit: float) -> First | None:
    """A cold visit; None where ten results did not come in time."""
    with _visit(browser) as (page, _cdp):
        host.reset(slow)
        try:
            _open(page, f"{host.site}{address}q={quote(FIRST)}", limit)
        except Error:
            return None
        found = page.evaluate("() => ({ ...bench, typeAll: 0, chooseAll: 0 })")
        seen = host.seen()
        if found["items"] < 10:
            raise SystemExit(f"{address}: {found['items']} results for {FIRST!r}")
        loads = [(path.split("/", 4)[-1], round(start), round(end)) for path, start, end in page.evaluate(_LOADS)]
        return First(found["shown"] / 1000, seen.bytes, seen.requests, found["total"], found.get("searched"), loads)


def session(browser: Browser, host: Host, address: str, limit: float) -> Session:
    """Letters and choices, twice each, on one page. What does not end in time is left out and told."""
    with _visit(browser) as (page, cdp):
        host.reset()
        try:
            _open(page, f"{host.site}{address}", limit)
        except Error:
            return Session(unfinished="opening")
        found: dict[str, list[Asked]] = {}
        late = ""
        for name, (what, asked) in _QUESTIONS.items():
            found[name], done = _ask(page, what, asked, limit) if not late else ([], True)
            late = late or ("" if done else name)
        cdp.send("HeapProfiler.collectGarbage")
        heap = cdp.send("Runtime.getHeapUsage")
        return Session(
            cold=found["letters"],
            # What did not come to its end would make the engine look better than it is.
            letters=[] if late.startswith("letters") else found["letters again"],
            choices=[] if late else found["choices again"],
            heap=int(heap["usedSize"] + heap.get("backingStorageSize", 0)),
            unfinished=late,
        )


_QUESTIONS: dict[str, tuple[str, Sequence[Any]]] = {
    "letters": ("typeAll", TYPED),
    "letters again": ("typeAll", TYPED),
    "choices": ("chooseAll", CHOICES),
    "choices again": ("chooseAll", CHOICES),
}


def _ask(page: Page, what: str, asked: Sequence[Any], limit: float) -> tuple[list[Asked], bool]:
    found = page.evaluate(f"([asked, limit]) => bench.{what}(asked, limit)", [asked, limit * 1000])
    return [Asked(**each) for each in found["answers"]], found["done"]


def _open(page: Page, url: str, limit: float) -> None:
    """Goes there and waits for the page to say that it is ready, without asking it again and again."""
    with page.expect_console_message(lambda message: message.text == "ready", timeout=limit * 1000):
        page.goto(url, wait_until="commit")


@contextmanager
def _visit(browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    context = browser.new_context(ignore_https_errors=True)
    try:
        page = context.new_page()
        page.set_default_timeout(0)
        page.on("pageerror", lambda error: print(f"  {page.url}: {error}", flush=True))
        cdp = context.new_cdp_session(page)
        cdp.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
        yield page, cdp
    finally:
        context.close()


def percentile(asked: Sequence[Asked], share: float) -> float:
    """The time that so large a share of all is not above; not a number where nothing was asked."""
    times = sorted(each.time for each in asked)
    return times[round(share * (len(times) - 1))] if times else float("nan")


def median(values: Sequence[Any], of: Callable[[Any], float]) -> float:
    """The median of something of several runs; not a number where there is none."""
    found = [number for number in map(of, values) if number == number]
    return statistics.median(found) if found else float("nan")

