"""The field reference, from the schema itself: what each field is, for people who type it."""

import functools
from collections.abc import Iterator
from typing import Any

from msgspec import NODEFAULT, Struct, inspect

from alongside.schema import KINDS, Area, Organization, Term, Venue
from alongside.schema.parts import Place

_HEAD = """# What goes into a file

Made from the schema by `make docs`; change `alongside/schema/` instead. `python build.py new meeting` writes a file to start from.

Write text as it is; put it in quotes when it begins with a special character or holds `: ` or ` #`. A list is one value a line,
each after a hyphen. Comments stand on lines of their own. A field you do not need is left out.
"""


class FieldDoc(Struct, frozen=True):
    """One field: its path in the file, what it takes, whether it is needed, and what it says."""

    path: str
    takes: str
    required: bool
    description: str


def fields(type_: type, prefix: str = "") -> Iterator[FieldDoc]:
    """All fields of a record and of the records in it, in the order of the schema; what a file's place gives is left out."""
    info = inspect.type_info(type_)
    if not isinstance(info, inspect.StructType):
        raise TypeError(f"{type_} is not a record")
    for field in info.fields:
        plain, extra, schema = unwrap(field.type)
        if extra.get("is") == "given":
            continue
        path = prefix + field.encode_name
        required = field.default is NODEFAULT and field.default_factory is NODEFAULT
        examples = "".join(f" Example: `{example}`." for example in schema.get("examples", ())[:1])
        yield FieldDoc(path, takes(plain, extra), required, schema.get("description", "") + "." * bool(schema) + examples)
        # A place is the same wherever it stands, and has a table of its own.
        if (inner := record_in(plain)) and not issubclass(inner, Place):
            yield from fields(inner, f"{path}.")


@functools.cache
def vocabulary_lists() -> frozenset[str]:
    """The lists of content/vocabulary/ that fields take words from, and the two that only say what readers see."""
    records = (*KINDS.values(), Organization, Venue, Area, Term)
    return frozenset({"attendance", "kinds"}.union(*(_lists(inspect.type_info(record)) for record in records)))


def _lists(info: inspect.Type) -> set[str]:
    plain, extra, _ = unwrap(info)
    found = {extra["of"]} if extra.get("is") == "term" else set()
    if isinstance(plain, inspect.StructType):
        return found.union(*(_lists(field.type) for field in plain.fields))
    if isinstance(plain, inspect.UnionType):
        return found.union(*(_lists(each) for each in plain.types))
    return found | _lists(plain.item_type) if isinstance(plain, inspect.VarTupleType) else found


def unwrap(info: inspect.Type) -> tuple[inspect.Type, dict[str, str], dict[str, Any]]:
    """A type without its annotations, what they say of its reading, and what they say to people."""
    extra: dict[str, str] = {}
    schema: dict[str, Any] = {}
    while isinstance(info, inspect.Metadata):
        extra = {**(info.extra or {}), **extra}
        schema = {**(info.extra_json_schema or {}), **schema}
        info = info.type
    return info, extra, schema


def record_in(info: inspect.Type) -> type | None:
    """The record that a value may be or hold."""
    info = unwrap(info)[0]
    if isinstance(info, inspect.StructType):
        return info.cls
    if isinstance(info, inspect.UnionType):
        return next((found for each in info.types if (found := record_in(each))), None)
    if isinstance(info, inspect.VarTupleType):
        return record_in(info.item_type)
    return record_in(info.value_type) if isinstance(info, inspect.DictType) else None


_TAKES = {
    "id": "an id", "url": "a web address", "phone": "a phone number", "email": "an e-mail address", "zone": "a time zone",
    "language": "a language code", "country": "a country code", "time": "a time", "moment": "a date, or a date and time",
    "markdown": "Markdown",
}  # fmt: skip


def takes(info: inspect.Type, extra: dict[str, str]) -> str:
    """What may be typed, in words."""
    if extra.get("is") == "term":
        return f"a word of `vocabulary/{extra['of']}.yaml`"
    if extra.get("is") == "ref":
        return "an area's id" if extra["of"] == "areas" else f"an id in `{extra['of']}/`"
    if extra.get("is") in _TAKES:
        return _TAKES[extra["is"]]
    if isinstance(info, inspect.UnionType):
        return " or ".join(takes(*unwrap(each)[:2]) for each in info.types if not isinstance(each, inspect.NoneType))
    if isinstance(info, inspect.VarTupleType):
        return f"list: {takes(*unwrap(info.item_type)[:2])}"
    if isinstance(info, inspect.DictType):
        return f"by {takes(*unwrap(info.key_type)[:2])}: {takes(*unwrap(info.value_type)[:2])}"
    if isinstance(info, inspect.LiteralType):
        return ", ".join(f"`{value}`" for value in info.values)
    return _plain(info)


def _plain(info: inspect.Type) -> str:
    if isinstance(info, inspect.StrType):
        return f"text, {info.max_length:,} characters" if info.max_length else "text"
    if isinstance(info, inspect.BoolType):
        return "yes or no"
    if isinstance(info, inspect.DateType):
        return "a date"
    if isinstance(info, inspect.IntType | inspect.FloatType):
        return f"a number, {info.ge:,} to {info.le:,}" if info.ge is not None and info.le is not None else "a number"
    return "fields of its own"


def markdown() -> str:
    """The whole reference as a Markdown document."""
    shared = {field.path: field for field in fields(next(iter(KINDS.values())))}
    common = [path for path in shared if all(path in {f.path for f in fields(kind)} for kind in KINDS.values())]
    parts = [_HEAD, _section("Every listing", [shared[path] for path in common])]
    for name, kind in KINDS.items():
        own = [field for field in fields(kind) if field.path not in common]
        parts.append(_section(f"`{name}/`: {kind.__doc__ or ''}", own))
    for title, type_ in (
        ("A place, written in a listing or in `places/`", Venue),
        ("`organizations/`", Organization),
        ("`areas.yaml`, by id", Area),
        ("`vocabulary/*.yaml`, by id", Term),
    ):
        parts.append(_section(title, list(fields(type_))))
    return "\n".join(parts)


def _section(title: str, rows: list[FieldDoc]) -> str:
    lines = [f"## {title.rstrip('.')}", "", "| field | takes | says |", "|---|---|---|"]
    lines += [f"| `{row.path}`{' (needed)' if row.required else ''} | {row.takes} | {row.description} |" for row in rows]
    return "\n".join(lines) + "\n"
