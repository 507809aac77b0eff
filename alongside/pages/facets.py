"""What listings can be told apart by, as the page for finding offers it."""

from msgspec import Struct

from alongside.schema.parts import Line


class Choice(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One term of a facet: how many listings have it (0 where only the script can say), and a plain line where the label needs one.

    ``facet``: what it sets where that is not the facet it stands in: "after" among the times of day, with the minute as its id.
    """

    id: Line
    label: Line
    line: Line = ""
    count: int = 0
    facet: Line = ""


class Facet(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What listings can be told apart by; ``first`` are shown at first, the others on request. ``open``: it is not folded away."""

    name: Line
    title: Line
    choices: tuple[Choice, ...] = ()
    first: int = 0
    open: bool = False
