"""Measures checking and building as whole processes: wall and CPU seconds, and the peak memory of the largest process.

    .venv/bin/python bench/run.py [COUNT ...]

Quote medians of one run, with the machine. The folder for the work can be chosen with TMPDIR.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from generate import write_site

BUILD = Path(__file__).parent.parent / "build.py"
RUNS = 3


def measure(arguments: Sequence[str]) -> tuple[float, float, float]:
    """One process: wall seconds, CPU seconds of it and its workers, peak memory in MB."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, str(BUILD), *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"build.py {' '.join(arguments)} failed")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def row(label: str, count: int, runs: Sequence[tuple[float, float, float]]) -> None:
    """Prints the medians of several runs."""
    wall, cpu, memory = (statistics.median(run[i] for run in runs) for i in range(3))
    print(f"{label:<20} {count:>7,} {wall:>8.2f} {cpu:>8.2f} {memory:>8.0f}", flush=True)


def main() -> None:
    """Every command at every size, cold and with nothing changed."""
    print(f"{'':<20} {'count':>7} {'wall s':>8} {'cpu s':>8} {'MB':>8}")
    for count in [int(text) for text in sys.argv[1:]] or [1_000, 2_500, 10_000]:
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder, "site")
            write_site(site, count)
            common = ("--site", str(site), "--date", "2026-11-21")
            row("check, cold", count, [measure(("check", *common)) for _ in range(1)])
            row("check, again", count, [measure(("check", *common)) for _ in range(RUNS)])
            cold = [measure(("build", *common, "--no-cache", "--quiet", "--out", str(Path(folder, f"out{i}")))) for i in range(RUNS)]
            row("build, cold", count, cold)
            again = [measure(("build", *common, "--quiet", "--out", str(Path(folder, "out0")))) for _ in range(RUNS + 1)]
            row("build, unchanged", count, again[1:])


if __name__ == "__main__":
    main()
