"""The index of one language as files of the site: one root, and for each tile a folder that is named by what is in it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import Struct, structs

from alongside import __version__
from alongside.catalog import Catalog
from alongside.config import SiteConfig
from alongside.output import Output
from alongside.search.binary import packed
from alongside.search.columns import blocks, facets, spots, times
from alongside.search.lexicon import lexicon, stop_words
from alongside.search.places import American, american_codes, code_digits, code_shards, codes_around, positions, town_shards
from alongside.search.postings import Postings, postings, shard, shards, vocabulary
from alongside.search.rows import Row, carried, meanings, rows_of
from alongside.search.tiling import Tile, tiles

_File = tuple[dict[str, Any], dict[str, bytes]]
_Cut = tuple[Postings, list[list[str]]]
_Words = Callable[[], _Cut]
# Readers of another version's index say so instead of showing nonsense.
VERSION = 1
# What a file's bytes depend on besides what is in it.
_FORM = (VERSION, __version__)


class Limits(Struct, frozen=True, kw_only=True):
    """Sizes of the parts: listings in a tile, cards in a block, letters whose words make a shard, listings all of which are searched."""

    tile: int = 4096
    block: int = 8
    letters: int = 6_000
    everywhere: int = 20_000


class Index(Struct, frozen=True, kw_only=True):
    """The files of an index; ``root`` is the address of the one that leads to all others, from where the language begins."""

    root: str
    outputs: tuple[Output, ...]


class _Folder(Struct, frozen=True):
    """Files that are named together by a digest of all that is in them, and how to make each; of a tile also what its first file says."""

    name: str
    files: Mapping[str, Callable[[], bytes]]
    when: Callable[[], _File] | None = None


def write(
    catalog: Catalog,
    config: SiteConfig,
    languages: tuple[str, ...],
    base: str = "",
    limits: Limits | None = None,
    american: American = american_codes,
) -> Index:
    """The index of the listings that are in lists.

    Takes:   the catalog of one language; ``languages``: all of the site's, whose words for terms are understood; ``base``: the folder of
             the language, such as "es/"; ``limits``: other sizes than the usual ones; ``american``: what knows the codes of the United
             States.
    Returns: files that are the same for equal arguments; a listing that changes makes new files of its own tile, and a new root.
    """
    limits = limits or Limits()
    codes = codes_around(catalog, config.country, american)
    found = positions(catalog, codes)
    rows = rows_of(catalog, found)
    meaning = meanings(rows, catalog, languages)
    stop = frozenset(stop_words(languages))
    cut = tiles(rows, limits.tile)
    latest: dict[int, _Cut] = {}
    parts = [_tile(tile, meaning, stop, config.default_minutes, limits, latest) for tile in cut]
    towns, zips = town_shards(catalog, found), code_shards(codes)
    places = [_named("towns", towns), _named("codes", zips)]
    names = [_names(cut, stop, limits, latest)] if len(rows) > limits.everywhere else []
    head: dict[str, Any] = {
        "version": VERSION,
        "total": len(rows),
        "tiles": [[part.name, len(tile.rows), *tile.box] for tile, part in zip(cut, parts, strict=True)],
        "block": limits.block,
        "everywhere": limits.everywhere,
        "minutes": config.default_minutes,
        "verify": config.verify_every,
        "unit": "mi" if config.distances == "miles" else "km",
        "lexicon": lexicon(catalog.shared.terms, carried(rows), languages),
        "stop": sorted(stop),
        "towns": [places[0].name, list(towns)],
        "codes": [places[1].name, list(zips), code_digits(codes)],
        "names": [folder.name for folder in names],
    }
    name = f"search/{_digest(msgspec.msgpack.encode((_FORM, head)))}.bin"
    # The only tile's first file is in the root, which is made where its words are known.
    files: list[tuple[str, str, Callable[[], bytes]]] = [(parts[0].name if len(parts) == 1 else "", name, partial(_root, head, parts))]
    for folder in (*parts, *places, *names):
        files += [(folder.name, f"search/{folder.name}/{file}.bin", make) for file, make in folder.files.items()]
    if len(parts) == 1:
        files = [each for each in files if each[1] != f"search/{parts[0].name}/when.bin"]
    # A path holds the digest of what is in it.
    return Index(root=name, outputs=tuple(Output(path=base + path, key=path, make=make, bundle=bundle) for bundle, path, make in files))


def _root(head: Mapping[str, Any], tiles: Sequence[_Folder]) -> bytes:
    """The file that leads to all others; where there is one tile it says what that tile's first file would, to save the way to it."""
    only, columns = tiles[0].when() if len(tiles) == 1 and tiles[0].when else ({}, {})
    return packed({**head, **only}, columns)


def _tile(
    tile: Tile, meaning: Mapping[str, tuple[str, ...]], stop: Collection[str], minutes: int, limits: Limits, latest: dict[int, _Cut]
) -> _Folder:
    rows = tile.rows
    own = {name: meaning[name] for name in sorted({name for row in rows for name in row.means}) if name in meaning}
    words = _words(rows, own, stop, limits, latest)
    when = partial(_when, rows, words, minutes)
    files: dict[str, Callable[[], bytes]] = {
        "when": lambda: packed(*when()),
        "facets": lambda: packed(*facets(rows)),
        "spots": lambda: packed(*spots(rows)),
        "words": lambda: vocabulary(words()[0]),
    }
    files |= {f"w{number}": partial(_shard, words, number) for number in range(_count(rows, limits))}
    files |= {f"c{number}": partial(_cards, block) for number, block in enumerate(blocks(rows, limits.block))}
    made_of = (_FORM, rows, own, sorted(stop), minutes, limits.block, limits.letters)
    return _Folder(_digest(msgspec.msgpack.encode(made_of)), files, when)


def _when(rows: Sequence[Row], words: _Words, minutes: int) -> _File:
    """What every search needs of a tile: its schedules, and which words are in which shard."""
    head, body = times(rows, minutes)
    return {**head, "first": _first(words()[1])}, body


def _names(cut: Sequence[Tile], stop: Collection[str], limits: Limits, latest: dict[int, _Cut]) -> _Folder:
    """Where every name is, over all tiles: listings counted through in the order of the tiles."""
    rows = [structs.replace(row, fields=row.fields[:1], means=()) for tile in cut for row in tile.rows]
    words = _words(rows, {}, stop, limits, latest)
    files: dict[str, Callable[[], bytes]] = {"first": lambda: packed({"first": _first(words()[1])})}
    files |= {f"w{number}": partial(_shard, words, number) for number in range(_count(rows, limits))}
    return _Folder(_digest(msgspec.msgpack.encode((_FORM, [row.fields for row in rows], sorted(stop), limits.letters))), files)


def _count(rows: Sequence[Row], limits: Limits) -> int:
    """How many shards of words there are: told before a word is cut, so that files can be named without making them."""
    return sum(len(text) for row in rows for text in row.fields) // limits.letters + 1


def _words(
    rows: Sequence[Row], meaning: Mapping[str, tuple[str, ...]], stop: Collection[str], limits: Limits, latest: dict[int, _Cut]
) -> _Words:
    """The words of some listings, and in which shard each is; worked out when first asked for.

    Takes: ``latest``, which holds them until the words of another tile are asked for: files are made one tile after the other.
    """

    def words() -> _Cut:
        if id(rows) not in latest:
            found = postings(rows, meaning, stop)
            latest.clear()
            latest[id(rows)] = found, shards(found, _count(rows, limits))
        return latest[id(rows)]

    return words


def _named(kind: str, parts: Mapping[str, Any]) -> _Folder:
    """Lists of places in shards, each under its number, since its letters may be none that a host takes in a name."""
    files = {f"{number}": partial(_list, part) for number, part in enumerate(parts.values())}
    return _Folder(_digest(msgspec.msgpack.encode((_FORM, kind, parts))), files)


def _list(part: Any) -> bytes:
    return packed({"list": part})


def _shard(words: _Words, number: int) -> bytes:
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
