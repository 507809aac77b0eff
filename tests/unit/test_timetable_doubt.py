"""Morning or evening, parts of the day, common short forms, and advice in the language of the sentence."""

from datetime import date

import pytest

from alongside.schema.parts import Slot
from alongside.timetable import Rule, SentenceFault, SlotFault, from_slot, parse_sentence, span

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("sentence", "word", "fix"),
    [
        ("Mon, Wed and Fri at 5:30", "5:30", 'Write "Mon, Wed and Fri at 5:30 pm" or "Mon, Wed and Fri at 05:30".'),
        ("Tuesdays 7:00 - 8:15", "7:00", 'Write "Tuesdays 7:00 pm - 8:15 pm" or "Tuesdays 07:00 - 08:15".'),
        ("Wednesdays 1:00 - 2:00", "1:00", 'Write "Wednesdays 1:00 pm - 2:00 pm" or "Wednesdays 01:00 - 02:00".'),
        ("martes a las 7:00", "7:00", 'Write "martes a las 7:00 pm" or "martes a las 07:00".'),
        ("martes 7 y media", "7 y media", 'Write "martes 7:30 pm" or "martes 07:30".'),
        ("Tuesdays 7:00 for 90 minutes", "7:00", 'Write "Tuesdays 7:00 pm for 90 minutes" or "Tuesdays 07:00 for 90 minutes".'),
        ("Tuesdays 7 - 8", "7", 'Write "Tuesdays 7:00 pm - 8:00 pm" or "Tuesdays 07:00 - 08:00".'),
        ("Tuesdays 9:00 - 12:00", "9:00", 'Write "Tuesdays 9:00 pm - 12:00 am" or "Tuesdays 09:00 - 12:00".'),
        ("Saturdays midnight to 6:00", "6:00", 'Write "Saturdays midnight to 06:00".'),
        ("Tuesdays 19:00 - 8:15", "8:15", 'Write "Tuesdays 19:00 - 8:15 pm" or "Tuesdays 19:00 - 08:15".'),
        ("2026-12-05 9:00", "9:00", 'Write "2026-12-05 9:00 pm" or "2026-12-05 09:00".'),
    ],
)
def test_a_time_that_could_be_morning_or_evening_is_asked_back(sentence: str, word: str, fix: str) -> None:
    fault = parse_sentence(sentence)

    assert fault == SentenceFault(f"'{word}' could be morning or evening.", fix, sentence.index(word), word)


@pytest.mark.parametrize(
    ("sentence", "start", "minutes"),
    [
        ("Mon-Fri 9:00 - 17:00", 540, 480),
        ("Mon-Fri 9:30 - 13:00", 570, 210),
        ("Mon-Fri 09:00 - 10:30", 540, 90),
        ("Mon-Fri 12:00 - 13:00", 720, 60),
        ("Mon-Fri 12:00 - 12:45", 720, 45),
        ("Mon-Fri 22:00 - 6:00", 1320, 480),
        ("Mon-Fri 0:30 - 1:30", 30, 60),
        ("Mon-Fri 07:00", 420, None),
        ("Mon-Fri 7:00 h", 420, None),
        ("lunes a las 7:00 horas", 420, None),
        ("Mon-Fri 7:00 - 8:15 pm", 1140, 75),
        ("Mon-Fri 7:00 pm - 8:15", 1140, 75),
        ("Mon-Fri 7:00 - 8:15 in the evening", 1140, 75),
        ("2026-12-05 10:00 - 11:30", 600, 90),
        ("2026-12-05T10:00", 600, None),
    ],
)
def test_a_time_that_says_24_hours_or_its_half_of_the_day_is_plain(sentence: str, start: int, minutes: int | None) -> None:
    rule = parse_sentence(sentence)

    assert isinstance(rule, Rule)
    assert (rule.start, rule.minutes) == (start, minutes)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("7:00", "", SlotFault("start", "'7:00' could be morning or evening.", 'Write "7:00 pm" or "07:00".')),
        ("19:00", "8:15", SlotFault("end", "'8:15' could be morning or evening.", 'Write end: "8:15 pm", or end: "08:15".')),
        (
            "7:00", "8:15",
            SlotFault(
                "start", "'7:00' could be morning or evening.",
                'Write start: "7:00 pm" and end: "8:15 pm", or start: "07:00" and end: "08:15".',
            ),
        ),
        (
            "9:00", "10:30",
            SlotFault(
                "start", "'9:00' could be morning or evening.",
                'Write start: "9:00 pm" and end: "10:30 pm", or start: "09:00" and end: "10:30".',
            ),
        ),
    ],
)  # fmt: skip
def test_a_record_is_asked_back_too(start: str, end: str, found: SlotFault) -> None:
    assert from_slot(Slot(days=("monday",), start=start, end=end)) == [found]


@pytest.mark.parametrize(
    ("start", "end", "minute", "minutes"),
    [
        ("07:00", "", 420, None), ("10:00", "", 600, None), ("10:00", "11:30", 600, 90), ("19:00", "", 1140, None),
        ("7:00 pm", "", 1140, None), ("9:00", "17:00", 540, 480), ("7:00", "8:15 pm", 1140, 75), ("23:00", "11:30", 1380, 750),
    ],
)  # fmt: skip
def test_a_record_with_two_digits_has_24_hours(start: str, end: str, minute: int, minutes: int | None) -> None:
    rule = from_slot(Slot(days=("monday",), start=start, end=end))

    assert isinstance(rule, Rule)
    assert (rule.start, rule.minutes) == (minute, minutes)


@pytest.mark.parametrize(
    ("sentence", "days", "start", "minutes"),
    [
        ("Tuesday evenings 7:00-8:15", (1,), 1140, 75),
        ("Saturday morning 9am", (5,), 540, None),
        ("Saturday mornings 9:00 - 1:00", (5,), 540, 240),
        ("Saturday afternoons 2-3:30", (5,), 840, 90),
        ("Friday night 8pm", (4,), 1200, None),
        ("Friday nights 10:00 - 1 am", (4,), 1320, 180),
        ("Monday night - Friday night 8:00", (0, 1, 2, 3, 4), 1200, None),
        ("every night at 8", EVERY_DAY, 1200, None),
        ("every morning 6-7", EVERY_DAY, 360, 60),
        ("every night at midnight", EVERY_DAY, 0, None),
        ("todas las noches a las 8", EVERY_DAY, 1200, None),
        ("todas las ma\u00f1anas de 8:00 a 9:00", EVERY_DAY, 480, 60),
        ("martes por la noche a las 8", (1,), 1200, None),
        ("los s\u00e1bados por la ma\u00f1ana a las 10", (5,), 600, None),
        ("s\u00e1bados en las tardes 3:00", (5,), 900, None),
        ("s\u00e1bado ma\u00f1ana 9:30", (5,), 570, None),
        ("s\u00e1bados de 9 de la ma\u00f1ana a 12 del mediod\u00eda", (5,), 540, 180),
    ],
)
def test_a_part_of_the_day_decides_the_half(sentence: str, days: tuple[int, ...], start: int, minutes: int | None) -> None:
    assert parse_sentence(sentence) == Rule(freq="weekly", days=days, start=start, minutes=minutes)


@pytest.mark.parametrize(
    ("sentence", "message", "fix"),
    [
        (
            "Saturday morning 9pm", "'9pm' and 'morning' contradict each other.",
            'Write "Saturday morning 9:00 am" or "Saturday 9:00 pm".',
        ),
        (
            "Tuesday evenings 07:00", "'07:00' and 'evenings' contradict each other.",
            'Write "Tuesday evenings 7:00 pm" or "Tuesday 7:00 am".',
        ),
        ("every night at 9 am", "'9 am' and 'every night' contradict each other.", 'Write "every night at 9:00 pm".'),
        (
            "Tuesday nights and Thursday mornings 7:00", "A sentence has one part of the day.",
            "Write one sentence for each, with am or pm.",
        ),
        (
            "Friday night 12:30 am", "'12:30 am' at night could be on two days.",
            "After midnight it is the next day: name that day and write am, as in Saturdays 12:30 am.",
        ),
    ],
)  # fmt: skip
def test_a_part_of_the_day_that_does_not_fit_is_a_fault(sentence: str, message: str, fix: str) -> None:
    fault = parse_sentence(sentence)

    assert isinstance(fault, SentenceFault)
    assert (fault.message, fault.fix) == (message, fix)


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("todos los martes a las 7 de la tarde", "Tuesdays 7 pm"),
        ("todos los martes 19:00", "Tuesdays 7 pm"),
        ("todos los primeros martes del mes 19:00", "first Tuesday 7 pm"),
        ("martes 7 y media de la tarde", "Tuesdays 7:30 pm"),
        ("martes siete y cuarto de la tarde", "Tuesdays 7:15 pm"),
        ("martes 19:00 por 90 minutos", "Tuesdays 7 pm for 90 minutes"),
        ("martes 19:00 durante 1,5 horas", "Tuesdays 7 pm for 90 minutes"),
        ("martes 19:00 durante 2 horas y media", "Tuesdays 7 pm for 150 minutes"),
        ("cada dos semanas los martes 19:00 desde 2027-01-05", "every 2 weeks on Tuesday 7 pm from 2027-01-05"),
        ("cada tres semanas los martes 19:00 desde el 5 de enero de 2027", "every three weeks on Tuesday 7 pm from 2027-01-05"),
        ("M-F 9am-5pm", "Monday to Friday 9 am - 5 pm"),
        ("M\u2013Th 7pm", "Monday to Thursday 7 pm"),
        ("L-V 9:00 - 17:00", "Monday to Friday 9 am - 5 pm"),
        ("MWF 7pm", "Monday, Wednesday, Friday 7 pm"),
        ("M/W/F 7pm", "Monday, Wednesday, Friday 7 pm"),
        ("T/Th 7pm", "Tuesday, Thursday 7 pm"),
        ("TuTh 7pm", "Tuesday, Thursday 7 pm"),
        ("Sat 7pm", "Saturday 7 pm"),
        ("Tuesdays 7pm for 1.5 hours", "Tuesdays 7 pm for 90 minutes"),
        ("Tuesdays 7pm for an hour and a half", "Tuesdays 7 pm for 90 minutes"),
        ("Tuesdays 7 o'clock pm", "Tuesdays 7 pm"),
        ("Tuesdays 7 o\u2019clock pm", "Tuesdays 7 pm"),
        ("Tuesdays 19.30 h", "Tuesdays 7:30 pm"),
        ("Tuesdays 7 pm until June 15 2027", "Tuesdays 7 pm until 2027-06-15"),
    ],
)
def test_common_forms_are_understood(sentence: str, same: str) -> None:
    rule = parse_sentence(sentence)

    assert isinstance(rule, Rule)
    assert rule == parse_sentence(same)


@pytest.mark.parametrize(
    ("sentence", "fix"),
    [
        ("Tuesdays 7 pm until June 15", "Write year, month and day in numbers, as in 2026-12-24."),
        ("martes 2 horas a las 19:00", 'Write "martes durante 2 horas a las 19:00".'),
        ("martes", 'Add the time, for example "martes 19:00".'),
        ("7 de la tarde", 'Add the days, for example "martes 7 de la tarde".'),
        (
            "martes cada dos semanas 19:00",
            'Add the date of any time that it happens, for example "martes cada dos semanas 19:00 desde 2026-01-06".',
        ),
        ("quincenal martes 19:00", 'Write "cada 2 semanas martes 19:00 desde 2026-01-06" or "primer y tercer martes 19:00".'),
        ("cada segundo viernes 19:00", 'Write "cada 2 semanas el viernes 19:00 desde 2026-01-09" or "segundo viernes 19:00".'),
        ("Tuesdays once a week 7 pm", 'Write "Tuesdays 7 pm".'),
        (
            "every other Tuesday 7 pm starting Jan 6 2027",
            'Write "every other Tuesday 7 pm starting 2027-01-12" or "every other Tuesday 7 pm starting 2027-01-19".',
        ),
    ],
)
def test_the_advice_speaks_the_language_of_the_sentence_and_fits_its_days(sentence: str, fix: str) -> None:
    fault = parse_sentence(sentence)

    assert isinstance(fault, SentenceFault)
    assert fault.fix == fix


@pytest.mark.parametrize("sentence", ["twice a week", "3 times a week", "TBD", "Tuesdays, time TBD", "varies", "times vary", "see website"])
def test_what_says_no_time_is_told_what_to_write(sentence: str) -> None:
    fault = parse_sentence(sentence)

    assert isinstance(fault, SentenceFault)
    assert fault.fix == 'Write the days and times, for example "Tuesdays and Thursdays 7:00 pm - 8:15 pm", or "by appointment".'


@pytest.mark.parametrize("sentence", ["dos veces por semana", "horario por confirmar", "d\u00edas variables", "var\u00eda"])
def test_what_says_no_time_in_spanish_is_told_so_with_spanish_words(sentence: str) -> None:
    fault = parse_sentence(sentence)

    assert isinstance(fault, SentenceFault)
    assert fault.fix == 'Write the days and times, for example "martes y jueves 19:00 - 20:15", or "con cita previa".'


@pytest.mark.parametrize("sentence", ["M-T 7pm", "T/F 7pm", "WM 7pm", "SS 7pm", "MM 7pm"])
def test_letters_that_could_be_other_days_are_refused(sentence: str) -> None:
    assert isinstance(parse_sentence(sentence), SentenceFault)


@pytest.mark.parametrize(
    ("start", "end", "fix"),
    [
        ("2026-12-04 17:00", "2026-12-04 16:00", "Write the day on which it ends, for example end: 2026-12-05 16:00."),
        ("2026-12-04 17:00", "2026-12-02 19:00", "Write the day on which it ends, for example end: 2026-12-04 19:00."),
        ("2026-12-31 20:00", "2026-12-31 01:00", "Write the day on which it ends, for example end: 2027-01-01 01:00."),
        ("2026-12-04", "2026-12-03", "Write end: 2026-12-04, or a later day; or put the earlier day in start."),
    ],
)
def test_the_end_that_is_proposed_comes_after_the_start(start: str, end: str, fix: str) -> None:
    assert span(start, end) == [SlotFault("end", "The event ends before it begins.", fix)]


def test_an_event_at_a_time_in_doubt_is_asked_back_unless_its_other_end_says_24_hours() -> None:
    alone, together = span("2026-12-05 9:30", ""), span("2026-12-05 9:30", "2026-12-05 17:00")

    assert alone == [SlotFault("start", "'9:30' could be morning or evening.", 'Write "9:30 pm" or "09:30".')]
    assert together == Rule(freq="dates", dates=(date(2026, 12, 5),), start=570, minutes=450)
