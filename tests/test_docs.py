"""The documents name everything that there is: fields, configuration keys, commands, modules."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.config import SiteConfig
from alongside.drafts import Mapping, mapping_of
from alongside.reading import Source, parse
from alongside.schema import KINDS, Area, Organization, Term, Venue
from alongside.schema.reference import fields, markdown
from tests.test_house import ORDER

ROOT = Path(__file__).parent.parent
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = ("build", "check", "serve", "new", "audit", "import")


def test_the_field_reference_is_what_the_schema_says() -> None:
    assert (ROOT / "content" / "README.md").read_text("utf-8") == markdown()


@pytest.mark.parametrize("type_", [*KINDS.values(), Organization, Venue, Area, Term], ids=lambda type_: type_.__name__)
def test_every_field_is_in_the_reference_and_described(type_: type) -> None:
    reference = markdown()

    rows = list(fields(type_))

    assert rows
    assert [row.path for row in rows if f"| `{row.path}`" not in reference] == []
    assert [row.path for row in rows if not row.description] == []


def test_every_configuration_key_is_in_contributing() -> None:
    missing = [row.path for row in fields(SiteConfig) if f"| `{row.path}`" not in CONTRIBUTING]

    assert missing == []


def test_every_key_of_an_import_mapping_is_in_contributing() -> None:
    missing = [row.path for row in fields(Mapping) if f"| `{row.path}`" not in CONTRIBUTING]

    assert missing == []


def test_the_mapping_in_contributing_is_one() -> None:
    example = CONTRIBUTING.split("A mapping of your own:")[1].split("```yaml\n")[1].split("```")[0]
    source = parse("mapping.yaml", example.encode())

    assert isinstance(source, Source)
    assert mapping_of(source.data)[1] == []


def test_contributing_names_no_configuration_key_that_is_gone() -> None:
    table = CONTRIBUTING.split("## The configuration")[1].split("\n## ")[0]

    named = set(re.findall(r"^\| `([a-z_.]+)`", table, re.MULTILINE))

    assert named == {row.path for row in fields(SiteConfig)}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_in_contributing(command: str) -> None:
    shown = subprocess.run([sys.executable, str(ROOT / "build.py"), command, "--help"], capture_output=True, text=True, check=True).stdout

    row = next(line for line in CONTRIBUTING.splitlines() if line.startswith(f"| `python build.py {command}") or f"[{command}]" in line)
    options = set(re.findall(r"--[a-z][a-z-]+", shown)) - {"--help"}

    assert options
    assert options - set(re.findall(r"--[a-z][a-z-]+", row)) == set()


def test_the_readme_begins_with_what_it_is_the_two_commands_and_a_picture() -> None:
    first_screen = "\n".join(README.splitlines()[:20])

    assert "static directory of local support" in first_screen
    assert "make site" in first_screen
    assert "make test" in first_screen
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", first_screen)
    assert picture is not None
    assert (ROOT / picture[1]).is_file()


def test_every_link_of_the_documents_leads_to_a_file() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / name).read_text("utf-8")):
            assert (ROOT / target).exists(), f"{name}: {target}"


def test_every_module_is_in_the_picture_of_the_engine() -> None:
    picture = CONTRIBUTING.split("### How the engine is laid out")[1]
    found = (path for path in (ROOT / "alongside").iterdir() if path.name[0] not in "_." and path.name != "locale")
    modules = {path.stem if path.is_file() else path.name for path in found}

    assert {module for module in modules if f"| `{module}`" not in picture and f"| `{module}/`" not in picture} == set()


def test_the_picture_of_the_engine_has_the_modules_in_the_order_of_imports() -> None:
    picture = CONTRIBUTING.split("### How the engine is laid out")[1]

    named = re.findall(r"^\| `(\w+)/?` \|", picture, re.MULTILINE)

    assert named == [module for module in ORDER if module in named]
    assert len(named) == len(set(named))


def test_a_folder_has_a_slash_in_the_picture_of_the_engine_and_a_file_has_none() -> None:
    picture = CONTRIBUTING.split("### How the engine is laid out")[1]

    named = {name: bool(slash) for name, slash in re.findall(r"^\| `(\w+)(/?)` \|", picture, re.MULTILINE)}

    assert named == {name: (ROOT / "alongside" / name).is_dir() for name in named}
