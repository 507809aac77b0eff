"""Schedules in the browser: the line that carries them, and the same answers there as here."""

import json
import random
import re
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from alongside.assets import read_scripts
from alongside.languages import translations_for
from alongside.schema import Closure
from alongside.scripts import script_text
from alongside.timetable import (
    Occurrence,
    Rule,
    Schedule,
    clock,
    compact,
    date_words,
    next_occurrence,
    occurrences,
    on_now,
    parse_sentence,
    zone_name,
)
from tests.building import absent

ROOT = Path(__file__).parents[2]
ZONES = (
    "America/Denver", "America/New_York", "America/Phoenix", "Europe/Madrid", "Australia/Lord_Howe", "Asia/Kolkata", "UTC",
)  # fmt: skip
# Days about which clocks change: 2026-03-08 and 2026-11-01 in the United States, 2026-03-29 and 2026-10-25 in Europe,
# 2026-04-05 and 2026-10-04 on Lord Howe Island; the ends of years and of a February.
TURNS = tuple(map(date.fromisoformat, (
    "2026-03-08", "2026-11-01", "2026-03-29", "2026-10-25", "2026-04-05", "2026-10-04", "2026-12-31", "2027-01-01", "2028-02-29",
)))  # fmt: skip
STARTS = (0, 30, 60, 90, 119, 120, 150, 179, 180, 720, 1110, 1140, 1410, 1439)
LENGTHS = (None, 1, 30, 60, 75, 90, 180, 720, 1440)
QUESTIONS = 4000
# As far as the browser looks.
AHEAD = timedelta(days=400)


NAMED = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage",
    "Pacific/Honolulu", "America/Puerto_Rico", "UTC", "Etc/UTC", "America/Argentina/Buenos_Aires", "Europe/Madrid",
)  # fmt: skip


def rule(sentence: str) -> Rule:
    found = parse_sentence(sentence)
    assert isinstance(found, Rule)
    return found


def near(chance: random.Random, days: int) -> date:
    return chance.choice(TURNS) + timedelta(days=chance.randint(-days, days))


def maybe(chance: random.Random, days: int) -> date | None:
    return near(chance, days) if chance.random() < 0.2 else None


def a_rule(chance: random.Random) -> Rule:
    freq = chance.choice(("weekly", "weekly", "every", "monthly", "dates", "span", "always", "appointment"))
    zone = chance.choice(ZONES) if chance.random() < 0.1 else ""
    since, until = maybe(chance, 200), maybe(chance, 200)
    start, minutes = chance.choice((*STARTS, chance.randrange(1440))), chance.choice(LENGTHS)
    days = tuple(sorted(chance.sample(range(7), chance.choice((1, 1, 2, 5, 7)))))
    if freq == "weekly":
        return Rule(freq="weekly", days=days, start=start, minutes=minutes, zone=zone, since=since, until=until)
    if freq == "every":
        every = chance.randint(2, 6)
        return Rule(freq="weekly", days=days, every=every, start=start, minutes=minutes, zone=zone, since=since, until=until)
    if freq == "monthly":
        nth = tuple(chance.sample((1, 2, 3, 4, 5, -1), chance.randint(1, 3)))
        return Rule(freq="monthly", days=days, nth=nth, start=start, minutes=minutes, zone=zone, since=since, until=until)
    if freq == "dates":
        dates = tuple(sorted({near(chance, 12) for _ in range(chance.randint(1, 4))}))
        return Rule(freq="dates", dates=dates, start=start, minutes=minutes, zone=zone, since=since, until=until)
    if freq == "span":
        return a_span(chance, zone)
    return Rule(freq="always", since=since, until=until) if freq == "always" else Rule(freq="appointment")


def a_span(chance: random.Random, zone: str) -> Rule:
    begins = datetime.combine(near(chance, 3), datetime.min.time())
    if chance.random() < 0.5:
        return Rule(freq="span", begins=begins, ends=begins + timedelta(days=chance.randint(1, 9)), all_day=True, zone=zone)
    begins += timedelta(minutes=chance.choice(STARTS))
    return Rule(freq="span", begins=begins, ends=begins + timedelta(minutes=chance.choice((10, 30, 900, 3000, 20_000))), zone=zone)


def a_schedule(chance: random.Random) -> Schedule:
    closures = []
    for _ in range(chance.choice((0, 0, 1, 2))):
        since = near(chance, 20)
        closures.append(Closure(since=since, until=chance.choice((None, since, since + timedelta(days=chance.randint(1, 30))))))
    return Schedule(
        rules=tuple(a_rule(chance) for _ in range(chance.choice((1, 1, 2, 3)))),
        zone=chance.choice(ZONES),
        except_dates=tuple(near(chance, 15) for _ in range(chance.choice((0, 0, 1, 3)))),
        closures=tuple(closures),
        default_minutes=chance.choice((60, 90)),
    )


def an_instant(chance: random.Random, schedule: Schedule) -> datetime:
    """Any instant, or one at an edge: just before, at and just after a start or an end."""
    at = datetime.combine(near(chance, 3), datetime.min.time(), UTC) + timedelta(minutes=chance.randrange(1440))
    if chance.random() < 0.5 and (found := next_occurrence(schedule, at)) and found.start.year < 2035:
        at = chance.choice((found.start, found.end)) + timedelta(minutes=chance.choice((-1, 0, 0, 1)))
    return at


def seen(found: Occurrence) -> list[object]:
    return [found.start.timestamp(), found.end.timestamp(), found.all_day]


def answers(schedule: Schedule, at: datetime, before: datetime) -> dict[str, object]:
    """What the engine says; what is further ahead than the browser looks counts as nothing."""
    first = next_occurrence(schedule, at)
    return {
        "occurrences": [seen(found) for found in occurrences(schedule, at, before)],
        "now": on_now(schedule, at),
        "next": seen(first) if first and first.start < at + AHEAD else None,
    }


def run(script: str, text: str) -> list[object]:
    """The lines of JSON that Node answers with."""
    node = shutil.which("node")
    if node is None:
        absent("node is not installed: what the scripts make of a schedule is not compared")
    command = [node, str(ROOT / "tests" / "js" / script)]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def asked(questions: list[tuple[str, datetime, datetime]]) -> list[Any]:
    """What the scripts say, in one run of Node."""
    lines = (json.dumps({"compact": text, "at": at.timestamp(), "before": before.timestamp()}) for text, at, before in questions)
    return run("answers.js", "\n".join(lines))


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Tuesdays and Thursdays 7:00 pm - 8:15 pm", "UTC 60; w13 19:00+75"),
        ("Mondays 7 pm from 2026-01-05 until 2026-12-31", "UTC 60; w0 19:00 from=2026-01-05 to=2026-12-31"),
        ("every 2 weeks on Wednesday 12:00 - 13:00 from 2026-01-07", "UTC 60; w2/2 12:00+60 from=2026-01-07"),
        ("first and last Friday 18:30 for 90 minutes", "UTC 60; m4/1L 18:30+90"),
        ("2026-12-24 18:00 - 20:00", "UTC 60; d2026-12-24 18:00+120"),
        ("2026-12-04 17:00 - 2026-12-06 12:00", "UTC 60; s2026-12-04T17:00 2026-12-06T12:00"),
        ("24/7", "UTC 60; a"),
        ("by appointment", ""),
    ],
)
def test_a_rule_as_one_line(sentence: str, text: str) -> None:
    assert compact(Schedule(rules=(rule(sentence),))) == text


def test_zones_closed_days_and_whole_days_are_in_the_line() -> None:
    begins = datetime(2026, 12, 4)
    schedule = Schedule(
        rules=(
            Rule(freq="weekly", days=(0,), start=1140, zone="America/New_York", note='"<&>"'),
            Rule(freq="span", begins=begins, ends=begins + timedelta(days=3), all_day=True, zone="America/Denver"),
            Rule(freq="appointment"),
        ),
        zone="America/Denver",
        except_dates=(date(2026, 12, 25),),
        closures=(Closure(since=date(2026, 12, 31), until=date(2027, 1, 2), reason="<b>"), Closure(since=date(2027, 7, 4))),
        default_minutes=90,
    )

    line = compact(schedule, resumes=date(2026, 11, 1))

    assert line == (
        "America/Denver 90; w0 19:00 in=America/New_York; s2026-12-04 2026-12-07; "
        "x2026-12-25,2026-12-31..2027-01-02,2027-07-04,..2026-10-31"
    )


@pytest.mark.parametrize(
    "rules", [(), (Rule(freq="appointment"),), (Rule(freq="weekly"),), (Rule(freq="dates"),), (Rule(freq="monthly", days=(1,)),)]
)
def test_there_is_no_line_where_nothing_can_be_told(rules: tuple[Rule, ...]) -> None:
    assert compact(Schedule(rules=rules, except_dates=(date(2026, 12, 25),)), date(2027, 1, 1)) == ""


def test_the_line_is_safe_in_an_attribute() -> None:
    chance = random.Random(1)

    lines = [compact(a_schedule(chance), maybe(chance, 30)) for _ in range(500)]

    assert [line for line in lines if not re.fullmatch(r"[\w/+;:=,. -]*", line, re.ASCII)] == []


def test_a_browser_finds_what_the_engine_finds() -> None:
    chance = random.Random(20261124)
    schedules = [schedule for schedule in (a_schedule(chance) for _ in range(QUESTIONS)) if compact(schedule)]
    instants = [an_instant(chance, schedule) for schedule in schedules]
    questions = [
        (compact(schedule), at, at + timedelta(days=chance.choice((1, 9, 40)))) for schedule, at in zip(schedules, instants, strict=True)
    ]

    found = asked(questions)

    wanted = [answers(schedule, at, before) for schedule, (_, at, before) in zip(schedules, questions, strict=True)]
    wrong = [(question, ours, theirs) for question, ours, theirs in zip(questions, wanted, found, strict=True) if ours != theirs]
    assert len(questions) > QUESTIONS * 0.8
    assert sum(bool(each["now"]) for each in wanted) > QUESTIONS / 10
    assert wrong[:3] == []


def test_a_browser_finds_what_hardly_ever_happens() -> None:
    skipped = Rule(freq="span", begins=datetime(2026, 3, 8, 2, 30), ends=datetime(2026, 3, 8, 3, 15))
    whole = Rule(freq="span", begins=datetime(2026, 3, 8), ends=datetime(2026, 3, 9), all_day=True)
    same = Rule(freq="weekly", days=(6,), start=0, minutes=1440 - 60)
    schedules = [Schedule(rules=rules, zone="America/Denver") for rules in ((skipped,), (whole, same), (same, whole))]
    at = datetime(2026, 3, 8, 7, tzinfo=UTC)

    found = asked([(compact(schedule), at, at + timedelta(days=1)) for schedule in schedules])

    assert found == [answers(schedule, at, at + timedelta(days=1)) for schedule in schedules]
    assert [len(occurrences(schedule, at, at + timedelta(days=1))) for schedule in schedules] == [1, 1, 1]


def test_after_a_pause_only_days_from_its_end_on_count() -> None:
    chance = random.Random(7)
    schedules = [schedule for schedule in (a_schedule(chance) for _ in range(600)) if compact(schedule)]
    questions, wanted = [], []
    for schedule in schedules:
        at = an_instant(chance, schedule)
        resumes = at.date() + timedelta(days=chance.randint(-3, 12))
        paused = Closure(since=date(1970, 1, 1), until=resumes - timedelta(days=1))
        questions.append((compact(schedule, resumes), at, at + timedelta(days=20)))
        held = Schedule(
            rules=schedule.rules, zone=schedule.zone, except_dates=schedule.except_dates, closures=(*schedule.closures, paused),
            default_minutes=schedule.default_minutes,
        )  # fmt: skip
        wanted.append(answers(held, at, at + timedelta(days=20)))

    assert asked(questions) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "", "Mars/Olympus 60; w1 19:00", "UTC 60; w1 19:00 in=Mars/Olympus", "UTC; w1 19:00", "UTC 60; w1", "UTC 60; z",
        "UTC 60; d2026-13-40 19:00", "UTC 60; m1 19:00", "UTC 60; w1 19:00; xnever", "UTC 60; w1 19:00 from=soon", "<b>", "UTC 60; w1 7 pm",
    ],
)  # fmt: skip
def test_what_a_browser_cannot_read_gives_nothing_and_stops_nothing(text: str) -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)

    assert asked([(text, at, at)]) == [None]


@pytest.mark.parametrize("language", ["en", "es"])
def test_times_days_and_zones_are_written_as_the_pages_write_them(language: str) -> None:
    po = ROOT / "alongside" / "locale" / f"{language}.po"
    translations = translations_for(language, po.read_text("utf-8") if po.is_file() else "")
    script = next(each for each in read_scripts((ROOT / "assets",)) if each.name == "site.js")
    words = re.search(r"^const WORDS = (.+);$", script_text(script, translations), re.MULTILINE)
    assert words
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(730)]

    numbers = [(day - date(1970, 1, 1)).days for day in days]
    (found,) = run("calendar_words.js", json.dumps({"words": json.loads(words[1]), "zones": NAMED, "days": numbers}))

    assert found == [
        [clock(minute, translations) for minute in range(1440)],
        [date_words(day, translations) for day in days],
        [zone_name(zone, translations) for zone in NAMED],
    ]
