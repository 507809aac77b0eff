"""With the keyboard alone: Tab reaches everything in order, shows where it is, and is never caught or covered."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.axe import visited
from tests.browser.choosing import Choice
from tests.browser.chromium import Open, probe
from tests.browser.pictures import changed, picture


def walk(page: Page, unfold: bool) -> Iterator[dict[str, Any]]:
    """Presses Tab from the top until everything was reached, or should have been; says each time where the focus is."""
    for _ in probe(page, "tabs", unfold):
        page.keyboard.press("Tab")
        yield probe(page, "focused")


@pytest.mark.parametrize(("width", "unfold"), [pytest.param(320, False, id="a phone"), pytest.param(1280, True, id="a desk, unfolded")])
def test_tab_reaches_everything_in_order_and_nothing_covers_it(
    open_page: Open, site: str, choices: tuple[Choice, ...], width: int, unfold: bool
) -> None:
    page = open_page(viewport={"width": width, "height": 600})
    walked = choices if unfold else [choice for choice in choices if not choice.prefix]
    faults = []

    for choice in visited(page, site, walked):
        steps = list(walk(page, unfold))
        order = [step["number"] for step in steps]
        if order != list(range(len(steps))):
            faults.append(f"{choice.name}: the focus goes to {order}")
        faults += [f"{choice.name}: {step['named']} is covered" for step in steps if step["covered"] or step["outside"]]

    assert faults == []


@pytest.mark.parametrize(("scheme", "forced"), [("light", "none"), ("dark", "none"), ("dark", "active")])
def test_the_focus_can_be_seen(open_page: Open, site: str, choices: tuple[Choice, ...], scheme: str, forced: str) -> None:
    page = open_page(color_scheme=scheme, forced_colors=forced, reduced_motion="reduce")
    seen: set[str] = set()
    faults = []

    for choice in visited(page, site, [choice for choice in choices if not choice.prefix]):
        looks: list[str] = probe(page, "tabs", True)
        page.keyboard.press("Tab")  # focus that script gives now counts as the keyboard's
        for number in [looks.index(look) for look in dict.fromkeys(looks) if look not in seen]:
            page.evaluate("number => tabs[number].focus()", number)
            step = probe(page, "focused")
            focused = picture(page, step["box"], around=8)
            page.evaluate("document.activeElement.blur()")
            pixels = changed(picture(page, step["box"], around=8), focused)
            page.evaluate("number => tabs[number].focus()", number)
            # Two pixels along half of the way around, at the least; ours has three, all around.
            if pixels < 2 * min(step["box"]["width"] + step["box"]["height"], 300):
                faults.append(f"{choice.name}: {step['named']} changes {pixels} pixels when it gets the focus")
        seen.update(looks)

    assert len(seen) > 3
    assert faults == []


def test_the_first_tab_stop_skips_to_the_content(open_page: Open, site: str, choices: tuple[Choice, ...]) -> None:
    page = open_page()
    faults = []

    for choice in visited(page, site, choices):
        if choice.sort not in ("embed", "style-guide"):
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            inside = page.evaluate("document.querySelector('main').contains(document.activeElement)")
            page.keyboard.press("Tab")
            first = page.evaluate("!!document.activeElement.closest('main, footer')")
            faults += [] if inside and first else [choice.name]

    assert faults == []


def test_what_is_folded_opens_and_closes_by_keyboard(open_page: Open, site: str, choices: tuple[Choice, ...]) -> None:
    page = open_page()
    found = 0
    faults = []

    for choice in visited(page, site, choices):
        for summary in page.locator("details > summary:visible").all():
            before = summary.evaluate("element => element.parentElement.open")
            states = []
            for key in ("Enter", "Space"):
                summary.press(key)
                states.append(summary.evaluate("element => element.parentElement.open"))
            found += 1
            faults += [] if states == [not before, before] else [f"{choice.name}: {summary.inner_text()}"]

    assert found
    assert faults == []
