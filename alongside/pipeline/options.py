"""What a run is asked to do, and how it tells what it does."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from msgspec import Struct

ENGINE = Path(__file__).parents[2]
CONFIG = "site_config.yaml"
Progress = Callable[[str, int, float], None]


def unheard(_line: str) -> None:
    """A line for a person that nobody is there to read."""


class Options(Struct, frozen=True, kw_only=True):
    """What a run is asked to do. ``site`` holds site_config.yaml and content/; ``today`` left out is today in the site's zone.

    ``tell`` takes a line about what keeps the run waiting.
    """

    site: Path
    out: Path
    today: Callable[[str], date]
    base_url: str = ""
    links: str = ""
    workers: int = 1
    cache: bool = True
    keep_going: bool = False
    strict: bool = False
    tell: Callable[[str], None] = unheard


def quiet(_stage: str, _count: int, _seconds: float) -> None:
    """A progress that says nothing."""
