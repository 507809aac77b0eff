"""QR codes as small drawings, for print.

Source: ISO/IEC 18004: byte mode, error correction M (15 % may be lost), four light modules around.

Every page has a code of its own, so the usual ones are not each made from the ground. A code is linear: it is the one that the library
makes of as many noughts, and turned in it what each byte of the text turns, which is worked out once for each byte at each place.
"""

from functools import cache
from html import escape

import segno

QUIET = 4
# Trying all eight masks takes five times as long and readers undo whichever was used. Over addresses this one has the fewest
# patterns that slow a reader down.
MASK = 2
# By version: codewords of data and of error correction in a block, and how many blocks there are (table 9, level M).
_BLOCKS = {1: (16, 10, 1), 2: (28, 16, 1), 3: (44, 26, 1), 4: (32, 18, 2), 5: (43, 24, 2), 6: (27, 16, 4)}
# The most bytes of a code of the last of these versions (table 7).
_LONGEST = 106
# Modules that are drawn at once.
_RUN = 11


def qr_svg(address: str, label: str) -> str:
    """An <svg> that says an address to a camera, black on white in every colour scheme.

    Takes:  ``label``: what the drawing is, for those who do not see it; both texts may hold any character.
    Raises: ValueError for an address that no code can hold (more than 2,331 bytes).
    """
    rows = matrix(address.encode())
    size = len(rows) + 2 * QUIET
    return (
        f'<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{escape(label)}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000" d="{_strokes(rows)}"/></svg>'
    )


def matrix(content: bytes) -> list[str]:
    """The rows of a code, a module a sign: "1" is dark.

    Raises: ValueError for more than 2,331 bytes.
    """
    if len(content) > _LONGEST:
        _, size, modules = _asked(content)
    else:
        version, size, modules = _blank(len(content))
        for position, byte in enumerate(content):
            modules ^= _turned(version, position, byte)
    # The one in front keeps leading noughts.
    bits = f"{modules | 1 << size * size:b}"
    return [bits[start : start + size] for start in range(1, size * size, size)]


def _asked(content: bytes) -> tuple[int, int, int]:
    """Version, size and modules of a code, as the library makes it."""
    code = segno.make(content, error="m", mode="byte", eci=False, micro=False, boost_error=False, mask=MASK)
    modules = "".join("1" if dark else "0" for row in code.matrix for dark in row)
    return int(code.version), len(code.matrix), int(modules, 2)


@cache
def _blank(length: int) -> tuple[int, int, int]:
    return _asked(bytes(length))


@cache
def _turned(version: int, position: int, byte: int) -> int:
    """The modules that turn where a byte of the text is this one instead of nought.

    Source: 7.4.1: twelve bits stand before the text, so that each byte is in two codewords; 7.6: how blocks are interleaved.
    """
    data, _, blocks = _BLOCKS[version]
    found = 0
    for codeword, value in ((position + 1, byte >> 4), (position + 2, byte << 4 & 255)):
        block, at = divmod(codeword, data)
        found ^= _placed(version, at * blocks + block, value)
        for number, factor in enumerate(_correction(version, at), data):
            found ^= _placed(version, number * blocks + block, _times(value, factor))
    return found


@cache
def _correction(version: int, at: int) -> list[int]:
    """The codewords of error correction of a block that is nought but for a one at some place (7.5.2)."""
    data, count, _ = _BLOCKS[version]
    generator, root = [1], 1
    for _step in range(count):
        generator = [one ^ _times(other, root) for one, other in zip([*generator, 0], [0, *generator], strict=True)]
        root = _times(root, 2)
    found = [0] * count
    for value in (1, *(0 for _ in range(data - 1 - at))):
        factor = value ^ found[0]
        found = [one ^ _times(other, factor) for one, other in zip([*found[1:], 0], generator[1:], strict=True)]
    return found


@cache
def _times(one: int, other: int) -> int:
    """The product of two numbers of GF(256)."""
    found = 0
    for bit in range(8):
        found ^= one << bit if other >> bit & 1 else 0
    for bit in range(14, 7, -1):
        found ^= 0x11D << bit - 8 if found >> bit & 1 else 0
    return found


@cache
def _placed(version: int, codeword: int, value: int) -> int:
    """The modules that a value of a codeword turns."""
    places = _places(version)[codeword * 8 : codeword * 8 + 8]
    return sum(place for bit, place in enumerate(places) if value << bit & 128)


@cache
def _places(version: int) -> list[int]:
    """Where the bits of all codewords stand, in their order: pairs of columns from the right, upwards and downwards in turn (7.7.3)."""
    size = 17 + 4 * version
    found = []
    for pair, right in enumerate((*range(size - 1, 6, -2), 5, 3, 1)):
        for y in range(size) if pair % 2 else range(size - 1, -1, -1):
            found += [1 << size * size - 1 - y * size - x for x in (right, right - 1) if not _is_fixed(x, y, version)]
    return found


def _is_fixed(x: int, y: int, version: int) -> bool:
    """Whether a module belongs to the finders, with what is written beside them, to the lines between them, or to the small finder."""
    size = 17 + 4 * version
    corner = (x < 9 and (y < 9 or y >= size - 8)) or (x >= size - 8 and y < 9)
    small = version > 1 and size - 9 <= x < size - 4 and size - 9 <= y < size - 4
    return corner or small or 6 in (x, y)


def _strokes(rows: list[str]) -> str:
    """A line through the middle of each run of dark modules, row by row."""
    # Half a module down: a line of width 1 then fills its row.
    return "".join(
        [f"M{QUIET} {y}.5" + "".join([_stroke(row[x : x + _RUN]) for x in range(0, len(row), _RUN)]) for y, row in enumerate(rows, QUIET)]
    )


@cache
def _stroke(modules: str) -> str:
    """Moves over some modules of a row: a line for dark ones, a step for light ones."""
    runs = modules.replace("01", "0 1").replace("10", "1 0").split()
    return "".join([f"h{len(run)}" if run[0] == "1" else f"m{len(run)} 0" for run in runs])
