"""The host that all engines are served by: server.js, with a certificate of its own for as long as it runs."""

import json
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

_SERVER = Path(__file__).parent / "server.js"


class Seen(Struct, frozen=True):
    """What was transferred since the last reset, an allowance for headers included."""

    requests: int
    bytes: int
    paths: list[str]


class Host(Struct, frozen=True):
    """A folder on a port of this machine."""

    site: str
    control: str

    def reset(self, slow: bool = False) -> None:
        """Counts from nothing, over a fast or a slow link."""
        self._ask(f"reset?slow={int(slow)}")

    def seen(self) -> Seen:
        """What was counted."""
        return self._ask("report")

    def _ask(self, path: str) -> Seen:
        with urllib.request.urlopen(f"{self.control}{path}", timeout=60) as answer:  # noqa: S310 - our own, on this machine
            return Seen(**json.load(answer))


@contextmanager
def hosted(folder: Path, keys: Path) -> Iterator[Host]:
    """Serves a folder.

    Takes: ``keys``: an empty folder for a key and a certificate; browsers speak HTTP/2 over TLS alone.
    """
    key, certificate = keys / "key.pem", keys / "certificate.pem"
    subject = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2")
    new = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(key), "-out", str(certificate))
    subprocess.run(("openssl", "req", "-x509", *new, *subject), check=True, capture_output=True)  # noqa: S607 - the system's
    command = ("node", str(_SERVER), str(folder), str(key), str(certificate))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            ports = json.loads(process.stdout.readline())
            yield Host(site=f"https://127.0.0.1:{ports['site']}/", control=f"http://127.0.0.1:{ports['control']}/")
        finally:
            process.terminate()
