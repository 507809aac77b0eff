"""A search that is slow and plain: every listing is asked every question. What the engine answers is compared with it.

Rules: it reads the listings, never the index, and shares no code with the engine but the timetable's.
"""

import functools
import math
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from alongside.catalog import Catalog
from alongside.entries import Entry
from alongside.schema import Cost
from tests.search.text import EXACT, PREFIX, TYPO, WEIGHTS, Spoken, Typed, holds_phrase, is_typo, lowered, spoken_by, typed
from tests.search.times import TIMES, any_holds, choices, holds_when, next_minute, slots_of

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
# What a listing has of these changes with the day.
OF_MOMENT = (*OF_SLOTS, "verified")
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
    words: frozenset[str]
    ids: Mapping[str, frozenset[str]]
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
            words=frozenset().union(*map(spoken[entry.url].words, WEIGHTS)),
            ids={facet: ids_of(entry, facet) for facet in FACETS if facet not in OF_MOMENT},
            point=point_of(entry, points),
            key=(lowered(entry.listing.name).encode("utf-16-be"), entry.url.rstrip("/")),
        )
        for entry in catalog.listed
    )


class Oracle:
    """Searches listings.

    Takes: ``stop``: the stop words of the site's languages, folded; ``every``: after how many days a check is no longer of late;
           ``unit``: of the radius, mi or km; ``typos``: whether slips are let pass.
    """

    def __init__(self, rows: Iterable[Row], stop: Iterable[str], every: int = 180, unit: str = "mi", typos: bool = True) -> None:
        self.stop = frozenset(stop)
        self.every = every
        self.typos = typos
        self.kilometres = KILOMETRES[unit]
        self.rows = tuple(rows)
        self.vocabulary = frozenset(word for row in self.rows for word in row.words) - self.stop
        of_moment = {"day": frozenset(DAYS), "time": frozenset(TIMES), "verified": frozenset({"lately"})}
        self.known = {facet: frozenset(id_ for row in self.rows for id_ in row.ids.get(facet, ())) for facet in FACETS} | of_moment
        self._next = functools.cache(lambda number, at: next_minute(self.rows[number].entry, at))
        self._when = functools.cache(lambda number, when, at, zone: holds_when(self.rows[number].entry, when, at, ZoneInfo(zone)))
        self._slots = functools.cache(lambda number, at: slots_of(self.rows[number].entry, at))
        self._meant = functools.cache(self._terms_meant)

    def search(self, state: State, moment: Moment, centre: Point | None = None, begins: bool = False) -> Answer:
        """All that matches a state at a moment; ``centre``: where ``near`` is; None where it is empty, or nobody knows."""
        scores = self._scores(typed(state["words"], self.stop, begins))
        missed = self._missed(state, moment, centre, scores)
        found = [number for number, facets in missed.items() if not facets]
        return Answer(
            total=len(found),
            urls=tuple(self.rows[number].entry.url for number in self._ordered(found, state, moment, centre, scores)),
            counts=self._counts(state, moment, missed),
            without={} if found else {name: count for name, count in self._without(state, moment, centre, scores) if count},
            scores={self.rows[number].entry.url: scores[number] or 0 for number in found},
            distances={} if centre is None else {self.rows[number].entry.url: self._tenths(number, centre) / 10 for number in found},
        )

    def ids_of(self, row: Row, facet: str, moment: Moment) -> frozenset[str]:
        """What a listing has of a facet other than day and time; what was checked lately is so by the day in UTC."""
        if facet == "verified":
            checked = row.entry.checked
            return frozenset({"lately"} if checked and (moment.at.astimezone(UTC).date() - checked.on).days <= self.every else ())
        return row.ids[facet]

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
        if row.words.isdisjoint(terms):
            return 0
        fields = ((weight, row.fields[field]) for field, weight in WEIGHTS.items())
        return sum(weight * max((terms[word] for word in terms if word in words), default=0) // 10 for weight, words in fields)

    def _terms_meant(self, word: str, may_go_on: bool) -> dict[str, int]:
        """The words of listings that a typed word stands for, each with how well; slips only where there is nothing else."""
        found = {term: PREFIX for term in self.vocabulary if may_go_on and term.startswith(word)}
        found |= {term: EXACT for term in self.vocabulary if term == word}
        return found or {term: TYPO for term in self.vocabulary if self.typos and is_typo(word, term)}

    # Everything that is not words

    def _pool(self, state: State, moment: Moment, centre: Point | None, scores: Scores) -> list[int]:
        """What has the words, is near enough and is on when it should be, whatever the facets."""
        return [
            number
            for number, score in enumerate(scores)
            if score is not None
            and (centre is None or self._tenths(number, centre) <= state["radius"] * self.kilometres * 10)
            and (not state["when"] or self._when(number, state["when"], moment.at, moment.zone))
        ]

    def _missed(self, state: State, moment: Moment, centre: Point | None, scores: Scores) -> dict[int, frozenset[str]]:
        """The facets that keep each listing of the pool out. Day, time and after are one question, of one slot: "slot" here."""
        wanted = {facet: frozenset(ids) for facet, ids in state["chosen"].items() if ids and facet not in OF_SLOTS}
        days, times = (tuple(state["chosen"][each]) for each in OF_SLOTS)
        missed = {}
        for number in self._pool(state, moment, centre, scores):
            row = self.rows[number]
            facets = {facet for facet, ids in wanted.items() if ids.isdisjoint(self.ids_of(row, facet, moment))}
            holds = any_holds(self._slots(number, moment.at), days, times, state["after"])
            missed[number] = frozenset(facets if holds else facets | {"slot"})
        return missed

    def _counts(self, state: State, moment: Moment, missed: Mapping[int, frozenset[str]]) -> dict[str, dict[str, int]]:
        """How many match with each id as the only one chosen of its facet."""
        counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        for number, facets in missed.items():
            for facet in FACETS:
                if facets <= {"slot" if facet in OF_SLOTS else facet}:
                    for id_ in self._has(number, facet, state, moment):
                        counts[facet][id_] = counts[facet].get(id_, 0) + 1
        return {facet: found for facet, found in counts.items() if found}

    def _has(self, number: int, facet: str, state: State, moment: Moment) -> Iterable[str]:
        """The ids of a facet with any of which, as the only one chosen, a listing would match, if all else does."""
        if facet not in OF_SLOTS:
            return self.ids_of(self.rows[number], facet, moment)
        days, times = (tuple(state["chosen"][each]) for each in OF_SLOTS)
        return choices(self._slots(number, moment.at), days, times, state["after"])[OF_SLOTS.index(facet)]

    def _without(self, state: State, moment: Moment, centre: Point | None, scores: Scores) -> Iterable[tuple[str, int]]:
        """How many match with each thing that was asked for left out."""

        def count(changed: State, centre: Point | None, scores: Scores) -> int:
            return sum(not facets for facets in self._missed(changed, moment, centre, scores).values())

        if state["words"].strip():
            yield "words", count(state, centre, [0] * len(self.rows))
        for facet in FACETS:
            if state["chosen"][facet]:
                yield facet, count({**state, "chosen": {**state["chosen"], facet: []}}, centre, scores)
        if state["after"] is not None:
            yield "after", count({**state, "after": None}, centre, scores)
        if state["when"]:
            yield "when", count({**state, "when": ""}, centre, scores)
        if centre is not None:
            yield "near", count(state, None, scores)

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


def ids_of(entry: Entry, facet: str) -> frozenset[str]:
    """What a listing has of a facet, whatever the day."""
    if facet == "kind":
        return frozenset({entry.kind})
    if facet == "cost":
        cost = entry.listing.cost
        word = cost.kind if isinstance(cost, Cost) else cost
        return frozenset({tag.id for tag in entry.terms.get("payment", ())} | ({word} & {"free", "donation"} if word else set()))
    return frozenset(tag.id for tag in entry.terms.get(LISTS[facet], ()))


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
    return round(point[0], 4), round(point[1], 4)


def kilometres(one: Point, other: Point) -> float:
    """The way between two positions, as the crow flies; right within a hundred kilometres."""
    north, east = math.radians(other[0] - one[0]), math.radians(other[1] - one[1])
    return 6371 * math.hypot(north, east * math.cos(math.radians((one[0] + other[0]) / 2)))
