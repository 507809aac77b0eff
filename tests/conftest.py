"""The sample site, built once for all tests that read it."""

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from alongside import pipeline
from tests.building import DAY, ROOT, build, read_page


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the finished sample site."""
    out = tmp_path_factory.mktemp("sample") / "out"
    assert build(ROOT, out).done
    return out


@pytest.fixture(scope="session")
def sample_pages(sample: Path) -> dict[str, Element]:
    """Every page of the sample site by its path, as a browser reads it."""
    return {path.relative_to(sample).as_posix(): read_page(path) for path in sorted(sample.rglob("*.html"))}


@pytest.fixture(scope="session")
def sample_site() -> pipeline.Site:
    """The sample site, read and checked."""
    return pipeline.load(pipeline.Options(site=ROOT, out=ROOT / "_site", today=lambda _zone: DAY, cache=False))
