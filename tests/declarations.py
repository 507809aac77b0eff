"""Names that a script uses before the same `const` or `let` declares them, which what shortens scripts has been seen to bring about."""

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)|(?P<word>[A-Za-z_$][\w$]*)|(?P<number>\d[\w.]*)|(?P<sign>=>|.)"""
)
_PATTERN = re.compile(r"/(?:[^/\\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+/[a-z]*")
_OPEN, _CLOSE = "([{", ")]}"


def used_too_early(script: str) -> list[str]:
    """The names. One that is used in a function within is not among them: that runs later."""
    return [name for each in _declarations(list(_tokens(script))) for name in _early(each)]


def _tokens(script: str) -> Iterator[str]:
    at, before = 0, "("
    while at < len(script):
        pattern = _PATTERN.match(script, at) if before in "(,=:[!&|?{};" or before == "return" else None
        found = pattern or _TOKEN.match(script, at)
        assert found
        at = found.end()
        if found[0].isspace():
            continue
        before = "text" if pattern or found.lastgroup == "text" else found[0]
        yield before
        # What stands in the places of a template is code.
        for place in re.findall(r"\$\{([^}]*)\}", found[0]) if found[0].startswith("`") else ():
            yield from _tokens(f"({place})")


def _declarations(tokens: list[str]) -> Iterator[list[list[str]]]:
    """Each `const` or `let`: what it declares, one after the other."""
    for number, token in enumerate(tokens):
        if token not in ("const", "let"):
            continue
        parts: list[list[str]] = [[]]
        depth = 0
        for each in tokens[number + 1 :]:
            depth += (each in _OPEN) - (each in _CLOSE)
            if depth < 0 or (depth == 0 and each in (";", "of", "in")):
                break
            if depth == 0 and each == ",":
                parts.append([])
            else:
                parts[-1].append(each)
        yield parts


def _early(parts: list[list[str]]) -> Iterator[str]:
    names = [part[0] if part[0].isidentifier() else "" for part in parts]
    for number, part in enumerate(parts):
        value = part[part.index("=") + 1 :] if "=" in part else []
        inside = next((at for at, token in enumerate(value) if token in ("=>", "function")), len(value))
        for at, token in enumerate(value[:inside]):
            own = at > 0 and value[at - 1] == "."
            key = value[at + 1 : at + 2] == [":"] and value[at - 1] in "{,"
            if token and token in names[number + 1 :] and not own and not key and inside == len(value):
                yield token
