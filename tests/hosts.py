"""What hosts make of header files: the headers of the answer to one address, and where it leads.

Limits and rules as the hosts' own documents have them: developers.cloudflare.com/pages/configuration/headers and .../redirects,
docs.netlify.com/manage/routing/headers and .../redirects.
"""

import re
import shlex
from collections.abc import Callable, Collection, Iterator, Mapping

import pytest

from alongside.config import SiteConfig
from alongside.formats import hosts

Headers = Mapping[str, str]
Host = Callable[[str, str], Headers]


def rules(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Every rule of a _headers file: what addresses it is for, and its headers."""
    for block in re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]:
        path, *lines = block.rstrip("\n").split("\n")
        assert path.startswith("/")
        assert all(re.fullmatch(r"  [A-Za-z-]+: \S.*", line) for line in lines)
        yield path, [(name, value) for name, _, value in (line.strip().partition(": ") for line in lines)]


def matching(text: str, address: str) -> Iterator[tuple[str, str]]:
    for path, found in rules(text):
        if re.fullmatch(re.escape(path).replace(r"\*", ".*"), address):
            yield from found


def joined(text: str, address: str) -> Headers:
    """As Cloudflare has it: values of one header are joined with a comma."""
    together: dict[str, list[str]] = {}
    for name, value in matching(text, address):
        together.setdefault(name, []).append(value)
    return {name: ", ".join(values) for name, values in together.items()}


def later(text: str, address: str) -> Headers:
    """As Netlify has it: the later rule stands."""
    return dict(matching(text, address))


def apache(text: str, address: str) -> Headers:
    """As Apache has it: line after line, each under its condition."""
    found = {}
    for line in text.splitlines():
        read = re.fullmatch(r"Header (?:always )?set ([A-Za-z-]+) (.+)", line)
        if read:
            value, *condition = shlex.split(read[2])
            pattern = re.fullmatch(r"expr=%\{REQUEST_URI\} =~ m#([^#]*)#", condition[0]) if condition else None
            assert bool(condition) == bool(pattern)
            if not pattern or re.search(pattern[1], address):
                found[read[1]] = value
    return found


def redirected(text: str, address: str, host: str, there: Collection[str] = ()) -> tuple[int, str] | None:
    """What a _redirects file says of an address: the status, and where it leads or which page is shown; None where it says nothing.

    Takes: ``there``, the addresses that have a page.
    """
    lines = [line.split() for line in text.splitlines()]
    assert all(len(line) == 3 and len(" ".join(line)) <= 1_000 for line in lines)
    if host == "cloudflare-pages":
        assert sum("*" not in source for source, *_ in lines) <= 2_000
        assert sum("*" in source for source, *_ in lines) <= 100
        # It counts static rules only above the first dynamic one.
        assert ["*" in source for source, *_ in lines] == sorted("*" in source for source, *_ in lines)
    for source, target, status in lines:
        assert source.startswith("/")
        assert not re.search(r":[A-Za-z]", source)
        if host == "cloudflare-pages" and status not in ("200", "301", "302", "303", "307", "308"):
            continue
        exact = source.rstrip("/") if host == "netlify" else source
        asked = address.rstrip("/") if host == "netlify" else address
        if re.fullmatch(re.escape(exact).replace(r"\*", ".*"), asked) and (
            host == "cloudflare-pages" or status.endswith("!") or address not in there
        ):
            return int(status.removesuffix("!")), target
    return None


def policies(found: Headers) -> list[dict[str, str]]:
    """Each policy of a response by directive; a browser applies all of them."""
    return [
        {name: value for name, _, value in (directive.strip().partition(" ") for directive in policy.split(";"))}
        for policy in found["Content-Security-Policy"].split(", ")
    ]


def may_frame(found: Headers) -> str:
    """Who may show the page in a frame. Source: HTML, "The X-Frame-Options header": frame-ancestors of any policy overrules it."""
    said = [policy["frame-ancestors"] for policy in policies(found) if "frame-ancestors" in policy]
    if said:
        return "everybody" if set(said) == {"*"} else "itself" if "'self'" in said else "nobody"
    return {"SAMEORIGIN": "itself", "DENY": "nobody"}.get(found.get("X-Frame-Options", ""), "everybody")


def written(config: SiteConfig, lasting: tuple[str, ...] = ()) -> dict[str, str]:
    """The files of the hosts that a configuration names, by path, of a site without pages."""
    return {output.path: output.make().decode() for output in hosts.write(config, lasting, ())}


HOSTS = [
    pytest.param("_headers", joined, id="Cloudflare Pages"),
    pytest.param("_headers", later, id="Netlify"),
    pytest.param(".htaccess", apache, id="Apache"),
]
