"""What `make bench` measures on and says: a made-up site is right and comes again from its seed; other work, or a goal missed, is told."""

import json
import statistics
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml

from alongside.pipeline import Built, Options, build, load
from alongside.schema import KINDS
from bench.building.measuring import Command, Run, peak_memory, timed
from bench.building.planning import planned
from bench.building.report import HEADS, Result, goals, outlook, rows
from bench.building.sameness import differences, made_in
from bench.generate import write_site
from bench.run import Field, changed_page, rename
from bench.tables import Goal, judged

COUNT, TODAY = 300, date(2026, 11, 21)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "site"
    write_site(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def out(site: Path) -> Path:
    made(site, site.parent / "out")
    return site.parent / "out"


def options(site: Path, out: Path, workers: int = 1) -> Options:
    return Options(site=site, out=out, today=lambda _zone: TODAY, base_url="https://directory.example.org/", workers=workers)


def made(site: Path, out: Path, workers: int = 1) -> Built:
    return build(options(site, out, workers), planner=planned)


def listing_files(site: Path) -> list[Path]:
    return [path for kind in KINDS for path in sorted((site / "content" / kind).rglob("*.yaml"))]


def url_of(site: Path, path: Path) -> str:
    return f"{path.relative_to(site / 'content').parts[0]}/{path.stem}/"


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in made_in(folder).sizes}


def test_a_made_up_site_has_no_problem_and_all_kinds_in_files_as_long_as_real_ones(site: Path) -> None:
    found = load(options(site, site / "_site"))
    files = listing_files(site)

    assert found.problems == ()
    assert len(files) == len(found.listings) == COUNT
    assert {path.relative_to(site / "content").parts[0] for path in files} == set(KINDS)
    assert 30 <= statistics.mean(len(path.read_text("utf-8").splitlines()) for path in files) <= 40


def test_the_same_seed_makes_the_same_bytes_and_another_seed_others(site: Path, tmp_path: Path) -> None:
    write_site(tmp_path / "again", COUNT)
    write_site(tmp_path / "other", COUNT, seed=2)
    content, again, other = (bytes_in(folder / "content") for folder in (site, tmp_path / "again", tmp_path / "other"))

    assert content == again
    assert content != other


def test_the_work_is_a_page_for_each_listing_lists_of_fifty_one_search_file_and_one_sitemap(site: Path, out: Path) -> None:
    named = {url_of(site, path): yaml.safe_load(path.read_text("utf-8")) for path in listing_files(site)}
    sizes = made_in(out).sizes
    lists = [path for path in sizes if path.endswith("/index.html") and path.removesuffix("index.html") not in named]
    searched = json.loads((out / "search.json").read_text("utf-8"))
    cards = [(out / path).read_text("utf-8").count('class="card ') for path in lists]

    assert set(sizes) == {*lists, *(f"{url}index.html" for url in named), "search.json", "sitemap.xml"}
    assert {each["url"]: each["name"] for each in searched} == {url: str(data["name"]) for url, data in named.items()}
    assert max(cards) == 50
    assert sum(cards) == COUNT + sum(bool(data.get("place")) for data in named.values())
    assert 6_000 <= statistics.mean(sizes[f"{url}index.html"] for url in named) <= 8_000


def test_after_a_change_what_names_the_listing_is_written_again_as_in_a_clean_build(site: Path, out: Path, tmp_path: Path) -> None:
    write_site(tmp_path / "site", COUNT)
    field = Field("memory", tmp_path, COUNT)
    first, unchanged = made(tmp_path / "site", tmp_path / "out"), made(tmp_path / "site", tmp_path / "out", workers=2)

    rename(tmp_path / "site", 0)
    changed = made(tmp_path / "site", tmp_path / "out")
    made(tmp_path / "site", tmp_path / "clean", workers=2)

    assert (first.written, unchanged.written) == (first.files, 0)
    assert 4 <= changed.written <= 12
    assert bytes_in(tmp_path / "out") == bytes_in(tmp_path / "clean")
    assert "Changed 1 times" in (tmp_path / "out" / changed_page(field)).read_text("utf-8")
    assert differences(out, tmp_path / "out", [changed_page(field)])


def test_pages_that_differ_by_more_than_white_space_are_told(tmp_path: Path) -> None:
    pages: Mapping[str, tuple[str, str]] = {
        "a/one/index.html": ("<p>One\n  page</p>\n<p>x</p>", "<p>One page</p><p>x</p>"),
        "a/two/index.html": ("<p>Two</p>", "<p>Three</p>"),
        "search.json": ('[{"a": 1}]', '[ {"a":1} ]'),
    }
    for path, texts in pages.items():
        for folder, text in zip(("ours", "theirs"), texts, strict=True):
            (tmp_path / folder / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / path).write_text(text, "utf-8")
    (tmp_path / "theirs" / "more.html").write_text("", "utf-8")

    told = differences(tmp_path / "ours", tmp_path / "theirs")

    assert [line.split(": ")[0] for line in told] == ["only theirs", "a/two/index.html"]


@pytest.mark.parametrize(
    ("own", "others", "met"),
    [
        pytest.param(0.9, {"Hugo": 3.0}, "yes", id="reached"),
        pytest.param(0.9, {"Hugo": 2.0}, "NO", id="too large a share"),
        pytest.param(1.1, {"Hugo": 9.0}, "NO", id="too long"),
        pytest.param(0.9, {"Eleventy": 3.0}, "not measured", id="the peer is missing"),
        pytest.param(float("nan"), {"Hugo": 3.0}, "not measured", id="ours is missing"),
    ],
)
def test_a_goal_is_judged_by_its_own_limit_and_by_the_peer_that_it_names(own: float, others: dict[str, float], met: str) -> None:
    goal = Goal[Result](1_000, "seconds", lambda _found: own, most=1, share=0.3, peer="Hugo")

    assert judged(goal, own, others)[-1] == met


def result(builder: str, count: int, seconds: float, memory: float) -> Result:
    return Result(builder=builder, count=count, memory=memory, runs={("memory", "cold"): [Run(seconds, seconds), Run(9, 9), Run(0, 0)]})


def test_the_tables_tell_medians_and_ratios_and_what_lies_beyond() -> None:
    results = [result("ours", 50_000, 5, 500e6), result("Hugo", 50_000, 8, 2e9), result("ours", 100_000, 9, 900e6)]

    table = [dict(zip(HEADS, line, strict=True)) for line in rows(results)]
    met = {(count, what): line for count, what, *line in goals(results)}

    assert [line["cold s (cpu s)"] for line in table] == ["5.000 (5.00)", "8.000 (8.00)", "9.000 (9.00)"]
    assert met["50,000", "peak MB"][-1] == met["100,000", "peak MB"][-1] == "yes"
    assert met["50,000", "cold s, in memory"][-1] == "not measured"
    assert outlook(results) == "1,000,000 listings would take 81 s cold in memory and 8.1 GB, from the line through 50,000 and 100,000."


def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    own = "import subprocess, sys, time; kept = b'x' * 40_000_000; time.sleep(0.5)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {own!r}]) if len(sys.argv) > 1 else None"
    alone = peak_memory(Command(words=(sys.executable, "-c", own), folder=tmp_path))
    together = peak_memory(Command(words=(sys.executable, "-c", f"kept = b'y' * 60_000_000; {child}", "more"), folder=tmp_path))

    assert 40_000_000 < alone < 80_000_000
    assert together > alone + 55_000_000


def test_a_builder_that_fails_stops_the_run_with_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no such listing"):
        timed(Command(words=(sys.executable, "-c", "raise SystemExit('no such listing')"), folder=tmp_path))
