"""Bytes to text: UTF-8 only, and no character that acts instead of being shown."""

import re
import unicodedata
from collections.abc import Iterator

from alongside.errors import Problem
from alongside.reading.source import limit_of
from alongside.text.characters import UNSAFE

_BOM = b"\xef\xbb\xbf"
_BREAKS = frozenset("\x0b\x0c\x85\u2028\u2029")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
# YAML 1.1 section 5.6: escapes of one letter that stand for a character refused here.
_LETTERS = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", "N": "\x85", "L": "\u2028", "P": "\u2029"}


def decoded(file: str, raw: bytes) -> str | Problem:
    """The text of a file with ``\\n`` line ends and no byte order mark, or why it is none."""
    if len(raw) > (limit := limit_of(file)):
        message = f"the file is {len(raw):,} bytes long; at most {limit:,} are read"
        return Problem(file=file, message=message, fix="Split it, or shorten its texts.", rule="yaml-size")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(file=file, message="the file is saved as UTF-16", fix="Save the file as UTF-8.", rule="yaml-encoding")
    raw = raw.removeprefix(_BOM)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(file, raw, error.start)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _not_utf8(file: str, raw: bytes, start: int) -> Problem:
    before = raw[:start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    column = len(before) - (before.rfind("\n") + 1)
    rest = raw[start : start + 200].decode("cp1252", "replace")
    shown = rest[0] if rest[0].isprintable() and rest[0] != "\ufffd" else ""
    guess = f" (“{shown}” in Windows-1252)" if shown else ""
    return Problem(
        file=file,
        line=before.count("\n") + 1,
        column=column + 1,
        source=before[len(before) - column :] + re.split(r"[\r\n]", rest)[0],
        message=f"byte {start}, 0x{raw[start]:02X}{guess}, is not UTF-8",
        fix="Save the file as UTF-8; in most editors: Save with encoding, UTF-8.",
        rule="yaml-encoding",
    )


def named(character: str) -> str:
    """``U+202E RIGHT-TO-LEFT OVERRIDE``; controls have no name in Unicode."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'CONTROL CHARACTER')}"


def without(text: str) -> str:
    """The text with the refused characters taken out; those that end a line become a space."""
    return UNSAFE.sub(lambda found: " " if found[0] in _BREAKS else "", text)


def escapes(written: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and character of each escape in a double-quoted text as written that stands for a refused character."""
    for found in _ESCAPE.finditer(written):
        code = found[0][1:]
        if len(code) > 1:
            number = int(code[1:], 16)
            character = chr(number) if number < 0x110000 else "\uffff"
        else:
            character = _LETTERS.get(code, " ")
        if UNSAFE.match(character):
            yield found.start(), found.end(), character
