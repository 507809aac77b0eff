"""``.htaccess``, which Apache 2.4 reads in each folder where ``AllowOverride FileInfo`` lets it.

Rules: Apache has the ending of a file in the middle of its name, too, so that site.es.js could be Spanish or a program; only types by the
last one are ours. It reads the file at each request, so that it must stay small. Modules that a host lacks are passed over.
Source: httpd.apache.org/docs/2.4/mod/mod_headers.html, mod_alias.html, mod_mime.html, core.html.
"""

import re

from alongside.formats.hosts.answers import EVERYWHERE, FRAMED_ANYWHERE, FRAMED_BY_ITSELF, LASTING, SHORT, TYPES, Answers, pattern, quoted

# Redirects that are told, 0.2 ms of each request; further former addresses have the pages that lead on.
MOST_REDIRECTS = 500
_IN_UTF_8 = ".css .csv .ics .js .md .svg .txt .vcf .xml"


def htaccess(site: Answers) -> str:
    """The whole file."""
    return "\n".join([*_missing(site), *_types(), *_moved(site), *_headers(site), ""])


def _missing(site: Answers) -> list[str]:
    lines = [f"ErrorDocument 404 {site.base}404.html"]
    for folder in site.folders[1:]:
        condition = f"%{{REQUEST_URI}} =~ m#^{re.escape(site.shown + folder)}#"
        lines += [f"<If {quoted(condition)}>", f"ErrorDocument 404 {site.base}{folder}404.html", "</If>"]
    return lines


def _types() -> list[str]:
    types = [f"AddType {name} {' '.join(f'.{ending}' for ending in endings.split())}" for name, endings in TYPES.items()]
    return ["AddDefaultCharset utf-8", "<IfModule mod_mime.c>", *types, f"AddCharset utf-8 {_IN_UTF_8}", "</IfModule>"]


def _moved(site: Answers) -> list[str]:
    """Former addresses; and nothing is shown that begins with a dot, which is for hosts and builds, but what is well known."""
    moved = [f"Redirect 301 {quoted(site.shown + old)} {quoted(site.base + new)}" for old, new in site.moved[:MOST_REDIRECTS]]
    hidden = quoted(rf"^{re.escape(site.shown)}(?:.*/)?\.(?!well-known/)")
    return ["<IfModule mod_alias.c>", f"RedirectMatch 404 {hidden}", *moved, "</IfModule>"]


def _headers(site: Answers) -> list[str]:
    """``always`` sets a header on the page of an error too; how long to keep a file is said only of files that are there."""
    embed = "|".join(re.escape(f"{site.shown}{folder}embed/") for folder in site.folders)
    return [
        "<IfModule mod_headers.c>",
        *(f'Header always set {name} "{value}"' for name, value in EVERYWHERE),
        f'Header always set Content-Security-Policy "{FRAMED_BY_ITSELF}"',
        f'Header always set Content-Security-Policy "{FRAMED_ANYWHERE}" {_where(f"(?:{embed})")}',
        f'Header set Cache-Control "{SHORT}"',
        *(f'Header set Cache-Control "{LASTING}" {_where(re.escape(site.shown) + pattern(path))}' for path in site.lasting),
        "</IfModule>",
    ]


def _where(expression: str) -> str:
    """The condition of a line: an expression within m#...#."""
    return quoted(f"expr=%{{REQUEST_URI}} =~ m#^{expression}#")
