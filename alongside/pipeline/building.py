"""Builds a site: what there is to write is planned, made and written, looked through and remembered."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from alongside import outputs, speed
from alongside.errors import Problem, in_order
from alongside.output import Output
from alongside.pipeline.loading import Site, load
from alongside.pipeline.options import ENGINE, Options, Progress, quiet
from alongside.pipeline.unchanged import Last, inputs, remember
from alongside.pipeline.writing import Standing, write

if TYPE_CHECKING:
    from alongside.pipeline.editions import Edition
    from alongside.rendering import Renderer


class Planned(Struct, frozen=True, kw_only=True):
    """Every file of a site, ``whole`` where all that they link to is among them; of ours also what makes its pages, for ``saving``.

    ``planner`` is the name by which ``unchanged`` is asked.
    """

    outputs: Iterable[Output]
    planner: str
    whole: bool = True
    editions: "tuple[Edition, ...]" = ()
    renderers: "tuple[Renderer, ...]" = ()


Planner = Callable[[Site, Options, Progress], Planned]


class Built(Struct, frozen=True, kw_only=True):
    """What a build did. ``done`` is false where problems kept it from writing anything; ``unsound`` is what its audit found.

    ``editions`` and what renders the pages of each are what it knows; ``saving`` goes on from there.
    """

    site: Site
    done: bool
    unsound: tuple[Problem, ...] = ()
    files: int = 0
    written: int = 0
    removed: int = 0
    editions: "tuple[Edition, ...]" = ()
    renderers: "tuple[Renderer, ...]" = ()


@speed.uncollected()
def build(options: Options, progress: Progress = quiet, planner: Planner | None = None) -> Built:
    """Reads, checks and writes the site.

    Takes:   ``planner``, which says what files there are: ours (``editions``) where there is none; the benchmark has its own, of files
             that peers make too.
    Returns: what was done; nothing is written where there are errors (with ``strict`` warnings too), unless ``keep_going``.
    Raises:  SiteError for an output folder that is not safe to write to, and for what the disk refuses.
    """
    outputs.refuse_unsafe(options.out, options.site, ENGINE)
    # Before anything is read: what changes from now on is not in this build.
    before = inputs(options) if options.cache else b""
    site = load(options, progress)
    fatal = [problem for problem in site.problems if options.strict or problem.severity == "error"]
    if not site.config.title or (fatal and not options.keep_going):
        return Built(site=site, done=False)

    found = (planner or _ours())(site, options, progress)
    began = time.perf_counter()
    made = list(_keyed(found.outputs))
    progress("planned", len(made), time.perf_counter() - began)

    began = time.perf_counter()
    standing = write(options, made, _look() if found.whole else None)
    progress("written", len(standing.files), time.perf_counter() - began)

    began = time.perf_counter()
    unsound = tuple(_unsound(standing, options.out, site.config.deploy)) if found.whole else ()
    progress("looked through", len(standing.files), time.perf_counter() - began)
    if options.cache and not fatal and not unsound:
        day, warnings = site.today.isoformat(), len(site.problems)
        seal = outputs.seal(options.out)
        last = Last(before, seal, site.config.timezone, day, len(site.listings), warnings, len(standing.files))
        remember(options, last, found.planner)
    return Built(
        site=site,
        done=True,
        unsound=unsound,
        files=len(standing.files),
        written=standing.written,
        removed=standing.removed,
        editions=found.editions,
        renderers=found.renderers,
    )


def _ours() -> Planner:
    # Imported where it is wanted: another planner needs much less of the engine.
    from alongside.pipeline.editions import planned

    return planned


def _look() -> outputs.Look:
    from alongside.audit import facts_of

    return lambda path, body: facts_of(path, body) or b""


def _unsound(standing: Standing, out: Path, hosts: Iterable[str]) -> list[Problem]:
    from alongside import audit

    facts = {path: row.facts for path, row in standing.files.items() if row.facts}
    found = audit.judge(facts, {path: row.size for path, row in standing.files.items()}, hosts)
    return in_order(audit.located_in(out, found)) if found else []


def _keyed(made: Iterable[Output]) -> Iterator[Output]:
    """Another version of the engine may make other bytes of the same page."""
    engine = speed.engine_digest(ENGINE / "alongside")
    for output in made:
        yield structs.replace(output, key=speed.digest(engine, output.key.encode()).hex())
