"""A site in Spanish: the site's own words, the vocabulary, the schedules, and what a listing says in that language."""

from pathlib import Path

from tests.building import SMALL, build, make, read_page, texts_of

LISTING = """\
name: Women at Noon
fellowship: aa
summary: An open meeting for women.
description: There is tea.
audience: [women]
when:
  - Tuesdays and Thursdays 7:00 pm - 8:15 pm
online:
  url: https://example.org/room
translations:
  es:
    name: Mujeres al mediodía
    summary: Una reunión abierta para mujeres.
"""


def spanish(tmp_path: Path, languages: str = "[es]") -> Path:
    config = SMALL["site_config.yaml"] + f"languages: {languages}\n"
    return make(tmp_path / "site", {**SMALL, "site_config.yaml": config, "content/meetings/boulder/noon.yaml": LISTING})


def test_a_spanish_site_speaks_spanish(tmp_path: Path) -> None:
    build(spanish(tmp_path), tmp_path / "out")

    page = read_page(tmp_path / "out" / "meetings" / "noon" / "index.html")

    shown = " ".join(" ".join(texts_of(page)).split())
    assert page.get("lang") == "es"
    assert "Mujeres al mediodía" in shown
    assert "Una reunión abierta para mujeres." in shown
    assert "Los martes y los jueves, de 7:00 a 8:15" in shown
    assert "Mujeres" in shown
    # What nobody translated stays as it was written.
    assert "There is tea." in shown


def test_an_english_site_keeps_the_listings_first_words(tmp_path: Path) -> None:
    build(spanish(tmp_path, "[en]"), tmp_path / "out")

    shown = " ".join(texts_of(read_page(tmp_path / "out" / "meetings" / "noon" / "index.html")))

    assert "Women at Noon" in shown
    assert "Mujeres al" not in shown


def test_a_language_without_a_catalogue_is_told_and_shown_in_english(tmp_path: Path) -> None:
    built = build(spanish(tmp_path, "[xx, en]"), tmp_path / "out")

    told = [problem.message for problem in built.site.problems if problem.rule == "languages"]
    shown = " ".join(texts_of(read_page(tmp_path / "out" / "meetings" / "noon" / "index.html")))
    assert len(told) == 1
    assert "not translated to xx" in told[0]
    assert built.done
    assert "About this listing" in shown
