"""The helpers of the browser tests themselves."""

import json
import urllib.error
import urllib.request
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.choosing import addresses, choose, languages, sort_of
from tests.browser.pairs import all_pairs
from tests.browser.pictures import changed, contrast, strongest
from tests.browser.serving import headers_for, rules_of, served
from tests.browser.sheets import Shot, block, sheets
from tests.building import ROOT, make

WHITE, BLACK, GREY = (255, 255, 255), (0, 0, 0), (118, 118, 118)
FACTORS = {
    "page": [f"page {number}" for number in range(11)],
    "scheme": ["light", "dark", "print"],
    "width": ["320", "768"],
    "script": ["on", "off"],
}
HEADERS = """
# a comment
/*
  X-Frame-Options: SAMEORIGIN
  Referrer-Policy: no-referrer
/embed/*
  ! X-Frame-Options
  Referrer-Policy: origin
"""


@pytest.mark.parametrize(
    ("address", "sort"),
    [
        ("", "home"),
        ("404.html", "not-found"),
        ("meetings/", "browse"),
        ("meetings/page/2/", "browse-next"),
        ("meetings/tuesday/", "listing-meetings"),
        ("areas/boulder/meetings/", "browse-two"),
        ("areas/boulder/", "browse-one"),
        ("areas/", "index"),
        ("about/", "page"),
        ("places/hall/", "place"),
        ("embed/meetings/", "embed"),
        ("style-guide/", "style-guide"),
    ],
)
def test_an_address_says_what_sort_of_page_it_is(address: str, sort: str) -> None:
    assert sort_of(address, {"areas", "meetings"}) == sort


def test_pages_are_chosen_in_each_language(tmp_path: Path) -> None:
    pages = {"index.html": "en", "tools/index.html": "en", "tools/a/index.html": "en", "es/index.html": "es", "es/tools/a/index.html": "es"}
    folder = make(tmp_path, {path: f'<html lang="{language}">{path}' for path, language in pages.items()})

    chosen = {(choice.sort, choice.language): choice.path for choice in choose(folder)}

    assert languages(folder) == {"": "en", "es/": "es"}
    assert chosen["home", "en"] == ""
    assert chosen["home", "es"] == "es/"
    assert chosen["browse", "en"] == "tools/"
    assert chosen["listing-tools", "es"] == chosen["listing-shortest", "es"] == "es/tools/a/"


def test_every_page_of_the_sample_site_is_of_a_sort_that_is_looked_at(sample: Path) -> None:
    chosen = {choice.sort for choice in choose(sample)}

    assert {"home", "browse", "index", "place", "organization", "guide", "page", "not-found", "add"} <= chosen
    assert len([sort for sort in chosen if sort.startswith("listing-")]) == 8, "seven kinds and the shortest"
    assert len(addresses(sample)) > 100


def test_headers_of_several_rules_are_joined_and_taken_back() -> None:
    rules = rules_of(HEADERS)

    assert headers_for("/", rules) == {"X-Frame-Options": "SAMEORIGIN", "Referrer-Policy": "no-referrer"}
    assert headers_for("/embed/meetings/", rules) == {"Referrer-Policy": "no-referrer, origin"}


def test_the_server_serves_what_is_there_and_nothing_outside(tmp_path: Path) -> None:
    folder = make(tmp_path / "site", {"index.html": "first", "404.html": "missing", "a/index.html": "second"})
    make(tmp_path, {"secret.txt": "outside"})
    found = {}

    with served(folder) as address:
        for path in ("", "a", "a/", "b/", "../secret.txt", "%2e%2e/secret.txt"):
            try:
                with urllib.request.urlopen(address + path) as answer:
                    found[path] = (answer.status, answer.read().decode())
            except urllib.error.HTTPError as error:
                with error:
                    found[path] = (error.code, error.read().decode())

    missing = (404, "missing")
    assert found == {
        **{"": (200, "first"), "a": (200, "second"), "a/": (200, "second")},
        **{"b/": missing, "../secret.txt": missing, "%2e%2e/secret.txt": missing},
    }


def test_the_lock_of_node_packages_holds_releases_and_hashes_and_names_no_source() -> None:
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]

    packages = [package for name, package in locked.items() if name]

    assert all(locked[f"node_modules/{name}"]["version"] == version for name, version in wanted.items()), "exact releases"
    assert [package for package in packages if "resolved" in package or not package["integrity"].startswith("sha512-")] == []
    assert [package for package in packages if "latest" in package.get("dependencies", {}).values()] == []


def test_contrast_is_what_the_guidelines_say() -> None:
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(GREY, WHITE) == pytest.approx(4.54, abs=0.01)


def test_pictures_are_compared_pixel_by_pixel() -> None:
    empty, drawn = Image.new("RGB", (20, 10), WHITE), Image.new("RGB", (20, 10), WHITE)
    drawn.paste(BLACK, (5, 5, 8, 7))

    assert changed(empty, drawn) == 6
    assert changed(empty, empty) == 0
    assert strongest(empty) == 1
    assert strongest(drawn) == pytest.approx(21)


def test_every_value_meets_every_other_in_few_rows() -> None:
    rows = all_pairs(FACTORS)

    met = {frozenset(pair) for row in rows for pair in combinations(row.items(), 2)}
    wanted = {
        frozenset(((one, a), (other, b))) for one, other in combinations(FACTORS, 2) for a in FACTORS[one] for b in FACTORS[other]
    }
    assert met == wanted
    assert all(list(row) == list(FACTORS) for row in rows)
    assert 33 <= len(rows) <= 40, "no choice can have fewer than 11 times 3"


def test_a_factor_of_one_value_is_in_every_row() -> None:
    rows = all_pairs({"page": ["home", "add"], "language": ["en"]})

    assert rows == [{"page": "home", "language": "en"}, {"page": "add", "language": "en"}]


def test_a_long_page_is_folded_into_columns_and_the_label_says_what_is_cut() -> None:
    short, long = Image.new("RGB", (320, 500), WHITE), Image.new("RGB", (320, 9000), WHITE)

    blocks = [block(Shot("a", picture)) for picture in (short, long)]
    made = list(sheets([Shot("a", long)] * 7))

    assert [one.width for one in blocks] == [320, 2 * 320 + 12]
    assert len(made) == 2
