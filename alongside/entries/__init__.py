"""From a listing to its entry: every fact worked out once, without a clock."""

from alongside.entries.derive import derive
from alongside.entries.jsonld import dated
from alongside.entries.places import place_facts, reach
from alongside.entries.records import Card, Checked, Entry, Facts, Joining, Langs, Link, PlaceFacts, Reach, Tag

__all__ = [
    "Card",
    "Checked",
    "Entry",
    "Facts",
    "Joining",
    "Langs",
    "Link",
    "PlaceFacts",
    "Reach",
    "Tag",
    "dated",
    "derive",
    "place_facts",
    "reach",
]
