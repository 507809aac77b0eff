"""What the other engines are given of an entry: the same text, the same facets and the same card as ours has."""

import json
from collections.abc import Iterator
from datetime import timedelta

from alongside.catalog import DAY_IDS, Catalog
from alongside.entries import Entry
from alongside.entries.actions import rests
from alongside.entries.sought import sought
from alongside.search.rows import fields_of
from alongside.timetable import Rule
from bench.finding.directory import TODAY

_TIMES = ("morning", "afternoon", "evening")
# "lately" of the facet `verified` is left to ours.
Slot = tuple[str, str]


def lines(catalog: Catalog, languages: tuple[str, ...]) -> Iterator[str]:
    """One line of JSON for each listing: address, texts of the five fields, facets, card."""
    for entry in catalog.listed:
        record = {"url": entry.url, "fields": texts(entry, catalog, languages), "facets": facets(entry), "card": card(entry)}
        yield json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def texts(entry: Entry, catalog: Catalog, languages: tuple[str, ...]) -> list[str]:
    """The five fields, with the labels and synonyms of all terms in the last. Ours tells those once a tile, and finds by them as well."""
    *heavier, rest = fields_of(entry, catalog)
    means = [("kinds", entry.kind), *((name, tag.id) for name, tags in entry.terms.items() for tag in tags)]
    terms = (catalog.shared.terms[name][id_] for name, id_ in means)
    said = (text for term in terms for language in languages for text in (term.label.get(language, ""), *term.synonyms.get(language, ())))
    return [*heavier, " ".join((rest, *said))]


def facets(entry: Entry) -> dict[str, list[str]]:
    """Ids by facet."""
    found = {facet: list(dict.fromkeys(ids)) for facet, ids in sought(entry).items()}
    found["day"], found["time"] = _days_and_times(entry)
    return {facet: ids for facet, ids in found.items() if ids}


def _days_and_times(entry: Entry) -> tuple[list[str], list[str]]:
    """Days and parts of the day apart, as other engines filter: which goes with which, only ours knows."""
    if rests(entry):
        return [], []
    slots = {slot for rule in entry.schedule.rules for slot in _slots(rule)}
    slots |= {slot for tag in entry.terms.get("tracks", ()) for slot in _track(tag.id)}
    days, times = ({slot[n] for slot in slots} for n in (0, 1))
    return [day for day in DAY_IDS if day in days], [time for time in _TIMES if time in times]


def _slots(rule: Rule) -> Iterator[Slot]:
    """Day of the week and part of the day."""
    days: tuple[int, ...] = rule.days
    starts: tuple[int, ...] = (rule.start,)
    if rule.freq == "always" or rule.all_day:
        starts = (0, 720, 1020)
    if rule.freq == "always":
        days = tuple(range(7))
    if rule.dates:
        days = tuple(sorted({day.weekday() for day in rule.dates if day >= TODAY}))
    if rule.begins and rule.ends:
        last = rule.ends - timedelta(minutes=1)
        days = tuple({(rule.begins + timedelta(days=n)).weekday() for n in range(min(7, (last.date() - rule.begins.date()).days + 1))})
        starts = starts if rule.all_day else (rule.begins.hour * 60 + rule.begins.minute,)
    for day in days:
        for start in starts:
            yield DAY_IDS[day], "morning" if start < 720 else "afternoon" if start < 1020 else "evening"


def _track(track: str) -> Iterator[Slot]:
    times = {"daytime": ("morning", "afternoon"), "evening": ("evening",)}.get(track, _TIMES)
    days = {"daytime": DAY_IDS[:5], "evening": DAY_IDS[:5], "weekend": DAY_IDS[5:]}.get(track, DAY_IDS)
    return ((day, time) for day in days for time in times)


def card(entry: Entry) -> dict[str, object]:
    """What a result shows."""
    shown = entry.card
    found: dict[str, object] = {
        **{"url": shown.url, "kind": shown.kind, "name": shown.name, "when": [told.text for told in shown.when], "where": shown.where},
        **{"attendance": shown.attendance, "summary": shown.summary, "deciding": shown.deciding},
        **{"verified": str(shown.verified_on or ""), "status": shown.status_text, "notice": shown.notice},
    }
    return {key: value for key, value in found.items() if value}
