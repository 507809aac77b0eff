"""Words for the oracle: folding, what a listing says in which field, and how far two words are apart.

Written from the description of the search alone; nothing here is shared with the engine, so that a misreading on either side shows.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from alongside.checking import Shared
from alongside.entries import Entry
from alongside.text import plain

WEIGHTS = {"name": 80, "belongs": 40, "city": 30, "summary": 20, "rest": 10}
# Tenths of a field's weight.
EXACT, PREFIX, TYPO = 10, 6, 4
_POSSESSIVE = re.compile(r"(?<=[^\W_])['’]s(?![^\W_])")

Words = tuple[str, ...]


class Spoken(Struct, frozen=True):
    """What a listing says: by field its texts, each of them folded to words; ``shown`` are those of its card."""

    fields: Mapping[str, tuple[Words, ...]]
    shown: tuple[Words, ...]

    def words(self, field: str) -> frozenset[str]:
        """All words of a field."""
        return frozenset(word for text in self.fields[field] for word in text)


class Typed(Struct, frozen=True):
    """What somebody typed: single words, quoted phrases, and whether the last word may go on."""

    words: Words
    phrases: tuple[Words, ...]
    open_end: str = ""


def folded(text: str) -> Words:
    """Words without accents and capitals: "Women's Al-Anon" is women, al, anon."""
    return tuple("".join(sign if unicodedata.category(sign)[0] in "LN" else " " for sign in lowered(text)).split())


def lowered(text: str) -> str:
    """The text without accents and capitals; signs between words stay."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign)[0] != "M").lower()
    # Lower case can bring new marks: of a dotted capital I.
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", bare) if unicodedata.category(sign)[0] != "M")
    # The sigma at the end of a Greek word is the same letter.
    return _POSSESSIVE.sub("", bare.replace("\u03c2", "\u03c3"))


def spoken_by(entry: Entry, shared: Shared, languages: Iterable[str]) -> Spoken:
    """What is searched of a listing."""
    texts: dict[str, Iterable[str]] = {
        "name": (entry.listing.name,),
        "belongs": _belongs(entry, shared),
        "city": (entry.city_name, entry.area_name),
        "summary": (entry.plain,),
        "rest": _rest(entry, shared, languages),
    }
    card = (entry.card.name, entry.card.summary, entry.card.where)
    return Spoken(
        fields={field: tuple(filter(None, map(folded, found))) for field, found in texts.items()},
        shown=tuple(filter(None, map(folded, card))),
    )


def typed(text: str, stop: frozenset[str], begins: bool = False) -> Typed:
    """Words and "quoted phrases" of what was typed; stop words are left out; a quote that is not closed is no quote.

    A single letter at the end of what is being typed is no word yet.

    Takes: ``begins``: the last word is still being typed.
    """
    parts = text.split('"')
    if len(parts) % 2 == 0:
        parts[-2:] = [f"{parts[-2]} {parts[-1]}"]
    loose = [folded(part) for part in parts[0::2]]
    phrases = tuple(filter(None, map(folded, parts[1::2])))
    going_on = begins and unicodedata.category(text[-1:] or " ")[0] in "LNM"
    ends = loose[-1][-1] if going_on and loose[-1] else ""
    if len(ends) == 1:
        loose[-1] = loose[-1][:-1]
    return Typed(
        words=tuple(word for words in loose for word in words if word not in stop),
        phrases=tuple(phrase for phrase in phrases if set(phrase) - stop),
        open_end=ends if len(ends) >= 2 and ends not in stop else "",
    )


def holds_phrase(spoken: Spoken, phrase: Words) -> bool:
    """Whether the name, summary or place on a listing's card has the words of a phrase side by side and in order."""
    return any(text[at : at + len(phrase)] == phrase for text in spoken.shown for at in range(len(text)))


def is_typo(word: str, term: str) -> bool:
    """Whether a term may be meant by a word that nothing has: one slip up to seven letters, two above."""
    most = 1 if len(term) <= 7 else 2
    return len(word) >= 4 and abs(len(word) - len(term)) <= most and slips(word, term) <= most


@functools.cache
def slips(one: str, other: str) -> int:
    """Letters left out, added, changed or swapped with their neighbour: Damerau-Levenshtein as optimal string alignment."""
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            if i == 0 or j == 0:
                table[i][j] = i + j
                continue
            ways = [table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (one[i - 1] != other[j - 1])]
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                ways.append(table[i - 2][j - 2] + 1)
            table[i][j] = min(ways)
    return table[-1][-1]


def _belongs(entry: Entry, shared: Shared) -> Iterator[str]:
    if entry.organization:
        yield from (entry.organization.label, shared.organizations[entry.listing.organization].short_name)
    for tag in entry.terms.get("fellowships", ()):
        yield from (tag.id, tag.label)


def _rest(entry: Entry, shared: Shared, languages: Iterable[str]) -> Iterator[str]:
    yield plain(entry.listing.description)
    if place := entry.place:
        yield from (place.name, place.street, place.locality)
    yield entry.listing.notice
    # What its terms are called, in every language of the site.
    for name in ("kinds", *entry.terms):
        ids = (entry.kind,) if name == "kinds" else tuple(tag.id for tag in entry.terms.get(name, ()))
        for term in (shared.terms[name][id_] for id_ in ids if id_ in shared.terms.get(name, {})):
            for language in languages:
                yield term.label.get(language, "")
                yield from term.synonyms.get(language, ())
