"""templates/examples.yaml, checked: listings made up for it and what they refer to, then each part of the templates in each state.

Rules: its listings are those of our own schema, checked and derived as all others are; its words, areas, organizations and places
are its own, so that it reads the same on every site. What is only worth a second look in a real listing is meant here.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from msgspec import Meta, Struct, structs

from alongside.checking import Shared, examine, problems
from alongside.config import SiteConfig
from alongside.errors import Problem, nearest
from alongside.pages.records import Example, Part
from alongside.reading import Source
from alongside.schema import KINDS, AnyListing, Area, Organization, Venue
from alongside.schema.convert import convert
from alongside.schema.faults import Fault, Words, short
from alongside.schema.leaves import id_fault
from alongside.schema.parts import Id, Language, Line

_REFERRED = ("areas", "organizations", "places")


class Examples(Struct, frozen=True, kw_only=True):
    """A file of examples that is right: the listings by address, the parts in the order of the file, the language of its words."""

    language: str
    shared: Shared
    listings: Mapping[str, AnyListing]
    parts: tuple[Part, ...]
    colors: tuple[str, ...]
    icons: tuple[str, ...]


class _File(Struct, frozen=True, kw_only=True):
    language: Language = "en"
    colors: tuple[Line, ...] = ()
    icons: tuple[Line, ...] = ()
    areas: dict[Id, Area] = {}
    organizations: dict[Id, Organization] = {}
    places: dict[Id, Venue] = {}
    parts: Annotated[dict[Line, dict[Line, Example]], Meta(description="each part of templates/parts/ with its examples by state")]


def check_examples(source: Source, shared: Shared, config: SiteConfig, today: date) -> tuple[Examples | None, list[Problem]]:
    """The examples of a file, or every problem of it.

    Takes:   ``shared``, of which only the vocabulary is used; ``today`` only because listings are checked with it.
    Returns: None with the problems where there are any; nothing of a file that is half right is shown.
    """
    data = source.data if isinstance(source.data, dict) else {}
    words = structs.replace(shared.words, refs={name: frozenset(_fields(data.get(name))) for name in _REFERRED})
    found, faults = convert({key: value for key, value in data.items() if key != "listings"}, _File, words)
    listings, wrong = _listings(_fields(data.get("listings")), source.file, words, config, today)
    faults += wrong
    if found is not None:
        addresses = [f"{kind}/{id_}" for kind, members in _fields(data.get("listings")).items() for id_ in _fields(members)]
        faults += _unknown(found.parts, addresses)
    errors = [fault for fault in faults if fault.severity == "error"]
    if found is None or errors:
        return None, problems(source, errors)
    return Examples(
        language=found.language,
        shared=_shared(found, shared, words, source.file),
        listings=listings,
        parts=tuple(_part(name, states) for name, states in found.parts.items()),
        colors=found.colors,
        icons=found.icons,
    ), []


def _fields(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _listings(
    given: Mapping[str, Any], file: str, words: Words, config: SiteConfig, today: date
) -> tuple[dict[str, AnyListing], list[Fault]]:
    """The listings by address, and every fault of them with its way into the file."""
    listings: dict[str, AnyListing] = {}
    faults: list[Fault] = []
    for kind, members in given.items():
        if kind not in KINDS:
            guess = nearest(kind, KINDS)
            fix = f"Did you mean {guess}?" if guess else f"Use one of: {', '.join(KINDS)}."
            faults.append(Fault(path=("listings", kind), message=f"{short(kind)} is not a kind of listing", fix=fix, value=kind, key=True))
            continue
        for id_, data in _fields(members).items():
            path = ("listings", kind, id_)
            if fault := id_fault(id_):
                faults.append(Fault(path=path, message=fault[0], fix=fault[1], value=id_, key=True))
            listing, wrong = examine(kind, data, words, config, today)
            faults += [structs.replace(each, path=(*path, *each.path)) for each in wrong]
            if listing is not None:
                listings[f"{kind}/{id_}"] = structs.replace(listing, id=id_, file=file)
    return listings, faults


def _unknown(parts: Mapping[str, Mapping[str, Example]], addresses: Iterable[str]) -> Iterator[Fault]:
    """Listings that an example names and that are not in the file."""
    known = frozenset(addresses)
    for part, states in parts.items():
        for state, example in states.items():
            named = [(("listing",), example.listing), *((("listings", n), each) for n, each in enumerate(example.listings))]
            for path, address in named:
                if address and address not in known:
                    guess = nearest(address, known)
                    fix = f"Did you mean {guess}?" if guess else "Write its kind and id, for example meetings/full."
                    message = f"{short(address)} is not among the listings of this file"
                    yield Fault(path=("parts", part, state, *path), message=message, fix=fix, value=address)


def _shared(found: _File, shared: Shared, words: Words, file: str) -> Shared:
    return Shared(
        terms=shared.terms,
        areas={id_: structs.replace(each, id=id_) for id_, each in found.areas.items()},
        organizations={id_: structs.replace(each, id=id_, file=file) for id_, each in found.organizations.items()},
        venues={id_: structs.replace(each, id=id_, file=file) for id_, each in found.places.items()},
        words=words,
    )


def _part(name: str, states: Mapping[str, Example]) -> Part:
    return Part(name=name, examples=tuple(structs.replace(example, state=state) for state, example in states.items()))
