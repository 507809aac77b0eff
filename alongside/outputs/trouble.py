"""What the disk refuses, in words for a person, and how the site stands after it."""

import errno
import os
from pathlib import Path

from alongside.errors import SiteError, visible

AS_IT_WAS = "The site there is as it was"
HALF_CHANGED = "Every page there is whole, some are new already, and the next build finishes the change"
IN_PLACE = "The new site is in place, and the next build removes what is left of the old one"


def in_words(error: OSError, out: Path, after: str = AS_IT_WAS) -> SiteError:
    """One line about what kept a build from being written.

    Takes: ``after``, how the site stands now.
    """
    # Of a rename the second name is where the file was to go.
    folder, path = visible(str(out)), visible(os.fsdecode(error.filename2 or error.filename or out))
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return SiteError(f"{folder}: the disk is full. {after}. Make room and build again.")
    if error.errno == errno.EROFS:
        return SiteError(f"{folder}: this disk can only be read. {after}. Make it writable, or choose another --out.")
    if isinstance(error, PermissionError):
        return SiteError(f"{folder}: this account may not write {path}. {after}. Change its permissions, or choose another --out.")
    return SiteError(f"{folder}: {path}: {error.strerror or error}. {after}.")
