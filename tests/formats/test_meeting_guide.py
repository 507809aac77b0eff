"""Meeting Guide feeds as they are: each quirk of a real feed, and the faults T6 to T12 that other systems have with them."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.drafts import Codes, Draft, Options
from alongside.errors import SiteError
from alongside.formats import meeting_guide

Fixture = Callable[[str], bytes]


@pytest.fixture
def drafts(fixture: Fixture, options: Options) -> list[Draft]:
    return list(meeting_guide.read(fixture("meeting-guide.json"), options))


def one(options: Options, **record: Any) -> Draft:
    given = {"slug": "a", "name": "A", "formatted_address": "12 Elm St, Lewes, DE 19958, USA", **record}
    return next(meeting_guide.read(msgspec.json.encode([given]), options))


def named(drafts: list[Draft], record: str) -> Draft:
    return next(draft for draft in drafts if draft.record == record)


def said(draft: Draft) -> list[tuple[str, str]]:
    return [(remark.field, remark.value) for remark in draft.remarks]


def test_every_record_is_a_draft_or_says_why_not(drafts: list[Draft]) -> None:
    assert len(drafts) == 20
    assert {draft.record: draft.refused for draft in drafts if draft.refused} == {
        "nothing": "has no name, no group and no location to call it by",
        "#18": "is not a record with fields",
        "#19": "is not a record with fields",
        "#20": "is not a record with fields",
    }


def test_t6_a_twelve_hour_time_keeps_its_half_of_the_day(drafts: list[Draft]) -> None:
    assert named(drafts, "evening-light").data["when"] == [{"days": ["monday", "thursday"], "start": "19:00", "end": "20:15"}]


def test_t7_a_meeting_on_several_days_is_one_listing_and_loses_none(drafts: list[Draft]) -> None:
    assert [draft.data["name"] for draft in drafts if draft.record == "evening-light"] == ["Evening Light", "Evening Light, other hall"]
    assert named(drafts, "evening-light").data["when"][0]["days"] == ["monday", "thursday"]


def test_t9_odd_types_of_values_cost_only_themselves(drafts: list[Draft]) -> None:
    draft = named(drafts, "t9")

    assert draft.data["online"] == {"phone": "13025550101"}
    assert draft.data["place"]["city"] == "19958"
    assert draft.data["contact"] == {"website": "https://example.org/ash"}
    assert draft.data["formats"] == ["open"]
    assert ("types", "{'a': 1}") in said(draft)


def test_t9_a_link_that_runs_script_never_gets_in(drafts: list[Draft]) -> None:
    draft = named(drafts, "script")

    assert "javascript" not in str(draft.data)
    assert "<" not in str(draft.data)
    assert draft.data["name"] == "Script inside"
    assert draft.data["description"] == "Fine."
    assert {field for field, _ in said(draft)} == {"website", "conference_url"}


def test_t10_types_as_one_text_are_types(drafts: list[Draft]) -> None:
    draft = named(drafts, "types-as-text")

    assert draft.data["formats"] == ["open", "discussion"]
    assert draft.data["audience"] == ["women"]


def test_t11_the_same_coordinates_twice_are_two_listings(options: Options) -> None:
    place = {"latitude": 38.7746, "longitude": -75.1393}

    found = [one(options, slug=slug, **place) for slug in ("a", "b")]

    assert [draft.data["place"]["latitude"] for draft in found] == ["38.7746", "38.7746"]


def test_t12_a_short_address_is_approximate_and_the_meeting_goes_on(drafts: list[Draft]) -> None:
    draft = named(drafts, "short-address")

    assert draft.data["place"] == {"city": "Anytown", "region": "OK", "postal_code": "12345", "country": "US", "precision": "approximate"}
    assert draft.data.get("status") is None
    assert draft.data["attendance"] == "in_person" if "attendance" in draft.data else True


def test_t12_a_phone_keeps_its_pauses_and_signs(options: Options) -> None:
    draft = one(options, conference_phone="+13025550100,,123456#*")

    assert draft.data["online"]["phone"] == "+13025550100,,123456#*"


def test_an_end_before_the_start_is_on_the_next_day(drafts: list[Draft]) -> None:
    assert named(drafts, "late-night").data["when"] == [{"days": ["saturday"], "start": "23:30", "end": "00:30"}]


def test_an_end_at_the_start_says_nothing(drafts: list[Draft]) -> None:
    draft = named(drafts, "country-only")

    assert draft.data["when"] == [{"days": ["wednesday"], "start": "20:00"}]
    assert ("end_time", "20:00") in said(draft)


def test_twenty_four_hours_is_the_next_day_at_midnight(drafts: list[Draft]) -> None:
    assert named(drafts, "midnight-end").data["when"] == [{"days": ["tuesday"], "start": "00:00", "end": "01:00"}]


def test_no_day_and_no_time_is_by_appointment(drafts: list[Draft]) -> None:
    assert named(drafts, "by-appointment").data["when"] == ["by appointment"]


def test_a_day_and_a_time_that_are_none_are_told_and_the_rest_is_kept(drafts: list[Draft]) -> None:
    draft = named(drafts, "odd-times")

    assert draft.data["when"] == ["by appointment"]
    assert ("day", "7") in said(draft)
    assert ("time", "25 o'clock") in said(draft)
    assert draft.data["notes_for_editors"] == "day: 7\ntime: 25 o'clock"


def test_a_closed_location_pauses_a_meeting_that_has_no_link(drafts: list[Draft]) -> None:
    data = named(drafts, "closed-hall").data

    assert data["status"] == "paused"
    assert data["notice"].startswith("The location is closed for now")
    assert data["place"]["street"] == "5 Oak Rd"


def test_a_closed_location_with_a_link_is_online_and_says_where_it_usually_is(drafts: list[Draft]) -> None:
    draft = named(drafts, "closed-hall-online")

    assert draft.data["attendance"] == "online"
    assert "status" not in draft.data
    assert "place" not in draft.data
    assert "The usual place is Oak House, 5 Oak Rd, Lewes." in draft.data["description"]
    assert draft.data["online"]["url"] == "https://zoom.us/j/1"
    assert ("conference_url", "zoom.us/j/1") in said(draft)


def test_a_link_beside_an_address_is_hybrid(drafts: list[Draft]) -> None:
    assert named(drafts, "evening-light").data["attendance"] == "hybrid"


def test_a_number_without_a_link_is_by_phone(drafts: list[Draft]) -> None:
    assert named(drafts, "late-night").data["attendance"] == "phone"


def test_a_country_as_address_is_no_place(drafts: list[Draft]) -> None:
    draft = named(drafts, "country-only")

    assert draft.online
    assert "place" not in draft.data
    assert (draft.city, draft.country) == ("", "US")


def test_markup_in_notes_becomes_text(drafts: list[Draft]) -> None:
    assert named(drafts, "254").data["description"] == "Hall is open\n\nother days closed & locked"


def test_an_unknown_code_is_kept_and_told(drafts: list[Draft]) -> None:
    draft = named(drafts, "254")

    assert draft.data["notes_for_editors"] == "Codes not known here: XYZ"
    assert ("types", "XYZ") in said(draft)


def test_a_code_means_what_its_fellowship_means_by_it(codes: Codes) -> None:
    aa = one(Options(codes=codes, fellowship="aa"), types=["POA"])
    al_anon = one(Options(codes=codes, fellowship="al-anon"), types=["POA"])

    assert aa.data["proof_of_attendance"] == "yes"
    assert al_anon.data["audience"] == ["parents"]
    assert "proof_of_attendance" not in al_anon.data


def test_nobody_is_put_into_a_fellowship_by_guess(codes: Codes) -> None:
    assert one(Options(codes=codes)).data["fellowship"] == "independent"


def test_what_belongs_to_a_person_never_gets_in(drafts: list[Draft]) -> None:
    assert "zebulon" not in msgspec.json.encode(drafts).decode().casefold()


def test_what_has_no_field_is_kept_for_editors_unless_it_looks_personal(options: Options) -> None:
    draft = one(options, sub_sub_region="Dock", parking="Behind the hall", organizer_email="zebulon@example.org")

    assert draft.data["notes_for_editors"] == "parking: Behind the hall"
    assert ("organizer_email", "") in said(draft)


def test_a_text_over_its_limit_is_cut_at_a_word_and_the_rest_kept(options: Options) -> None:
    draft = one(options, name="word " * 40, location_notes="door " * 150)

    assert len(draft.data["name"]) <= 120
    assert draft.data["name"].endswith("word…")
    assert len(draft.data["place"]["directions"]) <= 500
    assert draft.data["notes_for_editors"].startswith("Rest of name: word")
    assert {field for field, _ in said(draft)} == {"name", "location_notes"}


@pytest.mark.parametrize(
    "pair",
    [{"latitude": 0, "longitude": 0}, {"latitude": 99, "longitude": 1}, {"latitude": None, "longitude": -75.1}, {"coordinates": "x"}],
)
def test_coordinates_that_are_no_place_are_left_out(options: Options, pair: dict[str, object]) -> None:
    draft = one(options, **pair)

    assert "latitude" not in draft.data["place"]
    assert [field for field, _ in said(draft)] == ["latitude"]


def test_a_feed_that_is_a_web_page_says_so(options: Options) -> None:
    with pytest.raises(SiteError, match="This is a web page, not a Meeting Guide feed"):
        list(meeting_guide.read(b"<!DOCTYPE html><html>Just a moment...</html>", options))


@pytest.mark.parametrize("payload", [b"", b"{}", b'"a"', b"[1,", b"5", b"[" * 100_000, b"\xff\xfe\x00", b'{"meetings": 5}'])
def test_what_is_no_feed_is_told_in_one_line(options: Options, payload: bytes) -> None:
    with pytest.raises(SiteError, match="This is not a Meeting Guide feed"):
        list(meeting_guide.read(payload, options))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda x: st.lists(x, max_size=3) | st.dictionaries(st.text(max_size=5), x, max_size=3),
    max_leaves=5,
)
FIELDS = st.sampled_from(
    [
        *("slug", "name", "day", "time", "end_time", "types", "address", "formatted_address", "city", "state", "country", "postal_code"),
        *(
            "latitude",
            "longitude",
            "coordinates",
            "approximate",
            "conference_url",
            "conference_phone",
            "notes",
            "group",
            "updated",
            "region",
        ),
        *("regions", "location", "location_notes", "website", "email", "phone", "timezone", "attendance_option", "venmo", "entity", "x"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.dictionaries(FIELDS, JSON) | JSON, max_size=4))
def test_no_record_is_too_odd(records: list[object]) -> None:
    import json

    found = list(meeting_guide.read(json.dumps(records).encode(), Options(codes=Codes({}))))

    assert len(found) == len(records)
