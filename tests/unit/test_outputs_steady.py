"""The output folder when things go wrong, or at the same time: the site stays whole, others keep their files, one line says why."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from alongside.errors import SiteError
from alongside.output import Output, fixed
from alongside.outputs import MANIFEST, Written, locking, read_manifest, swapping
from alongside.outputs.manifest import encoded
from alongside.outputs.safety import LOCK, refuse_unsafe
from tests.building import DAY, ROOT, absent, command, make
from tests.steady import killed, litter, run, there

OLD = {f"{n}/index.html": f"old {n} " * n for n in range(12)}
NEW = {f"{n}/index.html": f"new {n} " * n for n in range(2, 14)}
LITTLE = {**OLD, "3/index.html": "another", "come/index.html": "new"}
posix = pytest.mark.skipif(os.name != "posix", reason="of Unix")


def as_bytes(files: dict[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


def marks(out: Path) -> dict[str, tuple[int, int]]:
    """Which file every name is, and when it was last written."""
    found = {path.relative_to(out).as_posix(): path.lstat() for path in (out, *out.rglob("*"))}
    return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in found.items()}


def swaps(folder: Path) -> bool:
    """Whether folders can change places here."""
    (folder / "one").mkdir()
    (folder / "two").mkdir()
    try:
        swapping.exchange(folder / "one", folder / "two")
    except OSError:
        return False
    return True


def test_with_nothing_to_do_nothing_is_touched(tmp_path: Path) -> None:
    out = make(tmp_path / "out", {"CNAME": "example.org"})
    run(out, OLD)
    before = marks(out)

    done = run(out, OLD)
    again = run(out, OLD, cache=False)

    assert (done.written, done.removed, again.written) == (0, 0, 0)
    assert {**marks(out), ".": 0} == {**before, ".": 0}
    assert len(done.files) == len(OLD)


def test_with_nothing_to_do_a_disk_that_can_only_be_read_is_fine(tmp_path: Path) -> None:
    with disk(tmp_path) as folder:
        run(folder / "out", OLD)
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)

        assert run(folder / "out", OLD).written == 0


def test_a_large_change_puts_another_folder_in_place_and_writes_no_file_again_that_stays(tmp_path: Path) -> None:
    if not swaps(tmp_path):
        absent("folders cannot change places on this disk")
    out = make(tmp_path / "out", {"CNAME": "example.org"})
    run(out, {**OLD, "same": "same"})
    before = marks(out)

    run(out, {**NEW, "same": "same"})

    after = marks(out)
    assert before["."][0] != after["."][0]
    assert (before["same"], before["CNAME"]) == (after["same"], after["CNAME"])
    assert there(out) == as_bytes({**NEW, "same": "same", "CNAME": "example.org"})


def test_a_small_change_replaces_single_files(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(out, OLD)
    before = marks(out)

    run(out, LITTLE)

    after = marks(out)
    assert {path for path in after if before.get(path) != after[path] and (out / path).is_file()} == {
        *("3/index.html", "come/index.html"),
        MANIFEST,
    }
    assert before["."][0] == after["."][0]


@posix
@pytest.mark.parametrize("kind", ["large", "small"])
def test_what_others_keep_there_is_carried_over(tmp_path: Path, kind: str) -> None:
    out = make(tmp_path / "out", {"CNAME": "example.org", ".git/HEAD": "ref", ".well-known/x/token": "t", "3/notes.txt": "n", "#a~": "e"})
    (out / "empty").mkdir(mode=0o750)
    (out / "link").symlink_to("nowhere")
    name = os.fsdecode(b"caf\xe9.txt")
    with suppress(OSError):
        # Some disks take UTF-8 alone.
        (out / name).write_text("not UTF-8")
    theirs = {path: value for path, value in marks(out).items() if not (out / path).is_dir() or (out / path).is_symlink()}
    run(out, OLD)

    run(out, NEW if kind == "large" else LITTLE)

    after = marks(out)
    assert {path: after[path] for path in theirs} == theirs
    assert (out / "empty").stat().st_mode & 0o777 == 0o750
    assert os.readlink(out / "link") == "nowhere"


def test_what_others_do_in_the_old_folder_until_it_is_swapped_is_done_in_the_new_one(tmp_path: Path) -> None:
    out = make(tmp_path / "out", {"stays": "1", "replaced": "1", "goes": "1", "written": "1", "deep/goes": "1"})
    run(out, OLD)
    new = tmp_path / "new" / "site"
    new.mkdir(parents=True)
    carried = swapping.fill(new, out, (), OLD)
    make(out, {"came": "2", "a/b/came": "2", "beside": "2", "written": "2"})
    os.replace(out / "beside", out / "replaced")
    (out / "goes").unlink()
    (out / "deep" / "goes").unlink()
    swapping.exchange(new, out)

    swapping.settle(new, out, new.parent, carried)

    assert there(out) == as_bytes({"stays": "1", "replaced": "2", "written": "2", "came": "2", "a/b/came": "2"})
    assert not new.exists()


def test_what_others_do_in_the_new_folder_is_newer_than_what_they_did_in_the_old(tmp_path: Path) -> None:
    out = make(tmp_path / "out", {"replaced": "1", "goes": "1"})
    new = tmp_path / "new" / "site"
    new.mkdir(parents=True)
    carried = swapping.fill(new, out, (), ())
    swapping.exchange(new, out)
    make(out, {"beside": "2"})
    os.replace(out / "beside", out / "replaced")
    (out / "goes").unlink()

    swapping.settle(new, out, new.parent, carried)

    assert there(out) == as_bytes({"replaced": "2"})


def test_a_file_of_others_that_comes_where_a_page_belongs_is_named_and_kept(tmp_path: Path) -> None:
    out, new = make(tmp_path / "out", {"CNAME": "example.org"}), tmp_path / "new" / "site"
    make(new, {"page": "ours"})
    carried = swapping.fill(new, out, (), ())
    make(out, {"page": "theirs"})
    swapping.exchange(new, out)

    with pytest.raises(SiteError, match=r"new/site/page came where a page belongs"):
        swapping.settle(new, out, new.parent, carried)

    assert (new / "page").read_text() == "theirs"
    assert there(out) == as_bytes({"page": "ours", "CNAME": "example.org"})


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        pytest.param("3/index.html", "3/index.html", id="at a page"),
        pytest.param("3", "3/index.html", id="a file where a folder must be"),
        pytest.param("3/notes.txt", "3", id="in a folder where a file must be"),
    ],
)
@pytest.mark.parametrize("built", [{}, {"a": "1", "b": "2", "c": "3"}])
def test_a_file_of_others_in_the_way_is_named_and_nothing_changes(tmp_path: Path, theirs: str, ours: str, built: dict[str, str]) -> None:
    out = make(tmp_path / "out", {theirs: "mine"})
    if built:
        run(out, built)

    with pytest.raises(SiteError, match=rf"out/{theirs} was not made by a build"):
        run(out, {**built, ours: "page"})

    assert there(out) == as_bytes({theirs: "mine", **built})
    assert litter(out) == []


def test_files_and_folders_of_ours_may_take_each_others_places(tmp_path: Path) -> None:
    out = tmp_path / "out"
    many = {f"{n}.txt": str(n) for n in range(9)}
    run(out, {**many, "a": "file", "b/c/index.html": "deep"})

    run(out, {**many, "a/index.html": "folder", "b": "file"})

    assert there(out) == as_bytes({**many, "a/index.html": "folder", "b": "file"})


@posix
def test_a_folder_with_files_of_others_that_cannot_be_linked_is_changed_file_by_file(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(out, OLD)
    make(out, {"uploads/one": "theirs"})
    mounted = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(out / "uploads")], check=False, capture_output=True).returncode == 0
    if not mounted:
        absent("only the administrator may mount disks")
    try:
        make(out, {"uploads/two": "theirs"})
        before = out.stat().st_ino

        run(out, NEW)

        assert there(out) == as_bytes({**NEW, "uploads/two": "theirs"})
        assert out.stat().st_ino == before
        assert litter(out) == []
    finally:
        subprocess.run(["umount", str(out / "uploads")], check=True)


@pytest.mark.parametrize("name", [".out.alongside-new", "out/.alongside-new"])
def test_what_has_the_name_of_our_folder_and_is_not_ours_stays(tmp_path: Path, name: str) -> None:
    out = make(tmp_path, {f"{name}/diary.txt": "mine"}) / "out"

    with pytest.raises(SiteError, match=rf"{name} was not made by a build"):
        run(out, OLD)

    assert (tmp_path / name / "diary.txt").read_text() == "mine"


def test_a_clock_that_was_set_back_changes_nothing(tmp_path: Path) -> None:
    out = make(tmp_path / "out", {"CNAME": "example.org"})
    run(out, OLD)
    assert killed(lambda: run(out, NEW), step=9)
    future = time.time() + 1e9
    for path in (tmp_path / "out", *tmp_path.rglob("*")):
        os.utime(path, (future, future))

    for files in (NEW, {**NEW, "3/index.html": "x"}, NEW):
        run(out, files)
        assert there(out) == as_bytes({**files, "CNAME": "example.org"})

    assert run(out, NEW).written == 0
    assert litter(out) == []


def test_facts_are_asked_for_once_and_kept(tmp_path: Path) -> None:
    out, asked = tmp_path / "out", []

    def look(path: str, body: bytes) -> bytes:
        asked.append(path)
        return body[:3]

    def found(files: dict[str, str], facts: Callable[[str, bytes], bytes] | None = look) -> dict[str, bytes | None]:
        done = run(out, files, look=facts)
        assert read_manifest(out) == done.files
        return {path: written.facts for path, written in done.files.items()}

    assert found({"a": "one", "b": "two"}, None) == {"a": None, "b": None}
    assert found({"a": "one", "b": "two"}) == {"a": b"one", "b": b"two"}
    assert found({"a": "one", "b": "else", "c": "more"}) == {"a": b"one", "b": b"els", "c": b"mor"}
    assert found({"a": "one", "b": "else", "c": "more"}, None) == {"a": b"one", "b": b"els", "c": b"mor"}
    assert sorted(asked) == ["a", "b", "b", "c"]


# ---- two builds at once


@contextmanager
def other(out: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the lock until its input ends."""
    code = (
        "import sys; from pathlib import Path; from alongside.outputs import locked\n"
        "with locked(Path(sys.argv[1]), print): print('has it', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(out)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "has it\n"
        yield process
        process.kill()


@posix
def test_the_second_build_says_for_whom_it_waits_and_goes_on(tmp_path: Path) -> None:
    site, out = make(tmp_path / "site"), tmp_path / "out"
    typed = ["build", "--site", str(site), "--out", str(out), "--date", DAY.isoformat(), "--quiet"]
    with other(out) as first:
        since = json.loads((out / LOCK).read_text())["since"]
        with subprocess.Popen([sys.executable, str(ROOT / "build.py"), *typed], stderr=subprocess.PIPE, text=True) as second:
            assert second.stderr is not None
            line = second.stderr.readline()
            waited = second.poll() is None and not (out / "index.html").exists()
            assert first.stdin is not None
            first.stdin.close()
            code, rest = second.wait(60), second.stderr.read()

    assert line == f"Process {first.pid} has been building {out} since {since}. Waiting for it.\n"
    assert (waited, code, rest) == (True, 0, "")
    assert (out / "index.html").is_file()
    assert litter(out) == []


@posix
def test_the_lock_of_a_process_that_was_killed_holds_nobody_up(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with other(out) as first:
        first.kill()
        first.wait()
    told: list[str] = []
    assert (out / LOCK).exists()

    run(out, OLD, tell=told.append)

    assert told == []
    assert litter(out) == []


def held(**changes: object) -> bytes:
    mine = locking.me()
    return json.dumps({"process": mine.process, "host": mine.host, "boot": mine.boot, "since": "then"} | changes).encode()


@pytest.fixture
def ended() -> int:
    """The number of a process that is over."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


@pytest.mark.parametrize("kind", ["dead process", "another start of the machine", "nothing in it", "not ours to read"])
def test_without_locks_of_the_system_a_file_of_a_dead_build_is_replaced(tmp_path: Path, kind: str, ended: int) -> None:
    lock = tmp_path / LOCK
    body = {"dead process": held(process=ended), "another start of the machine": held(process=1, boot="b"), "nothing in it": b""}
    lock.write_bytes(body.get(kind, b"\x00["))
    told: list[str] = []

    locking.take_by_name(lock, told.append)

    assert json.loads(lock.read_text())["process"] == os.getpid()
    assert told == []


def test_without_locks_of_the_system_the_build_of_another_machine_is_named(tmp_path: Path) -> None:
    lock = tmp_path / LOCK
    lock.write_bytes(held(process=77, host="elsewhere"))

    with pytest.raises(SiteError, match=r"Process 77 has been building .* since then on elsewhere\. If it has ended, remove .*lock\."):
        locking.take_by_name(lock, print)

    assert lock.exists()


@posix
def test_without_locks_of_the_system_a_living_build_is_waited_for(tmp_path: Path) -> None:
    lock = tmp_path / LOCK
    lock.write_bytes(held(process=os.getppid()))

    def tell(line: str) -> None:
        assert line.startswith(f"Process {os.getppid()} has been building")
        lock.unlink()

    locking.take_by_name(lock, tell)

    assert json.loads(lock.read_text())["process"] == os.getpid()


@posix
def test_a_lock_file_from_another_machine_holds_nobody_up_where_the_system_has_locks(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / LOCK).write_bytes(held(host="elsewhere"))

    run(out, OLD)

    assert litter(out) == []


# ---- what the disk refuses


@contextmanager
def disk(folder: Path, size: str = "1m") -> Iterator[Path]:
    """A disk of its own."""
    target = folder / "disk"
    target.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(target)], check=False, capture_output=True)
    if made.returncode:
        absent("only the administrator may mount disks")
    try:
        yield target
    finally:
        subprocess.run(["umount", str(target)], check=True)


BIG = {f"{n}/index.html": f"{n} " * 50_000 for n in range(20)}


@posix
@pytest.mark.parametrize("name", ["out", "."])
@pytest.mark.parametrize("workers", [1, 2])
def test_on_a_full_disk_the_site_stays_and_one_line_says_why(tmp_path: Path, name: str, workers: int) -> None:
    small = {f"{n}/{n}.txt": str(n) for n in range(200)}
    with disk(tmp_path) as folder:
        out = folder / name if name != "." else folder
        make(out, {"CNAME": "example.org"})
        run(out, OLD)

        for files in (BIG, {**OLD, **BIG}, {**BIG, **small}):
            with pytest.raises(SiteError) as said:
                run(out, files, workers=workers)
            assert str(said.value) == f"{out}: the disk is full. The site there is as it was. Make room and build again."
            assert said.value.code == 3
            assert there(out) == as_bytes({**OLD, "CNAME": "example.org"})
            assert litter(out) == []

        run(out, LITTLE)
        assert there(out) == as_bytes({**LITTLE, "CNAME": "example.org"})


@posix
def test_a_disk_that_was_full_and_has_room_again_takes_the_site(tmp_path: Path) -> None:
    with disk(tmp_path) as folder:
        out = folder / "out"
        run(out, OLD)
        # So full that not even a lock can be written.
        with suppress(OSError), open(folder / "ballast", "wb") as ballast:
            while True:
                ballast.write(bytes(4096))
                ballast.flush()
        with pytest.raises(SiteError, match="the disk is full"):
            run(out, NEW)
        assert there(out) == as_bytes(OLD)
        (folder / "ballast").unlink()

        run(out, NEW)

        assert there(out) == as_bytes(NEW)
        assert litter(out) == []


@posix
def test_a_disk_that_can_only_be_read_keeps_the_site_and_one_line_says_why(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    with disk(tmp_path, "20m") as folder:
        out = folder / "out"
        run(out, OLD)
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)

        done = command("build", "--site", site, "--out", out, "--date", DAY.isoformat(), "--no-cache")

        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr == (
            f"alongside: {out}: this disk can only be read. The site there is as it was. Make it writable, or choose another --out.\n"
        )
        assert there(out) == as_bytes(OLD)
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
        assert command("build", "--site", site, "--out", out, "--date", DAY.isoformat(), "--no-cache").returncode == 0
        assert litter(out) == []


@posix
def test_a_file_that_may_not_grow_so_large_is_named(tmp_path: Path) -> None:
    import resource

    out = tmp_path / "out"
    run(out, OLD)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        with pytest.raises(SiteError, match=r"/index\.html: File too large\. The site there is as it was\."):
            run(out, BIG)

    assert not killed(limited)
    assert there(out) == as_bytes(OLD)
    assert litter(out) == []
    run(out, BIG)
    assert there(out) == as_bytes(BIG)


@pytest.fixture
def common() -> Iterator[Path]:
    """A folder that accounts without rights may enter; what pytest makes is for one account alone."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o777)
        yield Path(name)


def as_nobody(work: Callable[[], object]) -> None:
    """Does work with no more rights than anybody has."""

    def lowered() -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        work()

    assert not killed(lowered)


def refused(out: Path, files: dict[str, str]) -> Callable[[], None]:
    def work() -> None:
        with pytest.raises(SiteError, match=r"this account may not write .*\. The site there is as it was\. Change its permissions"):
            run(out, files)

    return work


@posix
def test_without_the_right_to_write_the_site_stays_and_one_line_says_why(common: Path) -> None:
    out = common / "out"
    as_nobody(lambda: run(out, OLD))
    os.chmod(out, 0o555)

    as_nobody(refused(out, NEW))
    as_nobody(refused(out, LITTLE))

    assert there(out) == as_bytes(OLD)
    os.chmod(out, 0o755)
    as_nobody(lambda: run(out, NEW))
    assert there(out) == as_bytes(NEW)
    assert litter(out) == []


@posix
def test_a_right_that_is_lost_between_two_steps_leaves_every_page_whole(common: Path) -> None:
    out = common / "out"
    as_nobody(lambda: run(out, OLD))
    os.chmod(out / "3", 0o555)

    def half() -> None:
        with pytest.raises(SiteError, match=r"out/3.*Every page there is whole, some are new already, and the next build finishes"):
            run(out, LITTLE)

    as_nobody(half)

    found = there(out)
    assert found == as_bytes({**OLD, "come/index.html": "new"})
    os.chmod(out / "3", 0o755)
    as_nobody(lambda: run(out, LITTLE))
    assert there(out) == as_bytes(LITTLE)
    assert litter(out) == []


@posix
@pytest.mark.parametrize("files", [NEW, LITTLE])
def test_where_nobody_may_write_beside_it_the_folder_is_changed_from_inside(common: Path, files: dict[str, str]) -> None:
    out = common / "www"
    out.mkdir(mode=0o777)
    os.chmod(out, 0o777)
    os.chmod(common, 0o755)
    if os.geteuid() != 0:
        os.chmod(common, 0o555)
    as_nobody(lambda: run(out, OLD))
    before = out.stat().st_ino

    as_nobody(lambda: run(out, files))

    os.chmod(common, 0o777)
    assert there(out) == as_bytes(files)
    assert out.stat().st_ino == before
    assert litter(out) == []


@posix
def test_an_output_folder_that_is_a_disk_of_its_own_is_changed_from_inside(tmp_path: Path) -> None:
    with disk(tmp_path) as out:
        for files in (OLD, NEW, LITTLE):
            run(out, files)

            assert there(out) == as_bytes(files)
            assert litter(out) == []


# ---- where a build refuses to write


@posix
@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("project", "holds"),
        ("project/content", "lies in content/"),
        ("project/content/meetings", "lies in content/"),
        ("project/locale", "lies in locale/"),
        ("people/home", "holds"),
        ("people", "holds"),
        ("", "holds"),
        ("/", "holds"),
    ],
)
@pytest.mark.parametrize("linked", [False, True])
def test_no_site_is_written_over_the_project_or_a_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, said: str, linked: bool
) -> None:
    for folder in ("project/content/meetings", "project/locale", "people/home"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "people/home"))
    out = tmp_path / target
    if linked:
        (tmp_path / "out").symlink_to(out)
        out = tmp_path / "out"

    with pytest.raises(SiteError, match=said) as refusal:
        refuse_unsafe(out, tmp_path / "project", ROOT)

    assert refusal.value.code == 2


@posix
def test_sources_that_are_links_are_safe_too(tmp_path: Path) -> None:
    (tmp_path / "texts/meetings").mkdir(parents=True)
    (tmp_path / "project").mkdir()
    (tmp_path / "project/content").symlink_to(tmp_path / "texts")

    with pytest.raises(SiteError, match="lies in content/"):
        refuse_unsafe(tmp_path / "texts/meetings", tmp_path / "project", ROOT)


# ---- verified before anything changes


def test_a_file_that_is_not_as_it_was_written_ends_the_build_before_the_site_changes(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(out, OLD)

    def spoil() -> bytes:
        # Another program that removes what waits beside.
        (tmp_path / ".out.alongside-new/site/0/index.html").write_text("cut")
        return b"last"

    made = [fixed("0/index.html", "whole"), *(fixed(path, text) for path, text in NEW.items()), Output("last", "key", spoil)]
    with pytest.raises(SiteError, match=r"site/0/index\.html is not as it was written"):
        run(out, made)

    assert there(out) == as_bytes(OLD)
    assert litter(out) == []


def test_the_manifest_of_many_files_is_small(tmp_path: Path) -> None:
    rows = {f"meetings/a-meeting-{n}/index.html": Written(f"{n:032x}", 7000 + n, b"facts") for n in range(20_000)}

    body = encoded(rows)

    (tmp_path / MANIFEST).write_bytes(body)
    assert read_manifest(tmp_path) == rows
    assert len(body) < 100 * len(rows)
