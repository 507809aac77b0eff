"""The examples of the style guide: the site's own templates/examples.yaml, else ours."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from alongside.checking import Shared, check_shared
from alongside.config import SiteConfig
from alongside.errors import Problem
from alongside.reading import Source, is_there, read_source, walk

if TYPE_CHECKING:
    from alongside.pages.examples import Examples

ENGINE = Path(__file__).parents[2]
FOLDER, FILE = "templates", "examples.yaml"
_LISTS = "content/vocabulary"


def has_own(site: Path) -> bool:
    """Whether a site brings examples of its own."""
    return is_there(site, f"{FOLDER}/{FILE}")


def read_examples(site: Path, shared: Shared, config: SiteConfig, today: date) -> tuple["Examples | None", list[Problem]]:
    """The examples, or every problem of their file.

    Raises: SiteError where the file is a link that leads out of its folder.
    """
    # Only a whole build shows them.
    from alongside.pages.examples import check_examples
    from alongside.rendering import find

    path = find((site / FOLDER, ENGINE / FOLDER), FILE)
    source = read_source(path.parents[1], f"{FOLDER}/{FILE}") if path else []
    if not isinstance(source, Source):
        return None, source
    return check_examples(source, _with_ours(site, shared, config), config, today)


def _with_ours(site: Path, shared: Shared, config: SiteConfig) -> Shared:
    """The vocabulary of the site, and what ours has besides: examples may use all of it, whatever the site leaves out."""
    if not is_there(site, _LISTS):
        return shared
    files = (file for file in walk(ENGINE) if file.startswith(f"{_LISTS}/"))
    sources = [source for file in files if isinstance(source := read_source(ENGINE, file), Source)]
    ours, _ = check_shared(sources, (), config.country)
    terms = {name: {**known, **shared.terms.get(name, {})} for name, known in ours.terms.items()}
    names = {name: {**known, **shared.words.terms.get(name, {})} for name, known in ours.words.terms.items()}
    words = structs.replace(shared.words, terms={**shared.words.terms, **names})
    return structs.replace(shared, terms={**shared.terms, **terms}, words=words)
