"""The page about adding a listing: each beginning is one that can be published, and each link opens the forge's own form."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from msgspec import structs

from alongside.checking import check, where
from alongside.checking.files import Where
from alongside.config import Forge, SiteConfig
from alongside.pages.add import new_file_link, starters
from alongside.pages.plan import footer, plan
from alongside.pages.records import AddView, Page, Starter
from alongside.reading import Source, parse
from alongside.schema import KINDS
from tests.building import DAY, ENGLISH, SMALL, catalog, configuration, shared_facts

SHARED = shared_facts()
PATH = "content/meetings/boulder/new-listing.yaml"
GITHUB, GITEA, GITLAB = (
    Forge(kind="github", url="https://forge.example.org/us/site"),
    Forge(kind="gitea", url="https://forge.example.org/us/site/"),
    Forge(kind="gitlab", url="https://forge.example.org/us/site"),
)


def made(config: SiteConfig, language: str = "en") -> dict[str, Starter]:
    return {each.kind: each for each in starters(SHARED, config, language)}


def add_page(config: SiteConfig) -> Page:
    [page] = [page for page in plan(catalog(SMALL), config, ENGLISH) if page.template == "add"]
    return page


@pytest.mark.parametrize("kind", KINDS)
def test_what_each_file_begins_with_has_no_error_at_its_place(kind: str) -> None:
    starter = made(configuration())[kind]
    source = parse(starter.path, starter.text.encode())
    assert isinstance(source, Source)

    listing, problems = check(source, SHARED.words, configuration(), DAY)

    assert isinstance(where(starter.path), Where)
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert isinstance(listing, KINDS[kind])


def test_there_is_a_beginning_for_every_kind_in_the_words_of_the_language() -> None:
    english, spanish = made(configuration()), made(configuration(), "es")

    assert list(english) == list(spanish) == list(KINDS)
    assert all(each.label and each.line for each in (*english.values(), *spanish.values()))
    assert [english[kind].label for kind in KINDS] != [spanish[kind].label for kind in KINDS]
    assert [english[kind].text for kind in KINDS] == [spanish[kind].text for kind in KINDS]


@pytest.mark.parametrize(
    ("forge", "address", "query"),
    [
        pytest.param(GITHUB, "/us/site/new/main", {"filename": PATH, "value": "name: A & B\n# c"}, id="github"),
        pytest.param(GITEA, "/us/site/_new/main/", {"filename": PATH, "value": "name: A & B\n# c"}, id="gitea"),
        pytest.param(GITLAB, "/us/site/-/new/main", {"file_name": PATH}, id="gitlab takes no text"),
    ],
)
def test_a_link_opens_the_forges_form_with_what_it_can_take(forge: Forge, address: str, query: dict[str, str]) -> None:
    link = urlsplit(new_file_link(PATH, "name: A & B\n# c", forge))

    assert (link.scheme, link.netloc, link.path) == ("https", "forge.example.org", address)
    assert dict(parse_qsl(link.query, strict_parsing=True)) == query


@pytest.mark.parametrize("forge", [GITHUB, GITEA, GITLAB], ids=lambda forge: forge.kind)
def test_branch_and_folder_are_where_the_forge_has_them(forge: Forge) -> None:
    link = urlsplit(new_file_link(PATH, "name: A", structs.replace(forge, branch="our site", folder="/sites/ours/")))

    assert link.path.rstrip("/").endswith("new/our%20site")
    assert dict(parse_qsl(link.query)).popitem()[1] in ("name: A", f"sites/ours/{PATH}")
    assert f"sites/ours/{PATH}" in dict(parse_qsl(link.query)).values()


@pytest.mark.parametrize("forge", [GITHUB, GITEA], ids=lambda forge: forge.kind)
def test_an_address_that_would_be_too_long_opens_the_form_without_the_text(forge: Forge) -> None:
    short, long = (new_file_link(PATH, text, forge) for text in ("x" * 7_000, "x" * 8_000))

    assert "value=" in short
    assert len(short) <= 7_500
    assert dict(parse_qsl(urlsplit(long).query)) == {"filename": PATH}


def test_a_beginning_says_whether_the_form_has_its_text_already() -> None:
    filled = {forge.kind: {each.filled for each in made(configuration(forge=forge)).values()} for forge in (GITHUB, GITEA, GITLAB)}

    assert filled == {"github": {True}, "gitea": {True}, "gitlab": {False}}
    assert {(each.url, each.filled) for each in made(configuration(forge=None)).values()} == {("", False)}


def test_the_page_is_there_without_a_word_of_the_site_and_is_linked_at_the_foot() -> None:
    page, links = add_page(configuration()), footer(catalog(SMALL), ENGLISH)

    assert (page.url, page.title, page.indexed) == ("add/", "Add a listing", True)
    assert isinstance(page.view, AddView)
    assert (page.view.html, page.view.summary) == ("", "")
    assert [link.label for link in links if link.url == "add/"] == ["Add a listing"]
