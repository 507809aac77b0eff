"""What no single file can show: two listings under one address, the same listing twice."""

from collections.abc import Callable, Iterable

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
            fix = f"Rename one of the two, for example to {listing.id}-2.yaml."
            message = f"has the same id as {claims[key]}"
            found.append(Problem(file=listing.file, message=message, fix=fix, value=listing.id, rule="same-id"))
        claims.setdefault(key, listing.file)
    for listing in ordered:
        for former in listing.former_ids:
            key = (type(listing).__name__, former)
            if claims.setdefault(key, listing.file) != listing.file or former == listing.id:
                found.append(_taken(listing, former, claims[key]))
    return found


def _taken(listing: Listing, former: str, owner: str) -> Problem:
    return Problem(
        file=listing.file,
        field="former_ids",
        value=former,
        message=f"'{former}' belongs to {'this file itself' if owner == listing.file else owner}",
        fix=f"Leave {former} out of former_ids.",
        rule="same-id",
    )


def near_duplicates(listings: Iterable[Listing]) -> list[Problem]:
    """Listings that look like one and the same: kind, name and town or link alike, and the same times.

    Returns: a warning for each listing after the first of its likes, which names that one.
    """
    groups = [sorted(listings, key=lambda listing: listing.file)]
    # What is quickly worked out first: few listings are left for the rest.
    for likeness in (_times, _where, _words):
        groups = [alike for group in groups for alike in _divided(group, likeness) if len(alike) > 1]
    return sorted((_twice(listing, first.file) for first, *others in groups for listing in others), key=lambda problem: problem.file)


def _divided(group: Iterable[Listing], likeness: Callable[[Listing], object]) -> Iterable[list[Listing]]:
    found: dict[object, list[Listing]] = {}
    for listing in group:
        found.setdefault(likeness(listing), []).append(listing)
    return found.values()


def _twice(listing: Listing, other: str) -> Problem:
    return Problem(
        file=listing.file,
        field="name",
        value=listing.name,
        message=f"looks like the same listing as {other}",
        fix="Keep one of the two; if both are real, give them names that tell them apart.",
        severity="warning",
        rule="near-duplicate",
    )


# Words that people add to or leave out of the same name.
_FILLERS = frozenset({"the", "a", "an", "of", "and", "group", "meeting", "at", "in", "inc", "llc"})


def _times(listing: Listing) -> tuple[object, ...]:
    when = sorted(" ".join(str(entry).casefold().split()) for entry in listing.when)
    return type(listing), *when, listing.start if isinstance(listing, Event) else ""


def _where(listing: Listing) -> tuple[str, str]:
    place = listing.place
    return slug(f"{place.street} {place.city}") if isinstance(place, Place) else place or "", listing.online.url if listing.online else ""


def _words(listing: Listing) -> frozenset[str]:
    return frozenset(slug(listing.name, 120).split("-")) - _FILLERS
