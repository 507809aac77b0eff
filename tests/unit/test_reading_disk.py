"""Which files of a content folder are read, and how."""

import os
import sys
from pathlib import Path

import pytest

from alongside.errors import as_json
from alongside.reading import Source, read_source, read_text, walk

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need rights on Windows")


def write(root: Path, *paths: str, text: str = "name: x\n") -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def test_content_files_are_listed_sorted_whatever_the_case_of_their_ending(tmp_path: Path) -> None:
    write(tmp_path, "content/b.yaml", "content/a/c.yml", "content/a/D.YAML", "content/guides/e.md", "content/x.jpg", "other/f.yaml")

    assert walk(tmp_path) == ["content/a/D.YAML", "content/a/c.yml", "content/b.yaml", "content/guides/e.md"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, "content/.imports/a.yaml", "content/a/.b.yaml", "content/a/c.yaml")

    assert walk(tmp_path) == ["content/a/c.yaml"]


def test_a_site_without_content_has_no_files(tmp_path: Path) -> None:
    assert walk(tmp_path) == []


@needs_links
def test_links_out_of_the_site_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "site/content/a.yaml", "secret/b.yaml")
    (tmp_path / "site/content/out.yaml").symlink_to(tmp_path / "secret/b.yaml")
    (tmp_path / "site/content/folder").symlink_to(tmp_path / "secret")
    (tmp_path / "site/content/loop").symlink_to(tmp_path / "site/content")
    (tmp_path / "site/content/in.yaml").symlink_to("a.yaml")

    files = walk(tmp_path / "site")
    inside = read_source(tmp_path / "site", "content/in.yaml")
    outside = read_source(tmp_path / "site", "content/out.yaml")

    assert files == ["content/a.yaml", "content/in.yaml"]
    assert isinstance(inside, Source)
    assert isinstance(outside, list)
    assert "outside the site" in outside[0].message


@needs_links
def test_a_name_that_is_not_utf8_is_told_not_raised(tmp_path: Path) -> None:
    write(tmp_path, "content/a.yaml")
    try:
        os.rename(tmp_path / "content/a.yaml", os.fsencode(tmp_path) + b"/content/caf\xe9.yaml")
    except OSError:
        pytest.skip("this file system keeps names in UTF-8")

    files = walk(tmp_path)
    found = read_source(tmp_path, files[0])

    assert files == ["content/caf\\xe9.yaml"]
    assert isinstance(found, list)
    assert as_json(found)


def test_a_file_is_read(tmp_path: Path) -> None:
    write(tmp_path, "content/a.yaml", text="name: é\n")

    assert read_source(tmp_path, "content/a.yaml") == Source("content/a.yaml", {"name": "é"}, "name: é\n")
    assert read_text(tmp_path, "content/a.yaml") == "name: é\n"


def test_a_guide_keeps_the_same_limits(tmp_path: Path) -> None:
    write(tmp_path, "content/guides/a.md", text="Text \u202e here")

    found = read_text(tmp_path, "content/guides/a.md")

    assert isinstance(found, list)
    assert (found[0].line, found[0].column) == (1, 6)


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, "content/big.yaml", text="a: " + "x" * 100_000)
    (tmp_path / "content/folder.yaml").mkdir()

    big = read_source(tmp_path, "content/big.yaml")
    missing = read_source(tmp_path, "content/none.yaml")
    folder = read_source(tmp_path, "content/folder.yaml")

    assert isinstance(big, list)
    assert "100,003 bytes" in big[0].message
    assert isinstance(missing, list)
    assert "cannot be read" in missing[0].message
    assert isinstance(folder, list)
    assert walk(tmp_path) == ["content/big.yaml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_does_not_wait(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content/pipe.yaml")

    found = read_source(tmp_path, "content/pipe.yaml")

    assert isinstance(found, list)
