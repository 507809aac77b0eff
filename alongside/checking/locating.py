"""From a fault in a value to a problem at a line and column."""

from collections.abc import Iterable, Mapping

from alongside.errors import Problem
from alongside.reading import Mark, Source, positions
from alongside.schema.faults import Fault, Path


def problems(source: Source, faults: Iterable[Fault]) -> list[Problem]:
    """Each fault with its place in the file; the file is read for positions only when there is one."""
    found = list(faults)
    marks = positions(source) if found else {}
    return [_problem(source, fault, marks) for fault in found]


def _problem(source: Source, fault: Fault, marks: Mapping[Path, Mark]) -> Problem:
    line, column, text = _place(fault, marks)
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


def _place(fault: Fault, marks: Mapping[Path, Mark]) -> tuple[int, int, str]:
    """Line, column and text: of the value, of its key, or of the nearest that is there above a missing one."""
    path = fault.path
    if path in marks and not (fault.key and path):
        mark = marks[path]
        column = mark.column + _into(mark, fault)
        return mark.line, column, mark.source
    while path and path not in marks:
        path = path[:-1]
    mark = marks[path]
    return mark.key_line, mark.key_column, mark.key_source


def _into(mark: Mark, fault: Fault) -> int:
    """Characters from where a value begins to the word at fault; a quotation mark is one of them."""
    quoted = mark.source[mark.column - 1 : mark.column] in ("'", '"')
    # In a block of several lines only its first character has a known place.
    block = mark.source[mark.column - 1 : mark.column] in ("|", ">")
    return 0 if block else fault.offset + (1 if quoted else 0)


def _spelled(path: Path) -> str:
    """``when[0].start`` for ("when", 0, "start")."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
