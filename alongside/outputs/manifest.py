"""What a build wrote: a list that stands in the output folder. A file that is not in it belongs to somebody else."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

MANIFEST = ".alongside-manifest"
# Another form of the file has another word here.
_FORM = "alongside 1"


class Written(Struct, frozen=True, array_like=True, omit_defaults=True, gc=False):
    """What is known of a file: the key of its content, its size in bytes, and facts that somebody else found in it, as they gave them."""

    key: str
    size: int
    facts: bytes | None = None


# What is known of a file that may hold anything.
UNKNOWN = Written("", -1)


def read_manifest(out: Path) -> dict[str, Written]:
    """The files that the last build wrote; none where there was no build, or its manifest cannot be read."""
    try:
        form, files = msgspec.msgpack.decode((out / MANIFEST).read_bytes(), type=tuple[str, dict[str, Written]])
    except (OSError, msgspec.DecodeError):
        return {}
    return files if form == _FORM else {}


def encoded(files: Mapping[str, Written]) -> bytes:
    """The manifest of these files, for the folder that has them."""
    return msgspec.msgpack.encode((_FORM, files))
