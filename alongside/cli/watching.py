"""Which files below some folders are other ones than a moment ago, told once they are at rest.

Rules: time, size and inode of every file decide what has changed, whoever changed it and however: in place, by a new file under the
old name, a hundred at once. Linux's inotify only says when to look, so nothing depends on its events being complete. Measured at 10,000
files: a look takes 25 ms, so five a second would keep a processor busy for an eighth of the time and see a save 0.1 s late on
average; inotify costs nothing while nothing happens. Where there is none, or no more of it, looking by the clock remains.
"""

import ctypes
import errno
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from livereload.watcher import Watcher
from tornado.ioloop import IOLoop

# A change is told once nothing has changed for so long; while a branch is checked out, not before it is there, or this time is over.
QUIET, LONGEST = 0.03, 2.0
# How often to look without inotify and beside it (a network's folders send no events), and how many times as long as a look takes.
OFTEN, SELDOM, IDLE = 0.2, 2.0, 10
# inotify(7): close after writing, attributes, moved from and to, created, deleted, the folder itself deleted; folders only.
_EVENTS = 0x8 | 0x4 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x01000000

State: TypeAlias = tuple[int, int, int]


class Events:
    """inotify for folders: a descriptor that can be read once something in one of them has changed.

    Raises: OSError where the system has no such thing, or no more of it.
    """

    def __init__(self) -> None:
        if sys.platform != "linux":
            raise OSError("inotify is Linux's")
        self.library = ctypes.CDLL(None, use_errno=True)
        self.descriptor = int(self.library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC))
        if self.descriptor < 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        self.complete = True

    def add(self, folder: str) -> None:
        """Hears of one more folder; where it knows the folder already, nothing changes."""
        if self.library.inotify_add_watch(self.descriptor, os.fsencode(folder), _EVENTS) < 0:
            # One that is gone again is no loss; one too many is.
            self.complete &= ctypes.get_errno() in (errno.ENOENT, errno.ENOTDIR, errno.EACCES)

    def drop(self) -> None:
        """Forgets the events that have come."""
        try:
            while os.read(self.descriptor, 65536):
                pass
        except BlockingIOError:
            pass


def events_of_system() -> Events | None:
    """inotify, where there is such a thing."""
    try:
        return Events()
    except OSError:
        return None


class Files:
    """The files of some places, and what has changed since the last look.

    Hidden files and what editors leave beside a file are passed over, and linked folders are never entered, as ``reading.walk`` does.
    """

    def __init__(self, places: Sequence[Path], entered: Callable[[str], None] = lambda _: None) -> None:
        self.places = tuple(dict.fromkeys(str(place) for place in places))
        self.entered = entered
        self.known = self._look()

    def changes(self) -> set[str]:
        """Paths that are new, gone, or other files than at the last look."""
        before, self.known = self.known, self._look()
        return set() if before == self.known else {path for path, _ in before.items() ^ self.known.items()}

    def _look(self) -> dict[str, State]:
        found: dict[str, State] = {}
        waiting: list[str] = []
        for place in self.places:
            if os.path.isdir(place):
                waiting.append(place)
            else:
                found.update(_state(place))
        while waiting:
            folder = waiting.pop()
            # Before it is read, so that nothing happens in it between the two; and each time, since another one may have its name now.
            self.entered(folder)
            for entry in _entries(folder):
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    found.update(_state(entry.path))
        return found


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if name[0] not in ".#" and name[-1] != "~" and name != "__pycache__":
                    yield entry
    except OSError:
        # Gone while it was read: the next look says so.
        return


def _state(path: str) -> dict[str, State]:
    try:
        found = os.stat(path)
    except OSError:
        return {}
    return {path: (found.st_mtime_ns, found.st_size, found.st_ino)}


class Disk(Watcher):  # type: ignore[misc]  # livereload has no types
    """livereload's watcher, of our own: tells what has changed instead of running tasks.

    Takes: files and folders, there or not; ``beside``, folders in which they may appear; ``events``, without which it looks by the clock.
    """

    def __init__(
        self, places: Sequence[Path], beside: Sequence[Path], tell: Callable[[set[str]], None], events: Events | None
    ) -> None:
        super().__init__()
        for place in places:
            self.watch(str(place))
        self.tell = tell
        self.events = events
        add = events.add if events else lambda _folder: None
        for folder in beside:
            add(str(folder))
        self.files = Files(places, add)
        self.found: set[str] = set()
        self.first = 0.0
        self.timer: object = None

    def start(self, callback: Callable[[], None]) -> bool:
        """Begins to look, on the server's own loop; ``callback``, which looks for livereload, is not needed."""
        if self.events:
            IOLoop.current().add_handler(self.events.descriptor, self._hear, IOLoop.READ)
        self._look()
        return True

    def _hear(self, _descriptor: object, _events: int) -> None:
        if self.events:
            self.events.drop()
        now = time.monotonic()
        self.first = self.first or now
        self._again(max(0.0, min(QUIET, self.first + LONGEST - now)))

    def _look(self) -> None:
        began = time.monotonic()
        found = self.files.changes()
        self.found |= found
        # Without an event before it a change may still go on.
        if found and not self.first:
            self._again(QUIET)
            return
        self.first = 0.0
        often = OFTEN if self.events is None or not self.events.complete else SELDOM
        self._again(max(often, IDLE * (time.monotonic() - began)))
        if self.found:
            found, self.found = self.found, set()
            self.tell(found)

    def _again(self, seconds: float) -> None:
        loop = IOLoop.current()
        if self.timer is not None:
            loop.remove_timeout(self.timer)
        self.timer = loop.call_later(seconds, self._look)
