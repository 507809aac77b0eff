"""Phone numbers as people write them: checked, as a link, and as a reader of the country expects them.

Source: RFC 3966 for links. Short numbers (988, 211, 741741, 116 123) are numbers too; words for digits and extensions are kept.
"""

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from alongside.errors import visible
from alongside.text.links import TextFault

# Digits that are dialled after the call is answered: "+1 303 555 0100,,123456#".
_TAIL = re.compile(r"(?P<number>[^,;]*\d[^,;]*?)(?P<tail>(?:,[ ]*)+[\d*#][\d*#, ]*)")
# A word for digits may be followed by those digits: "1-800-662-HELP (4357)".
_VANITY = re.compile(r"(?=(?:[^A-Za-z]*[A-Za-z]){3})(?P<number>\+?[\d(][\d() .\-]*[A-Za-z](?:[\d .\-]*[A-Za-z])*)(?:\s*\([\d\s-]{2,12}\))?")
_SHORT = re.compile(r"[\d .\-]{3,10}")
_STAR = re.compile(r"[*#]\d{2,6}#?")
_LONGEST = 120
_AREA = re.compile(r"[2-9]\d{2}[2-9]\d{6}")
# Ten digits of North America's plan as most people write them; the library says the same of every one of them, a hundred times slower.
_NORTH_AMERICAN = re.compile(r"(?:\+?1[ .-])?(?:\(([2-9][0-9]{2})\) ?|([2-9][0-9]{2})[ .-])([2-9][0-9]{2})[ .-]([0-9]{4})")
_EXTENSION = re.compile(r"\s*(?:ext(?:ension)?\.?|x|#)\s*\d{1,7}\s*$", re.IGNORECASE)


class _Phone(Struct, frozen=True):
    link: str
    shown: str
    fault: TextFault | None = None


def phone_fault(text: str, region: str) -> TextFault | None:
    """Why a text is no phone number, or None.

    Takes:   the number as typed; ``region`` as two capital letters, for numbers without a country code.
    Returns: message and fix. Numbers of an area code that is newer than the library's tables pass.
    """
    return _read(text, region).fault


def phone_link(text: str, region: str) -> str:
    """``tel:+1-303-555-0100;ext=4``; "" when the text is no number."""
    return _read(text, region).link


def phone_shown(text: str, region: str) -> str:
    """The number as written in its country, with its extension; a word in it, and what is no number, as typed."""
    return _read(text, region).shown


# A number is checked, linked and shown, and many listings share one: reading it takes 0.1 ms.
@lru_cache(maxsize=4096)
def _read(text: str, region: str) -> _Phone:
    if len(text) > _LONGEST:
        return _Phone("", text, ("this text is too long for a phone number", "Write the number alone and put the rest in the notes."))
    if region in ("US", "CA") and (found := _NORTH_AMERICAN.fullmatch(text)):
        area, rest = found[1] or found[2], f"{found[3]}-{found[4]}"
        return _Phone(f"tel:+1-{area}-{rest}", f"({area}) {rest}")
    typed = " ".join(unicodedata.normalize("NFKC", text).split())
    bare = re.sub(r"^tel:\s*", "", typed, flags=re.IGNORECASE)
    if _STAR.fullmatch(bare):
        return _Phone(f"tel:{bare.replace('#', '%23')}", bare)
    if _SHORT.fullmatch(bare) and (short := _short(bare, region)):
        return _Phone(f"tel:{short}", bare)
    vanity = _VANITY.fullmatch(bare)
    tail = _TAIL.fullmatch(bare)
    number = vanity["number"] if vanity else tail["number"] if tail else bare
    full = _number(number, region)
    if full is None:
        return _Phone("", typed, _why_not(typed, region))
    after = tail["tail"].replace(" ", "") if tail and not vanity else ""
    shown = bare if vanity and not _EXTENSION.search(bare) else full[1] + after
    return _Phone(full[0] + after.replace("#", "%23"), shown)


def _short(text: str, region: str) -> str:
    # The library takes 24 ms to import: only runs that meet a number pay for it.
    import phonenumbers
    from phonenumbers import shortnumberinfo

    digits = re.sub(r"\D", "", text)
    if not 3 <= len(digits) <= 6 or region not in phonenumbers.SUPPORTED_REGIONS:
        return ""
    number = phonenumbers.parse(digits, region)
    return digits if shortnumberinfo.is_valid_short_number_for_region(number, region) else ""


def _number(text: str, region: str) -> tuple[str, str] | None:
    """Link and shown form of a number of full length."""
    import phonenumbers as library

    try:
        number = library.parse(text, region or None)
    except library.NumberParseException:
        return None
    short = str(number.national_number)
    if re.fullmatch(r"116\d{3}", short) and library.is_possible_number(number):
        return f"tel:{short}", text
    if library.is_possible_number_with_reason(number) != library.ValidationResult.IS_POSSIBLE:
        return None
    # European helplines share 116xxx in all countries; the library knows them only without the country code.
    # Tables of area codes age, so what is possible passes; only what North America's plan can never hold does not.
    if number.country_code == 1 and not _AREA.fullmatch(short):
        return None
    here = number.country_code == library.country_code_for_region(region)
    style = library.PhoneNumberFormat.NATIONAL if here else library.PhoneNumberFormat.INTERNATIONAL
    return library.format_number(number, library.PhoneNumberFormat.RFC3966), library.format_number(number, style)


def _why_not(text: str, region: str) -> TextFault:
    import phonenumbers as library

    shown = f"'{visible(text, 80)}'"
    found = [match.raw_string for match in library.PhoneNumberMatcher(text, region or None, library.Leniency.POSSIBLE, 20)]
    found = [raw for raw in found if raw != text and _number(raw, region)]
    if len(found) > 1:
        return f"{shown} holds more than one number", f'Write one number, for example "{found[0]}".'
    if found:
        return f"{shown} has more in it than a number", f'Write "{found[0]}" and put the rest in the notes.'
    digits = sum(c.isdigit() for c in text)
    if digits == 7 and region in {"US", "CA"}:
        return f"{shown} has no area code", f'Write it with the area code, for example "303-{text}".'
    if digits and not region:
        return f"{shown} has no country code", 'Write it with the country code, for example "+1 303-555-0100".'
    return f"{shown} is not a phone number", 'Write it with its area code, for example "303-555-0100" or "303-555-0100 ext. 4".'
