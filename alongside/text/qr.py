"""QR codes as small drawings, for print.

Source: ISO/IEC 18004: byte mode, error correction M (15 % may be lost), four light modules around.
"""

from html import escape
from itertools import groupby

import segno

QUIET = 4
# Trying all eight masks takes five times as long and readers undo whichever was used. Over addresses this one has the fewest
# patterns that slow a reader down.
MASK = 2


def qr_svg(address: str, label: str) -> str:
    """An <svg> that says an address to a camera, black on white in every colour scheme.

    Takes:  ``label``: what the drawing is, for those who do not see it; both texts may hold any character.
    Raises: ValueError for an address that no code can hold (more than 2,331 bytes).
    """
    code = segno.make(address, error="m", mode="byte", encoding="utf-8", eci=False, micro=False, boost_error=False, mask=MASK)
    size = len(code.matrix) + 2 * QUIET
    return (
        f'<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{escape(label)}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000" d="{_strokes(code.matrix)}"/></svg>'
    )


def _strokes(rows: tuple[bytearray, ...]) -> str:
    """One line through the middle of each run of dark modules; every move starts where the last run ended."""
    # Half a module down: a line of width 1 then fills its row.
    parts = [f"M{QUIET} {QUIET}.5"]
    across = down = 0
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = len(tuple(run))
            if dark:
                # The first run begins in the corner of the first finder, where the path does.
                parts.append(f"m{x - across} {y - down}h{length}" if x or y else f"h{length}")
                across, down = x + length, y
            x += length
    return "".join(parts)
