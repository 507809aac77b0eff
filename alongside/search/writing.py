"""The index of one language as files of the site: one root, and for each tile a folder that is named by what is in it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, partial
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import Struct

from alongside.catalog import Catalog
from alongside.config import SiteConfig
from alongside.pages import Output
from alongside.search.binary import packed
from alongside.search.columns import blocks, facets, spots, times
from alongside.search.lexicon import lexicon, stop_words
from alongside.search.places import code_shards, codes_near, positions, town_shards
from alongside.search.postings import Postings, postings, shard, shards, vocabulary
from alongside.search.rows import Row, rows_of
from alongside.search.tiling import Tile, tiles

# Readers of another version's index say so instead of showing nonsense.
VERSION = 1


class Limits(Struct, frozen=True, kw_only=True):
    """Sizes of the parts: listings in a tile, cards in a block, letters whose words make a shard, listings all of which are searched."""

    tile: int = 4096
    block: int = 8
    letters: int = 30_000
    everywhere: int = 20_000


class Index(Struct, frozen=True, kw_only=True):
    """The files of an index; ``root`` is the address of the one that leads to all others, from where the language begins."""

    root: str
    outputs: tuple[Output, ...]


class _Folder(Struct, frozen=True):
    """Files that are named together by a digest of all that is in them, and how to make each."""

    name: str
    files: Mapping[str, Callable[[], bytes]]


def write(catalog: Catalog, config: SiteConfig, languages: tuple[str, ...], base: str = "", limits: Limits | None = None) -> Index:
    """The index of the listings that are in lists.

    Takes:   the catalog of one language; ``languages``: all of the site's, whose words for terms are understood; ``base``: the folder of
             the language, such as "es/"; ``limits``: other sizes than the usual ones.
    Returns: files that are the same for equal arguments; a listing that changes makes new files of its own tile, and a new root.
    """
    limits = limits or Limits()
    codes = codes_near(catalog, config.country)
    found = positions(catalog, codes)
    rows = rows_of(catalog, languages, found)
    stop = frozenset(stop_words(languages))
    cut = tiles(rows, limits.tile)
    parts = [_tile(tile, stop, config.default_minutes, limits) for tile in cut]
    towns, zips = town_shards(catalog, found), code_shards(codes)
    places = [_named("towns", towns), _named("codes", zips)]
    names = [_names(cut, stop, limits)] if len(rows) > limits.everywhere else []
    root = {
        "version": VERSION,
        "total": len(rows),
        "tiles": [[part.name, len(tile.rows), *tile.box] for tile, part in zip(cut, parts, strict=True)],
        "block": limits.block,
        "everywhere": limits.everywhere,
        "minutes": config.default_minutes,
        "verify": config.verify_every,
        "unit": "mi" if config.distances == "miles" else "km",
        "lexicon": lexicon(catalog, languages),
        "stop": sorted(stop),
        "towns": [places[0].name, list(towns)],
        "codes": [places[1].name, list(zips)],
        "names": [folder.name for folder in names],
    }
    body = packed(root)
    name = f"search/{_digest(body)}.bin"
    files: list[tuple[str, Callable[[], bytes]]] = [(name, partial(bytes, body))]
    files += [(f"search/{folder.name}/{file}.bin", make) for folder in (*parts, *places, *names) for file, make in folder.files.items()]
    # A path holds the digest of what is in it.
    return Index(root=name, outputs=tuple(Output(path=base + path, key=path, make=make) for path, make in files))


def _tile(tile: Tile, stop: Collection[str], minutes: int, limits: Limits) -> _Folder:
    rows = tile.rows
    letters = sum(len(text) for row in rows for text in row.fields)
    count = letters // limits.letters + 1

    @cache
    def words() -> tuple[Postings, list[list[str]]]:
        found = postings((row.fields for row in rows), stop)
        return found, shards(found, count)

    def when() -> bytes:
        head, body = times(rows, minutes)
        return packed({**head, "first": _first(words()[1])}, body)

    files: dict[str, Callable[[], bytes]] = {
        "when": when,
        "facets": lambda: packed(*facets(rows)),
        "spots": lambda: packed(*spots(rows)),
        "words": lambda: vocabulary(words()[0]),
    }
    files |= {f"w{number}": partial(_shard, words, number) for number in range(count)}
    files |= {f"c{number}": partial(_cards, block) for number, block in enumerate(blocks(rows, limits.block))}
    return _Folder(_digest(msgspec.msgpack.encode((rows, sorted(stop), minutes, limits))), files)


def _names(cut: Sequence[Tile], stop: Collection[str], limits: Limits) -> _Folder:
    """Where every name is, over all tiles: listings counted through in the order of the tiles."""
    names = [(row.fields[0],) for tile in cut for row in tile.rows]
    count = sum(len(text) for (text,) in names) // limits.letters + 1

    @cache
    def words() -> tuple[Postings, list[list[str]]]:
        found = postings(names, stop)
        return found, shards(found, count)

    files: dict[str, Callable[[], bytes]] = {"first": lambda: packed({"first": _first(words()[1])})}
    files |= {f"w{number}": partial(_shard, words, number) for number in range(count)}
    return _Folder(_digest(msgspec.msgpack.encode((names, sorted(stop), limits))), files)


def _named(kind: str, parts: Mapping[str, Any]) -> _Folder:
    """Lists of places in shards, each under its number, since its letters may be none that a host takes in a name."""
    files = {f"{number}": partial(_list, part) for number, part in enumerate(parts.values())}
    return _Folder(_digest(kind.encode() + msgspec.msgpack.encode(parts)), files)


def _list(part: Any) -> bytes:
    return packed({"list": part})


def _shard(words: Callable[[], tuple[Postings, list[list[str]]]], number: int) -> bytes:
    found, runs = words()
    return shard(runs[number], found)


def _cards(block: Iterable[Row]) -> bytes:
    return packed({"cards": [row.card for row in block]})


def _first(runs: Sequence[Sequence[str]]) -> list[str]:
    """The first word of each run; that of the next one for an empty run."""
    found: list[str] = []
    after = "\uffff"
    for run in reversed(runs):
        after = run[0] if run else after
        found.append(after)
    return found[::-1]


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=6).hexdigest()
