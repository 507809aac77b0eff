"""Lines of YAML as a person typed them: what stands before a value, and the same line with the value in quotes."""

import re

# Indentation and list dashes, perhaps a field's name with its colon, then the value.
_LINE = re.compile(
    r"""(?P<indent>[ ]*)(?P<head>(?:-[ ]+)*(?:[^\s:#'"\[\]{}&*!|>%@`,?-][^:#]{0,80}?:[ \t]+)?)(?P<value>\S.*)"""
)
# Longer lines are not repeated in a fix.
SHOWN = 300


def parts(line: str) -> tuple[str, str, str] | None:
    """Indentation, head (``- name: ``, perhaps empty) and value of a line; None when it holds no value."""
    found = _LINE.match(line.rstrip(" \t"))
    return (found["indent"], found["head"], found["value"]) if found else None


def quoted(text: str) -> str:
    """The text as a YAML scalar in quotes: double ones where they need no escapes."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def with_quotes(line: str) -> str | None:
    """The line with its whole value in quotes; None when a line without field name and dash holds nothing to quote."""
    found = parts(line)
    if found is None or not found[1]:
        return None
    indent, head, value = found
    return indent + head + quoted(value)


def like_this(advice: str, line: str | None) -> str:
    """The advice, followed by the line to type where there is a short one."""
    if line is None or len(line) > SHOWN or not line.strip():
        return f"{advice}."
    return f"{advice}, like this: {line.strip()}"


def without_word(line: str, column: int) -> str:
    """The line without the anchor or tag that begins at a column."""
    return line[:column] + re.sub(r"^(?:[&!][^\s,\[\]{}]*[ \t]*)+", "", line[column:])


def quoted_word(line: str, column: int) -> str:
    """The line with the word that begins at a column in quotes."""
    return line[:column] + re.sub(r"^[^\s,\[\]{}]+", lambda word: quoted(word[0]), line[column:])


def spaces(count: int) -> str:
    """``2 spaces``."""
    return {0: "no space", 1: "1 space"}.get(count, f"{count} spaces")


def indent_of(line: str) -> int:
    """How many spaces the line begins with."""
    return len(line) - len(line.lstrip(" "))
