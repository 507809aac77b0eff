"""Single values: from the text that was typed to a date, a number, a word of a list, an address."""

import functools
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from alongside.errors import nearest
from alongside.schema.faults import At
from alongside.text import email_fault, is_http, phone_fault, url_fault

# What a value that could not be read becomes, until its record is dropped because of the fault.
BROKEN: Any = None
_YES, _NO = frozenset({"true", "yes", "y", "on", "1"}), frozenset({"false", "no", "n", "off", "0"})


def yes_or_no(value: str, at: At) -> bool:
    word = value.strip().casefold()
    if word not in _YES | _NO:
        at.fault(f"'{value}' is neither yes nor no", 'Write "yes" or "no".', value)
    return word in _YES


def day(value: str, at: At) -> Any:
    try:
        return date.fromisoformat(value.strip()) if re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip()) else _not_a_date(value, at)
    except ValueError:
        at.fault(f"'{value}' is not in the calendar", "Write year-month-day, for example 2026-12-24.", value)
        return BROKEN


def _not_a_date(value: str, at: At) -> Any:
    fix = "Write year-month-day, for example 2026-12-24."
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", value.strip()):
        month, day, year = (int(part) for part in found.groups())
        if month <= 12 and day <= 31 and (month > 12 or day > 12 or month == day):
            fix = f"Write {year:04}-{month:02}-{day:02}."
    at.fault(f"'{value}' is not a date", fix, value)
    return BROKEN


def number(value: str, at: At, whole: bool, low: float | None, high: float | None) -> Any:
    text = value.strip()
    if not re.fullmatch(r"[-+]?\d{1,9}" if whole else r"[-+]?\d{1,9}(\.\d{1,12})?", text):
        example = "12" if whole else "40.0176"
        at.fault(f"'{value}' is not a {'whole ' if whole else ''}number", f"Write digits only, for example {example}.", value)
        return BROKEN
    number = int(text) if whole else float(text)
    if (low is not None and number < low) or (high is not None and number > high):
        at.fault(f"{text} is outside {low:g} to {high:g}", f"Write a number from {low:g} to {high:g}.", value)
    return number


def word_of(value: str, at: At, known: tuple[str, ...], what: str) -> Any:
    word = value.strip()
    if word in known:
        return word
    guess = nearest(word, known)
    many = len(known) > 12
    fix = f"Did you mean {guess}?" if guess else f"Use one of: {', '.join(sorted(known)[:12])}{' …' if many else '.'}"
    at.fault(f"'{value}' is not a known {what}", fix, value, rule="unknown-word")
    return BROKEN


def _text(value: str, at: At, _of: str) -> str:
    return value


def _id(value: str, at: At, _of: str) -> str:
    if not ID.fullmatch(value):
        at.fault(f"'{value}' is not an id", "Use small letters, digits and hyphens, for example tuesday-night.", value)
    return value


def _term(value: str, at: At, of: str) -> Any:
    return word_of(value, at, tuple(at.words.terms.get(of, ())), f"word of content/vocabulary/{of}.yaml")


def _ref(value: str, at: At, of: str) -> Any:
    known = at.words.refs.get(of, frozenset())
    if value in known:
        return value
    guess = nearest(value, known)
    where = "content/areas.yaml" if of == "areas" else f"content/{of}/"
    fix = f"Did you mean {guess}?" if guess else f"Use an id that is there, or add it in {where}"
    at.fault(f"'{value}' is not in {where}", fix.rstrip(".") + ("" if guess else "."), value, rule="dead-reference")
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
    if is_http(value):
        at.fault("is not encrypted", f"Write {'https' + value[4:]} if that opens.", value, severity="warning", rule="url-http")
    return _checked(value, at, url_fault(value))


def _phone(value: str, at: At, _of: str) -> str:
    # A number that cannot be dialled is worth saying and no reason to lose the listing.
    if found := phone_fault(value, at.words.region):
        at.fault(*found, value, severity="warning", rule="phone")
    return value


def _zone(value: str, at: At, _of: str) -> str:
    if value not in _zones():
        guess = nearest(value, _zones())
        at.fault(f"'{value}' is not an IANA time zone", f"Did you mean {guess}?" if guess else "Write for example America/Denver.", value)
    return value


@functools.cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _language(value: str, at: At, _of: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?", value):
        at.fault(f"'{value}' is not a language code", "Write two letters, for example en or es.", value)
    return value


def _country(value: str, at: At, _of: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", value):
        fix = f"Write {value.upper()}." if re.fullmatch(r"[a-zA-Z]{2}", value) else "Write two capital letters, for example US."
        at.fault(f"'{value}' is not a country code", fix, value)
    return value


# Ids become folders and addresses on every system: no case, no dots, nothing that a shell or Windows reads otherwise.
ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")

TEXTS: dict[str, Callable[[str, At, str], Any]] = {
    "text": _text,
    "markdown": _text,
    "time": _text,
    "id": _id,
    "term": _term,
    "ref": _ref,
    "url": _url,
    "email": lambda value, at, _of: _checked(value, at, email_fault(value)),
    "phone": _phone,
    "zone": _zone,
    "language": _language,
    "country": _country,
    "moment": _text,
}
