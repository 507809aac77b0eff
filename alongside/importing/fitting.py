"""A draft made fit for the site: its zone and source written in, and every field that checking would refuse left out and told."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from alongside.checking import RULES, examine
from alongside.config import SiteConfig
from alongside.drafts import Draft
from alongside.importing.report import Trouble
from alongside.importing.zones import known_zone
from alongside.schema import BY_AREA
from alongside.schema.faults import Fault, Words, short

_RULES = frozenset(rule.id for rule in RULES)
# Faults that a person should know of even though the listing stands.
_TOLD = frozenset({"phone", "short-zip"})
_ROUNDS = 12
_MOST_CAUSES = 3


class Fitted(Struct, frozen=True, kw_only=True):
    """A listing's data, ready to be written; or why it cannot be."""

    data: dict[str, Any] = {}
    problems: tuple[Trouble, ...] = ()
    refused: str = ""


def finished(draft: Draft, record: str, area: str, zone: str, area_zone: str, source: str) -> dict[str, Any]:
    """The draft's data with what only the import knows. The zone is written where the area's would be another."""
    data: dict[str, Any] = _copied(draft.data)
    if zone and zone != area_zone:
        if isinstance(data.get("place"), dict):
            data["place"]["timezone"] = zone
        else:
            for slot in data.get("when", ()):
                if isinstance(slot, dict):
                    slot["timezone"] = zone
    if draft.kind not in BY_AREA and "area" not in data:
        data["area"] = area
    data["sources"] = [{"feed": source, "record": record}]
    return data


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list | tuple) else value


def fitted(draft: Draft, record: str, data: dict[str, Any], words: Words, config: SiteConfig, today: date) -> Fitted:
    """The data as the site's own checking lets it pass, field by field."""
    problems = [Trouble(record, remark.field, remark.value, remark.message) for remark in draft.remarks]
    if draft.zone and not known_zone(draft.zone):
        problems.append(Trouble(record, "timezone", draft.zone, "is not an IANA time zone; left out"))
    if str(data.get("updated", "")) > today.isoformat():
        problems.append(Trouble(record, "updated", str(data.pop("updated")), "is still to come; left out"))
    dropped: list[Fault] = []
    for _ in range(_ROUNDS):
        _, faults = examine(draft.kind, data, words, config, today)
        errors = [fault for fault in faults if fault.severity == "error"]
        if not errors:
            told = [Trouble(record, _field(f), f.value, f"{f.message}. {f.fix}") for f in faults if f.rule in _TOLD]
            return Fitted(data=data, problems=(*problems, *told))
        fatal = next((fault for fault in errors if fault.rule in _RULES or fault.rule == "required" or not fault.path), None)
        removable = [fault for fault in errors if fault is not fatal and fault.rule not in _RULES and fault.path]
        if fatal is not None and not [fault for fault in removable if fault.rule != "required"]:
            return Fitted(problems=tuple(problems), refused=_reason(fatal, dropped, draft))
        for fault in sorted(removable, key=lambda fault: [str(step).zfill(6) for step in fault.path], reverse=True):
            if fault.rule != "required":
                problems.append(Trouble(record, _field(fault), fault.value, f"{fault.message}; left out"))
                dropped.append(fault)
                _remove(data, fault)
    return Fitted(problems=tuple(problems), refused="has more faults than can be put right")


def _reason(fault: Fault, dropped: list[Fault], draft: Draft) -> str:
    """Why a record is refused, with the values whose loss made it so."""
    reason = f"{_field(fault)} {fault.message}" if fault.rule == "required" else fault.message
    needed = [str(fault.path[0])] if fault.rule == "required" and fault.path else _needed(fault.rule)
    fields, leaves = {path.split(".")[0] for path in needed}, {path.split(".")[-1] for path in needed}
    causes = [f"{_field(lost)}: {lost.message}" for lost in dropped if str(lost.path[0]) in fields]
    # What reading left out is told by the feed's own names.
    causes += [
        f"{remark.field}: {short(remark.value)} {remark.message}"
        for remark in draft.remarks
        if remark.value and "left out" in remark.message and any(leaf in remark.field.casefold() for leaf in leaves)
    ]
    return f"{reason}, since {'; '.join(causes[:_MOST_CAUSES])}" if causes else reason


def _needed(rule: str) -> list[str]:
    """The fields that would keep a rule between fields."""
    return [condition.split("=")[0] for each in RULES if each.id == rule for condition in each.need]


def _field(fault: Fault) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in fault.path).removeprefix(".")


def _remove(data: Any, fault: Fault) -> None:
    """Take out the value that is at fault, and what would be empty without it."""
    *parents, last = fault.path
    chain = [data]
    for step in parents:
        inner = chain[-1]
        there = step in inner if isinstance(inner, dict) else isinstance(inner, list) and isinstance(step, int) and step < len(inner)
        if not there:
            return
        chain.append(inner[step])
    for into, step in zip(reversed(chain), reversed((*parents, last)), strict=True):
        if isinstance(into, list) and isinstance(step, int) and step < len(into):
            del into[step]
        elif isinstance(into, dict):
            into.pop(str(step), None)
        if into:
            return
