"""Single values: from the text that was typed to a date, a number, a word of a list, an address.

Each reads one text at one place; a fault says what to type instead, and where the text leaves no doubt, exactly that.
"""

import calendar
import functools
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from alongside.schema.faults import At, short
from alongside.text import email_fault, is_http, phone_fault, slug, url_fault

# What a value that could not be read becomes, until its record is dropped because of the fault.
BROKEN: Any = None
_YES, _NO = frozenset({"true", "yes", "y", "on", "1"}), frozenset({"false", "no", "n", "off", "0"})
# So many known words are shown where none is near.
_MOST_SHOWN = 12
_ANY_DATE = "Write year-month-day, for example 2026-12-24."
# Ids become folders and addresses on every system: no case, no dots, nothing that a shell or Windows reads otherwise.
ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
LONGEST_ID = 80
_LONGEST_DEVICE = 4
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WHOLE, _DECIMAL = re.compile(r"[-+]?[0-9]{1,9}"), re.compile(r"[-+]?[0-9]{1,9}(\.[0-9]{1,15})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?")


def yes_or_no(value: str, at: At) -> bool:
    """Whether a text says yes."""
    word = value.strip().casefold()
    if word not in _YES | _NO:
        at.fault(f"{short(value)} is neither yes nor no", "Write yes or no.", value)
    return word in _YES


def day(value: str, at: At) -> Any:
    """A date, written year-month-day."""
    text = value.strip()
    if found := _DAY.fullmatch(text):
        year, month, number = map(int, found.groups())
        if _in_calendar(year, month, number):
            return date(year, month, number)
        length = calendar.monthrange(year, month)[1] if year and 1 <= month <= 12 else 0
        fix = f"That month has {length} days: write for example {year:04}-{month:02}-{length}." if length else _ANY_DATE
        at.fault(f"{short(value)} is not in the calendar", fix, value)
        return BROKEN
    options = _meant(text)
    at.fault(f"{short(value)} is not a date", f"Write {' or '.join(options)}." if options else _ANY_DATE, value)
    return BROKEN


def _in_calendar(year: int, month: int, number: int) -> bool:
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= number <= calendar.monthrange(year, month)[1]


def _meant(text: str) -> list[str]:
    """The dates that a text with three numbers can mean; month and day change places between countries."""
    if found := re.fullmatch(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})", text):
        orders = [(found[1], found[2], found[3])]
    elif found := re.fullmatch(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", text):
        orders = [(found[3], found[1], found[2]), (found[3], found[2], found[1])]
    else:
        return []
    dates = [(int(year), int(month), int(number)) for year, month, number in orders]
    return list(dict.fromkeys(date(*each).isoformat() for each in dates if _in_calendar(*each)))


def number(value: str, at: At, whole: bool, low: float, high: float) -> Any:
    """A number between two limits."""
    text = value.strip()
    pattern = _WHOLE if whole else _DECIMAL
    if not pattern.fullmatch(text):
        meant = next((each for each in _numbers(text, whole) if pattern.fullmatch(each) and low <= float(each) <= high), "")
        fix = f"Write {meant}." if meant else f"Write digits only, for example {'12' if whole else '40.0176'}."
        at.fault(f"{short(value)} is not a {'whole ' if whole else ''}number", fix, value)
        return BROKEN
    found = int(text) if whole else float(text)
    if not low <= found <= high:
        at.fault(f"{text} is outside {_figure(low)} to {_figure(high)}", f"Write a number from {_figure(low)} to {_figure(high)}.", value)
    return found


def _numbers(text: str, whole: bool) -> list[str]:
    """What a number with a currency sign, grouped digits or a decimal comma can mean."""
    bare = re.sub(r"^[$€£]\s*|\s*([$€£]|°?\s*[NESW]?)$", "", text)
    bare = f"-{bare}" if text.endswith(("S", "W")) and not bare.startswith("-") else bare
    grouped = re.sub(r"(?<=[0-9])[, ](?=[0-9]{3}\b)", "", bare)
    alone = re.findall(r"[0-9]+", grouped)
    if whole:
        return [bare, grouped, *(alone if len(alone) == 1 else ())]
    return [bare, bare.replace(",", ".") if not re.search(r",[0-9]{3}$", bare) else grouped, grouped]


def _figure(limit: float) -> str:
    return f"{limit:,}".removesuffix(".0")


def word_of(value: str, at: At, known: Collection[str], what: str, near: Sequence[str] = ()) -> Any:
    """One word of a closed list; ``near`` are those that come first where the list is told."""
    word = value.strip()
    if word in known:
        return word
    guess = near[0] if len(near) == 1 else at.guess(word, known)
    listed = [*near, *sorted(set(known) - set(near))]
    more = " …" if len(listed) > _MOST_SHOWN else "."
    fix = f"Did you mean {guess}?" if guess else f"Use one of: {', '.join(listed[:_MOST_SHOWN])}{more}"
    at.fault(f"{short(value)} is not {what}", fix, value, rule="unknown-word")
    return BROKEN


def id_fault(value: str) -> tuple[str, str] | None:
    """Why a text cannot be an id, as message and fix; None where it can."""
    # Windows keeps names such as con and nul for devices; a slug never is one. "page" begins the address of page 2.
    device = len(value) <= _LONGEST_DEVICE and slug(value) != value.replace("_", "-")
    if ID.fullmatch(value) and len(value) <= LONGEST_ID and not device and value != "page":
        return None
    better = slug(value, LONGEST_ID)
    better = f"{better}-1" if better == value else better
    return f"{short(value)} is not an id", f"Use small letters, digits and hyphens, at most {LONGEST_ID} characters: write {better}."


def _text(value: str, at: At, _of: str) -> str:
    return value


def _id(value: str, at: At, _of: str) -> str:
    return _checked(value, at, id_fault(value))


def _term(value: str, at: At, of: str) -> Any:
    known = at.words.terms.get(of)
    if known is None or value in known:
        return value
    what = f"a word of content/vocabulary/{of}.yaml"
    # What readers see of a term is what writers type: "Alcoholics Anonymous" for aa.
    meant = [_called(part.strip(), known) for part in value.split(",")[:_MOST_SHOWN]]
    if not all(meant):
        return word_of(value, at, known, what, _alike(value, known) if at.may_guess() else ())
    if len(meant) == 1:
        fix = f"Did you mean {meant[0]}?"
    else:
        fix = "Write each word on a line of its own." if isinstance(at.path[-1], int) else f"Write [{', '.join(meant)}]."
    at.fault(f"{short(value)} is not {what}", fix, value, rule="unknown-word")
    return BROKEN


def _called(name: str, known: Mapping[str, tuple[str, ...]]) -> str:
    return name if name in known else next((term for term, names in known.items() if name.casefold() in names), "")


def _alike(value: str, known: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Terms that share most words with what was typed: "women only" with women, "step" with step-study and others."""
    typed = {word for word in slug(value[:80]).split("-") if len(word) > 1}
    shared = {term: max(len(typed & set(slug(name).split("-"))) for name in (term, *names)) for term, names in known.items()}
    most = max(shared.values(), default=0)
    return sorted(term for term, count in shared.items() if count == most) if most else []


def _ref(value: str, at: At, of: str) -> Any:
    known = at.words.refs.get(of)
    if known is None or value in known:
        return value
    guess = at.guess(value, known)
    where = "content/areas.yaml" if of == "areas" else f"content/{of}/"
    new = f"{slug(value)} to {where}" if of == "areas" else f"{where}{slug(value)}.yaml"
    fix = f"Did you mean {guess}?" if guess else f"Use an id that is there, or add {new}."
    at.fault(f"{short(value)} is not in {where}", fix, value, rule="dead-reference")
    return BROKEN


def _checked(value: str, at: At, found: tuple[str, str] | None) -> str:
    if found:
        at.fault(*found, value)
    return value


def _url(value: str, at: At, _of: str) -> str:
    if value.casefold() in ("http://", "https://"):
        fix = "Write the whole address, or leave the line out."
        at.fault("is only the beginning of an address", fix, value, severity="warning", rule="url-empty")
        return ""
    found = url_fault(value)
    if found is None and is_http(value):
        at.fault("is not encrypted", f"Write https{value[4:]} if that opens.", value, severity="warning", rule="url-http")
    return _checked(value, at, found)


def _phone(value: str, at: At, _of: str) -> str:
    # A number that cannot be dialled is worth saying and no reason to lose the listing.
    if found := phone_fault(value, at.words.region):
        at.fault(*found, value, severity="warning", rule="phone")
    return value


def _zone(value: str, at: At, _of: str) -> str:
    if value not in _zones():
        ending = "/" + value.strip().replace(" ", "_").casefold()
        guess = next((zone for zone in sorted(_zones()) if zone.casefold().endswith(ending)), None) or at.guess(value, _zones())
        fix = f"Did you mean {guess}?" if guess else "Write a name such as America/Denver."
        at.fault(f"{short(value)} is not a known time zone", fix, value)
    return value


@functools.cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _language(value: str, at: At, _of: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        fix = f"Write {value.lower()}." if _LANGUAGE.fullmatch(value.lower()) else "Write two letters, for example en or es."
        at.fault(f"{short(value)} is not a language code", fix, value)
    return value


def _country(value: str, at: At, _of: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", value):
        fix = f"Write {value.upper()}." if re.fullmatch(r"[a-zA-Z]{2}", value) else "Write two capital letters, for example US."
        at.fault(f"{short(value)} is not a country code", fix, value)
    return value


def _email(value: str, at: At, _of: str) -> str:
    return _checked(value, at, email_fault(value))


TEXTS: dict[str, Callable[[str, At, str], Any]] = {
    "text": _text,
    "markdown": _text,
    "time": _text,
    "moment": _text,
    "id": _id,
    "term": _term,
    "ref": _ref,
    "url": _url,
    "email": _email,
    "phone": _phone,
    "zone": _zone,
    "language": _language,
    "country": _country,
}
