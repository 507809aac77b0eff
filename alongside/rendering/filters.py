"""What templates may print, and the filters that say that a text is HTML already."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from gettext import NullTranslations

from jinja2 import TemplateRuntimeError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

# nh3 writes double quotes and no bare "<", so the beginning of a tag cannot be faked by text.
_ROOTED = re.compile(r'(<a\s[^>]*?href=")/+([^"]*)')
# No text can hold one: its quotes are escaped.
_LABEL = re.compile(r'(\saria-label="[^"]*)')
# "7:00 pm", but not what is written otherwise; other languages say in their catalogue where a time may not break.
_HALF = re.compile(r"(?<=[0-9]) (?=[ap]m\b)")
# Seven digits or more, with what people write between them.
_NUMBER = re.compile(r"\+?\(?\d(?:[() .-]{0,2}\d){6,14}")


def words_of(translations: NullTranslations) -> dict[str, Callable[..., Markup]]:
    """What templates call for words of the site, under the names that Jinja's extension gives them.

    They do what Jinja's own do, in a quarter of the time: a page has about forty such words. The words are escaped as the
    values in them are, so a translation brings no HTML.
    """

    @cache
    def known(message: str) -> Markup:
        return escape(translations.gettext(message))

    def gettext(message: str, /, **values: object) -> Markup:
        return known(message) % {name: _safe(value) for name, value in values.items()} if values else known(message)

    def ngettext(one: str, many: str, num: int, /, **values: object) -> Markup:
        return escape(translations.ngettext(one, many, num)) % {"num": num, **{name: _safe(value) for name, value in values.items()}}

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}


def _safe(value: object) -> object:
    return value if type(value) is int else escape(printable(value))


def printable(value: object) -> str | int:
    """The value of a template's expression, where a reader can be shown it.

    Raises: TemplateRuntimeError for None, true and false, records, lists: a template that prints them is wrong.
    """
    if isinstance(value, str) or type(value) is int:
        return value
    # A name that is not defined says so itself when it is made text.
    raise TemplateRuntimeError(f"prints {type(value).__name__} {value!s:.60}, which is no text")


def trusted(html: str) -> Markup:
    """HTML that was made safe before: by ``text.markdown``, by the JSON-LD encoder, or by a template that escapes."""
    return Markup(html)  # noqa: S704 - the one place that says so


def breakable(text: str) -> Markup:
    """Text in which a long e-mail address may break behind its @ rather than anywhere."""
    return escape(text).replace("@", "@" + trusted("<wbr>"))


def timely(text: str) -> str:
    """Text in which "am" and "pm" stay beside their time."""
    return _HALF.sub("\u00a0", text)


def undivided(text: str) -> Markup:
    """Text in which a phone number goes to the next line as a whole, where it fits there."""
    return trusted(_NUMBER.sub(r'<span class="actions__number">\g<0></span>', str(breakable(text))))


def numbered(html: str, number: int) -> Markup:
    """Safe HTML in which each label has a number, where a page shows the same part more than once.

    Source: ARIA Authoring Practices, "Landmark Regions": two of one kind need labels of their own.
    """
    # As plain text: what is put into Markup is escaped.
    return trusted(_LABEL.sub(rf"\g<1> {number}", str(html)))


@lru_cache(maxsize=1024)
def code(address: str, label: str) -> str:
    """The drawing that says an address to a camera."""
    # Imported by the first page that has one: 44 ms.
    from alongside.text.qr import qr_svg

    return qr_svg(address, label)


def lang(code: str) -> Markup:
    """The attributes of an element in another language than the page, which may run the other way; nothing for ""."""
    return trusted(' lang="') + escape(code) + trusted('" dir="auto"') if code else trusted("")


@pass_context
def rooted(context: Context, html: str) -> Markup:
    """Safe HTML whose links start at the site's root, as HTML for this page."""
    to: Callable[[str], str] = context["to"]
    return trusted(_ROOTED.sub(lambda found: found[1] + to(found[2]), html))
