"""The output folder: write only what differs, remove only what is ours, touch nothing else.

Rules: a manifest lists every file that a build wrote; a file that is not in it belongs to somebody else and is never overwritten
or removed; nothing is written or removed through a link. The manifest is written before the files, so that an interrupted build
still knows its own.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

import msgspec
from msgspec import Struct

from alongside.errors import SiteError, unsafe_character, visible
from alongside.pages import Output

MANIFEST = ".alongside-manifest.json"
# A whole file or none: written under its name and this, then renamed. No page, asset or feed ends so.
_BESIDE = ".alongside-new"
_LOCK = ".alongside-lock"


class Written(Struct, frozen=True, array_like=True):
    """What the manifest knows of a file: the key of its content, and its size in bytes."""

    key: str
    size: int


# What is known of a file that may hold anything.
UNKNOWN = Written("", -1)


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Keeps a second build of the same folder waiting until this one is done; where the system has no such lock it does nothing.

    The lock goes with the process, so that none is ever left behind.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    out.mkdir(parents=True, exist_ok=True)
    with open(out / _LOCK, "wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def read_manifest(out: Path) -> dict[str, Written]:
    """The files that the last build wrote; none where there was no build, or its manifest cannot be read."""
    try:
        return msgspec.json.decode((out / MANIFEST).read_bytes(), type=dict[str, Written])
    except (OSError, msgspec.DecodeError):
        return {}


def write_manifest(out: Path, files: Mapping[str, Written]) -> None:
    """Replaces the manifest."""
    out.mkdir(parents=True, exist_ok=True)
    os.replace(_write_beside(out / MANIFEST, msgspec.json.encode(dict(sorted(files.items())))), out / MANIFEST)


def claim(out: Path, outputs: Iterable[Output], previous: Mapping[str, Written]) -> dict[str, Written]:
    """Checks every path before anything is written, and notes them all in the manifest.

    Returns: what is known of each path; UNKNOWN for one that is to be written.
    Raises:  SiteError for a path outside of the folder, two writers of one path, a file that is not ours, or a link on the way.
    """
    claimed: dict[str, Written] = {}
    for output in outputs:
        if not _is_inside(output.path):
            raise SiteError(f"Refused to write outside of the output folder: {visible(output.path)}")
        if output.path in claimed:
            raise SiteError(f"Two pages want the same address: {visible(output.path)}. Rename one of their files.")
        known = previous.get(output.path, UNKNOWN)
        # Of a file that is about to change nothing is known if the build is interrupted.
        claimed[output.path] = known if known.key == output.key else UNKNOWN
    if link := next(_links(out, claimed), None):
        raise SiteError(f"{visible(str(link))} is a link that leads elsewhere. Remove it, or choose another --out.")
    for path in sorted(claimed.keys() - previous.keys()):
        if os.path.lexists(out / path):
            raise SiteError(f"{visible(str(out / path))} was not made by a build. Move it away, or choose another --out.")
    write_manifest(out, {**dict.fromkeys(previous, UNKNOWN), **claimed})
    return claimed


def prepare(out: Path, outputs: Iterable[Output], claimed: Mapping[str, Written]) -> dict[str, Written]:
    """Writes outputs whose key or bytes differ from what is there, each beside its place.

    Returns: what was written or found right, by path, for the manifest; ``publish`` puts it in place.
    """
    done = {}
    made: set[Path] = set()
    for output in outputs:
        known = claimed[output.path]
        target = out / output.path
        if known.key == output.key and _size(target) == known.size:
            done[output.path] = known
            continue
        body = output.make()
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        if _size(target) != len(body) or target.read_bytes() != body:
            _write_beside(target, body)
        done[output.path] = Written(output.key, len(body))
    return done


def publish(out: Path, paths: Iterable[str]) -> None:
    """Puts everything prepared in place. Only now does the site change, so that a page that cannot be made leaves it as it was."""
    for path in paths:
        with suppress(FileNotFoundError):
            os.replace(_beside(out / path), out / path)


def discard(out: Path, paths: Iterable[str]) -> None:
    """Removes what was prepared and never put in place."""
    for path in paths:
        _beside(out / path).unlink(missing_ok=True)


def prune(out: Path, previous: Mapping[str, Written], done: Mapping[str, Written]) -> int:
    """Removes files of the last build that this one did not make, and folders left empty by that. Returns how many files."""
    gone = sorted((path for path in previous.keys() - done.keys() if _is_inside(path)), reverse=True)
    links = set(_links(out, gone))
    removed = 0
    for path in gone:
        target = out / path
        if links.intersection(target.parents) or not os.path.lexists(target):
            continue
        target.unlink()
        removed += 1
        for folder in target.parents:
            if folder == out or any(folder.iterdir()):
                break
            folder.rmdir()
    return removed


def refuse_unsafe(out: Path, site: Path, engine: Path) -> None:
    """Refuses an output folder in which a build could harm something else.

    Raises: SiteError when it is or holds the site, the engine, the home folder or the root, or lies in their sources.
    """
    target, *homes = (Path(os.path.realpath(path)) for path in (out, site, engine, os.path.expanduser("~")))
    for folder in (*homes, Path(target.anchor)):
        if folder.is_relative_to(target):
            raise SiteError(f"{visible(str(out))} holds {visible(str(folder))}. Choose a folder of its own for --out.", 2)
    for folder in homes[:2]:
        for name in ("content", "templates", "assets", "alongside"):
            if target.is_relative_to(folder / name):
                raise SiteError(f"{visible(str(out))} lies in {name}/. Choose a folder of its own for --out.", 2)
    if ".git" in target.parts:
        raise SiteError(f"{visible(str(out))} lies in .git/. Choose a folder of its own for --out.", 2)
    if os.path.lexists(target) and not target.is_dir():
        raise SiteError(f"{visible(str(out))} is no folder. Choose a folder for --out.", 2)


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    # A colon begins a drive or a stream on Windows.
    plain = not path.startswith("/") and not any(c in "\\:" or unsafe_character(c) for c in path)
    return bool(parts) and plain and ".." not in parts and path == "/".join(parts) and parts[0] not in (MANIFEST, _LOCK)


def _links(out: Path, paths: Iterable[str]) -> Iterator[Path]:
    """Folders of the paths that are links; ``out`` itself may be one."""
    folders = {parent for path in paths for parent in PurePosixPath(path).parents} - {PurePosixPath()}
    return (out / folder for folder in sorted(folders) if os.path.islink(out / folder))


def _size(path: Path) -> int:
    """The size of a plain file; -1 for what is none, and for what is not there."""
    try:
        found = os.stat(path, follow_symlinks=False)
    except OSError:
        return -1
    return found.st_size if stat.S_ISREG(found.st_mode) else -1


def _beside(path: Path) -> Path:
    return path.with_name(path.name + _BESIDE)


def _write_beside(path: Path, body: bytes) -> Path:
    beside = _beside(path)
    # What an interrupted build left there goes first, so that nothing is written through a link.
    beside.unlink(missing_ok=True)
    beside.write_bytes(body)
    return beside
