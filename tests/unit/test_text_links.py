"""Web and e-mail addresses that a page may link to."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.text import email_fault, host_label, is_http, links, url_fault


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "https://example.org/a?b=c@d#e",
        "http://example.org:8080/x",
        "HTTPS://Example.ORG/",
        "https://münchen.de/ü",
        "https://example.org./",
        "https://my_site.example.org/",
    ],
)
def test_an_absolute_web_address_is_accepted(url: str) -> None:
    assert url_fault(url) is None


@pytest.mark.parametrize(
    ("url", "message", "instead"),
    [
        pytest.param("https://", "without a host", "", id="nothing after the slashes"),
        pytest.param("https:///evil.example", "without a host", "", id="three slashes"),
        pytest.param("example.org/x", "does not begin with https://", "https://example.org/x", id="no scheme"),
        pytest.param("example.org:8080/x", "does not begin with https://", "https://example.org:8080/x", id="no scheme, with port"),
        pytest.param("//example.org", "does not begin with https://", "https://example.org", id="two slashes only"),
        pytest.param("https:example.org", "does not begin with https://", "https://example.org", id="no slashes"),
        pytest.param("javascript:alert(1)", "cannot link to", "", id="script"),
        pytest.param("JaVaScRiPt:alert(1)", "cannot link to", "", id="script in mixed case"),
        pytest.param("java\tscript:alert(1)", "U+0009", "", id="script with a tab"),
        pytest.param("data:text/html,x", "cannot link to", "", id="data"),
        pytest.param("mailto:a@example.org", "not a web address", "", id="mail"),
        pytest.param("http://bank.example@evil.example/x", "user name", "http://evil.example/x", id="user name"),
        pytest.param("https://example.org/a b", "a space", "https://example.org/a%20b", id="space"),
        pytest.param("https:\\\\example.org", "backslash", "https://example.org", id="backslashes"),
        pytest.param("https://example.org/\u202e", "U+202E", "https://example.org/", id="bidirectional override"),
        pytest.param("https://example.org\n", "U+000A", "https://example.org", id="line feed"),
        pytest.param('https://example.org/"x', 'the character "', "https://example.org/%22x", id="quote"),
        pytest.param("http://localhost/x", "without a dot", "", id="this machine"),
        pytest.param("http://127.0.0.1/", "a number", "", id="number"),
        pytest.param("http://0x7f.1/", "a number", "", id="hexadecimal number"),
        pytest.param("http://[::1]/", "port", "", id="IPv6"),
        pytest.param("https://example.org:99999/x", "port", "https://example.org/x", id="port too high"),
        pytest.param("https://example..org", "not the name of a host", "", id="two dots"),
        pytest.param("", "empty", "", id="empty"),
    ],
)
def test_anything_else_is_refused_with_what_to_type(url: str, message: str, instead: str) -> None:
    fault = url_fault(url)

    assert fault is not None
    assert message in fault[0]
    if instead:
        assert fault[1] == f'Write "{instead}".'
        assert url_fault(instead) is None


@given(st.text(max_size=60))
def test_an_address_that_is_proposed_would_pass(text: str) -> None:
    fault = url_fault(text)

    proposed = re.fullmatch(r'Write "(.*)"\.', fault[1]) if fault else None
    assert proposed is None or url_fault(proposed[1]) is None


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://zoom.us/j/1", "Zoom"),
        ("https://us02web.zoom.us/j/1?pwd=x", "Zoom"),
        ("https://ZOOM.us:443/j/1", "Zoom"),
        ("https://meet.google.com/abc", "Google Meet"),
        ("https://teams.live.com/meet/1", "Microsoft Teams"),
        ("https://evilzoom.us/j/1", ""),
        ("https://zoom.us.example.org/j/1", ""),
        ("https://google.com/", ""),
        ("zoom.us/j/1", ""),
    ],
)
def test_a_known_host_is_named_by_whole_labels_only(url: str, label: str) -> None:
    assert host_label(url) == label


def test_plain_http_is_told_apart() -> None:
    assert is_http("http://example.org")
    assert is_http("HTTP://example.org")
    assert not is_http("https://example.org")


@pytest.mark.parametrize("text", ["hello@example.org", "first.last+tag@sub.example.org", "josé@münchen.de"])
def test_an_email_address_is_accepted(text: str) -> None:
    assert email_fault(text) is None


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("mailto:hello@example.org", "hello@example.org"),
        ("<hello@example.org>", "hello@example.org"),
        ("hello@example.org?bcc=x@example.org", "hello@example.org"),
        (" hello@example.org", "hello@example.org"),
        ("hello@localhost", ""),
        ("hello@example.org, bye@example.org", ""),
        (".hello@example.org", ""),
        ("he..llo@example.org", ""),
        ("hello", ""),
        ("", ""),
        ("hello@example.org\u202e", ""),
    ],
)
def test_what_is_no_email_address_is_refused_with_what_to_type(text: str, instead: str) -> None:
    fault = email_fault(text)

    assert fault is not None
    assert fault[1] == f'Write "{instead}".' if instead else fault[1]
    assert not instead or email_fault(instead) is None


PARTS = ["https://", "http://", "HTTPS://", "example", ".org", ".", "-", "a", "1", "x" * 64, ":80", ":", "@", "/", "/a?b=c#d", "//"]
PARTS += ["%20", "\\", " ", "\n", "\u00e9", "_"]


@given(st.sampled_from(["", "https://a.org", "http://b-c.example"]), st.lists(st.sampled_from(PARTS), max_size=8).map("".join))
def test_the_usual_addresses_are_good_ones(start: str, rest: str) -> None:
    url = start + rest

    if links._USUAL.fullmatch(url) and len(url) <= links._USUAL_LENGTH:
        assert links._fault(url) is None
