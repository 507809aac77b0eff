"""The words of a tile: for each the listings that have it, in which of their fields, and what else it is a name of.

The reader is assets/js/find/words.js.
"""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import sub

from msgspec import Struct

from alongside.search.binary import packed, varints
from alongside.search.fold import tokens
from alongside.search.rows import Row, in_order

# Fields whose texts many listings share: organization and fellowship, city and area.
_REPEATED = frozenset({1, 2})


class Postings(Struct, frozen=True):
    """``words``: for each word listing times 32 plus the fields as bits, listings ascending. ``terms``: the listings of each term.

    ``means``: the terms that a word is a name of, by number; names are many, and each would have to be told of each listing.
    """

    words: Mapping[str, "array[int]"]
    means: Mapping[str, Sequence[int]]
    terms: Sequence["array[int]"]


def postings(rows: Sequence[Row], meanings: Mapping[str, Iterable[str]], stop: Collection[str]) -> Postings:
    """Every word of some listings, and of the terms they have, but the stop words."""
    words: dict[str, array[int]] = defaultdict(lambda: array("L"))
    terms: dict[str, array[int]] = defaultdict(lambda: array("L"))
    # What is said of many listings in the same words, such as who runs them and where they are, is cut once.
    cut = cache(lambda text: frozenset(tokens(text)))
    for number, row in enumerate(rows):
        masks: dict[str, int] = {}
        for bit, text in enumerate(row.fields):
            for word in cut(text) if bit in _REPEATED else set(tokens(text)):
                masks[word] = masks.get(word, 0) | 1 << bit
        for word, mask in masks.items():
            words[word].append(number << 5 | mask)
        for name in dict.fromkeys(row.means):
            if name in meanings:
                terms[name].append(number)
    means: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(sorted(terms)):
        for word in {word for text in meanings[name] for word in tokens(text)}:
            means[word].append(number)
            words[word]
    for word in stop:
        words.pop(word, None)
    return Postings(words, means, [terms[name] for name in sorted(terms)])


def shards(found: Postings, count: int) -> list[list[str]]:
    """All words in their order, in so many runs of about the same size, by which they are fetched; a run may be empty."""
    ordered = sorted(found.words, key=in_order)
    # A word costs its letters, a listing about a byte and a half; those of a term stand close, and its names often in one run.
    sizes = [len(word) + 2 + len(found.words[word]) * 3 // 2 for word in ordered]
    sizes = [size + sum(len(found.terms[n]) for n in found.means.get(word, ())) // 4 for word, size in zip(ordered, sizes, strict=True)]
    total, done = sum(sizes) or 1, 0
    runs: list[list[str]] = [[] for _ in range(count)]
    for word, size in zip(ordered, sizes, strict=True):
        runs[min(count - 1, done * count // total)].append(word)
        done += size
    return runs


def shard(run: Sequence[str], found: Postings) -> bytes:
    """One run of words with all their listings, the terms that each is a name of, and the listings of these."""
    lists = [found.words[word] for word in run]
    means = [found.means.get(word, ()) for word in run]
    terms = {number: n for n, number in enumerate(sorted(set(chain.from_iterable(means))))}
    rows = [found.terms[number] for number in terms]
    columns = {
        "count": varints(map(len, lists)),
        "gaps": varints(chain.from_iterable(_gaps([one >> 5 for one in each]) for each in lists)),
        "fields": bytes([one & 31 for each in lists for one in each]),
        "names": varints(map(len, means)),
        "means": varints([terms[number] for each in means for number in each]),
        "termCount": varints(map(len, rows)),
        "termGaps": varints(chain.from_iterable(map(_gaps, rows))),
    }
    return packed({"words": " ".join(run)}, columns)


def vocabulary(found: Postings) -> bytes:
    """All words alone, for what was typed wrong."""
    return packed({"words": " ".join(sorted(found.words, key=in_order))})


def _gaps(ascending: Sequence[int]) -> Iterable[int]:
    return map(sub, ascending, chain((0,), ascending))
