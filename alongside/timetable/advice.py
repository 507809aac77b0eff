"""What to type instead: every sentence that is proposed has been read first."""

from collections.abc import Callable
from itertools import islice

from alongside.errors import nearest
from alongside.timetable.lexicon import SPELLINGS, ZONE_WORDS, plain
from alongside.timetable.reader import Reader
from alongside.timetable.rules import Rule
from alongside.timetable.slots import as_record
from alongside.timetable.tokens import Token
from alongside.timetable.trouble import SentenceError, SentenceFault

Read = Callable[[str], Rule]
_GENERIC = 'Write days and times, for example "Tuesdays and Thursdays 7:00 pm - 8:15 pm".'
_GENERIC_SPANISH = 'Write days and times, for example "martes y jueves 19:00 - 20:15".'
_RECORD = 'Or as a record: {days: [tuesday], start: "19:00", end: "20:15", timezone: America/Denver, note: "ring twice"}.'
# Words that a sentence cannot hold and a record can.
_BESIDE = ("zone", "note", "appointment")
# How many faults of one sentence are mended on the way to a proposal, and how many proposals are shown.
_DEPTH, _SHOWN = 4, 3
_LONG = 15 * 60


def explain(text: str, trouble: SentenceError, read: Read) -> SentenceFault:
    """The fault in words for the writer of the sentence."""
    return SentenceFault(trouble.message, _fix(text, trouble, read), trouble.start, text[trouble.start : trouble.end])


def refuse(reader: Reader) -> None:
    """Refuse what only a record, or another field, can hold: time zones, remarks, exceptions, and words that are not known."""
    if vague := next((word for word in reader.words if word.kind == "vague"), None):
        raise _vague(reader, vague)
    alone = all(word.kind in ("appointment", "and", "dash") for word in reader.words)
    for word in reader.words:
        said = reader.shown(word)
        if word.kind == "except":
            hint = "Put the dates on which it does not happen under except: [2026-12-25], beside when."
            raise reader.trouble(word, "A sentence says when it happens, not when it does not.", hint=hint)
        if word.kind == "zone":
            raise _record(word, f"A sentence cannot hold a time zone: '{said}'.")
        if word.kind == "note" or (word.kind == "appointment" and not alone):
            raise _record(word, f"A sentence cannot hold a remark: '{said}'.")
        if word.kind == "unknown":
            raise _unknown(reader, word, said)


def _record(word: Token, message: str) -> SentenceError:
    return SentenceError(message, word.start, word.end, record=True)


def _vague(reader: Reader, word: Token) -> SentenceError:
    """ "twice a week" and "TBD": no day or time is in them; what the sentence says without them may be all."""
    rest = " ".join(reader.swap(word, "").split()).strip(" ,;-")
    days = reader.own("Tuesdays and Thursdays 7:00 pm - 8:15 pm", "martes y jueves 19:00 - 20:15")
    request = reader.own("by appointment", "con cita previa")
    hint = f'Write the days and times, for example "{days}", or "{request}".'
    message = f"'{reader.shown(word)}' does not say when."
    return SentenceError(message, word.start, word.end, options=(rest,), hint=hint, mend=False)


def _unknown(reader: Reader, word: Token, said: str) -> SentenceError:
    near = nearest(plain(said).rstrip("."), (spelling for spelling in SPELLINGS if len(spelling) > 2))
    options = (reader.swap(word, near.capitalize() if said[0].isupper() else near),) if near else ()
    hint = f"Did you mean {near}?" if near else ""
    return SentenceError(f"'{said}' is not a word for a time.", word.start, word.end, options=options, hint=hint, record=True)


def _fix(text: str, trouble: SentenceError, read: Read) -> str:
    generic = Reader(text).own(_GENERIC, _GENERIC_SPANISH)
    if proposals := _proposals(trouble, read, _DEPTH if trouble.mend else 0):
        quoted = (f'"{proposal}"' for proposal in proposals[:_SHOWN])
        return f"{trouble.lead} {' or '.join(quoted)}."
    for pair in trouble.lines:
        if all(_readable(line, read) for line in pair):
            return f'Write one sentence for each: "{pair[0]}" and "{pair[1]}".'
    if trouble.record:
        return _without_remarks(text, read) or f"{trouble.hint} {generic} {_RECORD}".lstrip()
    return trouble.hint or generic


def _proposals(trouble: SentenceError, read: Read, depth: int) -> list[str]:
    """Sentences that can be read, found by mending one fault after the other; overlong ones only where there is nothing else."""
    found = dict(islice(_mended(trouble, read, depth), 8))
    short = [text for text, rule in found.items() if (rule.minutes or 0) <= _LONG]
    return short or list(found)


def _mended(trouble: SentenceError, read: Read, depth: int) -> list[tuple[str, Rule]]:
    found: list[tuple[str, Rule]] = []
    for option in trouble.options:
        if '"' in option:
            continue
        try:
            found.append((option, read(option)))
        except SentenceError as other:
            found += _mended(other, read, depth - 1) if depth else []
    return found


def _readable(text: str, read: Read) -> bool:
    try:
        read(text)
    except SentenceError:
        return False
    return '"' not in text


def _without_remarks(text: str, read: Read) -> str:
    """A record, or a sentence, that says the same; "" where what is left of the sentence cannot be read."""
    words = Reader(text).words
    unknown = [word for word in words if word.kind == "unknown"]
    # Remarks mostly end a sentence; else they go as far as its last unknown word.
    ends = (len(text), unknown[-1].end) if unknown else (0,)
    for end in ends:
        start = unknown[0].start if unknown else len(text)
        cuts = [word for word in words if word.kind in _BESIDE and not start <= word.start < end]
        spans = sorted([(word.start, word.end) for word in cuts] + ([(start, end)] if unknown else []))
        if found := _rest(text, spans, read):
            rest, rule = found
            if rule.freq not in ("weekly", "monthly", "dates"):
                return f'Write "{rest}", and put the rest into notice.'
            zone = next((_zone(word) for word in cuts if word.kind == "zone"), "")
            remarks = [text[word.start : word.end] for word in cuts if word.kind != "zone"] + ([text[start:end]] if unknown else [])
            return f"Write a record instead: {as_record(rule, zone, '; '.join(remark.strip(' ().,') for remark in remarks))}."
    return ""


def _rest(text: str, cuts: list[tuple[int, int]], read: Read) -> tuple[str, Rule] | None:
    rest = text
    for start, end in reversed(cuts):
        rest = f"{rest[:start]} {rest[end:]}"
    rest = " ".join(rest.split()).strip(" ,;-")
    try:
        return (rest, read(rest)) if '"' not in rest else None
    except SentenceError:
        return None


def _zone(word: Token) -> str:
    name = plain(word.text)
    if "/" in name:
        return "/".join("_".join(part.capitalize() for part in piece.split("_")) for piece in word.text.split("/"))
    return ZONE_WORDS.get(name.split()[0].split("+")[0].split("-")[0], "UTC")
