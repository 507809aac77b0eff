"""Templates: where they come from and what they may use."""

from collections.abc import Callable
from functools import lru_cache
from gettext import NullTranslations
from hashlib import blake2b
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from alongside.config import SiteConfig
from alongside.entries import Card
from alongside.entries.places import phone
from alongside.errors import SiteError, visible
from alongside.rendering.compiling import Compiled, Generator, shown
from alongside.rendering.filters import breakable, code, lang, numbered, printable, rooted, timely, trusted, undivided, words_of
from alongside.rendering.links import Relative
from alongside.timetable import date_words

# Stands for the way to the root; no text of a listing can hold it (reading refuses it).
_ROOT = "\0"
_MOST_CARDS = 20_000


def templates_digest(folders: tuple[Path, ...]) -> bytes:
    """Stands for the text of every template that a site uses."""
    digest = blake2b(digest_size=16)
    for name in template_names(folders):
        path = find(folders, name)
        digest.update(name.encode() + b"\0" + (path.read_bytes() if path else b"") + b"\0")
    return digest.digest()


def template_names(folders: tuple[Path, ...]) -> list[str]:
    """Every file and folder of the templates, sorted."""
    return sorted({path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*")})


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


def environment_of(folders: tuple[Path, ...], config: SiteConfig, translations: NullTranslations, compiled: Compiled) -> Environment:
    """Everything that templates of one language use; everything that they print is escaped unless a filter says otherwise."""

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = find(folders, name)
        try:
            return (path.read_text("utf-8"), str(path), lambda: True) if path else None
        except UnicodeDecodeError as error:
            raise SiteError(f"{visible(str(path))} is not UTF-8 text. Save it as UTF-8.") from error

    environment = _Environment(
        loader=FunctionLoader(load),
        # Not select_autoescape: a template is escaped whatever its name ends in.
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
        # Nothing is worked out beforehand, here and in our generator: the code serves other languages, too.
        optimized=False,
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
        timely=timely,
        undivided=undivided,
        lang=lang,
        numbered=numbered,
        qr=lambda address, label: trusted(code(address, label)),
        # A day in words; a number as a link, whose address is empty where it cannot be dialled.
        day=lambda day: date_words(day, translations),
        phone=lambda number, scheme="tel:": phone(number, config.country, scheme),
        carded=_cards(environment),
    )
    return environment


class _Environment(Environment):
    code_generator_class = Generator
    shown = staticmethod(shown)


def _cards(environment: Environment) -> Callable[[Card, int, Callable[[str], str]], Markup]:
    """The filter that makes a listing's card. One is on some twenty pages, whose ways to the root alone differ."""

    def made(card: Card, level: int, to: Callable[[str], str]) -> str:
        return str(environment.get_template("parts/card.html").module.card(card, level, to))  # type: ignore[attr-defined]

    kept = lru_cache(maxsize=_MOST_CARDS)(made)

    def carded(card: Card, level: int, to: Callable[[str], str]) -> Markup:
        if isinstance(to, Relative):
            return trusted(kept(card, level, Relative(_ROOT, to.files)).replace(_ROOT, to.prefix))
        # The style guide's links lead nowhere.
        return trusted(made(card, level, to))

    return carded
