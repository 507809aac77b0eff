"""``serve``: the finished site on this machine; a saved page at once, then everything, and what is wrong over the last good page.

What is read and what changes are two processes: this one serves, watches and never waits for a build (``builder``).
"""

import logging
import os
import signal
import socket
import time
from pathlib import Path

from livereload import Server
from livereload.handlers import LiveReloadHandler
from tornado.ioloop import IOLoop
from tornado.locks import Event

from alongside import pipeline
from alongside.cli.builder import Builder, Report
from alongside.cli.handlers import Folder, Trouble, application
from alongside.cli.terminal import OK, count, show, shown, tell
from alongside.cli.watching import Disk, events_of_system
from alongside.errors import SiteError, as_text, in_order

# So long after a saved page the build begins: the browser is first, and a second save needs no second build.
_AFTER = 0.25
# More than this nobody reads in a page; the terminal has more.
_MOST = 50


class _Local(Server):  # type: ignore[misc]  # livereload has no types
    def _setup_logging(self) -> None:
        # What livereload and tornado say of each save and request helps nobody who edits files.
        for name in ("livereload", "tornado.access"):
            logging.getLogger(name).setLevel(logging.CRITICAL)

    def application(self, port: int, _host: str, **_more: object) -> None:
        LiveReloadHandler.watcher = self.watcher
        self.app.listen(port, address="127.0.0.1")
        tell(f"Serving {shown(self.root)} on http://127.0.0.1:{port}/ - stop with Ctrl-C.")


class Rebuilding:
    """From changed files to what open pages show.

    ``holder`` is the builder that built last and knows the site; ``builder`` the one that builds now; ``changed`` has every file that is
    another one than what the holder knows. A change ends the build that has not seen it.
    """

    def __init__(self, options: pipeline.Options, folder: Folder, loop: IOLoop) -> None:
        self.options = options
        self.folder = folder
        self.loop = loop
        self.changed: set[str] = set()
        self.holder: Builder | None = None
        self.builder: Builder | None = None
        self.timer: object = None
        self.began = 0.0
        self.told = Event()

    def change(self, paths: set[str]) -> None:
        """Files have changed, by their paths."""
        self._wait()
        self.began = time.perf_counter()
        self.changed |= {_named(path, self.options.site) for path in paths}
        if self.holder:
            self.holder.ask(sorted(self.changed))
        else:
            self.build()

    def build(self) -> None:
        """Begins a build of everything."""
        self._wait()
        self.builder = Builder(self.options)
        self.builder.listen(lambda builder, report: self.loop.add_callback(self.hear, builder, report))

    def hear(self, builder: Builder, report: Report) -> None:
        """A builder has said what came of a build or of saved files; one that was ended meanwhile no longer counts."""
        if builder.ended:
            return
        if builder is self.builder:
            self._built(builder, report)
        elif report.known:
            self._saved(report)
        else:
            self._drop()
            self.build()

    def end(self) -> None:
        """Ends all builders."""
        self._wait()
        self._drop()

    def _built(self, builder: Builder, report: Report) -> None:
        self.builder = None
        if report.done:
            self._drop()
            self.holder = builder
            everywhere = any(not file.startswith("content/") for file in self.changed)
            self.changed = set()
        else:
            builder.end()
            everywhere = False
        self._tell(report, "built again", everywhere)

    def _saved(self, report: Report) -> None:
        self._wait()
        self._tell(report, "page made again")
        if report.done:
            self.timer = self.loop.call_later(_AFTER, self.build)

    def _tell(self, report: Report, what: str, everywhere: bool = False) -> None:
        problems = in_order(report.problems)
        summary = f"The last good site stays: {count(problems)}." if problems else report.message and f"alongside: {report.message}"
        self.folder.trouble = Trouble(summary=summary, problems=tuple(as_text(problem) for problem in problems[:_MOST]))
        # The pages first: nobody waits for a terminal.
        self.folder.tell(everywhere)
        self.told.set()
        if problems:
            show(problems)
        if summary:
            tell(summary)
        elif self.began:
            tell(f"{what}: {time.perf_counter() - self.began:.2f} s")

    def _wait(self) -> None:
        """Nothing is built until more is known."""
        if self.timer is not None:
            self.loop.remove_timeout(self.timer)
        self.timer = None
        if self.builder:
            self.builder.end()
        self.builder = None

    def _drop(self) -> None:
        if self.holder:
            self.holder.end()
        self.holder = None


def run(options: pipeline.Options, port: int) -> int:
    """Builds, serves on 127.0.0.1 and builds again on every save, until it is stopped.

    Raises: SiteError where there is no site, or the port is taken.
    """
    pipeline.read_config(options.site)
    _refuse_taken(port)
    loop = IOLoop.current()
    heed_ends(loop)
    folder, app = application(options.out)
    work = Rebuilding(options, folder, loop)
    # Before the first build reads anything: what changes during it is seen.
    disk = Disk(_places(options.site), (options.site,), work.change, events_of_system())
    try:
        work.build()
        loop.run_sync(work.told.wait)
        _serve(_Local(app, disk), port, options.out)
    finally:
        work.end()
    return OK


def heed_ends(loop: IOLoop) -> None:
    """Lets Ctrl-C end it, and whoever else ends it politely, with its builders."""

    def end(_number: int, _frame: object) -> None:
        # livereload's `send_message` catches everything, an interrupt too; the loop then ends after it.
        loop.stop()
        raise KeyboardInterrupt

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, end)


def _places(site: Path) -> list[Path]:
    """What a site is made of, there or not: its own files and ours, and the engine's code, which the next build reads anew."""
    own = [site / name for name in ("content", "templates", "assets", "locale", pipeline.CONFIG)]
    ours = [pipeline.ENGINE / name for name in ("content/vocabulary", "templates", "assets", "alongside")]
    sample = os.path.realpath(site) == os.path.realpath(pipeline.ENGINE)
    return [*own, ours[-1]] if sample else [*own, *ours]


def _named(path: str, site: Path) -> str:
    """A path as problems name the file: from the site's folder, with slashes."""
    return Path(os.path.relpath(path, site)).as_posix()


def _serve(server: _Local, port: int, out: Path) -> None:
    try:
        server.serve(port=port, root=str(out))
    except OSError as error:
        raise _refusal(port, error) from None


def _refuse_taken(port: int) -> None:
    """Raise SiteError where the port is taken, before anybody waits for a build or is told an address that answers otherwise."""
    with socket.socket() as trial:
        # As tornado does it: a port that was in use a moment ago is free.
        if os.name == "posix":
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as error:
            raise _refusal(port, error) from None


def _refusal(port: int, error: OSError) -> SiteError:
    return SiteError(f"Port {port} cannot be used: {error.strerror}. Choose another with --port.")
