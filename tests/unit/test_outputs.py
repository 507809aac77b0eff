"""The output folder: nothing is written, overwritten or removed that is not ours."""

import os
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from alongside import outputs
from alongside.errors import SiteError
from alongside.output import Output, fixed
from alongside.outputs import MANIFEST
from alongside.pipeline.writing import Standing
from tests import steady
from tests.building import ROOT, build, command, make, snapshot


def run(out: Path, *files: tuple[str, str]) -> Standing:
    """One build's worth of files."""
    return steady.run(out, [fixed(path, text) for path, text in files])


def texts(out: Path) -> dict[str, str]:
    return {path: body.decode() for path, body in snapshot(out).items()}


def test_what_is_asked_for_is_written(tmp_path: Path) -> None:
    run(tmp_path / "new" / "out", ("index.html", "home"), ("a/b/index.html", "page"))

    assert texts(tmp_path / "new" / "out") == {"index.html": "home", "a/b/index.html": "page"}


def test_two_writers_of_one_path_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"same address: a/index\.html"):
        run(tmp_path, ("a/index.html", "one"), ("a/index.html", "two"))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "../a",
        "a/../../b",
        "a/..",
        "/a",
        "//a",
        "a\\b",
        "..\\a",
        "a\0b",
        "a\nb",
        "./a",
        "a//b",
        "a/",
        "C:/a",
        "a:b",
        MANIFEST,
        ".alongside-lock",
        ".alongside-new/index.html",
    ],
)
def test_a_path_that_is_not_plainly_inside_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(SiteError, match="outside"):
        run(tmp_path / "out", ("index.html", "home"), (path, "text"))

    assert list(tmp_path.iterdir()) == []


def test_files_of_others_stay(tmp_path: Path) -> None:
    make(tmp_path, {"CNAME": "example.org", "a/notes.txt": "mine", ".git/HEAD": "ref", "index.html.new": "mine too"})

    run(tmp_path, ("index.html", "home"), ("a/index.html", "page"))
    run(tmp_path, ("index.html", "home again"))

    assert texts(tmp_path) == {
        "CNAME": "example.org",
        "a/notes.txt": "mine",
        ".git/HEAD": "ref",
        "index.html.new": "mine too",
        "index.html": "home again",
    }


def test_a_file_of_others_where_a_page_belongs_is_refused_by_name(tmp_path: Path) -> None:
    make(tmp_path, {"a/index.html": "mine"})

    with pytest.raises(SiteError, match=r"a/index\.html was not made by a build"):
        run(tmp_path, ("index.html", "home"), ("a/index.html", "page"))

    assert texts(tmp_path) == {"a/index.html": "mine"}


def test_what_a_build_no_longer_makes_goes_with_the_folders_it_leaves_empty(tmp_path: Path) -> None:
    run(tmp_path, ("index.html", "home"), ("a/b/c/index.html", "deep"), ("a/index.html", "page"), ("d/e/index.html", "gone"))

    run(tmp_path, ("index.html", "home"), ("a/index.html", "page"))

    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "a", "index.html"]
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["index.html"]


def test_a_file_that_somebody_removed_is_no_trouble_to_remove(tmp_path: Path) -> None:
    run(tmp_path, ("index.html", "home"), ("a/index.html", "page"))
    (tmp_path / "a" / "index.html").unlink()
    (tmp_path / "a").rmdir()

    run(tmp_path, ("index.html", "home"))

    assert texts(tmp_path) == {"index.html": "home"}


def test_a_file_that_is_right_already_is_not_written_again(tmp_path: Path) -> None:
    run(tmp_path, ("index.html", "home"), ("a.txt", "one"))
    os.utime(tmp_path / "index.html", (1, 1))
    os.utime(tmp_path / "a.txt", (1, 1))

    run(tmp_path, ("index.html", "home"), ("a.txt", "two"))

    assert (tmp_path / "index.html").stat().st_mtime == 1
    assert (tmp_path / "a.txt").stat().st_mtime > time.time() - 3600


def test_bytes_are_made_only_for_a_new_key(tmp_path: Path) -> None:
    run(tmp_path, ("index.html", "home"))
    key = fixed("index.html", "home").key
    asked: list[str] = []

    def body() -> bytes:
        asked.append("asked")
        return b"home"

    for each in (key, "another"):
        steady.run(tmp_path, [Output(path="index.html", key=each, make=body)])

    assert asked == ["asked"]


@pytest.mark.parametrize("damage", ["", "longer than it was", None])
def test_a_file_of_another_size_or_none_is_made_again(tmp_path: Path, damage: str | None) -> None:
    run(tmp_path, ("index.html", "home"))
    (tmp_path / "index.html").unlink()
    if damage is not None:
        (tmp_path / "index.html").write_text(damage)

    run(tmp_path, ("index.html", "home"))

    assert texts(tmp_path) == {"index.html": "home"}


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"[]", b"\xff\xfe", b"\x91" * 100_000),
        *(msgspec.msgpack.encode(value) for value in ([], ["alongside 1"], ["alongside 0", {}], ["alongside 1", {"a": ["k", "size"]}])),
    ],
)
def test_a_damaged_manifest_is_as_good_as_none(tmp_path: Path, body: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(body)

    assert outputs.read_manifest(tmp_path) == {}


def test_a_manifest_that_names_what_lies_outside_removes_nothing(tmp_path: Path) -> None:
    make(tmp_path, {"precious.txt": "mine", "out/notes.txt": "mine"})
    paths = {"../precious.txt": ["", 4], "/etc/hostname": ["", 4], "a/../../precious.txt": ["", 4]}
    (tmp_path / "out" / MANIFEST).write_bytes(msgspec.msgpack.encode(["alongside 1", paths]))

    done = run(tmp_path / "out", ("index.html", "home"))

    assert done.removed == 0
    assert texts(tmp_path / "out") == {"notes.txt": "mine", "index.html": "home"}
    assert (tmp_path / "precious.txt").exists()


def test_nothing_is_written_through_a_linked_folder(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(SiteError, match="a is a link"):
        run(tmp_path / "out", ("index.html", "home"), ("a/b/index.html", "page"))

    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_nothing_is_removed_through_a_linked_folder(tmp_path: Path) -> None:
    run(tmp_path / "out", ("index.html", "home"), ("a/index.html", "page"))
    (tmp_path / "out" / "a").rename(tmp_path / "elsewhere")
    (tmp_path / "out" / "a").symlink_to(tmp_path / "elsewhere")

    run(tmp_path / "out", ("index.html", "home"))

    assert texts(tmp_path / "elsewhere") == {"index.html": "page"}


def test_a_linked_file_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    run(tmp_path / "out", ("index.html", "home"))
    make(tmp_path, {"elsewhere.txt": "home"})
    (tmp_path / "out" / "index.html").unlink()
    (tmp_path / "out" / "index.html").symlink_to(tmp_path / "elsewhere.txt")

    run(tmp_path / "out", ("index.html", "new home"))

    assert not (tmp_path / "out" / "index.html").is_symlink()
    assert (tmp_path / "elsewhere.txt").read_text() == "home"


def test_the_output_folder_may_itself_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "www")

    run(tmp_path / "out", ("a/index.html", "page"))

    assert texts(tmp_path / "www") == {"a/index.html": "page"}


@pytest.mark.parametrize(
    "out",
    [
        "site",
        "site/../site",
        ".",
        "/",
        "~",
        "~/..",
        "engine",
        "site/content",
        "site/content/meetings",
        "site/assets/x",
        "site/templates",
        "engine/alongside",
    ],
)
def test_a_folder_where_a_build_could_do_harm_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str) -> None:
    site, engine, home = (tmp_path / name for name in ("site", "engine", "people/home"))
    for folder in (site / "content", engine, home):
        folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))

    with pytest.raises(SiteError) as refused:
        outputs.refuse_unsafe(tmp_path / os.path.expanduser(out), site, engine)

    assert refused.value.code == 2


@pytest.mark.parametrize("out", ["site/.git/out", "repository/.git", "repository/.git/site"])
def test_a_folder_of_git_is_refused_wherever_it_is(tmp_path: Path, out: str) -> None:
    with pytest.raises(SiteError, match=r"\.git"):
        outputs.refuse_unsafe(tmp_path / out, tmp_path / "repository" / "site", ROOT)


def test_a_file_or_a_link_to_nothing_is_no_output_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    for name in ("file", "loop"):
        with pytest.raises(SiteError, match="no folder"):
            outputs.refuse_unsafe(tmp_path / name, tmp_path / "site", ROOT)


@pytest.mark.parametrize("out", ["_site", "out/deep", "../out", "contents"])
def test_any_other_folder_is_fine(tmp_path: Path, out: str) -> None:
    site = tmp_path / "people" / "site"

    outputs.refuse_unsafe(site / out, site, ROOT)

    assert not (site / out).exists()


def test_the_command_refuses_the_site_itself_and_changes_nothing(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    before = snapshot(site)

    done = command("build", "--site", site, "--out", site, "--no-cache")

    assert done.returncode == 2
    assert "Choose a folder of its own" in done.stderr
    assert snapshot(site) == before


def test_a_build_repairs_what_was_changed_by_hand_when_it_uses_nothing_from_before(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    build(site, tmp_path / "out", cache=True)
    home = tmp_path / "out" / "index.html"
    right = home.read_bytes()
    home.write_bytes(right.swapcase())

    build(site, tmp_path / "out", cache=False)

    assert home.read_bytes() == right


def test_a_page_that_cannot_be_made_leaves_the_whole_site_as_it_was(tmp_path: Path) -> None:
    site, out = make(tmp_path / "site"), tmp_path / "out"
    build(site, out)
    before = snapshot(out)
    (site / "templates" / "pages").mkdir(parents=True)
    (site / "templates" / "pages" / "not-found.html").write_text("{{ nothing_of_that_name }}")
    (site / "site_config.yaml").write_text((site / "site_config.yaml").read_text() + "tagline: Another\n")

    with pytest.raises(SiteError):
        build(site, out)

    after = snapshot(out)
    assert {path: body for path, body in after.items() if path.endswith(".html")} == {
        path: body for path, body in before.items() if path.endswith(".html")
    }
    assert steady.litter(out) == []


def test_two_builds_of_one_folder_at_once_both_end_well(tmp_path: Path) -> None:
    site, out = make(tmp_path / "site"), tmp_path / "out"
    arguments = [sys.executable, str(ROOT / "build.py"), "build", "--site", str(site), "--out", str(out), "--quiet", "--no-cache"]

    running = [subprocess.Popen([*arguments, "--base-url", f"https://example.org/{n}/"]) for n in range(3)]

    assert [process.wait(180) for process in running] == [0, 0, 0]
    assert steady.litter(out) == []
