"""Each engine's folder: its index, its script and the bare page. All are made of the same entries."""

import gzip
import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from bench.finding import documents
from bench.finding.directory import Directory

HERE = Path(__file__).parent
_HEAD = '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Find</title>\n<link rel="icon" href="data:,">\n'
_BODY = '<input aria-label="Find">\n<ul></ul>\n'
_TEXT = (".html", ".js", ".json")


class Engine(Struct, frozen=True, kw_only=True):
    """One engine's own folder. ``address`` opens its page; a state may follow it. ``lacks``: what it cannot do.

    ``most``: with more listings than that it is not measured. ``shipped``: false for one that is set up otherwise than it ships,
    only to be seen beside the others: goals do not count it as a peer.
    """

    name: str
    folder: str
    address: str
    lacks: str = ""
    most: int = 1_000_000
    shipped: bool = True


class Index(Struct, frozen=True, kw_only=True):
    """What indexing took and made; sizes as transferred, without script. ``script``: the engine's own, gzip."""

    seconds: float
    files: int
    bytes: int
    largest: int
    script: int


_PAGEFIND = "no distance, no times of day together with days, no typing errors; counts only within what is found"
ENGINES = (
    Engine(name="ours", folder="ours", address="ours/#"),
    Engine(name="Pagefind", folder="pagefind", address="pagefind/#", lacks=_PAGEFIND),
    Engine(name="Pagefind in the page", folder="pagefind", address="pagefind/#worker=no&", lacks=_PAGEFIND, most=10_000, shipped=False),
    Engine(name="MiniSearch", folder="minisearch", address="minisearch/#", lacks="no facets: counted by a script of this benchmark"),
    Engine(name="FlexSearch", folder="flexsearch", address="flexsearch/#", lacks="no facets: the same script; no typing errors"),
)


# What each page loads first. Pagefind's worker would load its own again.
_FIRST = {"pagefind": (), "minisearch": ("index.json", "columns.json"), "flexsearch": ("documents.json",)}


def write_records(made: Directory, file: Path) -> None:
    """What the other engines read."""
    file.write_text("\n".join(documents.lines(made.catalog, made.config.languages)), "utf-8")


def peer(name: str, records: Path, folder: Path, limit: float) -> Index | None:
    """Another engine's folder, or None where it did not get ready in time."""
    folder.mkdir()
    command = ("node", "--max-old-space-size=8192", str(HERE / "peers.js"), name, str(records), str(folder))
    try:
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    told = json.loads(done.stdout.splitlines()[-1])
    module = '<link rel="modulepreload" href="pagefind/pagefind.js">\n' if name == "pagefind" else ""
    page(folder, f'{module}{preload(*_FIRST[name])}<script type="module" src="page.js"></script>\n')
    return index_of(folder, told["seconds"], told["script"])


def preload(*files: str) -> str:
    """Tells a page to load files while its script is on the way; every engine has its first ones loaded so."""
    return "".join(f'<link rel="preload" as="fetch" crossorigin href="{file}">\n' for file in files)


def page(folder: Path, script: str, more: str = "") -> None:
    """The bare page of an engine; ``more``: what its body says to the script."""
    folder.joinpath("index.html").write_text(f"{_HEAD}<body{more}>\n{_BODY}{script}", "utf-8")


def timed(work: Callable[[], None]) -> float:
    """The seconds that something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def index_of(folder: Path, seconds: float, script: int) -> Index:
    """What there is in a folder, without script and page."""
    files = [path for path in folder.rglob("*") if path.is_file() and not _is_script(path)]
    sizes = [len(gzip.compress(path.read_bytes(), 9)) if path.suffix in _TEXT else path.stat().st_size for path in files]
    return Index(seconds=seconds, files=len(files), bytes=sum(sizes), largest=max(path.stat().st_size for path in files), script=script)


def _is_script(path: Path) -> bool:
    return path.suffix in (".js", ".css") or path.name.startswith("wasm.") or path.name == "index.html"
