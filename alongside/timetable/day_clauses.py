"""Clauses that say on which days: days of the week, which of them in a month, every so many weeks."""

from alongside.timetable.reader import Reader
from alongside.timetable.tokens import Token

ONE_SET = "A sentence has one set of days and one time."


def read_days(reader: Reader, word: Token) -> None:
    """ "Tuesdays and Thursdays", "Monday to Friday", "Mon-Wed, Sat", "weekends"."""
    draft = reader.draft
    if draft.days and (draft.start is not None or draft.nth):
        raise reader.two_lines(word, ONE_SET)
    draft.days += _range(reader, word)
    while reader.kind() == "and" and reader.kind(1) in ("day", "set"):
        # "first Friday, Tuesday" may mean every Tuesday; "first Friday and Tuesday" is one phrase.
        if draft.nth and reader.shown(reader.take()) in (",", ";"):
            raise reader.two_lines(reader.take(), ONE_SET)
        reader.skip("and")
        draft.days += _range(reader, reader.take())


def read_ordinals(reader: Reader, word: Token) -> None:
    """ "first and third Friday", "2nd & 4th Saturday", "last Sunday"."""
    if reader.draft.nth or reader.draft.days:
        raise reader.two_lines(word, ONE_SET)
    found = [word]
    while reader.kind() == "and" and reader.kind(1) == "ordinal":
        reader.take()
        found.append(reader.take())
    for ordinal in found:
        if ordinal.number not in (1, 2, 3, 4, 5, -1):
            fitting = ("cuarto", "\u00faltimo") if reader.spanish else ("fourth", "last")
            message = f"A day of the week comes up to five times in a month: '{reader.shown(ordinal)}' is not one of them."
            raise reader.trouble(ordinal, message, *(reader.swap(ordinal, nth) for nth in fitting))
    if reader.kind() != "day":
        raise reader.trouble(word, f"After '{reader.shown(found[-1])}' comes a day of the week.")
    reader.draft.nth = [ordinal.number for ordinal in found]


def read_every(reader: Reader, word: Token) -> None:
    """ "every Tuesday", "every 2 weeks", "every other week", "every first Friday", "every week"."""
    following = reader.kind()
    if following == "ordinal":
        _every_nth(reader, word)
    elif following == "number":
        _every_so_many(reader, reader.take())
    elif following == "week":
        reader.take()
    elif following not in ("day", "set", "other"):
        raise reader.trouble(word, f"After '{reader.shown(word)}' comes a day, or a number of weeks.")


def read_other(reader: Reader, word: Token) -> None:
    """ "other week", "alternate Wednesdays"."""
    reader.skip("week")
    reader.draft.every = 2


def read_unsure(reader: Reader, word: Token) -> None:
    """ "biweekly" and "once a month", which do not say which weeks."""
    said = reader.shown(word)
    if said.casefold().startswith(("once", "una")):
        options = [reader.swap(word, reader.own("first", "primer"))]
    else:
        weeks, monthly = reader.own("every 2 weeks", "cada 2 semanas"), reader.own("first and third", "primer y tercer")
        options = [reader.swap(word, weeks), reader.swap(word, monthly)]
    raise reader.trouble(word, f"'{said}' does not say which weeks.", *options, hint="Say which weeks, or list the dates.")


def read_monthly(reader: Reader, word: Token) -> None:
    """ "of the month"."""
    reader.draft.monthly = True


def _range(reader: Reader, first: Token) -> tuple[int, ...]:
    if first.kind == "set" or reader.kind() not in ("dash", "to", "until") or reader.kind(1) != "day":
        return first.days
    reader.take()
    last = reader.take()
    length = (last.days[0] - first.days[0]) % 7
    if not length:
        message = "This range of days ends on the day on which it begins."
        whole = reader.own("every day", "todos los d\u00edas")
        raise reader.trouble(first, message, reader.swap(first, whole, last), reader.swap(first, reader.shown(first), last))
    if reader.draft.nth:
        raise reader.trouble(first, "Which days of a month are meant is not clear with a range.", hint="Name each day.")
    return tuple((first.days[0] + step) % 7 for step in range(length + 1))


def _every_so_many(reader: Reader, number: Token) -> None:
    if reader.kind() == "month":
        hint = "Write the dates instead: a record can hold many, dates: [2026-01-14, 2026-03-11]."
        raise reader.trouble(number, "A sentence cannot count months.", hint=hint)
    if reader.kind() not in ("week", "day"):
        weeks = reader.own("weeks", "semanas")
        raise reader.trouble(number, "After 'every' and a number comes 'weeks'.", reader.swap(number, f"{number.number} {weeks}"))
    if not 1 <= number.number <= 52:
        raise reader.trouble(number, "Weeks are counted from 1 to 52.", hint="For rarer ones list the dates.")
    reader.skip("week")
    reader.draft.every = number.number


def _every_nth(reader: Reader, word: Token) -> None:
    ordinal = reader.words[reader.at]
    if reader.kind(1) == "week":
        reader.take()
        _every_so_many(reader, ordinal)
    elif reader.kind(1) == "day" and ordinal.number > 1 and all(other.kind != "monthly" for other in reader.words):
        raise reader.trouble(
            word,
            f"'{reader.shown(word)} {reader.shown(ordinal)}' can mean every so many weeks, or one week of the month.",
            reader.swap(word, reader.own("every {} weeks on", "cada {} semanas el").format(ordinal.number), ordinal),
            reader.swap(word, reader.shown(ordinal), ordinal),
        )
