"""A scratch site with our own vocabulary, and the real feeds where they are there."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from alongside import importing, pipeline
from alongside.drafts import Codes, Options, codes_of, new_site

FIXTURES = Path(__file__).parent / "fixtures"
SHARED = Path(__file__).parents[2].parent / "shared" / "data"
TODAY = date(2026, 11, 21)


def today(_zone: str) -> date:
    return TODAY


def load(site: Path) -> pipeline.Site:
    return pipeline.load(pipeline.Options(site=site, out=site / "_site", today=today, cache=False))


def content_of(site: Path) -> dict[str, bytes]:
    """Every file below content/, the state of imports too."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted((site / "content").rglob("*")) if path.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for file, text in new_site("Scratch", "America/New_York").items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="session")
def codes() -> Codes:
    root = Path(__file__).parents[2]
    terms = pipeline.load(pipeline.Options(site=root, out=root / "_site", today=today, cache=False)).shared.terms
    return codes_of(terms)


@pytest.fixture(scope="session")
def options(codes: Codes) -> Options:
    return Options(codes=codes, fellowship="aa")


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the real feeds are not here: ../shared/data is absent")
    return SHARED


@pytest.fixture
def fixture() -> Callable[[str], bytes]:
    return lambda name: (FIXTURES / name).read_bytes()


Import = Callable[..., importing.Report]


@pytest.fixture
def bring(site: Path) -> Import:
    """Imports bytes into the scratch site."""

    def run(feed_format: importing.report.Format, payload: bytes, source: str = "feed", **options: object) -> importing.Report:
        given = {"area_from": "city", "fellowship": "aa", **options}
        if given.get("area"):
            given["area_from"] = ""
        return importing.run(site, feed_format, payload, source, importing.Options(**given), today)  # type: ignore[arg-type] # tests name them

    return run
