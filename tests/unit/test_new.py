"""``new``: flags, a conversation on a terminal, and the smallest site."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alongside.cli import main
from alongside.cli.accounts import account
from alongside.cli.answers import guess_of, meant, nearest_of
from alongside.importing import Conflict, Report, Trouble

ROOT = Path(__file__).parents[2]
AREAS = "colorado:\n  name: Colorado\n  type: state\nboulder:\n  name: Boulder\n  parent: colorado\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site without listings, which is also the current folder."""
    folder = tmp_path / "site"
    (folder / "content").mkdir(parents=True)
    (folder / "site_config.yaml").write_text("title: Test\ntimezone: America/Denver\n", "utf-8")
    (folder / "content/areas.yaml").write_text(AREAS, "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    return folder


def flags(**answers: str) -> list[str]:
    return [word for field, value in answers.items() for word in ("--set", f"{field.replace('__', '.')}={value}")]


FULL = {"name": "Dawn", "area": "boulder", "fellowship": "aa", "when": "Tuesdays 7:00 pm", "online__url": "https://example.org/room"}


def test_flags_alone_write_a_file_that_checks(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["new", "meeting", *flags(**FULL)])

    said = capsys.readouterr().out
    assert code == 0
    assert said.startswith("Wrote content/meetings/boulder/dawn.yaml. Open it to add more; python build.py check reads it again.\n")
    assert main(["check"]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--set", "colour=blue"], "meeting has no such field.", id="an unknown field"),
        pytest.param(["--set", "fellowshp=aa"], "Did you mean fellowship?", id="a misspelt field"),
        pytest.param(["--set", "contact.phnoe=1"], "Did you mean contact.phone?", id="a misspelt field inside another"),
        pytest.param(["--set", "place=hall", "--set", "place.city=Boulder"], "cannot both be there", id="a field inside a text"),
        pytest.param(["--set", "name"], "--set takes FIELD=VALUE", id="no value"),
    ],
)
def test_a_flag_that_would_be_lost_is_refused(site: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["new", "meeting", *flags(**FULL), *arguments])

    assert code == 2
    assert said in capsys.readouterr().err
    assert not (site / "content/meetings").exists()


def test_the_example_names_only_what_is_missing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["new", "meeting", *flags(name="Dawn", fellowship="aa", online__url="https://example.org/room")])

    said = capsys.readouterr()
    assert code == 1
    assert said.out == "area: an answer is needed.\nwhen: an answer is needed.\n"
    assert said.err.endswith("for example: --set area='boulder' --set when='Tuesdays 7:00 pm - 8:00 pm'\n")


def test_errors_speak_of_the_answer_and_name_no_file_that_is_not_there(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["new", "program", *flags(name="Hope", area="bolder", levels_of_care="kitchen, intensiv outpatient")])

    said = capsys.readouterr()
    assert code == 1
    assert "area: There is no area 'bolder' yet. Did you mean boulder (Boulder)?" in said.out
    assert "levels_of_care: 'kitchen' is not a word known here." in said.out
    assert "Did you mean iop (Intensive outpatient (IOP))?" in said.out
    assert "a program gives a phone number or a website. Any of these would do: contact.phone, contact.website, online.url." in said.out
    assert ".yaml:" not in said.out + said.err
    assert "--set contact.phone='303-555-0100'" in said.err
    assert "--set name" not in said.err


def test_labels_are_answers_in_flags_too(site: Path) -> None:
    given = flags(name="Hope", area="Boulder", levels_of_care="IOP, Outpatient", contact__phone="303-555-0100")

    assert main(["new", "program", *given]) == 0
    assert "levels_of_care: [iop, outpatient]" in (site / "content/programs/boulder/hope.yaml").read_text("utf-8")


def test_warnings_are_shown_after_the_file_is_written(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["new", "meeting", *flags(**FULL, contact__phone="call me")])

    said = capsys.readouterr().out
    assert code == 0
    assert said.index("Wrote ") < said.index("warning: contact.phone: 'call me' is not a phone number")


def test_commands_in_messages_name_the_site_that_was_given(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site.parent)

    codes = [main(["new", "meeting", *flags(**FULL), "--site", "site"]) for _ in range(2)]

    said = capsys.readouterr()
    assert codes == [0, 2]
    assert "python build.py check --site site reads it again." in said.out
    assert "python build.py new --site site meeting ANOTHER-ID" in said.err


def test_a_new_site_says_what_to_leave_out_of_git_and_how_to_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "mine"

    code = main(["new", "site", str(folder)])

    assert code == 0
    assert (folder / ".gitignore").read_text("utf-8").splitlines() == ["/_site/", ".*.alongside-new/", ".alongside/"]
    readme = (folder / "README.md").read_text("utf-8")
    assert all(f"python build.py {command}" in readme for command in ("new", "check", "serve"))
    assert main(["check", "--site", str(folder)]) == 0


KNOWN = {"iop": ("Intensive outpatient (IOP)", "evening program"), "detox": ("Detox (withdrawal)",), "php": ("Day program",)}


@pytest.mark.parametrize(
    ("word", "id_"), [("IOP", "iop"), ("intensive Outpatient", "iop"), ("Day_program", "php"), ("evening program", ""), ("x", "")]
)
def test_a_word_stands_for_an_id_by_itself_or_by_its_label(word: str, id_: str) -> None:
    assert meant(word, KNOWN) == id_


@pytest.mark.parametrize(
    ("word", "guess"),
    [("evening program", "Did you mean iop"), ("detoks", "Did you mean detox"), ("day programme", "Did you mean php"), ("zzz", "")],
)
def test_a_guess_goes_by_id_label_or_synonym(word: str, guess: str) -> None:
    assert guess_of(word, KNOWN).startswith(guess)
    assert bool(guess_of(word, KNOWN)) == bool(guess)


def test_the_nearest_comes_first() -> None:
    assert nearest_of("detoxx", KNOWN)[0] == "detox"


class Talk:
    """``new`` on a pseudo-terminal."""

    def __init__(self, site: Path, *arguments: str) -> None:
        self.read_end, inner = os.openpty()
        env = {**os.environ, "COLUMNS": "100", "TERM": "dumb", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
        # A shell that runs tests in the background lets them ignore Ctrl-C; a person's does not.
        heeding = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        heeding += "from alongside.cli import main; sys.exit(main())"
        command = [sys.executable, "-c", heeding, "new", *arguments]
        self.process = subprocess.Popen(command, stdin=inner, stdout=inner, stderr=inner, cwd=site, env=env, start_new_session=True)
        os.close(inner)
        self.said = ""

    def wait_for(self, words: str) -> str:
        """What was said up to some words, and since the last call."""
        ends = time.monotonic() + 30
        while words not in self.said and time.monotonic() < ends:
            if not self._read(ends - time.monotonic()):
                break
        assert words in self.said, self.said
        before, _, self.said = self.said.partition(words)
        return before

    def answer(self, question: str, *typed: str) -> str:
        """Types an answer when a question is asked, more where it is asked again; what was said last before it."""
        heard = ""
        for line in typed:
            heard = self.wait_for(question)
            self.wait_for("): ")
            os.write(self.read_end, line.encode() + b"\n")
        return heard

    def end(self) -> tuple[int, str]:
        """The exit code, and what was said last."""
        ends = time.monotonic() + 30
        while time.monotonic() < ends and self._read(ends - time.monotonic()):
            pass
        return self.process.wait(timeout=120), self.said

    def _read(self, seconds: float) -> bool:
        if not select.select([self.read_end], [], [], max(0.0, seconds))[0]:
            return False
        try:
            found = os.read(self.read_end, 65536)
        except OSError:
            # EIO is what Linux says when the other side has closed.
            return False
        self.said += found.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(found)


@pytest.fixture
def talk(site: Path) -> Iterator[Callable[..., Talk]]:
    begun: list[Talk] = []

    def begin(*arguments: str) -> Talk:
        begun.append(Talk(site, *arguments))
        return begun[-1]

    yield begin
    for each in begun:
        if each.process.poll() is None:
            each.process.kill()
            each.process.wait(timeout=120)
        os.close(each.read_end)


on_a_terminal = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are of POSIX systems")


@on_a_terminal
def test_each_answer_is_looked_at_when_it_is_given(site: Path, talk: Callable[..., Talk]) -> None:
    found = talk("program")

    kindly = found.answer("What is it called?", "", "Hope House")
    found.answer("What is it, in one plain sentence?", "Evening groups.")
    found.answer("In which area is it?", "boulder")
    listed = found.answer("Which levels of care?", "evening program", "Intensive outpatient, Detox")
    found.answer("Phone number", "")
    found.answer("Website?", "nowhere", "")
    found.answer("What is the place called?", "")
    found.answer("House number", "")
    found.answer("City or town?", "")
    mended = found.answer("Phone number", "303-555-0100")
    code, said = found.end()

    assert code == 0, said
    assert "This one is needed" in kindly
    assert "'evening program' is not a word known here. Did you mean iop (Intensive outpatient (IOP))?" in listed
    assert len([line for line in listed.splitlines() if line.startswith("    ")]) <= 12
    assert "A program gives a phone number or a website. One of these is enough." in mended
    text = (site / "content/programs/boulder/hope-house.yaml").read_text("utf-8")
    assert "levels_of_care: [iop, detox]" in text
    assert "summary: Evening groups." in text


@on_a_terminal
def test_a_date_in_another_form_is_asked_for_again(site: Path, talk: Callable[..., Talk]) -> None:
    found = talk("event", *flags(name="Fair", event_type="resource-fair", area="boulder", place__city="Boulder"))

    found.answer("plain sentence?", "")
    told = found.answer("When does it begin?", "Dec 12 2026", "2026-12-12 10:00")
    found.answer("What is the place called?", "Town Hall")
    found.answer("House number", "")
    found.answer("Link to join", "")
    code, said = found.end()

    assert code == 0, said
    assert "2026-12-04 17:00" in told
    assert "  name: Town Hall" in (site / "content/events/2026/fair.yaml").read_text("utf-8")


@on_a_terminal
def test_an_area_that_is_not_there_can_be_added_with_its_parent(site: Path, talk: Callable[..., Talk]) -> None:
    found = talk(
        "meeting",
        *flags(name="Dawn", summary="", fellowship="aa", when="Tuesdays 7:00 pm", place__name="", place__street="", place__city=""),
    )

    found.answer("In which area is it?", "Lyons")
    found.answer("Add lyons to content/areas.yaml?", "yes")
    found.answer("What is the area called?", "")
    found.answer("Which larger area", "Colorado")
    found.answer("Link to join", "https://example.org/room")
    code, said = found.end()

    assert code == 0, said
    assert (site / "content/areas.yaml").read_text("utf-8") == AREAS + "\nlyons:\n  name: Lyons\n  parent: colorado\n  type: city\n"
    assert (site / "content/meetings/lyons/dawn.yaml").is_file()
    assert main(["check"]) == 0


@on_a_terminal
def test_after_too_many_tries_nothing_is_written_and_the_answers_are_shown(site: Path, talk: Callable[..., Talk]) -> None:
    found = talk("meeting")

    found.answer("What is it called?", "Dawn")
    found.answer("plain sentence?", "")
    found.answer("In which area is it?", "boulder")
    found.answer("Which fellowship?", *["xyzzy"] * 5)
    code, said = found.end()

    assert code == 1
    assert "Nothing was written." in said
    assert said.rstrip().endswith("name: Dawn")
    assert not (site / "content/meetings").exists()


@on_a_terminal
@pytest.mark.parametrize(("how", "code"), [("end", 1), ("interrupt", 3)])
def test_who_stops_sees_the_answers(site: Path, talk: Callable[..., Talk], how: str, code: int) -> None:
    found = talk("meeting")

    found.answer("What is it called?", "Dawn")
    found.wait_for("plain sentence?")
    if how == "end":
        os.write(found.read_end, b"\x04")
    else:
        # A signal between the question and the wait for its answer is noticed only with the next one.
        while found.process.poll() is None:
            found.process.send_signal(signal.SIGINT)
            time.sleep(1)
    ended, said = found.end()

    assert ended == code
    assert "name: Dawn" in said


def test_the_account_of_an_import_names_what_somebody_has_to_look_at() -> None:
    report = Report(
        source="feed",
        format="csv",
        dry_run=False,
        records=5,
        written=2,
        unchanged=2,
        conflicted=1,
        refused=(),
        problems=(
            *(Trouble(str(n), "formats", f"Q{n}", f"'Q{n}' is not a word; left out") for n in range(3)),
            Trouble("", "Tel", "", "lacks"),
        ),
        conflicts=(Conflict("a", "dawn", "name", "changed by hand and in the feed; left as it is", "Ours", "x" * 200),),
        gone=tuple(f"gone-{n}" for n in range(9)),
        areas_created=("nowhere",),
        zones={},
        zone_of={},
    )

    lines = list(account(report))

    assert "(here: Ours; feed: " + "x" * 60 + "…)" in lines[0]
    assert lines[1] == "3 x formats: is not a word; left out (for example 0, Q0)"
    assert lines[2] == "1 x Tel: lacks"
    assert lines[3].startswith("9 records are gone from the feed, listings left as they are: gone-0, gone-1,")
    assert lines[4].startswith("created the area nowhere: if that was a slip, ")
    assert "9 gone from the feed" in lines[5]
