"""HTTP headers for hosts that read them from a file: ``_headers`` (Netlify, Cloudflare Pages) and ``.htaccess`` (Apache).

Rules: no other site may show a page in a frame, except those below embed/, in every language. In ``_headers`` all rules that match
an address hold: Cloudflare joins their values with a comma, Netlify lets the later one stand. Both a joined and a replaced
policy must allow the frame, so the general rule forbids frames by ``X-Frame-Options``, which browsers ignore where a policy
has ``frame-ancestors``, and only the rule for embed/ has that.
Source: developers.cloudflare.com/pages/configuration/headers, docs.netlify.com/manage/routing/headers,
httpd.apache.org/docs/2.4/mod/mod_headers.html; HTML, "The X-Frame-Options header".
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import unquote, urlsplit

from alongside.config import SiteConfig
from alongside.pages import Output, fixed
from alongside.policy import POLICY

# Cloudflare's own limit of rules in a file.
MOST = 100
# Everything that a browser could lend to a page and that can harm its reader. clipboard-write, for the copy button, is not in it.
_OFF = (
    "accelerometer autoplay browsing-topics camera captured-surface-control compute-pressure display-capture encrypted-media fullscreen "
    "gamepad gyroscope hid identity-credentials-get idle-detection local-fonts magnetometer microphone midi otp-credentials payment "
    "picture-in-picture publickey-credentials-create publickey-credentials-get screen-wake-lock serial storage-access usb "
    "window-management xr-spatial-tracking"
)
_FRAMED_BY_ITSELF = f"{POLICY}; frame-ancestors 'self'"
_FRAMED_ANYWHERE = f"{POLICY}; frame-ancestors *"
_EVERYWHERE = (
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", ", ".join(["geolocation=(self)", *(f"{feature}=()" for feature in _OFF.split())])),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
)
_LASTING = "public, max-age=31536000, immutable"
_SHORT = "public, max-age=0, must-revalidate"


def write(config: SiteConfig, lasting: Iterable[str]) -> Iterator[Output]:
    """Both files.

    Takes:   ``lasting``: paths from the site's root of files whose name changes with their content; one that ends in ``/*`` means all
             that is in a folder.
    Returns: rules for addresses below the path of ``base_url``. A host reads ``_headers`` only at the top of what it publishes,
             Apache reads ``.htaccess`` in every folder.
    """
    base = urlsplit(config.base_url).path or "/"
    paths = sorted(set(lasting))
    yield fixed("_headers", _netlify_and_cloudflare(base, config.languages[1:], paths))
    yield fixed(".htaccess", _apache(base, config.languages[1:], paths))


def _netlify_and_cloudflare(base: str, languages: Iterable[str], lasting: Iterable[str]) -> str:
    """Both hosts let browsers keep a file only after asking again, unless a rule says more: pages need no rule of their own."""
    everywhere = sorted([*_EVERYWHERE, ("Content-Security-Policy", POLICY), ("X-Frame-Options", "SAMEORIGIN")])
    rules = [(f"{base}*", everywhere)]
    rules += [(f"{base}{folder}embed/*", [("Content-Security-Policy", _FRAMED_ANYWHERE)]) for folder in _folders(languages)]
    # What finds no room is asked for again on each visit: slower, never wrong.
    rules += [(f"{base}{path}", [("Cache-Control", _LASTING)]) for path in islice(lasting, MOST - len(rules))]
    return "".join("\n".join([path, *(f"  {name}: {value}" for name, value in headers), ""]) for path, headers in rules)


def _apache(base: str, languages: Iterable[str], lasting: Iterable[str]) -> str:
    """``always`` sets a header on the page of an error too; how long to keep a file is said only of files that are there."""
    shown = unquote(base)
    embed = "|".join(re.escape(f"{shown}{folder}embed/") for folder in _folders(languages))
    lines = [
        *(f'Header always set {name} "{value}"' for name, value in _EVERYWHERE),
        f'Header always set Content-Security-Policy "{_FRAMED_BY_ITSELF}"',
        f'Header always set Content-Security-Policy "{_FRAMED_ANYWHERE}" {_where(f"(?:{embed})")}',
        f'Header set Cache-Control "{_SHORT}"',
        *(f'Header set Cache-Control "{_LASTING}" {_where(_pattern(shown + path))}' for path in lasting),
    ]
    missing = [f"ErrorDocument 404 {base}404.html"]
    for folder in _folders(languages)[1:]:
        condition = f"%{{REQUEST_URI}} =~ m#^{re.escape(shown + folder)}#".replace("\\", "\\\\").replace('"', '\\"')
        missing += [f'<If "{condition}">', f"ErrorDocument 404 {base}{folder}404.html", "</If>"]
    return "\n".join([*missing, "<IfModule mod_headers.c>", *lines, "</IfModule>", ""])


def _folders(languages: Iterable[str]) -> list[str]:
    return ["", *(f"{language}/" for language in languages)]


def _pattern(path: str) -> str:
    return re.escape(path[:-1]) if path.endswith("/*") else f"{re.escape(path)}$"


def _where(pattern: str) -> str:
    """The condition of a line: an expression within m#...#, within quotation marks."""
    expression = f"expr=%{{REQUEST_URI}} =~ m#^{pattern}#"
    return '"{}"'.format(expression.replace("\\", "\\\\").replace('"', '\\"'))
