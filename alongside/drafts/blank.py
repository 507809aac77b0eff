"""New files for people to fill in: a listing with examples beside what is answered."""

from collections.abc import Iterator, Mapping
from typing import Any

from alongside.drafts.emit import emit
from alongside.drafts.fields import Shape, shape_at, shape_of
from alongside.schema import BY_AREA, KINDS

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
