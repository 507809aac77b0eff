"""Links of a page: within its language, to the site's assets, to itself in other languages."""

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urljoin, urlsplit

from jinja2 import TemplateRuntimeError
from msgspec import Struct

from alongside.config import SiteConfig
from alongside.languages import is_rtl
from alongside.pages.records import EmbedView, Page, RedirectView

# A path of folders, and the name of the last one where no slash follows it.
_FOLDER = re.compile(r"(?:[^?#]*/)?([^?#/.]*)(?=[?#]|$)")
_ABSOLUTE = ("https://", "http://", "mailto:", "tel:", "sms:", "geo:", "#")


class Tongue(Struct, frozen=True, kw_only=True):
    """One of a site's languages: its code, what it calls itself, and where it begins as a path from the site's root.

    ``untold`` are the site's own words that it does not have.
    """

    code: str
    name: str
    base: str = ""
    untold: frozenset[str] = frozenset()

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return is_rtl(self.code)


class Edition(Struct, frozen=True, kw_only=True):
    """A page in one language: the link to it, its whole address, and whether it is this one."""

    code: str
    name: str
    url: str
    address: str
    here: bool


def link_functions(prefix: str, config: SiteConfig, tongue: Tongue, assets: Mapping[str, str]) -> dict[str, Callable[[str], str]]:
    """The functions with which templates make links: ``to`` within the page's language, and ``asset``."""
    to, rooted = to_pages(prefix, config), Relative(_site_root(prefix, tongue))

    def asset(name: str) -> str:
        if name not in assets:
            raise TemplateRuntimeError(f"asks for {name}, which is not in assets/static/")
        return rooted(assets[name])

    return {"to": to, "asset": asset}


def _site_root(prefix: str, tongue: Tongue) -> str:
    """The way from a page to the root of the site; ``prefix`` leads to where the page's language begins."""
    return prefix.removesuffix(tongue.base) if prefix.startswith("/") else prefix + "../" * tongue.base.count("/")


def editions_of(page: Page, prefix: str, config: SiteConfig, tongue: Tongue, tongues: Sequence[Tongue]) -> tuple[Edition, ...]:
    """The page in every language of the site; what is not there in one is the first page of the others."""
    root = urljoin(config.base_url, "../" * tongue.base.count("/"))
    url = "" if page.template == "not-found" else page.url
    to = to_pages(_site_root(prefix, tongue), config)
    return tuple(
        Edition(code=each.code, name=each.name, url=to(each.base + url), address=root + each.base + url, here=each == tongue)
        for each in tongues
    )


class Relative(Struct, frozen=True):
    """Makes a path from the site's root a link from one page, and leaves a whole address as it is.

    ``prefix`` leads from the page to the root and is never empty, so that nothing can pass for a scheme. ``files``: a folder's page is
    named, too; a name without an ending is taken for a folder, as a server takes it.
    """

    prefix: str
    files: bool = False

    def __call__(self, path: str) -> str:
        """The link."""
        if path.startswith(_ABSOLUTE):
            return path
        folder = _FOLDER.match(path) if self.files else None
        if folder:
            path = f"{folder[0]}{'/' if folder[1] else ''}index.html{path[folder.end() :]}"
        return self.prefix + path.lstrip("/\\")


def to_pages(prefix: str, config: SiteConfig) -> Relative:
    """Links to pages, the way the site has them."""
    return Relative(prefix, config.links == "files")


def prefix_of(page: Page, config: SiteConfig) -> str:
    """The way from a page to where its language begins."""
    # A server shows 404.html at any depth, so its links cannot be relative.
    if page.template == "not-found":
        return urlsplit(config.base_url).path or "/"
    return "../" * page.url.count("/") or "./"


def canonical_of(page: Page, config: SiteConfig) -> str:
    """The one whole address of a page; that of a redirect is where it leads, that of a bare list the full page."""
    view = page.view
    url = view.to.url if isinstance(view, RedirectView) else view.whole if isinstance(view, EmbedView) else page.url
    return url if url.startswith(("https://", "http://")) else config.base_url + url.lstrip("/")


