"""A small site in two languages, built for two places, on each server that reads our files."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.building import SMALL, build, make
from tests.deploy import servers

FILES = {
    **SMALL,
    "site_config.yaml": "title: Small\ntimezone: America/Denver\npage_size: 5\nlanguages: [en, es]\n"
    "deploy: [apache, cloudflare-pages, netlify, nginx]\nsecurity: {contact: 'mailto:a@example.org', expires: 2027-12-31}\n",
    "assets/static/app.webmanifest": "{}",
    "assets/static/dates.ics": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "assets/static/notes.md": "# Ñandú\n",
    "assets/static/data.json": "{}",
}
BASES = ("/", "/our/help/")


class Deployed(NamedTuple):
    """A site on a server: which one, its path there, its folder, and what the server answers."""

    server: str
    base: str
    folder: Path
    ask: servers.Ask


@pytest.fixture(scope="session")
def roots() -> Iterator[dict[str, Path]]:
    """Folders that a server shows, by the path of the site in them. A server that lets go of its rights may read them."""
    top = Path(tempfile.mkdtemp())
    try:
        top.chmod(0o755)
        make(top / "site", FILES)
        found = {base: top / f"root-{n}" for n, base in enumerate(BASES)}
        for base, root in found.items():
            built = build(top / "site", root / base[1:], base_url=f"https://example.org{base}")
            assert built.done
            assert built.site.problems == ()
        yield found
    finally:
        shutil.rmtree(top)


@pytest.fixture(scope="module", params=BASES, ids=["at the root", "in a folder"])
def published(request: pytest.FixtureRequest, roots: dict[str, Path]) -> tuple[Path, str]:
    """A folder that a server shows, and the path of the site in it."""
    return roots[request.param], request.param


@pytest.fixture(scope="module", params=["nginx", "apache"])
def deployed(request: pytest.FixtureRequest, published: tuple[Path, str]) -> Iterator[Deployed]:
    """The site on a server that reads a file of ours."""
    root, base = published
    own = Path(tempfile.mkdtemp())
    folder = root / base[1:]
    try:
        with servers.nginx(root, folder, own) if request.param == "nginx" else servers.apache(root, own) as ask:
            yield Deployed(request.param, base, folder, ask)
    finally:
        shutil.rmtree(own)
