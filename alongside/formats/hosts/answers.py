"""What every host is to answer, before it is said in the words of one of them."""

import re
from urllib.parse import unquote

from msgspec import Struct

from alongside.policy import POLICY

# Everything that a browser could lend to a page and that can harm its reader. clipboard-write, for the copy button, is not in it.
_OFF = (
    "accelerometer autoplay browsing-topics camera captured-surface-control compute-pressure display-capture encrypted-media fullscreen "
    "gamepad gyroscope hid identity-credentials-get idle-detection local-fonts magnetometer microphone midi otp-credentials payment "
    "picture-in-picture publickey-credentials-create publickey-credentials-get screen-wake-lock serial storage-access usb "
    "window-management xr-spatial-tracking"
)
EVERYWHERE = (
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", ", ".join(["geolocation=(self)", *(f"{feature}=()" for feature in _OFF.split())])),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
)
FRAMED_BY_ITSELF = f"{POLICY}; frame-ancestors 'self'"
FRAMED_ANYWHERE = f"{POLICY}; frame-ancestors *"
LASTING = "public, max-age=31536000, immutable"
SHORT = "public, max-age=0, must-revalidate"
# By the endings of our own files and of those that a site may bring. Files of the search index are compressed inside, so that no host
# has to be set up for them: they are bytes, and no answer says that they are encoded. Source: the registry of media types at iana.org.
TYPES = {
    "application/json": "json",
    "application/manifest+json": "webmanifest",
    "application/octet-stream": "bin",
    "application/pdf": "pdf",
    "application/xml": "xml",
    "font/woff2": "woff2",
    "image/avif": "avif",
    "image/gif": "gif",
    "image/jpeg": "jpg jpeg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/webp": "webp",
    "image/x-icon": "ico",
    "text/calendar": "ics",
    "text/css": "css",
    "text/csv": "csv",
    "text/html": "html",
    "text/javascript": "js mjs",
    "text/markdown": "md",
    "text/plain": "txt",
    "text/vcard": "vcf",
}


class Answers(Struct, frozen=True, kw_only=True):
    """What is true of one site, in paths from its root.

    ``base`` is the path of that root as addresses have it; ``folders`` are those of its languages, the first one's ("") first; of
    ``lasting`` one that ends in ``/*`` means all that is in a folder; ``moved`` are pairs of former and present folders of pages.
    """

    base: str
    folders: tuple[str, ...]
    lasting: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]

    @property
    def shown(self) -> str:
        """The base as a server compares it with an address: without encoding."""
        return unquote(self.base)


def pattern(path: str) -> str:
    """A regular expression for the rest of an address from here on: of a file, or, for ``/*`` at its end, of all in a folder."""
    return re.escape(path[:-1]) if path.endswith("/*") else f"{re.escape(path)}$"


def quoted(text: str) -> str:
    """A text within quotation marks, as Apache and nginx read it."""
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))
