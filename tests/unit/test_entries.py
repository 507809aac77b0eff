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
    ("contact", "own", "theirs"),
    [
        pytest.param("", None, ("(303) 555-0100", "help@example.org", ""), id="nothing own"),
        pytest.param("contact: {phone: 303-555-0199}\n", ("(303) 555-0199", "", ""), ("", "help@example.org", ""), id="a number"),
        pytest.param("contact: {email: me@example.org}\n", ("", "me@example.org", ""), ("(303) 555-0100", "", ""), id="an address"),
        pytest.param(
            "contact: {name: Sam, email: me@example.org}\n", ("", "me@example.org", "Sam"), ("(303) 555-0100", "", ""), id="and a name"
        ),
        pytest.param("contact: {name: Sam}\n", None, ("(303) 555-0100", "help@example.org", ""), id="a name alone"),
    ],
)
def test_the_organizations_contact_stands_apart_and_adds_what_is_left_out(
    contact: str, own: tuple[str, str, str] | None, theirs: tuple[str, str, str]
) -> None:
    found = entry(MEETING + "place: hall\norganization: intergroup\n" + contact)

    assert (_told(found.reach), _told(found.theirs)) == (own, theirs)


def _told(reach: Reach | None) -> tuple[str, str, str] | None:
    if reach is None:
        return None
    return reach.phone.label if reach.phone else "", reach.email.label if reach.email else "", reach.name


def test_there_is_no_contact_where_nobody_gives_one() -> None:
    found = entry(MEETING + "place: hall\norganization: quiet\n")

    assert (found.reach, found.theirs) == (None, None)


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
        ("{amounts: [{amount: 12.5, label: students}]}", "Students: $12.50", ()),
        ("{amounts: [{amount: 1000}, {amount: 20, per: month, label: members}]}", "Costs money", ("$1,000", "Members: $20 per month")),
        ("{kind: donation, amounts: [{amount: 5, label: suggested}]}", "By donation", ("Suggested: $5",)),
        ("{kind: free, notes: Bring lunch}", "Free", ()),
        ("{amounts: [{amount: 0, per: session}]}", "Free", ()),
        ("{amounts: [{amount: 0, per: session, label: with Medicaid}]}", "With Medicaid: Free", ()),
        ("{amounts: [{amount: 30, per: adult}, {amount: 0, per: child}]}", "Cost varies", ("$30 per adult", "Child: Free")),
    ],
)
def test_the_cost_in_words(cost: str, word: str, amounts: tuple[str, ...]) -> None:
    found = entry(f"{MEETING}place: hall\ncost: {cost}\n")

    assert (found.cost, found.amounts) == (word, amounts)


def test_a_price_is_in_the_currency_of_the_site() -> None:
    text = f"{MEETING}place: hall\ncost: {{amounts: [{{amount: 5}}]}}\n"

    prices = [entry(text, config=configuration(currency=currency)).cost for currency in ("EUR", "CHF")]

    assert prices == ["€5", "5 CHF"]


LINE = "name: A Line\nlines: [{call: 303-555-0170}]\n"
TOOL = "name: A Tool\nfunctions: [sobriety-counter]\ncontact: {website: https://example.org/counter}\n"


@pytest.mark.parametrize(
    ("text", "kind", "anytime"),
    [
        pytest.param(LINE + "when: [always]\n", "helplines", True, id="day and night"),
        pytest.param(LINE + "when: [daily 16:00 - 23:00]\n", "helplines", False, id="in the evening"),
        pytest.param(LINE + "when: [always]\nstatus: paused\n", "helplines", False, id="paused"),
        pytest.param(LINE + "when: [daily 16:00 - 23:00]\nsupports: [anytime, peer]\n", "helplines", False, id="its hours say otherwise"),
        pytest.param(PROGRAM.replace("by appointment", "always"), "programs", True, id="a program that never closes"),
        pytest.param(PROGRAM.replace("iop", "crisis-stabilization"), "programs", False, id="a crisis program by appointment"),
        pytest.param(TOOL, "tools", True, id="an app"),
        pytest.param(TOOL + "when: [daily 07:00 - 23:00]\n", "tools", False, id="a chat with hours"),
        pytest.param(TOOL + "status: paused\n", "tools", False, id="a paused app"),
    ],
)
def test_only_what_is_there_at_any_hour_is_said_to_be(text: str, kind: str, anytime: bool) -> None:
    found = entry(text, f"content/{kind}/a.yaml" if kind != "programs" else "content/programs/boulder/a.yaml")

    assert ("anytime" in {tag.id for tag in found.supports}) is anytime


@pytest.mark.parametrize(
    ("lines", "attendance", "label"),
    [
        ("[{call: '988', text: '988'}]", "phone", "By phone"),
        ("[{text: '741741', say: HOME}]", "online", "By text or chat"),
        ("[{chat: https://example.org/chat}]", "online", "By text or chat"),
    ],
)
def test_a_helpline_without_a_number_to_call_is_by_text_or_chat(lines: str, attendance: str, label: str) -> None:
    card = entry(f"name: A Line\nlines: {lines}\nwhen: [always]\n", "content/helplines/a.yaml").card

    assert (card.attendance, card.attendance_label) == (attendance, label)


def test_a_helplines_card_has_its_first_two_ways_and_none_while_it_is_paused() -> None:
    lines = "lines: [{call: '988', label: English}, {call: '988', label: Veterans}, {text: '988'}, {chat: https://example.org/chat}]\n"

    text = f"name: A Line\nwhen: [always]\n{lines}status: "
    found = [entry(f"{text}{status}\n", "content/helplines/a.yaml") for status in ("active", "paused")]

    running, paused = (each.card.lines for each in found)

    assert [(line.label, line.note) for line in running] == [("Call 988", "English"), ("Text 988", "")]
    assert paused == ()


@pytest.mark.parametrize(("short", "note"), [("FI", "FI"), ("Foothills", ""), ("Foothills Intergroup", "")])
def test_the_short_name_of_an_organization_is_shown_where_its_name_does_not_hold_it(short: str, note: str) -> None:
    text = f"name: Foothills Intergroup\nshort_name: {short}\n"
    shared = shared_facts({**SMALL, "content/organizations/intergroup.yaml": text})

    organization = entry(MEETING + "place: hall\norganization: intergroup\n", shared=shared).organization

    assert organization
    assert (organization.label, organization.note) == ("Foothills Intergroup", note)


def test_a_short_path_of_a_website_is_shown() -> None:
    sites = ("https://www.reddit.com/r/stopdrinking/", "https://example.org", "https://example.org/a/very/long/address/that/says/nothing?x=1")

    found = [entry(f"{MEETING}place: hall\ncontact: {{website: '{site}'}}\n").reach for site in sites]

    assert [each.website.label for each in found if each and each.website] == ["reddit.com/r/stopdrinking", "example.org", "example.org"]


def test_whom_family_help_is_for_and_how_one_gets_in_are_said_once() -> None:
    family = "name: F\nform: course\nplace: hall\nrelations: [parents]\naudience: [parents, veterans]\n"

    found = entry(family, "content/family/boulder/a.yaml")

    rows = {row.label: [tag.id for tag in row.tags] for row in found.facts}
    assert rows["For family and friends who are"] == ["parents"]
    assert rows["Who it is for"] == ["veterans"]
    assert {tag.id for tag in found.terms["audience"]} == {"parents", "veterans"}


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

    assert tuple(map(str, found.card.when)) == when
    assert found.days == ()


def test_dated_events_are_ordered_by_day_and_time() -> None:
    starts = ("2026-12-05 17:00", "2026-12-05 09:00", "2026-12-04", "2026-12-05 09:30")
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

    assert [str(line) for line in here.card.when] == ["Tuesdays, 7:00 pm Mountain Time"]
    assert [str(line) for line in away.card.when] == ["Tuesdays, 7:00 pm Central Time"]
    assert [str(line) for line in at_the_door.card.when] == ["Tuesdays, 7:00 pm"]


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
