"""schema.org data of a listing: the series with its schedule, and single dated occurrences.

Source: https://schema.org; an Event that has an eventSchedule carries no startDate, so each dated occurrence is an Event of its own.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from alongside.config import SiteConfig
from alongside.entries.records import Entry
from alongside.schema import Activity, Event, Family, Helpline, Meeting, Program, Tool
from alongside.timetable import Occurrence, schema_schedule

_MODES = {
    "in_person": "https://schema.org/OfflineEventAttendanceMode",
    "online": "https://schema.org/OnlineEventAttendanceMode",
    "phone": "https://schema.org/OnlineEventAttendanceMode",
    "hybrid": "https://schema.org/MixedEventAttendanceMode",
}
_CLINICAL = frozenset({"iop", "php", "outpatient", "detox", "residential", "otp", "telehealth", "psychiatry", "medication"})


def series(entry: Entry, config: SiteConfig) -> dict[str, Any]:
    """The node of a listing that stays true from build to build."""
    listing = entry.listing
    url = config.base_url + entry.url
    node: dict[str, Any] = {"@type": _type(entry), "@id": f"{url}#listing", "url": url, "name": listing.name}
    if entry.plain:
        node["description"] = entry.plain
    if isinstance(listing, Program | Helpline | Tool):
        return {**node, **_organization_facts(entry)}
    if entry.schedule.rules:
        schedules = [schema_schedule(rule, entry.zone, entry.schedule.except_dates) for rule in entry.schedule.rules]
        if found := [schedule for schedule in schedules if schedule]:
            node["eventSchedule"] = found if len(found) > 1 else found[0]
    return {**node, **_event_facts(entry, config)}


def dated(entry: Entry, occurrence: Occurrence, config: SiteConfig) -> dict[str, Any]:
    """One occurrence as an Event of its own, with the clock and offset of its place."""
    zone = ZoneInfo(entry.schedule.rules[occurrence.rule].zone or entry.zone)
    url = config.base_url + entry.url
    node: dict[str, Any] = {
        "@type": "Event",
        "name": entry.listing.name,
        "url": url,
        "startDate": _moment(occurrence.start, zone, occurrence.all_day),
    }
    rule = entry.schedule.rules[occurrence.rule]
    if rule.minutes or rule.ends:
        node["endDate"] = _moment(occurrence.end, zone, occurrence.all_day)
    if entry.plain:
        node["description"] = entry.plain
    node["superEvent"] = {"@id": f"{url}#listing"}
    return {**node, **_event_facts(entry, config)}


def _moment(at: datetime, zone: ZoneInfo, all_day: bool) -> str:
    local = at.astimezone(zone)
    return local.date().isoformat() if all_day else local.isoformat(timespec="seconds")


def _type(entry: Entry) -> str:
    listing = entry.listing
    if isinstance(listing, Program):
        clinical = any(tag.id in _CLINICAL for tag in entry.terms.get("levels_of_care", ()))
        return "MedicalClinic" if clinical and entry.place and entry.attendance != "online" else "MedicalOrganization"
    if isinstance(listing, Helpline):
        return "Organization"
    if isinstance(listing, Tool):
        return "SoftwareApplication"
    if isinstance(listing, Meeting | Family | Activity):
        return "EventSeries"
    return "Event" if listing.start else "EventSeries"


def _event_facts(entry: Entry, config: SiteConfig) -> dict[str, Any]:
    facts: dict[str, Any] = {"eventStatus": f"https://schema.org/{_status(entry)}"}
    if entry.attendance in _MODES:
        facts["eventAttendanceMode"] = _MODES[entry.attendance]
    if locations := _locations(entry):
        facts["location"] = locations if len(locations) > 1 else locations[0]
    if entry.organization:
        facts["organizer"] = {"@type": "Organization", "name": entry.organization.label, "url": config.base_url + entry.organization.url}
    if entry.listing.cost in ("free", "donation"):
        facts["isAccessibleForFree"] = True
        facts["offers"] = {"@type": "Offer", "price": 0, "priceCurrency": config.currency, "url": config.base_url + entry.url}
    return facts


def _status(entry: Entry) -> str:
    listing = entry.listing
    if isinstance(listing, Event) and listing.happening != "scheduled":
        return {"cancelled": "EventCancelled", "moved": "EventScheduled", "postponed": "EventPostponed"}[listing.happening]
    return {"paused": "EventPostponed", "closed": "EventCancelled"}.get(listing.status, "EventScheduled")


def _locations(entry: Entry) -> list[dict[str, Any]]:
    found = []
    if entry.place and entry.attendance in ("in_person", "hybrid"):
        found.append(_place(entry))
    if entry.attendance in ("online", "hybrid", "phone"):
        link = entry.joining.url.url if entry.joining and entry.joining.url else ""
        found.append({"@type": "VirtualLocation", **({"url": link} if link else {})})
    return found


def _place(entry: Entry) -> dict[str, Any]:
    place = entry.place
    if place is None:
        return {}
    node: dict[str, Any] = {"@type": "Place"}
    if place.name:
        node["name"] = place.name
    if address := _address(entry):
        node["address"] = address
    if place.latitude is not None and place.longitude is not None and place.precision == "exact":
        node["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return node


def _address(entry: Entry) -> dict[str, Any]:
    place = entry.place
    if place is None:
        return {}
    parts = {
        "streetAddress": place.street,
        "addressLocality": place.city,
        "addressRegion": place.region,
        "postalCode": place.postal_code,
        "addressCountry": place.country,
    }
    found = {name: value for name, value in parts.items() if value}
    return {"@type": "PostalAddress", **found} if found else {}


def _organization_facts(entry: Entry) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    listing = entry.listing
    if isinstance(listing, Program):
        if address := _address(entry):
            facts["address"] = address
        if geo := _place(entry).get("geo"):
            facts["geo"] = geo
    if entry.reach and entry.reach.phone:
        facts["telephone"] = entry.reach.phone.label
    if entry.reach and entry.reach.website:
        facts["sameAs"] = entry.reach.website.url
    if isinstance(listing, Helpline):
        lines = [line.call for line in listing.lines if line.call]
        facts["contactPoint"] = [{"@type": "ContactPoint", "telephone": number, "contactType": "customer support"} for number in lines]
        if listing.serves:
            facts["areaServed"] = listing.serves
    if isinstance(listing, Tool):
        facts["applicationCategory"] = "HealthApplication"
        if platforms := entry.terms.get("platforms"):
            facts["operatingSystem"] = ", ".join(tag.label for tag in platforms)
    return facts
