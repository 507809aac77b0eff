"""What to ask for a new listing, in order."""

from msgspec import Struct


class Question(Struct, frozen=True, kw_only=True):
    """One thing to know about a new listing.

    ``field``: dotted path, or ``area``; ``of``: the vocabulary list or folder whose ids are answers; several go with commas where
    ``many`` is true. ``example`` is an answer that is right. A file without what is ``needed`` is not valid.
    """

    field: str
    ask: str
    example: str
    of: str = ""
    many: bool = False
    needed: bool = False


_NAME = Question(field="name", ask="What is it called?", example="Tuesday Night Circle", needed=True)
_SUMMARY = Question(field="summary", ask="What is it, in one plain sentence?", example="A small group for anybody who is new.")
_AREA = Question(field="area", ask="In which area is it?", example="boulder", of="areas", needed=True)
_EVENT_AREA = Question(field="area", ask="In which area is it? Nothing where it is online only", example="boulder", of="areas")
_WHEN = Question(field="when", ask="When does it happen?", example="Tuesdays 7:00 pm - 8:00 pm")
_HALL = Question(field="place.name", ask="What is the place called?", example="Community Hall")
_STREET = Question(field="place.street", ask="House number and street?", example="1245 Spruce Street")
_CITY = Question(field="place.city", ask="City or town?", example="Boulder")
_LINK = Question(field="online.url", ask="Link to join online?", example="https://example.org/room")
_PHONE = Question(field="contact.phone", ask="Phone number to ask at?", example="303-555-0100")
_SITE = Question(field="contact.website", ask="Website?", example="https://example.org")
_MEETS = Question(field="when", ask=_WHEN.ask, example=_WHEN.example, needed=True)
_START = Question(field="start", ask="When does it begin?", example="2026-12-04 17:00", needed=True)
_PLACE = (_HALL, _STREET, _CITY)


def _own(field: str, ask: str, example: str, of: str, many: bool = False) -> Question:
    return Question(field=field, ask=ask, example=example, of=of, many=many, needed=True)


_FELLOWSHIP = _own("fellowship", "Which fellowship? Or independent", "aa", "fellowships")
_LEVELS = _own("levels_of_care", "Which levels of care?", "iop, outpatient", "levels_of_care", True)
_QUESTIONS = {
    "meetings": (_NAME, _SUMMARY, _AREA, _FELLOWSHIP, _MEETS, *_PLACE, _LINK),
    "programs": (_NAME, _SUMMARY, _AREA, _LEVELS, _PHONE, _SITE, *_PLACE),
    "family": (_NAME, _SUMMARY, _AREA, _own("form", "In which form?", "support-group", "family_forms"), _WHEN, *_PLACE, _LINK),
    "events": (
        _NAME,
        _SUMMARY,
        _EVENT_AREA,
        _own("event_type", "What kind of event?", "resource-fair", "event_types"),
        _START,
        *_PLACE,
        _LINK,
    ),
    "activities": (
        _NAME,
        _SUMMARY,
        _AREA,
        _own("activity_type", "What kind of activity?", "outdoors", "activity_types"),
        _WHEN,
        *_PLACE,
    ),
    "helplines": (
        _NAME,
        _SUMMARY,
        Question(field="lines.call", ask="Number to call?", example="303-555-0100", needed=True),
        Question(field="when", ask="When does somebody answer?", example="always", needed=True),
    ),
    "tools": (_NAME, _SUMMARY, _own("functions", "What does it do?", "journaling", "tool_functions", True), _SITE),
}
# What mends a rule between fields, by the field that the rule needs; what is easiest to give comes first.
_MENDING = {
    "contact.phone": (_PHONE,),
    "contact.website": (_SITE,),
    "contact": (_PHONE,),
    "online.url": (_LINK,),
    "online": (_LINK,),
    "place": (_STREET, _CITY),
    "when": (_WHEN,),
    "start": (_START,),
}


def questions(kind: str) -> tuple[Question, ...]:
    """What to ask for a new listing of a kind, in order. An empty answer leaves its field out."""
    return _QUESTIONS[kind]


def mending(needed: tuple[str, ...]) -> tuple[Question, ...]:
    """What to ask where a rule between fields wants one of these to be there."""
    found = [question for field, asked in _MENDING.items() if field in needed for question in asked]
    return tuple(dict.fromkeys(found))
