"""The parts that listings share: places, contacts, times, costs. Each field typed, limited and described.

How a value is read and checked follows from ``Meta(extra={"is": ...})`` (see ``alongside.schema.convert``):
``id``, ``term`` (with ``of``: a vocabulary list), ``ref`` (with ``of``: a folder of content), ``url``, ``phone``, ``email``,
``zone``, ``language``, ``country``, ``time``, ``moment``, ``markdown``; ``given`` fields come from the file's place, never from its text.
"""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Id = Annotated[str, Meta(max_length=80, extra={"is": "id"})]
Line = Annotated[str, Meta(max_length=200)]
Note = Annotated[str, Meta(max_length=500)]
Url = Annotated[str, Meta(max_length=1000, extra={"is": "url"})]
Phone = Annotated[str, Meta(max_length=60, extra={"is": "phone"})]
Email = Annotated[str, Meta(max_length=120, extra={"is": "email"})]
Zone = Annotated[str, Meta(extra={"is": "zone"}, description="IANA time zone", examples=["America/Denver"])]
Time = Annotated[str, Meta(extra={"is": "time"}, examples=["19:00", "7:00 pm"])]
Moment = Annotated[str, Meta(extra={"is": "moment"}, examples=["2026-12-04 17:00", "2026-12-04"])]
Language = Annotated[str, Meta(extra={"is": "language"}, examples=["en", "es"])]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
Ordinal = Literal["1", "2", "3", "4", "5", "last"]
Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Attendance = Literal["in_person", "online", "hybrid", "phone"]
Precision = Literal["exact", "approximate", "withheld"]
Status = Literal["active", "paused", "closed", "by_request"]
CostWord = Literal["free", "donation", "paid", "varies"]

Accessibility = Annotated[
    tuple[Annotated[str, Meta(extra={"is": "term", "of": "accessibility"})], ...],
    Meta(description="How people with different bodies and senses get in and take part"),
]


class Closure(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Days on which nothing happens: a holiday week, building work."""

    since: Annotated[date, Meta(description="First closed day")] = field(name="from")
    until: Annotated[date | None, Meta(description="Last closed day; left out: that one day")] = field(name="to", default=None)
    reason: Annotated[Line, Meta(description="Why, in a few words")] = ""


class Place(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where it happens."""

    name: Annotated[Line, Meta(description="What the building is called")] = ""
    street: Annotated[Line, Meta(description="House number and street, with the unit", examples=["1245 Spruce Street"])] = ""
    city: Annotated[Line, Meta(description="City or town")] = ""
    region: Annotated[Line, Meta(description="State, province or county", examples=["CO"])] = ""
    postal_code: Annotated[Line, Meta(description="ZIP or postal code, all digits kept", examples=["80302"])] = ""
    country: Annotated[str, Meta(description="Two-letter country code", extra={"is": "country"}, examples=["US"])] = ""
    latitude: Annotated[Latitude | None, Meta(description="Degrees north")] = None
    longitude: Annotated[Longitude | None, Meta(description="Degrees east; negative in the Americas")] = None
    precision: Annotated[
        Precision,
        Meta(description="exact; approximate (said on the page); withheld (only the area is shown: sober living, safe houses)"),
    ] = "exact"
    directions: Annotated[Note, Meta(description="How to find the door")] = ""
    transit: Annotated[Note, Meta(description="Bus and train, parking, bicycles")] = ""
    accessibility: Accessibility = ()
    timezone: Annotated[Zone, Meta(description="IANA time zone; left out: the area's")] = ""


class Online(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How to take part from anywhere."""

    url: Annotated[Url, Meta(description="Link to join, beginning with https://")] = ""
    phone: Annotated[Phone, Meta(description="Number to dial in")] = ""
    code: Annotated[Line, Meta(description="Meeting id and passcode, where they are public")] = ""
    notes: Annotated[Note, Meta(description="What to know before joining")] = ""


class Contact(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whom to ask."""

    phone: Annotated[Phone, Meta(description="Number to call; short numbers such as 988 are fine", examples=["303-555-0100"])] = ""
    text: Annotated[Phone, Meta(description="Number for text messages")] = ""
    email: Annotated[Email, Meta(description="E-mail address")] = ""
    website: Annotated[Url, Meta(description="Website, beginning with https://")] = ""
    name: Annotated[Line, Meta(description="First name of a person to ask for; never a family name")] = ""


class Slot(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One rule of when something happens, as a record instead of a sentence."""

    days: Annotated[tuple[Day, ...], Meta(description="Days of the week")] = ()
    nth: Annotated[tuple[Ordinal, ...], Meta(description="Which of these days in a month: 1 to 5 or last")] = ()
    every: Annotated[int, Meta(ge=1, le=52, description="Every so many weeks, counted from the week of `from`")] = 1
    dates: Annotated[tuple[date, ...], Meta(description="Single dates instead of days")] = ()
    start: Annotated[Time, Meta(description="When it begins, on the clock at the place")] = ""
    end: Annotated[Time, Meta(description="When it ends; at or before the start means the next day")] = ""
    minutes: Annotated[Annotated[int, Meta(ge=1, le=1440)] | None, Meta(description="How long, instead of `end`")] = None
    timezone: Annotated[Zone, Meta(description="Left out: the place's zone, else the area's, else the site's")] = ""
    since: Annotated[date | None, Meta(description="First day of this rule")] = field(name="from", default=None)
    until: Annotated[date | None, Meta(description="Last day of this rule")] = None
    note: Annotated[Line, Meta(description="What holds for this time only", examples=["enter by the side door"])] = ""


class Amount(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One price."""

    amount: Annotated[float, Meta(ge=0, le=1_000_000, description="In the site's currency")]
    per: Annotated[Line, Meta(description="What it pays for", examples=["session", "month"])] = ""
    label: Annotated[Line, Meta(description="Whom or what it is for", examples=["students"])] = ""


class Cost(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What it costs."""

    kind: Annotated[CostWord, Meta(description="free, donation, paid or varies")] = "paid"
    amounts: Annotated[tuple[Amount, ...], Meta(description="Prices")] = ()
    notes: Annotated[Note, Meta(description="Scholarships, what insurance covers, how to ask")] = ""


class Verification(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The last time somebody checked that a listing is true."""

    on: Annotated[date, Meta(description="The day it was checked")]
    how: Annotated[Line, Meta(description="How it was checked", examples=["by phone", "in person", "on the website"])] = ""
    by: Annotated[Line, Meta(description="Who checked it: a role or an organization", examples=["a volunteer", "the group itself"])] = ""


class Translation(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A listing's own words in another language."""

    name: Annotated[str, Meta(max_length=120, description="Name")] = ""
    summary: Annotated[Line, Meta(description="Summary")] = ""
    description: Annotated[str, Meta(max_length=8000, extra={"is": "markdown"}, description="Description, Markdown")] = ""
    notice: Annotated[Line, Meta(description="Notice")] = ""
    cost_notes: Annotated[Note, Meta(description="Notes on cost")] = ""


class Origin(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a listing was imported from."""

    feed: Annotated[Line, Meta(description="Name of the feed: the file in content/.imports/ without its ending")]
    record: Annotated[Line, Meta(description="The record's id in that feed")]
