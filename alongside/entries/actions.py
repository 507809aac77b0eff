"""What a reader can do about a listing: the one thing to do first, and other ways to the same.

Rules: what is the listing's own comes before what is its organization's, which is marked as such; what is paused, closed, cancelled
or postponed has no first action, and keeps its ways by the side: a page outlives a pause.
"""

from collections.abc import Iterator
from gettext import NullTranslations

from alongside.entries.places import phone
from alongside.entries.records import Entry, Link, Reach
from alongside.schema import Event, Program, Tool


def actions_of(entry: Entry, region: str, translations: NullTranslations) -> tuple[Link | None, tuple[Link, ...]]:
    """The first action, and the others; none is first where all are by the way."""
    listing = entry.listing
    ask = tuple(_ask(entry, region, translations))
    lines = tuple(line for line in entry.lines if line.url)
    required, optional = _sign_up(entry, translations)
    if rests(entry):
        return None, (*ask, *lines, *_joins(entry, translations), *required, *optional)
    ways = (*required, *lines, *_joins(entry, translations), *_goes(entry, translations))
    if listing.status == "by_request":
        ways = (*ask[:1], *ways)
    elif not ways or isinstance(listing, Program):
        # A program is asked before anybody sets out for it; a link of its own is its way to ask.
        online = bool(entry.joining and entry.joining.url)
        ways = (*ways[:online], *ask[:1], *ways[online:])
    return (ways[0], (*ways[1:], *optional)) if ways else (None, optional)


def rests(entry: Entry) -> bool:
    """Whether a listing is said not to happen: paused, closed, cancelled or postponed."""
    happening = entry.listing.happening if isinstance(entry.listing, Event) else ""
    return entry.listing.status in ("paused", "closed") or happening in ("cancelled", "postponed")


def _ask(entry: Entry, region: str, translations: NullTranslations) -> Iterator[Link]:
    """Ways to ask: the listing's own, else those of its organization, which they name."""
    _ = translations.gettext
    listing = entry.listing
    intake = phone(listing.intake.phone, region) if isinstance(listing, Program) and listing.intake else None
    if intake and intake.url:
        yield Link(url=intake.url, label=_("Call %(number)s") % {"number": intake.label}, note=_("Number for new people"))
    own = [link for link in _own(entry, translations) if not intake or link.url != intake.url]
    yield from own
    if not own and not intake and entry.organization and entry.theirs:
        yield from _theirs(entry.theirs, entry.organization.label, translations)


def _own(entry: Entry, translations: NullTranslations) -> list[Link]:
    if entry.reach is None:
        return []
    _ = translations.gettext
    reach = entry.reach
    labels = (
        (reach.phone, _("Call %(way)s")),
        (reach.text, _("Text %(way)s")),
        (reach.email, _("Write to %(way)s")),
        (reach.website, _("Open the website")),
    )
    found = [Link(url=link.url, label=label % {"way": link.label}) for link, label in labels if link and link.url]
    # A tool's website is the tool.
    return sorted(found, key=lambda link: link.url.startswith("mailto:")) if isinstance(entry.listing, Tool) else found


def _theirs(reach: Reach, name: str, translations: NullTranslations) -> Iterator[Link]:
    _ = translations.gettext
    labels = (
        (reach.phone, _("Call %(organization)s")),
        (reach.text, _("Text %(organization)s")),
        (reach.email, _("Write to %(organization)s")),
        (reach.website, _("Open the website of %(organization)s")),
    )
    return (Link(url=link.url, label=label % {"organization": name}, note=link.label) for link, label in labels if link and link.url)


def _sign_up(entry: Entry, translations: NullTranslations) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The link to sign up, where that is required, and where it is not."""
    registration = entry.listing.registration if isinstance(entry.listing, Event) else None
    if registration is None or not registration.url:
        return (), ()
    link = (Link(url=registration.url, label=translations.gettext("Sign up")),)
    return (link, ()) if registration.required else ((), link)


def _joins(entry: Entry, translations: NullTranslations) -> Iterator[Link]:
    if entry.joining and entry.joining.url:
        yield Link(url=entry.joining.url.url, label=entry.joining.url.label)
    if entry.joining and entry.joining.phone and entry.joining.phone.url:
        number = entry.joining.phone
        yield Link(url=number.url, label=translations.gettext("Join by phone"), note=number.label)


def _goes(entry: Entry, translations: NullTranslations) -> Iterator[Link]:
    if entry.place and entry.place.map_url and entry.attendance != "online":
        yield Link(url=entry.place.map_url, label=translations.gettext("Directions"))
