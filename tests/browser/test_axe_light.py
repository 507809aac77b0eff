"""axe-core finds nothing in the light scheme: WCAG 2.0 to 2.2, levels A and AA, target size among them."""

from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.axe import SIZES, axe_faults, visited
from tests.browser.choosing import Choice
from tests.browser.chromium import Open, probe


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_every_sort_of_page_passes(open_page: Open, site: str, choices: tuple[Choice, ...], node: Path, size: ViewportSize) -> None:
    page = open_page(color_scheme="light", viewport=size)

    faults = [f"{choice.name}: {fault}" for choice in visited(page, site, choices) for fault in axe_faults(page, node)]

    assert faults == []


def test_pages_pass_with_everything_unfolded(open_page: Open, site: str, choices: tuple[Choice, ...], node: Path) -> None:
    page = open_page(color_scheme="light")
    folded = [choice for choice in choices if choice.sort in ("add", "browse", "guide", "home", "listing-programs", "style-guide")]
    faults = []

    for choice in visited(page, site, folded):
        probe(page, "tabs", True)
        faults += [f"{choice.name}: {fault}" for fault in axe_faults(page, node)]

    assert faults == []


def test_pages_pass_where_script_never_arrives(open_page: Open, site: str, choices: tuple[Choice, ...], node: Path) -> None:
    page = open_page(color_scheme="light")
    page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    plain = [choice for choice in choices if choice.sort in ("add", "browse", "find", "home", "listing-meetings", "not-found")]

    faults = [f"{choice.name}: {fault}" for choice in visited(page, site, plain) for fault in axe_faults(page, node)]

    assert faults == []
