"""Texts and icons can be seen in both schemes, in the reader's own colours and on paper, judged by what was drawn."""

import pytest

from tests.browser.axe import visited
from tests.browser.choosing import Choice
from tests.browser.chromium import Open, probe
from tests.browser.pictures import picture, strongest

# Source: WCAG 2.2, 1.4.3 and 1.4.11. What is drawn is smoothed at its edges, so thin text never quite reaches its own colour.
TEXT, ICON = 3.5, 3.0
DEEP = 6000
"""Pixels of a page that are looked at: below, long lists only say the same again."""


@pytest.mark.parametrize(
    ("scheme", "forced", "media"),
    [
        pytest.param("light", "none", "screen", id="light"),
        pytest.param("dark", "none", "screen", id="dark"),
        pytest.param("light", "active", "screen", id="forced light"),
        pytest.param("dark", "active", "screen", id="forced dark"),
        pytest.param("light", "none", "print", id="print"),
    ],
)
def test_texts_and_icons_can_be_seen(
    open_page: Open, site: str, choices: tuple[Choice, ...], scheme: str, forced: str, media: str
) -> None:
    page = open_page(color_scheme=scheme, forced_colors=forced, reduced_motion="reduce", viewport={"width": 800, "height": 800})
    page.emulate_media(media=media)  # type: ignore[arg-type]
    first_language = [choice for choice in choices if not choice.prefix]
    faults = []

    for choice in visited(page, site, first_language):
        boxes = probe(page, "visible")
        deep = min(DEEP, page.evaluate("document.documentElement.scrollHeight"))
        whole = picture(page, {"x": 0, "y": 0, "width": 800, "height": deep})
        for box in boxes:
            left, top, right, bottom = box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]
            if bottom <= whole.height and right <= whole.width:
                seen = strongest(whole.crop((int(left), int(top), int(right), int(bottom))))
                if seen < (ICON if box["what"] == "icon" else TEXT):
                    faults.append(f"{choice.name}: {box['what']} {box['named']} has a contrast of {seen:.1f}")

    assert faults == []
