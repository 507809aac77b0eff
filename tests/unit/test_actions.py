"""What a reader is offered to do about a listing: its own ways first, its organization's marked, nothing that does not run."""

import pytest

from alongside.entries import Entry
from tests.building import entry

MEETING = "name: A Group\nfellowship: aa\nwhen: [Tuesdays 19:00]\n"
PROGRAM = "name: A Program\nlevels_of_care: [iop]\nwhen: [by appointment]\n"
INTERGROUP = "organization: intergroup\n"
ROOM = "online: {url: https://zoom.us/j/1}\n"
HERE = "place: {city: Boulder, street: 1 Main Street}\n"
ALL_OWN = "contact: {phone: 303-555-0111, text: 303-555-0112, email: me@example.org, website: https://example.org/me}\n"


def offered(found: Entry) -> tuple[str, list[str]]:
    """The label of the first action, and those of the others."""
    return found.action.label if found.action else "", [link.label for link in found.others]


def program(text: str) -> tuple[str, list[str]]:
    return offered(entry(PROGRAM + text, "content/programs/boulder/one.yaml"))


def event(text: str) -> tuple[str, list[str]]:
    return offered(entry(f"name: An Event\nstart: 2026-12-05\n{text}", "content/events/2026/one.yaml"))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param(ROOM + ALL_OWN + INTERGROUP, "Join on Zoom", id="its own link"),
        pytest.param("intake: {phone: 303-555-0199}\n" + ALL_OWN + INTERGROUP, "Call (303) 555-0199", id="its number for new people"),
        pytest.param(ALL_OWN + INTERGROUP, "Call (303) 555-0111", id="its own number"),
        pytest.param("contact: {text: 303-555-0112, email: me@example.org}\n" + INTERGROUP, "Text (303) 555-0112", id="its own text line"),
        pytest.param("contact: {email: me@example.org}\n" + INTERGROUP, "Write to me@example.org", id="its own e-mail"),
        pytest.param("contact: {website: https://example.org/me}\n" + INTERGROUP, "Open the website", id="its own website"),
        pytest.param(INTERGROUP, "Call Foothills Intergroup", id="the organization's, named"),
    ],
)
def test_a_listings_own_ways_come_before_its_organizations(text: str, first: str) -> None:
    found = program(text)

    assert found[0] == first


def test_the_organizations_number_stands_beside_its_name() -> None:
    action = entry(PROGRAM + INTERGROUP, "content/programs/boulder/one.yaml").action

    assert action
    assert (action.url, action.note) == ("tel:+1-303-555-0100", "(303) 555-0100")


def test_a_meeting_is_joined_or_gone_to_and_asked_only_where_that_is_wanted() -> None:
    hybrid, by_request = (offered(entry(MEETING + HERE + ROOM + ALL_OWN + status)) for status in ("", "status: by_request\n"))

    assert hybrid == ("Join on Zoom", ["Directions"])
    assert by_request == ("Call (303) 555-0111", ["Join on Zoom", "Directions"])


def test_a_tools_website_comes_before_its_e_mail() -> None:
    text = "name: A Tool\nfunctions: [meditation]\ncontact: {email: me@example.org, website: https://example.org/tool}\n"

    found = offered(entry(text, "content/tools/one.yaml"))

    assert found == ("Open the website", [])


def test_what_is_paused_has_no_first_action_and_loses_no_way() -> None:
    paused = offered(entry(MEETING + HERE + ROOM + "status: paused\ncontact: {phone: 303-555-0111, email: me@example.org}\n" + INTERGROUP))

    assert paused[0] == ""
    assert paused[1][:2] == ["Call (303) 555-0111", "Write to me@example.org"]
    assert any("Join" in label for label in paused[1])


@pytest.mark.parametrize("status", ["status: closed\n", "happening: cancelled\n", "happening: postponed\n"])
def test_what_does_not_take_place_has_no_first_action_and_loses_no_way(status: str) -> None:
    running, resting = event(HERE + ROOM + ALL_OWN), event(HERE + ROOM + ALL_OWN + status)

    assert resting[0] == ""
    assert set(resting[1]) >= {label for label in (running[0], *running[1]) if label != "Directions"}


@pytest.mark.parametrize(
    ("required", "place", "found"),
    [
        pytest.param("true", HERE, ("Sign up", ["Directions"]), id="required"),
        pytest.param("false", HERE, ("Directions", ["Sign up"]), id="not required"),
        pytest.param("false", "place: {city: Boulder}\n", ("", ["Sign up"]), id="not required, and nothing else to do"),
    ],
)
def test_signing_up_comes_first_only_where_it_is_required(required: str, place: str, found: tuple[str, list[str]]) -> None:
    assert event(f"{place}registration: {{url: https://example.org/sign-up, required: {required}}}\n") == found


def test_a_number_that_cannot_be_dialled_is_no_action() -> None:
    assert program("contact: {phone: ask at the desk, email: me@example.org}\n")[0] == "Write to me@example.org"
