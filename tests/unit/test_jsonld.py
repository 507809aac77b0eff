"""schema.org data: the right type with the properties that it has, dates with their offset, nothing that ends the script."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from alongside.entries.jsonld import CLINICAL, script_json
from tests.building import DAY, SMALL, build, entry, make, nodes, read_page, scripts, vocabulary

MEETING = "name: A Group\nfellowship: aa\nwhen: [Tuesdays 19:00 - 20:00]\n"
CONTACT = "contact: {phone: 303-555-0111, website: https://example.org/a}\n"
THING = {"@type", "@id", "name", "url", "description", "sameAs"}
EVENT = {*THING, "eventStatus", "eventAttendanceMode", "location", "organizer", "offers", "isAccessibleForFree"}
ORGANIZATION = {*THING, "telephone", "address", "contactPoint", "areaServed"}
# Which properties each type has in the schema.org vocabulary, of those that a directory could use.
PROPERTIES = {
    "Event": {*EVENT, "startDate", "endDate", "superEvent"},
    "EventSeries": {*EVENT, "eventSchedule"},
    "MedicalClinic": {*ORGANIZATION, "geo"},
    "MedicalOrganization": ORGANIZATION,
    "Organization": ORGANIZATION,
    "SoftwareApplication": {*THING, "applicationCategory", "operatingSystem", "offers"},
    "Schedule": {
        *("@type", "repeatFrequency", "byDay", "byMonthWeek", "startTime", "endTime", "duration", "scheduleTimezone"),
        *("startDate", "endDate", "exceptDate"),
    },
    "Place": {"@type", "name", "address", "geo"},
    "VirtualLocation": {"@type", "url"},
    "PostalAddress": {"@type", "streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry"},
    "GeoCoordinates": {"@type", "latitude", "longitude"},
    "Offer": {"@type", "price", "priceCurrency", "url"},
    "ContactPoint": {"@type", "telephone", "contactType"},
}


def typed(value: object) -> list[dict[str, Any]]:
    """Every node with a type, at any depth."""
    below = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
    found = [node for each in below for node in typed(each)]
    return [value, *found] if isinstance(value, dict) and "@type" in value else found


def of_listing(tmp_path: Path, text: str, file: str = "content/meetings/boulder/one.yaml", today: date = DAY) -> list[dict[str, Any]]:
    """The nodes of a listing's finished page."""
    build(make(tmp_path / "site", {**SMALL, file: text}), tmp_path / "out", today)
    kind, *_, name = file.removeprefix("content/").removesuffix(".yaml").split("/")
    return nodes(read_page(tmp_path / "out" / kind / name / "index.html"))


@pytest.mark.parametrize(
    ("file", "text", "type_"),
    [
        ("meetings/boulder/a", MEETING + "place: hall\n", "EventSeries"),
        ("family/boulder/a", "name: A\nform: support-group\nplace: hall\nwhen: [Mondays 18:00]\n", "EventSeries"),
        ("activities/boulder/a", "name: A\nactivity_type: outdoors\nplace: hall\nwhen: [Mondays 18:00]\n", "EventSeries"),
        ("events/2026/a", "name: A\nplace: hall\nstart: 2026-12-05 10:00\n", "Event"),
        ("events/2026/a", "name: A\nplace: hall\nwhen: [2026-12-05 10:00]\n", "Event"),
        ("events/2026/a", "name: A\nplace: hall\nwhen: [2026-12-05 10:00, 2026-12-12 10:00]\n", "EventSeries"),
        ("programs/boulder/a", "name: A\nlevels_of_care: [iop]\nplace: hall\n" + CONTACT, "MedicalClinic"),
        ("programs/boulder/a", "name: A\nlevels_of_care: [iop]\nonline: {url: https://zoom.us/j/1}\n" + CONTACT, "MedicalOrganization"),
        ("programs/boulder/a", "name: A\nlevels_of_care: [sober-living]\nplace: hall\n" + CONTACT, "MedicalOrganization"),
        ("helplines/a", "name: A\nlines: [{call: '988'}]\nwhen: [always]\nserves: Colorado\n" + CONTACT, "Organization"),
        ("tools/a", "name: A\nfunctions: [meditation]\nplatforms: [web, ios]\ncost: free\n" + CONTACT, "SoftwareApplication"),
    ],
)
def test_each_kind_has_a_type_and_only_properties_of_that_type(file: str, text: str, type_: str) -> None:
    node = entry(text, f"content/{file}.yaml").jsonld

    assert node["@type"] == type_
    assert not [each for each in typed(node) if not set(each) <= PROPERTIES[each["@type"]]]


def test_every_clinical_level_of_care_is_in_the_vocabulary() -> None:
    terms = next(source.data for source in vocabulary() if source.file.endswith("levels_of_care.yaml"))

    assert isinstance(terms, dict)
    assert set(terms) >= CLINICAL


def test_a_series_has_its_schedule_and_dated_events_beside_it(tmp_path: Path) -> None:
    series, *dated = of_listing(tmp_path, MEETING + "place: hall\norganization: intergroup\n")

    assert series["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": ["https://schema.org/Tuesday"],
        "startTime": "19:00:00",
        "endTime": "20:00:00",
        "duration": "PT1H",
        "scheduleTimezone": "America/Denver",
    }
    assert "startDate" not in series
    assert [(event["startDate"], event["endDate"]) for event in dated[:2]] == [
        ("2026-11-17T19:00:00-07:00", "2026-11-17T20:00:00-07:00"),
        ("2026-11-24T19:00:00-07:00", "2026-11-24T20:00:00-07:00"),
    ]
    assert all(event["superEvent"] == {"@id": series["@id"]} for event in dated)


def test_dated_events_follow_the_clock_of_their_place_over_the_change_of_summer_time(tmp_path: Path) -> None:
    _, *dated = of_listing(tmp_path, MEETING + "place: hall\n", today=date(2026, 10, 26))

    starts = [event["startDate"] for event in dated[:2]]

    assert starts == ["2026-10-27T19:00:00-06:00", "2026-11-03T19:00:00-07:00"]


def test_an_end_that_nobody_gave_is_not_told(tmp_path: Path) -> None:
    _, *dated = of_listing(tmp_path, "name: A\nfellowship: aa\nplace: hall\nwhen: [Tuesdays 19:00]\n")

    assert dated
    assert not [event for event in dated if "endDate" in event]


@pytest.mark.parametrize(
    ("times", "start", "end"),
    [
        pytest.param(
            "start: 2026-12-05 10:00\nend: 2026-12-05 14:00\n", "2026-12-05T10:00:00-07:00", "2026-12-05T14:00:00-07:00", id="hours"
        ),
        pytest.param(
            "start: 2027-06-11 17:00\nend: 2027-06-13 12:00\n", "2027-06-11T17:00:00-06:00", "2027-06-13T12:00:00-06:00", id="days"
        ),
        pytest.param("start: 2026-12-05\nend: 2026-12-06\n", "2026-12-05", "2026-12-06", id="whole days end with the last one"),
        pytest.param("start: 2026-12-05\n", "2026-12-05", "2026-12-05", id="one whole day"),
        pytest.param("start: 2019-12-05 10:00\n", "2019-12-05T10:00:00-07:00", None, id="long past, and still its date"),
    ],
)
def test_what_happens_once_carries_its_own_date(tmp_path: Path, times: str, start: str, end: str | None) -> None:
    found = of_listing(tmp_path, "name: A\nplace: hall\n" + times, "content/events/2026/a.yaml")

    assert [(node["@type"], node["startDate"], node.get("endDate")) for node in found] == [("Event", start, end)]
    assert "eventSchedule" not in found[0]


@pytest.mark.parametrize(
    ("happening", "status"),
    [
        ("scheduled", "EventScheduled"),
        ("cancelled", "EventCancelled"),
        ("moved", "EventScheduled"),
        ("postponed", "EventPostponed"),
    ],
)
def test_what_became_of_an_event(happening: str, status: str) -> None:
    node = entry(f"name: A\nplace: hall\nstart: 2026-12-05\nhappening: {happening}\n", "content/events/2026/a.yaml").jsonld

    assert node["eventStatus"] == f"https://schema.org/{status}"
    assert node["startDate"] == "2026-12-05"


def test_a_pause_leaves_only_the_dates_after_it(tmp_path: Path) -> None:
    series, *dated = of_listing(tmp_path, MEETING + "place: hall\nstatus: paused\npaused_until: 2026-12-08\n")

    assert series["eventStatus"] == "https://schema.org/EventPostponed"
    assert dated[0]["startDate"].startswith("2026-12-08")
    assert {event["eventStatus"] for event in dated} == {"https://schema.org/EventScheduled"}


def test_a_pause_without_an_end_has_no_dates(tmp_path: Path) -> None:
    found = of_listing(tmp_path, MEETING + "place: hall\nstatus: paused\n")

    assert [node["@type"] for node in found] == ["EventSeries"]


def test_days_off_are_neither_in_the_schedule_nor_among_the_dates(tmp_path: Path) -> None:
    text = MEETING + "place: hall\nexcept: [2026-11-24]\nclosed: [{from: 2026-12-01, to: 2026-12-09}]\n"

    series, *dated = of_listing(tmp_path, text)

    assert series["eventSchedule"]["exceptDate"] == ["2026-11-24", "2026-12-01", "2026-12-08"]
    assert [event["startDate"][:10] for event in dated] == ["2026-11-17", "2026-12-15", "2026-12-22"]


@pytest.mark.parametrize(
    ("text", "mode", "locations"),
    [
        ("place: hall\n", "OfflineEventAttendanceMode", ["Place"]),
        ("online: {url: https://zoom.us/j/1}\n", "OnlineEventAttendanceMode", ["VirtualLocation"]),
        ("place: hall\nonline: {url: https://zoom.us/j/1}\n", "MixedEventAttendanceMode", ["Place", "VirtualLocation"]),
        ("online: {phone: 303-555-0100}\n", "OnlineEventAttendanceMode", ["VirtualLocation"]),
    ],
)
def test_where_it_takes_place(text: str, mode: str, locations: list[str]) -> None:
    node = entry(MEETING + text).jsonld

    assert node["eventAttendanceMode"] == f"https://schema.org/{mode}"
    assert [each["@type"] for each in typed(node["location"]) if each["@type"] in ("Place", "VirtualLocation")] == locations


def test_a_place_has_its_address_country_and_position() -> None:
    node = entry(MEETING + "place: hall\n").jsonld["location"]

    assert node["address"]["streetAddress"] == "1245 Spruce Street"
    assert node["address"]["addressCountry"] == "US"
    assert node["geo"] == {"@type": "GeoCoordinates", "latitude": 40.0176, "longitude": -105.2797}


@pytest.mark.parametrize("cost", ["free", "donation", "{kind: free, notes: Lunch too}"])
def test_what_costs_nothing_is_offered_at_nothing(cost: str) -> None:
    node = entry(f"{MEETING}place: hall\ncost: {cost}\n").jsonld

    assert node["offers"] == {"@type": "Offer", "price": 0, "priceCurrency": "USD", "url": node["url"]}
    assert node["isAccessibleForFree"] is True


@pytest.mark.parametrize("cost", ["paid", "varies", "{amounts: [{amount: 5}]}"])
def test_what_may_cost_something_makes_no_offer(cost: str) -> None:
    node = entry(f"{MEETING}place: hall\ncost: {cost}\n").jsonld

    assert "offers" not in node
    assert "isAccessibleForFree" not in node


@pytest.mark.parametrize(
    ("text", "file"),
    [
        (SMALL["content/programs/boulder/evening-iop.yaml"], "content/programs/boulder/one.yaml"),
        ("name: A\nlines: [{call: '988'}]\nwhen: [Mondays 09:00 - 17:00]\n", "content/helplines/one.yaml"),
    ],
)
def test_hours_of_a_program_or_a_helpline_are_no_events(tmp_path: Path, text: str, file: str) -> None:
    found = of_listing(tmp_path, text, file)

    assert len(found) == 1
    assert "Event" not in found[0]["@type"]


def test_a_helpline_without_a_number_has_no_points_of_contact() -> None:
    node = entry("name: A\nlines: [{chat: https://example.org/chat}]\nwhen: [always]\n", "content/helplines/one.yaml").jsonld

    assert "contactPoint" not in node


def test_no_text_ends_the_script_or_opens_a_comment(tmp_path: Path) -> None:
    name = "</script><!-- & ünïcode <script>"
    text = f"name: '{name}'\nfellowship: aa\nplace: hall\nwhen: [Tuesdays 19:00]\n"
    build(make(tmp_path / "site", {**SMALL, "content/meetings/boulder/one.yaml": text}), tmp_path / "out")

    page = (tmp_path / "out/meetings/one/index.html").read_text("utf-8")
    body = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]

    assert not set("<>&\u2028\u2029") & set(body)
    assert json.loads(body)["@graph"][0]["name"] == name


def test_line_separators_are_escaped() -> None:
    assert script_json({"a": "\u2028\u2029&<>"}) == '{"a":"\\u2028\\u2029\\u0026\\u003c\\u003e"}'


def test_every_script_of_the_sample_is_json_with_known_types_and_properties(sample_pages: dict[str, Element]) -> None:
    texts = [text for page in sample_pages.values() for text in scripts(page)]

    found = [node for text in texts for node in typed(json.loads(text))]

    assert len(texts) >= 90
    wrong = {(node["@type"], name) for node in found for name in set(node) - PROPERTIES[node["@type"]] - {"@context"}}
    assert wrong == set()
    assert {"Event", "EventSeries", "MedicalClinic", "MedicalOrganization", "Organization"} <= {node["@type"] for node in found}


def test_every_event_of_the_sample_has_what_a_search_engine_asks_for(sample_pages: dict[str, Element]) -> None:
    events = [node for page in sample_pages.values() for node in nodes(page) if node["@type"] == "Event"]

    without = [event["url"] for event in events if not {"name", "startDate", "location", "eventStatus"} <= set(event)]
    times = [event[name] for event in events for name in ("startDate", "endDate") if "T" in event.get(name, "")]

    assert len(events) > 300
    assert without == []
    assert all(datetime.fromisoformat(at).utcoffset() is not None for at in times)


@pytest.mark.parametrize("place", ["place: {street: 1 Main Street, city: Boulder}\n", "place: {city: Boulder}\n", "place: hall\n"])
@pytest.mark.parametrize(
    "times", ["Tuesdays 11:30 pm - 12:30 am", "Sundays 2:30 am - 3:30 am", "daily 7 pm", "last Friday 18:30 for 90 minutes"]
)
def test_t8_what_other_programs_read_is_whole_and_never_ends_before_it_begins(tmp_path: Path, place: str, times: str) -> None:
    found = of_listing(tmp_path, f"name: A Group\nfellowship: aa\n{place}when: [{times}]\n", today=date(2027, 3, 8))

    dated = [node for node in found if "startDate" in node]
    assert dated
    for node in dated:
        assert datetime.fromisoformat(node["startDate"]).utcoffset() is not None
        assert "endDate" not in node or datetime.fromisoformat(node["endDate"]) > datetime.fromisoformat(node["startDate"])
    text = json.dumps(found)
    assert not any(word in text for word in ("undefined", "None", "null", '""'))
