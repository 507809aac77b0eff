"""What is wrong with a finished site is found by reading it as a browser does."""

import os
from pathlib import Path

import pytest

from alongside.audit import MOST_BYTES, MOST_FILES, audit
from tests.building import make

PAGE = "<!doctype html>\n<html lang=en><title>A</title>\n<body id=top>{}\n"


def found(folder: Path, files: dict[str, str]) -> list[tuple[str, str, int, str]]:
    make(folder, files)
    return [(problem.file, problem.rule, problem.line, problem.value) for problem in audit(folder)]


@pytest.mark.parametrize(
    "link",
    ["a/", "a/index.html", "a", "./a/", "a/?page=2", "a/#part", "#top", "#", "", "?x=1", "b%20c.txt", "./", ".", "index.html#top", "a/../"],
)
def test_a_link_that_leads_somewhere_is_sound(tmp_path: Path, link: str) -> None:
    files = {"index.html": PAGE.format(f'<a href="{link}">x</a>'), "a/index.html": PAGE.format("<p id=part>"), "b c.txt": "text"}

    assert found(tmp_path, files) == []


@pytest.mark.parametrize(
    "link", ["https://example.org/x", "//example.org/x", "mailto:a@example.org", "tel:988", "sms:988", "HTTPS://E.example"]
)
def test_a_link_to_elsewhere_is_the_readers_to_follow(tmp_path: Path, link: str) -> None:
    assert found(tmp_path, {"index.html": PAGE.format(f'<a href="{link}">x</a>')}) == []


@pytest.mark.parametrize("link", ["b/", "a/b", "../a/", "/a/", "A/", "a/index.htm", "../../index.html", "https://[", "a/%2e%2e/%2e%2e/x"])
def test_a_dead_link_is_found_with_its_line(tmp_path: Path, link: str) -> None:
    files = {"index.html": PAGE.format(f'\n<p><a href="{link}">x</a>'), "a/index.html": PAGE}

    assert found(tmp_path, files) == [("index.html", "dead-link", 4, link)]


@pytest.mark.parametrize("link", ["a/#nowhere", "#nowhere", "a/index.html#Part"])
def test_a_link_to_a_part_that_is_not_there_is_found(tmp_path: Path, link: str) -> None:
    files = {"index.html": PAGE.format(f'<a href="{link}">x</a>'), "a/index.html": PAGE.format("<p id=part>")}

    assert found(tmp_path, files) == [("index.html", "dead-fragment", 3, link)]


def test_an_id_that_is_given_twice_is_found(tmp_path: Path) -> None:
    files = {"index.html": PAGE.format("<p id=one><p id=two><p id=one>"), "a/index.html": PAGE.format("<p id=two>")}

    assert found(tmp_path, files) == [("index.html", "id-twice", 3, "one")]


@pytest.mark.parametrize(
    ("element", "address"),
    [
        ('<script src="https://cdn.example/a.js"></script>', "https://cdn.example/a.js"),
        ('<script src="//cdn.example/a.js"></script>', "//cdn.example/a.js"),
        ('<img src="https://tracker.example/1.gif">', "https://tracker.example/1.gif"),
        ('<img srcset="https://tracker.example/2.gif 2x">', "https://tracker.example/2.gif"),
        ('<link rel="stylesheet" href="https://cdn.example/a.css">', "https://cdn.example/a.css"),
        ('<link rel="preconnect" href="https://fonts.example">', "https://fonts.example"),
        ('<link rel="shortcut icon" href="https://cdn.example/i.png">', "https://cdn.example/i.png"),
        ('<iframe src="https://video.example/"></iframe>', "https://video.example/"),
        ('<object data="https://cdn.example/o"></object>', "https://cdn.example/o"),
        ('<video poster="https://cdn.example/p"></video>', "https://cdn.example/p"),
    ],
)
def test_what_a_page_loads_from_others_is_found(tmp_path: Path, element: str, address: str) -> None:
    assert found(tmp_path, {"index.html": PAGE.format(element)}) == [("index.html", "third-party", 3, address)]


@pytest.mark.parametrize(
    "rule", ["url(https://cdn.example/f.woff)", "url( '//cdn.example/f.woff' )", '@import "https://cdn.example/f.woff";']
)
def test_what_a_style_sheet_loads_from_others_is_found(tmp_path: Path, rule: str) -> None:
    [(file, name, line, address)] = found(tmp_path, {"assets/a.css": f"body {{}}\n a {{ {rule} }}\n"})

    assert (file, name, line) == ("assets/a.css", "third-party", 2)
    assert address.endswith("//cdn.example/f.woff")


def test_what_a_page_brings_along_is_fine(tmp_path: Path) -> None:
    page = '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><link rel="canonical" href="https://example.org/"><img src="a.svg">'

    assert found(tmp_path, {"index.html": PAGE.format(page), "a.svg": "<svg/>", "a.css": "a { background: url(a.svg) }"}) == []


def test_the_page_for_what_is_not_there_may_begin_its_links_with_the_base(tmp_path: Path) -> None:
    page = PAGE.format('<a href="/base/">x</a>')

    assert found(tmp_path, {"404.html": page, "es/404.html": page}) == []


def test_a_file_that_hosts_refuse_is_a_warning(tmp_path: Path) -> None:
    with (tmp_path / "big.bin").open("wb") as file:
        file.truncate(MOST_BYTES + 1)

    [problem] = audit(tmp_path)

    assert (problem.file, problem.rule, problem.severity) == ("big.bin", "host-limit", "warning")


def test_more_files_than_hosts_take_are_a_warning(tmp_path: Path) -> None:
    first = tmp_path / "0"
    first.touch()
    for number in range(1, MOST_FILES):
        os.link(first, tmp_path / str(number))
    assert audit(tmp_path) == []

    (tmp_path / "one-more").touch()

    [problem] = audit(tmp_path)
    assert (problem.rule, problem.severity) == ("host-limit", "warning")
    assert "20,001" in problem.message


def test_bytes_that_are_no_text_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"<!doctype html>\xff\xfe<a href='\xff/'>" + b"<" * 1000 + b"<!--")

    assert [problem.rule for problem in audit(tmp_path)] == ["dead-link"]


def test_the_sample_site_is_sound(sample: Path) -> None:
    assert audit(sample) == []
