"""In which area a record belongs, and new areas for those that the site does not have."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from statistics import fmean

from msgspec import Struct

from alongside.checking import RESERVED
from alongside.drafts import Draft, emit
from alongside.drafts.names import COUNTRIES, STATES
from alongside.drafts.values import cut, degrees
from alongside.importing.report import Options
from alongside.importing.zones import zip_for
from alongside.schema import Area
from alongside.schema.leaves import id_fault
from alongside.text import slug

# What schema.parts.Line takes.
LONGEST_NAME = 200
_COUNTY = re.compile(r"\b(?:county|parish|borough|municipio|census area|city and borough|municipality|island|district)$", re.IGNORECASE)


class Wish(Struct, frozen=True):
    """An area that a record belongs to: its name, type, and the larger area that tells it from others of its name."""

    name: str
    type: str
    within: str = ""

    @property
    def key(self) -> str:
        """What stands for the area in the state of imports."""
        return f"{self.type}: {self.name}, {self.within}"


def wish(draft: Draft, options: Options) -> Wish | None:
    """The area of a record, or None where it says nothing of its place and people have to come there.

    ``city`` falls back to the region, then the state and the country; whoever meets online only and names no place is in ``online``.
    """
    place = None if draft.online and not draft.city else zip_for(draft)
    state, country = _name_of(draft.state, STATES), _name_of(draft.country, COUNTRIES)
    if place is not None and not state:
        state = _name_of(place.state, STATES)
    county = _county(draft.county, draft.country) or (place.county if place else "")
    region = Wish(draft.region, "region", state) if draft.region else None
    city = draft.city or (place.city if place else "")
    steps = {
        "city": Wish(city, "city", state) if city else None,
        "county": Wish(county, "county", state) if county else None,
        "region": _as_state(region, state),
        "state": Wish(state, "state", country) if state else None,
        "country": Wish(country, "country") if country else None,
    }
    if draft.online and not draft.city and not (options.area_from == "region" and draft.region):
        return Wish("Online", "online")
    order = {"city": ("city", "region", "state", "country"), "county": ("county", "city", "region", "state", "country")}
    chosen = (steps[step] for step in order.get(options.area_from, ("region", "state", "city", "country")))
    return next((found for found in chosen if found is not None), None)


def _as_state(region: Wish | None, state: str) -> Wish | None:
    """A region that is the state itself, or a country, is called one."""
    if region is None or region.name.casefold() in STATES or region.name.upper() in STATES.values():
        return None if region is None else Wish(_name_of(region.name, STATES), "state")
    if region.name.casefold() in COUNTRIES:
        return Wish(region.name, "country")
    return region


def _name_of(code: str, names: Mapping[str, str]) -> str:
    """``Colorado`` of CO; a name stays as it is."""
    found = next((name for name, each in names.items() if each == code.upper()), "")
    return " ".join(word if word in ("of", "and", "the") else word.capitalize() for word in found.split()) if found else code


def _county(name: str, country: str) -> str:
    return f"{name} County" if name and country in ("", "US") and not _COUNTY.search(name) else name


def resolve(wishes: Mapping[Wish, Iterable[Draft]], areas: Mapping[str, Area], known: Mapping[str, str]) -> dict[str, str]:
    """The id of each wish by its key; the same as last time, else an area of that name close by, else a new id.

    Takes: the records that wish for each area; ``known``: ids by key from the last import of this feed.
    """
    found = {key: area for key, area in known.items() if area in areas}
    taken = set(found.values())
    for each, drafts in wishes.items():
        if each.key in found:
            continue
        area = slug(each.name, 80)
        if area in RESERVED or id_fault(area):
            area = f"{area}-{each.type}"
        tries = (area, slug(f"{each.name} {each.within or each.type}", 80), *(slug(f"{area} {number}", 80) for number in range(2, 99)))
        centre = _centre(drafts)
        area = next(name for name in tries if name not in taken and (name not in areas or _same(each, centre, areas[name])))
        found[each.key] = area
        taken.add(area)
    return found


def _same(each: Wish, centre: tuple[float, float] | None, area: Area) -> bool:
    """Whether an area of the site is the one wished for: many states have a Franklin County."""
    if area.name.casefold() != cut(each.name, LONGEST_NAME)[0].casefold():
        return False
    if centre is None or area.latitude is None or area.longitude is None or each.type in ("country", "online"):
        return True
    reach = 8 if each.type in ("state", "region") else 1.5
    return abs(centre[0] - area.latitude) < reach and abs(centre[1] - area.longitude) < reach


def _centre(drafts: Iterable[Draft]) -> tuple[float, float] | None:
    points = [point for draft in drafts if (point := _point(draft)) is not None]
    return (round(fmean(p[0] for p in points), 4), round(fmean(p[1] for p in points), 4)) if points else None


def made(area: str, each: Wish, drafts: Iterable[Draft], zones: Iterable[str], areas: Mapping[str, Area], site_zone: str) -> Area:
    """A new area in the middle of its records, in the zone that most of them are in."""
    counted = Counter(zone for zone in zones if zone).most_common(1)
    parent = slug(each.within, 80) if each.within else ""
    centre = (_centre(drafts) if each.type != "online" else None) or (None, None)
    return Area(
        id=area,
        name=cut(each.name, LONGEST_NAME)[0],
        parent=parent if parent in areas and parent != area else "",
        type=each.type,  # type: ignore[arg-type] # a Wish has no others
        timezone=counted[0][0] if counted and counted[0][0] != site_zone and each.type != "online" else "",
        latitude=centre[0],
        longitude=centre[1],
    )


def _point(draft: Draft) -> tuple[float, float] | None:
    place = draft.data.get("place", {})
    if isinstance(place, dict) and "latitude" in place:
        return float(place["latitude"]), float(place["longitude"])
    found = zip_for(draft)
    return (found.latitude, found.longitude) if found and (found.latitude or found.longitude) else None


def written(area: Area) -> str:
    """The lines of an area for content/areas.yaml."""
    fields = {"name": area.name, "parent": area.parent, "type": area.type, "timezone": area.timezone}
    data = {name: value for name, value in fields.items() if value}
    if area.latitude is not None and area.longitude is not None:
        data |= {"latitude": degrees(area.latitude), "longitude": degrees(area.longitude)}
    return emit({area.id: data})
