"""The whole site's listings put in order for one day."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from alongside.catalog.neighbours import Neighbours
from alongside.checking import Document, Shared
from alongside.entries import Entry
from alongside.timetable import Occurrence


class Group(Struct, frozen=True, kw_only=True):
    """Listings that share a browse page: its address, its heading, and the listings in their order."""

    url: str
    title: str
    short: str
    lead: str = ""
    entries: tuple[Entry, ...] = ()


class Catalog(Struct, frozen=True, kw_only=True):
    """Everything that writers read.

    ``entries``: all listings, for their own pages. ``listed``: those in lists; past events and closed listings are not.
    ``groups``: browse pages by address. ``occurrences``: dated ones of a listing by its address, in a window of whole weeks.
    ``neighbours``: what is near a listing or like it, by its address. ``moved``: former addresses and where they lead now.
    """

    today: date
    entries: tuple[Entry, ...]
    listed: tuple[Entry, ...]
    groups: Mapping[str, Group]
    occurrences: Mapping[str, tuple[Occurrence, ...]]
    moved: Mapping[str, str]
    neighbours: Mapping[str, Neighbours]
    documents: tuple[Document, ...]
    shared: Shared
