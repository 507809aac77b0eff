"""A fault of a value, the words that values may use, and where a reader stands."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import msgspec

Path = tuple[str | int, ...]


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing wrong with a value.

    ``key`` is true where the name of the field is at fault, not its value; ``offset`` counts characters into the value.
    """

    path: Path
    message: str
    fix: str = ""
    value: str = ""
    severity: Literal["error", "warning"] = "error"
    rule: str = ""
    key: bool = False
    offset: int = 0


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The words that a value may refer to: terms by vocabulary list, ids by folder, and where phones are from."""

    terms: Mapping[str, frozenset[str]] = {}
    refs: Mapping[str, frozenset[str]] = {}
    region: str = "US"


class At(NamedTuple):
    """Where the reader stands: the path to a value, the words it may use, and the faults so far."""

    path: Path
    words: Words
    faults: list[Fault]

    def into(self, step: str | int) -> "At":
        return At((*self.path, step), self.words, self.faults)

    def fault(self, message: str, fix: str = "", value: object = "", **more: Any) -> None:
        shown = value if isinstance(value, str) else ""
        self.faults.append(Fault(path=self.path, message=message, fix=fix, value=shown, **more))
