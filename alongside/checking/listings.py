"""From a source to a listing, or every problem of it."""

from datetime import date
from typing import Any

from msgspec import structs

from alongside.checking.files import Where, where
from alongside.checking.lints import lints
from alongside.checking.locating import problems
from alongside.checking.rules import broken
from alongside.config import SiteConfig
from alongside.errors import Problem
from alongside.reading import Source
from alongside.schema import BY_AREA, KINDS, AnyListing, Event, Listing, Slot
from alongside.schema.convert import convert
from alongside.schema.faults import Fault, Words
from alongside.timetable import Rule, from_slot, parse_sentence, span


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
        faults = [*faults, *broken(kind, data, unknown), *_when(data)]
    if any(fault.severity == "error" for fault in faults):
        record = None
    if record is not None:
        faults = [*faults, *_times(record), *lints(record, config, today)]
    return (None if any(fault.severity == "error" for fault in faults) else record), faults


def _area(place: Where, record: Listing | None, words: Words) -> tuple[str, list[Fault]]:
    """The area that the folder says; a field that says another is a mistake."""
    if place.folder not in BY_AREA:
        return "", []
    if place.inner not in words.refs.get("areas", frozenset()):
        fix = f'Add "{place.inner}:" with its name to content/areas.yaml, or move the file to an area that is there.'
        return "", [Fault(path=(), message=f"the folder '{place.inner}' is not an area", fix=fix, rule="unknown-area")]
    if record is not None and record.area not in ("", place.inner):
        return "", [Fault(path=("area",), message=f"the folder says {place.inner}", fix="Leave this line out, or move the file.", value=record.area)]
    return place.inner, []


def _when(data: dict[str, Any]) -> list[Fault]:
    """Sentences that say no time. Records wait until their fields are read."""
    listed = data.get("when")
    sentences = listed if isinstance(listed, list) else [listed]
    return [fault for i, text in enumerate(sentences) if isinstance(text, str) for fault in _sentence(i if sentences is listed else None, text)]


def _sentence(index: int | None, text: str) -> list[Fault]:
    found = parse_sentence(text)
    if isinstance(found, Rule):
        return []
    path = ("when",) if index is None else ("when", index)
    return [Fault(path=path, message=found.message, fix=found.fix, value=found.word, offset=found.offset, rule="when")]


def _times(record: Listing) -> list[Fault]:
    """Records of `when`, and the start and end of an event: what holds between their fields."""
    faults = []
    for index, slot in enumerate(record.when):
        if isinstance(slot, Slot) and not isinstance(found := from_slot(slot), Rule):
            faults += [Fault(path=("when", index, f.field), message=f.message, fix=f.fix, rule="when") for f in found]
    if isinstance(record, Event) and record.start and not isinstance(found := span(record.start, record.end), Rule):
        faults += [Fault(path=(f.field,), message=f.message, fix=f.fix, value=getattr(record, f.field, ""), rule="when") for f in found]
    return faults
