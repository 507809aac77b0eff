"""The first page: one question, six quick ways in, then kinds, areas, guides and every other way to browse."""

from collections.abc import Iterator

from alongside.catalog import DAY_IDS, Catalog
from alongside.config import SiteConfig
from alongside.entries import Link
from alongside.pages.records import HomeView, Page
from alongside.pages.ways import Ways, document_url


def home(catalog: Catalog, config: SiteConfig, ways: Ways) -> Page:
    """The first page of a language."""
    kinds = tuple(link for way in ways.kinds(lines=True) for link in way.links)
    guides = tuple(Link(url=document_url(d), label=d.title, note=d.summary) for d in catalog.documents if d.folder == "guides")
    view = HomeView(
        quick=tuple(_quick(ways)),
        kinds=kinds,
        ways=(*ways.areas_way(), *ways.towns_without_area()),
        guides=guides,
        more=ways.indexes(),
        days=tuple(day if f"days/{day}/" in ways.groups else "" for day in DAY_IDS),
        total=len(catalog.listed),
    )
    return Page(url="", template="home", title=config.title, description=config.tagline, view=view)


def _quick(ways: Ways) -> Iterator[Link]:
    """What people come for most, as far as it is listed; each link's note names its icon."""
    _ = ways.translations.gettext
    wanted = (
        ("days/", _("Today and tonight"), "now"),
        ("attendance/online/", _("Online, from anywhere"), "online"),
        ("programs/", _("Treatment and IOPs"), "programs"),
        ("family/", _("For families and friends"), "family"),
        ("events/", _("Events"), "events"),
        ("helplines/", _("I need to talk to somebody now"), "helplines"),
    )
    days = any(url.startswith("days/") for url in ways.groups)
    return (Link(url=url, label=label, note=icon) for url, label, icon in wanted if url in ways.groups or (url == "days/" and days))
