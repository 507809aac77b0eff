"""Each custom element in a real browser, under the policy that the site has, on a clock that the test sets."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from gettext import NullTranslations
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from alongside.assets import read_scripts, script_assets
from alongside.languages import translations_for
from tests.building import absent

api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make test installs it")

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-sync",
]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
PAGE = '<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">{script}<body>{body}'
# 12:00 in Denver, on a Tuesday.
NOON = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
TUESDAY = '<alongside-when class="live" data-when="America/Denver 60; w1 19:00+75"></alongside-when>'
EXIT = """
<alongside-exit data-url="/elsewhere/">
  <a class="exit__link" rel="nofollow noreferrer" href="/elsewhere/">Leave this page quickly</a>
</alongside-exit>
<label>Search <input></label>"""


class Served:
    """A small site: pages are added while it runs."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[str, bytes]] = {}
        self.refused: set[str] = set()
        served = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/silent/":
                    # A browser that is given no content stays where it is.
                    self.send_response(204)
                    self.end_headers()
                    return
                kind, content = served.files.get(self.path.partition("?")[0], ("text/html", b"<!doctype html><title>Elsewhere</title>"))
                self.send_response(200)
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("Content-Security-Policy", POLICY)
                if self.path in served.refused:
                    self.send_header("Permissions-Policy", "clipboard-write=()")
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name that the library gives it
                """The server says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def page(self, body: str, language: str = "en", *, scripted: bool = True, clipboard: bool = True) -> str:
        """Adds a page and gives its address."""
        path = f"/page-{len(self.files)}/"
        script = f'<script src="/site.{language}.js" defer></script>' if scripted else ""
        self.files[path] = ("text/html", PAGE.format(language=language, script=script, body=body).encode())
        if not clipboard:
            self.refused.add(path)
        return self.root + path


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    site = Served()
    scripts = read_scripts((ROOT / "assets",))
    spanish = translations_for("es", (ROOT / "alongside" / "locale" / "es.po").read_text("utf-8"))
    languages: tuple[NullTranslations, ...] = (translations_for("en"), spanish)
    for translations in languages:
        for asset in script_assets(scripts, translations, True):
            name = asset.name.removesuffix(".js")
            site.files[f"/{name}.{translations.info()['language']}.js"] = ("text/javascript", asset.content)
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        absent("chromium is not installed: elements are not looked at in a browser")
    with api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


class Reader:
    """Somebody with a browser, a time zone and a clock; whatever the browser complains about is kept."""

    def __init__(self, browser: Any, served: Served, zone: str, at: datetime) -> None:
        self.context = browser.new_context(timezone_id=zone, locale="en-US")
        self.page = self.context.new_page()
        self.served = served
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)
        self.page.clock.install(time=at)

    def opens(self, body: str, language: str = "en", **settings: bool) -> Any:
        """The page, with its elements at work."""
        self.page.goto(self.served.page(body, language, **settings))
        return self.page

    def texts(self, selector: str) -> list[str]:
        """The text of everything that a selector finds."""
        found: list[str] = self.page.locator(selector).all_text_contents()
        return found


@pytest.fixture
def reader(browser: Any, served: Served) -> Iterator[Reader]:
    yield from a_reader(browser, served, "America/Denver")


@pytest.fixture
def reader_in_tokyo(browser: Any, served: Served) -> Iterator[Reader]:
    yield from a_reader(browser, served, "Asia/Tokyo")


def a_reader(browser: Any, served: Served, zone: str) -> Iterator[Reader]:
    found = Reader(browser, served, zone, NOON)
    yield found
    found.context.close()
    assert found.complaints == [], "the browser's console must stay empty: policy, errors, warnings"


# When


def test_what_comes_next_stays_right_in_a_page_that_is_left_open(reader: Reader) -> None:
    page = reader.opens(TUESDAY)
    said = []

    for minutes in (0, 330, 65, 25, 74, 1):
        page.clock.run_for(timedelta(minutes=minutes).seconds * 1000)
        said.append((reader.texts(".live__text"), page.locator("alongside-when").get_attribute("class")))

    assert said == [
        (["Today, 7:00\u00a0pm"], "live"),
        (["In 90 minutes"], "live"),
        (["In 25 minutes"], "live"),
        (["On now, until 8:15\u00a0pm"], "live live--now"),
        (["On now, until 8:15\u00a0pm"], "live live--now"),
        (["Tuesday, December 1, 7:00\u00a0pm"], "live"),
    ]


def test_a_long_list_tells_all_its_times(browser: Any, served: Served) -> None:
    """In pieces, on a clock that nobody holds; what goes before its turn is not told."""
    page = browser.new_page()
    page.goto(served.page(TUESDAY * 400, "en"))
    page.evaluate("document.querySelectorAll('alongside-when:nth-of-type(even)').forEach((each) => each.remove())")

    page.wait_for_function("document.querySelectorAll('alongside-when:empty').length === 0")

    assert page.locator(".live__text").count() == 200
    assert len(set(page.locator(".live__text").all_inner_texts())) == 1
    page.close()


def test_the_minute_changes_on_the_minute_and_when_the_page_is_looked_at_again(reader: Reader) -> None:
    page = reader.opens(TUESDAY)
    page.clock.pause_at(NOON + timedelta(hours=6, seconds=40))
    before = reader.texts(".live__text")

    page.clock.run_for(19_000)
    same = reader.texts(".live__text")
    page.clock.run_for(1_000)
    after = reader.texts(".live__text")
    page.clock.set_system_time(NOON + timedelta(hours=7, minutes=30))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")

    assert (before, same, after) == (["In 60 minutes"], ["In 60 minutes"], ["In 59 minutes"])
    assert reader.texts(".live__text") == ["On now, until 8:15\u00a0pm"]


def test_a_page_left_open_over_night_knows_the_new_day(reader: Reader) -> None:
    page = reader.opens('<alongside-when class="live" data-when="America/Denver 60; w2 19:00"></alongside-when>')
    before = reader.texts(".live__text")

    page.clock.run_for(12 * 3600_000)

    assert (before, reader.texts(".live__text")) == (["Tomorrow, 7:00\u00a0pm"], ["Today, 7:00\u00a0pm"])


def test_a_listing_has_its_next_dates(reader: Reader) -> None:
    page = reader.opens(TUESDAY.replace("class", 'data-show="dates" class'))

    times = page.locator("ul.live__dates > li > time").evaluate_all("all => all.map(time => [time.dateTime, time.textContent])")

    assert reader.texts(".live__text") == ["Today, 7:00\u00a0pm"]
    assert times[:2] == [
        ["2026-12-02T02:00Z", "Tuesday, December 1, 2026, 7:00\u00a0pm"],
        ["2026-12-09T02:00Z", "Tuesday, December 8, 2026, 7:00\u00a0pm"],
    ]
    assert len(times) == 4


def test_dates_that_the_page_lists_are_not_said_again(reader: Reader) -> None:
    when = "America/Denver 60; d2026-11-24,2026-12-08 19:00"
    page = reader.opens(f'<alongside-when class="live" data-show="dates" data-when="{when}"></alongside-when>')

    assert reader.texts(".live__text") == ["Today, 7:00\u00a0pm"]
    assert page.locator(".live__dates").count() == 0


def test_a_reader_elsewhere_has_the_places_clock_or_both(reader_in_tokyo: Reader) -> None:
    reader_in_tokyo.opens(TUESDAY + TUESDAY.replace("class", "data-afar class"))

    assert reader_in_tokyo.texts(".live__text") == [
        "Today, 7:00\u00a0pm",
        "Tuesday, 7:00\u00a0pm Mountain Time; today, 11:00\u00a0am where you are",
    ]


def test_what_cannot_be_told_stays_empty_and_stops_nothing_else(reader: Reader) -> None:
    lines = ("", "Mars/Olympus 60; w1 19:00", "<b>", "America/Denver 60; a", "America/Denver 60; d2020-01-01 19:00")
    quiet = "".join(
        f'<alongside-when class="live" data-show="dates" data-when="{line.replace("<", "&lt;")}"></alongside-when>' for line in lines
    )

    page = reader.opens(f"{quiet}<alongside-when></alongside-when>{TUESDAY}")

    assert reader.texts("alongside-when") == [*[""] * 6, "Today, 7:00\u00a0pm"]
    assert page.locator("alongside-when *").count() == 1


def test_it_is_said_in_the_language_of_the_page(reader: Reader) -> None:
    page = reader.opens(TUESDAY.replace("class", 'data-show="dates" class') + TUESDAY.replace("w1", "w3"), "es")
    before = reader.texts(".live__text")

    page.clock.run_for(6 * 3600_000 + 35 * 60_000)
    soon = reader.texts(".live__text")
    page.clock.run_for(30 * 60_000)

    assert before == ["Hoy, 7:00\u00a0p.\u00a0m.", "Jueves, 7:00\u00a0p.\u00a0m."]
    assert soon[0] == "Dentro de 25 minutos"
    assert reader.texts(".live__text")[0] == "En curso (fin: 8:15\u00a0p.\u00a0m.)"
    assert reader.texts("li")[0] == "Martes, 1 de diciembre de 2026, 7:00\u00a0p.\u00a0m."


def test_an_element_that_is_gone_asks_for_no_more_minutes_and_one_that_is_moved_goes_on(reader: Reader) -> None:
    page = reader.opens(TUESDAY + TUESDAY)
    page.evaluate("window.gone = document.querySelector('alongside-when'); gone.remove()")
    page.evaluate("document.body.append(document.querySelector('alongside-when'))")

    page.clock.run_for(7 * 3600_000)

    assert page.evaluate("gone.textContent") == "Today, 7:00\u00a0pm"
    assert reader.texts(".live__text") == ["On now, until 8:15\u00a0pm"]


def test_nothing_is_announced_while_the_minutes_pass(reader: Reader) -> None:
    page = reader.opens(TUESDAY)

    assert page.locator("[aria-live], [role=status], [role=alert], [role=timer]").count() == 0


# Checked


@pytest.mark.parametrize(
    ("days", "attributes", "text", "stale"),
    [
        (180, "", None, False),
        (200, "", "That was 6 months ago. Please ask before you set out.", True),
        (200, "data-stays", "That was 6 months ago; things may have changed.", True),
        (800, "", "That was 2 years ago. Please ask before you set out.", True),
    ],
)
def test_a_check_that_is_long_ago_is_said_kindly(days: int, attributes: str, text: str | None, stale: bool, reader: Reader) -> None:
    day = NOON.date() - timedelta(days=days)

    page = reader.opens(
        f'<alongside-checked class="checked" data-on="{day}" data-every="180" {attributes}>'
        'Checked. <span class="checked__hint">Ask.</span></alongside-checked>'
    )

    hint = page.locator(".checked__hint")
    assert (hint.text_content() if hint.is_visible() else None) == text
    assert ("checked--stale" in page.locator("alongside-checked").get_attribute("class")) == stale


def test_on_a_card_only_what_is_long_ago_is_marked(reader: Reader) -> None:
    fresh, stale = NOON.date() - timedelta(days=3), NOON.date() - timedelta(days=181)
    cards = "".join(f'<alongside-checked data-short data-on="{day}" data-every="180">Checked</alongside-checked>' for day in (fresh, stale))

    page = reader.opens(cards)
    page.evaluate(
        "document.body.append(document.querySelector('.checked--stale'), document.querySelector('.checked--stale').cloneNode(true))"
    )

    assert reader.texts("alongside-checked") == ["Checked", "Checked a while ago", "Checked a while ago"]


def test_a_date_that_cannot_be_read_leaves_the_page_as_it_is(reader: Reader) -> None:
    page = reader.opens('<alongside-checked data-on="soon" data-every="180"><span class="checked__hint">Ask.</span></alongside-checked>')

    assert page.locator(".checked__hint").is_visible()
    assert page.locator(".checked--stale").count() == 0


# Exit


def held(reader: Reader) -> Any:
    """The page with a way out whose other end does not answer, so that what is seen meanwhile can be looked at."""
    return reader.opens(EXIT.replace("/elsewhere/", "/silent/"))


def covered(page: Any) -> bool:
    return bool(
        page.evaluate("document.body.hidden && document.querySelector('.exit__overlay[role=alert]')?.textContent === 'Leaving this page'")
    )


@pytest.mark.parametrize("way", ["click", "enter", "shift"])
def test_the_page_is_covered_at_once_and_left(way: str, reader: Reader) -> None:
    page = held(reader)

    if way == "click":
        page.locator(".exit__link").click()
    elif way == "enter":
        page.locator(".exit__link").press("Enter")
    else:
        for _ in range(3):
            page.keyboard.press("Shift")

    assert covered(page)


def test_back_does_not_lead_to_the_page_that_was_left(reader: Reader) -> None:
    page = reader.page
    page.goto(reader.served.page("first"))
    reader.opens(EXIT)

    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/elsewhere/")
    page.go_back()

    assert page.locator("body").text_content() == "first"


def test_presses_are_counted_with_dots_and_told_to_a_screen_reader(reader: Reader) -> None:
    page = held(reader)
    said = []

    for _ in range(2):
        page.keyboard.press("Shift")
        said.append((page.locator(".exit__dot--on").count(), page.locator(".exit__status[role=status]").text_content()))
    page.clock.run_for(5_000)
    after = (page.locator(".exit__dots").is_visible(), page.locator(".exit__status").text_content())

    assert said == [(1, "Leave this page: press Shift two more times"), (2, "Leave this page: press Shift once more")]
    assert after == (False, "Leaving was cancelled")


@pytest.mark.parametrize(
    ("keys", "leaves"),
    [
        pytest.param(["Shift", "Shift", "Shift"], True, id="three times"),
        pytest.param(["Shift", "Shift", "a", "Shift"], False, id="another key in between"),
        pytest.param(["Shift+A", "Shift+B", "Shift+C", "Shift+D"], False, id="capital letters"),
        pytest.param(["Shift+A", "Shift", "Shift", "Shift"], True, id="three times after a capital letter"),
        pytest.param(["Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"], False, id="backwards through links"),
        pytest.param(["Escape", "Escape", "Escape"], False, id="another key"),
        pytest.param(["Shift", "Shift", 4_900, "Shift"], True, id="slowly, but in time"),
        pytest.param(["Shift", "Shift", 5_000, "Shift"], False, id="too slowly"),
        pytest.param(["Shift", 4_900, "Shift", 4_900, "Shift"], True, id="each within five seconds of the one before"),
    ],
)
@pytest.mark.parametrize("place", ["body", "input"])
def test_shift_three_times_leaves_and_typing_does_not(keys: list[str | int], leaves: bool, place: str, reader: Reader) -> None:
    page = held(reader)
    # Only the test lets time go by, however long the machine takes for a key.
    page.clock.pause_at(NOON + timedelta(hours=1))
    if place == "input":
        page.locator("input").focus()

    for key in keys:
        if isinstance(key, int):
            page.clock.run_for(key)
        else:
            page.keyboard.press(key)

    assert covered(page) == leaves


def test_a_page_that_the_browser_brings_back_is_shown_again(reader: Reader) -> None:
    page = held(reader)
    page.locator(".exit__link").click()

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    assert page.locator(".exit__overlay").count() == 0
    assert page.evaluate("document.body.hidden") is False


def test_without_script_the_way_out_is_a_plain_link(reader: Reader) -> None:
    page = reader.opens(EXIT, scripted=False)

    page.locator(".exit__link").click()

    assert page.title() == "Elsewhere"


def test_a_way_out_that_is_moved_or_copied_is_not_doubled(reader: Reader) -> None:
    page = held(reader)

    page.evaluate("document.body.append(document.querySelector('alongside-exit'))")
    page.evaluate(
        "document.body.append(document.querySelector('alongside-exit').cloneNode(true)); document.querySelector('alongside-exit').remove()"
    )

    assert (page.locator(".exit__dot").count(), page.locator(".exit__status").count()) == (3, 1)


# Languages


def test_filters_are_kept_when_the_language_is_changed(reader: Reader) -> None:
    page = reader.opens('<alongside-languages><a href="/es/?x=1#old"><b>Español</b></a></alongside-languages>')
    page.evaluate("location.hash = '#day=tuesday&open'")

    page.locator("b").click()

    assert page.url == f"{reader.served.root}/es/?x=1#day=tuesday&open"


# Today


def test_the_link_leads_to_todays_day_at_the_site_and_to_the_next_one_after_midnight(reader_in_tokyo: Reader) -> None:
    days = "monday tuesday wednesday thursday friday saturday sunday"
    page = reader_in_tokyo.opens(
        f'<alongside-today data-days="{days}" data-zone="America/Denver"><a href="days/">Tonight</a></alongside-today>'
    )
    before = page.locator("a").get_attribute("href")
    page.evaluate("document.body.append(document.querySelector('alongside-today').cloneNode(true))")

    page.clock.run_for(12 * 3600_000)

    assert before == "days/tuesday/"
    assert page.locator("a").evaluate_all("all => all.map(link => link.getAttribute('href'))") == ["days/wednesday/"] * 2


# Copy


SNIPPET = '<alongside-copy><pre class="snippet"><code>&lt;iframe src="x"&gt;</code></pre></alongside-copy>'


def test_a_snippet_is_copied_as_it_stands(reader: Reader) -> None:
    page = reader.opens(SNIPPET)
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="Copy").click()
    api.expect(page.get_by_role("status")).to_have_text("Copied")

    assert page.evaluate("navigator.clipboard.readText()") == '<iframe src="x">'


def test_what_may_not_be_copied_is_selected(browser: Any, served: Served) -> None:
    reader = Reader(browser, served, "UTC", NOON)
    page = reader.opens(SNIPPET, clipboard=False)

    page.get_by_role("button", name="Copy").click()
    api.expect(page.get_by_role("status")).to_have_text("The text is selected and can be copied now")

    assert page.evaluate("getSelection().toString()") == '<iframe src="x">'
    # The browser itself tells its console that it was not allowed.
    assert all("lipboard" in complaint for complaint in reader.complaints)
    reader.context.close()


def test_a_button_is_there_once_however_often_its_element_is_moved_or_copied(reader: Reader) -> None:
    page = reader.opens(f"{SNIPPET}<alongside-print></alongside-print>")

    for name in ("alongside-copy", "alongside-print"):
        page.evaluate(f"document.body.append(document.querySelector('{name}'), document.querySelector('{name}').cloneNode(true))")

    assert reader.texts("alongside-copy button, alongside-print button") == ["Copy", "Copy", "Print this page", "Print this page"]


# Print


def test_a_button_prints_the_page(reader: Reader) -> None:
    page = reader.opens("<alongside-print></alongside-print>", "es")
    page.evaluate("addEventListener('beforeprint', () => { document.title = 'printing'; })")

    page.get_by_role("button", name="Imprimir esta página").click()

    page.wait_for_function("document.title === 'printing'")


# All of them


def test_without_script_a_page_is_as_it_was_written(reader: Reader) -> None:
    page = reader.opens(f"{TUESDAY}{SNIPPET}<alongside-print></alongside-print>", scripted=False)

    assert page.locator("button").count() == 0
    assert reader.texts("alongside-when") == [""]


def test_a_script_that_is_there_twice_does_no_harm(reader: Reader) -> None:
    page = reader.opens(f'{TUESDAY}<alongside-print></alongside-print><script src="/site.es.js" defer></script>')

    assert reader.texts(".live__text") == ["Today, 7:00\u00a0pm"]
    assert page.locator("button").count() == 1
