"""Nothing moves for readers who asked their system for less motion."""

from tests.browser.axe import visited
from tests.browser.choosing import Choice
from tests.browser.chromium import Open, probe


def test_nothing_moves_where_less_motion_is_asked_for(open_page: Open, site: str, choices: tuple[Choice, ...]) -> None:
    page = open_page(reduced_motion="reduce")

    faults = [f"{choice.name}: {fault}" for choice in visited(page, site, choices) for fault in probe(page, "motion")]

    assert faults == []
