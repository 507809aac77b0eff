"""Files of an import on disk: never half there, never outside of the site."""

import os
from collections.abc import Iterable
from pathlib import Path

from alongside.errors import SiteError, visible
from alongside.importing import areas as area_words
from alongside.importing.planning import Plan
from alongside.importing.state import FOLDER, State, state_bytes
from alongside.reading import Source, limit_of, parse
from alongside.schema import Area

AREAS = "content/areas.yaml"


def areas_text(site: Path, created: list[Area]) -> str:
    """The whole of content/areas.yaml with the new areas at its end, "" where there are none.

    Raises: SiteError where it would grow past what is read.
    """
    if not created:
        return ""
    path = site / AREAS
    head = "# Cities, counties and regions: an id, then its name below it.\n"
    before = path.read_text(encoding="utf-8-sig") if path.is_file() else head
    end = "" if before.endswith("\n") else "\n"
    text = before + end + "".join(f"\n{area_words.written(area)}" for area in created)
    source = parse(AREAS, text.encode())
    if isinstance(source, Source):
        return text
    if len(text.encode()) > limit_of(AREAS):
        raise SiteError(f"{len(created)} new areas are too many for {AREAS}. Use --area-from county or region, or --area.")
    raise SiteError(f"{AREAS} cannot be added to ({visible(source[0].message)}). Write one area below the other, each with its id on top.")


def write(site: Path, planned: Iterable[Plan], areas: str, state: State) -> None:
    """Areas first, so that no listing lies in one that is not there; what was imported last."""
    if areas:
        _put(site, AREAS, areas.encode())
    for each in planned:
        if each.file:
            _put(site, each.file, each.text.encode())
        if each.moved_from:
            (site / each.moved_from).unlink()
    _put(site, f"{FOLDER}/{state.source}.json", state_bytes(state))


def _put(site: Path, file: str, content: bytes) -> None:
    """Write a file by way of another name, so that it is never half there; not at all where it says the same already."""
    path = site / file
    if not path.resolve().is_relative_to(site.resolve()):
        raise SiteError(f"{visible(file)} lies outside of the site.")
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    os.replace(beside, path)
