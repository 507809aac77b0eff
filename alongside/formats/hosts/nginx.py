"""``nginx.conf``: lines to include in the server block of nginx that serves the site.

Rules: a block with headers of its own takes none from the block around it, so each has them all. Conditions are on the address that nginx
worked out, never on the one that was typed, which could be /embed/..%2Fmeetings/. Nothing is shown that begins with a dot, which is for
hosts and builds, but what is well known; nor is this file.
Source: nginx.org/en/docs/http/ngx_http_core_module.html (location, types, error_page), ngx_http_headers_module.html.
"""

import re
from collections.abc import Iterable, Iterator

from alongside.formats.hosts.answers import EVERYWHERE, FRAMED_ANYWHERE, FRAMED_BY_ITSELF, LASTING, SHORT, TYPES, Answers, pattern, quoted

_DATA = "application/json application/manifest+json application/xml image/svg+xml"
_TEXT = "text/calendar text/css text/csv text/javascript text/markdown text/plain text/vcard"


def include(site: Answers) -> str:
    """The whole file."""
    root = re.escape(site.shown)
    hidden = rf"^{root}(?:(?:.*/)?\.(?!well-known/)|nginx\.conf$)"
    lasting = f"^{root}(?:{'|'.join(pattern(path) for path in site.lasting)})"
    first, *others = site.folders
    inside = [
        "index index.html;",
        # Behind a proxy only the reader's browser knows how the site is reached.
        "absolute_redirect off;",
        "charset utf-8;",
        f"charset_types {_TEXT};",
        "gzip on;",
        "gzip_vary on;",
        f"gzip_types {_DATA} {_TEXT};",
        "default_type application/octet-stream;",
        *_block("types", (f"{name} {endings};" for name, endings in TYPES.items())),
        *_headers(FRAMED_BY_ITSELF, SHORT),
        *_language(site, first),
        *_block(f"location ~ {quoted(hidden)}", ["return 404;"]),
        *(_block(f"location ~ {quoted(lasting)}", _headers(FRAMED_BY_ITSELF, LASTING)) if site.lasting else ()),
    ]
    for folder in others:
        inside += _block(f"location {quoted(site.shown + folder)}", _language(site, folder))
    for old, new in site.moved:
        inside += _block(f"location = {quoted(site.shown + old)}", [f"return 301 {_address(site.base + new)};"])
    lines = [
        f"# To include in the server block whose root has the site at {site.shown}; that block has no location {site.shown} of its own.",
        "#   server { listen 80; server_name support.example.org; root /srv/support; include /srv/support/nginx.conf; }",
        *_block(f"location {quoted(site.shown)}", inside),
    ]
    return "\n".join([*lines, ""])


def _language(site: Answers, folder: str) -> Iterator[str]:
    """What differs between languages: the page for what is not there, and where lists for other sites are."""
    yield f"error_page 404 {_address(f'{site.shown}{folder}404.html')};"
    yield from _block(f"location {quoted(f'{site.shown}{folder}embed/')}", _headers(FRAMED_ANYWHERE, SHORT))


def _headers(policy: str, keep: str) -> list[str]:
    """How long to keep a file is said only of files that are there."""
    always = sorted([*EVERYWHERE, ("Content-Security-Policy", policy)])
    return [*(f'add_header {name} "{value}" always;' for name, value in always), f'add_header Cache-Control "{keep}";']


def _block(head: str, lines: Iterable[str]) -> list[str]:
    return [f"{head} {{", *(f"  {line}" for line in lines), "}"]


def _address(path: str) -> str:
    """A value in which nginx looks for variables; it has no way to write a dollar sign, so one in a folder's name costs its error page."""
    return quoted(path.replace("$", "%24"))
