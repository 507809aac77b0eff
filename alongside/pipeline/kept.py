"""What takes its time and is kept from one build to the next, besides listings: postal codes and compiled templates."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import msgspec

from alongside import speed
from alongside.pipeline.options import ENGINE, Options
from alongside.rendering import Compiled
from alongside.search.places import American, Area, Cell, american_codes

_ENCODER = msgspec.msgpack.Encoder(order="sorted")


def codes_of(options: Options, library: American = american_codes) -> American:
    """What ``search`` asks for codes; with a cache the answer to the last question is known, and the library is not asked."""
    if not options.cache:
        return cache(library)
    kept = speed.Cache(options.site / ".alongside" / "codes", speed.engine_digest(ENGINE / "alongside"))

    @cache
    def known(cells: frozenset[Cell], samples: tuple[str, ...]) -> Mapping[str, Area]:
        question = speed.digest(_ENCODER.encode((sorted(cells), samples)))
        if question in kept.known:
            return msgspec.msgpack.decode(kept.known[question], type=dict[str, Area])
        found = library(cells, samples)
        kept.save({question: _ENCODER.encode(found)})
        return found

    return known


@contextmanager
def compiled(options: Options) -> Iterator[Compiled]:
    """What an earlier build compiled templates to; what this one compiles is kept at the end."""
    if not options.cache:
        yield Compiled()
        return
    tag = speed.digest(speed.engine_digest(ENGINE / "alongside"), sys.version.encode())
    kept = speed.Cache(options.site / ".alongside" / "templates", tag)
    found = Compiled(kept.known)
    yield found
    kept.save(found.used)
