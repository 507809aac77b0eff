"""ES modules joined into one classic script for each entry, in the language of its pages.

Rules: modules run as they are written, in a browser and in Node, and are joined by their text alone: what one depends on comes
before it, all of it in one strict function. For that a module keeps to a form, and what does not is refused with its line:

- imports are relative and by name, ``import { one, two } from "./other.js";``, exports are declarations, ``export function``,
  ``export async function``, ``export class``, ``export const``; both begin at the left edge;
- a declaration at the left edge has one name, which no other module of the script declares;
- a comment has its lines to itself; no string and no template goes on over the end of a line, or has a template inside;
- words for readers are ``_("...")`` with the text in double quotes right there.

A file directly in assets/js/ is an entry: the script of one family of pages. Files in folders below are what entries import.
"""

import json
import re
from collections.abc import Iterable, Iterator
from gettext import NullTranslations
from posixpath import dirname, join, normpath

from msgspec import Struct

from alongside.errors import SiteError, nearest, visible
from alongside.languages import language_of

_IMPORT = re.compile(r'import\s*\{([^{}]*)\}\s*from\s*"(\.{1,2}/[^"]+\.js)";')
_EXPORT = re.compile(r"export (?=(?:async function|function|class|const)\b)")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_DECLARING = re.compile(r"(?:async function|function\b|class|const|let|var)\b\*?\s*(?P<name>[A-Za-z_$][\w$]*)?")
# What lines may hold without being looked into: a sign behind a backslash, a string, a template.
_QUIET = re.compile(r"""\\.|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`""")
_NESTED = re.compile(r"\$\{[^}]*`$")
_UNCLOSED = re.compile(r"""["'`]|/[/*]""")
_DYNAMIC = re.compile(r"\bimport\s*[(.]")
_WORDS = re.compile(r'(?<!function )(?<![\w$.])_\(\s*(?:("(?:[^"\\]|\\.)*")\s*[,)])?')
# What stands in front of the modules: the language, and what its catalogue makes of the messages in use.
_TABLE = "WORDS"


class Script(Struct, frozen=True, kw_only=True):
    """One entry with everything that it imports; ``messages`` are the words that it says, in English."""

    name: str
    code: str
    messages: tuple[str, ...]


class _Import(Struct, frozen=True):
    line: int
    names: tuple[str, ...]
    source: str


class _Module(Struct, frozen=True, kw_only=True):
    name: str
    imports: tuple[_Import, ...]
    exports: frozenset[str]
    declared: tuple[tuple[int, str], ...]
    code: str
    messages: tuple[str, ...]


# A line of code: its number in the file, its text.
_Line = tuple[int, str]


def join_scripts(modules: dict[str, str]) -> tuple[Script, ...]:
    """Every entry, joined with what it imports.

    Takes:  the text of each module by its name below assets/js/; those without a slash are entries.
    Raises: SiteError with file and line of what is not in the form above, of imports that lead nowhere or round in a circle, and of
            two modules that declare the same name.
    """
    return tuple(_script(name, modules) for name in sorted(modules) if "/" not in name)


def script_text(script: Script, translations: NullTranslations) -> str:
    """The script in one language: of its catalogue, only what the script says and what is not as in English."""
    found = {message: translations.gettext(message) for message in script.messages}
    messages = {message: words for message, words in found.items() if words != message}
    table = {"language": language_of(translations), "messages": messages}
    words = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    return f'(() => {{\n"use strict";\nconst {_TABLE} = {words};\n{script.code}\n}})();\n'


def _script(entry: str, modules: dict[str, str]) -> Script:
    joined: dict[str, _Module] = {}
    _visit(entry, modules, joined, ())
    taken = {_TABLE: "what stands in front of every script"}
    for module in joined.values():
        for line, name in module.declared:
            if name in taken:
                raise _fault(module.name, line, f"{name} is declared in {taken[name]} too, and both are in one script. Rename one.")
            taken[name] = module.name
    messages = sorted({message for module in joined.values() for message in module.messages})
    return Script(name=entry, code="\n".join(module.code for module in joined.values()), messages=tuple(messages))


def _visit(name: str, modules: dict[str, str], joined: dict[str, _Module], path: tuple[str, ...]) -> None:
    """Adds a module to those that are joined, behind all that it imports."""
    if name in joined:
        return
    module = _module(name, modules[name])
    for each in module.imports:
        source = normpath(join(dirname(name), each.source))
        if source not in modules:
            near = nearest(source, modules)
            meant = f" Is assets/js/{near} meant?" if near else ""
            raise _fault(name, each.line, f"there is no assets/js/{visible(source)}.{meant}")
        if source in (*path, name):
            circle = " imports ".join([*(*path, name)[(*path, name).index(source) :], source])
            raise _fault(name, each.line, f"imports go round in a circle: {circle}. Move what both need into a third module.")
        _visit(source, modules, joined, (*path, name))
        for missing in (word for word in each.names if word not in joined[source].exports):
            known = ", ".join(sorted(joined[source].exports)) or "nothing"
            raise _fault(name, each.line, f"{source} does not export {missing}. It exports {known}.")
    joined[name] = module


def _module(name: str, text: str) -> _Module:
    lines = list(_code(name, text))
    imports, rest = _imports(name, lines)
    exports, declared = set(), []
    shown: list[_Line] = []
    for number, line in rest:
        plain = _plain(name, number, line)
        if found := _declaration(name, number, plain):
            declared.append((number, found))
            if plain.startswith("export "):
                exports.add(found)
        shown.append((number, _EXPORT.sub("", line, count=1) if found else line.strip()))
    return _Module(
        name=name,
        imports=imports,
        exports=frozenset(exports),
        declared=tuple(declared),
        code="\n".join(line for _, line in shown),
        messages=tuple(_messages(name, shown)),
    )


def _code(name: str, text: str) -> Iterator[_Line]:
    """Lines of code with their indents: no comments, no empty lines."""
    inside = 0
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        bare = line.strip()
        if not inside and bare.startswith("/*"):
            inside = number
            bare = bare[2:]
        if inside:
            if "*/" in bare:
                if not bare.endswith("*/") or bare.index("*/") != len(bare) - 2:
                    raise _fault(name, number, "code stands behind a comment. Put it on the next line.")
                inside = 0
        elif bare and not bare.startswith("//"):
            yield number, line.rstrip()
    if inside:
        raise _fault(name, inside, "a comment is not closed. Write */ at its end.")


def _imports(name: str, lines: Iterable[_Line]) -> tuple[tuple[_Import, ...], list[_Line]]:
    """The imports, each of which may go over several lines, and all other lines."""
    found: list[_Import] = []
    rest: list[_Line] = []
    begun: list[_Line] = []
    for number, line in lines:
        if not begun and not re.match(r"import\b(?!\s*[(.])", line):
            rest.append((number, line))
            continue
        begun.append((number, line))
        if ";" in line:
            found.append(_import(name, begun[0][0], " ".join(each for _, each in begun)))
            begun = []
    if begun:
        raise _fault(name, begun[0][0], "an import has no end. Write a semicolon behind it.")
    return tuple(found), rest


def _import(name: str, line: int, text: str) -> _Import:
    found = _IMPORT.fullmatch(text)
    names = tuple(word.strip() for word in found[1].split(",") if word.strip()) if found else ()
    if not found or not names or not all(_NAME.fullmatch(word) for word in names):
        raise _fault(name, line, 'this import cannot be joined. Write import { one, two } from "./other.js"; with the names as exported.')
    return _Import(line, names, found[2])


def _plain(name: str, number: int, line: str) -> str:
    """A line without what is inside of its strings.

    Raises: SiteError where the line could not be told from a comment, a string or a template, or does what only a module can do.
    """
    if any(_NESTED.search(found) for found in _QUIET.findall(line)):
        raise _fault(name, number, "a template is inside another. Give the inner one a name first.")
    plain = _QUIET.sub('""', line)
    left = _UNCLOSED.search(plain.replace('""', ""))
    if left:
        what = "a comment stands behind code" if left[0].startswith("/") else "a string or template does not end on its line"
        fix = r"Give a comment lines of its own; end strings on their line; in a regular expression, put \ before a quote or a slash."
        raise _fault(name, number, f"{what}. {fix}")
    if _DYNAMIC.search(plain):
        raise _fault(name, number, "this import works in modules only. Import by name at the top of the file.")
    if re.match(r"\s+(?:import|export)\b(?!\s*[:(,=])", plain):
        raise _fault(name, number, "import and export begin at the left edge. Take away the spaces before it.")
    if re.match(r"(?!.*\basync\b)\S.*\bawait\b", plain):
        raise _fault(name, number, "await works in modules only. Put it into an async function.")
    return plain


def _declaration(name: str, number: int, plain: str) -> str:
    """The name that a line at the left edge declares; empty where it declares nothing."""
    exported = plain.startswith("export")
    bare = _EXPORT.sub("", plain, count=1)
    if exported and bare == plain:
        raise _fault(name, number, "this export cannot be joined. Begin the declaration: export function, export class or export const.")
    found = _DECLARING.match(bare)
    if not found:
        return ""
    if not found["name"] or (bare.startswith(("const", "let", "var")) and bare.endswith(",")):
        raise _fault(name, number, "this declares several names at once. Write one declaration for each.")
    return found["name"]


def _messages(name: str, lines: list[_Line]) -> Iterator[str]:
    code = "\n".join(line for _, line in lines)
    for found in _WORDS.finditer(code):
        try:
            yield str(json.loads(found[1] or ""))
        except ValueError as error:
            number = lines[code.count("\n", 0, found.start())][0]
            raise _fault(name, number, 'words for readers are written in place: _("In %(count)s"), in double quotes.') from error


def _fault(name: str, line: int, what: str) -> SiteError:
    return SiteError(f"assets/js/{visible(name)}:{line}: {what}")
