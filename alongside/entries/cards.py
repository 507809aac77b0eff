"""A listing as a card in a list: what decides whether to read on."""

from collections.abc import Mapping
from gettext import NullTranslations

from alongside.checking import Shared
from alongside.config import SiteConfig
from alongside.entries.actions import rests
from alongside.entries.records import Card, Entry, Link, PlaceFacts, Tag
from alongside.entries.terms import text_of
from alongside.languages import language_of
from alongside.schema import Event, Helpline, Program
from alongside.timetable import compact, date_words, told

# Who joins from anywhere may live by another clock, so these always name theirs.
_FROM_AFAR = frozenset({"online", "hybrid", "phone"})


def card_of(entry: Entry, shared: Shared, config: SiteConfig, translations: NullTranslations) -> Card:
    """The listing as lists show it."""
    kind = shared.terms.get("kinds", {}).get(entry.kind)
    return Card(
        kind=entry.kind,
        kind_label=text_of(kind.label, language_of(translations)) if kind else entry.kind,
        url=entry.url,
        name=entry.listing.name,
        when=told(entry.schedule, translations, show_zone=entry.attendance in _FROM_AFAR),
        where=_where(entry.place, entry.area_name, entry.attendance),
        attendance=entry.attendance,
        attendance_label=_attendance(entry, translations),
        lines=_first_lines(entry) if entry.listing.status == "active" else (),
        summary=entry.plain,
        deciding=_deciding(entry, entry.terms),
        notice=entry.listing.notice,
        status_text=_status(entry, translations),
        verified=date_words(entry.checked.on, translations, False) if entry.checked else "",
        verified_on=entry.checked.on if entry.checked else None,
        verify_every=config.verify_every,
        live=_live(entry),
        afar=entry.attendance in _FROM_AFAR,
        langs=entry.langs,
    )


def _live(entry: Entry) -> str:
    """The schedule for the script; of what is closed, cancelled or paused without an end nothing is next."""
    resumes = entry.listing.paused_until if entry.listing.status == "paused" else None
    if rests(entry) and resumes is None:
        return ""
    return compact(entry.schedule, resumes)


def _attendance(entry: Entry, translations: NullTranslations) -> str:
    if isinstance(entry.listing, Helpline) and entry.attendance == "online":
        return translations.gettext("By text or chat")
    return next((tag.label for tag in entry.terms.get("attendance", ())), "")


def _first_lines(entry: Entry) -> tuple[Link, ...]:
    """The first two ways to reach a helpline that are not the same number."""
    found: dict[str, Link] = {}
    for line in entry.lines:
        found.setdefault(line.url or line.label, line)
    return tuple(found.values())[:2]


def _where(place: PlaceFacts | None, area: str, attendance: str) -> str:
    if attendance in ("online", "phone"):
        return ""
    if place is None:
        return area
    return ", ".join(part for part in (place.name or place.street, place.city) if part) or place.locality or area


def _deciding(entry: Entry, terms: Mapping[str, tuple[Tag, ...]]) -> tuple[str, ...]:
    """At most three facts that decide: level of care or kind of meeting, cost or insurance, for whom, access."""
    first = terms.get("levels_of_care" if isinstance(entry.listing, Program) else "fellowships", ())
    groups = (
        ", ".join(tag.label for tag in first[:2]),
        entry.cost or ", ".join(tag.label for tag in terms.get("payment", ())[:2]),
        ", ".join(tag.label for tag in terms.get("audience", ())[:2]),
        ", ".join(tag.label for tag in terms.get("accessibility", ())[:1]),
    )
    return tuple(group for group in groups if group)[:3]


def _status(entry: Entry, translations: NullTranslations) -> str:
    _ = translations.gettext
    happening = entry.listing.happening if isinstance(entry.listing, Event) else "scheduled"
    words = {"cancelled": _("Cancelled"), "moved": _("Moved"), "postponed": _("Postponed")}
    status = {"active": "", "paused": _("Paused"), "closed": _("Closed"), "by_request": _("Ask before you come")}[entry.listing.status]
    if entry.listing.status == "paused" and entry.paused_until:
        status = _("Paused until %(day)s") % {"day": entry.paused_until}
    return ". ".join(part for part in (words.get(happening, ""), status) if part)
