"""From the text of a sentence to its words, each with its place."""

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from alongside.timetable.clock import TIME, Reading, folded, reading
from alongside.timetable.lexicon import PARTS, PHRASE_WORDS, SETS, WORDS, ZONE_ADJECTIVES, ZONE_WORDS
from alongside.timetable.rules import FIRST_YEAR, LAST_YEAR

_MARKS = {",": "and", ";": "and", "&": "and", "+": "and", "/": "and", "@": "skip", ".": "skip", ":": "skip"} | dict.fromkeys(
    "-\u2010\u2011\u2012\u2013\u2014\u2212~", "dash"
)
_PHRASES = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(PHRASE_WORDS, key=len, reverse=True))
_ZONES = "|".join(word for word in ZONE_WORDS if word not in ZONE_ADJECTIVES)
_ADJECTIVES = "|".join(ZONE_ADJECTIVES)
_REGIONS = "africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific|us|etc"
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<note>\([^)]*\)?)
    |(?P<phrase>(?:{_PHRASES})(?!\w))
    |(?P<zone>(?:{_REGIONS})/[a-z_]+(?:/[a-z_]+)?|(?:utc|gmt)[+-][0-9]+(?::[0-9][0-9])?
        |(?:{_ZONES})\b(?:\stime\b)?
        |(?:{_ADJECTIVES})(?:\s(?:standard|daylight))?(?:\stime\b|(?=\s*(?:$|[,;)]))))
    |(?P<date>[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}(?:t(?=[0-9])|(?![0-9t])))
    |(?P<baddate>[0-9]{{1,4}}[/.][0-9]{{1,2}}[/.][0-9]{{1,4}}|[0-9]{{1,2}}/[0-9]{{1,2}}(?![0-9]))
    |(?P<ordinal>[0-9]{{1,2}}\.?(?:st|nd|rd|th|er|ro|do|to|o)\b)
    |(?P<time>{TIME})
    |(?P<number>[0-9]+)
    |(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)*\.?)
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)


class Token(Struct, frozen=True):
    """One word, or a few that belong together. ``start`` and ``end`` are places in the original text."""

    kind: str
    text: str
    start: int
    end: int
    number: int = 0
    days: tuple[int, ...] = ()
    time: Reading | None = None
    day: date | None = None


def tokens(text: str) -> list[Token]:
    """The words of a sentence in order, without those that carry no meaning."""
    shown, places = folded(text)
    found = []
    for match in _TOKEN.finditer(shown):
        start, end = places[match.start()], places[match.end()]
        token = _token(match, text[start:end], start, end)
        if token.kind != "skip":
            found.append(token)
    return list(_joined(found))


def written_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is no such day or its year is out of reach."""
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _token(match: re.Match[str], text: str, start: int, end: int) -> Token:
    kind, shown = match.lastgroup or "", match.group()
    if match["time"]:
        written = reading(match)
        bare = written.minute is None and not written.part
        return Token("number" if bare else "time", text, start, end, number=written.hour, time=written)
    if kind == "phrase":
        return _known(PHRASE_WORDS[" ".join(shown.split())], text, start, end)
    if kind == "word":
        return _known(WORDS.get(shown.rstrip("."), ("unknown", 0)), text, start, end)
    if kind == "date":
        day = written_date(*(int(part) for part in shown.rstrip("t").split("-")))
        return Token("date" if day else "baddate", text, start, end, day=day)
    if kind == "ordinal":
        return Token(kind, text, start, end, number=int("".join(c for c in shown if c.isdigit())))
    if kind == "number":
        return Token(kind, text, start, end, number=int(shown[:6]))
    if kind == "note":
        return _aside(shown, text, start, end)
    kind = {"space": "skip", "mark": _MARKS.get(shown, "unknown")}.get(kind, kind)
    return Token(kind, text, start, end)


def _aside(shown: str, text: str, start: int, end: int) -> Token:
    """What stands in parentheses: a length, a time zone, or else a remark; parentheses within are not looked into."""
    inner = shown[1:].removesuffix(")")
    held = [] if "(" in inner else tokens(inner)
    if len(held) == 1 and held[0].kind in ("duration", "zone"):
        return replace(held[0], start=start, end=end)
    return Token("note", text, start, end)


def _known(entry: tuple[str, int], text: str, start: int, end: int) -> Token:
    kind, number = entry
    if kind == "day":
        return Token(kind, text, start, end, days=(number,))
    if kind == "set":
        return Token(kind, text, start, end, days=SETS[number])
    if kind == "named":
        return Token("time", text, start, end, time=Reading(number // 60, number % 60, "named"))
    if kind == "number":
        return Token(kind, text, start, end, number=number, time=Reading(number))
    return Token(kind, text, start, end, number=number)


def _joined(found: list[Token]) -> Iterator[Token]:
    """Numbers with what they count: dates in words, lengths, hours with their half of the day."""
    at = 0
    while at < len(found):
        token, taken = _date_in_words(found[at : at + 5]) or _length(found[at : at + 5]) or _half(found[at : at + 2]) or (found[at], 1)
        yield token
        at += taken


def _shape(found: list[Token], *kinds: str) -> bool:
    return len(found) >= len(kinds) and all(token.kind in kind.split() for token, kind in zip(found, kinds, strict=False))


def _merged(kind: str, found: list[Token]) -> Token:
    return Token(kind, " ".join(token.text for token in found), found[0].start, found[-1].end)


def _date_in_words(found: list[Token]) -> tuple[Token, int] | None:
    """ "December 24, 2026", "24 de diciembre de 2026", and both without a year (which is then a fault)."""
    if _shape(found, "monthname", "number ordinal"):
        day, month = found[1].number, found[0].number
    elif _shape(found, "number ordinal", "monthname"):
        day, month = found[0].number, found[1].number
    else:
        return None
    taken = 3 if _shape(found[2:], "and", "number") and found[3].number > 31 else 2
    if not (_shape(found[taken:], "number") and found[taken].number > 31):
        return _merged("baddate", found[:2]), 2
    whole = _merged("date", found[: taken + 1])
    exact = written_date(found[taken].number, month, day)
    return replace(whole, kind="date" if exact else "baddate", day=exact), taken + 1


def _length(found: list[Token]) -> tuple[Token, int] | None:
    """ "90 minutes", "1 hour", "1 hour and 30 minutes"."""
    if _shape(found, "number", "minute"):
        return replace(_merged("duration", found[:2]), number=found[0].number), 2
    if not _shape(found, "number", "hour"):
        return None
    rest = found[3:] if _shape(found[2:], "and") else found[2:]
    if _shape(rest, "number", "minute"):
        taken = len(found) - len(rest) + 2
        return replace(_merged("duration", found[:taken]), number=found[0].number * 60 + rest[0].number), taken
    return replace(_merged("duration", found[:2]), number=found[0].number * 60), 2


def _half(found: list[Token]) -> tuple[Token, int] | None:
    """ "siete de la tarde", "7:30 in the evening"."""
    if not _shape(found, "number time", "part") or found[0].time is None:
        return None
    part = PARTS[found[1].number]
    if found[0].time.part == "" or found[0].time.part == part:
        return replace(_merged("time", found[:2]), time=replace(found[0].time, part=part)), 2
    return None
