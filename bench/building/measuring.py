"""One build as a whole process: seconds, processor seconds, and in a run of its own the memory of all its processes."""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

# How often memory is looked at, in seconds. Looking costs the builder time, so runs that are timed are not looked at.
_EVERY = 0.01


class Command(Struct, frozen=True, kw_only=True):
    """What starts a builder, and where."""

    words: tuple[str, ...]
    folder: Path
    variables: Mapping[str, str] = {}


class Run(Struct, frozen=True):
    """Seconds from start to end, and seconds of processors in it and in all processes that it waited for."""

    wall: float
    cpu: float


def timed(command: Command) -> Run:
    """Runs it once.

    Raises: SystemExit with its own words where it fails.
    """
    began = time.perf_counter()
    process = _started(command)
    # What it says is read when it is over: little enough for the pipe to hold, since each builder is told to be quiet.
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    _ended(process, os.waitstatus_to_exitcode(status))
    return Run(seconds, used.ru_utime + used.ru_stime)


def peak_memory(command: Command) -> int:
    """Runs it once. The most bytes that all its processes had together, each page counted once, by samples of 10 ms.

    Source: proc(5), smaps_rollup: Pss shares each page among the processes that have it.
    """
    process = _started(command)
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(_pss, _family(process.pid))))
        time.sleep(_EVERY)
    _ended(process, process.returncode)
    return most


def _started(command: Command) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command.words,
        cwd=command.folder,
        env={**os.environ, **command.variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _ended(process: subprocess.Popen[bytes], code: int) -> None:
    process.returncode = code
    assert process.stdout is not None
    with process.stdout as said:
        if code:
            raise SystemExit(f"{' '.join(map(str, process.args))}\n{said.read().decode(errors='replace')}")  # type: ignore[arg-type]


def _family(pid: int) -> Iterator[int]:
    """A process and all below it; whoever ends meanwhile is left out."""
    yield pid
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError):
                for child in Path(f"/proc/{pid}/task/{task}/children").read_text("ascii").split():
                    yield from _family(int(child))


def _pss(pid: int) -> int:
    # The file is empty once the process has ended and waits to be asked for.
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def printed(command: Command) -> Sequence[str]:
    """Runs it once, and what it says."""
    process = _started(command)
    said, _ = process.communicate()
    if process.returncode:
        raise SystemExit(said.decode(errors="replace"))
    return said.decode().splitlines()
