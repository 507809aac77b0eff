"""Looks whether a site is sound: each file as it is made, and the finished folder as a browser reads it.

A build asks ``facts_of`` about every file that it makes, keeps the answers, and lets ``judge`` compare them before the site changes;
``located`` then reads the few files again of which something is wrong. ``audit`` reads the whole folder with other eyes.
"""

from collections.abc import Iterable
from pathlib import Path

from alongside.audit.facts import facts_of
from alongside.audit.hosts import HOSTS, MOST_BYTES, MOST_FILES
from alongside.audit.judging import judge, located
from alongside.errors import Problem

__all__ = ["HOSTS", "MOST_BYTES", "MOST_FILES", "audit", "facts_of", "judge", "located", "located_in"]


def located_in(out: Path, problems: Iterable[Problem]) -> list[Problem]:
    """Problems of the pages in a folder, each at its place."""
    return located(problems, lambda path: (out / path).read_bytes())


def audit(out: Path, hosts: Iterable[str] = ()) -> list[Problem]:
    """Every problem of a finished site.

    Takes:   the output folder; names of ``HOSTS`` where it is published.
    Returns: errors for what is broken, warnings for what a host may refuse; files are named below the folder.
    """
    # A build has no use for the parsers: 15 ms.
    from alongside.audit.thorough import look

    return look(out, hosts)
