"""What a sentence may say of a listing, phrase by phrase: the script that reads sentences makes chips of these words.

A chip hides every listing that does not carry its value, so a phrase becomes one only where it surely means that value:

- what a value is called (its label, its short form in capitals) beats what it is called besides;
- what two values are called is left to the search for words, which finds a listing by its text or by any of its terms;
- so is what a value of a list without a facet is called: a condition, a service, a medication. Grief is more than whom a group is for;
- of fellowships, levels of care and audiences only the names count, of cost and access no single word that is not in their labels;
- formats, approaches and supports are topics: only their labels count, and only where nothing else is called so.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from msgspec import Struct

from alongside.entries.sought import SOUGHT
from alongside.schema import Term
from alongside.search.fold import tokens
from alongside.search.phrases import GRAMMAR, MONEY, STOP

# A facet, a value of it, and the phrases that mean it: folded words with one space between them.
Row = tuple[str, str, tuple[str, ...]]
_Value = tuple[str, str]
_Terms = Mapping[str, Mapping[str, Term]]

FACETS = ("kind", "fellowship", "format", "level", "day", "time", "attendance", "language", "audience", "approach", "access", "cost",
          "supports", "verified")  # fmt: skip
_TOPICS = frozenset({"format", "approach", "supports"})
# Facets that say how and when rather than what.
_PLAIN = frozenset({"kind", "attendance", "language", "cost", "day", "time", "when"})
# Values that are no name: a group without a fellowship, a group for all.
_NAMELESS = frozenset({("fellowship", "independent"), ("audience", "everyone")})
# Who looks for the one is served by the other too: what is in person and online, what is for LGBTQ+ people.
_ALSO = {("attendance", each): "hybrid" for each in ("in_person", "online")} | {
    ("audience", each): "lgbtq" for each in ("gay", "lesbian", "bisexual", "transgender", "non-binary")
}
# Ids that are a name as well, where the label has them: LifeRing, wheelchair.
_BY_ID = frozenset({"fellowship", "access", "cost"})
_CAPITALS = {"fellowship": r"(?:[A-Z][a-z]?){2,6}", "level": "[A-Z]{3,6}", "language": "[A-Z]{3,6}"}
# Nobody types a longer phrase.
_MOST_WORDS = 5
_NAME, _WORD = 2, 1


class _Said(Struct, frozen=True):
    """A phrase that means a value, by its name or by another word; ``chip`` where it may become one."""

    value: _Value
    phrase: str
    weight: int
    chip: bool


def lexicon(terms: _Terms, carried: AbstractSet[tuple[str, str]], languages: Sequence[str]) -> tuple[Row, ...]:
    """All phrases that a sentence is searched for, in the site's languages.

    Takes:   the terms of each list, for what they are called; facets with ids that listings carry; the languages, the main one first.
    Returns: rows by facet in the page's order, then the words of grammar (when, near, after ...), ``word`` (phrases to be left
             to the search for words as a whole) and ``stop`` (words without a meaning of their own).
    """
    grammar, stop = tuple(_grammar(languages)), stop_words(languages)
    taken = frozenset(_alike(phrase) for _, _, phrases in grammar for phrase in phrases)
    said = [each for each in _said(terms, languages) if not stop.issuperset(each.phrase.split())]
    chips = _chips(said, taken)
    rows = [*_rows(chips, carried, terms), *(row for row in grammar if row[0] in FACETS)]
    rows.sort(key=lambda row: FACETS.index(row[0]))
    others = [row for row in grammar if row[0] not in FACETS]
    alone = ("word", "topic", tuple(_left_alone(said, [*rows, *(row for row in others if row[0] == "when")], stop)))
    return (*rows, *others, alone, *(("stop", language, STOP[language]) for language in languages if language in STOP))


def stop_words(languages: Iterable[str]) -> frozenset[str]:
    """Words that are neither indexed nor searched for, folded."""
    return frozenset(chain.from_iterable(STOP.get(language, ()) for language in languages))


def _grammar(languages: Sequence[str]) -> Iterator[Row]:
    """Words of time and place; their ids are in the order of the rows of English."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for language in languages:
        for facet, value, said in GRAMMAR.get(language, ()):
            found.setdefault((facet, value), {}).update(dict.fromkeys(said))
    yield from ((facet, value, tuple(phrases)) for (facet, value), phrases in found.items())


def _said(terms: _Terms, languages: Sequence[str]) -> Iterator[_Said]:
    """Everything that any value of any list is called."""
    facets = {name: facet for facet, name in SOUGHT.items()}
    for name, of_list in terms.items():
        for term in of_list.values():
            yield from _of_term(facets.get(name, name), term, languages)
    for value, phrases in MONEY.items():
        yield from (_Said(("cost", value), phrase, _NAME, True) for language in languages for phrase in phrases.get(language, ()))


def _of_term(facet: str, term: Term, languages: Sequence[str]) -> Iterator[_Said]:
    value = (facet, term.id)
    known = facet in SOUGHT and value not in _NAMELESS
    labels = [form for language in languages for form in _forms(term.label.get(language, ""), facet in _TOPICS)]
    yield from (_Said(value, label, _NAME, known) for label in labels)
    for text in (text for language in languages for text in term.synonyms.get(language, ())):
        phrase = _phrase(text)
        if facet not in _TOPICS and known and (_is_short(text, facet, labels) or _holds(phrase, labels)):
            yield _Said(value, phrase, _NAME, True)
        elif phrase:
            yield _Said(value, phrase, _WORD, known and _may(facet, phrase, labels))
    name = _phrase(term.id)
    yield _Said(value, name, _WORD, known and (_may(facet, name, labels) or (facet in _BY_ID and _in(name, labels))))


def _forms(label: str, topic: bool) -> Iterator[str]:
    """A label; with brackets, what stands before them and what is in them: "Intensive outpatient (IOP)"."""
    found = re.fullmatch(r"([^()]+)\(([^()]+)\)", label)
    texts = [label] if found is None else [found[1]] if topic else [found[1], found[2]]
    yield from (phrase for text in texts if (phrase := _phrase(text)))


def _is_short(text: str, facet: str, labels: Sequence[str]) -> bool:
    """Whether another word is the short name, whose letters stand in the label in their order: AA, CoDA, ASL."""
    letters = ".*".join(_phrase(text))
    return facet in _CAPITALS and bool(re.fullmatch(_CAPITALS[facet], text)) and any(re.match(letters, label) for label in labels)


def _holds(phrase: str, labels: Sequence[str]) -> bool:
    """Whether another word has the whole label in it, or is the label without its spaces: "Al-Anon Family Groups", "alanon"."""
    return any(_in(label, [phrase]) or label.replace(" ", "") == phrase for label in labels)


def _may(facet: str, phrase: str, labels: Sequence[str]) -> bool:
    """Whether a word that is not the name may become a chip."""
    if facet in ("access", "cost"):
        return " " in phrase
    if facet == "audience":
        return any(_longer(phrase, label) for label in labels)
    return facet in ("kind", "attendance", "language")


def _longer(one: str, other: str) -> bool:
    """Whether one of two words is the other with more behind it: LGBT and LGBTQ, trans and transgender."""
    single = " " not in one + other and min(len(one), len(other)) > 3
    return single and (one.startswith(other) or other.startswith(one))


def _in(phrase: str, phrases: Iterable[str]) -> bool:
    """Whether a phrase stands in one of several, word by word."""
    return any(f" {_alike(phrase)} " in f" {_alike(other)} " for other in phrases)


def _phrase(text: str) -> str:
    return " ".join(tokens(text))


def _alike(phrase: str) -> str:
    """The same for one and for many: "group" and "groups"."""
    return " ".join(re.sub(r"^(.{3,}?)[es]+$", r"\1", word) for word in phrase.split())


def _chips(said: Iterable[_Said], taken: AbstractSet[str]) -> Mapping[_Value, tuple[str, ...]]:
    """What each value is surely called."""
    claims: dict[str, dict[_Value, _Said]] = {}
    for each in said:
        of_phrase = claims.setdefault(_alike(each.phrase), {})
        if each.value not in of_phrase or of_phrase[each.value].weight < each.weight:
            of_phrase[each.value] = each
    found: dict[_Value, tuple[str, ...]] = {}
    for key, of_phrase in claims.items():
        meant = _meant(tuple(of_phrase.values())) if key not in taken and key.count(" ") < _MOST_WORDS else None
        if meant is not None:
            found[meant.value] = (*found.get(meant.value, ()), meant.phrase)
    return found


def _meant(claims: Sequence[_Said]) -> _Said | None:
    """The one claim that a phrase surely stands for, if there is one."""
    names = [each for each in claims if each.weight == _NAME]
    # A topic never keeps a name from what is none.
    firm = [each for each in names if each.value[0] not in _TOPICS]
    sure = firm or names or claims
    if len(sure) != 1 or not sure[0].chip:
        return None
    alone = len(claims) == 1 and sure[0].weight == _NAME and (sure[0].value[0] != "supports" or " " in sure[0].phrase)
    return sure[0] if alone or sure[0].value[0] not in _TOPICS else None


def _rows(chips: Mapping[_Value, tuple[str, ...]], carried: AbstractSet[_Value], terms: _Terms) -> Iterator[Row]:
    for facet, name in SOUGHT.items():
        for value in dict.fromkeys((*(MONEY if facet == "cost" else ()), *terms.get(name, {}))):
            own = chips.get((facet, value), ())
            wider = [each for other, each in _wider(facet, value, chips) if facet == "audience" or (facet, other) in carried]
            if (facet, value) in carried and (phrases := tuple(dict.fromkeys((*own, *wider)))):
                yield facet, value, phrases


def _wider(facet: str, value: str, chips: Mapping[_Value, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Phrases for other values that hold for this one too: online for what is both, gay for LGBTQ+, detox for hospital detox."""
    own = chips.get((facet, value), ())
    for (of, other), phrases in chips.items():
        for phrase in phrases if of == facet and other != value else ():
            narrower = facet == "level" and any(each.startswith(f"{phrase} ") or each.endswith(f" {phrase}") for each in own)
            if narrower or _ALSO.get((facet, other)) == value:
                yield other, phrase


def _left_alone(said: Iterable[_Said], rows: Sequence[Row], stop: AbstractSet[str]) -> Iterator[str]:
    """Phrases of several words that are no chip, though words in them would make chips of other values: "family therapy".

    What is made of chips that say how and when, and nothing else, means just these: "online meetings".
    """
    values: dict[str, set[_Value]] = {}
    for facet, value, phrases in rows:
        for phrase in phrases:
            values.setdefault(_alike(phrase), set()).add((facet, value))
    plain = {phrase for phrase, of_phrase in values.items() if all(facet in _PLAIN for facet, _ in of_phrase)} | stop
    meant: dict[str, set[_Value]] = {}
    for each in said:
        if 1 < len(each.phrase.split()) <= _MOST_WORDS and each.phrase.split()[0] not in stop:
            meant.setdefault(each.phrase, set()).add(each.value)
    for phrase in sorted(meant):
        words = _alike(phrase).split()
        found = set().union(*(values.get(" ".join(words[a:b]), ()) for a in range(len(words)) for b in range(a + 1, len(words) + 1)))
        if found and not found & meant[phrase] and not _made_of(words, plain):
            yield phrase


def _made_of(words: Sequence[str], phrases: AbstractSet[str]) -> bool:
    return not words or any(" ".join(words[:end]) in phrases and _made_of(words[end:], phrases) for end in range(1, len(words) + 1))
