"""Contact sheets: many labelled shots on few pictures, each long page folded into columns."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

COLUMN = 900
"""Pixels of a page in one column."""
MOST = {320: 2, 390: 2}
"""Columns that a shot of a width may take, else one; what is longer is cut, and the label says so."""
WIDEST = 480
SHEET = 2400
ROWS = 2
LABEL, GAP = 24, 12
PAPER, INK = (128, 128, 128), (255, 255, 255)


class Shot(NamedTuple):
    """A screenshot with what it shows."""

    label: str
    picture: Image.Image


def block(shot: Shot) -> Image.Image:
    """A shot with its label above, folded into columns."""
    whole, cut = shot.picture, ""
    most = MOST.get(whole.width, 1)
    if whole.width > WIDEST:
        whole = whole.resize((WIDEST, round(whole.height * WIDEST / whole.width)), Image.Resampling.LANCZOS)
    columns = -(-whole.height // COLUMN)
    if columns > most:
        cut, columns = f", the first {100 * most * COLUMN // whole.height} %", most
    font = ImageFont.load_default(size=15)
    label = shot.label + cut
    width = max(columns * (whole.width + GAP) - GAP, round(font.getlength(label)))
    made = Image.new("RGB", (width, LABEL + COLUMN), PAPER)
    ImageDraw.Draw(made).text((0, 3), label, fill=INK, font=font)
    for number in range(columns):
        part = whole.crop((0, number * COLUMN, whole.width, min((number + 1) * COLUMN, whole.height)))
        made.paste(part, (number * (whole.width + GAP), LABEL))
    return made


def sheets(shots: Iterable[Shot]) -> Iterator[Image.Image]:
    """Shots side by side, in rows, as many to a sheet as fit."""
    rows: list[list[Image.Image]] = [[]]
    for made in map(block, shots):
        if rows[-1] and sum(one.width + GAP for one in rows[-1]) + made.width > SHEET:
            rows.append([])
        rows[-1].append(made)
    for first in range(0, len(rows), ROWS):
        yield _sheet(rows[first : first + ROWS])


def _sheet(rows: list[list[Image.Image]]) -> Image.Image:
    height = sum(max((one.height for one in row), default=0) + GAP for row in rows)
    made = Image.new("RGB", (SHEET + 2 * GAP, height + GAP), PAPER)
    top = GAP
    for row in rows:
        left = GAP
        for one in row:
            made.paste(one, (left, top))
            left += one.width + GAP
        top += max((one.height for one in row), default=0) + GAP
    return made
