"""Targets are as large as a tired thumb needs: 24 pixels everywhere, 44 for buttons and the main links."""

import pytest

from tests.browser.axe import visited
from tests.browser.choosing import Choice
from tests.browser.chromium import Open, probe

LEAST = 24  # WCAG 2.2, 2.5.8 Target Size (Minimum)
OURS = 44
MAINLY = "button, summary, select, textarea, input:not([type=checkbox], [type=radio]), header a, nav a, .crisis a, .actions a, h2 a, h3 a"


@pytest.mark.parametrize("width", [320, 1280])
def test_every_target_is_large_enough(open_page: Open, site: str, choices: tuple[Choice, ...], width: int) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    faults = []

    for choice in visited(page, site, choices):
        faults += [f"{choice.name}: {fault}" for fault in probe(page, "targets", LEAST, OURS, MAINLY)]

    assert faults == []
