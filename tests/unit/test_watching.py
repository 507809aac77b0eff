"""The watcher of ``serve``: exactly the files that changed, once they are at rest, with inotify and by the clock."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.cli.watching import Disk, Events, Files, events_of_system
from tests.building import make

NAMES = ("a.yaml", "b.yaml", "c.md", "a.yaml~", ".hidden", "#b.yaml#")
FOLDERS = ("content", "content/meetings", "content/meetings/boulder", "content/.git", "content/__pycache__", "templates")
# Each makes something of a folder, a name and another folder.
ACTIONS = ("write", "replace", "delete", "rename", "touch", "folder", "move folder", "remove folder")


def kept(root: Path) -> dict[str, tuple[int, int]]:
    """Every file that counts, and what it is: by a walk of its own, without a look at time."""
    found = {}
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in (".git", "__pycache__")]
        for name in files:
            if name in ("a.yaml", "b.yaml", "c.md", "d.yaml", "site_config.yaml"):
                path = Path(folder, name)
                found[str(path)] = (path.stat().st_ino, path.stat().st_size)
    return found


class Editor:
    """Changes files; each has another size than any before, so that no two are alike."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.size = 0

    def text(self) -> str:
        self.size += 1
        return "x" * self.size

    def do(self, action: str, folder: str, name: str, other: str) -> None:
        path, elsewhere = self.root / folder / name, self.root / other
        if action == "folder":
            (self.root / folder / "new").mkdir(parents=True, exist_ok=True)
        elif action == "remove folder":
            shutil.rmtree(self.root / folder, ignore_errors=True)
        elif action == "move folder":
            if (self.root / folder).is_dir() and not (elsewhere / "moved").exists() and not f"{other}/".startswith(f"{folder}/"):
                elsewhere.mkdir(parents=True, exist_ok=True)
                (self.root / folder).rename(elsewhere / "moved")
        elif action in ("write", "replace"):
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(".new") if action == "replace" else path
            beside.write_text(self.text())
            beside.replace(path)
        elif path.is_file():
            self.do_to(path, action, elsewhere)

    def do_to(self, path: Path, action: str, elsewhere: Path) -> None:
        if action == "delete":
            path.unlink()
        elif action == "rename":
            elsewhere.mkdir(parents=True, exist_ok=True)
            path.rename(elsewhere / "d.yaml")
        else:
            # As a program that keeps the times of what it copies.
            path.write_text(self.text())
            os.utime(path, (1, 1))


EDITS = st.tuples(st.sampled_from(ACTIONS), st.sampled_from(FOLDERS), st.sampled_from(NAMES), st.sampled_from(FOLDERS))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(EDITS, max_size=6), min_size=1, max_size=6))
def test_whatever_is_edited_exactly_that_is_told(batches: list[list[tuple[str, str, str, str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make(root, {"content/a.yaml": "", "content/meetings/boulder/b.yaml": ""})
        editor = Editor(root)
        files = Files([root / "content", root / "templates", root / "site_config.yaml"])
        for batch in batches:
            before = kept(root)
            for edit in batch:
                editor.do(*edit)
            after = kept(root)

            assert files.changes() == {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
            assert files.changes() == set()


@settings(max_examples=40, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=12))
def test_inotify_hears_of_every_change_also_in_folders_that_came_a_moment_ago(edits: list[tuple[str, str, str, str]]) -> None:
    heard = events_of_system()
    if heard is None:
        pytest.skip("there is no inotify here")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make(root, {"content/a.yaml": "", "content/meetings/boulder/b.yaml": ""})
        editor = Editor(root)
        heard.add(str(root))
        files = Files([root / "content", root / "templates"], heard.add)
        for edit in edits:
            heard.drop()
            before = kept(root)
            editor.do(*edit)

            rung = rang(heard)
            assert rung or kept(root) == before
            files.changes()
    os.close(heard.descriptor)


def rang(events: Events) -> bool:
    """Whether something was heard; forgets it."""
    try:
        return bool(os.read(events.descriptor, 65536))
    except BlockingIOError:
        return False


class Watched:
    """A folder that is watched for as long as a test needs it."""

    def __init__(self, root: Path, events: Events | None) -> None:
        self.root = root
        self.events = events
        self.told: asyncio.Queue[set[str]] = asyncio.Queue()
        self.runner = asyncio.Runner()
        self.runner.run(self._start())

    async def _start(self) -> None:
        places = [self.root / "content", self.root / "templates", self.root / "site_config.yaml"]
        Disk(places, [self.root], self._hear, self.events).start(lambda: None)

    def _hear(self, paths: set[str]) -> None:
        self.told.put_nowait({Path(path).relative_to(self.root).as_posix() for path in paths})

    def after(self, *edits: Callable[[], object]) -> set[str]:
        """What is told after edits, a moment between each two."""
        return self.runner.run(self._after(edits))

    async def _after(self, edits: tuple[Callable[[], object], ...]) -> set[str]:
        for edit in edits:
            edit()
            await asyncio.sleep(0.01)
        return await asyncio.wait_for(self.told.get(), 30)

    def close(self) -> None:
        """Ends it."""
        self.runner.close()
        if self.events:
            os.close(self.events.descriptor)


@pytest.fixture(params=["inotify", "clock"])
def watched(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Watched]:
    events = events_of_system() if request.param == "inotify" else None
    if request.param == "inotify" and events is None:
        pytest.skip("there is no inotify here")
    make(tmp_path, {"content/meetings/boulder/one.yaml": "name: One\n", "content/areas.yaml": "", "site_config.yaml": ""})
    found = Watched(tmp_path, events)
    yield found
    found.close()


ONE = "content/meetings/boulder/one.yaml"


def test_a_file_written_in_place_or_put_in_its_place_is_told(watched: Watched) -> None:
    beside = watched.root / "content/meetings/boulder/.one.yaml.swp"

    assert watched.after(lambda: (watched.root / ONE).write_text("name: Two\n")) == {ONE}
    assert watched.after(lambda: beside.write_text("name: Three\n"), lambda: beside.replace(watched.root / ONE)) == {ONE}


def test_new_folders_and_what_goes_are_told(watched: Watched) -> None:
    new = "content/meetings/longmont/two.yaml"

    assert watched.after(lambda: make(watched.root, {new: "name: Two\n"})) == {new}
    assert watched.after(lambda: (watched.root / new).write_text("name: Second\n")) == {new}
    assert watched.after(lambda: make(watched.root, {"templates/pages/home.html": "x"})) == {"templates/pages/home.html"}
    assert watched.after(lambda: shutil.rmtree(watched.root / "content/meetings")) == {ONE, new}
    assert watched.after(lambda: (watched.root / "site_config.yaml").write_text("title: New\n")) == {"site_config.yaml"}


def test_many_files_are_told_together(watched: Watched) -> None:
    names = {f"content/meetings/town-{number % 7}/m{number}.yaml": "name: M\n" for number in range(200)}

    assert watched.after(lambda: make(watched.root, names)) == set(names)


def test_what_an_editor_leaves_beside_a_file_is_not_told(watched: Watched) -> None:
    def leave() -> None:
        make(watched.root, {"content/one.yaml~": "", "content/#one.yaml#": "", "content/.one.yaml.swp": "", "content/4913": ""})
        (watched.root / "content/4913").unlink()

    assert watched.after(leave, lambda: (watched.root / ONE).write_text("name: Two\n")) == {ONE}


def test_a_folder_that_is_no_more_can_come_again(watched: Watched) -> None:
    folder = watched.root / "content/meetings/boulder"

    def again() -> None:
        shutil.rmtree(folder)
        make(watched.root, {ONE: "name: Another\n"})

    assert watched.after(again) == {ONE}
    assert watched.after(lambda: (watched.root / ONE).write_text("name: And another\n")) == {ONE}
