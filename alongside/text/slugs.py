"""Names to words for addresses and file names."""

import hashlib
import re
import unicodedata

# Letters that Unicode does not take apart into a Latin letter and a mark.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th",
        "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "\u0131": "i", "ħ": "h", "Ħ": "h", "ŧ": "t", "Ŧ": "t", "ŋ": "n", "Ŋ": "n",
        "'": "", "\u2019": "", "\u2018": "", "\u02bc": "", "`": "",
    }
)  # fmt: skip
# All of these that are ASCII: a short table, since most names need no other.
_MARKS = {ord("'"): "", ord("`"): ""}
_WORD = re.compile(r"[a-z0-9]+")
# Windows keeps these names for devices, whatever their ending.
_DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def slug(text: str, limit: int = 60) -> str:
    """A name as ASCII words joined by hyphens, for an address or a file name.

    Takes:   any text; ``limit`` (>= 12) in characters.
    Returns: ``[a-z0-9]+(-[a-z0-9]+)*``, never empty: a text with little or nothing in Latin letters gets a digest of itself,
             the same one every time, so that names in other scripts do not fall together.
    """
    if text.isascii():
        words, lost = "-".join(_WORD.findall(text.translate(_MARKS).lower())), 0
    else:
        plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).lower()
        words = "-".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))
        lost = sum(c.isalpha() and not c.isascii() for c in plain)
    if lost > len(words) or not words or _DEVICES.fullmatch(words):
        words = _cut(words, limit - 9)
        return f"{words}-{_digest(text)}".lstrip("-")
    return _cut(words, limit)


def _cut(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    head, hyphen, _ = words[: limit + 1].rpartition("-")
    return head if hyphen else words[:limit]


def _digest(text: str) -> str:
    return hashlib.blake2s(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
