"""Markdown to safe HTML and to plain text.

Rules: what strangers wrote goes through Python-Markdown without raw HTML and then through nh3 with a short list of tags.
Python-Markdown is superlinear in unclosed brackets and marks (Python-Markdown #798, #1617, #1619), so a paragraph with
more of them than any real text has is shown as it was typed.
"""

import html
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain, count
from threading import get_ident
from typing import TYPE_CHECKING, NamedTuple

from alongside.text.characters import UNSAFE
from alongside.text.links import email_fault, url_fault
from alongside.text.slugs import slug

if TYPE_CHECKING:
    from markdown import Markdown

# Longer texts are never taken for Markdown; the schema allows a description 8,000 characters.
_LONGEST = 100_000
_TAGS = {"p", "em", "strong", "ul", "ol", "li", "a", "br", "code", "blockquote"}
# How many of each a paragraph may hold.
_LIMITS = {"[": 60, "]": 200, "`": 80, "*": 200, "_": 200, "<": 60, "&": 200, "\\": 300, "!": 300, "(": 300, ">": 100, "#": 200, "\n": 300}
# What makes a text Markdown: a sign anywhere, or the beginning or the end of a line.
_SIGNS = re.compile(r"[\\`*_\[\]<>]|&[#\w]+;")
_LINE = re.compile(r"[ \t]*(?:[-+#=]|\d+[.)])|[^\n]*  $")
_NESTED = re.compile(r"^(?:[ \t]*(?:>|[-+*][ \t]|\d+\.[ \t])){9}|^[ \t]{40}", re.MULTILINE)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_HEADING = re.compile(r"^#{1,6}[ \t]+(\S[^\n]*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_PLAIN_HEADING = re.compile(r"<h(?P<level>[23])>(?P<html>.*?)</h[23]>", re.DOTALL)
_HEADING_WITH_ID = re.compile(r'<h(?P<level>[23]) id="(?P<id>[^"]*)">(?P<html>.*?)</h[23]>', re.DOTALL)
_LONGEST_ANCHOR = 60
_DEAD_LINK = re.compile(r"<a(?![^>]* href=)[^>]*>(.*?)</a>", re.DOTALL)
_BLOCK_END = re.compile(r"</(?:p|li|ul|ol|blockquote|h[1-6])>|<br>|<hr>")
_TAG = re.compile(r"<[^>]*>")
_TEL = re.compile(r"tel:[+\d][\d().;=a-z-]{1,40}")
# Without a colon it cannot name a scheme, without two slashes or a backslash no host.
_RELATIVE = re.compile(r"(?!//)[^\s\\:<>\"]+")


# Each language of a site has the same text, if it is not translated; a worker has a hundred at a time.
@lru_cache(maxsize=512)
def markdown(text: str) -> str:
    """A contributor's Markdown as safe HTML: paragraphs, emphasis, lists, links, code, quotes and nothing else.

    Headings become strong paragraphs, pictures become links, HTML is shown as it was typed. Links go to http, https, mailto and tel
    only, and say ``rel="noopener noreferrer nofollow ugc"``.
    """
    text = _cleaned(text)
    if not _has_marks(text) or _too_much(text):
        return _paragraphs(text)
    converted = _converted(_HEADING.sub(r"\n**\1**\n", text.replace("![", "[")), headings=False)
    return _sanitized(converted, _TAGS, "noopener noreferrer nofollow ugc", _safe_link)


class Heading(NamedTuple):
    """A heading of a guide or page: the id by which a link leads to it, its level (2 or 3) and its words."""

    id: str
    level: int
    words: str


def document(text: str, ids: Sequence[str] = ()) -> str:
    """A guide or page, Markdown by the site's owners, as safe HTML: also headings (h2, h3) with ids, and links within the site.

    Takes: ``ids`` of the original's headings, in order, so that a link leads to the same part of a translation.
    """
    text = _cleaned(text)
    if _too_much(text):
        return _paragraphs(text)
    converted = _converted(text.replace("![", "["), headings=True)
    converted = re.sub(r"<(/?)h1>", r"<\1h2>", converted)
    converted = re.sub(r"<(/?)h[456]>", r"<\1h3>", converted)
    clean = _sanitized(converted, _TAGS | {"h2", "h3"}, "noopener noreferrer", _own_link)
    taken, given = {"main"}, iter(ids)
    return _PLAIN_HEADING.sub(lambda found: _with_id(found, next(given, ""), taken), clean)


def _with_id(found: re.Match[str], given: str, taken: set[str]) -> str:
    words = given or slug(html.unescape(_TAG.sub("", found["html"])), _LONGEST_ANCHOR)
    name = next(each for each in chain([words], (f"{words}-{number}" for number in count(2))) if each not in taken)
    taken.add(name)
    return f'<h{found["level"]} id="{name}">{found["html"]}</h{found["level"]}>'


def headings(made: str) -> tuple[Heading, ...]:
    """The headings of what ``document`` made, in order."""
    return tuple(Heading(found["id"], int(found["level"]), plain_html(found["html"])) for found in _HEADING_WITH_ID.finditer(made))


def plain_html(made: str) -> str:
    """The words of safe HTML on one line."""
    return " ".join(html.unescape(_TAG.sub("", _BLOCK_END.sub(" ", made))).split())


def plain(text: str) -> str:
    """A contributor's Markdown as one line of plain text: for descriptions in the page's head, structured data and search."""
    if not _has_marks(text):
        return " ".join(_cleaned(text).split())
    return plain_html(markdown(text))


def shortened(whole: str, limit: int) -> str:
    """A plain text of at most ``limit`` characters, cut at a word and then ended with an ellipsis."""
    if len(whole) <= limit:
        return whole
    head, space, _ = whole[:limit].rpartition(" ")
    return (head if space else whole[: limit - 1]).rstrip(" ,;:.-\u2013\u2014") + "…"


def _has_marks(text: str) -> bool:
    return bool(_SIGNS.search(text)) or any(_LINE.match(line) for line in text.split("\n"))


def _cleaned(text: str) -> str:
    # Python-Markdown marks places with U+0002 and U+0003: they must not come from outside.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isprintable():
        text = UNSAFE.sub("", text)
    return text.strip("\n")


def _paragraphs(text: str) -> str:
    blocks = (block.strip() for block in _PARAGRAPHS.split(text))
    return "\n".join(f"<p>{html.escape(block, quote=False)}</p>" for block in blocks if block)


def _too_much(text: str) -> bool:
    if len(text) > _LONGEST or _NESTED.search(text):
        return True
    return any(block.count(sign) > most for block in _PARAGRAPHS.split(text) for sign, most in _LIMITS.items())


@lru_cache(maxsize=8)
def _converter(headings: bool, thread: int) -> "Markdown":
    # One for each thread: a converter keeps state while it works. Imported by the first text with Markdown in it: 24 ms.
    from markdown import Markdown

    made = Markdown(output_format="html")
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    # Indented text is hardly ever meant as code here.
    made.parser.blockprocessors.deregister("code")
    if not headings:
        made.parser.blockprocessors.deregister("hashheader")
        made.parser.blockprocessors.deregister("setextheader")
    return made


def _converted(text: str, headings: bool) -> str:
    made = _converter(headings, get_ident())
    made.reset()
    return made.convert(text)


def _sanitized(text: str, tags: set[str], rel: str, link: Callable[[str], bool]) -> str:
    import nh3

    def attribute(tag: str, name: str, value: str) -> str | None:
        return value if name == "rel" or (name == "href" and link(value)) else None

    clean = nh3.clean(
        text,
        tags=tags,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        attribute_filter=attribute,
        link_rel=rel,
    )
    return _DEAD_LINK.sub(r"\1", clean).strip()


def _safe_link(url: str) -> bool:
    if url.startswith("mailto:"):
        return email_fault(url.removeprefix("mailto:")) is None
    return url_fault(url) is None or bool(_TEL.fullmatch(url))


def _own_link(url: str) -> bool:
    return _safe_link(url) or bool(_RELATIVE.fullmatch(url))
