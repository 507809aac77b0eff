"""Occurrences against an independent calculation: dateutil's rules and its own handling of skipped hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule, tz
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.schema import Closure
from alongside.timetable import Occurrence, Rule, Schedule, local_dates, next_occurrence, occurrences, on_now, span

ZONES = [
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage",
    "Pacific/Honolulu", "America/Halifax", "America/St_Johns", "America/Havana", "America/Santiago", "America/Sao_Paulo",
    "Europe/London", "Europe/Berlin", "Africa/Casablanca", "Asia/Beirut", "Asia/Kolkata", "Asia/Tehran", "Australia/Lord_Howe",
    "Pacific/Auckland",
]  # fmt: skip
FIRST, LAST = date(2018, 1, 1), date(2030, 12, 31)
dates = st.dates(FIRST, LAST)
starts = st.one_of(st.integers(0, 1439), st.sampled_from([0, 30, 60, 90, 120, 150, 180, 1410]))
lengths = st.one_of(st.none(), st.integers(1, 1440), st.just(1440))
day_sets = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
nth_sets = st.sets(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1).map(tuple)
bounds = st.one_of(st.none(), dates)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    kind = draw(st.sampled_from(["weekly", "every", "monthly", "dates"]))
    start, minutes, since, until = draw(starts), draw(lengths), draw(bounds), draw(bounds)
    if kind == "dates":
        chosen = tuple(sorted(draw(st.sets(dates, min_size=1, max_size=5))))
        return Rule(freq="dates", dates=chosen, start=start, minutes=minutes, since=since, until=until)
    if kind == "monthly":
        return Rule(freq="monthly", days=draw(day_sets), nth=draw(nth_sets), start=start, minutes=minutes, since=since, until=until)
    every = draw(st.integers(2, 9)) if kind == "every" else 1
    since = since or (FIRST if kind == "every" else None)
    return Rule(freq="weekly", days=draw(day_sets), every=every, start=start, minutes=minutes, since=since, until=until)


def expected(schedule: Schedule, after: datetime, before: datetime) -> list[tuple[datetime, datetime]]:
    zone = ZoneInfo(schedule.zone)
    found = set()
    for rule in schedule.rules:
        for day in oracle_days(rule):
            if day in schedule.except_dates or any(c.since <= day <= (c.until or c.since) for c in schedule.closures):
                continue
            local = datetime.combine(day, time(rule.start // 60, rule.start % 60), zone)
            start = tz.resolve_imaginary(local).astimezone(UTC)
            end = start + timedelta(minutes=rule.minutes or schedule.default_minutes)
            if end > after and start < before:
                found.add((start, end))
    return sorted(found)


def oracle_days(rule: Rule) -> list[date]:
    opening = datetime.combine(rule.since or FIRST - timedelta(days=60), time())
    closing = datetime.combine(rule.until or LAST + timedelta(days=60), time())
    if rule.freq == "dates":
        return [day for day in rule.dates if opening.date() <= day <= closing.date()]
    if rule.freq == "monthly":
        by_day = [rrule.weekday(day, n) for day in rule.days for n in rule.nth]
        found = rrule.rrule(rrule.MONTHLY, byweekday=by_day, dtstart=opening, until=closing)
    else:
        found = rrule.rrule(rrule.WEEKLY, interval=rule.every, byweekday=rule.days, wkst=rrule.MO, dtstart=opening, until=closing)
    return [moment.date() for moment in found]


@settings(max_examples=120, deadline=None)
@given(
    st.lists(rules(), min_size=1, max_size=3),
    st.sampled_from(ZONES),
    st.datetimes(datetime(2018, 6, 1), datetime(2021, 1, 1), timezones=st.just(UTC)),
    st.integers(1, 3650),
    st.sets(dates, max_size=30),
    st.lists(st.tuples(dates, st.one_of(st.none(), dates)), max_size=2),
)
def test_occurrences_are_those_of_an_independent_calculation(
    given_rules: list[Rule], zone: str, after: datetime, days: int, exceptions: set[date], closed: list[tuple[date, date | None]]
) -> None:
    closures = tuple(Closure(since=since, until=until) for since, until in closed)
    schedule = Schedule(rules=tuple(given_rules), zone=zone, except_dates=tuple(exceptions), closures=closures)
    before = after + timedelta(days=days)

    found = occurrences(schedule, after, before)

    assert [(each.start, each.end) for each in found] == expected(schedule, after, before)


@settings(max_examples=60, deadline=None)
@given(rules(), st.sampled_from(ZONES), st.datetimes(datetime(2019, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC)))
def test_a_window_cut_in_two_finds_the_same(rule: Rule, zone: str, middle: datetime) -> None:
    schedule = Schedule(rules=(rule,), zone=zone)
    first, last = middle - timedelta(days=200), middle + timedelta(days=200)

    whole = occurrences(schedule, first, last)

    assert set(whole) == set(occurrences(schedule, first, middle)) | set(occurrences(schedule, middle, last))


@settings(max_examples=60, deadline=None)
@given(rules(), st.sampled_from(ZONES), st.datetimes(datetime(2019, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC)))
def test_the_next_occurrence_is_the_first_of_all_that_have_not_ended(rule: Rule, zone: str, at: datetime) -> None:
    schedule = Schedule(rules=(rule,), zone=zone)

    found = next_occurrence(schedule, at)

    assert found == next(iter(occurrences(schedule, at, at + timedelta(days=4000))), None)
    assert on_now(schedule, at) == (found is not None and found.start <= at)


@pytest.mark.parametrize("zone", ZONES)
def test_over_ten_years_a_weekly_slot_keeps_its_time_on_the_wall(zone: str) -> None:
    schedule = Schedule(rules=(Rule(freq="weekly", days=(6,), start=19 * 60, minutes=90),), zone=zone)

    found = occurrences(schedule, datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))

    clocks = {each.start.astimezone(ZoneInfo(zone)).strftime("%a %H:%M") for each in found}
    assert clocks == {"Sun 19:00"}
    assert len(found) in (521, 522)


def test_a_rule_that_began_long_ago_is_not_counted_from_its_beginning() -> None:
    rule = Rule(freq="weekly", days=(2,), every=2, start=720, since=date(1970, 1, 7))

    found = local_dates(rule, date(2199, 1, 1), date(2199, 1, 31))

    assert [day.isoformat() for day in found] == ["2199-01-02", "2199-01-16", "2199-01-30"]


def test_every_other_week_is_counted_from_the_monday_of_the_first_week() -> None:
    rule = Rule(freq="weekly", days=(0, 4), every=2, start=600, since=date(2026, 1, 7))

    found = local_dates(rule, date(2026, 1, 1), date(2026, 2, 8))

    assert [day.isoformat() for day in found] == ["2026-01-09", "2026-01-19", "2026-01-23", "2026-02-02", "2026-02-06"]


def test_a_slot_at_midnight_that_summer_time_skips_stays_on_its_day() -> None:
    schedule = Schedule(rules=(Rule(freq="weekly", days=(6,), start=0, minutes=60),), zone="America/Havana")
    day = datetime(2026, 3, 8, tzinfo=ZoneInfo("America/Havana"))

    found = occurrences(schedule, day, day + timedelta(hours=20))

    assert [each.start.astimezone(day.tzinfo).isoformat() for each in found] == ["2026-03-08T01:00:00-04:00"]


def test_a_day_that_a_zone_left_out_moves_its_slot_forward() -> None:
    schedule = Schedule(rules=(Rule(freq="dates", dates=(date(2011, 12, 30),), start=1140, minutes=60),), zone="Pacific/Apia")

    found = occurrences(schedule, datetime(2011, 12, 1, tzinfo=UTC), datetime(2012, 1, 31, tzinfo=UTC))

    assert [each.start.isoformat() for each in found] == ["2011-12-31T05:00:00+00:00"]


def test_exceptions_and_closures_take_the_local_day_of_the_start() -> None:
    late = Rule(freq="weekly", days=(3,), start=23 * 60 + 30, minutes=60)
    schedule = Schedule(
        rules=(late,),
        zone="America/Los_Angeles",
        except_dates=(date(2026, 12, 24),),
        closures=(Closure(since=date(2026, 12, 31), until=date(2027, 1, 10)), Closure(since=date(2027, 1, 21))),
    )

    found = occurrences(schedule, datetime(2026, 12, 16, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC))

    assert [each.start.isoformat()[:10] for each in found] == ["2026-12-18", "2027-01-15", "2027-01-29"]


def test_two_rules_that_say_the_same_give_one_occurrence_of_the_first() -> None:
    rule = Rule(freq="weekly", days=(0,), start=600, minutes=60)
    schedule = Schedule(rules=(rule, rule))

    found = occurrences(schedule, datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 6, tzinfo=UTC))

    assert found == [Occurrence(datetime(2026, 1, 5, 10, tzinfo=UTC), datetime(2026, 1, 5, 11, tzinfo=UTC), 0)]


def test_a_rule_with_a_zone_of_its_own_is_sorted_by_the_instant() -> None:
    rules_ = (
        Rule(freq="weekly", days=(0,), start=20 * 60),
        Rule(freq="weekly", days=(0,), start=19 * 60, zone="America/New_York"),
    )
    schedule = Schedule(rules=rules_, zone="America/Denver")

    found = occurrences(schedule, datetime(2026, 1, 5, 12, tzinfo=UTC), datetime(2026, 1, 7, tzinfo=UTC))

    assert [each.rule for each in found] == [1, 0]


def test_a_span_of_several_days_is_on_in_the_middle_of_it() -> None:
    rule = span("2026-12-04 17:00", "2026-12-06 12:00")
    assert isinstance(rule, Rule)
    schedule = Schedule(rules=(rule,), zone="America/Denver")

    found = occurrences(schedule, datetime(2026, 12, 5, 12, tzinfo=UTC), datetime(2026, 12, 5, 13, tzinfo=UTC))

    assert [(each.start.isoformat(), each.end.isoformat()) for each in found] == [
        ("2026-12-05T00:00:00+00:00", "2026-12-06T19:00:00+00:00")
    ]


def test_all_day_ends_with_the_last_midnight_and_says_so() -> None:
    rule = span("2026-10-31", "2026-11-01")
    assert isinstance(rule, Rule)
    schedule = Schedule(rules=(rule,), zone="America/Denver")

    found = occurrences(schedule, datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC))

    assert found == [Occurrence(datetime(2026, 10, 31, 6, tzinfo=UTC), datetime(2026, 11, 2, 7, tzinfo=UTC), 0, True)]


def test_always_is_on_unless_closed_and_has_no_occurrences() -> None:
    schedule = Schedule(rules=(Rule(freq="always"),), zone="America/Denver", except_dates=(date(2026, 12, 25),))

    open_then = on_now(schedule, datetime(2026, 12, 25, 6, 59, tzinfo=UTC))
    closed_then = on_now(schedule, datetime(2026, 12, 25, 7, tzinfo=UTC))

    assert (open_then, closed_then) == (True, False)
    assert next_occurrence(schedule, datetime(2026, 12, 25, tzinfo=UTC)) is None


def test_by_appointment_is_never_on() -> None:
    assert not on_now(Schedule(rules=(Rule(freq="appointment"),)), datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("naive", ["after", "before"])
def test_an_instant_without_a_zone_is_refused(naive: str) -> None:
    window = {"after": datetime(2026, 1, 1, tzinfo=UTC), "before": datetime(2026, 2, 1, tzinfo=UTC)}
    window[naive] = window[naive].replace(tzinfo=None)

    with pytest.raises(ValueError, match="time zone"):
        occurrences(Schedule(), **window)
