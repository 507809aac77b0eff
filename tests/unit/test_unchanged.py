"""A build that has nothing to do: told without reading anything, and never where there is something."""

import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from alongside.pipeline import Options, build, inputs, unchanged
from tests.building import DAY, command, make
from tests.test_same import EDITS, TWO


@pytest.fixture
def built(tmp_path: Path) -> Options:
    """A site that was built a moment after its files were written."""
    made = Options(site=make(tmp_path / "site", TWO), out=tmp_path / "out", today=lambda _zone: DAY)
    # What is newer than the clock can tell apart is not trusted.
    time.sleep(0.1)
    assert build(made).done
    return made


def stamps(folder: Path) -> dict[Path, tuple[int, int]]:
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*")}


def test_a_second_build_says_the_same_and_touches_nothing(built: Options) -> None:
    before = stamps(built.out)
    arguments = ("build", "--site", built.site, "--out", built.out, "--date", DAY.isoformat())

    told = [command(*arguments) for _ in range(2)]

    assert [done.returncode for done in told] == [0, 0]
    assert [done.stdout.count(' 0 of them new') for done in told] == [1, 1]
    assert unchanged(built)
    assert stamps(built.out) == before


def test_an_edit_is_seen(built: Options) -> None:
    EDITS["a new page"](built.site, random.Random(1))

    assert unchanged(built) is None


@pytest.mark.parametrize("name", sorted(EDITS))
def test_every_edit_changes_what_a_site_is_made_of(tmp_path: Path, name: str) -> None:
    made = Options(site=make(tmp_path / "site", TWO), out=tmp_path / "out", today=lambda _zone: DAY)
    time.sleep(0.1)
    before = inputs(made)

    EDITS[name](made.site, random.Random(1))
    time.sleep(0.1)

    assert before
    assert before != inputs(made)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda made: structs.replace(made, today=lambda _zone: DAY + timedelta(days=1)), id="another day"),
        pytest.param(lambda made: structs.replace(made, base_url="https://b.example.org/"), id="another address"),
        pytest.param(lambda made: structs.replace(made, links="files"), id="other links"),
        pytest.param(lambda made: structs.replace(made, out=made.out.with_name("other")), id="another folder"),
        pytest.param(lambda made: structs.replace(made, cache=False), id="without the cache"),
    ],
)
def test_whoever_asks_for_something_else_gets_a_build(built: Options, change: Callable[[Options], Options]) -> None:
    assert unchanged(change(built)) is None


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda out: (out / "index.html").unlink(), id="a page is gone"),
        pytest.param(lambda out: (out / "index.html").write_text("short"), id="a page is cut off"),
    ],
)
def test_what_was_written_is_still_there(built: Options, spoil: Callable[[Path], None]) -> None:
    spoil(built.out)

    assert unchanged(built) is None
    assert build(built).done
    assert unchanged(built)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"links": "files"}, id="other links"),
        pytest.param({"base_url": "https://b.example.org/"}, id="another address"),
        pytest.param({"base_url": "https://b.example.org/", "cache": False}, id="a build that keeps nothing"),
    ],
)
def test_what_another_build_wrote_into_the_folder_since_is_seen(built: Options, other: dict[str, object]) -> None:
    changed = structs.replace(built, **other)
    assert build(changed).done

    assert unchanged(built) is None
    assert build(built).done
    assert unchanged(built)


def test_a_warning_counts_where_somebody_is_strict(tmp_path: Path) -> None:
    listing = "name: Noon\nfellowship: aa\nsummary: For addicts.\nplace: hall\nwhen: [Mondays 12:00 pm]\n"
    site = make(tmp_path / "site", {**TWO, "content/meetings/boulder/noon.yaml": listing})
    made = Options(site=site, out=tmp_path / "out", today=lambda _zone: DAY)
    time.sleep(0.1)
    assert build(made).site.problems

    last = unchanged(made)

    assert last
    assert last.warnings == 1
    assert unchanged(structs.replace(made, strict=True)) is None


def test_a_day_by_the_clocks_of_the_site(built: Options) -> None:
    zones: list[str] = []

    def today(zone: str) -> date:
        zones.append(zone)
        return DAY

    assert unchanged(structs.replace(built, today=today))
    assert zones == ["America/Denver"]


def test_a_file_that_was_kept_from_another_version_is_as_good_as_none(built: Options) -> None:
    (built.site / ".alongside" / "last").write_bytes(b"\x00nonsense")

    assert unchanged(built) is None
