"""Data to YAML as a person would write it: fields in the schema's order, block style, quotes only where they are needed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alongside.drafts.fields import Shape, shape_of

# Longer texts are folded at this width; shorter ones stay on their line.
WIDTH = 100
_TEXT = Shape()
# Plain in every YAML reader: begins with a letter, a digit before no other sign of a number, or a sign before a digit.
_PLAIN = re.compile(r"(?:[^\W_]|[-+]\d|[(/.$€£¿¡“‘«])[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*", re.DOTALL)
# ": " would begin a field, " #" a comment; a trailing colon too.
_UNSAFE = re.compile(r":(?:\s|\Z)|\s#|\A\s|\s\Z|\A(?:---|\.\.\.)")
# What YAML 1.1 or 1.2 takes for something else than text: booleans, nothing, base-60 times, octal and other numbers with a sign too many.
_OTHERWISE = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null|~)|[-+]?\d+:[\d:.]+|[-+]?0\d+|0[xo][0-9a-f]+|\.(?:inf|nan)|[-+]\.inf|[-+]?[\d.]*\d[\d.]*e[-+]?\d+",
    re.IGNORECASE,
)
_SIMPLE_ITEM = re.compile(r"-?[^\W_][\w-]*(?:[ .][\w-]+)*", re.ASCII)
_KEY = re.compile(r"[A-Za-z][\w-]*", re.ASCII)


def emit(data: Mapping[str, Any], type_: type | None = None, head: Sequence[str] = ()) -> str:
    """YAML of nested text.

    Takes:   dicts, lists and texts as ``reading`` gives them (None is left out); ``type_``: the record type whose order of
             fields is kept; ``head``: lines of comment on top.
    Returns: text that ``reading.parse`` reads back as the same data, provided no text holds a control character.
    """
    shape = shape_of(type_) if type_ is not None else Shape(what="record")
    lines = [f"# {line}".rstrip() for line in head]
    lines += _mapping(data, shape, "") if data else ["{}"]
    return "\n".join(lines) + "\n"


def _mapping(data: Mapping[str, Any], shape: Shape, indent: str) -> Iterator[str]:
    known = {f.name: f for f in shape.fields}
    order = [name for name in known if name in data] + [key for key in data if key not in known]
    for key in order:
        if data[key] is not None:
            field = known.get(key) or shape.item or _TEXT
            yield from _value(f"{indent}{_key(key)}:", data[key], field, indent)


def _value(lead: str, value: Any, shape: Shape, indent: str) -> Iterator[str]:
    """The lines of ``lead`` (a key with its colon, or a dash) and its value."""
    if isinstance(value, dict):
        yield from _block(lead, list(_mapping(value, shape, indent + "  ")), "{}")
    elif isinstance(value, list):
        yield from _list(lead, [item for item in value if item is not None], shape, indent)
    else:
        yield from _text(lead, str(value), shape, indent + "  ")


def _block(lead: str, lines: list[str], empty: str) -> Iterator[str]:
    if lines:
        yield lead
        yield from lines
    else:
        yield f"{lead} {empty}"


def _list(lead: str, items: list[Any], shape: Shape, indent: str) -> Iterator[str]:
    item_shape = shape.item or _TEXT
    if all(isinstance(item, str) and _SIMPLE_ITEM.fullmatch(item) for item in items):
        flow = f"{lead} [{', '.join(_flow(item) for item in items)}]"
        if len(flow) <= WIDTH:
            yield flow
            return
    yield from _block(lead, [line for item in items for line in _item(item, item_shape, indent + "  ")], "[]")


def _flow(item: str) -> str:
    return f'"{item}"' if _OTHERWISE.fullmatch(item) else item


def _item(item: Any, shape: Shape, indent: str) -> Iterator[str]:
    lines = list(_mapping(item, shape, indent + "  ")) if isinstance(item, dict) else []
    if lines:
        yield f"{indent}- {lines[0].lstrip(' ')}"
        yield from lines[1:]
    else:
        yield from _value(f"{indent}-", item, shape, indent)


def _text(lead: str, text: str, shape: Shape, indent: str) -> Iterator[str]:
    if _block_safe(text) and (body := _literal(text) if "\n" in text else _folded(text, indent)):
        style = "|" if "\n" in text else ">"
        yield f"{lead} {style}{'' if text.endswith(chr(10)) else '-'}"
        yield from (f"{indent}{line}" if line else "" for line in body)
    else:
        yield f"{lead} {scalar(text, typed=shape.what in ('yes-no', 'number', 'date'))}"


def scalar(text: str, typed: bool = False) -> str:
    """A text on one line; ``typed`` where the schema wants no text there, so that ``yes`` needs no quotes."""
    if _PLAIN.fullmatch(text) and not _UNSAFE.search(text) and (typed or not _OTHERWISE.fullmatch(text)):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]", _escape, escaped) + '"'


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) and not _OTHERWISE.fullmatch(key) else scalar(key)


def _block_safe(text: str) -> bool:
    """Whether a block scalar keeps the text to the character (YAML 1.1, sections 9.3 and 9.4)."""
    if not text.strip() or text[0] in " \t\n" or text.endswith("\n\n") or re.search(r"[\t\r\x85\u2028\u2029\ufeff]", text):
        return False
    return not re.search(r"[ ](?:\n|\Z)|\n[ ]", text)


def _literal(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")


def _folded(text: str, indent: str) -> list[str]:
    """Lines of a folded text; none where it is short or holds spaces that folding would lose."""
    if len(text) <= WIDTH or "  " in text:
        return []
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(indent) + len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]
