"""What the place of a file says, and what is said of one that lies in the wrong place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.checking import RESERVED, Where, where
from alongside.entries.terms import FACETS
from alongside.errors import Problem
from alongside.schema import BY_AREA, KINDS


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("content/meetings/boulder/tuesday-night.yaml", Where("meetings", "boulder", "tuesday-night")),
        ("content/events/2026/fair.yaml", Where("events", "2026", "fair")),
        ("content/helplines/988.yaml", Where("helplines", "", "988")),
        ("content/organizations/willow-house.yaml", Where("organizations", "", "willow-house")),
        ("content/places/library.yaml", Where("places", "", "library")),
        ("content/vocabulary/levels_of_care.yaml", Where("vocabulary", "", "levels_of_care")),
        ("content/vocabulary/languages.yaml", Where("vocabulary", "", "languages")),
        ("content/guides/first-steps.md", Where("guides", "", "first-steps")),
        ("content/areas.yaml", Where("areas", "", "areas")),
    ],
)
def test_a_file_in_its_place_is_known_by_it(file: str, expected: Where) -> None:
    assert where(file) == expected


@pytest.mark.parametrize(
    ("file", "message", "fix"),
    [
        ("content/meeting/boulder/x.yaml", "is in a folder that holds no content", "Did you mean content/meetings/?"),
        ("content/elsewhere/x.yaml", "is in a folder that holds no content", "Move it to one of: content/meetings/, "),
        ("content/area.yaml", "is in no folder of content/", "Did you mean areas.yaml?"),
        ("content/x.yaml", "is in no folder of content/", "Move it to one of: "),
        ("content/meetings/boulder/x.yml", "does not end in .yaml", "Name it x.yaml."),
        ("content/meetings/boulder/x.YAML", "does not end in .yaml", "Name it x.yaml."),
        ("content/guides/x.yaml", "does not end in .md", "Name it x.md."),
        ("content/meetings/x.yaml", "is not where files of its kind lie", "Move it to content/meetings/<area>/x.yaml."),
        ("content/meetings/a/b/x.yaml", "is not where files of its kind lie", "Move it to content/meetings/<area>/x.yaml."),
        ("content/events/x.yaml", "is not where files of its kind lie", "Move it to content/events/<year>/x.yaml."),
        ("content/events/next/x.yaml", "'next' is not a year", "content/events/<year>/x.yaml"),
        ("content/tools/boulder/x.yaml", "is not where files of its kind lie", "Move it to content/tools/x.yaml."),
        ("content/tools/Sober Days.yaml", "has a name that cannot be an address", "name it sober-days.yaml."),
        ("content/tools/Café.yaml", "has a name that cannot be an address", "name it cafe.yaml."),
        ("content/tools/...yaml", "has a name that cannot be an address", "small letters"),
        ("content/tools/.yaml", "has a name that cannot be an address", "small letters"),
        ("content/tools/CON.yaml", "has a name that cannot be an address", "small letters"),
        ("content/tools/con.yaml", "has a name that cannot be an address", "small letters"),
        ("content/tools/page.yaml", "has a name that the site needs for itself", "name it page-1.yaml."),
        ("content/pages/meetings.md", "has a name that the site needs for itself", "name it meetings-1.md."),
        ("content/tools/" + "x" * 81 + ".yaml", "has a name that cannot be an address", "at most 80 characters"),
        ("content/vocabulary/format.yaml", "is a list that no field takes words from", "Did you mean formats.yaml?"),
        ("content/vocabulary/colours.yaml", "is a list that no field takes words from", "Name it after one of the lists: accessibility,"),
    ],
)
def test_a_file_out_of_its_place_is_told_where_it_belongs(file: str, message: str, fix: str) -> None:
    problem = where(file)

    assert isinstance(problem, Problem)
    assert (problem.file, problem.message) == (file, message)
    assert fix in problem.fix
    assert problem.rule


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_a_first_word_of_an_address_is_no_id(word: str) -> None:
    assert isinstance(where(f"content/tools/{word}.yaml"), Problem)


@given(st.lists(st.text(st.characters(exclude_categories=(), exclude_characters="/"), max_size=8), min_size=1, max_size=4))
def test_any_path_is_a_place_whose_parts_are_safe_or_a_problem_with_a_fix(parts: list[str]) -> None:
    found = where("/".join(("content", *parts)))

    if isinstance(found, Problem):
        assert found.message
        assert found.fix
    else:
        assert found.folder in {*KINDS, "organizations", "places", "vocabulary", "guides", "pages", "areas"}
        assert found.id.replace("-", "").replace("_", "").isalnum()
        assert bool(found.inner) == (found.folder in BY_AREA or found.folder == "events")


def test_a_name_that_an_editor_lengthened_is_told() -> None:
    found = where("content/meetings/boulder/tuesday.yaml.txt")

    assert isinstance(found, Problem)
    assert found.fix == "Name it tuesday.yaml."


def test_the_first_words_of_all_browse_pages_are_reserved() -> None:
    assert set(FACETS.values()) <= RESERVED
