"""The output folder: write only what differs, remove only what is ours, touch nothing else.

Rules: a manifest lists every file that a build wrote; a file that is not in it belongs to somebody else and is never overwritten
or removed. The manifest is written before the files, so that an interrupted build still knows its own.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

import msgspec
from msgspec import Struct

from alongside.errors import SiteError, unsafe_character, visible
from alongside.pages import Output

MANIFEST = ".alongside-manifest.json"


class Written(Struct, frozen=True, array_like=True):
    """What the manifest knows of a file: the key of its content, and its size in bytes."""

    key: str
    size: int


def read_manifest(out: Path) -> dict[str, Written]:
    """The files that the last build wrote; none where there was no build, or its manifest cannot be read."""
    try:
        return msgspec.json.decode((out / MANIFEST).read_bytes(), type=dict[str, Written])
    except (OSError, msgspec.DecodeError):
        return {}


def write_manifest(out: Path, files: Mapping[str, Written]) -> None:
    """Replaces the manifest."""
    out.mkdir(parents=True, exist_ok=True)
    _replace(out / MANIFEST, msgspec.json.encode(dict(sorted(files.items()))))


def claim(out: Path, outputs: Iterable[Output], previous: Mapping[str, Written]) -> dict[str, Written]:
    """Checks every path before anything is written, and notes them all in the manifest.

    Returns: what is known of each path so far; a size of -1 for one that was never written.
    Raises:  SiteError for a path outside of the folder, two writers of one path, or a file that is not ours.
    """
    claimed: dict[str, Written] = {}
    for output in outputs:
        if not _is_inside(output.path):
            raise SiteError(f"Refused to write outside of the output folder: {visible(output.path)}")
        if output.path in claimed:
            raise SiteError(f"Two pages want the same address: {visible(output.path)}. Rename one of their files.")
        claimed[output.path] = previous.get(output.path, Written("", -1))
    for path in claimed.keys() - previous.keys():
        if os.path.lexists(out / path):
            raise SiteError(f"{visible(str(out / path))} was not made by a build. Move it away, or choose another --out.")
    write_manifest(out, {**previous, **claimed})
    return claimed


def write(out: Path, outputs: Iterable[Output], claimed: Mapping[str, Written]) -> dict[str, Written]:
    """Writes outputs whose key or bytes differ from what is there.

    Returns: what was written or found right, by path, for the manifest.
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
            _replace(target, body)
        done[output.path] = Written(output.key, len(body))
    return done


def prune(out: Path, previous: Mapping[str, Written], done: Mapping[str, Written]) -> int:
    """Removes files of the last build that this one did not make, and folders left empty by that. Returns how many files."""
    gone = sorted(previous.keys() - done.keys(), reverse=True)
    for path in gone:
        if not _is_inside(path):
            continue
        (out / path).unlink(missing_ok=True)
        for folder in (out / path).parents:
            if folder == out or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
    return len(gone)


def refuse_unsafe(out: Path, site: Path, engine: Path) -> None:
    """Refuses an output folder in which a build could harm something else.

    Raises: SiteError when it is or holds the site, the engine, the home folder or the root, or lies in their sources.
    """
    target = out.resolve()
    for folder in (site.resolve(), engine.resolve(), Path.home().resolve()):
        if folder == target or folder.is_relative_to(target):
            raise SiteError(f"{visible(str(out))} holds {visible(str(folder))}. Choose a folder of its own for --out.", 2)
    for folder in (site.resolve(), engine.resolve()):
        for name in ("content", "templates", "assets", "alongside", ".git"):
            if target.is_relative_to(folder / name):
                raise SiteError(f"{visible(str(out))} lies in {name}/. Choose a folder of its own for --out.", 2)
    if target.exists() and not target.is_dir():
        raise SiteError(f"{visible(str(out))} is a file. Choose a folder for --out.", 2)


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    plain = not path.startswith("/") and "\\" not in path and not any(unsafe_character(c) for c in path)
    return bool(parts) and plain and ".." not in parts and path == "/".join(parts) and parts[0] != MANIFEST


def _size(path: Path) -> int:
    try:
        return os.stat(path, follow_symlinks=False).st_size
    except OSError:
        return -1


def _replace(path: Path, body: bytes) -> None:
    """A whole file or none: written beside its place, then renamed."""
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(body)
    os.replace(beside, path)
