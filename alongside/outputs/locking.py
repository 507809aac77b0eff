"""One build of a folder at a time; the second waits and says for whom.

A lock of the system (flock) goes with its process and with the workers that it forked, so whoever finds the file and gets the lock
knows that its builder is dead. Where there is none (Windows, some network disks) the file itself is the lock, and what is in it says
whether its builder can still be alive.

The file lies in the output folder, where everybody who may write the site may write; it is gone after the build.
"""

import errno
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from alongside.errors import SiteError, visible
from alongside.outputs.safety import LOCK

# Without flock: seconds between two looks.
_PAUSE = 0.2
# What flock says on a disk that has no locks, by flock(2) and as seen on network disks.
_NONE = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL, errno.EBADF}


class Holder(Struct, frozen=True):
    """Who builds: its process, machine and the start of that machine, and when it began, in words for a person."""

    process: int
    host: str
    boot: str
    since: str


@contextmanager
def locked(out: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Keeps a second build of the same folder waiting until this one is done.

    Takes:  ``tell`` for the one line that says who has it.
    Raises: SiteError where another machine holds it and nothing here can tell whether it is alive.
    """
    path, fresh = out / LOCK, not os.path.lexists(out)
    try:
        held = _by_flock(path, tell)
        if held is None:
            take_by_name(path, tell)
        try:
            yield
        finally:
            with suppress(OSError):
                path.unlink()
            if held is not None:
                os.close(held)
    finally:
        if fresh:
            # A first build that came to nothing leaves nothing.
            with suppress(OSError):
                out.rmdir()


def me() -> Holder:
    """This process, as others read of it."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        boot = ""
    since = datetime.now(UTC).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return Holder(process=os.getpid(), host=socket.gethostname(), boot=boot, since=since)


def take_by_name(path: Path, tell: Callable[[str], None]) -> None:
    """Takes a lock that is a file and nothing else: who makes it has it, until it is gone.

    Raises: SiteError where another machine holds it.
    """
    mine, told, unread = me(), False, 0
    while not _made(path, mine):
        holder = _holder(path)
        unread = unread + 1 if holder is None else 0
        # Somebody may be about to write it, or have died while they did.
        if unread > 1 or (holder is not None and _is_gone(holder, mine)):
            if _holder(path) == holder:
                path.unlink(missing_ok=True)
            continue
        if holder is not None and holder.host != mine.host:
            raise SiteError(f"{_who(path, holder)} on {visible(holder.host)}. If it has ended, remove {visible(str(path))}.")
        if holder is not None and not told:
            tell(f"{_who(path, holder)}. Waiting for it; if it has ended, remove {visible(str(path))}.")
            told = True
        time.sleep(_PAUSE)


def _by_flock(path: Path, tell: Callable[[str], None]) -> int | None:
    """The open file that holds the lock; None where the system has no such lock."""
    try:
        import fcntl
    except ImportError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return None
    told = False
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        held = _opened(path)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not told:
                holder = _holder(path)
                tell(f"{_who(path, holder) if holder else f'Another build of {visible(str(path.parent))} is running'}. Waiting for it.")
                told = True
            fcntl.flock(held, fcntl.LOCK_EX)
        except OSError as error:
            os.close(held)
            if error.errno not in _NONE:
                raise
            return None
        # Whoever had it has removed the file since, or swapped the folder away.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(held), os.lstat(path)):
                break
        os.close(held)
    # Where the disk is full the lock holds all the same, only nobody can read whose it is.
    with suppress(OSError):
        os.ftruncate(held, 0)
        os.pwrite(held, msgspec.json.encode(me()), 0)
    return held


def _opened(path: Path) -> int:
    flags = os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        return os.open(path, os.O_RDWR | flags, 0o644)
    except PermissionError:
        # Somebody else's, which can be waited for, and removed where they are dead.
        if not path.is_file():
            raise
        return os.open(path, os.O_RDONLY | flags & ~os.O_CREAT)


def _holder(path: Path) -> Holder | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Holder)
    except (OSError, msgspec.DecodeError):
        return None


def _who(path: Path, holder: Holder) -> str:
    return f"Process {holder.process} has been building {visible(str(path.parent))} since {visible(holder.since)}"


def _made(path: Path, mine: Holder) -> bool:
    """Puts a lock where none is. Whether it was put there."""
    try:
        with open(path, "xb") as file:
            file.write(msgspec.json.encode(mine))
    except FileExistsError:
        return False
    return True


def _is_gone(holder: Holder, mine: Holder) -> bool:
    """Whether a builder is dead for sure: on this machine, before its last start, or no longer among its processes."""
    if holder.host != mine.host or holder.process == mine.process:
        return holder.host == mine.host
    if holder.boot != mine.boot:
        return True
    if sys.platform == "win32":
        # Signal 0 would reach the process there, so the file waits for a person.
        return False
    try:
        os.kill(holder.process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
