"""Postal addresses written on one line, taken apart."""

import re

from msgspec import Struct

from alongside.drafts.names import COUNTRIES, PROVINCES, STATES

# "CA 95005", "CA", "AB T5B 0S5", "T5B 0S5", "10119 Berlin", "5612 EK Eindhoven", "London WC2H 0EW", "7975".
_US = re.compile(r"([A-Z]{2})(?:\s+(\d{5}(?:-\d{4})?))?")
_CANADA = re.compile(r"(?:([A-Z]{2})\s+)?([A-Z]\d[A-Z] ?\d[A-Z]\d)")
_CODE_FIRST = re.compile(r"(\d{4,5}(?: [A-Z]{2})?)\s+(\D.*)")
_BRITAIN = re.compile(r"(?:(.+?)\s+)?([A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})")
_CODE_ALONE = re.compile(r"\d{4,6}")
_STATE_NAME_CODE = re.compile(r"([A-Za-z .]{4,})\s+(\d{5}(?:-\d{4})?)")


class Address(Struct, frozen=True, kw_only=True):
    """What a line of address says."""

    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""

    @property
    def exact(self) -> bool:
        """Whether it leads to a door: a street with a number."""
        return bool(self.street and re.search(r"\d", self.street))


def country_of(text: str) -> str:
    """Two capital letters of a country by its name or code, or ""."""
    word = text.strip().strip(".").casefold()
    return COUNTRIES.get(word, "") or (word.upper() if word.upper() in COUNTRIES.values() and len(text.strip()) == 2 else "")


def region_of(text: str) -> str:
    """The usual short form of a state or province, else the text itself."""
    word = text.strip().casefold()
    return STATES.get(word) or PROVINCES.get(word) or text.strip()


def parse_address(text: str) -> Address:
    """An address on one line, parts between commas, largest last."""
    parts = [part for part in (" ".join(p.split()) for p in text.split(",")) if part]
    country = _country(parts)
    if country:
        parts = parts[:-1]
    if not parts:
        return Address(country=country)
    region, postal_code, city = _last(parts.pop())
    if not city and not region and parts and parts[-1].casefold() in {**STATES, **PROVINCES}:
        region = region_of(parts.pop())
    elif not city and not region and parts and re.fullmatch("[A-Z]{2}", parts[-1]):
        region = parts.pop()
    if not city and parts:
        city = parts.pop()
    if not parts and re.match(r"\d+\w? \w", city):
        # "12 Elm St, 19958": a house number is no town.
        parts, city = [city], ""
    if not country and (region in STATES.values()) and (postal_code == "" or _US.fullmatch(f"{region} {postal_code}")):
        country = "US"
    return Address(street=", ".join(parts), city=city, region=region, postal_code=postal_code, country=country)


def _country(parts: list[str]) -> str:
    """The country that stands last. Georgia is also a state: it is one where a ZIP or nothing but a town stands before it."""
    if not parts:
        return ""
    if parts[-1].casefold() in STATES and (len(parts) == 1 or parts[-1].casefold() != "georgia"):
        return ""
    if len(parts[-1]) == 2 and len(parts) > 1 and parts[-1] not in ("US", "UK"):
        return ""
    return country_of(parts[-1])


def _last(part: str) -> tuple[str, str, str]:
    """Region, postal code and city of the part that stands before the country."""
    if found := _US.fullmatch(part):
        return found[1], found[2] or "", ""
    if found := _CANADA.fullmatch(part):
        return found[1] or "", found[2], ""
    if (found := _STATE_NAME_CODE.fullmatch(part)) and found[1].casefold() in STATES:
        return STATES[found[1].casefold()], found[2], ""
    if _CODE_ALONE.fullmatch(part):
        return "", part, ""
    if found := _CODE_FIRST.fullmatch(part):
        return "", found[1], found[2]
    if found := _BRITAIN.fullmatch(part):
        return "", found[2], found[1] or ""
    if part.casefold() in {**STATES, **PROVINCES}:
        return region_of(part), "", ""
    return "", "", part
