"""One meeting in the words of the Meeting Guide specification, from its JSON or from a table with the same fields.

Source: code4recovery/spec, README; fields beyond it as real feeds have them. What goes wrong in feeds is named T6 to T12 in the tests.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, structs

from alongside.drafts.addresses import Address, country_of, parse_address, region_of
from alongside.drafts.codes import Codes
from alongside.drafts.draft import Draft, Making
from alongside.drafts.meetings import Way, check_length, means_online, schedule, settle, time_field
from alongside.drafts.values import clock_text, coordinates_of, cut, date_of, day_of, line_of, text_of

Record = Mapping[str, object]
# Read below, or of no use outside of the system that wrote them.
_FIELDS = """
name slug id day time end_time timezone formatted_address address city state postal_code country region sub_region
sub_sub_region regions location location_notes notes group group_notes latitude longitude coordinates approximate types
conference_url conference_url_notes conference_phone conference_phone_notes updated venmo square paypal homegroup_online url
entity entity_email entity_location entity_logo entity_phone entity_url entity_website_url attendance_option website website_2
email phone district sub_district mailing_address
location_id location_url region_id group_id district_id time_formatted distance feedback_url feedback_emails edit_url author
last_contact people append image data_source data_source_name
"""
KNOWN = frozenset(_FIELDS.split())
# Types that say how people take part instead of what kind of meeting it is.
_WAYS = frozenset({"ONL", "TC", "INACTIVE", "ACTIVE", "ONLINE", "IN-PERSON", "HYBRID"})
_CONTACT = re.compile(r"contact_?\d*_(?:name|email|phone)", re.IGNORECASE)


class Options(Struct, frozen=True, kw_only=True):
    """What a reader needs to know besides the bytes: codes of the vocabulary, the feed's fellowship, what terms are called.

    ``called``: by vocabulary list, ids by what people call them, see ``called_of``.
    """

    codes: Codes
    fellowship: str = ""
    called: Mapping[str, Mapping[str, str]] = {}


def meeting_of(record: object, number: int, options: Options) -> Draft:
    """A draft of one record.

    Takes:   anything; ``number`` counts records from 1 and stands for a missing id.
    Returns: a draft, refused where the record has no name and no group or location to call it by.
    """
    if not isinstance(record, dict):
        return Draft(record=f"#{number}", refused="is not a record with fields")
    making = Making("meetings")
    name = _name(making, record)
    key = cut(line_of(record.get("slug")) or line_of(record.get("id")), 200)[0]
    if not key:
        making.remark("slug", record.get("slug"), "is missing; its name, day and time stand for it")
        key = cut(" ".join([name, line_of(record.get("day")), line_of(record.get("time"))]).strip(), 190)[0] or f"#{number}"
    if not name:
        return Draft(record=key, refused="has no name, no group and no location to call it by")
    making.put("fellowship", options.fellowship or "independent")
    _when(making, record)
    types = list(_types(making, record))
    address = _place(making, record)
    online = _way(making, record, types, address)
    _texts(making, record)
    _codes(making, options, types)
    making.keep_rest({k: v for k, v in record.items() if not _CONTACT.fullmatch(str(k))}, KNOWN)
    return making.finished(key, zone=_line(making, record, "timezone"), online=online, **_where(record, address, online))


def _line(making: Making, record: Record, field: str) -> str:
    value = record.get(field)
    text = line_of(value)
    if not text and value not in (None, "", []) and not isinstance(value, str):
        making.remark(field, value, "is not text; left out")
    return text


def _name(making: Making, record: Record) -> str:
    name = _line(making, record, "name")
    if not name:
        name = line_of(record.get("group")) or line_of(record.get("location"))
        making.remark("name", record.get("name"), f"is missing; called {name}" if name else "is missing")
    making.text("name", name, "name")
    return name


def _when(making: Making, record: Record) -> None:
    days = []
    given = record.get("day")
    listed = given if isinstance(given, list) else re.split(r"[,;/|]", given) if isinstance(given, str) else [given]
    for each in listed:
        day = day_of(each)
        if day is not None:
            days.append(day)
        elif line_of(each) or isinstance(each, list | dict | bool):
            making.remark("day", each, "is no day: 0 is Sunday, 6 is Saturday; left out")
            making.note("day", line_of(each))
    start, end = time_field(making, "time", record.get("time")), time_field(making, "end_time", record.get("end_time"))
    check_length(making, "end_time", start, end)
    if start == 1440:
        making.remark("time", record.get("time"), "is the next day at 00:00")
    if (start is None) != (not days):
        making.remark("day" if start is not None else "time", "", "is missing, so no time is shown")
        if start is not None:
            making.note("time", clock_text(start))
    schedule(making, days, start, end)


def _types(making: Making, record: Record) -> Iterator[str]:
    given = record.get("types")
    listed = re.split(r"[,;|]", given) if isinstance(given, str) else given if isinstance(given, list) else [given]
    for each in listed:
        code = line_of(each)
        if code:
            yield code
        elif each is not None and not isinstance(each, str):
            making.remark("types", each, "is not a code; left out")


def _address(making: Making, record: Record) -> Address:
    whole, street, city = (_line(making, record, field) for field in ("formatted_address", "address", "city"))
    in_one = whole or (street if "," in street and not city else "")
    found = parse_address(in_one) if in_one else Address(street=street.strip(" ,"))
    country = _line(making, record, "country")
    code = country_of(country)
    if country and not code:
        making.remark("country", country, "is not a country known here; left out")
    return Address(
        street=found.street,
        city=city or found.city,
        region=region_of(_line(making, record, "state")) or found.region,
        postal_code=_line(making, record, "postal_code") or found.postal_code,
        country=code or found.country,
    )


def _place(making: Making, record: Record) -> Address:
    address = _address(making, record)
    location = _line(making, record, "location")
    if not means_online(location):
        making.text("place.name", location, "location")
    for field in ("street", "city", "region", "postal_code", "country"):
        value = getattr(address, field)
        if field == "country" and value:
            making.put("place.country", value)
        else:
            making.text(f"place.{field}", value, "address" if field == "street" else field)
    exact = _coordinates(making, record) or address.exact
    if making.data.get("place") and (_approximate(record) or not (exact and address.street)):
        making.put("place.precision", "approximate")
    if "place" in making.data:
        making.text("place.directions", record.get("location_notes"), "location_notes")
    else:
        making.more("description", record.get("location_notes"), "location_notes")
    return address


def _coordinates(making: Making, record: Record) -> bool:
    pair: tuple[object, ...] = (record.get("latitude"), record.get("longitude"))
    if pair == (None, None) and isinstance(both := record.get("coordinates"), str):
        pair = tuple(both.split(",", 1)) if "," in both else (both, None)
    if all(value in (None, "") for value in pair):
        return False
    found = coordinates_of(*pair)
    if found is None:
        making.remark("latitude", f"{line_of(pair[0])}, {line_of(pair[1])}", "and longitude are no place on earth; left out")
        return False
    # Without a street or a town a point is the middle of a country.
    if making.get("place.street") or making.get("place.city"):
        making.put("place.latitude", found[0])
        making.put("place.longitude", found[1])
    return True


def _approximate(record: Record) -> bool:
    return record.get("approximate") is True or line_of(record.get("approximate")).casefold() in ("yes", "true", "1")


def _way(making: Making, record: Record, types: list[str], address: Address) -> bool:
    marks = {code.upper() for code in types} & _WAYS
    said = line_of(record.get("attendance_option")).casefold().replace("-", "_")
    if said not in ("", "in_person", "online", "hybrid", "inactive"):
        making.remark("attendance_option", said, "is none of in_person, hybrid, online, inactive; left out")
        said = ""
    link = making.url("online.url", record.get("conference_url"), "conference_url")
    dial = making.phone("online.phone", record.get("conference_phone"), "conference_phone")
    notes = dict.fromkeys(text_of(record.get(f)) for f in ("conference_url_notes", "conference_phone_notes"))
    making.text("online.notes", "\n".join(note for note in notes if note), "conference_url_notes")
    location = line_of(record.get("location"))
    door = bool(address.street or (location and not means_online(location))) and not (_approximate(record) and (link or dial))
    if "ONL" in marks and not (link or dial) and said == "":
        making.remark("types", "ONL", "says online, but there is no link and no number to join")
    return settle(
        making,
        Way(
            door=door,
            link=link,
            dial=dial,
            closed="TC" in marks,
            inactive=said == "inactive" or "INACTIVE" in marks,
            said=said.replace("inactive", ""),
        ),
    )


def _texts(making: Making, record: Record) -> None:
    group = line_of(record.get("group"))
    if group != making.get("name"):
        making.text("group", group, "group")
    making.more("description", record.get("notes"), "notes")
    making.more("description", record.get("group_notes"), "group_notes")
    if not making.url("contact.website", record.get("website"), "website"):
        making.url("contact.website", record.get("url"), "url")
    else:
        making.note("Page at its source", line_of(record.get("url")))
    making.more("description", record.get("website_2"), "website_2", "See also")
    making.phone("contact.phone", record.get("phone"), "phone")
    making.email("contact.email", record.get("email"), "email")
    gifts = {"Venmo": "venmo", "Square": "square", "PayPal": "paypal", "Online": "homegroup_online"}
    given = [f"{label} {line_of(record.get(field))}" for label, field in gifts.items() if line_of(record.get(field))]
    making.more("description", ", ".join(given), "venmo", "Contributions")
    listed_by = [line_of(record.get(f"entity{part}")) for part in ("", "_location", "_phone", "_email", "_website_url", "_url")]
    making.more("description", ", ".join(dict.fromkeys(part for part in listed_by if part)), "entity", "Listed by")
    for label, field in {"District": "district", "Subdistrict": "sub_district", "Mailing address": "mailing_address"}.items():
        making.note(label, line_of(record.get(field)))
    making.note("From", line_of(record.get("data_source_name")))
    if line_of(record.get("updated")):
        making.put("updated", found := date_of(record.get("updated")))
        if not found:
            making.remark("updated", record.get("updated"), "is not a date; left out")


def _codes(making: Making, options: Options, types: list[str]) -> None:
    systems = (f"meeting_guide/{options.fellowship}", "meeting_guide") if options.fellowship else ("meeting_guide",)
    given = [code for code in types if code.upper() not in _WAYS]
    for name, term in making.codes(options.codes, systems, given, "types"):
        making.note("Also", f"{name}: {term}")
    if "proof-of-attendance" in making.get("formats"):
        making.put("proof_of_attendance", "yes")


def _where(record: Record, address: Address, online: bool) -> dict[str, str]:
    """What says in which area a meeting is. Whoever meets online may give an address only for its zone: it counts if it leads to a door."""
    regions = record.get("regions")
    region = line_of(record.get("region")) or (line_of(regions[0]) if isinstance(regions, list) and regions else "")
    if region == "" and isinstance(regions, str):
        region = line_of(regions.split(">")[0])
    named = structs.asdict(address)
    city = address.city if not online or (address.exact and not _approximate(record)) else line_of(record.get("city"))
    return {"city": city, "region": region, "state": named["region"], "country": named["country"], "postal_code": named["postal_code"]}
