"""Codes of other systems, found through the vocabulary."""

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
