"""What an import is asked to do, and what it did."""

from typing import Literal

import msgspec
from msgspec import Struct

Format = Literal["meeting-guide", "bmlt", "csv"]
AreaFrom = Literal["", "city", "county", "region"]


class Options(Struct, frozen=True, kw_only=True):
    """What an import is asked to do.

    ``area`` or ``area_from``: one of both. ``mapping``: the bytes of a column mapping for csv, of a GetFormats response for bmlt.
    """

    area: str = ""
    area_from: AreaFrom = ""
    timezone: str = ""
    fellowship: str = ""
    mapping: bytes = b""
    mapping_name: str = ""
    dry_run: bool = False


class Refusal(Struct, frozen=True):
    """A record that could not become a listing."""

    record: str
    reason: str


class Trouble(Struct, frozen=True):
    """Something about one field of a record."""

    record: str
    field: str
    value: str
    message: str


class Conflict(Struct, frozen=True, omit_defaults=True):
    """A value that both the feed and a person changed; the person's is left. "" in ``field``: the whole file."""

    record: str
    listing: str
    field: str
    message: str
    ours: object = ""
    theirs: object = ""
    base: object = ""


class Zone(Struct, frozen=True, rename={"how": "from"}):
    """The time zone of a record and where it was found: record, zip, country, --timezone, city, state, area or site."""

    timezone: str
    how: str


class Report(Struct, frozen=True, kw_only=True):
    """What an import did; ``records`` is the sum of written, unchanged, conflicted and refused.

    ``zones`` counts where time zones were found, ``zone_of`` says it for each record. ``gone``: records that an earlier feed had;
    their listings are left as they are.
    """

    source: str
    format: Format
    dry_run: bool
    records: int
    written: int
    unchanged: int
    conflicted: int
    refused: tuple[Refusal, ...]
    problems: tuple[Trouble, ...]
    conflicts: tuple[Conflict, ...]
    gone: tuple[str, ...]
    areas_created: tuple[str, ...]
    zones: dict[str, int]
    zone_of: dict[str, Zone]


def as_json(report: Report) -> str:
    """The report as a JSON document."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"
