"""Where an address of a page leads. Source: URL Living Standard, section 4.5, as ``urllib.parse`` reads it; RFC 3986, section 5.2.4."""

import posixpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit


class Target(NamedTuple):
    """A normalised path that begins with "/" for the site's root, and a fragment, "" where there is none."""

    path: str
    fragment: str

    def __str__(self) -> str:
        return f"{self.path}#{self.fragment}" if self.fragment else self.path


def resolve(page: str, address: str) -> Target | None:
    """Where an address within the site leads.

    Takes:   the page's own path from the root; the address as the attribute has it, without character references.
    Returns: None for what leads elsewhere. What begins with a slash leads out of the site, which may be in a folder of its host:
             as what cannot be read, its target is none that a file has.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return Target(address.replace("\n", " "), "")
    if parts.scheme or parts.netloc:
        return None
    # 404.html, of each language, is served at any depth, so its links begin with the base path, which nobody knows here.
    if parts.path.startswith("/") and posixpath.basename(page) == "404.html":
        return None
    fragment = unquote(parts.fragment).replace("\n", "\ufffd")
    if not parts.path:
        return Target(target_of(page), fragment)
    named = unquote(parts.path)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), named))
    return Target("/" if path == "." else target_of(f"{path}/" if named.endswith("/") else path), fragment)


def target_of(path: str) -> str:
    """A path as a target: on one line, and without the sign that begins a fragment."""
    return f"/{path}" if "#" not in path and "\n" not in path else "/" + path.replace("#", "%23").replace("\n", "%0A")
