"""A running ``serve``, as a person starts it: a process of its own, asked over sockets."""

import base64
import contextlib
import http.client
import json
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlencode

from tests.building import ROOT, snapshot

# Far longer than anything takes; what is waited for ends the wait.
PATIENCE = 60.0  # a loaded machine may stand still for a while


def _answer(connection: socket.socket, method: str) -> http.client.HTTPResponse:
    answer = http.client.HTTPResponse(connection, method=method)
    answer.begin()
    return answer


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Line:
    """The socket of an open page, read as RFC 6455, section 5.2, says."""

    def __init__(self, connection: socket.socket) -> None:
        self.stream = connection.makefile("rb")

    def message(self) -> dict[str, Any]:
        """The next message."""
        first, length = self.stream.read(2)
        assert first == 0x81
        if length > 125:
            length = int.from_bytes(self.stream.read(2 if length == 126 else 8))
        found: dict[str, Any] = json.loads(self.stream.read(length))
        return found

    def until(self, **wanted: Any) -> dict[str, Any]:
        """The next message with these values."""
        while (found := self.message()) | wanted != found:
            pass
        return found


class Served:
    """A running ``serve`` of a small site, and what it has said so far."""

    def __init__(self, site: Path, port: int) -> None:
        self.site = site
        self.port = port or _free_port()
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

    def ask(self, path: str, host: str = "", method: str = "GET") -> tuple[int, http.client.HTTPMessage, bytes]:
        """Status, headers and body of an address, which is sent as it is."""
        with self.connected() as connection:
            host = host or f"127.0.0.1:{self.port}"
            connection.sendall(f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode("latin-1"))
            with _answer(connection, method) as answer:
                return answer.status, answer.headers, answer.read()

    def get(self, path: str, host: str = "") -> tuple[int, str]:
        """Status and body of an address."""
        status, _, body = self.ask(path, host)
        return status, body.decode("utf-8", "replace")

    def handshake(self, origin: str, host: str = "", message: bytes = b"") -> int:
        """The status with which a browser's request for the socket is answered; a message is sent if it is taken."""
        with self.connected() as connection:
            status = self._shake_hands(connection, "/.serve/socket", host or f"localhost:{self.port}", origin)
            if status == 101 and message:
                # A text frame, masked with zeros as a client's must be (RFC 6455, section 5.2).
                connection.sendall(bytes([0x81, 0x80 | len(message)]) + bytes(4) + message)
                connection.recv(1000)
            return status

    @contextlib.contextmanager
    def line(self, page: str) -> Iterator["Line"]:
        """What an open page hears."""
        seen = re.search(r'data-seen="([0-9a-f]+)"', self.get(page)[1])
        assert seen
        with self.connected() as connection:
            host = f"localhost:{self.port}"
            address = f"/.serve/socket?{urlencode({'page': page, 'seen': seen[1]})}"
            assert self._shake_hands(connection, address, host, f"http://{host}") == 101
            yield Line(connection)

    def _shake_hands(self, connection: socket.socket, address: str, host: str, origin: str) -> int:
        key = base64.b64encode(bytes(16)).decode()
        connection.sendall(
            f"GET {address} HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        head = b""
        # Byte by byte: the first message may follow at once.
        while not head.endswith(b"\r\n\r\n") and (byte := connection.recv(1)):
            head += byte
        return int(head.split(b" ", 2)[1])

    def connected(self) -> socket.socket:
        """A connection to it."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def page_holds(self, path: str, text: str) -> bool:
        """Whether a page holds a text before patience ends."""
        return _comes(lambda: text in self.get(path)[1])

    def page_is_gone(self, path: str) -> bool:
        """Whether a page is not there any more before patience ends."""
        return _comes(lambda: self.get(path)[0] == 404)

    def becomes(self, files: Mapping[str, bytes]) -> bool:
        """Whether the finished site has these files, and no others, before patience ends."""

        def same() -> bool:
            # A build may take a file away while it is read.
            with contextlib.suppress(FileNotFoundError):
                return snapshot(self.site / "_site") == files
            return False

        return _comes(same)

    def stop(self) -> int:
        """Ends it as Ctrl-C does; returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=PATIENCE)
        self.reader.join(timeout=PATIENCE)
        while not self.lines.empty():
            self.said.append(self.lines.get())
        return code


def _comes(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


@contextlib.contextmanager
def running(site: Path, port: int = 0) -> Iterator[Served]:
    """``serve`` of a site, on a port that is free, stopped at the end whatever happens."""
    found = Served(site, port)
    try:
        yield found
    finally:
        found.stop()
        assert found.process.stdout
        found.process.stdout.close()
