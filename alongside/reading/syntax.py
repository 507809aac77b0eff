"""What is wrong where YAML ends the reading, in words for people who never learnt YAML, and a repair that was tried.

libyaml says "did not find expected key" for a dozen mistakes. So several repairs are tried on the text, and the first that lets
the reading go past the place is the one that is told.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import yaml
from msgspec import Struct

from alongside.reading.lines import indent_of, like_this, parts, quoted, spaces, with_quotes
from alongside.reading.tree import Tree, grow, spot

# Characters that mean something to YAML at the beginning of a value.
_SIGNS = frozenset("\"'[]{}*&!|>%@`,?#-")
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9_]*$")
_NO_SPACE = re.compile(r"^([ ]*(?:-[ ]+)*[A-Za-z_][A-Za-z0-9_]*):(?=[^\s:/])")


class Repair(Struct, frozen=True):
    """What to say about a place (from 0), and the lines that put it right."""

    line: int
    column: int
    message: str
    fix: str
    changes: dict[int, str]


class _Case(Struct, frozen=True):
    # Where the reading ended: lines of the text, libyaml's words and places.
    lines: list[str]
    problem: str
    context: str
    line: int
    column: int
    opened: int
    opened_column: int
    last: tuple[int, int, int]
    last_end: int
    last_style: str


def repair(text: str, tree: Tree, settled: AbstractSet[int]) -> Repair:
    """The mistake that ended the reading of ``text``.

    Takes:   ``tree`` as grown from ``text``, with an error; ``settled`` lines, which were put right before.
    Returns: the first repair that lets the reading go on behind the lines it changes; else a general one without changes.
    """
    case = _case(text, tree)
    for attempt in _repairs(case):
        if settled.isdisjoint(attempt.changes) and _goes_on(case, attempt):
            return attempt
    return _general(case)


def _case(text: str, tree: Tree) -> _Case:
    lines = text.split("\n")
    error = tree.error
    marked = error if isinstance(error, yaml.MarkedYAMLError) else yaml.MarkedYAMLError(problem=str(error))
    here, opened = marked.problem_mark, marked.context_mark or marked.problem_mark
    line = min(here.line, len(lines) - 1) if here else 0
    last = tree.last
    return _Case(
        lines=lines,
        problem=marked.problem or "",
        context=marked.context or "",
        line=line,
        column=min(here.column, len(lines[line])) if here else 0,
        opened=min(opened.line, len(lines) - 1) if opened else 0,
        opened_column=opened.column if opened else 0,
        last=_within(spot(last), lines),
        last_end=spot(last, end=True)[0],
        last_style=(last.style or "") if last else "",
    )


def _within(place: tuple[int, int, int], lines: list[str]) -> tuple[int, int, int]:
    # Where nothing follows a colon, libyaml may place the empty value behind the last line.
    return (min(place[0], len(lines) - 1), *place[1:])


def applied(lines: list[str], changes: dict[int, str]) -> str:
    """The text with some lines exchanged."""
    return "\n".join(changes.get(number, line) for number, line in enumerate(lines))


def _goes_on(case: _Case, attempt: Repair) -> bool:
    if not attempt.changes:
        return True
    error = grow(applied(case.lines, attempt.changes)).error
    if error is None:
        return True
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    # What is never closed is noticed far behind its place; closed, the next mistake may come to light before that.
    beyond = -1 if "quoted" in case.context or "flow" in case.context else case.line
    return mark is not None and mark.line > max(beyond, *attempt.changes)


def _repairs(case: _Case) -> Iterator[Repair]:
    yield from _tabs(case)
    yield from _directive(case)
    yield from _escape(case)
    yield from _open_quote(case)
    yield from _open_bracket(case)
    yield from _list_on_line(case)
    yield from _missing_space(case)
    yield from _needs_quotes(case)
    yield from _indentation(case)
    yield from _text_over_lines(case)
    yield from _no_field(case)


def _tabs(case: _Case) -> Iterator[Repair]:
    shown = case.lines[case.line]
    if "\t" not in shown[: len(shown) - len(shown.lstrip())]:
        return
    column, message = shown.index("\t"), "a tab at the beginning of a line"
    tabbed = {number: line for number, line in enumerate(case.lines) if re.match(r"[ ]*\t", line)}
    for instead, fix in (("  ", "Write two spaces for each tab there."), ("", "Delete the tabs there.")):
        changes = {number: _without_tabs(line, instead) for number, line in tabbed.items()}
        yield Repair(case.line, column, message, fix, changes)
    yield Repair(case.line, column, message, "Begin the line with spaces instead.", {})


def _without_tabs(line: str, instead: str) -> str:
    rest = line.lstrip(" \t")
    return line[: len(line) - len(rest)].replace("\t", instead) + rest


def _directive(case: _Case) -> Iterator[Repair]:
    if "directive" in case.context:
        message = "a line that begins with % has no use here"
        yield Repair(case.opened, 0, message, "Delete this line.", {case.opened: ""})


def _escape(case: _Case) -> Iterator[Repair]:
    if "escape" not in case.problem and "hexdecimal" not in case.problem:
        return
    shown = case.lines[case.line]
    found = parts(shown)
    whole = found[0] + found[1] + "'" + found[2][1:-1].replace("'", "''") + "'" if found and found[2][:1] + found[2][-1:] == '""' else None
    fix = like_this("Put the text in single quotes", whole)
    message = "between double quotes a \\ begins an escape, and this one does not exist"
    yield Repair(case.line, case.column, message, fix, {case.line: whole} if whole else {})


def _open_quote(case: _Case) -> Iterator[Repair]:
    if "quoted scalar" in case.context:
        line, column = case.opened, case.opened_column
    elif case.last_style in {'"', "'"} and case.last[0] < case.last_end == case.line:
        line, column = case.last[0], case.last[1]
    else:
        return
    shown = case.lines[line]
    sign = shown[column : column + 1]
    message = f"the quote {sign} that opens here is never closed"
    bracket = "]" if shown.count("[", 0, column) > shown.count("]") else "}" if shown.count("{", 0, column) > shown.count("}") else ""
    for ending in dict.fromkeys((sign + bracket, sign)):
        closed = shown.rstrip() + ending
        yield Repair(line, column, message, like_this("Close it at the end of the text", closed), {line: closed})
    whole = with_quotes(shown)
    if whole:
        yield Repair(line, column, message, like_this("Put the whole text in quotes", whole), {line: whole})


def _open_bracket(case: _Case) -> Iterator[Repair]:
    if "flow" not in case.context:
        return
    shown = case.lines[case.opened].rstrip()
    open_sign = shown[case.opened_column : case.opened_column + 1]
    close_sign = {"[": "]", "{": "}"}.get(open_sign, "")
    if close_sign and shown.count(open_sign) > shown.count(close_sign):
        closed = shown + close_sign
        message = f"the bracket {open_sign} that opens here is never closed"
        yield Repair(case.opened, case.opened_column, message, like_this("Close it", closed), {case.opened: closed})


def _list_on_line(case: _Case) -> Iterator[Repair]:
    if "block sequence entries" not in case.problem:
        return
    found = parts(case.lines[case.line])
    if found and found[2].startswith("- "):
        whole = f"{found[0]}{found[1]}[{quoted(found[2][2:].strip())}]"
        advice = "Write each item on a line of its own below the field's name, or in brackets"
        message = "a list cannot begin on the line of its field's name"
        yield Repair(case.line, case.column, message, like_this(advice, whole), {case.line: whole})


def spaced(line: str) -> str | None:
    """The line with the space after the colon of a field's name that is missing there; None when none is."""
    whole, count = _NO_SPACE.subn(r"\1: ", line)
    return whole if count else None


def _missing_space(case: _Case) -> Iterator[Repair]:
    for line in sorted({case.line, case.opened, case.last[0], max(0, case.line - 1)}):
        whole = spaced(case.lines[line])
        if whole:
            column = whole.index(": ")
            yield Repair(line, column, "a space is missing after the colon", like_this("Write a space after it", whole), {line: whole})


def _needs_quotes(case: _Case) -> Iterator[Repair]:
    for line in dict.fromkeys((case.line, case.opened, case.last[0])):
        found = parts(case.lines[line])
        whole = with_quotes(case.lines[line])
        if not found or not whole:
            continue
        column = len(found[0]) + len(found[1])
        sign = found[2][0]
        if re.fullmatch(r"[|>][-+0-9]{0,2}", found[2]):
            continue
        if sign in _SIGNS:
            message = f"a text that begins with {sign} needs quotes"
        elif ": " in found[2] or found[2].endswith(":"):
            message = "a text with a colon and a space in it needs quotes"
        else:
            continue
        yield Repair(line, column, message, like_this("Put the text in quotes", whole), {line: whole})


def _indentation(case: _Case) -> Iterator[Repair]:
    shown = case.lines[case.line]
    own = indent_of(shown)
    found = parts(shown)
    name = found[1].rstrip().rstrip(":").lstrip("- ") if found else shown.strip().rstrip(":")
    in_block = bool(case.last_style) and case.last_style in "|>"
    if not shown.strip() or not (in_block or _PLAIN_NAME.match(name) or shown.lstrip().startswith("- ")):
        return
    before = case.lines[max(0, case.line - 40) : case.line]
    above = {indent_of(line) for line in before if line.strip() and not line.lstrip().startswith("#")}
    for indent in sorted(above | {each + 2 for each in above}, key=lambda each: (abs(each - own), -each)):
        if indent == own:
            continue
        message = f"this line begins with {spaces(own)}, which fits none of the lines above"
        fix = f"Begin it with {spaces(indent)}."
        yield Repair(case.line, own, message, fix, {case.line: " " * indent + shown.lstrip(" ")})


def _text_over_lines(case: _Case) -> Iterator[Repair]:
    if "mapping values" not in case.problem:
        return
    first = next((n for n in range(case.line - 1, -1, -1) if (p := parts(case.lines[n])) and p[1] and p[2][0] not in _SIGNS), -1)
    if first < 0:
        return
    indent = indent_of(case.lines[first])
    last = first
    while last + 1 < len(case.lines) and (not case.lines[last + 1].strip() or indent_of(case.lines[last + 1]) > indent):
        last += 1
    while not case.lines[last].strip():
        last -= 1
    begin = parts(case.lines[first])
    if begin is None or last <= first or any(sign in line for sign in '"\\' for line in case.lines[first : last + 1]):
        return
    changes = {first: f'{begin[0]}{begin[1]}"{begin[2]}', last: case.lines[last].rstrip() + '"'}
    fix = f'Put the whole text in quotes: type " before it on line {first + 1} and " after it on line {last + 1}.'
    yield Repair(case.line, case.column, "a text with a colon and a space in it needs quotes", fix, changes)


def _no_field(case: _Case) -> Iterator[Repair]:
    if "could not find expected ':'" not in case.problem:
        return
    line = case.opened
    shown = case.lines[line]
    own = indent_of(shown)
    message = "this line has no field name with a colon"
    fix = f"If it continues the text above, begin it with {spaces(own + 2)}; else write a field name and a colon before it."
    yield Repair(line, own, message, fix, {line: "  " + shown})
    yield Repair(line, own, message, "Write a field name and a colon before it, for example name: Tuesday Night.", {})


def _general(case: _Case) -> Repair:
    message = "the reading ends here: this does not fit what stands before it"
    fix = "Compare it with the lines around it: one field a line, as in name: Tuesday Night; put text with special signs in quotes."
    return Repair(case.line, case.column, message, fix, {})
