"""What the finder's facets look for in a listing. Days and times are read off its schedule, how lately it was checked off that day."""

from alongside.entries.records import Entry
from alongside.schema import Cost

# Facets in the order of the page, and the vocabulary list that each shows.
SOUGHT = {
    "kind": "kinds",
    "fellowship": "fellowships",
    "format": "formats",
    "level": "levels_of_care",
    "attendance": "attendance",
    "language": "languages",
    "audience": "audience",
    "approach": "approach",
    "access": "accessibility",
    "cost": "payment",
    "supports": "supports",
}
# Costs that people look for as they do for ways to pay.
COSTS = ("free", "donation")


def sought(entry: Entry) -> dict[str, tuple[str, ...]]:
    """The ids that a listing has in each facet of SOUGHT; facets in which it has none are left out."""
    found = {facet: tuple(dict.fromkeys(tag.id for tag in entry.terms[name])) for facet, name in SOUGHT.items() if name in entry.terms}
    found["kind"] = (entry.kind,)
    cost = entry.listing.cost
    word = cost.kind if isinstance(cost, Cost) else cost
    if word in COSTS:
        # What is free may also say so among its ways to pay.
        found["cost"] = tuple(dict.fromkeys((word, *found.get("cost", ()))))
    return found
