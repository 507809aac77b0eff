"""On small screens, at high zoom, with wide spacing and large text, nothing scrolls sideways, is cut off or lies on something else."""

import pytest

from tests.browser.axe import visited
from tests.browser.choosing import Choice
from tests.browser.chromium import Open, probe

# Source: WCAG 2.2, 1.4.12 Text Spacing.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }
"""
# Source: WCAG 2.2, 1.4.4 Resize Text. Ours is 112.5 % where the reader asked for nothing else.
LARGE = "html { font-size: 225% !important }"
PLAIN = ""


@pytest.mark.parametrize(
    ("width", "height", "sheet"),
    [
        pytest.param(320, 640, PLAIN, id="320 pixels"),
        pytest.param(320, 256, PLAIN, id="1280 by 1024 pixels at 400 percent"),
        pytest.param(320, 640, SPACING, id="text spacing at 320 pixels"),
        pytest.param(1280, 800, SPACING, id="text spacing at 1280 pixels"),
        pytest.param(640, 800, LARGE, id="text of 200 percent at 640 pixels"),
        pytest.param(1280, 800, LARGE, id="text of 200 percent at 1280 pixels"),
    ],
)
def test_every_sort_of_page_holds(open_page: Open, site: str, choices: tuple[Choice, ...], width: int, height: int, sheet: str) -> None:
    page = open_page(viewport={"width": width, "height": height})

    faults = [f"{choice.name}: {fault}" for choice in visited(page, site, choices) for fault in probe(page, "reflow", sheet)]

    assert faults == []
