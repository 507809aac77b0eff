"""Style sheets and still files: one sheet in the order of layers, named after its content; the site's own stand in for ours."""

import gzip
import re
from pathlib import Path

import pytest

from alongside.assets import LAYERS, asset_links, has_own_scripts, join_sheets, read_assets, read_scripts, script_assets, write
from alongside.errors import SiteError
from tests.building import ENGLISH
from tests.declarations import used_too_early

OURS = Path(__file__).parents[2] / "assets"
SHEETS = sorted((OURS / "css").glob("*.css"))


def folder(path: Path, **files: str) -> Path:
    """A folder with files; a double underscore in a name stands for a slash, one for a dot."""
    for name, text in files.items():
        file = path / name.replace("__", "/").replace("_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return path


def test_sheets_are_joined_in_the_order_of_layers_then_by_name() -> None:
    sheets = {"print": "p{}", "way": "w{}", "base": "b{}", "card": "c{}", "reset": "r{}", "layout": "l{}"}

    joined = join_sheets(sheets)

    assert joined == "@layer reset, base, layout, parts, print;\nr{}\nb{}\nl{}\nc{}\nw{}\np{}\n"


def test_comments_go_and_strings_that_look_like_one_stay() -> None:
    joined = join_sheets({"card": "/* head\n of two lines */\n  a { content: \"/* kept */\"; } /* gone */\n\n  b { content: '\\'/*'; }\n"})

    assert joined.split("\n")[1:] == ['a { content: "/* kept */"; }', "b { content: '\\'/*'; }", ""]


def test_the_sheet_is_named_after_its_content(tmp_path: Path) -> None:
    one, two = (read_assets((folder(tmp_path / name, css__base_css=text),)) for name, text in (("a", "a{}"), ("b", "b{}")))

    paths = [asset_links(found)["site.css"] for found in (one, one, two)]

    assert re.fullmatch(r"assets/site\.[0-9a-f]{10}\.css", paths[0])
    assert paths[0] == paths[1] != paths[2]


def test_a_sites_own_files_stand_in_for_ours_file_by_file(tmp_path: Path) -> None:
    ours = folder(tmp_path / "ours", css__base_css="ours{}", css__card_css="card{}", static__mark_svg="ours", static__x__y_txt="y")
    site = folder(tmp_path / "site", css__base_css="site{}", css__extra_css="extra{}", static__mark_svg="site")

    found = {asset.name: asset.content for asset in read_assets((site, ours))}

    assert found["site.css"].split(b"\n")[1:] == [b"site{}", b"card{}", b"extra{}", b""]
    assert (found["mark.svg"], found["x/y.txt"]) == (b"site", b"y")


def test_a_site_without_assets_of_its_own_has_ours(tmp_path: Path) -> None:
    assert read_assets((tmp_path / "none", OURS)) == read_assets((OURS,))


@pytest.mark.parametrize("place", ["css/base.css", "static/mark.svg"])
def test_a_link_that_leads_out_of_its_folder_is_refused(place: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    link = tmp_path / "site" / place
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "secret")

    with pytest.raises(SiteError, match="leads outside"):
        read_assets((tmp_path / "site",))


def test_files_that_begin_with_a_dot_are_left_out(tmp_path: Path) -> None:
    site = folder(tmp_path, static__mark_svg="x")
    (site / "static" / ".DS_Store").write_text("x")

    assert list(asset_links(read_assets((site,)))) == ["site.css", "mark.svg"]


def test_each_asset_is_written_where_its_link_leads() -> None:
    found = read_assets((OURS,))

    outputs = {output.path: output.make() for output in write(found)}

    assert outputs == {asset.path: asset.content for asset in found}
    assert set(asset_links(found).values()) == set(outputs)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_says_what_it_is_for_and_keeps_to_its_layer(sheet: Path) -> None:
    layer = sheet.stem if sheet.stem in LAYERS else "parts"

    text = sheet.read_text("utf-8")

    assert re.match(rf"/\* [^*]+ Layer: {layer}\. \*/\n@layer {layer} \{{", text)
    assert text.count("@layer") == 1


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_only_the_base_sheet_states_a_colour(sheet: Path) -> None:
    colours = re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(", sheet.read_text("utf-8"))

    assert bool(colours) == (sheet.stem == "base")


def test_the_sheet_loads_nothing_and_is_small() -> None:
    sheet = read_assets((OURS,))[0].content

    # The drawings are in the sheet itself.
    assert {address[:19] for address in re.findall(rb"url\(\s*[\"']?([^\"')]*)", sheet)} == {b"data:image/svg+xml,"}
    assert b"@import" not in sheet
    assert len(gzip.compress(sheet)) < 14_000


def luminance(colour: str) -> float:
    """Relative luminance. Source: WCAG 2.2, "relative luminance"."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("colour", "least"),
    [("ink", 4.5), ("quiet", 4.5), ("green", 4.5), ("warm", 4.5), ("edge", 3), ("focus", 3)],
)
def test_colours_stand_out_from_every_ground(colour: str, least: float, scheme: str) -> None:
    light, dark, *_ = (dict(re.findall(r"--([\w-]+): (#\w{6})", part)) for part in (OURS / "css" / "base.css").read_text().split("@media"))
    palette = light if scheme == "light" else dark

    for ground in ("ground", "surface", "warm-ground"):
        low, high = sorted((luminance(palette[colour]), luminance(palette[ground])))

        assert (high + 0.05) / (low + 0.05) >= least


def test_a_sheet_that_is_not_utf_8_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "latin.css").write_bytes(b"/* caf\xe9 */")

    with pytest.raises(SiteError, match=r"latin\.css is not UTF-8"):
        read_assets((tmp_path,))


def test_short_names_leave_every_declaration_before_its_use() -> None:
    for script in script_assets(read_scripts((OURS,)), ENGLISH, True):
        assert used_too_early(script.content.decode()) == [], script.name


def test_a_name_that_is_used_before_its_declaration_is_found() -> None:
    assert used_too_early("f=async()=>{const{total:o}=await s({place:n,limit:0}),n=1;return o}") == ["n"]
    assert used_too_early("f=()=>{const n=1,{total:o}=s({place:n}),g=()=>later(),later=2;return o}") == []


def test_a_site_with_scripts_of_its_own_keeps_their_names(tmp_path: Path) -> None:
    own = folder(tmp_path, js__site_js="export const greeting = 1;\n")

    assert has_own_scripts((own, OURS))
    assert not has_own_scripts((tmp_path / "elsewhere", OURS))
    assert not has_own_scripts((OURS, OURS))
