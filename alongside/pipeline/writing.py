"""Every file of the site is known: now the output folder is made so, by workers, or stays as it was."""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from alongside import outputs, speed
from alongside.errors import SiteError
from alongside.output import Output
from alongside.pipeline.options import Options


class Standing(Struct, frozen=True, kw_only=True):
    """What stands in the output folder now, by path, and how many files were written and removed for it."""

    files: Mapping[str, outputs.Written]
    written: int = 0
    removed: int = 0


def write(options: Options, made: Sequence[Output], look: outputs.Look | None = None) -> Standing:
    """Makes the output folder hold these files, and what others keep there.

    Takes:  every file of the site; ``look`` gets path and body of each that is made, and says what is to be remembered of it.
    Raises: SiteError for what stands in the way and for what the disk refuses; it says how the site stands then.
    """
    try:
        found = _standing(options, made, look)
        if found is not None and options.cache and not outputs.in_use(options.out):
            # Nothing to do needs no lock, and touches nothing.
            return found
        with outputs.locked(options.out, options.tell):
            outputs.repair(options.out)
            return _written(options, made, look)
    except OSError as error:
        raise outputs.in_words(error, options.out) from None


def refresh(options: Options, made: Sequence[Output]) -> None:
    """Puts newer bytes in place of files that the last build wrote, each whole, and leaves all others as they are.

    The manifest knows nothing for sure of these files from then on, so the next build decides what is in them. What no build wrote is
    left to it as well.
    """
    try:
        with outputs.locked(options.out, options.tell):
            outputs.repair(options.out)
            previous = outputs.read_manifest(options.out)
            ours = [output for output in made if output.path in previous]
            try:
                outputs.claim(options.out, ours, ours, previous)
            except SiteError:
                # The next build says what stands in the way.
                return
            staging = outputs.open_staging(options.out)
            try:
                rows = {row.path: row for row in outputs.prepare(staging, ours, previous)}
                unsure = {path: outputs.Written("", row.written.size) for path, row in rows.items()}
                outputs.publish(staging, previous, {**previous, **unsure}, [path for path, row in rows.items() if row.staged])
            except BaseException:
                outputs.give_up(staging)
                raise
    except OSError as error:
        raise outputs.in_words(error, options.out) from None


def _standing(options: Options, made: Sequence[Output], look: outputs.Look | None) -> Standing | None:
    """What the last build left, where it is what this one wants."""
    previous = outputs.read_manifest(options.out)
    # Keys first: nobody has to look at a file where one differs.
    if len(previous) != len(made) or any(previous.get(output.path, outputs.UNKNOWN).key != output.key for output in made):
        return None
    return None if outputs.waiting(options.out, made, previous, look is not None) else Standing(files=previous)


def _written(options: Options, made: Sequence[Output], look: outputs.Look | None) -> Standing:
    previous = outputs.read_manifest(options.out)
    known = previous if options.cache else {}
    waiting = outputs.waiting(options.out, made, known, look is not None)
    outputs.claim(options.out, made, waiting, previous)
    staging = outputs.open_staging(options.out)

    def work(share: Sequence[Output]) -> bytes:
        return msgspec.msgpack.encode(outputs.prepare(staging, share, previous, look))

    try:
        rows: dict[str, outputs.Made] = {}
        for message in speed.spread(work, speed.bundled(waiting, lambda output: output.bundle), options.workers):
            rows.update((row.path, row) for row in msgspec.msgpack.decode(message, type=list[outputs.Made]))
        files = {path: rows[path].written if path in rows else previous[path] for path in (output.path for output in made)}
        staged = [path for path in files if path in rows and rows[path].staged]
        removed = outputs.publish(staging, previous, files, staged)
    except BaseException:
        outputs.give_up(staging)
        raise
    return Standing(files=files, written=len(staged), removed=removed)
