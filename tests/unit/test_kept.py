"""What is kept from one build to the next is what would be worked out again."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from alongside.pipeline import Options
from alongside.pipeline.kept import codes_of, compiled
from alongside.search import american_codes
from alongside.search.places import Area, Cell
from tests.building import DAY, ROOT, SMALL, build, make, snapshot

BOULDER, NEW_YORK = frozenset({(20, -53)}), frozenset({(20, -37)})


@dataclass
class Asked:
    """The library's answers, counted."""

    count: int = 0

    def __call__(self, cells: frozenset[Cell], samples: tuple[str, ...]) -> Mapping[str, Area]:
        self.count += 1
        return american_codes(cells, samples)


def options(site: Path, cache: bool = True) -> Options:
    return Options(site=site, out=site / "out", today=lambda _zone: DAY, cache=cache)


def test_the_library_is_asked_once_for_the_same_places(tmp_path: Path) -> None:
    asked = Asked()
    answers = [codes_of(options(tmp_path), asked)(BOULDER, ("10001",)) for _ in range(3)]

    assert answers == [american_codes(BOULDER, ("10001",))] * 3
    assert {"80302", "10001"} <= answers[0].keys()
    assert asked.count == 1


def test_other_places_are_asked_for(tmp_path: Path) -> None:
    asked = Asked()
    known = codes_of(options(tmp_path), asked)

    assert "80302" in known(BOULDER, ())
    assert "80302" not in known(NEW_YORK, ())
    assert asked.count == 2


@pytest.mark.parametrize("damage", [b"", b"\xff", b"\x93"])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    asked = Asked()
    before = codes_of(options(tmp_path), asked)(BOULDER, ())
    (tmp_path / ".alongside" / "codes").write_bytes(damage)

    assert codes_of(options(tmp_path), asked)(BOULDER, ()) == before
    assert asked.count == 2


def test_templates_are_kept_once_for_all_languages(tmp_path: Path) -> None:
    site = make(tmp_path / "site", {**SMALL, "site_config.yaml": SMALL["site_config.yaml"] + "languages: [en, es]\n"})

    for out in ("first", "second"):
        build(site, tmp_path / out, cache=True)

    with compiled(options(site)) as kept:
        assert len(kept.known) == len(list((ROOT / "templates").rglob("*.html")))
    assert snapshot(tmp_path / "first") == snapshot(tmp_path / "second")


def test_what_is_kept_says_nothing_of_a_country(tmp_path: Path) -> None:
    own = {"templates/pages/not-found.html": "{{ ('020 7946 0000'|phone).url }}"}
    pages = []

    for country in ("GB", "IE"):
        config = SMALL["site_config.yaml"].replace("country: US", "") + f"country: {country}\n"
        build(make(tmp_path / "site", {**SMALL, **own, "site_config.yaml": config}), tmp_path / "out", cache=True)
        pages.append((tmp_path / "out" / "404.html").read_text("utf-8"))

    assert pages == ["tel:+44-20-7946-0000", "tel:+353-2079460000"]


def test_a_template_that_changes_is_compiled_anew(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    pages = []

    for text in ("<p>one", "<p>two"):
        make(site, {"templates/pages/not-found.html": text})
        build(site, tmp_path / "out", cache=True)
        pages.append((tmp_path / "out" / "404.html").read_text("utf-8"))

    assert pages == ["<p>one", "<p>two"]


def test_without_a_cache_nothing_is_kept(tmp_path: Path) -> None:
    asked = Asked()
    known = codes_of(options(tmp_path, cache=False), asked)

    assert known(BOULDER, ()) == known(BOULDER, ())
    assert not (tmp_path / ".alongside").exists()
    assert asked.count == 1
