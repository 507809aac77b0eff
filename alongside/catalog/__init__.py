"""The one stage that knows the date: which listings are in lists, in which order, and their dated occurrences."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from gettext import NullTranslations
from zoneinfo import ZoneInfo

from msgspec import structs

from alongside.catalog.groups import DAY_IDS, browse_groups, in_order, minute_on
from alongside.catalog.neighbours import Neighbours, neighbours
from alongside.catalog.records import Catalog, Group
from alongside.checking import Document, Shared
from alongside.entries import Entry
from alongside.timetable import Occurrence, Rule, occurrences

__all__ = ["DAY_IDS", "Catalog", "Group", "Neighbours", "assemble", "in_order", "minute_on", "neighbours", "with_newer"]

# Search engines ask for the next few dates; whole weeks keep the bytes of a page the same from day to day (house.md).
WEEKS, MOST = 6, 8


def assemble(
    entries: Iterable[Entry], shared: Shared, documents: Iterable[Document], today: date, translations: NullTranslations
) -> Catalog:
    """The catalog of a day.

    Takes:   all entries in any order; ``today`` is the site's date.
    Returns: the catalog; equal for equal arguments.
    """
    ordered = tuple(in_order(entries))
    listed = tuple(entry for entry in ordered if is_listed(entry, today))
    return Catalog(
        today=today,
        entries=ordered,
        listed=listed,
        groups=browse_groups(listed, shared, translations),
        occurrences=_dated(listed, today),
        moved=_moved(ordered, shared),
        neighbours=neighbours(listed),
        documents=tuple(sorted(documents, key=lambda document: (document.folder, document.order, document.id))),
        shared=shared,
    )


def with_newer(catalog: Catalog, newer: Iterable[Entry]) -> Catalog:
    """The catalog with newer entries of listings that it has; groups and neighbours stay as they were until the next ``assemble``.

    Returns: what is enough for those listings' own pages, in a thousandth of the time.
    """
    entries = {entry.url: entry for entry in newer}
    listed = {entry.url: entry for entry in catalog.listed if entry.url not in entries}
    now = {url: entry for url, entry in entries.items() if is_listed(entry, catalog.today)}
    dated = {url: found for url, found in catalog.occurrences.items() if url not in entries}
    return structs.replace(
        catalog,
        entries=tuple(entries.get(entry.url, entry) for entry in catalog.entries),
        listed=(*listed.values(), *now.values()),
        occurrences={**dated, **_dated(now.values(), catalog.today)},
    )


def _dated(listed: Iterable[Entry], today: date) -> dict[str, tuple[Occurrence, ...]]:
    monday = today - timedelta(days=today.weekday())
    return {entry.url: found for entry in listed if (found := _window(entry, monday))}


def _moved(entries: Iterable[Entry], shared: Shared) -> dict[str, str]:
    """Former addresses and where they lead now; an address that is in use again leads nowhere else."""
    places = {id_: venue for id_, venue in shared.venues.items() if venue.precision != "withheld"}
    found = {f"{entry.kind}/{former}/": entry.url for entry in entries for former in entry.listing.former_ids}
    for folder, records in (("organizations", shared.organizations), ("places", places)):
        claims = [(former, id_) for id_, record in records.items() for former in record.former_ids if former not in records]
        found |= {f"{folder}/{former}/": f"{folder}/{id_}/" for former, id_ in claims}
    return found


def is_listed(entry: Entry, today: date) -> bool:
    """Whether a listing is in lists: not closed, and not over. Its own page stays either way."""
    if entry.listing.status == "closed":
        return False
    return not entry.schedule.rules or any(_last_day(rule, today) >= today for rule in entry.schedule.rules)


def _last_day(rule: Rule, today: date) -> date:
    """The last day of a rule; ``today`` for one without an end."""
    if rule.ends:
        # Midnight at the end of an all-day span is the start of the next day.
        return (rule.ends - timedelta(minutes=1)).date() if rule.all_day else rule.ends.date()
    if rule.dates:
        # What begins before midnight and ends after it is still on the next day.
        overnight = timedelta(days=1 if rule.minutes and rule.start + rule.minutes > 1440 else 0)
        return max(rule.dates) + overnight
    return rule.until or today


def _window(entry: Entry, monday: date) -> tuple[Occurrence, ...]:
    if all(rule.freq in ("always", "appointment") for rule in entry.schedule.rules):
        return ()
    back = entry.listing.paused_until
    if entry.listing.status == "paused" and back is None:
        return ()
    days = (max(monday, back) if back else monday, monday + timedelta(weeks=WEEKS))
    first, last = (datetime.combine(day, time(), ZoneInfo(entry.zone)).astimezone(UTC) for day in days)
    # An event months ahead has its dates told too.
    found = occurrences(entry.schedule, first, last) or occurrences(entry.schedule, first, last + timedelta(weeks=52))
    return tuple(found[:MOST])
