"""What a build is about to do to the site, written down before it does it, so that the next one can finish it.

A change file by file is made of renames from the staging folder, each of which leaves the old file or the new one: first what is new, so
that no page leads nowhere; then what differs; then what goes; the manifest last. Whatever still waits in the staging folder has not
been put in place, so the same steps can be taken again from the beginning.

What lasts: the journal is on the disk (fsync) before the first step, for without it nobody would know of half a change after a power
cut. So is the manifest before it is put in place, for without it all files would be somebody else's. The other files are not waited
for, which would cost more than writing them: what a power cut takes of them has another size, and the next build makes it again.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from alongside.outputs.manifest import MANIFEST
from alongside.outputs.safety import a_link, is_inside, linked_folders, not_ours
from alongside.outputs.staging import make_folder

_NAME = "journal"


class Journal(Struct, frozen=True, kw_only=True):
    """A change of a site.

    ``files``: put ``fresh`` and ``changed`` in place and remove ``removed``, ``first`` of them what is in the way of new files.
    ``swap``:  the folders change places, or have done so; ``carried`` are files of others, by name,
               with their inodes when they were linked.
    ``sweep``: they have, and what is left is to remove the old one.
    """

    kind: Literal["files", "swap", "sweep"]
    first: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    carried: dict[bytes, int] = {}


def read_journal(folder: Path) -> Journal | None:
    """The journal of a staging folder; None where the build had not begun to change the site."""
    try:
        return msgspec.msgpack.decode((folder / _NAME).read_bytes(), type=Journal)
    except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
        return None


def write_journal(folder: Path, journal: Journal) -> None:
    """Writes the journal, whole or not at all; it lasts."""
    beside = folder / f"{_NAME}.new"
    write_lasting(beside, msgspec.msgpack.encode(journal))
    os.replace(beside, folder / _NAME)
    # Where a folder cannot be opened (Windows) its names are not waited for.
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def forget_journal(folder: Path) -> None:
    """Takes the journal back, before anything was done."""
    (folder / _NAME).unlink(missing_ok=True)


def write_lasting(path: Path, body: bytes) -> None:
    """Writes a file that is on the disk when this returns."""
    with open(path, "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())


def replace_manifest(folder: Path, out: Path, body: bytes) -> None:
    """Puts another manifest in place, by way of the staging folder."""
    write_lasting(folder / MANIFEST, body)
    os.replace(folder / MANIFEST, out / MANIFEST)


def change(site: Path, out: Path, journal: Journal) -> None:
    """Takes the steps of a journal of files, or those that are left.

    Raises: SiteError for a file of somebody else that has come where a new one goes, and for a link on the way; OSError.
    """
    if not os.path.lexists(site / MANIFEST):
        return
    paths = [path for path in (*journal.first, *journal.fresh, *journal.changed) if is_inside(path)]
    if links := linked_folders(out, paths):
        raise a_link(out / min(links))
    remove(out, journal.first)
    folders: set[str] = set()
    _place(site, out, journal.fresh, folders, refuse=True)
    _place(site, out, journal.changed, folders, refuse=False)
    remove(out, journal.removed)
    os.replace(site / MANIFEST, out / MANIFEST)


def _place(site: Path, out: Path, paths: Iterable[str], folders: set[str], *, refuse: bool) -> None:
    source, target = str(site), str(out)
    for path in filter(is_inside, paths):
        if refuse and os.path.lexists(f"{target}/{path}") and os.path.lexists(f"{source}/{path}"):
            raise not_ours(out / path)
        with suppress(FileNotFoundError):
            make_folder(target, path, folders)
            os.replace(f"{source}/{path}", f"{target}/{path}")


def remove(out: Path, paths: Iterable[str]) -> None:
    """Removes files of ours, and folders left empty by that; nothing through a link, and no folder that stands where a file was."""
    inside = [path for path in paths if is_inside(path)]
    links = linked_folders(out, inside)
    for path in inside:
        target = out / path
        if any(path.startswith(f"{link}/") for link in links) or (target.is_dir() and not target.is_symlink()):
            continue
        with suppress(FileNotFoundError, NotADirectoryError):
            target.unlink()
        for folder in target.parents:
            if folder == out or not _emptied(folder):
                break


def _emptied(folder: Path) -> bool:
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
