"""Style sheets, scripts and still files: one sheet out of many and one script for each entry, named after their content; the rest as it is.

Rules: a site's file stands in for ours of the same name, and its further files are added; a link that leads out of its folder is
refused; the same files give the same names and bytes, whatever the order in which a disk lists them.
"""

import re
from collections.abc import Iterator
from functools import partial
from gettext import NullTranslations
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from alongside.errors import SiteError, visible
from alongside.icons import icon_sheet
from alongside.languages import language_of
from alongside.output import Output
from alongside.rendering import find
from alongside.scripts import Script, join_scripts, script_text

# A sheet named after a layer holds it; all others are parts. The order is stated in the joined sheet, so it also holds for rules
# that a site's own sheet adds to a layer.
LAYERS = ("reset", "base", "layout", "parts", "print")
# Comments go; strings stay, with what looks like a comment in them.
_COMMENT = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|/\*.*?\*/""", re.DOTALL)


class Asset(Struct, frozen=True, kw_only=True):
    """One file of the site: the name that templates use, its path from the site's root, its bytes."""

    name: str
    path: str
    content: bytes


def read_assets(folders: tuple[Path, ...]) -> tuple[Asset, ...]:
    """All assets of a site, the joined style sheet (``site.css``) first.

    Takes:  ``folders`` that hold css/, icons/ and static/, the site's own first; what is not there counts as empty.
    Raises: SiteError where a file is a link that leads out of its folder.
    """
    sheets = {path.stem: _text(path) for _, path in _files(folders, "css") if path.suffix == ".css"}
    icons = {path.stem: _text(path) for _, path in _files(folders, "icons") if path.suffix == ".svg"}
    sheet = join_sheets({"0-icons": icon_sheet(icons), **sheets} if icons else sheets).encode()
    found = [Asset(name="site.css", path=f"assets/site.{_mark(sheet)}.css", content=sheet)]
    found += [Asset(name=name, path=f"assets/{name}", content=path.read_bytes()) for name, path in _files(folders, "static")]
    return tuple(found)


def read_scripts(folders: tuple[Path, ...]) -> tuple[Script, ...]:
    """Every script of a site, joined, without a language yet.

    Takes:  ``folders`` that hold js/, as in ``read_assets``; a site's own module stands in for ours of the same name.
    Raises: SiteError where a file is a link that leads out of its folder, and where a module cannot be joined.
    """
    return join_scripts({name: _text(path) for name, path in _files(folders, "js") if path.suffix == ".js"})


def has_own_scripts(folders: tuple[Path, ...]) -> bool:
    """Whether a site brings modules of its own; ``folders`` as in ``read_assets``, the engine's last."""
    return any(not path.is_relative_to(folders[-1]) for name, path in _files(folders, "js") if name.endswith(".js"))


def script_assets(scripts: tuple[Script, ...], translations: NullTranslations, short: bool) -> tuple[Asset, ...]:
    """The scripts in one language: ``site.js`` for templates, ``assets/site.es.<digest>.js`` on disk.

    Takes: ``short``, which gives names in them fewer letters.
    """
    language = language_of(translations)
    found = []
    for script in scripts:
        text = script_text(script, translations)
        content = (minified(script.name, text) if short else text).encode()
        name = script.name.removesuffix(".js")
        found.append(Asset(name=script.name, path=f"assets/{name}.{language}.{_mark(content)}.js", content=content))
    return tuple(found)


def asset_links(assets: tuple[Asset, ...]) -> dict[str, str]:
    """From the name that templates use to the path from the site's root."""
    return {asset.name: asset.path for asset in assets}


def write(assets: tuple[Asset, ...]) -> Iterator[Output]:
    """One output for each asset."""
    for asset in assets:
        yield Output(path=asset.path, key=blake2b(asset.content, digest_size=16).hexdigest(), make=partial(bytes, asset.content))


def join_sheets(sheets: dict[str, str]) -> str:
    """One style sheet: the order of layers, then every sheet by layer and name, without comments and indents."""
    names = sorted(sheets, key=lambda name: (LAYERS.index(name) if name in LAYERS else LAYERS.index("parts"), name))
    return "\n".join([f"@layer {', '.join(LAYERS)};", *(_small(sheets[name]) for name in names), ""])


def minified(name: str, script: str) -> str:
    """A script with short names, about a fifth smaller as transferred; as it is where the library does not run: Macs with Apple's chips.

    Only for scripts that were tried in a browser as they come out: the library may move a declaration behind the place where its name
    is first used (a `const` of an arrow function, in front of one that takes parts of what a call gives).
    Raises: SiteError for what is no script.
    """
    try:
        import minify
    except ImportError:
        return script
    try:
        return str(minify.string("application/javascript", script))
    except minify.MinifyError as error:
        raise SiteError(f"assets/js/{visible(name)} or what it imports cannot be read: {visible(str(error))}") from error


def _mark(content: bytes) -> str:
    return blake2b(content, digest_size=5).hexdigest()


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise SiteError(f"{visible(str(path))} is not UTF-8 text. Save it as UTF-8.") from error


def _small(sheet: str) -> str:
    lines = _COMMENT.sub(lambda found: found[1] or "", sheet).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def _files(folders: tuple[Path, ...], kind: str) -> list[tuple[str, Path]]:
    """Names and files of assets/<kind>/ over all folders, by name; what begins with a dot is left out."""
    roots = tuple(folder / kind for folder in folders)
    names = {path.relative_to(root).as_posix() for root in roots for path in root.rglob("*")}
    shown = (name for name in sorted(names) if not any(part.startswith(".") for part in name.split("/")))
    return [(name, path) for name in shown if (path := find(roots, name))]
