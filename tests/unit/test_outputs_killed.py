"""Two hundred kills: whatever a build was at, the site is whole, and the next build puts everything right.

Moments are drawn from a seed. Most are places between two steps on the disk, each as likely as any other, so that short phases (the swap,
the journal, the end) are met as often as they have steps; the rest are times, with workers and with whole builds.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.building import DAY, ROOT, build, make, snapshot
from tests.steady import killed, litter, run, steps, there

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="builds are killed as forks")

OTHERS = {"CNAME": "example.org", ".git/refs/heads/main": "0" * 40, ".well-known/other/token": "mine", "a/notes.txt": "by hand"}
OLD = {"index.html": "home", "a/index.html": "a", "a/b/index.html": "b", "x": "a file", "y/index.html": "y"} | {
    f"old/{n}/index.html": f"page {n} " * n for n in range(14)
}
# Most of it is new.
NEW = {"index.html": "new home", "a/index.html": "a", "x/index.html": "a folder", "y": "a file"} | {
    f"new/{n}/index.html": f"page {n} " * n for n in range(16)
}
# Little of it is: two files are other, two come, three go, and two of them are where the others must be.
LITTLE = {**OLD, "index.html": "new home", "old/3/index.html": "another", "x/index.html": "a folder", "y": "a file"}
for gone in ("x", "y/index.html", "a/b/index.html"):
    del LITTLE[gone]
WAYS = {
    "first": ({}, OLD, False),
    "swap": (OLD, NEW, False),
    "change": (OLD, LITTLE, False),
    "change inside": (OLD, LITTLE, True),
    "much inside": (OLD, NEW, True),
}


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one, since a kill leaves the same there, and nobody has to wait for a disk."""
    if not os.access("/dev/shm", os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir="/dev/shm") as name:
        yield Path(name)


def encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


def start(folder: Path, files: Mapping[str, str], inside: bool) -> Path:
    """A site with files of others, built once; ``inside``: the output folder is a link, so that nothing can be made ready beside it."""
    folder.mkdir()
    out = folder / "out"
    if inside:
        (folder / "www").mkdir()
        out.symlink_to("www")
    make(out, OTHERS)
    if files:
        run(out, files)
    return out


def is_whole(out: Path, old: Mapping[str, str], new: Mapping[str, str], at_once: bool) -> bool:
    """Whether each file is as it was or as it will be, and those of others as they were; ``at_once``: all of ours one or the other."""
    found = there(out)
    if {path: found.pop(path, None) for path in OTHERS} != encoded(OTHERS):
        return False
    if at_once:
        return found in (encoded(old), encoded(new))
    states = {path: (old.get(path), new.get(path)) for path in (*old, *new)}
    present = {path: body.decode() for path, body in found.items()}
    return present.keys() <= states.keys() and all(present.get(path) in allowed for path, allowed in states.items())


@pytest.mark.parametrize("way", WAYS)
def test_killed_between_any_two_steps(memory: Path, way: str) -> None:
    old, new, inside = WAYS[way]
    chance = random.Random(way)
    count = steps(lambda: run(start(memory / "counted", old, inside), new)) - steps(lambda: start(memory / "begun", old, inside))
    kills = rounds = 0

    while kills < 40:
        rounds += 1
        out = start(memory / str(rounds), old, inside)
        # The next build, which repairs, may be killed as well.
        for _ in range(chance.choice((1, 1, 2, 3))):
            step = chance.randint(1, count)
            kills += killed(lambda out=out: run(out, new), step)  # type: ignore[misc]
            assert is_whole(out, old, new, at_once=way in ("first", "swap")), step
        last = chance.choice((new, old or new))
        run(out, last)
        assert there(out) == encoded(OTHERS) | encoded(last)
        assert litter(out) == []


def test_a_file_that_came_before_a_swap_gets_into_the_new_folder_though_the_build_is_killed_after_it(memory: Path) -> None:
    old, new = {"index.html": "home", "gone": "1"}, {"index.html": "new home"}
    step = steps(lambda: run(start(memory / "counted", old, inside=False), new)) - steps(lambda: start(memory / "b", old, inside=False))
    late = 0

    for last in range(step, 0, -1):
        out = start(memory / str(last), old, inside=False)
        killed(lambda out=out: run(out, new), last)  # type: ignore[misc]
        if there(out) == encoded(OTHERS | old):
            break
        swapped = out.parent / ".out.alongside-new" / "site"
        if swapped.is_dir():
            make(swapped, {"late/token": "theirs"})
            late += 1
            run(out, new)
            assert there(out) == encoded({**OTHERS, **new, "late/token": "theirs"})
            assert litter(out) == []

    assert late > 3


def test_killed_at_any_time_with_workers(memory: Path) -> None:
    old = {f"{n}/index.html": f"old {n} " * 400 for n in range(210)}
    new = {f"{n}/index.html": f"new {n} " * 400 for n in range(10, 220)}
    chance = random.Random(1)
    began = time.perf_counter()
    run(start(memory / "timed", old, inside=False), new, workers=2)
    took = (time.perf_counter() - began) / 2
    kills = 0

    for number in range(12):
        out = start(memory / str(number), old, inside=False)
        kills += killed(lambda out=out: run(out, new, workers=2), after=chance.uniform(0.001, took))  # type: ignore[misc]
        assert is_whole(out, old, new, at_once=True)
        last = chance.choice((new, old))
        run(out, last, workers=2)
        assert there(out) == encoded(OTHERS) | encoded(last)
        assert litter(out) == []
        shutil.rmtree(out.parent)

    assert kills > 0


def test_whole_builds_killed_at_any_time(tmp_path: Path) -> None:
    site, out = make(tmp_path / "site"), tmp_path / "out"
    began = time.perf_counter()
    build(site, out)
    took = time.perf_counter() - began
    make(out, OTHERS)
    chance = random.Random(2)
    config = (site / "site_config.yaml").read_text("utf-8")
    listing = site / "content/meetings/boulder/dawn.yaml"
    text = listing.read_text("utf-8")

    for number in range(4):
        before = there(out)
        if number % 2:
            listing.write_text(text.replace("Dawn", f"Dawn {number}"), "utf-8")
        else:
            (site / "site_config.yaml").write_text(config + f"tagline: Number {number}\n", "utf-8")
        build(site, tmp_path / f"clean-{number}")
        after = snapshot(tmp_path / f"clean-{number}") | encoded(OTHERS)

        killed(lambda: build(site, out, cache=True), after=chance.uniform(0.3 * took, 1.1 * took))

        found = there(out)
        assert all(found.get(path) in (before.get(path), after.get(path)) for path in {*before, *after})
        build(site, out, cache=True)
        assert there(out) == after
        assert litter(out) == []


def test_the_command_killed_and_run_again(tmp_path: Path) -> None:
    site, out = make(tmp_path / "site"), tmp_path / "out"
    typed = ("build", "--site", str(site), "--out", str(out), "--date", DAY.isoformat(), "--quiet")
    command = [sys.executable, str(ROOT / "build.py"), *typed]
    with subprocess.Popen(command) as process:
        # Until it has begun to write, which it may also have ended.
        while process.poll() is None and not out.exists():
            time.sleep(0.001)
        process.kill()
    assert there(out) == {} or (out / "index.html").is_file()

    assert subprocess.run(command, check=False, timeout=60).returncode == 0

    build(site, tmp_path / "clean")
    assert there(out) == snapshot(tmp_path / "clean")
    assert litter(out) == []
