"""One listing to its entry: what is shown, what is withheld, and what follows from what."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import structs

from alongside.config import Forge
from alongside.entries import Reach
from alongside.entries.derive import edit_link, report_link
from tests.building import SMALL, build, configuration, entry, make, shared_facts, snapshot

MEETING = "name: A Group\nfellowship: aa\nwhen: [Tuesdays 19:00]\n"
PROGRAM = "name: A Program\nlevels_of_care: [iop]\nwhen: [by appointment]\ncontact: {phone: 303-555-0111}\n"
WITHHELD = """\
place:
  name: Larch House
  street: 77 Hidden Larch Lane
  city: Longmont
  region: CO
  postal_code: "80501"
  latitude: 40.16721
  longitude: -105.10193
  directions: The yellow door behind the larches
  transit: Bus 5 to Hidden Larch
  precision: withheld
"""
# Everything of the withheld places here and in the small site that would lead somebody to the door.
SECRETS = ("Larch", "larches", "80501", "40.167", "-105.10", "Bus 5")


def test_a_withheld_place_shows_its_town_and_nothing_else_in_an_entry() -> None:
    found = entry(PROGRAM + WITHHELD, "content/programs/longmont/home.yaml")

    shown = msgspec.json.encode(structs.replace(found, listing=entry(MEETING + "place: hall\n").listing)).decode()
    assert not [secret for secret in SECRETS if secret in shown]
    assert found.card.where == "Longmont"
    assert found.place
    assert found.place.locality == "Longmont, CO"


def test_a_withheld_place_is_nowhere_in_the_finished_site(tmp_path: Path) -> None:
    site = make(tmp_path / "site", {**SMALL, "content/programs/longmont/written-out.yaml": PROGRAM + WITHHELD})

    build(site, tmp_path / "out")

    telling = {path: [secret for secret in SECRETS if secret.encode() in body] for path, body in snapshot(tmp_path / "out").items()}
    assert not {path: found for path, found in telling.items() if found}
    assert not (tmp_path / "out" / "places" / "house").exists()
    assert not (tmp_path / "out" / "places" / "old-house").exists()


def test_an_approximate_place_has_a_wide_map_and_no_position_for_search_engines() -> None:
    place = "place: {city: Boulder, latitude: 40.01, longitude: -105.27, precision: approximate}\n"

    found = entry(MEETING + place)

    assert found.place
    assert "#map=12/" in found.place.map_url
    assert "geo" not in found.jsonld["location"]


@pytest.mark.parametrize(
    ("file", "place", "zone"),
    [
        pytest.param("content/meetings/chicago/a.yaml", "{city: X, timezone: Europe/Berlin}", "Europe/Berlin", id="the place's own"),
        pytest.param("content/meetings/chicago/a.yaml", "{city: Chicago}", "America/Chicago", id="else the area's"),
        pytest.param("content/meetings/boulder/a.yaml", "{city: Boulder}", "America/Denver", id="else that of a larger area"),
        pytest.param("content/meetings/nowhere/a.yaml", "{city: Nowhere}", "Asia/Tokyo", id="else the site's"),
        pytest.param("content/tools/a.yaml", "lake-hall", "America/Chicago", id="the area's of the shared place"),
    ],
)
def test_where_the_time_zone_comes_from(file: str, place: str, zone: str) -> None:
    shared = shared_facts({**SMALL, "content/places/lake-hall.yaml": "name: Lake Hall\ncity: Chicago\narea: chicago\n"})
    config = configuration(timezone="Asia/Tokyo")
    text = "name: A\nfunctions: [meditation]\ncontact: {website: https://example.org}\n" if "tools" in file else MEETING

    found = entry(f"{text}place: {place}\n", file, config, shared)

    assert found.zone == zone


@pytest.mark.parametrize(
    ("text", "area"),
    [
        pytest.param("start: 2026-12-05\nplace: hall\n", "boulder", id="the shared place's"),
        pytest.param("start: 2026-12-05\nplace: hall\narea: chicago\n", "chicago", id="its own comes first"),
        pytest.param("start: 2026-12-05\nonline: {url: https://zoom.us/j/1}\n", "online", id="online for what is nowhere"),
        pytest.param("start: 2026-12-05\nplace: {city: Boulder}\n", "", id="never online for what has a place"),
        pytest.param("start: 2026-12-05\nattendance: in_person\norganization: intergroup\n", "", id="nor for what has one later"),
    ],
)
def test_the_area_of_an_event(text: str, area: str) -> None:
    found = entry("name: An Event\n" + text, "content/events/2026/one.yaml")

    assert found.area == area


@pytest.mark.parametrize(
    ("text", "attendance"),
    [
        ("place: {city: Boulder}\n", "in_person"),
        ("place: hall\nonline: {notes: Ask for the link}\n", "in_person"),
        ("place: hall\nonline: {url: https://zoom.us/j/1}\n", "hybrid"),
        ("place: hall\nonline: {phone: 303-555-0100}\n", "hybrid"),
        ("online: {url: https://zoom.us/j/1}\n", "online"),
        ("online: {url: https://zoom.us/j/1, phone: 303-555-0100}\n", "online"),
        ("online: {phone: 303-555-0100}\n", "phone"),
        ("contact: {phone: 303-555-0100}\n", ""),
        ("attendance: online\ncontact: {phone: 303-555-0100}\n", "online"),
        ("attendance: phone\nonline: {phone: 303-555-0100}\n", "phone"),
    ],
)
def test_how_people_take_part_follows_from_place_and_link(text: str, attendance: str) -> None:
    found = entry(MEETING + text)

    assert found.attendance == attendance
    assert found.card.attendance == attendance


def test_a_helpline_is_taken_part_in_by_phone() -> None:
    found = entry(SMALL["content/helplines/line.yaml"], "content/helplines/line.yaml")

    assert found.attendance == "phone"
    assert [(link.url, link.label, link.note) for link in found.lines] == [
        ("tel:988", "Call 988", "Press 1"),
        ("sms:988", "Text 988", "Press 1"),
    ]


@pytest.mark.parametrize(
    ("contact", "phone", "email", "name", "theirs"),
    [
        pytest.param("", "(303) 555-0100", "help@example.org", "", True, id="nothing own"),
        pytest.param("contact: {phone: 303-555-0199}\n", "(303) 555-0199", "help@example.org", "", False, id="an own number"),
        pytest.param("contact: {email: me@example.org}\n", "(303) 555-0100", "me@example.org", "", False, id="an own address"),
        pytest.param(
            "contact: {phone: 303-555-0199, name: Sam}\n", "(303) 555-0199", "help@example.org", "Sam", False, id="name, own number"
        ),
        pytest.param("contact: {name: Sam}\n", "(303) 555-0100", "help@example.org", "", True, id="no name beside their number"),
        pytest.param(
            "contact: {name: Sam, email: me@example.org}\n", "(303) 555-0100", "me@example.org", "", False, id="nor with own e-mail"
        ),
    ],
)
def test_the_organization_fills_in_what_the_contact_leaves_out(contact: str, phone: str, email: str, name: str, theirs: bool) -> None:
    reach = entry(MEETING + "place: hall\norganization: intergroup\n" + contact).reach

    assert reach
    assert reach.phone
    assert reach.email
    assert (reach.phone.label, reach.email.label, reach.name, reach.from_organization) == (phone, email, name, theirs)


def test_a_name_stays_where_no_other_number_could_be_meant() -> None:
    reach = entry(MEETING + "place: hall\norganization: quiet\ncontact: {name: Sam, email: sam@example.org}\n").reach

    assert reach
    assert reach.name == "Sam"


def test_there_is_no_contact_where_nobody_gives_one() -> None:
    found = entry(MEETING + "place: hall\norganization: quiet\n")

    assert found.reach is None
    assert Reach() == Reach(from_organization=False)


@pytest.mark.parametrize(
    ("text", "file", "supports"),
    [
        pytest.param(MEETING + "place: hall\n", "content/meetings/boulder/a.yaml", {"peer"}, id="the kind's"),
        pytest.param(
            MEETING + "place: hall\nsupports: [growth]\n", "content/meetings/boulder/a.yaml", {"growth"}, id="as the listing says"
        ),
        pytest.param(SMALL["content/events/2026/past.yaml"], "content/events/2026/a.yaml", {"community"}, id="kind's alone"),
        pytest.param(
            "name: A\nevent_type: training\nstart: 2026-12-05\nplace: hall\n",
            "content/events/2026/a.yaml",
            {"community", "growth"},
            id="the kind's and its terms'",
        ),
    ],
)
def test_the_sides_of_a_support_network(text: str, file: str, supports: set[str]) -> None:
    found = entry(text, file)

    assert {tag.id for tag in found.supports} == supports
    assert found.terms["supports"] == found.supports


def test_a_card_has_three_deciding_facts_at_most() -> None:
    text = (
        "name: A\nlevels_of_care: [iop, php, detox]\nplace: hall\ncontact: {phone: 303-555-0111}\ncost: free\n"
        "payment: [medicaid, medicare]\n"
        "audience: [women, men, parents]\naccessibility: [wheelchair]\n"
    )

    deciding = entry(text, "content/programs/boulder/a.yaml").card.deciding

    assert len(deciding) == 3
    assert [fact.count(", ") for fact in deciding] == [1, 0, 1]
    assert deciding[1] == "Free"


def test_ways_to_pay_stand_in_for_a_cost_that_is_not_given() -> None:
    found = entry(SMALL["content/programs/boulder/evening-iop.yaml"], "content/programs/boulder/evening-iop.yaml")

    assert found.card.deciding[1] == "Medicaid"


@pytest.mark.parametrize(
    ("cost", "word", "amounts"),
    [
        ("free", "Free", ()),
        ("donation", "By donation", ()),
        ("varies", "Cost varies", ()),
        ("{amounts: [{amount: 16, per: day}]}", "$16 per day", ()),
        ("{amounts: [{amount: 12.5, label: students}]}", "students: $12.50", ()),
        ("{amounts: [{amount: 1000}, {amount: 20, per: month, label: members}]}", "Costs money", ("$1,000", "members: $20 per month")),
        ("{kind: donation, amounts: [{amount: 5, label: suggested}]}", "By donation", ("suggested: $5",)),
        ("{kind: free, notes: Bring lunch}", "Free", ()),
    ],
)
def test_the_cost_in_words(cost: str, word: str, amounts: tuple[str, ...]) -> None:
    found = entry(f"{MEETING}place: hall\ncost: {cost}\n")

    assert (found.cost, found.amounts) == (word, amounts)


def test_a_price_is_in_the_currency_of_the_site() -> None:
    text = f"{MEETING}place: hall\ncost: {{amounts: [{{amount: 5}}]}}\n"

    prices = [entry(text, config=configuration(currency=currency)).cost for currency in ("EUR", "CHF")]

    assert prices == ["€5", "5 CHF"]


@pytest.mark.parametrize(
    ("start", "end", "when"),
    [
        ("2027-06-11 17:00", "2027-06-13 12:00", ("Friday, June 11, 2027, 5:00 pm to Sunday, June 13, 2027, noon",)),
        ("2027-06-11", "2027-06-13", ("Friday, June 11, 2027 to Sunday, June 13, 2027",)),
        ("2027-06-11", "", ("Friday, June 11, 2027",)),
    ],
)
def test_an_event_of_several_days_says_its_first_and_last(start: str, end: str, when: tuple[str, ...]) -> None:
    text = f"name: Convention\nplace: hall\nstart: {start}\n" + (f"end: {end}\n" if end else "")

    found = entry(text, "content/events/2027/a.yaml")

    assert found.card.when == when
    assert found.days == ()


def test_dated_events_are_ordered_by_day_and_time() -> None:
    starts = ("2026-12-05 17:00", "2026-12-05 09:00", "2026-12-04", "2026-12-05 9:30")
    found = [entry(f"name: A\nplace: hall\nstart: {start}\n", "content/events/2026/a.yaml") for start in starts]

    firsts = [each.sort[1] for each in sorted(found, key=lambda each: each.sort)]

    assert firsts == ["2026-12-04T00:00:00", "2026-12-05T09:00:00", "2026-12-05T09:30:00", "2026-12-05T17:00:00"]


@pytest.mark.parametrize(("country", "shown"), [("", ""), ("US", ""), ("MX", "MX")])
def test_the_country_is_shown_only_where_it_is_another(country: str, shown: str) -> None:
    found = entry(MEETING + f"place: {{city: Juárez{f', country: {country}' if country else ''}}}\n")

    assert found.place
    assert found.place.country == shown


@pytest.mark.parametrize(
    ("kind", "folder", "link"),
    [
        ("github", "", "https://forge.example.org/a/b/edit/feature/x%23y/content/meetings/st-mary_2/a-1.yaml"),
        (
            "github",
            "sites/one two/",
            "https://forge.example.org/a/b/edit/feature/x%23y/sites/one%20two/content/meetings/st-mary_2/a-1.yaml",
        ),
        ("gitea", "/sites", "https://forge.example.org/a/b/_edit/feature/x%23y/sites/content/meetings/st-mary_2/a-1.yaml"),
        ("gitlab", "", "https://forge.example.org/a/b/-/edit/feature/x%23y/content/meetings/st-mary_2/a-1.yaml"),
    ],
)
def test_the_link_to_a_file_in_the_forge(kind: str, folder: str, link: str) -> None:
    forge = msgspec.convert({"kind": kind, "url": "https://forge.example.org/a/b/", "branch": "feature/x#y", "folder": folder}, Forge)

    assert edit_link("content/meetings/st-mary_2/a-1.yaml", forge) == link


def test_there_is_nothing_to_edit_without_a_forge() -> None:
    assert edit_link("content/meetings/a/b.yaml", None) == ""


@pytest.mark.parametrize(
    ("settings", "link"),
    [
        pytest.param(
            {"report_url": "https://example.org/form", "email": "a+b@example.org"}, "https://example.org/form", id="the form first"
        ),
        pytest.param(
            {"email": "a+b@example.org"}, "mailto:a+b@example.org?subject=Caf%C3%A9%20%26%20Co%20%28meetings/x%29", id="then e-mail"
        ),
        pytest.param({}, "https://github.com/example/small/issues/new?title=Caf%C3%A9%20%26%20Co%20%28meetings/x%29", id="then an issue"),
        pytest.param(
            {"forge": Forge(kind="gitlab", url="https://gitlab.example.org/a/b")},
            "https://gitlab.example.org/a/b/-/issues/new?issue%5Btitle%5D=Caf%C3%A9%20%26%20Co%20%28meetings/x%29",
            id="on GitLab under its own name",
        ),
        pytest.param({"forge": None}, "", id="nowhere to report to"),
    ],
)
def test_where_a_problem_is_reported(settings: dict[str, Any], link: str) -> None:
    assert report_link("meetings/x", "Café & Co", configuration(**settings)) == link


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("status: paused\npaused_until: 2027-01-09\n", "Paused until Saturday, January 9, 2027"),
        ("status: paused\n", "Paused"),
        ("status: closed\n", "Closed"),
        ("status: by_request\n", "Ask before you come"),
        ("", ""),
    ],
)
def test_the_status_in_words(text: str, status: str) -> None:
    assert entry(MEETING + "place: hall\n" + text).card.status_text == status


def test_the_zone_is_said_to_those_who_join_from_anywhere() -> None:
    online = MEETING + "online: {url: https://zoom.us/j/1}\n"

    here, away, at_the_door = (
        entry(online, "content/meetings/online/a.yaml"),
        entry(online, "content/meetings/chicago/a.yaml"),
        entry(MEETING + "place: hall\n"),
    )

    assert here.card.when == ("Tuesdays, 7:00 pm Mountain Time",)
    assert away.card.when == ("Tuesdays, 7:00 pm Central Time",)
    assert at_the_door.card.when == ("Tuesdays, 7:00 pm",)


def test_the_last_check_has_its_day_and_how() -> None:
    checked = entry(MEETING + "place: hall\nverified: {on: 2026-10-03, how: by phone}\n").checked

    assert checked
    assert (checked.on, checked.how) == (date(2026, 10, 3), "by phone")
    assert "2026" in checked.shown


def test_a_link_to_a_known_service_is_named_after_it() -> None:
    joining = entry(MEETING + "online: {url: https://us02web.zoom.us/j/1}\n").joining

    assert joining
    assert joining.url
    assert (joining.url.label, joining.url.note) == ("Join on Zoom", "us02web.zoom.us")
