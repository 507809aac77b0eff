"""Measures building: ours beside Hugo and Eleventy, which make the same pages of the same files; and our whole site beside them.

    .venv/bin/python bench/run.py [COUNT ...] [--builders ours,Hugo,...] [--runs N] [--memory DIR] [--disk DIR] [--profile]

Each round builds into new folders: cold, then again with nothing changed, then with one listing changed. Everybody takes a turn before
anybody takes the next. How files and pages are compared is in bench/building/sameness.py, how memory is counted in measuring.py there.
Quote ratios of one run, with the machine.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from msgspec import Struct  # noqa: E402 - the engine is found first

from bench.building.builders import BUILDERS, SPANISH, Builder  # noqa: E402
from bench.building.measuring import Command, Run, peak_memory, printed, timed  # noqa: E402
from bench.building.report import HEADS, PLACES, SITUATIONS, Result, goals, outlook, rows  # noqa: E402
from bench.building.sameness import Made, differences, made_in  # noqa: E402
from bench.generate import write_site  # noqa: E402
from bench.tables import GOAL_HEADS, markdown, plain  # noqa: E402

# Seconds after which a builder takes no part in further rounds: they would say the same.
_LONG = 60


class Field(Struct, frozen=True):
    """A place where sites are built: its folder, and the number of listings."""

    place: str
    folder: Path
    count: int

    def site(self, builder: Builder) -> Path:
        """What it builds: the site in English, or for all outputs the one with two languages."""
        return self.folder / ("site" if builder.same else "two")

    def command(self, builder: Builder, turn: str) -> Command:
        """What builds into the folder of a turn."""
        return builder.command(self.site(builder), self.folder / f"own {builder.name}", self.out(builder, turn))

    def out(self, builder: Builder, turn: str) -> Path:
        """The folder of a turn."""
        return self.folder / f"{turn} {builder.name}"


def main() -> None:
    """Every builder at every size."""
    asked = _arguments()
    chosen = [each for each in BUILDERS if each.name in asked.builders.split(",")]
    results: list[Result] = []
    for count in asked.counts:
        with ExitStack() as kept:
            places = zip(PLACES, (asked.memory, asked.disk), strict=True)
            fields = [Field(place, Path(kept.enter_context(tempfile.TemporaryDirectory(dir=at))), count) for place, at in places if at]
            builders = [each for each in chosen if count <= each.most]
            for field in fields:
                _write(field, two=any(not each.same for each in builders))
            if asked.profile:
                _profile(fields[0], [each for each in builders if each.name.startswith("ours")])
            else:
                results += _measured(fields, builders, asked.runs)
    if not asked.profile:
        _report(results)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures building.")
    parser.add_argument("counts", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--builders", default=",".join(each.name for each in BUILDERS))
    parser.add_argument("--runs", type=int, default=3, help="rounds, of which medians are taken")
    parser.add_argument("--memory", default="/dev/shm", help="a folder in memory (tmpfs); empty: leave it out")  # noqa: S108
    parser.add_argument("--disk", default=tempfile.gettempdir(), help="a folder on a disk; empty: leave it out")
    parser.add_argument("--profile", action="store_true", help="tell where the time of our build goes, and nothing else")
    return parser.parse_args()


def _report(results: Sequence[Result]) -> None:
    table, met = list(rows(results)), list(goals(results))
    for drawn in (plain, markdown):
        print("\n" + drawn(HEADS, table) + "\n\n" + drawn(GOAL_HEADS, met))
    print("\n" + outlook(results))


def _write(field: Field, two: bool) -> None:
    write_site(field.folder / "site", field.count)
    if two:
        shutil.copytree(field.folder / "site", field.folder / "two")
        with (field.folder / "two" / "site_config.yaml").open("a", encoding="utf-8") as config:
            config.write(SPANISH)


def _measured(fields: Sequence[Field], builders: Sequence[Builder], runs: int) -> Iterator[Result]:
    count = fields[0].count
    _say(f"{count:,} listings; load of the machine {os.getloadavg()[0]:.1f}")
    made = {each.name: _proved(fields[0], each) for each in builders}
    _compare(fields[0], builders, "proof")
    _clear(fields[0], builders, "proof")
    found: dict[str, dict[tuple[str, str], list[Run]]] = {each.name: {} for each in builders}
    for field in fields:
        for number in range(runs):
            taking = [each for each in builders if all(run.wall < _LONG for run in found[each.name].get((field.place, "cold"), ()))]
            for situation, each, run in _round(field, taking, number):
                found[each.name].setdefault((field.place, situation), []).append(run)
                _say(f"  {field.place}, round {number + 1}, {each.name}, {situation}: {run.wall:.3f} s, {run.cpu:.2f} s of processors")
            _compare(field, taking, f"round {number}", [changed_page(field)])
            # On a disk, files made after a large removal would be ten times slower.
            if field.place == "memory":
                _clear(field, taking, f"round {number}")
    for each in builders:
        what, memory = made[each.name]
        files, size = len(what.sizes), what.bytes
        yield Result(builder=each.name, count=count, same=each.same, files=files, bytes=size, memory=memory, runs=found[each.name])


def _proved(field: Field, builder: Builder) -> tuple[Made, int]:
    """What it makes, and the memory that it takes."""
    _forget(field, builder, "proof")
    memory = peak_memory(field.command(builder, "proof"))
    made = made_in(field.out(builder, "proof"))
    _say(f"  {builder.name}: {len(made.sizes):,} files, {made.bytes / 1e6:.1f} MB; peak memory {memory / 1e6:.0f} MB")
    return made, memory


def _compare(field: Field, builders: Sequence[Builder], turn: str, also: Sequence[str] = ()) -> None:
    same = [each for each in builders if each.same]
    for other in same[1:]:
        if told := differences(field.out(same[0], turn), field.out(other, turn), also):
            raise SystemExit("\n".join((f"{same[0].name} and {other.name} did not make the same:", *told)))


def _round(field: Field, builders: Sequence[Builder], number: int) -> Iterator[tuple[str, Builder, Run]]:
    turn = f"round {number}"
    for situation in SITUATIONS:
        if situation == "one changed":
            for site in {field.site(each) for each in builders}:
                rename(site, number)
        for each in builders:
            if situation == "cold":
                _forget(field, each, turn)
            command = field.command(each, turn)
            os.sync()
            yield situation, each, timed(command)


def rename(site: Path, number: int) -> None:
    """Changes one listing: what it is called stands on its page, on its neighbours', in two lists and in the search file."""
    path = _renamed(site)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(f"name: Changed {number + 1} times\n" if line.startswith("name:") else line for line in lines), "utf-8")


def changed_page(field: Field) -> str:
    """The page of the listing that is changed."""
    return f"meetings/{_renamed(field.folder / 'site').stem}/index.html"


def _renamed(site: Path) -> Path:
    """A meeting from the middle."""
    found = sorted(site.glob("content/meetings/*/*.yaml"), key=lambda path: path.name)
    return found[len(found) // 2]


def _forget(field: Field, builder: Builder, turn: str) -> None:
    """Puts what our engine knows of a site from before out of its reach."""
    known = field.site(builder) / ".alongside"
    if known.exists():
        known.rename(field.folder / f"known before {turn} {builder.name}")


def _clear(field: Field, builders: Sequence[Builder], turn: str) -> None:
    for each in builders:
        shutil.rmtree(field.out(each, turn))


def _profile(field: Field, builders: Sequence[Builder]) -> None:
    for each in builders:
        for situation in SITUATIONS:
            if situation == "one changed":
                rename(field.site(each), 0)
            command = field.command(each, "profile")
            began = time.perf_counter()
            lines = printed(Command(words=(*command.words, "--stages"), folder=command.folder))
            whole = time.perf_counter() - began
            stages = [line.split("\t") for line in lines]
            table = [[name, f"{int(count):,}", f"{float(seconds):.3f}"] for name, count, seconds in stages]
            around = whole - sum(float(seconds) for _, _, seconds in stages)
            table += [["starting, imports, ending", "", f"{around:.3f}"], ["whole", "", f"{whole:.3f}"]]
            _say(f"\n{field.count:,} listings, {each.name}, {situation}\n" + plain(("stage", "count", "s"), table))


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
