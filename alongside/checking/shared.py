"""What listings refer to: vocabulary, areas, organizations and places, checked before any listing."""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from msgspec import Struct, structs

from alongside.checking.files import Where, where
from alongside.checking.lints import place_lints, word_lints
from alongside.checking.locating import problems
from alongside.errors import Problem
from alongside.reading import Source
from alongside.schema import Area, Organization, Term, Venue
from alongside.schema.convert import convert, convert_each
from alongside.schema.faults import Fault, Words

_Record = TypeVar("_Record", Term, Area, Organization, Venue)
_FOLDERS = ("organizations", "places")


class Shared(Struct, frozen=True, kw_only=True):
    """The site's common facts. ``words`` also knows the ids of files that have errors of their own, so that no error is told twice."""

    terms: Mapping[str, Mapping[str, Term]]
    areas: Mapping[str, Area]
    organizations: Mapping[str, Organization]
    venues: Mapping[str, Venue]
    words: Words


def check_shared(sources: Iterable[Source], files: Collection[str], region: str) -> tuple[Shared, list[Problem]]:
    """Everything that listings refer to, and every problem of it.

    Takes:   sources of vocabulary, areas, organizations and places, ours where the site has none; ``files``: the paths of all
             of these that the site has, readable or not; ``region``: the country whose phones are written without it.
    """
    found: list[Problem] = []
    placed = [(source, place) for source in sources if isinstance(place := where(source.file), Where)]
    vocabulary = {place.id: source for source, place in placed if place.folder == "vocabulary"}
    areas_source = next((source for source, place in placed if place.folder == "areas"), None)
    refs = {folder: frozenset(w.id for f in files if isinstance(w := where(f), Where) and w.folder == folder) for folder in _FOLDERS}
    # Areas that stand in a file with errors of its own are not known; no listing is told of that.
    if areas_source or "content/areas.yaml" not in files:
        refs["areas"] = _keys(areas_source)
    words = Words(terms={name: _names(source) for name, source in vocabulary.items()}, refs=refs, region=region)

    def each(source: Source, type_: type[_Record]) -> dict[str, _Record]:
        return _mapping(source, type_, words, found)

    terms = {name: each(source, Term) for name, source in vocabulary.items()}
    areas = each(areas_source, Area) if areas_source else {}
    if areas_source:
        found += problems(areas_source, _circles(areas))
    shared = Shared(
        terms=terms,
        areas=areas,
        organizations=_records(placed, "organizations", Organization, words, found),
        venues=_records(placed, "places", Venue, words, found),
        words=words,
    )
    return shared, found


def _keys(source: Source | None) -> frozenset[str]:
    return frozenset(source.data) if source and isinstance(source.data, dict) else frozenset()


def _names(source: Source) -> dict[str, tuple[str, ...]]:
    """Each term of a list with what else it is called: its labels, its synonyms, and a language's code."""
    data = source.data if isinstance(source.data, dict) else {}
    return {key: tuple(dict.fromkeys(text.casefold() for text in _texts(_named(term)))) for key, term in data.items()}


def _named(term: object) -> list[object]:
    if not isinstance(term, dict):
        return []
    codes = term.get("codes")
    return [term.get("label"), term.get("synonyms"), codes.get("bcp47") if isinstance(codes, dict) else None]


def _texts(data: object) -> Iterable[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from _texts(item)


def _mapping(source: Source, type_: type[_Record], words: Words, found: list[Problem]) -> dict[str, _Record]:
    """One file that holds many records by id; a bad one is left out and told, the others stay."""
    records, faults = convert_each(source.data, type_, words)
    found += problems(source, faults)
    return {key: structs.replace(record, id=key) for key, record in records.items()}


def _records(
    placed: list[tuple[Source, Where]], folder: str, type_: type[_Record], words: Words, found: list[Problem]
) -> dict[str, _Record]:
    records: dict[str, _Record] = {}
    for source, place in placed:
        if place.folder == folder:
            read, wrong = convert(source.data, type_, words)
            found += problems(source, wrong)
            found += problems(source, _hints(read, words))
            if read is not None:
                records[place.id] = structs.replace(read, id=place.id, file=source.file)
    return records


def _hints(record: object, words: Words) -> Iterable[Fault]:
    places = place_lints(record, words.region, ()) if isinstance(record, Venue) else ()
    return (*places, *word_lints(record))


def ancestors(area: str, areas: Mapping[str, Area]) -> tuple[str, ...]:
    """The area and the larger ones that hold it, smallest first; ends where the parents run in a circle."""
    chain: list[str] = []
    while area in areas and area not in chain:
        chain.append(area)
        area = areas[area].parent
    return tuple(chain)


def _circles(areas: Mapping[str, Area]) -> Iterable[Fault]:
    told: set[str] = set()
    for key, area in areas.items():
        chain = ancestors(key, areas)
        if area.parent and areas[chain[-1]].parent == key and key not in told:
            told.update(chain)
            names = ", ".join((*chain, key))
            message, fix = f"the parents run in a circle: {names}", "Leave this line out of the largest of them."
            yield Fault(path=(key, "parent"), message=message, fix=fix, value=area.parent, rule="area-circle")


