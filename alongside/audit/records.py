"""What is known of one file, and how a fault is told.

A target is a normalised path that begins with "/" for the site's root, and ends with "/" where a folder is asked for.
"""

from msgspec import Struct

from alongside.errors import Problem

DEAD_LINK, DEAD_FRAGMENT, DEAD_ADDRESS = "dead-link", "dead-fragment", "dead-address"
ID_TWICE, THIRD_PARTY, UNPARSABLE = "id-twice", "third-party", "unparsable"
MESSAGES = {
    DEAD_LINK: "a link leads nowhere",
    DEAD_FRAGMENT: "a link leads to a part that is not there",
    DEAD_ADDRESS: "this names a part of the site that is not there",
    ID_TWICE: "the same id is given twice",
    THIRD_PARTY: "something is loaded from elsewhere",
}


class Flaw(Struct, frozen=True, array_like=True):
    """One fault within a file: its rule, where it is (from 1, in characters), the address or id, and what a parser said."""

    rule: str
    line: int = 0
    column: int = 0
    value: str = ""
    message: str = ""


class Facts(Struct, frozen=True, array_like=True):
    """What is known of a file: targets, some with "#" and a fragment, and ids, each on a line of its own."""

    links: bytes = b""
    ids: bytes = b""
    flaws: tuple[Flaw, ...] = ()


def problem_of(file: str, flaw: Flaw) -> Problem:
    """A fault as it is told."""
    message = flaw.message or MESSAGES[flaw.rule]
    return Problem(file=file, line=flaw.line, column=flaw.column, message=message, value=flaw.value, field=flaw.value, rule=flaw.rule)
