"""axe-core on pages that are open."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.choosing import Choice
from tests.browser.chromium import probe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SIZES = ({"width": 320, "height": 640}, {"width": 1280, "height": 800})


def axe_faults(page: Page, node: Path) -> Iterator[str]:
    """What axe-core says of the page that is open, as "rule: where: why"."""
    page.evaluate((node / "axe-core" / "axe.min.js").read_text("utf-8"))
    yield from probe(page, "axe", TAGS)


def visited(page: Page, site: str, choices: Iterable[Choice]) -> Iterator[Choice]:
    """Opens one chosen page after the other, as far as it is ready. A redirect is left out: it is gone before anybody reads it."""
    for choice in choices:
        if choice.sort != "redirect":
            page.goto(site + choice.path)
            page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
            yield choice
