"""Whether addresses elsewhere still answer: politely, and never within private networks.

Rules: one request at a time to a host, and a pause after it; HEAD, then GET where HEAD is refused, whose answer's body is never read; a
host that says when to come back (429 or 503 with Retry-After) is waited for once, if that is soon, else left alone. A name is looked up
once and the connection goes to what was found, so that it cannot lead elsewhere the second time (DNS rebinding); every address of it
must be one of the open internet, at each redirect anew. Sources: RFC 9110, sections 9.3.2, 10.2.3 and 15.4; RFC 6890.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit

from msgspec import Struct

from alongside import __version__

AGENT = f"Alongside/{__version__} (a directory that looks whether its links still work)"
AT_ONCE, REDIRECTS, PATIENCE = 4, 5, 30.0
_NEVER = float("inf")
# Answers to HEAD that say nothing about GET.
_REDIRECTING = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({429, 503})
_TRANSLATED, _UNICAST = ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("2000::/3")
# Signs that may stand in the path of a request as they are.
_SAFE = "%/:=&?~+!$,;'@()*[]"

Outcome = Literal["fine", "gone", "refused", "failing", "unreachable", "later", "private"]


class Answer(Struct, frozen=True):
    """What became of an address: an outcome, and what the server or the network said."""

    address: str
    outcome: Outcome
    said: str = ""


class Manners(Struct, frozen=True, kw_only=True):
    """How to ask: seconds between two requests to a host, seconds for one answer, and hosts' numbers that are asked although they are
    not of the open internet. Only tests have such."""

    pause: float = 1.0
    timeout: float = 10.0
    allowed: Collection[str] = frozenset()


class _Private(Exception):  # noqa: N818 (no fault: a reason not to ask)
    """A name leads into a private network."""


def ask(addresses: Iterable[str], manners: Manners = Manners()) -> list[Answer]:  # noqa: B008 (a frozen record)
    """What became of each address, in their order, each once.

    Takes: http and https addresses.
    """
    by_host: dict[str, list[str]] = {}
    for address in dict.fromkeys(addresses):
        by_host.setdefault(_host(address), []).append(address)
    turns = _Turns(manners.pause)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = pool.map(lambda group: [_asked(address, turns, manners) for address in group], by_host.values())
        return [answer for group in answers for answer in group]


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


class _Turn:
    """When a host may be asked again; infinity where it wants to be left alone."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.next = 0.0


class _Turns:
    """Whose turn it is, host by host."""

    def __init__(self, pause: float) -> None:
        self.pause = pause
        self._lock = threading.Lock()
        self._hosts: dict[str, _Turn] = {}

    @contextmanager
    def of(self, host: str) -> Iterator[_Turn]:
        """Waits until a host may be asked, and keeps others from asking it meanwhile."""
        with self._lock:
            turn = self._hosts.setdefault(host, _Turn())
        with turn.lock:
            if turn.next != _NEVER:
                time.sleep(max(0.0, turn.next - time.monotonic()))
            try:
                yield turn
            finally:
                turn.next = max(turn.next, time.monotonic() + self.pause)


def _asked(address: str, turns: _Turns, manners: Manners) -> Answer:
    try:
        return _followed(address, turns, manners)
    except _Private:
        return Answer(address, "private", "it leads into a private network")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(address, "unreachable", _reason(error))


def _followed(address: str, turns: _Turns, manners: Manners) -> Answer:
    """Asks, follows redirects, and asks by GET where HEAD is refused."""
    current, method, hops, waited = address, "HEAD", 0, False
    while True:
        with turns.of(_host(current)) as turn:
            if turn.next == _NEVER:
                return Answer(address, "later", "the host wants to be left alone for now")
            status, reason, headers = _request(method, current, manners)
            wait = _wait(status, headers)
            if wait is not None:
                turn.next = time.monotonic() + wait if wait <= PATIENCE and not waited else _NEVER
        if wait is not None:
            waited = True
        elif status in _REDIRECTING and headers.get("Location"):
            hops, current = hops + 1, urljoin(current, headers["Location"])
            if hops > REDIRECTS:
                return Answer(address, "failing", f"it redirects more than {REDIRECTS} times")
        elif status >= 400 and method == "HEAD":
            method = "GET"
        else:
            return Answer(address, _outcome(status), f"{status} {reason}".strip())


def _outcome(status: int) -> Outcome:
    if status < 400:
        return "fine"
    if status in (404, 410):
        return "gone"
    return "refused" if status < 500 else "failing"


def _wait(status: int, headers: http.client.HTTPMessage) -> float | None:
    """Seconds that a host wants to be left alone for: for good where it says 429 and no time; None where it says nothing of that."""
    if status not in _LATER:
        return None
    told = (headers.get("Retry-After") or "").strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (ValueError, OverflowError):
        return _NEVER if status == 429 else None


def _request(method: str, address: str, manners: Manners) -> tuple[int, str, http.client.HTTPMessage]:
    """The head of the answer to one request.

    Raises: OSError, HTTPException, ValueError; _Private for what is not of the open internet.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("it leads out of the web")
    secure = parts.scheme == "https"
    host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    port = parts.port or (443 if secure else 80)
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(host, port, timeout=manners.timeout)
    plain = socket.create_connection((_open_address(host, port, manners.allowed), port), manners.timeout)
    # A server that sends a byte now and then is never late by the clock of one read.
    clock = threading.Timer(2 * manners.timeout, _hang_up, [plain])
    clock.start()
    try:
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
        asked = quote(f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", safe=_SAFE)
        connection.request(method, asked, headers={"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"})
        answer = connection.getresponse()
        return answer.status, answer.reason, answer.headers
    finally:
        clock.cancel()
        connection.close()
        plain.close()


def _hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _open_address(host: str, port: int, allowed: Collection[str]) -> str:
    """The number of a host of the open internet.

    Raises: OSError where the name is unknown; _Private where any of its numbers is not of the open internet.
    """
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for number in found:
        if number not in allowed and not is_open(number):
            raise _Private
    return found[0]


def is_open(number: str) -> bool:
    """Whether an IP address is one of the open internet, and so is the one that it stands for.

    Source: RFC 4291, sections 2.4 and 2.5.5; 6to4 (RFC 3056), Teredo (RFC 4380), NAT64 (RFC 6052).
    """
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if address in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner:
            return is_open(str(inner))
        return address in _UNICAST and address.is_global
    return address.is_global and not address.is_multicast


def _reason(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "there is no host of that name"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({error.verify_message})"
    if isinstance(error, http.client.HTTPException):
        return "the answer is none of a web server"
    return (error.strerror if isinstance(error, OSError) else str(error)) or "the connection ended early"
