"""BMLT responses: keys of one server joined by id with their meaning for all, virtual meetings, lengths, German."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.drafts import Codes, Draft, Options
from alongside.formats import bmlt

Fixture = Callable[[str], bytes]


@pytest.fixture
def drafts(fixture: Fixture, codes: Codes) -> dict[str, Draft]:
    found = bmlt.read(fixture("bmlt.json"), Options(codes=codes), fixture("bmlt-formats.json"))
    return {draft.record: draft for draft in found}


def test_every_record_is_a_draft_or_says_why_not(drafts: dict[str, Draft]) -> None:
    assert len(drafts) == 7
    assert {record: draft.refused for record, draft in drafts.items() if draft.refused} == {"15": "is not published on its server"}


def test_a_meeting_past_midnight_ends_on_the_next_day(drafts: dict[str, Draft]) -> None:
    assert drafts["11"].data["when"] == [{"days": ["sunday"], "start": "23:55", "end": "01:30"}]


def test_a_length_of_a_day_is_a_day(drafts: dict[str, Draft]) -> None:
    assert drafts["13"].data["when"] == [{"days": ["saturday"], "start": "10:00", "minutes": "1440"}]


def test_formats_mean_what_their_server_says(drafts: dict[str, Draft]) -> None:
    data = drafts["11"].data

    assert data["formats"] == ["open"]
    assert data["accessibility"] == ["wheelchair"]
    assert data["languages"] == ["russian"]


def test_formats_of_the_servers_own_are_told_in_its_words(drafts: dict[str, Draft]) -> None:
    assert drafts["13"].data["description"] == "Also: Week 2: open, Break"


def test_keys_of_an_unknown_server_are_not_guessed(fixture: Fixture, codes: Codes) -> None:
    found = {draft.record: draft for draft in bmlt.read(fixture("bmlt.json"), Options(codes=codes))}

    assert found["11"].data["formats"] == ["open"]
    assert found["11"].data["languages"] == ["russian"]
    assert "Codes not known here: Beh" in found["11"].data["notes_for_editors"]
    assert "formats" not in found["12"].data


def test_formats_inside_the_response_are_used(fixture: Fixture, codes: Codes) -> None:
    whole = {"meetings": msgspec.json.decode(fixture("bmlt.json")), "formats": msgspec.json.decode(fixture("bmlt-formats.json"))}

    found = {draft.record: draft for draft in bmlt.read(msgspec.json.encode(whole), Options(codes=codes))}

    assert found["12"].data["formats"] == ["just-for-today"]


def test_the_made_up_point_of_a_virtual_meeting_is_left_out(drafts: dict[str, Draft]) -> None:
    assert "place" not in drafts["12"].data
    assert drafts["12"].data["attendance"] == "online"
    assert drafts["12"].zone == "Europe/Berlin"


def test_a_label_in_front_of_a_value_is_taken_off(drafts: dict[str, Draft]) -> None:
    assert drafts["11"].data["place"]["transit"] == "U1, U3 Beispieltor"


def test_a_country_that_is_misspelt_is_told(drafts: dict[str, Draft]) -> None:
    assert [(remark.field, remark.value) for remark in drafts["13"].remarks] == [("location_nation", "Deutschlang")]


def test_a_meeting_without_a_day_is_kept(drafts: dict[str, Draft]) -> None:
    assert drafts["14"].data["when"] == ["by appointment"]
    assert "latitude" not in drafts["14"].data["place"]


def test_a_virtual_meeting_without_a_link_says_so(drafts: dict[str, Draft]) -> None:
    assert drafts["16"].data["online"] == {"notes": "Its source gives no link and no number."}


def test_a_closed_facility_pauses_the_meeting(drafts: dict[str, Draft]) -> None:
    assert drafts["17"].data["status"] == "paused"


def test_what_belongs_to_a_person_never_gets_in(drafts: dict[str, Draft]) -> None:
    found = msgspec.json.encode(drafts).decode().casefold()

    assert "zebulon" not in found
    assert "0199" not in found


def test_an_address_asks_for_the_formats_too() -> None:
    url = "https://bmlt.example.org/client_interface/json/?switcher=GetSearchResults"

    assert bmlt.used_formats(url) == f"{url}&get_used_formats=1"
    assert bmlt.used_formats(bmlt.used_formats(url)) == bmlt.used_formats(url)


JSON = st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.lists(st.text(max_size=5), max_size=2)
FIELDS = st.sampled_from(
    [
        *("id_bigint", "weekday_tinyint", "venue_type", "start_time", "duration_time", "formats", "format_shared_id_list", "meeting_name"),
        *("location_text", "location_street", "location_nation", "latitude", "longitude", "published", "virtual_meeting_link", "time_zone"),
        *("phone_meeting_number", "comments", "public_transport", "seat_reservation"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.dictionaries(FIELDS, JSON) | JSON, max_size=4), st.lists(st.dictionaries(st.sampled_from(["id", "world_id"]), JSON)))
def test_no_record_is_too_odd(records: list[object], formats: list[object]) -> None:
    found = list(bmlt.read(msgspec.json.encode(records), Options(codes=Codes({})), msgspec.json.encode(formats)))

    assert len(found) == len(records)
