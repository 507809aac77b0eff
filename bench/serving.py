"""Measures ``serve`` in a browser: from saving one listing to its new text on the page that is open, and until everything is up to date.

    .venv/bin/python bench/serving.py [COUNT ...]

Chromium, a page of one listing open, the file put in its place as an editor does. Every save but the first comes while everything is built
anew for the one before, which is the harder case. Medians, and the longest, of one run; beside them how long the
browser alone takes to load the page again. Quote them with the machine and what else it does. TMPDIR is where the work is done.
"""

import os
import queue
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
from bench.generate import write_site  # noqa: E402 - the engine is found first
from tests.browser.chromium import launched  # noqa: E402

SAVES = 9
PATIENCE = 600.0
# What is to be reached, in seconds, by the number of listings.
GOALS = {1_000: 0.3, 10_000: 0.5}


class Serve:
    """A running ``serve``, and the lines that it says, each with its moment."""

    def __init__(self, site: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        command = [sys.executable, str(ROOT / "build.py"), "serve", "--site", str(site), "--port", str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert self.process.stderr
        self.lines: queue.Queue[tuple[float, str]] = queue.Queue()
        threading.Thread(target=self._read, args=(self.process.stderr,), daemon=True).start()

    def _read(self, stream: IO[bytes]) -> None:
        for line in stream:
            self.lines.put((time.perf_counter(), line.decode("utf-8", "replace")))

    def wait_for(self, text: str) -> float:
        """The moment of the next line that holds a text."""
        while True:
            at, line = self.lines.get(timeout=PATIENCE)
            if text in line:
                return at


    def last(self, text: str) -> float:
        """The moment of the first such line from now on."""
        while not self.lines.empty():
            self.lines.get()
        return self.wait_for(text)


@contextmanager
def running(site: Path) -> Iterator[Serve]:
    """``serve`` of a site, ended as Ctrl-C ends it."""
    found = Serve(site)
    try:
        yield found
    finally:
        found.process.send_signal(signal.SIGINT)
        found.process.wait()


def save(file: Path, number: int) -> None:
    """Another name, put in place of the file at once."""
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(re.sub(r"^name: .*", f"name: Saved {number}", file.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8")
    os.replace(beside, file)


def until_shown(page: Page, number: int) -> float:
    """The moment at which the page shows the name."""
    page.wait_for_function(f"() => document.querySelector('h1')?.textContent.includes('Saved {number}')", timeout=PATIENCE * 1000)
    return time.perf_counter()


def loading(page: Page) -> float:
    """Seconds that the browser takes to load the page again, nothing having changed."""
    page.evaluate("window.before = true")
    began = time.perf_counter()
    page.evaluate("location.reload()")
    page.wait_for_function("() => !window.before && document.querySelector('h1')", timeout=PATIENCE * 1000)
    return time.perf_counter() - began


def measure(count: int, page_of: Page, folder: Path) -> tuple[list[float], float, float, float]:
    """Seconds until the page shows each save, until everything shows the last one, until the server was there, and to load the page."""
    site = folder / "site"
    write_site(site, count)
    file = sorted((site / "content" / "meetings").glob("*/*.yaml"))[count // 3]
    began = time.perf_counter()
    with running(site) as serve:
        first = serve.wait_for("Serving") - began
        page_of.goto(f"http://127.0.0.1:{serve.port}/meetings/{file.stem}/")
        page_of.wait_for_timeout(1_000)
        alone = statistics.median(loading(page_of) for _ in range(SAVES))
        seen = []
        for number in range(SAVES):
            page_of.wait_for_timeout(2_000)
            began = time.perf_counter()
            save(file, number)
            seen.append(until_shown(page_of, number) - began)
        # A build that ended between two saves says so too.
        whole = serve.last("built again") - began
        page_of.goto("about:blank")
    return seen, whole, first, alone


def main() -> None:
    """One row for each number of listings."""
    print(f"{'listings':>8} {'seen s':>8} {'longest':>8} {'goal':>6} {'reached':>8} {'loading s':>10} {'everything s':>13} {'first s':>8}")
    with launched() as browser:
        for count in [int(text) for text in sys.argv[1:]] or list(GOALS):
            with tempfile.TemporaryDirectory() as folder:
                seen, whole, first, alone = measure(count, browser.new_page(), Path(folder))
            median, goal = statistics.median(seen), GOALS.get(count)
            reached = "-" if goal is None else "yes" if median <= goal else "NO"
            figures = f"{count:>8,} {median:>8.3f} {max(seen):>8.3f} {goal or '-':>6} {reached:>8}"
            print(f"{figures} {alone:>10.3f} {whole:>13.2f} {first:>8.2f}", flush=True)


if __name__ == "__main__":
    main()
