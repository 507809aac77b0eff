"""Rules for other programs: parts of an RFC 5545 recurrence rule, a schema.org Schedule, and a line that the browser reads."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alongside.timetable.rules import DAY_MINUTES, Rule, Schedule

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


def compact(schedule: Schedule, resumes: date | None = None) -> str:
    """A schedule as one short line of text for the browser, which works out "now" and "next" from it (assets/js/time/schedule.js).

    Takes:   ``resumes``, the first day that counts again after a pause.
    Returns: text without quotes, <, > and &; empty where no rule has a time that could be told. Notes and reasons are left out::

        schedule = zone " " minutes *( "; " rule ) [ "; x" days *( "," days ) ]     minutes: the length where a rule gives none
        rule     = ( weekly / monthly / dates / span / "a" ) *( " " bound )         "a": around the clock
        weekly   = "w" day *day [ "/" every ] " " time                              day: 0 is Monday
        monthly  = "m" day *day "/" nth *nth " " time                               nth: 1 to 5, L the last
        dates    = "d" date *( "," date ) " " time                                  date: 2026-12-24
        span     = "s" date "T" clock " " date "T" clock / "s" date " " date        without clocks all day, up to the second date
        time     = clock [ "+" minutes ]                                            clock: 19:00
        bound    = "from=" date / "to=" date / "in=" zone                           first and last day to begin on; a zone of its own
        days     = date / date ".." date / ".." date                                closed: one day, both included, all until then

        America/Denver 60; w13 19:00+75; m4/1L 18:30 from=2026-01-01; x2026-12-24,2026-12-31..2027-01-02
    """
    rules = [text for rule in schedule.rules if (text := _compact_rule(rule, schedule.zone))]
    if not rules:
        return ""
    closed = [day.isoformat() for day in schedule.except_dates]
    closed += [f"{closure.since}..{closure.until}" if closure.until else f"{closure.since}" for closure in schedule.closures]
    if resumes and resumes > date.min:
        closed.append(f"..{resumes - timedelta(days=1)}")
    return "; ".join([f"{schedule.zone} {schedule.default_minutes}", *rules, *([f"x{','.join(closed)}"] if closed else [])])


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


def _compact_rule(rule: Rule, zone: str) -> str:
    """One rule of the line; empty where it can never be told when it happens."""
    head = _compact_head(rule)
    bounds = {"from": rule.since, "to": rule.until, "in": rule.zone if rule.zone != zone else ""}
    return " ".join([head, *(f"{name}={value}" for name, value in bounds.items() if value)]) if head else ""


def _compact_head(rule: Rule) -> str:
    if rule.freq == "always":
        return "a"
    if rule.begins and rule.ends:
        form = "%Y-%m-%d" if rule.all_day else "%Y-%m-%dT%H:%M"
        return f"s{rule.begins.strftime(form)} {rule.ends.strftime(form)}"
    clock = _time(rule.start)[:5] + (f"+{rule.minutes}" if rule.minutes else "")
    days = "".join(map(str, rule.days))
    if rule.freq == "weekly" and days:
        return f"w{days}{f'/{rule.every}' if rule.every > 1 else ''} {clock}"
    if rule.freq == "monthly" and days and rule.nth:
        return f"m{days}/{''.join('L' if n < 0 else str(n) for n in rule.nth)} {clock}"
    return f"d{','.join(map(str, rule.dates))} {clock}" if rule.dates else ""
