"""The content folder on disk: which files there are, and their bytes."""

import errno
import os
from pathlib import Path

from alongside.errors import Problem
from alongside.reading.parsing import parse, parse_text
from alongside.reading.source import Source, limit_of

# The last is what some editors add to a name; such a file is told instead of passed over.
_ENDINGS = (".yaml", ".yml", ".md", ".txt")
# Without O_NOFOLLOW (Windows) links are followed; without O_NONBLOCK a named pipe would wait for ever.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def walk(root: Path) -> list[str]:
    """All content files of a site, sorted: paths below ``root`` with ``/``, whatever the case of their ending.

    Hidden files and folders are left out, and so are links that lead out of ``root``; linked folders are never entered.
    """
    home = root.resolve()
    found: list[str] = []
    waiting = ["content"]
    while waiting:
        folder = waiting.pop()
        for entry in _entries(root / folder):
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.name.lower().endswith(_ENDINGS) and _inside(entry, home):
                found.append(path)
    return sorted(_printable(path) for path in found)


def is_there(root: Path, path: str) -> bool:
    """Whether a site has a file or a folder."""
    return (root / path).exists()


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        return [entry for entry in entries if not entry.name.startswith(".")]


def _inside(entry: os.DirEntry[str], home: Path) -> bool:
    return not entry.is_symlink() or Path(entry.path).resolve().is_relative_to(home)


def _printable(path: str) -> str:
    # A name that is not UTF-8 cannot be told in JSON; so written, it is found to be missing when it is read, with a problem.
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def read_source(root: Path, file: str) -> Source | list[Problem]:
    """A content file from disk.

    Takes:   ``file`` as ``walk`` gives it.
    Returns: the Source, or all problems of the file; a file that cannot be read is a problem too.
    """
    raw = read_bytes(root, file)
    return parse(file, raw) if isinstance(raw, bytes) else [raw]


def read_text(root: Path, file: str) -> str | list[Problem]:
    """A Markdown file's text from disk, or all problems of the file; ``file`` as ``walk`` gives it."""
    raw = read_bytes(root, file)
    return parse_text(file, raw) if isinstance(raw, bytes) else [raw]


def read_catalogue(folder: Path, language: str) -> str | None:
    """The text of a language's .po file, or None where there is none."""
    try:
        return (folder / f"{language}.po").read_text("utf-8")
    except FileNotFoundError:
        return None


def read_bytes(root: Path, file: str) -> bytes | Problem:
    """The bytes of a file below ``root``, at most one more than its limit where it is too long; or why it cannot be read."""
    limit = limit_of(file)
    try:
        opened = _opened(root, file)
        try:
            raw = b""
            while part := os.read(opened, limit + 1 - len(raw)):
                raw += part
            size = os.fstat(opened).st_size if len(raw) > limit else 0
        finally:
            os.close(opened)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        return Problem(file=file, message=f"the file cannot be read: {reason}", fix="Check its name and its permissions.", rule="file")
    if size:
        message = f"the file is {size:,} bytes long; at most {limit:,} are read"
        return Problem(file=file, message=message, fix="Split it, or shorten its texts.", rule="yaml-size")
    return raw


def _opened(root: Path, file: str) -> int:
    path = os.path.join(root, file)
    try:
        return os.open(path, _FLAGS)
    except OSError as error:
        # BSD says EMLINK for a link that is not followed, Linux ELOOP.
        if error.errno not in {errno.ELOOP, errno.EMLINK}:
            raise
    target = Path(path).resolve()
    if not target.is_relative_to(root.resolve()):
        raise OSError(errno.EACCES, "it links to a file outside the site")
    return os.open(target, _FLAGS)
