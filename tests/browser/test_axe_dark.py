"""axe-core finds nothing in the dark scheme: WCAG 2.0 to 2.2, levels A and AA, target size among them."""

from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.axe import SIZES, axe_faults, visited
from tests.browser.choosing import Choice
from tests.browser.chromium import Open


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_every_sort_of_page_passes(open_page: Open, site: str, choices: tuple[Choice, ...], node: Path, size: ViewportSize) -> None:
    page = open_page(color_scheme="dark", viewport=size)

    faults = [f"{choice.name}: {fault}" for choice in visited(page, site, choices) for fault in axe_faults(page, node)]

    assert faults == []
