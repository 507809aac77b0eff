"""The configuration: every key checked, and what can be used of one with mistakes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from alongside.config import Crisis, SiteConfig, load_config
from alongside.schema.faults import Fault

TEXT = st.text(max_size=6)


def loaded(**keys: Any) -> SiteConfig:
    config, faults = load_config({"title": "Test", **keys})
    assert faults == []
    assert config is not None
    return config


def only(**keys: Any) -> Fault:
    _, (fault,) = load_config({"title": "Test", **keys})
    return fault


def test_a_title_is_enough() -> None:
    assert loaded() == SiteConfig(title="Test")


@pytest.mark.parametrize("typed", ["https://example.org/dir", "https://example.org/dir/"])
def test_the_base_address_ends_with_a_slash(typed: str) -> None:
    assert loaded(base_url=typed).base_url == "https://example.org/dir/"


@pytest.mark.parametrize("word", ["off", "Off", "no", "false"])
def test_the_crisis_line_can_be_left_out(word: str) -> None:
    assert loaded(crisis=word).crisis is None


def test_the_crisis_line_is_there_otherwise() -> None:
    assert loaded().crisis == loaded(crisis=None).crisis == Crisis()
    assert loaded(crisis={"call": "112"}).crisis == Crisis(call="112")


@pytest.mark.parametrize(
    ("keys", "path", "fix"),
    [
        ({"timezne": "UTC"}, ("timezne",), "Did you mean timezone?"),
        ({"timezone": "America/Dever"}, ("timezone",), "Did you mean America/Denver?"),
        ({"country": "us"}, ("country",), "Write US."),
        ({"languages": ["EN"]}, ("languages", 0), "Write en."),
        ({"base_url": "example.org"}, ("base_url",), 'Write "https://example.org".'),
        ({"page_size": "0"}, ("page_size",), "Write a number from 5 to 500."),
        ({"default_minutes": "an hour"}, ("default_minutes",), "Write digits only, for example 12."),
        ({"forge": {"kind": "github"}}, ("forge", "url"), 'Write a line "url: …" below it (The repository\'s address).'),
        ({"forge": {"kind": "githup", "url": "https://example.org"}}, ("forge", "kind"), "Did you mean github?"),
        ({"email": "hello"}, ("email",), 'Write it like "hello@example.org".'),
        ({"security": {"contact": "mailto:a@example.org", "expires": "soon"}}, ("security", "expires"), "year-month-day"),
        ({"crisis": "of"}, ("crisis",), "Write them on lines below it, indented: text, call, sms, page."),
    ],
)
def test_a_mistake_is_told_with_its_key(keys: dict[str, Any], path: tuple[str, ...], fix: str) -> None:
    fault = only(**keys)

    assert fault.path == path
    assert fix in fault.fix


@pytest.mark.parametrize("data", [{}, {"title": ""}, {"title": None}, {"title": " "}])
def test_a_title_is_needed(data: dict[str, Any]) -> None:
    _, faults = load_config(data)

    assert [fault.path for fault in faults] == [("title",)]


def test_of_a_configuration_with_errors_the_rest_is_kept_and_no_site_can_be_built_with_it() -> None:
    config, faults = load_config({"title": "Test", "country": "AT", "page_size": "many", "timezne": "UTC"})

    assert config == SiteConfig(title="", country="AT")
    assert [fault.path for fault in faults] == [("page_size",), ("timezne",)]


@given(st.dictionaries(st.sampled_from(structs.fields(SiteConfig)).map(lambda field: field.name) | TEXT, TEXT | st.none() | st.lists(TEXT)))
def test_any_keys_give_a_configuration_that_can_be_built_with_or_an_error(data: dict[str, Any]) -> None:
    config, faults = load_config(data)

    assert config is not None
    assert bool(config.title) == (not [fault for fault in faults if fault.severity == "error"])


@pytest.mark.parametrize("data", [None, "title", ["title"]])
def test_data_without_keys_gives_nothing_and_an_error(data: object) -> None:
    config, faults = load_config(data)

    assert config is None
    assert len(faults) == 1


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("base_url", "https://example.org/?q=1", "ends before ? and #"),
        ("base_url", "https://example.org/#top", "ends before ? and #"),
        ("security", {"contact": "nonsense", "expires": "2027-12-31"}, "RFC 9116"),
        ("forge", {"url": "https://example.org/forge", "folder": "../../x"}, "leads out of the repository"),
    ],
)
def test_an_address_that_is_wrong_for_its_purpose_is_told(key: str, value: object, message: str) -> None:
    config, faults = load_config({"title": "A title", key: value})

    assert config is not None
    assert config.title == ""
    assert [fault.path[0] for fault in faults] == [key]
    assert message in faults[0].message
