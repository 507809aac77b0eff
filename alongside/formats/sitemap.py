"""sitemap.xml and robots.txt. Source: https://www.sitemaps.org/protocol.html; RFC 9309."""

from collections.abc import Iterator, Sequence
from html import escape

from alongside.config import SiteConfig
from alongside.output import Output, fixed

# The protocol's own limit of addresses in one file.
MOST = 50_000


def write(addresses: Sequence[str], config: SiteConfig) -> Iterator[Output]:
    """One sitemap of whole addresses, or an index over several, and the robots file that names it."""
    chunks = [addresses[at : at + MOST] for at in range(0, len(addresses), MOST)] or [[]]
    names = ["sitemap.xml"] if len(chunks) == 1 else [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
    for name, chunk in zip(names, chunks, strict=True):
        yield fixed(name, _xml("urlset", "url", chunk))
    if len(chunks) > 1:
        yield fixed("sitemap.xml", _xml("sitemapindex", "sitemap", [config.base_url + name for name in names]))
    yield fixed("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {config.base_url}sitemap.xml\n")


def _xml(outer: str, inner: str, addresses: Sequence[str]) -> str:
    lines = "".join(f"<{inner}><loc>{escape(address, quote=False)}</loc></{inner}>\n" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</{outer}>\n'
