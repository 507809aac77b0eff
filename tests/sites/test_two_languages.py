"""A site in two languages: one edition each, the first at the root, the second below its code, and what only one of them has."""

import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from alongside.audit import audit
from tests.building import SMALL, build, make, read_page, snapshot, targets, texts_of

CONFIG = SMALL["site_config.yaml"] + (
    "languages: [en, es]\nrun_by: Volunteers of Small\ntagline: Near you\ntranslations:\n  es:\n    tagline: Cerca de usted\n"
)
TUESDAY = "content/meetings/boulder/tuesday.yaml"
FILES = {
    **SMALL,
    "site_config.yaml": CONFIG,
    TUESDAY: SMALL[TUESDAY] + "translations: {es: {name: Grupo del martes}}\n",
    "content/meetings/boulder/mediodia.yaml": "name: Mediodía\nfellowship: aa\nplace: hall\nwhen: [Mondays 12:00]\nwritten_in: es\n",
    "content/guides/first.md": "---\ntitle: First meeting\nrelated: [/meetings/]\n---\n## What to bring\n\n[Nothing](#what-to-bring)\n",
    "content/guides/first.es.md": "---\ntitle: Su primera reunión\n---\n## Qué llevar\n\n[Nada](#what-to-bring)\n",
    "content/guides/second.md": "---\ntitle: Another guide\n---\nIn [English](/guides/first/) only.\n",
}
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]*)">')


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two")
    built = build(make(folder / "site", FILES), folder / "out")
    assert built.done
    assert built.site.problems == ()
    return folder / "out"


@pytest.fixture(scope="module")
def pages(out: Path) -> Mapping[str, Element]:
    return {path.relative_to(out).as_posix(): read_page(path) for path in sorted(out.rglob("*.html"))}


def shown(page: Element) -> str:
    return " ".join(" ".join(texts_of(page)).split())


def spoken(page: Element) -> dict[str, str]:
    """Texts of the content with a language of their own, each with it."""
    main = next(page.iter("main"))
    return {" ".join("".join(element.itertext()).split()): element.get("lang") or "" for element in main.iter() if element.get("lang")}


def test_every_page_is_there_in_each_language_and_nothing_of_it_is_broken(out: Path, pages: Mapping[str, Element]) -> None:
    first = {path for path in pages if not path.startswith("es/")}

    assert set(pages) == first | {f"es/{path}" for path in first}
    assert {path: page.get("lang") for path, page in pages.items()} == {path: "es" if path.startswith("es/") else "en" for path in pages}
    assert audit(out) == []


def test_editions_name_each_other_the_same_way_on_both(out: Path, pages: Mapping[str, Element]) -> None:
    root = "https://small.example.org/dir/"

    for path in pages:
        named = dict(ALTERNATE.findall((out / path).read_text("utf-8")))
        url = path.removeprefix("es/").removesuffix("index.html")
        hidden = "noindex" in {meta.get("content") for meta in pages[path].iter("meta") if meta.get("name") == "robots"}
        assert named == ({} if hidden else {"en": root + url, "es": f"{root}es/{url}", "x-default": root + url}), path
        assert url.startswith("embed/") <= hidden


def test_the_sitemap_has_the_pages_of_both_languages(out: Path) -> None:
    elements = fromstring((out / "sitemap.xml").read_text("utf-8")).iter()
    addresses = [element.text or "" for element in elements if element.tag.endswith("loc")]

    first = [address for address in addresses if "/dir/es/" not in address]
    assert len(addresses) == len(set(addresses)) == 2 * len(first)
    assert {address.replace("/dir/", "/dir/es/") for address in first} == set(addresses) - set(first)


def test_there_is_one_copy_of_what_both_languages_load_and_a_script_for_each(out: Path, pages: Mapping[str, Element]) -> None:
    names = {path for path in snapshot(out) if path.startswith(("assets/site.", "assets/find.", "assets/mark", "es/assets"))}
    loaded = {path: {target for target in targets(path, page) if target.startswith("assets/")} for path, page in pages.items()}

    assert sorted(re.sub(r"\.[0-9a-f]{10}\.", ".", name) for name in names) == [
        "assets/find.en.js", "assets/find.es.js", "assets/mark.svg", "assets/site.css", "assets/site.en.js", "assets/site.es.js",
    ]  # fmt: skip
    for path, found in loaded.items():
        # The style guide has a sheet of its own.
        if not path.endswith(("404.html", "style-guide/index.html")):
            script = f"assets/{'find' if path.endswith('find/index.html') else 'site'}.{pages[path].get('lang')}."
            assert found == {name for name in names if not name.endswith(".js") or name.startswith(script)}, path


def test_listings_have_the_words_of_the_language_as_far_as_there_are_any(pages: Mapping[str, Element]) -> None:
    assert "Tuesday Group" in shown(pages["meetings/tuesday/index.html"])
    assert "Grupo del martes" in shown(pages["es/meetings/tuesday/index.html"])
    assert "Tuesday Group" not in shown(pages["es/meetings/index.html"])
    assert "Los martes, de 7:00 a 8:00" in shown(pages["es/meetings/tuesday/index.html"])


def test_a_word_in_another_language_than_the_page_says_in_which(pages: Mapping[str, Element]) -> None:
    english, spanish = spoken(pages["meetings/index.html"]), spoken(pages["es/meetings/index.html"])

    assert english["Mediodía"] == "es"
    assert set(english.values()) == {"es"}
    assert spanish["Dawn"] == "en"
    assert set(spanish.values()) == {"en"}
    assert not {"Mediodía", "Grupo del martes"} & set(spanish)


def test_the_sites_own_words_are_told_in_the_language_or_marked(pages: Mapping[str, Element]) -> None:
    home = pages["es/index.html"]

    marked = {"".join(element.itertext()).strip(): element.get("lang") for element in home.iter() if element.get("lang") == "en"}
    assert marked == {"English": "en", "Small": "en", "Volunteers of Small": "en"}
    assert "Cerca de usted" in shown(home)
    assert "Near you" not in shown(home)


def test_a_guide_is_translated_at_the_same_address_with_the_parts_and_the_ways_on_of_the_original(pages: Mapping[str, Element]) -> None:
    first, second = pages["guides/first/index.html"], pages["es/guides/first/index.html"]

    headings = [[(h.get("id"), h.text) for h in page.iter("h2") if h.get("id")] for page in (first, second)]
    assert headings == [[("what-to-bring", "What to bring")], [("what-to-bring", "Qué llevar")]]
    assert "meetings/index.html" in targets("guides/first/index.html", first)
    assert "es/meetings/index.html" in targets("es/guides/first/index.html", second)
    assert spoken(second) == {}


def test_a_guide_without_a_translation_is_shown_as_it_is_and_says_in_which_language(pages: Mapping[str, Element]) -> None:
    page = pages["es/guides/second/index.html"]

    [article] = [element for element in page.iter("article") if element.get("lang")]
    assert article.get("lang") == "en"
    assert "Another guide" in shown(article)
    # Its links stay in the reader's language.
    assert "es/guides/first/index.html" in targets("es/guides/second/index.html", page)


def test_the_page_for_what_is_not_there_leads_on_in_its_own_language(pages: Mapping[str, Element]) -> None:
    page = pages["es/404.html"]

    links = {element.get("href") or "" for element in page.iter("a")}
    inside = {link for link in links if link.startswith("/")}
    assert {link for link in inside if not link.startswith("/dir/es/")} == {"/dir/"}
    assert {"/dir/es/", "/dir/es/meetings/", "/dir/es/areas/boulder/"} <= inside
    assert not [link for link in links if link.startswith(".")]
    assert "Esta página no está aquí" in shown(page)


def test_a_language_that_is_not_the_sites_any_more_leaves_no_page_behind(tmp_path: Path) -> None:
    site = make(tmp_path / "site", FILES)
    build(site, tmp_path / "out", cache=True)

    make(site, {"site_config.yaml": CONFIG.replace("languages: [en, es]\n", "")})
    build(site, tmp_path / "out", cache=True)
    build(site, tmp_path / "clean")

    assert not (tmp_path / "out" / "es").exists()
    assert snapshot(tmp_path / "out") == snapshot(tmp_path / "clean")


def test_the_first_language_of_the_configuration_is_the_one_at_the_root(tmp_path: Path) -> None:
    build(make(tmp_path / "site", {**SMALL, "site_config.yaml": SMALL["site_config.yaml"] + "languages: [es, en]\n"}), tmp_path / "out")

    assert read_page(tmp_path / "out" / "index.html").get("lang") == "es"
    assert read_page(tmp_path / "out" / "en" / "index.html").get("lang") == "en"
    assert not (tmp_path / "out" / "es").exists()


def catalogue(language: str, where: str) -> str:
    return (
        f'msgid ""\nmsgstr "Language: {language}\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        f'msgid "Where"\nmsgstr "{where}"\n\n'
        'msgctxt "the name of this language in itself"\nmsgid "English"\nmsgstr "Deutsch"\n'
    )


def test_a_sites_own_catalogue_brings_a_language_that_we_do_not_have(tmp_path: Path) -> None:
    config = SMALL["site_config.yaml"] + "languages: [en, de]\n"
    site = make(tmp_path / "site", {**SMALL, "site_config.yaml": config, "locale/de.po": catalogue("de", "Wo")})

    built = build(site, tmp_path / "out")

    page = read_page(tmp_path / "out" / "de" / "meetings" / "tuesday" / "index.html")
    assert built.site.problems == ()
    assert [heading for heading in page.iter("h2") if "".join(heading.itertext()).strip() == "Wo"]
    # What it does not say stays English.
    assert "About this listing" in shown(page)
    assert "Deutsch" in shown(read_page(tmp_path / "out" / "index.html"))


def test_a_sites_own_catalogue_stands_in_for_ours(tmp_path: Path) -> None:
    site = make(tmp_path / "site", {**FILES, "locale/es.po": catalogue("es", "En qué lugar")})

    build(site, tmp_path / "out")

    page = shown(read_page(tmp_path / "out" / "es" / "meetings" / "tuesday" / "index.html"))
    assert "En qué lugar" in page
    assert "Dónde" not in page


def test_a_change_in_a_catalogue_changes_what_is_of_its_language_alone(tmp_path: Path) -> None:
    site = make(tmp_path / "site", {**FILES, "locale/es.po": catalogue("es", "Dónde")})
    build(site, tmp_path / "out", cache=True)
    before = snapshot(tmp_path / "out")

    make(site, {"locale/es.po": catalogue("es", "En qué lugar")})
    build(site, tmp_path / "out", cache=True)
    build(site, tmp_path / "clean")

    after = snapshot(tmp_path / "out")
    changed = {path for path, body in after.items() if before.get(path) != body}
    assert after == snapshot(tmp_path / "clean")
    assert "es/meetings/tuesday/index.html" in changed
    # The script that says the word has another name with it, and header files name every script.
    others = {re.sub(r"\.[0-9a-f]{10}\.", ".", path) for path in changed if not path.startswith("es/")}
    assert others == {"assets/find.es.js", "_headers", ".htaccess"}
