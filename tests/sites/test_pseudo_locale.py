"""No word of the site itself escapes translation: a site in a language that nobody speaks, in which each own word stands in brackets.

What people wrote stands in brackets of another form, so every letter outside of both is one that a reader of any language gets in
English. The language is written from right to left.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import yaml

from alongside.assets import read_scripts
from alongside.pipeline.words import translations_of
from alongside.scripts import script_text
from tests.building import ROOT, SMALL, build, make, pseudo_catalogue, read_page
from tests.sites.test_every_field import KIND, SHARED, STATUS, listing

OURS, THEIRS = "⟦⟧", "⟪⟫"
CONFIG = """\
title: ⟪Small⟫
tagline: ⟪Near you⟫
run_by: ⟪Volunteers⟫
base_url: https://small.example.org/dir/
timezone: America/Denver
email: hello@example.org
page_size: 5
languages: [en, ar]
forge:
  url: https://example.org/small
"""
# Fields of the small site that hold words for readers.
WORDS = {"name", "title", "summary", "description", "street", "city", "region", "label", "line", "directions", "transit", "serves"}
SHOWN_ATTRIBUTES = ("title", "aria-label", "alt", "placeholder", "label", "aria-description", "aria-roledescription", "aria-valuetext")
SHOWN_META = {"description", "og:title", "og:description", "og:site_name", "twitter:title", "twitter:description", "application-name"}
# Code and addresses are the same in every language, and each language calls itself by its own name.
NOT_WORDS = {"script", "style", "code", "pre"}
ADDRESS = re.compile(r"(?:https?://)?[\w.@+-]*\b(?:example\.org|zoom\.us)(?:/\S*)?")


def theirs(data: Any, key: str = "") -> Any:
    """Content with its words in brackets."""
    if isinstance(data, dict):
        # The words of a language stand one step deeper: label: {en: ...}.
        return {name: theirs(value, key if key in ("label", "line") else name) for name, value in data.items()}
    if isinstance(data, list):
        return [theirs(each, key) for each in data]
    return f"⟪{data}⟫" if key in WORDS else data


def in_brackets(text: str) -> str:
    return json.dumps(theirs(yaml.load(text, yaml.BaseLoader)), ensure_ascii=False)


def document(text: str) -> str:
    """A guide or a page with its title and each of its paragraphs in brackets."""
    _, head, body = text.split("---\n", 2)
    title = re.sub(r"^(title|summary): (.*)$", r"\1: ⟪\2⟫", head, flags=re.MULTILINE)
    return f"---\n{title}---\n" + "\n\n".join(f"⟪{part}⟫" for part in body.strip().split("\n\n")) + "\n"


def zs(text: str) -> str:
    """A file with every field: each of its words begins with Z, but for the two letters of a state."""
    return re.sub(r"Z[A-Z]{3,}(?: sentence\.| paragraph\.)?|(?<=region: )[A-Z]{2}", r"⟪\g<0>⟫", text)


def files() -> Iterator[tuple[str, str]]:
    yield "site_config.yaml", CONFIG
    yield "locale/ar.po", pseudo_catalogue()
    for path in sorted((ROOT / "content" / "vocabulary").glob("*.yaml")):
        yield f"content/vocabulary/{path.name}", in_brackets(path.read_text("utf-8"))
    for name, text in SMALL.items():
        if name.endswith(".md"):
            yield name, document(text)
        elif name not in ("site_config.yaml", "content/areas.yaml"):
            yield name, in_brackets(text)
    small, full = (yaml.load(text, yaml.BaseLoader) for text in (SMALL["content/areas.yaml"], zs(SHARED["content/areas.yaml"])))
    yield "content/areas.yaml", json.dumps({**full, **theirs(small)}, ensure_ascii=False)
    for name, text in SHARED.items():
        if name != "content/areas.yaml":
            yield name, zs(text)
    for file in KIND:
        for status in STATUS:
            yield f"content/{file}-{status}.yaml", zs(listing(file, status)).replace("- zold", f"- zold-{status}")


FILES = dict(files())


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Element]:
    """Every page of the site in the language that nobody speaks."""
    return pages_of(tmp_path_factory.mktemp("pseudo"), FILES)


def pages_of(folder: Path, content: Mapping[str, str]) -> Mapping[str, Element]:
    built = build(make(folder / "site", content), folder / "out")
    assert built.done, built.site.problems
    return {path.relative_to(folder / "out").as_posix(): read_page(path) for path in sorted((folder / "out" / "ar").rglob("*.html"))}


def pieces(element: Element, language: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a page that a reader is shown in the order of the page, each with the language that it is said to be in."""
    language = element.get("lang") or language
    if element.tag in NOT_WORDS or (element.tag in ("a", "link") and element.get("hreflang")) or element.get("class") == "tongue":
        return
    yield element.text or "", language
    for child in element:
        yield from pieces(child, language)
        yield child.tail or "", language


def attributes(page: Element) -> Iterator[str]:
    """Every attribute whose text a reader is shown or told."""
    for element in page.iter():
        yield from (element.get(name) or "" for name in SHOWN_ATTRIBUTES if element.get(name))
        if element.tag == "meta" and (element.get("name") or element.get("property")) in SHOWN_META:
            yield element.get("content") or ""


def outside(text: str) -> str:
    """What stands outside of all brackets."""
    depth, left = 0, []
    for character in text:
        depth += (character in (OURS[0], THEIRS[0])) - (character in (OURS[1], THEIRS[1]))
        assert depth >= 0, text
        left.append(character if depth == 0 and character not in OURS + THEIRS else " ")
    assert depth == 0, text
    return "".join(left)


def untranslated(page: Element) -> list[str]:
    """Every word of a page that is in no brackets, so neither translated nor anybody's own."""
    body = next(page.iter("body"))
    title = next(page.iter("title")).text or ""
    shown = ["".join(text for text, _ in pieces(body, "ar")), title, *attributes(page)]
    return [word for text in shown for word in re.findall(r"[^\W\d_]+", ADDRESS.sub(" ", outside(text)))]


def test_no_word_of_the_sites_own_escapes_translation(pages: Mapping[str, Element]) -> None:
    # The style guide names parts, states and colors as they are called in the code.
    told = {path: page for path, page in pages.items() if "/style-guide/" not in path}
    found = {path: words for path, page in told.items() if (words := untranslated(page))}

    assert found == {}
    assert len(pages) > 300


def test_each_sort_of_page_is_among_them(pages: Mapping[str, Element]) -> None:
    wanted = {
        *("index", "404", "add/index", "guides/index", "guides/first/index", "about/index", "days/index", "places/hall/index"),
        *("organizations/zorg/index", "areas/ztown/tuesday/index", "meetings/page/2/index", "embed/meetings/index"),
        *(f"{file.split('/')[0]}/{file.split('/')[-1]}-{status}/index" for file in KIND for status in STATUS),
    }

    assert {f"ar/{name}.html" for name in wanted} <= set(pages)


def test_the_language_runs_from_right_to_left_and_english_does_not(pages: Mapping[str, Element], tmp_path: Path) -> None:
    build(make(tmp_path / "site", {"site_config.yaml": "title: A\n"}), tmp_path / "out")

    assert {(page.get("lang"), page.get("dir")) for page in pages.values()} == {("ar", "rtl")}
    assert read_page(tmp_path / "out" / "index.html").get("dir") is None


def test_no_own_word_stands_in_a_passage_that_is_said_to_be_in_another_language(pages: Mapping[str, Element]) -> None:
    found = {
        (path, text.strip())
        for path, page in pages.items()
        for text, language in pieces(next(page.iter("body")), "ar")
        if OURS[0] in text and language != "ar"
    }

    assert found == set()


def test_the_scripts_words_are_translated_too(tmp_path: Path) -> None:
    site = make(tmp_path / "site", FILES)
    build(site, tmp_path / "out")
    modules = " ".join(path.read_text("utf-8") for path in (ROOT / "assets" / "js").rglob("*.js"))
    said = set(re.findall(r'(?<![\w.$])_\(\s*"((?:[^"\\]|\\.)*)"', modules))

    found: set[str] = set()
    for script in read_scripts((ROOT / "assets",)):
        # As it is before its names are made short, and as it is published.
        table = json.JSONDecoder().raw_decode(script_text(script, translations_of("ar", site)).partition("const WORDS = ")[2])[0]
        [published] = (tmp_path / "out" / "assets").glob(f"{script.name.removesuffix('.js')}.ar.*.js")
        assert table == {"language": "ar", "messages": {words: f"⟦{words}⟧" for words in script.messages}}
        assert {words for words in script.messages if f"⟦{words}⟧" not in published.read_text("utf-8")} == set()
        found.update(script.messages)

    assert len(said) > 10
    assert found == said


@pytest.mark.parametrize(
    ("template", "old", "new", "word"),
    [
        pytest.param("pages/not-found.html", "{% block main %}", "{% block main %}<p>Sorry.</p>", "Sorry", id="a text"),
        pytest.param("pages/not-found.html", "<h1>", '<h1 title="Sorry">', "Sorry", id="an attribute"),
        pytest.param("pages/not-found.html", '_("Go to the first page")', '"Go to the first page"', "page", id="a text without its call"),
        pytest.param("base.html", '"{{ page.description }}"', '"About {{ page.description }}"', "About", id="a description"),
        pytest.param("base.html", "<title>{{ title }}", "<title>Page: {{ title }}", "Page", id="a title"),
        pytest.param("parts/card.html", '{{ icon("where") }}', "at", "at", id="one small word in a card"),
    ],
)
def test_a_bare_english_word_is_found(tmp_path: Path, template: str, old: str, new: str, word: str) -> None:
    text = (ROOT / "templates" / template).read_text("utf-8")
    assert old in text
    few = {name: FILES[name] for name in FILES if "/meetings/" not in name and "/programs/" not in name}

    found = pages_of(tmp_path, {**few, f"templates/{template}": text.replace(old, new, 1)})

    assert word in {word for page in found.values() for word in untranslated(page)}
