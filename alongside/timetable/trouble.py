"""What a sentence is refused for, before it is put into words for its writer."""

from msgspec import Struct


class SentenceFault(Struct, frozen=True):
    """Why a sentence cannot be read.

    ``offset`` counts characters from the start of the sentence, ``word`` is what stands there. Each text in double quotes
    in ``fix`` is a whole sentence that can be read; each in braces is a record that can stand in its place.
    """

    message: str
    fix: str
    offset: int = 0
    word: str = ""


class SentenceError(Exception):
    """A fault inside the reader. ``start`` and ``end`` are places in the text.

    ``options`` are sentences of which one is meant, ``lines`` pairs of sentences that together say it, ``lead`` opens the
    advice, ``record`` says that only a record can hold it, ``mend`` that an option with another fault may be mended further. None of
    them is checked yet.
    """

    def __init__(
        self,
        message: str,
        start: int = 0,
        end: int = 0,
        *,
        options: tuple[str, ...] = (),
        lines: tuple[tuple[str, str], ...] = (),
        lead: str = "Write",
        hint: str = "",
        record: bool = False,
        mend: bool = True,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.options = options
        self.lines = lines
        self.lead = lead
        self.hint = hint
        self.record = record
        self.mend = mend
