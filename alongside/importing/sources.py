"""By which name a feed is known, and whether a feed that comes under a name is the one that it says."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from alongside.drafts import Draft
from alongside.errors import SiteError, visible
from alongside.importing.state import FOLDER, State, any_state
from alongside.schema.leaves import ID

# Feeds change from week to week, not as a whole; below five records one cannot tell.
LEAST_SHARED, TOO_FEW = 0.1, 5
# A new feed of which as much was imported under another name is that feed.
SAME_FEED = 0.5


def checked_name(name: str) -> str:
    """The name of an import, as it is.

    Raises: SiteError where it could not be the name of a file.
    """
    if ID.fullmatch(name) and len(name) <= 80:
        return name
    raise SiteError(f"{visible(name)} is not a name for an import: use small letters, digits and hyphens.", 2)


def refuse_mistaken(site: Path, state: State, drafts: Iterable[tuple[str, Draft]]) -> None:
    """Raise SiteError where a feed has the name of another one, or another name than it had before."""
    names = {record: draft.name for record, draft in drafts}
    if state.records:
        _refuse_another(state, names)
    else:
        _refuse_again(site, state, names)


def _refuse_another(state: State, names: Mapping[str, str]) -> None:
    """Another feed's records would take the places of those that were imported under this name."""
    smaller = min(len(state.records), len(names))
    if smaller >= TOO_FEW and len(state.records.keys() & names) < LEAST_SHARED * smaller:
        told = f"This feed shares next to no record with the one imported as {state.source} before."
        raise SiteError(f"{told} If it is another feed, give it a name of its own: --source NAME", 2)


def _refuse_again(site: Path, state: State, names: Mapping[str, str]) -> None:
    """Every listing would be there twice."""
    for other in _others(site, state.source):
        shared = sum(record in names and known.values.get("name") == names[record] for record, known in other.records.items())
        if shared and shared >= SAME_FEED * len(names):
            told = f"This looks like the feed imported as '{other.source}'"
            if other.format != state.format:
                told = f"{told} in the format {other.format}; to update it, import it in that format"
                raise SiteError(f"{told}: --source {other.source}", 2)
            raise SiteError(f"{told}; to update it: --source {other.source}", 2)


def _others(site: Path, source: str) -> Iterator[State]:
    for path in sorted((site / FOLDER).glob("*.json")):
        if path.stem != source and ID.fullmatch(path.stem) and (found := any_state(site, path.stem)) is not None:
            yield found
