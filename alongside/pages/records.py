"""A page and what its template may read. ``url`` is the path from the site's root, "" for home, always ending in a slash."""

from typing import Annotated

from msgspec import Struct

from alongside.config import Crisis, Exit
from alongside.entries import Card, Entry, Joining, Langs, Link, PlaceFacts, Reach, Tag
from alongside.pages.facets import Facet
from alongside.schema.listings import Given
from alongside.schema.parts import Line
from alongside.text import Heading
from alongside.timetable import Told


class Paging(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where this page stands in a list that takes several."""

    number: int = 1
    pages: int = 1
    previous: str = ""
    next: str = ""


class Way(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A titled group of links further in; each link's note is its count or its plain line."""

    title: str
    links: tuple[Link, ...]
    all: Link | None = None


class HomeView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The question, the quick ways in (each link's note is the name of its icon), kinds, areas, guides, and further ways.

    ``days`` has the id of each day of the week from Monday on, "" where nothing is listed.
    """

    quick: tuple[Link, ...] = ()
    kinds: tuple[Link, ...] = ()
    ways: tuple[Way, ...] = ()
    guides: tuple[Link, ...] = ()
    more: tuple[Link, ...] = ()
    days: tuple[str, ...] = ()
    total: int = 0


class FindView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the script searches with, and the ways in by browsing.

    ``index`` is the path of the search index from where the language begins, "" where there is none. ``card`` is one with every
    part, to be copied. Distances are in ``unit``, mi or km.
    """

    card: Card
    index: str = ""
    facets: tuple[Facet, ...] = ()
    total: int = 0
    unit: str = "mi"
    radii: tuple[int, ...] = ()
    helplines: Link | None = None
    ways: tuple[Way, ...] = ()
    more: tuple[Link, ...] = ()


class Section(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Listings of one kind and day, or part of a day; ``kind`` and ``title`` are its headings, each empty where it needs none.

    ``day`` is the day in the middle of a sentence. ``also`` are links to what happens on that day too and stands under an earlier
    one; each note is its time there.
    """

    id: str
    kind: str = ""
    title: str = ""
    day: str = ""
    cards: tuple[Card, ...] = ()
    also: tuple[Link, ...] = ()


class BrowseView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Listings of one kind, area, city, day or term, or of two of these together."""

    lead: str = ""
    total: int = 0
    sections: tuple[Section, ...] = ()
    jumps: tuple[Link, ...] = ()
    paging: Paging = Paging()
    narrow: tuple[Way, ...] = ()
    embed: str = ""
    legend: tuple[Link, ...] = ()


class EmbedView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A browse page for a frame in somebody else's page; ``whole`` is its full page on this site."""

    sections: tuple[Section, ...]
    whole: str
    jumps: tuple[Link, ...] = ()
    paging: Paging = Paging()


class IndexView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All areas, days, terms of a facet, organizations, places or guides."""

    lead: str = ""
    ways: tuple[Way, ...] = ()


class ListingView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One listing, with its dated occurrences inside the JSON-LD (already encoded, safe inside a script element)."""

    entry: Entry
    jsonld: str
    near: tuple[Card, ...] = ()
    like: tuple[Card, ...] = ()


class OrganizationView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One organization and its listings."""

    html: str = ""
    summary: str = ""
    langs: Langs = Langs()
    short_name: str = ""
    reach: Reach | None = None
    cards: tuple[Card, ...] = ()
    jsonld: str = ""
    edit_url: str = ""


class PlaceView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One shared place and what meets there."""

    place: PlaceFacts
    closures: tuple[Told, ...] = ()
    cards: tuple[Card, ...] = ()
    edit_url: str = ""


class DocumentView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A guide or a page; ``html`` is safe, its links start at the site's root with a slash."""

    html: str
    summary: str = ""
    lang: str = ""
    contents: tuple[Heading, ...] = ()
    related: tuple[Link, ...] = ()
    edit_url: str = ""


class Starter(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How to begin a listing of one kind: where its file goes, what it begins with, and the forge's form for it ("" without one).

    ``filled`` says whether that form has the text already.
    """

    kind: str
    label: str
    line: str
    path: str
    text: str
    url: str = ""
    filled: bool = False


class AddView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How to add a listing: the site's own words about it, and a beginning for each kind."""

    html: str = ""
    summary: str = ""
    lang: str = ""
    starters: tuple[Starter, ...] = ()
    edit_url: str = ""


class RedirectView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An address that has moved."""

    to: Link


class NotFoundView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The page for an address that is not there; served at any depth."""

    ways: tuple[Way, ...] = ()


class Example(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One state of a part: what its macro takes, each argument under the name that it has there.

    A listing of the same file is named by its address, such as meetings/full; what follows from it is worked out. ``macro`` is
    another one of the part's file than that of its own name. ``level`` is below that of the state's own heading.
    """

    state: Annotated[str, Given] = ""
    entry: Annotated[Entry | None, Given] = None
    card: Annotated[Card | None, Given] = None
    cards: Annotated[tuple[Card, ...], Given] = ()
    sections: Annotated[tuple[Section, ...], Given] = ()
    place: Annotated[PlaceFacts | None, Given] = None
    joining: Annotated[Joining | None, Given] = None
    reach: Annotated[Reach | None, Given] = None

    macro: Line = ""
    level: int = 4
    listing: Line = ""
    listings: tuple[Line, ...] = ()
    address: Line = ""
    title: Line = ""
    label: Line = ""
    name: Line = ""
    skip: Line = ""
    look: Line = ""
    above: Line = ""
    target: Line = ""
    lang: Line = ""
    named: bool = True
    map: bool = True
    text: tuple[Line, ...] = ()
    tags: tuple[Tag, ...] = ()
    crumbs: tuple[Link, ...] = ()
    pages: tuple[Link, ...] = ()
    legend: tuple[Link, ...] = ()
    jumps: tuple[Link, ...] = ()
    told: Told | None = None
    way: Way | None = None
    paging: Paging | None = None
    facet: Facet | None = None
    line: Crisis | None = None
    exit: Exit | None = None


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file of templates/parts/ by its name without the ending, in every state that it has."""

    name: str
    examples: tuple[Example, ...]


class StyleGuideView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Every part in every state, and the names of colors and icons; ``lang`` is that of the examples, where it is not the page's."""

    parts: tuple[Part, ...]
    colors: tuple[str, ...] = ()
    icons: tuple[str, ...] = ()
    lang: str = ""


View = (
    HomeView
    | BrowseView
    | FindView
    | EmbedView
    | AddView
    | IndexView
    | ListingView
    | OrganizationView
    | PlaceView
    | DocumentView
    | RedirectView
    | NotFoundView
    | StyleGuideView
)


class Page(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One page, and what its template in templates/pages/ reads; ``image`` names the picture that stands for it where it is shared."""

    url: str
    template: str
    title: str
    view: View
    description: str = ""
    crumbs: tuple[Link, ...] = ()
    indexed: bool = True
    image: str = "site"
