"""The finished folder opened straight from the disk, without a server: it looks right and complains about nothing."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.choosing import Choice
from tests.browser.chromium import Record


def test_pages_have_their_style_and_script_without_a_server(browser: Browser, sample: Path, choices: tuple[Choice, ...]) -> None:
    record = Record(sample.as_uri())
    context = browser.new_context()
    page = record.watch(context.new_page())
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))

    for choice in choices:
        if choice.sort in ("home", "browse", "listing-meetings"):
            page.goto((sample / choice.path / "index.html").as_uri())
            skip = page.locator("a").first.bounding_box()
            assert page.evaluate("document.styleSheets.length") == 1
            assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "18px"
            assert skip is None or skip["y"] + skip["height"] <= 0, "the skip link is out of sight, as the style sheet says"
    context.close()

    assert failed == []
    assert record.faults == []
