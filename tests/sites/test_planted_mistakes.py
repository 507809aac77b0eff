"""Twenty-five mistakes that people make, each told at its line and column with a fix that works when it is typed.

What is typed comes from the printed fix wherever that quotes something; ``answer`` stands in only for what no program can know.
"""

import contextlib
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from alongside.cli import main

BUILD = Path(__file__).parents[2] / "build.py"

MEETING = """\
name: Tuesday Night
summary: A quiet meeting with tea.
fellowship: aa
when:
  - Tuesdays 7:00 pm - 8:00 pm
place:
  name: Willow House
  street: 1200 Pine Street
  city: Boulder
  latitude: 40.0176
  longitude: -105.2797
contact:
  phone: 303-555-0100
"""
PROGRAM = """\
name: Foothills Evenings
levels_of_care:
  - iop
conditions:
  - alcohol
place:
  street: 1 Main Street
  city: Boulder
  country: US
  timezone: America/Denver
  latitude: 40.0176
  longitude: -105.2797
contact:
  website: https://example.org/
  email: hello@example.org
translations:
  es:
    name: Tardes
"""
EVENT = """\
name: Resource Fair
area: boulder
start: 2026-12-04 17:00
end: 2026-12-04 20:00
place:
  street: 1 Main Street
  city: Boulder
  latitude: 40.0176
  longitude: -105.2797
registration:
  deadline: 2026-11-30
capacity: 200
"""

# Twenty-five mistakes in fifteen files.
FIRST: dict[str, str | bytes] = {
    "site_config.yaml": "title: Planted\ntimezne: America/Denver\n",
    "content/areas.yaml": "boulder:\n  name: Boulder\n  parent: colorado\ncolorado:\n  name: Colorado\n  parent: boulder\n",
    "content/vocabulary/tracks.yaml": "evening:\n  label:\n    en: Evening\nEarly Bird:\n  label:\n    en: Early\n",
    "content/organizations/willow-house.yaml": "name: Willow House\ncontact:\n  phone: 303-555-0100\n",
    "content/guides/first-steps.md": "---\ntitle: First steps\nordr: 3\n---\n\nCome as you are.\n",
    # Of YAML itself.
    "content/meetings/boulder/tab.yaml": MEETING.replace("  - Tues", "\t- Tues").replace("quiet", "quiet: calm"),
    "content/meetings/boulder/signs.yaml": (
        MEETING.replace("Night", "Night #12").replace("Boulder\n", "!city Boulder\n") + "fellowship: na\n"
    ),
    "content/meetings/boulder/override.yaml": MEETING.replace("Night", "Night \u202egnineve"),
    "content/meetings/boulder/latin.yaml": MEETING.replace("Tuesday Night", "Café Night").encode("cp1252"),
    # Of single values.
    "content/meetings/boulder/words.yaml": (
        MEETING.replace("Night", "Early Evening").replace("summary", "sumary").replace("- Tuesdays", "- Teusdays")
        + "organization: wilow-house\naccessibility:\n  - wheelchiar\n"
    ),
    "content/programs/boulder/values.yaml": (
        PROGRAM.replace("levels_of_care:\n  - iop\n", "")
        .replace("40.0176", "40,0176")
        .replace("https://example.org/", "www.example.org")
    ),
    "content/events/2026/fair.yaml": EVENT.replace("2026-11-30", "2026-11-31") + "when:\n  - 2026-12-04 17:00\n",
    "content/events/2026/long.yaml": EVENT.replace("Resource Fair", "Fair" + " of all that helps" * 7),
    "content/helplines/night-line.yaml": (
        'name: Night Line\nlines:\n  - call: 303-555-0101\nwhen:\n  - days: [friday]\n    start: "7"\nformer_ids: [../night]\n'
    ),
    # Of place.
    "content/meeting/boulder/folder.yaml": MEETING.replace("Tuesday", "Wednesday"),
    "content/meetings/bolder/area.yaml": MEETING.replace("Tuesday", "Thursday"),
}
# What these leave over.
SECOND: dict[str, str | bytes] = {
    "site_config.yaml": "title: Planted\ntimezone: America/Denver\nforge:\n  kind: github\n",
    "content/areas.yaml": "boulder:\n  name: Boulder\nlongmont:\n  nmae: Longmont\n",
    "content/meetings/boulder/anchor.yaml": MEETING.replace("Willow House", "&Willow House").replace("A quiet", "*A* quiet"),
    "content/meetings/boulder/spruce.yaml": MEETING.replace("Tuesday Night", "Spruce").replace("Pine", "Spruce"),
    "content/meetings/longmont/spruce.yaml": MEETING.replace("Tuesday Night", "Spruce").replace("Pine", "Main"),
    "content/programs/boulder/values.yaml": (
        PROGRAM.replace("country: US", "country: us")
        .replace("hello@", "mailto:hello@")
        .replace("  es:", "  ES:")
        .replace("alcohol", "alcool")
        .replace("America/Denver", "America/Dever")
    ),
    "content/events/2026/fair.yaml": EVENT.replace("200", "about 200").replace("area: boulder", "area: bolder"),
    "content/family/boulder/circle.yml": "name: Circle\nform: support-group\ncontact:\n  phone: 303-555-0102\n",
    "content/tools/Sober Days.yaml": "name: Sober Days\nfunctions: [sobriety-counter]\ncontact:\n  website: https://example.org/days\n",
}


class Told(NamedTuple):
    """A problem, as far as a person needs it to put it right."""

    file: str
    line: int
    column: int
    message: str
    fix: str
    value: str


Typing = Callable[[Path, Told], None]


class Planted(NamedTuple):
    """A mistake: where it has to be told, and how its fix is typed."""

    file: str
    line: int
    column: int
    typing: Typing
    mistake: str


def check(site: Path, form: str) -> tuple[int, str]:
    """The command as a person runs it, in the site's folder."""
    command = [sys.executable, str(BUILD), "check", "--site", ".", "--date", "2026-11-21", "--format", form]
    done = subprocess.run(command, cwd=site, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def told(site: Path) -> list[Told]:
    """The problems of a site; in this process, since it is asked forty times."""
    output = io.StringIO()
    with contextlib.chdir(site), contextlib.redirect_stdout(output):
        main(["check", "--date", "2026-11-21", "--format", "json"])
    return [Told(*(problem[field] for field in Told._fields)) for problem in json.loads(output.getvalue())["problems"]]


def lines_of(site: Path, problem: Told) -> list[str]:
    return (site / problem.file).read_text("utf-8").split("\n")


def write(site: Path, problem: Told, lines: list[str]) -> None:
    (site / problem.file).write_text("\n".join(lines), "utf-8")


def said(pattern: str, problem: Told) -> str:
    found = re.search(pattern, problem.fix)
    assert found, f"the fix quotes nothing like {pattern}: {problem.fix}"
    return found[1]


def the_line(site: Path, problem: Told) -> None:
    """What follows "like this:", in place of the line."""
    lines, number = lines_of(site, problem), problem.line - 1
    indent = len(lines[number]) - len(lines[number].lstrip())
    lines[number] = " " * indent + said("like this: (.+)$", problem)
    write(site, problem, lines)


def the_word(site: Path, problem: Told) -> None:
    """The X of "Did you mean X?" and "write X", in place of what the caret marks."""
    word = said(r'(?:Did you mean|[Ww]rite(?: for example)?) "?([^ "]+?(?: [ap]m)?)"?(?:[.?,]? |[.?]$)', problem)
    lines, number, column = lines_of(site, problem), problem.line - 1, problem.column - 1
    assert lines[number].startswith(problem.value, column)
    lines[number] = lines[number][:column] + word + lines[number][column + len(problem.value) :]
    write(site, problem, lines)


def the_sentence(site: Path, problem: Told) -> None:
    """The sentence of "Write "X"", in place of the whole sentence."""
    lines, number = lines_of(site, problem), problem.line - 1
    lines[number] = lines[number].partition("- ")[0] + "- " + said('Write "(.+)"', problem)
    write(site, problem, lines)


def no_line(site: Path, problem: Told) -> None:
    """The line goes: "delete this one", "Leave this line out"."""
    lines = lines_of(site, problem)
    assert said("(delete this|Leave this line out)", problem)
    del lines[problem.line - 1]
    write(site, problem, lines)


def a_line(answer: str, indent: str = "") -> Typing:
    """The name of "Write a line "levels_of_care: …"", with the answer of somebody who knows."""

    def typing(site: Path, problem: Told) -> None:
        lines = lines_of(site, problem)
        lines.insert(problem.line, indent + said(r'Write a line "(\w+): …"', problem) + f": {answer}")
        write(site, problem, lines)

    return typing


def not_both(field: str) -> Typing:
    """ "Keep one of the two": this one goes."""

    def typing(site: Path, problem: Told) -> None:
        assert said("(Keep one of the two)", problem)
        path = site / problem.file
        path.write_text(re.sub(rf"^{field}:.*\n(?: .*\n)*", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")

    return typing


def the_name(site: Path, problem: Told) -> None:
    """The file goes where "Move the file to", "name it" or "Did you mean content/meetings/?" sends it."""
    new = said(r"(?:Move (?:it|the file) to|[Nn]ame it|for example to|Did you mean) (\S+?)[.?]$", problem)
    new = new if "/" in new else f"{problem.file.rpartition('/')[0]}/{new}"
    new = new + problem.file.split("/", 2)[2] if new.endswith("/") else new
    (site / new).parent.mkdir(parents=True, exist_ok=True)
    (site / problem.file).rename(site / new)


def spaces(site: Path, problem: Told) -> None:
    assert said("(Write two spaces for each tab)", problem)
    write(site, problem, [line.replace("\t", "  ") for line in lines_of(site, problem)])


def as_utf8(site: Path, problem: Told) -> None:
    assert said("(Save the file as UTF-8)", problem)
    path = site / problem.file
    path.write_text(path.read_bytes().decode("cp1252"), "utf-8")


def shorter(site: Path, problem: Told) -> None:
    lines, number = lines_of(site, problem), problem.line - 1
    lines[number] = lines[number][: -int(said(r"Leave out (\d+) characters", problem))]
    write(site, problem, lines)


TWENTY_FIVE = (
    Planted("content/areas.yaml", 3, 11, no_line, "parents in a circle"),
    Planted("content/events/2026/fair.yaml", 3, 1, not_both("when"), "two fields that contradict one another"),
    Planted("content/events/2026/fair.yaml", 11, 13, the_word, "a day that is not in the calendar"),
    Planted("content/events/2026/long.yaml", 1, 7, shorter, "a name that is too long"),
    Planted("content/guides/first-steps.md", 3, 1, the_word, "a misspelt field above a guide"),
    Planted("content/helplines/night-line.yaml", 6, 13, the_word, "a time that may be in the morning or in the evening"),
    Planted("content/helplines/night-line.yaml", 7, 14, the_word, "an id that leads to another folder"),
    Planted("content/meeting/boulder/folder.yaml", 0, 0, the_name, "a folder that is not known"),
    Planted("content/meetings/bolder/area.yaml", 1, 1, the_name, "an area that is not known"),
    Planted("content/meetings/boulder/latin.yaml", 1, 10, as_utf8, "a file that is not UTF-8"),
    Planted("content/meetings/boulder/override.yaml", 1, 21, the_line, "a character that reorders text"),
    Planted("content/meetings/boulder/signs.yaml", 1, 21, the_line, "what would be a comment"),
    Planted("content/meetings/boulder/signs.yaml", 9, 9, the_line, "a tag"),
    Planted("content/meetings/boulder/signs.yaml", 14, 1, no_line, "a field given twice"),
    Planted("content/meetings/boulder/tab.yaml", 2, 10, the_line, "a colon in a text without quotes"),
    Planted("content/meetings/boulder/tab.yaml", 5, 1, spaces, "a tab"),
    Planted("content/meetings/boulder/words.yaml", 2, 1, the_word, "a misspelt field"),
    Planted("content/meetings/boulder/words.yaml", 5, 5, the_sentence, "a misspelt day"),
    Planted("content/meetings/boulder/words.yaml", 14, 15, the_word, "an organization that is not known"),
    Planted("content/meetings/boulder/words.yaml", 16, 5, the_word, "a misspelt word of a list"),
    Planted("content/programs/boulder/values.yaml", 1, 1, a_line("[iop]"), "a missing field"),
    Planted("content/programs/boulder/values.yaml", 9, 13, the_word, "a number with a decimal comma"),
    Planted("content/programs/boulder/values.yaml", 12, 12, the_word, "an address without https"),
    Planted("content/vocabulary/tracks.yaml", 4, 1, the_word, "a term whose id is none"),
    Planted("site_config.yaml", 2, 1, the_word, "a misspelt key of the configuration"),
)
THE_REST = (
    Planted("content/areas.yaml", 4, 3, the_word, "a misspelt field of an area"),
    Planted("content/events/2026/fair.yaml", 2, 7, the_word, "an area that is not known, in a field"),
    Planted("content/events/2026/fair.yaml", 12, 11, the_word, "a number among words"),
    Planted("content/family/boulder/circle.yml", 0, 0, the_name, "another ending"),
    Planted("content/meetings/boulder/anchor.yaml", 2, 10, the_line, "an alias"),
    Planted("content/meetings/boulder/anchor.yaml", 7, 9, the_line, "an anchor"),
    Planted("content/meetings/longmont/spruce.yaml", 0, 0, the_name, "an id that another has"),
    Planted("content/programs/boulder/values.yaml", 5, 5, the_word, "a word of another language"),
    Planted("content/programs/boulder/values.yaml", 9, 12, the_word, "a country in small letters"),
    Planted("content/programs/boulder/values.yaml", 10, 13, the_word, "a misspelt time zone"),
    Planted("content/programs/boulder/values.yaml", 15, 10, the_word, "a link for an e-mail address"),
    Planted("content/programs/boulder/values.yaml", 17, 3, the_word, "a language in capitals"),
    Planted("content/tools/Sober Days.yaml", 0, 0, the_name, "a file name with a space"),
    Planted("site_config.yaml", 3, 1, a_line("https://example.org/repository", "  "), "a missing key of the configuration"),
)
SITES = (pytest.param(FIRST, TWENTY_FIVE, id="twenty-five"), pytest.param(SECOND, THE_REST, id="the rest"))


@pytest.fixture
def site(tmp_path: Path, files: dict[str, str | bytes]) -> Path:
    for file, text in files.items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return tmp_path


@pytest.mark.parametrize(("files", "planted"), SITES)
def test_every_mistake_is_told_once_at_its_line_and_column(site: Path, planted: tuple[Planted, ...]) -> None:
    places = [":".join(str(part) for part in (each.file, each.line, each.column) if part) for each in planted]

    code, text = check(site, "text")

    problems = [block for block in text.split("\n\n") if block]
    assert code == 1
    assert [block.partition(": ")[0] for block in problems[:-1]] == places
    assert problems[-1].startswith(f"{len(planted)} errors in ")


@pytest.mark.parametrize(("files", "planted"), SITES)
def test_a_fix_that_is_typed_takes_its_mistake_away_and_no_other(site: Path, planted: tuple[Planted, ...]) -> None:
    left = told(site)

    for mistake in planted:
        problem = next(p for p in left if (p.file, p.column) == (mistake.file, mistake.column))
        mistake.typing(site, problem)
        before, left = left, told(site)

        known = [(p.file, p.message) for p in before if p != problem]
        assert [(p.file, p.message) for p in left] == known, f"{mistake.mistake}: {problem.fix}"

    assert check(site, "text")[0] == 0
