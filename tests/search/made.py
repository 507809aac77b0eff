"""A directory of some hundred invented listings in which every kind of time, place and word occurs, the same for the same seed."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal

from msgspec import structs

from alongside import pipeline
from alongside.catalog import Catalog, assemble
from alongside.checking import Shared
from alongside.config import SiteConfig
from alongside.entries import derive
from alongside.schema import (
    Activity,
    AnyListing,
    Closure,
    Cost,
    Event,
    Family,
    HelpLine,
    Helpline,
    Meeting,
    Online,
    Organization,
    Place,
    Program,
    Slot,
    Tool,
)
from alongside.schema.parts import Day, Precision
from tests.building import DAY, ENGLISH, ROOT

Happening = Literal["scheduled", "cancelled", "moved", "postponed"]
CONFIG = SiteConfig(title="Made", languages=("en", "es"), timezone="America/Denver")
# Town, state, ZIP codes, position, zone; Boulder twice, since names of towns are no ids.
TOWNS = (
    ("Boulder", "CO", ("80301", "80302", "80305"), (40.02, -105.27), ""),
    ("Longmont", "CO", ("80501", "80503"), (40.17, -105.1), ""),
    ("Denver", "CO", ("80202", "80205", "80220"), (39.74, -104.98), ""),
    ("Fort Collins", "CO", ("80521", "80524"), (40.58, -105.08), ""),
    ("Boulder", "MT", ("59632",), (46.24, -112.12), "America/Denver"),
    ("Phoenix", "AZ", ("85003", "85016"), (33.45, -112.07), "America/Phoenix"),
    ("Kansas City", "MO", ("64105", "64111"), (39.1, -94.58), "America/Chicago"),
    ("Española", "NM", ("87532",), (35.99, -106.08), "America/Denver"),
)
FIRST = (
    "River", "Serenity", "Women's", "Tuesday", "New Beginnings", "Recuperación", "Mañana", "Al-Anon", "Sunrise", "Late Night", "Step by",
    "Grief and Loss", "Courage", "Mile High", "Straße", "O'Brien's", "Path of the", "Meditation", "Hiking", "12 Step", "Young",
)  # fmt: skip
SECOND = ("Group", "Circle", "Meeting", "Grupo", "House", "Café", "Program", "Walk", "Workshop", "Community", "Fellowship", "People", "")
SENTENCES = (
    "A quiet group for people in early recovery.", "Everyone is welcome, and nobody has to speak.", "Un grupo tranquilo en español.",
    "Evening sessions with a counselor and peers.", "Coffee after the meeting of the week.", "Hikes along the river for sober people.",
    "Help with grief, anxiety and sleep.", "For parents and partners of people who drink.", "Free parking behind the church.", "",
)  # fmt: skip
PRECISIONS: tuple[Precision, ...] = (*("exact",) * 6, "approximate", "withheld")
HAPPENING: tuple[Happening, ...] = (*("scheduled",) * 5, "cancelled", "moved", "postponed")
CLOCKS = ("6:30 am", "7:00 am", "11:59 am", "12:00 pm", "1:15 pm", "4:59 pm", "5:00 pm", "6:00 pm", "7:00 pm", "11:30 pm", "12:15 am")
ZONES = ("America/New_York", "America/Los_Angeles", "America/Phoenix", "Europe/Madrid")
DAYS: Mapping[str, Day] = {
    "Mondays": "monday", "Tuesdays": "tuesday", "Wednesdays": "wednesday", "Thursdays": "thursday", "Fridays": "friday",
    "Saturdays": "saturday", "Sundays": "sunday",
}  # fmt: skip


def made(count: int, seed: int, today: date = DAY) -> Catalog:
    """The catalog of so many invented listings."""
    shared = _shared()
    chance = random.Random(seed)
    listings = [_Maker(chance, shared, today).listing(number) for number in range(count)]
    return assemble([derive(listing, shared, CONFIG, ENGLISH) for listing in listings], shared, (), today, ENGLISH)


def _shared() -> Shared:
    _, shared = pipeline.load_shared(pipeline.Options(site=ROOT, out=ROOT / "_site", today=lambda _zone: DAY, cache=False))
    names = (("hope", "Hope Alliance", "HA"), ("casa", "Casa Río", ""), ("north", "North Star Care of Colorado", "NSC"))
    organizations = {id_: Organization(id=id_, name=name, short_name=short) for id_, name, short in names}
    return structs.replace(shared, organizations=organizations)


class _Maker:
    def __init__(self, chance: random.Random, shared: Shared, today: date) -> None:
        self.chance, self.shared, self.today = chance, shared, today

    def listing(self, number: int) -> AnyListing:
        """One listing of any kind; meetings are the most."""
        kinds = ("meetings",) * 6 + ("programs", "programs", "family", "events", "events", "activities", "helplines", "tools")
        return getattr(self, f"_{self.chance.choice(kinds)}")(self._common(number))  # type: ignore[no-any-return] # each makes a listing

    def _common(self, number: int) -> dict[str, Any]:
        chance = self.chance
        name = " ".join(filter(None, (chance.choice(FIRST), chance.choice(SECOND)))) + chance.choice(("", "", f" {number % 40}"))
        return {
            "id": f"n{number * 7919 % 10_007}",
            "name": name,
            "summary": chance.choice(SENTENCES) if chance.random() < 0.6 else "",
            "description": " ".join(chance.choice(SENTENCES) for _ in range(chance.randint(0, 4))),
            "organization": chance.choice(("", "", "", *self.shared.organizations)),
            "languages": self._some("languages", 0.3),
            "accessibility": self._some("accessibility", 0.3),
            "audience": self._some("audience", 0.4),
            "approach": self._some("approach", 0.3),
            "cost": chance.choice((None, "free", "donation", "paid", "varies", Cost(kind="free"), Cost(kind="paid"))),
            "verified": self.today - timedelta(days=chance.randint(0, 500)) if chance.random() < 0.6 else None,
            **self._status(),
            **self._where(),
        }

    def _status(self) -> dict[str, Any]:
        draw, soon = self.chance.random(), self.today + timedelta(days=self.chance.randint(-10, 40))
        if draw < 0.05:
            return {"status": "paused", "paused_until": self.chance.choice((None, soon))}
        return {"status": "closed"} if draw < 0.07 else {"status": "by_request"} if draw < 0.1 else {}

    def _where(self) -> dict[str, Any]:
        draw = self.chance.random()
        online = Online(url="https://example.org/join") if draw < 0.4 else None
        place = self._place() if draw > 0.25 else None
        area = self.chance.choice(("", "boulder-county", "front-range", "online")) if place is None else ""
        return {"online": online, "place": place, "area": area}

    def _place(self) -> Place:
        chance = self.chance
        city, region, codes, (lat, lon), zone = chance.choice(TOWNS)
        precision = chance.choice(PRECISIONS)
        near = (round(lat + chance.gauss(0, 0.05), 6), round(lon + chance.gauss(0, 0.05), 6)) if chance.random() < 0.8 else (None, None)
        code = chance.choice(codes) if chance.random() < 0.8 else ""
        return Place(
            name=chance.choice(("", "Community House", "St. Mark's Church")), street=f"{chance.randint(1, 999)} Pearl Street", city=city,
            region=region, postal_code=code, latitude=near[0], longitude=near[1], precision=precision, timezone=zone,
            accessibility=self._some("accessibility", 0.1),
        )  # fmt: skip

    def _some(self, name: str, share: float) -> tuple[str, ...]:
        terms = sorted(self.shared.terms[name])
        return tuple(self.chance.sample(terms, self.chance.choice((1, 1, 2)))) if self.chance.random() < share else ()

    def _one(self, name: str) -> str:
        return self.chance.choice(sorted(self.shared.terms[name]))

    def _times(self) -> dict[str, Any]:
        chance = self.chance
        found: dict[str, Any] = {"when": tuple(self._rule() for _ in range(chance.choice((1, 1, 1, 2, 3))))}
        near = self.today + timedelta(days=chance.randint(-20, 20))
        if chance.random() < 0.15:
            found["closed"] = (Closure(since=near, until=chance.choice((None, near + timedelta(days=9)))),)
        if chance.random() < 0.15:
            found["except_"] = (near, date(2026, 3, 8), date(2026, 11, 1))
        return found

    def _rule(self) -> str | Slot:
        chance = self.chance
        clock, days = chance.choice(CLOCKS), chance.sample(list(DAYS), chance.choice((1, 1, 2, 4)))
        length = chance.choice(("", " for 60 minutes", " for 90 minutes", " for 3 hours"))
        day = self.today + timedelta(days=chance.randint(-15, 40))
        ways = (
            *(f"{' and '.join(days)} {clock}{length}",) * 6,
            f"{chance.choice(('first', 'second and fourth', 'last'))} {days[0][:-1]} {clock}{length}",
            f"every 2 weeks on {days[0][:-1]} {clock} from {day}",
            f"{days[0]} {clock} until {self.today + timedelta(days=chance.randint(0, 90))}",
            f"{day} {clock}{length}",
            "24/7",
            "by appointment",
            Slot(days=(DAYS[days[0]],), start=clock, minutes=90, timezone=chance.choice(ZONES)),
        )
        return chance.choice(ways)

    def _meetings(self, common: dict[str, Any]) -> AnyListing:
        return Meeting(**common, **self._times(), fellowship=self._one("fellowships"), formats=self._some("formats", 0.7))

    def _family(self, common: dict[str, Any]) -> AnyListing:
        fellowship = self.chance.choice(("", self._one("fellowships")))
        return Family(**common, **self._times(), form=self._one("family_forms"), fellowship=fellowship)

    def _activities(self, common: dict[str, Any]) -> AnyListing:
        return Activity(**common, **self._times(), activity_type=self._one("activity_types"))

    def _programs(self, common: dict[str, Any]) -> AnyListing:
        times = self._times() if self.chance.random() < 0.3 else {}
        levels = tuple(self.chance.sample(sorted(self.shared.terms["levels_of_care"]), 2))
        return Program(**common, **times, levels_of_care=levels, tracks=self._some("tracks", 0.7), payment=self._some("payment", 0.8))

    def _events(self, common: dict[str, Any]) -> AnyListing:
        day = self.chance.choice((self.today, date(2026, 3, 7), date(2026, 10, 31))) + timedelta(days=self.chance.randint(-3, 60))
        later = day + timedelta(days=self.chance.choice((0, 0, 1, 2, 9)))
        happening = self.chance.choice(HAPPENING)
        start, end = self.chance.choice(((f"{day}", f"{later}"), (f"{day} 17:00", f"{later} 21:30"), (f"{day} 22:00", "")))
        return Event(**common, start=start, end=end, event_type=self._one("event_types"), happening=happening)

    def _helplines(self, common: dict[str, Any]) -> AnyListing:
        times = {"when": ("24/7",)} if self.chance.random() < 0.5 else self._times()
        return Helpline(**{**common, "place": None}, **times, lines=(HelpLine(call="303-555-0100"),))

    def _tools(self, common: dict[str, Any]) -> AnyListing:
        return Tool(**{**common, "place": None}, functions=(self._one("tool_functions"),))
