"""Icons: drawn alike, small, and turned into a sheet that loads nothing."""

import gzip
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote

import pytest

from alongside.errors import SiteError
from alongside.icons import TURNED, icon_sheet

FILES = sorted((Path(__file__).parents[2] / "assets" / "icons").glob("*.svg"))
ICONS = {file.stem: file.read_text("utf-8") for file in FILES}
KINDS = ("meetings", "programs", "family", "events", "activities", "helplines", "tools")
SVG = "{http://www.w3.org/2000/svg}"
FRAME = {
    **{"viewBox": "0 0 24 24", "fill": "none", "stroke": "#000", "stroke-width": "1.75"},
    **{"stroke-linecap": "round", "stroke-linejoin": "round"},
}
each_icon = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def shown(sheet: str) -> dict[str, str]:
    """The SVG of each icon, read back out of the sheet."""
    found = re.findall(r'^  \.icon--([\w-]+) \{ --icon: url\("data:image/svg\+xml,([^"\\\n]*)"\); \}$', sheet, re.MULTILINE)
    return {name: unquote(text, errors="strict") for name, text in found}


@each_icon
def test_an_icon_is_drawn_with_one_stroke_on_one_square(file: Path) -> None:
    root = ET.fromstring(ICONS[file.stem])

    shapes = list(root)

    assert root.tag == f"{SVG}svg"
    assert root.attrib == FRAME
    assert {shape.tag.removeprefix(SVG) for shape in shapes} <= {"path", "circle"}
    assert {name for shape in shapes for name in shape.attrib} <= {"d", "cx", "cy", "r"}


@each_icon
def test_an_icon_is_small(file: Path) -> None:
    assert file.stat().st_size <= 350


def test_each_kind_of_listing_has_an_icon() -> None:
    assert set(KINDS) <= ICONS.keys()


def test_no_two_icons_are_the_same() -> None:
    assert len(set(ICONS.values())) == len(ICONS)


def test_every_icon_comes_back_out_of_the_sheet_as_it_was_drawn() -> None:
    found = shown(icon_sheet(ICONS))

    assert {name: ET.canonicalize(text) for name, text in found.items()} == {
        name: ET.canonicalize(text.strip()) for name, text in ICONS.items()
    }


def test_the_sheet_loads_nothing_and_is_small() -> None:
    sheet = icon_sheet(ICONS)

    addresses = re.findall(r"url\(\s*(.{0,23})", sheet)

    assert addresses == ['"data:image/svg+xml,%3C'] * len(ICONS)
    assert sheet.isascii()
    assert len(gzip.compress(sheet.encode())) < 5_000


def test_the_sheet_keeps_to_its_layer_and_its_braces_match() -> None:
    sheet = re.sub(r'"[^"\n]*"', '""', icon_sheet(ICONS))

    assert sheet.startswith("@layer parts {\n")
    assert sheet.endswith("\n}\n")
    assert sheet.count("{") == sheet.count("}")
    assert not re.search(r"#[0-9a-f]{3}|rgb|hsl", sheet)


def test_icons_stay_visible_in_forced_colours_and_on_paper() -> None:
    sheet = icon_sheet({})
    forced = sheet.partition("(forced-colors: active)")[2]

    assert "forced-color-adjust: none" in forced
    assert {"CanvasText", "LinkText", "ButtonText", "GrayText"} <= set(re.findall(r"background-color: (\w+)", forced))
    assert "print-color-adjust: exact" in sheet


def test_icons_that_point_along_the_line_turn_with_it() -> None:
    one, none = icon_sheet({"back": ICONS["back"]}), icon_sheet({"add": ICONS["add"]})

    assert "  [dir=rtl] .icon--back { transform: scaleX(-1); }\n" in one
    assert "rtl" not in none
    assert ICONS.keys() >= TURNED


@pytest.mark.parametrize(
    "svg",
    [
        pytest.param('<svg viewBox="0 0 1 1"><path id=\'a\' d="M0 0"/></svg>', id="quotes of both kinds"),
        pytest.param('<svg viewBox="0 0 1 1"><style>a{b:"\\41"}</style></svg>', id="braces and a backslash"),
        pytest.param('<svg viewBox="0 0 1 1"><title>100 %23 caf&#233; é</title></svg>', id="a per cent sign"),
        pytest.param('<svg viewBox="0 0 1 1"\n>\n  <path d="M0\n0"/>\n</svg>\n', id="several lines"),
    ],
)
def test_what_a_site_draws_itself_cannot_end_the_address_early(svg: str) -> None:
    sheet = icon_sheet({"own": svg})

    found = shown(sheet)["own"]

    assert ET.canonicalize(found, strip_text=True).replace("'", '"') == ET.canonicalize(
        " ".join(svg.split()).replace(" >", ">"), strip_text=True
    ).replace("'", '"')


@pytest.mark.parametrize(
    ("name", "svg"),
    [
        pytest.param("a b", "<svg ></svg>", id="a space in the name"),
        pytest.param("x{}", "<svg ></svg>", id="braces in the name"),
        pytest.param("Back", "<svg ></svg>", id="a capital"),
        pytest.param("own", "<?xml version='1.0'?><svg ></svg>", id="something before the element"),
        pytest.param("own", "", id="nothing"),
    ],
)
def test_what_is_no_icon_is_refused_with_its_file(name: str, svg: str) -> None:
    with pytest.raises(SiteError, match="assets/icons/"):
        icon_sheet({name: svg})
