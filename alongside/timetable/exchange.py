"""Rules for other programs: parts of an RFC 5545 recurrence rule, and a schema.org Schedule."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from alongside.timetable.rules import DAY_MINUTES, Rule

_ICAL_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SCHEMA_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def to_rrule(rule: Rule, zone: str = "") -> dict[str, str]:
    """Parts of an RRULE, in writing order; empty where a rule does not recur (dates, span, always, appointment).

    Takes:   ``zone`` for an UNTIL in UTC, which a DTSTART with a zone asks for; without it UNTIL is a bare date.
    Returns: FREQ, INTERVAL, BYDAY ("TU,TH", "1FR,3FR", "-1SU"), UNTIL. The week starts on Monday, which is the default of WKST.
    Source:  RFC 5545 section 3.3.10.
    """
    if rule.freq not in ("weekly", "monthly"):
        return {}
    parts = {"FREQ": rule.freq.upper()}
    if rule.every > 1:
        parts["INTERVAL"] = str(rule.every)
    parts["BYDAY"] = ",".join(_by_day(rule))
    if rule.until:
        parts["UNTIL"] = _until(rule.until, rule.zone or zone)
    return parts


def schema_schedule(rule: Rule, zone: str, except_dates: tuple[date, ...] = ()) -> dict[str, str | list[str] | list[int]]:
    """A schema.org Schedule; empty where a rule does not recur.

    Source: https://schema.org/Schedule. ``byMonthWeek`` knows 1 to 5 only, so a "last" is written as byDay in iCalendar's form.
    """
    if rule.freq not in ("weekly", "monthly"):
        return {}
    found: dict[str, str | list[str] | list[int]] = {"@type": "Schedule"}
    found["repeatFrequency"] = "P1M" if rule.freq == "monthly" else f"P{rule.every}W"
    if -1 in rule.nth:
        found["byDay"] = _by_day(rule)
    else:
        found["byDay"] = [f"https://schema.org/{_SCHEMA_DAYS[day]}" for day in rule.days]
        if rule.nth:
            found["byMonthWeek"] = list(rule.nth)
    found |= _clock(rule)
    found["scheduleTimezone"] = rule.zone or zone
    bounds = {"startDate": rule.since, "endDate": rule.until}
    found |= {name: day.isoformat() for name, day in bounds.items() if day}
    if except_dates:
        found["exceptDate"] = [day.isoformat() for day in except_dates]
    return found


def _by_day(rule: Rule) -> list[str]:
    return [f"{n or ''}{_ICAL_DAYS[day]}" for n in rule.nth or (0,) for day in rule.days]


def _until(day: date, zone: str) -> str:
    if not zone:
        return day.strftime("%Y%m%d")
    return datetime.combine(day, time(23, 59, 59), ZoneInfo(zone)).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _clock(rule: Rule) -> dict[str, str]:
    found = {"startTime": _time(rule.start)}
    if rule.minutes:
        hours, minutes = divmod(rule.minutes, 60)
        found["endTime"] = _time(rule.start + rule.minutes)
        found["duration"] = "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    return found


def _time(minute: int) -> str:
    return f"{minute % DAY_MINUTES // 60:02}:{minute % 60:02}:00"
