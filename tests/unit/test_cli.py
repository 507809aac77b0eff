"""The command line: exit codes, what is said on which stream, and no traceback for anything that can be typed."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.cli import main
from alongside.cli.commands import site_folder
from alongside.pipeline import ENGINE

BUILD = Path(__file__).parents[2] / "build.py"
COMMANDS = ("build", "check", "serve", "audit", "new", "import")
MEETING = (
    "name: Tuesday Night\nfellowship: aa\nwhen: Tuesdays 7:00 pm - 8:00 pm\n"
    "place:\n  street: 1200 Pine Street\n  city: Boulder\n  latitude: 40.0176\n  longitude: -105.2797\n"
)
GOOD, BAD, WARNED = "content/meetings/boulder/good.yaml", "content/meetings/boulder/bad.yaml", "content/meetings/boulder/warned.yaml"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one good listing, which is also the current folder."""
    folder = tmp_path / "site"
    write(folder, "site_config.yaml", "title: Test\ntimezone: America/Denver\n")
    write(folder, "content/areas.yaml", "boulder:\n  name: Boulder\n")
    write(folder, GOOD, MEETING)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return folder


def write(folder: Path, file: str, text: str) -> None:
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(text, "utf-8")


def break_it(site: Path) -> None:
    write(site, BAD, MEETING.replace("fellowship: aa", "fellowship: aaa").replace("Tuesday", "Monday"))


def warn_of_it(site: Path) -> None:
    write(site, WARNED, MEETING.replace("Tuesday", "Sunday") + "contact:\n  website: http://example.org/\n")


def test_a_good_site_is_fine(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check"])

    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    assert said.out.startswith("3 files are fine (")


def test_errors_end_with_1_and_are_counted(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_it(site)

    code = main(["check"])

    said = capsys.readouterr()
    assert (code, said.err) == (1, "")
    assert said.out.startswith(f"{BAD}:2:13: fellowship: 'aaa' is not a word of content/vocabulary/fellowships.yaml\n")
    assert said.out.endswith("\n\n1 error in 1 file.\n")


@pytest.mark.parametrize(("arguments", "code"), [(["check"], 0), (["check", "--strict"], 1), (["build", "--strict"], 1), (["build"], 0)])
def test_warnings_are_fatal_only_where_that_is_asked_for(site: Path, arguments: list[str], code: int) -> None:
    warn_of_it(site)

    assert main(arguments) == code


def test_only_the_problems_of_the_files_named_are_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_it(site)

    codes = [main(["check", GOOD]), main(["check", str(site / BAD)]), main(["check", GOOD, BAD])]

    blocks = capsys.readouterr().out.split("\n")
    assert codes == [0, 1, 1]
    assert blocks[0].startswith("1 file is fine (")
    assert [line for line in blocks if line.startswith(BAD)] == [blocks[1]] * 2


def test_a_file_is_found_from_any_folder(site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    break_it(site)
    monkeypatch.chdir(site.parent)

    code = main(["check", "--site", "site", f"site/{BAD}"])

    assert code == 1
    assert capsys.readouterr().out.startswith(f"site/{BAD}:2:13: ")


def test_a_configuration_with_errors_is_told_with_any_file(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site, "site_config.yaml", "title: Test\nbase_url: [\n")

    code = main(["check", GOOD])

    assert code == 1
    assert capsys.readouterr().out.startswith("site_config.yaml:2:11: ")


def test_json_is_one_document(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_it(site)
    warn_of_it(site)

    code = main(["check", "--format", "json"])

    read = json.loads(capsys.readouterr().out)
    assert code == 1
    assert (read["errors"], read["warnings"]) == (1, 1)
    assert read["problems"][0] == {
        "file": BAD,
        "line": 2,
        "column": 13,
        "field": "fellowship",
        "value": "aaa",
        "message": "'aaa' is not a word of content/vocabulary/fellowships.yaml",
        "fix": read["problems"][0]["fix"],
        "source": "fellowship: aaa",
        "severity": "error",
        "rule": "unknown-word",
    }


def test_every_line_for_a_forge_is_an_annotation(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_it(site)
    warn_of_it(site)

    main(["check", "--format", "github"])

    lines = capsys.readouterr().out.splitlines()
    assert [line.partition("::")[2].partition(",")[0] for line in lines] == [f"error file={BAD}", f"warning file={WARNED}"]


@pytest.mark.parametrize("form", ["json", "github"])
def test_what_a_program_reads_holds_no_sentence_about_the_run(site: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--format", form])

    said = capsys.readouterr()
    assert said.err == ""
    assert said.out == "" if form == "github" else json.loads(said.out)["problems"] == []


def test_a_build_says_what_it_made_and_a_quiet_one_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes = [main(["--out", "one"]), main(["build", "--out", "two", "--quiet"])]

    said = capsys.readouterr()
    assert codes == [0, 0]
    assert said.out.count("\n") == 1
    assert said.out.startswith("one: 1 listing, ")
    assert said.err == ""
    assert (site / "two" / "index.html").is_file()


def test_nothing_is_built_where_there_are_errors(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_it(site)

    code = main(["build"])

    assert code == 1
    assert capsys.readouterr().err == "Nothing was built: 1 error in 1 file.\n"
    assert not (site / "_site").exists()


def test_the_good_files_are_built_where_that_is_asked_for(site: Path) -> None:
    break_it(site)

    code = main(["build", "--keep-going", "--quiet"])

    assert code == 1
    assert (site / "_site" / "meetings" / "good" / "index.html").is_file()
    assert not (site / "_site" / "meetings" / "bad").exists()


@pytest.mark.parametrize("more", [[], ["--keep-going"]])
def test_no_site_is_built_with_a_configuration_that_has_errors(site: Path, more: list[str]) -> None:
    write(site, "site_config.yaml", "title: Test\ntimezne: UTC\n")

    code = main(["build", *more])

    assert code == 1
    assert not (site / "_site").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["chekc"], "chekc is not a command. Did you mean check?", id="a misspelt command"),
        pytest.param(["frobnicate"], "The commands are build, check, serve, new, audit, import.", id="another command"),
        pytest.param(["check", "--site", "nowhere"], "There is no site_config.yaml in nowhere.", id="a folder that is no site"),
        pytest.param(["check", "--date", "tomorrow"], "tomorrow is not a date of this time. Write year-month-day", id="no date"),
        pytest.param(["check", "--date", "2026-02-30"], "2026-02-30 is not a date", id="no day of the calendar"),
        pytest.param(["build", "--date", "9999-12-31"], "9999-12-31 is not a date of this time", id="the end of time"),
        pytest.param(["build", "--date", ""], "is not a date", id="an empty date"),
        pytest.param(["check", "content/gone.yaml"], "There is no file content/gone.yaml.", id="a file that is not there"),
        pytest.param(["check", str(BUILD)], "is not in content.", id="a file of another folder"),
        pytest.param(["build", "--workers", "-1"], "--workers takes a number from 1 to 64.", id="workers"),
        pytest.param(["build", "--workers", "many"], "invalid int value: 'many'", id="a number that is none"),
        pytest.param(["build", "--base-url", "example.org"], "--base-url: 'example.org' does not begin with https://", id="an address"),
        pytest.param(["build", "--out", "content/x"], "Choose a folder of its own for --out.", id="the sources as output"),
        pytest.param(["build", "--out", ".."], "Choose a folder of its own for --out.", id="a folder above the site as output"),
        pytest.param(["build", "--out", "site_config.yaml"], "Choose a folder for --out.", id="a file as output"),
        pytest.param(["check", "--format", "xml"], "invalid choice: 'xml'", id="a format"),
        pytest.param(["check", "--bogus\x1b[2J"], "unrecognized arguments: --bogus\\u001b[2J", id="an option with an escape"),
        pytest.param(["audit"], "There is no site in _site yet. Type: python build.py build", id="nothing to look through"),
        pytest.param(["serve", "--port", "0"], "--port takes a number from 1 to 65535.", id="a port"),
    ],
)
def test_a_mistake_on_the_command_line_ends_with_2_and_a_sentence(
    site: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(arguments)

    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("epoch", ["soon", "-1", "9" * 30])
def test_a_strange_date_of_the_environment_is_told(
    site: Path, epoch: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    assert main(["check"]) == 2
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_what_the_disk_refuses_ends_with_3_and_a_sentence(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "locked").mkdir(mode=0o500)

    code = main(["build", "--out", "locked/out", "--quiet"])

    assert code == 3
    assert capsys.readouterr().err.startswith("alongside: locked/out")


def test_a_file_that_a_build_did_not_make_ends_it_with_3(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site, "_site/index.html", "by hand")

    code = main(["build"])

    assert code == 3
    assert "index.html was not made by a build" in capsys.readouterr().err
    assert (site / "_site" / "index.html").read_text("utf-8") == "by hand"


def test_a_site_is_found_from_a_folder_inside_of_it(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    break_it(site)
    monkeypatch.chdir(site / "content" / "meetings")

    code = main(["check"])

    said = capsys.readouterr()
    assert (code, said.err) == (1, "")
    assert said.out.startswith(f"../../{BAD}:2:13: ")


def test_the_sample_is_named_where_no_site_is_found_unless_silence_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    told, quiet = site_folder(None), site_folder(None, quiet=True)

    said = capsys.readouterr()
    assert told == quiet == ENGINE
    assert said.err == f"There is no site_config.yaml here or in a folder above: this is about the sample in {ENGINE}.\n"


def test_a_port_that_is_taken_is_told_before_anything_is_built(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        code = main(["serve", "--port", str(taken.getsockname()[1])])

    said = capsys.readouterr().err
    assert code == 3
    assert "cannot be used" in said
    assert "Serving" not in said
    assert not (site / "_site").exists()


def test_a_source_that_looks_like_another_ends_with_2_and_its_name(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site, "feed.json", json.dumps([{"slug": "elm", "name": "Elm", "day": 1, "time": "19:00", "address": "1 A St"}]))
    write(site, "feed-2.json", (site / "feed.json").read_text("utf-8"))
    command = ["import", "meeting-guide", "--area", "boulder", "--fellowship", "aa"]

    codes = [main([*command, "feed.json"]), main([*command, "feed-2.json"]), main([*command, "feed-2.json", "--source", "feed"])]

    said = capsys.readouterr()
    assert codes == [0, 2, 0]
    assert "looks like the feed imported as 'feed'; to update it: --source feed" in said.err
    assert "0 written, 1 unchanged" in said.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main([command, "--help"])

    assert code == 0
    assert f"usage: build.py {command}" in capsys.readouterr().out


def test_the_command_itself_explains_all_commands(capsys: pytest.CaptureFixture[str]) -> None:
    codes = [main(["--help"]), main(["--version"])]

    said = capsys.readouterr().out
    assert codes == [0, 0]
    assert all(f"    {command} " in said for command in COMMANDS)


@pytest.mark.skipif(os.name != "posix", reason="pipes end otherwise on Windows")
def test_a_reader_that_goes_away_is_no_crash(site: Path) -> None:
    for number in range(150):
        write(site, f"content/tools/tool-{number}.yaml", "nmae: x\n" * 20)
    command = [sys.executable, str(BUILD), "check"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None

        process.stdout.readline()
        process.stdout.close()
        code = process.wait(timeout=120)

        assert (code, process.stderr.read()) == (3, "")


def test_output_that_is_not_a_terminal_is_utf_8_whatever_the_system_says(site: Path) -> None:
    write(site, BAD, MEETING.replace("aa\n", "café\n"))

    done = subprocess.run(
        [sys.executable, str(BUILD), "check"], capture_output=True, timeout=90, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii"}
    )

    assert done.returncode == 1
    assert "'café' is not a word" in done.stdout.decode("utf-8")
    assert done.stderr == b""


arguments = st.lists(
    st.sampled_from(["check", "audit", "--site", "--date", "--format", "json", "--strict", "--quiet", "--out", "-", "--", "2026-11-21"])
    | st.text(st.characters(exclude_categories=(), exclude_characters="/\\"), max_size=6),
    max_size=5,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=arguments)
def test_nothing_that_can_be_typed_ends_in_a_traceback(site: Path, typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    codes = {main(["check", *typed]), main(["audit", *typed]), main(["--strict", *typed])}

    assert codes <= {0, 1, 2, 3}
    capsys.readouterr()
