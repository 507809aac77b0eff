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


class Deployed(NamedTuple):
    """A site on a server: which one, its path there, its folder, and what the server answers."""

    server: str
    base: str
    folder: Path
    ask: servers.Ask


@pytest.fixture(scope="module", params=["/", "/our/help/"], ids=["at the root", "in a folder"])
def published(request: pytest.FixtureRequest) -> Iterator[tuple[Path, str]]:
    """A folder that a server shows, with the site in it, and the site's path. A server that lets go of its rights may read it."""
    top = Path(tempfile.mkdtemp())
    try:
        top.chmod(0o755)
        base: str = request.param
        make(top / "site", FILES)
        built = build(top / "site", top / "root" / base.lstrip("/"), base_url=f"https://example.org{base}")
        assert built.done
        assert built.site.problems == ()
        yield top / "root", base
    finally:
        shutil.rmtree(top)


@pytest.fixture(scope="module", params=["nginx", "apache"])
def deployed(request: pytest.FixtureRequest, published: tuple[Path, str]) -> Iterator[Deployed]:
    """The site on a server that reads a file of ours."""
    root, base = published
    own = Path(tempfile.mkdtemp())
    folder = root / base.lstrip("/")
    try:
        with servers.nginx(root, folder, own) if request.param == "nginx" else servers.apache(root, own) as ask:
            yield Deployed(request.param, base, folder, ask)
    finally:
        shutil.rmtree(own)
