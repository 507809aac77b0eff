"""A schedule in words that stay true: rules and dates, never "next" or "tomorrow".

Every word goes through gettext with named places, so that a language can put them in its own order.
"""

from datetime import date, datetime, timedelta
from gettext import NullTranslations

from msgspec import Struct
from msgspec.structs import replace

from alongside.timetable.calendar_words import date_words, day_name, days_name, joined, ordinal_name, zone_name
from alongside.timetable.clock import clock, clock_range
from alongside.timetable.recurrence import local_dates
from alongside.timetable.rules import Rule, Schedule


class Told(Struct, frozen=True):
    """A line in the words of the site, and behind it what a contributor added in their own, which may be in another language."""

    text: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({self.note})" if self.note else self.text


class _Style(Struct, frozen=True):
    translations: NullTranslations
    region_12h: bool
    zone: str


def words(schedule: Schedule, translations: NullTranslations, region_12h: bool = True, show_zone: bool = False) -> tuple[str, ...]:
    """One line for each rule, in the order of the rules; rules that differ only in their days share a line.

    Takes:   ``show_zone`` adds the time zone to every time; a rule with a zone of its own always shows it.
    Returns: plain text such as "Tuesdays and Thursdays, 7:00 pm"; notes are as typed, so escape it.
    """
    return tuple(map(str, told(schedule, translations, region_12h, show_zone)))


def told(schedule: Schedule, translations: NullTranslations, region_12h: bool = True, show_zone: bool = False) -> tuple[Told, ...]:
    """The same lines as ``words`` gives, each apart from its note."""
    lines = []
    for rule in _merged(schedule.rules):
        own = rule.zone if rule.zone != schedule.zone else ""
        style = _Style(translations, region_12h, own or (schedule.zone if show_zone else ""))
        line = _line(rule, style)
        lines.append(Told(line[:1].upper() + line[1:], rule.note))
    return tuple(lines)


def except_words(schedule: Schedule, translations: NullTranslations) -> tuple[Told, ...]:
    """One line for all single dates on which it does not happen, and one for each closure with its reason."""
    lines = []
    if schedule.except_dates:
        days = joined([date_words(day, translations) for day in sorted(schedule.except_dates)], translations, "; ")
        lines.append(Told(translations.gettext("Not on %(dates)s") % {"dates": days}))
    for closure in schedule.closures:
        since, until = date_words(closure.since, translations, False), date_words(closure.until or closure.since, translations, False)
        if since == until:
            line = translations.gettext("Closed on %(date)s") % {"date": since}
        else:
            line = translations.gettext("Closed from %(since)s to %(until)s") % {"since": since, "until": until}
        lines.append(Told(line, closure.reason))
    return tuple(lines)


def _merged(rules: tuple[Rule, ...]) -> list[Rule]:
    found: dict[Rule, Rule] = {}
    for rule in rules:
        key = replace(rule, days=(), dates=())
        first = found.get(key, key)
        found[key] = replace(first, days=tuple(sorted({*first.days, *rule.days})), dates=tuple(sorted({*first.dates, *rule.dates})))
    return list(found.values())


def _line(rule: Rule, style: _Style) -> str:
    gettext = style.translations.gettext
    if rule.freq == "always":
        line = gettext("24 hours a day, 7 days a week")
    elif rule.freq == "appointment":
        line = gettext("by appointment")
    elif rule.begins and rule.ends:
        line = _span(rule, rule.begins, rule.ends, style)
    elif len(rule.dates) > 1:
        dates = joined([date_words(day, style.translations) for day in rule.dates], style.translations, "; ")
        line = gettext("%(time)s on %(dates)s") % {"time": _time(rule, style), "dates": dates}
    else:
        line = gettext("%(days)s, %(time)s") % {"days": _days(rule, style), "time": _time(rule, style)}
    return _bounded(line, rule, style.translations)


def _days(rule: Rule, style: _Style) -> str:
    translations = style.translations
    if rule.dates:
        return date_words(rule.dates[0], translations)
    if rule.nth:
        ordinals = joined([ordinal_name(n, translations) for n in rule.nth], translations)
        days = joined([day_name(day, translations) for day in rule.days], translations)
        return translations.gettext("%(ordinals)s %(days)s of the month") % {"ordinals": ordinals, "days": days}
    days = days_name(rule.days, translations)
    if rule.every == 1:
        return days
    form = translations.ngettext("every week on %(days)s", "every %(count)d weeks on %(days)s", rule.every)
    return form % {"days": days, "count": rule.every}


def _time(rule: Rule, style: _Style) -> str:
    if rule.minutes:
        shown = clock_range(rule.start, rule.minutes, style.translations, style.region_12h)
    else:
        shown = clock(rule.start, style.translations, style.region_12h)
    return _zoned(shown, style)


def _zoned(shown: str, style: _Style) -> str:
    if not style.zone:
        return shown
    return style.translations.gettext("%(time)s %(zone)s") % {"time": shown, "zone": zone_name(style.zone, style.translations)}


def _span(rule: Rule, begins: datetime, ends: datetime, style: _Style) -> str:
    translations = style.translations
    if not rule.all_day:
        moments = {"start": _moment(begins, style), "end": _zoned(_moment(ends, style), style)}
        return translations.gettext("%(start)s to %(end)s") % moments
    first, last = begins.date(), (ends - timedelta(days=1)).date()
    if first == last:
        return date_words(first, translations)
    days = {"start": date_words(first, translations), "end": date_words(last, translations)}
    return translations.gettext("%(start)s to %(end)s") % days


def _moment(at: datetime, style: _Style) -> str:
    time = clock(at.hour * 60 + at.minute, style.translations, style.region_12h)
    return style.translations.gettext("%(days)s, %(time)s") % {"days": date_words(at.date(), style.translations), "time": time}


def _bounded(line: str, rule: Rule, translations: NullTranslations) -> str:
    since = _first(rule)
    shown = {
        "line": line,
        "since": date_words(since, translations, False) if since else "",
        "until": date_words(rule.until, translations, False) if rule.until else "",
    }
    if since and rule.until:
        return translations.gettext("%(line)s, from %(since)s to %(until)s") % shown
    if since:
        return translations.gettext("%(line)s, from %(since)s") % shown
    return translations.gettext("%(line)s, until %(until)s") % shown if rule.until else line


def _first(rule: Rule) -> date | None:
    """The first date that it happens, so that a reader can count the weeks from it."""
    if rule.since is None or rule.every == 1:
        return rule.since
    days = local_dates(rule, rule.since, rule.since + timedelta(weeks=rule.every + 1))
    return days[0] if days else rule.since
