"""One import from its bytes to the files and the report."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import structs

from alongside import pipeline
from alongside.checking import RESERVED, Where, where
from alongside.errors import SiteError, nearest, visible
from alongside.importing.feeds import lacking_columns, read_feed
from alongside.importing.fitting import finished, fitted
from alongside.importing.placing import Placed, area_zone, keyed, place, staying
from alongside.importing.planning import Plan, Shelf, plan
from alongside.importing.report import Conflict, Format, Options, Refusal, Report, Trouble
from alongside.importing.sources import checked_name, refuse_mistaken
from alongside.importing.state import State, load_state
from alongside.importing.writing import AREAS, areas_text, write
from alongside.importing.zones import known_zone
from alongside.reading import walk
from alongside.schema import KINDS, Area
from alongside.schema.leaves import id_fault


def run(site: Path, feed_format: Format, payload: bytes, source: str, options: Options, today: Callable[[str], date]) -> Report:
    """Bring a feed into a site.

    Takes:   ``source``: the feed's name, see ``source_name``; ``today``: the date by the site's zone, as for a build.
    Returns: what was done, every record once. With ``dry_run`` nothing is written.
    Raises:  SiteError for options that make no sense, a feed of another format, a site whose configuration has problems.
    """
    loaded = pipeline.load(pipeline.Options(site=site, out=site / "_site", today=today, cache=not options.dry_run))
    state = load_state(site, checked_name(source), feed_format)
    options = _as_before(options, state)
    _refuse(loaded, options)
    drafts = keyed(read_feed(feed_format, payload, options, loaded.shared.terms))
    refuse_mistaken(site, state, drafts)
    shelf = _shelf(site, loaded)
    placed, wanted, ids = place(drafts, loaded, options, state, staying(drafts, shelf, options, state, source))
    areas = {**loaded.shared.areas, **{area.id: area for area in wanted}}
    planned, refused, problems = _planned(shelf, loaded, placed, areas, state, source)
    used = {each.area for each in placed if each.record in planned}
    created = [area for area in wanted if area.id in used]
    new_areas = areas_text(site, created)
    kept = {record: each.known for record, each in planned.items() if each.known is not None}
    remembered = structs.replace(
        state, areas=ids, records={**state.records, **kept}, fellowship=options.fellowship, timezone=options.timezone
    )
    if not options.dry_run:
        write(site, planned.values(), new_areas, remembered)
    outcomes = Counter(each.outcome for each in planned.values())
    conflicts: list[Conflict] = [conflict for each in planned.values() for conflict in each.conflicts]
    zones = {each.record: each.zone for each in placed if each.zone is not None and each.record in planned}
    return Report(
        source=source,
        format=feed_format,
        dry_run=options.dry_run,
        records=len(drafts),
        written=outcomes["written"],
        unchanged=outcomes["unchanged"],
        conflicted=outcomes["conflicted"],
        refused=tuple(refused),
        problems=(*lacking_columns(feed_format, payload, options), *problems),
        conflicts=tuple(conflicts),
        gone=tuple(sorted(set(state.records) - {record for record, _ in drafts})),
        areas_created=tuple(area.id for area in created),
        zones=dict(sorted(Counter(zone.how for zone in zones.values()).items())),
        zone_of=zones,
    )


def _as_before(options: Options, state: State) -> Options:
    """What was given for an earlier import of the feed holds until something else is given."""
    return structs.replace(options, fellowship=options.fellowship or state.fellowship, timezone=options.timezone or state.timezone)


def _refuse(loaded: pipeline.Site, options: Options) -> None:
    """Raise SiteError for options that name what is not there."""
    if not loaded.config.title:
        raise SiteError("site_config.yaml has problems; python build.py check shows them.", 1)
    if broken := [problem for problem in loaded.problems if problem.file == AREAS and problem.severity == "error"]:
        raise SiteError(f"{AREAS} has problems ({visible(broken[0].message)}); python build.py check shows them.", 1)
    if bool(options.area) == bool(options.area_from):
        raise SiteError("An import needs --area or --area-from, and not both.", 2)
    if options.area and (options.area in RESERVED or id_fault(options.area)):
        raise SiteError(f"{visible(options.area)} is not an id of an area: use small letters, digits and hyphens.", 2)
    if options.timezone and not known_zone(options.timezone):
        raise SiteError(f"{visible(options.timezone)} is not an IANA time zone. Write for example America/Denver.", 2)
    known = loaded.shared.terms.get("fellowships", {})
    if options.fellowship and options.fellowship not in known:
        guess = nearest(options.fellowship, known)
        hint = f"Did you mean {guess}?" if guess else f"Use one of: {', '.join(sorted(known))}."
        raise SiteError(f"{visible(options.fellowship)} is not in content/vocabulary/fellowships.yaml. {hint}", 2)


def _planned(
    shelf: Shelf, loaded: pipeline.Site, placed: list[Placed], areas: Mapping[str, Area], state: State, source: str
) -> tuple[dict[str, Plan], list[Refusal], list[Trouble]]:
    refs = {**loaded.shared.words.refs, "areas": loaded.shared.words.refs.get("areas", frozenset()) | areas.keys()}
    words = structs.replace(loaded.shared.words, refs=refs)
    planned: dict[str, Plan] = {}
    refused: list[Refusal] = []
    problems: list[Trouble] = []
    for each in placed:
        draft, record = each.draft, each.record
        if draft.refused or not each.area:
            refused.append(Refusal(record, draft.refused or "says no city, county, region or country; import it with --area"))
            problems += [Trouble(record, remark.field, remark.value, remark.message) for remark in draft.remarks]
            continue
        zone = each.zone.timezone if each.zone is not None and each.zone.how not in ("area", "site") else ""
        here = area_zone(each.area, areas, loaded.config.timezone).timezone
        data: dict[str, Any] = finished(draft, record, each.area, zone, here, source)
        found = fitted(draft, record, data, words, loaded.config, loaded.today)
        problems += found.problems
        if found.refused:
            refused.append(Refusal(record, found.refused))
        else:
            planned[record] = plan(shelf, draft, record, each.area, found.data, state.records.get(record), source, loaded.today.year)
            problems += planned[record].problems
    return planned, refused, problems


def _shelf(site: Path, loaded: pipeline.Site) -> Shelf:
    """What the site has: files by kind and id, whether or not they are right, and listings by the records that they came from."""
    placed = [(file, found) for file in walk(site) if isinstance(found := where(file), Where) and found.folder in KINDS]
    files = {(found.folder, found.id): file for file, found in placed}
    sources = {(origin.feed, origin.record): listing.file for listing in loaded.listings for origin in listing.sources}
    return Shelf(site, files, sources)
