"""Rules between fields, as one table of data, so that a form in a browser can run the same table.

A rule is broken where every condition of ``given`` holds and none of ``need`` does. A condition is the path of a field that has
a value, ``path=value``, or ``!path`` for a field that has none.
"""

import functools
from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from alongside.errors import nearest
from alongside.schema.faults import Fault

ALL = ("meetings", "programs", "family", "events", "activities", "helplines", "tools")


class Rule(Struct, frozen=True, kw_only=True):
    """One rule. ``good`` and ``bad`` hold the fields that matter of a listing that keeps it and of one that breaks it."""

    id: str
    kinds: tuple[str, ...] = ALL
    given: tuple[str, ...] = ()
    need: tuple[str, ...] = ()
    at: str
    message: str
    fix: str
    severity: Literal["error", "warning"] = "error"
    good: Mapping[str, Any]
    bad: Mapping[str, Any]


_AWAY = ("status=closed", "status=by_request")
_REACH = ("contact.phone", "contact.text", "contact.email", "contact.website", "organization")

RULES = (
    Rule(
        id="way-to-take-part",
        kinds=("meetings", "programs", "family", "events", "activities"),
        need=("place", "online.url", "online.phone", "online.notes", *_REACH, "intake.phone", "registration.url", *_AWAY),
        at="name",
        message="nobody could find out how to take part",
        fix='Add "place:", "online:" with a url or phone, or "contact:"; or write "status: by_request".',
        good={"contact": {"phone": "303-555-0100"}},
        bad={"summary": "A meeting."},
    ),
    Rule(
        id="way-to-use",
        kinds=("tools",),
        need=("contact.website", "contact.phone", "contact.email", "online.url", "organization", "status=closed"),
        at="name",
        message="nobody could find out where it is",
        fix='Add "contact:" with a website.',
        good={"contact": {"website": "https://example.org"}},
        bad={"summary": "An app."},
    ),
    Rule(
        id="meeting-when",
        kinds=("meetings",),
        need=("when", *_AWAY),
        at="name",
        message="a meeting says when it happens",
        fix='Add "when:" with a line such as "- Tuesdays 7:00 pm - 8:00 pm", or "- by appointment".',
        good={"when": ["Tuesdays 7:00 pm"]},
        bad={"summary": "A meeting."},
    ),
    Rule(
        id="program-reach",
        kinds=("programs",),
        need=("contact.phone", "contact.website", "intake.phone", "organization", "online.url", "status=closed"),
        at="name",
        message="a program gives a phone number or a website",
        fix='Add "contact:" with a phone or a website.',
        good={"contact": {"phone": "303-555-0100"}},
        bad={"place": {"city": "Boulder"}},
    ),
    Rule(
        id="event-date",
        kinds=("events",),
        need=("when", "start", "status=closed"),
        at="name",
        message="an event has a date",
        fix='Add "start: 2026-12-04 17:00", or "when:" with a line such as "- 2026-12-04 17:00 - 20:00".',
        good={"start": "2026-12-04 17:00"},
        bad={"summary": "A fair."},
    ),
    Rule(
        id="event-one-date",
        kinds=("events",),
        given=("start", "when"),
        at="start",
        message="both start and when say when it happens",
        fix="Keep one of the two.",
        good={"start": "2026-12-04"},
        bad={"start": "2026-12-04", "when": ["2026-12-04 17:00 - 20:00"]},
    ),
    Rule(
        id="event-end",
        kinds=("events",),
        given=("end",),
        need=("start",),
        at="end",
        message="an end needs a start",
        fix='Add a line "start: …" above it.',
        good={"start": "2026-12-04", "end": "2026-12-06"},
        bad={"end": "2026-12-06", "when": ["2026-12-04 17:00"]},
    ),
    Rule(
        id="helpline-hours",
        kinds=("helplines",),
        need=("when", "status=closed"),
        at="name",
        message="a helpline says when somebody answers",
        fix='Add "when:" with "- always" or its hours.',
        good={"when": ["always"]},
        bad={"summary": "A line."},
    ),
    Rule(
        id="event-area",
        kinds=("events",),
        given=("place.city",),
        need=("area",),
        at="place",
        message="a place that is written out does not say in which area it is",
        fix='Add a line "area: …" with an id of content/areas.yaml; without it the event is listed as online.',
        severity="warning",
        good={"place": {"city": "Boulder"}, "area": "boulder", "start": "2026-12-04"},
        bad={"place": {"city": "Boulder"}, "start": "2026-12-04"},
    ),
    Rule(
        id="withheld-street",
        given=("place.precision=withheld", "place.street"),
        at="place",
        message="the street of a withheld place can be read in this file",
        fix="Leave street, name and coordinates out; city and area are enough.",
        severity="warning",
        good={"place": {"city": "Boulder", "precision": "withheld"}},
        bad={"place": {"city": "Boulder", "street": "1 Pine Street", "precision": "withheld"}},
    ),
    Rule(
        id="online-how",
        kinds=("meetings", "programs", "family", "events", "activities", "tools"),
        given=("attendance=online",),
        need=("online", "organization", "contact", "registration.url", "status=closed"),
        at="attendance",
        message="it is online, and nothing says how to join",
        fix='Add "online:" with a url.',
        good={"attendance": "online", "online": {"url": "https://example.org/room"}},
        bad={"attendance": "online"},
    ),
    Rule(
        id="in-person-where",
        given=("attendance=in_person",),
        need=("place", *_REACH, *_AWAY),
        at="attendance",
        message="it is in person, and nothing says where",
        fix='Add "place:".',
        good={"attendance": "in_person", "place": {"city": "Boulder"}},
        bad={"attendance": "in_person", "online": {"notes": "Ask."}},
    ),
    Rule(
        id="in-person-or-hybrid",
        given=("attendance=in_person", "online.url"),
        at="attendance",
        message="it says in_person and has a link to join online",
        fix="Write hybrid, or leave the online link out.",
        good={"attendance": "hybrid", "place": {"city": "Boulder"}, "online": {"url": "https://example.org/room"}},
        bad={"attendance": "in_person", "place": {"city": "Boulder"}, "online": {"url": "https://example.org/room"}},
    ),
    Rule(
        id="hybrid-place",
        given=("attendance=hybrid", "!place"),
        at="attendance",
        message="hybrid means in person as well, and nothing says where",
        fix='Add "place:", or write online.',
        good={"attendance": "hybrid", "place": {"city": "Boulder"}, "online": {"url": "https://example.org/room"}},
        bad={"attendance": "hybrid", "online": {"url": "https://example.org/room"}},
    ),
    Rule(
        id="paused-status",
        given=("paused_until",),
        need=("status=paused",),
        at="paused_until",
        message="paused_until goes with status: paused",
        fix='Add a line "status: paused", or leave paused_until out.',
        good={"status": "paused", "paused_until": "2027-01-09"},
        bad={"paused_until": "2027-01-09"},
    ),
)

# The beginning of an address alone is as good as none.
_NOTHING: tuple[object, ...] = (None, "", [], {}, "http://", "https://")


def broken(kind: str, data: Mapping[str, Any], unknown: tuple[str, ...] = ()) -> list[Fault]:
    """The rules that a listing breaks.

    Takes:   the raw fields as they were typed; ``unknown`` names fields that the schema does not have, so that a misspelt field
             is not told a second time as a missing one.
    """
    return [
        Fault(path=tuple(rule.at.split(".")), message=rule.message, fix=rule.fix, severity=rule.severity, rule=rule.id, key=True)
        for rule in _rules_of(kind)
        if breaks(rule, data) and not _misspelt(rule, unknown)
    ]


@functools.cache
def _rules_of(kind: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if kind in rule.kinds)


def breaks(rule: Rule, data: Mapping[str, Any]) -> bool:
    """Whether the fields of a listing break one rule."""
    for condition in rule.given:
        if not _holds(condition, data):
            return False
    return not any(_holds(condition, data) for condition in rule.need)


def _holds(condition: str, data: Mapping[str, Any]) -> bool:
    steps, wanted, holds = _parts(condition)
    value: Any = data
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    if isinstance(value, str):
        value = value.strip()
    return (value == wanted if wanted else value not in _NOTHING) is holds


@functools.cache
def _parts(condition: str) -> tuple[tuple[str, ...], str, bool]:
    """The steps to a field, its value, and whether the condition holds where it has that value, or any."""
    path, _, wanted = condition.removeprefix("!").partition("=")
    return tuple(path.split(".")), wanted, not condition.startswith("!")


def _misspelt(rule: Rule, unknown: tuple[str, ...]) -> bool:
    fields = {condition.split(".")[0].split("=")[0].lstrip("!") for condition in (*rule.need, *rule.given)}
    return any(nearest(key, fields) for key in unknown)
