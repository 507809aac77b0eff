"""Where each value and key of a file stands; worked out only for files that have something to say about."""

import yaml
from msgspec import Struct
from yaml.events import CollectionEndEvent, CollectionStartEvent, Event, MappingStartEvent, ScalarEvent

from alongside.reading.source import Source
from alongside.reading.tree import spot

Path = tuple[str | int, ...]


class Mark(Struct, frozen=True):
    """The place of a value and of its key, from 1, in characters; an item of a list has its own place as its key's.

    ``source`` is the text of the value's line, ``key_source`` that of the key's.
    """

    line: int
    column: int
    key_line: int
    key_column: int
    source: str
    key_source: str


def positions(source: Source) -> dict[Path, Mark]:
    """The place of every value by its path; ``()`` is the whole file."""
    reader = _Reader(source.text)
    for event in yaml.parse(source.text, Loader=yaml.CBaseLoader):
        reader.take(event)
    return reader.marks


class _Reader:
    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.marks: dict[Path, Mark] = {}
        # Per open collection: its path, whether it is a mapping, the key that waits for its value with its place, items so far.
        self.paths: list[Path] = []
        self.keys: list[tuple[str, int, int] | None] = []
        self.counts: list[int] = []
        self.mappings: list[bool] = []

    def take(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            if self.mappings and self.mappings[-1] and self.keys[-1] is None:
                line, column, _ = spot(event)
                self.keys[-1] = (event.value, line, column)
            else:
                self.mark(event)
        elif isinstance(event, CollectionStartEvent):
            self.paths.append(self.mark(event))
            self.keys.append(None)
            self.counts.append(0)
            self.mappings.append(isinstance(event, MappingStartEvent))
        elif isinstance(event, CollectionEndEvent):
            for stack in (self.paths, self.keys, self.counts, self.mappings):
                stack.pop()

    def mark(self, event: Event) -> Path:
        line, column, _ = spot(event)
        key = (line, column)
        path: Path = ()
        if self.paths:
            waiting = self.keys[-1]
            if waiting is not None:
                path, key, self.keys[-1] = (*self.paths[-1], waiting[0]), waiting[1:], None
            else:
                path = (*self.paths[-1], self.counts[-1])
                self.counts[-1] += 1
        self.marks[path] = Mark(line + 1, column + 1, key[0] + 1, key[1] + 1, self.shown(line), self.shown(key[0]))
        return path

    def shown(self, line: int) -> str:
        return self.lines[line] if line < len(self.lines) else ""
