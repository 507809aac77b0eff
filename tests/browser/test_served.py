"""``serve`` in a real browser: a saved page loads again, a mistake stands over the last good page, and nothing else changes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import axe_faults
from tests.browser.chromium import Open, Record
from tests.building import SMALL, command, make
from tests.served import Served, running

DAWN = "content/meetings/boulder/dawn.yaml"
MISTAKE = SMALL[DAWN].replace("fellowship: smart", "felowship: smart")
TWO = {**SMALL, "site_config.yaml": SMALL["site_config.yaml"] + "languages: [en, es]\n"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(make(tmp_path_factory.mktemp("served") / "site", TWO)) as found:
        yield found


@pytest.fixture
def site(served: Served) -> str:
    """The address of the site, without a mistake in it."""
    if (served.site / DAWN).read_text("utf-8") != TWO[DAWN]:
        make(served.site, {DAWN: TWO[DAWN]})
        served.wait_for("built again")
    return f"http://localhost:{served.port}/"


@pytest.fixture
def record(site: str) -> Record:
    """What pages asked for and complained about; their socket is of this server too."""
    return Record(site)


def heard(page: Page) -> Page:
    """The page, once the server can reach it."""
    page.wait_for_function("() => performance.getEntriesByName(document.querySelector('script[data-seen]').src).length")
    page.wait_for_timeout(200)
    return page


def panel(page: Page) -> Any:
    """The panel over the page."""
    return page.get_by_role("region", name="The last good site stays")


@pytest.mark.parametrize("path", ["meetings/dawn/", "es/meetings/dawn/"])
def test_a_saved_listing_is_shown_where_it_is_open_and_stays_where_it_was(served: Served, open_page: Open, path: str) -> None:
    page, other = open_page(path, viewport={"width": 800, "height": 300}), open_page("guides/first/")
    for each in (page, other):
        heard(each).evaluate("window.before = true")
    page.evaluate("scrollTo(0, 200)")
    at = page.evaluate("scrollY")

    make(served.site, {DAWN: SMALL[DAWN].replace("name: Dawn", "name: Early Dawn")})
    page.wait_for_function("() => document.querySelector('h1').textContent.includes('Early Dawn')")
    served.wait_for("built again")

    assert page.evaluate("window.before") is None
    page.wait_for_function(f"() => Math.abs(scrollY - {at}) < 2")
    assert other.evaluate("window.before")


def test_a_list_and_the_page_that_searches_follow_after(served: Served, open_page: Open) -> None:
    lists, finder = open_page("meetings/"), open_page("find/#q=early")
    heard(finder)

    make(served.site, {DAWN: SMALL[DAWN].replace("name: Dawn", "name: Early Dawn")})

    lists.get_by_role("link", name="Early Dawn").first.wait_for()
    finder.get_by_role("link", name="Early Dawn").first.wait_for()
    assert finder.get_by_role("searchbox").or_(finder.get_by_role("combobox")).first.input_value() == "early"


def test_a_mistake_stands_over_the_page_as_check_says_it_until_it_is_mended(served: Served, open_page: Open) -> None:
    page = open_page("meetings/dawn/")

    make(served.site, {DAWN: MISTAKE})
    panel(page).wait_for()
    told = [line.strip() for line in panel(page).locator("li").inner_text().splitlines() if line.strip()]
    checked = [line.strip() for line in command("check", "--site", served.site).stdout.splitlines() if line.strip()]
    under = page.get_by_role("heading", level=1).inner_text()
    make(served.site, {DAWN: SMALL[DAWN]})
    panel(page).wait_for(state="detached")

    assert told == [line for line in checked if line in told]
    assert len(told) == 4
    assert "dawn.yaml:2:1" in told[0]
    assert "Dawn" in under


def test_it_takes_no_focus_and_is_reached_and_left_by_keyboard(served: Served, open_page: Open) -> None:
    page = heard(open_page("find/"))
    field = page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first
    field.focus()
    page.keyboard.type("daw")

    make(served.site, {DAWN: MISTAKE})
    alert = page.get_by_role("alert").filter(has_text="The last good site stays: 1 error in 1 file.")
    alert.wait_for()
    page.keyboard.type("n")

    assert field.input_value() == "dawn"
    assert field.evaluate("field => field === document.activeElement")
    # It stands before everything else.
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()")
    panel(page).get_by_role("button", name="Hide").focus()
    page.keyboard.press("Tab")
    assert panel(page).get_by_role("group", name="All problems").evaluate("list => list.getRootNode().activeElement === list")
    page.keyboard.press("Escape")
    assert panel(page).count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_can_be_read_in_both_schemes_and_on_a_narrow_screen(
    served: Served, open_page: Open, record: Record, node: Path, scheme: str, width: int
) -> None:
    page = open_page("meetings/dawn/", color_scheme=scheme, viewport={"width": width, "height": 640})

    make(served.site, {DAWN: MISTAKE + f"summary: {'x' * 200}\nwebsite: none\nwhen: [7pm]\n"})
    panel(page).wait_for()

    assert record.faults == []
    assert list(axe_faults(page, node)) == []
    # axe copies the style sheet of the panel into a document of its own, which the page's policy refuses.
    record.faults.clear()
    box = panel(page).bounding_box()
    assert box["width"] == width
    assert box["height"] < 640 * 0.75
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # The caret stands below its word: nothing in front of it is broken.
    wraps = panel(page).locator("pre").first.evaluate("pre => getComputedStyle(pre).whiteSpace")
    assert wraps in ("pre", "preserve nowrap")


def test_text_of_a_mistake_is_text(served: Served, open_page: Open) -> None:
    page = open_page("meetings/dawn/")

    make(served.site, {DAWN: SMALL[DAWN] + "'<img src=x onerror=alert(1)>': <script>alert(1)</script>\n"})
    panel(page).wait_for()

    assert "<img src=x onerror=alert(1)>" in panel(page).inner_text()
    assert panel(page).locator("img, script").count() == 0


def test_a_page_finds_a_server_that_was_started_again(served: Served, browser: Browser, tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    with running(site) as first:
        page = browser.new_page()
        page.goto(f"http://localhost:{first.port}/meetings/dawn/")
        heard(page)
        port = first.port
    make(site, {DAWN: SMALL[DAWN].replace("name: Dawn", "name: Early Dawn")})
    with running(site, port):
        page.wait_for_function("() => document.querySelector('h1').textContent.includes('Early Dawn')", timeout=60_000)
    page.close()
