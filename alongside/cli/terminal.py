"""What the commands say: problems and counts to people, nothing where silence is asked for."""

import io
import os
import re
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import structs

from alongside.errors import Problem, as_annotation, as_json, as_text, in_order, visible

OK, CONTENT, USAGE, OTHER = 0, 1, 2, 3
# A site with a broken vocabulary can have thousands of problems; the whole list is in --format json.
MOST_SHOWN = 200


def prepare() -> None:
    """Makes both streams take any character: output to a file or a pipe is UTF-8, a terminal shows an escape for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def drop_output() -> None:
    """Lets the rest of the output go nowhere once its reader has gone, so that the interpreter does not complain at its end.

    Source: https://docs.python.org/3/library/signal.html#note-on-sigpipe
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str = "") -> None:
    """A line of what was asked for."""
    sys.stdout.write(text + "\n")


def tell(text: str) -> None:
    """A line about the work, beside what was asked for."""
    sys.stderr.write(text + "\n")


def progress(stage: str, count: int, seconds: float) -> None:
    """One line a stage, on a terminal only: what was done, how many, how long."""
    if sys.stderr.isatty():
        tell(f"  {stage:<10} {count:>7,}  {seconds:6.2f} s")


def with_site(text: str, site: Path | None) -> str:
    """A message whose commands name the site's folder where this command was given it, so that they can be typed as they are."""
    if site is None:
        return text
    return re.sub(r"python build\.py (check|build|audit|serve|new(?! site))\b", rf"python build.py \1 --site {_quoted(site)}", text)


def _quoted(site: Path) -> str:
    return shlex.quote(shown(site)).replace("\\", "\\\\")


def from_here(problems: Sequence[Problem], site: Path) -> list[Problem]:
    """Problems with their files as paths from the current folder, so that editors and forges find them."""
    try:
        folder = Path(os.path.relpath(site)).as_posix()
    except ValueError:
        # On Windows, another drive.
        folder = Path(os.path.abspath(site)).as_posix()
    return list(problems) if folder == "." else [structs.replace(problem, file=f"{folder}/{problem.file}") for problem in problems]


def count(problems: Sequence[Problem]) -> str:
    """ "3 errors and 1 warning in 2 files"."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings, files = len(problems) - errors, len({problem.file for problem in problems})
    parts = [many(number, word) for number, word in ((errors, "error"), (warnings, "warning")) if number]
    return f"{' and '.join(parts)} in {many(files, 'file')}"


def many(number: int, word: str) -> str:
    """ "1 file", "2 files"."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def show(problems: Sequence[Problem], form: str = "text") -> None:
    """All problems in one of the three forms; the count comes last in text."""
    ordered = in_order(problems)
    if form == "json":
        say(as_json(ordered).rstrip())
    elif form == "github":
        for problem in ordered:
            say(as_annotation(problem))
    else:
        for problem in ordered[:MOST_SHOWN]:
            say(as_text(problem))
            say()
        if len(ordered) > MOST_SHOWN:
            say(f"… and {len(ordered) - MOST_SHOWN:,} more; --format json lists all.\n")


def shown(path: Path | str) -> str:
    """A path or word that somebody typed, safe to print."""
    return visible(str(path))
