"""Raw text to records: what each type of field takes, what it says of the rest, and that nothing else can happen."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

from alongside.config import SiteConfig
from alongside.schema import KINDS, Area, Event, Meeting, Organization, Program, Slot, Term, Venue
from alongside.schema.convert import MOST_VALUES, _reader, convert, convert_each
from alongside.schema.faults import At, Fault, Words
from alongside.schema.reference import fields, unwrap, vocabulary_lists

WORDS = Words(
    terms={name: {"one": ("the first", "uno"), "two": ()} for name in vocabulary_lists()},
    refs={"areas": frozenset({"boulder"}), "organizations": frozenset({"willow-house"}), "places": frozenset({"library"})},
)
MEETING = {"name": "Tuesday Night", "fellowship": "one"}
RECORDS = (*KINDS.values(), Organization, Venue, Area, Term, SiteConfig)


def faults_of(data: object, type_: type = Meeting) -> list[Fault]:
    return convert(data, type_, WORDS)[1]


def only(data: object, type_: type = Meeting) -> Fault:
    (fault,) = faults_of(data, type_)
    return fault


@pytest.mark.parametrize(
    ("field", "typed", "read"),
    [
        pytest.param("name", " Tuesday\n Night ", "Tuesday Night", id="a short text is one line"),
        pytest.param("description", "One.\n\nTwo.\n", "One.\n\nTwo.", id="a long text keeps its paragraphs"),
        pytest.param("peer_mentors", "yes", True, id="yes"),
        pytest.param("peer_mentors", "False", False, id="false"),
        pytest.param("updated", "2026-02-28", date(2026, 2, 28), id="a date"),
        pytest.param("verified", "2026-02-28", date(2026, 2, 28), id="a date where a record is possible"),
        pytest.param("status", "closed", "closed", id="a word of the schema"),
        pytest.param("formats", "two", ("two",), id="one value for a list"),
        pytest.param("formats", ["one", None, "", "two"], ("one", "two"), id="a list with gaps"),
        pytest.param("formats", None, (), id="nothing is a field left out"),
        pytest.param("organization", "willow-house", "willow-house", id="an id that is there"),
        pytest.param("place", "library", "library", id="a place by its id"),
        pytest.param("former_ids", ["tuesday-night", "group_2"], ("tuesday-night", "group_2"), id="ids"),
        pytest.param("except", ["2026-12-25"], (date(2026, 12, 25),), id="a field that is spelled otherwise in Python"),
    ],
)
def test_a_value_is_read(field: str, typed: object, read: object) -> None:
    record, faults = convert({**MEETING, field: typed}, Meeting, WORDS)

    assert faults == []
    assert getattr(record, "except_" if field == "except" else field) == read


@pytest.mark.parametrize(
    ("field", "typed", "message", "fix"),
    [
        pytest.param("peer_mentors", "maybe", "'maybe' is neither yes nor no", "Write yes or no.", id="yes or no"),
        pytest.param("updated", "2026-02-30", "not in the calendar", "for example 2026-02-28", id="30 February"),
        pytest.param("updated", "2026-13-01", "not in the calendar", "for example 2026-12-24", id="month 13"),
        pytest.param("updated", "2026-1-5", "is not a date", "Write 2026-01-05.", id="a date without zeros"),
        pytest.param("updated", "12/24/2026", "is not a date", "Write 2026-12-24.", id="a date as in the US"),
        pytest.param("updated", "24.12.2026", "is not a date", "Write 2026-12-24.", id="a date as in Germany"),
        pytest.param("updated", "5/4/2026", "is not a date", "Write 2026-05-04 or 2026-04-05.", id="a date with two meanings"),
        pytest.param("updated", "tomorrow", "is not a date", "for example 2026-12-24", id="no date"),
        pytest.param("status", "close", "'close' is not a word for this", "Did you mean closed?", id="a word of the schema"),
        pytest.param("status", "?", "is not a word for this", "Use one of: active, by_request, closed, paused.", id="a far word"),
        pytest.param("formats", "twoo", "is not a word of content/vocabulary/formats.yaml", "Did you mean two?", id="a term"),
        pytest.param("formats", "The First", "is not a word of content/vocabulary/formats.yaml", "Did you mean one?", id="a label"),
        pytest.param("organization", "wilow", "is not in content/organizations/", "add content/organizations/wilow.yaml", id="a far id"),
        pytest.param("area", "bolder", "is not in content/areas.yaml", "Did you mean boulder?", id="an area"),
        pytest.param("former_ids", "../x", "'../x' is not an id", "write x.", id="a path for an id"),
        pytest.param("former_ids", "con", "'con' is not an id", "small letters", id="a device of Windows"),
        pytest.param("former_ids", "page", "'page' is not an id", "write page-1.", id="the word of page 2"),
        pytest.param("name", ["a"], "takes one value, not a list", "one value behind the colon", id="a list for a text"),
        pytest.param("name", {"a": "b"}, "takes a text, not fields of its own", "behind the colon", id="fields for a text"),
        pytest.param("name", "x" * 123, "is 123 characters long; 120 at most", "Leave out 3 characters.", id="a long name"),
        pytest.param("contact", "303-555-0100", "needs fields of its own", "phone, text, email, website …", id="a text for a record"),
        pytest.param("contact", {"phone": "", "email": "a.b"}, "'a.b' is not an e-mail address", "hello@example.org", id="an e-mail"),
        pytest.param("online", {"url": "zoom.us/j/1"}, "does not begin with https://", 'Write "https://zoom.us/j/1".', id="an address"),
        pytest.param("online", {"url": "javascript:alert(1)"}, "begins with javascript:", "begins with https://", id="a script"),
        pytest.param("place", {"country": "us"}, "'us' is not a country code", "Write US.", id="a country"),
        pytest.param("place", {"country": "USA"}, "'USA' is not a country code", "for example US", id="three letters"),
        pytest.param("place", {"timezone": "Denver"}, "is not a known time zone", "Did you mean America/Denver?", id="a zone"),
        pytest.param("place", {"timezone": "../../etc/passwd"}, "is not a known time zone", "such as America/Denver", id="a path"),
        pytest.param("place", {"latitude": "north"}, "is not a number", "for example 40.0176", id="no number"),
        pytest.param("place", {"latitude": "40,0176"}, "is not a number", "Write 40.0176.", id="a decimal comma"),
        pytest.param("place", {"longitude": "-105.2° E"}, "is not a number", "Write -105.2.", id="a number with a sign"),
        pytest.param("place", {"longitude": "105.2 W"}, "is not a number", "Write -105.2.", id="a number in the west"),
        pytest.param("formats", "uno, two", "is not a word of", "Write [one, two].", id="several words"),
        pytest.param("formats", ["one, two"], "is not a word of", "Write each word on a line of its own.", id="several words in a list"),
        pytest.param("place", {"latitude": "91"}, "91 is outside -90 to 90", "Write a number from -90 to 90.", id="out of range"),
        pytest.param("place", {"latitude": "nan"}, "is not a number", "Write digits only", id="not a number"),
        pytest.param("cost", {"amounts": {"amount": "$1,200"}}, "is not a number", "Write 1200.", id="an amount of money"),
        pytest.param("cost", {"amounts": {"amount": "2e9"}}, "is not a number", "Write digits only", id="a scientific number"),
        pytest.param("cost", {"amounts": {"amount": "2000000"}}, "is outside 0 to 1,000,000", "0 to 1,000,000", id="too much"),
        pytest.param("translations", {"ES": {"name": "x"}}, "'ES' is not a language code", "Write es.", id="a language"),
        pytest.param("translations", {"es": "x"}, "needs fields of its own", "name, summary, description, notice …", id="a translation"),
        pytest.param("translations", "es", "needs a name and a value on each line", "en: …", id="a text for a mapping"),
        pytest.param("when", {"every": "0"}, "0 is outside 1 to 52", "from 1 to 52", id="every 0 weeks"),
        pytest.param("when", {"nth": "6"}, "'6' is not a word for this", "1, 2, 3, 4, 5, last", id="the sixth Friday"),
        pytest.param("id", "x", "is not typed here", "file's name", id="a field that the file's name gives"),
        pytest.param("kind", "meetings", "is not typed here", "Leave this line out", id="the kind"),
        pytest.param("sumary", "x", "is not a field here", "Did you mean summary?", id="a misspelt field"),
        pytest.param("__proto__", "x", "is not a field here", "use one of: accessibility, approach", id="a field of another world"),
    ],
)
def test_a_value_that_cannot_be_read_says_what_to_type(field: str, typed: object, message: str, fix: str) -> None:
    record, faults = convert({**MEETING, field: typed}, Meeting, WORDS)

    assert record is None
    assert len(faults) == 1
    assert faults[0].path[0] == field
    assert message in faults[0].message
    assert fix in faults[0].fix


@pytest.mark.parametrize(
    ("field", "typed", "rule"),
    [
        ("contact", {"phone": "call us"}, "phone"),
        ("contact", {"website": "http://example.org"}, "url-http"),
        ("contact", {"website": "http://"}, "url-empty"),
    ],
)
def test_a_doubtful_value_is_a_warning_and_the_record_stays(field: str, typed: object, rule: str) -> None:
    record, faults = convert({**MEETING, field: typed}, Meeting, WORDS)

    assert record is not None
    assert [(fault.severity, fault.rule) for fault in faults] == [("warning", rule)]


def test_an_address_that_is_both_wrong_and_not_encrypted_is_told_once() -> None:
    fault = only({**MEETING, "contact": {"website": "http://example .org"}})

    assert fault.severity == "error"


def test_every_fault_is_told_at_once() -> None:
    data = {"nam": "x", "formats": ["tow", "three"], "place": {"latitude": "a", "longitude": "b"}, "when": [{"days": "moonday"}]}

    found = {fault.path for fault in faults_of(data)}

    assert found == {
        *(("nam",), ("fellowship",), ("formats", 0), ("formats", 1), ("place", "latitude"), ("place", "longitude")),
        ("when", 0, "days"),
    }


def test_a_misspelt_required_field_is_told_once() -> None:
    fault = only({"nmae": "Tuesday Night", "fellowship": "one"})

    assert (fault.path, fault.fix) == (("nmae",), "Did you mean name?")


@pytest.mark.parametrize("missing", [{}, {"fellowship": None}, {"fellowship": " "}])
def test_a_missing_field_says_what_it_is_for(missing: dict[str, object]) -> None:
    fault = only({"name": "Tuesday Night", **missing})

    assert (fault.path, fault.rule) == (("fellowship",), "required")
    assert fault.fix == 'Write a line "fellowship: …" (The fellowship it belongs to, or independent).'


def test_missing_fields_are_told_in_the_order_of_the_schema() -> None:
    assert [fault.path for fault in faults_of({})] == [("name",), ("fellowship",)]


@pytest.mark.parametrize(
    ("type_", "data", "path"),
    [
        pytest.param(Program, {"name": "x", "levels_of_care": []}, ("levels_of_care",), id="a list"),
        pytest.param(Program, {"name": "x", "levels_of_care": [None]}, ("levels_of_care",), id="a list of nothing"),
        pytest.param(Term, {"label": {}}, ("label",), id="a mapping"),
        pytest.param(Term, {"label": {"en": None}}, ("label",), id="a mapping of nothing"),
    ],
)
def test_what_needs_a_value_does_not_do_without(type_: type, data: object, path: tuple[str, ...]) -> None:
    assert only(data, type_).path == path


@pytest.mark.parametrize("typed", [["2026-12-25"] * (MOST_VALUES + 1), ["x"] * 30_000])
def test_too_many_values_are_told_once(typed: list[str]) -> None:
    assert only({**MEETING, "except": typed}).message == f"holds {len(typed):,} values; 200 at most"


def test_a_word_of_a_list_that_could_not_be_read_is_taken_as_it_is() -> None:
    record, faults = convert({"name": "x", "fellowship": "any", "area": "anywhere"}, Meeting, Words())

    assert faults == []
    assert (record.fellowship, record.area) == ("any", "anywhere") if record else False


def test_the_records_of_a_file_are_kept_where_they_have_no_error_of_their_own() -> None:
    data = {"boulder": {"name": "Boulder"}, "a/b": {"name": "A"}, "..": {"name": "B"}, "x": {"nam": "C"}, "y": "D"}

    records, faults = convert_each(data, Area, WORDS)

    assert set(records) == {"boulder"}
    assert [fault.path for fault in faults] == [("a/b",), ("..",), ("x", "nam"), ("y",)]


def test_guessing_what_was_meant_ends_after_many_faults() -> None:
    data = {f"area-{number}": {"name": "x", "parent": f"bouldr{number}"} for number in range(80)}

    _, faults = convert_each(data, Area, Words(refs={"areas": frozenset({"boulder"})}))

    assert [fault.fix.startswith("Did you mean") for fault in faults] == [number < 50 for number in range(80)]


# A value that a field of each type takes: what the schema names must be what people can type.
EXAMPLES = {"url": "https://example.org/", "email": "a@example.org", "phone": "303-555-0100", "zone": "America/Denver", "language": "en"}
EXAMPLES |= {"country": "US", "time": "19:00", "moment": "2026-12-04 17:00", "markdown": "Text.", "term": "one", "id": "some-id"}
REFS = {"areas": "boulder", "organizations": "willow-house", "places": "library"}


def example(info: inspect.Type) -> Any:
    plain, extra, _ = unwrap(info)
    if extra.get("is") == "ref":
        return REFS[extra["of"]]
    if extra.get("is") in EXAMPLES:
        return EXAMPLES[extra["is"]]
    if isinstance(plain, inspect.UnionType):
        return example(next(each for each in reversed(plain.types) if not isinstance(each, inspect.NoneType)))
    if isinstance(plain, inspect.StructType):
        return {field.encode_name: example(field.type) for field in plain.fields if unwrap(field.type)[1].get("is") != "given"}
    if isinstance(plain, inspect.VarTupleType):
        return [example(plain.item_type)]
    if isinstance(plain, inspect.DictType):
        return {example(plain.key_type): example(plain.value_type)}
    if isinstance(plain, inspect.LiteralType):
        return str(plain.values[0])
    return {inspect.StrType: "txt", inspect.BoolType: "yes", inspect.DateType: "2026-12-24"}.get(type(plain), "5")


def paths_in(data: Any, prefix: str = "") -> Iterator[str]:
    if isinstance(data, list):
        yield from paths_in(data[0], prefix)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield f"{prefix}{key}"
            # The reference leaves out the language that a text is in.
            yield from paths_in(value, prefix if key == "en" else f"{prefix}{key}.")


@pytest.mark.parametrize("type_", RECORDS, ids=lambda type_: type_.__name__)
def test_every_field_of_the_schema_can_be_typed(type_: type) -> None:
    data = example(inspect.type_info(type_))

    record, faults = convert(data, type_, WORDS)

    assert faults == []
    assert record is not None
    assert {field.path for field in fields(type_)} <= set(paths_in(data))


# Anything that reading can give: the names of the schema, words that mean something to it, and whatever else.
names = st.sampled_from([field.path for field in fields(Event)] + ["days", "start", "fellowship", "label", "x"]) | st.text(max_size=5)
known = ["2026-12-24", "19:00", "1", "-5", "yes", "closed", "one", "http://", "\ud800", "٣"]
scalars = st.none() | st.text(max_size=12) | st.sampled_from(known)
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=6), max_leaves=25)


@settings(max_examples=400)
@given(values, st.sampled_from((*RECORDS, Slot)))
def test_any_data_gives_a_record_or_an_error_and_never_both(data: object, type_: type) -> None:
    record, faults = convert(data, type_, WORDS)

    errors = [fault for fault in faults if fault.severity == "error"]
    assert (record is None) == bool(errors)
    assert all(fault.message and fault.fix for fault in faults)


@settings(max_examples=300)
@given(values, st.sampled_from((*RECORDS, Slot)))
def test_reading_without_places_first_changes_nothing(data: object, type_: type) -> None:
    at = At((), WORDS, [])
    record = _reader(type_)(data, at)

    broken = any(fault.severity == "error" for fault in at.faults)
    assert convert(data, type_, WORDS) == (None if broken else record, at.faults)


@given(st.dictionaries(st.text(max_size=8), values, max_size=4), st.sampled_from((Area, Term)))
def test_any_file_of_records_gives_each_a_record_or_an_error(data: dict[str, object], type_: type) -> None:
    records, faults = convert_each(data, type_, WORDS)

    wrong = {fault.path[0] for fault in faults if fault.severity == "error"}
    assert wrong | set(records) == set(data)
    assert not wrong & set(records)
