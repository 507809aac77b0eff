"""Images that stand for a page where its address is shared: 1200x630, one for the site and one for each kind, in each language.

Rules: drawing needs Pillow, and without it there is no image and no address of one; words that no face at hand can draw, or that need
more than one letter after the other (right to left, marks above marks), are left out and the mark stands alone; the same words, faces
and version of Pillow give the same bytes.
Source: https://ogp.me; PNG (W3C, third edition), https://www.w3.org/TR/png-3/.
"""

import functools
import itertools
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from msgspec import Struct

from alongside.output import Output

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

SIZE = (1200, 630)
# Some places cut the edges off; nothing but the ground reaches into the margin.
MARGIN = 80
COLUMN = 690
GAP = 22
GROUND = (0xF8, 0xF4, 0xEB)
INKS = ((0x1D, 0x4A, 0x3D), (0xB3, 0x54, 0x1E), (0x52, 0x5E, 0x57))
GREEN, WARM, QUIET = range(len(INKS))
# Steps from the ground to an ink: enough for smooth edges.
STEPS = 15
# The lines of assets/static/mark.svg on its square of 32: a start, then two handles and an end counted from it.
MARK = (((4.5, 29), (0, -13), (11, -12), (11, -25)), ((16.5, 29), (0, -12), (11, -11), (11, -23)))
MARK_STROKE, MARK_SQUARE = 5, 32
MARK_BESIDE, MARK_ALONE = 320, 460
# Bold and regular, the best first, as common systems have them. Pillow's own face lacks letters with accents.
FACES = (
    ("NotoSerif-Bold.ttf", "NotoSerif-Regular.ttf"),
    ("DejaVuSerif-Bold.ttf", "DejaVuSerif.ttf"),
    ("LiberationSerif-Bold.ttf", "LiberationSerif-Regular.ttf"),
    ("georgiab.ttf", "georgia.ttf"),
    ("Georgia Bold.ttf", "Georgia.ttf"),
)
# A code point that is no character: what a face draws for it, it draws for all that it lacks.
NO_CHARACTER = "\U0010ffff"
LABEL_SIZES, TITLE_SIZES, LINE_SIZES = (40, 34, 28), (104, 92, 80, 69, 60, 52, 46, 40), (34, 30, 27)
# Heights, which with the gaps between them leave the margin free above and below.
LABEL_ROOM, TITLE_ROOM, LINE_ROOM = 48, 250, 124
# Of the size: from one line to the next, and from the top of a line to where its letters stand.
LEADING, BASE = 1.2, 0.94


class Sharing(Struct, frozen=True, kw_only=True):
    """What one image says: ``name`` is ``site`` or a kind, ``label`` the kind in words, ``line`` the words below the title."""

    language: str
    name: str
    title: str
    label: str = ""
    line: str = ""


class Block(Struct, frozen=True):
    """Lines of text in one size: ``face`` 0 is bold, 1 regular."""

    face: int
    size: int
    ink: int
    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        """Of all lines together, in pixels."""
        return len(self.lines) * round(self.size * LEADING)


def available() -> bool:
    """Whether images can be drawn here."""
    return bool(_versions())


def path_of(image: Sharing) -> str:
    """The image's path from the site's root, without drawing it; empty where images cannot be drawn."""
    return f"assets/sharing/{image.language}-{image.name}.{_key(image)[:8]}.png" if available() else ""


def write(images: Iterable[Sharing]) -> Iterator[Output]:
    """One PNG for each image; none where images cannot be drawn."""
    for image in images if available() else ():
        yield Output(path=path_of(image), key=_key(image), make=functools.partial(draw, image))


def draw(image: Sharing) -> bytes:
    """The PNG file. Raises ImportError without Pillow."""
    from PIL import ImageChops, ImageDraw

    blocks = _blocks(image)
    layers = [_blank() for _ in INKS]
    high = MARK_BESIDE if blocks else MARK_ALONE
    across = SIZE[0] - MARGIN - high if blocks else (SIZE[0] - high) // 2
    for ink, line in zip((GREEN, WARM), MARK, strict=True):
        layers[ink] = ImageChops.lighter(layers[ink], _stroke(line, (across, (SIZE[1] - high) // 2), high / MARK_SQUARE))
    top = (SIZE[1] - sum(block.height for block in blocks) - GAP * (len(blocks) - 1)) // 2
    for block in blocks:
        font = _faces()[block.face].font_variant(size=block.size)
        pen = ImageDraw.Draw(layers[block.ink])
        for number, text in enumerate(block.lines):
            base = top + round(block.size * LEADING) * number + round(block.size * BASE)
            pen.text((MARGIN, base), text, fill=255, font=font, anchor="ls")
        top += block.height + GAP
    return _png(_indexes(layers))


@functools.lru_cache(maxsize=256)
def _key(image: Sharing) -> str:
    """A digest of the words, of the versions that draw them and of what the faces at hand make of them in one size."""
    found = blake2b(repr((image, _versions())).encode(), digest_size=16)
    for font in _faces():
        for text in (image.label, image.title, image.line):
            mask = font.getmask(_plain(text))
            found.update(repr((font.getname(), mask.size)).encode() + bytes(mask))
    return found.hexdigest()


@functools.cache
def _versions() -> tuple[str, ...]:
    """Of what draws; empty where it is not there."""
    try:
        from PIL import __version__, features
    except ImportError:
        return ()
    freetype = features.version("freetype2")
    return (__version__, freetype, zlib.ZLIB_RUNTIME_VERSION) if freetype else ()


@functools.cache
def _faces() -> tuple["FreeTypeFont", ...]:
    """Bold and regular; empty where no pair is found."""
    from PIL import ImageFont

    for pair in FACES:
        try:
            # The plain way of setting letters is the same on all systems.
            return tuple(ImageFont.truetype(name, LINE_SIZES[0], layout_engine=ImageFont.Layout.BASIC) for name in pair)
        except OSError:
            continue
    return ()


def _blocks(image: Sharing) -> tuple[Block, ...]:
    """Label, title and line, each in the largest size that has room; empty where one of them cannot be drawn."""
    label, title, line = (_plain(text) for text in (image.label, image.title, image.line))
    faces = _faces()
    if not faces or not (_drawable(faces[0], title) and _drawable(faces[1], label + line)):
        return ()
    wanted = (
        (label, 1, WARM, LABEL_SIZES, LABEL_ROOM),
        (title, 0, GREEN, TITLE_SIZES, TITLE_ROOM),
        (line, 1, QUIET, LINE_SIZES, LINE_ROOM),
    )
    return tuple(_fitted(text, face, ink, sizes, room) for text, face, ink, sizes, room in wanted if text)


def _plain(text: str) -> str:
    """Composed letters, single spaces, nothing that is not seen."""
    return " ".join("".join(sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) != "Cf").split())


def _drawable(font: "FreeTypeFont", text: str) -> bool:
    """Whether the face has every character, and one letter after the other is how they are written."""
    missing = font.getmask(NO_CHARACTER)
    without = (missing.size, bytes(missing))
    for sign in {*text, "…"} - {" "}:
        if unicodedata.bidirectional(sign) in ("R", "AL") or unicodedata.category(sign).startswith("M"):
            return False
        mask = font.getmask(sign)
        if (mask.size, bytes(mask)) == without:
            return False
    return True


def _fitted(text: str, face: int, ink: int, sizes: Sequence[int], room: int) -> Block:
    """The text in the largest size that has room; in the smallest, what has no room ends in an ellipsis."""
    for size in sizes:
        font = _faces()[face].font_variant(size=size)
        lines = _wrapped(font, text.split(" "))
        if len(lines) * size * LEADING <= room and all(font.getlength(line) <= COLUMN for line in lines):
            return Block(face, size, ink, tuple(_balanced(font, lines)))
    lines = _wrapped(font, [part for word in text.split(" ") for part in _cut(font, word)])
    kept = lines[: int(room / (size * LEADING))]
    if len(kept) < len(lines):
        whole = kept[-1]
        kept[-1] = next(f"{whole[:end].rstrip()}…" for end in range(len(whole), -1, -1) if font.getlength(f"{whole[:end]}…") <= COLUMN)
    return Block(face, size, ink, tuple(kept))


def _balanced(font: "FreeTypeFont", lines: list[str]) -> list[str]:
    """As many lines in the narrowest column that holds them, so that no word is left alone in the last."""
    words = " ".join(lines).split(" ")
    least = round(max(font.getlength(word) for word in words)) + 1
    tries = (_wrapped(font, words, width) for width in range(least, COLUMN, 10))
    return next((found for found in tries if len(found) == len(lines)), lines)


def _wrapped(font: "FreeTypeFont", words: Sequence[str], width: int = COLUMN) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(font: "FreeTypeFont", word: str) -> list[str]:
    """The word in pieces that each fit into a line."""
    pieces = [""]
    for sign in word:
        if font.getlength(pieces[-1] + sign) > COLUMN:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _blank() -> "Image":
    from PIL import Image

    return Image.new("L", SIZE)


def _stroke(line: Sequence[tuple[float, float]], corner: tuple[int, int], scale: float) -> "Image":
    """A curve of the mark with round ends, drawn large and made smaller for smooth edges."""
    from PIL import Image, ImageDraw

    finer, dots = 4, 240
    large = Image.new("L", (SIZE[0] * finer, SIZE[1] * finer))
    pen = ImageDraw.Draw(large)
    start, *handles = line
    ends = [(0.0, 0.0), *handles]
    for step in range(dots + 1):
        t = step / dots
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        x, y = (
            (corner[axis] + scale * (start[axis] + sum(weight * end[axis] for weight, end in zip(weights, ends, strict=True)))) * finer
            for axis in (0, 1)
        )
        reach = MARK_STROKE * scale * finer / 2
        pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=255)
    return large.reduce(finer)


def _indexes(layers: Sequence["Image"]) -> bytes:
    """The layers in one, each pixel as its place in the palette; where layers meet, the later ink counts."""
    from PIL import ImageChops

    one = _blank()
    for ink, layer in enumerate(layers):
        strengths = [(value * STEPS + 127) // 255 for value in range(256)]
        one = ImageChops.lighter(one, layer.point([ink * STEPS + strength if strength else 0 for strength in strengths]))
    return one.tobytes()


def _png(indexes: bytes) -> bytes:
    """A file with a palette: the ground, then each ink in steps."""
    mixed = (
        round(paper + (colour - paper) * step / STEPS)
        for ink, step in itertools.product(INKS, range(1, STEPS + 1))
        for paper, colour in zip(GROUND, ink, strict=True)
    )
    width, height = SIZE
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    rows = b"".join(b"\0" + indexes[at : at + width] for at in range(0, len(indexes), width))
    chunks = ((b"IHDR", head), (b"PLTE", bytes((*GROUND, *mixed))), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
