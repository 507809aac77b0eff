"""A whole made-up directory, straight to its catalog: the search writer and every other engine are given the same entries."""

import random
from collections.abc import Iterator
from datetime import date
from gettext import NullTranslations
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from alongside import speed
from alongside.catalog import Catalog, in_order, is_listed
from alongside.checking import Shared
from alongside.config import SiteConfig
from alongside.entries import Entry, derive
from alongside.languages import translations_for
from alongside.pipeline import Options, load_shared
from alongside.schema import AnyListing
from bench.finding.listings import Maker, listings, organizations
from bench.finding.towns import region
from bench.finding.words import Talk

TODAY = date(2026, 11, 21)
_PER_TOWN, _PER_ORGANIZATION = 25, 40
_BLANK = "title: Measured\ntimezone: America/Denver\n"


class Directory(Struct, frozen=True, kw_only=True):
    """A directory that was never a folder of files."""

    config: SiteConfig
    translations: NullTranslations
    catalog: Catalog


def vocabulary(folder: Path) -> tuple[SiteConfig, Shared]:
    """The configuration and the words of a site without listings, read and checked as ever; it is made in an empty folder."""
    folder.joinpath("site_config.yaml").write_text(_BLANK, "utf-8")
    return load_shared(Options(site=folder, out=folder / "_site", today=lambda _zone: TODAY))


def maker(count: int, shared: Shared, seed: int = 1) -> Maker:
    """What makes the listings of a directory of so many, out of a vocabulary."""
    chance = random.Random(seed)
    towns, areas = region(max(8, count // _PER_TOWN), chance)
    talk = Talk(chance)
    known = organizations(max(4, count // _PER_ORGANIZATION), talk)
    refs = {**shared.words.refs, "areas": frozenset(areas), "organizations": frozenset(known)}
    whole = structs.replace(shared, areas=areas, organizations=known, words=structs.replace(shared.words, refs=refs))
    return Maker(towns, whole, talk, count, TODAY)


def directory(count: int, config: SiteConfig, shared: Shared, seed: int = 1) -> Directory:
    """The catalog of a made-up directory; pages, groups and neighbours, which no search reads, are left out."""
    made = maker(count, shared, seed)
    translations = translations_for(config.languages[0], "")
    entries = _entries(list(listings(made, count)), made.shared, config, translations)
    ordered = tuple(in_order(entries))
    catalog = Catalog(
        today=TODAY,
        entries=ordered,
        listed=tuple(entry for entry in ordered if is_listed(entry, TODAY)),
        groups={},
        occurrences={},
        moved={},
        neighbours={},
        documents=(),
        shared=made.shared,
    )
    return Directory(config=config, translations=translations, catalog=catalog)


def _entries(made: list[AnyListing], shared: Shared, config: SiteConfig, translations: NullTranslations) -> Iterator[Entry]:
    """Entries of all listings, worked out in as many processes as there are processors."""
    encoder = msgspec.msgpack.Encoder()

    def work(share: list[AnyListing]) -> bytes:
        return encoder.encode([derive(listing, shared, config, translations) for listing in share])

    decoder = msgspec.msgpack.Decoder(list[Entry])
    for message in speed.spread(work, speed.bundled(made), speed.default_workers()):  # type: ignore[arg-type]
        yield from decoder.decode(message)
