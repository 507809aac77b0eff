"""A search that is slow and plain: every listing is asked every question. What the engine answers is compared with it.

Rules: it reads the listings, never the index, and shares no code with the engine but the timetable's.
"""

import functools
import math
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from alongside.catalog import Catalog
from alongside.entries import Entry
from alongside.schema import Cost
from tests.search.text import EXACT, PREFIX, TYPO, WEIGHTS, Spoken, Typed, holds_phrase, is_typo, lowered, spoken_by, typed
from tests.search.times import TIMES, any_holds, holds_when, next_minute, slots_of

State = Mapping[str, Any]
Point = tuple[float, float]
# Of each listing; None where a word is missing.
Scores = list[int | None]

# Facets of which a listing has terms, and the list that each reads; the others have a rule of their own in ``ids_of``.
LISTS = {
    "fellowship": "fellowships", "format": "formats", "level": "levels_of_care", "attendance": "attendance", "language": "languages",
    "audience": "audience", "approach": "approach", "access": "accessibility", "supports": "supports",
}  # fmt: skip
FACETS = (
    "kind", "fellowship", "format", "level", "day", "time", "attendance", "language", "audience", "approach", "access", "cost",
    "supports", "verified",
)  # fmt: skip
OF_SLOTS = ("day", "time")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
KILOMETRES = {"km": 1.0, "mi": 1.609344}
LAST = math.inf


class Answer(Struct, frozen=True, kw_only=True):
    """What a search finds: addresses in order, counts of facets, and what each dropped chip would bring where nothing is found."""

    total: int
    urls: tuple[str, ...]
    counts: Mapping[str, Mapping[str, int]]
    without: Mapping[str, int]
    scores: Mapping[str, int]
    distances: Mapping[str, float]


class Moment(Struct, frozen=True):
    """When somebody looks, and by which clock they live."""

    at: datetime
    zone: str


class Row(Struct, frozen=True, kw_only=True):
    """A listing with all that is asked of it."""

    entry: Entry
    spoken: Spoken
    fields: Mapping[str, frozenset[str]]
    point: Point | None
    key: tuple[bytes, str]


def rows_of(catalog: Catalog, languages: Iterable[str], points: Callable[[Entry], Point | None]) -> tuple[Row, ...]:
    """The listings that are searched.

    Takes: ``languages`` of the site; ``points``: the position of what has no coordinates of its own, None where nobody knows it.
    """
    spoken = {entry.url: spoken_by(entry, catalog.shared, languages) for entry in catalog.listed}
    return tuple(
        Row(
            entry=entry,
            spoken=spoken[entry.url],
            fields={field: spoken[entry.url].words(field) for field in WEIGHTS},
            point=point_of(entry, points),
            key=(lowered(entry.listing.name).encode("utf-16-be"), entry.url.rstrip("/")),
        )
        for entry in catalog.listed
    )


class Oracle:
    """Searches listings.

    Takes: ``stop``: the stop words of the site's languages, folded; ``every``: after how many days a check is no longer of late;
           ``unit``: of the radius, mi or km.
    """

    def __init__(self, rows: Iterable[Row], stop: Iterable[str], every: int = 180, unit: str = "mi") -> None:
        self.stop = frozenset(stop)
        self.every = every
        self.kilometres = KILOMETRES[unit]
        self.rows = tuple(rows)
        self.vocabulary = frozenset(word for row in self.rows for words in row.fields.values() for word in words) - self.stop
        self.known = {facet: frozenset(self._all_ids(facet)) for facet in FACETS}
        self._next = functools.cache(lambda number, at: next_minute(self.rows[number].entry, at))
        self._when = functools.cache(lambda number, when, at, zone: holds_when(self.rows[number].entry, when, at, ZoneInfo(zone)))
        self._slots = functools.cache(lambda number, at: slots_of(self.rows[number].entry, at))
        self._meant = functools.cache(self._terms_meant)

    def search(self, state: State, moment: Moment, centre: Point | None = None, begins: bool = False) -> Answer:
        """All that matches a state at a moment; ``centre``: where ``near`` is; None where it is empty, or nobody knows."""
        scores = self._scores(typed(state["words"], self.stop, begins))
        found = self._matching(state, moment, centre, scores)
        return Answer(
            total=len(found),
            urls=tuple(self.rows[number].entry.url for number in self._ordered(found, state, moment, centre, scores)),
            counts=self._counts(state, moment, centre, scores),
            without={} if found else {name: count for name, count in self._without(state, moment, centre, scores) if count},
            scores={self.rows[number].entry.url: scores[number] or 0 for number in found},
            distances={} if centre is None else {self.rows[number].entry.url: self._tenths(number, centre) / 10 for number in found},
        )

    def ids_of(self, row: Row, facet: str, moment: Moment | None) -> frozenset[str]:
        """What a listing has of a facet other than day and time."""
        listing = row.entry.listing
        if facet == "kind":
            return frozenset({row.entry.kind})
        if facet == "cost":
            word = listing.cost.kind if isinstance(listing.cost, Cost) else listing.cost
            return frozenset({tag.id for tag in row.entry.terms.get("payment", ())} | ({word} & {"free", "donation"} if word else set()))
        if facet == "verified":
            checked = row.entry.checked
            today = moment.at.astimezone(UTC).date() if moment else date.min
            return frozenset({"lately"} if checked and (today - checked.on).days <= self.every else ())
        return frozenset(tag.id for tag in row.entry.terms.get(LISTS[facet], ()))

    def _all_ids(self, facet: str) -> Iterable[str]:
        if facet in OF_SLOTS:
            return DAYS if facet == "day" else TIMES
        return (id_ for row in self.rows for id_ in self.ids_of(row, facet, None))

    # Words

    def _scores(self, wanted: Typed) -> Scores:
        """The score of each listing; None where a word or a phrase is missing. A word that is typed twice counts once."""
        quoted = [word for phrase in wanted.phrases for word in phrase if word not in self.stop]
        meant = [self._meant(word, word == wanted.open_end) for word in dict.fromkeys((*wanted.words, *quoted))]
        return [self._score(row, meant, wanted) for row in self.rows]

    def _score(self, row: Row, meant: list[dict[str, int]], wanted: Typed) -> int | None:
        scores = [self._word_score(row, terms) for terms in meant]
        if 0 in scores or not all(holds_phrase(row.spoken, phrase) for phrase in wanted.phrases):
            return None
        return sum(scores)

    def _word_score(self, row: Row, terms: dict[str, int]) -> int:
        """Each field counts once, by its best match."""
        best = {field: max((terms[word] for word in words & terms.keys()), default=0) for field, words in row.fields.items()}
        return sum(WEIGHTS[field] * tenths // 10 for field, tenths in best.items())

    def _terms_meant(self, word: str, may_go_on: bool) -> dict[str, int]:
        """The words of listings that a typed word stands for, each with how well; slips only where there is nothing else."""
        found = {term: PREFIX for term in self.vocabulary if may_go_on and term.startswith(word)}
        found |= {term: EXACT for term in self.vocabulary if term == word}
        return found or {term: TYPO for term in self.vocabulary if is_typo(word, term)}

    # Everything that is not words

    def _matching(self, state: State, moment: Moment, centre: Point | None, scores: Scores) -> list[int]:
        return [number for number in self._pool(state, moment, centre, scores) if not self._missed(number, state, moment)]

    def _pool(self, state: State, moment: Moment, centre: Point | None, scores: Scores) -> list[int]:
        """What has the words, is near enough and is on when it should be, whatever the facets."""
        return [
            number
            for number, score in enumerate(scores)
            if score is not None
            and (centre is None or self._tenths(number, centre) <= state["radius"] * self.kilometres * 10)
            and (not state["when"] or self._when(number, state["when"], moment.at, moment.zone))
        ]

    def _missed(self, number: int, state: State, moment: Moment) -> frozenset[str]:
        """The facets that keep a listing out. Day, time and after are one question, of one slot; that is "slot" here."""
        row = self.rows[number]
        found = {
            facet
            for facet in FACETS
            if facet not in OF_SLOTS and (chosen := frozenset(state["chosen"][facet])) and not chosen & self.ids_of(row, facet, moment)
        }
        if not self._slots_hold(number, moment, state["chosen"]["day"], state["chosen"]["time"], state["after"]):
            found.add("slot")
        return frozenset(found)

    def _slots_hold(self, number: int, moment: Moment, days: list[str], times: list[str], after: int | None) -> bool:
        return any_holds(self._slots(number, moment.at), tuple(days), tuple(times), after)

    def _counts(self, state: State, moment: Moment, centre: Point | None, scores: Scores) -> dict[str, dict[str, int]]:
        """How many match with each id as the only one chosen of its facet."""
        counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        days, times, after = state["chosen"]["day"], state["chosen"]["time"], state["after"]
        for number in self._pool(state, moment, centre, scores):
            row, missed = self.rows[number], self._missed(number, state, moment)
            for facet in FACETS:
                if missed - {"slot" if facet in OF_SLOTS else facet}:
                    continue
                if facet == "day":
                    has = {day for day in DAYS if self._slots_hold(number, moment, [day], times, after)}
                elif facet == "time":
                    has = {part for part in TIMES if self._slots_hold(number, moment, days, [part], after)}
                else:
                    has = set(self.ids_of(row, facet, moment))
                for id_ in has:
                    counts[facet][id_] = counts[facet].get(id_, 0) + 1
        return {facet: found for facet, found in counts.items() if found}

    def _without(self, state: State, moment: Moment, centre: Point | None, scores: Scores) -> Iterable[tuple[str, int]]:
        everything: Scores = [0] * len(self.rows)
        if state["words"].strip():
            yield "words", len(self._matching(state, moment, centre, everything))
        for facet in FACETS:
            if state["chosen"][facet]:
                rest = {**state, "chosen": {**state["chosen"], facet: []}}
                yield facet, len(self._matching(rest, moment, centre, scores))
        if state["after"] is not None:
            yield "after", len(self._matching({**state, "after": None}, moment, centre, scores))
        if state["when"]:
            yield "when", len(self._matching({**state, "when": ""}, moment, centre, scores))
        if centre is not None:
            yield "near", len(self._matching(state, moment, None, scores))

    # Order

    def _ordered(
        self, found: list[int], state: State, moment: Moment, centre: Point | None, scores: Scores
    ) -> list[int]:
        """Score, distance, next, name, id; distance or next come first where they were asked for."""

        def key(number: int) -> tuple[Any, ...]:
            score = -(scores[number] or 0)
            distance = 0 if centre is None else self._tenths(number, centre)
            comes = self._next(number, moment.at)
            following = LAST if comes is None else comes
            ways = {"": (score, distance, following), "distance": (distance, score, following), "next": (following, score, distance)}
            return (*ways[state["sort"]], *self.rows[number].key)

        return sorted(found, key=key)

    def _tenths(self, number: int, centre: Point) -> float:
        """How far away a listing is, in whole tenths of a kilometre; without an end where nobody knows."""
        point = self.rows[number].point
        return math.floor(kilometres(centre, point) * 10 + 0.5) if point else math.inf


def point_of(entry: Entry, points: Callable[[Entry], Point | None]) -> Point | None:
    """Where a listing is, to about ten metres: its coordinates, else what is known of its postal code or town."""
    place = entry.place
    if place is None:
        return None
    if place.latitude is not None and place.longitude is not None:
        return rounded((place.latitude, place.longitude))
    found = points(entry)
    return rounded(found) if found else None


def rounded(point: Point) -> Point:
    """A position to 1e-4 degrees."""
    return round(point[0] * 10_000) / 10_000, round(point[1] * 10_000) / 10_000


def kilometres(one: Point, other: Point) -> float:
    """The way between two positions, as the crow flies; right within a hundred kilometres."""
    north, east = math.radians(other[0] - one[0]), math.radians(other[1] - one[1])
    return 6371 * math.hypot(north, east * math.cos(math.radians((one[0] + other[0]) / 2)))
