"""A cursor over the words of one sentence, and what its clauses have said so far."""

import re
from datetime import date

from msgspec import Struct

from alongside.timetable.clock import folded
from alongside.timetable.lexicon import SPANISH
from alongside.timetable.tokens import Token, tokens
from alongside.timetable.trouble import SentenceError


class Draft(Struct):
    """What the clauses have said; filled in while reading, and never seen outside it."""

    days: list[int] = []
    nth: list[int] = []
    dates: list[date] = []
    every: int = 1
    start: int | None = None
    minutes: int | None = None
    since: date | None = None
    until: date | None = None
    monthly: bool = False
    always: bool = False
    appointment: bool = False


class Reader:
    """The words of one sentence. ``time_at`` is where its time of day began, ``since`` the word that gave its first date.

    ``parts`` are the parts of the day that stand apart from its times, as in "Tuesday evenings 7:00"; only "every night" stays a word.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        every = tokens(text)
        self.words = [word for word in every if word.kind != "part"]
        self.parts = [word for word in every if word.part]
        self.at = 0
        self.draft = Draft()
        self.time_at = 0
        self.since: Token | None = None

    def kind(self, ahead: int = 0) -> str:
        """What comes next, or "" at the end."""
        place = self.at + ahead
        return self.words[place].kind if place < len(self.words) else ""

    def take(self) -> Token:
        """The next word, stepping over it."""
        self.at += 1
        return self.words[self.at - 1]

    def skip(self, *kinds: str) -> None:
        """Step over the next word if it is of one of these kinds."""
        if self.kind() in kinds:
            self.at += 1

    def shown(self, word: Token) -> str:
        """A word as it was typed."""
        return self.text[word.start : word.end]

    @property
    def spanish(self) -> bool:
        """Whether the sentence has a Spanish word."""
        return not SPANISH.isdisjoint(re.findall(r"\w+", folded(self.text)[0]))

    def own(self, english: str, spanish: str) -> str:
        """The words in the language of the sentence."""
        return spanish if self.spanish else english

    def swap(self, first: Token, new: str, last: Token | None = None) -> str:
        """The sentence with other words in place of these."""
        return self.text[: first.start] + new + self.text[(last or first).end :]

    def trouble(self, word: Token, message: str, *options: str, lead: str = "Write", hint: str = "") -> SentenceError:
        """A fault at a word."""
        return SentenceError(message, word.start, word.end, options=options, lead=lead, hint=hint)

    def two_lines(self, word: Token, message: str) -> SentenceError:
        """A fault for what needs a line of its own: the sentence cut before a word, or said once with each of two times."""
        before, after = self.text[: word.start].rstrip(" ,;&+/-\u2013\u2014"), self.text[word.start :]
        before = before.removesuffix(" and").removesuffix(" y").rstrip(" ,;")
        again = self.text[: self.time_at] + after
        time = next((self.text[other.start :] for other in self.words[self.at :] if other.kind == "time"), "")
        lines = ((before, after), (before, again), (f"{before} {time}", after))
        return SentenceError(message, word.start, word.end, lines=lines, hint="Write one sentence for each.")
