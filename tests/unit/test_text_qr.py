"""QR codes, read back from the drawing by another library and from a browser's screen."""

import re
import shutil
from io import BytesIO
from itertools import product
from xml.etree import ElementTree

import pytest
import segno

from alongside.text.qr import MASK, QUIET, matrix, qr_svg
from tests.building import absent

zxingcpp = pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed: make test installs it")
SVG = "{http://www.w3.org/2000/svg}"
LISTING = "https://example.org/meetings/tuesday-night/"
ADDRESSES = [
    pytest.param(LISTING, id="a listing"),
    pytest.param("https://front-range-alongside.example.org/es/meetings/women-first-steps-online/", id="a long one"),
    pytest.param("https://example.org/find/?day=tuesday&kind=meetings&q=%22a+b%22#x<y>'", id="with & and quotation marks"),
    pytest.param("https://example.org/reunión/日曜/", id="with letters beyond ASCII"),
    pytest.param("https://e.org/", id="a short one"),
    pytest.param("0", id="a single digit"),
    pytest.param("https://example.org/" + "a/" * 400, id="very long"),
]


def drawing(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def modules(svg: str) -> list[list[int]]:
    """The drawing as numbers, 1 for dark, worked out from the path alone."""
    root = drawing(svg)
    size = int(root.attrib["viewBox"].split()[2])
    grid = [[0] * size for _ in range(size)]
    x = y = 0.0
    for command, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", root.findall(f"{SVG}path")[1].attrib["d"]):
        if command == "h":
            for column in range(int(x), int(x) + int(first)):
                assert grid[int(y)][column] == 0, "a module is drawn twice"
                grid[int(y)][column] = 1
            x += int(first)
        else:
            x, y = (float(first), float(second)) if command == "M" else (x + int(first), y + int(second))
    return grid


def picture(grid: list[list[int]], scale: int = 3) -> memoryview:
    """Grey pixels, dark ones black, as a library that reads pictures takes them."""
    rows = [bytes(0 if dark else 255 for dark in row for _ in range(scale)) for row in grid for _ in range(scale)]
    return memoryview(b"".join(rows)).cast("B", (len(rows), len(rows[0])))


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_reader_finds_the_address_in_the_drawing(address: str) -> None:
    grid = modules(qr_svg(address, "QR"))

    found = zxingcpp.read_barcodes(picture(grid))

    assert [code.text for code in found] == [address]
    assert found[0].ec_level == "M"


@pytest.mark.parametrize("at", [0.2, 0.5, 0.8])
def test_a_stain_does_not_keep_it_from_being_read(at: float) -> None:
    grid = modules(qr_svg(LISTING, "QR"))
    middle = round(len(grid) * at)
    stain = [(y, x) for y, x in product(range(len(grid) // 2 - 2, len(grid) // 2 + 3), range(middle - 2, middle + 3))]
    for y, x in stain:
        grid[y][x] = 1

    found = zxingcpp.read_barcodes(picture(grid))

    assert [code.text for code in found] == [LISTING]


@pytest.mark.parametrize("address", ADDRESSES)
def test_four_light_modules_stand_around(address: str) -> None:
    grid = modules(qr_svg(address, "QR"))

    dark = [(y, x) for y, row in enumerate(grid) for x, module in enumerate(row) if module]

    assert {min(y for y, _ in dark), min(x for _, x in dark)} == {QUIET} == {4}
    assert {max(y for y, _ in dark), max(x for _, x in dark)} == {len(grid) - 1 - QUIET}


def test_the_mask_is_the_one_that_is_named() -> None:
    grid = modules(qr_svg(LISTING, "QR"))

    # ISO/IEC 18004, 7.9: bits 2 to 4 beside the upper left finder are the mask, themselves under the mask 10101.
    bits = "".join(str(grid[QUIET + 8][QUIET + x]) for x in (2, 3, 4))

    assert int(bits, 2) ^ 0b101 == MASK


@pytest.mark.parametrize("label", ["Address of this page", "Dirección de «A & B»", "\"><script>x</script>' &amp;"])
def test_the_label_says_what_it_is_whatever_it_holds(label: str) -> None:
    root = drawing(qr_svg(LISTING, label))

    assert (root.tag, root.attrib["role"], root.attrib["aria-label"]) == (f"{SVG}svg", "img", label)
    assert [child.tag for child in root.iter()] == [f"{SVG}svg", f"{SVG}path", f"{SVG}path"]


def test_nothing_in_it_needs_a_style_or_another_file() -> None:
    svg = qr_svg(LISTING, "QR")

    assert not re.search(r"style|url\(|href|<script|xmlns", svg)


@pytest.mark.parametrize("length", [1, 14, 15, 43, 62, 63, 106, 107, 250])
def test_it_is_the_code_that_the_library_makes(length: int) -> None:
    content = bytes(n * 89 % 251 for n in range(length))
    whole = segno.make(content, error="m", mode="byte", eci=False, micro=False, boost_error=False, mask=MASK)

    assert matrix(content) == ["".join("1" if dark else "0" for dark in row) for row in whole.matrix]


def test_it_stays_small() -> None:
    assert len(qr_svg(LISTING, "QR")) < 2_250


def test_an_address_that_no_code_holds_is_an_error() -> None:
    with pytest.raises(ValueError, match="Data too large"):
        qr_svg("https://example.org/" + "a" * 2_400, "QR")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [96, 133])
def test_a_reader_finds_the_address_on_a_browsers_screen(scheme: str, width: int) -> None:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make test installs it")
    if not (chromium := shutil.which("chromium")):
        absent("chromium is not installed")
    page = f"<!doctype html><html><head><style>html{{color-scheme:{scheme}}}svg{{width:{width}px}}</style><body>{qr_svg(LISTING, 'QR')}"

    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(color_scheme=scheme, device_scale_factor=2)
        tab.set_content(page)
        shot = tab.locator("svg").screenshot()
        browser.close()

    image = pytest.importorskip("PIL.Image")
    with image.open(BytesIO(shot)) as opened:
        found = zxingcpp.read_barcodes(opened.convert("L"))
    assert [code.text for code in found] == [LISTING]
