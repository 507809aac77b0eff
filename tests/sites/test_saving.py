"""A saved listing's own pages at once; after the next build nothing of it is left."""

import random
import shutil
from pathlib import Path

import pytest

from alongside import pipeline
from alongside.outputs import MANIFEST, read_manifest
from tests.building import DAY, SMALL, build, make, snapshot

TWO = {
    **SMALL,
    "site_config.yaml": SMALL["site_config.yaml"] + "languages: [en, es]\ntranslations: {es: {title: Pequeño}}\n",
    "content/meetings/boulder/tuesday.yaml": SMALL["content/meetings/boulder/tuesday.yaml"] + "translations: {es: {name: Martes}}\n",
}
DAWN, TUESDAY = "content/meetings/boulder/dawn.yaml", "content/meetings/boulder/tuesday.yaml"
# What makes another page of a listing, and leaves its neighbours and lists as they are.
OWN = {
    "a name": (DAWN, TWO[DAWN].replace("name: Dawn", "name: Early Dawn"), "meetings/dawn"),
    "words of another language": (TUESDAY, TWO[TUESDAY].replace("Martes", "El martes"), "meetings/tuesday"),
    "a summary": (DAWN, TWO[DAWN] + "summary: <b>Quiet</b> & short.\n", "meetings/dawn"),
    "a time": (DAWN, TWO[DAWN] + "except: [2026-12-25]\n", "meetings/dawn"),
    "an event": ("content/events/2026/fair.yaml", TWO["content/events/2026/fair.yaml"] + "notice: Bring a coat.\n", "events/fair"),
}


class Served:
    """A copy of a site that was built, and what the build knows."""

    def __init__(self, folder: Path, built: pipeline.Built) -> None:
        self.site, self.out, self.built = folder / "site", folder / "out", built
        self.options = pipeline.Options(site=self.site, out=self.out, today=lambda _zone: DAY)

    def save(self, files: dict[str, str]) -> pipeline.Saved:
        """Writes files and saves them."""
        make(self.site, files)
        return pipeline.save(self.built, self.options, list(files))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, pipeline.Built]:
    folder = tmp_path_factory.mktemp("saving")
    return folder, pipeline.ready(build(make(folder / "site", TWO), folder / "out"))


@pytest.fixture
def served(tmp_path: Path, built: tuple[Path, pipeline.Built]) -> Served:
    shutil.copytree(built[0], tmp_path, dirs_exist_ok=True)
    return Served(tmp_path, built[1])


@pytest.mark.parametrize("name", OWN)
def test_a_saved_listings_pages_are_those_of_a_clean_build_in_every_language(served: Served, tmp_path: Path, name: str) -> None:
    file, text, url = OWN[name]
    before = snapshot(served.out)

    saved = served.save({file: text})
    after = snapshot(served.out)
    build(served.site, tmp_path / "clean")
    clean = snapshot(tmp_path / "clean")

    assert saved == pipeline.Saved()
    own = {f"{url}/index.html", f"es/{url}/index.html"}
    assert {path: after[path] for path in own} == {path: clean[path] for path in own}
    assert {path for path in after if before.get(path) != after[path]} <= own
    assert after != before


def test_the_manifest_does_not_say_that_they_are_up_to_date(served: Served) -> None:
    served.save({DAWN: TWO[DAWN].replace("name: Dawn", "name: Early Dawn")})

    known = read_manifest(served.out)

    assert {path for path, row in known.items() if not row.key} == {"meetings/dawn/index.html", "es/meetings/dawn/index.html"}


@pytest.mark.parametrize("seed", range(3))
def test_after_any_saves_the_next_build_equals_a_clean_one(served: Served, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(6):
        file, text, _url = OWN[chance.choice(sorted(OWN))]
        closed = chance.choice(("", "status: closed\n", "status: paused\n"))
        served.save({file: chance.choice((text, TWO[file])) + closed})

    # One that is interrupted between saves counts as well.
    build(served.site, served.out, cache=True)
    build(served.site, tmp_path / "clean")

    assert snapshot(served.out) == snapshot(tmp_path / "clean")


def test_all_problems_are_those_of_check_and_nothing_is_written(served: Served) -> None:
    before = snapshot(served.out)

    saved = served.save(
        {
            DAWN: TWO[DAWN].replace("fellowship: smart", "felowship: smart") + "when: [7pm]\nwhen: [8pm]\n",
            TUESDAY: TWO[TUESDAY].replace("Tuesday Group", "Wednesday Group"),
        }
    )

    told = [problem for problem in pipeline.load(served.options).problems if problem.file in (DAWN, TUESDAY)]
    assert list(saved.problems) == told
    assert any(problem.severity == "error" for problem in told)
    assert snapshot(served.out) == before


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"content/meetings/boulder/new.yaml": TWO[DAWN]}, id="a new listing"),
        pytest.param({"content/organizations/intergroup.yaml": "name: Other\n"}, id="an organization"),
        pytest.param({"site_config.yaml": TWO["site_config.yaml"]}, id="the configuration"),
        pytest.param({DAWN: TWO[DAWN], "templates/parts/card.html": ""}, id="a template beside a listing"),
    ],
)
def test_anything_else_is_left_to_a_build(served: Served, files: dict[str, str]) -> None:
    before = snapshot(served.out)

    saved = served.save(files)

    assert saved == pipeline.Saved(known=False)
    assert snapshot(served.out) == before


def test_a_page_behind_a_link_or_that_is_not_ours_is_left_alone(served: Served, tmp_path: Path) -> None:
    folder = served.out / "meetings/dawn"
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    pages = [tmp_path / "elsewhere/index.html", served.out / "meetings/tuesday/index.html"]
    before = [page.read_bytes() for page in pages]

    served.save({DAWN: TWO[DAWN].replace("name: Dawn", "name: Early Dawn")})
    (served.out / MANIFEST).unlink()
    served.save({TUESDAY: TWO[TUESDAY].replace("Tuesday Group", "Wednesday Group")})

    assert [page.read_bytes() for page in pages] == before
