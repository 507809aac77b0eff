"""The page that searches, as somebody with a keyboard, a telephone or a screen reader meets it."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.chromium import Open, Record
from tests.browser.serving import served
from tests.building import SMALL, build, make

INDEX = "**/search/**"
BOULDER = {"latitude": 40.0176, "longitude": -105.2797}


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name=re.compile("What are you looking for|Qué busca"))


def total(page: Page) -> Locator:
    return page.locator("#find-total")


def chips(page: Page) -> Locator:
    return page.locator(".chip")


def cards(page: Page) -> Locator:
    return page.locator("alongside-results > .cards > li")


def found(page: Page) -> int:
    """How many there are, once it is known."""
    expect(total(page)).to_have_text(re.compile(r"(Results|Resultados): \d+|Nothing|Nada"))
    digits = re.search(r"\d+", total(page).inner_text())
    return int(digits[0]) if digits else 0


def fragment(page: Page) -> str:
    return urlsplit(page.url).fragment


def wait_for_fragment(page: Page, wanted: str) -> None:
    page.wait_for_function("wanted => location.hash === wanted", arg=f"#{wanted}" if wanted else "")


# What is asked for


def test_results_come_while_somebody_types_and_the_focus_stays_in_the_box(open_page: Open) -> None:
    page = open_page("find/")
    everything = found(page)

    box(page).press_sequentially("seren")
    expect(page.locator("alongside-results mark").first).to_be_visible()

    assert 0 < found(page) < everything
    assert {text.lower() for text in page.locator("alongside-results mark").all_inner_texts()} == {"seren"}
    expect(box(page)).to_be_focused()
    wait_for_fragment(page, "q=seren")


def test_with_the_keyboard_alone_a_suggestion_becomes_a_chip_and_goes_again(open_page: Open) -> None:
    page = open_page("find/")
    everything = found(page)

    box(page).press_sequentially("wheelch")
    expect(page.locator(".combobox__option[role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    active = box(page).get_attribute("aria-activedescendant")
    page.keyboard.press("Enter")
    expect(chips(page)).to_have_count(1)
    expect(total(page)).not_to_have_text(f"Results: {everything}")
    with_access = found(page)

    assert active == page.get_by_role("listbox", include_hidden=True).locator("li").first.get_attribute("id")
    assert box(page).input_value() == ""
    assert fragment(page) == "access=wheelchair"
    assert 0 < with_access < everything
    expect(box(page)).to_be_focused()

    page.get_by_role("button", name="Remove: Wheelchair access").press("Enter")
    expect(chips(page)).to_have_count(0)
    expect(box(page)).to_be_focused()
    expect(total(page)).to_have_text(f"Results: {everything}")


def test_escape_closes_the_suggestions_and_then_empties_the_box(open_page: Open) -> None:
    page = open_page("find/")
    found(page)
    box(page).press_sequentially("wheelch")
    expect(box(page)).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("Escape")
    closed = (box(page).get_attribute("aria-expanded"), box(page).input_value())
    page.keyboard.press("Escape")

    assert closed == ("false", "wheelch")
    assert box(page).input_value() == ""


def test_the_arrows_go_round_the_suggestions_and_through_the_text_as_typed(open_page: Open) -> None:
    page = open_page("find/")
    found(page)
    box(page).press_sequentially("wo")
    expect(page.locator(".combobox__option[role=option]").first).to_be_visible()
    many = page.locator(".combobox__option[role=option]").count()

    seen = []
    for key in ["ArrowUp", *["ArrowDown"] * 2, "ArrowUp"]:
        page.keyboard.press(key)
        seen.append(page.evaluate("[...document.querySelectorAll('[role=option]')].findIndex(one => one.ariaSelected === 'true')"))

    assert many <= 6
    assert seen == [many - 1, -1, 0, -1]


def test_a_count_is_told_to_a_screen_reader_once_typing_has_settled(open_page: Open) -> None:
    page = open_page("find/")
    found(page)
    page.wait_for_timeout(900)
    page.evaluate(
        "globalThis.said = []; new MutationObserver(() => said.push(document.querySelector('.find__said').textContent))"
        ".observe(document.querySelector('.find__said'), { childList: true })"
    )

    box(page).press_sequentially("serenity", delay=60)
    at_once = page.evaluate("said.length")
    page.wait_for_timeout(1_000)

    assert at_once == 0
    assert page.evaluate("said") == [total(page).inner_text()]
    assert page.locator(".find__said").get_attribute("role") == "status"


def test_counts_of_filters_follow_and_what_brings_nothing_stays(open_page: Open) -> None:
    page = open_page("find/")
    everything = found(page)
    kinds = page.locator("[data-facet=kind] .facet__choice")
    before = kinds.count()

    page.get_by_role("checkbox", name=re.compile("^Monday")).check()
    expect(total(page)).not_to_have_text(f"Results: {everything}")

    shown = kinds.locator(".facet__count").all_inner_texts()
    assert sum(map(int, shown)) == found(page) < everything
    assert kinds.count() == before
    assert fragment(page) == "day=monday"
    expect(page.get_by_role("checkbox", name=re.compile("^Monday"))).to_be_focused()


def test_the_rest_of_a_long_list_is_shown_on_request(open_page: Open) -> None:
    page = open_page("find/")
    found(page)
    facet = page.locator("[data-facet=audience]")
    facet.locator("summary").press("Enter")

    facet.get_by_role("button", name=re.compile("Show all")).press("Enter")

    expect(facet.locator("li").nth(4).get_by_role("checkbox")).to_be_focused()
    assert facet.locator("li:visible").count() == facet.locator("li").count() > 4


def test_quick_times_are_buttons_that_are_pressed_or_not(open_page: Open) -> None:
    page = open_page("find/")
    found(page)
    button = page.get_by_role("button", name="Today", exact=True)

    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(chips(page)).to_have_text(re.compile("Today"))
    asked = fragment(page)
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")

    assert (asked, fragment(page)) == ("when=today", "")


def test_more_results_begin_with_the_focus_on_the_first_new_one(open_page: Open) -> None:
    page = open_page("find/")
    found(page)
    expect(cards(page)).to_have_count(10)

    page.get_by_role("button", name="Show more").press("Enter")

    expect(cards(page)).to_have_count(20)
    expect(cards(page).nth(10).locator(".card__name a")).to_be_focused()


# The address


def test_back_and_forward_go_from_search_to_search(open_page: Open) -> None:
    page = open_page("find/")
    everything = found(page)
    box(page).fill("group")
    page.keyboard.press("Enter")
    wait_for_fragment(page, "q=group")
    expect(total(page)).not_to_have_text(f"Results: {everything}")
    groups = found(page)
    page.get_by_role("checkbox", name=re.compile("^Monday")).check()
    wait_for_fragment(page, "q=group&day=monday")
    expect(total(page)).not_to_have_text(f"Results: {groups}")
    both = found(page)

    page.go_back()
    expect(total(page)).to_have_text(f"Results: {groups}")
    expect(page.get_by_role("checkbox", name=re.compile("^Monday"))).not_to_be_checked()
    page.go_back()
    expect(total(page)).to_have_text(f"Results: {everything}")
    assert box(page).input_value() == ""
    page.go_forward()
    page.go_forward()
    expect(total(page)).to_have_text(f"Results: {both}")

    assert box(page).input_value() == "group"
    expect(chips(page)).to_have_count(1)


def test_a_link_brings_the_whole_search_in_each_language(open_page: Open) -> None:
    page = open_page("find/#q=group&day=monday&attendance=in_person&sort=next")
    english = found(page)

    page.get_by_role("link", name="Español").click()
    page.wait_for_url("**/es/find/#*")

    assert fragment(page) == "q=group&day=monday&attendance=in_person&sort=next"
    expect(chips(page).locator(".chip__label")).to_have_text(["Lunes", "En persona"])
    assert box(page).input_value() == "group"
    assert english > 0


def test_the_link_to_the_content_does_not_end_a_search(open_page: Open) -> None:
    page = open_page("find/#day=monday")
    mondays = found(page)

    page.locator(".skip").press("Enter")

    wait_for_fragment(page, "day=monday")
    assert found(page) == mondays


def test_what_is_searched_for_is_told_to_no_host(open_page: Open, record: Record) -> None:
    page = open_page("")
    page.locator(".search-box input").fill("secretword monday")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/#*")
    found(page)

    assert [url for url in record.requests if "secretword" in url.partition("#")[0]] == []


@pytest.mark.parametrize("path", ["", "es/", "not/there/"])
def test_the_box_on_another_page_leads_to_the_search(path: str, open_page: Open) -> None:
    page = open_page(path)

    page.locator(".search-box input").fill("café & group")
    page.locator(".search-box button").click()
    page.wait_for_url("**/find/#q=*")

    expect(box(page)).to_have_value("café & group")


# Places


def test_the_devices_position_is_searched_around_and_never_written_down(open_page: Open) -> None:
    page = open_page("find/", geolocation=BOULDER, permissions=["geolocation"])
    everything = found(page)

    page.get_by_role("button", name="Near me").press("Enter")
    expect(chips(page)).to_have_text(re.compile("Near you, within 10 mi"))
    expect(page.locator(".card__distance").first).to_have_text(re.compile(r"^\d+(\.\d)? mi$"))

    assert 0 < found(page) < everything
    assert fragment(page) == ""
    assert "40.0" not in page.evaluate("JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }, document.cookie])")
    expect(page.get_by_role("button", name="Near me")).to_be_focused()


def test_a_device_that_does_not_tell_is_no_dead_end(open_page: Open) -> None:
    page = open_page("find/")
    found(page)

    page.get_by_role("button", name="Near me").press("Enter")

    expect(page.locator(".find__told")).to_have_text(re.compile("ZIP code or a town does as well"))


# Where there is nothing, or not yet


def test_nothing_found_says_what_to_leave_out_and_what_that_brings(open_page: Open) -> None:
    page = open_page("find/#q=zzzzzz&day=monday")
    assert found(page) == 0
    offer = page.locator(".find__drops button").first
    said = offer.inner_text()

    offer.press("Enter")

    expect(total(page)).to_have_text(f"Results: {said.rpartition(': ')[2]}")
    assert said.startswith("Without “zzzzzz”: ")
    assert fragment(page) == "day=monday"
    expect(total(page)).to_be_focused()
    expect(page.locator(".find__empty")).to_be_hidden()


def test_nothing_found_leads_to_somebody_to_talk_to(open_page: Open) -> None:
    page = open_page("find/#q=zzzzzz&day=monday")
    assert found(page) == 0

    page.locator(".find__helplines").click()

    assert urlsplit(page.url).path == "/helplines/"


def test_a_failed_load_says_so_and_can_be_tried_again(open_page: Open, record: Record) -> None:
    page = open_page()
    page.route(INDEX, lambda route: route.abort())
    page.goto(record.origin + "find/#day=monday")
    trouble = page.locator(".find__trouble")
    expect(trouble).to_have_text(re.compile("could not be loaded"))
    browsing = page.locator(".find__ways a").first.is_visible()
    page.unroute(INDEX)

    page.get_by_role("button", name="Try again").press("Enter")

    assert found(page) > 0
    assert browsing
    expect(trouble).to_be_hidden()
    expect(total(page)).to_be_focused()
    assert {"/search/" in fault for fault in record.faults} == {True}
    record.faults.clear()


def test_a_part_that_fails_leaves_what_is_there(open_page: Open, record: Record) -> None:
    page = open_page("find/")
    found(page)
    page.route(INDEX, lambda route: route.abort())

    box(page).fill("serenity")

    expect(page.locator(".find__trouble")).to_have_text(re.compile("Part of the listings"))
    expect(cards(page)).to_have_count(10)
    page.unroute(INDEX)
    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.locator("alongside-results mark").first).to_be_visible()
    record.faults.clear()


def test_without_script_there_are_the_ways_to_browse_and_no_form(open_page: Open) -> None:
    page = open_page("find/", java_script_enabled=False)

    expect(page.locator(".find__form")).to_be_hidden()
    expect(page.locator(".find__body")).to_be_hidden()
    assert page.locator(".find__ways a").count() > 20
    page.locator(".find__ways a").first.click()
    assert urlsplit(page.url).path.count("/") == 2


def test_without_script_no_page_has_a_box(open_page: Open) -> None:
    page = open_page("", java_script_enabled=False)

    expect(page.locator(".search-box")).to_be_hidden()


def test_opened_from_a_disk_the_page_says_why_it_does_not_search(browser: Browser, sample: Path) -> None:
    context = browser.new_context()
    page = context.new_page()

    page.goto((sample / "find" / "index.html").as_uri())

    expect(page.locator(".find__trouble")).to_have_text(re.compile("opened from a disk"))
    expect(page.locator(".find__form")).to_be_hidden()
    page.locator(".find__ways a").first.click()
    assert page.url.endswith("/index.html")
    context.close()


# Strangers


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site in which a listing tries to be more than text."""
    listing = """
        name: '<img src=x onerror="document.title=1"> group'
        fellowship: aa
        summary: '<script>document.title = 2</script> & "quotes"'
        notice: '</template><b>bold</b>'
        place: {city: '<i>Boulder</i>', region: CO, name: '"><svg onload=alert(1)>'}
        when: [Mondays 7:00 pm]
    """
    folder = tmp_path_factory.mktemp("hostile")
    site = make(folder / "site", {**SMALL, "content/meetings/boulder/hostile.yaml": listing.replace("\n        ", "\n")})
    assert build(site, folder / "out").done
    with served(folder / "out") as address:
        yield address


def test_markup_in_a_listing_is_text_on_its_card(hostile: str, browser: Browser) -> None:
    record = Record(hostile)
    context = browser.new_context()
    page = record.watch(context.new_page())

    page.goto(f"{hostile}find/#q=group+quotes")

    expect(cards(page)).to_have_count(1)
    assert cards(page).locator(".card__name").inner_text() == '<img src=x onerror="document.title=1"> group'
    assert page.locator("alongside-results :is(img, script, svg, b, i)").count() == 0
    assert page.locator("alongside-results mark").all_inner_texts() == ["group", "quotes"]
    assert page.title().startswith("Find support")
    context.close()
    assert record.faults == []


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("#q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&near=%3Cscript%3E&day=%3Cb%3E", id="markup"),
        pytest.param("#q=__proto__+constructor+toString&kind=__proto__,constructor&__proto__=x&when=constructor", id="words of objects"),
        pytest.param("#q=%22&near=%00&radius=1e9&sort=__proto__", id="signs alone"),
        pytest.param("#%E0%A4%A=%E0%A4%A&q=%E0%A4%A", id="broken escapes"),
    ],
)
def test_a_hostile_address_is_an_ordinary_search(address: str, open_page: Open) -> None:
    page = open_page(f"find/{address}")

    assert found(page) >= 0
    expect(chips(page)).to_have_count(0)
    assert page.locator("main :is(img, script)").count() == 0
    assert page.title().startswith("Find support")


@pytest.mark.parametrize("word", ["__proto__", "constructor", "hasOwnProperty", "<b>x</b>"])
def test_a_typed_word_is_a_word_whatever_it_means_elsewhere(word: str, open_page: Open) -> None:
    page = open_page("find/")
    found(page)

    box(page).fill(word)
    page.keyboard.press("Enter")

    expect(total(page)).to_have_text("Nothing matches all of this")
    expect(page.locator(".find__drops button").first).to_contain_text(word)
