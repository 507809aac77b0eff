"""Made-up listings of all kinds in the site's own schema, as their files would say them. The same seed and count give the same."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

import msgspec

from alongside.checking import Shared
from alongside.schema import KINDS, AnyListing, Organization
from bench.finding.towns import Building, Town, buildings
from bench.finding.words import Talk

# How many of a hundred listings are of each kind, roughly as in the directories that the sample site was modelled on.
_SHARES = {"meetings": 68, "programs": 11, "family": 8, "activities": 6, "events": 3, "helplines": 1, "tools": 3}
_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_SEVERAL = ("Mondays, Wednesdays and Fridays", "Tuesdays and Thursdays", "Saturdays and Sundays", "Mondays to Fridays", "daily")
_NTH = ("first", "second", "third", "last", "first and third", "second and fourth")
_CLOCKS = (
    *("06:30", "07:00", "08:00", "09:30", "10:00", "12:00", "12:15", "15:00"),
    *("17:30", "18:00", "18:30", "19:00", "19:30", "20:00", "21:30"),
)
_BUSY = (2, 4, 2, 2, 4, 9, 2, 2, 8, 9, 9, 16, 9, 8, 2)
ONLINE, HYBRID, MONTHLY, PAUSED, WITHHELD = 0.12, 0.06, 0.07, 0.01, 0.01
Data = dict[str, Any]


def organizations(count: int, talk: Talk) -> dict[str, Organization]:
    """So many organizations, each with a name of two words."""
    kinds = ("Recovery Center", "Behavioral Health", "Family Services", "Intergroup", "Foundation", "Clinic", "Alliance")
    names = {f"org-{number:05}": f"{talk.title(2)} {talk.chance.choice(kinds)}" for number in range(count)}
    return {id_: _organization(id_, name) for id_, name in names.items()}


def _organization(id_: str, name: str) -> Organization:
    return msgspec.convert({"name": name, "contact": {"website": f"https://example.org/{id_}"}}, Organization, strict=False)


class Maker:
    """Makes listings one after the other."""

    def __init__(self, towns: Sequence[Town], shared: Shared, talk: Talk, count: int, today: date) -> None:
        self.towns, self.shared, self.talk, self.chance, self.today = towns, shared, talk, talk.chance, today
        self.town_weights = tuple(accumulate(town.weight for town in towns))
        whole = self.town_weights[-1]
        # Three listings share a building, as church halls and clinics are shared.
        self.buildings = {town: buildings(town, 1 + int(count * town.weight / whole / 3), self.chance) for town in towns}
        self.organizations = tuple(shared.organizations)
        self.terms = {name: tuple(terms) for name, terms in shared.terms.items()}
        # What stands first in a vocabulary is what is met most.
        self.term_weights = {name: tuple(accumulate(1 / (n + 2) for n in range(len(ids)))) for name, ids in self.terms.items()}
        self.special: Mapping[str, Callable[[], Data]] = {
            "meetings": self._meeting,
            "programs": self._program,
            "family": self._family,
            "events": self._event,
            "activities": self._activity,
            "helplines": self._helpline,
            "tools": self._tool,
        }

    def some(self, name: str, most: int = 1, least: int = 1) -> list[str]:
        """A few terms of a vocabulary list."""
        picked = self.chance.choices(self.terms[name], cum_weights=self.term_weights[name], k=self.chance.randint(least, most))
        return list(dict.fromkeys(picked))

    def often(self, share: float) -> bool:
        """True so often."""
        return self.chance.random() < share

    def data(self, kind: str, number: int) -> Data:
        """One listing as its file would hold it, all scalars as text."""
        chance, talk = self.chance, self.talk
        town = chance.choices(self.towns, cum_weights=self.town_weights)[0]
        found: Data = {"name": self._name(town), "summary": talk.sentence(chance.randint(5, 9))}
        if self.often(0.7):
            found["description"] = "\n\n".join(talk.sentence(chance.randint(8, 14)) for _ in range(chance.randint(1, 2)))
        found |= self.special[kind]()
        if kind not in ("helplines", "tools"):
            found |= self._where(town, number)
        if self.often(0.25) or kind == "programs":
            found["organization"] = chance.choice(self.organizations)
        if self.often(0.5) or kind in ("programs", "tools"):
            found["contact"] = {"phone": f"303-555-01{number % 100:02}", "website": f"https://example.org/{number}"}
        found |= self._for_whom()
        if self.often(PAUSED):
            found["status"] = "paused"
        found["verified"] = str(self.today - timedelta(days=int(chance.triangular(0, 170, 20))))
        return found

    def _name(self, town: Town) -> str:
        patterns = ("{t} Group", "{t}", "The {t}", "{t} Meeting", "{d} Night {t}", "{t} of {c}", "{c} {t}", "{t} Circle")
        day = self.chance.choice(_DAYS).removesuffix("s")
        return self.chance.choice(patterns).format(t=self.talk.title(self.chance.randint(1, 3)), d=day, c=town.city)[:120]

    def _where(self, town: Town, number: int) -> Data:
        room = {"online": {"url": f"https://example.org/room/{number}"}}
        if self.often(ONLINE):
            return {"area": "online", "attendance": "online", **room}
        if self.often(WITHHELD):
            return {"area": town.area, "place": {"city": town.city, "region": town.region, "precision": "withheld"}}
        house: Building = self.chance.choice(self.buildings[town])
        place = {
            **{"name": house.name, "street": house.street, "city": town.city, "region": town.region, "postal_code": town.postal_code},
            **{"latitude": str(house.latitude), "longitude": str(house.longitude)},
        }
        return {"area": town.area, "place": place, **(room if self.often(HYBRID) else {})}

    def _for_whom(self) -> Data:
        found: Data = {"languages": ["english"] if self.often(0.88) else self.some("languages", 2)}
        for field, share, most in (("audience", 0.45, 2), ("accessibility", 0.5, 3), ("approach", 0.3, 2)):
            if self.often(share):
                found[field] = self.some(field, most)
        return found

    def _when(self) -> list[str]:
        clock = self.chance.choices(_CLOCKS, weights=_BUSY)[0]
        lasting = f"{clock} for {self.chance.choice((60, 60, 60, 75, 90))} minutes"
        if self.often(MONTHLY):
            return [f"{self.chance.choice(_NTH)} {self.chance.choice(_DAYS).removesuffix('s')} {lasting}"]
        if self.often(0.12):
            return [f"{self.chance.choice(_SEVERAL)} {lasting}"]
        return [f"{day} {lasting}" for day in self.chance.sample(_DAYS, 2 if self.often(0.08) else 1)]

    def _meeting(self) -> Data:
        cost = {"cost": self.chance.choice(("free", "free", "donation"))} if self.often(0.5) else {}
        return {"fellowship": self.some("fellowships")[0], "formats": self.some("formats", 4), "when": self._when(), **cost}

    def _program(self) -> Data:
        found: Data = {"levels_of_care": self.some("levels_of_care", 3), "conditions": self.some("conditions", 4)}
        found |= {"services": self.some("services", 4), "payment": self.some("payment", 4), "cost": "paid"}
        return found | ({"tracks": self.some("tracks", 2)} if self.often(0.4) else {"when": ["Mondays to Fridays 8:00 - 17:00"]})

    def _family(self) -> Data:
        return {"form": self.some("family_forms")[0], "relations": self.some("relations", 2), "when": self._when(), "cost": "free"}

    def _event(self) -> Data:
        day = self.today + timedelta(days=self.chance.randrange(1, 150))
        hour = self.chance.randrange(9, 20)
        return {"event_type": self.some("event_types")[0], "start": f"{day} {hour:02}:00", "end": f"{day} {hour + 2:02}:00"}

    def _activity(self) -> Data:
        return {"activity_type": self.some("activity_types")[0], "when": self._when(), "cost": "varies"}

    def _helpline(self) -> Data:
        always = ["always"] if self.often(0.6) else ["Mondays to Fridays 9:00 - 17:00"]
        return {"lines": [{"call": f"303-555-01{self.chance.randrange(100):02}"}], "when": always}

    def _tool(self) -> Data:
        return {"functions": self.some("tool_functions", 3), "platforms": self.some("platforms", 3)}


def raw_listings(maker: Maker, count: int) -> Iterator[tuple[str, str, Data]]:
    """So many listings: kind, id, and what the file says."""
    kinds = maker.chance.choices(tuple(_SHARES), weights=tuple(_SHARES.values()), k=count)
    for number, kind in enumerate(kinds):
        yield kind, f"listing-{number:06}", maker.data(kind, number)


def listings(maker: Maker, count: int) -> Iterator[AnyListing]:
    """The same as records. What a file would have checked is right already (tests/unit/test_bench.py), so nothing is checked again."""
    for kind, id_, data in raw_listings(maker, count):
        record = msgspec.convert(data, KINDS[kind], strict=False)
        yield msgspec.structs.replace(record, id=id_, file=f"content/{kind}/{id_}.yaml")  # type: ignore[misc]
