"""The page that searches, on a clock that the test sets: across midnight, in a tab left open, for a reader in another zone."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.chromium import Record
from tests.browser.serving import served
from tests.building import SMALL, build, make

LATE = """
name: Late Sunday Candle
fellowship: na
place: {city: Boulder, region: CO}
when: [Sundays 11:30 pm for 60 minutes]
"""
AFAR = """
name: Screens Together
fellowship: na
attendance: online
online: {url: "https://example.org/room"}
when: [Mondays 7:00 pm]
"""
# Monday in Boulder, ten minutes after midnight.
MONDAY = datetime(2026, 11, 23, 7, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("late")
    added = {"content/meetings/boulder/late.yaml": LATE, "content/meetings/online/afar.yaml": AFAR}
    assert build(make(folder / "site", {**SMALL, **added}), folder / "out").done
    with served(folder / "out") as address:
        yield address


@pytest.fixture
def visit(late: str, browser: Browser) -> Iterator[Page]:
    """Somebody in New York, at that moment."""
    record = Record(late)
    context = browser.new_context(timezone_id="America/New_York", locale="en-US")
    page = record.watch(context.new_page())
    page.clock.install(time=MONDAY)
    yield page
    context.close()
    assert record.faults == []


def names(page: Page) -> Locator:
    return page.locator("alongside-results > .cards > li .card__name")


def test_what_began_on_sunday_is_on_after_midnight_and_goes_when_it_is_over(visit: Page, late: str) -> None:
    visit.goto(f"{late}find/#q=candle&when=now")
    expect(names(visit)).to_have_text(["Late Sunday Candle"])

    visit.clock.run_for(19 * 60_000)
    expect(names(visit)).to_have_text(["Late Sunday Candle"])
    visit.clock.run_for(2 * 60_000)

    expect(visit.locator("#find-total")).to_have_text(re.compile("^Nothing"))
    expect(names(visit)).to_have_count(0)


def test_of_what_is_joined_from_afar_both_clocks_are_told(visit: Page, late: str) -> None:
    visit.goto(f"{late}find/#q=screens")

    told = visit.locator("alongside-results .live__text")
    expect(told).to_have_text(re.compile("Mountain Time.*9:00\u00a0pm where you are"))
