"""``_headers`` and ``_redirects``, which Netlify and Cloudflare Pages read.

Rules: no other site may show a page in a frame, except those below embed/, in every language. In ``_headers`` all rules that match
an address hold: Cloudflare joins their values with a comma, Netlify lets the later one stand. Both a joined and a replaced
policy must allow the frame, so the general rule forbids frames by ``X-Frame-Options``, which browsers ignore where a policy
has ``frame-ancestors``, and only the rule for embed/ has that.
In ``_redirects`` the first rule that a host understands stands. Netlify sends a reader on from an address that has a page only where
the status ends in "!"; Cloudflare always does, and passes over a status that it does not know. Types of files need no rule: both go
by the ending. The page for what is not there is found by Cloudflare in the folder of its language; Netlify is told.
Source: developers.cloudflare.com/pages/configuration/headers, .../redirects, .../serving-pages;
docs.netlify.com/manage/routing/headers, .../redirects/redirect-options; HTML, "The X-Frame-Options header".
"""

from collections.abc import Collection
from itertools import islice

from alongside.formats.hosts.answers import EVERYWHERE, FRAMED_ANYWHERE, LASTING, Answers
from alongside.policy import POLICY

# Cloudflare's own limits of rules in a file.
MOST_HEADERS, MOST_REDIRECTS = 100, 2_000


def headers(site: Answers) -> str:
    """Both hosts let browsers keep a file only after asking again, unless a rule says more: pages need no rule of their own."""
    everywhere = sorted([*EVERYWHERE, ("Content-Security-Policy", POLICY), ("X-Frame-Options", "SAMEORIGIN")])
    rules = [(f"{site.base}*", everywhere)]
    rules += [(f"{site.base}{folder}embed/*", [("Content-Security-Policy", FRAMED_ANYWHERE)]) for folder in site.folders]
    # What finds no room is asked for again on each visit: slower, never wrong.
    rules += [(f"{site.base}{path}", [("Cache-Control", LASTING)]) for path in islice(site.lasting, MOST_HEADERS - len(rules))]
    return "".join("\n".join([path, *(f"  {name}: {value}" for name, value in found), ""]) for path, found in rules)


def redirects(site: Answers, hosts: Collection[str]) -> str:
    """Former addresses, and for Netlify the page of each language for what is not there; empty where there is nothing to say."""
    statuses = [status for host, status in (("netlify", "301!"), ("cloudflare-pages", "301")) if host in hosts]
    lines = [f"{site.base}{old} {site.base}{new} {status}" for old, new in site.moved for status in statuses][:MOST_REDIRECTS]
    # Cloudflare counts rules for one address only as long as none for many stands above them.
    lines += [f"{site.base}{folder}* {site.base}{folder}404.html 404" for folder in site.folders if folder and "netlify" in hosts]
    return "".join(f"{line}\n" for line in lines)
