"""Workers and the cache: with or without them, broken or whole, the answer is the same."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest

from alongside import speed
from alongside.errors import SiteError
from tests.building import ROOT, SMALL, build, command, make, snapshot

ITEMS = list(range(speed.FEW + 1))
BUNDLES = speed.bundled(ITEMS)


def squares(share: Sequence[int]) -> bytes:
    return msgspec.json.encode([item * item for item in share])


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
def test_bundles_together_are_the_whole_in_its_order(workers: int) -> None:
    messages = speed.spread(squares, speed.bundled(ITEMS), workers)

    assert [n for message in messages for n in msgspec.json.decode(message, type=list[int])] == [item * item for item in ITEMS]


def test_what_shares_work_is_in_one_bundle() -> None:
    bundles = speed.bundled(ITEMS, lambda item: "even" if item % 2 == 0 else "")

    assert bundles[0] == [item for item in ITEMS if item % 2 == 0]
    assert [item for bundle in bundles[1:] for item in bundle] == [item for item in ITEMS if item % 2]


@pytest.mark.parametrize("items", [[1], ITEMS[: speed.FEW - 1]])
def test_few_items_are_done_where_they_are(items: list[int]) -> None:
    assert {*speed.spread(lambda _bundle: str(os.getpid()).encode(), speed.bundled(items), 4)} == {str(os.getpid()).encode()}


def test_nothing_to_do_is_done_at_once() -> None:
    assert speed.spread(squares, speed.bundled([]), 4) == []


def test_a_message_larger_than_a_pipe_arrives() -> None:
    messages = speed.spread(lambda _bundle: bytes(2_000_000), BUNDLES, 3)

    assert [len(message) for message in messages] == [2_000_000] * len(BUNDLES)


@pytest.mark.parametrize("item", [0, 1, 2])
def test_what_keeps_one_worker_from_its_work_is_told_in_its_words(item: int) -> None:
    def work(share: Sequence[int]) -> bytes:
        if item in share:
            raise SiteError(f"Item {item} is wrong.")
        return b""

    with pytest.raises(SiteError, match=f"Item {item} is wrong"):
        speed.spread(work, BUNDLES, 3)


def in_a_worker(fails: Callable[[], None]) -> Callable[[Sequence[int]], bytes]:
    """Work that fails in a worker; the parent waits until one has come to it."""
    parent, begun = os.getpid(), multiprocessing.get_context("fork").Event()

    def work(_bundle: Sequence[int]) -> bytes:
        if os.getpid() != parent:
            begun.set()
            fails()
        assert begun.wait(60)
        return b""

    return work


def test_what_the_disk_refuses_is_told_with_its_file() -> None:
    def fails() -> None:
        raise PermissionError(13, "Permission denied", "out/a\x1b[31m.html")

    with pytest.raises(SiteError, match=r"out/a\\u001b\[31m\.html: Permission denied"):
        speed.spread(in_a_worker(fails), BUNDLES, 2)


def test_a_worker_that_is_gone_is_told_and_never_waited_for() -> None:
    with pytest.raises(SiteError, match="ended before it was done"):
        speed.spread(in_a_worker(lambda: os._exit(1)), BUNDLES, 2)


def test_ctrl_c_ends_all_workers_without_a_traceback(tmp_path: Path) -> None:
    code = (
        "import sys, time\nfrom alongside import speed\n"
        "def work(share):\n    sys.stdout.write('.'); sys.stdout.flush(); time.sleep(600)\n"
        "try:\n    speed.spread(work, speed.bundled(list(range(500))), 3)\nexcept KeyboardInterrupt:\n    sys.exit(9)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout
    assert process.stdout.read(3) == b"..."

    # The dot is read before the parent sleeps; a signal between the two would be noticed only after the sleep.
    time.sleep(1)
    os.killpg(process.pid, signal.SIGINT)

    _, said = process.communicate(timeout=120)
    assert (process.returncode, said) == (9, b"")


@pytest.mark.parametrize("body", [b"", b"\xc1", b"\x93\x01\x02\x03", msgspec.msgpack.encode((b"tag", {b"a": 1})), b"\x91" * 100_000])
def test_a_damaged_cache_is_as_good_as_none(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "cache").write_bytes(body)

    assert speed.Cache(tmp_path / "cache", b"tag").known == {}


def test_a_cache_keeps_what_was_used_and_is_known_by_its_tag_alone(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "cache"
    speed.Cache(path, b"tag").save({b"a": b"1", b"b": b"2"})
    speed.Cache(path, b"tag").save({b"b": b"2"})

    assert speed.Cache(path, b"tag").known == {b"b": b"2"}
    assert speed.Cache(path, b"another").known == {}
    assert [each.name for each in path.parent.iterdir()] == ["cache"]


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    speed.Cache(tmp_path / "file" / "cache", b"tag").save({b"a": b"1"})

    assert (tmp_path / "file").read_text() == "in the way"


def test_digests_tell_lists_of_parts_apart() -> None:
    assert len({speed.digest(*parts) for parts in ([b"ab"], [b"a", b"b"], [b"", b"ab"], [b"ab", b""], [])}) == 5


def test_a_site_is_known_again_by_the_next_process(tmp_path: Path) -> None:
    site = make(tmp_path / "site")

    caches = []
    for seed in ("1", "2"):
        done = command("build", "--site", site, "--date", "2026-11-21", "--quiet", PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        caches.append(msgspec.msgpack.decode((site / ".alongside" / "cache").read_bytes(), type=tuple[bytes, dict[bytes, bytes]]))

    assert caches[0] == caches[1]
    assert len(caches[0][1]) == 13


def test_what_is_known_of_a_file_is_used_and_nothing_else(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    # What is newer than the clock can tell apart is not trusted.
    time.sleep(0.1)
    build(site, tmp_path / "out", cache=True)
    before = (site / ".alongside" / "cache").stat()
    time.sleep(0.01)

    build(site, tmp_path / "out", cache=True)

    assert (site / ".alongside" / "cache").stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize("body", [b"", b"damaged", msgspec.msgpack.encode((b"another version", {b"k": b"v"}))])
def test_a_build_does_not_mind_what_is_in_the_place_of_its_cache(tmp_path: Path, body: bytes) -> None:
    site = make(tmp_path / "site")
    build(site, tmp_path / "clean")
    (site / ".alongside").mkdir()
    (site / ".alongside" / "cache").write_bytes(body)

    build(site, tmp_path / "out", cache=True)

    assert snapshot(tmp_path / "out") == snapshot(tmp_path / "clean")


def test_a_file_with_a_mistake_is_told_by_a_warm_cache_too(tmp_path: Path) -> None:
    site = make(tmp_path / "site", {**SMALL, "content/meetings/boulder/bad.yaml": "name: Bad\nfelowship: aa\n"})

    found = [build(site, tmp_path / "out", cache=True).site.problems for _ in range(2)]

    assert found[0] == found[1]
    assert "felowship" in {problem.field for problem in found[0]}


def test_another_version_of_the_engine_is_told_apart(tmp_path: Path) -> None:
    make(tmp_path, {"a.py": "one", "b/c.py": "two", "notes.txt": "x"})
    before = speed.engine_digest(tmp_path)

    make(tmp_path, {"notes.txt": "y"})
    same = speed.engine_digest(tmp_path)
    make(tmp_path, {"b/c.py": "three"})

    assert before == same != speed.engine_digest(tmp_path)


@pytest.mark.parametrize("ending", ["dist-info", "egg-info"])
def test_another_version_of_a_library_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    folder = tmp_path / "vendor"
    make(folder, {f"jinja2-3.1.6.{ending}/METADATA": "x"})
    monkeypatch.setattr(sys, "path", [*sys.path, str(folder)])
    before = speed.libraries(), speed.engine_digest(tmp_path / "engine")

    (folder / f"jinja2-3.1.6.{ending}").rename(folder / f"jinja2-3.1.7.{ending}")

    after = speed.libraries(), speed.engine_digest(tmp_path / "engine")
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_a_link_that_leads_nowhere_counts_by_itself(tmp_path: Path) -> None:
    make(tmp_path / "content", {"a.yaml": "one"})
    time.sleep(0.1)
    seen = [speed.fingerprint([tmp_path / "content"], speed.clock(tmp_path))]

    (tmp_path / "content" / ".#a.yaml").symlink_to("somebody@elsewhere.1:2")
    time.sleep(0.1)
    seen += [speed.fingerprint([tmp_path / "content"], speed.clock(tmp_path)) for _ in range(2)]

    assert all(seen)
    assert seen[0] != seen[1] == seen[2]
