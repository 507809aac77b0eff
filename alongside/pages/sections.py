"""The listings of a browse page in sections: by kind where the title does not say it, and by day of the week or by month."""

from collections.abc import Callable, Iterator, Sequence
from gettext import NullTranslations
from itertools import groupby

from msgspec import structs

from alongside.catalog import DAY_IDS, minute_on
from alongside.entries import Entry, Link
from alongside.pages.records import Section
from alongside.timetable import clock, day_name, month_name

# Kinds that people look for by day; a program or a helpline is chosen by what it is.
_BY_DAY = frozenset({"meetings", "family", "activities"})
# Events that recur come before every month, what has no day after every day. So has it the list.
_ALWAYS, _NO_DAY = "", str(len(DAY_IDS))


def sections(entries: Sequence[Entry], translations: NullTranslations, titled: bool = False) -> tuple[Section, ...]:
    """All listings of a browse page in sections, in the order of the list.

    Takes:   listings by kind, then by time, as ``catalog.in_order`` has them; ``titled`` where the title of the page says their kind.
    Returns: each listing's card once, under its first day; under its other days it is named with its time there.
    """
    found: list[Section] = []
    for kind, group in groupby(entries, key=lambda entry: entry.kind):
        members = list(group)
        cards: dict[str, list[Entry]] = {}
        for entry in members:
            cards.setdefault(_when(entry), []).append(entry)
        days = {str(day) for entry in members for day in entry.days} if kind in _BY_DAY else set()
        for number, when in enumerate(sorted({*cards, *days})):
            # The kind is told by a heading, or by the title of the page.
            own = tuple(structs.replace(entry.card, kind_label="") for entry in cards.get(when, ()))
            also = tuple(_also(members, when, translations)) if when in days else ()
            label = members[0].card.kind_label if not titled and number == 0 else ""
            day = day_name(int(when), translations) if also else ""
            title = _title(kind, when, translations)
            found.append(Section(id=f"{kind}-{when}".rstrip("-"), kind=label, title=title, day=day, cards=own, also=also))
    return tuple(found)


def day_sections(entries: Sequence[Entry], day: int, translations: NullTranslations) -> tuple[Section, ...]:
    """All listings of a day of the week, by the part of the day; what people do not look for by day comes behind, by kind.

    Takes: listings in the order of that day.
    """
    _ = translations.gettext
    parts = (("morning", _("Morning"), 0, 720), ("afternoon", _("Afternoon"), 720, 1020), ("evening", _("Evening and night"), 1020, 1440))
    found = []
    by_day = [entry for entry in entries if entry.kind in _BY_DAY or entry.kind == "events"]
    for name, title, first, last in parts:
        if cards := tuple(entry.card for entry in by_day if first <= minute_on(entry, day) < last):
            found.append(Section(id=name, title=title, cards=cards))
    others = sorted((entry for entry in entries if entry not in by_day), key=lambda entry: entry.kind)
    for kind, group in groupby(others, key=lambda entry: entry.kind):
        members = tuple(entry.card for entry in group)
        cards = tuple(structs.replace(card, kind_label="") for card in members)
        found.append(Section(id=kind, title=members[0].kind_label, cards=cards))
    return tuple(found)


def jumps(whole: Sequence[Section], address: Callable[[int], str], size: int) -> tuple[Link, ...]:
    """Links to the parts of a list, on whichever of its pages each begins; none where there are only two.

    Takes: ``address`` of each page of the list by its number; ``size``: how many cards a page has.
    """
    kinds = [section for section in whole if section.kind]
    wanted = kinds if len(kinds) > 1 else whole
    found, before = [], 0
    for section in whole:
        if section in wanted and (section.kind or section.title):
            number = max(before - (not section.cards), 0) // size + 1
            label = section.kind if wanted is kinds else section.title or section.kind
            found.append(Link(url=f"{address(number)}#{section.id}", label=label))
        before += len(section.cards)
    return tuple(found) if len(found) > 2 else ()


def page_of(whole: Sequence[Section], first: int, last: int) -> tuple[Section, ...]:
    """The sections of one page of a list: the cards from ``first`` to before ``last``, with what stands between them.

    A section that goes over from the page before keeps its heading, without what was told there already.
    """
    shown: list[Section] = []
    before, kind = 0, ""
    for section in whole:
        after = before + len(section.cards)
        kind = section.kind or kind
        cards = section.cards[max(first - before, 0) : max(last - before, 0)]
        # What has no cards of its own stands behind those before it.
        begins = first <= (before if section.cards else max(before - 1, 0)) < last
        if cards or (begins and section.also):
            above = kind if not shown else section.kind
            shown.append(structs.replace(section, kind=above, cards=cards, also=section.also if begins else ()))
        before = after
    return tuple(shown)


def _when(entry: Entry) -> str:
    """What sets a listing's section apart: its first day of the week, or the month of an event."""
    if entry.kind == "events":
        return _ALWAYS if entry.days else entry.sort[1][:7]
    if entry.kind not in _BY_DAY:
        return _ALWAYS
    return str(entry.days[0]) if entry.days else _NO_DAY


def _title(kind: str, when: str, translations: NullTranslations) -> str:
    if "-" in when:
        year, month = (int(part) for part in when.split("-"))
        shown = {"month": month_name(month, translations), "year": year}
        return _capital(translations.gettext("%(month)s %(year)d") % shown)
    if when not in (_ALWAYS, _NO_DAY):
        return _capital(day_name(int(when), translations))
    if kind == "events":
        return translations.gettext("Recurring")
    return translations.gettext("At other times") if when == _NO_DAY else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _also(members: Sequence[Entry], when: str, translations: NullTranslations) -> Iterator[Link]:
    day = int(when)
    others = [entry for entry in members if day in entry.days and _when(entry) != when]
    for entry in sorted(others, key=lambda entry: (minute_on(entry, day), entry.sort)):
        yield Link(url=entry.url, label=entry.card.name, note=clock(minute_on(entry, day), translations))
