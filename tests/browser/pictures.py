"""Screenshots as numbers: what changed between two, and whether anything can be seen in one."""

import io
from collections.abc import Iterator, Mapping

from PIL import Image, ImageChops
from playwright.sync_api import Page

Colour = tuple[int, int, int]


def picture(page: Page, box: Mapping[str, float] | None = None, around: int = 0, **options: bool) -> Image.Image:
    """A screenshot of the window, or of a box of the whole page with a margin around it."""
    clip = None
    if box is not None:
        left, top = max(0.0, box["x"] - around), max(0.0, box["y"] - around)
        clip = {"x": left, "y": top, "width": box["x"] + box["width"] + around - left, "height": box["y"] + box["height"] + around - top}
    shot = page.screenshot(clip=clip, full_page=clip is not None or options.get("full_page", False), animations="disabled")  # type: ignore[arg-type]
    return Image.open(io.BytesIO(shot)).convert("RGB")


def luminance(colour: Colour) -> float:
    """Relative luminance of a colour, 0 to 1. Source: WCAG 2.2, "relative luminance"."""
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Contrast of two colours, 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def changed(before: Image.Image, after: Image.Image, least: float = 3) -> int:
    """How many pixels changed by at least this contrast."""
    size = min(before.width, after.width), min(before.height, after.height)
    before, after = before.crop((0, 0, *size)), after.crop((0, 0, *size))
    region = ImageChops.difference(before, after).getbbox()
    if region is None:
        return 0
    pairs: dict[tuple[Colour, Colour], int] = {}
    for pair in zip(colours(before.crop(region)), colours(after.crop(region)), strict=True):
        pairs[pair] = pairs.get(pair, 0) + 1
    return sum(count for (one, other), count in pairs.items() if one != other and contrast(one, other) >= least)


def colours(image: Image.Image) -> Iterator[Colour]:
    """The colours of all pixels of an RGB picture, row by row."""
    data = image.tobytes()
    return zip(data[0::3], data[1::3], data[2::3], strict=True)


def strongest(image: Image.Image) -> float:
    """The contrast between the lightest and the darkest pixel of a picture; 1 where it is all of one colour."""
    shades = sorted({(luminance(colour), colour) for colour in set(colours(image))})
    return contrast(shades[0][1], shades[-1][1]) if shades else 1
