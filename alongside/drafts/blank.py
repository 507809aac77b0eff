"""New files for people to fill in: a listing with examples beside what is answered, and the smallest site that builds."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from alongside.drafts.emit import emit, scalar
from alongside.drafts.fields import Shape, shape_at, shape_of
from alongside.schema import BY_AREA, KINDS


class Question(Struct, frozen=True, kw_only=True):
    """One thing that has to be known before a file is valid.

    ``field``: dotted path, or ``area``; ``of``: the vocabulary list or folder whose ids are answers; several go with commas where
    ``many`` is true. ``example`` is an answer that is right.
    """

    field: str
    ask: str
    example: str
    of: str = ""
    many: bool = False


_NAME = Question(field="name", ask="What is it called?", example="Tuesday Night Circle")
_AREA = Question(field="area", ask="In which area is it? An id of content/areas.yaml", example="boulder", of="areas")
_WHEN = Question(field="when", ask="When does it happen?", example="Tuesdays 7:00 pm - 8:00 pm")
_STREET = Question(field="place.street", ask="House number and street? Nothing where it is online only", example="1245 Spruce Street")
_CITY = Question(field="place.city", ask="City or town? Nothing where it is online only", example="Boulder")
_LINK = Question(field="online.url", ask="Link to join online? Nothing where there is none", example="https://example.org/room")
_PHONE = Question(field="contact.phone", ask="Phone number to ask at?", example="303-555-0100")
_SITE = Question(field="contact.website", ask="Website?", example="https://example.org")


def _own(field: str, ask: str, example: str, of: str, many: bool = False) -> Question:
    return Question(field=field, ask=ask, example=example, of=of, many=many)


_QUESTIONS = {
    "meetings": (_NAME, _AREA, _own("fellowship", "Which fellowship? Or independent", "aa", "fellowships"), _WHEN, _STREET, _CITY, _LINK),
    "programs": (
        _NAME,
        _AREA,
        _own("levels_of_care", "Which levels of care?", "iop, outpatient", "levels_of_care", True),
        _PHONE,
        _STREET,
        _CITY,
    ),
    "family": (_NAME, _AREA, _own("form", "In which form?", "support-group", "family_forms"), _WHEN, _STREET, _CITY, _LINK),
    "events": (
        _NAME,
        _AREA,
        _own("event_type", "What kind of event?", "resource-fair", "event_types"),
        Question(field="start", ask="When does it begin?", example="2026-12-04 17:00"),
        _STREET,
        _CITY,
        _LINK,
    ),
    "activities": (_NAME, _AREA, _own("activity_type", "What kind of activity?", "outdoors", "activity_types"), _WHEN, _STREET, _CITY),
    "helplines": (
        _NAME,
        Question(field="lines.call", ask="Number to call?", example="303-555-0100"),
        Question(field="when", ask="When does somebody answer?", example="always"),
    ),
    "tools": (_NAME, _own("functions", "What does it do?", "journaling", "tool_functions", True), _SITE),
}
# Shown as examples where they are not answered: what helps somebody most to decide whether to go.
_USEFUL = {
    "": ("summary", "description", "place", "online", "contact", "languages", "accessibility", "audience", "cost", "notice", "verified"),
    "meetings": ("formats",),
    "programs": ("conditions", "hours_per_week", "length", "payment", "intake", "waiting_list", "ages"),
    "family": ("relations", "sessions"),
    "events": ("end", "registration", "organizer"),
    "activities": ("experience",),
    "helplines": ("serves", "confidential"),
    "tools": ("platforms", "data_leaves"),
}
_EXAMPLES: Mapping[str, Any] = {
    "summary": "One plain sentence about it.",
    "description": "What happens there, who comes, what to expect the first time.",
    "place": {"name": "Community Hall", "street": "1245 Spruce Street", "city": "Boulder", "region": "CO", "postal_code": "80302"},
    "online": {"url": "https://example.org/room"},
    "contact": {"phone": "303-555-0100", "website": "https://example.org"},
    "languages": ["english"],
    "accessibility": ["wheelchair"],
    "audience": ["everyone"],
    "cost": "free",
    "notice": "New room from 1 December 2026",
    "verified": "2026-11-21",
    "formats": ["open", "newcomer"],
    "conditions": ["substance-use"],
    "hours_per_week": "9 to 12",
    "length": "8 to 12 weeks",
    "payment": ["medicaid", "private-insurance"],
    "intake": {"phone": "303-555-0101", "hours": "Monday to Friday, 8 am to 6 pm"},
    "waiting_list": {"text": "About two weeks", "as_of": "2026-11-21"},
    "ages": ["adults"],
    "relations": ["parents"],
    "sessions": "8",
    "end": "2026-12-04 20:00",
    "registration": {"url": "https://example.org/sign-up"},
    "organizer": "Friends of Recovery",
    "experience": "None",
    "serves": "The whole state",
    "confidential": "yes",
    "platforms": ["web"],
    "data_leaves": "Nothing; all stays on the phone.",
}


def questions(kind: str) -> tuple[Question, ...]:
    """What to ask for a new listing of a kind, in order. An empty answer leaves its field out."""
    return _QUESTIONS[kind]


def answered(kind: str, answers: Mapping[str, str]) -> dict[str, Any]:
    """The data of a listing from answers by dotted path; several values go with commas where the field is a list of words."""
    shape = shape_of(KINDS[kind])
    data: dict[str, Any] = {}
    for path, answer in answers.items():
        if not answer.strip() or (path == "area" and kind in BY_AREA):
            continue
        *parents, last = path.split(".")
        into = data
        for step in parents:
            found = shape_at(shape, step) if into is data else None
            into = _inside(into, step, found is not None and found.what == "list")
        field = shape_at(shape, path)
        into[last] = _listed(answer, field) if field is not None and field.what == "list" else answer.strip()
    return data


def _inside(into: dict[str, Any], step: str, in_list: bool) -> dict[str, Any]:
    found = into.setdefault(step, [{}] if in_list else {})
    inner: dict[str, Any] = found[0] if in_list else found
    return inner


def _listed(answer: str, field: Shape) -> list[str]:
    # A sentence of `when` may hold commas; ids and words do not.
    sentences = field.item is not None and field.item.or_text
    parts = [answer] if sentences else answer.split(",")
    return [part.strip() for part in parts if part.strip()]


def commented(kind: str, answers: Mapping[str, str]) -> str:
    """A content file with what was answered, and the most useful other fields as examples behind ``#``.

    Takes:   answers by dotted path, as ``questions`` names them; others are welcome.
    Returns: text that is valid where the answers are.
    """
    data = answered(kind, answers)
    shape = shape_of(KINDS[kind])
    useful = (*_USEFUL[kind], *_USEFUL[""])
    lines = ["## Lines that begin with ## explain the next one. To use an example, take away its # and the space behind it."]
    for field in shape.fields:
        if field.name in data:
            lines += ["", *emit({field.name: data[field.name]}, KINDS[kind]).splitlines()]
        elif field.name in useful:
            lines += ["", *_example(field, kind)]
    return "\n".join(lines) + "\n"


def _example(field: Shape, kind: str) -> Iterator[str]:
    if field.description:
        yield f"## {field.description}."
    for line in emit({field.name: _EXAMPLES[field.name]}, KINDS[kind]).splitlines():
        yield f"# {line}"


def new_site(title: str, timezone: str) -> dict[str, str]:
    """The files of the smallest site that builds, by path.

    Takes:   the directory's name; an IANA zone. Everything else can be written later.
    Source:  988lifeline.org for the one listing that helps everywhere in the United States from the first day.
    """
    return {
        "site_config.yaml": (
            "# Every key is described in CONTRIBUTING.md, \"The configuration\".\n"
            f"title: {scalar(title)}\n"
            "# Where it will be published; links between pages do not need it.\n"
            "base_url: https://example.org/\n"
            f"timezone: {scalar(timezone)}\n"
        ),
        "content/areas.yaml": (
            "# Cities, counties and regions: an id, then its name below it. Folders in content/meetings/ and others have these ids.\n"
            "online:\n"
            "  name: Online\n"
            "  type: online\n"
        ),
        "content/helplines/988-lifeline.yaml": (
            "name: 988 Suicide & Crisis Lifeline\n"
            "summary: Free and confidential support in a crisis, at any hour, by call, text or chat.\n"
            "lines:\n"
            '  - call: "988"\n'
            '    text: "988"\n'
            "    chat: https://988lifeline.org/chat/\n"
            "serves: United States\n"
            "confidential: yes\n"
            "contact:\n"
            "  website: https://988lifeline.org/\n"
            "when:\n"
            "  - always\n"
        ),
    }
