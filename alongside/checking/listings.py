"""From a source to a listing, or every problem of it."""

import re
from datetime import date
from typing import Any

from msgspec import structs

from alongside.checking.files import Where, where
from alongside.checking.lints import lints
from alongside.checking.locating import problems
from alongside.checking.rules import broken
from alongside.config import SiteConfig
from alongside.errors import Problem, nearest
from alongside.reading import Source
from alongside.schema import BY_AREA, KINDS, AnyListing, Listing, Slot
from alongside.schema.convert import MOST_VALUES, convert
from alongside.schema.faults import Fault, Path, Words, short
from alongside.timetable import Rule, from_slot, parse_sentence, span

# As long as the schema lets an entry of `when` be.
LONGEST_SENTENCE = 200


def check(source: Source, words: Words, config: SiteConfig, today: date) -> tuple[AnyListing | None, list[Problem]]:
    """A listing from its source, and every problem found on the way.

    Takes:   the source of a file below a kind's folder; the words it may use; today only for warnings about dates.
    Returns: the listing, or None where there is an error; errors and warnings.
    """
    place = where(source.file)
    if isinstance(place, Problem):
        return None, [place]
    record, faults = examine(place.folder, source.data, words, config, today)
    folder_area, wrong = _area(place, record, words)
    found = problems(source, [*faults, *wrong])
    if record is None or any(problem.severity == "error" for problem in found):
        return None, found
    return structs.replace(record, id=place.id, file=source.file, area=folder_area or record.area), found


def examine(kind: str, data: object, words: Words, config: SiteConfig, today: date) -> tuple[AnyListing | None, list[Fault]]:
    """A listing of a kind from raw data that lies in no file yet, and every fault of it: what an importer asks."""
    record, faults = convert(data, KINDS[kind], words)
    if isinstance(data, dict):
        unknown = tuple(str(fault.path[-1]) for fault in faults if fault.rule == "unknown-field" and len(fault.path) == 1)
        faults = [*faults, *broken(kind, data, unknown), *_when(data, words), *_moments(kind, data)]
    if record is not None and not any(fault.severity == "error" for fault in faults):
        faults = [*faults, *lints(record, config, today)]
    return (None if any(fault.severity == "error" for fault in faults) else record), faults


def _area(place: Where, record: Listing | None, words: Words) -> tuple[str, list[Fault]]:
    """The area that the folder says; a field that says another is a mistake."""
    if place.folder not in BY_AREA:
        return "", []
    known = words.refs.get("areas")
    if known is not None and place.inner not in known:
        guess = nearest(place.inner, known)
        fix = f"Did you mean {guess}? Move the file to content/{place.folder}/{guess}/{place.id}.yaml." if guess else (
            f'Add "{place.inner}:" with its name to content/areas.yaml, or move the file to an area that is there.'
        )
        return "", [Fault(path=(), message=f"the folder {short(place.inner)} is not an area", fix=fix, rule="unknown-area", key=True)]
    if record is not None and record.area not in ("", place.inner):
        fix = f"Leave this line out, or move the file to content/{place.folder}/{record.area}/{place.id}.yaml."
        return "", [Fault(path=("area",), message=f"the folder says {place.inner}", fix=fix, value=record.area, rule="area-folder")]
    return place.inner, []


def _when(data: dict[str, Any], words: Words) -> list[Fault]:
    """Sentences and records of `when` that say no time, also where other fields have faults."""
    listed = data.get("when")
    entries = listed if isinstance(listed, list) else [listed]
    if len(entries) > MOST_VALUES:
        return []
    faults = []
    for index, entry in enumerate(entries):
        path: Path = ("when", index) if entries is listed else ("when",)
        if isinstance(entry, str) and entry.strip():
            faults += _sentence(path, entry)
        elif isinstance(entry, dict):
            faults += _slot(path, entry, words)
    return faults


def _sentence(path: Path, text: str) -> list[Fault]:
    # A longer one is refused for its length already.
    found = parse_sentence(text) if len(text) <= LONGEST_SENTENCE else None
    if found is None or isinstance(found, Rule):
        return []
    return [Fault(path=path, message=_fragment(found.message), fix=found.fix, value=found.word, offset=found.offset, rule="when")]


def _slot(path: Path, entry: dict[str, Any], words: Words) -> list[Fault]:
    slot, _ = convert(entry, Slot, words)
    found = from_slot(slot) if slot else []
    if isinstance(found, Rule):
        return []
    return [Fault(path=(*path, f.field), message=_fragment(f.message), fix=f.fix, value=_typed(entry, f.field), rule="when") for f in found]


def _moments(kind: str, data: dict[str, Any]) -> list[Fault]:
    """The start and end of an event that say no time."""
    start, end = _typed(data, "start").strip(), _typed(data, "end").strip()
    found = span(start, end) if kind == "events" and start else []
    if isinstance(found, Rule):
        return []
    return [_moment(f.field, _typed(data, f.field), f.message, f.fix) for f in found]


def _moment(field: str, value: str, message: str, fix: str) -> Fault:
    # Where the message names only the time of a date and time, only that is to be typed again.
    named = re.match(r"'(.+?)' ", message)
    offset = value.rfind(named[1]) if named and value.endswith(named[1]) else 0
    return Fault(path=(field,), message=_fragment(message), fix=fix, value=value[offset:], offset=offset, rule="when")


def _typed(data: dict[str, Any], field: str) -> str:
    value = data.get(field)
    return value if isinstance(value, str) else ""


def _fragment(sentence: str) -> str:
    """A sentence as it stands behind the name of a field."""
    return sentence[:1].lower() + sentence[1:].removesuffix(".")
