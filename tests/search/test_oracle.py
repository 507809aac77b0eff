"""The finder against a plain search over the same listings: totals, order, counts, distances, and what a dropped chip would bring."""

import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from alongside import importing, pipeline, search
from alongside.catalog import Catalog
from alongside.config import SiteConfig
from alongside.drafts import new_site
from alongside.pipeline.editions import editions_of
from alongside.pipeline.words import translations_of
from alongside.search.places import codes_around, positions
from tests.building import ROOT
from tests.formats.conftest import SHARED, load, today
from tests.formats.test_real_feeds import FEEDS, format_of
from tests.search.engine import LIMIT, ask, write_index
from tests.search.made import CONFIG, made
from tests.search.oracle import Answer, Oracle, Point, kilometres, rows_of
from tests.search.queries import Query, empty, queries
from tests.search.text import WEIGHTS, typed

COUNT = 500
# Many small parts, so that words and cards come from many files, and lists from many tiles.
SMALL_PARTS = search.Limits(tile=64, block=4, letters=2000, everywhere=100)


class Compared:
    """A site searched both ways."""

    def __init__(self, folder: Path, catalog: Catalog, config: SiteConfig, limits: search.Limits | None = None) -> None:
        self.address = write_index(folder, catalog, config, limits)
        known = positions(catalog, codes_around(catalog, config.country))
        self.rows = rows_of(catalog, config.languages, lambda entry: known.get(entry.url))
        self.config = config
        self._among = functools.cache(self._oracle)

        head = ask(self.address, ())
        self.stop, self.unit, self.tiles, self.of = head.stop, head.unit, head.tiles, head.of

    def differences(self, seed: int, count: int = COUNT) -> list[str]:
        """Each search whose answers are not alike, with the first thing that is not."""
        asked = queries(self.among(None), seed, count)
        found = ask(self.address, asked).answers
        return [text for query, theirs in zip(asked, found, strict=True) if (text := self._difference(query, theirs))]

    def among(self, tiles: frozenset[int] | None) -> Oracle:
        """The plain search over the listings of some tiles, or of all."""
        return self._among(tiles)

    def _difference(self, query: Query, theirs: Mapping[str, Any]) -> str:
        tiles = self._touched(query)
        oracle = self.among(tiles)
        ours = oracle.search(query.state, query.moment, query.place, query.begins)
        searched = theirs["searched"] if tiles is None else sum(self.tiles[number][1] for number in tiles)
        for name, mine, other in (("searched", searched, theirs["searched"]), *_pairs(ours, theirs)):
            if mine != other:
                return _told(query, name, mine, other)
        return ""

    def _touched(self, query: Query) -> frozenset[int] | None:
        """The tiles that a radius touches, the nearest one where it touches none; None for all."""
        if query.place is None or len(self.tiles) < 2:
            return None
        ways = {number: _way_to(box, query.place) for number, (_name, _size, *box) in enumerate(self.tiles)}
        radius = query.state["radius"] * (1.609344 if self.unit == "mi" else 1)
        return frozenset(number for number, way in ways.items() if round(way, 1) <= radius) or frozenset([min(ways, key=lambda n: ways[n])])

    def _oracle(self, tiles: frozenset[int] | None) -> Oracle:
        rows = [row for row in self.rows if tiles is None or self.of[row.entry.url] in tiles]
        return Oracle(rows, self.stop, self.config.verify_every, self.unit)


def _way_to(box: Sequence[int], place: Point) -> float:
    if not box:
        return float("inf")
    south, west, north, east = (each / 10_000 for each in box)
    return kilometres(place, (min(max(place[0], south), north), min(max(place[1], west), east)))


def _pairs(ours: Answer, theirs: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    yield "total", ours.total, theirs["total"]
    first = ours.urls[:LIMIT]
    yield "order", first, tuple(theirs["urls"])
    if ours.distances:
        yield "distances", [ours.distances[url] for url in first], theirs["distances"]
    yield "counts", ours.counts, {facet: found for facet, found in theirs["counts"].items() if found}
    yield "without", ours.without, theirs["without"]


def _by_name(compared: Compared, home: int) -> Oracle:
    """Outside of the home tile nothing is looked for but names, and these are taken at their word."""
    nothing: dict[str, frozenset[str]] = dict.fromkeys(WEIGHTS, frozenset())
    rows = [row for row in compared.rows if compared.of[row.entry.url] != home]
    only = (structs.replace(row, fields={**nothing, "name": row.fields["name"]}, words=row.fields["name"]) for row in rows)
    return Oracle(only, compared.stop, typos=False)


def _elsewhere(theirs: Mapping[str, Any]) -> int | None:
    return theirs["elsewhere"] and int(theirs["elsewhere"]["total"])


def _told(query: Query, name: str, mine: Any, other: Any) -> str:
    """A search and the first difference in a form that says where to look."""
    if isinstance(mine, tuple):
        at = next((n for n, (a, b) in enumerate(zip(mine, other, strict=False)) if a != b), min(len(mine), len(other)))
        name, mine, other = f"{name} from {at}", mine[at : at + 3], other[at : at + 3]
    elif name == "counts":
        facet = next(facet for facet in sorted({*mine, *other}) if mine.get(facet) != other.get(facet))
        name, mine, other = f"counts of {facet}", mine.get(facet), other.get(facet)
    state = {key: value for key, value in query.state.items() if value and key not in ("chosen", "everywhere")}
    chosen = {facet: ids for facet, ids in query.state["chosen"].items() if ids}
    asked = {**state, "after": query.state["after"], **chosen, "begins": query.begins, "place": query.place}
    where = f"at {query.moment.at.isoformat()} {query.moment.zone}"
    return f"{json.dumps(asked, ensure_ascii=False)} {where}\n  {name}: expected {mine}\n  found {other}"


def _reported(found: list[str]) -> str:
    return f"{len(found)} of {COUNT} searches differ:\n" + "\n".join(found[:5])


@pytest.mark.parametrize(("language", "count"), [("en", COUNT), ("es", COUNT // 2)])
def test_the_sample_site(sample_site: pipeline.Site, tmp_path: Path, language: str, count: int) -> None:
    [each] = editions_of(sample_site, {language: translations_of(language, ROOT)})

    found = Compared(tmp_path, each.catalog, each.config).differences(20_261_121, count)

    assert not found, _reported(found)


def test_many_small_tiles(tmp_path: Path) -> None:
    compared = Compared(tmp_path, made(640, 4), CONFIG, SMALL_PARTS)

    found = compared.differences(64)

    assert len(compared.tiles) > 8
    assert not found, _reported(found)


def test_above_a_number_of_listings_the_home_region_is_searched_and_names_everywhere(tmp_path: Path) -> None:
    compared = Compared(tmp_path, made(640, 5), CONFIG, SMALL_PARTS)
    home = max((number for number, tile in enumerate(compared.tiles) if len(tile) > 2), key=lambda number: compared.tiles[number][1])
    words = [query for query in queries(compared.among(None), 5, 250) if query.state["words"] and '"' not in query.state["words"]]
    asked = [Query(empty(words=query.state["words"], everywhere=False), query.moment, query.begins) for query in words]

    found = ask(compared.address, asked).answers

    near, names = compared.among(frozenset([home])), _by_name(compared, home)
    for query, theirs in zip(asked, found, strict=True):
        assert theirs["total"] == near.search(query.state, query.moment, None, query.begins).total, query
        assert theirs["searched"] == compared.tiles[home][1]
        wanted = names.search(query.state, query.moment, None, query.begins)
        assert _elsewhere(theirs) == (wanted.total if typed(query.state["words"], compared.stop, query.begins).words else None), query
    assert sum(_elsewhere(theirs) or 0 for theirs in found) > 0


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real feeds are not here: ../shared/data is absent")
def test_the_real_feeds(tmp_path: Path) -> None:
    for file, text in new_site("Scratch", "America/New_York").items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    for file, _records, _refused, options in (feed for feed in FEEDS if feed[0].startswith("meeting-guide")):
        importing.run(tmp_path, format_of(file), (SHARED / file).read_bytes(), importing.source_name(file), options, today)
    [each] = editions_of(load(tmp_path), {"en": translations_of("en", tmp_path)})

    found = Compared(tmp_path / "out", each.catalog, each.config, search.Limits(tile=700)).differences(1917)

    assert not found, _reported(found)
