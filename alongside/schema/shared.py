"""What listings refer to: organizations, places, areas and the terms of the vocabulary."""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from alongside.schema.listings import Given
from alongside.schema.parts import Closure, Contact, Id, Language, Latitude, Line, Longitude, Origin, Place, Translation, Zone


class Organization(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Facts that several listings share; each listing refers to it by id."""

    id: Annotated[str, Given] = ""
    file: Annotated[str, Given] = ""
    name: Annotated[str, Meta(max_length=120, description="What it is called")]
    short_name: Annotated[Line, Meta(description="Text for its logo")] = ""
    summary: Annotated[Line, Meta(description="One plain sentence")] = ""
    description: Annotated[str, Meta(max_length=8000, extra={"is": "markdown"}, description="More, in Markdown")] = ""
    contact: Annotated[Contact | None, Meta(description="Fills in what its listings leave out")] = None
    written_in: Annotated[Language, Meta(description="The language that its own words are in; left out: the site's first")] = ""
    translations: Annotated[
        dict[Language, Translation], Meta(description="Its own words in other languages")
    ] = field(default_factory=dict)
    former_ids: Annotated[tuple[Id, ...], Meta(description="Ids it had before")] = ()
    sources: Annotated[tuple[Origin, ...], Meta(description="Feeds it was imported from")] = ()
    notes_for_editors: Annotated[str, Meta(max_length=2000, description="For the people who edit; never published")] = ""


class Venue(Place, frozen=True, kw_only=True, omit_defaults=True):
    """A place that several listings share: closing it closes all that meets there."""

    id: Annotated[str, Given] = ""
    file: Annotated[str, Given] = ""
    area: Annotated[str, Meta(extra={"is": "ref", "of": "areas"}, description="Id in content/areas.yaml")] = ""
    closed: Annotated[tuple[Closure, ...], Meta(description="Times of closure for all that meets there")] = ()
    notice: Annotated[Line, Meta(description="A line shown with all that meets there")] = ""
    former_ids: Annotated[tuple[Id, ...], Meta(description="Ids it had before")] = ()
    notes_for_editors: Annotated[str, Meta(max_length=2000, description="For the people who edit; never published")] = ""


class Area(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A city, county or region, or `online` for what has no place."""

    id: Annotated[str, Given] = ""
    name: Annotated[Line, Meta(description="Its name")]
    names: Annotated[dict[Language, Line], Meta(description="Its name in other languages")] = field(default_factory=dict)
    parent: Annotated[str, Meta(extra={"is": "ref", "of": "areas"}, description="Id of the larger area")] = ""
    type: Annotated[
        Literal["city", "county", "region", "state", "country", "online"], Meta(description="What kind of area")
    ] = "county"
    timezone: Annotated[Zone, Meta(description="IANA time zone; left out: the parent's, else the site's")] = ""
    latitude: Annotated[Latitude | None, Meta(description="Centre, degrees north")] = None
    longitude: Annotated[Longitude | None, Meta(description="Centre, degrees east")] = None


class Term(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One word of a closed list."""

    id: Annotated[str, Given] = ""
    label: Annotated[dict[Language, Line], Meta(description="What readers see, per language", min_length=1)]
    line: Annotated[dict[Language, Line], Meta(description="One plain line that explains it, per language")] = field(default_factory=dict)
    synonyms: Annotated[dict[Language, tuple[Line, ...]], Meta(description="Other words for it, for search")] = field(default_factory=dict)
    codes: Annotated[
        dict[Annotated[str, Meta(max_length=60)], tuple[Line, ...]],
        Meta(description="Codes elsewhere: meeting_guide, meeting_guide/<fellowship>, bmlt, samhsa, hsds, schema_org"),
    ] = field(default_factory=dict)
    supports: Annotated[
        tuple[Annotated[str, Meta(extra={"is": "term", "of": "supports"})], ...],
        Meta(description="Sides of a support network that what carries this term strengthens"),
    ] = ()
