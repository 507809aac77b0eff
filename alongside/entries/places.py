"""Where a listing is, whom to ask there, and what of it may be shown."""

from gettext import NullTranslations
from urllib.parse import quote

from alongside.checking import Shared, ancestors
from alongside.config import SiteConfig
from alongside.entries.records import Joining, Link, PlaceFacts, Reach
from alongside.entries.terms import tags
from alongside.languages import language_of
from alongside.schema import Contact, Helpline, Listing, Online, Place, Tool, Venue
from alongside.text import host_label, phone_fault, phone_link, phone_shown, slug

# A longer address tells a reader nothing, and breaks over lines.
_LONGEST_ADDRESS = 40


def place_of(listing: Listing, shared: Shared) -> Place | None:
    """The listing's place: written out, or the venue that it names."""
    return shared.venues[listing.place] if isinstance(listing.place, str) else listing.place


def area_of(listing: Listing, place: Place | None, attendance: str, shared: Shared) -> str:
    """The listing's area: its own, else its venue's; ``online`` for what is nowhere and open to people anywhere."""
    own = listing.area or (place.area if isinstance(place, Venue) else "")
    anywhere = place is None and (attendance in ("online", "phone") or isinstance(listing, Tool))
    return own or ("online" if anywhere and "online" in shared.areas else "")


def zone_of(place: Place | None, area: str, shared: Shared, config: SiteConfig) -> str:
    """The time zone of a listing: the place's, else the area's or that of a larger one, else the site's."""
    if place and place.timezone:
        return place.timezone
    return next((zone for a in ancestors(area, shared.areas) if (zone := shared.areas[a].timezone)), config.timezone)


def attendance_of(listing: Listing) -> str:
    """How people take part, where the listing does not say: from its place and its link."""
    if listing.attendance:
        return listing.attendance
    link, dial_in = (listing.online.url, listing.online.phone) if listing.online else ("", "")
    if listing.place:
        return "hybrid" if link or dial_in else "in_person"
    if link:
        return "online"
    if isinstance(listing, Helpline):
        return "phone" if dial_in or any(line.call for line in listing.lines) else "online"
    return "phone" if dial_in else ""


def place_facts(place: Place, shared: Shared, config: SiteConfig, translations: NullTranslations) -> PlaceFacts:
    """What may be shown of a place: of a withheld one the town and no more."""
    country = "" if place.country == config.country else place.country
    locality = " ".join(part for part in (", ".join(p for p in (place.city, place.region) if p), place.postal_code) if part)
    if place.precision == "withheld":
        town = ", ".join(part for part in (place.city, place.region) if part)
        return PlaceFacts(locality=town, city=place.city, region=place.region, country=country, precision="withheld")
    language = language_of(translations)
    venue = place if isinstance(place, Venue) else None
    return PlaceFacts(
        id=venue.id if venue else "",
        url=f"places/{venue.id}/" if venue else "",
        name=place.name,
        street=place.street,
        locality=locality,
        city=place.city,
        region=place.region,
        postal_code=place.postal_code,
        country=country,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=place.precision,
        directions=place.directions,
        transit=place.transit,
        notice=venue.notice if venue else "",
        accessibility=tags("accessibility", place.accessibility, shared, translations),
        map_url=_map(place),
        lang="" if language == config.languages[0] else config.languages[0],
    )


def _map(place: Place) -> str:
    # A link that a reader follows on purpose; nothing is loaded from there.
    if place.latitude is not None and place.longitude is not None:
        at = f"{place.latitude:.5f}/{place.longitude:.5f}"
        zoom = 17 if place.precision == "exact" else 12
        return f"https://www.openstreetmap.org/?mlat={place.latitude:.5f}&mlon={place.longitude:.5f}#map={zoom}/{at}"
    asked = ", ".join(part for part in (place.street, place.city, place.region, place.postal_code) if part)
    return f"https://www.openstreetmap.org/search?query={quote(asked)}" if place.street and place.precision == "exact" else ""


def city_of(place: Place | None) -> tuple[str, str]:
    """A town's key and its name as shown; the region tells towns of one name apart."""
    if not place or not place.city:
        return "", ""
    return slug(f"{place.city} {place.region}"), ", ".join(part for part in (place.city, place.region) if part)


def reach_of(listing: Listing, shared: Shared, region: str) -> tuple[Reach | None, Reach | None]:
    """Ways to get in touch: the listing's own, and apart from them the organization's for what it leaves out."""
    organization = shared.organizations.get(listing.organization)
    own, theirs = listing.contact or Contact(), (organization.contact if organization else None) or Contact()
    left = {way: "" if getattr(own, way) else getattr(theirs, way) for way in ("phone", "text", "email", "website")}
    return reach(own, region), reach(Contact(**left), region)


def reach(contact: Contact, region: str) -> Reach | None:
    """A contact made ready to use; a name alone is none, since nobody could ask for that person."""
    if not (contact.phone or contact.text or contact.email or contact.website):
        return None
    return Reach(
        phone=phone(contact.phone, region),
        text=phone(contact.text, region, "sms:"),
        email=_email(contact.email),
        website=website(contact.website),
        name=contact.name,
    )


def phone(number: str, region: str, scheme: str = "tel:") -> Link | None:
    """A number as a link; as plain text (no address) where it cannot be dialled."""
    if not number:
        return None
    if phone_fault(number, region):
        return Link(url="", label=number)
    return Link(url=phone_link(number, region).replace("tel:", scheme, 1), label=phone_shown(number, region))


def website(url: str) -> Link | None:
    """A website as a link whose label is its host, with a short path where that says more."""
    if not url:
        return None
    address = url.split("://")[-1].split("?")[0].split("#")[0].removeprefix("www.").rstrip("/")
    short = len(address) <= _LONGEST_ADDRESS and "%" not in address
    return Link(url=url, label=address if short else address.split("/")[0])


def _email(address: str) -> Link | None:
    return Link(url=f"mailto:{quote(address, safe='@+._-')}", label=address) if address else None


def joining_of(online: Online | None, region: str, translations: NullTranslations) -> Joining | None:
    """How to join from anywhere; known services are named."""
    if online is None:
        return None
    _ = translations.gettext
    service = host_label(online.url)
    label = _("Join on %(service)s") % {"service": service} if service else _("Join online")
    link = Link(url=online.url, label=label, note=online.url.split("://")[-1].split("/")[0]) if online.url else None
    return Joining(url=link, phone=phone(online.phone, region), code=online.code, notes=online.notes)


def help_lines(listing: Listing, region: str, translations: NullTranslations) -> tuple[Link, ...]:
    """A helpline's numbers and links as actions."""
    _ = translations.gettext
    found: list[Link] = []
    for line in listing.lines if isinstance(listing, Helpline) else ():
        if line.call and (link := phone(line.call, region)):
            label = _("Call %(number)s") % {"number": link.label} if link.url else link.label
            found.append(Link(url=link.url, label=label, note=line.label))
        if line.text and (link := phone(line.text, region, "sms:")):
            words = {"word": line.say, "number": link.label}
            label = _("Text %(word)s to %(number)s") % words if line.say else _("Text %(number)s") % words
            found.append(Link(url=link.url, label=label, note=line.label))
        if line.chat:
            found.append(Link(url=line.chat, label=_("Chat online"), note=line.label))
    return tuple(found)
