"""Addresses elsewhere are asked politely, and nothing of a private network ever is."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from alongside import pipeline
from alongside.audit.network import Manners, ask, is_open
from alongside.audit.outward import outward
from alongside.cli import main
from alongside.cli.linking import ask_network
from tests.building import DAY, SMALL, make

HERE = frozenset({"127.0.0.1"})
QUICK = Manners(pause=0.0, timeout=5.0, allowed=HERE)


class Listening(ThreadingHTTPServer):
    """A server on this machine that keeps account of what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.at_once = 0
        self.most_at_once = 0
        self.counting = threading.Lock()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{path}"


class Handler(BaseHTTPRequestHandler):
    """Answers as the path says: a status, and behind a slash the header that goes with it."""

    server: Listening

    def do_HEAD(self) -> None:
        with self.server.counting:
            self.server.at_once += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
            earlier = len([path for _, path in self.server.asked if path == self.path])
            self.server.asked.append((self.command, self.path))
            self.server.agents.add(self.headers.get("User-Agent", ""))
        time.sleep(0.02)
        words = self.path.strip("/").partition("?")[0].split("/", 2)
        special = {"no-head": 405 if self.command == "HEAD" else 200, "busy": 200 if earlier else 429, "loop": 302}
        status = special.get(words[0]) or int(words[0])
        self.send_response(status)
        if status in (301, 302, 307):
            self.send_header("Location", "/".join(words[1:]) if words[0] != "loop" else "/loop")
        if status in (429, 503) and words[1:]:
            self.send_header("Retry-After", words[1].replace("+", " "))
        self.end_headers()
        with self.server.counting:
            self.server.at_once -= 1

    do_GET = do_HEAD  # noqa: N815 (the library's names)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[Listening]:
    with Listening() as listening:
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "outcome", "said", "asked"),
    [
        ("200", "fine", "200 OK", ["HEAD"]),
        ("204", "fine", "204 No Content", ["HEAD"]),
        ("no-head", "fine", "200 OK", ["HEAD", "GET"]),
        ("404", "gone", "404 Not Found", ["HEAD", "GET"]),
        ("410", "gone", "410 Gone", ["HEAD", "GET"]),
        ("403", "refused", "403 Forbidden", ["HEAD", "GET"]),
        ("500", "failing", "500 Internal Server Error", ["HEAD", "GET"]),
        ("503", "failing", "503 Service Unavailable", ["HEAD", "GET"]),
        ("busy/0", "fine", "200 OK", ["HEAD", "HEAD"]),
        ("429/0", "later", "the host wants to be left alone for now", ["HEAD", "HEAD"]),
        ("429/86400", "later", "the host wants to be left alone for now", ["HEAD"]),
        ("429", "later", "the host wants to be left alone for now", ["HEAD"]),
        ("503/Fri,+31+Dec+2100+23:59:59+GMT", "later", "the host wants to be left alone for now", ["HEAD"]),
        ("503/soon", "failing", "503 Service Unavailable", ["HEAD", "GET"]),
        ("301//200", "fine", "200 OK", ["HEAD", "HEAD"]),
        ("302//404", "gone", "404 Not Found", ["HEAD", "HEAD", "GET"]),
        ("302", "fine", "302 Found", ["HEAD"]),
        ("302/ftp://example.org/", "unreachable", "it leads out of the web", ["HEAD"]),
        ("302/http://127.0.0.2/", "private", "it leads into a private network", ["HEAD"]),
        ("302/http://[::1]/", "private", "it leads into a private network", ["HEAD"]),
        ("302/http://0x7f.2/", "private", "it leads into a private network", ["HEAD"]),
        ("302/http://169.254.169.254/latest/", "private", "it leads into a private network", ["HEAD"]),
        ("302/http://nowhere.invalid/", "unreachable", "there is no host of that name", ["HEAD"]),
        ("200/\u00e9?a=b c&d=\u00e9#part", "fine", "200 OK", ["HEAD"]),
    ],
)
def test_what_becomes_of_an_address(server: Listening, path: str, outcome: str, said: str, asked: list[str]) -> None:
    [answer] = ask([server.url(path)], QUICK)

    assert (answer.address, answer.outcome, answer.said) == (server.url(path), outcome, said)
    assert [method for method, _ in server.asked] == asked


def test_a_redirect_without_end_is_left(server: Listening) -> None:
    [answer] = ask([server.url("loop")], QUICK)

    assert (answer.outcome, answer.said) == ("failing", "it redirects more than 5 times")
    assert len(server.asked) == 6


def test_a_host_is_asked_one_thing_at_a_time_and_each_only_once(server: Listening) -> None:
    addresses = [server.url(f"200/{number}") for number in range(8)]

    answers = ask([*addresses, *addresses], QUICK)

    assert [answer.address for answer in answers] == addresses
    assert sorted(server.asked) == sorted(("HEAD", f"/200/{number}") for number in range(8))
    assert server.most_at_once == 1


def test_hosts_that_lead_to_one_another_take_turns(server: Listening) -> None:
    other = f"http://localhost:{server.server_port}/302/{server.url('200')}"

    answers = ask([other, *(server.url(f"200/{number}") for number in range(4))], Manners(pause=0.0, allowed={"127.0.0.1", "::1"}))

    assert {answer.outcome for answer in answers} == {"fine"}
    # The other name's first request may be under way beside one of this name's.
    assert server.most_at_once <= 2


def test_a_host_that_wants_to_be_left_alone_is(server: Listening) -> None:
    answers = ask([server.url("429/86400"), *(server.url(f"200/{number}") for number in range(3))], QUICK)

    assert [answer.outcome for answer in answers] == ["later"] * 4
    assert len(server.asked) == 1


def test_the_project_is_named(server: Listening) -> None:
    ask([server.url("200")], QUICK)

    [agent] = server.agents
    assert agent.startswith("Alongside/")


def test_this_machine_is_never_asked(server: Listening) -> None:
    addresses = [server.url("200"), f"http://localhost:{server.server_port}/200", f"http://[::ffff:127.0.0.1]:{server.server_port}/200"]

    answers = ask(addresses, Manners(pause=0.0))

    assert [answer.outcome for answer in answers] == ["private"] * 3
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    ["http://", "http://[", "http://a.invalid:99999/", "http://\u2100.invalid/", "http://" + "a" * 70 + ".invalid/", "http://a b/"],
)
def test_an_address_that_cannot_be_read_is_told(address: str) -> None:
    [answer] = ask([address], QUICK)

    assert answer.outcome == "unreachable"
    assert answer.said


def test_a_port_that_nobody_listens_at_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    [answer] = ask([f"http://127.0.0.1:{port}/"], QUICK)

    assert (answer.outcome, answer.said) == ("unreachable", "Connection refused")


@pytest.mark.parametrize("drip", [b"", b"H", b"hello\r\n\r\n"])
def test_a_server_that_never_ends_its_answer_is_left(drip: bytes) -> None:
    ended = threading.Event()

    def serve(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection:
            while not ended.wait(0.02):
                try:
                    connection.sendall(drip)
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=(listening,), daemon=True)
        thread.start()
        [answer] = ask([f"http://127.0.0.1:{listening.getsockname()[1]}/"], Manners(pause=0.0, timeout=0.3, allowed=HERE))
        ended.set()
        thread.join()

    assert answer.outcome == "unreachable"
    assert answer.said


@pytest.mark.parametrize(
    ("number", "is_it"),
    [
        *((number, True) for number in ("93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::808:808")),
        *((number, False) for number in ("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0")),
        *((number, False) for number in ("224.0.0.1", "239.1.1.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1")),
        *((number, False) for number in ("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1")),
        *((number, False) for number in ("::ffff:127.0.0.1", "::127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b:1::a00:1")),
    ],
)
def test_which_numbers_are_of_the_open_internet(number: str, is_it: bool) -> None:
    assert is_open(number) is is_it


PAGE = (
    '<a href="https://site.example/edit">Edit</a><link rel="canonical" href="https://canonical.example/">'
    '<a href="{}" rel="noopener ugc">x</a><a href="https://www.openstreetmap.org/?mlat=1" rel="ugc">Way</a>'
    '<a href="mailto:a@b.example" rel="ugc">m</a>'
)


def test_links_that_people_wrote_are_found_once(tmp_path: Path) -> None:
    pages = {
        "index.html": PAGE.format("https://first.example/"),
        "meetings/a/index.html": PAGE.format("https://a.example/#top"),
        "meetings/b/index.html": PAGE.format("HTTPS://b.example/?x=1&amp;y=2"),
        "es/meetings/a/index.html": PAGE.format("https://a.example/"),
        "es/meetings/b/index.html": PAGE.format("https://only.example/"),
        "guides/a/index.html": PAGE.format("https://guide.example/"),
    }

    assert outward(make(tmp_path, pages)) == {
        "https://a.example/": "meetings/a/index.html",
        "HTTPS://b.example/?x=1&y=2": "meetings/b/index.html",
        "https://only.example/": "es/meetings/b/index.html",
    }


TUESDAY = "content/meetings/boulder/tuesday.yaml"


def test_a_warning_names_the_file_of_the_listing_and_its_line(
    server: Listening, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make(tmp_path, SMALL)
    listings = pipeline.load(pipeline.Options(site=site, out=site / "_site", today=lambda _zone: DAY, cache=False)).listings
    (site / TUESDAY).write_text(f"{SMALL[TUESDAY]}# was {server.url('404')}\n", "utf-8")
    pages = {"meetings/tuesday": "404", "meetings/nobody": "410", "es/meetings/tuesday": "500", "meetings/fine": "200"}
    make(site / "_site", {f"{folder}/index.html": PAGE.format(server.url(path)) for folder, path in pages.items()})
    monkeypatch.chdir(site)

    problems = ask_network(site / "_site", Path(), listings, QUICK)

    lines = SMALL[TUESDAY].count("\n") + 1
    assert sorted((problem.file, problem.line, problem.column, problem.value, problem.rule) for problem in problems) == [
        (TUESDAY, 0, 0, server.url("500"), "link-failing"),
        (TUESDAY, lines, 7, server.url("404"), "link-gone"),
        ("meetings/nobody/index.html", 0, 0, server.url("410"), "link-gone"),
    ]
    assert all(problem.severity == "warning" and problem.message and problem.fix for problem in problems)
    assert "1 of 4 addresses elsewhere answer." in capsys.readouterr().out


def test_the_command_warns_and_ends_well(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    listing = "content/meetings/boulder/one.yaml"
    online = "name: One\nfellowship: aa\narea: boulder\nonline: {url: https://nowhere.invalid/one}\nwhen: [Mondays 12:00]\n"
    kept = ("site_config.yaml", "content/areas.yaml")
    monkeypatch.chdir(make(tmp_path, {**{name: SMALL[name] for name in kept}, listing: online}))

    assert main(["build", "--quiet"]) == 0
    code = main(["audit", "--links"])

    out, err = capsys.readouterr()
    assert (code, err) == (0, "Asking for 1 addresses on 1 host; a host is asked once a second.\n")
    assert f"{listing}:4:15: warning: https://nowhere.invalid/one: there is no host of that name" in out
    assert "0 of 1 addresses elsewhere answer." in out
    assert "1 link to elsewhere should be looked at." in out
