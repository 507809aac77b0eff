"""The folder in which a build gets ready: new files are written there, whole, before anything of the site changes.

It stands beside the output folder, as `.<name>.alongside-new`. Where that cannot be (the output folder is a link or a disk of its
own, or nobody may write beside it) it stands inside. In it: `site/` with the new files, the journal, and a note that says whose it is.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from alongside.errors import SiteError, visible
from alongside.output import Output
from alongside.outputs.manifest import UNKNOWN, Written, size
from alongside.outputs.safety import LOCK, STAGING
from alongside.outputs.trouble import in_words

# A folder without it is not ours; so it is written first and removed last.
_NOTE = "what-is-this.txt"
_TEXT = "A build of {} gets its files ready here. The next build of it removes this folder.\n"
Look = Callable[[str, bytes], bytes]


class Staging(Struct, frozen=True):
    """An output folder and the one in which its next state is made ready; ``process`` is that of the build, not of a worker."""

    out: Path
    folder: Path
    process: int

    @property
    def site(self) -> Path:
        """Where the new files are, at their paths."""
        return self.folder / "site"

    @property
    def beside(self) -> bool:
        """Whether it is beside the output folder, so that they can change places."""
        return self.folder.parent != self.out


class Made(Struct, frozen=True, array_like=True, gc=False):
    """A file that was made: its path, what is known of it, and whether it waits in the staging folder, unlike what is there."""

    path: str
    written: Written
    staged: bool


def places(out: Path) -> Iterator[Path]:
    """Where the staging folder of an output folder may be, the better place first."""
    if not os.path.islink(out) and not os.path.ismount(out):
        real = Path(os.path.realpath(out))
        yield real.parent / f".{real.name}{STAGING}"
    yield out / STAGING


def open_staging(out: Path) -> Staging:
    """Makes the staging folder of an output folder that is there, and locked.

    Raises: OSError where there is no place for it.
    """
    found = list(places(out))
    for folder in found:
        try:
            return _opened(out, folder)
        except OSError:
            with suppress(OSError):
                drop(folder)
            if folder == found[-1]:
                raise
    raise AssertionError("there is always a place")


def _opened(out: Path, folder: Path) -> Staging:
    staging = Staging(out=out, folder=folder, process=os.getpid())
    folder.mkdir()
    (folder / _NOTE).write_text(_TEXT.format(visible(str(out))), "utf-8")
    staging.site.mkdir()
    # A folder beside may be of another disk, or of one without hard links; the lock is in both folders when they change places.
    if staging.beside:
        os.link(out / LOCK, staging.site / LOCK)
    return staging


def drop(folder: Path) -> None:
    """Removes a staging folder with all that is in it; the note goes last, so that half of it is still known as ours."""
    for entry in list(os.scandir(folder)):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        elif entry.name != _NOTE:
            os.unlink(entry.path)
    (folder / _NOTE).unlink(missing_ok=True)
    folder.rmdir()


def left_behind(out: Path) -> list[Path]:
    """Staging folders of builds that are dead.

    Raises: SiteError for what has such a name and was not made by a build.
    """
    found = [folder for folder in places(out) if os.path.lexists(folder)]
    for folder in found:
        ours = folder.is_dir() and not folder.is_symlink() and ((folder / _NOTE).is_file() or not any(folder.iterdir()))
        if not ours:
            raise SiteError(f"{visible(str(folder))} was not made by a build. Move it away.")
    return found


def waiting(out: Path, outputs: Sequence[Output], previous: Mapping[str, Written], facts: bool) -> list[Output]:
    """Files that have to be made: those with another key than before, of another size than was written, or of which facts are missing.

    No clock is asked, which may have been set back.
    """
    folder = str(out)

    def current(output: Output) -> bool:
        known = previous.get(output.path, UNKNOWN)
        return known.key == output.key and (known.facts is not None or not facts) and size(f"{folder}/{output.path}") == known.size

    return [output for output in outputs if not current(output)]


def prepare(staging: Staging, outputs: Sequence[Output], previous: Mapping[str, Written], look: Look | None = None) -> list[Made]:
    """Makes files, and writes those that are unlike what is there to the staging folder.

    Takes:  files that are waiting; ``look`` gets path and body of each, and says what is to be remembered of it.
    Raises: SiteError for what the disk refuses.
    """
    out, site = str(staging.out), str(staging.site)
    folders: set[str] = set()
    made = []
    for output in outputs:
        if os.getpid() != staging.process != os.getppid():
            # A worker whose build was killed: the folder is no longer its own.
            raise SystemExit(1)
        body = output.make()
        before = previous.get(output.path)
        same = before is not None and holds(f"{out}/{output.path}", body)
        if not same:
            try:
                write_new(site, output.path, body, folders)
            except OSError as error:
                error.filename = error.filename or f"{out}/{output.path}"
                raise in_words(error, staging.out) from None
        facts = look(output.path, body) if look else before.facts if before and same else None
        made.append(Made(output.path, Written(output.key, len(body), facts), not same))
    return made


def write_new(site: str, path: str, body: bytes, folders: set[str]) -> None:
    """Writes a file of the staging folder, and makes the folders on its way that are not among ``folders`` yet."""
    make_folder(site, path, folders)
    with open(f"{site}/{path}", "wb") as file:
        file.write(body)


def make_folder(site: str, path: str, folders: set[str]) -> None:
    """Makes the folders on the way to a path that are not among ``folders`` yet, and adds them."""
    parent = path.rpartition("/")[0]
    if not parent or parent in folders:
        return
    try:
        os.mkdir(f"{site}/{parent}")
    except FileNotFoundError:
        os.makedirs(f"{site}/{parent}", exist_ok=True)
    except FileExistsError:
        pass
    folders.add(parent)



def holds(path: str, body: bytes) -> bool:
    """Whether a plain file has these bytes."""
    if size(path) != len(body):
        return False
    with open(path, "rb") as file:
        return file.read() == body
