"""One file of the site, as every writer hands it over."""

from collections.abc import Callable
from functools import partial
from hashlib import blake2b

from msgspec import Struct


class Output(Struct, frozen=True):
    """One file: its path from the output folder, a digest of all that its bytes depend on, how to make them.

    ``bundle``: files that share a name here share work, which is done once where they are made one after the other.
    """

    path: str
    key: str
    make: Callable[[], bytes]
    bundle: str = ""


def fixed(path: str, text: str) -> Output:
    """An output whose text is known already."""
    body = text.encode()
    return Output(path, blake2b(body, digest_size=16).hexdigest(), partial(bytes, body))
