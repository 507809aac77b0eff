"""A language that is written from right to left turns the page round, and nothing breaks: proved with words that nobody speaks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.axe import axe_faults, visited
from tests.browser.choosing import Choice, choose
from tests.browser.chromium import Open, probe
from tests.browser.serving import served
from tests.building import SMALL, build, make, pseudo_catalogue


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site in English, and from right to left."""
    folder = tmp_path_factory.mktemp("turned")
    config = SMALL["site_config.yaml"] + "\nlanguages: [en, ar]\n"
    files = {**SMALL, "site_config.yaml": config, "locale/ar.po": pseudo_catalogue("ar")}
    assert build(make(folder / "site", files), folder / "out", base_url="https://small.example.org/").done
    return folder / "out"


@pytest.fixture(scope="module")
def site(turned: Path) -> Iterator[str]:
    """The address of that site, in place of the sample's."""
    with served(turned) as address:
        yield address


@pytest.fixture(scope="module")
def pages(turned: Path) -> tuple[Choice, ...]:
    """One page of each sort from right to left."""
    return tuple(choice for choice in choose(turned) if choice.language == "ar")


def edges(page: Page, selector: str) -> tuple[float, float]:
    """Where an element begins and ends, in pixels from the left."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"], box["x"] + box["width"]


@pytest.mark.parametrize("width", [320, 1280])
def test_every_sort_of_page_holds_and_passes_from_right_to_left(
    open_page: Open, site: str, pages: tuple[Choice, ...], node: Path, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    faults = []

    for choice in visited(page, site, pages):
        faults += [f"{choice.name}: {fault}" for fault in (*probe(page, "reflow", ""), *axe_faults(page, node))]

    assert len(pages) > 15
    assert faults == []


def test_the_page_is_turned_round(open_page: Open) -> None:
    page, plain = open_page("ar/"), open_page("")

    here, there = edges(page, ".header__name img"), edges(plain, ".header__name img")
    exit_here, exit_there = edges(page, ".exit__link"), edges(plain, ".exit__link")

    assert page.locator("html").get_attribute("dir") == "rtl"
    assert here == pytest.approx((1280 - there[1], 1280 - there[0]), abs=1)
    assert exit_here[0] == pytest.approx(1280 - exit_there[1], abs=1)
