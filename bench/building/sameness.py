"""Whether two builders did the same work: as many files, and pages that are equal once white space is."""

import json
import os
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

_SPACE = re.compile(r"\s+")
# White space beside a tag, which every template language leaves in other places.
_BESIDE = re.compile(r" ?(<[^>]*>) ?")
# How many pages of each sort are compared, taken by chance from one seed.
_SAMPLE = 40
_ADDRESS = re.compile(r"<loc>([^<]*)</loc>")


class Made(Struct, frozen=True):
    """What is in a folder: files by path, with their sizes."""

    sizes: dict[str, int]

    @property
    def bytes(self) -> int:
        """All sizes added up."""
        return sum(self.sizes.values())


def made_in(folder: Path) -> Made:
    """Every file that visitors are meant to see; our manifest and lock are for builds."""
    return Made({path: size for path, size in _files(folder, folder) if not path.startswith(".alongside")})


def _files(folder: Path, root: Path) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as found:
        for each in found:
            if each.is_dir(follow_symlinks=False):
                yield from _files(Path(each.path), root)
            else:
                yield Path(each.path).relative_to(root).as_posix(), each.stat().st_size


def differences(ours: Path, theirs: Path, also: Sequence[str] = ()) -> list[str]:
    """What is not the same in two folders: paths, some pages of each sort, the search file and the sitemap.

    Takes: ``also``, paths that are compared besides.
    """
    own, others = made_in(ours).sizes, made_in(theirs).sizes
    told = [f"only ours: {path}" for path in sorted(own.keys() - others.keys())[:5]]
    told += [f"only theirs: {path}" for path in sorted(others.keys() - own.keys())[:5]]
    for path in {*_sampled(sorted(own.keys() & others.keys())), *also}:
        one, other = (normalised(path, (folder / path).read_text("utf-8")) for folder in (ours, theirs))
        if one != other:
            told.append(f"{path}: {_where(str(one), str(other))}")
    return told


def _sampled(paths: Sequence[str]) -> Iterator[str]:
    """All that is no page, and of each folder's pages a few, first pages of lists and further ones apart."""
    sorts: dict[tuple[str, bool], list[str]] = {}
    for path in paths:
        parts = path.split("/")
        if len(parts) == 1:
            yield path
        else:
            sort = "list" if len(parts) == 2 else parts[0]
            sorts.setdefault((sort, "page" in parts), []).append(path)
    chance = random.Random(1)
    for found in sorts.values():
        yield from chance.sample(found, min(_SAMPLE, len(found)))


def normalised(path: str, text: str) -> Any:
    """What a page, the search file or the sitemap says, however it was laid out."""
    if path.endswith(".json"):
        return json.loads(text)
    if path.endswith(".xml"):
        return sorted(_ADDRESS.findall(text))
    return _BESIDE.sub(r"\1", _SPACE.sub(" ", text)).strip()


def _where(one: str, other: str) -> str:
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, at - 60)
    return f"ours ...{one[start : at + 60]!r}, theirs ...{other[start : at + 60]!r}"
