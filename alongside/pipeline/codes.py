"""Postal codes of the United States around a site's listings, kept from one build to the next: a library with all of them takes its
time to be read.
"""

from collections.abc import Mapping
from functools import cache

import msgspec

from alongside import speed
from alongside.pipeline.options import Options
from alongside.search.places import American, Area, Cell, american_codes

_ENCODER = msgspec.msgpack.Encoder(order="sorted")


def codes_of(options: Options, library: American = american_codes) -> American:
    """What ``search`` asks for codes; with a cache the answer to the last question is known, and the library is not asked."""
    if not options.cache:
        return cache(library)
    kept = speed.Cache(options.site / ".alongside" / "codes", speed.libraries())

    @cache
    def known(cells: frozenset[Cell], samples: tuple[str, ...]) -> Mapping[str, Area]:
        question = speed.digest(_ENCODER.encode((sorted(cells), samples)))
        if question in kept.known:
            return msgspec.msgpack.decode(kept.known[question], type=dict[str, Area])
        found = library(cells, samples)
        kept.save({question: _ENCODER.encode(found)})
        return found

    return known
