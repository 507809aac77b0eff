"""Whether a build has anything to do: told from what the file system says of all files, without reading one of them."""

import sys

import msgspec
from msgspec import Struct

from alongside import outputs, speed
from alongside.pipeline.options import CONFIG, ENGINE, Options

# What plans our own site; another planner has another name.
SITE = "site"
_FORM = b"alongside 1"


class Last(Struct, frozen=True, array_like=True):
    """What the last build was made of and what it told; ``day`` is the date it was for, by the clocks of ``zone``.

    ``seal`` stands for what it wrote: any other build of the folder leaves another.
    """

    inputs: bytes
    seal: bytes
    zone: str
    day: str
    listings: int
    warnings: int
    files: int


def inputs(options: Options) -> bytes:
    """Stands for every file that a site is made of, ours and libraries among them, by what the file system says of them alone.

    Returns: the same as before the last run only where nothing was changed since; b"" where that cannot be told.
    """
    own = (options.site / name for name in (CONFIG, "content", "templates", "assets", "locale"))
    ours = (ENGINE / name for name in ("alongside", "content/vocabulary", "templates", "assets"))
    found = speed.fingerprint((*own, *ours), speed.clock(options.site / ".alongside"))
    # Faces and zones of the system are seen on the next day.
    return found and speed.digest(found, speed.libraries())


def unchanged(options: Options, planner: str = SITE) -> Last | None:
    """What the last build told, where nothing that it was made of has changed since and all that it wrote is there.

    Takes: the name of what planned the files. With ``strict`` only a build without a warning counts.
    """
    found = _cache(options).known.get(_key(options, planner)) if options.cache else None
    last = _read(found) if found else None
    if last is None or (options.strict and last.warnings) or options.today(last.zone).isoformat() != last.day:
        return None
    if outputs.in_use(options.out) or outputs.seal(options.out) != last.seal or inputs(options) != last.inputs:
        return None
    return last if outputs.is_whole(options.out) else None


def remember(options: Options, last: Last, planner: str = SITE) -> None:
    """Keeps what a build without a fault was made of; what could not be told for sure is not kept."""
    cache = _cache(options)
    kept = {key: row for key, row in cache.known.items() if key != _key(options, planner)}
    cache.save({**kept, _key(options, planner): msgspec.msgpack.encode(last)} if last.inputs else kept)


def _read(row: bytes) -> Last | None:
    try:
        return msgspec.msgpack.decode(row, type=Last)
    except msgspec.DecodeError:
        # Another version kept something else.
        return None


def _cache(options: Options) -> speed.Cache:
    return speed.Cache(options.site / ".alongside" / "last", _FORM)


def _key(options: Options, planner: str) -> bytes:
    """Stands for what a build was asked for."""
    asked = (str(options.out.absolute()), planner, options.base_url, options.links, sys.version)
    return speed.digest(*(each.encode("utf-8", "surrogateescape") for each in asked))
