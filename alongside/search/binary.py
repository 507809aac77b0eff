"""One form for all files of the index: gzip of a line of JSON, and behind it columns of bytes.

Files are compressed by the writer and opened by the reader with DecompressionStream, so that no host has to be set up for them.
"""

import gzip
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec


def packed(head: Mapping[str, Any], columns: Mapping[str, bytes] | None = None) -> bytes:
    """A file: what ``head`` says, and columns by name. The same bytes for equal arguments.

    Source: RFC 1952; without a time and a name in the header.
    """
    found = columns or {}
    sizes = [[name, len(body)] for name, body in found.items()]
    line = msgspec.json.encode({**head, "columns": sizes} if found else head)
    return gzip.compress(b"".join((line, b"\n", *found.values())), 6, mtime=0)


def planes(values: Sequence[int], width: int) -> bytes:
    """Whole numbers as byte planes, the lowest bytes first: bytes of one weight side by side compress better."""
    whole = array("L", values)
    size = whole.itemsize
    body = whole.tobytes()
    # The machine's own order of bytes; of each number the lowest ones.
    places = range(width) if sys.byteorder == "little" else range(size - 1, size - 1 - width, -1)
    return b"".join(body[place::size] for place in places)


def varints(values: Iterable[int]) -> bytes:
    """Whole numbers of any size, seven bits a byte, the last byte of each below 128."""
    return b"".join([_SHORT[value] if value < 16_384 else _varint(value) for value in values])


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)


# Looked up instead of worked out: nearly all are as small as that.
_SHORT = tuple(_varint(value) for value in range(16_384))
