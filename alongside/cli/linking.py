"""``audit --links``: which addresses of listings still answer."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import structs

from alongside.audit.network import Answer, Manners, Outcome, ask
from alongside.audit.outward import outward
from alongside.cli.terminal import from_here, many, say, tell
from alongside.errors import Problem
from alongside.schema import AnyListing

_FIXES: Mapping[Outcome, str] = {
    "gone": "Look for the new address, or remove it from the listing.",
    "refused": "It may refuse programs alone: open it in a browser to see whether it is still right.",
    "failing": "Try again in a few days; if it stays so, ask the organizers for another address.",
    "unreachable": "Open it in a browser; if it is gone there too, look for the new address or remove it.",
    "later": "Nothing is known of it: open it in a browser, or run this again another day.",
    "private": "Readers cannot open it: use an address that everybody can reach.",
}


def ask_network(out: Path, site: Path, listings: Iterable[AnyListing], manners: Manners = Manners()) -> list[Problem]:  # noqa: B008 (a frozen record)
    """Asks for every address on the pages of listings.

    Takes:   the finished folder and the site's; its listings, whose files the warnings name.
    Returns: a warning for each address that does not answer as it should.
    """
    pages = outward(out)
    files = {f"{listing.file.split('/')[1]}/{listing.id}/index.html": listing.file for listing in listings}
    hosts = len({address.split("/")[2] for address in pages})
    tell(f"Asking for {len(pages):,} addresses on {many(hosts, 'host')}; a host is asked once a second.")
    answers = ask(pages, manners)
    fine = sum(answer.outcome == "fine" for answer in answers)
    say(f"{fine:,} of {len(answers):,} addresses elsewhere answer.")
    return [_warning(answer, pages[answer.address], files, site) for answer in answers if answer.outcome != "fine"]


def _warning(answer: Answer, page: str, files: Mapping[str, str], site: Path) -> Problem:
    found = Problem(
        file=page,
        message=answer.said,
        fix=_FIXES[answer.outcome],
        field=answer.address,
        value=answer.address,
        severity="warning",
        rule=f"link-{answer.outcome}",
    )
    file = files.get(page) or files.get(page.partition("/")[2], "")
    if not file:
        return found
    line, column = _place(site / file, answer.address)
    return from_here([structs.replace(found, file=file, line=line, column=column)], site)[0]


def _place(file: Path, address: str) -> tuple[int, int]:
    """Line and column of an address in a listing's file; 0 where it is not written there, such as that of its organization."""
    text = file.read_text("utf-8", errors="replace")
    at = text.find(address)
    return (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)) if at >= 0 else (0, 0)
