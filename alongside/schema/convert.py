"""Raw text to typed records: every fault of a value in one pass, each with a fix.

Rules: every scalar arrives as the text that was typed and the schema decides what it is; a single value stands for a list of
one; an empty value is a field left out; a short text is one line. Faults carry a path; where that is in a file is ``checking``'s affair.
"""

import functools
import math
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import NODEFAULT, inspect, structs

from alongside.schema.faults import At, Fault, FaultError, Unlooked, Words
from alongside.schema.leaves import BROKEN, TEXTS, day, id_fault, number, word_of, yes_or_no

_Reader = Callable[[object, At], Any]
# More values than any listing needs would only cost time: 64 KB hold 16,000 sentences to explain.
MOST_VALUES = 200
# Texts up to this length are one line; longer ones may hold paragraphs.
_ONE_LINE = 200


def convert(data: object, type_: type, words: Words) -> tuple[Any | None, list[Fault]]:
    """A record of ``type_`` from raw YAML data, or every fault of it.

    Takes:   nested dicts, lists, text and None as ``reading`` gives them.
    Returns: the record (None where there is an error) and the faults, warnings among them.
    Source:  the annotations of ``alongside.schema``.
    """
    at = At((), words, [])
    return _read(data, type_, at), at.faults


def convert_each(data: object, type_: type, words: Words) -> tuple[dict[str, Any], list[Fault]]:
    """The records of a file that holds many by id: those without an error, and every fault of all."""
    whole = At((), words, [])
    records = {}
    for key, value in data.items() if isinstance(data, dict) else ():
        at = whole.into(key)
        if wrong := id_fault(key):
            at.fault(*wrong, key, key=True)
        record = _read(value, type_, at)
        if record is not None and not wrong:
            records[key] = record
    return records, whole.faults


def _read(data: object, type_: type, at: At) -> Any | None:
    """The record, or None where there is an error; read again with the place of each value only where there is a fault."""
    reader = _reader(type_)
    try:
        return reader(data, Unlooked.in_all(at.words))
    except FaultError:
        before = len(at.faults)
        record = reader(data, at)
        return None if _errors(at.faults[before:]) else record


def _errors(faults: list[Fault]) -> bool:
    return any(fault.severity == "error" for fault in faults)


def _nothing(value: object) -> bool:
    return value is None or (isinstance(value, str) and (not value or value.isspace()))


@functools.cache
def _reader(type_: type) -> _Reader:
    return _compile(inspect.type_info(type_), {})


def _compile(info: inspect.Type, extra: Mapping[str, str]) -> _Reader:
    if isinstance(info, inspect.Metadata):
        return _compile(info.type, {**(info.extra or {}), **extra})
    if isinstance(info, inspect.UnionType):
        return _union([i for i in info.types if not isinstance(i, inspect.NoneType)], extra)
    if isinstance(info, inspect.StructType):
        return _struct(info)
    if isinstance(info, inspect.VarTupleType):
        return _list(_compile(info.item_type, {}), info.min_length or 0)
    if isinstance(info, inspect.DictType):
        return _mapping(_compile(info.key_type, {}), _compile(info.value_type, {}), info.min_length or 0)
    return _scalar(_leaf(info, extra))


def _union(types: list[inspect.Type], extra: Mapping[str, str]) -> _Reader:
    """Text goes to the branch of scalars, a mapping to the record's: no value fits both."""
    bare = [(t, t.type if isinstance(t, inspect.Metadata) else t) for t in types]
    record = next((_compile(t, extra) for t, plain in bare if isinstance(plain, inspect.StructType)), None)
    scalar = next((_compile(t, extra) for t, plain in bare if not isinstance(plain, inspect.StructType)), None)

    def read(value: object, at: At) -> Any:
        chosen = record if (isinstance(value, dict) and record) or scalar is None else scalar
        assert chosen is not None  # a union has at least one branch
        return chosen(value, at)

    return read


def _struct(info: inspect.StructType) -> _Reader:
    given = {f.encode_name for f in info.fields if _extra(f.type).get("is") == "given"}
    fields = {f.encode_name: (f.name, _compile(f.type, {})) for f in info.fields if f.encode_name not in given}
    required = [f.encode_name for f in info.fields if f.default is NODEFAULT and f.default_factory is NODEFAULT]
    says = {f.encode_name: _description(f.type) for f in info.fields}
    known = list(fields)
    make = info.cls

    def read(value: object, at: At) -> Any:
        if not isinstance(value, dict):
            names = " …" if len(known) > 4 else "."
            fix = f"Write them on lines below it, indented: {', '.join(known[:4])}{names}"
            at.fault("needs fields of its own", fix, value, key=_nothing(value))
            return BROKEN
        before = len(at.faults)
        values, meant = {}, set()
        for key, item in value.items():
            if key not in fields:
                meant.add(_unknown(key, given, known, at))
            elif not _nothing(item):
                name, reader = fields[key]
                values[name] = reader(item, at.into(key))
        # A misspelt field is one mistake, not two.
        for key in required:
            if key not in meant and _nothing(value.get(key)):
                below = " below it" if at.path else ""
                at.into(key).fault("is missing", f'Write a line "{key}: …"{below}{says[key]}.', rule="required", key=True)
        return BROKEN if _errors(at.faults[before:]) else make(**values)

    return read


def _unknown(key: str, given: set[str], known: list[str], at: At) -> str | None:
    if key in given or (key == "kind" and "id" in given):
        at.into(key).fault("is not typed here", "Leave this line out: the file's name and folder say it.", key, key=True)
        return None
    guess = at.guess(key, known)
    fix = f"Did you mean {guess}?" if guess else f"Leave it out, or use one of: {', '.join(sorted(known))}."
    at.into(key).fault("is not a field here", fix, key, key=True, rule="unknown-field")
    return guess


def _list(item: _Reader, least: int) -> _Reader:
    def read(value: object, at: At) -> Any:
        items = value if isinstance(value, list) else [value]
        if _too_many(items, at):
            return BROKEN
        found = [item(v, at.into(i) if value is items else at) for i, v in enumerate(items) if not _nothing(v)]
        if len(found) < least:
            at.fault("needs at least one value", "Add one on a line of its own, beginning with a hyphen.", key=True)
        return tuple(found)

    return read


def _too_many(values: list[object], at: At) -> bool:
    if len(values) > MOST_VALUES:
        at.fault(f"holds {len(values):,} values; {MOST_VALUES} at most", "Keep those that people need.", key=True)
    return len(values) > MOST_VALUES


def _mapping(key: _Reader, item: _Reader, least: int) -> _Reader:
    def read(value: object, at: At) -> Any:
        if not isinstance(value, dict):
            at.fault("needs a name and a value on each line", 'Write for example "en: …" indented below it.', value)
            return BROKEN
        if _too_many(list(value), at):
            return BROKEN
        found = {_key(key, k, at.into(k)): item(v, at.into(k)) for k, v in value.items() if not _nothing(v)}
        if len(found) < least:
            at.fault("needs at least one value", 'Write for example "en: …" indented below it.', key=True)
        return found

    return read


def _key(reader: _Reader, key: str, at: At) -> Any:
    before = len(at.faults)
    found = reader(key, at)
    at.faults[before:] = [structs.replace(fault, key=True) for fault in at.faults[before:]]
    return found


def _scalar(leaf: Callable[[str, At], Any]) -> _Reader:
    def read(value: object, at: At) -> Any:
        if isinstance(value, str):
            return leaf(value, at)
        if isinstance(value, list):
            at.fault("takes one value, not a list", "Write one value behind the colon; a text that begins with [ needs quotes around it.")
        elif isinstance(value, dict):
            at.fault("takes a text, not fields of its own", "Write it behind the colon; a text that begins with { needs quotes around it.")
        return BROKEN

    return read


def _extra(info: inspect.Type) -> Mapping[str, str]:
    return (info.extra or {}) if isinstance(info, inspect.Metadata) else {}


def _description(info: inspect.Type) -> str:
    schema = (info.extra_json_schema or {}) if isinstance(info, inspect.Metadata) else {}
    return f" ({schema['description']})" if "description" in schema else ""


def _leaf(info: inspect.Type, extra: Mapping[str, str]) -> Callable[[str, At], Any]:
    if isinstance(info, inspect.BoolType):
        return yes_or_no
    if isinstance(info, inspect.DateType):
        return day
    if isinstance(info, inspect.IntType | inspect.FloatType):
        low, high = (-math.inf if info.ge is None else info.ge), (math.inf if info.le is None else info.le)
        return functools.partial(number, whole=isinstance(info, inspect.IntType), low=low, high=high)
    if isinstance(info, inspect.LiteralType):
        return functools.partial(word_of, known=tuple(str(v) for v in info.values), what="a word for this")
    if not isinstance(info, inspect.StrType):
        raise TypeError(f"the schema has a type that convert does not know: {info}")
    reader = TEXTS[extra.get("is", "text")]
    of = extra.get("of", "")
    limit = info.max_length
    one_line = limit is not None and limit <= _ONE_LINE

    def read(value: str, at: At) -> Any:
        value = " ".join(value.split()) if one_line else value.strip()
        if limit and len(value) > limit:
            over = len(value) - limit
            fix = f"Leave out {over:,} character{'s' * (over > 1)}."
            at.fault(f"is {len(value):,} characters long; {limit:,} at most", fix, value)
            return BROKEN
        return reader(value, at, of)

    return read
