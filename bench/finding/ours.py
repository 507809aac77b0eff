"""Our own engine in the bare page: its index by the search writer, its reader as the site's scripts are joined."""

import gzip
from collections.abc import Sequence
from datetime import UTC, datetime, time
from gettext import NullTranslations
from pathlib import Path

from alongside import speed
from alongside.assets import minified
from alongside.output import Output
from alongside.scripts import join_scripts, script_text
from alongside.search import write
from bench.finding.directory import TODAY, Directory
from bench.finding.engines import Index, index_of, page, timed

_HERE = Path(__file__).parent
# What is over depends on the clock, so the reader is told the catalog's day: its noon in milliseconds.
_NOON = int(datetime.combine(TODAY, time(12), UTC).timestamp()) * 1000
_SCRIPTS = _HERE.parents[1] / "assets" / "js"


def ours(made: Directory, folder: Path) -> Index:
    """Our folder; the time is that of the writer alone, from entries to files on the disk, with workers as the build has them."""
    folder.mkdir()
    roots: list[str] = []
    seconds = timed(lambda: roots.append(_write(made, folder)))
    folder.joinpath("page.js").write_text(_joined(_own("ours.js"), _own("bare.js")), "utf-8")
    page(folder, '<script src="page.js"></script>\n', f' data-index="{roots[0]}" data-at="{_NOON}"')
    alone = _joined('import { openIndex, search } from "../find/search.js";\nglobalThis.find = [openIndex, search];\n')
    return index_of(folder, seconds, len(gzip.compress(alone.encode(), 9)))


@speed.uncollected()
def _write(made: Directory, folder: Path) -> str:
    index = write(made.catalog, made.config, made.config.languages)

    def work(bundle: Sequence[Output]) -> bytes:
        for output in bundle:
            file = folder / output.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(output.make())
        return b""

    speed.spread(work, speed.bundled(index.outputs, lambda output: output.bundle), speed.default_workers())
    return index.root


def _joined(entry: str, bare: str = "") -> str:
    """An entry and the reader as one script, joined as the site's scripts are."""
    modules = {path.relative_to(_SCRIPTS).as_posix(): path.read_text("utf-8") for path in _SCRIPTS.glob("*/**/*.js")}
    moved = entry.replace("./bare.js", "./bench/bare.js").replace("../find/", "./find/")
    return minified("ours.js", script_text(join_scripts({**modules, "ours.js": moved, "bench/bare.js": bare})[0], NullTranslations()))


def _own(name: str) -> str:
    return (_HERE / "pages" / name).read_text("utf-8")
