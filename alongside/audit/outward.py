"""Where the pages of listings lead elsewhere: what people wrote, not what the site adds to every page."""

from collections.abc import Mapping
from pathlib import Path

from alongside.audit.page import Page, read_page
from alongside.schema import KINDS

# Links that people wrote say so (HTML, "link type ugc"), and so do directions, which the site makes of their places.
_WRITTEN, _DIRECTIONS = "ugc", "https://www.openstreetmap.org/"


def outward(out: Path) -> dict[str, str]:
    """Every http and https address on the pages of listings, with the first page that has it.

    Takes:   the folder of a finished site.
    Returns: addresses without fragment, in the order of pages; pages as paths below the folder.
    """
    found: dict[str, str] = {}
    # Pages in the first language come first: their folders are one less deep.
    paths = (path for kind in KINDS for pattern in (f"{kind}/*/index.html", f"*/{kind}/*/index.html") for path in out.glob(pattern))
    for path in sorted(paths, key=lambda path: (len(path.parts), path)):
        for address in _written(read_page(path.read_bytes())):
            found.setdefault(address, path.relative_to(out).as_posix())
    return found


def _written(page: Page) -> Mapping[str, None]:
    addresses = (each.address.partition("#")[0] for each in page.references if each.tag == "a" and _WRITTEN in each.rel)
    return {each: None for each in addresses if each.lower().startswith(("https://", "http://")) and not each.startswith(_DIRECTIONS)}
