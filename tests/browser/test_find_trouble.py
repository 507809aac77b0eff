"""The page that searches where something is in its way: files that do not come, a device that does not answer, a place nobody knows."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.chromium import Open, Record
from tests.browser.test_find import BOULDER, INDEX, box, cards, chips, found, fragment, total, wait_for_fragment

HERE: dict[str, Any] = {"geolocation": BOULDER, "permissions": ["geolocation"]}


def trouble(page: Page) -> Any:
    return page.locator(".find__trouble")


def near(page: Page) -> Any:
    return page.get_by_label("Near (ZIP code or town)")


def only_the_root(route: Route) -> None:
    """The first file is the only one below search/ itself."""
    if route.request.url.partition("/search/")[2].count("/"):
        route.abort()
    else:
        route.continue_()


# Files that do not come


def test_a_link_whose_places_do_not_load_says_so_and_works_at_the_next_try(open_page: Open, record: Record) -> None:
    page = open_page()
    page.route(INDEX, only_the_root)
    page.goto(record.origin + "find/#q=boulder+group")
    expect(trouble(page)).to_have_text(re.compile("could not be loaded"))
    expect(page.locator("alongside-results")).to_have_attribute("aria-busy", "false")
    page.unroute(INDEX)

    page.get_by_role("button", name="Try again").press("Enter")

    expect(chips(page)).to_have_text(re.compile("Near Boulder, CO"))
    expect(trouble(page)).to_be_hidden()
    record.faults.clear()


def test_a_place_that_does_not_load_when_asked_for_is_not_lost(open_page: Open, record: Record) -> None:
    page = open_page("find/")
    found(page)
    page.route(INDEX, lambda route: route.abort())

    box(page).fill("boulder")
    box(page).press("Enter")
    near(page).fill("80302")
    near(page).press("Enter")
    expect(trouble(page)).to_have_text(re.compile("Part of the listings could not be loaded"))
    page.unroute(INDEX)
    box(page).fill("group")
    page.get_by_role("button", name="Try again").press("Enter")

    expect(chips(page)).to_have_text(re.compile("Near 80302"))
    expect(trouble(page)).to_be_hidden()
    assert fragment(page) == "q=group&near=80302"
    record.faults.clear()


def test_old_results_under_new_words_are_said_to_be_old_and_later_to_reload(open_page: Open, record: Record) -> None:
    page = open_page("find/")
    found(page)
    page.route(INDEX, lambda route: route.abort())

    box(page).fill("serenity boulder")
    expect(trouble(page)).to_have_text(re.compile("found by the search before"))
    first = trouble(page).inner_text()
    page.get_by_role("button", name="Try again").press("Enter")

    expect(trouble(page)).to_have_text(re.compile("reload the page"))
    page.unroute(INDEX)
    assert "reload" not in first
    record.faults.clear()


def test_files_that_take_long_after_the_first_are_told_of(open_page: Open) -> None:
    page = open_page("find/")
    found(page)
    held: list[Route] = []
    page.route(INDEX, lambda route: held.append(route))

    box(page).fill("boulder")
    box(page).press("Enter")

    expect(page.locator("alongside-results")).to_have_attribute("aria-busy", "true")
    expect(trouble(page)).to_have_text(re.compile("still on their way"), timeout=10_000)
    for route in held:
        route.continue_()
    page.unroute(INDEX)
    expect(chips(page)).to_have_text(re.compile("Near Boulder, CO"))
    expect(trouble(page)).to_be_hidden()


def test_the_id_of_a_town_is_never_shown_as_its_name(open_page: Open, record: Record) -> None:
    page = open_page()
    page.route(INDEX, only_the_root)
    page.goto(record.origin + "find/#near=boulder-co")

    expect(trouble(page)).to_have_text(re.compile("could not be loaded"))

    expect(chips(page)).to_have_count(1)
    assert "boulder-co" not in page.locator("alongside-find").inner_text()
    record.faults.clear()


def test_a_browser_that_is_too_old_is_told_so(open_page: Open, record: Record) -> None:
    page = open_page()
    page.add_init_script("delete globalThis.DecompressionStream")
    page.goto(record.origin + "find/")

    expect(trouble(page)).to_have_text(re.compile("too old to search"))
    expect(page.get_by_role("button", name="Try again")).to_be_hidden()
    assert page.locator(".find__ways a").first.is_visible()


# Coming back


def test_as_many_results_and_as_far_down_as_before_after_coming_back(open_page: Open) -> None:
    page = open_page("find/")
    found(page)
    page.get_by_role("button", name="Show more").press("Enter")
    expect(cards(page)).to_have_count(20)
    page.evaluate("scrollTo({ top: 900, behavior: 'instant' })")
    page.wait_for_function("() => history.state.top === 900")

    page.reload()

    expect(cards(page)).to_have_count(20)
    page.wait_for_function("() => Math.abs(scrollY - 900) < 3")


def test_the_search_before_is_gone_back_to_where_it_was_left(open_page: Open) -> None:
    page = open_page("find/")
    found(page)
    page.get_by_role("button", name="Show more").press("Enter")
    expect(cards(page)).to_have_count(20)
    page.evaluate("scrollTo({ top: 700, behavior: 'instant' })")
    page.wait_for_timeout(400)
    page.evaluate("document.querySelector('[data-when=today]').click()")
    wait_for_fragment(page, "when=today")
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")

    page.go_back()

    expect(cards(page)).to_have_count(20)
    page.wait_for_function("() => Math.abs(scrollY - 700) < 3")


# While somebody types


def test_a_word_that_will_be_a_choice_does_not_empty_the_results(open_page: Open) -> None:
    page = open_page("find/")
    found(page)
    page.evaluate(
        "globalThis.said = []; new MutationObserver(() => said.push(document.querySelector('#find-total').textContent))"
        ".observe(document.querySelector('#find-total'), { childList: true })"
    )

    box(page).press_sequentially("women's aa tuesday", delay=60)
    expect(page.locator(".chip__label")).to_have_count(3)
    found(page)

    assert [text for text in page.evaluate("said") if "Nothing" in text] == []


def test_a_chip_takes_no_letters_out_of_other_words(open_page: Open) -> None:
    page = open_page("find/")
    found(page)
    box(page).press_sequentially("isaac aa ")

    page.get_by_role("button", name="Remove: Alcoholics Anonymous").press("Enter")

    expect(box(page)).to_have_value("isaac")


def test_a_link_with_a_time_is_announced(open_page: Open) -> None:
    page = open_page("find/#sort=next")
    found(page)

    expect(page.locator(".find__said")).to_have_text(total(page).inner_text())


# Near


def test_near_you_is_not_claimed_before_the_device_answers(open_page: Open, record: Record) -> None:
    page = open_page(**HERE)
    page.add_init_script(
        "Object.defineProperty(navigator, 'geolocation', { value: { getCurrentPosition(found) {"
        " globalThis.answer = () => found({ coords: { latitude: 40.0176, longitude: -105.2797 } }); } } })"
    )
    page.goto(record.origin + "find/")
    found(page)

    box(page).fill("near me")
    box(page).press("Enter")
    expect(page.locator(".chip__label")).to_have_text("Asking where you are …")
    page.evaluate("answer()")

    expect(page.locator(".chip__label")).to_have_text("Near you, within 10 mi")


@pytest.mark.parametrize("is_allowed", [True, False])
def test_the_devices_place_comes_back_or_is_said_to_be_gone(is_allowed: bool, open_page: Open) -> None:
    page = open_page("find/", **HERE)
    found(page)
    page.get_by_role("button", name="Near me").press("Enter")
    expect(chips(page)).to_have_text(re.compile("Near you"))
    if not is_allowed:
        page.context.clear_permissions()

    page.reload()

    if is_allowed:
        expect(chips(page)).to_have_text(re.compile("Near you, within 10 mi"))
        expect(page.locator(".card__distance").first).to_be_visible()
    else:
        expect(page.locator(".find__told")).to_have_text(re.compile("is not kept"))
        expect(chips(page)).to_have_count(0)


def test_what_a_device_did_not_say_is_not_held_against_the_next_search(open_page: Open) -> None:
    page = open_page("find/")
    found(page)
    page.get_by_role("button", name="Near me").press("Enter")
    expect(page.locator(".find__told")).to_have_text(re.compile("ZIP code or a town does as well"))

    page.get_by_role("button", name="Today", exact=True).press("Enter")

    expect(page.locator(".find__told")).to_have_text("")


def test_a_place_typed_while_the_index_loads_is_searched_around(open_page: Open, record: Record) -> None:
    page = open_page()
    held: list[Route] = []
    page.route(INDEX, lambda route: held.append(route))
    page.goto(record.origin + "find/")
    near(page).fill("80302")
    near(page).press("Enter")
    for route in held:
        route.continue_()
    page.unroute(INDEX)

    expect(chips(page)).to_have_text(re.compile("Near 80302"))
    assert near(page).input_value() == "80302"


def test_an_unknown_place_stays_to_be_corrected_and_going_forward_shows_the_place(open_page: Open) -> None:
    page = open_page("find/")
    everything = found(page)
    near(page).fill("Bolder")
    near(page).press("Enter")
    expect(page.locator(".find__told")).to_have_text(re.compile("No town"))
    typed = near(page).input_value()

    near(page).fill("80302")
    near(page).press("Enter")
    wait_for_fragment(page, "near=80302")
    expect(chips(page)).to_have_count(1)
    page.go_back()
    expect(total(page)).to_have_text(f"Results: {everything}")
    gone = near(page).input_value()
    page.go_forward()

    expect(near(page)).to_have_value("80302")
    expect(near(page)).to_be_focused()
    assert (typed, gone) == ("Bolder", "")


def test_a_radius_that_is_not_offered_is_the_nearest_one(open_page: Open) -> None:
    page = open_page("find/#near=80302&radius=7")

    expect(chips(page)).to_have_text(re.compile(r"within (5|10) mi"))
    assert page.get_by_label("Within", exact=True).input_value() in ("5", "10")


def test_a_radius_of_no_place_stays_in_the_box(open_page: Open) -> None:
    page = open_page("find/")
    found(page)

    box(page).fill("within 25 miles")
    box(page).press("Enter")

    wait_for_fragment(page, "q=within+25+miles")
    expect(box(page)).to_have_value("within 25 miles")


# Dead ends


def test_where_two_things_are_at_fault_each_part_is_offered_alone(open_page: Open) -> None:
    page = open_page("find/#q=zzzzzz&day=monday&fellowship=aa&kind=helplines")
    assert found(page) == 0
    offer = page.get_by_role("button", name=re.compile("^Only Monday: "))
    said = offer.inner_text()

    offer.press("Enter")

    wait_for_fragment(page, "day=monday")
    expect(total(page)).to_have_text(f"Results: {said.rpartition(': ')[2]}")
