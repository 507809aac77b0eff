"""Workers and the cache. Only ``pipeline`` knows them; without them the output is the same to the byte.

A worker is a fork that takes one bundle of items after the other until none is left, and hands back what it made of them at the end.
"""

import contextlib
import gc
import os
import signal
import struct
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

import msgspec

from alongside.errors import SiteError, visible

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.sharedctypes import Synchronized

_Item = TypeVar("_Item")
# Below this many items a fork costs more than it saves.
FEW = 200
_BUNDLE = 100
_STAMP = struct.Struct("<qqQQ")
STAMP_LENGTH = _STAMP.size
NO_STAMP = bytes(STAMP_LENGTH)
DIGEST_LENGTH = 16
_LARGEST = 2**64 - 1
# Nanoseconds.
_TICK, _COARSE = 10_000_000, 2_000_000_000


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Does work without the garbage collector, which would look through all records again and again: none is part of a circle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def default_workers() -> int:
    """As many workers as there are processors that this process may use, four at most."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(allowed, 4)


def bundled(items: Sequence[_Item], name: Callable[[_Item], str] = lambda _: "") -> list[Sequence[_Item]]:
    """Items in bundles: first those of one name together, which share work; behind them all without a name, in bundles of the same size."""
    named: dict[str, list[_Item]] = {}
    for item in items:
        named.setdefault(name(item), []).append(item)
    others = named.pop("", [])
    return [*named.values(), *(others[start : start + _BUNDLE] for start in range(0, len(others), _BUNDLE))]


def spread(work: Callable[[Sequence[_Item]], bytes], bundles: Sequence[Sequence[_Item]], workers: int) -> list[bytes]:
    """Runs ``work`` on every bundle, in as many processes as there are workers; each takes the next one that is left.

    Takes:   bundles, best the longest first, so that at the end nobody waits for one.
    Returns: what it made of each bundle, in their order.
    Raises:  SiteError with the worker's own words where one of them could not go on.
    """
    # Half of what a build with nothing to do would import.
    import multiprocessing

    count = min(workers, len(bundles)) if sum(map(len, bundles)) >= FEW and "fork" in multiprocessing.get_all_start_methods() else 1
    if count < 2:
        return [work(bundle) for bundle in bundles]
    context = multiprocessing.get_context("fork")
    taken = context.Value("i", 0)

    def take() -> Iterator[tuple[int, bytes]]:
        while (number := _next(taken)) < len(bundles):
            yield number, work(bundles[number])

    running = []
    try:
        for _ in range(1, count):
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=_run, args=(take, sender, os.getpid()), daemon=True)
            process.start()
            sender.close()
            running.append((process, receiver))
        done = dict(take())
        for _, receiver in running:
            done.update(_message(receiver))
        return [done[number] for number in range(len(bundles))]
    finally:
        for process, receiver in running:
            receiver.close()
            process.terminate()
            process.join()


def _next(taken: "Synchronized[int]") -> int:
    with taken.get_lock():
        number = taken.value
        taken.value += 1
    return number


def _message(receiver: "Connection") -> list[tuple[int, bytes]]:
    said: str
    made: list[tuple[int, bytes]]
    try:
        said, made = receiver.recv()
    except (EOFError, OSError):
        said, made = "A worker ended before it was done; --workers 1 works without them.", []
    if said:
        raise SiteError(said)
    return made


def _end_with(parent: int) -> None:
    """Lets this worker end when its parent is killed: it would wait for it forever, and keep the lock of the output folder.

    Source: prctl(2), PR_SET_PDEATHSIG. Elsewhere than on Linux a worker ends with the files that it is at.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _run(take: Callable[[], Iterable[tuple[int, bytes]]], sender: "Connection", parent: int) -> None:
    # Ctrl-C reaches the whole group; the parent alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with(parent)
    found: tuple[str, list[tuple[int, bytes]]]
    try:
        found = ("", list(take()))
    except SiteError as error:
        found = (str(error), [])
    except OSError as error:
        found = (f"{visible(str(error.filename))}: {error.strerror}" if error.filename else visible(str(error)), [])
    sender.send(found)
    sender.close()


class Cache:
    """What an earlier run worked out, by digest; a damaged or foreign file is as good as none."""

    def __init__(self, path: Path, tag: bytes) -> None:
        self.path = path
        self.tag = tag
        self.known: dict[bytes, bytes] = {}
        try:
            found, known = msgspec.msgpack.decode(path.read_bytes(), type=tuple[bytes, msgspec.Raw])
            if found == self._seal(known):
                self.known = msgspec.msgpack.decode(known, type=dict[bytes, bytes])
        except (OSError, msgspec.DecodeError):
            self.known = {}

    def _seal(self, known: bytes) -> bytes:
        return self.tag + crc32(known).to_bytes(4, "big")

    def save(self, used: Mapping[bytes, bytes]) -> None:
        """Keeps what this run used, and nothing older; a folder that cannot be written to only costs the next run time."""
        if used == self.known:
            return
        beside = self.path.with_name(self.path.name + ".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            known = msgspec.msgpack.encode(used)
            beside.write_bytes(msgspec.msgpack.encode((self._seal(known), msgspec.Raw(known))))
            os.replace(beside, self.path)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink()


def clock(folder: Path) -> int:
    """What time it is by the clock that stamps files in a folder, in nanoseconds; 0 where nothing can be written there."""
    beside = folder / "clock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(b"")
        now = beside.stat().st_mtime_ns
        beside.unlink(missing_ok=True)
    except OSError:
        return 0
    return now


def stamp(path: str, follow: bool = True) -> bytes:
    """Tells whether a file was changed without reading it: when its content and its entry changed last, its size and its number.

    Takes:   ``follow``: whether of a link what it leads to is meant.
    Returns: STAMP_LENGTH bytes, all zero where there is no such file.
    """
    try:
        found = os.stat(path, follow_symlinks=follow)
    except OSError:
        return NO_STAMP
    return _STAMP.pack(found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino & _LARGEST)


def settled(stamped: bytes, now: int) -> bool:
    """Whether any later change of the file would change its stamp: one in the same tick of the clock would not, nor one after the
    clock was set back behind the last.

    Takes:  ``now`` as ``clock`` said before the file was looked at.
    Source: Git, "Use of index and Racy Git problem"; clocks tick every 10 ms at most, but FAT and old disks keep whole seconds.
    """
    changed, entered, _, _ = _STAMP.unpack(stamped)
    latest = max(changed, entered)
    return bool(latest) and latest + (_COARSE if latest % _TICK == 0 else 5 * _TICK) < now


def fingerprint(places: Iterable[Path], now: int) -> bytes:
    """Stands for all files of these folders and single files by their stamps alone; compiled code is left out.

    Takes:   ``now`` as ``clock`` said before.
    Returns: the same only where no file came, went or changed; b"" where that cannot be told: one is too new, or a link leads to a folder.
             A link that leads nowhere counts by itself.
    """
    rows = sorted(row for place in places if os.path.exists(place) for row in _stamps(os.fspath(place)))
    if not all(settled(stamped, now) for _, stamped in rows):
        return b""
    return digest(*(part for path, stamped in rows for part in (os.fsencode(path), stamped)))


def _stamps(place: str) -> Iterator[tuple[str, bytes]]:
    if not os.path.isdir(place):
        yield place, stamp(place)
        return
    with os.scandir(place) as entries:
        for entry in entries:
            if entry.name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _stamps(entry.path)
            else:
                yield entry.path, NO_STAMP if _leads_to_folder(entry) else stamp(entry.path, follow=os.path.exists(entry.path))


def _leads_to_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # A link that leads round and round; it has no stamp either.
        return False


def digest(*parts: bytes) -> bytes:
    """A short digest of several byte strings, each with its length, so that no two lists of parts are alike."""
    found = blake2b(digest_size=DIGEST_LENGTH)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.digest()


def engine_digest(package: Path) -> bytes:
    """Stands for the engine's own code and words, and for its libraries: another version shares nothing with this one's cache."""
    files = sorted((*package.rglob("*.py"), *package.rglob("*.po")))
    return digest(libraries(), *(path.read_bytes() for path in files))


def libraries() -> bytes:
    """Stands for every library that is installed, by name and version.

    Source: Recording installed projects, "The .dist-info directory": {name}-{version}.dist-info beside the library; older tools write
    .egg-info instead.
    """
    folders = [path for path in sys.path if os.path.isdir(path)]
    names = sorted(name for folder in folders for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))
    return digest(*(name.encode("utf-8", "surrogateescape") for name in names))
