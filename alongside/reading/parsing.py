"""One file's bytes to a Source, or to everything that is wrong with it."""

from alongside.errors import Problem
from alongside.reading.characters import decoded
from alongside.reading.plain import plain_data
from alongside.reading.source import Source
from alongside.text.characters import UNSAFE

_SHOWN = b"\n" + bytes(range(0x20, 0x7F))


def parse(file: str, raw: bytes) -> Source | list[Problem]:
    """A content file from its bytes.

    Takes:   ``file`` as it is named in problems; ``raw`` as it is on disk.
    Returns: the Source, or all problems (at least one, at most MAX_PROBLEMS) by line. Never raises for what is in the file.
    """
    text = decoded(file, raw)
    if isinstance(text, Problem):
        return [text]
    unsafe = _unsafe(text)
    if not unsafe and (data := plain_data(text)) is not None:
        return Source(file, data, text)
    # Imported by the first file that is not of the plainest kind: 20 ms.
    from alongside.reading.events import read_events, refused

    return refused(file, text) if unsafe else read_events(file, text)


def parse_text(file: str, raw: bytes) -> str | list[Problem]:
    """A Markdown file's text with the same limits: size, UTF-8, no character that is not shown."""
    text = decoded(file, raw)
    if isinstance(text, Problem):
        return [text]
    if not _unsafe(text):
        return text
    from alongside.reading.events import refused_characters

    return refused_characters(file, text)


def _unsafe(text: str) -> bool:
    # Most files are ASCII; taking away what is shown leaves nothing of them, which is known sooner than by looking for all else.
    return bool(not text.isascii() or text.encode().translate(None, _SHOWN)) and UNSAFE.search(text) is not None
