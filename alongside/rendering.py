"""Pages to bytes: the one module that knows Jinja.

Rules: everything is escaped unless a filter here says that it is HTML already (``html``, ``rooted``); what is missing, None or no
text at all stops the build instead of reaching a reader; a template comes from the site's folder, else from ours, never from
outside of both; content is never a template.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from gettext import NullTranslations
from hashlib import blake2b
from pathlib import Path
from traceback import extract_tb
from urllib.parse import urlsplit

import msgspec
from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup, escape
from msgspec import Struct

from alongside.config import SiteConfig
from alongside.entries import Link
from alongside.entries.places import phone
from alongside.errors import SiteError, visible
from alongside.pages.records import Output, Page, RedirectView
from alongside.timetable import date_words

_ABSOLUTE = ("https://", "http://", "mailto:", "tel:", "sms:", "geo:", "#")
# nh3 writes double quotes and no bare "<", so the beginning of a tag cannot be faked by text.
_ROOTED = re.compile(r'(<a\s[^>]*?href=")/+([^"]*)')


class Renderer(Struct, frozen=True, kw_only=True):
    """What every page needs and no page changes.

    ``assets`` maps an asset's name to its path from the site's root; ``frame`` gives what stands around the content, by template,
    way to the root and current address; ``digest`` stands for all of it in the keys of outputs.
    """

    environment: Environment
    config: SiteConfig
    language: str
    addresses: frozenset[str]
    assets: dict[str, str]
    frame: Callable[[str, str, str], Markup]
    digest: bytes


def renderer(
    folders: tuple[Path, ...],
    config: SiteConfig,
    menu: tuple[Link, ...],
    footer: tuple[Link, ...],
    assets: Mapping[str, str],
    translations: NullTranslations,
) -> Renderer:
    """A renderer for one language of a site.

    Takes:  ``folders`` of templates, the site's own first; ``translations`` of the language, which shows English where it has none.
    Raises: SiteError where a template is a link to a file outside of its folder.
    """
    language = translations.info().get("language", "en")
    shared = msgspec.msgpack.encode((config, menu, footer, sorted(assets.items()), language))
    environment = _environment(folders, config, translations)

    @cache
    def frame(name: str, prefix: str, current: str) -> Markup:
        # Half of a short page's cost, were it rendered anew for each.
        context = {"site": config, "menu": menu, "footer": footer, "current": current, **_links(prefix, assets)}
        return trusted(environment.get_template(name).render(context).rstrip())

    return Renderer(
        environment=environment,
        config=config,
        language=language,
        addresses=frozenset(link.url for link in (*menu, *footer)),
        assets=dict(assets),
        frame=frame,
        digest=blake2b(templates_digest(folders) + shared, digest_size=16).digest(),
    )


def render(page: Page, renderer: Renderer) -> bytes:
    """The finished page; the same for the same arguments, to the byte.

    Raises: SiteError with the template's line where a template cannot be read, or prints what is not there.
    """
    prefix = _prefix(page, renderer.config)
    current = page.url if page.url in renderer.addresses else ""
    context = {
        "page": page,
        "view": page.view,
        "site": renderer.config,
        "language": renderer.language,
        "canonical": _canonical(page, renderer.config),
        "frame": lambda name: renderer.frame(name, prefix, current),
        **_links(prefix, renderer.assets),
    }
    try:
        return renderer.environment.get_template(f"pages/{page.template}.html").render(context).encode()
    except Exception as error:
        # A template runs any expression; whatever that raises is told with its line.
        told = error.message if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
        raise SiteError(f"{_where(error)}: {visible(str(told))}") from error


def write(pages: Iterable[Page], renderer: Renderer) -> Iterator[Output]:
    """One output for each page; the key holds what the page shows and what shows it."""
    encoder = msgspec.msgpack.Encoder()
    for page in pages:
        key = blake2b(encoder.encode(page), key=renderer.digest, digest_size=16).hexdigest()
        yield Output(path=output_path(page), key=key, make=partial(render, page, renderer))


def output_path(page: Page) -> str:
    """The page's file, as a path from the output folder."""
    return "404.html" if page.template == "not-found" else f"{page.url}index.html"


def _links(prefix: str, assets: Mapping[str, str]) -> dict[str, Callable[[str], str]]:
    """The functions with which templates make links: ``to`` and ``asset``."""
    to = relative(prefix)

    def asset(name: str) -> str:
        if name not in assets:
            raise TemplateRuntimeError(f"asks for {name}, which is not in assets/static/")
        return to(assets[name])

    return {"to": to, "asset": asset}


def relative(prefix: str) -> Callable[[str], str]:
    """A function that makes a path from the site's root a link from one page, and leaves a whole address as it is.

    ``prefix`` leads from the page to the root and is never empty, so that nothing can pass for a scheme.
    """

    def to(path: str) -> str:
        return path if path.startswith(_ABSOLUTE) else prefix + path.lstrip("/\\")

    return to


def templates_digest(folders: tuple[Path, ...]) -> bytes:
    """Stands for the text of every template that a site uses."""
    names = {path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*")}
    digest = blake2b(digest_size=16)
    for name in sorted(names):
        path = find(folders, name)
        digest.update(name.encode() + b"\0" + (path.read_bytes() if path else b"") + b"\0")
    return digest.digest()


def find(folders: tuple[Path, ...], name: str) -> Path | None:
    """The first of the folders' files with this name.

    Raises: SiteError where it is a link that leads out of its folder.
    """
    for folder in folders:
        path = folder / name
        if path.is_file():
            if not path.resolve().is_relative_to(folder.resolve()):
                raise SiteError(f"{visible(str(path))} leads outside of its folder. Put the file itself there.")
            return path
    return None


def _environment(folders: tuple[Path, ...], config: SiteConfig, translations: NullTranslations) -> Environment:
    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = find(folders, name)
        try:
            return (path.read_text("utf-8"), str(path), lambda: True) if path else None
        except UnicodeDecodeError as error:
            raise SiteError(f"{visible(str(path))} is not UTF-8 text. Save it as UTF-8.") from error

    environment = Environment(
        loader=FunctionLoader(load),
        # Not select_autoescape: a template is escaped whatever its name ends in.
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        auto_reload=False,
        cache_size=-1,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    # The extension adds this method while it is loaded, so a type checker cannot see it.
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(words_of(translations))
    environment.filters.update(
        html=trusted,
        rooted=rooted,
        breakable=breakable,
        # A day in words; a number as a link, whose address is empty where it cannot be dialled.
        day=lambda day: date_words(day, translations),
        phone=lambda number, scheme="tel:": phone(number, config.country, scheme),
    )
    return environment


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


@pass_context
def rooted(context: Context, html: str) -> Markup:
    """Safe HTML whose links start at the site's root, as HTML for this page."""
    to: Callable[[str], str] = context["to"]
    return trusted(_ROOTED.sub(lambda found: found[1] + to(found[2]), html))


def _where(error: Exception) -> str:
    """File and line in a template; Jinja writes them into the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return visible(f"{error.filename or error.name}:{error.lineno}")
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return visible(f"{frames[-1].filename}:{frames[-1].lineno}") if frames else "templates/"


def _prefix(page: Page, config: SiteConfig) -> str:
    # A server shows 404.html at any depth, so its links cannot be relative.
    if page.template == "not-found":
        return urlsplit(config.base_url).path or "/"
    return "../" * page.url.count("/") or "./"


def _canonical(page: Page, config: SiteConfig) -> str:
    url = page.view.to.url if isinstance(page.view, RedirectView) else page.url
    return url if url.startswith(("https://", "http://")) else config.base_url + url.lstrip("/")
