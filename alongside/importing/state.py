"""What was imported last: per record its listing and its values, so that a newer feed can be told from work by hand."""

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from alongside.errors import SiteError
from alongside.importing.report import Format

FOLDER = "content/.imports"


class Known(Struct, frozen=True, kw_only=True):
    """One record as it was imported last: the listing's kind and id, its values by dotted path, and where it said that it is."""

    kind: str
    id: str
    values: dict[str, Any]
    where: str = ""


class State(Struct, frozen=True, kw_only=True):
    """One feed. ``areas``: ids by what a record called its area; ``fellowship``, ``timezone``: as they were given last."""

    source: str
    format: Format
    fellowship: str = ""
    timezone: str = ""
    areas: dict[str, str] = {}
    records: dict[str, Known] = {}


def load_state(site: Path, source: str, feed_format: Format) -> State:
    """The state of a feed; an empty one where it was never imported.

    Raises: SiteError where the file is damaged, or another format was imported under that name.
    """
    state = any_state(site, source)
    if state is None:
        return State(source=source, format=feed_format)
    if state.format != feed_format:
        raise SiteError(f"{source} was imported as {state.format} before. If this is another feed, give it a name: --source NAME", 2)
    return state


def any_state(site: Path, source: str) -> State | None:
    """The state of a feed of whichever format, None where it was never imported.

    Raises: SiteError where the file is damaged.
    """
    path = site / FOLDER / f"{source}.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=State)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError as error:
        raise SiteError(f"{path} is damaged ({error}). Take it from an earlier version.") from None


def state_bytes(state: State) -> bytes:
    """The state as JSON with its records in order, one value a line, so that differences can be read."""
    ordered = msgspec.structs.replace(state, records=dict(sorted(state.records.items())), areas=dict(sorted(state.areas.items())))
    return msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n"
