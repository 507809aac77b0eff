"""A listing's page has everything that its record holds: each field of each kind has a value of its own, and each is looked for."""

import re
from pathlib import Path

import pytest
import yaml

from alongside.schema import KINDS, Listing, Organization, Venue
from alongside.schema.reference import fields
from tests.building import SMALL, build, make

# Values that begin with Z are to be seen, those with QQ never; ZES is what a Spanish page has instead.
COMMON = """\
name: ZNAME
summary: ZSUMMARY sentence.
description: ZDESCRIPTION paragraph.
organization: zorg
area: ztown
attendance: hybrid
<place>online:
  url: https://zjoin.example.org/j
  phone: 303-555-0121
  code: ZCODE
  notes: ZONLINENOTES
<when>except:
  - 2026-12-25
closed:
  - from: 2027-02-01
    to: 2027-02-03
    reason: ZCLOSEREASON
contact:
  phone: 303-555-0131
  text: 303-555-0132
  email: zcontact@example.org
  website: https://zweb.example.org/
  name: ZPERSON
languages:
  - spanish
  - french
written_in: en
accessibility:
  - wheelchair
audience:
  - women
approach:
  - secular
cost:
  kind: paid
  amounts:
    - amount: 12.5
      per: ZPER
      label: ZAMOUNTLABEL
  notes: ZCOSTNOTES
payment:
  - medicaid
  - tricare
<status>notice: ZNOTICE
verified:
  on: 2026-10-03
  how: ZHOW
  by: ZBYWHOM
updated: 2026-10-09
supports:
  - routine
translations:
  es:
    name: ZESNAME
    summary: ZESSUMMARY
    description: ZESDESCRIPTION
    notice: ZESNOTICE
    cost_notes: ZESCOSTNOTES
former_ids:
  - zold
sources:
  - feed: QQFEED
    record: QQREC
notes_for_editors: QQEDIT
"""
PLACE = """\
place:
  name: ZPLACENAME
  street: 77 ZSTREET
  city: ZCITY
  region: WY
  postal_code: "82001"
  country: US
  latitude: 41.1
  longitude: -104.8
  precision: approximate
  directions: ZDIR
  transit: ZTRANSIT
  accessibility:
    - elevator
  timezone: America/Chicago
"""
WHEN = """\
when:
  - days: [tuesday, thursday]
    start: "19:07"
    end: "20:21"
    timezone: America/New_York
    from: 2026-01-01
    until: 2027-12-31
    note: ZSLOTNOTE
  - days: [friday]
    nth: ["2", last]
    start: "06:13"
    minutes: 47
  - days: [monday]
    every: 3
    from: 2026-01-05
    start: "11:11"
  - dates: [2027-05-06]
    start: "05:17"
  - by appointment
"""
KIND = {
    "meetings/ztown/zmeet": """\
fellowship: aa
formats:
  - open
group: ZGROUP
peer_mentors: yes
proof_of_attendance: yes
""",
    "programs/ztown/zprog": """\
levels_of_care:
  - iop
  - php
hours_per_week: ZHPW
length: ZLENGTH
tracks: [evening]
conditions: [alcohol]
medications: [methadone]
services: [crisis-team]
intake:
  phone: 303-555-0141
  hours: ZINTAKEHOURS
  steps:
    - ZSTEPONE
    - ZSTEPTWO
waiting_list:
  text: ZWAIT
  as_of: 2026-09-08
ages: [young-adults]
licence: ZLICENCE
accreditation: [ZACCRED]
requires: ZREQUIRES
smoking: designated-areas
childcare: ZCHILDCARE
transport: ZTRANSPORT
""",
    "family/ztown/zfam": """\
form: workshop
relations: [parents]
fellowship: al-anon
sessions: 173
person_in_recovery: required
""",
    "events/2026/zev": """\
event_type: resource-fair
start: 2026-12-04 17:03
end: 2026-12-06 18:09
registration:
  url: https://zregister.example.org/
  deadline: 2026-12-01
  required: yes
capacity: 7321
organizer: ZORGANIZER
happening: moved
""",
    "activities/ztown/zact": """\
activity_type: outdoors
experience: ZEXPERIENCE
sober_space: yes
""",
    "helplines/zhelp": """\
lines:
  - call: 303-555-0151
    text: 303-555-0152
    say: ZSAY
    chat: https://zchat.example.org/
    label: ZLINELABEL
serves: ZSERVES
confidential: yes
""",
    "tools/ztool": """\
functions: [journaling]
platforms: [android]
offline: yes
moderated_by: ZMODERATOR
data_leaves: ZDATALEAVES
""",
}
SHARED = {
    "content/areas.yaml": """\
online:
  name: Online
  type: online
zcounty:
  name: ZAREAPARENT
  type: county
ztown:
  name: ZAREANAME
  names:
    es: ZAREAES
  parent: zcounty
  type: city
  timezone: America/Denver
  latitude: 40.01
  longitude: -105.27
""",
    "content/organizations/zorg.yaml": """\
name: ZORGNAME
written_in: en
short_name: ZORGSHORT
summary: ZORGSUMMARY sentence.
description: ZORGDESCRIPTION paragraph.
contact:
  phone: 303-555-0111
  text: 303-555-0112
  email: zorg@example.org
  website: https://zorg.example.org/
  name: ZORGPERSON
translations:
  es:
    name: ZESORGNAME
former_ids:
  - zorg-old
sources:
  - feed: QQORGFEED
    record: QQORGREC
notes_for_editors: QQORGNOTES
""",
    "content/places/zvenue.yaml": """\
name: ZVENUENAME
street: 12 ZVENUESTREET
city: ZVENUECITY
region: CO
postal_code: "80302"
country: US
latitude: 40.0123
longitude: -105.2789
directions: ZVENUEDIRECTIONS
transit: ZVENUETRANSIT
accessibility:
  - elevator
timezone: America/Chicago
area: ztown
closed:
  - from: 2027-01-04
    to: 2027-01-08
    reason: ZVENUECLOSEDREASON
notice: ZVENUENOTICE
former_ids:
  - zvenue-old
notes_for_editors: QQVENUENOTES
""",
}
STATUS = {
    "active": "status: active\n",
    "paused": "status: paused\npaused_until: 2027-03-05\n",
    "closed": "status: closed\n",
}


def site(tmp_path: Path, status: str, language: str = "en") -> Path:
    config = SMALL["site_config.yaml"] + f"languages: [{language}]\n"
    vocabulary = {name: text for name, text in SMALL.items() if "/vocabulary/" in name}
    listings = {f"content/{file}.yaml": listing(file, status) for file in KIND}
    return make(tmp_path / "site", {"site_config.yaml": config, **vocabulary, **SHARED, **listings})


def listing(file: str, status: str) -> str:
    place = "place: zvenue\n" if file.startswith(("meetings", "family")) else PLACE
    when = "" if file.startswith("events") else WHEN
    return COMMON.replace("<place>", place).replace("<when>", when).replace("<status>", STATUS[status]) + KIND[file]


def page_of(out: Path, file: str) -> Path:
    return out / file.split("/")[0] / file.split("/")[-1] / "index.html"


def wanted(text: str, language: str = "en") -> set[str]:
    """Every value of a file that its page must show."""
    found = set(re.findall(r"Z[A-Z]{3,}|303-555-01\d\d|z[a-z]+\.example\.org|zcontact@", text))
    other = {value for value in found if value.startswith("ZES")}
    # What is said in Spanish takes the place of what was written first.
    replaced = {value.replace("ZES", "Z") for value in other} if language == "es" else other
    return found - replaced


def missing(text: str, page: Path, language: str = "en") -> list[str]:
    shown = page.read_text("utf-8")
    return sorted(value for value in wanted(text, language) if value not in shown and value.removeprefix("303-") not in shown)


@pytest.mark.parametrize("status", list(STATUS))
def test_every_value_of_a_listing_is_on_its_page(tmp_path: Path, status: str) -> None:
    build(site(tmp_path, status), tmp_path / "out")

    found = {file: missing(listing(file, status), page_of(tmp_path / "out", file)) for file in KIND}

    assert found == {file: [] for file in KIND}


def test_every_value_of_an_organization_and_a_place_is_on_its_page(tmp_path: Path) -> None:
    build(site(tmp_path, "active"), tmp_path / "out")

    for name in ("organizations/zorg", "places/zvenue"):
        assert missing(SHARED[f"content/{name}.yaml"], tmp_path / "out" / name / "index.html") == []


def test_a_spanish_page_has_what_was_translated(tmp_path: Path) -> None:
    build(site(tmp_path, "active", "es"), tmp_path / "out")

    for file in KIND:
        assert missing(listing(file, "active"), page_of(tmp_path / "out", file), "es") == []


def test_what_is_for_editors_is_nowhere_in_the_site(tmp_path: Path) -> None:
    files = site(tmp_path, "active")
    kept = {word for path in files.rglob("*.yaml") for word in re.findall(rb"QQ[A-Z]+", path.read_bytes())}

    build(files, tmp_path / "out")

    # Bytes of a picture may be two of the letters by chance.
    found = [(path, word) for path in (tmp_path / "out").rglob("*") if path.is_file() for word in kept if word in path.read_bytes()]
    assert len(kept) == 7
    assert found == []


@pytest.mark.parametrize("file", list(KIND))
def test_no_field_of_the_schema_is_left_out_here(file: str) -> None:
    given = set(paths(yaml.load(Loader=yaml.BaseLoader, stream=listing(file, "paused"))))
    # A venue stands where others write their place; these two are told by `start`, or by the venue.
    elsewhere = {"when"} if file.startswith("events") else {"start", "end"}

    expected = {row.path for row in fields(KINDS[file.split("/")[0]]) if row.path.split(".")[0] not in elsewhere}

    assert expected - given - {"translations"} == set()


def paths(data: object, before: str = "") -> list[str]:
    """Dotted paths of all keys; lists and languages leave no trace."""
    if isinstance(data, list):
        return [path for item in data for path in paths(item, before)]
    if not isinstance(data, dict):
        return []
    inner = data["es"] if set(data) == {"es"} else data
    found = []
    for key, value in inner.items():
        found += [f"{before}{key}", *paths(value, f"{before}{key}.")]
    return found


def test_the_records_here_are_the_schemas() -> None:
    assert {file.split("/")[0] for file in KIND} == set(KINDS)
    assert all(issubclass(kind, Listing) for kind in KINDS.values())
    for name, type_ in (("organizations/zorg", Organization), ("places/zvenue", Venue)):
        given = set(paths(yaml.load(Loader=yaml.BaseLoader, stream=SHARED[f"content/{name}.yaml"])))
        assert {row.path for row in fields(type_) if not row.path.startswith("translations")} - given - {"precision"} == set()
