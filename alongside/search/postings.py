"""The words of a tile: for each the listings that have it and in which of their fields. The reader is assets/js/find/words.js."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from alongside.search.binary import packed, varints
from alongside.search.fold import tokens
from alongside.search.rows import in_order

# Word to what it is found in: listing times 32 plus the fields as bits, listings ascending.
Postings = Mapping[str, "array[int]"]
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def postings(texts: Iterable[Sequence[str]], stop: Collection[str]) -> Postings:
    """Every word but the stop words.

    Takes: the texts of each listing, heaviest first.
    """
    found: dict[str, array[int]] = defaultdict(lambda: array("L"))
    for row, fields in enumerate(texts):
        masks: dict[str, int] = {}
        for bit, text in enumerate(fields):
            for word in tokens(text):
                masks[word] = masks.get(word, 0) | 1 << bit
        for word, mask in masks.items():
            found[word].append(row << 5 | mask)
    for word in stop:
        found.pop(word, None)
    return found


def shards(words: Postings, count: int) -> list[list[str]]:
    """All words in their order, in so many runs of about the same size, by which they are fetched; a run may be empty."""
    ordered = sorted(words, key=in_order)
    # A word costs its letters, a listing about a byte and a half.
    sizes = [len(word) + 2 + len(words[word]) * 3 // 2 for word in ordered]
    total, done = sum(sizes) or 1, 0
    found: list[list[str]] = [[] for _ in range(count)]
    for word, size in zip(ordered, sizes, strict=True):
        found[min(count - 1, done * count // total)].append(word)
        done += size
    return found


def shard(run: Sequence[str], words: Postings) -> bytes:
    """One run of words with all their listings."""
    lists = [words[word] for word in run]
    gaps = (gap for found in lists for gap in _gaps(found))
    columns = {
        "count": varints(len(found) for found in lists),
        "gaps": varints(gaps),
        "fields": bytes(each & 31 for found in lists for each in found),
    }
    return packed({"words": _front(run)}, columns)


def vocabulary(words: Postings) -> bytes:
    """All words alone, for what was typed wrong."""
    return packed({"words": _front(sorted(words, key=in_order))})


def _gaps(found: "array[int]") -> Iterable[int]:
    before = 0
    for each in found:
        yield (each >> 5) - before
        before = each >> 5


def _front(ordered: Sequence[str]) -> str:
    """Words without what each has in common with the one before: how many UTF-16 units that is (at most 35), as a digit, and the rest."""
    found, before = [], ""
    for word in ordered:
        same = 0
        for one, other in zip(word[:35], before, strict=False):
            if one != other or ord(one) > 0xFFFF:
                break
            same += 1
        found.append(_DIGITS[same] + word[same:])
        before = word
    return " ".join(found)
