"""Markdown to safe HTML and to plain text."""

import re
import threading
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.text import Heading, document, headings, markdown, plain, plain_html, shortened

ALLOWED = {"p", "em", "strong", "ul", "ol", "li", "a", "br", "code", "blockquote"}
REL = 'rel="noopener noreferrer nofollow ugc"'

# Most took Python-Markdown seconds for 8,000 characters before they were limited (Python-Markdown #798, #1617, #1619).
HOSTILE = [
    "[", "![", "<", "`", "*", "_", "**", "__", "*a", "_a ", "*a**", "[](", "[a](", "[a][", "[a]: x\n", "<a ", "<!--", "&", "&#", "\\",
    "> ", ">", "- ", "  - ", "1. ", "#", "# a\n", "a\n=\n", "a\n-\n", "- a\n", "- a\n\n", "    ", "\t", "a  \n", "(", "[[]", "`a", "a\n\n",
    "[x](http://a.b/(", '[a]("', "- - ", "> - ", "a*b_", "**a__b", "<b>", "</b>", "<http://a",
]  # fmt: skip


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(html)
    return parser.seen


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("One\ntwo & <three>\n\nfour", "<p>One\ntwo &amp; &lt;three&gt;</p>\n<p>four</p>", id="paragraphs"),
        pytest.param("*a* **b**", "<p><em>a</em> <strong>b</strong></p>", id="emphasis"),
        pytest.param("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", id="list"),
        pytest.param("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>", id="numbers"),
        pytest.param("> a", "<blockquote>\n<p>a</p>\n</blockquote>", id="quote"),
        pytest.param("a  \nb", "<p>a<br>\nb</p>", id="line end"),
        pytest.param("# A\ntext", "<p><strong>A</strong></p>\n<p>text</p>", id="a heading becomes strong"),
        pytest.param("#5, ring *twice*", "<p>#5, ring <em>twice</em></p>", id="a number sign is no heading"),
        pytest.param("[a](https://example.org)", f'<p><a href="https://example.org" {REL}>a</a></p>', id="link"),
        pytest.param('[a](https://example.org "t")', f'<p><a href="https://example.org" {REL}>a</a></p>', id="title left out"),
        pytest.param("[a](mailto:a@example.org)", f'<p><a href="mailto:a@example.org" {REL}>a</a></p>', id="mail"),
        pytest.param("[a](tel:988)", f'<p><a href="tel:988" {REL}>a</a></p>', id="phone"),
        pytest.param("![p](https://example.org/x.png)", f'<p><a href="https://example.org/x.png" {REL}>p</a></p>', id="picture"),
        pytest.param("`<b>`", "<p><code>&lt;b&gt;</code></p>", id="code"),
        pytest.param("*a*\n\n    b", "<p><em>a</em></p>\n<p>b</p>", id="indented text is no code"),
        pytest.param("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", id="HTML is shown"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_markdown_becomes_html(text: str, html: str) -> None:
    assert markdown(text) == html


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java&#115;cript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "https:///evil.example",
        "http://a@evil.example",
        "mailto:a@example.org?bcc=b@example.org",
        "ssh://example.org",
        "/inside/",
        "vbscript:x",
    ],
)
def test_a_link_elsewhere_than_the_open_web_becomes_text(url: str) -> None:
    assert "<a" not in markdown(f"[here]({url})")
    assert "here" in markdown(f"[here]({url})")


PIECES = [*"[]()<>*_`#&;:/\\!\"'=\n -1.abx\x02\x03", "javascript:", "https://a.b", " onclick=x", "<script>", "[a](", "<a href="]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_only_the_allowed_tags_and_attributes_come_out(text: str) -> None:
    html = markdown(text)

    for tag, attributes in tags(html):
        assert tag in ALLOWED
        assert set(attributes) <= {"href", "rel"}
        assert re.match(r"(?:https?://[^/]|mailto:|tel:)", attributes.get("href") or "https://x")


@given(st.lists(st.text(alphabet="abc é'\"&<.,;:!?()\u00a0", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=4))
def test_the_fast_path_says_what_the_slow_one_says(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)

    fast = markdown(text)
    slow = markdown(f"{text}\n\n*x*")

    assert tags(f"{fast}\n<p><em>x</em></p>") == tags(slow)
    assert f"{fast}\n<p><em>x</em></p>".replace("&nbsp;", "\u00a0") == slow.replace("&nbsp;", "\u00a0")


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("spread", [False, True], ids=["one paragraph", "many paragraphs"])
def test_hostile_text_ends_soon(unit: str, spread: bool) -> None:
    text = (unit * 59 + "\n\n") * (8000 // (len(unit) * 59 + 2)) if spread else (unit * 8000)[:8000]
    # Three threads at once: a converter is never shared.
    workers = [threading.Thread(target=work, args=(text,), daemon=True) for work in (markdown, document, plain)]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)

    assert not any(worker.is_alive() for worker in workers)


def test_a_guide_has_headings_and_links_within_the_site() -> None:
    html = document("# Title\n\n## Part\n\n#### Detail\n\n[x](../y/) [z](#part) [e](//evil.example) [j](javascript:x)")

    assert html.startswith('<h2 id="title">Title</h2>\n<h2 id="part">Part</h2>\n<h3 id="detail">Detail</h3>')
    assert [attributes["href"] for tag, attributes in tags(html) if tag == "a"] == ["../y/", "#part"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One  two\nthree", "One two three"),
        ("**Bold** and [a link](https://example.org)", "Bold and a link"),
        ("- a\n- b", "a b"),
        ("a  \nb", "a b"),
        ("x < y & z", "x < y & z"),
        ("`<b>` and &amp; so on", "<b> and & so on"),
        ("", ""),
    ],
)
def test_plain_text_has_no_markdown(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_a_text_is_cut_at_a_word() -> None:
    assert shortened("A quiet meeting, by candlelight", 18) == "A quiet meeting…"
    assert shortened("A *quiet* meeting", 20) == "A *quiet* meeting"
    assert shortened("x" * 50, 20) == "x" * 19 + "…"


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=20).map("".join)))
def test_the_words_of_a_text_are_those_of_its_html(text: str) -> None:
    assert plain(text) == plain_html(markdown(text))


@given(st.text(), st.integers(2, 60))
def test_a_shortened_text_keeps_its_limit(text: str, limit: int) -> None:
    assert len(shortened(text, limit)) <= limit


GUIDE = "# What to *expect*\n\n## What to expect\n\n### Who & why?\n\n## ¿Año?\n\n## …\n\n## main\n"


def test_every_heading_has_an_id_of_its_own_made_of_its_words() -> None:
    found = headings(document(GUIDE))

    assert [heading.id for heading in found] == ["what-to-expect", "what-to-expect-2", "who-why", "ano", "c1ed9c7e", "main-2"]
    assert [heading.level for heading in found] == [2, 2, 3, 2, 2, 2]
    assert [heading.words for heading in found] == ["What to expect", "What to expect", "Who & why?", "¿Año?", "…", "main"]
    assert found == headings(document(GUIDE))


def test_a_translation_has_the_ids_of_its_original_so_that_a_link_leads_to_the_same_part() -> None:
    ids = [heading.id for heading in headings(document("## One\n\ntext\n\n### Two\n\n## One\n"))]

    translated = headings(document("## Uno\n\ntexto\n\n### Dos\n\n## Uno\n\n## Otro\n", ids))

    # What the original does not have is named after its own words.
    assert translated == (Heading("one", 2, "Uno"), Heading("two", 3, "Dos"), Heading("one-2", 2, "Uno"), Heading("otro", 2, "Otro"))


@given(st.lists(st.sampled_from(["one", "two", "main", "part", "…", "é", "x", "x-2", "x-3", "*a* b"]), max_size=8), st.booleans())
def test_ids_are_never_given_twice_nor_that_of_the_content(words: list[str], translated: bool) -> None:
    text = "\n\n".join(f"## {word}" for word in words)
    ids = [heading.id for heading in headings(document(text))] if translated else ()

    found = [heading.id for heading in headings(document(text, ids))]

    assert len(found) == len(words) == len({*found})
    assert "main" not in found
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_) for id_ in found)
    assert not translated or found == list(ids)


@pytest.mark.parametrize("unit", HOSTILE)
def test_headings_of_any_text_are_read_again(unit: str) -> None:
    made = document(f'## {unit} <h2 id="x">y</h2>\n\n' + unit * 20)

    ids = re.findall(r'<h[23] id="([^"]*)">', made)
    assert [heading.id for heading in headings(made)] == ids
    assert "x" not in ids or made.count('id="x"') == 1
