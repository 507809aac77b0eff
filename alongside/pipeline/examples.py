"""The examples of the style guide: the site's own templates/examples.yaml, else ours."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec import structs

from alongside.checking import Shared, check_shared
from alongside.config import SiteConfig
from alongside.errors import Problem
from alongside.pages import Examples, check_examples
from alongside.reading import Source, read_source
from alongside.rendering import find

ENGINE = Path(__file__).parents[2]
FOLDER, FILE = "templates", "examples.yaml"


def read_examples(
    site: Path, shared: Shared, lists: Iterable[str], config: SiteConfig, today: date
) -> tuple[Examples | None, list[Problem]]:
    """The examples, or every problem of their file.

    Takes:  ``lists``, the files of vocabulary that the site has in place of ours.
    Raises: SiteError where the file is a link that leads out of its folder.
    """
    path = find((site / FOLDER, ENGINE / FOLDER), FILE)
    source = read_source(path.parents[1], f"{FOLDER}/{FILE}") if path else []
    if not isinstance(source, Source):
        return None, source
    return check_examples(source, _with_ours(shared, lists, config), config, today)


def _with_ours(shared: Shared, lists: Iterable[str], config: SiteConfig) -> Shared:
    """The vocabulary of the site, and what ours has besides: examples may use all of it, whatever the site leaves out."""
    sources = [source for file in lists if isinstance(source := read_source(ENGINE, file), Source)]
    if not sources:
        return shared
    ours, _ = check_shared(sources, (), config.country)
    terms = {name: {**known, **shared.terms.get(name, {})} for name, known in ours.terms.items()}
    names = {name: {**known, **shared.words.terms.get(name, {})} for name, known in ours.words.terms.items()}
    words = structs.replace(shared.words, terms={**shared.words.terms, **names})
    return structs.replace(shared, terms={**shared.terms, **terms}, words=words)
