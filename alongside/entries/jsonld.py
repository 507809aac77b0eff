"""schema.org data of a listing: the series with its schedule, and single dated occurrences.

Source: https://schema.org; an Event that has an eventSchedule carries no startDate, so each dated occurrence is an Event of its own.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from alongside.config import SiteConfig
from alongside.entries.records import Entry, PlaceFacts
from alongside.schema import Cost, Event, Helpline, Program, Tool
from alongside.timetable import Occurrence, Rule, Schedule, local_dates, occurrences, schema_schedule
from alongside.timetable.rules import FIRST_YEAR, LAST_YEAR

Node = dict[str, Any]

_MODES = {
    "in_person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "phone": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}
# Levels of care that are given by doctors, nurses and therapists at a place.
CLINICAL = frozenset(
    {
        *("hospital", "detox", "hospital-detox", "residential-detox", "outpatient-detox", "crisis-stabilization", "residential"),
        *("residential-short", "residential-long", "php", "iop", "outpatient", "medication-treatment", "otp", "psychiatry", "assessment"),
    }
)


def series(entry: Entry, config: SiteConfig) -> Node:
    """The node of a listing that stays true from build to build; of what happens only once it has the date."""
    url = config.base_url + entry.url
    node: Node = {"@type": "", "@id": f"{url}#listing", "url": url, "name": entry.listing.name}
    if entry.plain:
        node["description"] = entry.plain
    if isinstance(entry.listing, Program):
        return {**node, **_program_facts(entry, config)}
    if isinstance(entry.listing, Helpline):
        return {**node, **_helpline_facts(entry, entry.listing)}
    if isinstance(entry.listing, Tool):
        return {**node, **_tool_facts(entry, config)}
    once = _only_time(entry.schedule)
    times = _moments(entry, once) if once else _schedules(entry)
    return {**node, "@type": "Event" if once else "EventSeries", **times, **_event_facts(entry, config, _status(entry))}


def dated(entry: Entry, occurrence: Occurrence, config: SiteConfig) -> Node:
    """One occurrence of a series as an Event of its own, with the clock and offset of its place."""
    url = config.base_url + entry.url
    node: Node = {"@type": "Event", "name": entry.listing.name, "url": url, **_moments(entry, occurrence)}
    if entry.plain:
        node["description"] = entry.plain
    node["superEvent"] = {"@id": f"{url}#listing"}
    # Of a pause only what comes after it is told.
    status = "EventScheduled" if entry.listing.status == "paused" else _status(entry)
    return {**node, **_event_facts(entry, config, status)}


def _only_time(schedule: Schedule) -> Occurrence | None:
    """The one time that something happens which happens on a single date."""
    rule = schedule.rules[0] if len(schedule.rules) == 1 else Rule(freq="always")
    days = (rule.begins.date(),) if rule.begins else rule.dates
    if len(days) != 1:
        return None
    noon = datetime.combine(days[0], time(12), UTC)
    return next(iter(occurrences(schedule, noon - timedelta(days=2), noon + timedelta(days=2))), None)


def _moments(entry: Entry, occurrence: Occurrence) -> Node:
    rule = entry.schedule.rules[occurrence.rule]
    zone = ZoneInfo(rule.zone or entry.zone)
    start, end = occurrence.start.astimezone(zone), occurrence.end.astimezone(zone)
    if occurrence.all_day:
        # The last day ends at midnight, which is the next day's.
        return {"startDate": start.date().isoformat(), "endDate": (end - timedelta(minutes=1)).date().isoformat()}
    ends = {"endDate": end.isoformat(timespec="seconds")} if rule.minutes or rule.ends else {}
    return {"startDate": start.isoformat(timespec="seconds"), **ends}


def _schedules(entry: Entry) -> Node:
    rules = entry.schedule.rules
    found = [node for rule in rules if (node := schema_schedule(rule, entry.zone, _days_off(rule, entry.schedule)))]
    return {"eventSchedule": found if len(found) > 1 else found[0]} if found else {}


def _days_off(rule: Rule, schedule: Schedule) -> tuple[date, ...]:
    """Days on which a rule does not hold: those named, and its days within closures, of a long one those of its first year."""
    days = set(schedule.except_dates)
    for closure in schedule.closures:
        if FIRST_YEAR <= closure.since.year <= LAST_YEAR:
            last = min(closure.until or closure.since, closure.since + timedelta(days=366))
            days.update(local_dates(rule, closure.since, last))
    return tuple(sorted(days))


def _event_facts(entry: Entry, config: SiteConfig, status: str) -> Node:
    facts: Node = {"eventStatus": f"https://schema.org/{status}"}
    if entry.attendance in _MODES:
        facts["eventAttendanceMode"] = f"https://schema.org/{_MODES[entry.attendance]}"
    if locations := _locations(entry, config):
        facts["location"] = locations if len(locations) > 1 else locations[0]
    if entry.organization:
        facts["organizer"] = {"@type": "Organization", "name": entry.organization.label, "url": config.base_url + entry.organization.url}
    if offers := _free(entry, config):
        facts |= {"isAccessibleForFree": True, **offers}
    return facts


def _free(entry: Entry, config: SiteConfig) -> Node:
    cost = entry.listing.cost
    if (cost.kind if isinstance(cost, Cost) else cost) not in ("free", "donation"):
        return {}
    return {"offers": {"@type": "Offer", "price": 0, "priceCurrency": config.currency, "url": config.base_url + entry.url}}


def _status(entry: Entry) -> str:
    listing = entry.listing
    if isinstance(listing, Event) and listing.happening != "scheduled":
        return {"cancelled": "EventCancelled", "moved": "EventScheduled", "postponed": "EventPostponed"}[listing.happening]
    return {"paused": "EventPostponed", "closed": "EventCancelled"}.get(listing.status, "EventScheduled")


def _locations(entry: Entry, config: SiteConfig) -> list[Node]:
    found = []
    if entry.place and entry.attendance in ("in_person", "hybrid"):
        names = {"name": entry.place.name} if entry.place.name else {}
        found.append({"@type": "Place", **names, **_address(entry.place, config), **_geo(entry.place)})
    if entry.attendance in ("online", "hybrid", "phone"):
        link = entry.joining.url.url if entry.joining and entry.joining.url else ""
        found.append({"@type": "VirtualLocation", **({"url": link} if link else {})})
    return found


def _geo(place: PlaceFacts) -> Node:
    if place.latitude is None or place.longitude is None or place.precision != "exact":
        return {}
    return {"geo": {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}}


def _address(place: PlaceFacts, config: SiteConfig) -> Node:
    parts = {
        "streetAddress": place.street,
        "addressLocality": place.city,
        "addressRegion": place.region,
        "postalCode": place.postal_code,
        "addressCountry": place.country or config.country,
    }
    return {"address": {"@type": "PostalAddress", **{name: value for name, value in parts.items() if value}}}


def _reach(entry: Entry) -> Node:
    phone = (entry.reach and entry.reach.phone) or (entry.theirs and entry.theirs.phone)
    # The organization's website is about the organization, not about this.
    website = entry.reach.website if entry.reach else None
    return {**({"telephone": phone.label} if phone else {}), **({"sameAs": website.url} if website else {})}


def _program_facts(entry: Entry, config: SiteConfig) -> Node:
    clinical = any(tag.id in CLINICAL for tag in entry.terms.get("levels_of_care", ()))
    if entry.place is None or entry.attendance == "online":
        return {"@type": "MedicalOrganization", **_reach(entry)}
    if not clinical:
        return {"@type": "MedicalOrganization", **_address(entry.place, config), **_reach(entry)}
    # A clinic is a place too, so it has a position.
    return {"@type": "MedicalClinic", **_address(entry.place, config), **_geo(entry.place), **_reach(entry)}


def _helpline_facts(entry: Entry, listing: Helpline) -> Node:
    points = [{"@type": "ContactPoint", "telephone": line.call, "contactType": "customer support"} for line in listing.lines if line.call]
    serves = {"areaServed": listing.serves} if listing.serves else {}
    return {"@type": "Organization", **_reach(entry), **({"contactPoint": points} if points else {}), **serves}


def _tool_facts(entry: Entry, config: SiteConfig) -> Node:
    platforms = ", ".join(tag.label for tag in entry.terms.get("platforms", ()))
    runs_on = {"operatingSystem": platforms} if platforms else {}
    website = {"sameAs": entry.reach.website.url} if entry.reach and entry.reach.website else {}
    return {"@type": "SoftwareApplication", "applicationCategory": "HealthApplication", **runs_on, **website, **_free(entry, config)}


def script_json(value: Node) -> str:
    """JSON that is safe inside a script element: no text in it can end the element or open a comment."""
    return msgspec.json.encode(value).decode().translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})
