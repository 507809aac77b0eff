"""Codes of other systems, found through the vocabulary."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from alongside.schema import Term

# Vocabulary list -> the field that holds its terms, where a listing has one of that name. Others are worked out by the importer.
FIELDS = frozenset(
    {"formats", "audience", "approach", "accessibility", "languages", "attendance"}
    | {"payment", "levels_of_care", "conditions", "medications", "services", "ages", "smoking", "tracks"}
)


class Codes(Struct, frozen=True):
    """By system (``meeting_guide``, ``meeting_guide/al-anon``, ``bmlt``, ``samhsa``) and code in capitals: the terms, as (list, id)."""

    table: Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]]

    def find(self, code: str, systems: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """The terms of a code in the first system that knows it; letter case does not count."""
        for system in systems:
            if found := self.table.get(system, {}).get(code.upper()):
                return found
        return ()


def plain_word(text: str) -> str:
    """A word as it is compared: case, spaces, hyphens and underscores do not count."""
    return re.sub(r"[\s_-]+", " ", text).strip().casefold()


def called_of(terms: Mapping[str, Mapping[str, Term]]) -> dict[str, dict[str, str]]:
    """By vocabulary list: ids of terms by what people call them, their ids and labels; what two terms share is left out.

    A label such as "Intensive outpatient (IOP)" counts without its parentheses, and what is inside of them counts too.
    """
    found: dict[str, dict[str, str]] = {}
    for name, entries in terms.items():
        labels: dict[str, set[str]] = {}
        for id_, term in entries.items():
            for label in term.label.values():
                for part in (label, re.sub(r"\(.*?\)", "", label), *re.findall(r"\((.*?)\)", label)):
                    labels.setdefault(plain_word(part), set()).add(id_)
        found[name] = {word: min(ids) for word, ids in labels.items() if len(ids) == 1 and word}
        found[name] |= {plain_word(id_): id_ for id_ in entries}
    return found


def codes_of(terms: Mapping[str, Mapping[str, Term]]) -> Codes:
    """The codes of a site's vocabulary, by list and id of term."""
    table: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {}
    for name, entries in terms.items():
        for term in entries.values() if name in FIELDS else ():
            for system, codes in term.codes.items():
                for code in codes:
                    known = table.setdefault(system, {})
                    known[code.upper()] = (*known.get(code.upper(), ()), (name, term.id))
    return Codes(table)
