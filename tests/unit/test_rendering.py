"""Pages: what is escaped, what is refused, where links lead, when a page is made again."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from gettext import NullTranslations
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.config import Crisis, Forge, SiteConfig
from alongside.entries import Card, Checked, Entry, Facts, Joining, Langs, Link, PlaceFacts, Reach, Tag
from alongside.errors import SiteError
from alongside.languages import translations_for
from alongside.pages.records import (
    AddView,
    BrowseView,
    DocumentView,
    EmbedView,
    HomeView,
    IndexView,
    ListingView,
    NotFoundView,
    OrganizationView,
    Page,
    Paging,
    PlaceView,
    RedirectView,
    Section,
    Starter,
    View,
    Way,
)
from alongside.rendering import Frame, Relative, Renderer, Tongue, output_path, render, renderer, write
from alongside.rendering.filters import undivided
from alongside.rendering.links import to_pages
from alongside.schema import (
    KINDS,
    Activity,
    AnyListing,
    Event,
    Family,
    HelpLine,
    Helpline,
    Intake,
    Meeting,
    Program,
    Registration,
    Tool,
    WaitingList,
)
from alongside.text import Heading
from alongside.timetable import Schedule, Told

OURS = Path(__file__).parents[2] / "templates"
CONFIG = SiteConfig(
    title="Alongside",
    base_url="https://example.org/help/",
    email="hello@example.org",
    run_by="Volunteers",
    crisis=Crisis(call="988", sms="988", page="/crisis/"),
    forge=Forge(url="https://example.org/code"),
)
LINK = Link(url="meetings/one/", label="One", note="first")
TAG = Tag(id="women", label="Women", line="Who say so", url="audience/women/")
SITE = Link(url="https://example.org/there", label="There", note="example.org")
PHONE = Link(url="tel:+13035550100", label="(303) 555-0100")
REACH = Reach(phone=PHONE, text=Link(url="sms:+13035550100", label="Text"), email=LINK, website=SITE, name="Ana")
THEIRS = Reach(phone=PHONE)
PLACE = PlaceFacts(
    url="places/hall/",
    name="Hall",
    street="1 Main Street",
    locality="Boulder, CO",
    precision="approximate",
    directions="Blue door",
    transit="Bus 204",
    notice="Ring twice",
    accessibility=(TAG,),
    map_url="https://example.org/map",
)
# As on a page in another language, where only the summary is translated.
SPOKEN = Langs(name="es", description="es", notice="es", cost_notes="es", rest="es")
LISTINGS: dict[str, AnyListing] = {
    "meetings": Meeting(name="Tuesday", fellowship="aa", group="Folsom", peer_mentors=True, proof_of_attendance=True),
    "programs": Program(
        name="Evening IOP",
        levels_of_care=("iop",),
        hours_per_week="9",
        length="8 weeks",
        intake=Intake(phone="303-555-0100", hours="8 to 6", steps=("They ask", "You come")),
        waiting_list=WaitingList(text="Two weeks", as_of=date(2026, 10, 1)),
        licence="No. 5",
        accreditation=("A body",),
        requires="A talk",
        childcare="Yes",
        transport="A bus",
    ),
    "family": Family(name="Beside", form="course", sessions=8, person_in_recovery="welcome"),
    "events": Event(
        name="Fair",
        registration=Registration(url="https://example.org/sign", deadline=date(2026, 12, 1), required=True),
        capacity=40,
        organizer="The town",
        happening="moved",
    ),
    "activities": Activity(name="Ride", activity_type="fitness", experience="None", sober_space=True),
    "helplines": Helpline(name="Line", lines=(HelpLine(call="988"),), serves="Colorado", confidential=True),
    "tools": Tool(name="Counter", functions=("count",), offline=False, moderated_by="Us", data_leaves="Nothing"),
}
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}{% raw %}</title></style>&lt;%(x)s"
# What the engine chooses itself, or makes safe before (text.markdown, the JSON-LD encoder), is not a stranger's text.
ENGINE_MADE = {
    *("kind", "attendance", "precision", "status", "happening", "person_in_recovery", "form", "id", "file"),
    *("html", "jsonld", "template", "zone", "schedule", "phone"),
}


def card_of(listing: AnyListing, kind: str) -> Card:
    return Card(
        kind=kind,
        kind_label="Kind",
        url=f"{kind}/one/",
        name=listing.name,
        when=tuple(map(Told, ("Tuesdays", "Fridays", "Sundays", "Mondays"))),
        where="Hall",
        attendance="hybrid",
        attendance_label="Both",
        lines=(PHONE, SITE),
        summary="Short",
        deciding=("Free", "Women"),
        notice="New room",
        status_text="Paused",
        verified="Monday",
        verified_on=date(2026, 10, 3),
        verify_every=180,
        live="America/Denver;weekly:tu@1140+60",
        afar=True,
        langs=SPOKEN,
    )


def entry_of(kind: str) -> Entry:
    """A listing's entry in which everything is filled in."""
    listing = LISTINGS[kind]
    return Entry(
        listing=listing,
        kind=kind,
        id="one",
        url=f"{kind}/one/",
        card=card_of(listing, kind),
        langs=SPOKEN,
        html='<p>Come <a href="/guides/first/">in</a></p>',
        schedule=Schedule(),
        zone="America/Denver",
        area_name="Boulder",
        attendance="hybrid",
        place=PLACE,
        joining=Joining(url=SITE, phone=PHONE, code="123", notes="Camera off"),
        reach=REACH,
        theirs=THEIRS,
        action=SITE,
        others=(PHONE, Link(url="mailto:ana@example.org", label="Write to ana@example.org")),
        lines=(PHONE, SITE),
        organization=LINK,
        facts=(Facts(label="For", tags=(TAG,)), Facts(label="Also", text=("Text",))),
        cost="Free",
        amounts=("$5",),
        cost_notes="Ask",
        exceptions=(Told("Not on Thursday", "Holiday"),),
        supports=(TAG,),
        checked=Checked(on=date(2026, 10, 3), shown="Saturday", how="by phone"),
        updated="Monday",
        edit_url="https://example.org/edit",
        report_url="mailto:hello@example.org",
    )


def page_of(view: View, template: str, url: str = "a/b/", **more: Any) -> Page:
    return Page(url=url, template=template, title="Title", description="About", crumbs=(LINK,), view=view, **more)


CARDS = tuple(card_of(listing, kind) for kind, listing in LISTINGS.items())
WAY = Way(title="Ways", links=(LINK,), all=LINK)
PAGING = Paging(number=2, pages=3, previous="a/", next="b/")
SECTIONS = (
    Section(id="a", kind="Peer support", title="Tuesday", cards=CARDS[:4]),
    Section(id="b", title="Friday", day="Friday", cards=CARDS[4:], also=(LINK,)),
)
ICON = Link(url="", label="Online", note="online")
STARTER = Starter(kind="meetings", label="Peer support", line="By peers", path="content/meetings/a.yaml", text="name: A", url=SITE.url)
PAGES = {
    **{
        kind: page_of(
            ListingView(entry=entry_of(kind), jsonld='{"name":"x"}', near=CARDS[:2], like=CARDS[2:]), "listing", f"{kind}/one/", image=kind
        )
        for kind in KINDS
    },
    "home": page_of(HomeView(quick=(ICON,), kinds=(LINK,), ways=(WAY, WAY), guides=(LINK,), more=(LINK,), total=2), "home", ""),
    "browse": page_of(
        BrowseView(lead="Lead", total=9, sections=SECTIONS, paging=PAGING, narrow=(WAY,), embed="embed/a/b/", legend=(ICON,)), "browse"
    ),
    "embed": page_of(EmbedView(sections=SECTIONS, whole="a/b/", paging=PAGING), "embed", "embed/a/b/", indexed=False),
    "add": page_of(AddView(html="<p>x</p>", summary="x", lang="es", starters=(STARTER,), edit_url="https://x.example"), "add"),
    "index": page_of(IndexView(lead="Lead", ways=(WAY,)), "index"),
    "organization": page_of(
        OrganizationView(html="<p>x</p>", summary="x", langs=SPOKEN, reach=REACH, cards=CARDS, edit_url="https://x.example"), "organization"
    ),
    "place": page_of(PlaceView(place=PLACE, closures=(Told("Closed"),), cards=CARDS, edit_url="https://x.example"), "place"),
    "document": page_of(
        DocumentView(
            html="<p>x</p>", summary="x", lang="es", contents=(Heading("a", 2, "A"),) * 4, related=(LINK,), edit_url="https://x.example"
        ),
        "document",
    ),
    "redirect": page_of(RedirectView(to=LINK), "redirect", indexed=False),
    "not-found": page_of(NotFoundView(ways=(WAY,)), "not-found", "404.html"),
}
LINKS = (Link(url="meetings/", label="Peer support"), Link(url="crisis/", label="Crisis"))


ASSETS = {"site.css": "assets/site.1.css", "site.js": "assets/site.2.js", "mark.svg": "assets/mark.svg"}
ENGLISH = Tongue(code="en", name="English")
SPANISH = Tongue(code="es", name="Español", base="es/")


def made(
    *folders: Path,
    config: SiteConfig = CONFIG,
    links: tuple[Link, ...] = LINKS,
    words: NullTranslations | None = None,
    tongue: Tongue = ENGLISH,
    tongues: tuple[Tongue, ...] = (ENGLISH,),
    images: Mapping[str, str] = MappingProxyType({}),
) -> Renderer:
    around = Frame(menu=links, footer=links)
    return renderer((*folders, OURS), config, around, ASSETS, words or NullTranslations(), tongue, tongues, images)


@pytest.fixture(scope="module")
def ready() -> Renderer:
    return made()


def elements(page: bytes) -> list[Element]:
    return list(html5lib.parse(page, namespaceHTMLElements=False).iter("*"))


def hrefs(page: bytes) -> list[str]:
    return [element.attrib["href"] for element in elements(page) if "href" in element.attrib]


def poisoned(value: Any, name: str = "") -> Any:
    """A record with hostile text in every field that a stranger may fill."""
    if name in ENGINE_MADE and not isinstance(value, msgspec.Struct):
        return value
    if isinstance(value, Section):
        # Its kind is a heading in the site's words, unlike that of a listing, which the engine chooses.
        return Section(**{field: poisoned(getattr(value, field)) for field in value.__struct_fields__})
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(value, **{field: poisoned(getattr(value, field), field) for field in value.__struct_fields__})
    if isinstance(value, Heading):
        return value._replace(words=HOSTILE)
    if isinstance(value, tuple):
        return tuple(poisoned(each, name) for each in value)
    if isinstance(value, str) and value:
        return "javascript:alert(1)//" + HOSTILE if name.endswith("url") else HOSTILE + value
    return value


@pytest.mark.parametrize("name", PAGES)
def test_every_template_makes_a_page_that_a_browser_reads_without_repair(name: str, ready: Renderer) -> None:
    page = render(PAGES[name], ready)

    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    found = [element.tag for element in parser.parse(page).iter()]
    assert found.count("h1") == 1
    assert found.count("main") == 1


@pytest.mark.parametrize("name", PAGES)
def test_hostile_text_in_every_field_adds_no_element_attribute_or_scheme(name: str, ready: Renderer) -> None:
    page, harmless = PAGES[name], elements(render(PAGES[name], ready))
    bad = msgspec.structs.replace(page, **{field: poisoned(getattr(page, field)) for field in ("title", "description", "crumbs", "view")})

    found = elements(render(bad, ready))

    assert [element.tag for element in found] == [element.tag for element in harmless]
    assert [sorted(element.attrib) for element in found] == [sorted(element.attrib) for element in harmless]
    schemes = {urlsplit(element.attrib["href"]).scheme for element in found if "href" in element.attrib}
    assert schemes <= {"", "https", "mailto", "tel", "sms"}
    assert [script.attrib for script in found if script.tag == "script" and script.attrib.get("type") != "application/ld+json"] == [
        script.attrib for script in harmless if script.tag == "script" and "src" in script.attrib
    ]


@pytest.mark.parametrize("name", PAGES)
def test_pages_load_nothing_from_elsewhere(name: str, ready: Renderer) -> None:
    found = elements(render(PAGES[name], ready))

    loaded = [e.attrib["href"] for e in found if e.tag == "link" and e.attrib["rel"] in ("stylesheet", "icon")]
    loaded += [element.attrib["src"] for element in found if "src" in element.attrib]
    assert loaded
    assert not [url for url in loaded if urlsplit(url).scheme or url.startswith("//")]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("", "./meetings/", id="home"),
        pytest.param("meetings/", "../meetings/", id="one folder down"),
        pytest.param("meetings/page/2/", "../../../meetings/", id="three folders down"),
    ],
)
def test_links_are_relative_so_that_a_site_works_in_a_subdirectory(url: str, expected: str, ready: Renderer) -> None:
    page = msgspec.structs.replace(PAGES["index"], url=url)

    assert expected in hrefs(render(page, ready))


def test_404_has_whole_paths_because_it_is_shown_at_any_depth(ready: Renderer) -> None:
    found = hrefs(render(PAGES["not-found"], ready))

    assert "/help/meetings/" in found
    assert not [href for href in found if href.startswith(".")]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("https://example.org/x", "https://example.org/x"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:988", "tel:988"),
        ("/guides/first/", "../guides/first/"),
        ("", "../"),
        ("javascript:alert(1)", "../javascript:alert(1)"),
        ("//evil.example", "../evil.example"),
        ("/\\evil.example", "../evil.example"),
    ],
)
def test_a_link_is_whole_or_from_the_root(path: str, expected: str) -> None:
    assert Relative("../")(path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", "../index.html"),
        ("meetings/page/2/", "../meetings/page/2/index.html"),
        ("/guides/first/#part", "../guides/first/index.html#part"),
        ("/guides/first", "../guides/first/index.html"),
        ("guides/?a=b/c#d/", "../guides/index.html?a=b/c#d/"),
        ("search/0123.bin", "../search/0123.bin"),
        ("#part", "#part"),
        ("https://example.org/x/", "https://example.org/x/"),
        ("tel:988", "tel:988"),
    ],
)
def test_a_link_for_a_disk_names_the_file_of_a_page(path: str, expected: str) -> None:
    assert to_pages("../", SiteConfig(title="Small", links="files"))(path) == expected


@given(st.text(), st.sampled_from(["folders", "files"]))
def test_no_path_becomes_a_link_that_a_browser_runs(path: str, links: Literal["folders", "files"]) -> None:
    link = to_pages("./", SiteConfig(title="Small", links=links))(path)

    assert link.startswith(("./", "https://", "http://", "mailto:", "tel:", "sms:", "geo:", "#"))


def test_links_in_ready_html_are_made_relative_and_text_that_looks_like_one_is_not(ready: Renderer) -> None:
    html = '<p><a href="/guides/a/?b=1&amp;c=2" rel="ugc">x</a> <code>href="/y"</code> <a href="https://example.org/">z</a></p>'
    page = page_of(DocumentView(html=html), "document", "a/")

    found = render(page, ready).decode()

    assert '<p><a href="../guides/a/?b=1&amp;c=2" rel="ugc">x</a> <code>href="/y"</code> <a href="https://example.org/">z</a></p>' in found


def test_the_canonical_link_is_whole_and_a_redirect_names_its_aim(ready: Renderer) -> None:
    listing, redirect = (elements(render(PAGES[name], ready)) for name in ("meetings", "redirect"))

    canonical = [[e.attrib["href"] for e in found if e.attrib.get("rel") == "canonical"] for found in (listing, redirect)]
    assert canonical == [["https://example.org/help/meetings/one/"], ["https://example.org/help/meetings/one/"]]
    assert [e.attrib["content"] for e in redirect if e.attrib.get("http-equiv") == "refresh"] == ["0; url=../../meetings/one/"]


def test_a_page_is_written_where_its_address_leads() -> None:
    paths = [output_path(PAGES[name]) for name in ("home", "meetings", "not-found")]

    assert paths == ["index.html", "meetings/one/index.html", "404.html"]


def test_a_page_of_the_menu_is_marked_and_others_are_not(ready: Renderer) -> None:
    page = msgspec.structs.replace(PAGES["index"], url="meetings/")

    marked, unmarked = (render(each, ready).count(b'aria-current="page"') for each in (page, PAGES["index"]))

    # The test's links stand in the menu and in the footer.
    assert (marked, unmarked) == (2, 0)


def test_the_crisis_line_can_be_called_texted_and_left_out(ready: Renderer) -> None:
    with_line = hrefs(render(PAGES["home"], ready))
    without = hrefs(render(PAGES["home"], made(config=msgspec.structs.replace(CONFIG, crisis=None))))

    assert {"tel:988", "sms:988", "./crisis/"} <= set(with_line)
    assert not {"tel:988", "sms:988"} & set(without)


def test_more_help_is_offered_only_where_the_site_has_that_page() -> None:
    page = render(PAGES["home"], made(links=LINKS[:1]))

    assert b"More help" not in page


def shown(entry: Entry, ready: Renderer) -> bytes:
    return render(page_of(ListingView(entry=entry, jsonld=""), "listing"), ready)


def test_nothing_is_offered_to_do_for_a_cancelled_event(ready: Renderer) -> None:
    entry = entry_of("events")
    listing = msgspec.structs.replace(entry.listing, happening="cancelled")

    page = shown(msgspec.structs.replace(entry, listing=listing, action=None, others=()), ready)

    assert b'class="actions"' not in page
    assert b"does not take place" in page


def test_what_is_paused_says_so_first_and_has_its_ways_by_the_side(ready: Renderer) -> None:
    entry = entry_of("meetings")
    listing = msgspec.structs.replace(entry.listing, status="paused")

    page = shown(msgspec.structs.replace(entry, listing=listing, action=None), ready)

    assert b"<h2>Ways to reach it</h2>" in page
    assert b'class="actions"' not in page
    assert b"actions__link--main" not in page
    assert page.index(b"notice--status") < page.index(b'class="lead"')
    assert b"these times do not hold" in page


def test_the_first_action_alone_is_the_large_one(ready: Renderer) -> None:
    entry = entry_of("meetings")

    pages = [shown(each, ready) for each in (entry, msgspec.structs.replace(entry, action=None))]

    assert [page.count(b"actions__link--main") for page in pages] == [1, 0]


def test_a_long_address_may_break_behind_its_at(ready: Renderer) -> None:
    assert b"Write to ana@<wbr>example.org" in shown(entry_of("meetings"), ready)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Call (303) 555-0142", ["(303) 555-0142"]),
        ("Text +1 303 555 0142", ["+1 303 555 0142"]),
        ("Text HOME to 741741", []),
        ("Call 988 or 800-555-0142", ["800-555-0142"]),
        ("<b>5550142</b>", ["5550142"]),
    ],
)
def test_a_phone_number_is_not_divided(text: str, whole: list[str]) -> None:
    found = html5lib.parse(undivided(text), namespaceHTMLElements=False)

    assert [element.text for element in found.iter("span")] == whole
    assert "".join(found.itertext()) == text


def test_am_and_pm_stay_beside_their_time(ready: Renderer) -> None:
    entry = entry_of("meetings")
    card = msgspec.structs.replace(entry.card, when=(Told("Tuesdays, 7:00 pm \u2013 1:15 am"),))

    page = shown(msgspec.structs.replace(entry, card=card), ready).decode()

    assert "Tuesdays, 7:00\u00a0pm \u2013 1:15\u00a0am" in page


def test_the_date_of_an_event_stands_near_its_title_and_once(ready: Renderer) -> None:
    page = shown(entry_of("events"), ready)

    assert page.count(b'class="when__rules"') == 1
    assert page.index(b"<h1") < page.index(b'class="when__rules"') < page.index(b'class="lead"')


@pytest.mark.parametrize(
    ("kind", "checked", "unchecked"),
    [
        ("helplines", b"things may have changed.", b"We have no date for the last check of these facts."),
        ("tools", b"things may have changed.", b"We have no date for the last check of these facts."),
        ("meetings", b"please ask before you set out.", b"Please ask before you set out."),
    ],
)
def test_nobody_is_told_to_set_out_for_a_helpline_or_a_tool(kind: str, checked: bytes, unchecked: bytes, ready: Renderer) -> None:
    entry = entry_of(kind)

    with_date, without = (shown(each, ready) for each in (entry, msgspec.structs.replace(entry, checked=None)))

    assert checked in with_date
    assert unchecked in without
    assert (b"set out" in with_date, b"set out" in without) == (kind == "meetings", kind == "meetings")


def test_the_number_for_new_people_stands_once_and_its_hours_once(ready: Renderer) -> None:
    entry = entry_of("programs")
    reach = Reach(phone=Link(url="tel:+1-303-555-0100", label="(303) 555-0100"), email=LINK)

    page = shown(msgspec.structs.replace(entry, reach=reach, theirs=None, joining=None, action=PHONE, others=()), ready)

    assert page.count(b"(303) 555-0100") == 1
    assert page.count(b"8 to 6") == 1


def test_the_way_there_is_linked_once(ready: Renderer) -> None:
    entry = entry_of("meetings")
    way = Link(url=PLACE.map_url, label="Directions")

    pages = [shown(msgspec.structs.replace(entry, action=action, others=()), ready) for action in (way, None)]

    assert [page.count(b"Directions") for page in pages] == [1, 1]


def test_an_empty_site_has_no_heading_with_nothing_below_it() -> None:
    config = SiteConfig(title="Empty", base_url="https://example.org/", crisis=None)

    found = elements(render(page_of(HomeView(ways=()), "home", ""), made(config=config)))

    main = next(element for element in found if element.tag == "main")
    # Without an address and a repository nobody could add anything.
    assert list(main.iter("section")) == []
    assert [element.tag for element in main.iter() if element.tag in ("h1", "h2")] == ["h1"]
    assert "Nothing is listed here yet." in "".join(main.itertext())


def test_who_grieves_is_not_told_of_somebody_getting_help(ready: Renderer) -> None:
    entry = entry_of("family")
    listing = Family(name="After loss", form="group", relations=("parents", "grieving"))

    page = render(page_of(ListingView(entry=msgspec.structs.replace(entry, listing=listing), jsonld=""), "listing"), ready)

    assert b"have lost somebody they love" in page
    assert b"gets help" not in page


def test_a_number_that_cannot_be_dialled_is_text(ready: Renderer) -> None:
    entry = msgspec.structs.replace(entry_of("meetings"), reach=Reach(phone=Link(url="", label="ask at the desk")))

    page = render(page_of(ListingView(entry=entry, jsonld=""), "listing"), ready)

    assert b"<span>ask at the desk</span></li>" in page


def test_a_listing_with_only_the_required_fields_has_no_empty_section(ready: Renderer) -> None:
    card = Card(kind="meetings", kind_label="Peer support", url="meetings/one/", name="One")
    listing = Meeting(name="One", fellowship="aa")
    entry = Entry(listing=listing, kind="meetings", id="one", url=card.url, card=card, schedule=Schedule(), zone="UTC")

    page = render(page_of(ListingView(entry=entry, jsonld=""), "listing"), ready)

    headings = ["".join(element.itertext()).strip() for element in elements(page) if element.tag == "h2"]
    assert headings == ["About this listing"]


class Marked(NullTranslations):
    """A language whose every text stands in brackets that are no text, so that what escaped translation or escaping shows."""

    def gettext(self, message: str) -> str:
        return f"<{message}>"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"<{msgid1 if n == 1 else msgid2}>"


def test_words_go_through_gettext_and_neither_they_nor_their_values_bring_html() -> None:
    config = msgspec.structs.replace(CONFIG, email="<b>@example.org")

    page = render(PAGES["home"], made(config=config, words=Marked())).decode()

    assert "<h1>&lt;What kind of support are you looking for?&gt;</h1>" in page
    assert "&lt;There are 2 listings so far.&gt;" in page
    assert "&lt;Write to &lt;b&gt;@example.org&gt;" in page


@pytest.mark.parametrize("template", sorted(OURS.rglob("*.html")), ids=lambda path: path.relative_to(OURS).as_posix())
def test_templates_have_no_words_of_their_own(template: Path) -> None:
    # What is to be copied is HTML, shown as text: no words but the title, which is a value.
    text = re.sub(r"<code>&lt;iframe .*?</code>", " ", template.read_text("utf-8"))

    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", text, flags=re.DOTALL)

    assert not re.findall(r"\w+", text)


def test_the_lines_for_other_websites_are_one_frame_whatever_the_list_is_called(ready: Renderer) -> None:
    page = msgspec.structs.replace(PAGES["browse"], title=HOSTILE)

    [snippet] = ["".join(element.itertext()) for element in elements(render(page, ready)) if element.tag == "code"]

    [frame] = html5lib.parseFragment(snippet, namespaceHTMLElements=False)
    assert (frame.tag, list(frame), frame.get("title")) == ("iframe", [], HOSTILE)
    assert frame.get("src") == "https://example.org/help/embed/a/b/"
    assert set(frame.attrib) == {"src", "title", "width", "height", "loading", "referrerpolicy"}


def test_a_page_for_frames_has_the_list_alone_and_its_links_leave_the_frame(ready: Renderer) -> None:
    found = elements(render(PAGES["embed"], ready))

    assert [element.get("target") for element in found if element.tag == "base"] == ["_blank"]
    # Only the list's own pages open where it stands.
    inside = {element.attrib["href"]: element.attrib["target"] for element in found if element.tag == "a" and "target" in element.attrib}
    assert inside == {"../../../a/": "_self", "../../../b/": "_self"}
    assert "../../../a/b/" in hrefs(render(PAGES["embed"], ready))
    assert [element.tag for element in next(each for each in found if each.tag == "body")] == ["main"]


# The same site in two languages; the second one has words of its own for the tagline alone.
TWO = (ENGLISH, SPANISH)
SPANISH_CONFIG = msgspec.structs.replace(CONFIG, base_url="https://example.org/help/es/")


def spanish(**more: Any) -> Renderer:
    words = Tongue(code="es", name="Español", base="es/", untold=frozenset(more.pop("untold", ())))
    return made(config=more.pop("config", SPANISH_CONFIG), tongue=words, tongues=(ENGLISH, words), **more)


def alternates(page: bytes) -> dict[str, str]:
    return {e.attrib["hreflang"]: e.attrib["href"] for e in elements(page) if e.tag == "link" and "hreflang" in e.attrib}


def switches(page: bytes) -> list[tuple[str, str, str]]:
    return [(e.attrib["hreflang"], e.attrib["lang"], e.attrib["href"]) for e in elements(page) if e.tag == "a" and "hreflang" in e.attrib]


@pytest.mark.parametrize("name", ["home", "browse", "meetings"])
def test_every_edition_of_a_page_names_all_of_them_and_itself(name: str) -> None:
    url = PAGES[name].url

    first, second = (render(PAGES[name], each) for each in (made(tongues=TWO), spanish()))

    whole = {code: f"https://example.org/help/{base}{url}" for code, base in (("en", ""), ("es", "es/"), ("x-default", ""))}
    assert alternates(first) == alternates(second) == whole


def test_nothing_is_said_of_editions_where_there_is_one_or_where_a_page_is_not_to_be_found(ready: Renderer) -> None:
    pages = [render(PAGES["home"], ready), *(render(PAGES[name], made(tongues=TWO)) for name in ("redirect", "embed", "not-found"))]

    assert [alternates(page) for page in pages] == [{}, {}, {}, {}]
    assert switches(pages[0]) == []


@pytest.mark.parametrize(
    ("name", "to_spanish", "to_english"),
    [
        pytest.param("home", "./es/", "./../", id="the first page"),
        pytest.param("meetings", "../../es/meetings/one/", "../../../meetings/one/", id="a listing"),
        pytest.param("not-found", "/help/es/", "/help/", id="what is not there leads to the first pages"),
    ],
)
def test_the_language_switch_keeps_the_page(name: str, to_spanish: str, to_english: str) -> None:
    first, second = (render(PAGES[name], each) for each in (made(tongues=TWO), spanish()))

    assert switches(first) == [("es", "es", to_spanish)]
    assert switches(second) == [("en", "en", to_english)]


def test_a_page_of_the_second_language_has_its_own_links_and_the_sites_assets() -> None:
    page = render(PAGES["meetings"], spanish())

    found = elements(page)
    loaded = [e.attrib["src"] for e in found if "src" in e.attrib]
    loaded += [e.attrib["href"] for e in found if e.tag == "link" and e.attrib["rel"] in ("stylesheet", "icon")]
    # The page is es/meetings/one/: two steps lead to es/, three to the root.
    assert {link.rpartition("../")[2] for link in loaded} == set(ASSETS.values())
    assert {link.count("../") for link in loaded} == {3}
    assert "../../meetings/" in hrefs(page)
    assert [e.attrib["href"] for e in found if e.attrib.get("rel") == "canonical"] == ["https://example.org/help/es/meetings/one/"]


def test_what_is_not_there_in_the_second_language_has_whole_paths_below_it() -> None:
    ready = spanish()

    page = render(PAGES["not-found"], ready)

    assert next(write([PAGES["not-found"]], ready)).path == "es/404.html"
    inner = [link for link in hrefs(page) if not urlsplit(link).scheme and not link.startswith("#")]
    assert {link for link in inner if not link.startswith("/help/es/")} == {"/help/", "/help/assets/mark.svg", "/help/assets/site.1.css"}
    assert "/help/es/meetings/" in inner


def languages_of(page: bytes) -> dict[str, str]:
    """Texts with a language that is not the page's, each with it."""
    return {"".join(e.itertext()).strip(): e.attrib["lang"] for e in elements(page) if "lang" in e.attrib and e.tag != "html"}


def test_words_of_a_listing_in_another_language_say_so_and_others_do_not(ready: Renderer) -> None:
    entry, card = entry_of("programs"), Card(kind="", kind_label="", url="", name="x")

    foreign = languages_of(shown(entry, ready))
    own = languages_of(shown(msgspec.structs.replace(entry, langs=Langs(), card=card), ready))

    # The name, the notice, the description, notes on cost, and what is never translated; not the summary, which is the page's.
    assert {"Evening IOP", "New room", "Come in", "Ask", "9", "8 weeks", "Two weeks", "Camera off", "A talk", "(by phone)"} <= set(foreign)
    assert set(foreign.values()) == {"es"}
    assert not {"Short", "Free", "Contact", "Boulder"} & set(foreign)
    assert own == {}


def test_words_of_a_card_in_another_language_say_so(ready: Renderer) -> None:
    foreign = languages_of(render(PAGES["embed"], ready))

    assert {listing.name for listing in LISTINGS.values()} | {"New room"} <= set(foreign)
    assert "Short" not in foreign


@pytest.mark.parametrize(
    ("name", "text"), [("title", "Alongside"), ("tagline", "Near you"), ("run_by", "Volunteers"), ("crisis", "Call us")]
)
def test_the_sites_own_words_that_a_language_lacks_are_marked_with_the_first_one(name: str, text: str) -> None:
    crisis = Crisis(text="Call us", call="988")
    config = msgspec.structs.replace(SPANISH_CONFIG, tagline="Near you", crisis=crisis)

    lacking, told = (languages_of(render(PAGES["home"], spanish(config=config, untold=untold))) for untold in ([name], []))

    assert lacking == {text: "en", "English": "en"}
    assert told == {"English": "en"}


def test_a_picture_for_sharing_is_named_only_where_there_is_one() -> None:
    images = {"site": "https://example.org/help/assets/site.png", "meetings": "https://example.org/help/assets/meetings.png"}

    with_images = [elements(render(PAGES[name], made(images=images))) for name in ("home", "meetings", "tools")]

    named = [[e.attrib["content"] for e in found if e.attrib.get("property") == "og:image"] for found in with_images]
    assert named == [[images["site"]], [images["meetings"]], []]


@pytest.mark.parametrize("template", sorted(OURS.rglob("*.html")), ids=lambda path: path.relative_to(OURS).as_posix())
def test_a_template_says_what_it_reads_and_trusts_nothing_by_itself(template: Path) -> None:
    text = template.read_text("utf-8")

    assert text.startswith("{#")
    assert "|safe" not in text.replace(" ", "")


def test_a_sites_own_template_stands_in_for_ours_and_the_rest_is_ours(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "card.html").write_text("{% macro card(card, level, to) %}<b>{{ card.name }}</b>{% endmacro %}")

    page = render(PAGES["browse"], made(tmp_path))

    assert b"<b>Tuesday</b>" in page
    assert b'class="paging"' in page


@pytest.mark.parametrize("linked", ["file", "folder"])
def test_a_template_that_links_out_of_its_folder_is_refused(linked: str, tmp_path: Path) -> None:
    outside, site = tmp_path / "outside", tmp_path / "site"
    outside.mkdir()
    site.mkdir()
    (outside / "card.html").write_text("secret")
    if linked == "file":
        (site / "parts").mkdir()
        (site / "parts" / "card.html").symlink_to(outside / "card.html")
    else:
        (site / "parts").symlink_to(outside)

    with pytest.raises(SiteError, match="leads outside"):
        render(PAGES["browse"], made(site))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param("{{ page.nothing }}", "index.html:2: .*nothing", id="a name that is not defined"),
        pytest.param("{{ site.security }}", "index.html:2: prints NoneType", id="None"),
        pytest.param("{{ page.indexed }}", "prints bool", id="true"),
        pytest.param("{{ dict(a=1) }}", "prints dict", id="a dict"),
        pytest.param("{{ view.ways }}", "index.html:2: prints tuple", id="a tuple"),
        pytest.param("{{ asset('x.css') }}", "index.html:2: asks for x.css", id="an asset that is not there"),
        pytest.param("{% if %}", "index.html:2", id="a mistake in the syntax"),
        pytest.param("{% include 'none.html' %}", "none.html", id="a template that is not there"),
    ],
)
def test_a_wrong_template_is_told_with_its_line_and_without_a_traceback(body: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "index.html").write_text(f"<p>\n{body}")

    with pytest.raises(SiteError, match=message):
        render(PAGES["index"], made(tmp_path))


def test_a_template_is_escaped_whatever_its_name_ends_in(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "index.html").write_text("{% include 'part.txt' %}")
    (tmp_path / "part.txt").write_text("{{ page.title }}")

    page = render(msgspec.structs.replace(PAGES["index"], title="<b>"), made(tmp_path))

    assert page == b"&lt;b&gt;"


def test_the_same_page_has_the_same_bytes_and_key(ready: Renderer) -> None:
    first, second = (list(write(PAGES.values(), each)) for each in (ready, made()))

    assert [output.key for output in first] == [output.key for output in second]
    assert [output.make() for output in first] == [output.make() for output in second]


def changes(tmp_path: Path) -> Iterator[tuple[Page, Renderer]]:
    page = PAGES["meetings"]
    assert isinstance(page.view, ListingView)
    (tmp_path / "base.html").write_text("other")
    card = msgspec.structs.replace(page.view.entry.card, notice="Another")
    view = msgspec.structs.replace(page.view, entry=msgspec.structs.replace(page.view.entry, card=card))
    yield msgspec.structs.replace(page, view=view), made()
    yield page, made(config=msgspec.structs.replace(CONFIG, run_by="Others"))
    yield page, made(links=LINKS[:1])
    yield page, made(tmp_path)
    yield page, made(tongues=TWO)
    yield page, made(tongues=TWO, tongue=SPANISH)
    yield page, spanish(config=CONFIG, untold=["title"])
    yield page, made(images={"site": "https://example.org/help/site.png"})
    yield page, made(words=translations_for("es", 'msgid "Where"\nmsgstr "Dónde"\n'))
    yield page, made(words=translations_for("es", 'msgid "Where"\nmsgstr "En dónde"\n'))


def test_whatever_a_page_shows_is_in_its_key(ready: Renderer, tmp_path: Path) -> None:
    pairs = [(PAGES["meetings"], ready), *changes(tmp_path)]

    keys = {next(write([page], each)).key for page, each in pairs}

    assert len(keys) == len(pairs)
