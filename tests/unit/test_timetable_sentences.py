"""Sentences about time, in English and Spanish: what they say, what they are refused for, and that the advice works."""

import re
from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.schema.parts import Slot
from alongside.timetable import Rule, SentenceFault, from_slot, parse_sentence, parse_time
from alongside.timetable.lexicon import PHRASE_WORDS, SPELLINGS

WEDNESDAYS = Rule(freq="weekly", days=(2,), every=2, start=720, minutes=60, since=date(2026, 1, 7))
FRIDAYS = Rule(freq="monthly", days=(4,), nth=(1, 3), start=1110, minutes=90)
TUESDAYS = Rule(freq="weekly", days=(1, 3), start=1140, minutes=75)
RECORD = "Write a record instead:"
CHRISTMAS_EVE = Rule(freq="dates", dates=(date(2026, 12, 24),), start=1080, minutes=120)


def weekly(*days: int, start: int, minutes: int | None = None) -> Rule:
    return Rule(freq="weekly", days=days, start=start, minutes=minutes)


def monthly(*nth: int, day: int, start: int, minutes: int | None = None) -> Rule:
    return Rule(freq="monthly", days=(day,), nth=nth, start=start, minutes=minutes)


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Tuesdays and Thursdays 7:00 pm - 8:15 pm", TUESDAYS),
        ("TUES & THURS 7:00PM\u20138:15PM", TUESDAYS),
        ("7-8:15 pm on Thu. and Tue.", TUESDAYS),
        ("tue/thu from 7p to 8:15p", TUESDAYS),
        ("Tuesday, Thursday: 19:00 for 75 minutes", TUESDAYS),
        ("martes y jueves 19:00 - 20:15", TUESDAYS),
        ("los MARTES y los jueves de 7:00 a 8:15 de la noche", TUESDAYS),
        ("martes y jueves, de las 7 de la tarde hasta las 8:15 de la tarde", TUESDAYS),
        ("martes y jueves 19h00 a 20h15", TUESDAYS),
        ("martes y jueves 7:00 p. m. - 8:15 p. m.", TUESDAYS),
        ("first and third Friday 18:30 for 90 minutes", FRIDAYS),
        ("every 1st & 3rd Friday of the month, 6:30 pm, 1 hour 30 minutes", FRIDAYS),
        ("primer y tercer viernes a las 18:30 durante 90 minutos", FRIDAYS),
        ("el 1er y 3er viernes de cada mes a las 18:30 durante una hora y media", FRIDAYS),
        ("every 2 weeks on Wednesday 12:00 - 13:00 from 2026-01-07", WEDNESDAYS),
        ("every other Wednesday noon-1pm starting 2026-01-07", WEDNESDAYS),
        ("Wednesdays, every two weeks, 12:00 for an hour, since January 7, 2026", WEDNESDAYS),
        ("alternate Wednesdays 12 pm - 1 pm from 2026-01-07", WEDNESDAYS),
        ("cada 2 semanas los mi\u00e9rcoles de 12:00 a 13:00 desde 2026-01-07", WEDNESDAYS),
        ("cada dos miercoles de mediod\u00eda a 13:00 a partir del 7 de enero de 2026", WEDNESDAYS),
        ("2026-12-24 18:00 - 20:00", CHRISTMAS_EVE),
        ("2026-12-24T18:00 - 20:00", CHRISTMAS_EVE),
        ("Thursday, December 24th, 2026, 6-8 pm", CHRISTMAS_EVE),
        ("24 de diciembre de 2026 a las 18:00 durante 2 horas", CHRISTMAS_EVE),
        ("2026-12-31, 2026-12-24 noon", Rule(freq="dates", dates=(date(2026, 12, 24), date(2026, 12, 31)), start=720)),
        ("daily 7 am", weekly(0, 1, 2, 3, 4, 5, 6, start=420)),
        ("every day at midnight", weekly(0, 1, 2, 3, 4, 5, 6, start=0)),
        ("todos los d\u00edas al mediod\u00eda", weekly(0, 1, 2, 3, 4, 5, 6, start=720)),
        ("weekdays 08:00", weekly(0, 1, 2, 3, 4, start=480)),
        ("weekends 10 in the morning", weekly(5, 6, start=600)),
        ("Monday to Friday 9 am - 5 pm", weekly(0, 1, 2, 3, 4, start=540, minutes=480)),
        ("Mon-Fri 9:00-17:00", weekly(0, 1, 2, 3, 4, start=540, minutes=480)),
        ("de lunes a viernes de 9:00 a 17:00", weekly(0, 1, 2, 3, 4, start=540, minutes=480)),
        ("lunes hasta viernes 9:00 a 17:00", weekly(0, 1, 2, 3, 4, start=540, minutes=480)),
        ("Fri - Mon, Wed 6 pm", weekly(0, 2, 4, 5, 6, start=1080)),
        ("Sundays 11:30 pm - midnight", weekly(6, start=1410, minutes=30)),
        ("Sundays 11:30 pm - 12:30 am", weekly(6, start=1410, minutes=60)),
        ("domingos de 23:30 a medianoche", weekly(6, start=1410, minutes=30)),
        ("Saturdays between 7 and 8 pm", weekly(5, start=1140, minutes=60)),
        ("s\u00e1bados entre las 19:00 y las 20:00", weekly(5, start=1140, minutes=60)),
        ("Saturdays noon - 13:00", weekly(5, start=720, minutes=60)),
        ("Saturdays midnight to 06:00", weekly(5, start=0, minutes=360)),
        ("Saturdays 22:00 - 6:00", weekly(5, start=1320, minutes=480)),
        ("Saturdays 9:00 - 22:00", weekly(5, start=540, minutes=780)),
        ("Saturdays 09:00 (90 min)", weekly(5, start=540, minutes=90)),
        ("Saturdays 9:00 - 01:00", weekly(5, start=540, minutes=960)),
        ("Saturdays 7 - 9 de la noche", weekly(5, start=1140, minutes=120)),
        ("Saturdays 6 pm for 24 hours", weekly(5, start=1080, minutes=1440)),
        ("Saturdays 24 hours", weekly(5, start=0, minutes=1440)),
        ("Saturdays all day", weekly(5, start=0, minutes=1440)),
        ("Saturdays 11 am-1 pm", weekly(5, start=660, minutes=120)),
        ("last Sunday of the month 5 p.m.", monthly(-1, day=6, start=1020)),
        ("\u00faltimo domingo del mes a las 17:00", monthly(-1, day=6, start=1020)),
        ("every last Sunday 17:00", monthly(-1, day=6, start=1020)),
        ("every second Saturday of the month 10 am", monthly(2, day=5, start=600)),
        ("2nd & 4th Saturday 10am", monthly(2, 4, day=5, start=600)),
        ("Mondays 7 pm until 2026-12-31", Rule(freq="weekly", days=(0,), start=1140, until=date(2026, 12, 31))),
        ("lunes 19:00 hasta 2026-12-31", Rule(freq="weekly", days=(0,), start=1140, until=date(2026, 12, 31))),
        (
            "Mondays 7 pm from 2026-01-01 to 2026-12-31",
            Rule(freq="weekly", days=(0,), start=1140, since=date(2026, 1, 1), until=date(2026, 12, 31)),
        ),
        ("always", Rule(freq="always")),
        ("24/7", Rule(freq="always")),
        ("24 hours a day, 7 days a week", Rule(freq="always")),
        ("24 horas al d\u00eda, 7 d\u00edas a la semana", Rule(freq="always")),
        ("siempre", Rule(freq="always")),
        ("by appointment", Rule(freq="appointment")),
        ("Call for times.", Rule(freq="appointment")),
        ("con cita previa", Rule(freq="appointment")),
    ],
)
def test_a_sentence_says_a_rule(sentence: str, rule: Rule) -> None:
    assert parse_sentence(sentence) == rule


def test_dates_and_times_on_both_sides_are_a_span() -> None:
    rule = parse_sentence("2026-12-04 17:00 - 2026-12-06 noon")

    assert isinstance(rule, Rule)
    assert (rule.freq, str(rule.begins), str(rule.ends)) == ("span", "2026-12-04 17:00:00", "2026-12-06 12:00:00")


@pytest.mark.parametrize(
    ("sentence", "word", "fix"),
    [
        ("Tuesdays 7", "7", 'Write "Tuesdays 7:00 am" or "Tuesdays 7:00 pm".'),
        ("Tuesdays 7 - 20:15", "7", 'Write "Tuesdays 7:00 am - 20:15" or "Tuesdays 7:00 pm - 20:15".'),
        ("Tuesdays 08:00 - 9:00 pm", "08:00", 'Write "Tuesdays 8:00 am - 9:00 pm" or "Tuesdays 8:00 pm - 9:00 pm".'),
        ("Tuesdays 9 - 5 pm", "9", 'Write "Tuesdays 9:00 am - 5 pm".'),
        ("Tuesdays 12:00 - 1:00", "1:00", 'Write "Tuesdays 12:00 pm - 1:00 pm" or "Tuesdays 12:00 am - 1:00 am".'),
        ("Tuesdays 10:00-2:00", "2:00", 'Write "Tuesdays 10:00 pm-2:00 am" or "Tuesdays 10:00 am-2:00 pm".'),
        ("Tuesdays noon - 1:00", "1:00", 'Write "Tuesdays noon - 1:00 pm" or "Tuesdays noon - 01:00".'),
        ("Tuesdays 7:00 - midnight", "7:00", 'Write "Tuesdays 7:00 pm - midnight".'),
        ("Tuesdays 19", "19", 'Write "Tuesdays 19:00".'),
        ("martes 12 de la ma\u00f1ana", "12 de la ma\u00f1ana", 'Write "martes 12:00 am" or "martes 12:00 pm".'),
        ("Tuseday 7 pm", "Tuseday", 'Write "Tuesday 7 pm".'),
        ("mircoles a las 19:00", "mircoles", 'Write "mi\u00e9rcoles a las 19:00".'),
        ("Tuseday and Thrusday 7", "Tuseday", 'Write "Tuesday and Thursday 7:00 am" or "Tuesday and Thursday 7:00 pm".'),
        ("Mon 7pm, Wed 8pm", "Wed", 'Write one sentence for each: "Mon 7pm" and "Wed 8pm".'),
        ("Tuesdays 7 pm and 9 pm", "9 pm", 'Write one sentence for each: "Tuesdays 7 pm" and "Tuesdays 9 pm".'),
        ("first Friday and third Monday 7 pm", "third", 'Write one sentence for each: "first Friday 7 pm" and "third Monday 7 pm".'),
        (
            "every other Wednesday 7 pm",
            "",
            'Add the date of any time that it happens, for example "every other Wednesday 7 pm from 2026-01-07".',
        ),
        (
            "every 2 weeks on Monday 7 pm from 2026-01-07",
            "2026-01-07",
            'Write "every 2 weeks on Monday 7 pm from 2026-01-12" or "every 2 weeks on Monday 7 pm from 2026-01-19".',
        ),
        ("every second Friday 7 pm", "every", 'Write "every 2 weeks on Friday 7 pm from 2026-01-09" or "second Friday 7 pm".'),
        ("12/24/2026 7 pm", "12/24/2026", 'Write "2026-12-24 7 pm".'),
        ("4/5/2026 7 pm", "4/5/2026", 'Write "2026-04-05 7 pm" or "2026-05-04 7 pm".'),
        ("Tuesdays", "", 'Add the time, for example "Tuesdays 7:00 pm".'),
        ("7 pm", "", 'Add the days, for example "Tuesdays 7 pm".'),
        ("Tuesday 7 pm Mountain Time", "Mountain Time", f'{RECORD} {{days: [tuesday], start: "19:00", timezone: America/Denver}}.'),
        ("Tuesday 7 pm Asia/Tokyo", "Asia/Tokyo", f'{RECORD} {{days: [tuesday], start: "19:00", timezone: Asia/Tokyo}}.'),
        (
            "Mon, Tue 7-8 pm EST, ring the \u201cside\u201d bell",
            "EST",
            'Write a record instead: {days: [monday, tuesday], start: "19:00", end: "20:00", timezone: America/New_York, '
            'note: "ring the \u201cside\u201d bell"}.',
        ),
        ("Tuesday 7 pm (Eastern)", "(Eastern)", f'{RECORD} {{days: [tuesday], start: "19:00", timezone: America/New_York}}.'),
        ("Mon 7 pm - Tue 8 pm", "Tue", 'Write one sentence for each: "Mon 7 pm" and "Tue 8 pm".'),
        ("24/7 (press 1)", "(press 1)", 'Write "24/7", and put the rest into notice.'),
        ("Mondays except holidays 7 pm", "except", "Put the dates on which it does not happen under except: [2026-12-25], beside when."),
        ("Thursday 2026-12-25 7 pm", "", "Correct the date, or leave the day of the week out."),
        ("Tuesdays 7 pm - 8 pm for 60 minutes", "60 minutes", "Leave one of them out."),
        ("December 24 7 pm", "December 24", "Write year, month and day in numbers, as in 2026-12-24."),
    ],
)  # fmt: skip
def test_a_fault_names_the_word_and_says_what_to_type(sentence: str, word: str, fix: str) -> None:
    fault = parse_sentence(sentence)

    assert isinstance(fault, SentenceFault)
    assert (fault.word, fault.fix) == (word, fix)
    assert sentence[fault.offset :].startswith(word)


@pytest.mark.parametrize(
    "sentence",
    [
        "", " ", "-", "and", "every", "first", "for", "from", "until", "between", "Tuesdays to 7 pm to", "6th Friday 7 pm", "Mon-Mon 7 pm",
        "every 2 months on Friday 7 pm", "every 60 weeks on Monday 7 pm from 2026-01-05", "Tuesdays 25:00", "Tuesdays 19:75",
        "2026-02-30 7 pm", "1026-02-03 7 pm", "9999-12-31 7 pm", "Tuesdays 7 pm for 0 minutes", "Tuesdays 7 pm for 2000 minutes",
        "Tuesdays 7 pm until 2025-01-01 from 2026-01-01", "Tuesdays 7 pm from 2026-12-30 until 2026-12-31", "always 7 pm",
        "by appointment Tuesdays", "2026-12-24 - 2026-12-26 18:00", "2026-12-06 17:00 - 2026-12-04 12:00", "M-T 7pm",
        "\u0412\u0442\u043e\u0440\u043d\u0438\u043a 19:00", "Tuesdays 7 pm " + "x" * 300, "Tuesdays \u0667 pm", "biweekly Tuesday 7 pm",
        "2026-12-24 7 pm from 2026-01-01", "first Friday every 2 weeks 7 pm from 2026-01-01", "Tuesdays 100 pm",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_fault_and_never_a_guess(sentence: str) -> None:
    fault = parse_sentence(sentence)

    assert isinstance(fault, SentenceFault)
    assert fault.message
    assert fault.fix
    assert_advice_works(fault)


def assert_advice_works(fault: SentenceFault) -> None:
    """Each quoted sentence of the fix can be read; each record in braces makes a rule."""
    records = re.findall(r"\{.*\}", fault.fix)
    for record in records:
        data = yaml.load(record, yaml.BaseLoader)
        slot = Slot(
            days=tuple(data.get("days", ())),
            nth=tuple(data.get("nth", ())),
            every=int(data.get("every", 1)),
            dates=tuple(date.fromisoformat(day) for day in data.get("dates", ())),
            start=data["start"],
            end=data.get("end", ""),
            timezone=data.get("timezone", ""),
            since=date.fromisoformat(data["from"]) if "from" in data else None,
            until=date.fromisoformat(data["until"]) if "until" in data else None,
            note=data.get("note", ""),
        )
        assert isinstance(from_slot(slot), Rule), record
    without = re.sub(r"\{.*\}", "", fault.fix)
    assert without.count('"') % 2 == 0
    for quoted in re.findall(r'"([^"]*)"', without):
        assert isinstance(parse_sentence(quoted), Rule), quoted


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=220))
def test_any_text_is_a_rule_or_a_fault_with_advice_that_works(text: str) -> None:
    found = parse_sentence(text)

    if isinstance(found, SentenceFault):
        assert text[found.offset :].startswith(found.word)
        assert_advice_works(found)


PIECES = [*SPELLINGS, *PHRASE_WORDS, "7", "19:00", "7 pm", "8:15pm", "12", "2026-01-07", "2026-12-31", "4/5/2026", "90", "2nd", "1er",
          "-", ",", "&", "(x)", "EST", "America/Denver", "tusday", "Mountain Time", '"', "\u00e9\u0301", "\u0130"]  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_order_of_known_words_is_a_rule_or_a_fault_with_advice_that_works(pieces: list[str]) -> None:
    text = " ".join(pieces)

    found = parse_sentence(text)

    if isinstance(found, SentenceFault):
        assert found.message
        assert found.fix
        assert text[found.offset :].startswith(found.word)
        assert_advice_works(found)
    else:
        assert_sound(found)


def assert_sound(rule: Rule) -> None:
    """What every caller relies on."""
    assert rule.days == tuple(sorted(set(rule.days)))
    assert rule.dates == tuple(sorted(set(rule.dates)))
    assert 0 <= rule.start < 1440
    assert rule.minutes is None or 1 <= rule.minutes <= 1440
    assert rule.every == 1 or rule.since
    assert rule.freq != "weekly" or rule.days
    assert rule.freq != "monthly" or (rule.days and rule.nth)
    assert rule.freq != "dates" or rule.dates
    assert rule.freq != "span" or (rule.begins and rule.ends and rule.begins < rule.ends)


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("19:00", 1140), ("7:00 PM", 1140), ("7pm", 1140), ("7 p.m.", 1140), ("7 p. m.", 1140), ("7p", 1140), ("7:00", None),
        ("07:00", 420), ("10:00", 600), ("11:59 pm", 1439),
        ("07:30", 450), ("7.30 pm", 1170), ("19h", 1140), ("19h30", 1170), ("19:00:00", 1140), ("noon", 720), ("12 noon", 720),
        ("Midnight", 0), ("mediod\u00eda", 720), ("MEDIANOCHE", 0), ("7 de la tarde", 1140), ("12 de la noche", 0), ("12 am", 0),
        ("12 pm", 720),
        ("0:30", 30), ("00:30 am", 30), ("8 in the evening", 1200), (" 19:00 ", 1140), ("\uff17\uff1a\uff10\uff10 pm", 1140),
        ("7", None), ("19", None), ("", None), ("24:00", None), ("19:60", None), ("19 pm", None), ("0 pm", None), ("7:0", None),
        ("seven", None), ("12 de la ma\u00f1ana", None), ("1900", None), ("7 pm x", None), ("\u0667:00", None),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read_or_refused(text: str, minute: int | None) -> None:
    assert parse_time(text) == minute


@given(st.text(max_size=40))
def test_any_text_is_a_minute_of_the_day_or_none(text: str) -> None:
    minute = parse_time(text)

    assert minute is None or 0 <= minute < 1440
