"""What is on now, today, tonight and tomorrow: with a fixed clock, by whose clock it goes, where clocks and weeks turn."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from alongside.catalog import Catalog
from tests.building import catalog, configuration
from tests.search.engine import ask, write_index
from tests.search.oracle import Moment
from tests.search.queries import Query, empty
from tests.search.times import holds_when, next_minute

DENVER, MADRID, KOLKATA, NEW_YORK = "America/Denver", "Europe/Madrid", "Asia/Kolkata", "America/New_York"
HERE = "place: {street: 1245 Spruce Street, city: Boulder, region: CO, postal_code: '80302'}\n"
AFAR = "online: {url: 'https://zoom.us/j/123'}\n"
# A day before all that is asked, so that nothing is over.
TODAY = date(2026, 2, 1)


def meeting(when: str, where: str = HERE, more: str = "") -> str:
    return f"name: Group\nfellowship: aa\n{where}when:\n  - {when}\n{more}"


LISTINGS = {
    "sunday-late": meeting("Sundays 11:30 pm for 90 minutes"),
    "over-midnight": meeting("Mondays 11:30 pm - 12:30 am"),
    "tuesday": meeting("Tuesdays 7:00 pm - 8:00 pm"),
    "tuesday-online": meeting("Tuesdays 7:00 pm - 8:00 pm", AFAR),
    "tuesday-hybrid": meeting("Tuesdays 7:00 pm - 8:00 pm", HERE + AFAR),
    "small-hours": meeting("Wednesdays 3:30 am for 60 minutes"),
    "four": meeting("Wednesdays 4:00 am for 60 minutes"),
    "five": meeting("Mondays 5:00 pm for 60 minutes"),
    "before-five": meeting("Mondays 4:59 pm for 60 minutes"),
    "skipped-hour": meeting("Sundays 2:30 am for 60 minutes"),
    "sunday-evening": meeting("Sundays 7:00 pm for 60 minutes"),
    "hour-twice": meeting("Sundays 1:30 am for 60 minutes"),
    "long-night": meeting("Saturdays 11:30 pm for 3 hours"),
    "first-tuesday": meeting("first Tuesday 7:00 pm for 60 minutes"),
    "last-friday": meeting("last Friday 6:00 pm for 60 minutes"),
    "fortnight": meeting("every 2 weeks on Thursday 12:00 pm for 60 minutes from 2026-11-19"),
    "one-date": meeting("2026-12-24 18:00 - 20:00"),
    "retreat": HERE + "name: Retreat\nstart: 2026-12-04 17:00\nend: 2026-12-06 12:00\n",
    "whole-days": HERE + "name: Festival\nstart: 2026-12-04\nend: 2026-12-05\n",
    "cancelled": HERE + "name: Picnic\nstart: 2026-11-24 18:00\nend: 2026-11-24 20:00\nhappening: cancelled\n",
    "moved": HERE + "name: Walk\nstart: 2026-11-24 18:00\nend: 2026-11-24 20:00\nhappening: moved\n",
    "back-in-december": meeting("Tuesdays 7:00 pm - 8:00 pm", more="status: paused\npaused_until: 2026-12-01\n"),
    "paused": meeting("Tuesdays 7:00 pm - 8:00 pm", more="status: paused\n"),
    "holiday": meeting("Tuesdays 7:00 pm - 8:00 pm", more="closed: [{from: 2026-11-24, to: 2026-11-30}]\n"),
    "but-not": meeting("Tuesdays 7:00 pm - 8:00 pm", more="except: [2026-11-24]\n"),
    "closed-late": meeting("Mondays 11:30 pm - 12:30 am", more="closed: [{from: 2026-11-24}]\n"),
    "always": meeting("24/7", AFAR),
    "always-but": meeting("24/7", HERE, "except: [2026-11-24]\n"),
    "always-paused": meeting("24/7", HERE, "status: paused\npaused_until: 2026-11-24\n"),
    "appointment": meeting("by appointment"),
    "until": meeting("Tuesdays 7:00 pm - 8:00 pm until 2026-11-17"),
    "from": meeting("Tuesdays 7:00 pm - 8:00 pm from 2026-12-01"),
}
_EVENTS = ("retreat", "whole-days", "cancelled", "moved")

# Which listing, when on the wall and by whose clock, what is asked for, and whether it holds.
CASES = (
    # Over midnight, Sunday to Monday
    ("sunday-late", "2026-11-22 23:29", DENVER, "now", False),
    ("sunday-late", "2026-11-22 23:30", DENVER, "now", True),
    ("sunday-late", "2026-11-23 00:10", DENVER, "now", True),
    ("sunday-late", "2026-11-23 00:59", DENVER, "now", True),
    ("sunday-late", "2026-11-23 01:00", DENVER, "now", False),
    ("over-midnight", "2026-11-24 00:15", DENVER, "now", True),
    ("over-midnight", "2026-11-24 00:30", DENVER, "now", False),
    ("over-midnight", "2026-11-24 00:15", DENVER, "today", False),
    ("over-midnight", "2026-11-24 00:15", DENVER, "tonight", True),
    ("over-midnight", "2026-11-23 12:00", DENVER, "today", True),
    ("over-midnight", "2026-11-23 12:00", DENVER, "tomorrow", False),
    ("over-midnight", "2026-11-22 12:00", DENVER, "tomorrow", True),
    # What is over is no longer today
    ("tuesday", "2026-11-24 06:00", DENVER, "today", True),
    ("tuesday", "2026-11-24 19:59", DENVER, "today", True),
    ("tuesday", "2026-11-24 20:00", DENVER, "today", False),
    ("tuesday", "2026-11-24 20:00", DENVER, "tonight", False),
    ("tuesday", "2026-11-24 23:59", DENVER, "tomorrow", False),
    # The night is from five in the evening to four in the morning
    ("five", "2026-11-23 09:00", DENVER, "tonight", True),
    ("before-five", "2026-11-23 09:00", DENVER, "tonight", False),
    ("small-hours", "2026-11-24 21:00", DENVER, "tonight", True),
    ("small-hours", "2026-11-25 03:00", DENVER, "tonight", True),
    ("four", "2026-11-24 21:00", DENVER, "tonight", False),
    ("tuesday", "2026-11-24 03:59", DENVER, "tonight", False),
    ("tuesday", "2026-11-24 04:00", DENVER, "tonight", True),
    # Who joins from afar lives by another clock: 7 pm in Denver is 3 am in Madrid, 7:30 am in Kolkata
    ("tuesday-online", "2026-11-24 22:00", MADRID, "tonight", True),
    ("tuesday-online", "2026-11-25 03:10", MADRID, "tonight", True),
    ("tuesday-online", "2026-11-25 03:10", MADRID, "now", True),
    ("tuesday-online", "2026-11-24 22:00", MADRID, "today", False),
    ("tuesday-online", "2026-11-24 22:00", MADRID, "tomorrow", True),
    ("tuesday-online", "2026-11-24 22:00", KOLKATA, "tonight", False),
    ("tuesday-hybrid", "2026-11-24 22:00", KOLKATA, "tonight", False),
    ("tuesday", "2026-11-24 22:00", KOLKATA, "tonight", True),
    ("tuesday", "2026-11-24 22:00", KOLKATA, "today", True),
    ("tuesday-online", "2026-11-24 22:00", KOLKATA, "tomorrow", True),
    ("tuesday", "2026-11-25 01:30", NEW_YORK, "tonight", False),
    # Summer time begins: the hour from two to three is skipped
    ("skipped-hour", "2026-03-08 01:59", DENVER, "now", False),
    ("skipped-hour", "2026-03-08 03:15", DENVER, "now", False),
    ("skipped-hour", "2026-03-08 03:30", DENVER, "now", True),
    ("skipped-hour", "2026-03-08 04:29", DENVER, "now", True),
    ("sunday-evening", "2026-03-08 18:59", DENVER, "now", False),
    ("sunday-evening", "2026-03-08 19:00", DENVER, "now", True),
    ("sunday-evening", "2026-03-07 23:30", DENVER, "tomorrow", True),
    ("sunday-evening", "2026-03-08 00:30", DENVER, "today", True),
    # ... and ends: the hour from one to two comes twice
    ("hour-twice", "2026-11-01T07:30Z", DENVER, "now", True),
    ("hour-twice", "2026-11-01T08:29Z", DENVER, "now", True),
    ("hour-twice", "2026-11-01T08:30Z", DENVER, "now", False),
    ("long-night", "2026-11-01T08:29Z", DENVER, "now", True),
    ("long-night", "2026-11-01T08:30Z", DENVER, "now", False),
    ("sunday-evening", "2026-11-01 19:00", DENVER, "now", True),
    ("sunday-evening", "2026-10-31 12:00", DENVER, "tomorrow", True),
    ("tuesday-online", "2026-10-27 22:00", MADRID, "tonight", True),
    # Monthly, every so many weeks, single dates, days on end
    ("first-tuesday", "2026-11-24 12:00", DENVER, "today", False),
    ("first-tuesday", "2026-12-01 12:00", DENVER, "tonight", True),
    ("last-friday", "2026-11-27 18:30", DENVER, "now", True),
    ("last-friday", "2026-11-20 18:30", DENVER, "now", False),
    ("fortnight", "2026-11-19 12:00", DENVER, "now", True),
    ("fortnight", "2026-11-26 12:00", DENVER, "now", False),
    ("fortnight", "2026-12-02 12:00", DENVER, "tomorrow", True),
    ("one-date", "2026-12-24 08:00", DENVER, "tonight", True),
    ("one-date", "2026-12-25 08:00", DENVER, "tonight", False),
    ("retreat", "2026-12-05 03:00", DENVER, "now", True),
    ("retreat", "2026-12-06 12:00", DENVER, "now", False),
    # What goes on for days is there on each of them
    ("retreat", "2026-12-05 09:00", DENVER, "today", True),
    ("retreat", "2026-12-05 09:00", DENVER, "tonight", True),
    ("retreat", "2026-12-05 09:00", DENVER, "tomorrow", True),
    ("retreat", "2026-12-06 09:00", DENVER, "today", True),
    ("retreat", "2026-12-06 09:00", DENVER, "tonight", False),
    ("retreat", "2026-12-06 09:00", DENVER, "tomorrow", False),
    ("whole-days", "2026-12-05 10:00", DENVER, "today", True),
    ("whole-days", "2026-12-05 10:00", DENVER, "tomorrow", False),
    ("whole-days", "2026-12-05 23:59", DENVER, "now", True),
    ("whole-days", "2026-12-06 00:00", DENVER, "now", False),
    ("until", "2026-11-24 19:30", DENVER, "now", False),
    ("from", "2026-11-24 19:30", DENVER, "now", False),
    ("from", "2026-12-01 19:30", DENVER, "now", True),
    # Paused, closed, cancelled
    ("back-in-december", "2026-11-24 19:30", DENVER, "now", False),
    ("back-in-december", "2026-12-01 19:30", DENVER, "now", True),
    ("back-in-december", "2026-11-30 12:00", DENVER, "tomorrow", True),
    ("paused", "2026-11-24 19:30", DENVER, "now", False),
    ("holiday", "2026-11-24 19:30", DENVER, "now", False),
    ("holiday", "2026-12-01 19:30", DENVER, "now", True),
    ("but-not", "2026-11-24 12:00", DENVER, "tonight", False),
    ("but-not", "2026-11-17 12:00", DENVER, "tonight", True),
    ("closed-late", "2026-11-24 00:15", DENVER, "now", True),
    ("cancelled", "2026-11-24 19:00", DENVER, "now", False),
    ("moved", "2026-11-24 19:00", DENVER, "now", True),
    # Around the clock
    ("always", "2026-11-24 03:00", DENVER, "now", True),
    ("always", "2026-11-24 03:00", KOLKATA, "tonight", True),
    ("always-but", "2026-11-23 23:59", DENVER, "now", True),
    ("always-but", "2026-11-24 00:00", DENVER, "now", False),
    ("always-but", "2026-11-24 00:00", DENVER, "today", False),
    ("always-but", "2026-11-24 00:00", DENVER, "tomorrow", True),
    ("always-paused", "2026-11-23 23:59", DENVER, "now", False),
    ("always-paused", "2026-11-24 00:00", DENVER, "now", True),
    ("appointment", "2026-11-24 12:00", DENVER, "today", False),
)
each_case = pytest.mark.parametrize(("listing", "wall", "zone", "when", "holds"), CASES)

# Soonest first at a moment: what began before, what is always on, what comes, what never comes.
SOONEST = (
    "closed-late", "over-midnight", "tuesday", "tuesday-online", "fortnight", "retreat", "one-date", "always", "appointment", "paused",
)  # fmt: skip


def moment(wall: str, zone: str) -> Moment:
    """An instant from the clock on a reader's wall, the first where it comes twice; or from one that ends with Z."""
    at = datetime.fromisoformat(wall)
    return Moment((at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC), zone)


def address(listing: str) -> str:
    return f"{'events' if listing in _EVENTS else 'meetings'}/{listing}/"


@pytest.fixture(scope="module")
def directory() -> Catalog:
    files = {f"content/{'events/2026' if name in _EVENTS else 'meetings/boulder'}/{name}.yaml": text for name, text in LISTINGS.items()}
    return catalog(files, TODAY)


@each_case
def test_by_the_listings_own_schedule(directory: Catalog, listing: str, wall: str, zone: str, when: str, holds: bool) -> None:
    entry = next(each for each in directory.listed if each.url == address(listing))

    assert holds_when(entry, when, moment(wall, zone).at, ZoneInfo(zone)) is holds


@pytest.fixture(scope="module")
def found(directory: Catalog, tmp_path_factory: pytest.TempPathFactory) -> list[frozenset[str]]:
    """What the finder finds for each case, all in one run."""
    address = write_index(tmp_path_factory.mktemp("index"), directory, configuration())
    asked = [Query(empty(when=when), moment(wall, zone)) for _listing, wall, zone, when, _holds in CASES]
    return [frozenset(answer["urls"]) for answer in ask(address, asked).answers]


@pytest.mark.parametrize("number", range(len(CASES)), ids=[" ".join(map(str, case[:4])) for case in CASES])
def test_the_finder_says_the_same(found: list[frozenset[str]], number: int) -> None:
    listing, *_, holds = CASES[number]

    assert (address(listing) in found[number]) is holds


def test_the_finder_puts_what_is_on_before_what_comes_next(directory: Catalog, tmp_path: Path) -> None:
    query = Query(empty(sort="next"), moment("2026-11-24 00:20", DENVER))

    (answer,) = ask(write_index(tmp_path, directory, configuration()), [query]).answers

    entries = {each.url: each for each in directory.listed}
    minutes = [next_minute(entries[url], query.moment.at) for url in answer["urls"]]
    assert len(minutes) == len(directory.listed)
    assert minutes == sorted(minutes, key=lambda minute: (minute is None, minute))
    assert [url for url in answer["urls"] if url in map(address, SOONEST)] == list(map(address, SOONEST))


def test_what_is_on_comes_before_what_comes_next(directory: Catalog) -> None:
    at = moment("2026-11-24 00:20", DENVER).at
    entries = {each.id: each for each in directory.listed}

    minutes = [next_minute(entries[name], at) for name in SOONEST]

    assert minutes[0] is not None
    assert minutes[2] is not None
    assert minutes[0] < int(at.timestamp()) // 60 < minutes[2]
    assert minutes[-2:] == [None, None]
    assert minutes[:-2] == sorted(minute for minute in minutes if minute is not None)
