"""Schedules: what people type, when that is, and how it is said to people and to other programs."""

from alongside.timetable.calendar_words import date_words, day_name, month_name, zone_name
from alongside.timetable.clock import clock, clock_range, parse_time
from alongside.timetable.exchange import compact, schema_schedule, to_rrule
from alongside.timetable.moments import span
from alongside.timetable.recurrence import instant, is_closed, local_dates, next_occurrence, occurrences, on_now
from alongside.timetable.rules import Occurrence, Rule, Schedule, sort_minute, weekdays
from alongside.timetable.sentences import parse_sentence
from alongside.timetable.slots import SlotFault, as_record, from_slot
from alongside.timetable.trouble import SentenceFault
from alongside.timetable.wording import Told, except_words, told, words

__all__ = [
    "Occurrence",
    "Rule",
    "Schedule",
    "SentenceFault",
    "SlotFault",
    "Told",
    "as_record",
    "clock",
    "clock_range",
    "compact",
    "date_words",
    "day_name",
    "except_words",
    "from_slot",
    "instant",
    "is_closed",
    "local_dates",
    "month_name",
    "next_occurrence",
    "occurrences",
    "on_now",
    "parse_sentence",
    "parse_time",
    "schema_schedule",
    "sort_minute",
    "span",
    "to_rrule",
    "told",
    "weekdays",
    "words",
    "zone_name",
]
