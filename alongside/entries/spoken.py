"""A record's own words in the language of a page, and which of them stay in another."""

from typing import Any, TypeVar

from msgspec import structs

from alongside.entries.records import Langs
from alongside.schema import Cost, Listing, Organization

_Spoken = TypeVar("_Spoken", bound=Listing | Organization)


def spoken(record: _Spoken, language: str) -> _Spoken:
    """The record with its own words in a language, as far as it has them; what is missing stays as it was written."""
    theirs = record.translations.get(language)
    if theirs is None:
        return record
    own = set(record.__struct_fields__) & {"name", "summary", "description", "notice"}
    words: dict[str, Any] = {name: text for name in own if (text := getattr(theirs, name))}
    cost = getattr(record, "cost", None)
    if theirs.cost_notes and isinstance(cost, Cost):
        words["cost"] = structs.replace(cost, notes=theirs.cost_notes)
    return structs.replace(record, **words)


def langs_of(record: Listing | Organization, language: str, first: str) -> Langs:
    """Which of a record's own words are in another language than the page; ``first`` is the site's first language."""
    original = record.written_in or first
    if original == language:
        return Langs()
    theirs = record.translations.get(language)
    told = {name for name in ("name", "summary", "description", "notice", "cost_notes") if theirs and getattr(theirs, name)}
    if "description" in told and not record.summary:
        # Then the beginning of the description is the summary.
        told.add("summary")
    return Langs(**{name: original for name in Langs.__struct_fields__ if name not in told})
