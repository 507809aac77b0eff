"""What is wrong with a finished site is found by reading it as a browser does, and found alike while it is made."""

import json
import os
from pathlib import Path

import pytest

from alongside.audit import HOSTS, MOST_BYTES, MOST_FILES, audit, judge
from tests.auditing import agreed
from tests.building import make

PAGE = "<!doctype html>\n<html lang=en><title>A</title>\n<body id=top>{}\n"


def found(folder: Path, files: dict[str, str]) -> list[tuple[str, str, int, str]]:
    """What both audits find."""
    return [(problem.file, problem.rule, problem.line, problem.value) for problem in agreed(make(folder, files))]


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

    assert [problem.rule for problem in agreed(tmp_path)] == ["dead-link"]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<p><A HREF='gone/'>x</A>", id="capitals"),
        pytest.param("<p><a\n  class=x\n  href=gone/>x</a>", id="lines and no quotes"),
        pytest.param("<p><a title='a \" href=' href='gone/'>x</a>", id="one sort of quote in the other"),
        pytest.param('<p><a title="a > b" href="gone/">x</a>', id="what ends an element in a value"),
        pytest.param('<p><a title="x href=" href="gone/">x</a>', id="a value that ends like an attribute"),
        pytest.param('<p><b data-x="gone/">1 < 2 href="gone/" <a href="gone/">x</a>', id="a text that looks like an attribute"),
        pytest.param("<p><!-- <a href='nowhere/'> --><a href=\"gone/\">x</a>", id="a comment"),
        pytest.param('<script>let a = \'<a href="nowhere/">\'</script><a href="gone/">x</a>', id="a script"),
        pytest.param('<svg><use href="gone/"></svg>', id="a drawing"),
        pytest.param('<link rel="next" href="gone/">', id="a link in the head"),
        pytest.param('<img src="gone/" alt="">', id="a picture"),
        pytest.param('<img srcset="index.html 1x, gone/ 2x" alt="">', id="pictures of several sizes"),
    ],
)
def test_a_page_may_be_written_otherwise_than_ours(tmp_path: Path, page: str) -> None:
    problems = found(tmp_path, {"index.html": PAGE.format(page)})

    assert [(rule, value) for _, rule, _, value in problems] == [("dead-link", "gone/")]


@pytest.mark.parametrize(
    "page", ["<p id=one><a href='a/#two'>x</a>", "<p id='one'><a href=\"a/#two\">x</a>", '<p ID="one"><a href="a/#two">']
)
def test_ids_may_be_written_otherwise_than_ours(tmp_path: Path, page: str) -> None:
    files = {"index.html": PAGE.format(page), "a/index.html": PAGE.format("<p id=two><a href=../#one>x</a>")}

    assert found(tmp_path, files) == []


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        pytest.param("a.json", '{"a": [1,\n 2}', 2, id="JSON"),
        pytest.param("a.json", "", 1, id="nothing"),
        pytest.param("a.json", '{"a": NaN}', 1, id="no number"),
        pytest.param("a.json", '{"a": 1e999}', 1, id="a number without end"),
        pytest.param("a.json", '"\\ud800"', 1, id="half of a pair"),
        pytest.param("a.json", '{"a": 1} {"b": 2}', 1, id="two documents"),
        pytest.param("a.json", "[" * 5000, 1, id="depth"),
        pytest.param("a.webmanifest", '{"name": }', 1, id="a manifest"),
        pytest.param("a.xml", "<a>\n<b></a>", 2, id="XML"),
        pytest.param("a.xml", '<!DOCTYPE a [\n<!ENTITY b "c">]><a>&b;</a>', 2, id="a declared entity"),
        pytest.param("a.svg", "<svg><g></svg>", 1, id="a drawing"),
        pytest.param("feed.atom", "<feed>&nbsp;</feed>", 1, id="an entity of HTML"),
        pytest.param("a.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", 3, id="a component that does not end"),
        pytest.param("a.ics", "BEGIN:VCALENDAR\r\n", 1, id="a calendar that does not end"),
        pytest.param("a.ics", "BEGIN:VEVENT\r\nEND:VEVENT\r\n", 1, id="an event without a calendar"),
        pytest.param("a.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\nEND:VCALENDAR\r\n", 2, id="a line break of its own"),
        pytest.param("a.ics", "BEGIN:VCALENDAR\r\nSUMMARY:" + "a" * 68 + "\r\nEND:VCALENDAR\r\n", 2, id="a long line"),
        pytest.param("a.ics", "BEGIN:VCALENDAR\r\nhello\r\nEND:VCALENDAR\r\n", 2, id="no property"),
        pytest.param("a.ics", "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n", 1, id="an end first"),
        pytest.param("a.ics", "", 1, id="an empty calendar"),
    ],
)
def test_what_programs_cannot_read_is_found_with_its_line(tmp_path: Path, name: str, text: str, line: int) -> None:
    (tmp_path / name).write_bytes(text.encode())

    [problem] = agreed(tmp_path)

    assert (problem.file, problem.rule, problem.severity) == (name, "unparsable", "error")
    assert problem.line == line
    assert problem.message


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"a": [1, -2.5e3, "\\u00e9\\ud83d\\ude00", null, true], "a": {}}'),
        ("a.xml", '<?xml version="1.0" encoding="UTF-8"?>\n<a b="&lt;">&amp;<![CDATA[<]]></a>'),
        ("a.svg", '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg/>'),
        ("a.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:" + "a" * 67 + "\r\n b\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"),
        ("a.ics", "BEGIN:VCALENDAR\r\nX-A;B=c:d\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
        ("a.txt", "<a>{"),
    ],
)
def test_what_programs_can_read_is_fine(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_bytes(text.encode())

    assert agreed(tmp_path) == []


BASE = "https://small.example.org/dir/"
HEAD = '<link rel="canonical" href="https://small.example.org/dir/">'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("index.html", HEAD + '<link rel="alternate" hreflang="es" href="https://small.example.org/dir/es/">'),
        ("index.html", HEAD + '<meta property="og:image" content="https://small.example.org/dir/es/">'),
        ("index.html", HEAD + '<script type="application/ld+json">[{"@id": "https://small.example.org/dir/es/#x"}]</script>'),
        ("index.html", HEAD + '<script type="application/ld+json">{"offers": {"url": "https://small.example.org/dir/es/"}}</script>'),
        ("sitemap.xml", "<urlset><url><loc> https://small.example.org/dir/es/ </loc></url></urlset>"),
        ("feed.atom", '<feed><link href="https://small.example.org/dir/es/"/></feed>'),
        ("robots.txt", "User-agent: *\nSitemap: https://small.example.org/dir/es/\n"),
        ("a/app.webmanifest", '{"start_url": "../es/", "icons": []}'),
        ("a/app.webmanifest", '{"icons": [{"src": "/dir/es/"}]}'),
    ],
)
def test_a_whole_address_of_the_site_that_leads_nowhere_is_found(tmp_path: Path, name: str, text: str) -> None:
    make(tmp_path, {"index.html": HEAD, name: text})

    [problem] = audit(tmp_path)

    assert (problem.file, problem.rule, problem.value.partition("#")[0]) == (name, "dead-address", BASE + "es/")
    make(tmp_path, {"es/index.html": ""})
    assert audit(tmp_path) == []


def test_addresses_elsewhere_in_data_are_elsewhere(tmp_path: Path) -> None:
    node = (
        {"@type": "VirtualLocation", "url": BASE + "x"},
        {"@id": BASE + "#x", "url": BASE + "x"},
        {"sameAs": BASE + "x", "name": BASE + "x"},
    )
    page = f'{HEAD}<script type="application/ld+json">{json.dumps(node)}</script>'

    make(tmp_path, {"index.html": page, "sitemap.xml": "<urlset><url><loc>https://elsewhere.example/dir/es/</loc></url></urlset>"})

    assert audit(tmp_path) == []


def test_structured_data_that_cannot_be_read_is_found(tmp_path: Path) -> None:
    make(tmp_path, {"index.html": '<!doctype html>\n<script type="application/ld+json">\n{"a": }</script>'})

    assert [(problem.rule, problem.line) for problem in audit(tmp_path)] == [("unparsable", 3)]


MEBI = 1024 * 1024


@pytest.mark.parametrize(
    ("hosts", "sizes", "told"),
    [
        pytest.param(["github-pages"], {"a": 10**9}, [], id="a gigabyte"),
        pytest.param(["github-pages"], {"a": 10**9, "b": 1}, ["GitHub Pages takes 1,000,000,000 at most"], id="above a gigabyte"),
        pytest.param(["gitlab-pages"], {"a": 10**9, "b": 1}, ["GitLab Pages takes 1,000,000,000 at most"], id="the same elsewhere"),
        pytest.param(["cloudflare-pages"], {"a": 25 * MEBI, "b": 10**9}, ["Cloudflare Pages takes 26,214,400 at most"], id="a large file"),
        pytest.param(["cloudflare-pages"], {str(n): 0 for n in range(20_001)}, ["20,001 files; Cloudflare"], id="many files"),
        pytest.param(["gitlab-pages"], {f"{n}/a": 0 for n in range(100_001)}, ["200,002 files and folders; GitLab"], id="folders count"),
        pytest.param(["gitlab-pages"], {f"{n}/a": 0 for n in range(100_000)}, [], id="as many as may be"),
        pytest.param(["netlify", "s3", "nginx", "apache"], {str(n): 10**9 for n in range(20_001)}, [], id="no limit known"),
        pytest.param(["github-pages", "cloudflare-pages"], {"a": 2 * 10**9}, ["GitHub", "Cloudflare"], id="two hosts"),
        pytest.param([], {str(n): 0 for n in range(20_001)}, ["some hosts take 20,000 at most"], id="no host named"),
    ],
)
def test_what_a_host_refuses_is_told_before_it_does(hosts: list[str], sizes: dict[str, int], told: list[str]) -> None:
    problems = judge({}, sizes, hosts)

    assert len(problems) == len(told)
    assert all(words in problem.message for words, problem in zip(told, problems, strict=True))
    assert all(problem.fix and problem.severity == "warning" for problem in problems)


def test_every_host_that_can_be_named_is_known() -> None:
    assert set(HOSTS) == {"github-pages", "gitlab-pages", "netlify", "cloudflare-pages", "s3", "nginx", "apache"}


def test_the_sample_site_is_sound(sample: Path) -> None:
    assert agreed(sample) == []
    assert audit(sample) == []
