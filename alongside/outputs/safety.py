"""Where a build may write: in a folder of its own, at plain paths, and never where somebody else's file is, or through a link."""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from alongside.errors import SiteError, unsafe_character, visible
from alongside.output import Output
from alongside.outputs.manifest import MANIFEST, Written

LOCK = ".alongside-lock"
# Of the folder where a build gets ready: inside of the output folder, or behind its name beside it.
STAGING = ".alongside-new"
_RESERVED = frozenset({MANIFEST, LOCK, STAGING})
# Nearly every path, told apart at once.
_PLAIN = re.compile(r"[\w./-]+", re.ASCII)


def refuse_unsafe(out: Path, site: Path, engine: Path) -> None:
    """Refuses an output folder in which a build could harm something else.

    Raises: SiteError when it is or holds the site, the engine, the home folder or the root, or lies in their sources.
    """
    target, *homes = (Path(os.path.realpath(path)) for path in (out, site, engine, os.path.expanduser("~")))
    for folder in (*homes, Path(target.anchor)):
        if folder.is_relative_to(target):
            raise SiteError(f"{visible(str(out))} holds {visible(str(folder))}. Choose a folder of its own for --out.", 2)
    for folder in homes[:2]:
        for name in ("content", "templates", "assets", "locale", "alongside"):
            # A source folder may itself be a link.
            if target.is_relative_to(folder / name) or target.is_relative_to(os.path.realpath(folder / name)):
                raise SiteError(f"{visible(str(out))} lies in {name}/. Choose a folder of its own for --out.", 2)
    if ".git" in target.parts:
        raise SiteError(f"{visible(str(out))} lies in .git/. Choose a folder of its own for --out.", 2)
    if os.path.lexists(target) and not target.is_dir():
        raise SiteError(f"{visible(str(out))} is no folder. Choose a folder for --out.", 2)


def claim(out: Path, outputs: Iterable[Output], waiting: Iterable[Output], previous: Mapping[str, Written]) -> None:
    """Checks every path before anything is written.

    Takes:  all files of the site, those of them that are to be made, and what the last build wrote.
    Raises: SiteError for a path outside of the folder, two writers of one path, a file that is not ours, or a link on the way.
    """
    seen: set[str] = set()
    for output in outputs:
        if not is_inside(output.path):
            raise SiteError(f"Refused to write outside of the output folder: {visible(output.path)}")
        if output.path in seen:
            raise SiteError(f"Two pages want the same address: {visible(output.path)}. Rename one of their files.")
        seen.add(output.path)
    modes: dict[str, int] = {}
    for path in sorted(output.path for output in waiting):
        for parent in parents(path):
            mode = _mode(out, parent, modes)
            if stat.S_ISLNK(mode):
                raise a_link(out / parent)
            if mode and not stat.S_ISDIR(mode) and parent not in previous:
                raise not_ours(out / parent)
        if path not in previous and (mode := _mode(out, path, modes)):
            foreign = next(_foreign(out, path, previous), None) if stat.S_ISDIR(mode) else path
            if foreign is not None:
                raise not_ours(out / foreign)


def not_ours(path: Path) -> SiteError:
    """What is said of a file of somebody else that stands where a page of ours must go."""
    return SiteError(f"{visible(str(path))} was not made by a build. Move it away, or choose another --out.")


def a_link(path: Path) -> SiteError:
    """What is said of a folder that is a link, through which nothing is written."""
    return SiteError(f"{visible(str(path))} is a link that leads elsewhere. Remove it, or choose another --out.")


def is_inside(path: str) -> bool:
    """Whether a path from the output folder is plain, leads to a place in it, and is not one that builds need for themselves."""
    parts = path.split("/")
    # A colon begins a drive or a stream on Windows.
    plain = _PLAIN.fullmatch(path) or not any(c in "\\:" or unsafe_character(c) for c in path)
    return bool(plain) and not {"", ".", ".."}.intersection(parts) and parts[0] not in _RESERVED


def parents(path: str) -> list[str]:
    """The folders that a path leads through, the outermost first."""
    return [path[:place] for place, sign in enumerate(path) if sign == "/"]


def linked_folders(out: Path, paths: Iterable[str]) -> frozenset[str]:
    """Folders of the paths that are links; ``out`` itself may be one."""
    folders = {parent for path in paths for parent in parents(path)}
    return frozenset(folder for folder in folders if os.path.islink(f"{out}/{folder}"))


def _mode(out: Path, path: str, modes: dict[str, int]) -> int:
    """What stands at a path, as st_mode; 0 for nothing. Below what is no folder there is nothing, so nobody has to ask."""
    parent = path.rpartition("/")[0]
    if path not in modes:
        there = not parent or stat.S_ISDIR(_mode(out, parent, modes))
        try:
            modes[path] = os.lstat(f"{out}/{path}").st_mode if there else 0
        except FileNotFoundError:
            modes[path] = 0
    return modes[path]


def _foreign(out: Path, folder: str, previous: Mapping[str, Written]) -> Iterator[str]:
    """Files of somebody else in a folder that stands where a file of ours must go."""
    for root, _, names in os.walk(out / folder):
        inside = Path(root).relative_to(out).as_posix()
        yield from (f"{inside}/{name}" for name in sorted(names) if f"{inside}/{name}" not in previous)
