"""Alongside's one command: ``python build.py --help`` lists what it does."""

import os
import sys


def run() -> int:
    """Hands over to the engine, or says in one line what is missing."""
    if sys.version_info < (3, 11):  # noqa: UP036 (a person may run it with any)
        sys.stderr.write(f"Alongside needs Python 3.11 or newer; this is Python {sys.version_info[0]}.{sys.version_info[1]}.\n")
        return 3
    try:
        from alongside.cli import main

        return main()
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] == "alongside":
            raise
        here = os.path.dirname(os.path.abspath(__file__))
        # What `make` installed is found without being asked for.
        own = os.path.join(here, ".venv", "bin", "python")
        if os.path.isfile(own) and os.path.realpath(sys.prefix) != os.path.realpath(os.path.join(here, ".venv")):
            os.execv(own, [own, *sys.argv])  # noqa: S606 (our own interpreter, no shell)
        folder = "." if here == os.getcwd() else f'"{here}"'
        sys.stderr.write(f"Alongside needs {missing.name}, which is not installed here. Type: pip install -e {folder}\n")
        return 3


if __name__ == "__main__":
    sys.exit(run())
