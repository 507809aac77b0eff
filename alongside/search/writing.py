"""The index of one language as files of the site: one root, and for each tile a folder that is named by what is in it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, partial
from hashlib import blake2b
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, structs

from alongside.catalog import Catalog
from alongside.config import SiteConfig
from alongside.pages import Output
from alongside.search.binary import packed
from alongside.search.columns import blocks, facets, spots, times
from alongside.search.lexicon import lexicon, stop_words
from alongside.search.places import code_shards, codes_around, positions, town_shards
from alongside.search.postings import Postings, postings, shard, shards, term_runs, term_shard, vocabulary
from alongside.search.rows import Row, meanings, rows_of
from alongside.search.tiling import Tile, tiles

_Item = TypeVar("_Item")
_Words = tuple[Postings, list[list[str]]]
# Readers of another version's index say so instead of showing nonsense.
VERSION = 1


class Limits(Struct, frozen=True, kw_only=True):
    """Sizes of the parts: listings in a tile, cards in a block, letters whose words make a shard, terms of listings that do, and
    listings all of which are searched."""

    tile: int = 4096
    block: int = 8
    letters: int = 12_000
    terms: int = 2_500
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
    codes = codes_around(catalog, config.country)
    found = positions(catalog, codes)
    rows = rows_of(catalog, found)
    meaning = meanings(rows, catalog, languages)
    stop = frozenset(stop_words(languages))
    cut = tiles(rows, limits.tile)
    parts = [_tile(tile, meaning, stop, config.default_minutes, limits) for tile in cut]
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


def _tile(tile: Tile, meaning: Mapping[str, tuple[str, ...]], stop: Collection[str], minutes: int, limits: Limits) -> _Folder:
    rows = tile.rows
    own = {name: meaning[name] for name in sorted({name for row in rows for name in row.means}) if name in meaning}
    count = sum(len(text) for row in rows for text in row.fields) // limits.letters + 1
    terms = sum(len(row.means) for row in rows) // limits.terms + 1
    words = cache(partial(_words, rows, own, stop, count))
    runs = cache(lambda: term_runs(words()[0], terms))

    def when() -> bytes:
        head, body = times(rows, minutes)
        return packed({**head, "first": _first(words()[1], "\uffff"), "terms": _first(runs(), len(own))}, body)

    files: dict[str, Callable[[], bytes]] = {
        "when": when,
        "facets": lambda: packed(*facets(rows)),
        "spots": lambda: packed(*spots(rows)),
        "words": lambda: vocabulary(words()[0]),
    }
    files |= {f"w{number}": partial(_shard, words, number) for number in range(count)}
    files |= {f"t{number}": partial(_terms, words, runs, number) for number in range(terms)}
    files |= {f"c{number}": partial(_cards, block) for number, block in enumerate(blocks(rows, limits.block))}
    return _Folder(_digest(msgspec.msgpack.encode((rows, own, sorted(stop), minutes, limits))), files)


def _names(cut: Sequence[Tile], stop: Collection[str], limits: Limits) -> _Folder:
    """Where every name is, over all tiles: listings counted through in the order of the tiles."""
    rows = [structs.replace(row, fields=row.fields[:1]) for tile in cut for row in tile.rows]
    names = [row.fields[0] for row in rows]
    count = sum(map(len, names)) // limits.letters + 1
    words = cache(partial(_words, rows, {}, stop, count))
    files: dict[str, Callable[[], bytes]] = {"first": lambda: packed({"first": _first(words()[1], "\uffff")})}
    files |= {f"w{number}": partial(_shard, words, number) for number in range(count)}
    return _Folder(_digest(msgspec.msgpack.encode((names, sorted(stop), limits))), files)


def _words(rows: Sequence[Row], meaning: Mapping[str, tuple[str, ...]], stop: Collection[str], count: int) -> _Words:
    found = postings(rows, meaning, stop)
    return found, shards(found, count)


def _named(kind: str, parts: Mapping[str, Any]) -> _Folder:
    """Lists of places in shards, each under its number, since its letters may be none that a host takes in a name."""
    files = {f"{number}": partial(_list, part) for number, part in enumerate(parts.values())}
    return _Folder(_digest(kind.encode() + msgspec.msgpack.encode(parts)), files)


def _list(part: Any) -> bytes:
    return packed({"list": part})


def _shard(words: Callable[[], _Words], number: int) -> bytes:
    found, runs = words()
    return shard(runs[number], found)


def _terms(words: Callable[[], _Words], runs: Callable[[], list[list[int]]], number: int) -> bytes:
    return term_shard(runs()[number], words()[0])


def _cards(block: Iterable[Row]) -> bytes:
    return packed({"cards": [row.card for row in block]})


def _first(runs: Sequence[Sequence[_Item]], after: _Item) -> list[_Item]:
    """The first item of each run; that of the next one for an empty run."""
    found: list[_Item] = []
    for run in reversed(runs):
        after = run[0] if run else after
        found.append(after)
    return found[::-1]


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=6).hexdigest()
