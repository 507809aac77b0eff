"""A fault of a value, the words that values may use, and where a reader stands."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

import msgspec

from alongside.errors import nearest, visible

# After that many faults of one file nobody waits for guesses: each costs up to 5 ms in a long list of words.
_GUESSES = 50

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
    """The words that a value may refer to: terms by vocabulary list, each with its other names in small letters, ids by folder, and
    where phones are from.

    A list that is not there could not be read, which is told once, in its own file: every word of it is taken as it is.
    """

    terms: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    refs: Mapping[str, frozenset[str]] = {}
    region: str = "US"


class At(NamedTuple):
    """Where the reader stands: the path to a value, the words it may use, and the faults so far."""

    path: Path
    words: Words
    faults: list[Fault]

    def into(self, step: str | int) -> "At":
        """One step deeper into the value."""
        return At((*self.path, step), self.words, self.faults)

    def may_guess(self) -> bool:
        """Whether a guess is still worth its time."""
        return len(self.faults) < _GUESSES

    def guess(self, word: str, known: Iterable[str]) -> str | None:
        """The known word that was meant, or None."""
        return nearest(word[:80], known) if self.may_guess() else None

    def fault(self, message: str, fix: str = "", value: object = "", **more: Any) -> None:
        """Notes what is wrong here."""
        shown = value if isinstance(value, str) else ""
        self.faults.append(Fault(path=self.path, message=message, fix=fix, value=shown, **more))


class FaultError(Exception):
    """There is something to say about a value."""


class Unlooked(At):
    """Stands for every place in a value that is most likely right; at the first fault the value has to be read again with places."""

    @classmethod
    def in_all(cls, words: Words) -> "Unlooked":
        """For a value that may use these words; its path is of no meaning."""
        return cls(("",), words, [])

    def into(self, step: str | int) -> "Unlooked":
        """The same for every step."""
        return self

    def may_guess(self) -> bool:
        """Ends the reading: whoever asks has found a fault."""
        raise FaultError

    def fault(self, message: str, fix: str = "", value: object = "", **more: Any) -> None:
        """Ends the reading."""
        raise FaultError


def short(text: str) -> str:
    """The value in quotes as a message names it: one line, shortened, with what cannot be shown written as its escape."""
    return f"'{visible(text, 80)}'"
