"""YAML events to nested data, with every mistake that does not end the reading collected on the way.

Source: YAML 1.1; libyaml's marks count lines and columns from 0, in characters.
"""

import re
from collections.abc import Sequence
from itertools import islice

import yaml
from msgspec import Struct
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, DocumentStartEvent, Event, MappingStartEvent, ScalarEvent

from alongside.reading.characters import escapes, named
from alongside.reading.lines import like_this, quoted_word, spaces, with_quotes, without_word
from alongside.reading.source import MAX_DEPTH, MAX_PROBLEMS
from alongside.text.characters import UNSAFE

# Plain scalars that stand for "nothing".
EMPTY = frozenset(("", "~", "null"))
_COMMENT = re.compile(r"[ \t]+#")
_ITEM = re.compile(r"\n[ \t]*-[ \t]")
_NAMES = {"&": "an anchor", "*": "an alias", "!": "a tag"}


class Fault(Struct, frozen=True):
    """One mistake at a line and a column, both counted from 0."""

    line: int
    column: int
    message: str
    fix: str
    rule: str
    field: str = ""


class Tree(Struct, frozen=True):
    """What a text held: its data, its mistakes, the error that ended the reading, the last scalar before that error."""

    data: object
    faults: tuple[Fault, ...]
    documents: int
    error: yaml.YAMLError | None
    last: ScalarEvent | None


class UnreadableError(Exception):
    """Nothing after this place can be read in a useful way."""


class _Frame:
    # An open mapping, or a list when ``items`` is not None. ``first`` holds the line of each key.
    __slots__ = ("fields", "first", "flow", "items", "key", "start")

    def __init__(self, start: CollectionStartEvent | None) -> None:
        self.items: list[object] | None = None if isinstance(start, MappingStartEvent) else []
        self.fields: dict[str, object] = {}
        self.first: dict[str, int] = {}
        self.key: str | None = None
        self.start = start
        self.flow = bool(start is not None and start.flow_style)


def spot(event: Event | None, end: bool = False) -> tuple[int, int, int]:
    """Line, column and index of an event, from 0."""
    mark = None if event is None else event.end_mark if end else event.start_mark
    return (mark.line, mark.column, mark.index) if mark is not None else (0, 0, 0)


def grow(text: str) -> Tree:
    """Read a text without refused characters; never raises for what is in it."""
    builder = _Builder(text)
    error = None
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            builder.take(event)
    except UnreadableError:
        pass
    except yaml.YAMLError as caught:
        error = caught
    top = builder.stack[0].items
    return Tree(top[0] if top else None, tuple(builder.faults), builder.documents, error, builder.last)


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self.comments = "#" in text
        self.escapes = "\\" in text
        self.stack = [_Frame(None)]
        self.faults: list[Fault] = []
        self.documents = 0
        self.last: ScalarEvent | None = None

    def take(self, event: Event) -> None:
        if len(self.faults) >= MAX_PROBLEMS:
            raise UnreadableError
        if isinstance(event, ScalarEvent):
            self.scalar(event)
        elif isinstance(event, CollectionStartEvent):
            self.start(event)
        elif isinstance(event, CollectionEndEvent):
            frame = self.stack.pop()
            self.place(frame.fields if frame.items is None else frame.items, frame.start or event)
        elif isinstance(event, AliasEvent):
            self.alias(event)
        elif isinstance(event, DocumentStartEvent):
            self.document(event)

    def document(self, event: DocumentStartEvent) -> None:
        self.documents += 1
        if event.version or event.tags:
            self.fault(event, "yaml-directive", "a line that begins with % has no use here", "Delete this line.")
        if self.documents > 1:
            message = "the line --- begins a second document; a file holds one"
            self.fault(event, "yaml-documents", message, "Delete this line, or move what follows into a file of its own.")
            raise UnreadableError

    def start(self, event: CollectionStartEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self.shorthand(event, event.tag is not None)
        if len(self.stack) > MAX_DEPTH:
            message = f"this is nested more than {MAX_DEPTH} levels deep"
            self.fault(event, "yaml-depth", message, "Write it with fewer lists and fields inside one another.")
            raise UnreadableError
        self.stack.append(_Frame(event))

    def alias(self, event: AliasEvent) -> None:
        frame = self.stack[-1]
        if frame.key != "<<":
            self.shorthand(event, False)
        # In the place of a key any text will do: the file is refused already.
        self.place("*" if frame.items is None and frame.key is None else None, event)

    def scalar(self, event: ScalarEvent) -> None:
        self.last = event
        value: str | None = event.value
        if event.anchor is not None or event.tag is not None:
            self.shorthand(event, event.tag is not None)
        if not event.style:
            self.plain(event)
            value = None if value in EMPTY else value
        elif self.escapes and event.style == '"':
            self.escaped(event)
        self.place(value, event)

    def plain(self, event: ScalarEvent) -> None:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return
        if self.comments and _COMMENT.match(self.text, end.index):
            self.comment(event)
        if start.line != end.line and (item := _ITEM.search(self.text, start.index, end.index)):
            self.shifted(event, item.end() - 2)

    def comment(self, event: ScalarEvent) -> None:
        line, column, _ = spot(event, end=True)
        shown = self.line(line)
        column = shown.find("#", column)
        one_line = line == spot(event)[0] and not self.stack[-1].flow
        advice = "A comment stands on a line of its own; if this belongs to the text, put the text in quotes"
        fix = like_this(advice, with_quotes(shown) if one_line else None)
        message = "what follows # after a text without quotes is a comment and would be lost"
        self.faults.append(Fault(line, column, message, fix, "yaml-comment", self.path()))

    def shifted(self, event: ScalarEvent, index: int) -> None:
        line, column = self.text.count("\n", 0, index), index - self.text.rfind("\n", 0, index) - 1
        first, at, _ = spot(event)
        if self.line(first)[:at].strip() == "-":
            advice = f"Begin this line with {spaces(at - 2)}, like the item above."
        else:
            advice = "Write each item on a line of its own below the field's name, each beginning with a dash."
        message = "this list item would be read as part of the text on the line above"
        self.faults.append(Fault(line, column, message, advice, "yaml-indent", self.path()))

    def escaped(self, event: ScalarEvent) -> None:
        if not UNSAFE.search(event.value):
            return
        _, _, begin = spot(event)
        _, _, end = spot(event, end=True)
        for start, stop, character in islice(escapes(self.text[begin:end]), MAX_PROBLEMS):
            index = begin + start
            line, first = self.text.count("\n", 0, index), self.text.rfind("\n", 0, index) + 1
            shown, column = self.line(line), index - first
            fix = like_this("Delete it", shown[:column] + shown[column + stop - start :])
            message = f"the escape {shown[column : column + stop - start]} stands for the character {named(character)}"
            self.faults.append(Fault(line, column, message, fix, "yaml-character", self.path()))

    def shorthand(self, event: Event, tag: bool) -> None:
        line, column, _ = spot(event)
        shown, frame = self.line(line), self.stack[-1]
        sign = shown[column : column + 1]
        name = "a tag" if tag else _NAMES.get(sign, "an anchor")
        if isinstance(event, CollectionStartEvent) or (frame.flow and sign != "*"):
            fix = like_this("Delete it", without_word(shown, column))
        elif frame.flow:
            fix = like_this("Put it in quotes, or write out what it stands for", quoted_word(shown, column))
        else:
            whole = with_quotes(shown) or quoted_word(shown, column)
            fix = like_this("Put the text in quotes, or write out what it stands for", whole)
        message = f"a value that begins with {sign} would be read as {name}, not as text"
        self.faults.append(Fault(line, column, message, fix, "yaml-shorthand", self.path()))

    def place(self, value: object, event: Event) -> None:
        frame = self.stack[-1]
        if frame.items is not None:
            frame.items.append(value)
        elif frame.key is None:
            frame.key = self.key(frame, value, event)
        else:
            frame.fields[frame.key] = value
            frame.key = None

    def key(self, frame: _Frame, value: object, event: Event) -> str:
        line = spot(event)[0]
        if not isinstance(value, str):
            fix = "Write a word before the colon, for example name: Tuesday Night."
            self.fault(event, "yaml-key", "the name of a field is a word", fix)
            return ""
        if value == "<<":
            fix = "Delete this line and write out the fields that it stands for."
            self.fault(event, "yaml-shorthand", "<< (a merge key) is not used here", fix)
        elif value in frame.first:
            earlier = frame.first[value] + 1
            where = f"on line {earlier}" if earlier != line + 1 else "earlier on this line"
            fix = f"Keep one of the two: delete this one or the one {where}."
            self.fault(event, "yaml-duplicate", f"{value!r} is given twice, first {where}", fix, value)
        frame.first.setdefault(value, line)
        return value

    def fault(self, event: Event, rule: str, message: str, fix: str, key: str = "") -> None:
        line, column, _ = spot(event)
        self.faults.append(Fault(line, column, message, fix, rule, self.path(key)))

    def path(self, key: str = "") -> str:
        return field_path([len(f.items) if f.items is not None else f.key for f in self.stack[1:]], key)

    def line(self, number: int) -> str:
        if not self.lines:
            self.lines = self.text.split("\n")
        return self.lines[number] if number < len(self.lines) else ""


def field_path(steps: Sequence[str | int | None], key: str = "") -> str:
    """``when[0].start``: the place of a field in its file."""
    named = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in (*steps, key or None) if step is not None]
    return "".join(named).removeprefix(".")
