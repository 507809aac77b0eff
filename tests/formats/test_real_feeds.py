"""Every real feed of ../shared/data in one scratch site: accounted for record by record, checked, the second time without a change."""

import json
import posixpath
import re
from pathlib import Path

import pytest

from alongside import importing
from alongside.drafts import new_site
from alongside.importing import Options, Report
from alongside.reading import Source, read_source
from alongside.schema import KINDS
from tests.building import build
from tests.formats.conftest import content_of, load, today

# File, records, refused, and what a person would type to import it.
FEEDS = (
    ("meeting-guide/alanon-massachusetts.json", 360, 0, Options(area_from="county", fellowship="al-anon")),
    ("meeting-guide/ben-lomond.json", 35, 0, Options(area_from="county", fellowship="aa")),
    ("meeting-guide/eating-disorders-anonymous.json", 185, 0, Options(area_from="city", fellowship="eda", timezone="America/New_York")),
    ("meeting-guide/edmonton.json", 315, 0, Options(area_from="city", fellowship="aa", timezone="America/Edmonton")),
    ("meeting-guide/kansas-city.json", 206, 0, Options(area="kansas-city", fellowship="aa")),
    ("meeting-guide/sf-marin.json", 658, 0, Options(area_from="region", fellowship="aa")),
    ("meeting-guide/sussex.json", 145, 0, Options(area_from="county", fellowship="aa")),
    ("meeting-guide/tsmlui-small-appointment.json", 2, 0, Options(area_from="city")),
    ("meeting-guide/tsmlui-small-times.json", 9, 0, Options(area_from="city")),
    ("meeting-guide/tsmlui-small-timezones.json", 2, 0, Options(area_from="city")),
    ("bmlt/berlin.GetSearchResults.json", 108, 0, Options(area="berlin", timezone="Europe/Berlin")),
    ("services/kentucky_referral_list.csv", 69, 3, Options(area_from="county", mapping=importing.column_mapping("kentucky"))),
    ("services/sample_pa_402.json", 402, 3, Options(area_from="county", mapping=importing.column_mapping("samhsa"))),
)


def format_of(file: str) -> importing.report.Format:
    return "bmlt" if file.startswith("bmlt") else "csv" if file.startswith("services") else "meeting-guide"


def bring_all(site: Path, shared: Path) -> dict[str, Report]:
    return {
        file: importing.run(site, format_of(file), (shared / file).read_bytes(), importing.source_name(file), options, today)
        for file, _, _, options in FEEDS
    }


@pytest.fixture(scope="module")
def imported(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Report]]:
    site = tmp_path_factory.mktemp("site")
    for file, text in new_site("Scratch", "America/New_York").items():
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_text(text, encoding="utf-8")
    return site, bring_all(site, shared)


@pytest.mark.parametrize(("file", "records", "refused"), [feed[:3] for feed in FEEDS])
def test_every_record_is_a_listing_or_named_with_the_reason(
    imported: tuple[Path, dict[str, Report]], file: str, records: int, refused: int
) -> None:
    report = imported[1][file]

    assert report.records == records
    assert report.records == report.written + report.unchanged + report.conflicted + len(report.refused)
    assert (report.written, len(report.refused)) == (records - refused, refused)
    assert {each.reason for each in report.refused} <= {"levels_of_care is missing"}


def test_the_site_has_no_errors_and_all_listings(imported: tuple[Path, dict[str, Report]]) -> None:
    site, reports = imported

    found = load(site)

    assert [problem for problem in found.problems if problem.severity == "error"] == []
    assert len(found.listings) == 1 + sum(report.written for report in reports.values())


def test_the_site_builds_and_every_page_is_reached_from_home(imported: tuple[Path, dict[str, Report]], tmp_path: Path) -> None:
    site, reports = imported
    out = tmp_path / "out"

    built = build(site, out)

    assert built.done
    pages = {path.relative_to(out).as_posix(): path.read_text("utf-8") for path in out.rglob("*.html")}
    # A browser's reader takes minutes for so many pages; every attribute here is in double quotes, as html5lib finds on the sample.
    links = {page: set(re.findall(r'<a\b[^>]*?\shref="([^":#]+)(?:#[^"]*)?"', text)) for page, text in pages.items()}
    seen: set[str] = set()
    waiting = ["index.html"]
    while waiting:
        page = waiting.pop()
        if page not in seen:
            seen.add(page)
            waiting += [posixpath.normpath(posixpath.join(posixpath.dirname(page), link, "index.html")) for link in links[page]]
    left = pages.keys() - seen - {"404.html", "style-guide/index.html"}
    # Bare lists are for frames in other people's pages.
    assert {page for page in left if not page.startswith("embed/")} == set()
    assert {page.removeprefix("embed/") for page in left} <= seen
    assert len([page for page in seen if page.split("/")[0] in KINDS and page.count("/") == 2]) >= sum(r.written for r in reports.values())


def test_every_zone_is_told_and_comes_from_the_best_source(imported: tuple[Path, dict[str, Report]]) -> None:
    _, reports = imported

    assert reports["meeting-guide/sf-marin.json"].zones == {"record": 658}
    assert reports["meeting-guide/edmonton.json"].zones == {"--timezone": 315}
    assert reports["meeting-guide/kansas-city.json"].zones == {"zip": 206}
    assert reports["bmlt/berlin.GetSearchResults.json"].zones == {"--timezone": 108}
    assert all(sum(report.zones.values()) == report.written for report in reports.values())


def test_edmontons_day_arrays_and_twelve_hour_times_are_kept(imported: tuple[Path, dict[str, Report]], shared: Path) -> None:
    site, _ = imported
    wanted = {str(record["slug"]): record for record in json.loads((shared / "meeting-guide/edmonton.json").read_bytes())}
    names = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")

    found = {}
    for listing in load(site).listings:
        for origin in listing.sources:
            if origin.feed == "edmonton":
                source = read_source(site, listing.file)
                assert isinstance(source, Source)
                assert isinstance(source.data, dict)
                found[origin.record] = source.data["when"][0]

    assert found.keys() == wanted.keys()
    for slug, slot in found.items():
        hour, minute = int(slot["start"][:2]), slot["start"][3:]
        shown = f"{(hour - 1) % 12 + 1}:{minute} {'AM' if hour < 12 else 'PM'}"
        assert shown == wanted[slug]["time"]
        assert slot["days"] == [names[day] for day in wanted[slug]["day"]]


def test_nobodys_name_gets_in(imported: tuple[Path, dict[str, Report]]) -> None:
    found = b"".join(content_of(imported[0]).values())

    assert b"John D" not in found
    assert b"123-456-7890" not in found


def test_the_same_feeds_again_change_no_byte(imported: tuple[Path, dict[str, Report]], shared: Path) -> None:
    site, first = imported
    before = content_of(site)

    second = bring_all(site, shared)

    assert content_of(site) == before
    assert {file: report.unchanged for file, report in second.items()} == {file: report.written for file, report in first.items()}
