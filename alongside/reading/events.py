"""The reader of events: any YAML there is, and everything that is wrong with it."""

import re
from collections.abc import Iterator
from itertools import islice

from alongside.errors import Problem, in_order
from alongside.reading.characters import named, without
from alongside.reading.lines import SHOWN, like_this
from alongside.reading.source import MAX_PROBLEMS, Source
from alongside.reading.syntax import applied, repair, spaced
from alongside.reading.tree import Fault, Tree, grow
from alongside.text.characters import UNSAFE

# After that many repairs of its syntax a file is not looked at further in this run.
_REPAIRS = 8


def read_events(file: str, text: str) -> Source | list[Problem]:
    """A text without refused characters as a Source, or all problems of it (at most MAX_PROBLEMS) by line."""
    tree = grow(text)
    if tree.error is None and not tree.faults and isinstance(tree.data, dict):
        return Source(file, tree.data, text)
    return _listed(file, text, list(_faults(text, tree)))


def refused(file: str, text: str) -> list[Problem]:
    """What is wrong with YAML that holds refused characters, these first."""
    return _listed(file, text, [*_characters(text), *_other_faults(UNSAFE.sub(" ", text))])


def refused_characters(file: str, text: str) -> list[Problem]:
    """Every character of any text that is refused."""
    return _listed(file, text, _characters(text))


def _listed(file: str, text: str, faults: list[Fault]) -> list[Problem]:
    lines = text.split("\n")
    problems = [
        Problem(
            file=file,
            message=fault.message,
            fix=fault.fix,
            line=fault.line + 1,
            column=fault.column + 1,
            field=fault.field,
            source=lines[fault.line] if fault.line < len(lines) else "",
            rule=fault.rule,
        )
        for fault in faults[:MAX_PROBLEMS]
    ]
    return in_order(problems)


def _characters(text: str) -> list[Fault]:
    every = ((number, line, found) for number, line in enumerate(text.split("\n")) for found in UNSAFE.finditer(line))
    return [_character(*one) for one in islice(every, MAX_PROBLEMS)]


def _character(number: int, line: str, found: re.Match[str]) -> Fault:
    message = f"the character {named(found[0])} is not shown and can change what a reader sees"
    return Fault(number, found.start(), message, like_this("Delete it", without(line[: SHOWN + 1])), "yaml-character")


def _other_faults(text: str) -> tuple[Fault, ...]:
    # The refused characters stand here as spaces; an error of syntax may come from that, so only the rest is told.
    return grow(text).faults


def _faults(text: str, tree: Tree) -> Iterator[Fault]:
    lines = text.split("\n")
    repaired: set[int] = set()
    while tree.error is not None and len(repaired) < _REPAIRS:
        found = repair("\n".join(lines), tree, repaired)
        yield Fault(found.line, found.column, found.message, found.fix, "yaml-syntax")
        if not found.changes:
            break
        repaired.update(found.changes)
        lines = applied(lines, found.changes).split("\n")
        tree = grow("\n".join(lines))
    yield from (fault for fault in tree.faults if fault.line not in repaired)
    if not repaired and tree.error is None and not tree.faults:
        yield _top(lines, tree)


def _top(lines: list[str], tree: Tree) -> Fault:
    if tree.data is None:
        return Fault(0, 0, "the file is empty", "Write at least one field, for example name: Tuesday Night.", "yaml-empty")
    held = (number for number, shown in enumerate(lines) if shown.strip() and not shown.lstrip().startswith(("#", "---")))
    line = next(held, 0)
    if whole := spaced(lines[line]):
        fix = like_this("Write a space after it", whole)
        return Fault(line, whole.index(": "), "a space is missing after the colon", fix, "yaml-syntax")
    what = "a list" if isinstance(tree.data, list) else "a text without a field name"
    fix = "Begin each line with a field name and a colon, for example name: Tuesday Night."
    return Fault(line, 0, f"the file holds {what} instead of fields", fix, "yaml-top")
