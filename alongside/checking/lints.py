"""What is worth a second look and no reason to refuse a listing: warnings."""

import re
from collections.abc import Iterator
from datetime import date

from alongside.config import SiteConfig
from alongside.schema import Listing, Place, Verification
from alongside.schema.faults import Fault, Path
from alongside.text import reading_grade, reads_harder, stigmatizing
from alongside.timetable import Rule, from_slot, parse_sentence
from alongside.timetable.rules import DAY_MINUTES

# Long enough that a grade means something; above it a tired reader gives up (look.md: grade 8 or lower, with room).
LONG_DESCRIPTION, HIGHEST_GRADE = 600, 11.0
_HALF_A_DAY = 12 * 60
DATED = frozenset({"verified-future", "verified-stale"})


def lints(listing: Listing, config: SiteConfig, today: date) -> Iterator[Fault]:
    """Warnings about one listing that is otherwise right."""
    yield from dated(listing, config, today)
    if isinstance(listing.place, Place):
        yield from place_lints(listing.place, config.country, ("place",))
    yield from word_lints(listing)
    yield from _lengths(listing)
    if len(listing.description) >= LONG_DESCRIPTION and reads_harder(listing.description, HIGHEST_GRADE):
        message = f"reads like school grade {reading_grade(listing.description):.0f}"
        fix = "Shorter sentences and everyday words help; grade 8 is a good aim."
        yield _warning(("description",), "reading-level", message, fix, key=True)


def checked_on(listing: Listing) -> date | None:
    """The day of the last check, however it was written."""
    return listing.verified.on if isinstance(listing.verified, Verification) else listing.verified


def dated(listing: Listing, config: SiteConfig, today: date) -> Iterator[Fault]:
    """The warning that comes and goes with the date, of rule DATED: about the day of the last check."""
    on = checked_on(listing)
    if on is None:
        return
    path: Path = ("verified", "on") if isinstance(listing.verified, Verification) else ("verified",)
    if on > today:
        yield _warning(path, "verified-future", f"{on} is still to come", "Write the day somebody checked this listing.", str(on))
    elif (today - on).days > config.verify_every:
        months = round((today - on).days / 30.4)
        ago = f"{months} months ago" if months > 1 else f"{(today - on).days} days ago"
        yield _warning(path, "verified-stale", f"was last checked {ago}", f"Check it again, then write {today}.", str(on))


def place_lints(place: Place, country: str, path: Path) -> Iterator[Fault]:
    """Warnings about a place, wherever it is written; ``country`` is the one meant where it names none, ``path`` leads to it."""
    if place.street and place.precision == "exact":
        if place.latitude is None or place.longitude is None:
            message = "has no coordinates, so it cannot be found by distance"
            yield _warning(path, "no-coordinates", message, 'Write lines "latitude: …" and "longitude: …" beside the street.', key=True)
        if not place.city:
            yield _warning(path, "no-city", "has a street and no town", 'Write a line "city: …" beside the street.', key=True)
    if (place.country or country) != "US":
        return
    if len(place.postal_code) < 5 and re.fullmatch(r"\d{3,4}", place.postal_code):
        fix = f'Write "{place.postal_code.zfill(5)}".'
        yield _warning((*path, "postal_code"), "short-zip", "is a ZIP that lost its leading zero", fix, place.postal_code)
    # All of the United States but some of the Aleutians and of the Pacific lies west of Greenwich.
    if place.longitude is not None and 60 < place.longitude < 130:
        fix = f"Write {-place.longitude}."
        yield _warning((*path, "longitude"), "lost-minus", "lies in Asia: longitudes in America are negative", fix, str(place.longitude))


def _lengths(listing: Listing) -> Iterator[Fault]:
    """An end before the start is on the next day; more than half a day is rarely meant by it."""
    for index, entry in enumerate(listing.when):
        rule = parse_sentence(entry) if isinstance(entry, str) else from_slot(entry)
        if not isinstance(rule, Rule) or rule.minutes is None or not _HALF_A_DAY < rule.minutes < DAY_MINUTES:
            continue
        if rule.start + rule.minutes > DAY_MINUTES and (isinstance(entry, str) or entry.end):
            hours, minutes = divmod(rule.minutes, 60)
            message = f"lasts {hours} hours {minutes} minutes; is the end right?" if minutes else f"lasts {hours} hours; is the end right?"
            path: Path = ("when", index) if isinstance(entry, str) else ("when", index, "end")
            yield _warning(path, "long-occurrence", message, "Write the end again, with am or pm; if it is right, leave it so.")


def word_lints(record: object) -> Iterator[Fault]:
    """Hints about words in the prose of a listing, an organization or a document; names are left alone."""
    for field in ("summary", "description", "notice", "requires"):
        for word, instead, offset in stigmatizing(getattr(record, field, "")):
            yield _warning((field,), "kinder-words", f"'{word}' can hurt", f"A kinder word: {instead}.", word, offset=offset)


def _warning(path: Path, rule: str, message: str, fix: str, value: str = "", key: bool = False, offset: int = 0) -> Fault:
    return Fault(path=path, message=message, fix=fix, value=value, severity="warning", rule=rule, key=key, offset=offset)
