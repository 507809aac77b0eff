"""Names of days, months, ordinals and time zones, and dates and lists made of them, through gettext."""

from datetime import date
from gettext import NullTranslations


def day_name(day: int, translations: NullTranslations) -> str:
    """ "Monday" for 0."""
    _ = translations.gettext
    return (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))[day]


def days_name(days: tuple[int, ...], translations: NullTranslations) -> str:
    """Days of the week on which something happens as a rule: "Tuesdays and Thursdays", "Monday to Friday", "every day"."""
    _ = translations.gettext
    if len(days) == 7:
        return _("every day")
    if len(days) > 2 and (first := _run(days)) is not None:
        ends = {"first": day_name(first, translations), "last": day_name((first + len(days) - 1) % 7, translations)}
        return _("%(first)s to %(last)s") % ends
    plurals = (_("Mondays"), _("Tuesdays"), _("Wednesdays"), _("Thursdays"), _("Fridays"), _("Saturdays"), _("Sundays"))
    return joined([plurals[day] for day in days], translations)


def ordinal_name(nth: int, translations: NullTranslations) -> str:
    """ "first" for 1, "last" for -1, as in "first Friday of the month"."""
    _ = translations.gettext
    return {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), 5: _("fifth"), -1: _("last")}[nth]


def month_name(month: int, translations: NullTranslations) -> str:
    """ "January" for 1."""
    _ = translations.gettext
    spring = (_("January"), _("February"), _("March"), _("April"), _("May"), _("June"))
    autumn = (_("July"), _("August"), _("September"), _("October"), _("November"), _("December"))
    return (spring + autumn)[month - 1]


def date_words(day: date, translations: NullTranslations, weekday: bool = True) -> str:
    """ "Thursday, December 24, 2026", or without its weekday; always with the year."""
    shown = {"month": month_name(day.month, translations), "day": day.day, "year": day.year}
    if not weekday:
        return translations.gettext("%(month)s %(day)d, %(year)d") % shown
    shown["weekday"] = day_name(day.weekday(), translations)
    return translations.gettext("%(weekday)s, %(month)s %(day)d, %(year)d") % shown


def joined(parts: list[str], translations: NullTranslations, comma: str = ", ") -> str:
    """ "A, B and C"; with another ``comma`` where the parts have commas of their own: "A; B"."""
    if len(parts) < 2 or comma != ", ":
        return comma.join(parts)
    return translations.gettext("%(list)s and %(last)s") % {"list": comma.join(parts[:-1]), "last": parts[-1]}


def zone_name(zone: str, translations: NullTranslations) -> str:
    """A time zone as people there call it, summer and winter: "Mountain Time"; elsewhere by its city: "Edmonton time"."""
    _ = translations.gettext
    names = {
        "America/New_York": _("Eastern Time"),
        "America/Chicago": _("Central Time"),
        "America/Denver": _("Mountain Time"),
        "America/Phoenix": _("Arizona Time"),
        "America/Los_Angeles": _("Pacific Time"),
        "America/Anchorage": _("Alaska Time"),
        "Pacific/Honolulu": _("Hawaii Time"),
        "America/Puerto_Rico": _("Atlantic Time"),
        "UTC": "UTC",
        "Etc/UTC": "UTC",
    }
    return names.get(zone) or _("%(city)s time") % {"city": zone.rsplit("/", 1)[-1].replace("_", " ")}


def _run(days: tuple[int, ...]) -> int | None:
    """The day with which days of the week follow one another without a gap, also over Sunday; None where there is a gap."""
    starts = [day for day in days if (day - 1) % 7 not in days]
    return starts[0] if len(starts) == 1 else None
