"""A feed that comes again: what stays where it is, what is remembered, which feed it is, and what a table's words mean."""

import json
from pathlib import Path
from typing import Any

import pytest

from alongside.errors import SiteError
from alongside.reading import Source, read_source
from tests.formats.conftest import Import, content_of

PLACE = "12 Elm St, Lewes, DE 19958, USA"
STATE = "content/.imports/feed.json"
ELM = "content/meetings/lewes/elm.yaml"


def record(**fields: Any) -> dict[str, Any]:
    return {"slug": "elm", "name": "Elm Group", "day": 1, "time": "19:00", "types": ["O"], "formatted_address": PLACE, **fields}


def feed(*records: object) -> bytes:
    return json.dumps(records).encode()


def data_of(site: Path, file: str) -> Any:
    found = read_source(site, file)
    assert isinstance(found, Source)
    return found.data


def test_an_area_is_for_new_listings_and_moves_none_that_is_there(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record()))
    path = site / ELM
    path.write_text(path.read_text().replace("name: Elm Group", "name: Ours"), encoding="utf-8")

    report = bring("meeting-guide", feed(record(), record(slug="oak", name="Oak")), area="other")

    assert (report.unchanged, report.written, report.conflicted) == (1, 1, 0)
    assert data_of(site, ELM)["name"] == "Ours"
    assert (site / "content/meetings/other/oak.yaml").is_file()
    assert report.areas_created == ("other",)


def test_areas_of_another_size_move_no_listing_whose_own_place_is_the_same(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record()))

    report = bring("meeting-guide", feed(record(time="20:00")), area_from="county")

    assert report.written == 1
    assert report.areas_created == ()
    assert data_of(site, ELM)["when"][0]["start"] == "20:00"


def test_a_listing_that_was_moved_by_hand_stays_there(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record(), record(slug="bay", formatted_address="3 Bay St, Milford, DE 19963, USA")))
    (site / ELM).rename(site / "content/meetings/milford/elm.yaml")

    report = bring("meeting-guide", feed(record(time="20:00")))

    assert (report.written, report.conflicted) == (1, 0)
    assert data_of(site, "content/meetings/milford/elm.yaml")["when"][0]["start"] == "20:00"


def test_without_its_state_an_import_moves_nothing(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record()))
    (site / STATE).unlink()

    report = bring("meeting-guide", feed(record()), area="other")

    assert (report.unchanged, report.conflicted, report.areas_created) == (1, 0, ())
    assert (site / ELM).is_file()


def test_fellowship_and_zone_are_remembered(site: Path, bring: Import) -> None:
    somewhere = record(formatted_address="1 A St")
    bring("meeting-guide", feed(somewhere), area="b", fellowship="al-anon", timezone="America/Denver")

    report = bring("meeting-guide", feed(somewhere), area="b", fellowship="", timezone="")

    assert (report.unchanged, report.conflicted) == (1, 0)
    assert report.zone_of["elm"].timezone == "America/Denver"
    assert data_of(site, "content/meetings/b/elm.yaml")["fellowship"] == "al-anon"


def test_the_same_feed_under_another_name_is_refused(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record(), record(slug="oak", name="Oak")))
    before = content_of(site)

    with pytest.raises(SiteError, match="looks like the feed imported as 'feed'; to update it: --source feed") as refused:
        bring("meeting-guide", feed(record(time="20:00"), record(slug="ash", name="Ash")), "feed-2")

    assert refused.value.code == 2
    assert content_of(site) == before


def test_a_feed_that_shares_less_than_half_with_another_is_another(bring: Import) -> None:
    bring("meeting-guide", feed(record()))

    report = bring("meeting-guide", feed(record(), record(slug="oak", name="Oak"), record(slug="ash", name="Ash")), "other")

    assert report.written == 3


@pytest.mark.parametrize("name", ["../feed", "", "Feed 1", "a" * 81])
def test_a_name_that_is_no_file_name_is_refused(bring: Import, name: str) -> None:
    with pytest.raises(SiteError, match="is not a name for an import"):
        bring("meeting-guide", feed(record()), name)


PROGRAMS = (
    b"kind: programs\ncolumns:\n  Name: name\n  Level: {to: levels_of_care, split: [;]}\n  Phone: contact.phone\n  City: place.city\n"
)


def test_words_of_a_table_are_found_by_label_and_in_any_letters(site: Path, bring: Import) -> None:
    table = "Name,Level,Phone,City\nOne,IOP;Detox,303-555-0100,Boulder\nTwo,Intensive outpatient,303-555-0101,Boulder\n"

    report = bring("csv", table.encode(), mapping=PROGRAMS, area="boulder")

    assert (report.written, report.problems) == (2, ())
    assert data_of(site, "content/programs/boulder/one.yaml")["levels_of_care"] == ["iop", "detox"]
    assert data_of(site, "content/programs/boulder/two.yaml")["levels_of_care"] == ["iop"]


def test_a_refusal_names_the_value_that_caused_it_and_makes_no_area(site: Path, bring: Import) -> None:
    before = (site / "content/areas.yaml").read_bytes()

    report = bring("csv", b"Name,Level,Phone,City\nOne,Kitchen,303-555-0100,Boulder\n", mapping=PROGRAMS, area="boulder")

    assert report.areas_created == ()
    assert (site / "content/areas.yaml").read_bytes() == before
    assert "levels_of_care" in report.refused[0].reason
    assert "'Kitchen' is not a word of content/vocabulary/levels_of_care.yaml" in report.refused[0].reason


def test_a_phone_that_is_left_out_is_named_where_a_rule_misses_it(bring: Import) -> None:
    report = bring("csv", b"Name,Level,Phone,City\nOne,IOP,none,Boulder\n", mapping=PROGRAMS, area="boulder")

    expected = "a program gives a phone number or a website, since phone: 'none' is not a phone number; left out"
    assert report.refused[0].reason.casefold() == expected


def test_a_column_that_the_table_lacks_is_told_once(bring: Import) -> None:
    report = bring("csv", b"Name,Level,Tel\nOne,IOP,1\nTwo,PHP,2\n", mapping=PROGRAMS + b"  Tel: skip\n", area="boulder")

    lacking = [problem.field for problem in report.problems if not problem.record]
    assert lacking == ["Phone", "City"]


def test_facts_that_change_after_they_were_verified_are_told(site: Path, bring: Import) -> None:
    bring("meeting-guide", feed(record()))
    path = site / ELM
    path.write_text(path.read_text() + "verified: 2026-11-01\n", encoding="utf-8")

    same = bring("meeting-guide", feed(record(updated="2026-11-05")))
    newer = bring("meeting-guide", feed(record(time="20:00", updated="2026-11-06")))

    assert [problem.message for problem in same.problems if "verified" in problem.message] == []
    assert [(problem.record, problem.message) for problem in newer.problems if "verified" in problem.message] == [
        ("elm", "changed after it was verified on 2026-11-01: check it again")
    ]
    assert data_of(site, ELM)["verified"] == "2026-11-01"
