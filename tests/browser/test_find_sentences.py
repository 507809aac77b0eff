"""Sentences as people type them, on the sample site: what is understood of each, and what it finds."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import Open

# 18:30 in Denver, on a Tuesday.
EVENING = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
BOULDER = {"latitude": 40.0176, "longitude": -105.2797}
HERE: dict[str, Any] = {"timezone_id": "America/Denver", "geolocation": BOULDER, "permissions": ["geolocation"]}


@pytest.mark.parametrize(
    ("prefix", "sentence", "chips", "rest"),
    [
        pytest.param(
            *("", "women's aa tuesday evening near 80302", ["Alcoholics Anonymous", "Tuesday", "Evening", "Women", "Near 80302"], ""),
            id="for whom, which day, where",
        ),
        pytest.param("", "mujeres martes", ["Tuesday", "Women"], "", id="another language"),
        pytest.param("", "iop medicaid evening", ["Intensive outpatient (IOP)", "Evening", "Medicaid"], "", id="care"),
        pytest.param("", "al-anon online now", ["Al-Anon", "Online", "In person and online", "On now"], "", id="now"),
        pytest.param("", "recuperacion", [], "recuperacion", id="without its accent"),
        pytest.param("", "serinity", [], "serinity", id="a slip in a name"),
        pytest.param("", "wensday", ["Wednesday"], "", id="a slip in a day"),
        pytest.param("", "near me tonight", ["Tonight", "Near you, within 10 mi"], "", id="here"),
        pytest.param("es/", "grupo de familias en español", ["Español"], "grupo de familias", id="Spanish"),
        pytest.param("", "sliding scale counseling saturday", ["Counseling", "Saturday", "Sliding scale"], "", id="cost"),
        pytest.param("", "near boulder", ["Near Boulder, CO, within 10 mi"], "", id="a town"),
        pytest.param("", '"tuesday night"', [], '"tuesday night"', id="a phrase"),
    ],
)
def test_a_sentence_becomes_chips_and_the_rest_stays_in_the_box(
    prefix: str, sentence: str, chips: list[str], rest: str, open_page: Open, site: str
) -> None:
    page = open_page(**HERE)
    page.clock.install(time=EVENING)
    page.goto(f"{site}{prefix}find/")
    box = page.get_by_role("combobox", name=re.compile("What are you looking for|Qué busca"))
    expect(page.locator("#find-total")).to_have_text(re.compile(r"\d"))

    box.fill(sentence)
    box.press("Enter")

    labels = page.locator(".chip__label")
    expect(labels).to_have_text([re.compile(re.escape(chip)) for chip in chips])
    expect(box).to_have_value(rest)
    # Something to go on with, always: what was found, or what to leave out.
    expect(page.locator("alongside-results > .cards > li, .find__drops button").first).to_be_visible()
    assert page.locator(".find__trouble").is_hidden()


# What each card that is shown has to say, by its words; what comes by appointment, or at any hour, fits any day.
TUESDAY = r"Tuesday|Every day|Sunday to Thursday|Monday to|By appointment|24 hours"
MARTES = r"martes|Todos los días|Con cita previa|24 horas"


@pytest.mark.parametrize(
    ("prefix", "sentence", "first", "told"),
    [
        pytest.param(
            *("", "women's aa tuesday evening near 80302", ["Women at Table Mesa"]),
            *(("Women", "Alcoholics Anonymous", "Tuesday", "Boulder", r"\d\spm"),),
            id="for whom, which day, where",
        ),
        pytest.param("", "mujeres martes", ["Women at Table Mesa", "Late Night Women"], ("Women|women", TUESDAY), id="another language"),
        pytest.param("es/", "mujeres martes", ["Mujeres en Table Mesa"], ("[Mm]ujer", MARTES), id="in its own language"),
        pytest.param(
            *("", "iop medicaid evening", ["DBT Evening IOP", "Alder & Aspen Online IOP", "Puente Intensive Program"]),
            *((r"Intensive outpatient \(IOP\)", r"[5-9]:\d\d(–\d+:\d\d)?\spm"),),
            id="care",
        ),
        pytest.param("es/", "recuperacion", ["Acompañamiento en la Recuperación"], (), id="without its accent"),
        pytest.param("", "serinity", ["Saturday Serenity"], ("Serenity",), id="a slip in a name"),
        pytest.param("", "wensday", ["Peaks and Plains NA Phoneline"], (), id="a slip in a day"),
        pytest.param(
            *("", "wensday", [], ("Wednesday|Every day|Monday to|Tuesday to|Sunday to|By appointment|24 hours",)),
            id="a slip in a day, card by card",
        ),
        pytest.param(
            *("", "near me tonight", ["Tuesday Night Step Study", "Sober Study Hall", "Tuesday Families"], (r"\d mi\b", TUESDAY)), id="here"
        ),
        pytest.param("es/", "grupo de familias en español", ["Grupo Familiar Alba"], (), id="Spanish"),
        pytest.param(
            "", "sliding scale counseling saturday", ["Bluestem Counseling, Boulder"], ("Counseling", "By appointment|Saturday"), id="cost"
        ),
    ],
)
def test_what_a_person_expects_comes_first_and_nothing_contradicts_the_sentence(
    prefix: str, sentence: str, first: list[str], told: tuple[str, ...], open_page: Open, site: str
) -> None:
    page = open_page(**HERE)
    page.clock.install(time=EVENING)
    page.goto(f"{site}{prefix}find/")
    total = page.locator("#find-total")
    expect(total).to_have_text(re.compile(r"\d"))
    everything = total.inner_text()
    box = page.get_by_role("combobox", name=re.compile("What are you looking for|Qué busca"))

    box.fill(sentence)
    box.press("Enter")
    expect(total).not_to_have_text(everything)

    names = page.locator("alongside-results > .cards > li .card__name")
    # Where the device is comes a moment later than the rest of the sentence.
    for at, name in enumerate(first):
        expect(names.nth(at)).to_have_text(name)
    for text in page.locator("alongside-results > .cards > li").all_inner_texts():
        assert [part for part in told if not re.search(part, text)] == [], text


def test_where_no_such_meeting_is_online_now_the_one_in_a_room_is_a_press_away(open_page: Open, site: str) -> None:
    page = open_page(**HERE)
    # 12:30 in Denver, on a Tuesday: Al-Anon meets in Longmont.
    page.clock.install(time=datetime(2026, 11, 24, 19, 30, tzinfo=UTC))
    page.goto(f"{site}find/")
    expect(page.locator("#find-total")).to_have_text(re.compile(r"\d"))
    box = page.get_by_role("combobox", name="What are you looking for?")

    box.fill("al-anon online now")
    box.press("Enter")
    page.locator(".find__drops button").filter(has_text="Online").press("Enter")

    expect(page.locator("alongside-results > .cards > li .card__name")).to_have_text(["Courage to Change"])
    expect(page.locator(".chip__label")).to_have_text(["Al-Anon", "On now"])


def test_what_is_understood_is_shown_while_it_is_typed_and_stays_in_the_box(open_page: Open) -> None:
    page = open_page("find/", **HERE)
    box = page.get_by_role("combobox", name="What are you looking for?")
    expect(page.locator("#find-total")).to_have_text(re.compile(r"\d"))

    box.press_sequentially("women tuesday ")
    expect(page.locator(".chip--typed .chip__label")).to_have_text(["Tuesday", "Women"])
    typed = box.input_value()
    page.get_by_role("button", name="Remove: Tuesday").press("Enter")
    expect(page.locator(".chip--typed .chip__label")).to_have_text(["Women"])

    assert typed == "women tuesday "
    assert box.input_value() == "women"


def test_a_sentence_in_a_link_is_understood_once_and_no_new_step_of_the_history(open_page: Open) -> None:
    page = open_page("", **HERE)
    page.locator(".search-box input").fill("women tuesday")
    page.locator(".search-box input").press("Enter")

    expect(page.locator(".chip__label")).to_have_text(["Tuesday", "Women"])
    page.wait_for_function("() => location.hash === '#day=tuesday&audience=women'")
    page.go_back()

    expect(page.locator(".search-box")).to_be_visible()


def test_a_place_that_nobody_knows_is_said_to_be_unknown(open_page: Open) -> None:
    page = open_page("find/", **HERE)
    near = page.get_by_label("Near (ZIP code or town)")
    expect(page.locator("#find-total")).to_have_text(re.compile(r"\d"))

    near.fill("Atlantis")
    near.press("Enter")

    expect(page.locator(".find__told")).to_have_text("No town or ZIP code of that name is known here.")
    assert page.url.endswith("/find/")


def test_a_town_is_searched_around_with_its_radius(open_page: Open) -> None:
    page = open_page("find/", **HERE)
    near = page.get_by_label("Near (ZIP code or town)")
    expect(page.locator("#find-total")).to_have_text(re.compile(r"\d"))

    near.fill("boulder")
    near.press("Enter")
    expect(page.locator(".chip__label")).to_have_text(["Near Boulder, CO, within 10 mi"])
    page.get_by_label("Within", exact=True).select_option("25")

    expect(page.locator(".chip__label")).to_have_text(["Near Boulder, CO, within 25 mi"])
    assert page.url.endswith("#near=boulder-co&radius=25")


def test_after_six_is_a_box_among_the_times_of_day(open_page: Open) -> None:
    page = open_page("find/")
    facet = page.locator("details[data-facet=time]")
    facet.locator("summary").press("Enter")
    later = facet.get_by_role("checkbox", name="After 6:00 pm", exact=True)

    later.check()

    expect(page.locator(".chip__label")).to_have_text(["After 6:00 pm"])
    page.wait_for_function("() => location.hash === '#after=1080'")
    expect(facet.locator(".facet__chosen")).to_have_text("(1)")
    later.uncheck()
    expect(page.locator(".chip")).to_have_count(0)


def test_a_box_is_named_by_its_label_alone_in_a_group_with_a_name(open_page: Open) -> None:
    page = open_page("find/")
    filters = page.get_by_role("group", name="Filters", exact=True)

    box = filters.get_by_role("checkbox", name="Peer support", exact=True)

    expect(box).to_have_accessible_description(re.compile(r"^\d+ Groups where people"))


def test_on_a_telephone_find_and_the_button_below_the_filters_lead_to_the_number_found(open_page: Open) -> None:
    page = open_page("find/", viewport={"width": 390, "height": 700})
    total = page.locator("#find-total")
    page.get_by_role("combobox", name="What are you looking for?").fill("women")
    expect(total).to_have_text(re.compile(r"Results: \d"))
    expect(total).not_to_be_in_viewport()

    page.keyboard.press("Enter")

    expect(total).to_be_in_viewport()
    page.locator(".find__filters > summary").click()
    page.get_by_role("button", name="Show results").click()
    expect(total).to_be_focused()
    expect(page.get_by_role("button", name="Show results")).to_be_hidden()
