"""One import from its bytes to the files and the report."""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, structs

from alongside import pipeline
from alongside.checking import Where, ancestors, where
from alongside.drafts import Draft, codes_of
from alongside.errors import SiteError, nearest, visible
from alongside.importing import areas as area_words
from alongside.importing.areas import Wish
from alongside.importing.feeds import read_feed
from alongside.importing.fitting import finished, fitted
from alongside.importing.planning import Plan, Shelf, plan
from alongside.importing.report import Conflict, Format, Options, Refusal, Report, Trouble, Zone
from alongside.importing.state import FOLDER, State, load_state, state_bytes
from alongside.importing.zones import known_zone, zone_of
from alongside.reading import MAX_BYTES, Source, parse, walk
from alongside.schema import KINDS, Area
from alongside.schema.leaves import ID

AREAS = "content/areas.yaml"


class _Placed(Struct, frozen=True):
    """A record with its own key, and the area and zone that were found for it."""

    record: str
    draft: Draft
    area: str
    zone: Zone | None


def run(site: Path, feed_format: Format, payload: bytes, source: str, options: Options, today: Callable[[str], date]) -> Report:
    """Bring a feed into a site.

    Takes:   ``source``: the feed's name, see ``source_name``; ``today``: the date by the site's zone, as for a build.
    Returns: what was done, every record once. With ``dry_run`` nothing is written.
    Raises:  SiteError for options that make no sense, a feed of another format, a site whose configuration has problems.
    """
    loaded = pipeline.load(pipeline.Options(site=site, out=site / "_site", today=today, cache=not options.dry_run))
    _refuse(loaded, options)
    state = load_state(site, source, feed_format)
    drafts = _keyed(read_feed(feed_format, payload, options, codes_of(loaded.shared.terms)))
    placed, created, ids = _placed(drafts, loaded, options, state)
    areas = {**loaded.shared.areas, **{area.id: area for area in created}}
    new_areas = _areas_text(site, created)
    planned, refused, problems = _planned(site, loaded, placed, areas, state, source)
    kept = {record: each.known for record, each in planned.items() if each.known is not None}
    remembered = structs.replace(state, areas=ids, records={**state.records, **kept})
    if not options.dry_run:
        _write(site, planned.values(), new_areas, remembered)
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
        problems=tuple(problems),
        conflicts=tuple(conflicts),
        gone=tuple(sorted(set(state.records) - {record for record, _ in drafts})),
        areas_created=tuple(area.id for area in created),
        zones=dict(sorted(Counter(zone.how for zone in zones.values()).items())),
        zone_of=zones,
    )


def _refuse(loaded: pipeline.Site, options: Options) -> None:
    """Raise SiteError for options that name what is not there."""
    if not loaded.config.title:
        raise SiteError("site_config.yaml has problems; python build.py check shows them.", 1)
    if broken := [problem for problem in loaded.problems if problem.file == AREAS and problem.severity == "error"]:
        raise SiteError(f"{AREAS} has problems ({visible(broken[0].message)}); python build.py check shows them.", 1)
    if bool(options.area) == bool(options.area_from):
        raise SiteError("An import needs --area or --area-from, and not both.", 2)
    if options.area and not (ID.fullmatch(options.area) and len(options.area) <= 80):
        raise SiteError(f"{visible(options.area)} is not an id of an area: use small letters, digits and hyphens.", 2)
    if options.timezone and not known_zone(options.timezone):
        raise SiteError(f"{visible(options.timezone)} is not an IANA time zone. Write for example America/Denver.", 2)
    known = loaded.shared.terms.get("fellowships", {})
    if options.fellowship and options.fellowship not in known:
        guess = nearest(options.fellowship, known)
        hint = f"Did you mean {guess}?" if guess else f"Use one of: {', '.join(sorted(known))}."
        raise SiteError(f"{visible(options.fellowship)} is not in content/vocabulary/fellowships.yaml. {hint}", 2)


def _keyed(drafts: Iterable[Draft]) -> list[tuple[str, Draft]]:
    """Each draft with a key of its own: its record, and where several share one, what tells them apart, whatever their order."""
    listed = list(drafts)
    sharing: dict[str, list[int]] = defaultdict(list)
    for index, draft in enumerate(listed):
        sharing[draft.record].append(index)
    found: dict[int, tuple[str, Draft]] = {}
    used = set(sharing)
    for record, indexes in sharing.items():
        ordered = sorted(indexes, key=lambda i: (bool(listed[i].refused), _content(listed[i])))
        for position, index in enumerate(ordered):
            draft = listed[index]
            key = record
            if position and _content(draft) == _content(listed[ordered[position - 1]]) and not draft.refused:
                draft = structs.replace(draft, refused="is in the feed a second time, the same in every field")
            if position:
                number = next(n for n in range(2, len(listed) + 3) if f"{record}~{n}" not in used)
                key = f"{record}~{number}"
                used.add(key)
            found[index] = (key, draft)
    return [found[index] for index in range(len(listed))]


def _content(draft: Draft) -> bytes:
    return msgspec.json.encode((draft.data, draft.zone, draft.city, draft.region), order="deterministic")


def _placed(
    drafts: list[tuple[str, Draft]], loaded: pipeline.Site, options: Options, state: State
) -> tuple[list[_Placed], list[Area], dict[str, str]]:
    """Every draft with its area and zone; the areas to create; the ids of areas by what records call them."""
    areas = loaded.shared.areas
    taken = [(record, draft) for record, draft in drafts if not draft.refused]
    own = {record: zone_of(draft, options.timezone) for record, draft in taken}
    if options.area:
        wishes: dict[str, Wish | None] = {}
        ids = {} if options.area in areas else {options.area: options.area}
        chosen = {record: options.area for record, _ in taken}
        wanted = {options.area: Wish(options.area.replace("-", " ").title(), "online" if options.area == "online" else "region")}
    else:
        wishes = {record: area_words.wish(draft, options) for record, draft in taken}
        ids = area_words.resolve([wish for wish in wishes.values() if wish is not None], areas, state.areas)
        chosen = {record: ids[wish.key] for record, wish in wishes.items() if wish is not None}
        wanted = {ids[wish.key]: wish for wish in wishes.values() if wish is not None}
    inside: dict[str, list[tuple[str, Draft]]] = defaultdict(list)
    for record, draft in taken:
        inside[chosen.get(record, "")].append((record, draft))
    created = []
    for area in dict.fromkeys(chosen.values()):
        if area not in areas:
            zones = [zone.timezone for record, _ in inside[area] if (zone := own[record]) is not None]
            each = [draft for _, draft in inside[area]]
            created.append(area_words.made(area, wanted[area], each, zones, areas, loaded.config.timezone))
    everywhere = {**areas, **{area.id: area for area in created}}
    placed = [
        _Placed(record, draft, chosen.get(record, ""), own.get(record) or _area_zone(chosen.get(record, ""), everywhere, loaded.config.timezone))
        for record, draft in drafts
    ]
    return placed, created, ({**state.areas, **ids} if not options.area else state.areas)


def _area_zone(area: str, areas: Mapping[str, Area], site_zone: str) -> Zone:
    found = next((areas[each].timezone for each in ancestors(area, areas) if areas[each].timezone), "")
    return Zone(found, "area") if found else Zone(site_zone, "site")


def _planned(
    site: Path, loaded: pipeline.Site, placed: list[_Placed], areas: Mapping[str, Area], state: State, source: str
) -> tuple[dict[str, Plan], list[Refusal], list[Trouble]]:
    refs = {**loaded.shared.words.refs, "areas": loaded.shared.words.refs.get("areas", frozenset()) | areas.keys()}
    words = structs.replace(loaded.shared.words, refs=refs)
    shelf = _shelf(site, loaded)
    planned: dict[str, Plan] = {}
    refused, problems = [], []
    for each in placed:
        draft, record = each.draft, each.record
        if draft.refused or not each.area:
            refused.append(Refusal(record, draft.refused or "says no city, county, region or country; import it with --area"))
            problems += [Trouble(record, remark.field, remark.value, remark.message) for remark in draft.remarks]
            continue
        zone = each.zone.timezone if each.zone is not None and each.zone.how not in ("area", "site") else ""
        area_zone = _area_zone(each.area, areas, loaded.config.timezone).timezone
        data: dict[str, Any] = finished(draft, record, each.area, zone, area_zone, source)
        found = fitted(draft, record, data, words, loaded.config, loaded.today)
        problems += found.problems
        if found.refused:
            refused.append(Refusal(record, found.refused))
        else:
            planned[record] = plan(shelf, draft, record, each.area, found.data, state.records.get(record), source, loaded.today.year)
    return planned, refused, problems


def _shelf(site: Path, loaded: pipeline.Site) -> Shelf:
    """What the site has: files by kind and id, whether or not they are right, and listings by the records that they came from."""
    placed = [(file, found) for file in walk(site) if isinstance(found := where(file), Where) and found.folder in KINDS]
    files = {(found.folder, found.id): file for file, found in placed}
    sources = {(origin.feed, origin.record): listing.file for listing in loaded.listings for origin in listing.sources}
    return Shelf(site, files, sources)


def _areas_text(site: Path, created: list[Area]) -> str:
    """The whole of content/areas.yaml with the new areas at its end, "" where there are none.

    Raises: SiteError where it would grow past what is read.
    """
    if not created:
        return ""
    path = site / AREAS
    before = path.read_text(encoding="utf-8-sig") if path.is_file() else "# Cities, counties and regions: an id, then its name below it.\n"
    end = "" if before.endswith("\n") else "\n"
    text = before + end + "".join(f"\n{area_words.written(area)}" for area in created)
    source = parse(AREAS, text.encode())
    if isinstance(source, Source):
        return text
    if len(text.encode()) > MAX_BYTES:
        raise SiteError(f"{len(created)} new areas are too many for {AREAS}. Use --area-from county or region, or --area.")
    raise SiteError(f"{AREAS} cannot be added to ({visible(source[0].message)}). Write one area below the other, each beginning with its id.")


def _write(site: Path, planned: Iterable[Plan], areas: str, state: State) -> None:
    if areas:
        _put(site, AREAS, areas.encode())
    for each in planned:
        if each.file:
            _put(site, each.file, each.text.encode())
        if each.moved_from:
            (site / each.moved_from).unlink()
    _put(site, f"{FOLDER}/{state.source}.json", state_bytes(state))


def _put(site: Path, file: str, content: bytes) -> None:
    """Write a file by way of another name, so that it is never half there; not at all where it says the same already."""
    path = site / file
    if not path.resolve().is_relative_to(site.resolve()):
        raise SiteError(f"{visible(file)} lies outside of the site.")
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    os.replace(beside, path)
