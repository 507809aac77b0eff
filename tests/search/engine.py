"""The finder's engine for tests: an index written to a folder, and searches answered by its reader in one run of Node."""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from alongside import search
from alongside.catalog import Catalog
from alongside.config import SiteConfig
from tests.building import ROOT, absent
from tests.search.queries import Query

# How many listings of an answer are read (runner.js).
LIMIT = 50


class Found(Struct, frozen=True):
    """What the reader answered, and what it says of its index: ``tiles`` are name, size and box, ``of`` the tile of each listing."""

    stop: frozenset[str]
    unit: str
    tiles: Sequence[Sequence[Any]]
    of: Mapping[str, int]
    answers: Sequence[Mapping[str, Any]]


def write_index(folder: Path, catalog: Catalog, config: SiteConfig, limits: search.Limits | None = None) -> Path:
    """Writes the index of a catalog; returns the address of its root."""
    index = search.write(catalog, config, config.languages, limits=limits)
    for output in index.outputs:
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.make())
    return folder / index.root


def ask(address: Path, queries: Sequence[Query]) -> Found:
    """The answers of the reader, in one run of Node."""
    node = shutil.which("node")
    if node is None:
        absent("node is not installed: the finder is not compared with a plain search")
    text = "\n".join(json.dumps(_asked(query)) for query in queries)
    command = [node, str(ROOT / "tests" / "search" / "runner.js"), str(address)]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    head, *answers = (json.loads(line) for line in done.stdout.splitlines())
    return Found(frozenset(head["stop"]), head["unit"], head["tiles"], dict(head["of"]), answers)


def _asked(query: Query) -> dict[str, Any]:
    place = None if query.place is None else {"lat": query.place[0], "lon": query.place[1], "label": ""}
    at = int(query.moment.at.timestamp() * 1000)
    return {"state": query.state, "at": at, "reader": query.moment.zone, "begins": query.begins, "place": place}
