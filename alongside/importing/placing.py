"""Each record with a key of its own, in its area and time zone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count

import msgspec
from msgspec import Struct, structs

from alongside import pipeline
from alongside.checking import ancestors
from alongside.drafts import Draft
from alongside.importing import areas as area_words
from alongside.importing.areas import Wish
from alongside.importing.report import Options, Zone
from alongside.importing.state import State
from alongside.importing.zones import zone_of
from alongside.schema import Area


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
    drafts: list[tuple[str, Draft]], loaded: pipeline.Site, options: Options, state: State, staying: Mapping[str, str]
) -> tuple[list[Placed], list[Area], dict[str, str]]:
    """Every draft with its area and zone; the areas to create; the ids of areas by what records call them.

    Takes: ``staying``: the areas of records whose listings are there and have no reason to move.
    """
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
        wishing: dict[Wish, list[Draft]] = defaultdict(list)
        for record, draft in taken:
            if (found := wishes[record]) is not None:
                wishing[found].append(draft)
        ids = area_words.resolve(wishing, areas, state.areas)
        chosen = {record: ids[wish.key] for record, wish in wishes.items() if wish is not None}
        wanted = {ids[wish.key]: wish for wish in wishes.values() if wish is not None}
    chosen |= {record: staying[record] for record, _ in taken if record in staying}
    inside: dict[str, list[tuple[str, Draft]]] = defaultdict(list)
    for record, draft in taken:
        inside[chosen.get(record, "")].append((record, draft))
    created = []
    for area in dict.fromkeys(chosen.values()):
        if area not in areas and area in wanted:
            zones = [zone.timezone for record, _ in inside[area] if (zone := own[record]) is not None]
            each = [draft for _, draft in inside[area]]
            created.append(area_words.made(area, wanted[area], each, zones, areas, loaded.config.timezone))
    everywhere = {**areas, **{area.id: area for area in created}}
    placed = []
    for record, draft in drafts:
        area = chosen.get(record, "")
        placed.append(Placed(record, draft, area, own.get(record) or area_zone(area, everywhere, loaded.config.timezone)))
    return placed, created, ({**state.areas, **ids} if not options.area else state.areas)


def area_zone(area: str, areas: Mapping[str, Area], site_zone: str) -> Zone:
    """The zone that a listing of an area is in when it says none."""
    found = next((areas[each].timezone for each in ancestors(area, areas) if areas[each].timezone), "")
    return Zone(found, "area") if found else Zone(site_zone, "site")
