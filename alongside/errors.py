"""What went wrong, said to a person: text with a caret, JSON, or an annotation on a pull request.

Rules: one ``Problem`` names file, line, column, field and value, and says what to type instead.
Nothing that somebody typed reaches a terminal or a log unescaped.
"""

import difflib
import unicodedata
from collections.abc import Iterable
from typing import Literal

import msgspec

Severity = Literal["error", "warning"]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to put right.

    ``line`` and ``column`` count from 1, in characters; 0 means the whole file. ``source`` is the text of that line.
    """

    file: str
    message: str
    fix: str = ""
    line: int = 0
    column: int = 0
    field: str = ""
    value: str = ""
    source: str = ""
    severity: Severity = "error"
    rule: str = ""


class SiteError(Exception):
    """Something outside the content that a person can put right; ends the command with one line.

    ``code`` is the exit code: 2 for the command line and the configuration's place, 3 for anything else.
    """

    def __init__(self, message: str, code: int = 3) -> None:
        super().__init__(message)
        self.code = code


# Controls, and the characters that reorder what a terminal shows (Unicode Bidirectional Algorithm, section 2).
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def unsafe_character(character: str) -> bool:
    """Whether a character can act on a terminal or reorder text instead of being shown."""
    return character in _BIDI or unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or character == "\ufeff"


def visible(text: str, limit: int = 200) -> str:
    """The text with every control and bidirectional character written as its escape, shortened to ``limit``."""
    shown = "".join(f"\\u{ord(c):04x}" if unsafe_character(c) else c for c in text[:limit])
    return shown + "…" if len(text) > limit else shown


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a person most likely meant, or None when nothing is close."""
    candidates = {k.casefold().replace("_", "-"): k for k in known}
    found = difflib.get_close_matches(word.casefold().replace("_", "-").replace(" ", "-"), candidates, 1, 0.7)
    return candidates[found[0]] if found else None


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file, line and column, errors before warnings at the same place."""
    return sorted(problems, key=lambda p: (p.file, p.line, p.column, p.severity, p.field, p.message))


def as_text(problem: Problem) -> str:
    """The problem for a terminal: place, message, the line with a caret, what to type instead."""
    place = ":".join(str(part) for part in (visible(problem.file), problem.line, problem.column) if part)
    field = f"{visible(problem.field)}: " if problem.field else ""
    kind = "" if problem.severity == "error" else "warning: "
    lines = [f"{place}: {kind}{field}{visible(problem.message, 500)}"]
    if problem.source and problem.column:
        lines += _caret(problem)
    if problem.fix:
        lines.append(f"    {visible(problem.fix, 500)}")
    return "\n".join(lines)


def _caret(problem: Problem) -> list[str]:
    # A window around the column keeps a 60 KB line readable.
    first = max(0, problem.column - 61)
    before = visible(problem.source[first : problem.column - 1])
    shown = visible(problem.source[first : first + 120])
    marked = problem.source[problem.column - 1 :].startswith(problem.value) if problem.value else False
    width = len(visible(problem.value.split("\n")[0], 60)) if marked else 1
    return [f"      {shown}", f"      {' ' * len(before)}{'^' * max(1, width)}"]


def as_json(problems: Iterable[Problem]) -> str:
    """All problems as a JSON document: ``{"problems": [...], "errors": N, "warnings": N}``."""
    listed = in_order(map(_encodable, problems))
    errors = sum(p.severity == "error" for p in listed)
    body = {"problems": listed, "errors": errors, "warnings": len(listed) - errors}
    text = msgspec.json.format(msgspec.json.encode(body), indent=2).decode()
    # RFC 8259, section 7: any character of a text may stand there as its escape; line breaks of the document itself stay.
    return "".join(f"\\u{ord(c):04x}" if c != "\n" and unsafe_character(c) else c for c in text)


def _encodable(problem: Problem) -> Problem:
    # Half of a surrogate pair (a file name that is not UTF-8) has no place in UTF-8.
    texts = {name: getattr(problem, name) for name in ("file", "message", "fix", "field", "value", "source")}
    return msgspec.structs.replace(problem, **{name: text.encode("utf-8", "backslashreplace").decode() for name, text in texts.items()})


def as_annotation(problem: Problem) -> str:
    """The problem as a GitHub workflow command.

    Source: GitHub Actions, "Workflow commands": ``%``, CR and LF are escaped in data, ``:`` and ``,`` in properties too.
    """
    place = {"file": problem.file, "line": problem.line or 1, "col": problem.column or 1}
    properties = ",".join(f"{name}={_escaped(str(value), property_=True)}" for name, value in place.items())
    field = f"{problem.field}: " if problem.field else ""
    fix = f" {problem.fix}" if problem.fix else ""
    text = visible(f"{field}{problem.message}{fix}", 1000)
    return f"::{problem.severity} {properties}::{_escaped(text)}"


def _escaped(text: str, property_: bool = False) -> str:
    text = visible(text, 1000).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property_ else text
