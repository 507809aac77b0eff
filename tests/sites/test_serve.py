"""``serve``: for this machine alone, built again on every save, and the last good site stays."""

import base64
import contextlib
import http.client
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import html5lib
import pytest

from tests.building import ROOT, SMALL, make

# Far longer than anything takes; what is waited for ends the wait.
PATIENCE = 60.0  # a loaded machine may stand still for a while
LISTING = "content/meetings/boulder/dawn.yaml"


def _answer(connection: socket.socket) -> http.client.HTTPResponse:
    answer = http.client.HTTPResponse(connection)
    answer.begin()
    return answer


class Served:
    """A running ``serve`` of a small site, and what it has said so far."""

    def __init__(self, site: Path) -> None:
        self.site = site
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "build.py"), "serve", "--site", str(site), "--port", str(self.port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        assert self.process.stdout
        self.said: list[str] = []
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True)
        self.reader.start()
        self.wait_for("Serving ")

    def _read(self, stream: IO[bytes]) -> None:
        for line in stream:
            self.lines.put(line.decode("utf-8", "replace"))

    def wait_for(self, text: str) -> str:
        """The next line that holds a text."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                line = self.lines.get(timeout=max(0.01, until - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"never said {text!r}, but: {''.join(self.said)}") from None
            self.said.append(line)
            if text in line:
                return line

    def get(self, path: str, host: str = "") -> tuple[int, str]:
        """Status and body of an address, which is sent as it is."""
        with self.connected() as connection:
            connection.sendall(
                f"GET {path} HTTP/1.1\r\nHost: {host or f'127.0.0.1:{self.port}'}\r\nConnection: close\r\n\r\n".encode("latin-1")
            )
            with _answer(connection) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")

    def handshake(self, origin: str, host: str = "", message: bytes = b"") -> int:
        """The status with which a browser's request for the reload socket is answered; a message is sent if it is taken."""
        with self.connected() as connection:
            key = base64.b64encode(bytes(16)).decode()
            connection.sendall(
                f"GET /livereload HTTP/1.1\r\nHost: {host or f'localhost:{self.port}'}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\n"
                f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
            )
            with _answer(connection) as answer:
                if answer.status == 101 and message:
                    # A text frame, masked with zeros as a client's must be (RFC 6455, section 5.2).
                    connection.sendall(bytes([0x81, 0x80 | len(message)]) + bytes(4) + message)
                    connection.recv(1000)
                return answer.status

    def connected(self) -> socket.socket:
        """A connection to it."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def page_holds(self, path: str, text: str) -> bool:
        """Whether a page holds a text before patience ends."""
        until = time.monotonic() + PATIENCE
        while text not in self.get(path)[1]:
            if time.monotonic() > until:
                return False
            time.sleep(0.1)
        return True

    def stop(self) -> int:
        """Ends it as Ctrl-C does; returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=PATIENCE)
        self.reader.join(timeout=PATIENCE)
        while not self.lines.empty():
            self.said.append(self.lines.get())
        return code


@contextlib.contextmanager
def running(site: Path) -> Iterator[Served]:
    """``serve`` of a site, stopped at the end whatever happens."""
    found = Served(site)
    try:
        yield found
    finally:
        found.stop()
        assert found.process.stdout
        found.process.stdout.close()


def policy_of(body: str) -> dict[str, set[str]]:
    """What a page says that it may load, as a browser reads it: by directive."""
    metas = html5lib.parse(body, namespaceHTMLElements=False).iter("meta")
    [text] = [meta.get("content", "") for meta in metas if meta.get("http-equiv") == "Content-Security-Policy"]
    return {name: set(values) for name, *values in (part.split() for part in text.split(";"))}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(make(tmp_path_factory.mktemp("serve") / "site")) as found:
        yield found
    # Whatever the tests sent to it.
    assert "Traceback" not in "".join(found.said)


@pytest.mark.parametrize("host", ["", "localhost", "LOCALHOST", "127.0.0.1:80"])
def test_a_page_is_served_under_the_names_of_this_machine(served: Served, host: str) -> None:
    status, body = served.get("/meetings/tuesday/", host)

    assert status == 200
    assert "Tuesday Group" in body
    assert f'<script src="/livereload.js?port={served.port}"></script></head>' in body


def test_a_page_may_run_the_script_that_loads_it_again(served: Served) -> None:
    policy = policy_of(served.get("/")[1])

    finished = policy_of((served.site / "_site" / "index.html").read_text("utf-8"))

    # Nothing else differs from what readers get.
    assert {name: values for name, values in policy.items() if values != finished[name]} == {"connect-src": {"'self'", "ws:"}}
    assert policy["script-src"] == {"'self'"}
    assert served.get("/livereload.js?port=1")[0] == 200


def test_the_finished_site_itself_has_only_its_own_script_and_no_socket(served: Served) -> None:
    body = (served.site / "_site" / "index.html").read_text("utf-8")

    scripts = [element.attrib for element in html5lib.parse(body, namespaceHTMLElements=False).iter("script")]
    assert [set(attributes) for attributes in scripts] == [{"src", "defer"}]
    assert re.fullmatch(r"\./assets/site\.en\.[0-9a-f]{10}\.js", scripts[0]["src"])
    assert policy_of(body)["connect-src"] == {"'self'"}
    assert "livereload" not in body


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "192.168.0.1"])
def test_any_other_name_gets_nothing(served: Served, host: str) -> None:
    for path in ("/", "/meetings/tuesday/", "/livereload.js"):
        status, body = served.get(path, host)

        assert status in (403, 404)
        assert "Tuesday" not in body


@pytest.mark.parametrize(
    "path",
    [
        *("/../site_config.yaml", "/../../etc/passwd", "/%2e%2e/site_config.yaml", "/..%2fsite_config.yaml", "/%2e%2e%2fsite_config.yaml"),
        *("/..%5csite_config.yaml", "//etc/passwd", "/%2fetc/passwd", "/meetings/../../site_config.yaml", "/link/site_config.yaml"),
        *(
            "/%00",
            "/index.html%00.txt",
            "/%ff",
            "/%c0%ae%c0%ae/site_config.yaml",
            f"/{'a' * 300}",
            f"/{'a/' * 3000}",
            "/loop",
            "/nothing-here",
        ),
    ],
)
def test_an_address_that_leads_nowhere_or_out_is_not_there(served: Served, path: str) -> None:
    out = served.site / "_site"
    for name, target in (("link", served.site), ("loop", out / "loop")):
        if not (out / name).is_symlink():
            (out / name).symlink_to(target)

    status, body = served.get(path)

    assert status in (400, 404)
    assert "timezone" not in body
    assert "root:" not in body
    assert "Traceback" not in body


def test_what_is_not_there_gets_the_sites_own_page(served: Served) -> None:
    status, body = served.get("/nothing/here/")

    assert status == 404
    assert "This page is not here" in body


def test_a_folder_is_shown_with_its_slash_on_this_machine(served: Served) -> None:
    for path in ("/meetings", "//meetings"):
        with served.connected() as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            with _answer(connection) as answer:
                assert (answer.status, answer.headers["Location"]) == (302, "/meetings/")


@pytest.mark.parametrize("origin", ["http://localhost:{}", "http://127.0.0.1:{}"])
def test_a_page_of_this_machine_may_hear_of_changes(served: Served, origin: str) -> None:
    assert served.handshake(origin.format(served.port)) == 101


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example", "http://127.0.0.1.evil.example", "file://"]
)
def test_a_page_from_elsewhere_may_not(served: Served, origin: str) -> None:
    assert served.handshake(origin) == 403


def test_a_page_from_elsewhere_may_not_by_another_name_either(served: Served) -> None:
    assert served.handshake("http://evil.example", "evil.example") in (403, 404)


@pytest.mark.parametrize("message", [b"not json", b"[]", b'"x"', b"{}"])
def test_a_message_that_no_browser_sends_ends_only_its_own_connection(served: Served, message: bytes) -> None:
    assert served.handshake("http://localhost", message=message) == 101

    assert served.get("/")[0] == 200


def test_saving_builds_again_and_a_mistake_keeps_the_last_good_site(served: Served) -> None:
    listing = served.site / LISTING

    listing.write_text(SMALL[LISTING].replace("name: Dawn", "name: Early Dawn"))
    assert served.page_holds("/meetings/dawn/", "Early Dawn")
    assert "<lambda>" not in served.wait_for("built again: ")

    listing.write_text(SMALL[LISTING].replace("fellowship: smart", "felowship: smart"))
    assert served.wait_for("felowship")
    served.wait_for("The last good site stays")
    assert "Early Dawn" in served.get("/meetings/dawn/")[1]

    listing.write_text(SMALL[LISTING].replace("name: Dawn", "name: Dawn Again"))
    assert served.page_holds("/meetings/dawn/", "Dawn Again")

    make(served.site, {"content/meetings/boulder/another.yaml": SMALL[LISTING].replace("name: Dawn", "name: Another")})
    assert served.page_holds("/meetings/another/", "Another")

    make(served.site, {"site_config.yaml": SMALL["site_config.yaml"].replace("title: Small", "title: Larger")})
    assert served.page_holds("/", "Larger")


def test_a_template_with_a_mistake_keeps_the_last_good_site_too_until_ctrl_c(tmp_path: Path) -> None:
    site = make(tmp_path / "site", {**SMALL, "templates/pages/home.html": (ROOT / "templates/pages/home.html").read_text("utf-8")})
    with running(site) as served:
        (site / "templates/pages/home.html").write_text("{% if %}\n")
        told, status = served.wait_for("home.html"), served.get("/")[0]

        code = served.stop()

    assert "home.html:1" in told
    assert status == 200
    assert code == 0
    assert "Traceback" not in "".join(served.said)


def test_a_port_that_is_taken_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        done = subprocess.run(
            [sys.executable, str(ROOT / "build.py"), "serve", "--site", str(make(tmp_path / "site")), "--port", port],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    assert done.returncode == 3
    assert f"Port {port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_site_is_told_before_anything_is_served(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "serve", "--site", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert done.returncode == 2
    assert "site_config.yaml" in done.stderr
