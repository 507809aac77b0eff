"""What becomes of one record: a new file, changes to its file, nothing, or a conflict."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from alongside.checking import RESERVED
from alongside.drafts import Draft, emit
from alongside.importing.merge import applied, flat, rewritten, three_way
from alongside.importing.report import Conflict, Trouble
from alongside.importing.state import Known
from alongside.reading import Source, read_source
from alongside.schema import BY_AREA, KINDS
from alongside.schema.leaves import ID, id_fault
from alongside.text import slug

Outcome = Literal["written", "unchanged", "conflicted"]


class Plan(Struct, frozen=True, kw_only=True):
    """What to write for a record (``file`` "" for nothing), what to remove since it moved, and what to remember of it."""

    outcome: Outcome
    file: str = ""
    text: str = ""
    moved_from: str = ""
    known: Known | None = None
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Trouble, ...] = ()


# What changes in these says nothing about the listing that somebody verified.
_NO_FACTS = frozenset({"sources", "updated", "notes_for_editors"})


class Shelf:
    """Which listings the site has: files by kind and id, and by the feed's record. Ids that this run gives away are added."""

    def __init__(self, site: Path, files: Mapping[tuple[str, str], str], sources: Mapping[tuple[str, str], str]) -> None:
        self.site = site
        self.files = dict(files)
        self.sources = sources
        self.given: set[tuple[str, str]] = set()

    def file_of(self, feed: str, record: str, known: Known | None) -> str:
        """The file of a record's listing: the remembered one, else one that names the record as its source, "" where there is none."""
        file = self.files.get((known.kind, known.id), "") if known else ""
        return file or self.sources.get((feed, record), "")

    def new_id(self, draft: Draft, record: str, area: str) -> str:
        """A free id: the record's own where it is one, else its name's; with the area, then a number, where that is taken."""
        own = record if ID.fullmatch(record) and re.search("[a-z]", record) and len(record) <= 80 else ""
        name = slug(draft.name, 70)
        base = own or (slug(f"{name} {record}", 80) if re.fullmatch(r"[\d#~-]{1,20}", record) else name)
        with_area = base if base.endswith(f"-{area}") else slug(f"{base[: max(12, 78 - len(area))]} {area}", 80)
        numbered = (slug(f"{with_area[:74]} {n}", 80) for n in count(2))
        for found in chain((base, with_area), numbered):
            taken = (draft.kind, found) in self.files or (draft.kind, found) in self.given
            if not taken and found not in RESERVED and id_fault(found) is None:
                break
        self.given.add((draft.kind, found))
        return found


def folder_of(kind: str, area: str, data: Mapping[str, Any], year: int) -> str:
    """The folder of a new file."""
    if kind in BY_AREA:
        return f"content/{kind}/{area}"
    if kind == "events":
        found = re.match(r"20\d\d", str(data.get("start", "")))
        return f"content/events/{found[0] if found else year}"
    return f"content/{kind}"


def plan_new(shelf: Shelf, draft: Draft, record: str, area: str, data: dict[str, Any], year: int) -> Plan:
    """A file for a record that the site has not seen."""
    new_id = shelf.new_id(draft, record, area)
    file = f"{folder_of(draft.kind, area, data, year)}/{new_id}.yaml"
    known = Known(kind=draft.kind, id=new_id, values=_values(data, draft.kind, area), where=own_place(draft))
    return Plan(outcome="written", file=file, text=emit(data, KINDS[draft.kind]), known=known)


def own_place(draft: Draft) -> str:
    """Where a record itself says that it is, in one line: a listing moves to another area only when this changes."""
    online = "online" if draft.online else ""
    return " / ".join((draft.city, draft.county, draft.region, draft.state, draft.postal_code, draft.country, online)).strip()


def _values(data: Mapping[str, Any], kind: str, area: str) -> dict[str, Any]:
    return {**flat(data), **({"area": area} if kind in BY_AREA else {})}


def plan_known(shelf: Shelf, draft: Draft, record: str, area: str, data: dict[str, Any], known: Known, file: str) -> Plan:
    """Changes to the file of a record that was imported before; ``known.values`` is empty where nothing is remembered of it."""
    source = read_source(shelf.site, file)
    if not isinstance(source, Source) or not isinstance(source.data, dict):
        return _conflict(record, file, known, "its file has problems of its own; put them right first")
    here = Path(file).parent.name if draft.kind in BY_AREA else ""
    ours = _values(source.data, draft.kind, here)
    theirs = _values(data, draft.kind, area)
    changes, clashes = three_way(known.values, ours, theirs)
    listing = Path(file).stem
    conflicts = tuple(
        Conflict(record, listing, clash.field, "changed by hand and in the feed; left as it is", clash.ours, clash.theirs, clash.base)
        for clash in clashes
    )
    # What was remembered stays the base of a conflict, so that it is told until somebody settles it.
    values = {path: value for path, value in theirs.items() if path not in {c.field for c in conflicts}}
    values |= {c.field: c.base for c in clashes if c.base is not None}
    # A listing that somebody moved elsewhere stays in conflict too.
    where = known.where if any(clash.field == "area" for clash in clashes) else own_place(draft)
    remembered = Known(kind=draft.kind, id=listing, values=values, where=where)
    target = f"content/{draft.kind}/{area}/{Path(file).name}" if changes.pop("area", None) and draft.kind in BY_AREA else file
    text = source.text
    if changes:
        text_or_none = rewritten(source.text, source.data, applied(source.data, changes, data), draft.kind)
        if text_or_none is None:
            message = "a comment stands in a field that the feed changed; left as it is"
            base = known.values
            kept = tuple(Conflict(record, listing, path, message, ours.get(path), new, base.get(path)) for path, new in changes.items())
            return Plan(outcome="conflicted", known=known, conflicts=(*conflicts, *kept))
        text = text_or_none
    outcome: Outcome = "conflicted" if conflicts else "written" if changes or target != file else "unchanged"
    if not changes and target == file:
        return Plan(outcome=outcome, known=remembered, conflicts=conflicts)
    moved = file if target != file else ""
    problems = tuple(_once_verified(record, source.data, (*changes, *(["area"] if moved else []))))
    return Plan(outcome=outcome, file=target, text=text, moved_from=moved, known=remembered, conflicts=conflicts, problems=problems)


def _once_verified(record: str, data: Mapping[str, Any], changed: Iterable[str]) -> Iterator[Trouble]:
    """Facts changed below a day on which a person said that they were right."""
    facts = dict.fromkeys(path for path in changed if path.split(".")[0] not in _NO_FACTS)
    verified = data.get("verified")
    on = verified.get("on") if isinstance(verified, dict) else verified
    if facts and on:
        yield Trouble(record, ", ".join(facts), str(on), f"changed after it was verified on {on}: check it again")


def _conflict(record: str, file: str, known: Known, message: str) -> Plan:
    return Plan(outcome="conflicted", known=known, conflicts=(Conflict(record, Path(file).stem or known.id, "", message),))


def plan(shelf: Shelf, draft: Draft, record: str, area: str, data: dict[str, Any], known: Known | None, feed: str, year: int) -> Plan:
    """What becomes of a record.

    Takes: ``known``: what was remembered of it; a listing that names the record as its source counts as its own as well.
    """
    if file := shelf.file_of(feed, record, known):
        return plan_known(shelf, draft, record, area, data, known or Known(kind=draft.kind, id=Path(file).stem, values={}), file)
    if known:
        return _conflict(record, "", known, "its file was deleted by hand; not written again")
    return plan_new(shelf, draft, record, area, data, year)
