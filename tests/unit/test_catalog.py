"""The stage that knows the date: which listings are in lists, in which order, and with which dates."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from alongside.catalog import DAY_IDS, Catalog
from tests.building import DAY, SMALL, build, catalog, make, snapshot

EVENT = "name: {}\nplace: hall\nstart: {}\n"
OTHERS, TAG = re.compile(rb'<section class="others">.*?</section>', re.DOTALL), re.compile(rb"<[^>]*>")
JSONLD = re.compile(rb'<script type="application/ld\+json">.*?</script>', re.DOTALL)


def meeting(name: str, when: str, more: str = "") -> str:
    return f"name: {name}\nfellowship: aa\nplace: hall\nwhen: [{when}]\n{more}"


def names(found: Catalog, url: str) -> list[str]:
    return [entry.listing.name for entry in found.groups[url].entries]


@pytest.mark.parametrize(
    ("times", "last"),
    [
        pytest.param("start: 2026-12-05 10:00\nend: 2026-12-05 14:00\n", date(2026, 12, 5), id="hours of a day"),
        pytest.param("start: 2026-12-05 22:00\nend: 2026-12-06 02:00\n", date(2026, 12, 6), id="over midnight"),
        pytest.param("start: 2026-12-05\nend: 2026-12-06\n", date(2026, 12, 6), id="whole days"),
        pytest.param("start: 2026-12-04 17:00\nend: 2026-12-06 12:00\n", date(2026, 12, 6), id="from one day to another"),
        pytest.param("when: [2026-12-05 10:00, 2026-12-12 10:00]\n", date(2026, 12, 12), id="the last of several dates"),
        pytest.param("when: [Saturdays 10:00 am until 2026-12-12]\n", date(2026, 12, 12), id="a rule that ends"),
    ],
)
def test_an_event_is_in_lists_through_its_last_day_and_keeps_its_page(times: str, last: date) -> None:
    files = {"content/events/2026/a.yaml": "name: A\nplace: hall\n" + times}

    during, after = catalog(files, last), catalog(files, last + timedelta(days=1))

    assert names(during, "events/") == ["A"]
    assert after.groups == {}
    assert after.listed == ()
    assert [entry.url for entry in after.entries] == ["events/a/"]


def test_what_has_no_end_never_leaves_the_lists() -> None:
    files = {"content/meetings/boulder/a.yaml": meeting("A", "Tuesdays 19:00"), "content/tools/t.yaml": SMALL["content/tools/counter.yaml"]}

    found = catalog(files, date(2099, 1, 1))

    assert len(found.listed) == 2


def test_a_closed_listing_leaves_the_lists_and_keeps_its_page() -> None:
    files = {"content/meetings/boulder/a.yaml": meeting("A", "Tuesdays 19:00", "status: closed\n")}

    found = catalog(files)

    assert found.listed == ()
    assert found.groups == {}
    assert found.occurrences == {}
    assert [entry.url for entry in found.entries] == ["meetings/a/"]


@pytest.mark.parametrize("status", ["paused", "by_request"])
def test_what_is_paused_or_by_request_stays_in_the_lists(status: str) -> None:
    found = catalog({"content/meetings/boulder/a.yaml": meeting("A", "Tuesdays 19:00", f"status: {status}\n")})

    assert names(found, "meetings/") == ["A"]


def test_listings_are_in_order_of_kind_then_time_then_name() -> None:
    files = {
        "content/events/2026/late.yaml": EVENT.format("Late", "2026-12-05 17:00"),
        "content/events/2026/early.yaml": EVENT.format("Early", "2026-12-05 09:00"),
        "content/meetings/boulder/a.yaml": meeting("Zebra", "Mondays 07:00"),
        "content/meetings/boulder/b.yaml": meeting("apple", "Mondays 07:00"),
        "content/meetings/boulder/c.yaml": meeting("Sunday", "Sundays 06:00"),
        "content/meetings/boulder/d.yaml": meeting("Any time", "by appointment"),
    }

    found = names(catalog(files), "areas/boulder/")

    assert found == ["apple", "Zebra", "Sunday", "Any time", "Early", "Late"]


def test_helplines_that_are_always_there_come_first_then_by_time() -> None:
    line = "name: {}\nlines: [{{call: '988'}}]\nwhen: [{}]\n"
    files = {
        "content/helplines/a.yaml": line.format("Late", "Mondays 18:00 - 21:00"),
        "content/helplines/b.yaml": line.format("Early", "Mondays 08:00 - 12:00"),
        "content/helplines/c.yaml": line.format("Always", "always"),
        "content/meetings/boulder/a.yaml": meeting("A", "Tuesdays 19:00"),
    }

    found = catalog(files)

    assert names(found, "helplines/") == ["Always", "Early", "Late"]


def test_a_day_page_is_in_order_of_the_time_on_that_day() -> None:
    files = {
        "content/meetings/boulder/a.yaml": meeting("Both", "Mondays 07:00, Thursdays 20:00"),
        "content/meetings/boulder/b.yaml": meeting("Thursday noon", "Thursdays 12:00"),
        "content/family/boulder/c.yaml": "name: Family\nform: support-group\nplace: hall\nwhen: [first Thursday 09:00]\n",
    }

    found = catalog(files)

    assert names(found, "days/thursday/") == ["Family", "Thursday noon", "Both"]
    assert names(found, "areas/boulder/thursday/") == ["Family", "Thursday noon", "Both"]
    assert names(found, "days/monday/") == ["Both"]


def test_the_page_of_an_area_has_the_listings_of_the_areas_within_it() -> None:
    files = {
        "content/meetings/boulder/a.yaml": meeting("In Boulder", "Tuesdays 19:00"),
        "content/meetings/longmont/b.yaml": meeting("In Longmont", "Wednesdays 19:00"),
        "content/meetings/chicago/c.yaml": meeting("In Chicago", "Thursdays 19:00"),
    }

    found = catalog(files)

    assert names(found, "areas/boulder/") == ["In Boulder"]
    for area in ("boulder-county", "colorado"):
        assert names(found, f"areas/{area}/") == names(found, f"areas/{area}/meetings/") == ["In Boulder", "In Longmont"]
    assert names(found, "areas/chicago/") == ["In Chicago"]


def test_combined_pages_exist_exactly_where_there_are_listings() -> None:
    within = {"boulder": ("boulder", "boulder-county", "colorado"), "longmont": ("longmont", "boulder-county", "colorado")}

    found = catalog(SMALL)

    wanted = {
        f"areas/{area}/{word}/"
        for entry in found.listed
        for area in within.get(entry.area, (entry.area,))
        for word in (entry.kind, *(DAY_IDS[day] for day in entry.days))
    }
    assert {url for url in found.groups if url.startswith("areas/") and url.count("/") == 3} == wanted
    assert "areas/chicago/monday/" in wanted
    assert "areas/chicago/tuesday/" not in wanted


def test_former_ids_lead_to_where_a_listing_an_organization_or_a_place_is_now() -> None:
    hall = SMALL["content/places/hall.yaml"] + "former_ids: [old-hall, intergroup]\n"
    files = {"content/meetings/boulder/a.yaml": meeting("A", "Tuesdays 19:00", "former_ids: [b, c]\n"), "content/places/hall.yaml": hall}

    found = catalog(files)

    assert found.moved == {
        "meetings/b/": "meetings/a/",
        "meetings/c/": "meetings/a/",
        "organizations/central-office/": "organizations/intergroup/",
        "places/old-hall/": "places/hall/",
        "places/intergroup/": "places/hall/",
    }


def test_a_former_id_that_is_in_use_again_leads_nowhere_else() -> None:
    quiet = "name: Quiet Hour\nformer_ids: [intergroup]\n"

    found = catalog({"content/organizations/quiet.yaml": quiet})

    assert "organizations/intergroup/" not in found.moved


def test_dates_are_told_for_whole_weeks_from_monday_on() -> None:
    files = {"content/meetings/boulder/a.yaml": meeting("A", "Mondays and Sundays 12:00")}

    weeks = [
        [catalog(files, date(2026, 11, 16) + timedelta(days=day)).occurrences for day in range(7 * week, 7 * week + 7)] for week in (0, 1)
    ]

    for week in weeks:
        assert all(day == week[0] for day in week)
    assert weeks[0][0] != weeks[1][0]
    assert weeks[0][0]["meetings/a/"][0].start.isoformat() == "2026-11-16T19:00:00+00:00"


def test_a_date_months_ahead_is_told_too() -> None:
    found = catalog(
        {"content/activities/boulder/a.yaml": "name: A\nactivity_type: outdoors\nplace: hall\nwhen: [2027-06-05 09:00, 2027-07-03 09:00]\n"}
    )

    assert [occurrence.start.date() for occurrence in found.occurrences["activities/a/"]] == [date(2027, 6, 5), date(2027, 7, 3)]


def test_a_week_of_builds_gives_the_same_bytes_until_an_event_is_over(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    days = [date(2026, 11, 23) + timedelta(days=number) for number in (0, 3, 6)]

    for day in days:
        build(site, tmp_path / str(day), day)

    monday, thursday, sunday = (snapshot(tmp_path / str(day)) for day in days)
    assert monday == thursday == sunday


def test_the_date_decides_only_on_lists_and_on_dates_for_search_engines(tmp_path: Path) -> None:
    site = make(tmp_path / "site")

    # Between the two days no event ends, and Past Walk is over on both.
    build(site, tmp_path / "one", DAY)
    build(site, tmp_path / "two", date(2026, 12, 5))

    one, two = ({path: JSONLD.sub(b"", body) for path, body in snapshot(out).items()} for out in (tmp_path / "one", tmp_path / "two"))
    assert one == two
    assert snapshot(tmp_path / "one") != snapshot(tmp_path / "two")


def test_the_page_of_what_is_over_loses_its_neighbours_and_some_links_and_nothing_else(tmp_path: Path) -> None:
    site = make(tmp_path / "site")

    build(site, tmp_path / "before", date(2026, 11, 20))
    build(site, tmp_path / "after", DAY)

    page = "events/past/index.html"
    before, after = ((tmp_path / out / page).read_bytes() for out in ("before", "after"))
    assert b'class="others"' in before
    assert b'class="others"' not in after
    assert [line for line in TAG.sub(b"", OTHERS.sub(b"", before)).splitlines() if line] == [
        line for line in TAG.sub(b"", after).splitlines() if line
    ]
    assert b'href="../../events/past/"' not in snapshot(tmp_path / "after")["events/index.html"]
