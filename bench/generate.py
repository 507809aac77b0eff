"""Writes a site of any size from a seed: the same bytes for the same seed and count.

The listings are those of bench/finding/listings.py, with as much text as people write; all kinds, in counties with real towns.
"""

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alongside.checking import Shared
from alongside.drafts import emit
from alongside.schema import KINDS, Area, Organization
from bench.finding.directory import maker, vocabulary
from bench.finding.listings import raw_listings
from bench.finding.words import Talk

_WIDTH = 90
# How many descriptions have a list and something in bold type, which takes a reader of Markdown instead of a split at blank lines.
_MARKED = 0.3
_PLAIN = "There's tea & time to talk afterwards. Nobody asks for your full name."


def write_site(folder: Path, count: int, seed: int = 1) -> None:
    """A site with ``count`` listings, in a folder that is made."""
    folder.mkdir(parents=True)
    _, words = vocabulary(folder)
    made = maker(count, words, seed)
    for kind in KINDS:
        # A small site may have no listing of a rare kind; peers want the folder all the same.
        (folder / "content" / kind).mkdir(parents=True)
    for file, text in (*_around(made.shared), *_files(list(raw_listings(made, count)), made.talk)):
        path = folder / "content" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _around(shared: Shared) -> Iterator[tuple[str, str]]:
    areas = {area.id: {"name": area.name, "type": area.type, "timezone": area.timezone or None} for area in shared.areas.values()}
    yield "areas.yaml", emit(areas, Area)
    for id_, found in shared.organizations.items():
        website = found.contact.website if found.contact else ""
        yield f"organizations/{id_}.yaml", emit({"name": found.name, "contact": {"website": website}}, Organization)


def _files(listings: list[tuple[str, str, dict[str, Any]]], talk: Talk) -> Iterator[tuple[str, str]]:
    for kind, id_, data in listings:
        where = f"{kind}/"
        if kind == "events":
            where += f"{data['start'][:4]}/"
        elif "area" in data:
            # The folder says it.
            where += f"{data.pop('area')}/"
        yield f"{where}{id_}.yaml", emit({**data, "description": description(talk)}, KINDS[kind])


def description(talk: Talk) -> str:
    """Three to five paragraphs in lines of a readable width."""
    chance = talk.chance
    parts = [
        " ".join(talk.sentence(chance.randint(7, 14)) for _ in range(chance.randint(2, 3))) for _ in range(chance.randint(2, 4))
    ]
    parts.insert(1, _PLAIN)
    parts = ["\n".join(textwrap.wrap(part, _WIDTH)) for part in parts]
    if chance.random() < _MARKED:
        parts[0] = f"**{talk.title(2)}**: {parts[0]}"
        parts.append("\n".join(f"- {talk.sentence(4)}" for _ in range(3)))
    return "\n\n".join(parts) + "\n"
