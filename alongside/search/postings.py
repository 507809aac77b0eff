"""The words of a tile: for each the listings that have it, in which of their fields, and what else it is a name of.

The reader is assets/js/find/words.js.
"""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from operator import sub
from typing import TypeVar

from msgspec import Struct

from alongside.search.binary import packed, varints
from alongside.search.fold import tokens
from alongside.search.rows import Row, in_order

_Item = TypeVar("_Item")



class Postings(Struct, frozen=True):
    """``words``: for each word listing times 32 plus the fields as bits, listings ascending. ``terms``: the listings of each term.

    ``means``: the numbers of the terms that a word is a name of; so that the names of a term, which are many, are not told of each listing.
    """

    words: Mapping[str, "array[int]"]
    means: Mapping[str, Sequence[int]]
    terms: Sequence["array[int]"]


def postings(rows: Sequence[Row], meanings: Mapping[str, Iterable[str]], stop: Collection[str]) -> Postings:
    """Every word of some listings, and of the terms they have, but the stop words."""
    words: dict[str, array[int]] = defaultdict(lambda: array("L"))
    terms: dict[str, array[int]] = defaultdict(lambda: array("L"))
    for number, row in enumerate(rows):
        masks: dict[str, int] = {}
        for bit, text in enumerate(row.fields):
            for word in set(tokens(text)):
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
    # A word costs its letters, a listing about a byte and a half.
    return runs(ordered, [len(word) + 2 + len(found.words[word]) * 3 // 2 for word in ordered], count)


def term_runs(found: Postings, count: int) -> list[list[int]]:
    """The numbers of all terms in so many runs of about the same size."""
    return runs(range(len(found.terms)), [len(rows) + 4 for rows in found.terms], count)


def runs(ordered: Sequence[_Item], sizes: Sequence[int], count: int) -> list[list[_Item]]:
    """What is in order cut into so many runs of about the same size."""
    total, done = sum(sizes) or 1, 0
    found: list[list[_Item]] = [[] for _ in range(count)]
    for item, size in zip(ordered, sizes, strict=True):
        found[min(count - 1, done * count // total)].append(item)
        done += size
    return found


def shard(run: Sequence[str], found: Postings) -> bytes:
    """One run of words with all their listings, and the terms that each is a name of."""
    lists = [found.words[word] for word in run]
    means = [found.means.get(word, ()) for word in run]
    columns = {
        "count": varints(map(len, lists)),
        "gaps": varints(chain.from_iterable(_gaps([one >> 5 for one in each]) for each in lists)),
        "fields": bytes([one & 31 for each in lists for one in each]),
        "meaning": varints(map(len, means)),
        "terms": varints(chain.from_iterable(means)),
    }
    return packed({"words": " ".join(run)}, columns)


def term_shard(run: Sequence[int], found: Postings) -> bytes:
    """One run of terms with all their listings."""
    lists = [found.terms[number] for number in run]
    return packed({}, {"count": varints(map(len, lists)), "gaps": varints(chain.from_iterable(map(_gaps, lists)))})


def vocabulary(found: Postings) -> bytes:
    """All words alone, for what was typed wrong."""
    return packed({"words": " ".join(sorted(found.words, key=in_order))})


def _gaps(ascending: Sequence[int]) -> Iterable[int]:
    return map(sub, ascending, chain((0,), ascending))
