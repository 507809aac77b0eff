"""All pages of a site together: every one can be reached, left, moved to another folder, and stays true after its day."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import pytest

from alongside.audit import audit
from alongside.catalog import Catalog
from alongside.config import SiteConfig
from alongside.entries import Card
from alongside.pages.plan import plan
from alongside.pages.records import BrowseView, EmbedView, HomeView, IndexView, Page
from tests.building import ENGLISH, ROOT, SMALL, build, catalog, configuration, make, reached, read_page, snapshot, targets, texts_of

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
# Words that would be a lie on another day than that of the build.
TODAY = re.compile(
    r"\b(today|tonight|tomorrow|yesterday|(open|on|happening|closed) now|right now|this (week|month|evening)|next (week|time)|days? ago|"
    r"hoy|ayer|pasado mañana|(abiert|cerrad)[oa]s? ahora|ahora mismo|est[ae] (noche|tarde|semana|mes)|próxim[oa] (semana|vez)|"
    r"hace \d+ días?)\b",
    re.I,
)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# The sample's pages for addresses that are not there.
NOT_THERE = {"404.html", "es/404.html"}


def meetings(count: int) -> dict[str, str]:
    """So many meetings, one each minute, on one day in one area."""
    text = "name: Meeting {0}\nfellowship: aa\nplace: hall\nwhen: ['Tuesdays {1:02}:{2:02}']\n"
    return {f"content/meetings/boulder/m-{number}.yaml": text.format(number, *divmod(number, 60)) for number in range(count)}


def planned(found: Catalog, config: SiteConfig) -> dict[str, Page]:
    pages = {page.url: page for page in plan(found, config, ENGLISH)}
    assert len(pages) == len(list(plan(found, config, ENGLISH)))
    return pages


def view_of(page: Page) -> BrowseView:
    assert isinstance(page.view, BrowseView)
    return page.view


def cards_of(page: Page) -> list[Card]:
    """The cards of a browse page, or of its bare mirror, from top to bottom."""
    assert isinstance(page.view, BrowseView | EmbedView)
    return [card for section in page.view.sections for card in section.cards]


def read_site(out: Path) -> dict[str, Element]:
    return {path.relative_to(out).as_posix(): read_page(path) for path in sorted(out.rglob("*.html"))}


@pytest.mark.parametrize(("count", "sizes"), [(49, [49]), (50, [50]), (51, [50, 1]), (101, [50, 50, 1])])
def test_a_long_list_is_divided_and_loses_nobody(count: int, sizes: list[int]) -> None:
    pages = planned(catalog(meetings(count)), configuration(page_size=50))

    for url in ("meetings/", "areas/boulder/", "areas/colorado/meetings/", "days/tuesday/", "areas/boulder/tuesday/", "fellowships/aa/"):
        parts = [pages[url], *(pages[f"{url}page/{number}/"] for number in range(2, len(sizes) + 1))]
        assert [len(cards_of(part)) for part in parts] == sizes
        assert {view_of(part).total for part in parts} == {count}
        assert [card.name for part in parts for card in cards_of(part)] == [f"Meeting {number}" for number in range(count)]
        assert f"{url}page/{len(sizes) + 1}/" not in pages
        assert f"{url}page/1/" not in pages


def test_pages_of_a_list_lead_to_the_one_before_and_the_one_after() -> None:
    pages = planned(catalog(meetings(101)), configuration(page_size=50))

    paging = [view_of(pages[url]).paging for url in ("meetings/", "meetings/page/2/", "meetings/page/3/")]

    assert [(each.number, each.pages, each.previous, each.next) for each in paging] == [
        (1, 3, "", "meetings/page/2/"),
        (2, 3, "meetings/", "meetings/page/3/"),
        (3, 3, "meetings/page/2/", ""),
    ]


def test_the_kind_is_told_once_by_the_title_by_a_heading_or_by_the_cards() -> None:
    pages = {url: page for url, page in planned(catalog(SMALL), configuration(page_size=500)).items() if page.template == "browse"}

    by_title = {url for url in pages if re.search(r"(^|/)(meetings|programs|family|events|activities|helplines|tools)/$", url)}
    by_cards = {url for url, page in pages.items() if {bool(card.kind_label) for card in cards_of(page)} == {True}}
    by_heading = {url for url, page in pages.items() if any(section.kind for section in view_of(page).sections)}

    of_days = {url for url in pages if url.rstrip("/").rpartition("/")[2] in DAYS}
    # On the page of a day, what people do not look for by day stands behind, under headings of its own.
    assert by_cards <= of_days
    assert by_heading == set(pages) - of_days - by_title
    assert not by_title & of_days


def test_every_browse_page_has_a_bare_mirror_with_the_same_list_that_is_not_to_be_found() -> None:
    pages = planned(catalog(meetings(101)), configuration(page_size=50))

    full = {url: page for url, page in pages.items() if page.template == "browse"}
    bare = {url: page for url, page in pages.items() if page.template == "embed"}

    assert set(bare) == {f"embed/{url}" for url in full}
    for url, page in full.items():
        mirror = bare[f"embed/{url}"]
        assert isinstance(mirror.view, EmbedView)
        assert (mirror.view.sections, mirror.view.whole, mirror.title) == (view_of(page).sections, url, page.title)
        assert view_of(page).embed == f"embed/{re.sub('page/[0-9]+/$', '', url)}"
        assert page.indexed
        assert not mirror.indexed
        assert {link for link in (mirror.view.paging.previous, mirror.view.paging.next) if link} <= set(bare)


def test_a_town_that_is_an_area_too_is_on_the_first_page_once() -> None:
    hall = "name: A\nfellowship: aa\nwhen: [Tuesdays 19:00]\nplace: {{city: {0}, region: CO}}\n"
    files = {f"content/meetings/boulder/{city}.yaml": hall.format(city.capitalize()) for city in ("boulder", "nederland")}

    view = planned(catalog(files), configuration())[""].view

    assert isinstance(view, HomeView)
    assert {link.url for way in view.ways for link in way.links if link.url.startswith("cities/")} == {"cities/nederland-co/"}
    assert "cities/" in {link.url for link in view.more}


def test_an_index_explains_the_terms_whose_label_says_too_little() -> None:
    text = "name: A\nfellowship: aa\nwhen: [Tuesdays 19:00]\nplace: hall\nlanguages: [english, native-languages]\n"

    view = planned(catalog({"content/meetings/boulder/a.yaml": text}), configuration())["languages/"].view

    assert isinstance(view, IndexView)
    assert {link.url: bool(link.line) for link in view.ways[0].links} == {"languages/english/": False, "languages/native-languages/": True}


def test_pages_of_the_same_catalog_are_the_same_in_the_same_order() -> None:
    found, config = catalog(SMALL), configuration()

    assert list(plan(found, config, ENGLISH)) == list(plan(found, config, ENGLISH))


def test_a_former_address_of_each_sort_leads_on(tmp_path: Path) -> None:
    build(make(tmp_path / "site"), tmp_path / "out")

    for former, now in (("meetings/monday", "meetings/tuesday"), ("organizations/central-office", "organizations/intergroup")):
        page = read_page(tmp_path / "out" / former / "index.html")
        refresh = next(meta.get("content") for meta in page.iter("meta") if meta.get("http-equiv") == "refresh")
        assert refresh == f"0; url=../../{now}/"
        assert f"{now}/index.html" in targets(f"{former}/index.html", page)
        assert "noindex" in [meta.get("content") for meta in page.iter("meta") if meta.get("name") == "robots"]


def test_a_page_of_what_is_over_or_closed_has_no_dead_links(tmp_path: Path) -> None:
    build(make(tmp_path / "site"), tmp_path / "out")

    assert (tmp_path / "out/events/past/index.html").is_file()
    assert (tmp_path / "out/meetings/gone/index.html").is_file()
    assert not (tmp_path / "out/fellowships/ca").exists()
    assert audit(tmp_path / "out") == []


def test_a_site_without_a_single_listing_is_a_site(tmp_path: Path) -> None:
    build(make(tmp_path / "site", {"site_config.yaml": "title: Empty\n"}), tmp_path / "out")

    assert audit(tmp_path / "out") == []
    assert (tmp_path / "out" / "index.html").is_file()


def test_every_page_is_reached_from_the_first_by_links(sample_pages: dict[str, Element], sample_moved: set[str]) -> None:
    seen = reached(sample_pages)

    # What is closed or over keeps its address for those who saved it, and is in no list; bare lists are for other people's pages.
    left = {path for path in set(sample_pages) - seen - sample_moved - bare(sample_pages) if not _is_over(sample_pages[path])}
    assert left == NOT_THERE
    for base in ("", "es/"):
        assert len([path for path in seen if path.startswith("es/") == bool(base)]) > 500


@pytest.mark.parametrize("start", ["index.html", "es/index.html"])
def test_no_page_leads_to_what_is_only_for_other_sites_or_for_us(sample_pages: dict[str, Element], start: str) -> None:
    assert not {path for path in reached(sample_pages, start) if path.removeprefix("es/").partition("/")[0] in ("embed", "style-guide")}


def bare(pages: Iterable[str]) -> set[str]:
    """The pages for frames, in every language."""
    return {path for path in pages if path.removeprefix("es/").startswith("embed/")}


def unlinked(pages: Iterable[str]) -> set[str]:
    """The pages for frames and the style guide: no page leads there, and no search engine."""
    return bare(pages) | {path for path in pages if path.removeprefix("es/").startswith("style-guide/")}


def _is_over(page: Element) -> bool:
    return "notice--status" in _classes(page)


def _classes(page: Element) -> set[str]:
    return {name for element in page.iter() for name in (element.get("class") or "").split()}


@pytest.fixture(scope="module")
def sample_moved(sample_pages: dict[str, Element]) -> set[str]:
    """Pages of the sample that only lead on to another address."""
    return {path for path, page in sample_pages.items() if any(meta.get("http-equiv") == "refresh" for meta in page.iter("meta"))}


def test_every_page_leads_back(sample_pages: dict[str, Element]) -> None:
    whole = {path: page for path, page in sample_pages.items() if path not in NOT_THERE | bare(sample_pages)}
    stuck = [path for path, page in whole.items() if f"{'es/' * path.startswith('es/')}index.html" not in targets(path, page)]
    shallow = [path for path, page in whole.items() if path.count("/") > 2 and not list(page.iter("nav"))]

    assert stuck == []
    assert shallow == []


def test_a_bare_list_leads_to_its_whole_page(sample_pages: dict[str, Element]) -> None:
    frames = bare(sample_pages)

    assert len(frames) > 500
    assert [path for path in frames if path.replace("embed/", "", 1) not in targets(path, sample_pages[path])] == []


def test_every_page_is_there_in_both_languages_and_each_leads_to_the_other(sample_pages: dict[str, Element]) -> None:
    first, second = {path for path in sample_pages if not path.startswith("es/")}, {path for path in sample_pages if path.startswith("es/")}

    assert second == {f"es/{path}" for path in first}
    for path in first - NOT_THERE - bare(first):
        for one, other, language in ((path, f"es/{path}", "en"), (f"es/{path}", path, "es")):
            assert sample_pages[one].get("lang") == language
            assert other in targets(one, sample_pages[one])


def test_every_link_of_a_page_is_relative_and_stays_inside(sample: Path, sample_pages: dict[str, Element]) -> None:
    files = set(snapshot(sample))

    for path, page in sample_pages.items():
        if path not in NOT_THERE:
            found = targets(path, page)
            assert found <= files, path
            addresses = [element.get(name) or "" for element in page.iter() for name in ("href", "src")]
            assert not [address for address in addresses if address.startswith("/")], path


def test_every_page_names_its_own_whole_address(sample_pages: dict[str, Element], sample_moved: set[str]) -> None:
    for path, page in sample_pages.items():
        canonical = [link.get("href") for link in page.iter("link") if link.get("rel") == "canonical"]
        if path in NOT_THERE:
            assert canonical == []
        elif path not in sample_moved:
            # A bare list is not what search engines should show: its whole page is.
            whole = path.removesuffix("index.html").replace("embed/", "", 1)
            assert canonical == [f"https://example.org/{whole}"]


def test_the_sitemap_names_every_page_that_is_to_be_found(sample: Path, sample_pages: dict[str, Element], sample_moved: set[str]) -> None:
    named = [element.text or "" for element in fromstring((sample / "sitemap.xml").read_text("utf-8")).iter(LOC)]

    found = set(sample_pages) - sample_moved - NOT_THERE - unlinked(sample_pages)
    wanted = {f"https://example.org/{path.removesuffix('index.html')}" for path in found}
    assert len(named) == len(set(named))
    assert set(named) == wanted
    assert "Sitemap: https://example.org/sitemap.xml" in (sample / "robots.txt").read_text()


def test_whole_addresses_come_from_the_base_url(tmp_path: Path) -> None:
    build(make(tmp_path / "site"), tmp_path / "out")
    files = snapshot(tmp_path / "out")

    page = read_page(tmp_path / "out/meetings/tuesday/index.html")

    assert [link.get("href") for link in page.iter("link") if link.get("rel") == "canonical"] == [
        "https://small.example.org/dir/meetings/tuesday/"
    ]
    assert b"<loc>https://small.example.org/dir/meetings/tuesday/</loc>" in files["sitemap.xml"]
    assert b"Sitemap: https://small.example.org/dir/sitemap.xml" in files["robots.txt"]


def test_another_base_url_is_taken_with_or_without_its_last_slash(tmp_path: Path) -> None:
    site = make(tmp_path / "site")

    for name, base in (("with", "https://other.example.org/x/"), ("without", "https://other.example.org/x")):
        build(site, tmp_path / name, base_url=base)

    assert snapshot(tmp_path / "with") == snapshot(tmp_path / "without")
    assert b"https://other.example.org/x/meetings/" in snapshot(tmp_path / "with")["sitemap.xml"]


@pytest.mark.parametrize(("base", "prefix"), [("https://e.example.org/", "/"), ("https://e.example.org/a/b/", "/a/b/")])
def test_the_page_for_what_is_not_there_works_at_any_depth(tmp_path: Path, base: str, prefix: str) -> None:
    build(make(tmp_path / "site"), tmp_path / "out", base_url=base)
    page = read_page(tmp_path / "out" / "404.html")

    inner = [link for element in page.iter() for name in ("href", "src") if not urlsplit(link := element.get(name) or "").scheme]
    paths = {urlsplit(link).path for link in inner if not link.startswith("#")} - {""}

    assert all(path.startswith(prefix) for path in paths)
    below = {path.removeprefix(prefix) for path in paths}
    assert not [
        path for path in below if not (tmp_path / "out" / path / ("index.html" if not path or path.endswith("/") else "")).is_file()
    ]
    assert len(below) > 10


@pytest.mark.parametrize("prefix", ["", "some folder/", "a/b/c/"])
def test_the_site_works_in_any_folder(tmp_path: Path, prefix: str) -> None:
    build(make(tmp_path / "site"), tmp_path / "first")
    shutil.move(tmp_path / "first", tmp_path / "another name")
    pages = read_site(tmp_path / "another name")

    seen = reached(pages, prefix=prefix)

    alone = {"404.html", "meetings/monday/index.html", "organizations/central-office/index.html"}
    assert set(pages) - seen - unlinked(pages) == alone | {"meetings/gone/index.html", "events/past/index.html"}
    assert not [path for path in seen if not targets(path, pages[path], prefix) <= set(snapshot(tmp_path / "another name"))]


def test_combined_pages_of_the_sample_have_listings_and_are_linked(sample_pages: dict[str, Element]) -> None:
    combined = {path for path in sample_pages if re.fullmatch(r"areas/[^/]+/[^/]+/index\.html", path)}

    linked = {target for path in sample_pages if path not in combined for target in targets(path, sample_pages[path])}

    assert len(combined) > 100
    assert combined <= linked
    assert not [path for path in combined if "card" not in _classes(sample_pages[path])]
    assert not [target for target in linked if re.fullmatch(r"areas/[^/]+/[^/]+/index\.html", target) and target not in combined]


def test_no_page_judges_about_the_day_on_which_it_is_read(sample_pages: dict[str, Element]) -> None:
    typed = " ".join(" ".join(path.read_text("utf-8").split()) for path in (ROOT / "content").rglob("*.*"))

    found = {text for page in sample_pages.values() for text in texts_of(page, _is_asked_or_typed) if TODAY.search(text)}

    # What people wrote is theirs to say, and a button says what it asks for when it is pressed.
    # The way to the days says when they begin, whatever the day: with script it is today's.
    assert {text for text in found if " ".join(text.split()) not in typed} == {"Today and tonight", "Hoy y esta noche"}
    for path, language in (("index.html", "Today and tonight"), ("es/index.html", "Hoy y esta noche")):
        [way] = [link for today in sample_pages[path].iter("alongside-today") for link in today.iter("a")]
        assert (way.get("href"), "".join(way.itertext()).strip()) == ("./days/", language)


def _is_asked_or_typed(element: Element) -> bool:
    return element.tag == "button" or "prose" in (element.get("class") or "").split()


def test_a_page_has_one_heading_of_the_first_level_and_a_title_of_its_own(sample_pages: dict[str, Element]) -> None:
    for path, page in sample_pages.items():
        assert len(list(page.iter("h1"))) == 1, path
        title = "".join(element.text or "" for element in page.iter("title"))
        assert title.strip(), path


def test_an_organization_or_place_without_listings_is_still_found(tmp_path: Path) -> None:
    files = {
        "site_config.yaml": "title: A\n",
        "content/organizations/quiet.yaml": "name: Quiet\n",
        "content/places/hall.yaml": "city: Boulder\n",
    }

    build(make(tmp_path / "site", files), tmp_path / "out")

    pages = read_site(tmp_path / "out")
    assert set(pages) - reached(pages) - unlinked(pages) == {"404.html"}
    assert {"organizations/quiet/index.html", "places/hall/index.html"} <= set(pages)
