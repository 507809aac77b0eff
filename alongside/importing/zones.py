"""Time zones and towns from what a record says of its place."""

import functools
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any
from zoneinfo import available_timezones

import zipcodes
from msgspec import Struct

from alongside.drafts import Draft
from alongside.importing.report import Zone


class Zip(Struct, frozen=True):
    """What is known of a United States ZIP code."""

    city: str
    county: str
    state: str
    timezone: str
    latitude: float
    longitude: float


def known_zone(name: str) -> bool:
    """Whether a name is an IANA time zone."""
    return name in _zones()


@functools.cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


@functools.cache
def zip_of(code: str) -> Zip | None:
    """The place of a ZIP code, five digits or nine, or None."""
    if not re.fullmatch(r"\d{5}(-\d{4})?", code):
        return None
    found = zipcodes.matching(code)  # type: ignore[no-untyped-call] # the library has no types for it
    return _zip(found[0]) if found else None


def _zip(entry: Mapping[str, Any]) -> Zip:
    # The library's table has slips: "Napakiak" as a zone, (0, 0) for army post offices.
    zone = entry["timezone"] if known_zone(entry["timezone"]) else ""
    return Zip(entry["city"], entry["county"], entry["state"], zone, float(entry["lat"] or 0), float(entry["long"] or 0))


def zip_for(draft: Draft) -> Zip | None:
    """The place of a record's ZIP, unless something in the record speaks against it: country, state, town or coordinates.

    Other countries have codes of five digits too, so a record without a country needs a state or town that agrees.
    """
    found = zip_of(draft.postal_code) if draft.country in ("", "US") else None
    if found is None or (draft.state and draft.state.upper() != found.state) or _far(draft, found):
        return None
    elsewhere = not draft.country and not draft.state and draft.city and draft.city.casefold() != found.city.casefold()
    return None if elsewhere else found


def _far(draft: Draft, place: Zip) -> bool:
    """Whether the record's own coordinates lie more than three degrees away."""
    own = draft.data.get("place", {})
    if not isinstance(own, dict) or "latitude" not in own:
        return False
    return abs(float(own["latitude"]) - place.latitude) > 3 or abs(float(own["longitude"]) - place.longitude) > 3


@functools.cache
def town_zone(city: str, state: str) -> Zone | None:
    """The zone of a town in the United States, else of its state, where all ZIPs have the same one."""
    entries = zipcodes.filter_by(state=state) if state else []  # type: ignore[no-untyped-call] # as above
    for how, zones in (
        ("city", {entry["timezone"] for entry in entries if city and entry["city"].casefold() == city.casefold()}),
        ("state", {entry["timezone"] for entry in entries}),
    ):
        if len(zones) == 1 and known_zone(zone := zones.pop()):
            return Zone(zone, how)
    return None


@functools.cache
def _country_zones() -> dict[str, str]:
    """Countries that have one zone only. Source: the IANA database's zone.tab."""
    found: dict[str, list[str]] = {}
    for country, zone in _tab():
        found.setdefault(country, []).append(zone)
    return {country: zones[0] for country, zones in found.items() if len(zones) == 1}


def _tab() -> Iterator[tuple[str, str]]:
    text = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            yield country, zone


def own_zone(draft: Draft) -> Zone | None:
    """The zone that a record itself says: its own, or its ZIP's."""
    if known_zone(draft.zone):
        return Zone(draft.zone, "record")
    place = zip_for(draft)
    if place is not None and place.timezone:
        return Zone(place.timezone, "zip")
    return None


def zone_of(draft: Draft, given: str) -> Zone | None:
    """The zone of a record without looking at its area: its own, else the one given, else its country's or its town's."""
    found = own_zone(draft)
    if found is None and given:
        return Zone(given, "--timezone")
    if found is None and not draft.online and (zone := _country_zones().get(draft.country, "")):
        return Zone(zone, "country")
    if found is None and draft.country in ("", "US"):
        return town_zone(draft.city, draft.state.upper())
    return found
