"""`make screenshots`: the sample site on contact sheets, for a person to look at, and the pictures of the README.

    .venv/bin/python -m tests.browser.screenshots                  sheets of all sorts of pages, into .screenshots/
    .venv/bin/python -m tests.browser.screenshots --readme         the two pictures in .github/
    .venv/bin/python -m tests.browser.screenshots --page meetings/ --width 390 --scheme dark --script off

Sheets show a pairwise choice: each sort of page at each width, in each scheme, in each language, with and without script, and
each of these with each other.
"""

import argparse
import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.choosing import Choice, choose
from tests.browser.chromium import ROOT, executable, launched
from tests.browser.pairs import all_pairs
from tests.browser.pictures import picture
from tests.browser.serving import served
from tests.browser.sheets import Shot, sheets
from tests.building import build

FOLDER = ROOT / ".screenshots"
WIDTHS = ("320", "390", "768", "1280")
SCHEMES = ("light", "dark", "forced", "print")
LARGEST = 200_000
GAP = 24


def rows_of(choices: tuple[Choice, ...]) -> list[dict[str, str]]:
    """What the sheets show, page by page."""
    sorts = dict.fromkeys(choice.sort for choice in choices if choice.sort != "redirect")
    languages = dict.fromkeys(choice.language for choice in choices)
    rows = all_pairs({"sort": [*sorts], "scheme": SCHEMES, "width": WIDTHS, "language": [*languages], "script": ("on", "off")})
    return sorted(rows, key=lambda row: [*sorts].index(row["sort"]))


def opened(browser: Browser, width: int, scheme: str, script: str, height: int = 800) -> Page:
    """A page as one sort of reader has it."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme in ("dark", "forced") else "light",
        forced_colors="active" if scheme == "forced" else "none",
        java_script_enabled=script == "on",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.emulate_media(media="print" if scheme == "print" else "screen")
    return page


def shot(browser: Browser, address: str, row: dict[str, str]) -> Image.Image:
    """One page from top to bottom."""
    page = opened(browser, int(row["width"]), row["scheme"], row["script"])
    page.goto(address)
    try:
        return picture(page, full_page=True)
    finally:
        page.context.close()


def shots(browser: Browser, site: str, choices: tuple[Choice, ...]) -> Iterator[Shot]:
    """All shots of the sheets. A page that a language does not have is shown in the first one."""
    for row in rows_of(choices):
        mine = [choice for choice in choices if choice.sort == row["sort"]]
        choice = next((choice for choice in mine if choice.language == row["language"]), mine[0])
        script = "script" if row["script"] == "on" else "no script"
        yield Shot(f"{choice.sort}, {choice.language}, {row['width']}, {row['scheme']}, {script}", shot(browser, site + choice.path, row))


def readme_pictures(browser: Browser, site: str, choices: tuple[Choice, ...]) -> Iterator[tuple[str, Image.Image]]:
    """The pictures of the README by their names: phones by day, a desk and a phone by night in the last language."""
    first, last = choices[0].prefix, choices[-1].prefix
    by_sort = {(choice.sort, choice.prefix): choice.path for choice in choices}
    day = [(path, 390) for path in (by_sort["home", first], by_sort["browse", first], by_sort["listing-programs", first])]
    night = [(by_sort["home", last], 900), (by_sort["listing-meetings", last], 390)]
    for name, scheme, parts in (("sample.png", "light", day), ("sample-dark.png", "dark", night)):
        pictures = []
        for path, width in parts:
            page = opened(browser, width, scheme, "on", height=844)
            page.goto(site + path)
            pictures.append(picture(page))
            page.context.close()
        yield name, side_by_side(pictures)


def side_by_side(pictures: list[Image.Image]) -> Image.Image:
    """Pictures in a row on transparent ground, so that it suits a page of either scheme."""
    made = Image.new("RGBA", (sum(one.width + GAP for one in pictures) - GAP, max(one.height for one in pictures)), (0, 0, 0, 0))
    left = 0
    for one in pictures:
        made.paste(one, (left, 0))
        left += one.width + GAP
    return made


def small(image: Image.Image, most: int = LARGEST) -> bytes:
    """A picture as PNG with as many colours as fit into so many bytes."""
    for colours in (256, 128, 64, 32, 16):
        data = io.BytesIO()
        image.quantize(colours, method=Image.Quantize.FASTOCTREE).save(data, "PNG", optimize=True)
        if len(data.getvalue()) <= most:
            return data.getvalue()
    raise SystemExit(f"a picture is larger than {most} bytes even in few colours")


def arguments() -> argparse.Namespace:
    """What was typed."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screenshots", description="Contact sheets of the sample site.")
    parser.add_argument("--site", type=Path, help="a finished folder; left out: the sample site, built anew")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder for the pictures")
    parser.add_argument("--readme", action="store_true", help="only the pictures of the README, into .github/")
    parser.add_argument("--page", help="only this page, such as es/meetings/")
    parser.add_argument("--width", default="390")
    parser.add_argument("--scheme", choices=SCHEMES, default="light")
    parser.add_argument("--script", choices=("on", "off"), default="on")
    return parser.parse_args()


def made(browser: Browser, site: str, choices: tuple[Choice, ...], typed: argparse.Namespace) -> Iterator[tuple[Path, bytes]]:
    """The pictures that were asked for, by their files."""
    out: Path = typed.out
    if typed.page is not None:
        row = {"width": typed.width, "scheme": typed.scheme, "script": typed.script}
        name = "-".join([typed.page.strip("/").replace("/", "-") or "home", *row.values()])
        yield out / f"{name}.png", png(shot(browser, site + typed.page.lstrip("/"), row))
    elif typed.readme:
        for name, image in readme_pictures(browser, site, choices):
            yield ROOT / ".github" / name, small(image)
    else:
        for number, sheet in enumerate(sheets(shots(browser, site, choices)), 1):
            yield out / f"sheet-{number:02}.png", png(sheet)


def png(image: Image.Image) -> bytes:
    """A picture as PNG."""
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def main() -> None:
    """Builds, serves, looks and writes."""
    typed = arguments()
    if executable() is None:
        sys.exit("There is no Chromium here: make test installs it, or says how.")
    with tempfile.TemporaryDirectory() as temporary:
        folder = typed.site or Path(temporary, "site")
        if not typed.site and not build(ROOT, folder).done:
            sys.exit("The sample site has problems: make check shows them.")
        with served(folder) as site, launched() as browser:
            for path, data in made(browser, site, choose(folder), typed):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                print(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path, f"{len(data) / 1000:.0f} KB", flush=True)


if __name__ == "__main__":
    main()
