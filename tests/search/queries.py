"""Searches by chance, always the same for the same seed: drawn from what the listings themselves say and are."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from tests.search.oracle import DAYS, FACETS, Moment, Oracle, Point, Row
from tests.search.times import TIMES, any_holds, slots_of

DENVER = ZoneInfo("America/Denver")
READERS = (
    "America/Denver", "America/Denver", "America/New_York", "America/Los_Angeles", "America/Phoenix", "Europe/Madrid", "Asia/Kolkata",
    "Pacific/Auckland",
)  # fmt: skip
# Where clocks and weeks turn, by the clock of Denver: the two Sundays of summer time, midnight, Sunday to Monday, new year, an
# ordinary evening.
TURNS = (
    "2026-03-08 00:30", "2026-03-08 01:59", "2026-03-08 03:00", "2026-03-08 19:10", "2026-11-01 00:45", "2026-11-01 01:30",
    "2026-11-01 03:59", "2026-11-01 18:00", "2026-11-21 12:00", "2026-11-22 23:45", "2026-11-23 00:10", "2026-11-23 00:15",
    "2026-11-24 18:59", "2026-11-24 19:00", "2026-11-27 23:59", "2026-11-28 04:00", "2026-12-31 23:30", "2027-01-01 00:00",
)  # fmt: skip
HOSTILE = ("__proto__", "constructor", "<b>river</b>", "toString group", "hasOwnProperty", "%00", "' or 1=1", "🌊", "İstanbul", "ﬁrst")
RADII = (1, 2, 5, 10, 25, 50, 100)
WHEN = ("now", "today", "tonight", "tomorrow")


class Query(Struct, frozen=True):
    """One search: what is asked, when and by which clock, whether the last word is still being typed, and where ``near`` is."""

    state: dict[str, Any]
    moment: Moment
    begins: bool = False
    place: Point | None = None


def empty(**changes: Any) -> dict[str, Any]:
    """A state that asks for nothing, with changes; a facet's ids may be given by its name."""
    chosen = {facet: changes.pop(facet, []) for facet in FACETS}
    nothing = {"words": "", "after": None, "when": "", "near": "", "radius": 10, "sort": "", "everywhere": True}
    return {**nothing, "chosen": chosen, **changes}


def moments(chance: random.Random, count: int) -> list[Moment]:
    """Instants at and about the turns of clocks, each with a reader's zone."""
    found = [datetime.fromisoformat(text).replace(tzinfo=DENVER).astimezone(UTC) for text in TURNS]
    while len(found) < count:
        found.append(chance.choice(found[: len(TURNS)]) + timedelta(minutes=chance.randint(-4000, 4000), seconds=chance.choice((0, 30))))
    return [Moment(at, chance.choice(READERS)) for at in found[:count]]


def queries(oracle: Oracle, seed: int, count: int) -> list[Query]:
    """Searches over an oracle's listings."""
    chance = random.Random(seed)
    draw = _Draw(oracle, chance)
    when = moments(chance, 24)
    return [draw.query(chance.choice(when)) for _ in range(count)]


class _Draw:
    def __init__(self, oracle: Oracle, chance: random.Random) -> None:
        self.oracle, self.chance = oracle, chance
        self.points = sorted({row.point for row in oracle.rows if row.point})
        self.vocabulary = sorted(oracle.vocabulary)
        self.stop = sorted(oracle.stop) or [""]

    def query(self, moment: Moment) -> Query:
        """One search, most often about one listing, so that something is found."""
        chance, row = self.chance, self.chance.choice(self.oracle.rows)
        changes: dict[str, Any] = {"sort": chance.choice(("", "", "distance", "next"))}
        place = None
        if chance.random() < 0.65:
            changes["words"] = self._words(row)
        changes |= self._facets(row, moment)
        if chance.random() < 0.12:
            changes["after"] = chance.choice((0, 360, 719, 720, 1019, 1020, 1080, 1140, 1380, 1439))
        if chance.random() < 0.15:
            changes["when"] = chance.choice(WHEN)
        if self.points and chance.random() < 0.25:
            changes |= {"near": "here", "radius": chance.choice(RADII)}
            lat, lon = row.point or chance.choice(self.points)
            place = (round(lat + chance.uniform(-0.1, 0.1), 5), round(lon + chance.uniform(-0.1, 0.1), 5))
        return Query(empty(**changes), moment, chance.choice((True, False)), place)

    def _words(self, row: Row) -> str:
        ways = (
            *(self._word, self._word, self._prefix, self._misspelt, self._several),
            *(self._apart, self._phrase, self._stopped, self._hostile),
        )
        return self.chance.choice(ways)(row)

    def _own(self, row: Row) -> str:
        """A word of the listing, of any field alike."""
        fields = [sorted(words) for words in row.fields.values() if words]
        return self.chance.choice(self.chance.choice(fields)) if fields else ""

    def _word(self, row: Row) -> str:
        word = self._own(row) if self.chance.random() < 0.7 else self.chance.choice(self.vocabulary)
        return self.chance.choice((word, word, word.upper(), word.capitalize() + "'s", f" {word}! "))

    def _prefix(self, row: Row) -> str:
        word = self._own(row)
        first = f"{self._own(row)} " if self.chance.random() < 0.3 else ""
        return first + word[: self.chance.randint(1, max(len(word) - 1, 1))]

    def _misspelt(self, row: Row) -> str:
        words = [self._own(row)] + ([self._own(row)] if self.chance.random() < 0.3 else [])
        at = self.chance.randrange(len(words))
        for _ in range(self.chance.choice((1, 1, 2))):
            words[at] = self._slip(words[at])
        return " ".join(words)

    def _slip(self, word: str) -> str:
        at, letter = self.chance.randrange(len(word) + 1), self.chance.choice("aeinorstlcñ")
        swapped = word[: at - 1] + word[at : at + 1] + word[at - 1 : at] + word[at + 1 :] if at else word[1:]
        more, fewer, other = word[:at] + letter + word[at:], word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :]
        return self.chance.choice((more, fewer, other, swapped))

    def _several(self, row: Row) -> str:
        return " ".join(self._own(row) for _ in range(self.chance.choice((2, 2, 3))))

    def _apart(self, row: Row) -> str:
        return f"{self._own(row)} {self._own(self.chance.choice(self.oracle.rows))}"

    def _phrase(self, row: Row) -> str:
        texts = [text for field in ("name", "name", "summary", "rest") for text in row.spoken.fields[field] if text]
        text = self.chance.choice(texts) if texts else ("nothing",)
        at = self.chance.randrange(len(text))
        phrase = " ".join(text[at : at + self.chance.choice((1, 2, 2, 3))])
        quoted = f'"{phrase}' if self.chance.random() < 0.1 else f'"{phrase}"'
        return self.chance.choice((quoted, quoted, f"{quoted} {self._own(row)}", f"{self._own(row)} {quoted}"))

    def _stopped(self, row: Row) -> str:
        stop = self.chance.choice(self.stop)
        return self.chance.choice((f"{stop} {self._own(row)}", f"{self._own(row)} {stop}", f"{self._own(row)} {stop} {self._own(row)}"))

    def _hostile(self, _row: Row) -> str:
        return self.chance.choice(HOSTILE)

    def _facets(self, row: Row, moment: Moment) -> dict[str, list[str]]:
        """Up to three facets, some with several ids; most often ids that the listing has."""
        chosen = self.chance.sample(FACETS, self.chance.choice((0, 0, 1, 1, 2, 3)))
        if slots_of(row.entry, moment.at) and self.chance.random() < 0.15:
            chosen = ["day", "time"]
        return {facet: ids for facet in chosen if (ids := self._ids(row, facet, moment))}

    def _ids(self, row: Row, facet: str, moment: Moment) -> list[str]:
        everything = sorted(self.oracle.known[facet])
        ids = self.chance.sample(everything, min(len(everything), self.chance.choice((0, 0, 1, 2))))
        own = self._own_ids(row, facet, moment)
        if own and self.chance.random() < 0.8:
            ids.append(self.chance.choice(own))
        if self.chance.random() < 0.03:
            ids.append(self.chance.choice(("__proto__", "constructor", "no-such-id")))
        return sorted(set(ids))

    def _own_ids(self, row: Row, facet: str, moment: Moment) -> list[str]:
        if facet == "day":
            return [DAYS[slot.day] for slot in slots_of(row.entry, moment.at)]
        if facet == "time":
            slots = slots_of(row.entry, moment.at)
            return [part for part in TIMES if any_holds(slots, (), (part,), None)]
        return sorted(self.oracle.ids_of(row, facet, moment))
