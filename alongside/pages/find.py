"""The page for finding: a form for the script, the facets to choose from, and every way in by browsing for whoever has no script.

Rules: a facet shows only terms that a listed entry has, in the order of the vocabulary; a long list begins with those that most
listings have. Counts are of all listed entries; the script replaces them by those of what was searched.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from alongside.catalog import DAY_IDS, Catalog
from alongside.config import SiteConfig
from alongside.entries import Card, Link
from alongside.entries.sought import SOUGHT, sought
from alongside.entries.terms import text_of
from alongside.languages import language_of
from alongside.pages.facets import Choice, Facet
from alongside.pages.records import FindView, Page
from alongside.pages.ways import Ways
from alongside.timetable import Told, clock, day_name

FIND = "find/"
# Radii to choose from, of which 10 is the usual one.
_RADII = {"mi": (2, 5, 10, 25, 50), "km": (2, 5, 10, 20, 50, 100)}
# The day on the card that is copied; the script puts another in its place.
_NEVER = date(2000, 1, 1)
# The minute of the day from which on most people have time.
_AFTER_WORK = 18 * 60
# As many of a long list are shown at first.
_FIRST = 4
# Lists that nobody wants to see in part, and those that stand open.
_WHOLE = frozenset({"kind", "day", "time", "attendance"})
_OPEN = frozenset({"kind", "day", "attendance"})


def find(catalog: Catalog, config: SiteConfig, ways: Ways) -> Page:
    """The page for finding, in one language."""
    _ = ways.translations.gettext
    unit = "mi" if config.distances == "miles" else "km"
    helplines = ways.link("helplines/")
    view = FindView(
        facets=tuple(facet for facet in _facets(catalog, config, ways) if facet.choices),
        total=len(catalog.listed),
        unit=unit,
        radii=_RADII[unit],
        card=_blank(config),
        helplines=Link(url=helplines.url, label=helplines.label) if helplines else None,
        ways=(*ways.kinds(), *ways.areas_way(), *ways.towns_without_area(), *ways.days(), *ways.facet("attendance")),
        more=ways.indexes(),
    )
    about = _("Search all listings by words, time and place.")
    return Page(url=FIND, template="find", title=_("Find support"), description=about, view=view)


def _facets(catalog: Catalog, config: SiteConfig, ways: Ways) -> Iterator[Facet]:
    """All facets in the order in which they stand."""
    _ = ways.translations.gettext
    titles = {
        "kind": _("Kind of support"),
        "fellowship": _("Fellowship"),
        "format": _("Kind of meeting"),
        "level": _("Levels of care"),
        "day": _("Day"),
        "time": _("Time of day"),
        "attendance": _("In person or online"),
        "language": _("Language"),
        "audience": _("Who it is for"),
        "approach": _("Approach"),
        "access": _("Accessibility"),
        "cost": _("Cost and insurance"),
        "supports": _("Sides of a support network"),
        "verified": _("How sure it is"),
    }
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in catalog.listed:
        for name, ids in sought(entry).items():
            counts[name].update(ids)
    for name, title in titles.items():
        choices = tuple(_choices(name, catalog, config, ways, counts[name]))
        first = len(choices) if name in _WHOLE or len(choices) <= _FIRST + 1 else _FIRST
        if first < len(choices):
            most = {choice.id for choice in sorted(choices, key=lambda choice: -choice.count)[:first]}
            choices = (*(c for c in choices if c.id in most), *(c for c in choices if c.id not in most))
        yield Facet(name=name, title=title, choices=choices, first=first, open=name in _OPEN)


def _choices(name: str, catalog: Catalog, config: SiteConfig, ways: Ways, counts: Counter[str]) -> Iterator[Choice]:
    _ = ways.translations.gettext
    if name == "day":
        if any(entry.days for entry in catalog.listed):
            yield from (Choice(id=day, label=_capital(day_name(n, ways.translations))) for n, day in enumerate(DAY_IDS))
    elif name == "time":
        if any(entry.days for entry in catalog.listed):
            yield Choice(id="morning", label=_("Morning"), line=_("Begins before noon"))
            yield Choice(id="afternoon", label=_("Afternoon"), line=_("Begins between noon and 5 pm"))
            yield Choice(id="evening", label=_("Evening"), line=_("Begins at 5 pm or later"))
            label = _("After %(time)s") % {"time": clock(_AFTER_WORK, ways.translations)}
            yield Choice(id=str(_AFTER_WORK), label=label, facet="after")
    elif name == "verified":
        if any(entry.checked for entry in catalog.listed):
            line = _("Somebody made sure within the last %(days)s days") % {"days": config.verify_every}
            yield Choice(id="lately", label=_("Checked lately"), line=line)
    else:
        yield from _of_vocabulary(name, catalog, ways, counts)


def _of_vocabulary(name: str, catalog: Catalog, ways: Ways, counts: Counter[str]) -> Iterator[Choice]:
    """Terms of a list that listed entries have, with how many have each."""
    _ = ways.translations.gettext
    language = language_of(ways.translations)
    words = {"free": (_("Free"), ""), "donation": (_("By donation"), "")} if name == "cost" else {}
    terms = catalog.shared.terms.get(SOUGHT[name], {})
    words |= {id_: (text_of(term.label, language), text_of(term.line, language)) for id_, term in terms.items() if id_ not in words}
    for id_, (label, line) in words.items():
        if counts[id_]:
            yield Choice(id=id_, label=label, line="" if label.casefold() in line.casefold() else line, count=counts[id_])


def _blank(config: SiteConfig) -> Card:
    """A card with every part of it, which the script copies and fills."""
    return Card(
        kind="meetings",
        kind_label="…",
        url="",
        name="…",
        when=(Told(text="…", note="…"),),
        where="…",
        attendance="in_person",
        attendance_label="…",
        lines=(Link(url="#", label="…", note="…"),),
        summary="…",
        deciding=("…",),
        notice="…",
        status_text="…",
        verified="…",
        verified_on=_NEVER,
        verify_every=config.verify_every,
        live="…",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
