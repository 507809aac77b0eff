"""The finished folder opened straight from the disk, without a server: it looks right, every link leads on, nothing complains."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.choosing import Choice, choose
from tests.browser.chromium import Record
from tests.browser.serving import served
from tests.building import SMALL, build, make, reached, read_page

CONFIG = SMALL["site_config.yaml"] + "languages: [en, es]\n"
GUIDE = "---\ntitle: First\nrelated: [/areas]\n---\n## What to bring\n\n[This](#what-to-bring), [a list](/meetings/#main)\n"
FILES = {**SMALL, "site_config.yaml": CONFIG, "content/guides/first.md": GUIDE}


def failures(page: Page) -> list[str]:
    """What a page asks for and does not get, filled while it is read; what is dropped because the page is left is not missing."""
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url) if request.failure != "net::ERR_ABORTED" else None)
    return failed


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose links name files, in a folder as it may be called on a stick."""
    folder = tmp_path_factory.mktemp("stick") / "Our help #1"
    assert build(make(folder / "site", FILES), folder / "out", links="files").done
    return folder / "out"


@pytest.fixture
def reader(browser: Browser, stick: Path) -> Iterator[Page]:
    """A page that asks for nothing outside of the folder, misses nothing and complains about nothing."""
    record = Record(stick.as_uri())
    context = browser.new_context()
    page = record.watch(context.new_page())
    failed = failures(page)
    yield page
    context.close()
    assert failed == []
    assert record.faults == []


def path_of(stick: Path, address: str) -> str:
    """The file of an address, from the top of the folder."""
    return Path(unquote(urlsplit(address).path)).relative_to(stick).as_posix()


def links_of(page: Page) -> set[str]:
    """The whole addresses on the disk that a page links to."""
    found: list[str] = page.eval_on_selector_all("a[href], link[rel=next], link[rel=prev]", "all => all.map((one) => one.href)")
    return {address for address in found if address.startswith("file:")}


def walked(page: Page, stick: Path) -> set[str]:
    """Every page that links lead to from the first one, opened one after the other."""
    waiting, seen = [(stick / "index.html").as_uri()], set[str]()
    while waiting:
        address = waiting.pop()
        if address not in seen:
            seen.add(address)
            page.goto(address, wait_until="domcontentloaded")
            links = links_of(page)
            assert [link for link in links if not urlsplit(link).path.endswith(".html")] == [], address
            waiting += [urldefrag(link)[0] for link in links]
    return {path_of(stick, address) for address in seen}


def test_pages_have_their_style_and_script_without_a_server(browser: Browser, sample: Path, choices: tuple[Choice, ...]) -> None:
    record = Record(sample.as_uri())
    context = browser.new_context()
    page = record.watch(context.new_page())
    failed = failures(page)

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


def test_every_page_of_a_stick_is_reached_without_script(browser: Browser, stick: Path, tmp_path: Path) -> None:
    build(make(tmp_path / "site", FILES), tmp_path / "out")
    pages = {path.relative_to(tmp_path / "out").as_posix(): read_page(path) for path in (tmp_path / "out").rglob("*.html")}

    with browser.new_page(java_script_enabled=False) as page:
        found = walked(page, stick)

    assert found == reached(pages) & pages.keys()
    assert len(found) > 100


def test_every_sort_of_page_of_a_stick_leads_to_pages_that_are_there(reader: Page, stick: Path) -> None:
    choices = [choice for choice in choose(stick) if choice.sort not in ("not-found", "redirect")]
    assert {"home", "find", "add", "embed", "browse-next", "style-guide"} <= {choice.sort for choice in choices}

    for choice in choices:
        reader.goto((stick / choice.path / "index.html").as_uri())

        assert reader.evaluate("document.styleSheets.length") >= 1, choice.name
        assert [link for link in links_of(reader) if not (stick / path_of(stick, link)).is_file()] == [], choice.name


def test_a_former_address_on_a_stick_leads_to_the_file(reader: Page, stick: Path) -> None:
    reader.goto((stick / "es/meetings/monday/index.html").as_uri())

    reader.wait_for_url("**/es/meetings/tuesday/index.html")


def test_another_language_on_a_stick_is_the_same_page_at_the_same_part(reader: Page, stick: Path) -> None:
    reader.goto((stick / "guides/first/index.html").as_uri() + "#what-to-bring")
    reader.locator("a[hreflang=es]").first.click()

    reader.wait_for_url("**/es/guides/first/index.html#what-to-bring")
    assert reader.locator("html").get_attribute("lang") == "es"


def test_the_link_to_today_on_a_stick_names_a_file_and_still_does_a_minute_later(reader: Page, stick: Path) -> None:
    reader.clock.install(time="2026-11-24T18:00:00Z")
    reader.goto((stick / "index.html").as_uri())
    link = reader.locator("alongside-today a")

    hrefs = [link.get_attribute("href")]
    reader.clock.run_for(61_000)
    hrefs.append(link.get_attribute("href"))

    assert [path_of(stick, link.evaluate("one => one.href"))] == ["days/tuesday/index.html"]
    assert hrefs[0] == hrefs[1]


def test_the_search_of_a_stick_says_why_it_does_not_work_and_offers_browsing(reader: Page, stick: Path) -> None:
    reader.goto((stick / "index.html").as_uri())
    reader.locator(".search-box input").fill("women")
    reader.locator(".search-box button").click()
    reader.wait_for_url("**/find/index.html#q=women")

    assert "opened from a disk" in reader.locator(".find__trouble").inner_text()
    assert reader.locator(".find__ways a").count() > 5


def test_whole_addresses_stay_as_they_are_published(stick: Path) -> None:
    page = (stick / "meetings/tuesday/index.html").read_text("utf-8")
    whole = re.findall(r'https://small\.example\.org/dir/[^"<& ]*', page)

    assert 'rel="canonical" href="https://small.example.org/dir/meetings/tuesday/"' in page
    assert [address for address in whole if "index.html" in address] == []
    assert "index.html" not in (stick / "sitemap.xml").read_text("utf-8")


def test_on_a_server_too_what_is_found_leads_to_files(browser: Browser, stick: Path) -> None:
    with served(stick) as address, browser.new_page() as page:
        page.goto(f"{address}find/index.html#q=tuesday")
        link = page.locator("alongside-results .card__name a").first

        link.wait_for()

        assert link.evaluate("one => one.href").removeprefix(address) in {"meetings/tuesday/index.html", "meetings/dawn/index.html"}
        link.click()
        page.wait_for_url("**/index.html")
        assert page.locator("h1").count() == 1


def test_links_to_folders_lead_into_them_from_a_disk_where_there_is_script(browser: Browser, tmp_path: Path) -> None:
    build(make(tmp_path / "site", FILES), tmp_path / "out")
    with browser.new_page() as page:
        page.clock.install(time="2026-11-24T18:00:00Z")
        page.goto((tmp_path / "out/index.html").as_uri())
        page.clock.run_for(61_000)

        assert [link for link in links_of(page) if not Path(unquote(urlsplit(link).path)).is_file()] == []
