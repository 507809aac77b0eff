"""What `make bench-search` measures on and says: made-up listings are right and come again from their seed; a goal missed is told."""

import msgspec
import pytest

from alongside.checking import Shared, examine
from alongside.config import SiteConfig
from alongside.schema import KINDS
from bench.finding.directory import TODAY, directory, maker, vocabulary
from bench.finding.documents import facets
from bench.finding.engines import ENGINES, Index
from bench.finding.listings import listings, raw_listings
from bench.finding.measuring import Asked, First, percentile
from bench.finding.tables import Result, goals, row

COUNT = 300


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> tuple[SiteConfig, Shared]:
    return vocabulary(tmp_path_factory.mktemp("site"))


def test_every_made_up_listing_passes_check_and_is_the_record_that_it_is_measured_as(words: tuple[SiteConfig, Shared]) -> None:
    config, shared = words
    made = maker(COUNT, shared)
    found = list(raw_listings(made, COUNT))

    told = {id_: examine(kind, data, made.shared.words, config, TODAY) for kind, id_, data in found}

    assert {kind for kind, _, _ in found} == set(KINDS)
    assert [fault for _, faults in told.values() for fault in faults] == []
    assert [id_ for kind, id_, data in found if msgspec.convert(data, KINDS[kind], strict=False) != told[id_][0]] == []


def test_the_same_seed_makes_the_same_listings_and_another_seed_others(words: tuple[SiteConfig, Shared]) -> None:
    first, again, other = (list(listings(maker(COUNT, words[1], seed), COUNT)) for seed in (1, 1, 2))

    assert first == again
    assert first != other


def test_most_words_are_rare(words: tuple[SiteConfig, Shared]) -> None:
    texts = [listing.description.casefold() for listing in listings(maker(COUNT, words[1]), COUNT)]
    often: dict[str, int] = {}
    for word in (word.strip(".") for text in texts for word in text.split()):
        often[word] = often.get(word, 0) + 1

    assert len(often) > 1_500
    assert sum(count < 3 for count in often.values()) > len(often) / 2


def test_other_engines_are_given_the_facets_of_every_listing(words: tuple[SiteConfig, Shared]) -> None:
    found = [facets(entry) for entry in directory(COUNT, *words).catalog.listed]

    assert len(found) == COUNT
    assert {name for each in found for name in each} == {
        *("kind", "fellowship", "format", "level", "day", "time", "attendance", "language", "audience"),
        *("approach", "access", "cost", "supports"),
    }


def asked(*times: float) -> list[Asked]:
    return [Asked(words="", time=time, drawing=0, total=0, counted=0) for time in times]


def test_a_percentile_is_a_time_that_was_measured() -> None:
    assert percentile(asked(5, 1, 3), 0.5) == 3
    assert percentile(asked(*range(101)), 0.95) == 95
    assert percentile([], 0.5) != percentile([], 0.5)


@pytest.mark.parametrize(("own", "met"), [(40_000, "yes"), (50_000, "NO")])
def test_a_goal_that_is_missed_is_told(own: int, met: str) -> None:
    ours, pagefind = (
        Result(
            engine=engine,
            count=1_000,
            index=Index(seconds=1, files=1, bytes=1, largest=1, script=1),
            fast=[First(seconds=1, bytes=bytes_, requests=1, total=10)],
        )
        for engine, bytes_ in zip(ENGINES[:2], (own, 100_000), strict=True)
    )

    lines = list(goals([ours, pagefind]))

    assert [line[-1] for line in lines if line[1] == "KB to first ten"] == [met]
    assert {line[-1] for line in lines if line[1] == "slow link s"} == {"not measured"}
    assert row(ours)[1] == "ours"
