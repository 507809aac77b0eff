"""All listings, checked in workers; what an earlier run knows of a file that is as it was is not worked out again.

The cache holds a row for each listing without an error: the stamp and the digest of its file, then the listing with its warnings. Equal
stamps are enough, else equal digests are. What is wrong is read and told anew every time.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from alongside import speed
from alongside.checking import DATED, Shared, check, dated
from alongside.config import SiteConfig
from alongside.errors import Problem
from alongside.reading import Source, parse, read_bytes
from alongside.schema import AnyListing

Checked = tuple[AnyListing | None, list[Problem]]
# Deterministic: a set has another order in every process.
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_DECODER = msgspec.msgpack.Decoder(Checked)
_ROWS = msgspec.msgpack.Decoder(list[bytes])
_DIGEST = slice(speed.STAMP_LENGTH, speed.STAMP_LENGTH + speed.DIGEST_LENGTH)
_BODY = slice(speed.STAMP_LENGTH + speed.DIGEST_LENGTH, None)


class Facts(Struct, frozen=True, kw_only=True):
    """What decides about listings besides their files."""

    shared: Shared
    config: SiteConfig
    today: date

    def digest(self) -> bytes:
        """Stands for all that a row depends on; the date only adds a warning to it or takes it away."""
        words = self.shared.words
        return speed.digest(_ENCODER.encode((words.terms, words.refs, words.region, self.config)))


def check_listings(
    site: Path, files: Sequence[str], facts: Facts, cache: speed.Cache | None, workers: int
) -> tuple[list[AnyListing], list[Problem]]:
    """The listings of these files that have no error, and every problem of all."""
    now = speed.clock(cache.path.parent) if cache else 0
    kept = cache.known if cache else {}
    stamps = {file: speed.stamp(f"{site}/{file}") if cache else speed.NO_STAMP for file in files}
    rows: dict[bytes, bytes] = {}
    checked: dict[str, Checked] = {}
    for file, stamp in stamps.items():
        row = kept.get(file.encode(), b"")
        if row.startswith(stamp) and speed.settled(stamp, now) and (known := _known(row, facts)):
            rows[file.encode()], checked[file] = row, known
    anew = [file for file in files if file not in checked]

    def work(share: Sequence[str]) -> bytes:
        return _ENCODER.encode([_row(site, file, kept.get(file.encode(), b""), facts) for file in share])

    messages = speed.spread(work, speed.bundled(anew), workers)
    for file, row in zip(anew, (row for message in messages for row in _ROWS.decode(message)), strict=True):
        known = checked[file] = _known(row, facts) or _DECODER.decode(row[_BODY])
        if known[0] is not None:
            stamp = stamps[file] if speed.settled(stamps[file], now) else speed.NO_STAMP
            rows[file.encode()] = stamp + row[speed.STAMP_LENGTH :]
    if cache:
        cache.save(rows)
    every = [checked[file] for file in files]
    return [listing for listing, _ in every if listing is not None], [problem for _, found in every for problem in found]


def _row(site: Path, file: str, row: bytes, facts: Facts) -> bytes:
    """The row of a file that was read: the one that is kept, where it is of the same bytes; the stamp is not for a worker to say."""
    raw = read_bytes(site, file)
    digest = speed.digest(raw) if isinstance(raw, bytes) else speed.digest()
    if row[_DIGEST] == digest and _known(row, facts):
        return row
    return speed.NO_STAMP + digest + _ENCODER.encode(_check(file, raw, facts))


def _check(file: str, raw: bytes | Problem, facts: Facts) -> Checked:
    if isinstance(raw, Problem):
        return None, [raw]
    source = parse(file, raw)
    return check(source, facts.shared.words, facts.config, facts.today) if isinstance(source, Source) else (None, source)


def _known(row: bytes, facts: Facts) -> Checked | None:
    """What a row says today; None where only its file shows the place of today's warning."""
    listing, found = _DECODER.decode(row[_BODY])
    if listing is None:
        return None
    fault = next(dated(listing, facts.config, facts.today), None)
    told = [problem for problem in found if problem.rule in DATED]
    if fault is None:
        return listing, [problem for problem in found if problem not in told] if told else found
    if not told:
        return None
    anew = structs.replace(told[0], message=fault.message, fix=fault.fix, rule=fault.rule)
    return listing, [anew if problem is told[0] else problem for problem in found]
