"""Pages are light enough for an old phone far from the tower: counted as they come over the wire, everything included."""

from collections import defaultdict
from typing import Any

from playwright.sync_api import Page

from tests.browser.choosing import Choice
from tests.browser.chromium import Open

KB = 1000
HOME, LISTING, SCRIPT, STYLE = 40 * KB, 30 * KB, 8 * KB, 14 * KB


def counted(page: Page) -> dict[str, float]:
    """Bytes that come over the wire from now on: in all with the headers, by sort of resource without them."""
    sorts: dict[str, str] = {}
    heads: dict[str, float] = {}
    sizes: dict[str, float] = defaultdict(float)

    def begun(event: dict[str, Any]) -> None:
        sorts[event["requestId"]] = event["type"]
        heads[event["requestId"]] = event["response"]["encodedDataLength"]

    def done(event: dict[str, Any]) -> None:
        sizes[sorts.get(event["requestId"], "Other")] += event["encodedDataLength"] - heads.get(event["requestId"], 0)
        sizes["all"] += event["encodedDataLength"]

    wire = page.context.new_cdp_session(page)
    wire.on("Network.responseReceived", begun)
    wire.on("Network.loadingFinished", done)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    return sizes


def test_pages_stay_within_their_budget(open_page: Open, site: str, choices: tuple[Choice, ...]) -> None:
    """Of each kind the listing whose page is the largest is measured, so all others of the kind are within it too."""
    page, faults = open_page(), []
    sizes = counted(page)

    for choice in choices:
        if choice.sort != "redirect":
            sizes.clear()
            # Only the page that searches asks for anything once it is loaded.
            page.goto(site + choice.path, wait_until="networkidle" if choice.sort == "find" else "load")
            limits = {"Script": SCRIPT if choice.sort != "find" else None, "Stylesheet": STYLE}
            limits["all"] = HOME if choice.sort == "home" else LISTING if choice.sort.startswith("listing-") else None
            assert sizes["all"] > 1000
            faults += [f"{choice.name}: {sizes[name]:.0f} bytes ({name})" for name, most in limits.items() if most and sizes[name] > most]

    assert faults == []
