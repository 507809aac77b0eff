"""What no single file can show: two listings under one address, the same listing twice."""

from collections.abc import Iterable

from alongside.errors import Problem
from alongside.schema import Event, Listing, Place
from alongside.text import slug


def clashes(listings: Iterable[Listing]) -> list[Problem]:
    """Ids and former ids that two listings of a kind claim.

    Returns: an error for each claim after the first, which names the other file. Source: house.md, "content/".
    """
    claims: dict[tuple[str, str], str] = {}
    found = []
    ordered = sorted(listings, key=lambda listing: listing.file)
    for listing in ordered:
        key = (type(listing).__name__, listing.id)
        if key in claims:
            fix = f"Rename one of the two, for example {listing.id}-2.yaml"
            found.append(Problem(file=listing.file, message=f"has the same id as {claims[key]}", fix=fix, value=listing.id))
        claims.setdefault(key, listing.file)
    for listing in ordered:
        for former in listing.former_ids:
            key = (type(listing).__name__, former)
            if claims.setdefault(key, listing.file) != listing.file or former == listing.id:
                message = f"'{former}' is the id of {claims[key]}"
                found.append(Problem(file=listing.file, field="former_ids", value=former, message=message, fix="Leave that former id out."))
    return found


def near_duplicates(listings: Iterable[Listing]) -> list[Problem]:
    """Listings that look like one and the same: kind, name and town or link alike, and the same times.

    Returns: a warning for each listing after the first of its likes, which names that one.
    """
    first: dict[tuple[str, ...], str] = {}
    found = []
    for listing in sorted(listings, key=lambda listing: listing.file):
        other = first.setdefault(_likeness(listing), listing.file)
        if other != listing.file:
            fix = "Keep one of the two; if both are real, give them names that tell them apart."
            message = f"looks like the same listing as {other}"
            found.append(
                Problem(file=listing.file, field="name", value=listing.name, message=message, fix=fix, severity="warning", rule="near-duplicate")
            )
    return found


# Words that people add to or leave out of the same name.
_FILLERS = frozenset({"the", "a", "an", "of", "and", "group", "meeting", "at", "in", "inc", "llc"})


def _likeness(listing: Listing) -> tuple[str, ...]:
    words = sorted(set(slug(listing.name, 120).split("-")) - _FILLERS)
    place = listing.place
    where = slug(f"{place.street} {place.city}") if isinstance(place, Place) else place or ""
    link = listing.online.url if listing.online else ""
    times = [listing.start] if isinstance(listing, Event) else []
    when = sorted(" ".join(str(entry).casefold().split()) for entry in listing.when)
    return (type(listing).__name__, " ".join(words), where, link, *when, *times)
