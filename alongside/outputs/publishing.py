"""Puts in place what was made ready, the whole folder at once where most is new, else file by file; ends what dead builds began."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from alongside.errors import SiteError, visible
from alongside.outputs.journal import (
    Journal,
    change,
    forget_journal,
    read_journal,
    replace_manifest,
    write_journal,
    write_lasting,
)
from alongside.outputs.manifest import MANIFEST, Written, encoded, size
from alongside.outputs.safety import LOCK, is_inside, parents
from alongside.outputs.staging import Staging, drop, left_behind, places
from alongside.outputs.swapping import exchange, fill, settle, sweep
from alongside.outputs.trouble import HALF_CHANGED, IN_PLACE, in_words


def publish(staging: Staging, previous: Mapping[str, Written], files: Mapping[str, Written], staged: Sequence[str]) -> int:
    """Makes the site what the build says.

    Takes:   what the last build wrote, what this one says, and paths of files that wait in the staging folder; all else is there.
    Returns: how many files were removed.
    Raises:  SiteError, OSError.
    """
    removed = sorted(filter(is_inside, previous.keys() - files.keys()), reverse=True)
    if not staged and not removed:
        # The order of files says nothing.
        if files != previous:
            replace_manifest(staging.folder, staging.out, encoded(files))
    else:
        write_lasting(staging.site / MANIFEST, encoded(files))
        # A swap links and unlinks all files that stay, a change renames each that differs: at half of them both take about as long.
        if not (staging.beside and 2 * len(staged) >= len(files) and _swapped(staging, previous, files, staged)):
            _change(staging, previous, files, staged, removed)
    with suppress(OSError):
        # All is in place; the next build would remove it.
        drop(staging.folder)
    return len(removed)


def repair(out: Path) -> None:
    """Ends what a dead build began: finishes its change where it had begun to change the site, and removes what it left.

    Raises: SiteError, OSError.
    """
    for folder in left_behind(out):
        journal = read_journal(folder)
        if journal is not None:
            _finish(folder, out, journal)
        drop(folder)


def in_use(out: Path) -> bool:
    """Whether a build of the folder is going on, or died while it was."""
    return any(os.path.lexists(path) for path in (out / LOCK, *places(out)))


def give_up(staging: Staging) -> None:
    """Removes what was made ready, unless the site has begun to change; what cannot be removed now is found by the next build."""
    with suppress(OSError):
        if read_journal(staging.folder) is None:
            drop(staging.folder)


def _verify(site: Path, files: Mapping[str, Written], paths: Sequence[str] | Mapping[str, Written]) -> None:
    folder = str(site)
    for path in paths:
        if size(f"{folder}/{path}") != files[path].size:
            raise SiteError(f"{visible(str(site / path))} is not as it was written. Look at the disk, and build again.")


def _swapped(staging: Staging, previous: Mapping[str, Written], files: Mapping[str, Written], staged: Sequence[str]) -> bool:
    """Swaps the folders, where that can be done here."""
    new = frozenset(staged)
    try:
        carried = fill(staging.site, staging.out, (path for path in files if path not in new), previous)
        _verify(staging.site, files, files)
        journal = Journal(kind="swap", carried=carried)
        write_journal(staging.folder, journal)
        exchange(staging.site, staging.out)
    except OSError:
        forget_journal(staging.folder)
        return False
    _finish(staging.folder, staging.out, journal)
    return True


def _change(
    staging: Staging, previous: Mapping[str, Written], files: Mapping[str, Written], staged: Sequence[str], removed: Sequence[str]
) -> None:
    """Puts files in place one by one."""
    _verify(staging.site, files, staged)
    fresh = [path for path in staged if path not in previous]
    folders, new = {parent for path in fresh for parent in parents(path)}, frozenset(fresh)
    # A file where a folder must be, or in a folder where a file must be.
    in_the_way = {path for path in removed if path in folders or not new.isdisjoint(parents(path))}
    journal = Journal(
        kind="files",
        first=tuple(path for path in removed if path in in_the_way),
        fresh=tuple(fresh),
        changed=tuple(path for path in staged if path in previous),
        removed=tuple(path for path in removed if path not in in_the_way),
    )
    write_journal(staging.folder, journal)
    _finish(staging.folder, staging.out, journal)


def _finish(folder: Path, out: Path, journal: Journal) -> None:
    site = folder / "site"
    try:
        if journal.kind == "files":
            change(site, out, journal)
        elif journal.kind == "swap":
            settle(site, out, folder, journal.carried)
        else:
            sweep(site, out, journal.carried)
    except OSError as error:
        raise in_words(error, out, HALF_CHANGED if journal.kind == "files" else IN_PLACE) from None
