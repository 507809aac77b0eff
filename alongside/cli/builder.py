"""A process that builds the site and then holds what it knows, so that a saved listing's page takes it only a moment.

Rules: a builder reads everything anew, so it never works with an old template, vocabulary or line of the engine; it is ended as soon as
what it reads has changed, which leaves every file whole (``outputs``). Both sides speak in lines of JSON: one ``Report`` after the
build, then one for each list of saved files. It has a session of its own: Ctrl-C is the server's to answer.
"""

import contextlib
import gc
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct, structs

from alongside import pipeline, speed
from alongside.cli.commands import today_in
from alongside.cli.terminal import from_here, prepare, progress, shown
from alongside.errors import Problem, SiteError


class Report(Struct, frozen=True, kw_only=True):
    """What came of a build, or of saved files (``known`` is false where only a build can tell).

    ``done``: the site has what was asked for. ``problems`` are errors; ``message`` says what else is in the way.
    """

    done: bool = False
    known: bool = True
    problems: tuple[Problem, ...] = ()
    message: str = ""


class Builder:
    """The process as the server sees it; it begins to build at once."""

    def __init__(self, options: pipeline.Options) -> None:
        places = (str(pipeline.ENGINE), os.environ.get("PYTHONPATH", ""))
        # -P: a file of the current folder is no module of ours.
        self.process: subprocess.Popen[bytes] = subprocess.Popen(
            [sys.executable, "-P", "-m", "alongside.cli.builder", str(options.site), str(options.out)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, places))},
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.files, self.reports = self.process.stdin, self.process.stdout
        self.ended = False

    def listen(self, tell: Callable[["Builder", Report], None]) -> None:
        """Calls ``tell``, in a thread of its own, with every report, and once more where it breaks off without being ended."""

        def run() -> None:
            with self.reports:
                for line in self.reports:
                    tell(self, msgspec.json.decode(line, type=Report))
            # It is gone, or about to be: nobody else waits for that, which takes a moment for one that holds much.
            self.process.wait()
            if not self.ended:
                tell(self, Report(known=False, message="The build broke off; the lines above say why."))

        threading.Thread(target=run, daemon=True).start()

    def ask(self, files: Sequence[str]) -> None:
        """Asks for the pages of listings that were saved."""
        # One that broke off says so in its last report.
        with contextlib.suppress(BrokenPipeError):
            self.files.write(msgspec.json.encode(files) + b"\n")
            self.files.flush()

    def end(self) -> None:
        """Ends it and its workers, whatever they do."""
        self.ended = True
        if self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                if hasattr(os, "killpg"):
                    os.killpg(self.process.pid, signal.SIGKILL)
                else:
                    self.process.kill()
        with contextlib.suppress(BrokenPipeError):
            self.files.close()


def main(site: Path, out: Path) -> None:
    """Builds, reports, and goes on with saved files until nobody asks any more."""
    prepare()
    # What anything else prints is no report.
    reports = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    options = pipeline.Options(site=site, out=out, today=today_in(None), workers=speed.default_workers())
    built, report = _build(options)
    _send(reports, report)
    built = pipeline.ready(built) if built else None
    # What it holds is there to stay: the collector need not look through it again.
    gc.freeze()
    for line in sys.stdin.buffer:
        files = msgspec.json.decode(line, type=list[str])
        _send(reports, _save(built, options, files) if built else Report(known=False))


def _send(reports: IO[bytes], report: Report) -> None:
    reports.write(msgspec.json.encode(report) + b"\n")
    reports.flush()


def _build(options: pipeline.Options) -> tuple[pipeline.Built | None, Report]:
    try:
        built = pipeline.build(options, progress)
    except (SiteError, OSError) as error:
        return None, Report(message=_said(error))
    return built if built.done else None, Report(done=built.done, problems=_errors(built.site.problems, options.site))


def _save(built: pipeline.Built, options: pipeline.Options, files: Sequence[str]) -> Report:
    if not all((options.site / file).is_file() for file in files):
        return Report(known=False)
    try:
        saved = pipeline.save(built, options, files)
    except (SiteError, OSError) as error:
        return Report(message=_said(error))
    problems = _errors(saved.problems, options.site)
    return Report(done=saved.known and not problems, known=saved.known, problems=problems)


def _errors(problems: Sequence[Problem], site: Path) -> tuple[Problem, ...]:
    errors = from_here([problem for problem in problems if problem.severity == "error"], site)
    # The way to the site may hold a name that is not UTF-8.
    return tuple(structs.replace(error, file=error.file.encode("utf-8", "backslashreplace").decode()) for error in errors)


def _said(error: SiteError | OSError) -> str:
    # An OSError: a file that goes while it is read; the next save builds again.
    return shown(str(error)) if isinstance(error, SiteError) else f"{shown(error.filename or '')}: {error.strerror}"


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        main(Path(sys.argv[1]), Path(sys.argv[2]))
