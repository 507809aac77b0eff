"""Writes a site of any size from a seed: the same bytes for the same seed and count."""

import random
from pathlib import Path

NAMES = ("Sunrise", "Steady", "Open Door", "Lantern", "River", "Foothills", "Second Breath", "Common Ground", "Quiet Hour", "Long View")
STREETS = ("Pine Street", "Walnut Street", "Canyon Boulevard", "Baseline Road", "Table Mesa Drive", "Arapahoe Avenue")
DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
CITIES = tuple(f"Town {number:03}" for number in range(60))
KINDS = ("meetings", "meetings", "meetings", "meetings", "programs", "family", "activities")
TEXT = (
    "People come as they are and stay as long as they like. Somebody greets you at the door. "
    "You may listen or speak. Nobody asks for your full name. There is tea, and there is time to talk afterwards. "
)


def write_site(folder: Path, count: int, seed: int = 1) -> None:
    """A site with ``count`` listings over sixty towns."""
    chance = random.Random(seed)
    (folder / "content").mkdir(parents=True)
    (folder / "site_config.yaml").write_text("title: Measured\ntimezone: America/Denver\n", "utf-8")
    areas = "".join(f"area-{number:03}:\n  name: {city}\n" for number, city in enumerate(CITIES))
    (folder / "content" / "areas.yaml").write_text(areas, "utf-8")
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        city = chance.randrange(len(CITIES))
        path = folder / "content" / kind / f"area-{city:03}" / f"listing-{number:06}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_listing(kind, city, number, chance), "utf-8")


def _listing(kind: str, city: int, number: int, chance: random.Random) -> str:
    hour, minute = chance.randrange(6, 22), chance.choice(("00", "15", "30"))
    special = {
        "meetings": f"fellowship: {chance.choice(('aa', 'na', 'smart'))}\n",
        "programs": "levels_of_care:\n  - iop\n  - outpatient\n",
        "family": "form: support-group\n",
        "activities": "activity_type: fitness\n",
    }[kind]
    return (
        f"name: {chance.choice(NAMES)} {number}\n"
        f"summary: A place to meet in {CITIES[city]}, number {number}.\n"
        f"{special}"
        f"description: |\n  {TEXT * 4}\n\n  {TEXT * 3}\n"
        f"place:\n  name: House {number % 97}\n  street: {chance.randrange(100, 9999)} {chance.choice(STREETS)}\n"
        f'  city: {CITIES[city]}\n  region: CO\n  postal_code: "80{chance.randrange(100, 999)}"\n'
        f"  latitude: {chance.uniform(39.5, 40.6):.5f}\n  longitude: {chance.uniform(-105.4, -104.6):.5f}\n"
        f"when:\n  - {chance.choice(DAYS)} {hour:02}:{minute} for {chance.choice((60, 75, 90))} minutes\n"
        f"contact:\n  phone: 303-555-01{number % 100:02}\n  website: https://example.org/{number}\n"
        f"languages:\n  - english\ncost: free\nverified: 2026-{chance.randrange(7, 11):02}-{chance.randrange(1, 29):02}\n"
    )
