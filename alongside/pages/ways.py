"""Ways further in: groups of links to browse pages and to the pages that list them."""

from collections.abc import Iterable
from gettext import NullTranslations

from msgspec import structs

from alongside.catalog import DAY_IDS, Catalog, Group
from alongside.checking import Document, Shared
from alongside.entries import Link
from alongside.entries.terms import FACETS
from alongside.pages.records import Way
from alongside.schema import KINDS

# More links than this in one group are a page of their own.
MOST_LINKS = 12


def document_url(found: Document) -> str:
    """The address of a guide or a page."""
    return f"guides/{found.id}/" if found.folder == "guides" else f"{found.id}/"


class Ways:
    """Groups of links into the catalog, in one language."""

    def __init__(self, catalog: Catalog, translations: NullTranslations) -> None:
        self.groups = catalog.groups
        self.areas = catalog.shared.areas
        self.catalog = catalog
        self.translations = translations
        self.headings = _headings(translations)

    def link(self, url: str) -> Link | None:
        """A link to a group with its count, where the group has listings."""
        group = self.groups.get(url)
        return Link(url=url, label=group.short, note=str(len(group.entries))) if group else None

    def related(self, address: str) -> Link | None:
        """A link with its whole title to a group or a document, by the address that an editor typed."""
        url = address.strip("/") + "/"
        if group := self.groups.get(url):
            return Link(url=url, label=group.title, note=str(len(group.entries)))
        return next((Link(url=url, label=found.title) for found in self.catalog.documents if document_url(found) == url), None)

    def way(self, title: str, urls: Iterable[str], everything: str = "", most: int = 0) -> tuple[Way, ...]:
        """One titled group of links, or none; with ``most`` the largest ones only, and a link to all."""
        links = [link for url in urls if (link := self.link(url))]
        more = None
        if most and len(links) > most:
            largest = sorted(links, key=lambda link: -int(link.note))[:most]
            links = [link for link in links if link in largest]
            more = Link(url=everything, label=self.translations.gettext("All of them")) if everything else None
        return (Way(title=title, links=tuple(links), all=more),) if links else ()

    def kinds(self, lines: bool = False) -> tuple[Way, ...]:
        """All kinds, with their counts or with their plain lines."""
        found = self.way(self.headings["kinds"], (f"{kind}/" for kind in KINDS))
        if not lines:
            return found
        told = (Link(url=link.url, label=link.label, note=self.groups[link.url].lead or link.note) for way in found for link in way.links)
        return tuple(Way(title=way.title, links=tuple(told)) for way in found)

    def areas_way(self, most: int = MOST_LINKS) -> tuple[Way, ...]:
        """Areas by name, the largest ones where there are many."""
        named = sorted(self.areas.values(), key=lambda area: area.name.casefold())
        return self.way(self.headings["areas"], (f"areas/{area.id}/" for area in named), "areas/", most)

    def days(self, before: str = "days/") -> tuple[Way, ...]:
        """The days of the week."""
        return self.way(self.headings["days"], (f"{before}{day}/" for day in DAY_IDS))

    def facet(self, name: str, most: int = MOST_LINKS) -> tuple[Way, ...]:
        """The terms of a facet, in the order of the vocabulary."""
        first = FACETS[name]
        terms = self.catalog.shared.terms.get(name, {})
        return self.way(self.headings[first], (f"{first}/{term}/" for term in terms), f"{first}/", most)

    def terms_told(self, name: str) -> tuple[Way, ...]:
        """All terms of a facet, with the plain lines of those whose label does not say enough."""

        def told(link: Link) -> Link:
            line = self.groups[link.url].lead
            return link if link.label.casefold() in line.casefold() else structs.replace(link, line=line)

        return tuple(structs.replace(way, links=tuple(told(link) for link in way.links)) for way in self.facet(name, 0))

    def cities(self) -> tuple[Way, ...]:
        """Towns by name."""
        return self.way(self.headings["cities"], (url for url in self.groups if url.startswith("cities/")))

    def towns_without_area(self) -> tuple[Way, ...]:
        """Towns, the largest ones where there are many; none where areas that are cities bear all their names."""
        named = {area.name.casefold() for area in self.areas.values() if area.type == "city" and f"areas/{area.id}/" in self.groups}
        towns = (group for url, group in self.groups.items() if url.startswith("cities/"))
        urls = [town.url for town in towns if town.short.split(",")[0].casefold() not in named]
        return self.way(self.headings["cities"], urls, most=MOST_LINKS)

    def indexes(self) -> tuple[Link, ...]:
        """The pages that list all days, all terms of a facet, all towns, organizations and shared places, where there are any."""
        shared = self.catalog.shared
        counts = {first: sum(url.startswith(f"{first}/") for url in self.groups) for first in ("days", *FACETS.values(), "cities")}
        counts |= {"organizations": len(shared.organizations), "places": len(place_names(shared))}
        return tuple(Link(url=f"{first}/", label=self.headings[first]) for first, count in counts.items() if count)

    def narrow(self, group: Group) -> tuple[Way, ...]:
        """Links from one group further in: a kind by area, an area by kind and day, a day by area."""
        first, *rest = group.url.rstrip("/").split("/")
        if first in KINDS:
            facet = {"meetings": "fellowships", "programs": "levels_of_care"}.get(first)
            return (*(self.facet(facet) if facet else ()), *self._by_area(first))
        if first == "areas" and len(rest) == 1:
            inner = sorted((a for a in self.areas.values() if a.parent == rest[0]), key=lambda area: area.name.casefold())
            return (
                *self.way(self.headings["kinds"], (f"{group.url}{kind}/" for kind in KINDS)),
                *self.days(group.url),
                *self.way(self.headings["within"], (f"areas/{area.id}/" for area in inner), "areas/", MOST_LINKS),
            )
        return self._by_area(rest[0]) if first == "days" else ()

    def _by_area(self, word: str) -> tuple[Way, ...]:
        named = sorted(self.areas.values(), key=lambda area: area.name.casefold())
        pairs = [(self.link(f"areas/{area.id}/{word}/"), area.name) for area in named]
        links = [Link(url=link.url, label=name, note=link.note) for link, name in pairs if link]
        return (Way(title=self.headings["areas"], links=tuple(links)),) if links else ()

    def about(self, group: Group) -> str:
        """A group in one sentence, for search engines and shared links."""
        count = len(group.entries)
        form = self.translations.ngettext("%(num)d listing: %(title)s", "%(num)d listings: %(title)s", count)
        return form % {"num": count, "title": group.title}

    def crumbs(self, url: str) -> tuple[Link, ...]:
        """The pages above an address, from the first below home."""
        steps = url.rstrip("/").split("/")
        above = ["/".join(steps[:end]) + "/" for end in range(1, len(steps))]
        found = []
        for step in above:
            label = self.groups[step].short if step in self.groups else self.headings.get(step.rstrip("/"), "")
            if label:
                found.append(Link(url=step, label=label))
        return tuple(found)


def _headings(translations: NullTranslations) -> dict[str, str]:
    """Headings of groups of links, by the first word of their addresses."""
    _ = translations.gettext
    return {
        "kinds": _("Kinds of support"),
        "areas": _("Areas"),
        "within": _("Within this area"),
        "cities": _("Cities and towns"),
        "days": _("Days of the week"),
        "fellowships": _("Fellowships"),
        "levels-of-care": _("Levels of care"),
        "audience": _("Who it is for"),
        "languages": _("Languages"),
        "attendance": _("In person or online"),
        "supports": _("Sides of a support network"),
        "organizations": _("Organizations"),
        "places": _("Places"),
        "guides": _("Guides"),
    }


def place_names(shared: Shared) -> dict[str, str]:
    """What shared places are called, by id; one whose address is withheld has no page, since its name would give it away."""
    shown = (venue for venue in shared.venues.values() if venue.precision != "withheld")
    return {venue.id: venue.name or venue.street or venue.city or venue.id for venue in shown}
