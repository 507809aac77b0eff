"""The command line: build, check, serve, new, audit, import. Exit codes: 0 ok, 1 content problems, 2 usage, 3 anything else."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from alongside import __version__
from alongside.cli.commands import audit, build, check, import_, new, serve
from alongside.cli.terminal import OTHER, USAGE, drop_output, prepare, shown, tell, with_site
from alongside.errors import SiteError, nearest, visible
from alongside.schema import KINDS, SINGULAR

_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": build,
    "check": check,
    "serve": serve,
    "new": new,
    "audit": audit,
    "import": import_,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command.

    Takes:   arguments as typed; ``build`` is meant where none names a command.
    Returns: the exit code. What a person can cause ends in a sentence, never in a traceback.
    """
    typed = list(sys.argv[1:] if argv is None else argv)
    prepare()
    site: Path | None = None
    try:
        arguments = _parser().parse_args(_with_command(typed))
        site = arguments.site
        code = _COMMANDS[arguments.command](arguments)
        sys.stdout.flush()
        return code
    except SystemExit as ended:
        # argparse ends with 2 for a mistake and 0 for --help.
        return ended.code if isinstance(ended.code, int) else USAGE
    except SiteError as error:
        tell("alongside: " + "\n".join(visible(line, 1000) for line in with_site(str(error), site).split("\n")))
        return error.code
    except KeyboardInterrupt:
        tell("alongside: stopped.")
        return OTHER
    except BrokenPipeError:
        drop_output()
        return OTHER
    except OSError as error:
        tell(f"alongside: {shown(error.filename or '')}: {error.strerror or error}")
        return OTHER


def _with_command(typed: list[str]) -> list[str]:
    """``build`` may be left out.

    Raises: SiteError for a word that is no command.
    """
    first = typed[0] if typed else ""
    if not first or (first.startswith("-") and first not in ("-h", "--help", "--version")):
        return ["build", *typed]
    if not first.startswith("-") and first not in _COMMANDS:
        guess = nearest(first[:80], _COMMANDS)
        advice = f"Did you mean {guess}?" if guess else f"The commands are {', '.join(_COMMANDS)}."
        raise SiteError(f"{first} is not a command. {advice}", USAGE)
    return typed


class _Parser(argparse.ArgumentParser):
    """argparse repeats what was typed; this one does so without control characters."""

    def error(self, message: str) -> NoReturn:
        """Ends the command with how it is used and what was wrong."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {visible(message, 500)}\n")


def _folder(text: str) -> Path:
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("name a folder")
    return Path(text)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="build.py", description="Alongside: a static directory of local support from YAML files.")
    parser.add_argument("--version", action="version", version=f"Alongside {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    site = _Parser(add_help=False)
    site.add_argument("--site", type=_folder, metavar="DIR", help="folder with site_config.yaml and content/ (default: this one)")
    out = _Parser(add_help=False)
    out.add_argument("--out", type=_folder, metavar="DIR", help="folder for the site (default: _site in the site's folder)")
    day = _Parser(add_help=False)
    day.add_argument("--date", metavar="YYYY-MM-DD", help="build or check as on this day (default: today)")

    found = commands.add_parser("build", parents=[site, out, day], help="make the site")
    found.add_argument("--base-url", default="", metavar="URL", help="where it will be published (default: from the configuration)")
    from_disk = "files: it can be opened from a disk (default: from the configuration)"
    found.add_argument("--links", default="", choices=("folders", "files"), help=from_disk)
    found.add_argument("--workers", type=int, default=0, metavar="N", help="processes (default: one for each processor, 4 at most)")
    found.add_argument("--no-cache", action="store_true", help="use nothing from an earlier run")
    found.add_argument("--keep-going", action="store_true", help="build from the good files; exit code 1 says that some were not")
    found.add_argument("--strict", action="store_true", help="take warnings for errors")
    found.add_argument("--quiet", action="store_true", help="say nothing but problems")

    found = commands.add_parser("check", parents=[site, day], help="look for problems without building")
    found.add_argument("files", nargs="*", metavar="FILE", help="only the problems of these files")
    found.add_argument("--format", choices=("text", "json", "github"), default="text", help="for people, programs or pull requests")
    found.add_argument("--strict", action="store_true", help="exit code 1 for warnings too")

    found = commands.add_parser("serve", parents=[site], help="show the site in a browser; build again on every save")
    found.add_argument("--port", type=int, default=8000, metavar="N")

    found = commands.add_parser("new", parents=[site], help="write a new listing, or a new site")
    found.add_argument("kind", metavar="KIND|site", choices=(*SINGULAR, *KINDS, "site"), help=f"{', '.join(SINGULAR)}, family or site")
    found.add_argument("id", nargs="?", metavar="ID|DIR", help="id of the listing, or folder of the site")
    found.add_argument("--area", metavar="AREA", help="id in content/areas.yaml")
    answer = "answers a question without asking; may be repeated"
    found.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help=answer)

    found = commands.add_parser("audit", parents=[site, out], help="look through the finished site")
    found.add_argument("--links", action="store_true", help="also ask whether the addresses of listings still answer; takes a while")

    found = commands.add_parser("import", parents=[site], help="bring in listings from another system")
    found.add_argument("feed_format", metavar="FORMAT", choices=("meeting-guide", "bmlt", "csv"), help="meeting-guide, bmlt or csv")
    found.add_argument("feed", metavar="FILE|URL", help="the feed")
    where = found.add_mutually_exclusive_group(required=True)
    where.add_argument("--area", metavar="AREA", help="put new listings into this area")
    where.add_argument("--area-from", choices=("city", "county", "region"), help="make areas of the records' own")
    found.add_argument("--source", metavar="NAME", help="name that the import is known by (default: from the file's name)")
    found.add_argument("--mapping", metavar="FILE.yaml", help="csv: which column is which field; bmlt: a saved GetFormats answer")
    found.add_argument("--timezone", metavar="TZ", help="where neither the record nor its ZIP has one; remembered for the next time")
    found.add_argument("--fellowship", metavar="ID", help="where the records do not say it; remembered for the next time")
    found.add_argument("--dry-run", action="store_true", help="report, and write nothing")
    found.add_argument("--report", type=Path, metavar="FILE.json", help="where the report goes (default: to the terminal, in short)")
    return parser
