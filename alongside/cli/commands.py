"""What each command does with its arguments. The only place that asks for the time of day."""

import argparse
import os
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from alongside import pipeline, speed
from alongside.cli.terminal import CONTENT, OK, count, from_here, many, progress, say, show, shown, tell, with_site
from alongside.errors import Problem, SiteError
from alongside.text import url_fault


def site_folder(given: Path | None, quiet: bool = False) -> Path:
    """The site's folder: as given, else the current one or the first above it that is a site, else the project's own sample.

    Raises: SiteError where the folder given is no site.
    """
    if given is None:
        above = (Path(), *Path.cwd().parents)
        found = next((folder for folder in above if (folder / pipeline.CONFIG).is_file()), None)
        if found is None and not quiet:
            tell(f"There is no {pipeline.CONFIG} here or in a folder above: this is about the sample in {shown(pipeline.ENGINE)}.")
        return Path(os.path.relpath(found)) if found is not None else pipeline.ENGINE
    if not (given / pipeline.CONFIG).is_file():
        place = f"There is no {pipeline.CONFIG} in {shown(given)}."
        raise SiteError(f"{place} Give the site's folder with --site, or make one: python build.py new site DIR", 2)
    return given


def today_in(given: str | None) -> Callable[[str], date]:
    """The date to build for, by the site's zone: as given, else SOURCE_DATE_EPOCH's, else today's.

    Raises: SiteError where what was given is no date. Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    if given is not None:
        fixed = _date(given)
        return lambda zone: fixed
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not re.fullmatch(r"[0-9]{1,10}", epoch):
        raise SiteError(f"SOURCE_DATE_EPOCH is {shown(epoch)}; it holds seconds since 1970, digits only.", 2)
    at = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return lambda zone: at.astimezone(ZoneInfo(zone)).date()


def _date(given: str) -> date:
    try:
        found = date.fromisoformat(given)
    except ValueError:
        found = date.min
    # Far from the years of a directory, arithmetic with dates ends at year 1 or 9999.
    if not 1970 <= found.year < 2300:
        raise SiteError(f"{shown(given)} is not a date of this time. Write year-month-day, for example 2026-12-24.", 2)
    return found


def _options(arguments: argparse.Namespace) -> pipeline.Options:
    site = site_folder(arguments.site, getattr(arguments, "quiet", False))
    workers, base_url = getattr(arguments, "workers", 0), getattr(arguments, "base_url", "")
    if workers < 0 or workers > 64:
        raise SiteError("--workers takes a number from 1 to 64.", 2)
    if base_url and (fault := url_fault(base_url)):
        raise SiteError(f"--base-url: {fault[0]}. {fault[1]}", 2)
    return pipeline.Options(
        site=site,
        out=getattr(arguments, "out", None) or site / "_site",
        today=today_in(getattr(arguments, "date", None)),
        base_url=base_url,
        links=getattr(arguments, "links", ""),
        workers=workers or speed.default_workers(),
        cache=not getattr(arguments, "no_cache", False),
        keep_going=getattr(arguments, "keep_going", False),
        strict=getattr(arguments, "strict", False),
        tell=tell,
    )


def build(arguments: argparse.Namespace) -> int:
    """``build``: makes the site, or says what keeps it from being made."""
    began = datetime.now(UTC)
    options = _options(arguments)
    if last := pipeline.unchanged(options):
        if not arguments.quiet:
            _told(arguments, options, last.listings, last.files, 0, last.warnings, began)
        return OK
    built = pipeline.build(options, pipeline.quiet if arguments.quiet else progress)
    problems = from_here(built.site.problems, options.site)
    told = problems if options.strict else [problem for problem in problems if problem.severity == "error"]
    if told:
        show(told)
    if not built.done:
        tell(f"Nothing was built: {count(told)}.")
        return CONTENT
    if built.unsound:
        show(built.unsound)
        tell(f"The site is written, but not sound: {count(built.unsound)}.")
    if not arguments.quiet:
        _told(arguments, options, len(built.site.listings), built.files, built.written, len(problems) - len(told), began)
    # A dead link must not keep what is right from being published; --strict is for those who want it to.
    return CONTENT if told or (options.strict and built.unsound) else OK


def _told(
    arguments: argparse.Namespace, options: pipeline.Options, listings: int, files: int, written: int, warnings: int, began: datetime
) -> None:
    seconds = (datetime.now(UTC) - began).total_seconds()
    say(f"{shown(options.out)}: {many(listings, 'listing')}, {files:,} files, {written:,} of them new, {seconds:.1f} s")
    if warnings:
        say(f"{many(warnings, 'warning')}; {with_site('python build.py check', arguments.site)} shows more.")


def check(arguments: argparse.Namespace) -> int:
    """``check``: every problem, of the whole site or of the files named."""
    options = _options(arguments)
    began = datetime.now(UTC)
    site = pipeline.load(options)
    problems: list[Problem] = from_here(site.problems, options.site)
    if arguments.files:
        # A configuration with errors decides how every file is read.
        wanted = {_within(options.site, file) for file in arguments.files} | {_named(options.site, pipeline.CONFIG)}
        problems = [problem for problem in problems if problem.file in wanted]
    show(problems, arguments.format)
    if arguments.format == "text":
        seconds = (datetime.now(UTC) - began).total_seconds()
        files = len(arguments.files) or site.files
        fine = f"{many(files, 'file')} {'is' if files == 1 else 'are'} fine ({seconds:.1f} s)."
        say(f"{count(problems)}." if problems else fine)
    bad = [problem for problem in problems if arguments.strict or problem.severity == "error"]
    return CONTENT if bad else OK


def _within(site: Path, file: str) -> str:
    """A file that somebody named, as it is named in problems.

    Raises: SiteError where it is not one that is checked.
    """
    if not Path(file).is_file():
        raise SiteError(f"There is no file {shown(file)}.", 2)
    path = Path(os.path.relpath(file, site)).as_posix()
    if path != pipeline.CONFIG and not path.startswith("content/"):
        raise SiteError(f"{shown(file)} is not in {shown(site / 'content')}. Give the site's folder with --site.", 2)
    return _named(site, path)


def _named(site: Path, file: str) -> str:
    return from_here([Problem(file=file, message="")], site)[0].file


def audit(arguments: argparse.Namespace) -> int:
    """``audit``: problems of the finished folder, and listings that somebody should check again; with --links what no longer answers."""
    from alongside.audit import audit as look

    options = _options(arguments)
    if not options.out.is_dir():
        raise SiteError(f"There is no site in {shown(options.out)} yet. Type: python build.py build", 2)
    found = look(options.out)
    site = pipeline.load(options)
    stale = [problem for problem in site.problems if problem.rule == "verified-stale"]
    unanswered: list[Problem] = []
    if arguments.links:
        from alongside.cli.linking import ask_network

        unanswered = ask_network(options.out, options.site, site.listings)
    show([*found, *unanswered, *from_here(stale, options.site)])
    say(f"{count(found)}." if found else f"{shown(options.out)} is sound.")
    if unanswered:
        say(f"{many(len(unanswered), 'link')} to elsewhere should be looked at.")
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
    from alongside.cli.accounts import account

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
    source = arguments.source if arguments.source is not None else importing.source_name(given)
    report = importing.run(site, arguments.feed_format, payload, source, options, today_in(None))
    if arguments.report:
        arguments.report.write_text(importing.as_json(report), encoding="utf-8")
    for line in account(report):
        say(line)
    if not arguments.report:
        say("--report FILE.json keeps the whole account.")
    return OK
