"""What each command does with its arguments. The only place that asks for the time of day."""

import argparse
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from alongside import pipeline, speed
from alongside.cli.terminal import CONTENT, OK, count, from_here, many, progress, say, show, shown, tell
from alongside.errors import Problem, SiteError, visible

# Of what an import could not do, this much is told on the terminal.
MOST_TOLD = 20


def site_folder(given: Path | None) -> Path:
    """The site's folder: as given, else the current one where it is a site, else the project's own sample."""
    if given is not None:
        return given
    return Path() if (Path() / pipeline.CONFIG).is_file() else pipeline.ENGINE


def today_in(given: str | None) -> Callable[[str], date]:
    """The date to build for, by the site's zone: as given, else SOURCE_DATE_EPOCH's, else today's.

    Raises: SiteError where what was given is no date. Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    if given:
        try:
            fixed = date.fromisoformat(given)
        except ValueError:
            raise SiteError(f"{shown(given)} is not a date. Write year-month-day, for example 2026-12-24.", 2) from None
        return lambda zone: fixed
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    at = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return lambda zone: at.astimezone(ZoneInfo(zone)).date()


def _options(arguments: argparse.Namespace) -> pipeline.Options:
    site = site_folder(arguments.site)
    workers = getattr(arguments, "workers", 0)
    if workers < 0 or workers > 64:
        raise SiteError("--workers takes a number from 1 to 64.", 2)
    return pipeline.Options(
        site=site,
        out=getattr(arguments, "out", None) or site / "_site",
        today=today_in(getattr(arguments, "date", None)),
        base_url=getattr(arguments, "base_url", ""),
        workers=workers or speed.default_workers(),
        cache=not getattr(arguments, "no_cache", False),
        keep_going=getattr(arguments, "keep_going", False),
        strict=getattr(arguments, "strict", False),
    )


def build(arguments: argparse.Namespace) -> int:
    """``build``: makes the site, or says what keeps it from being made."""
    began = datetime.now(UTC)
    options = _options(arguments)
    built = pipeline.build(options, pipeline.quiet if arguments.quiet else progress)
    problems = from_here(built.site.problems, options.site)
    told = problems if options.strict else [problem for problem in problems if problem.severity == "error"]
    if told:
        show(told)
    if not built.done:
        tell(f"Nothing was built: {count(told)}.")
        return CONTENT
    if not arguments.quiet:
        seconds = (datetime.now(UTC) - began).total_seconds()
        say(f"{shown(options.out)}: {many(len(built.site.listings), 'listing')}, {built.files:,} files, {built.written:,} of them new, {seconds:.1f} s")
        if warnings := len(problems) - len(told):
            say(f"{many(warnings, 'warning')}; python build.py check shows more.")
    return CONTENT if told else OK


def check(arguments: argparse.Namespace) -> int:
    """``check``: every problem, of the whole site or of the files named."""
    options = _options(arguments)
    began = datetime.now(UTC)
    site = pipeline.load(options)
    problems: list[Problem] = from_here(site.problems, options.site)
    if arguments.files:
        wanted = {Path(os.path.relpath(file)).as_posix() for file in arguments.files}
        if missing := [file for file in arguments.files if not Path(file).is_file()]:
            raise SiteError(f"There is no file {shown(missing[0])}.", 2)
        problems = [problem for problem in problems if Path(problem.file).as_posix() in wanted]
    show(problems, arguments.format)
    if arguments.format == "text":
        seconds = (datetime.now(UTC) - began).total_seconds()
        files = len(arguments.files) or site.files
        say(f"{count(problems)}." if problems else f"{files:,} files are fine ({seconds:.1f} s).")
    bad = [problem for problem in problems if arguments.strict or problem.severity == "error"]
    return CONTENT if bad else OK


def audit(arguments: argparse.Namespace) -> int:
    """``audit``: problems of the finished folder, and listings that somebody should check again."""
    from alongside.audit import audit as look

    options = _options(arguments)
    if not options.out.is_dir():
        raise SiteError(f"There is no site in {shown(options.out)} yet. Type: python build.py build", 2)
    found = look(options.out)
    stale = [problem for problem in pipeline.load(options).problems if problem.rule == "verified-stale"]
    show([*found, *from_here(stale, options.site)])
    say(f"{count(found)}." if found else f"{shown(options.out)} is sound.")
    if stale:
        say(f"{len(stale):,} listings wait to be checked again.")
    return CONTENT if any(problem.severity == "error" for problem in found) else OK


def serve(arguments: argparse.Namespace) -> int:
    """``serve``: the site in a browser, built again on every save."""
    from alongside.cli.server import run

    options = _options(arguments)
    if not 1 <= arguments.port <= 65535:
        raise SiteError("--port takes a number from 1 to 65535.", 2)
    return run(options, arguments.port)


def new(arguments: argparse.Namespace) -> int:
    """``new``: a commented, valid file; or the smallest site that builds."""
    from alongside.cli.starting import start_listing, start_site

    return start_site(arguments.id) if arguments.kind == "site" else start_listing(_options(arguments), arguments)


def import_(arguments: argparse.Namespace) -> int:
    """``import``: listings from another system's feed, each accounted for in the report."""
    from alongside import importing

    site = site_folder(arguments.site)
    given = arguments.feed
    web = "://" in given
    payload = importing.fetch(given, arguments.feed_format) if web else Path(given).read_bytes()
    options = importing.Options(
        area=arguments.area or "",
        area_from=arguments.area_from or "",
        timezone=arguments.timezone or "",
        fellowship=arguments.fellowship or "",
        mapping=importing.column_mapping(arguments.mapping) if arguments.mapping else b"",
        mapping_name=arguments.mapping or "",
        dry_run=arguments.dry_run,
    )
    report = importing.run(site, arguments.feed_format, payload, importing.source_name(given), options, today_in(None))
    if arguments.report:
        arguments.report.write_text(importing.as_json(report), encoding="utf-8")
    for refusal in report.refused[:MOST_TOLD]:
        say(f"refused {visible(refusal.record)}: {visible(refusal.reason)}")
    for conflict in report.conflicts[:MOST_TOLD]:
        say(f"left as it is: {visible(conflict.listing)} {visible(conflict.field)}: {visible(conflict.message)}")
    say(
        f"{many(report.records, 'record')}: {report.written:,} written, {report.unchanged:,} unchanged, "
        f"{report.conflicted:,} conflicted, {len(report.refused):,} refused; {many(len(report.problems), 'problem')} with single fields"
        + (" (nothing was written: --dry-run)" if report.dry_run else "")
    )
    if not arguments.report:
        say("--report FILE.json keeps the whole account.")
    return OK
