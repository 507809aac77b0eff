"""The words of each language of a site: ours, else those that the site brings in a catalogue of its own."""

from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

from alongside.config import SiteConfig
from alongside.errors import Problem, visible
from alongside.languages import translations_for
from alongside.reading import read_catalogue

ENGINE = Path(__file__).parents[2]
CONFIG = "site_config.yaml"
# The language that the words of the code and the templates are in.
OURS = "en"


def translations_of(language: str, site: Path) -> NullTranslations:
    """The words of a language, from locale/<language>.po of the site, else from ours; English where there is neither."""
    return translations_for(language, _catalogue(language, site) or "")


def _catalogue(language: str, site: Path) -> str | None:
    folders = (site / "locale", ENGINE / "alongside" / "locale")
    return next((text for folder in folders if (text := read_catalogue(folder, language)) is not None), None)


def language_hints(config: SiteConfig, site: Path) -> Iterator[Problem]:
    """Languages that the configuration asks for and that have no words yet."""
    for language in config.languages:
        if language != OURS and _catalogue(language, site) is None:
            yield Problem(
                file=CONFIG,
                field="languages",
                value=language,
                message=f"the site's own words are not translated to {visible(language)} yet and stay English",
                fix=f"Add locale/{language}.po beside site_config.yaml, or write en or es.",
                severity="warning",
                rule="languages",
            )
