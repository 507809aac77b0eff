"""The sample site on a server of its own, and a real browser to read it with."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.choosing import Choice, choose, languages
from tests.browser.chromium import NODE_MODULES, Open, Record, executable, launched
from tests.browser.serving import served
from tests.building import absent


@pytest.fixture(scope="session")
def site(sample: Path) -> Iterator[str]:
    """The address of the sample site, which ends in a slash."""
    with served(sample) as address:
        yield address


@pytest.fixture(scope="session")
def choices(sample: Path) -> tuple[Choice, ...]:
    """One page of each sort in each language."""
    return choose(sample)


@pytest.fixture(scope="session")
def roots(sample: Path) -> dict[str, str]:
    """The languages of the sample site by their folders, the root's ("") first."""
    return languages(sample)


# One for each file of tests, so that no other file meets the event loop that drives it.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium; one at a time in each process."""
    if executable() is None:
        absent("there is no Chromium here: make test installs it, or says how")
    with launched() as found:
        yield found


@pytest.fixture(scope="session")
def node() -> Path:
    """The folder with the packages of Node."""
    if shutil.which("node") is None or not (NODE_MODULES / ".package-lock.json").is_file():
        absent("Node or its packages are not here: make test installs them, or says how")
    return NODE_MODULES


@pytest.fixture
def record(site: str) -> Record:
    """What the pages of this test asked for and complained about."""
    return Record(site)


@pytest.fixture
def open_page(browser: Browser, site: str, record: Record) -> Iterator[Open]:
    """Opens pages; at the end none may have asked for anything of another origin, broken its policy, or complained."""
    contexts = []

    def open_one(path: str | None = None, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = record.watch(context.new_page())
        if path is not None:
            page.goto(site + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert record.faults == []


@pytest.fixture
def page(open_page: Open) -> Page:
    """A page with script, in the light scheme, 1280 pixels wide."""
    return open_page()
