"""The style guide: every part of the templates in every state, in each language of a site; its examples read by a second parser."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from gettext import NullTranslations
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args
from xml.etree.ElementTree import Element

import html5lib
import pytest
import yaml

from alongside import assets, pipeline, rendering
from alongside.config import in_language
from alongside.languages import read_po
from alongside.pages.examples import Examples
from alongside.pages.style_guide import style_guide
from alongside.pipeline.examples import read_examples
from alongside.schema import KINDS, Event, Family
from alongside.schema.parts import Attendance, CostWord, Precision, Status
from tests.building import DAY, ROOT, SMALL, build, make, texts_of

FILE = "templates/examples.yaml"
TEXT = (ROOT / FILE).read_text("utf-8")
GIVEN: dict[str, Any] = yaml.load(TEXT, Loader=yaml.BaseLoader)
PARTS: dict[str, dict[str, dict[str, Any]]] = GIVEN["parts"]
STATES = [(part, state) for part, states in PARTS.items() for state in states]
LISTINGS: dict[str, dict[str, Any]] = {
    f"{kind}/{id_}": {**listing, "kind": kind} for kind, members in GIVEN["listings"].items() for id_, listing in members.items()
}
CONFIG = SMALL["site_config.yaml"] + "languages: [en, es]\n"
PAGES = {"en": "style-guide/index.html", "es": "es/style-guide/index.html"}
each_language = pytest.mark.parametrize("language", list(PAGES))


class Marked(NullTranslations):
    """English in which every word of the site stands in brackets; it remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked.add(msgid1)
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site in two languages."""
    folder = tmp_path_factory.mktemp("guide")
    assert build(make(folder / "site", {**SMALL, "site_config.yaml": CONFIG}), folder / "out").done
    return folder / "out"


@pytest.fixture(scope="module")
def pages(out: Path) -> Mapping[str, Element]:
    """The style guide in each language, read by a parser that takes no mistake."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return {language: parser.parse((out / path).read_text("utf-8")) for language, path in PAGES.items()}


def examples_of(site: Path, read: pipeline.Site) -> Examples:
    """What the style guide of a site shows."""
    examples, problems = read_examples(site, read.shared, read.config, read.today)
    assert examples is not None
    assert problems == []
    return examples


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Element, Marked]:
    """The style guide in which every word of the site is marked."""
    site = make(tmp_path_factory.mktemp("marked"), {**SMALL, "site_config.yaml": CONFIG})
    read = pipeline.load(pipeline.Options(site=site, out=site / "out", today=lambda _zone: DAY, cache=False))
    words, config = Marked(), in_language(read.config, "en")
    page = style_guide(examples_of(site, read), config, words)
    tongue = rendering.Tongue(code="en", name="English")
    links = assets.asset_links((*assets.read_assets((ROOT / "assets",)), assets.Asset(name="site.js", path="assets/site.js", content=b"")))
    ready = rendering.renderer((ROOT / "templates",), config, rendering.Frame(), links, words, tongue, (tongue,), {})
    found: Element = html5lib.parse(rendering.render(page, ready), namespaceHTMLElements=False)
    return main_of(found), words


def main_of(page: Element) -> Element:
    found = page.find(".//main")
    assert found is not None
    return found


def classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def shown_states(page: Element) -> list[Element]:
    return [element for element in main_of(page).iter("div") if "state" in classes(element)]


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)


def listings_shown() -> list[dict[str, Any]]:
    named = {address for states in PARTS.values() for example in states.values() for address in example.get("listings", ())}
    named |= {example["listing"] for states in PARTS.values() for example in states.values() if "listing" in example}
    return [LISTINGS[address] for address in sorted(named)]


def words_in(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]{2,}", text)}


def test_every_part_of_the_templates_has_examples() -> None:
    files = {path.stem for path in (ROOT / "templates" / "parts").glob("*.html")}

    assert set(PARTS) == files
    assert [part for part, states in PARTS.items() if not states] == []


def test_every_listing_of_the_examples_is_shown() -> None:
    assert len(listings_shown()) == len(LISTINGS)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        pytest.param("kind", set(KINDS), id="kind"),
        pytest.param("status", {*get_args(Status)} - {"active"}, id="status"),
        pytest.param("happening", {*get_args(get_args(Event.__annotations__["happening"])[0])} - {"scheduled"}, id="happening"),
        pytest.param(
            "person_in_recovery", {*get_args(get_args(get_args(Family.__annotations__["person_in_recovery"])[0])[0])}, id="who comes"
        ),
    ],
)
def test_every_value_that_changes_a_page_is_shown(field: str, values: set[str]) -> None:
    assert {listing[field] for listing in listings_shown() if field in listing} == values


def test_every_way_to_take_part_to_pay_and_to_hide_an_address_is_shown(tmp_path: Path) -> None:
    site = make(tmp_path)
    read = pipeline.load(pipeline.Options(site=site, out=tmp_path / "out", today=lambda _zone: DAY, cache=False))
    view: Any = style_guide(examples_of(site, read), read.config, NullTranslations()).view

    entries = [example.entry for part in view.parts for example in part.examples if example.entry]

    costs = {getattr(entry.listing.cost, "kind", entry.listing.cost) for entry in entries if entry.listing.cost}
    assert {entry.attendance for entry in entries} >= {*get_args(Attendance)}
    assert {entry.place.precision for entry in entries if entry.place} == {*get_args(Precision)}
    assert costs == {*get_args(CostWord)}


def test_one_name_is_as_long_as_a_name_may_be() -> None:
    assert max(len(listing["name"]) for listing in LISTINGS.values()) == 120


def test_all_icons_and_colors_are_shown() -> None:
    sheet = (ROOT / "assets" / "css" / "base.css").read_text("utf-8")
    samples = (ROOT / "assets" / "static" / "style-guide.css").read_text("utf-8")

    named = re.findall(r"--([a-z-]+): #", sheet.partition("@media")[0])

    assert GIVEN["icons"] == sorted(path.stem for path in (ROOT / "assets" / "icons").glob("*.svg"))
    assert GIVEN["colors"] == named
    assert [name for name in named if f".swatch--{name} {{ background: var(--{name}); }}" not in samples] == []


@each_language
def test_every_state_is_shown_and_shows_something(pages: Mapping[str, Element], language: str) -> None:
    page = pages[language]
    titles = [element for section in main_of(page).iter("section") if "states" in classes(section) for element in section.findall("h3")]
    shown = shown_states(page)

    assert [title.text for title in titles] == [state for _, state in STATES]
    assert {title.get("lang") for title in titles} == ({None} if language == "en" else {"en"})
    assert len(shown) == len(STATES)
    # An icon has no words; all else says something, if only that there is nothing.
    assert [STATES[n] for n, each in enumerate(shown) if not "".join(each.itertext()).strip() and STATES[n][0] != "icon"] == []


@each_language
def test_only_what_is_called_nothing_shows_nothing(pages: Mapping[str, Element], language: str) -> None:
    shown = zip(STATES, shown_states(pages[language]), strict=True)
    found = [state for (_, state), each in shown if len(each) and "aside" in classes(each[0])]

    assert found == [state for _, state in STATES if re.match(r"No(thing|body| time|t said)", state)]


@each_language
def test_ids_and_labels_are_unique_and_headings_skip_no_level(pages: Mapping[str, Element], language: str) -> None:
    elements = list(pages[language].iter())
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    labels = Counter((e.tag, e.get("aria-label")) for e in elements if e.tag in ("nav", "section") and e.get("aria-label"))
    levels = [int(element.tag[1]) for element in elements if re.fullmatch("h[1-6]", str(element.tag))]

    assert [id_ for id_, count in ids.items() if count > 1] == []
    assert [label for label, count in labels.items() if count > 1] == []
    assert levels.count(1) == 1
    assert [(before, after) for before, after in pairwise(levels) if after > before + 1] == []


@each_language
def test_markup_in_an_example_is_text(pages: Mapping[str, Element], language: str) -> None:
    main = main_of(pages[language])
    hostile = {text for text in texts(GIVEN) if re.search("<[a-z/!]", text)}
    # What is to be copied into another page is escaped once more for that one.
    typed = " ".join("".join(main.itertext()).split())
    shown = f"{typed} {html.unescape(typed)}"

    run = [e.tag for e in main.iter() if e.tag in ("script", "img", "iframe", "b", "i", "u", "em")]
    handlers = [name for element in main.iter() for name in element.attrib if name.startswith("on")]
    missing = [text for text in hostile if text not in shown]

    assert len(hostile) > 10
    assert run == []
    assert handlers == []
    assert missing == []


@each_language
def test_links_lead_to_the_top_or_away_and_to_no_made_up_page(pages: Mapping[str, Element], language: str) -> None:
    links = {link.get("href") or "" for link in main_of(pages[language]).iter("a")}

    inner = {link for link in links if not re.match("(https|mailto|tel|sms):", link)}
    assert inner == {"#main", *(f"#part-{part}" for part in PARTS)}


def test_every_word_of_the_site_can_be_translated(marked: tuple[Element, Marked]) -> None:
    main, _ = marked
    typed = "".join(path.read_text("utf-8") for path in (ROOT / "content" / "vocabulary").glob("*.yaml"))
    known = words_in(TEXT + typed)

    left = []
    for text in texts_of(main, lambda element: element.tag == "code"):
        while (without := re.sub("⟦[^⟦⟧]*⟧", " ", text)) != text:
            text = without
        left += sorted(words_in(text) - known)

    assert left == []


def test_every_word_of_the_site_is_there_in_spanish(marked: tuple[Element, Marked]) -> None:
    _, words = marked
    catalogue = read_po("es", (ROOT / "alongside" / "locale" / "es.po").read_text("utf-8"))

    spanish = {message.msgid for message in catalogue if all(message.strings) and not message.fuzzy}

    assert len(words.asked) > 100
    assert words.asked - spanish == set()


def test_what_is_in_another_language_says_so(pages: Mapping[str, Element]) -> None:
    for language, foreign in (("en", {"es", "vi", "ar"}), ("es", {"en", "es", "vi", "ar"})):
        assert {element.get("lang") for element in main_of(pages[language]).iter() if element.get("lang")} == foreign


def test_no_page_and_no_sitemap_leads_to_it(out: Path) -> None:
    naming = {path.relative_to(out).as_posix() for path in out.rglob("*.html") if 'style-guide/"' in path.read_text("utf-8")}

    assert naming == set(PAGES.values())
    assert "style-guide" not in (out / "sitemap.xml").read_text("utf-8")
    assert [path for path in PAGES.values() if '<meta name="robots" content="noindex">' not in (out / path).read_text("utf-8")] == []


ONE = "parts:\n  icon:\n    One: {name: when}\n"
MEETING = "listings:\n  meetings:\n    a:\n      name: A\n      fellowship: independent\n      status: closed\n"


@pytest.mark.parametrize(
    ("text", "line", "field", "message"),
    [
        pytest.param(MEETING + "      nam: B\n" + ONE, 7, "listings.meetings.a.nam", "is not a field here", id="a field"),
        pytest.param(
            MEETING.replace("independent", "nobody") + ONE, 5, "listings.meetings.a.fellowship", "'nobody' is not a word", id="a word"
        ),
        pytest.param(MEETING.replace("meetings", "meeting") + ONE, 2, "listings.meeting", "is not a kind of listing", id="a kind"),
        pytest.param(MEETING.replace(" a:", " A b:") + ONE, 3, "listings.meetings.A b", "is not an id", id="an id"),
        pytest.param(
            MEETING + "      place: hall\n" + ONE, 7, "listings.meetings.a.place", "'hall' is not in content/places/", id="a place"
        ),
        pytest.param(
            MEETING + ONE.replace("{name: when}", "{listing: meetings/b}"),
            9,
            "parts.icon.One.listing",
            "'meetings/b' is not among the listings",
            id="a listing that is not there",
        ),
        pytest.param(ONE.replace("name", "nmae"), 3, "parts.icon.One.nmae", "is not a field here", id="an argument"),
        pytest.param(ONE.replace("name", "level").replace("when", "x"), 3, "parts.icon.One.level", "is not a whole number", id="a number"),
        pytest.param("colors: [ground]\n", 1, "parts", "is missing", id="no parts"),
        pytest.param("parts: [\n", 1, "", "", id="no YAML"),
    ],
)
def test_a_mistake_in_the_examples_is_told_like_any_other(tmp_path: Path, text: str, line: int, field: str, message: str) -> None:
    site = make(tmp_path / "site", {**SMALL, FILE: text})

    built = build(site, tmp_path / "out")

    told = [problem for problem in built.site.problems if problem.file == FILE]
    assert [(problem.line, problem.field, problem.severity) for problem in told] == [(line, field, "error")]
    assert message in told[0].message
    assert not built.done


def test_without_the_examples_the_rest_of_a_site_is_built(tmp_path: Path) -> None:
    site = make(tmp_path / "site", {**SMALL, FILE: "parts: x\n"})

    built = build(site, tmp_path / "out", keep_going=True)

    assert built.done
    assert (tmp_path / "out" / "index.html").is_file()
    assert not (tmp_path / "out" / "style-guide").exists()


def test_a_sites_own_examples_stand_in_for_ours(tmp_path: Path) -> None:
    own = MEETING + "parts:\n  card:\n    Mine: {listing: meetings/a}\n"

    build(make(tmp_path / "site", {**SMALL, FILE: own}), tmp_path / "out")

    page = html5lib.parse((tmp_path / "out" / PAGES["en"]).read_text("utf-8"), namespaceHTMLElements=False)
    assert [element.text for element in main_of(page).iter("h3")] == ["Mine"]
    assert len(shown_states(page)) == 1


def test_a_site_with_other_words_than_ours_has_the_style_guide_too(tmp_path: Path) -> None:
    words = {f"content/vocabulary/{name}.yaml": "mine:\n  label:\n    en: Mine\n" for name in ("formats", "tracks", "payment", "kinds")}
    site = make(tmp_path / "site", {"site_config.yaml": "title: Other words\ncountry: DE\ntimezone: Europe/Berlin\n", **words})

    built = build(site, tmp_path / "out", strict=True)

    assert built.site.problems == ()
    assert (tmp_path / "out" / PAGES["en"]).is_file()


def test_what_is_only_worth_a_second_look_is_meant_in_an_example(tmp_path: Path) -> None:
    built = build(make(tmp_path / "site"), tmp_path / "out")

    assert [problem for problem in built.site.problems if problem.file == FILE] == []
    assert built.done
