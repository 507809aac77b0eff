"""What a file's place says: its kind, area and id."""

import re

from msgspec import Struct

from alongside.errors import Problem, nearest
from alongside.schema import BY_AREA, KINDS
from alongside.schema.faults import short
from alongside.schema.leaves import LONGEST_ID, id_fault
from alongside.schema.reference import vocabulary_lists
from alongside.text import slug

# First words of addresses that are not kinds, and the word of page 2 (house.md, "Addresses").
RESERVED = frozenset(
    {
        *("page", "organizations", "places", "areas", "guides", "days", "cities", "find", "embed", "search", "assets", "api"),
        "style-guide",
        # The facets of entries.terms.FACETS.
        *("fellowships", "levels-of-care", "audience", "languages", "attendance", "supports"),
        *KINDS,
    }
)
# A guide or page in another language stands beside the original.
_TRANSLATION = re.compile(r"(?P<id>[^.]+)\.(?P<language>[a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3})?)")
FOLDERS = (*KINDS, "organizations", "places", "vocabulary", "guides", "pages")


class Where(Struct, frozen=True):
    """A file's folder, the folder below it ("" where there is none) and the id that its name gives.

    ``language`` is that of a translation, such as guides/first-meeting.es.md.
    """

    folder: str
    inner: str
    id: str
    language: str = ""


def where(file: str) -> Where | Problem:
    """What the path of a content file says, or why it cannot stay there.

    Takes:   a posix path from the site's folder, beginning with ``content/``.
    Source:  house.md, "content/".
    """
    parts = file.split("/")
    name, _, ending = parts[-1].rpartition(".")
    if file == "content/areas.yaml":
        return Where("areas", "", "areas")
    folder = parts[1] if len(parts) > 2 else ""
    if folder not in FOLDERS:
        return _elsewhere(file, folder, parts[-1])
    wanted = "md" if folder in ("guides", "pages") else "yaml"
    if ending != wanted:
        fix = f"Name it {parts[-1].split('.')[0]}.{wanted}."
        return Problem(file=file, message=f"does not end in .{wanted}", fix=fix, rule="file-ending")
    language = ""
    if wanted == "md" and (found := _TRANSLATION.fullmatch(name)):
        name, language = found["id"], found["language"]
    check = _unlisted if folder == "vocabulary" else _misnamed
    if problem := check(file, name) or _misplaced(file, folder, parts[2:]):
        return problem
    return Where(folder, parts[2] if len(parts) == 4 else "", name, language)


def _elsewhere(file: str, folder: str, name: str) -> Problem:
    message = "is in a folder that holds no content" if folder else "is in no folder of content/"
    if not folder and nearest(name, ["areas.yaml"]):
        fix = "Did you mean areas.yaml?"
    elif guess := nearest(folder, FOLDERS):
        fix = f"Did you mean content/{guess}/?"
    else:
        fix = f"Move it to one of: {', '.join(f'content/{f}/' for f in FOLDERS)}."
    return Problem(file=file, message=message, fix=fix, rule="file-folder")


def _unlisted(file: str, name: str) -> Problem | None:
    known = vocabulary_lists()
    if name in known:
        return None
    guess = nearest(name, known)
    fix = f"Did you mean {guess}.yaml?" if guess else f"Name it after one of the lists: {', '.join(sorted(known))}."
    return Problem(file=file, message="is a list that no field takes words from", fix=fix, rule="file-name")


def _misnamed(file: str, name: str) -> Problem | None:
    ending = file.rpartition(".")[2]
    if name in RESERVED:
        message, better = "has a name that the site needs for itself", f"{name}-1"
    elif id_fault(name):
        message, better = "has a name that cannot be an address", slug(name, LONGEST_ID)
    else:
        return None
    fix = f"Use small letters, digits and hyphens, at most {LONGEST_ID} characters: name it {better}.{ending}."
    return Problem(file=file, message=message, fix=fix, rule="file-name")


def _misplaced(file: str, folder: str, rest: list[str]) -> Problem | None:
    inner = {"events": "year"}.get(folder, "area" if folder in BY_AREA else "")
    if len(rest) != (2 if inner else 1):
        expected = f"content/{folder}/<{inner}>/{rest[-1]}" if inner else f"content/{folder}/{rest[-1]}"
        return Problem(file=file, message="is not where files of its kind lie", fix=f"Move it to {expected}.", rule="file-folder")
    if folder == "events" and not re.fullmatch(r"20[0-9][0-9]", rest[0]):
        fix = f"Move it to the folder of the year in which it begins: content/events/<year>/{rest[-1]}."
        return Problem(file=file, message=f"{short(rest[0])} is not a year", fix=fix, rule="file-folder")
    return None
