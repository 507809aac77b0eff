"""The YAML that nearly all files are written in, read line by line: a quarter of what libyaml's events cost.

It takes block mappings and lists, texts on one line, words in brackets, and texts below ``|`` and ``>``. Everything else, and
whatever could be a mistake, is left to the reader of events, which has a place and words for it. What is taken here is to the letter
what that one reads; tests/unit/test_reading_plain.py compares the two.
Source: YAML 1.1, sections 5 and 9.
"""

import re
from collections.abc import Iterable
from typing import Any

# "null" names nothing.
_KEY = r"(?!null:)[A-Za-z][\w/-]{0,60}"
# Begins with no sign of YAML's; ends before ": " and " #". Possessive throughout: no line is looked at twice.
_TEXT = r"(?:[\w(+<$/.€£¿¡“‘«]|-[0-9])[^:#\n]*+(?::(?=[^ \n])[^:#\n]*+|(?<![ ])\#[^:#\n]*+)*+"
_WORD = r"""(?:\w[^,\[\]{}:#?\n]*+|"[^"\\,\[\]\n]*+"[ ]*+)"""
# It may go on behind a line of few spaces, with what looks like a comment.
_BELOW = r"[|>]-?[ ]*+\n([ ]++)[^ \n][^\n]*+(?:\n(?=\5)[^\n]*+|\n(?=\n))*+(?=\n(?![ ]++(?:\n|\Z)))"
_LINE = re.compile(
    rf"""[ ]*+(?:\#[^\n]*+)?+(?:\n|\Z)
    |([ ]*+)(-[ ]++)?(?:({_KEY}):(?:[ ]++|(?=\n|\Z)))?
     ({_TEXT}|"[^"\\\n]*+"[ ]*+|'(?:[^'\n]|'')*+'[ ]*+|\[(?:[ ]*+{_WORD}(?:,[ ]*+{_WORD})*+)?+\][ ]*+|{_BELOW}|)(?:\n|\Z)
    |([\s\S]++)""",
    re.VERBOSE,
)
# Indentation, dash, name, value, indentation of the lines of a text below it, what none of these fits.
_Line = tuple[str, str, str, str, str, str]
# Collections around the innermost one; fewer than the reader of events allows.
_DEEPEST = 8


class _OtherError(Exception):
    """This is for the reader of events."""


def plain_data(text: str) -> dict[str, Any] | None:
    """The data of a file in the plainest YAML, or None where anything in it is not of that kind.

    Takes: a text without refused characters, with ``\\n`` line ends.
    """
    if "\t" in text:
        return None
    try:
        return _grown(_LINE.findall(text)) or None
    except _OtherError:
        return None


def _grown(lines: Iterable[_Line]) -> dict[str, Any]:
    root: dict[str, Any] = {}
    # The innermost open collection with its column, those around it, and the field whose value may stand on the lines below.
    holder: Any = root
    column = 0
    outer: list[tuple[Any, int]] = []
    waiting = ""
    for indent, dash, name, value, margin, other in lines:
        if not (name or dash):
            if value or other:
                raise _OtherError
            continue
        at = len(indent)
        if waiting and (at > column or (dash and at == column)):
            outer.append((holder, column))
            holder[waiting] = [] if dash else {}
            holder, column = holder[waiting], at
        while outer and (at < column or (not dash and at == column and type(holder) is list)):
            holder, column = outer.pop()
        if at != column or (type(holder) is list) != bool(dash) or len(outer) > _DEEPEST or not (name or value):
            raise _OtherError
        if dash and name:
            outer.append((holder, column))
            holder.append({})
            holder, column = holder[-1], at + len(dash)
        found = _text(value, margin, column) if value else None
        if not name:
            holder.append(found)
        elif name in holder:
            raise _OtherError
        else:
            holder[name] = found
        waiting = "" if value else name
    return root


def _text(value: str, margin: str, column: int) -> str | list[str | None] | None:
    sign = value[0]
    if margin:
        return _below(value, margin, column)
    value = value.rstrip(" ")
    if sign == '"':
        return value[1:-1]
    if sign == "'":
        return value[1:-1].replace("''", "'")
    if sign == "[":
        words = [word.strip(" ") for word in value[1:-1].split(",")]
        return [None if word == "null" else word.strip('"') if word[0] == '"' else word for word in words if word]
    return None if value == "null" else value


def _below(value: str, margin: str, column: int) -> str:
    """A text on the lines below its sign, without their indentation; folded ones only where each line is followed by the next."""
    if len(margin) <= column:
        raise _OtherError
    body = value[value.index("\n") + 1 + len(margin) :].rstrip("\n")
    if value[0] == "|":
        body = body.replace(f"\n{margin}", "\n").rstrip("\n")
    else:
        lines = body.split(f"\n{margin}")
        if any(line[:1] in ("", " ") or "\n" in line for line in lines):
            raise _OtherError
        body = " ".join(lines)
    return body if value[1] == "-" else f"{body}\n"
