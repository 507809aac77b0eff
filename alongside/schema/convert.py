"""Raw text to typed records: every fault of a value in one pass, each with a fix.

Rules: every scalar arrives as the text that was typed and the schema decides what it is; a single value stands for a list of
one; an empty value is a field left out. Faults carry a path; where that is in a file is ``checking``'s affair.
"""

import functools
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import NODEFAULT, inspect

from alongside.errors import nearest
from alongside.schema.faults import At, Fault, Words
from alongside.schema.leaves import BROKEN, TEXTS, day, number, word_of, yes_or_no

_Reader = Callable[[object, At], Any]


def convert(data: object, type_: type, words: Words) -> tuple[Any | None, list[Fault]]:
    """A record of ``type_`` from raw YAML data, or every fault of it.

    Takes:   nested dicts, lists, text and None as ``reading`` gives them.
    Returns: the record (None where there is an error) and the faults, warnings among them.
    Source:  the annotations of ``alongside.schema``.
    """
    faults: list[Fault] = []
    record = _reader(type_)(data, At((), words, faults))
    return (None if any(f.severity == "error" for f in faults) else record), faults


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
        return _mapping(_compile(info.key_type, {}), _compile(info.value_type, {}))
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
    required = {f.encode_name for f in info.fields if f.default is NODEFAULT and f.default_factory is NODEFAULT}
    known = list(fields)
    make = info.cls

    def read(value: object, at: At) -> Any:
        if not isinstance(value, dict):
            at.fault("needs fields of its own", f"Indent them below it: {', '.join(known[:4])} …", value)
            return BROKEN
        before = len(at.faults)
        values, meant = {}, set()
        for key, item in value.items():
            if key not in fields:
                meant.add(_unknown(key, given, known, at))
            elif item is not None:
                name, reader = fields[key]
                values[name] = reader(item, at.into(key))
        # A misspelt field is one mistake, not two.
        for key in required - meant:
            if value.get(key) is None:
                at.into(key).fault("is missing", f'Add a line "{key}: …".', rule="required")
        return BROKEN if any(f.severity == "error" for f in at.faults[before:]) else make(**values)

    return read


def _unknown(key: str, given: set[str], known: list[str], at: At) -> str | None:
    if key in given or (key == "kind" and "id" in given):
        at.into(key).fault(f"'{key}' is not typed here", "Leave this line out: the file's name and folder say it.", key, key=True)
        return None
    guess = nearest(key, known)
    fix = f"Did you mean {guess}?" if guess else f"Leave it out, or use one of: {', '.join(sorted(known))}."
    at.into(key).fault(f"'{key}' is not a field here", fix, key, key=True, rule="unknown-field")
    return guess


def _list(item: _Reader, least: int) -> _Reader:
    def read(value: object, at: At) -> Any:
        items = value if isinstance(value, list) else [value]
        found = [item(v, at.into(i) if value is items else at) for i, v in enumerate(items) if v is not None]
        if len(found) < least:
            at.fault("needs at least one value", "Add one on a line of its own, beginning with a hyphen.")
        return tuple(found)

    return read


def _mapping(key: _Reader, item: _Reader) -> _Reader:
    def read(value: object, at: At) -> Any:
        if not isinstance(value, dict):
            at.fault("needs a name and a value on each line", 'Write for example "en: …" indented below it.', value)
            return {}
        return {key(k, at.into(k)): item(v, at.into(k)) for k, v in value.items() if v is not None}

    return read


def _scalar(leaf: Callable[[str, At], Any]) -> _Reader:
    def read(value: object, at: At) -> Any:
        if isinstance(value, str):
            return leaf(value, at)
        if isinstance(value, list):
            at.fault("takes one value, not a list", "Keep one value; text that begins with [ needs quotes around it.")
        elif isinstance(value, dict):
            at.fault("takes text, not fields of its own", 'Put the text in quotes: "…".')
        return BROKEN

    return read


def _extra(info: inspect.Type) -> Mapping[str, str]:
    return (info.extra or {}) if isinstance(info, inspect.Metadata) else {}


def _leaf(info: inspect.Type, extra: Mapping[str, str]) -> Callable[[str, At], Any]:
    if isinstance(info, inspect.BoolType):
        return yes_or_no
    if isinstance(info, inspect.DateType):
        return day
    if isinstance(info, inspect.IntType | inspect.FloatType):
        return functools.partial(number, whole=isinstance(info, inspect.IntType), low=info.ge, high=info.le)
    if isinstance(info, inspect.LiteralType):
        return functools.partial(word_of, known=tuple(str(v) for v in info.values), what="word")
    if not isinstance(info, inspect.StrType):
        raise TypeError(f"the schema has a type that convert does not know: {info}")
    reader = TEXTS[extra.get("is", "text")]
    of = extra.get("of", "")
    limit = info.max_length

    def read(value: str, at: At) -> Any:
        value = value.strip()
        if limit and len(value) > limit:
            at.fault(f"is {len(value)} characters long; {limit} at most", "Shorten it, or move the rest into the description.", value)
            return BROKEN
        return reader(value, at, of)

    return read
