"""The same content gives the same bytes: whoever builds it, wherever, in whatever order, after whatever was built before."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building import DAY, ROOT, SMALL, build, command, make, snapshot

DATE = ("--date", DAY.isoformat())
# The small site in two languages.
TWO = {
    **SMALL,
    "site_config.yaml": SMALL["site_config.yaml"] + "languages: [en, es]\ntranslations: {es: {title: Pequeño}}\n",
    "content/meetings/boulder/tuesday.yaml": SMALL["content/meetings/boulder/tuesday.yaml"] + "translations: {es: {name: Martes}}\n",
}


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with enough files for workers: more than 200 to check, more than 200 to write."""
    text = "name: Meeting {0}\nfellowship: {1}\nplace: {{city: Boulder, region: CO}}\nwhen: ['{2} {3:02}:15 h']\n"
    days = ("Mondays", "Tuesdays", "Fridays")
    more = {
        f"content/meetings/boulder/m-{n}.yaml": text.format(n, ("aa", "na", "smart", "ca")[n % 4], days[n % 3], n % 24) for n in range(210)
    }
    return make(tmp_path_factory.mktemp("wide") / "site", {**TWO, **more})


@pytest.fixture(scope="module")
def wide_bytes(wide: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("clean") / "out"
    build(wide, out)
    return snapshot(out)


@pytest.mark.parametrize("workers", ["2", "3"])
def test_any_number_of_workers_writes_the_same(wide: Path, wide_bytes: dict[str, bytes], tmp_path: Path, workers: str) -> None:
    done = command("build", "--site", wide, "--out", tmp_path / "out", *DATE, "--workers", workers, "--no-cache")

    assert done.returncode == 0, done.stderr
    assert min(len([path for path in wide_bytes if path.startswith("es/") == second]) for second in (False, True)) > 300
    assert snapshot(tmp_path / "out") == wide_bytes


def test_a_cache_cold_or_warm_writes_the_same(wide: Path, wide_bytes: dict[str, bytes], tmp_path: Path) -> None:
    for out in ("cold", "warm"):
        done = command("build", "--site", wide, "--out", tmp_path / out, *DATE)

        assert done.returncode == 0, done.stderr
        assert snapshot(tmp_path / out) == wide_bytes
    shutil.rmtree(wide / ".alongside")


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati"}, id="another zone of the machine"),
        pytest.param({"PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}, id="another language of the machine"),
        pytest.param({"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "es"}, id="and another"),
    ],
)
def test_the_machine_does_not_show(tmp_path: Path, environment: dict[str, str]) -> None:
    site = make(tmp_path / "site", {**TWO, "content/guides/años.md".replace("ñ", "n"): "---\ntitle: Años\n---\nÜber alles – “so”.\n"})
    build(site, tmp_path / "here")

    done = command("build", "--site", site, "--out", tmp_path / "there", *DATE, "--no-cache", **environment)

    assert done.returncode == 0, done.stderr
    assert snapshot(tmp_path / "there") == snapshot(tmp_path / "here")


def test_the_order_in_which_files_were_made_does_not_show(tmp_path: Path) -> None:
    make(tmp_path / "one", TWO)
    make(tmp_path / "two", dict(reversed(TWO.items())))

    for name in ("one", "two"):
        build(tmp_path / name, tmp_path / f"{name}-out")

    assert snapshot(tmp_path / "one-out") == snapshot(tmp_path / "two-out")


def test_the_folder_of_the_site_does_not_show(tmp_path: Path) -> None:
    for name in ("one", "another place/deep"):
        build(make(tmp_path / name / "site"), tmp_path / name / "out")

    assert snapshot(tmp_path / "one/out") == snapshot(tmp_path / "another place/deep/out")


def test_the_sample_is_the_same_twice(sample: Path, tmp_path: Path) -> None:
    build(ROOT, tmp_path / "again", workers=1)

    assert snapshot(tmp_path / "again") == snapshot(sample)


Edit = Callable[[Path, random.Random], None]


def _change(file: str, old: str, news: tuple[str, ...]) -> Edit:
    """An edit of one line of a file that begins with ``old``."""

    def edit(site: Path, chance: random.Random) -> None:
        path = site / file
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        path.write_text("".join(f"{chance.choice(news) if line.startswith(old) else line}\n" for line in lines), "utf-8")

    return edit


def _toggle(file: str, text: str) -> Edit:
    """An edit that adds a file, or takes it away again."""

    def edit(site: Path, _chance: random.Random) -> None:
        path = site / file
        if path.exists():
            path.unlink()
        else:
            make(site, {file: text})

    return edit


TERMS = (ROOT / "content/vocabulary/fellowships.yaml").read_text("utf-8")
CARD = (ROOT / "templates/parts/card.html").read_text("utf-8")
EDITS: dict[str, Edit] = {
    "the name of a listing": _change("content/meetings/boulder/tuesday.yaml", "name", ("name: Wednesday Group", "name: Tuesday Group")),
    "the time of a listing": _change(
        "content/meetings/boulder/dawn.yaml", "when", ("when: [Fridays 07:00]", "when: [Mondays 23:30 - 1:00]")
    ),
    "its fellowship": _change("content/meetings/chicago/lake.yaml", "fellowship", ("fellowship: na", "fellowship: ca", "fellowship: aa")),
    "its status": _change("content/meetings/longmont/gone.yaml", "status", ("status: closed", "status: paused", "status: active")),
    "an organization": _change("content/organizations/intergroup.yaml", "name", ("name: Intergroup", "name: Foothills Intergroup")),
    "a place": _change("content/places/hall.yaml", "street", ("street: 1 Pine Street", "street: 1245 Spruce Street")),
    "how a place is shown": _change(
        "content/places/hall.yaml", "area", ("area: boulder\nprecision: withheld", "area: longmont", "area: boulder")
    ),
    "an area": _change(
        "content/areas.yaml",
        "boulder:",
        ("boulder: {name: Boulder City, parent: colorado}", "boulder: {name: Boulder, parent: boulder-county}"),
    ),
    "the configuration": _change("site_config.yaml", "page_size", ("page_size: 5", "page_size: 6", "page_size: 50")),
    "the title": _change("site_config.yaml", "title", ("title: Small", "title: Small & new")),
    "the base": _change("site_config.yaml", "base_url", ("base_url: https://b.example.org/", "base_url: https://small.example.org/dir/")),
    "a guide": _change("content/guides/first.md", "Come", ("Come [a little early](/meetings/).", "Come *as you are*.")),
    "the languages": _change("site_config.yaml", "languages", ("languages: [en]", "languages: [en, es]", "languages: [es, en]")),
    "the words of a language": _change("site_config.yaml", "translations", ("translations: {es: {title: Otro}}", "translations: {}")),
    "a translated listing": _change("content/meetings/boulder/tuesday.yaml", "translations", ("translations: {es: {name: El martes}}",)),
    "a translated guide": _toggle("content/guides/first.es.md", "---\ntitle: Su primera reunión\n---\nVenga temprano.\n"),
    "a catalogue": _toggle("locale/es.po", 'msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n\nmsgid "Where"\nmsgstr "Lugar"\n'),
    "a new listing": _toggle("content/meetings/boulder/new.yaml", SMALL["content/meetings/boulder/dawn.yaml"].replace("Dawn", "New")),
    "a new page": _toggle("content/pages/privacy.md", "---\ntitle: Privacy\n---\nNothing is kept.\n"),
    "an own vocabulary": _toggle("content/vocabulary/fellowships.yaml", TERMS.replace("Alcoholics Anonymous", "A.A.")),
    "an own template": _toggle("templates/parts/card.html", CARD.replace("<article", "<article lang='en'")),
    "an own style": _toggle("assets/css/own.css", ".own { color: inherit }\n"),
    "an own picture": _toggle("assets/static/mark.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>\n"),
}


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_edits_a_build_equals_a_clean_one(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    site = make(tmp_path / "site", TWO)
    build(site, tmp_path / "out", cache=True)

    order = chance.sample(sorted(EDITS), len(EDITS))
    for number, names in enumerate((order[0:6], order[6:11], order[11:12], order[12:17], order[17:], order[3:15])):
        for name in names:
            EDITS[name](site, chance)
        assert build(site, tmp_path / "out", cache=True).done, names
        build(site, tmp_path / f"clean-{number}")

        assert snapshot(tmp_path / "out") == snapshot(tmp_path / f"clean-{number}"), names


def test_a_mistake_and_its_repair_leave_no_trace(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    build(site, tmp_path / "out", cache=True)
    before = snapshot(tmp_path / "out")
    listing = site / "content/meetings/boulder/dawn.yaml"
    listing.write_text(SMALL["content/meetings/boulder/dawn.yaml"] + "felowship: aa\n")

    refused = build(site, tmp_path / "out", cache=True)
    kept = snapshot(tmp_path / "out")
    partly = build(site, tmp_path / "out", cache=True, keep_going=True)
    without = snapshot(tmp_path / "out")
    listing.write_text(SMALL["content/meetings/boulder/dawn.yaml"])
    build(site, tmp_path / "out", cache=True)

    assert not refused.done
    assert kept == before
    assert partly.done
    assert "meetings/dawn/index.html" in before.keys() - without.keys()
    assert snapshot(tmp_path / "out") == before
