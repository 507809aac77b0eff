"""From a fault in a value to a problem at a line and column."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from alongside.errors import Problem
from alongside.reading import Source
from alongside.schema.faults import Fault, Path

if TYPE_CHECKING:
    from alongside.reading.places import Mark


def problems(source: Source, faults: Iterable[Fault]) -> list[Problem]:
    """Each fault with its place in the file; the file is read for positions only when there is one."""
    found = list(faults)
    if not found:
        return []
    # Imported by the first fault: 20 ms.
    from alongside.reading.places import positions

    marks = positions(source)
    lines = source.text.split("\n")
    return [_problem(source, fault, marks, lines) for fault in found]


def _problem(source: Source, fault: Fault, marks: Mapping[Path, "Mark"], lines: Sequence[str]) -> Problem:
    line, column, text = _place(fault, marks, lines)
    return Problem(
        file=source.file,
        line=line,
        column=column,
        field=_spelled(fault.path),
        value=fault.value,
        message=fault.message,
        fix=fault.fix,
        source=text,
        severity=fault.severity,
        rule=fault.rule,
    )


def _place(fault: Fault, marks: Mapping[Path, "Mark"], lines: Sequence[str]) -> tuple[int, int, str]:
    """Line, column and text: of the value, of its key, or of the nearest that is there above a missing one."""
    path = fault.path
    if path in marks and not (fault.key and path):
        line, column = _word(marks[path], fault, lines)
        return line, column, lines[line - 1]
    while path and path not in marks:
        path = path[:-1]
    mark = marks[path]
    return mark.key_line, mark.key_column, mark.key_source


def _word(mark: "Mark", fault: Fault, lines: Sequence[str]) -> tuple[int, int]:
    """Line and column of the word at fault in a value; where the value begins, when the word cannot be found.

    A value over several lines is folded or indented, so its word is looked for from there on: the first that is alike.
    """
    first = mark.source[mark.column - 1 : mark.column]
    column = mark.column + fault.offset + (first in ("'", '"'))
    if mark.source.startswith(fault.value, column - 1):
        return mark.line, column
    if fault.value and (fault.offset or first in ("|", ">")):
        for number in range(mark.line, len(lines)):
            if (found := lines[number].find(fault.value)) >= 0:
                return number + 1, found + 1
    return mark.line, mark.column


def _spelled(path: Path) -> str:
    """``when[0].start`` for ("when", 0, "start")."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
