"""What reading a content file gives, and the limits it keeps."""

from msgspec import Struct

# Both far above what a listing needs. The size is checked before libyaml sees a byte: deep nesting in a large file ends the process.
MAX_BYTES = 64 * 1024
MAX_DEPTH = 12
# One file holds all areas of a site, and an import may bring in thousands. Its nesting is checked event by event, so its size is safe.
AREAS_FILE, MAX_AREAS_BYTES = "content/areas.yaml", 1024 * 1024
# A broken file can hold thousands of mistakes; nobody reads more than these at once.
MAX_PROBLEMS = 50


class Source(Struct, frozen=True):
    """A content file that was read.

    ``file`` is its path below the site, with ``/``. ``data`` is nested ``dict[str, ...]``, ``list``, ``str`` and None, each text as
    typed. ``text`` is the file's text without a byte order mark and with ``\\n`` line ends.
    """

    file: str
    data: object
    text: str


def limit_of(file: str) -> int:
    """How many bytes of a content file are read."""
    return MAX_AREAS_BYTES if file == AREAS_FILE else MAX_BYTES
