"""The configuration: every key checked, and what can be used of one with mistakes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from alongside.config import Crisis, Exit, SiteConfig, SiteWords, base_of, in_language, load_config, untold
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


LINE = Crisis(call="988", sms="988", page="/crisis/")


def test_a_title_is_enough() -> None:
    assert loaded() == SiteConfig(title="Test", crisis=LINE, distances="miles")


@pytest.mark.parametrize("typed", ["https://example.org/dir", "https://example.org/dir/"])
def test_the_base_address_ends_with_a_slash(typed: str) -> None:
    assert loaded(base_url=typed).base_url == "https://example.org/dir/"


@pytest.mark.parametrize("word", ["off", "Off", "no", "false"])
def test_the_crisis_line_can_be_left_out(word: str) -> None:
    assert loaded(crisis=word).crisis is None


@pytest.mark.parametrize("word", ["off", "Off", "no", "false"])
def test_the_way_to_leave_quickly_can_be_left_out_and_the_crisis_line_stays(word: str) -> None:
    found = loaded(exit=word)

    assert found.exit is None
    assert found.crisis == LINE


def test_the_way_to_leave_quickly_is_there_otherwise() -> None:
    assert loaded().exit == loaded(exit=None).exit == Exit()
    assert loaded(exit={"url": "https://example.org/news"}).exit == Exit(url="https://example.org/news")


def test_the_crisis_line_is_there_otherwise() -> None:
    assert loaded().crisis == loaded(crisis=None).crisis == LINE
    assert loaded(crisis={"call": "112"}).crisis == Crisis(call="112", page="/crisis/")


def test_no_number_is_made_up_for_a_country_whose_line_we_do_not_know() -> None:
    assert loaded(country="CA").crisis == LINE
    assert loaded(country="GB").crisis == Crisis(page="/crisis/")


def test_a_language_takes_over_what_its_own_crisis_line_leaves_out() -> None:
    config = loaded(languages=["en", "es"], crisis={"call": "112", "sms": "112"}, translations={"es": {"crisis": {"text": "¿En crisis?"}}})

    assert in_language(config, "es").crisis == Crisis(text="¿En crisis?", call="112", sms="112", page="/crisis/")


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
        ({"exit": "of"}, ("exit",), "Write them on lines below it, indented: url."),
        ({"exit": {"url": "weather.gov"}}, ("exit", "url"), 'Write "https://weather.gov".'),
        ({"deploy": ["s3", "vercel"]}, ("deploy", 1), "apache, cloudflare-pages, github-pages, gitlab-pages, netlify, nginx, s3."),
        ({"deploy": "github-page"}, ("deploy",), "Did you mean github-pages?"),
        ({"links": "disk"}, ("links",), "Use one of: files, folders."),
        ({"translations": {"es": {"titel": "x"}}}, ("translations", "es", "titel"), "Did you mean title?"),
        ({"translations": {"spanish": {"title": "x"}}}, ("translations", "spanish"), "es"),
    ],
)
def test_a_mistake_is_told_with_its_key(keys: dict[str, Any], path: tuple[str, ...], fix: str) -> None:
    fault = only(**keys)

    assert fault.path == path
    assert fix in fault.fix


def test_a_host_counts_once_however_often_it_is_named() -> None:
    assert loaded(deploy=["nginx", "s3", "nginx"]).deploy == ("nginx", "s3")
    assert loaded(deploy="nginx").deploy == ("nginx",)
    assert loaded().deploy == ()


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


TWO = SiteConfig(
    title="Beside",
    tagline="Near you",
    run_by="Volunteers",
    base_url="https://example.org/help/",
    languages=("en", "es"),
    translations={"es": SiteWords(tagline="Cerca de usted")},
)


def test_the_first_language_begins_at_the_root_and_others_below_their_codes() -> None:
    config = structs.replace(TWO, languages=("es", "en", "pt-br"))

    assert [base_of(language, config) for language in config.languages] == ["", "en/", "pt-br/"]


def test_in_its_first_language_a_site_is_what_its_file_says() -> None:
    assert in_language(TWO, "en") == TWO
    assert untold(TWO, "en") == frozenset()


def test_in_another_language_a_site_has_the_words_that_are_told_and_its_own_address() -> None:
    found = in_language(TWO, "es")

    assert found == structs.replace(TWO, tagline="Cerca de usted", base_url="https://example.org/help/es/")
    assert untold(TWO, "es") == {"title", "run_by"}


def test_words_that_a_site_does_not_have_at_all_are_not_missed() -> None:
    assert untold(SiteConfig(title="Beside", languages=("en", "es")), "es") == {"title"}


@pytest.mark.parametrize(
    ("first", "second", "shown", "missed"),
    [
        pytest.param(Crisis(), None, Crisis(), set(), id="our own words are translated"),
        pytest.param(Crisis(text="Call us"), None, Crisis(text="Call us"), {"crisis"}, id="words of the site are not"),
        pytest.param(Crisis(text="Call us"), Crisis(text="Llame", call="112"), Crisis(text="Llame", call="112"), set(), id="another line"),
        pytest.param(None, Crisis(text="Llame"), None, set(), id="a line that is off stays off"),
    ],
)
def test_the_crisis_line_of_another_language(first: Crisis | None, second: Crisis | None, shown: Crisis | None, missed: set[str]) -> None:
    config = SiteConfig(title="", languages=("en", "es"), crisis=first, translations={"es": SiteWords(crisis=second)})

    assert in_language(config, "es").crisis == shown
    assert untold(config, "es") == missed
