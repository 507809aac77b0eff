"""The conversation of ``new`` on a terminal: each answer is looked at when it is given, and none is lost."""

import shutil
from collections.abc import Mapping, Sequence

from msgspec import structs

from alongside.checking import RULES
from alongside.cli.answers import NEAREST, Complaint, Knows, complaints, guess_of, meant, named, nearest_of, of_answer
from alongside.cli.terminal import say, shown
from alongside.drafts import Question, mending, questions
from alongside.errors import visible
from alongside.schema import Area
from alongside.schema.leaves import id_fault
from alongside.text import slug

# After as many wrong answers to one question a person wants to look at the file instead.
MOST_TRIES = 5
_YES = frozenset({"y", "yes", "s", "si", "sí"})


class StoppedError(Exception):
    """The conversation ended before the answers were complete."""


class Conversation:
    """One listing while it is asked for. ``answers`` and ``areas``, the areas to add, hold what was said so far."""

    def __init__(self, knows: Knows, answers: dict[str, str]) -> None:
        self.knows = knows
        self.answers = answers
        self.areas: list[Area] = []

    def run(self) -> None:
        """Asks until the answers are a listing.

        Raises: StoppedError where they do not become one: nothing more was said, or too much of it was wrong.
        """
        for question in questions(self.knows.kind):
            if question.field not in self.answers:
                self.ask(question)
                continue
            # What a flag says is looked at as any other answer.
            self.answers[question.field], found = of_answer(question, self.answers[question.field], self.knows)
            if found and self.answers[question.field]:
                self.tell(question, found, self.answers[question.field])
                self.ask(question)
        for _ in range(MOST_TRIES):
            if not (wrong := complaints(self.answers, self.knows)):
                return
            if not self.mend(wrong[0]):
                break
        raise StoppedError(*[str(complaint) for complaint in complaints(self.answers, self.knows)])

    def mend(self, complaint: Complaint) -> bool:
        """Asks what a complaint about all answers together needs; whether there was anything to ask."""
        say(f"  {complaint!s}" if not complaint.rule else f"  {_sentence(complaint.message)} One of these is enough.")
        asked: Sequence[Question] = [q for q in questions(self.knows.kind) if q.field == complaint.field and not complaint.rule]
        for rule in RULES:
            asked = mending(rule.need) if rule.id == complaint.rule else asked
        for question in asked:
            self.ask(question)
            if complaint.rule and complaint.rule not in {found.rule for found in complaints(self.answers, self.knows)}:
                break
        return bool(asked)

    def ask(self, question: Question) -> None:
        """One question until its answer is right.

        Raises: StoppedError after too many answers that are not.
        """
        known = named(question.of, self.knows) if question.of else {}
        if known:
            say("  one of:" if not question.many else "  one or more of, with commas:")
            table(list(known), known)
        for _ in range(MOST_TRIES):
            answer = self.line(_prompt(question, known))
            if not answer:
                self.answers.pop(question.field, None)
                if not question.needed:
                    return
                say("  This one is needed, so that the listing can be found. Ctrl-C stops; your answers are shown then.")
                continue
            answer, found = of_answer(question, answer, self.knows)
            if not found or (question.field == "area" and self.add_area(answer)):
                self.answers[question.field] = answer if not found else slug(answer, 80)
                return
            self.tell(question, found, answer)
        raise StoppedError(f"{question.ask} was not answered.")

    def tell(self, question: Question, found: Sequence[Complaint], answer: str) -> None:
        """Says what is wrong with an answer; of a long list only what comes nearest to it."""
        for complaint in found:
            say(f"  {_sentence(complaint.message)} {visible(complaint.fix, 500)}".rstrip())
        known = named(question.of, self.knows) if question.of else {}
        if known:
            last = next((word.strip() for word in answer.split(",") if not meant(word, known)), answer)
            say("  the nearest:")
            table(nearest_of(last, known)[:NEAREST], known)

    def add_area(self, typed: str) -> bool:
        """Offers to add an area that is not there; whether it is to be added."""
        id_ = slug(typed, 80)
        known = named("areas", self.knows)
        if not id_ or id_fault(id_) or id_ in known:
            return False
        guess = guess_of(typed, known)
        say(f"  There is no area {shown(typed)} yet. {guess}".rstrip())
        if self.line(f"Add {id_} to content/areas.yaml? (yes; Enter for no): ").casefold() not in _YES:
            return False
        name = self.line(f"What is the area called? (Enter for {_title(typed)}): ") or _title(typed)
        area = Area(id=id_, name=name[:120], parent=self.parent(known), type="city")
        self.areas.append(area)
        shared = self.knows.shared
        refs = {**shared.words.refs, "areas": shared.words.refs.get("areas", frozenset()) | {id_}}
        areas = {**shared.areas, id_: area}
        self.knows = structs.replace(
            self.knows, shared=structs.replace(shared, areas=areas, words=structs.replace(shared.words, refs=refs))
        )
        return True

    def parent(self, known: Mapping[str, tuple[str, ...]]) -> str:
        """The larger area that holds a new one, "" where there is none."""
        possible = {id_: names for id_, names in known.items() if id_ != "online"}
        if not possible:
            return ""
        table(list(possible), possible)
        for _ in range(MOST_TRIES):
            answer = self.line("Which larger area is it in? (Enter for none): ")
            if not answer or (found := meant(answer, possible)):
                return found if answer else ""
            say(f"  There is no area {shown(answer)}. {guess_of(answer, possible)}".rstrip())
        return ""

    def line(self, prompt: str) -> str:
        """One line that was typed, without characters that cannot be seen.

        Raises: StoppedError where nothing more comes.
        """
        try:
            typed = input(prompt)
        except EOFError:
            say()
            raise StoppedError("No more answers came.") from None
        except UnicodeDecodeError:
            return ""
        return "".join(c for c in typed.strip() if c.isprintable())


def _prompt(question: Question, known: Mapping[str, tuple[str, ...]]) -> str:
    words = [word.strip() for word in question.example.split(",")]
    example = question.example if not known or all(word in known for word in words) else next(iter(known))
    return f"{question.ask} (for example {example}{'' if question.needed else '; Enter to leave out'}): "


def _sentence(message: str) -> str:
    text = visible(message, 500).rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."


def _title(typed: str) -> str:
    return visible(typed.replace("-", " ").title() if typed == slug(typed, 80) else typed, 120)


def table(ids: Sequence[str], known: Mapping[str, tuple[str, ...]]) -> None:
    """Ids with their labels, down and then across, in as many columns as the terminal holds."""
    if not ids:
        return
    first = max(len(id_) for id_ in ids)
    cells = [f"{id_:<{first}}  {visible(known[id_][0], 60) if known[id_] else ''}" for id_ in ids]
    width = max(len(cell) for cell in cells) + 3
    columns = max(1, (shutil.get_terminal_size().columns - 2) // width)
    rows = -(-len(cells) // columns)
    for row in range(rows):
        say("    " + "".join(f"{cell:<{width}}" for cell in cells[row::rows]).rstrip())
