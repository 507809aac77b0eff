"""Whether answers for a new listing are right, said about the answer: there is no file yet that could be wrong."""

import difflib
import re
from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from alongside.checking import RULES, Shared, examine
from alongside.config import SiteConfig
from alongside.drafts import Question, Shape, answered, mending, plain_word, questions, shape_at, shape_of
from alongside.errors import visible
from alongside.schema import KINDS
from alongside.schema.faults import Fault, short

NEAREST = 12
# A word that is as much alike is what was meant.
_ALIKE = 0.7


class Knows(Struct, frozen=True, kw_only=True):
    """What an answer is held against."""

    kind: str
    config: SiteConfig
    shared: Shared
    today: date


class Complaint(Struct, frozen=True):
    """Something wrong with the answer to one question, and what to type instead; ``rule`` names a rule between fields."""

    field: str
    message: str
    fix: str = ""
    rule: str = ""

    def __str__(self) -> str:
        """One line for a terminal."""
        message = visible(self.message, 500).rstrip(".")
        field = "" if self.rule else f"{visible(self.field)}: "
        return f"{field}{message}." + (f" {visible(self.fix, 500)}" if self.fix else "")


def complaints(answers: Mapping[str, str], knows: Knows) -> list[Complaint]:
    """Everything that keeps the answers from being a listing, in the order of the questions."""
    found = list(_missing(answers, knows))
    told = {complaint.field for complaint in found}
    if answers.get("area", "").strip():
        found += of_area(answers["area"].strip(), knows)
    found += [_complaint(fault, knows) for fault in _faults(answers, knows) if not _told(fault, told)]
    order = [question.field for question in questions(knows.kind)]
    # Of rules the narrowest first: what keeps it often keeps the wider ones too.
    width = {rule.id: len(rule.need) for rule in RULES}
    return sorted(found, key=lambda c: len(order) + width[c.rule] if c.rule else order.index(c.field) if c.field in order else len(order))


def _told(fault: Fault, told: set[str]) -> bool:
    """Whether a missing answer or a wrong area says the same already."""
    field = _dotted(fault)
    rule = next((rule for rule in RULES if rule.id == fault.rule), None)
    if rule is not None:
        return bool(told & set(rule.need))
    return field == "area" or any(field == one or one.startswith(f"{field}.") for one in told)


def of_answer(question: Question, answer: str, knows: Knows) -> tuple[str, list[Complaint]]:
    """One answer as it is kept (ids where labels or other letters were typed), and what is wrong with it."""
    if question.field == "area":
        answer = meant(answer, named("areas", knows)) or answer
        return answer, list(of_area(answer, knows))
    if question.of:
        known = named(question.of, knows)
        answer = ", ".join(meant(word, known) or word for word in _split(answer, question.many))
    faults = _faults({question.field: answer}, knows, ("phone",))
    found = [_complaint(fault, knows) for fault in faults if _is_about(fault, question)]
    if not question.of:
        found = [Complaint(c.field, c.message, c.fix or f"Write it like this: {question.example}") for c in found]
    return answer, found


def _split(answer: str, many: bool) -> list[str]:
    return [word.strip() for word in (answer.split(",") if many else [answer]) if word.strip()]


def _missing(answers: Mapping[str, str], knows: Knows) -> Iterator[Complaint]:
    for question in questions(knows.kind):
        if question.needed and not answers.get(question.field, "").strip() and not _given_otherwise(question, answers):
            yield Complaint(question.field, "an answer is needed")


def _given_otherwise(question: Question, answers: Mapping[str, str]) -> bool:
    """Whether deeper fields were given, or what stands for it: the area of an event that is online can be left out."""
    deeper = any(field.startswith(f"{question.field}.") for field in answers)
    dated = question.field == "start" and bool(answers.get("when"))
    ruled = question.field == "when" and answers.get("status") in ("closed", "by_request")
    return deeper or dated or ruled


def _faults(answers: Mapping[str, str], knows: Knows, more: tuple[str, ...] = ()) -> list[Fault]:
    """The errors of a listing with these answers, and the warnings that ``more`` names."""
    data = answered(knows.kind, answers)
    found = examine(knows.kind, data, knows.shared.words, knows.config, knows.today)[1]
    return [fault for fault in found if fault.severity == "error" or fault.rule in more]


def _dotted(fault: Fault) -> str:
    return ".".join(str(step) for step in fault.path if not isinstance(step, int))


def _is_about(fault: Fault, question: Question) -> bool:
    rules = {rule.id for rule in RULES}
    return fault.rule not in rules and fault.rule != "required" and f"{_dotted(fault)}.".startswith(f"{question.field}.")


def _complaint(fault: Fault, knows: Knows) -> Complaint:
    field = _dotted(fault)
    if rule := next((rule for rule in RULES if rule.id == fault.rule), None):
        asked = [question.field for question in mending(rule.need)]
        fix = f"Any of these would do: {', '.join(asked)}." if asked else fault.fix
        return Complaint(field, fault.message, fix, rule.id)
    of = _list_of(field, knows.kind)
    if fault.rule == "unknown-word" and of:
        return Complaint(field, f"{short(fault.value)} is not a word known here", guess_of(fault.value, named(of, knows)))
    return Complaint(field, fault.message, fault.fix)


def _list_of(field: str, kind: str) -> str:
    shape = shape_at(shape_of(KINDS[kind]), field) or Shape()
    return shape.of or (shape.item.of if shape.item is not None else "")


def of_area(area: str, knows: Knows) -> Iterator[Complaint]:
    """What is wrong with an area."""
    known = knows.shared.words.refs.get("areas")
    if known is not None and area not in known:
        fix = guess_of(area, named("areas", knows)) or "Use an id of content/areas.yaml, or add one there."
        yield Complaint("area", f"There is no area {short(area)} yet", fix)


def named(of: str, knows: Knows) -> dict[str, tuple[str, ...]]:
    """Ids of a list with their names: the label first, then synonyms."""
    shared = knows.shared
    if of == "areas":
        return {id_: (area.name, *area.names.values()) for id_, area in sorted(shared.areas.items())}
    language = knows.config.languages[0]
    terms = shared.terms.get(of, {})
    return {
        id_: tuple(
            dict.fromkeys((term.label.get(language) or next(iter(term.label.values())), *term.label.values(), *_synonyms(term.synonyms)))
        )
        for id_, term in terms.items()
    }


def _synonyms(given: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [word for words in given.values() for word in words]


def meant(word: str, known: Mapping[str, tuple[str, ...]]) -> str:
    """The id that a word stands for beyond doubt: itself in other letters, or a label; "" where there is none."""
    typed = plain_word(word)
    ids = [id_ for id_ in known if plain_word(id_) == typed]
    labels = [id_ for id_, names in known.items() if names and typed in (plain_word(names[0]), _bare(names[0]))]
    found = ids or labels
    return found[0] if len(found) == 1 else ""


def _bare(label: str) -> str:
    return plain_word(re.sub(r"\(.*?\)", "", label))


def nearest_of(word: str, known: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Ids by how near they come to a word by id, label or synonym, the nearest first."""
    return sorted(known, key=lambda id_: (-_nearness(word, id_, known[id_]), id_))


def _nearness(word: str, id_: str, names: tuple[str, ...]) -> float:
    typed = plain_word(word[:80])
    return max(_alike(typed, plain_word(name)) for name in (id_, *names))


def _alike(typed: str, name: str) -> float:
    shared = set(typed.split()) & set(name.split())
    whole = difflib.SequenceMatcher(None, typed, name).ratio()
    return max(whole, len(shared) / max(1, len(typed.split())) * 0.9 if shared else 0.0)


def guess_of(word: str, known: Mapping[str, tuple[str, ...]]) -> str:
    """ "Did you mean iop (Intensive outpatient)?", or "" where nothing is near."""
    found = next(iter(nearest_of(word, known)), "")
    if not found or _nearness(word, found, known[found]) < _ALIKE:
        return ""
    label = known[found][0] if known[found] else ""
    return f"Did you mean {found} ({label})?" if label and label != found else f"Did you mean {found}?"
