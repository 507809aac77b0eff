"""A whole new folder in place of the old one, in one step of the system: who reads the site sees all of it old or all of it new.

Files that stay as they are, and those of others, are linked into the new folder, not copied: one file under two names. What others do in
the old folder until it is swapped away is found by inodes, and done in the new one too. Source: renameat2(2), RENAME_EXCHANGE; macOS
renameatx_np(2), RENAME_SWAP.
"""

import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from alongside.errors import SiteError, visible
from alongside.outputs.journal import Journal, write_journal
from alongside.outputs.manifest import MANIFEST, read_manifest
from alongside.outputs.safety import LOCK, parents
from alongside.outputs.staging import make_folder

_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2


def exchange(one: Path, other: Path) -> None:
    """Lets two folders change places at once.

    Raises: OSError where the system or the disk cannot do that.
    """
    import ctypes  # only here: it takes longer to load than most builds take to look for changes

    if sys.platform == "win32":
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(other))
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(first, second, _RENAME_SWAP)
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(other))
    if failed:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))


def fill(site: Path, out: Path, kept: Iterable[str], ours: Iterable[str]) -> dict[bytes, int]:
    """Links into the new folder what stays of the old one: files of ours that are kept, and everything that is not among ours.

    Returns: the files of others with their inodes.
    Raises:  OSError where something cannot be linked, such as a file of another account or a disk inside of the folder.
    """
    _take_after(out, site)
    source, target = str(out), str(site)
    folders: set[str] = set()
    for path in kept:
        make_folder(target, path, folders)
        os.link(f"{source}/{path}", f"{target}/{path}", follow_symlinks=False)
    carried, made = {}, []
    for path, inode in _of_others(source, frozenset(ours)):
        if path.endswith("/"):
            if not os.path.isdir(target + "/" + path):
                os.makedirs(f"{target}/{path}")
                made.append(path)
        else:
            make_folder(target, path, folders)
            os.link(f"{source}/{path}", f"{target}/{path}", follow_symlinks=False)
            carried[os.fsencode(path)] = inode
    for path in reversed(made):
        _take_after(out / path, site / path)
    return carried


def settle(site: Path, out: Path, folder: Path, carried: Mapping[bytes, int]) -> None:
    """Ends a swap: does in the new folder what others did in the old one since their files were linked, then removes the old one.

    May be begun again at any step, also where the folders have not changed places: then the new one is removed.
    """
    for name, inode in carried.items():
        path = os.fsdecode(name)
        if (now := _inode(site / path)) == inode or _inode(out / path) != inode:
            continue
        if now:
            os.replace(site / path, out / path)
        else:
            (out / path).unlink()
    write_journal(folder, Journal(kind="sweep", carried=dict(carried)))
    sweep(site, out, carried)


def sweep(site: Path, out: Path, carried: Iterable[bytes]) -> None:
    """Removes an old folder. A file in it that came after all others had been linked moves to the new one.

    Raises: SiteError where such a file stands where a page of ours is now.
    """
    if site.is_dir():
        known = {*read_manifest(site), *map(os.fsdecode, carried), LOCK}
        # The list of what is ours goes last, so that a sweep can be begun again.
        late = [path for path in _sweep(str(site), str(out), known) if path != MANIFEST]
        if late:
            raise SiteError(f"{visible(str(site / late[0]))} came where a page belongs while the site was built. Move it away.")
        (site / MANIFEST).unlink(missing_ok=True)
        site.rmdir()


def _sweep(root: str, out: str, known: set[str], inside: str = "") -> Iterator[str]:
    """Empties a folder; gives the files that are still there, the manifest among them."""
    for entry in list(os.scandir(f"{root}/{inside}")):
        path = inside + entry.name
        if entry.is_dir(follow_symlinks=False):
            left = list(_sweep(root, out, known, f"{path}/"))
            yield from left
            if not left:
                os.rmdir(entry.path)
        elif path == MANIFEST:
            yield path
        elif path in known:
            os.unlink(entry.path)
        elif os.path.lexists(f"{out}/{path}"):
            yield path
        else:
            os.makedirs(f"{out}/{inside}", exist_ok=True)
            os.rename(entry.path, f"{out}/{path}")


def _of_others(out: str, ours: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Everything in a folder that is not ours, as path and inode; a folder before what is in it, with a slash behind its name."""
    folders = {f"{parent}/" for path in ours for parent in parents(path)}
    device = os.lstat(out).st_dev
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        if os.lstat(f"{out}/{inside}").st_dev != device:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), f"{out}/{inside}")
        with os.scandir(f"{out}/{inside}") as entries:
            for entry in entries:
                path = inside + entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{path}/")
                    if f"{path}/" not in folders:
                        yield f"{path}/", entry.inode()
                elif path not in ours and path not in (LOCK, MANIFEST):
                    yield path, entry.inode()


def _take_after(old: Path, new: Path) -> None:
    """Gives a new folder the rights, times and owner of an old one.

    Raises: OSError where that cannot be, or where this account could not remove the old one's files.
    """
    if not os.access(old, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(old))
    there, here = os.lstat(old), os.lstat(new)
    if (there.st_uid, there.st_gid) != (here.st_uid, here.st_gid):
        os.chown(new, there.st_uid, there.st_gid)
    shutil.copystat(old, new)


def _inode(path: Path) -> int:
    """The inode of a file; 0 where there is none."""
    try:
        return os.lstat(path).st_ino
    except (FileNotFoundError, NotADirectoryError):
        return 0
