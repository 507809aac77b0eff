"""Records of all kinds: the only place where a field is named."""

from alongside.schema.listings import (
    Activity,
    Event,
    Family,
    HelpLine,
    Helpline,
    Intake,
    Listing,
    Meeting,
    Program,
    Registration,
    Tool,
    WaitingList,
)
from alongside.schema.parts import (
    Amount,
    Closure,
    Contact,
    Cost,
    Online,
    Origin,
    Place,
    Slot,
    Translation,
    Verification,
)
from alongside.schema.shared import Area, Organization, Term, Venue

# Kind = folder of content/ = first word of the address. The order is the order of pages and lists.
KINDS: dict[str, type[Listing]] = {
    "meetings": Meeting,
    "programs": Program,
    "family": Family,
    "events": Event,
    "activities": Activity,
    "helplines": Helpline,
    "tools": Tool,
}
SINGULAR = {
    "meeting": "meetings",
    "program": "programs",
    "event": "events",
    "activity": "activities",
    "helpline": "helplines",
    "tool": "tools",
}
# Kinds whose files lie in a folder per area.
BY_AREA = frozenset({"meetings", "programs", "family", "activities"})
AnyListing = Meeting | Program | Family | Event | Activity | Helpline | Tool

__all__ = [
    "BY_AREA",
    "KINDS",
    "SINGULAR",
    "Activity",
    "Amount",
    "AnyListing",
    "Area",
    "Closure",
    "Contact",
    "Cost",
    "Event",
    "Family",
    "HelpLine",
    "Helpline",
    "Intake",
    "Listing",
    "Meeting",
    "Online",
    "Organization",
    "Origin",
    "Place",
    "Program",
    "Registration",
    "Slot",
    "Term",
    "Tool",
    "Translation",
    "Venue",
    "Verification",
    "WaitingList",
]
