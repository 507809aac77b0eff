"""Each record with a key of its own, in its area and time zone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from alongside import pipeline
from alongside.checking import ancestors
from alongside.drafts import Draft
from alongside.importing import areas as area_words
from alongside.importing.areas import Wish
from alongside.importing.planning import Shelf, own_place
from alongside.importing.report import Options, Zone
from alongside.importing.state import State
from alongside.importing.zones import zone_of
from alongside.schema import BY_AREA, Area


class Placed(Struct, frozen=True):
    """A record with its own key, and the area and zone that were found for it."""

    record: str
    draft: Draft
    area: str
    zone: Zone | None


def keyed(drafts: Iterable[Draft]) -> list[tuple[str, Draft]]:
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
                number = next(n for n in count(position + 1) if f"{record}~{n}" not in used)
                key = f"{record}~{number}"
                used.add(key)
            found[index] = (key, draft)
    return [found[index] for index in range(len(listed))]


def _content(draft: Draft) -> bytes:
    return msgspec.json.encode((draft.data, draft.zone, draft.city, draft.region), order="deterministic")


def place(
    drafts: list[tuple[str, Draft]], loaded: pipeline.Site, options: Options, state: State, stay: Mapping[str, str]
) -> tuple[list[Placed], list[Area], dict[str, str]]:
    """Every draft with its area and zone; the areas to create; the ids of areas by what records call them.

    Takes: ``stay``: the areas of records whose listings are there and have no reason to move.
    """
    areas = loaded.shared.areas
    taken = [(record, draft) for record, draft in drafts if not draft.refused]
    own = {record: zone_of(draft, options.timezone) for record, draft in taken}
    coming = [(record, draft) for record, draft in taken if record not in stay]
    chosen, wanted, ids = _chosen(coming, areas, options, state)
    inside: dict[str, list[tuple[str, Draft]]] = defaultdict(list)
    for record, draft in coming:
        inside[chosen.get(record, "")].append((record, draft))
    created = []
    for area in dict.fromkeys(chosen.values()):
        if area not in areas:
            zones = [zone.timezone for record, _ in inside[area] if (zone := own[record]) is not None]
            each = [draft for _, draft in inside[area]]
            created.append(area_words.made(area, wanted[area], each, zones, areas, loaded.config.timezone))
    everywhere = {**areas, **{area.id: area for area in created}}
    chosen |= stay
    placed = []
    for record, draft in drafts:
        area = chosen.get(record, "")
        placed.append(Placed(record, draft, area, own.get(record) or area_zone(area, everywhere, loaded.config.timezone)))
    return placed, created, {**state.areas, **ids}


def _chosen(
    coming: list[tuple[str, Draft]], areas: Mapping[str, Area], options: Options, state: State
) -> tuple[dict[str, str], dict[str, Wish], dict[str, str]]:
    """The area of each record; what each area is; the ids of areas by what records call them."""
    if options.area:
        wanted = {options.area: Wish(options.area.replace("-", " ").title(), "online" if options.area == "online" else "region")}
        return {record: options.area for record, _ in coming}, wanted, {}
    wishes = {record: found for record, draft in coming if (found := area_words.wish(draft, options)) is not None}
    wishing: dict[Wish, list[Draft]] = defaultdict(list)
    for record, draft in coming:
        if record in wishes:
            wishing[wishes[record]].append(draft)
    ids = area_words.resolve(wishing, areas, state.areas)
    return {record: ids[wish.key] for record, wish in wishes.items()}, {ids[wish.key]: wish for wish in wishes.values()}, ids


def staying(drafts: list[tuple[str, Draft]], shelf: Shelf, options: Options, state: State, feed: str) -> dict[str, str]:
    """The areas of records whose listings stay where they are: all that are there, but for those whose own place changed.

    With ``--area`` none moves: it says where new listings go. A listing in a folder of its area is there, whatever is remembered.
    """
    found = {}
    for record, draft in drafts:
        known = state.records.get(record)
        file = shelf.file_of(feed, record, known)
        area = str(known.values.get("area", "")) if known else ""
        area = area or (Path(file).parent.name if draft.kind in BY_AREA else "")
        moved = known is not None and known.where and known.where != own_place(draft) and not options.area
        if (file or known) and area and not moved:
            found[record] = area
    return found


def area_zone(area: str, areas: Mapping[str, Area], site_zone: str) -> Zone:
    """The zone that a listing of an area is in when it says none."""
    found = next((areas[each].timezone for each in ancestors(area, areas) if areas[each].timezone), "")
    return Zone(found, "area") if found else Zone(site_zone, "site")
