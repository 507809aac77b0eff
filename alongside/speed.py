"""Workers and the cache. Only ``pipeline`` knows them; without them the output is the same to the byte.

A worker is a fork that takes every n-th item, does the work where it is and hands back one message; nothing is sent to it.
"""

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

import msgspec

from alongside.errors import SiteError, visible

_Item = TypeVar("_Item")
# Below this many items a fork costs more than it saves.
FEW = 200


def default_workers() -> int:
    """As many workers as there are processors that this process may use, four at most."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(allowed, 4)


def spread(work: Callable[[Sequence[_Item]], bytes], items: Sequence[_Item], workers: int) -> list[bytes]:
    """Runs ``work`` on shares of the items, each in a process of its own.

    Returns: one message a share: that of share i speaks of items i, i + n, i + 2n ... where n is the number of messages.
    Raises:  SiteError with the worker's own words where one of them could not go on.
    """
    count = workers if len(items) >= FEW and "fork" in multiprocessing.get_all_start_methods() else 1
    if count < 2:
        return [work(items)]
    context = multiprocessing.get_context("fork")
    running = []
    for share in range(1, count):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(work, items[share::count], sender), daemon=True)
        process.start()
        sender.close()
        running.append((process, receiver))
    try:
        return [work(items[::count]), *(_message(receiver) for _, receiver in running)]
    finally:
        for process, receiver in running:
            receiver.close()
            process.terminate()
            process.join()


def _message(receiver: Connection) -> bytes:
    said: str
    body: bytes
    try:
        said, body = receiver.recv()
    except EOFError:
        said, body = "A worker ended before it was done; --workers 1 works without them.", b""
    if said:
        raise SiteError(said)
    return body


def _run(work: Callable[[Sequence[_Item]], bytes], share: Sequence[_Item], sender: Connection) -> None:
    # Ctrl-C reaches the whole group; the parent alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        found = ("", work(share))
    except SiteError as error:
        found = (str(error), b"")
    except OSError as error:
        found = (f"{visible(str(error.filename))}: {error.strerror}", b"")
    sender.send(found)
    sender.close()


class Cache:
    """What an earlier run worked out, by digest; a damaged or foreign file is as good as none."""

    def __init__(self, path: Path, tag: bytes) -> None:
        self.path = path
        self.tag = tag
        self.known: dict[bytes, bytes] = {}
        try:
            found, known = msgspec.msgpack.decode(path.read_bytes(), type=tuple[bytes, dict[bytes, bytes]])
            self.known = known if found == tag else {}
        except (OSError, msgspec.DecodeError):
            self.known = {}

    def save(self, used: Mapping[bytes, bytes]) -> None:
        """Keeps what this run used, and nothing older; a folder that cannot be written to only costs the next run time."""
        if used == self.known:
            return
        beside = self.path.with_name(self.path.name + ".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(msgspec.msgpack.encode((self.tag, used)))
            os.replace(beside, self.path)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink()


def digest(*parts: bytes) -> bytes:
    """A short digest of several byte strings, each with its length, so that no two lists of parts are alike."""
    found = blake2b(digest_size=16)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.digest()


def engine_digest(package: Path) -> bytes:
    """Stands for the engine's own code and words: another version shares nothing with this one's cache."""
    files = sorted((*package.rglob("*.py"), *package.rglob("*.po")))
    return digest(*(path.read_bytes() for path in files))
