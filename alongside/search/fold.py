"""Text as it is searched: without marks, in lower case, cut into words. assets/js/find/fold.js does the same, to the letter.

Source: Unicode Standard Annex 15 (NFKD); general categories Mn, L and N.
"""

import re
from unicodedata import category, normalize

_POSSESSIVE = re.compile("([^\\W_])['\u2019]s(?![^\\W_])")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The text in lower case, without accents and other marks, "women's" as "women"; signs between words stay."""
    if not text.isascii():
        text = normalize("NFKD", text)
        # Asked once for each sign, not for each place where it stands.
        text = text.translate({ord(sign): None for sign in set(text) if category(sign) == "Mn"})
        # The sigma at the end of a Greek word is the same letter.
        text = text.lower().replace("\u03c2", "\u03c3")
    lower = text.lower()
    return _POSSESSIVE.sub(r"\1", lower) if "'" in lower or "\u2019" in lower else lower


def tokens(text: str) -> list[str]:
    """The words of a text, folded, in their order: runs of letters and digits, so that "Al-Anon" is two."""
    return _WORD.findall(fold(text))
