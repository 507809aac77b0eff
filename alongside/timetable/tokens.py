"""From the text of a sentence to its words, each with its place."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from alongside.timetable.clock import TIME, Reading, folded, reading
from alongside.timetable.lexicon import CODES, PARTS, PHRASE_WORDS, SETS, WORDS, ZONE_ADJECTIVES, ZONE_WORDS
from alongside.timetable.rules import FIRST_YEAR, LAST_YEAR

_MARKS = {",": "and", ";": "and", "&": "and", "+": "and", "/": "and", "@": "skip", ".": "skip", ":": "skip"} | dict.fromkeys(
    "-\u2010\u2011\u2012\u2013\u2014\u2212~", "dash"
)
_PHRASES = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(PHRASE_WORDS, key=len, reverse=True))
_ZONES = "|".join(word for word in ZONE_WORDS if word not in ZONE_ADJECTIVES)
_ADJECTIVES = "|".join(ZONE_ADJECTIVES)
# Two letters before one, since "t" begins "th".
_CODE = "|".join(sorted((*CODES, "t"), key=len, reverse=True))
_REGIONS = "africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific|us|etc"
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<note>\([^)]*\)?)
    |(?P<phrase>(?:{_PHRASES})(?!\w))
    |(?P<zone>(?:{_REGIONS})/[a-z_]+(?:/[a-z_]+)?|(?:utc|gmt)[+-][0-9]+(?::[0-9][0-9])?
        |(?:{_ZONES})\b(?:\stime\b)?
        |(?:{_ADJECTIVES})(?:\s(?:standard|daylight))?(?:\stime\b|(?=\s*(?:$|[,;)]))))
    |(?P<codes>(?:{_CODE}){{2,7}}(?![\w'\u2019])|(?:{_CODE})(?:\s?[/,&\u2013-]\s?(?:{_CODE})(?![\w'\u2019]))+)
    |(?P<length>[0-9]{{1,2}}[.,](?:[0-9]\s?h|[0-9]{{1,2}}\s?(?:ho|hrs?\b))[a-z]*\.?)
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
    """One word, or a few that belong together. ``start`` and ``end`` are places in the original text, ``part`` is one of the day."""

    kind: str
    text: str
    start: int
    end: int
    number: int = 0
    days: tuple[int, ...] = ()
    time: Reading | None = None
    day: date | None = None
    part: str = ""


def tokens(text: str) -> list[Token]:
    """The words of a sentence in order, without those that carry no meaning."""
    shown, places = folded(text)
    found: list[Token] = []
    for match in _TOKEN.finditer(shown):
        start, end = places[match.start()], places[match.end()]
        token = _token(match, text[start:end], start, end)
        if found and found[-1].kind == "date" and start - found[-1].end <= 1:
            token = _iso(token)
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
    if kind == "word" or shown in WORDS:
        return _known(WORDS.get(shown.rstrip("."), ("unknown", 0)), text, start, end)
    if kind == "note":
        return _aside(shown, text, start, end)
    if kind in ("codes", "length", "date", "ordinal", "number"):
        return _counted(kind, shown, Token(kind, text, start, end))
    kind = {"space": "skip", "mark": _MARKS.get(shown, "unknown")}.get(kind, kind)
    return Token(kind, text, start, end)


def _counted(kind: str, shown: str, token: Token) -> Token:
    if kind == "codes":
        days = _lettered(shown)
        return replace(token, kind="set" if days else "unknown", days=days)
    if kind == "length":
        hours = float(re.split("[^0-9.,]", shown)[0].replace(",", "."))
        return replace(token, kind="duration", number=round(hours * 60))
    if kind == "date":
        day = written_date(*(int(part) for part in shown.rstrip("t").split("-")))
        return replace(token, kind="date" if day else "baddate", day=day)
    if kind == "ordinal":
        return replace(token, number=int("".join(c for c in shown if c.isdigit())))
    return replace(token, number=int(shown[:6]))


def _iso(token: Token) -> Token:
    """A time right behind a date in numbers: "2026-12-05 10:00" is written as computers do, so it has 24 hours."""
    two_digits = token.text[:2].isdigit() and token.time is not None and token.time.minute is not None
    return replace(token, time=replace(token.time, padded=True)) if two_digits and token.time else token


def _lettered(shown: str) -> tuple[int, ...]:
    """Days of "MWF", "T/Th", "M-F"; none where the letters could be other days, or are a word."""
    codes = re.findall(_CODE, shown)
    days = tuple(CODES.index("tu" if code == "t" else code) for code in codes)
    unsure = "t" in codes and not {"w", "th"} & set(codes)
    if unsure or len(days) < 2 or any(earlier >= later for earlier, later in pairwise(days)):
        return ()
    return tuple(range(days[0], days[1] + 1)) if len(days) == 2 and re.search("[-\u2013]", shown) else days


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
    if kind == "daily":
        return Token("set", text, start, end, days=SETS[0], part=PARTS[number])
    if kind == "part":
        return Token(kind, text, start, end, number=number, part=PARTS[number])
    if kind == "named":
        return Token("time", text, start, end, time=Reading(number // 60, number % 60, "named"))
    if kind == "number":
        return Token(kind, text, start, end, number=number, time=Reading(number))
    return Token(kind, text, start, end, number=number)


def _joined(found: list[Token]) -> Iterator[Token]:
    """Numbers with what they count: dates in words, lengths, hours with their half of the day."""
    at = 0
    while at < len(found):
        joined = _date_in_words(found[at : at + 5]) or _length(found[at : at + 5]) or _half(found[at : at + 3])
        token, taken = joined or _often(found[at : at + 2]) or (found[at], 1)
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
    if _shape(found[2:], "quarter"):
        return replace(_merged("duration", found[:3]), number=found[0].number * 60 + found[2].number), 3
    rest = found[3:] if _shape(found[2:], "and") else found[2:]
    if _shape(rest, "number", "minute"):
        taken = len(found) - len(rest) + 2
        return replace(_merged("duration", found[:taken]), number=found[0].number * 60 + rest[0].number), taken
    return replace(_merged("duration", found[:2]), number=found[0].number * 60), 2


def _often(found: list[Token]) -> tuple[Token, int] | None:
    """ "3 times a week"."""
    return (_merged("vague", found), 2) if _shape(found, "number", "vague") else None


def _half(found: list[Token]) -> tuple[Token, int] | None:
    """ "siete de la tarde", "7 y media de la tarde", "7:30 in the evening"."""
    if not _shape(found, "number time", "part quarter") or found[0].time is None:
        return None
    written, taken = found[0].time, 1
    if _shape(found[1:], "quarter") and written.minute is None and written.part in ("", "24"):
        written, taken = replace(written, minute=found[1].number), 2
    if _shape(found[taken:], "part") and written.part in ("", found[taken].part):
        written, taken = replace(written, part=found[taken].part), taken + 1
    return (replace(_merged("time", found[:taken]), time=written), taken) if taken > 1 else None
