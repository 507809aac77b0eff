"""Imports into a site: every record accounted for, the same feed twice, a newer feed, work by hand, areas and zones."""

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside import importing
from alongside.errors import SiteError
from alongside.importing import Report
from alongside.reading import Source, read_source
from tests.formats.conftest import Import, content_of, load, today

Fixture = Callable[[str], bytes]
PLACE = "12 Elm St, Lewes, DE 19958, USA"
STATE = "content/.imports/feed.json"


def record(**fields: Any) -> dict[str, Any]:
    return {"slug": "elm", "name": "Elm Group", "day": 1, "time": "19:00", "types": ["O"], "formatted_address": PLACE, **fields}


def feed(*records: object) -> bytes:
    return json.dumps(records).encode()


def data_of(site: Path, file: str) -> Any:
    found = read_source(site, file)
    assert isinstance(found, Source)
    return found.data


def errors_of(site: Path) -> list[str]:
    return [f"{p.file}: {p.field} {p.message}" for p in load(site).problems if p.severity == "error"]


def is_accounted_for(report: Report) -> bool:
    return report.records == report.written + report.unchanged + report.conflicted + len(report.refused)


ELM = "content/meetings/lewes/elm.yaml"


@pytest.mark.parametrize(
    ("feed_format", "file", "mapping"),
    [
        ("meeting-guide", "meeting-guide.json", ""),
        ("bmlt", "bmlt.json", "bmlt-formats.json"),
        ("csv", "kentucky.csv", "kentucky"),
        ("csv", "samhsa.json", "samhsa"),
        ("csv", "tsml.csv", "tsml-csv"),
    ],
)
def test_a_feed_is_accounted_for_checks_without_errors_and_changes_nothing_the_second_time(
    site: Path, bring: Import, fixture: Fixture, feed_format: str, file: str, mapping: str
) -> None:
    extra = {"mapping": fixture(mapping) if mapping.endswith("json") else importing.column_mapping(mapping) if mapping else b""}
    first = bring(feed_format, fixture(file), **extra)
    before = content_of(site)

    second = bring(feed_format, fixture(file), **extra)

    assert is_accounted_for(first)
    assert is_accounted_for(second)
    assert first.written > 0
    assert errors_of(site) == []
    assert (second.written, second.conflicted, second.unchanged) == (0, 0, first.written)
    assert second.refused == first.refused
    assert content_of(site) == before


def test_what_belongs_to_a_person_is_nowhere_in_the_content(site: Path, bring: Import, fixture: Fixture) -> None:
    bring("meeting-guide", fixture("meeting-guide.json"))
    bring("bmlt", fixture("bmlt.json"), "other")
    bring("csv", fixture("tsml.csv"), "table", mapping=importing.column_mapping("tsml-csv"))

    found = b"".join(content_of(site).values()).lower()

    assert b"zebulon" not in found
    assert b"0199" not in found


def test_a_listing_names_the_record_that_it_came_from(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record()))

    assert data_of(site, ELM)["sources"] == [{"feed": "feed", "record": "elm"}]


def test_a_newer_feed_changes_only_what_differs(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record(), record(slug="oak", name="Oak")))
    before = content_of(site)

    report = bring("meeting-guide", feed(record(time="20:00"), record(slug="oak", name="Oak")))

    assert (report.written, report.unchanged) == (1, 1)
    assert data_of(site, ELM)["when"][0]["start"] == "20:00"
    changed = {file for file, content in content_of(site).items() if before[file] != content}
    assert changed == {ELM, STATE}


def test_work_by_hand_is_kept_and_the_rest_of_the_file_is_brought_up_to_date(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record(notes="Old notes")))
    path = site / ELM
    path.write_text("# Checked by us\n" + path.read_text().replace("name: Elm Group", "name: Elm Group (ours)"), encoding="utf-8")

    report = bring("meeting-guide", feed(record(notes="New notes", time="20:00")))

    assert (report.written, report.conflicted) == (1, 0)
    assert path.read_text().startswith("# Checked by us\n")
    assert data_of(site, ELM)["name"] == "Elm Group (ours)"
    assert data_of(site, ELM)["description"] == "New notes"
    assert errors_of(site) == []


def test_a_field_that_both_changed_is_a_conflict_and_left(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record()))
    path = site / ELM
    path.write_text(path.read_text().replace("name: Elm Group", "name: Elm Street Group"), encoding="utf-8")

    report = bring("meeting-guide", feed(record(name="Elm Fellowship", time="20:00")))
    again = bring("meeting-guide", feed(record(name="Elm Fellowship", time="20:00")))

    assert is_accounted_for(report)
    assert report.conflicted == 1
    found = msgspec.to_builtins(report.conflicts[0])
    assert (found["field"], found["ours"], found["theirs"], found["base"]) == ("name", "Elm Street Group", "Elm Fellowship", "Elm Group")
    assert data_of(site, ELM)["name"] == "Elm Street Group"
    assert data_of(site, ELM)["when"][0]["start"] == "20:00"
    assert again.conflicts == report.conflicts


def test_a_conflict_ends_when_both_say_the_same(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record()))
    path = site / ELM
    path.write_text(path.read_text().replace("name: Elm Group", "name: Elm Fellowship"), encoding="utf-8")

    report = bring("meeting-guide", feed(record(name="Elm Fellowship")))

    assert (report.conflicted, report.unchanged) == (0, 1)


def test_a_comment_inside_a_field_that_changed_is_never_lost(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record()))
    path = site / ELM
    text = path.read_text().replace("place:\n", "place:\n  # the blue door\n")
    path.write_text(text, encoding="utf-8")

    report = bring("meeting-guide", feed(record(location="Elm Hall")))

    assert report.conflicted == 1
    assert report.conflicts[0].field == "place.name"
    assert path.read_text() == text


def test_a_place_that_was_made_a_shared_one_by_hand_stays(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record(location="Elm Hall")))
    venue = site / "content/places/elm-hall.yaml"
    venue.parent.mkdir()
    venue.write_text("name: Elm Hall\n", encoding="utf-8")
    data = (site / ELM).read_text()
    start, end = data.index("place:\n"), data.index("when:\n")
    (site / ELM).write_text(data[:start] + "place: elm-hall\n" + data[end:], encoding="utf-8")

    same = bring("meeting-guide", feed(record(location="Elm Hall")))
    newer = bring("meeting-guide", feed(record(location="Elm House", location_notes="Ring twice")))

    assert same.unchanged == 1
    assert {conflict.field for conflict in newer.conflicts} == {"place.name", "place.directions"}
    assert data_of(site, ELM)["place"] == "elm-hall"


def test_a_record_that_is_gone_is_told_and_its_listing_left(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record(), record(slug="oak", name="Oak")))

    report = bring("meeting-guide", feed(record()))

    assert report.gone == ("oak",)
    assert (site / "content/meetings/lewes/oak.yaml").is_file()
    assert bring("meeting-guide", feed(record(), record(slug="oak", name="Oak"))).unchanged == 2


def test_a_listing_that_was_deleted_by_hand_is_not_written_again(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record()))
    (site / ELM).unlink()

    report = bring("meeting-guide", feed(record()))

    assert report.conflicted == 1
    assert "deleted by hand" in report.conflicts[0].message
    assert not (site / ELM).exists()


def test_a_listing_that_was_renamed_by_hand_is_found_by_its_source(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record()))
    (site / ELM).rename(site / "content/meetings/lewes/monday-elm.yaml")

    report = bring("meeting-guide", feed(record(time="20:00")))

    assert report.written == 1
    assert data_of(site, "content/meetings/lewes/monday-elm.yaml")["when"][0]["start"] == "20:00"
    assert not (site / ELM).exists()


def test_without_its_state_an_import_overwrites_nothing(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record()))
    (site / STATE).unlink()
    (site / ELM).write_text((site / ELM).read_text().replace("Elm Group", "Ours"), encoding="utf-8")

    report = bring("meeting-guide", feed(record(), record(slug="oak", name="Oak")))

    assert (report.conflicted, report.written) == (1, 1)
    assert data_of(site, ELM)["name"] == "Ours"


def test_a_listing_moves_with_its_record_and_keeps_its_id(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record()))

    report = bring("meeting-guide", feed(record(formatted_address="3 Bay St, Milford, DE 19963, USA")))

    assert report.written == 1
    assert not (site / ELM).exists()
    assert data_of(site, "content/meetings/milford/elm.yaml")["place"]["city"] == "Milford"
    assert errors_of(site) == []


def test_two_records_of_one_slug_are_two_listings_whatever_their_order(site: Path, bring: Import) -> None:
    one, two = record(), record(name="Elm, second hall", time="12:00")

    first = bring("meeting-guide", feed(one, two))
    before = content_of(site)
    second = bring("meeting-guide", feed(two, one))

    assert (first.written, second.unchanged) == (2, 2)
    assert content_of(site) == before


def test_the_same_record_twice_is_refused_once(bring: Import) -> None:
    report = bring("meeting-guide", feed(record(), record()))

    assert (report.written, len(report.refused)) == (1, 1)
    assert "second time" in report.refused[0].reason


def test_an_id_that_is_taken_gets_the_area(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record()), "one")

    bring("meeting-guide", feed(record(name="Another")), "two")

    assert (site / "content/meetings/lewes/elm-lewes.yaml").is_file()
    assert errors_of(site) == []


def test_a_number_as_record_is_named_by_its_name(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record(slug=254)))

    assert (site / "content/meetings/lewes/elm-group-254.yaml").is_file()


@pytest.mark.parametrize(
    ("fields", "options", "zone", "how"),
    [
        pytest.param({"timezone": "America/Chicago"}, {"timezone": "America/Denver"}, "America/Chicago", "record", id="the record's own"),
        pytest.param({}, {"timezone": "America/Denver"}, "America/New_York", "zip", id="its ZIP's"),
        pytest.param(
            {"formatted_address": "1 A St, London, UK"}, {}, "Europe/London", "country", id="its country's"
        ),
        pytest.param(
            {"formatted_address": "1 A St, Lewes, DE"}, {"timezone": "America/Denver"}, "America/Denver", "--timezone", id="the one given"
        ),
        pytest.param({"formatted_address": "1 A St, Lewes, DE"}, {}, "America/New_York", "city", id="its town's"),
        pytest.param({"formatted_address": "1 A St, Nowhere, DE"}, {}, "America/New_York", "state", id="its state's"),
        pytest.param({"formatted_address": "1 A St, Nowhere"}, {}, "America/New_York", "site", id="the site's"),
        pytest.param(
            {"formatted_address": "1 A St, Anytown, OK 12345"}, {}, "America/Chicago", "state", id="a ZIP of another state is not believed"
        ),
        pytest.param({"timezone": "Mars/Olympus"}, {}, "America/New_York", "zip", id="a zone that is none is not believed"),
    ],
)
def test_the_zone_of_a_record_and_where_it_was_found(
    bring: Import, fields: dict[str, str], options: dict[str, str], zone: str, how: str
) -> None:
    report = bring("meeting-guide", feed(record(**fields)), **options)

    assert report.zones == {how: 1}
    assert (report.zone_of["elm"].timezone, report.zone_of["elm"].how) == (zone, how)


def test_a_zone_that_is_not_the_areas_is_written_in_the_listing(site: Path, bring: Import) -> None:
    online = {
        "formatted_address": "",
        "city": "Lewes",
        "state": "DE",
        "conference_url": "https://zoom.us/j/1",
        "timezone": "America/Denver",
    }

    bring("meeting-guide", feed(record(), record(slug="oak"), record(slug="far", timezone="America/Chicago"), record(slug="net", **online)))

    assert "timezone" not in data_of(site, ELM)["place"]
    assert data_of(site, "content/meetings/lewes/far.yaml")["place"]["timezone"] == "America/Chicago"
    assert data_of(site, "content/meetings/lewes/net.yaml")["when"][0]["timezone"] == "America/Denver"


@pytest.mark.parametrize(
    ("fields", "area_from", "area"),
    [
        pytest.param({}, "city", "lewes", id="its town"),
        pytest.param({}, "county", "sussex-county", id="its ZIP's county"),
        pytest.param({"region": "Cape Region"}, "region", "cape-region", id="its region"),
        pytest.param({}, "region", "delaware", id="its state where it has no region"),
        pytest.param({"formatted_address": "1 A St, 19958"}, "city", "lewes", id="its ZIP's town"),
        pytest.param({"formatted_address": "United Kingdom"}, "city", "united-kingdom", id="its country"),
        pytest.param(
            {"formatted_address": "", "conference_url": "https://zoom.us/j/1"}, "city", "online", id="online where it has no place"
        ),
        pytest.param(
            {"formatted_address": "Lewes, DE, USA", "approximate": "yes", "conference_url": "https://zoom.us/j/1"},
            "city",
            "online",
            id="an address for the zone only",
        ),
    ],
)
def test_the_area_of_a_record(site: Path, bring: Import, fields: dict[str, str], area_from: str, area: str) -> None:
    bring("meeting-guide", feed(record(**fields)), area_from=area_from)

    assert (site / f"content/meetings/{area}/elm.yaml").is_file()
    assert errors_of(site) == []


def test_a_record_that_says_nothing_of_its_place_is_refused_unless_an_area_is_given(bring: Import) -> None:
    nowhere = record(formatted_address="")

    by_city, by_area = (
        bring("meeting-guide", feed(nowhere)),
        bring("meeting-guide", feed(record(formatted_address="1 A St")), "b", area="my-town"),
    )

    assert "import it with --area" in by_city.refused[0].reason
    assert (by_area.written, by_area.areas_created) == (1, ("my-town",))


def test_new_areas_are_added_below_what_is_there(site: Path, bring: Import) -> None:
    before = (site / "content/areas.yaml").read_text() + "\n# ours\ndelaware:\n  name: Delaware\n  type: state"
    (site / "content/areas.yaml").write_text(before, encoding="utf-8")

    report = bring(
        "meeting-guide", feed(record(latitude=38.7746, longitude=-75.1393), record(slug="b", latitude=38.7748, longitude=-75.1395))
    )

    after = (site / "content/areas.yaml").read_text()
    assert report.areas_created == ("lewes",)
    assert after.startswith(before)
    assert data_of(site, "content/areas.yaml")["lewes"] == {
        "name": "Lewes",
        "parent": "delaware",
        "type": "city",
        "latitude": "38.7747",
        "longitude": "-75.1394",
    }


def test_counties_of_one_name_in_two_states_are_two_areas(site: Path, bring: Import) -> None:
    kentucky, pennsylvania = "1 A St, Frankfort, KY 40601, USA", "1 A St, Chambersburg, PA 17201, USA"

    bring("meeting-guide", feed(record(formatted_address=kentucky)), "one", area_from="county")
    bring("meeting-guide", feed(record(slug="oak", formatted_address=pennsylvania)), "two", area_from="county")
    both = bring(
        "meeting-guide",
        feed(record(slug="a", formatted_address=kentucky), record(slug="b", formatted_address=pennsylvania)),
        "three",
        area_from="county",
    )

    assert set(data_of(site, "content/areas.yaml")) == {"online", "franklin-county", "franklin-county-pennsylvania"}
    assert both.areas_created == ()


def test_a_dry_run_writes_nothing_and_says_what_it_would(site: Path, bring: Import, fixture: Fixture) -> None:
    before = content_of(site)

    dry = bring("meeting-guide", fixture("meeting-guide.json"), dry_run=True)

    assert content_of(site) == before
    assert not (site / ".alongside").exists()
    wet = bring("meeting-guide", fixture("meeting-guide.json"))
    assert msgspec.structs.replace(dry, dry_run=False) == wet


def test_the_report_has_the_keys_that_others_rely_on(bring: Import, fixture: Fixture) -> None:
    found = json.loads(importing.as_json(bring("meeting-guide", fixture("meeting-guide.json"))))

    assert {"records", "written", "unchanged", "conflicted", "refused", "problems", "conflicts"} <= found.keys()
    assert found["records"] == 20
    assert set(found["refused"][0]) == {"record", "reason"}
    assert set(found["problems"][0]) == {"record", "field", "value", "message"}
    assert found["zone_of"]["late-night"] == {"timezone": "America/New_York", "from": "record"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"area_from": "", "area": ""}, "--area or --area-from"),
        ({"area": "../../etc"}, "not an id"),
        ({"timezone": "Denver"}, "not an IANA time zone"),
        ({"fellowship": "al-anom"}, "Did you mean al-anon?"),
    ],
)
def test_options_that_make_no_sense_are_told_before_anything_is_read(bring: Import, options: dict[str, str], words: str) -> None:
    with pytest.raises(SiteError, match=words.replace("?", r"\?")):
        bring("meeting-guide", feed(record()), **options)


def test_another_format_under_the_same_name_is_refused(bring: Import, fixture: Fixture) -> None:
    bring("meeting-guide", feed(record()))

    with pytest.raises(SiteError, match="was imported as meeting-guide before"):
        bring("bmlt", fixture("bmlt.json"))


def test_another_feed_under_the_same_name_is_refused_before_it_takes_the_places_of_the_first(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(*(record(slug=f"first-{n}") for n in range(6))))
    before = {path: path.read_bytes() for path in (site / "content").rglob("*.yaml")}

    with pytest.raises(SiteError, match="shares next to no record"):
        bring("meeting-guide", feed(*(record(slug=f"second-{n}") for n in range(6))))

    assert {path: path.read_bytes() for path in (site / "content").rglob("*.yaml")} == before


def test_a_damaged_state_is_told(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record()))
    (site / STATE).write_text("{", encoding="utf-8")

    with pytest.raises(SiteError, match="is damaged"):
        bring("meeting-guide", feed(record()))


def test_a_table_without_a_mapping_says_what_to_add(bring: Import) -> None:
    with pytest.raises(SiteError, match=r"--mapping FILE\.yaml"):
        bring("csv", b"a,b\n1,2\n")


def test_a_mapping_that_is_not_there_is_told_with_the_nearest_of_ours() -> None:
    with pytest.raises(SiteError, match="Did you mean kentucky"):
        importing.column_mapping("kentuky")


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("feeds/Sussex County.json", "sussex-county"),
        ("berlin.GetSearchResults.json", "berlin"),
        ("https://www.example.org/wp-content/tsml-cache-1.json", "example-org-wp-content-tsml-cache-1"),
        ("../../../etc/passwd", "passwd"),
    ],
)
def test_the_name_of_a_feed(given: str, name: str) -> None:
    assert importing.source_name(given) == name


@pytest.fixture
def server() -> Iterator[str]:
    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/elsewhere":
                self.send_response(302)
                self.send_header("Location", "file:///etc/passwd")
                self.end_headers()
                return
            self.send_response(200 if self.path.startswith("/feed") else 404)
            self.end_headers()
            self.wfile.write(self.path.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the library's own name
            pass

    found = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()
    found.server_close()
    thread.join(10)


def test_a_feed_is_fetched_from_an_address(server: str) -> None:
    assert importing.fetch(f"{server}/feed.json") == b"/feed.json"
    assert importing.fetch(f"{server}/feed?switcher=GetSearchResults", "bmlt").endswith(b"&get_used_formats=1")


@pytest.mark.parametrize("path", ["/missing", "/elsewhere"])
def test_an_address_that_gives_no_feed_is_told_in_one_line(server: str, path: str) -> None:
    with pytest.raises(SiteError, match="answers"):
        importing.fetch(server + path)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/x", "gopher:x"])
def test_only_the_web_is_fetched_from(url: str) -> None:
    with pytest.raises(SiteError, match="https://"):
        importing.fetch(url)


def test_an_address_where_nobody_answers_is_told() -> None:
    with pytest.raises(SiteError, match="cannot be reached"):
        importing.fetch("http://127.0.0.1:9/feed.json")


VALUE = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=12) | st.lists(st.integers(0, 7) | st.none(), max_size=3)
FIELDS = (
    *("slug", "name", "day", "time", "end_time", "types", "formatted_address", "city", "state", "conference_url", "website", "region"),
    *("timezone", "updated", "notes"),
)
ODD = st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, VALUE))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(ODD | VALUE, max_size=6))
def test_every_record_is_accounted_for_however_odd_it_is(tmp_path_factory: pytest.TempPathFactory, records: list[object]) -> None:
    from alongside.drafts import new_site

    site = tmp_path_factory.mktemp("site")
    for file, text in new_site("Scratch", "America/New_York").items():
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_text(text, encoding="utf-8")

    report = importing.run(site, "meeting-guide", json.dumps(records).encode(), "feed", importing.Options(area_from="city"), today)
    again = importing.run(site, "meeting-guide", json.dumps(records).encode(), "feed", importing.Options(area_from="city"), today)

    assert report.records == len(records)
    assert is_accounted_for(report)
    assert again.unchanged == report.written
    assert errors_of(site) == []


@pytest.mark.parametrize("slug", ["con", "aux", "com1", "page", "meetings"])
def test_a_slug_that_cannot_be_a_file_gets_another_id(site: Path, bring: Import, slug: str) -> None:
    report = bring("meeting-guide", feed(record(slug=slug)))

    assert report.written == 1
    assert errors_of(site) == []


def test_a_town_with_an_endless_name_is_an_area_that_checks(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record(city="Very " * 60 + "Long")), area="", area_from="city")
    again = bring("meeting-guide", feed(record(city="Very " * 60 + "Long")), area="", area_from="city")

    assert errors_of(site) == []
    assert again.unchanged == 1


@pytest.mark.parametrize("area", ["page", "con", "meetings"])
def test_a_word_that_the_site_needs_is_no_area(bring: Import, area: str) -> None:
    with pytest.raises(SiteError, match="is not an id of an area"):
        bring("meeting-guide", feed(record()), area=area)


def test_many_hundreds_of_new_areas_fit_into_their_file(site: Path, bring: Import) -> None:
    records = [record(slug=f"m-{n}", city=f"A town with a rather long name {n}") for n in range(900)]

    report = bring("meeting-guide", feed(*records), area="", area_from="city")

    assert report.written == 900
    assert (site / "content" / "areas.yaml").stat().st_size > 64 * 1024
    assert errors_of(site) == []


def test_a_key_in_the_address_of_a_feed_is_not_published() -> None:
    name = importing.source_name("https://example.org/wp-admin/admin-ajax.php?action=meetings&key=SECRET&nonce=12ab")

    assert name == "example-org-wp-admin-admin-ajax-php-meetings"
