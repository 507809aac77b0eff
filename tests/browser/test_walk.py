"""Somebody walks through the site. Nothing leaves its origin, nothing is stored, and nothing is missing where there is no script."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.axe import visited
from tests.browser.choosing import Choice
from tests.browser.chromium import Open, Record, probe

NOTHING = {"cookies": "", "local": [], "session": [], "databases": [], "caches": [], "workers": 0}


def follow(page: Page, address: str, within: str = "body") -> str:
    """Clicks the first link whose address below the site's root is like this one, unfolding what hides it; gives where it led."""
    wanted = re.compile(address)
    here = page.url
    for link in page.locator(f"{within} a[href]").all():
        target = urlsplit(link.evaluate("link => link.href"))
        if target.netloc == urlsplit(here).netloc and wanted.fullmatch(target.path) and not target.fragment:
            for fold in link.locator("xpath=ancestor::details[not(@open)]").all():
                fold.locator("> summary").click()
            link.click()
            page.wait_for_load_state()
            return urlsplit(page.url).path
    raise AssertionError(f"{here} has no link like {address}")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_walk_leads_from_the_first_page_to_help_and_stays_on_the_site(
    open_page: Open, site: str, roots: dict[str, str], record: Record, script: bool
) -> None:
    for prefix in roots:
        page = open_page(prefix, java_script_enabled=script, viewport={"width": 390, "height": 800})
        follow(page, f"/{prefix}meetings/")
        follow(page, rf"/{prefix}areas/[\w-]+/meetings/", "main")
        follow(page, rf"/{prefix}meetings/[\w-]+/", "main")
        page.go_back()
        follow(page, f"/{prefix}", "header")
        follow(page, f"/{prefix}guides/", "header")
        follow(page, rf"/{prefix}guides/[\w-]+/", "main")
        follow(page, f"/{prefix}crisis/")
        follow(page, f"/{prefix}privacy/", "footer")
        page.goto(f"{site}{prefix}nobody/was-ever-here/")
        follow(page, f"/{prefix}", "header")

    assert len(record.requests) > 10
    assert [url for url in record.requests if not url.startswith((site, "data:"))] == []


def test_the_language_switch_keeps_the_place(open_page: Open, site: str, choices: tuple[Choice, ...], roots: dict[str, str]) -> None:
    page = open_page()
    faults = []

    for choice in visited(page, site, choices):
        # Such a page stands alone, and the missing one is told from where it was looked for.
        if choice.sort not in ("embed", "style-guide", "not-found"):
            for prefix, language in roots.items():
                if prefix != choice.prefix:
                    page.goto(site + choice.path)
                    page.locator(f"a[hreflang='{language}']").first.click()
                    page.wait_for_load_state()
                    there = prefix + choice.path.removeprefix(choice.prefix), language
                    if (page.url.removeprefix(site), page.locator("html").get_attribute("lang")) != there:
                        faults.append(f"{choice.name}: leads to {page.url}")

    assert faults == []


def test_nothing_is_stored_on_the_readers_machine(open_page: Open, site: str, choices: tuple[Choice, ...]) -> None:
    page = open_page()

    for _ in visited(page, site, choices):
        page.mouse.wheel(0, 2000)
    found = probe(page, "stored")

    assert found == NOTHING
    assert page.context.cookies() == []


def test_without_script_every_page_says_everything(open_page: Open, site: str, choices: tuple[Choice, ...]) -> None:
    scripted, plain = open_page(), open_page(java_script_enabled=False)
    faults = []

    for choice in visited(scripted, site, choices):
        plain.goto(site + choice.path)
        with_script, without = probe(scripted, "words"), probe(plain, "words")
        said = {text["words"] for text in without}
        if not said:
            faults.append(f"{choice.name}: says nothing")
        # Script may add to what a custom element or a time says; all else is there without it.
        added = [text["words"] for text in with_script if not text["live"] and text["words"] not in said]
        faults += [f"{choice.name}: only with script: {words}" for words in added]

    assert faults == []


def test_a_redirect_leads_on_without_script(open_page: Open, site: str, choices: tuple[Choice, ...]) -> None:
    for choice in choices:
        if choice.sort == "redirect":
            page = open_page(choice.path, java_script_enabled=False)

            page.wait_for_url(lambda url: url != site + choice.path)  # noqa: B023 - waited for in this round

            assert page.locator("h1").count() == 1
