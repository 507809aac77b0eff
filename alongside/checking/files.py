"""What a file's place says: its kind, area and id."""

import re

from msgspec import Struct

from alongside.errors import Problem, nearest
from alongside.schema import BY_AREA, KINDS
from alongside.schema.leaves import ID
from alongside.text import slug

# First words of addresses that are not kinds, and the word of page 2 (house.md, "Addresses").
RESERVED = frozenset(
    {"page", "organizations", "places", "areas", "guides", "days", "cities", "find", "embed", "search", "assets", "api", *KINDS}
)
FOLDERS = (*KINDS, "organizations", "places", "vocabulary", "guides", "pages")


class Where(Struct, frozen=True):
    """A file's folder, the folder below it ("" where there is none) and the id that its name gives."""

    folder: str
    inner: str
    id: str


def where(file: str) -> Where | Problem:
    """What the path of a content file says, or why it cannot stay there.

    Takes:   a posix path from the site's folder, beginning with ``content/``.
    Source:  house.md, "content/".
    """
    parts = file.split("/")
    name, dot, ending = parts[-1].rpartition(".")
    if file == "content/areas.yaml":
        return Where("areas", "", "areas")
    folder = parts[1] if len(parts) > 2 else ""
    if folder not in FOLDERS:
        guess = nearest(folder, FOLDERS) if folder else None
        fix = f"Did you mean content/{guess}/?" if guess else f"Move it to one of: {', '.join(f'content/{f}/' for f in FOLDERS)}"
        return Problem(file=file, message="is in a folder that holds no content", fix=fix)
    wanted = "md" if folder in ("guides", "pages") else "yaml"
    if ending != wanted:
        return Problem(file=file, message=f"does not end in .{wanted}", fix=f"Name it {name if dot else ending}.{wanted}")
    if problem := _misnamed(file, name) or _misplaced(file, folder, parts[2:]):
        return problem
    return Where(folder, parts[2] if len(parts) == 4 else "", name)


def _misnamed(file: str, name: str) -> Problem | None:
    if ID.fullmatch(name) and len(name) <= 80 and name not in RESERVED:
        return None
    better = slug(name, 80) if name not in RESERVED else f"{name}-1"
    reason = "has a name that the site needs for itself" if name in RESERVED else "has a name that cannot be an address"
    return Problem(file=file, message=reason, fix=f"Use small letters, digits and hyphens, at most 80, for example {better}")


def _misplaced(file: str, folder: str, rest: list[str]) -> Problem | None:
    inner = {"events": "year"}.get(folder, "area" if folder in BY_AREA else "")
    if len(rest) != (2 if inner else 1):
        expected = f"content/{folder}/<{inner}>/{rest[-1]}" if inner else f"content/{folder}/{rest[-1]}"
        return Problem(file=file, message="is not where files of its kind lie", fix=f"Move it to {expected}")
    if folder == "events" and not re.fullmatch(r"20\d\d", rest[0]):
        return Problem(file=file, message=f"'{rest[0]}' is not a year", fix=f"Move it to content/events/<year>/{rest[-1]}")
    return None
