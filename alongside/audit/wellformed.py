"""Whether a file that programs read can be read: JSON, XML, calendars, and what a style sheet fetches.

Sources: RFC 8259; XML 1.0 without declared entities, by which a small file can become a large one; RFC 5545, sections 3.1 and 3.4.
"""

import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from alongside.audit.records import THIRD_PARTY, UNPARSABLE, Flaw

JSON, XML, CALENDARS = ("json", "geojson", "webmanifest"), ("xml", "svg", "atom", "rss"), ("ics",)
# RFC 5545, section 3.1: octets of a line without its break.
_LONGEST_LINE = 75
_BYTE = re.compile(r" \(byte (\d+)\)$")
_BEGINS_OR_ENDS = (b"BEGIN:", b"END:")
_PROPERTY = re.compile(rb"[A-Za-z0-9-]+[:;]")
# What a style sheet fetches from another host.
_FETCHED = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s;]*)""", re.IGNORECASE)


def flaws_of(path: str, body: bytes) -> Iterable[Flaw]:
    """What is wrong with a file by itself, as its ending says what it is; nothing for what nobody parses. Pages are not read here."""
    reader = _READERS.get(path.rpartition(".")[2])
    return reader(body) if reader else ()


def _json(body: bytes) -> Iterator[Flaw]:
    try:
        msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError) as error:
        found = _BYTE.search(str(error))
        at = int(found[1]) if found else len(body) if "truncated" in str(error) else 0
        said = str(error)[: found.start()] if found else str(error)
        yield _unparsable(body, at, f"this is not JSON: {said.removeprefix('JSON is malformed: ')}")


def xml_flaws(body: bytes) -> list[Flaw]:
    """Why a file is no XML, or one that programs refuse."""
    # Imported by the first file that needs it.
    from xml.parsers.expat import ExpatError, ParserCreate

    parser = ParserCreate()
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(body, True)
    except ExpatError as error:
        said = str(error).partition(": line ")[0]
        return [Flaw(UNPARSABLE, error.lineno, error.offset + 1, "", f"this is not XML: {said}")]
    except _EntityError:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        return [Flaw(UNPARSABLE, line, column, "", "this XML declares an entity, which programs that read feeds refuse")]
    return []


class _EntityError(Exception):
    """Ends the reading of a file."""


def _refuse_entity(*_: object) -> None:
    raise _EntityError


def calendar_flaws(body: bytes) -> list[Flaw]:
    """Why a file is no calendar."""
    lines = body.split(b"\r\n")
    if body.count(b"\n") != len(lines) - 1 or body.count(b"\r") != len(lines) - 1 or lines[-1]:
        return [_in_calendar(_first_bare(lines), "every line of a calendar ends in CR and LF")]
    lines.pop()
    if max(map(len, lines), default=0) > _LONGEST_LINE:
        at = next(number for number, line in enumerate(lines, 1) if len(line) > _LONGEST_LINE)
        return [_in_calendar(at, f"a line of a calendar has {_LONGEST_LINE} bytes at most")]
    if not all(line[:1] in (b" ", b"\t") or _PROPERTY.match(line) for line in lines):
        at = next(number for number, line in enumerate(lines, 1) if line[:1] not in (b" ", b"\t") and not _PROPERTY.match(line))
        return [_in_calendar(at, "a line of a calendar begins with the name of a property")]
    try:
        body.decode()
    except UnicodeDecodeError as error:
        return [_in_calendar(body.count(b"\n", 0, error.start) + 1, "a calendar is UTF-8")]
    return _nesting(lines)


def _first_bare(lines: list[bytes]) -> int:
    """The first line with a break that is none of CR and LF, else the last one."""
    for number, line in enumerate(lines, 1):
        if b"\n" in line or b"\r" in line:
            return number
    return len(lines)


def _nesting(lines: list[bytes]) -> list[Flaw]:
    """Every component ends where it should, and the file is calendars alone."""
    inside: list[bytes] = []
    calendars = 0
    for number, line in enumerate(lines, 1):
        if line.upper().startswith(_BEGINS_OR_ENDS):
            verb, _, name = line.upper().partition(b":")
            if verb == b"BEGIN" and (name == b"VCALENDAR") == (not inside):
                calendars += not inside
                inside.append(name)
                continue
            if verb == b"END" and inside and inside[-1] == name:
                inside.pop()
                continue
            return [_in_calendar(number, f"{line[:40].decode(errors='replace')} stands where it must not")]
        if not inside:
            return [_in_calendar(number, "a calendar begins with BEGIN:VCALENDAR")]
    if inside or not calendars:
        return [_in_calendar(max(len(lines), 1), f"END:{inside[-1].decode()} is missing" if inside else "the calendar is empty")]
    return []


def _in_calendar(line: int, message: str) -> Flaw:
    return Flaw(UNPARSABLE, line, 1, "", message)


def sheet_flaws(body: bytes) -> Iterator[Flaw]:
    """What a style sheet fetches from elsewhere."""
    text = body.decode("utf-8", "replace")
    for match in _FETCHED.finditer(text):
        line, column = text.count("\n", 0, match.start()) + 1, match.start(1) - text.rfind("\n", 0, match.start(1))
        yield Flaw(THIRD_PARTY, line, column, match[1])


def _unparsable(body: bytes, at: int, message: str) -> Flaw:
    before = body[:at].decode("utf-8", "replace")
    return Flaw(UNPARSABLE, before.count("\n") + 1, len(before) - before.rfind("\n"), "", message)


_READERS: dict[str, Callable[[bytes], Iterable[Flaw]]] = {
    **dict.fromkeys(JSON, _json),
    **dict.fromkeys(XML, xml_flaws),
    **dict.fromkeys(CALENDARS, calendar_flaws),
    "css": sheet_flaws,
}
