"""Web and e-mail addresses: only what a person can mean, and what to type instead.

Source: RFC 3986; ``http://user@host``, backslashes and hosts without a dot are legal somewhere and used to deceive everywhere.
"""

import re
from typing import NamedTuple
from urllib.parse import quote

from alongside.errors import unsafe_character, visible

# Message, and what to type instead.
TextFault = tuple[str, str]


class _Proposal(NamedTuple):
    """An address that may be meant, not looked at yet."""

    url: str


_Fault = tuple[str, str | _Proposal]

_EXAMPLE = 'Write the whole address, for example "https://example.org/meetings".'
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ADDRESS = re.compile(r"https?://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_BARE = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,24}(?::\d{1,5})?(?:[/?#].*)?$", re.DOTALL)
_SLASHES = re.compile(r"(https?)[:;]?/{0,3}(?=[^/\s])", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@([^@\s]+)")

# What nearly all addresses look like, and short enough for a host; all that follows would find nothing wrong with them.
_USUAL = re.compile(r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9]{0,62}(?:/[A-Za-z0-9._~/?=&%#+-]*)?")
_USUAL_LENGTH = 250

# Hosts of video and voice meetings; the first 21 are those that Meeting Guide feeds may link to.
_MEETING_HOSTS = {
    "bluejeans.com": "BlueJeans",
    "discord.gg": "Discord",
    "freeconference.com": "FreeConference",
    "freeconferencecall.com": "FreeConferenceCall",
    "goto.com": "GoTo Meeting",
    "gotomeet.me": "GoTo Meeting",
    "gotomeeting.com": "GoTo Meeting",
    "horizon.meta.com": "Horizon Worlds",
    "maps.secondlife.com": "Second Life",
    "meet.google.com": "Google Meet",
    "meet.jit.si": "Jitsi Meet",
    "meetings.dialpad.com": "Dialpad",
    "signal.group": "Signal",
    "skype.com": "Skype",
    "slurl.com": "Second Life",
    "teams.live.com": "Microsoft Teams",
    "teams.microsoft.com": "Microsoft Teams",
    "vrchat.com": "VRChat",
    "webex.com": "Webex",
    "zoho.com": "Zoho Meeting",
    "zoom.us": "Zoom",
}


def url_fault(url: str) -> TextFault | None:
    """Why a text is no address that a page may link to, or None.

    Takes:   the address as typed; http and https only, absolute.
    Returns: message and fix; None when the address is good.
    """
    if (len(url) <= _USUAL_LENGTH and _USUAL.fullmatch(url)) or (fault := _fault(url)) is None:
        return None
    message, fix = fault
    if isinstance(fix, str):
        return message, fix
    # An address is only proposed where it would pass.
    return message, f'Write "{fix.url}".' if _fault(fix.url) is None else _EXAMPLE


def _fault(url: str) -> _Fault | None:
    if (fault := _character_fault(url)) is not None:
        return fault
    found = _ADDRESS.fullmatch(url)
    if found is None:
        return _scheme_fault(url)
    authority = found[1]
    if not authority:
        return "a web address without a host", _EXAMPLE
    if "@" in authority:
        clean = url.replace(f"{authority.rpartition('@')[0]}@", "", 1)
        return f"{_short(url)} has a user name before its host", _Proposal(clean)
    return _host_fault(authority, url)


def _character_fault(url: str) -> _Fault | None:
    if not url:
        return "the web address is empty", _EXAMPLE
    bad = next((c for c in url if c.isspace() or c in '\\<>"' or unsafe_character(c)), None)
    if bad is None:
        return None
    if bad == "\\":
        return f"{_short(url)} has a backslash in it", _Proposal(url.replace("\\", "/"))
    name = "a space" if bad == " " else f"the character {bad if bad.isprintable() else f'U+{ord(bad):04X}'}"
    stripped = url.strip()
    kept = "".join(quote(c) if c in ' <>"' else c for c in stripped if not (c.isspace() and c != " ") and not unsafe_character(c))
    return f"{_short(url)} has {name} in it", _Proposal(kept)


def _scheme_fault(url: str) -> _Fault:
    scheme = _SCHEME.match(url)
    if url.startswith("//"):
        return f"{_short(url)} does not begin with https://", _Proposal(f"https:{url}")
    if _BARE.match(url):
        return f"{_short(url)} does not begin with https://", _Proposal(f"https://{url}")
    if slashes := _SLASHES.match(url):
        return f"{_short(url)} does not begin with https://", _Proposal(f"{slashes[1].lower()}://{url[slashes.end() :]}")
    if scheme and scheme[1].lower() in {"mailto", "tel", "sms"}:
        return f"{_short(url)} is not a web address", "Put an e-mail address in `email` and a number in `phone` or `text`."
    if scheme:
        return f"{_short(url)} begins with {visible(scheme[0], 40)}, which a page cannot link to", "Write an address that begins with https://."
    return f"{_short(url)} is not a web address", _EXAMPLE


def _host_fault(authority: str, url: str) -> _Fault | None:
    host, colon, port = authority.partition(":")
    labels = host.removesuffix(".").split(".")
    if colon and not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):
        return f"{_short(authority)} has something other than a port number after the colon", _Proposal(url.replace(authority, host, 1))
    if len(labels) < 2:
        return f"{_short(host)} is a host without a dot", 'Write the whole name, for example "www.example.org".'
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return f"{_short(host)} is not the name of a host", "Copy the address again from the page it leads to."
    if labels[-1][0].isdigit():
        return f"{_short(host)} is a number instead of the name of a host", 'Write the name, for example "www.example.org".'
    return None


def _short(text: str) -> str:
    return f"'{visible(text, 80)}'"


def is_http(url: str) -> bool:
    """Whether an address is plain http, which anybody on the way can read and change."""
    return url[:7].lower() == "http://"


def host_of(url: str) -> str:
    """The host of a good address, lowercase, without port and final dot; "" for anything else."""
    found = _ADDRESS.fullmatch(url)
    return found[1].rpartition("@")[2].partition(":")[0].lower().removesuffix(".") if found else ""


def host_label(url: str) -> str:
    """What the service behind a meeting's link is called ("Zoom"), or "" when it is not known.

    A host counts when it equals a known one or ends in a dot and a known one: ``evilzoom.us`` does not.
    """
    labels = host_of(url).split(".")
    endings = (".".join(labels[first:]) for first in range(len(labels)))
    return next((_MEETING_HOSTS[ending] for ending in endings if ending in _MEETING_HOSTS), "")


def email_fault(text: str) -> TextFault | None:
    """Why a text is no e-mail address, or None."""
    example = 'Write it like "hello@example.org".'
    bare = text.strip().removeprefix("mailto:").partition("?")[0].strip("<>")
    found = _EMAIL.fullmatch(text)
    if found and not any(map(unsafe_character, text)) and _host_fault(found[1], "") is None and ":" not in found[1]:
        dots = text.startswith(".") or ".." in text or ".@" in text
        return (f"{_short(text)} has a dot in the wrong place", example) if dots else None
    if bare != text and email_fault(bare) is None:
        return f"{_short(text)} has more in it than the address", f'Write "{bare}".'
    if text.count("@") > 1:
        return f"{_short(text)} holds more than one address", "Write one address."
    return f"{_short(text)} is not an e-mail address", example
