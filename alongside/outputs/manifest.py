"""What a build wrote: a list that stands in the output folder. A file that is not in it belongs to somebody else."""

import os
import stat
from collections.abc import Mapping
from hashlib import blake2b
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


def seal(out: Path) -> bytes:
    """Stands for all that the last build wrote, whoever asked for it; b"" where there is no manifest."""
    try:
        return blake2b((out / MANIFEST).read_bytes(), digest_size=16).digest()
    except OSError:
        return b""


def is_whole(out: Path) -> bool:
    """Whether every file that a build wrote is there, in the size that was written."""
    files = read_manifest(out)
    return bool(files) and all(size(f"{out}/{path}") == known.size for path, known in files.items())


def size(path: str) -> int:
    """The size of a plain file; -1 for what is none, and for what is not there."""
    try:
        found = os.lstat(path)
    except OSError:
        return -1
    return found.st_size if stat.S_ISREG(found.st_mode) else -1
