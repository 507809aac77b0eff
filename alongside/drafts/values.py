"""Single values of a feed, made clean: text, times, days, dates, phones, links, coordinates. Total: what cannot be read is "" or None."""

import html
import re
from datetime import date
from urllib.parse import urlsplit

from alongside.reading.characters import without

DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_DAY_WORDS = {
    **{word[:size]: i for i, word in enumerate(DAYS) for size in (2, 3, 4, len(word))},
    **{word: i for i, word in enumerate(("domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"))},
}
_LINK = re.compile(r"""<a\b[^<>]*\bhref\s*=\s*["']?([^"'<>\s]+)[^<>]*>([^<]*)</a\s*>""", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<br\b[^<>]*>|</(?:p|div|li|tr|h[1-6])\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2})(?:[:.]\d{2})?)?(?:\s*([ap])\.?\s*m\.?)?", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
_BETWEEN_PHONES = re.compile(r"\s*(?:\bor\b|\band\b|[;/|&\n]|,(?=\s))\s*", re.IGNORECASE)
_EXTENSION = re.compile(
    r"(?P<number>.*?\d)[\s(-]*(?:ext\b\.?|extension\b|x)\s*(?P<extension>\d{1,7})\)?(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)


def text_of(value: object) -> str:
    """A value as plain text: markup and characters that are not shown taken out, lines kept, spaces trimmed; "" where it is no text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = value if isinstance(value, str) else _number(value)
    text = _without_markup(text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in without(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _number(value: int | float) -> str:
    # str() of a very long integer is refused by Python itself (sys.set_int_max_str_digits).
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else ""
    return f"{value:.10f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else ""


def line_of(value: object) -> str:
    """A value as one line of plain text."""
    return re.sub(r"\s+", " ", text_of(value)).strip()


def _without_markup(text: str) -> str:
    if "<" in text:
        text = _BREAK.sub("\n", _UNSEEN.sub("", text))
        text = _LINK.sub(lambda found: found[2] if found[1] in found[2] else f"{found[2]} ({found[1]})", text)
        text = _TAG.sub("", text)
    return html.unescape(text) if "&" in text else text


def markdown_of(text: str) -> str:
    """Plain text as Markdown that shows the same: a paragraph a line, lists kept, nothing read as heading, quote or markup."""
    lines = [re.sub(r"^([#>])", r"\\\1", line.replace("<", "&lt;")) for line in text.split("\n") if line]
    together: list[str] = []
    for line, before in zip(lines, ["", *lines], strict=False):
        both_items = all(re.match(r"[*+-] |\d+\. ", each) for each in (line, before))
        together.append(("\n" if both_items else "\n\n") + line if together else line)
    return "".join(together)


def clock_of(value: object) -> int | None:
    """Minutes after midnight, 0 to 1440 ("24:00"), of a time of day on a 12-hour or 24-hour clock."""
    text = line_of(value).casefold()
    if text in ("noon", "midday", "midnight"):
        return 0 if text == "midnight" else 720
    if re.fullmatch(r"\d{4}", text):
        text = f"{text[:2]}:{text[2:]}"
    found = _CLOCK.fullmatch(text)
    if found is None or (found[2] is None and found[3] is None):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    total = hour * 60 + minute
    return total if minute < 60 and total <= 1440 else None


def clock_text(minutes: int) -> str:
    """``19:00`` of minutes after midnight, on whichever day."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def day_of(value: object) -> int | None:
    """A day of the week as Meeting Guide counts: 0 is Sunday, 6 is Saturday."""
    text = line_of(value).casefold().removesuffix(".0")
    if re.fullmatch(r"[0-6]", text):
        return int(text)
    word = text.rstrip(".")
    return _DAY_WORDS.get(word, _DAY_WORDS.get(word.removesuffix("s")))


def date_of(value: object) -> str:
    """The day of a moment in a feed as year-month-day; slashes are read month first unless that is no date."""
    text = line_of(value)
    if found := re.match(r"(\d{4})-(\d{2})-(\d{2})", text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})\b", text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        return _date(year, first, second) or _date(year, second, first)
    return ""


def _date(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat() if 1970 <= year < 2200 else ""
    except ValueError:
        return ""


def link_text(value: object) -> str:
    """A link as it was typed: "&copy=2" is no sign in it, and markup is no part of one."""
    return without(value).strip().replace("&amp;", "&") if isinstance(value, str) else ""


def url_of(value: object) -> str:
    """A link that a browser can open; https is added where the scheme is missing. Anything else, ``javascript:`` too, is ""."""
    text = link_text(value)
    if not re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", text, re.IGNORECASE):
        text = f"https://{text.removeprefix('//')}"
    try:
        parts = urlsplit(text)
        sane = parts.scheme.casefold() in ("http", "https") and _HOST.fullmatch(parts.hostname or "") and parts.port != 0
    except ValueError:
        return ""
    return text if sane and not re.search(r"[\s<>\"\\^`{|}]", text) and "@" not in parts.netloc and len(text) <= 1000 else ""


def email_of(value: object) -> str:
    """An e-mail address, or ""."""
    text = line_of(value).removeprefix("mailto:")
    return text if re.fullmatch(r"[^\s@<>\"(),:;\[\]\\]{1,64}@" + _HOST.pattern, text, re.IGNORECASE) and len(text) <= 120 else ""


def phones_of(value: object) -> list[str]:
    """The phone numbers of a cell, each with its extension as ``x12``; what stands behind an extension comes last, as it is."""
    text = re.sub(r"[ \t]{2,}", " ", text_of(value))
    parts = [part.strip() for part in _BETWEEN_PHONES.split(text)]
    if not all(len(re.sub(r"\D", "", part)) >= 7 for part in parts):
        parts = [text.replace("\n", " ")]
    found = []
    for part in parts:
        split = _EXTENSION.fullmatch(part)
        found.append(f"{split['number'].strip()} x{split['extension']}" if split else part)
        if split and (rest := split["rest"].strip(" ;,.)")):
            found.append(rest)
    return [part for part in found if part]


def coordinates_of(latitude: object, longitude: object) -> tuple[str, str] | None:
    """Degrees north and east with at most six decimals, or None where they are no place on earth; (0, 0) is nobody's address."""
    try:
        north, east = float(line_of(latitude)), float(line_of(longitude))
    except ValueError:
        return None
    if not (-90 <= north <= 90 and -180 <= east <= 180) or (abs(north) < 0.01 and abs(east) < 0.01):
        return None
    return degrees(north), degrees(east)


def degrees(value: float) -> str:
    """``40.0176`` of a number of degrees."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def cut(text: str, limit: int) -> tuple[str, str]:
    """The text cut at a word so that it fits, with "…", and what was cut off."""
    if len(text) <= limit:
        return text, ""
    at = max(text.rfind(" ", 0, limit - 1), text.rfind("\n", 0, limit - 1))
    at = at if at > limit // 2 else limit - 1
    return text[:at].rstrip() + "…", text[at:].strip()
