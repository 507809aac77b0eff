"""What a build knows of its pages is what a browser's reading of them says, for every page of our own form."""

import html
import json
import posixpath
import tempfile
from collections.abc import Mapping
from pathlib import Path

import html5lib
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from alongside.audit import facts_of, judge
from alongside.audit.facts import _scanned
from alongside.audit.records import Facts
from tests.auditing import agreed
from tests.building import SMALL, build, make, snapshot

PATHS = ("index.html", "a/index.html", "a/b/index.html", "es/index.html", "es/a/index.html", "es/a/b/index.html", "404.html")
FILES = (*PATHS, "mark.svg", "assets/site.css")
# Texts that look like what they are not.
SIGNS = (
    *(' href="gone/"', " href=", ' id="main"', " id=", ' src="https://cdn.example/a.js"', ' srcset="a"', "<a href='gone/'>"),
    *("<style>", "<!--", "-->", "<script>", "</script>", "]]>", "/>", "&quot;", "&lt;", '"', "'", "=", ">", "<", "&", "\\"),
    *("\n", " ", "x", "é", "\u2028"),
)
HOSTILE = st.lists(st.sampled_from(SIGNS), max_size=6).map("".join)
IDS = st.sampled_from(["main", "one", "two", "find-words", "é", "a&b", "1"])
FRAGMENTS = st.sampled_from(["", "", "", "?q=1", "#main", "#one", "#two", "#nowhere", "#%C3%A9", "#a%26b", "#"])
KNOWN = st.tuples(st.sampled_from(FILES), st.booleans(), FRAGMENTS)
STRANGE = st.sampled_from(
    [
        *("./a/./b/", "../a//b/", "../../a/../a/", "./.", "./a/..", "../.", "../../..", "./a b/", "./a/#one", "../a/#nowhere"),
        *("gone/", "../gone/", "../../../a/", "/a/", "//cdn.example/x", ".", "./", "..", "a//b", "a/./b/", "é/", "a%23b", "%0A"),
        *("a\tb", " a/ ", "#main", "#one", "#nowhere", "#", "", "?x", "a/index.html/", "mark.svg#x", "mark.svg/", "../x?y#one"),
        *("javascript:void(0)", "data:,x", "tel:988", "mailto:a@example.org", "HTTPS://e.example", "https://exa\u2100mple.org/"),
        *("https://example.org/?a=1&b=[2]", "https://["),
    ]
)


@st.composite
def element(draw: st.DrawFn, path: str) -> str:
    """One element as our templates write it."""
    words, title = draw(HOSTILE), escape(draw(HOSTILE))
    # As Markdown leaves text, with its quotes, and as Jinja does, without.
    text = html.escape(words, quote=False) if draw(st.booleans()) else escape(words)
    if draw(st.booleans()):
        target, folder, more = draw(KNOWN)
        address = posixpath.relpath(target, posixpath.dirname(path) or ".")
        if folder and address.endswith("index.html"):
            address = address.removesuffix("index.html") or "./"
        address = (address if address.startswith(".") else f"./{address}") + more
    else:
        address = draw(STRANGE)
    kinds = [
        '<a href="{a}">{x}</a>',
        '<a class="{t}" href="{a}" rel="noopener">{x}</a>',
        '<a aria-label="{t}" hidden href="{a}" title="{t}">{x}</a>',
        '<p id="{i}">{x}</p>',
        '<h2 class="{t}" id="{i}" tabindex="-1">{x}</h2>',
        '<p title="{t}">{x}</p>',
        '<img src="{a}" alt="{t}">',
        '<link rel="next" href="{a}">',
        '<link rel="canonical" href="https://example.org/">',
        '<link rel="alternate" hreflang="es" href="https://example.org/es/">',
        '<link rel="stylesheet" href="{a}">',
        '<script src="{a}" defer></script>',
        '<input id="{i}" value="{t}">',
        "<code>{x}</code>",
    ]
    return draw(st.sampled_from(kinds)).format(a=escape(address), i=escape(draw(IDS)), t=title, x=text)


@st.composite
def site(draw: st.DrawFn) -> Mapping[str, str]:
    """A few pages of our own form, with what they may link to."""
    files = {"mark.svg": "<svg/>", "assets/site.css": "a { color: red }"}
    for path in draw(st.sets(st.sampled_from(PATHS), min_size=1)):
        lines = "\n".join(draw(st.lists(element(path), max_size=8)))
        data = json.dumps({"name": draw(HOSTILE)}).replace("<", "\\u003c")
        end = f'<script type="application/ld+json">{data}</script>\n' if draw(st.booleans()) else ""
        files[path] = f'<!doctype html>\n<html lang="en">\n<body>\n<main id="main">\n{lines}\n</main>\n{end}</body>\n</html>'
    return files


@settings(max_examples=150, deadline=None)
@given(site())
def test_both_audits_agree_on_every_page_of_our_own_form(files: Mapping[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        agreed(make(Path(folder), files))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audited")
    files = {**SMALL, "site_config.yaml": SMALL["site_config.yaml"] + "languages: [en, es]\n"}
    assert build(make(folder / "site", files), folder / "out").done
    return folder / "out"


def test_a_site_in_two_languages_is_sound_for_both(two: Path) -> None:
    assert agreed(two) == []


def test_hardly_a_page_of_ours_needs_the_parser(two: Path) -> None:
    pages = {path: body for path, body in snapshot(two).items() if path.endswith(".html")}

    parsed = {path for path, body in pages.items() if _scanned(path, body) is None}

    # These begin links with the base path; its own language is two folders away from the first page of another.
    assert parsed <= {"404.html", "es/404.html", "es/index.html"}


def test_what_is_known_of_a_page_is_what_a_third_parser_finds(two: Path) -> None:
    for path, body in [*snapshot(two).items()][::5]:
        if path.endswith(".html") and not path.endswith("404.html"):
            page = html5lib.parse(body, namespaceHTMLElements=False)
            known = msgspec.msgpack.decode(facts_of(path, body) or b"", type=Facts)
            ids = {element.get("id") for element in page.iter() if element.get("id")}
            near = {element.get(name) or "" for element in page.iter() for name in ("href", "src") if element.get(name)}
            links = {f"/{path}".rpartition("/")[0] + "/" + address for address in near if address.startswith(".")}
            whole = {posixpath.normpath(link) + ("/" if link.endswith("/") else "") for link in links}
            assert set(known.ids.decode().split("\n")) == ids, path
            assert set(known.links.decode().split("\n")) == {link.replace("//", "/") for link in whole}, path


@pytest.mark.parametrize("path", ["index.html", "es/meetings/index.html", "sitemap.xml"])
def test_what_is_taken_away_leaves_dead_links(two: Path, path: str) -> None:
    files = {name: body for name, body in snapshot(two).items() if name != path}
    facts = {name: found for name, body in files.items() if (found := facts_of(name, body)) is not None}

    problems = judge(facts, {name: len(body) for name, body in files.items()})

    assert {problem.rule for problem in problems} == ({"dead-link"} if path.endswith(".html") else set())
    assert all(problem.value == f"/{path.removesuffix('index.html')}" for problem in problems)
