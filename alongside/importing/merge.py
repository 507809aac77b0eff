"""Three versions of a listing - last imported, in the file, in the feed - into one, field by field; and that into the file's text."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from alongside.drafts import emit, shape_of
from alongside.reading import Source, parse
from alongside.schema import KINDS

Values = Mapping[str, Any]


class Clash(NamedTuple):
    """A field that both sides changed."""

    field: str
    ours: Any
    theirs: Any
    base: Any


def flat(data: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Values by dotted path. Lists are values; a list of one is its item; what is empty is left out."""
    found: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, dict):
            found |= flat(value, f"{before}{key}.")
        elif (bare := _bare(value)) not in (None, "", []):
            found[before + key] = bare
    return found


def _bare(value: Any) -> Any:
    if isinstance(value, list):
        items = [_bare(item) for item in value if item is not None]
        return items[0] if len(items) == 1 else items
    return value.strip() if isinstance(value, str) else value


def three_way(base: Values, ours: Values, theirs: Values) -> tuple[dict[str, Any], list[Clash]]:
    """Changes to make to ours, by dotted path (None: take the field out), and the fields that both changed, which stay as they are."""
    changes: dict[str, Any] = {}
    clashes = []
    for path in sorted({*base, *theirs}):
        was, here, new = base.get(path), ours.get(path), theirs.get(path)
        if new in (was, here):
            continue
        if here == was and not _blocked(path, ours):
            changes[path] = new
        else:
            clashes.append(Clash(path, _shown(path, ours), new, was))
    return changes, clashes


def _blocked(path: str, ours: Values) -> bool:
    """Whether ours has text where theirs has fields, or the other way round: ``place: town-hall`` and ``place.city``."""
    return any(path.startswith(f"{other}.") or other.startswith(f"{path}.") for other in ours)


def _shown(path: str, ours: Values) -> Any:
    return ours.get(path, next((value for other, value in ours.items() if path.startswith(f"{other}.")), None))


def applied(data: Mapping[str, Any], changes: Values, theirs: Mapping[str, Any]) -> dict[str, Any]:
    """The data with changes made; values as the feed's data has them, in their own shape."""
    found: dict[str, Any] = {key: _copy(value) for key, value in data.items()}
    for path, value in changes.items():
        _set(found, path.split("."), None if value is None else _at(theirs, path.split(".")))
    return found


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _at(data: Any, steps: list[str]) -> Any:
    for step in steps:
        data = data[step]
    return data


def _set(data: dict[str, Any], steps: list[str], value: Any) -> None:
    first, *rest = steps
    if rest:
        inner = data[first] if isinstance(data.get(first), dict) else {}
        data[first] = inner
        _set(inner, rest, value)
        if not inner:
            del data[first]
    elif value is None:
        data.pop(first, None)
    else:
        data[first] = value


def rewritten(text: str, before: Mapping[str, Any], after: Mapping[str, Any], kind: str) -> str | None:
    """The file's text with only the fields that differ written anew; comments and all other lines stay.

    Returns: None where a comment stands inside a field that has to change, so that it would be lost.
    """
    changed = [key for key in dict.fromkeys((*before, *after)) if before.get(key) != after.get(key)]
    lines = text.split("\n")
    order = [field.name for field in shape_of(KINDS[kind]).fields]
    for key in changed:
        span = _span(lines, key)
        new = emit({key: after[key]}, KINDS[kind]).rstrip("\n").split("\n") if key in after else []
        if span is None:
            at = _place_for(lines, key, order)
            lines[at:at] = new
        elif any(line.lstrip().startswith("#") for line in lines[span[0] : span[1]]) and not _in_block(lines[span[0]]):
            return None
        else:
            lines[span[0] : span[1]] = new
    found = "\n".join(lines)
    source = parse("", found.encode())
    if isinstance(source, Source) and source.data == after:
        return found
    return None if re.search(r"(?m)^\s*#", text) else emit(after, KINDS[kind])


def _in_block(line: str) -> bool:
    return bool(re.search(r":\s*[|>][-+\d]*\s*$", line))


def _span(lines: list[str], key: str) -> tuple[int, int] | None:
    """First line of a field at the top level, and the line after its last; comments above the next field are that one's."""
    start = next((i for i, line in enumerate(lines) if re.match(rf"[\"']?{re.escape(key)}[\"']?\s*:", line)), None)
    if start is None:
        return None
    end = next((i for i in range(start + 1, len(lines)) if _begins(lines[i])), len(lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return start, end


def _begins(line: str) -> bool:
    return bool(line.strip()) and line[0] not in " \t#-"


def _place_for(lines: list[str], key: str, order: list[str]) -> int:
    """Behind the last field that comes before it in the schema's order."""
    earlier = order[: order.index(key)] if key in order else order
    spans = [span for name in earlier if (span := _span(lines, name)) is not None]
    if spans:
        return max(end for _, end in spans)
    return next((i for i, line in enumerate(lines) if _begins(line)), len(lines))
