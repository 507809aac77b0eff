"""What an audit must know of one file, read off its bytes the moment they are made.

Rules: a page is scanned, not parsed, since we know how we write it: attributes behind one space and in double quotes, with no "<", ">" or
quote in a value and no "<" in a text. What looks otherwise is read by ``html.parser``, so that a site's own templates may do as they
like. Most links are those of the frame around every page: each is told once a page, as a path from the root.
"""

import re
from functools import lru_cache
from html import unescape

import msgspec

from alongside.audit.addresses import resolve
from alongside.audit.records import DEAD_FRAGMENT, Facts, Flaw
from alongside.audit.wellformed import flaws_of

_encode = msgspec.msgpack.Encoder().encode
_ATTRIBUTES = rb'(?: [^ <>"=]+(?:="[^"]*")?)*'
# Comments, and elements that load or name something, or whose content is no text.
_OTHERS = re.compile(
    rb"<(?:link|s(?:cript|tyle|ource)|i(?:mg|frame|mage|nput[^>]* src=)|!-|base|a(?:rea|udio)|[eouv](?:mbed|bject|se|ideo))"
    rb"[^>]*>?(?:</script>)?"
)
_OTHER = re.compile(rb"<(?:link|img|base|(script))" + _ATTRIBUTES + rb">(?(1)</script>)")
_ADDRESSES = re.compile(rb' (?:href|src)="([^"]*)"')
_NAMING = (b'<link rel="canonical"', b'<link rel="alternate"')
_DATA, _AFTER_DATA = b'<script type="application/ld+json">', [b"</script>", b"</body>", b"</html>"]
# What stands for itself in a path or a fragment.
_PLAIN = rb"[A-Za-z0-9_./-]*"


def facts_of(path: str, body: bytes) -> bytes | None:
    """What is to be known of a file, for ``judge``; None where that is nothing.

    Takes: the path from the site's root, by whose ending a file is read; the bytes as they are written.
    """
    if path.endswith(".html"):
        return _encode(_scanned(path, body) or _read(path, body))
    flaws = tuple(flaws_of(path, body))
    return _encode(Facts(flaws=flaws)) if flaws else None


@lru_cache(maxsize=16)
def _anchors(depth: int) -> re.Pattern[bytes]:
    """Links of pages so many folders below the root: plainly below the root, plainly below its first folder (a language has its own),
    and all others but those that plainly lead elsewhere.

    Attribute for attribute, so that no value can pass for one. What has brackets or other letters may be refused by the reader of
    addresses, wherever it leads.
    """
    root, first = _up(depth), _up(depth - 1)
    elsewhere = rb'(?:https?://|mailto:|tel:|sms:)[^"\[\]\x80-\xff]*'
    below = rb"(/%b(?:#%b)?)" % (_PLAIN, _PLAIN)
    return re.compile(rb'<a%b? href="(?:%b%b|%b%b|%b|([^"]*))"' % (_ATTRIBUTES, root, below, first, below, elsewhere))


def _up(folders: int) -> bytes:
    return re.escape(b"/".join([b".."] * folders) or b".")


def _scanned(path: str, body: bytes) -> Facts | None:
    """The facts of a page as we write them; None where it is not so, and where something is wrong with it."""
    body, depth = _without_data(body), path.count("/")
    anchors = _anchors(depth).findall(body)
    targets = dict.fromkeys([target for target, _, _ in anchors])
    folder = b"/" + path.partition("/")[0].encode() if depth else b""
    targets.update(dict.fromkeys([folder + target for target in dict.fromkeys([target for _, target, _ in anchors]) if target]))
    hrefs = len(anchors)
    for tag in _OTHERS.findall(body):
        found = _loaded(tag, path)
        if found is None:
            return None
        targets.update(dict.fromkeys(found))
        hrefs += tag[:5] == b"<link"
    targets.pop(b"", None)
    links, ids = b"\n".join(targets), _ids(body)
    # An address that was not seen is in no form of ours; "//" and "/." are in paths that are not normal.
    if ids is None or len(set(ids)) < len(ids) or body.count(b"href=") != hrefs or b"//" in links or b"/." in links:
        return None
    return _facts(path, links, ids, [address for _, _, address in anchors if address])


def _facts(path: str, links: bytes, ids: list[bytes], strange: list[bytes]) -> Facts | None:
    """The facts of a page with the addresses that want a closer look; None where one leads to a part of it that is not there."""
    here, named = f"/{path}", b"\n".join(ids)
    if b"&" in named:
        named = unescape(named.decode("utf-8", "replace")).encode()
    own: set[bytes] = set()
    more = [links] if links else []
    for address in dict.fromkeys(strange):
        if address[:1] == b"#" and address[1:].isalnum():
            own.add(address[1:])
            continue
        target = resolve(path, unescape(address.decode("utf-8", "replace")))
        if target is not None and target.path == here:
            own.add(target.fragment.encode())
        elif target is not None:
            more.append(str(target).encode())
    if not own <= {b"", *named.split(b"\n")}:
        return None
    return Facts(links=b"\n".join(more), ids=named)


def _without_data(body: bytes) -> bytes:
    """A page without its structured data, which is the last of it and half of its bytes."""
    at = body.rfind(_DATA)
    return body[:at] if at >= 0 and body[body.find(b"<", at + 1) :].split() == _AFTER_DATA else body


def _loaded(tag: bytes, path: str) -> tuple[bytes, ...] | None:
    """What an element loads or names, as targets; None where it is not as we write it, or fetches from elsewhere."""
    if tag.startswith(_NAMING) and b' href="http' in tag:
        return ()
    depth = path.count("/")
    found = _shared(tag, b"../" * depth or b"./")
    if found is None and depth and (found := _shared(tag, b"../" * (depth - 1) or b"./")):
        folder = b"/" + path.partition("/")[0].encode()
        return tuple(folder + target for target in found)
    return found


@lru_cache(maxsize=1024)
def _shared(tag: bytes, up: bytes) -> tuple[bytes, ...] | None:
    """What an element that is on many pages loads from below a folder, which ``up`` leads to."""
    found = _ADDRESSES.findall(tag)
    if not _OTHER.fullmatch(tag) or not all(address.startswith((up, b"data:")) for address in found):
        return None
    targets = tuple(address[len(up) - 1 :] for address in found if not address.startswith(b"data:"))
    return targets if all(re.fullmatch(_PLAIN, target) for target in targets) else None


def _ids(body: bytes) -> list[bytes] | None:
    """Every id of a page, in order; None where one may be none, or is not in quotes."""
    before, *pieces = body.split(b" id=")
    found = []
    for piece in pieces:
        tag = before[before.rfind(b"<") :]
        if tag[:1] != b"<" or piece[:1] != b'"':
            return None
        inside, over, _ = tag.partition(b">")
        if not over and not inside.count(b'"') % 2:
            found.append(piece[1 : piece.find(b'"', 1)])
        elif over and inside.count(b'"') % 2:
            return None
        # Else a text that looks like an id, or a value that ends like one.
        before = piece
    return found


def _read(path: str, body: bytes) -> Facts:
    """The facts of any page, and what is wrong with it."""
    # Imported by the first page that needs it.
    from alongside.audit.page import page_flaws, read_page

    here, page = f"/{path}", read_page(body)
    flaws = page_flaws(page)
    links: dict[str, None] = {}
    for each in page.references:
        target = resolve(path, each.address)
        if target is not None and target.path != here:
            links[str(target)] = None
        elif target is not None and target.fragment and target.fragment not in page.ids:
            flaws.append(Flaw(DEAD_FRAGMENT, each.line, each.column, each.address))
    ids = "\n".join(name.replace("\n", "\ufffd") for name in page.ids)
    return Facts("\n".join(links).encode(), ids.encode(), tuple(flaws))
