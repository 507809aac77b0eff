"""A list in sections: nobody is lost, nobody is shown twice, and each day names those who also come on it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.catalog import Catalog, in_order, minute_on
from alongside.entries import Entry
from alongside.languages import translations_for
from alongside.pages.records import Section
from alongside.pages.sections import day_sections, jumps, page_of, sections
from tests.building import ENGLISH, catalog

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SPANISH = translations_for("es", 'msgid "Monday"\nmsgstr "lunes"\n')


@dataclass(frozen=True)
class Sample:
    """Listings of every kind and sort of time, once checked and derived."""

    entries: tuple[Entry, ...]


def meeting(name: str, when: str) -> str:
    return f"name: {name}\nfellowship: aa\nplace: hall\nwhen: [{when}]\n"


def made() -> Catalog:
    event = "name: {}\nplace: hall\nstart: {}\n"
    files = {
        "content/meetings/boulder/a.yaml": meeting("A", "Mondays 07:00, Thursdays 20:00"),
        "content/meetings/boulder/b.yaml": meeting("B", "Thursdays 12:00"),
        "content/meetings/boulder/c.yaml": meeting("C", "daily 06:30"),
        "content/meetings/boulder/d.yaml": meeting("D", "weekends 09:00"),
        "content/meetings/boulder/e.yaml": meeting("E", "by appointment"),
        "content/meetings/boulder/f.yaml": meeting("F", "Thursdays 12:00"),
        "content/meetings/boulder/g.yaml": meeting("G", "first Sunday 18:00"),
        "content/programs/boulder/h.yaml": "name: H\nlevels_of_care: [iop]\nwhen: [Wednesdays 18:00]\ncontact: {phone: 303-555-0100}\n",
        "content/family/boulder/i.yaml": "name: I\nform: support-group\nplace: hall\nwhen: [Mondays 19:00, Fridays 19:00]\n",
        "content/activities/boulder/j.yaml": "name: J\nactivity_type: outdoors\nplace: hall\nwhen: [2027-06-05 09:00]\n",
        "content/events/2026/k.yaml": event.format("K", "2026-12-05 17:00"),
        "content/events/2026/l.yaml": event.format("L", "2026-12-24 09:00"),
        "content/events/2027/m.yaml": event.format("M", "2027-01-05 09:00"),
        "content/events/2026/n.yaml": "name: N\nplace: hall\nwhen: [Saturdays 10:00]\n",
        "content/events/2026/r.yaml": "name: R\nplace: hall\nwhen: [Sundays 10:00, 2026-12-24 10:00]\n",
        "content/helplines/s.yaml": "name: S\nlines: [{call: '988'}]\nwhen: [always, Mondays 18:00 - 21:00]\n",
        "content/helplines/o.yaml": "name: O\nlines: [{call: '988'}]\nwhen: [always]\n",
        "content/helplines/p.yaml": "name: P\nlines: [{call: '988'}]\nwhen: [Mondays 18:00 - 21:00]\n",
        "content/tools/q.yaml": "name: Q\nfunctions: [journaling]\ncontact: {website: 'https://example.org'}\n",
    }
    return catalog(files)


ALL = Sample(made().listed)
CHOICES = st.lists(st.sampled_from(ALL.entries), unique_by=lambda entry: entry.url, max_size=len(ALL.entries)).map(in_order)


def names(found: Sequence[Section]) -> list[str]:
    return [card.name for section in found for card in section.cards]


@given(CHOICES, st.integers(1, 8), st.booleans())
def test_every_listing_is_once_on_the_pages_of_a_list_in_its_order(entries: list[Entry], size: int, titled: bool) -> None:
    whole = sections(entries, ENGLISH, titled)

    pages = [page_of(whole, first, first + size) for first in range(0, len(entries), size)]

    assert [name for page in pages for name in names(page)] == [entry.listing.name for entry in entries]
    assert all(len(names(page)) <= size for page in pages)
    assert all(section.cards or section.also for page in pages for section in page)


@given(CHOICES, st.integers(1, 8))
def test_every_other_day_of_a_listing_names_it_once_over_all_pages(entries: list[Entry], size: int) -> None:
    whole = sections(entries, ENGLISH)

    pages = [page_of(whole, first, first + size) for first in range(0, len(entries), size)]

    # Each day of what recurs, but for that under which its card stands; a program or a helpline is chosen by what it is.
    under = {card.url: section.title for section in whole for card in section.cards}
    days = {(DAYS[day], entry.url) for entry in entries if entry.kind in ("meetings", "family", "activities") for day in entry.days}
    wanted = Counter((title, url) for title, url in days if under[url] != title)
    assert Counter((section.title, link.url) for page in pages for section in page for link in section.also) == wanted


@given(CHOICES)
def test_the_other_times_of_a_day_are_in_the_order_of_that_day_with_the_time_on_it(entries: list[Entry]) -> None:
    by_url = {entry.url: entry for entry in entries}

    for section in sections(entries, ENGLISH):
        minutes = [minute_on(by_url[link.url], DAYS.index(section.title)) for link in section.also]
        assert minutes == sorted(minutes)
        assert all(link.note for link in section.also)


@given(CHOICES, st.integers(1, 8))
def test_a_page_begins_with_the_headings_of_its_first_card(entries: list[Entry], size: int) -> None:
    whole = sections(entries, ENGLISH)
    told: dict[str, tuple[str, str]] = {}
    kind = ""
    for section in whole:
        kind = section.kind or kind
        told |= dict.fromkeys((card.url for card in section.cards), (kind, section.title))

    for first in range(0, len(entries), size):
        opening = page_of(whole, first, first + size)[0]
        if opening.cards:
            assert (opening.kind, opening.title) == told[opening.cards[0].url]


def test_days_are_in_the_order_of_the_week_and_what_has_none_comes_last() -> None:
    found = sections([entry for entry in ALL.entries if entry.kind == "meetings"], ENGLISH, titled=True)

    assert [section.title for section in found] == [*DAYS, "At other times"]
    assert {section.kind for section in found} == {""}
    thursday = found[3]
    assert [card.name for card in thursday.cards] == ["B", "F"]
    assert [(link.label, link.note) for link in thursday.also] == [("C", "6:30 am"), ("A", "8:00 pm")]


def test_events_that_recur_come_before_those_of_each_month() -> None:
    found = sections([entry for entry in ALL.entries if entry.kind == "events"], ENGLISH, titled=True)

    assert [(section.title, [card.name for card in section.cards]) for section in found] == [
        ("Recurring", ["N", "R"]),
        ("December 2026", ["K", "L"]),
        ("January 2027", ["M"]),
    ]
    assert not any(section.also for section in found)


def test_helplines_and_tools_stand_in_one_list_those_that_are_always_there_first() -> None:
    found = sections([entry for entry in ALL.entries if entry.kind in ("helplines", "tools")], ENGLISH)

    assert [(section.title, names([section])) for section in found] == [("", ["O", "S", "P"]), ("", ["Q"])]
    assert not any(section.also for section in found)


@pytest.mark.parametrize("titled", [False, True])
def test_each_kind_is_a_heading_once_unless_the_title_says_it(titled: bool) -> None:
    found = sections(ALL.entries, ENGLISH, titled)

    headings = [section.kind for section in found if section.kind]
    assert len(headings) == (0 if titled else len({entry.kind for entry in ALL.entries}))
    assert len(headings) == len(set(headings))
    assert {card.kind_label for section in found for card in section.cards} == {""}


def test_headings_begin_with_a_capital_in_a_language_that_writes_days_small() -> None:
    found = sections([entry for entry in ALL.entries if entry.listing.name == "A"], SPANISH)

    assert found[0].title == "Lunes"


@given(CHOICES, st.integers(0, 6), st.integers(1, 8))
def test_the_page_of_a_day_has_everybody_once_by_the_part_of_the_day(entries: list[Entry], day: int, size: int) -> None:
    listed = in_order([entry for entry in entries if day in entry.days], day)

    whole = day_sections(listed, day, ENGLISH)

    pages = [page_of(whole, first, first + size) for first in range(0, len(listed), size)]
    assert sorted(name for page in pages for name in names(page)) == sorted(entry.listing.name for entry in listed)
    by_url = {entry.url: entry for entry in listed}
    parts = {"Morning": range(720), "Afternoon": range(720, 1020), "Evening and night": range(1020, 1440)}
    for section in whole:
        minutes = [minute_on(by_url[card.url], day) for card in section.cards]
        assert section.title not in parts or all(minute in parts[section.title] for minute in minutes)


@given(CHOICES, st.integers(1, 8))
def test_a_link_to_a_part_of_a_list_leads_to_the_page_on_which_it_begins(entries: list[Entry], size: int) -> None:
    whole = sections(entries, ENGLISH)

    found = jumps(whole, str, size)

    for link in found:
        number, _, part = link.url.partition("#")
        page = page_of(whole, (int(number) - 1) * size, int(number) * size)
        assert part in {section.id for section in page}
    assert len(found) == 0 or len(found) > 2
