"""What is kept of listings from run to run: used for files as they were, never for others, on any day."""

import os
import random
import shutil
import time
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from alongside import pipeline, speed
from tests.building import DAY, SMALL, make

FILE = "content/meetings/boulder/tuesday.yaml"
# Longer than stamps of two changes can be alike.
TICK = 0.15


def load(site: Path, today: date = DAY, cache: bool = True) -> pipeline.Site:
    return pipeline.load(pipeline.Options(site=site, out=site / "_site", today=lambda _zone: today, cache=cache))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The small site, read once when its files were no longer new."""
    folder = make(tmp_path / "site")
    time.sleep(TICK)
    load(folder)
    return folder


def rows(site: Path) -> dict[bytes, bytes]:
    return msgspec.msgpack.decode((site / ".alongside" / "cache").read_bytes(), type=tuple[bytes, dict[bytes, bytes]])[1]


def mark(site: Path) -> None:
    """Writes another name of the same length into what is kept of a file, so that it shows where that is used."""
    path = site / ".alongside" / "cache"
    sealed, _ = msgspec.msgpack.decode(path.read_bytes(), type=tuple[bytes, dict[bytes, bytes]])
    kept = speed.Cache(path, sealed[: speed.DIGEST_LENGTH])
    row = kept.known[FILE.encode()]
    assert b"Tuesday" in row
    kept.save({**kept.known, FILE.encode(): row.replace(b"Tuesday", b"TUESDAY")})


def name(site: Path) -> str:
    return next(listing.name for listing in load(site).listings if listing.file == FILE)


def test_a_file_as_it_was_is_not_read(site: Path) -> None:
    mark(site)

    assert name(site).startswith("TUESDAY")


def test_a_file_that_was_only_touched_is_read_and_not_worked_out_again(site: Path) -> None:
    mark(site)
    os.utime(site / FILE)

    assert name(site).startswith("TUESDAY")


def test_a_change_of_the_same_length_whose_time_was_set_back_is_seen(site: Path) -> None:
    before = (site / FILE).stat()
    text = (site / FILE).read_text("utf-8")

    (site / FILE).write_text(text.replace("Tuesday Group", "Someday Group"), "utf-8")
    os.utime(site / FILE, ns=(before.st_atime_ns, before.st_mtime_ns))

    after = (site / FILE).stat()
    assert (after.st_mtime_ns, after.st_size) == (before.st_mtime_ns, before.st_size)
    assert name(site).startswith("Someday")


def test_a_file_put_in_the_place_of_another_is_seen(site: Path) -> None:
    before = (site / FILE).stat()
    other = site / "other"
    other.write_text((site / FILE).read_text("utf-8").replace("Tuesday Group", "Someday Group"), "utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))

    other.replace(site / FILE)

    assert name(site).startswith("Someday")


def test_what_is_kept_of_one_file_is_not_used_for_another(site: Path) -> None:
    mark(site)
    (site / FILE).rename(site / "content/meetings/boulder/moved.yaml")

    moved = next(listing for listing in load(site).listings if listing.id == "moved")

    assert moved.name.startswith("Tuesday")


def test_a_file_from_the_future_is_read_each_time(site: Path) -> None:
    ahead = time.time_ns() + 3_600_000_000_000
    os.utime(site / FILE, ns=(ahead, ahead))
    load(site)
    time.sleep(TICK)
    load(site)

    assert rows(site)[FILE.encode()].startswith(speed.NO_STAMP)


@pytest.mark.parametrize(
    ("stamped", "now", "safe"),
    [
        pytest.param((100_000_000_001, 100_000_000_001), 100_000_000_001, False, id="in the same moment"),
        pytest.param((100_000_000_001, 100_000_000_001), 100_010_000_000, False, id="one tick later"),
        pytest.param((100_000_000_001, 100_000_000_001), 100_200_000_000, True, id="many ticks later"),
        pytest.param((100_000_000_000, 100_000_000_000), 101_500_000_000, False, id="whole seconds, in the next one"),
        pytest.param((100_000_000_000, 100_000_000_000), 103_000_000_000, True, id="whole seconds, long after"),
        pytest.param((90_000_000_000, 100_000_000_001), 100_000_000_002, False, id="an old time, set just now"),
        pytest.param((100_000_000_001, 100_000_000_001), 99_000_000_000, False, id="the clock was set back"),
        pytest.param((0, 0), 99_000_000_000, False, id="no file"),
    ],
)
def test_a_stamp_is_trusted_when_a_later_change_would_change_it(stamped: tuple[int, int], now: int, safe: bool) -> None:
    assert speed.settled(speed._STAMP.pack(*stamped, 5, 7), now) == safe


def same(site: Path, today: date = DAY) -> None:
    """A run with what is kept says the same as one without."""
    warm, cold = load(site, today), load(site, today, cache=False)

    assert warm.listings == cold.listings
    assert warm.problems == cold.problems
    assert warm == cold


def test_the_days_go_by_and_what_is_kept_stays(site: Path) -> None:
    other = "content/meetings/boulder/other.yaml"
    text = SMALL[FILE].replace("former_ids: [monday]\n", "")
    make(site, {FILE: text + "summary: For addicts.\nverified: 2026-10-01\n", other: text + "verified:\n  on: '2026-11-30'\n"})
    chance = random.Random(3)
    days = [DAY + timedelta(days=count) for count in (*range(-400, 900, 37), 0, 1, 2)]
    chance.shuffle(days)

    for day in days:
        same(site, day)

    told = {problem.rule for day in days for problem in load(site, day).problems}
    assert {"verified-stale", "verified-future", "kinder-words"} <= told
    mark(site)
    assert next(each.name for each in load(site, days[0]).listings if each.file == FILE).startswith("TUESDAY")


EDITS = {
    "site_config.yaml": ("\nverify_every: 30\n", "\nverify_every: 900\n", "\ncountry: GB\n", "\ndefault_minutes: 90\n", ""),
    "content/areas.yaml": ("\nnew-area:\n  name: New\n", ""),
    "content/vocabulary/fellowships.yaml": (
        "aa:\n  label: {en: AA}\n",
        "aa:\n  label: {en: AA}\nna:\n  label: {en: NA}\nsmart:\n  label: {en: SMART}\n",
    ),
    "content/organizations/added.yaml": ("name: Added\n", "name: Added\nwrong: field\n"),
    "content/places/added.yaml": ("name: Added\ncity: Boulder\n",),
    FILE: ("\nname: twice\n", "\nverified: 2026-05-01\n", "\narea: new-area\n", "\n# comment\n", "\nsummary: For addicts\n", ""),
    "content/meetings/new-area/one.yaml": (
        "name: One\nfellowship: na\nwhen: always\nplace: added\n",
        "name: One\nfellowship: aa\nwhen: always\norganization: added\nverified: 2026-11-21\n",
        "name: One\nfellowship: aa\nwhen: never\n",
    ),
}


@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_it_is_as_if_nothing_had_been_kept(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    site = make(tmp_path / "site")

    for _ in range(12):
        for file in chance.sample(sorted(EDITS), chance.randrange(1, 3)):
            if file not in SMALL and (site / file).exists() and chance.random() < 0.4:
                (site / file).unlink()
            else:
                make(site, {file: SMALL.get(file, "").rstrip() + chance.choice(EDITS[file])})
        if chance.random() < 0.3:
            time.sleep(TICK)
        same(site, DAY + timedelta(days=chance.choice((0, 0, 200))))


def test_damaged_rows_are_as_good_as_none(site: Path) -> None:
    whole = (site / ".alongside" / "cache").read_bytes()
    chance = random.Random(1)
    for _ in range(30):
        at = chance.randrange(len(whole))
        (site / ".alongside" / "cache").write_bytes(whole[:at] + bytes([chance.randrange(256)]) + whole[at + chance.randrange(2) :])
        same(site)


def test_inputs_are_the_same_while_nothing_changes(site: Path) -> None:
    options = pipeline.Options(site=site, out=site / "_site", today=lambda _zone: DAY)
    before = pipeline.inputs(options)
    assert before
    assert pipeline.inputs(options) == before

    for file in (FILE, "site_config.yaml", "content/areas.yaml"):
        text = (site / file).read_bytes()
        (site / file).write_bytes(text)
        assert pipeline.inputs(options) != before
        time.sleep(TICK)
        after = pipeline.inputs(options)
        assert after not in ("", before)
        before = after


def test_inputs_see_what_comes_and_goes(site: Path) -> None:
    options = pipeline.Options(site=site, out=site / "_site", today=lambda _zone: DAY)
    seen = {pipeline.inputs(options)}

    for step in range(4):
        if step == 0:
            make(site, {"templates/parts/own.html": "x"})
        elif step == 1:
            make(site, {"locale/de.po": ""})
        elif step == 2:
            (site / FILE).unlink()
        else:
            shutil.rmtree(site / "templates")
        time.sleep(TICK)
        seen.add(pipeline.inputs(options))

    assert len(seen) == 5
    assert b"" not in seen
