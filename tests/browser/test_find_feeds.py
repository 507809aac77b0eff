"""The sentences that people type, on a site made of real feeds: what is understood, and that a plain search finds the same."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from msgspec import Struct
from playwright.sync_api import Locator, Page, expect

from alongside import importing
from alongside.drafts import new_site
from alongside.pages.plan import plan
from alongside.pages.records import FindView
from alongside.pipeline import editions
from alongside.pipeline.words import translations_of
from alongside.search.lexicon import stop_words
from alongside.search.places import codes_around, positions
from tests.browser.chromium import Open
from tests.browser.serving import served
from tests.building import build, make
from tests.formats.conftest import SHARED, today
from tests.formats.test_real_feeds import FEEDS, format_of
from tests.search.oracle import FACETS, Answer, Moment, Oracle, Point, rows_of
from tests.search.queries import empty

# Meetings of both coasts, and care with its levels and payments.
CHOSEN = ("alanon-massachusetts", "sf-marin", "sample_pa_402")
LANGUAGES = ("en", "es")
# Tuesday, 16:30 in San Francisco, where somebody looks, and 19:30 in Boston, where Al-Anon meets.
MOMENT = Moment(datetime(2026, 11, 25, 0, 30, tzinfo=UTC), "America/Los_Angeles")
SAN_FRANCISCO = (37.7749, -122.4194)
HERE: dict[str, Any] = {
    "timezone_id": MOMENT.zone,
    "geolocation": {"latitude": SAN_FRANCISCO[0], "longitude": SAN_FRANCISCO[1]},
    "permissions": ["geolocation"],
}


class Feeds(Struct, frozen=True):
    """The site of the feeds: where it is served, and the plain search over what it holds."""

    address: str
    oracle: Oracle


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Feeds]:
    if not SHARED.is_dir():
        pytest.skip("the real feeds are not here: ../shared/data is absent")
    folder = tmp_path_factory.mktemp("feeds")
    make(folder, new_site("Scratch", "America/New_York"))
    with (folder / "site_config.yaml").open("a", encoding="utf-8") as config:
        config.write(f"languages: [{', '.join(LANGUAGES)}]\n")
    for file, _records, _refused, options in FEEDS:
        if Path(file).stem in CHOSEN:
            importing.run(folder, format_of(file), (SHARED / file).read_bytes(), importing.source_name(file), options, today)
    with pytest.MonkeyPatch.context() as patch:
        # Pages of listings take most of the time, and nobody opens one here.
        patch.setattr(editions, "plan", lambda *given: [page for page in plan(*given) if isinstance(page.view, FindView)])
        built = build(folder, folder / "out")
        assert built.done, built.site.problems
        [each] = editions.editions_of(built.site, {"en": translations_of("en", folder)})
    known = positions(each.catalog, codes_around(each.catalog, each.config.country))
    rows = rows_of(each.catalog, LANGUAGES, lambda entry: known.get(entry.url))
    with served(folder / "out") as address:
        yield Feeds(address, Oracle(rows, stop_words(LANGUAGES), each.config.verify_every))


@pytest.fixture(scope="module")
def site(feeds: Feeds) -> str:
    """In place of the sample site: its address, for what a page may ask for."""
    return feeds.address


def typed(page: Page, address: str, sentence: str) -> tuple[int, dict[str, Any]]:
    """Types a sentence; returns how many are found, and the state in the address."""
    page.clock.install(time=MOMENT.at)
    page.goto(f"{address}find/")
    box = page.get_by_role("combobox", name=re.compile("What are you looking for|Qué busca"))
    total = page.locator("#find-total")
    expect(total).to_have_text(re.compile(r"\d"))
    everything = total.inner_text()
    box.fill(sentence)
    box.press("Enter")
    expect(total).not_to_have_text(everything)
    page.wait_for_function("() => location.hash.length > 1")
    assert page.locator(".find__trouble").is_hidden()
    return number(total.inner_text()), state_of(urlsplit(page.url).fragment)


def cards(page: Page) -> Locator:
    return page.locator("alongside-results > .cards > li")


def number(text: str) -> int:
    found = re.search(r"\d[\d,]*$", text.strip())
    return int(found[0].replace(",", "")) if found else 0


def state_of(fragment: str) -> dict[str, Any]:
    given = dict(parse_qsl(fragment))
    chosen = {facet: given.pop(facet).split(",") for facet in FACETS if facet in given}
    near = given.pop("near", "")
    assert set(given) <= {"q", "when"}, given
    return empty(words=given.get("q", ""), when=given.get("when", ""), near=near, **chosen)


def drops_of(page: Page) -> list[int]:
    return sorted(number(text) for text in page.locator(".find__drops button").all_inner_texts())


def urls_of(page: Page) -> tuple[str, ...]:
    links = page.locator("alongside-results > .cards > li .card__name a").evaluate_all("links => links.map(link => link.href)")
    return tuple(re.sub(r"^/(es/)?", "", urlsplit(link).path) for link in links)


def looked(feeds: Feeds, state: dict[str, Any], place: Point | None = None) -> Answer:
    """What the plain search finds; the last word that stays in the box may go on."""
    return feeds.oracle.search(state, MOMENT, place, begins=bool(state["words"]))


# With chips, what stays in the box, and what each card that is shown has to say.
FOUND = [
    pytest.param("", "mujeres martes", ["Tuesday", "Women"], "", ("Tuesday", "Women"), id="another language"),
    pytest.param("es/", "mujeres martes", ["Martes", "Mujeres"], "", ("martes", "Mujeres"), id="Spanish"),
    pytest.param(
        *("", "al-anon online now", ["Al-Anon", "Online", "In person and online", "On now"], ""),
        *(("Al-Anon", "[Oo]nline", "On now"),),
        id="now",
    ),
    pytest.param("", "serinity", [], "serinity", ("(?i)serenity",), id="a slip in a name"),
    pytest.param(
        "", "wensday", ["Wednesday"], "", ("Wednesday|24 hours a day|Every day|Monday to|[Bb]y appointment",), id="a slip in a day"
    ),
    pytest.param("", "near me tonight", ["Tonight", "Near you, within 10 mi"], "", (r"\d mi\b", "Tuesday|Every day"), id="here"),
    pytest.param("es/", "grupo de familias en español", ["Español"], "grupo de familias", ("Al-Anon",), id="families, in Spanish"),
    # The code is of a place far from all of these, which is said; the rest of the sentence holds.
    pytest.param(
        *("", "women's aa tuesday evening near 80302"),
        *(["Alcoholics Anonymous", "Tuesday", "Evening", "Women", "80302 is not known here"], ""),
        *(("Alcoholics Anonymous", "Tuesday", r"\d\spm", "Women"),),
        id="for whom, which day, and a place that is not known here",
    ),
]


@pytest.mark.parametrize(("prefix", "sentence", "chips", "rest", "told"), FOUND)
def test_what_fits_is_found_and_a_plain_search_finds_the_same(
    prefix: str, sentence: str, chips: list[str], rest: str, told: tuple[str, ...], feeds: Feeds, open_page: Open
) -> None:
    page = open_page(**HERE)

    _, state = typed(page, feeds.address + prefix, sentence)

    expect(page.locator(".chip__label")).to_have_text(chips)
    assert page.get_by_role("combobox").first.input_value() == rest
    answer = looked(feeds, state, SAN_FRANCISCO if "near me" in sentence else None)
    assert answer.total > 0
    # Where the device is comes a moment later than the rest of the sentence.
    expect(page.locator("#find-total")).to_have_text(re.compile(rf"\b{answer.total}$"))
    shown = urls_of(page)
    assert shown == answer.urls[: len(shown)]
    for text in cards(page).all_inner_texts():
        assert [part for part in told if not re.search(part, text)] == [], text


@pytest.mark.parametrize(
    ("sentence", "chips", "rest"),
    [
        pytest.param("iop medicaid evening", ["Evening", "Medicaid"], "iop", id="care without hours"),
        pytest.param("recuperacion", [], "recuperacion", id="a word that nobody here uses"),
        pytest.param("sliding scale counseling saturday", ["Saturday", "Sliding scale"], "counseling", id="care without days"),
    ],
)
def test_what_nothing_fits_comes_with_what_to_leave_out(sentence: str, chips: list[str], rest: str, feeds: Feeds, open_page: Open) -> None:
    page = open_page(**HERE)

    total, state = typed(page, feeds.address, sentence)

    answer = looked(feeds, state)
    assert (total, answer.total) == (0, 0)
    expect(page.locator(".chip__label")).to_have_text(chips)
    assert page.get_by_role("combobox").first.input_value() == rest
    if answer.without:
        expect(page.locator(".find__drops button")).to_have_count(len(answer.without))
        assert drops_of(page) == sorted(answer.without.values())
    else:
        # Where no single thing is in the way, each is offered by itself.
        alone = [looked(feeds, empty(**{facet: ids})).total for facet, ids in state["chosen"].items() if ids]
        expect(page.locator(".find__drops button").first).to_have_text(re.compile("^Only "))
        assert {total for total in alone if total} <= set(drops_of(page))
    expect(page.get_by_role("main").get_by_role("link", name="Helplines", exact=True).first).to_be_visible()
