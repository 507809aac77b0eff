"""One record of a feed as a listing to be: what it says in our fields, what could not be used, and what only editors need to see."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from alongside.drafts.codes import Codes
from alongside.drafts.fields import Shape, shape_at, shape_of
from alongside.drafts.values import cut, email_of, line_of, link_text, markdown_of, phones_of, text_of, url_of
from alongside.reading.characters import without
from alongside.schema import KINDS

NOTES_LIMIT = 2000
_TOO_LONG = "is {length} characters long; {limit} at most, the rest is in notes_for_editors"
# What belongs to a person, not to a listing, under any name that a feed may give it.
_PERSONAL = re.compile(
    r"contact|author|feedback|edit_?url|person|people|owner|sponsor|editor|submitter|e-?mail|phone|birth|gender|director|manager"
    r"|supervisor|chair|secretary|treasurer|leader|facilitator|host|counsell?or|staff|(?:first|last|family|full)[_ ]?name|surname",
    re.IGNORECASE,
)


class Remark(Struct, frozen=True):
    """Something about one field of a record that a person should know; the value as the feed has it."""

    field: str
    value: str
    message: str


class Draft(Struct, frozen=True, kw_only=True):
    """A listing to be.

    ``record`` is the feed's own id of it. ``data`` is shaped like a content file. ``zone``: the record's own time zone. ``city``,
    ``county``, ``region``, ``state``, ``country`` and ``postal_code`` say where it is, also where ``data`` has no place; ``online``:
    nobody can come in person. ``refused`` says why it cannot be a listing.
    """

    record: str
    kind: str = "meetings"
    name: str = ""
    data: Mapping[str, Any] = {}
    zone: str = ""
    city: str = ""
    county: str = ""
    region: str = ""
    state: str = ""
    country: str = ""
    postal_code: str = ""
    online: bool = False
    remarks: tuple[Remark, ...] = ()
    refused: str = ""


class Making:
    """A draft while it is put together; lives no longer than its record is read."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.shape: Shape = shape_of(KINDS[kind])
        self.data: dict[str, Any] = {}
        self.remarks: list[Remark] = []
        self.notes: list[str] = []
        self.unknown: list[str] = []

    def remark(self, field: str, value: object, message: str) -> None:
        """Tell something about a field of the record."""
        shown = value if isinstance(value, str) else "" if value is None else line_of(value) or repr(value)
        self.remarks.append(Remark(field, cut(" ".join(without(shown).split()), 200)[0], message))

    def note(self, label: str, text: str) -> None:
        """Keep a text for editors only."""
        if text:
            self.notes.append(f"{label}: {text}")

    def put(self, path: str, value: Any) -> None:
        """Set a field by its dotted path; an empty value is left out."""
        if value in ("", [], {}):
            return
        *parents, last = path.split(".")
        into = self.data
        for step in parents:
            into = into.setdefault(step, {})
        into[last] = value

    def get(self, path: str) -> Any:
        """The value at a dotted path, "" where there is none."""
        value: Any = self.data
        for step in path.split("."):
            value = value.get(step, "") if isinstance(value, dict) else ""
        return value

    def add(self, path: str, *terms: str) -> None:
        """Add values to a list, each once."""
        listed = self.get(path) or []
        self.put(path, [*listed, *(term for term in dict.fromkeys(terms) if term not in listed)])

    def text(self, path: str, value: object, field: str) -> None:
        """Set a text field; what does not fit goes to the editors' notes and is told."""
        shape = shape_at(self.shape, path) or Shape()
        text = text_of(value)
        if not text and value not in (None, "", []) and not isinstance(value, str):
            self.remark(field, value, "is not text")
        if shape.means == "markdown":
            text = markdown_of(text)
        elif shape.limit <= 200:
            text = line_of(text)
        self._fitted(path, text, shape.limit, field)

    def _fitted(self, path: str, text: str, limit: int, field: str) -> None:
        short, rest = cut(text, limit) if limit else (text, "")
        if rest:
            self.remark(field, text, _TOO_LONG.format(length=len(text), limit=limit))
            self.note(f"Rest of {field}", rest)
        self.put(path, short)

    def more(self, path: str, value: object, field: str, label: str = "") -> None:
        """Add a paragraph to a text that may have one already."""
        text = text_of(value)
        if text:
            whole = [self.get(path), markdown_of(f"{label}: {text}" if label else text)]
            shape = shape_at(self.shape, path) or Shape()
            self._fitted(path, "\n\n".join(part for part in whole if part), shape.limit, field)

    def url(self, path: str, value: object, field: str) -> bool:
        """Set a link; what is none is told and left out."""
        if not (shown := link_text(value)):
            if line_of(value):
                self.remark(field, value, "is not a link; left out")
            return False
        found = url_of(value)
        if not found:
            self.remark(field, shown, "is not a link that opens; left out")
        elif found != shown:
            self.remark(field, shown, f"has no scheme; taken as {found}")
        self.put(path, found)
        return bool(found)

    def phone(self, path: str, value: object, field: str) -> bool:
        """Set a phone number; further numbers in the same value go to the editors' notes, and the description says them."""
        first, *others = phones_of(value) or [""]
        if first and not re.search(r"\d{2}", first):
            self.remark(field, value, "is not a phone number; left out")
            return False
        if len(first) > 60:
            self.remark(field, value, "is too long for a phone number; kept in notes_for_editors")
            self.note(field, first)
            return False
        self.put(path, first)
        for other in others:
            self.remark(field, value, f"holds more than one number; {first} is taken, {other} is in the description")
            self.more("description", other, field, "Also by phone")
        return bool(first)

    def email(self, path: str, value: object, field: str) -> None:
        """Set an e-mail address; what is none is told and left out."""
        if line_of(value):
            self.put(path, found := email_of(value))
            if not found:
                self.remark(field, value, "is not an e-mail address; left out")

    def codes(self, codes: Codes, systems: Iterable[str], given: Iterable[str], field: str) -> list[tuple[str, str]]:
        """Terms of codes into their fields.

        Returns: the terms whose list is no field of this kind, for the caller to act on. Codes that nobody knows are told and kept.
        """
        others, systems = [], tuple(systems)
        for code in given:
            found = codes.find(code, systems)
            if not found:
                self.unknown_code(code, field)
            shaped = [(name, term) for name, term in found if self.shape.field(name) and name != "attendance"]
            for name, term in shaped:
                shape = self.shape.field(name)
                if shape is not None and shape.what == "list":
                    self.add(name, term)
                else:
                    self.put(name, term)
            others += [pair for pair in found if pair not in shaped]
        return others

    def unknown_code(self, code: str, field: str) -> None:
        """Keep a code that the vocabulary does not know."""
        self.remark(field, code, "is a code not known here; kept in notes_for_editors")
        if code not in self.unknown:
            self.unknown.append(code)

    def keep_rest(self, record: Mapping[str, object], known: Iterable[str]) -> None:
        """Keep fields that have no place here for editors; what is about persons never gets in."""
        taken = set(known)
        for key, value in record.items():
            name = line_of(key)
            if key in taken or value in (None, "", [], {}):
                continue
            text = line_of(value) or ("" if isinstance(value, str | bool) else cut(line_of(repr(value)), 500)[0])
            if _PERSONAL.search(str(key)):
                self.remark(name, "", "looks personal; left out")
            elif text:
                self.remark(name, text, "has no field here; kept in notes_for_editors")
                self.note(cut(name, 60)[0], text)

    def finished(self, record: str, **more: Any) -> Draft:
        """The draft, with its notes for editors at their limit."""
        lines = [*([f"Codes not known here: {', '.join(self.unknown)}"] if self.unknown else []), *self.notes]
        notes, rest = cut("\n".join(lines), NOTES_LIMIT)
        if rest:
            self.remark("notes_for_editors", rest, "does not fit any more; left out")
        self.put("notes_for_editors", notes)
        name = str(self.get("name"))
        return Draft(record=record, kind=self.kind, name=name, data=self.data, remarks=tuple(self.remarks), **more)
