"""The style guide: a page for those who work on the site, which no other page links to."""

from collections.abc import Mapping
from gettext import NullTranslations

from msgspec import structs

from alongside.catalog import in_order
from alongside.config import SiteConfig
from alongside.entries import Entry, derive
from alongside.languages import language_of
from alongside.pages.examples import Examples
from alongside.pages.records import Example, Page, StyleGuideView
from alongside.pages.sections import sections
from alongside.text import slug


def style_guide(examples: Examples, config: SiteConfig, translations: NullTranslations) -> Page:
    """Every part in every state, in one language of the site.

    Takes: checked examples; ``config`` and ``translations`` of the language.
    """
    language = language_of(translations)
    # The examples are written in a language of their own, whatever the site's first one is.
    theirs = structs.replace(config, languages=(examples.language,))
    entries = {address: derive(listing, examples.shared, theirs, translations) for address, listing in examples.listings.items()}
    parts = tuple(
        structs.replace(part, examples=tuple(_worked_out(example, entries, translations) for example in part.examples))
        for part in examples.parts
    )
    view = StyleGuideView(
        parts=parts, colors=examples.colors, icons=examples.icons, lang="" if examples.language == language else examples.language
    )
    return Page(url="style-guide/", template="style-guide", title=translations.gettext("Style guide"), indexed=False, view=view)


def _worked_out(example: Example, entries: Mapping[str, Entry], translations: NullTranslations) -> Example:
    """An example with what follows from the listings that it names."""
    several = tuple(entries[address] for address in example.listings)
    # Several lists stand on this one page, so their parts have names of their own.
    own = (structs.replace(each, id=f"{slug(example.state)}-{each.id}") for each in sections(in_order(several), translations))
    example = structs.replace(example, cards=tuple(entry.card for entry in several), sections=tuple(own))
    if not example.listing:
        return example
    entry = entries[example.listing]
    return structs.replace(
        example,
        entry=entry,
        card=entry.card,
        place=entry.place,
        joining=entry.joining,
        reach=entry.reach,
        lang=example.lang or entry.langs.rest,
    )
