"""Builds of the output folder that are killed on purpose, and what must be true of the folder after it.

A build runs in a fork. It is killed in two ways: by itself right before its n-th step on the disk, which finds every place between two
steps however short it is, or from outside after some time, which finds it in the middle of one.
"""

import ctypes  # noqa: F401  # loaded here, so that loading it is no step of a build
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from alongside import pipeline
from alongside.output import Output, fixed
from alongside.outputs import MANIFEST, Look
from alongside.pipeline.writing import Standing, write
from tests.building import DAY

OURS = (MANIFEST, ".alongside-lock", ".alongside-new")
# What Python tells an audit hook of (docs.python.org, "Audit events table").
STEPS = {"open", "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir", "os.truncate", "os.utime"}


def run(out: Path, files: Mapping[str, str] | list[Output], look: Look | None = None, **options: Any) -> Standing:
    """Writes a site that consists of these files."""
    made = files if isinstance(files, list) else [fixed(path, text) for path, text in files.items()]
    return write(pipeline.Options(site=out.parent, out=out, today=lambda _zone: DAY, **options), made, look)


def there(out: Path) -> dict[str, bytes]:
    """Everything in a folder that a visitor could ask for."""
    found = (path for path in out.rglob("*") if path.is_file())
    named = ((path.relative_to(out).as_posix(), path) for path in found)
    return {name: path.read_bytes() for name, path in named if not name.startswith(OURS)}


def litter(out: Path) -> list[str]:
    """What a build may leave nowhere: locks, staging folders, anything beside the output folder that begins with a dot."""
    beside = [path.name for path in out.parent.iterdir() if path.name.startswith(f".{out.name}")]
    return beside + [path.name for path in out.iterdir() if path.name.startswith(".alongside") and path.name != MANIFEST]


def killed(work: Callable[[], object], step: int = 0, after: float = 0.0) -> bool:
    """Does work in a fork that is killed before a step of its own, or after some seconds. Whether it was killed before it was done."""
    child = os.fork()
    if child == 0:
        _end(work, step)
    if after:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the build failed"
    return os.WIFSIGNALED(status)


def steps(work: Callable[[], object]) -> int:
    """How many steps on the disk some work has. It is done."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        taken = _count()
        _quietly(work)
        os.write(writing, str(taken[0]).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        count = int(said.read())
    os.waitpid(child, 0)
    return count


def _end(work: Callable[[], object], step: int) -> None:
    _count(step)
    os._exit(0 if _quietly(work) else 1)


def _quietly(work: Callable[[], object]) -> bool:
    try:
        work()
    except BaseException as error:  # noqa: BLE001  # a fork must not go on as a second run of the tests
        os.write(2, f"{error!r}\n".encode())
        return False
    return True


def _count(last: int = 0) -> list[int]:
    """Counts steps of this process from now on, and kills it before the last one; a hook cannot be taken away again."""
    taken, mine = [0], os.getpid()

    def hook(event: str, _arguments: object) -> None:
        if event in STEPS and os.getpid() == mine:
            taken[0] += 1
            if taken[0] == last:
                os.kill(mine, signal.SIGKILL)

    sys.addaudithook(hook)
    return taken
