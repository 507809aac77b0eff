"""The probes see faults that were planted: a probe that finds nothing anywhere would pass everything."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import axe_faults
from tests.browser.chromium import probe
from tests.browser.pictures import changed, picture, strongest
from tests.browser.serving import served
from tests.building import make

FAULTY = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Faults</title><style>
  .still:focus { outline: none }
  .wide { inline-size: 900px }
  .cut { block-size: 1em; overflow: hidden; inline-size: 8em }
  .over { margin-block-start: -1.2em }
  .moves { transition: opacity 2s }
  .pale { color: #ddd; background: #fff }
  .bar { position: fixed; inset: 0 0 auto 0; block-size: 450px; background: #fff }
  button { border: 0; padding: 0; block-size: 12px; font-size: 8px }
</style></head><body>
<p class="wide">A line that is wider than the window</p>
<p class="cut">Text that is longer than the box around it, and cut off</p>
<p>One line</p><p class="over">Another line</p>
<p class="pale">Pale text</p>
<p class="moves">Moving text</p>
<p><a class="still" href="#a">A link without a ring</a></p>
<p><button type="button">Small</button></p>
<p><a href="#second" tabindex="2">Second</a> <a href="#first" tabindex="1">First</a></p>
<div class="bar"></div>
</body></html>"""


@pytest.fixture
def faulty(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page with one fault of each sort, 320 pixels wide."""
    with served(make(tmp_path, {"index.html": FAULTY})) as address:
        context = browser.new_context(viewport={"width": 320, "height": 600}, reduced_motion="reduce")
        page = context.new_page()
        page.goto(address)
        yield page
        context.close()


@pytest.mark.parametrize("fault", ["scrolls sideways", "clips", "lies on other text", "stays in place"])
def test_the_probe_of_layout_sees_it(faulty: Page, fault: str) -> None:
    found = probe(faulty, "reflow", "")

    assert [line for line in found if line.startswith(fault)]


def test_the_probe_of_motion_sees_it(faulty: Page) -> None:
    assert probe(faulty, "motion") == ['<p class="moves"> moves for 2 s']


def test_the_probe_of_targets_sees_it(faulty: Page) -> None:
    faulty.evaluate("document.querySelector('.bar').remove()")

    found = probe(faulty, "targets", 24, 44, "button")

    assert any("instead of 44: <button" in line for line in found)


def test_the_probe_of_focus_sees_a_wrong_order_and_what_is_covered(faulty: Page) -> None:
    steps = []
    for _ in probe(faulty, "tabs", False):
        faulty.keyboard.press("Tab")
        steps.append(probe(faulty, "focused"))

    assert [step["number"] for step in steps] != sorted(step["number"] for step in steps)
    assert any(step["covered"] for step in steps)


def test_the_pictures_see_that_focus_changes_nothing_and_that_text_is_pale(faulty: Page) -> None:
    faulty.evaluate("document.querySelector('.bar').remove()")
    boxes = {box["named"]: box for box in probe(faulty, "visible")}
    pale = next(box for named, box in boxes.items() if "Pale" in named)
    link = next(box for named, box in boxes.items() if "without a ring" in named)
    before = picture(faulty, link, around=8)

    faulty.locator(".still").focus()

    assert changed(before, picture(faulty, link, around=8)) == 0
    assert strongest(picture(faulty, pale)) < 2


def test_axe_sees_it(faulty: Page, node: Path) -> None:
    found = {fault.partition(":")[0] for fault in axe_faults(faulty, node)}

    assert "color-contrast" in found
