"""Tables through a mapping: the ones we ship, and what a mapping can say."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside import importing
from alongside.drafts import Codes, Draft, Mapping, Options, mapping_of
from alongside.errors import SiteError
from alongside.formats import table
from alongside.reading import Source, parse

Fixture = Callable[[str], bytes]


def shipped(name: str) -> Mapping:
    source = parse(name, importing.column_mapping(name))
    assert isinstance(source, Source)
    found, faults = mapping_of(source.data)
    assert found is not None, faults
    return found


def made(**data: Any) -> Mapping:
    found, faults = mapping_of({"kind": "programs", **data})
    assert found is not None, faults
    return found


def rows(drafts: list[Draft]) -> dict[str, Draft]:
    return {draft.name or draft.record: draft for draft in drafts}


@pytest.fixture
def kentucky(fixture: Fixture, options: Options) -> dict[str, Draft]:
    return rows(list(table.read(fixture("kentucky.csv"), options, shipped("kentucky"))))


@pytest.fixture
def samhsa(fixture: Fixture, options: Options) -> dict[str, Draft]:
    return rows(list(table.read(fixture("samhsa.json"), options, shipped("samhsa"))))


@pytest.fixture
def tsml(fixture: Fixture, options: Options) -> dict[str, Draft]:
    return rows(list(table.read(fixture("tsml.csv"), options, shipped("tsml-csv"))))


def test_old_line_ends_and_a_space_behind_a_column_name_are_no_matter(kentucky: dict[str, Draft]) -> None:
    assert len(kentucky) == 6
    assert kentucky["Riverbend Counseling"].record == "Riverbend Counseling / 203 Example St., Ste. 111"


def test_ticked_boxes_become_terms(kentucky: dict[str, Draft]) -> None:
    data = kentucky["Riverbend Counseling"].data

    assert data["levels_of_care"] == ["outpatient", "php"]
    assert data["conditions"] == ["substance-use"]
    assert data["licence"] == "AODE"
    assert data["accreditation"] == ["Joint Commission"]
    assert 'Special training "sev": 1' in data["notes_for_editors"]


def test_two_numbers_in_one_cell_are_two(kentucky: dict[str, Draft]) -> None:
    data = kentucky["Two Numbers"].data

    assert data["contact"] == {"phone": "270-555-0112"}
    assert "Also by phone: 800-555-0182" in data["description"]


def test_slips_in_cells_are_put_right_where_there_is_no_doubt(kentucky: dict[str, Draft]) -> None:
    assert kentucky["Two Numbers"].data["place"]["city"] == "Lexington"
    assert "city" not in kentucky["Same City"].data["place"]
    assert kentucky["Letter In Zip"].data["place"]["postal_code"] == "41240"
    assert kentucky["Letter In Zip"].data["place"]["city"] == "Paintsville"
    assert kentucky["Nothing Offered"].data["place"]["city"] == "Florence"
    assert kentucky["Two Numbers"].data["audience"] == ["women", "lgbtq"]


def test_a_column_that_the_mapping_does_not_know_is_kept_for_editors_unless_it_names_a_person(options: Options) -> None:
    text = "Name,Parking,Program Director\nA,Behind the house,Zebulon Quick\n"

    draft = next(table.read(text.encode(), options, made(columns={"Name": "name"})))

    assert draft.data["notes_for_editors"] == "parking: Behind the house"
    assert [(remark.field, remark.value) for remark in draft.remarks] == [("parking", "Behind the house"), ("program director", "")]


def test_a_row_without_a_name_is_refused(kentucky: dict[str, Draft]) -> None:
    assert [draft.refused for draft in kentucky.values() if draft.refused] == ["has no name"]


def test_objects_of_the_directory_go_through_the_same_mapping(samhsa: dict[str, Draft]) -> None:
    data = samhsa["Behavioral Example and Therapy Partners"].data

    assert data["levels_of_care"] == ["outpatient", "iop", "telehealth"]
    assert data["conditions"] == ["substance-use", "co-occurring", "trauma"]
    assert data["payment"] == ["medicaid", "tricare"]
    assert data["audience"] == ["veterans"]
    assert data["smoking"] == "smoke-free"
    assert data["place"]["street"] == "60 North 8th Street, Suite 2"
    assert data["place"]["latitude"] == "40.96225"
    assert data["contact"]["phone"] == "570-555-0197 x136"
    assert data["intake"]["phone"] == "570-555-0142"
    assert "800-555-0115" in data["description"]
    assert data["notes_for_editors"] == "Codes not known here: klingon"


def test_codes_of_the_directory_go_through_the_vocabulary(samhsa: dict[str, Draft]) -> None:
    data = samhsa["Codes of the Directory"].data

    assert data["levels_of_care"] == ["outpatient", "iop", "php", "telehealth"]
    assert data["payment"] == ["medicaid", "medicare", "tricare"]
    assert data["notes_for_editors"] == "Codes not known here: ZZZZ"


def test_the_plug_ins_table_is_read_as_its_feed_is(tsml: dict[str, Draft]) -> None:
    data = tsml["After Work"].data

    assert data["when"] == [{"days": ["monday"], "start": "18:00", "end": "19:00"}]
    assert data["formats"] == ["open", "step-study"]
    assert data["accessibility"] == ["wheelchair"]
    assert data["contact"] == {"website": "https://example.org", "phone": "(408) 555-0112", "email": "hello@example.org"}
    assert tsml["After Work"].zone == "America/Los_Angeles"
    assert tsml["Book Study"].data["attendance"] == "online"
    assert "Codes not known here: Juggling" in tsml["Book Study"].data["notes_for_editors"]
    assert tsml["By Appointment"].data["when"] == ["by appointment"]
    assert "zebulon" not in msgspec.json.encode(tsml).decode().casefold()


@pytest.mark.parametrize(
    ("rule", "cell", "path", "value"),
    [
        pytest.param("description", "Hello", "description", "Hello", id="a field"),
        pytest.param({"to": "hours_per_week", "as": "{} hours"}, "9", "hours_per_week", "9 hours", id="a text around it"),
        pytest.param({"to": "audience", "split": [";"]}, "women; men", "audience", ["women", "men"], id="several in one cell"),
        pytest.param({"to": "audience", "split": ["or"]}, "women OR men", "audience", ["women OR men"], id="a word is as it is written"),
        pytest.param({"to": "smoking", "values": {"None": "smoke-free"}}, "none", "smoking", "smoke-free", id="other words"),
        pytest.param({"to": "length", "empty": ["n/a"]}, "N/A", "length", None, id="words for nothing"),
        pytest.param({"when": ["x"], "add": {"services": ["housing"]}}, "X", "services", ["housing"], id="a ticked box"),
        pytest.param({"when": ["x"], "add": {"services": ["housing"]}}, "-", "services", None, id="a box that is not"),
        pytest.param({"to": "requires", "label": "Asks for"}, "proof", "requires", "Asks for: proof", id="words in front"),
        pytest.param("contact.website", "example.org", "contact.website", "https://example.org", id="a link"),
        pytest.param("updated", "8/16/2021", "updated", "2021-08-16", id="a date"),
        pytest.param("skip", "secret", "description", None, id="a column left out"),
    ],
)
def test_what_a_rule_does(options: Options, rule: object, cell: str, path: str, value: object) -> None:
    mapping = made(columns={"Name": "name", "Cell": rule})

    draft = next(table.read(f"Name,Cell\nA,{cell}\n".encode(), options, mapping))

    found: Any = draft.data
    for step in path.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    assert found == value


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_any_usual_sign_between_cells_will_do(options: Options, sign: str) -> None:
    text = f'Name{sign}City\n"One{sign} two\nlines"{sign}Erie\n'

    draft = next(table.read(text.encode(), options, made(columns={"name": "name", "CITY ": "place.city"})))

    assert draft.data["place"] == {"city": "Erie"}
    assert draft.name.startswith("One")


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        (b"", "names no columns"),
        (b"<html></html>", "web page"),
        (b"a,b\n1,2\n", "none of its columns"),
        (b"[1, 2", "no JSON at line 1"),
    ],
)
def test_what_is_no_table_for_the_mapping_is_told_in_one_line(options: Options, payload: bytes, words: str) -> None:
    with pytest.raises(SiteError, match=words):
        list(table.read(payload, options, made(columns={"Name": "name"})))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["name1", "zip", "lat", "lon", "phone", "setting", "language", "website", "x"]),
            st.none()
            | st.booleans()
            | st.integers()
            | st.text(max_size=20)
            | st.lists(st.integers() | st.text(max_size=5) | st.none(), max_size=3)
            | st.dictionaries(st.text(max_size=2), st.text(max_size=2)),
        ),
        max_size=4,
    )
)
def test_no_row_is_too_odd(records: list[dict[str, object]]) -> None:
    payload = [{"name1": "A"}, *records]

    found = list(table.read(msgspec.json.encode(payload), Options(codes=Codes({})), shipped("samhsa")))

    assert len(found) == len(payload)
