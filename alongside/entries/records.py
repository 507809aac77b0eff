"""What is worked out of a listing once, for every output to read."""

from datetime import date
from typing import Any

from msgspec import Struct

from alongside.schema import AnyListing
from alongside.timetable import Schedule, Told


class Tag(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One term of the vocabulary as a reader sees it; ``url`` where a browse page lists it."""

    id: str
    label: str
    line: str = ""
    url: str = ""


class Facts(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One row of a listing's page: a label and what it says, as terms or as text."""

    label: str
    tags: tuple[Tag, ...] = ()
    text: tuple[str, ...] = ()


class Link(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A link: ``url`` is absolute (https:, tel:, mailto:) or a path from the site's root without a leading slash.

    ``note`` stands beside the label, ``line`` explains it where the label alone is not plain.
    """

    url: str
    label: str
    note: str = ""
    line: str = ""


class PlaceFacts(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where, as it may be shown: a withheld place has no street, name or coordinates here."""

    id: str = ""
    url: str = ""
    name: str = ""
    street: str = ""
    locality: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: str = "exact"
    directions: str = ""
    transit: str = ""
    notice: str = ""
    accessibility: tuple[Tag, ...] = ()
    map_url: str = ""
    lang: str = ""


class Reach(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Ways to get in touch, ready to use; all of them of one listing or of one organization."""

    phone: Link | None = None
    text: Link | None = None
    email: Link | None = None
    website: Link | None = None
    name: str = ""


class Joining(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How to take part from anywhere; the link's label names the service where it is known."""

    url: Link | None = None
    phone: Link | None = None
    code: str = ""
    notes: str = ""


class Checked(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The last check: the day, in words with the year, how, and by whom."""

    on: date
    shown: str
    how: str = ""
    by: str = ""


class Langs(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The language of each of a record's own words, where it is not that of the page; ``rest`` is that of what is never translated.

    Source: WCAG 2.2, 3.1.2 (language of parts).
    """

    name: str = ""
    summary: str = ""
    description: str = ""
    notice: str = ""
    cost_notes: str = ""
    rest: str = ""


class Card(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A listing in a list; ``lines`` are the first numbers and links of a helpline, ``kind_label`` may be empty.

    ``live`` is its schedule for the script, which tells what is next; ``afar``: people may join who live by another clock.
    """

    kind: str
    kind_label: str
    url: str
    name: str
    when: tuple[Told, ...] = ()
    where: str = ""
    attendance: str = ""
    attendance_label: str = ""
    lines: tuple[Link, ...] = ()
    summary: str = ""
    deciding: tuple[str, ...] = ()
    notice: str = ""
    status_text: str = ""
    verified: str = ""
    verified_on: date | None = None
    verify_every: int = 0
    live: str = ""
    afar: bool = False
    langs: Langs = Langs()


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything about one listing, in one language of the site.

    ``reach`` is its own contact, ``theirs`` what its organization's adds. ``action`` is what to do first, if anything is;
    ``others`` are further ways, or, while it is paused, the ways to ask about it.
    """

    listing: AnyListing
    kind: str
    id: str
    url: str
    card: Card = Card(kind="", kind_label="", url="", name="")
    langs: Langs = Langs()
    html: str = ""
    plain: str = ""
    schedule: Schedule
    zone: str
    area: str = ""
    area_name: str = ""
    city_key: str = ""
    city_name: str = ""
    days: tuple[int, ...] = ()
    sort: tuple[int, str, str] = (0, "", "")
    attendance: str = ""
    place: PlaceFacts | None = None
    joining: Joining | None = None
    reach: Reach | None = None
    theirs: Reach | None = None
    action: Link | None = None
    others: tuple[Link, ...] = ()
    lines: tuple[Link, ...] = ()
    organization: Link | None = None
    terms: dict[str, tuple[Tag, ...]] = {}
    facts: tuple[Facts, ...] = ()
    cost: str = ""
    amounts: tuple[str, ...] = ()
    cost_notes: str = ""
    exceptions: tuple[Told, ...] = ()
    supports: tuple[Tag, ...] = ()
    checked: Checked | None = None
    updated: str = ""
    paused_until: str = ""
    edit_url: str = ""
    report_url: str = ""
    jsonld: dict[str, Any] = {}
