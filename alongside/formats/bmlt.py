"""BMLT JSON: meetings of Narcotics Anonymous as its root servers give them (GetSearchResults).

Every value is text. Formats are keys of the server that wrote them, so they are joined by id with that server's GetFormats where it
is there, and their meaning is its ``world_id``. Without it only reserved keys, pairs of id and key that are the software's own
defaults, open, closed and languages are taken for what they look like.
Source: bmlt-server, MeetingResource and Admin/MeetingController; defaults from its installation.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from alongside.drafts import Draft, Making, Options, records_of
from alongside.drafts.addresses import country_of
from alongside.drafts.meetings import Way, schedule, settle, time_field
from alongside.drafts.payload import loaded
from alongside.drafts.values import coordinates_of, cut, date_of, line_of, text_of

Record = Mapping[str, object]
WHAT = "a BMLT response (GetSearchResults as JSON)"
_DEFAULTS = (
    "1B:BEG 3BT:BT 4C:CLOSED 5CH:CH 6CL:CAN 8D:DISC 10GL:GL 12IP:IP 13IW:IW 14JT:JFT 15M:M 16NC:NC 17O:OPEN 19RF:VAR 22SD:S-D 23SG:SWG "
    "26So:SPK 27St:STEP 30Tr:TRAD 31TW:TRAD 32W:W 33WC:WCHR 34YP:Y 36BK:LIT 37NS:NS 40AB:QA 41ME:MED 42RA:RA 43QA:QA 44CW:CW 45CP:CPT "
    "51LC:LC 52GP:GP 57SPAD:SPAD 29To:TOP"
)
_WORLD = {key: world for key, _, world in (entry.partition(":") for entry in _DEFAULTS.split())}
_LANGUAGES = {"9ES": "es", "46FIN": "fi", "47ENG": "en", "48PER": "fa"}
_RESERVED = {"VM": "VM", "TC": "TC", "HY": "HYBR", "O": "OPEN", "C": "CLOSED"}
_PLACE = {
    "location_text": "place.name",
    "location_street": "place.street",
    "location_municipality": "place.city",
    "location_postal_code_1": "place.postal_code",
}
_FIELDS = """
id_bigint worldid_mixed shared_group_id_bigint service_body_bigint service_body_name weekday_tinyint venue_type start_time
duration_time time_zone formats format_shared_id_list lang_enum longitude latitude distance_in_km distance_in_miles email_contact
published root_server_uri root_server_id meeting_name location_text location_info location_street location_city_subsection
location_neighborhood location_municipality location_sub_province location_province location_postal_code_1 location_nation comments
train_lines bus_lines zone phone_meeting_number virtual_meeting_link virtual_meeting_additional_info public_transport
format_comments id_string lang_key user_bigint
"""
_KNOWN = frozenset(_FIELDS.split())
_CONTACT = re.compile(r"contact_(?:name|phone|email)_?\d?")


class Format(Struct, frozen=True):
    """One format of a server: its meaning for everybody, its name, and the group that it is in."""

    world: str
    name: str
    group: str


def read(payload: bytes, options: Options, formats: bytes = b"") -> Iterator[Draft]:
    """A draft of every meeting of a response, in its order.

    Takes:   ``formats``: the same server's GetFormats, where the response does not hold it (``get_used_formats=1``).
    Raises:  SiteError where the bytes are no such response.
    """
    known = dict(_formats(loaded(formats, "a BMLT GetFormats response"))) if formats else {}
    inside = loaded(payload, WHAT)
    if isinstance(inside, dict):
        known |= dict(_formats(inside.get("formats")))
    for number, record in enumerate(records_of(payload, WHAT), 1):
        yield _draft(record, number, options, known)


def _formats(listed: object) -> Iterator[tuple[str, Format]]:
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, dict) and line_of(each.get("id")):
            found = (line_of(each.get(field)) for field in ("world_id", "name_string", "format_type_enum"))
            yield line_of(each.get("id")), Format(*found)


def _line(record: Record, field: str) -> str:
    # Old servers put the field's label in front: "ÖPNV#@-@#U1, U3".
    return line_of(record.get(field)).rpartition("#@-@#")[2].strip()


def _draft(record: object, number: int, options: Options, known: Mapping[str, Format]) -> Draft:
    if not isinstance(record, dict):
        return Draft(record=f"#{number}", refused="is not a record with fields")
    key = cut(_line(record, "id_bigint") or _line(record, "worldid_mixed"), 200)[0] or f"#{number}"
    name = _line(record, "meeting_name") or _line(record, "location_text")
    if _line(record, "published") == "0":
        return Draft(record=key, name=name, refused="is not published on its server")
    if not name:
        return Draft(record=key, refused="has no name and no location to call it by")
    making = Making("meetings")
    making.text("name", name, "meeting_name")
    making.put("fellowship", options.fellowship or "na")
    _when(making, record)
    worlds = set(_codes(making, record, options, known))
    country = _place(making, record)
    online = _way(making, record, worlds)
    _texts(making, record)
    making.keep_rest({k: v for k, v in record.items() if not _CONTACT.fullmatch(str(k))}, _KNOWN)
    return making.finished(
        key,
        zone=_line(record, "time_zone"),
        city=_line(record, "location_municipality"),
        county=_line(record, "location_sub_province") if not country_of(_line(record, "location_sub_province")) else "",
        region=_line(record, "location_province"),
        state=_line(record, "location_province"),
        country=country,
        postal_code=_line(record, "location_postal_code_1"),
        online=online,
    )


def _when(making: Making, record: Record) -> None:
    day = _line(record, "weekday_tinyint")
    days = [int(day) - 1] if re.fullmatch("[1-7]", day) else []
    if not days:
        making.remark("weekday_tinyint", record.get("weekday_tinyint"), "is no day: 1 is Sunday, 7 is Saturday")
    start = time_field(making, "start_time", record.get("start_time"))
    if start is None:
        making.remark("start_time", record.get("start_time"), "is missing, so no time is shown")
    length = time_field(making, "duration_time", record.get("duration_time"))
    schedule(making, days, start, None, length)


def _codes(making: Making, record: Record, options: Options, known: Mapping[str, Format]) -> Iterator[str]:
    """Formats to terms. Yields the world ids; formats of the server's own are told in words where their names are known."""
    keys = [key.strip() for key in _line(record, "formats").split(",") if key.strip()]
    ids = [key.strip() for key in _line(record, "format_shared_id_list").split(",") if key.strip()]
    paired = list(zip(ids, keys, strict=True)) if len(ids) == len(keys) else [("", key) for key in keys]
    if ids and not keys:
        paired = [(each, "") for each in ids]
    names = []
    for number, key in paired:
        found = known.get(number)
        # "First week: open" has the group O-1: it holds for that week only, so it is told in words.
        partly = found is not None and re.fullmatch(r"\w+-[1-5L]", found.group)
        world = found.world if found else _WORLD.get(f"{number}{key}") or _RESERVED.get(key, "")
        if world and world not in ("LANG", "VM", "TC", "HYBR") and not partly:
            making.codes(options.codes, ("bmlt",), [world], "formats")
        elif _language(making, options, _LANGUAGES.get(f"{number}{key}", key)):
            continue
        elif found and found.name and world not in ("VM", "TC", "HYBR"):
            names.append(found.name)
        elif not world:
            making.unknown_code(key or number, "formats")
        yield world
    making.more("description", ", ".join(names), "formats", "Also")


def _language(making: Making, options: Options, key: str) -> bool:
    """A key of two small letters is a language where the vocabulary has it."""
    found = options.codes.find(key, ("bcp47",)) if re.fullmatch("[a-z]{2}", key) else ()
    for _, term in found:
        making.add("languages", term)
    return bool(found)


def _place(making: Making, record: Record) -> str:
    virtual = _line(record, "venue_type") == "2"
    nation = _line(record, "location_nation") or _line(record, "location_sub_province")
    country = country_of(nation)
    if _line(record, "location_nation") and not country:
        making.remark("location_nation", record.get("location_nation"), "is not a country known here; left out")
    if virtual:
        # A server asks for coordinates of virtual meetings too, so people type some.
        return country
    for field, path in _PLACE.items():
        making.text(path, _line(record, field), field)
    making.text("place.region", _line(record, "location_province"), "location_province")
    making.put("place.country", country)
    district = dict.fromkeys(filter(None, (_line(record, "location_neighborhood"), _line(record, "location_city_subsection"))))
    info = [_line(record, "location_info"), ", ".join(district)]
    making.text("place.directions", ". ".join(part.strip(" .") for part in info if part), "location_info")
    lines = [_line(record, field) for field in ("public_transport", "train_lines", "bus_lines")]
    making.text("place.transit", "; ".join(line for line in lines if line), "public_transport")
    given = record.get("latitude"), record.get("longitude")
    if any(line_of(value) for value in given):
        found = coordinates_of(*given)
        if found is None:
            making.remark("latitude", f"{line_of(given[0])}, {line_of(given[1])}", "and longitude are no place on earth; left out")
        else:
            making.put("place.latitude", found[0])
            making.put("place.longitude", found[1])
            if not making.get("place.street"):
                making.put("place.precision", "approximate")
    return country


def _way(making: Making, record: Record, worlds: set[str]) -> bool:
    venue = _line(record, "venue_type")
    said = {"1": "in_person", "2": "online", "3": "hybrid"}.get(venue, "online" if "VM" in worlds else "")
    link = making.url("online.url", _line(record, "virtual_meeting_link"), "virtual_meeting_link")
    dial = making.phone("online.phone", _line(record, "phone_meeting_number"), "phone_meeting_number")
    making.text("online.notes", _line(record, "virtual_meeting_additional_info"), "virtual_meeting_additional_info")
    door = bool(making.get("place")) and venue != "2"
    return settle(making, Way(door=door, link=link, dial=dial, closed="TC" in worlds, said=said))


def _texts(making: Making, record: Record) -> None:
    for field in ("comments", "format_comments"):
        making.more("description", text_of(record.get(field)).rpartition("#@-@#")[2], field)
    making.note("World id", _line(record, "worldid_mixed"))
    making.note("Service body", _line(record, "service_body_name"))
    making.note("Zone", _line(record, "zone"))
    if updated := date_of(record.get("updated")):
        making.put("updated", updated)


def used_formats(url: str) -> str:
    """The same request, asking for the formats as well, which gives their meaning."""
    if "GetSearchResults" in url and "get_used_formats" not in url:
        return f"{url}&get_used_formats=1"
    return url
