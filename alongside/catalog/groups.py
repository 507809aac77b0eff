"""Browse pages: which there are, what they are called, and which listings are on them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from gettext import NullTranslations

from msgspec import structs

from alongside.catalog.records import Group
from alongside.checking import Shared, ancestors
from alongside.entries import Entry
from alongside.entries.terms import FACETS, text_of
from alongside.languages import language_of
from alongside.schema import KINDS
from alongside.timetable import day_name

# Addresses use these words in every language (house.md, "Addresses").
DAY_IDS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_KIND_ORDER = {kind: number for number, kind in enumerate(KINDS)}


class Titles:
    """What browse pages are called, in one language."""

    def __init__(self, shared: Shared, translations: NullTranslations) -> None:
        self.shared = shared
        self.translations = translations
        self.language = language_of(translations)

    def area(self, area: str) -> Group:
        """The page of an area."""
        found = self.shared.areas[area]
        name = text_of({"en": found.name, **found.names}, self.language)
        return Group(url=f"areas/{area}/", title=name, short=name)

    def term(self, name: str, term: str, first: str) -> Group:
        """The page of a vocabulary term; ``first`` is the first word of its address."""
        found = self.shared.terms.get(name, {}).get(term)
        label = text_of(found.label, self.language) if found else term
        url = f"{first}/{term}/" if first else f"{term}/"
        return Group(url=url, title=label, short=label, lead=text_of(found.line, self.language) if found else "")

    def day(self, day: int) -> Group:
        """The page of a day of the week."""
        name = day_name(day, self.translations)
        return Group(url=f"days/{DAY_IDS[day]}/", title=name[:1].upper() + name[1:], short=name)

    def city(self, key: str, name: str) -> Group:
        """The page of a town."""
        return Group(url=f"cities/{key}/", title=name, short=name)

    def within(self, area: Group, other: Group, word: str) -> Group:
        """The page of a kind or a day within an area."""
        title = self.translations.gettext("%(what)s in %(area)s") % {"what": other.title, "area": area.title}
        return Group(url=f"{area.url}{word}/", title=title, short=other.title, lead=other.lead)


def browse_groups(listed: Iterable[Entry], shared: Shared, translations: NullTranslations) -> dict[str, Group]:
    """All browse pages that have listings, by address, each with its listings in order of time where there is one."""
    titles = Titles(shared, translations)
    groups: dict[str, Group] = {}
    members: dict[str, list[Entry]] = defaultdict(list)
    days: dict[str, int] = {}
    for entry in listed:
        for group, day in _pages_of(entry, titles):
            groups.setdefault(group.url, group)
            members[group.url].append(entry)
            if day is not None:
                days[group.url] = day
    return {
        url: structs.replace(group, entries=tuple(in_order(members[url], days.get(url)))) for url, group in sorted(groups.items())
    }


def _pages_of(entry: Entry, titles: Titles) -> Iterator[tuple[Group, int | None]]:
    """The pages that list an entry, each with the day of the week that it is about, if it is about one."""
    kind = titles.term("kinds", entry.kind, "")
    days = [(titles.day(day), day) for day in entry.days]
    yield kind, None
    yield from days
    for area in (titles.area(area) for area in ancestors(entry.area, titles.shared.areas)):
        yield area, None
        yield titles.within(area, kind, entry.kind), None
        yield from ((titles.within(area, group, DAY_IDS[day]), day) for group, day in days)
    if entry.city_key:
        yield titles.city(entry.city_key, entry.city_name), None
    for name, first in FACETS.items():
        for tag in entry.terms.get(name, ()):
            yield titles.term(name, tag.id, first), None


def in_order(entries: Iterable[Entry], day: int | None = None) -> list[Entry]:
    """Listings by kind, then time, then name; on a day's page by their time on that day."""
    if day is None:
        return sorted(entries, key=lambda entry: (_KIND_ORDER[entry.kind], *entry.sort))
    return sorted(entries, key=lambda entry: (minute_on(entry, day), *entry.sort[1:]))


def minute_on(entry: Entry, day: int) -> int:
    """The minute at which a listing first begins on a day of the week."""
    return min((rule.start for rule in entry.schedule.rules if day in rule.days), default=24 * 60)
