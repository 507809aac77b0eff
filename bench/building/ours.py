"""Our engine, as a whole process, with the bench's plan of a site; with --everything the site's own.

    python bench/building/ours.py --site DIR --out DIR [--everything] [--stages]

--stages prints a line for each stage: its name, how many, and seconds.
"""

import argparse
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from alongside import pipeline, speed
from bench.building.work import SAME_WORK

BASE_URL, TODAY = "https://directory.example.org/", date(2026, 11, 21)


def main() -> int:
    """Builds once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=speed.default_workers())
    parser.add_argument("--everything", action="store_true")
    parser.add_argument("--stages", action="store_true")
    asked = parser.parse_args()
    told = _tell if asked.stages else pipeline.quiet
    options = pipeline.Options(site=asked.site, out=asked.out, today=lambda _zone: TODAY, base_url=BASE_URL, workers=asked.workers)
    if pipeline.unchanged(options, pipeline.SITE if asked.everything else SAME_WORK):
        return 0
    if asked.everything:
        built = pipeline.build(options, told)
    else:
        from bench.building.planning import planned

        built = pipeline.build(options, told, planned)
    for problem in [] if built.done else built.site.problems:
        print(f"{problem.file}: {problem.field}: {problem.message}", file=sys.stderr)
    return 0 if built.done else 1


def _tell(stage: str, count: int, seconds: float) -> None:
    print(f"{stage}\t{count}\t{seconds:.6f}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
