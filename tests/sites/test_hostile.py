"""Content from people who mean harm: each file gives a clear problem or harmless text, quickly, and nothing else is touched.

Source: threats-and-accessibility.md, 1a to 1d: what YAML, Markdown and Jinja do with such input when nobody stops them.
"""

import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import html5lib
import pytest
from msgspec import inspect

from alongside.errors import unsafe_character
from alongside.schema import KINDS, Area, Organization, Term, Venue
from alongside.schema.reference import unwrap, vocabulary_lists
from tests.building import command, make, read_page, scripts

# A machine that does nothing else needs half a second; a file that hangs never ends.
PATIENCE = 60
CONFIG = "title: Hostile\ntimezone: America/Denver\n"
AREAS = "boulder:\n  name: Boulder\n"
HEAD = "name: x\nfellowship: aa\nstatus: by_request\n"


def nested(depth: int) -> str:
    return HEAD + "description: " + "[" * depth + "\n"


# What each file holds, and words of the problem that it gives.
REFUSED = {
    "alias-bomb": ("a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n", "an anchor"),
    "merge-bomb": ("a: &a {x: 1}\nb: &b {<<: [*a,*a,*a]}\nc: {<<: [*b,*b,*b]}\n" + HEAD, "an anchor"),
    "python-tag": ("name: !!python/object/apply:os.system ['touch planted']\n", "a tag"),
    "set-tag": ("name: !!set {a, b}\n", "a tag"),
    "binary-tag": (HEAD + "summary: !!binary aGVsbG8=\n", "a tag"),
    "duplicate": (HEAD + "status: active\n", "is given twice"),
    "deep": (nested(60_000), "nested more than 12 levels"),
    "deep-mappings": (HEAD + "contact: " + "{a: " * 15_000 + "\n", "nested more than 12 levels"),
    "deep-lines": (HEAD + "contact:\n" + "".join(" " * n + "a:\n" for n in range(1, 300)), "nested more than 12 levels"),
    "too-deep-to-read": (nested(100_000), "at most 65,536 are read"),
    "huge": (HEAD + "summary: " + "x" * 200_000 + "\n", "at most 65,536 are read"),
    "huge-scalar": (HEAD + "summary: " + "x" * 60_000 + "\n", "is 60,000 characters long; 200 at most"),
    "many-fields": (HEAD + "".join(f"f{n}: x\n" for n in range(6_000)), "is not a field here"),
    "many-words": (HEAD + f"formats: [{','.join(f'w{n}' for n in range(8_000))}]\n", "holds 8,000 values; 200 at most"),
    "many-times": (HEAD + f"when: [{','.join(f'w{n}' for n in range(8_000))}]\n", "holds 8,000 values; 200 at most"),
    "many-quotes": (HEAD + '"' * 60_001 + "\n", ""),
    "long-number": (HEAD + "place:\n  latitude: " + "9" * 5_000 + "\n", "is not a number"),
    "sexagesimal": (HEAD + "when:\n  - days: [friday]\n    start: " + ":".join(["59"] * 2_000) + "\n", "is not a time of day"),
    "long-sentence": (HEAD + "when: " + "first and third " * 3_000 + "\n", "characters long; 200 at most"),
    "null-character": (HEAD + "summary: a\0b\n", "U+0000"),
    "escaped-nul": (HEAD + 'summary: "a\\0b"\n', "U+0000"),
    "escaped-escape": (HEAD + 'summary: "\\e]0;owned\\a"\n', "U+001B"),
    "escape": (HEAD + "summary: \x1b[2J\n", "U+001B"),
    "override": (HEAD + "summary: \u202etxt.exe\n", "U+202E"),
    "isolate": (HEAD + "summary: \u2066a\u2069\n", "U+2066"),
    "line-separator": (HEAD + "summary: a\u2028b\n", "U+2028"),
    "inner-mark": (HEAD + "\ufeffsummary: a\n", "U+FEFF"),
    "documents": (HEAD + "---\nname: y\n", "second document"),
    "directive": ("%YAML 1.1\n---\n" + HEAD, "no use here"),
    "empty": ("", "the file is empty"),
    "a-list": ("- a\n- b\n", "a list instead of fields"),
    "a-text": ("just a text\n", "instead of fields"),
    "proto": (HEAD + "__proto__: {a: b}\n", "is not a field here"),
    "template-fields": (HEAD + "items: x\nkeys: y\n__class__: z\n", "is not a field here"),
    "javascript": (HEAD + "contact: {website: 'javascript:alert(1)'}\n", "which a page cannot link to"),
    "javascript-tab": (HEAD + 'contact: {website: "java\\tscript:alert(1)"}\n', "has the character U+0009 in it"),
    "data-link": (HEAD + "online: {url: 'data:text/html,<script>alert(1)</script>'}\n", "has the character < in it"),
    "endless-user": (HEAD + "contact: {website: 'https@://example.org/x'}\n", "does not begin with https://"),
    "user-in-link": (HEAD + "online: {url: 'https://zoom.us@example.org/'}\n", "has a user name before its host"),
    "path-in-former": (HEAD + "former_ids: ['../../../etc', 'a/b', '..', 'CON', 'con', 'page', '']\n", "is not an id"),
    "path-in-place": (HEAD + "place: ../../../etc/passwd\n", "is not in content/places/"),
    "path-in-organization": (HEAD + "organization: ../../site_config\n", "is not in content/organizations/"),
    "path-in-term": (HEAD.replace("aa", "../../../aa"), "is not a word of content/vocabulary/fellowships.yaml"),
    "path-in-zone": (HEAD + "place: {city: x, timezone: ../../../../etc/passwd}\n", "is not a known time zone"),
}
# What a file name or a folder can try.
MISNAMED = {
    "content/tools/CON.yaml": "cannot be an address",
    "content/tools/nul.yaml": "cannot be an address",
    "content/tools/page.yaml": "that the site needs for itself",
    "content/tools/<script>.yaml": "cannot be an address",
    "content/tools/a\nb.yaml": "cannot be an address",
    "content/tools/\x1b]0;owned\x07.yaml": "cannot be an address",
    "content/tools/\u202elmay.yaml": "cannot be an address",
    "content/tools/::error file=x::.yaml": "cannot be an address",
    "content/meetings/\x1b[2J/x.yaml": "is not an area",
    "content/meetings/<b>/x.yaml": "is not an area",
    "content/\x1b[31m/x.yaml": "holds no content",
}


def parent_of(site: Path) -> dict[str, bytes]:
    """Every file beside the site, by its name."""
    return {path.name: path.read_bytes() for path in site.parent.iterdir() if path.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "secret.yaml").write_text("name: Secret of the server\nfellowship: aa\nstatus: by_request\n", "utf-8")
    return make(tmp_path / "site", {"site_config.yaml": CONFIG, "content/areas.yaml": AREAS})


def checked(site: Path, form: str = "json") -> str:
    began = time.monotonic()
    done = command("check", "--site", site, "--date", "2026-11-21", "--format", form)
    assert time.monotonic() - began < PATIENCE
    assert done.stderr == ""
    assert done.returncode == 1
    return done.stdout


def messages(site: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for problem in json.loads(checked(site))["problems"]:
        if problem["severity"] == "error":
            assert problem["fix"], problem
            found.setdefault(problem["file"].partition("/site/")[2], []).append(problem["message"])
    return found


def test_every_refused_file_has_its_problem_and_nothing_hides_another(site: Path) -> None:
    make(site, {f"content/meetings/boulder/{name}.yaml": text for name, (text, _) in REFUSED.items()})
    before = parent_of(site)

    found = messages(site)

    told = {file.rpartition("/")[2].removesuffix(".yaml"): said for file, said in found.items()}
    assert set(told) == set(REFUSED)
    assert [name for name, (_, words) in REFUSED.items() if not any(words in message for message in told[name])] == []
    assert parent_of(site) == before
    assert not list(site.rglob("planted"))


@pytest.mark.parametrize("name", ["deep", "deep-mappings", "merge-bomb", "many-fields", "many-quotes", "long-sentence"])
def test_a_file_that_could_hang_is_refused_at_once(site: Path, name: str) -> None:
    make(site, {"content/meetings/boulder/one.yaml": REFUSED[name][0]})

    done = command("check", "--site", site, "--date", "2026-11-21")

    # Every line of text stays readable whatever the file holds.
    assert done.returncode == 1
    assert max(map(len, done.stdout.split("\n"))) < 1_000


def test_file_names_say_no_more_than_that_they_are_wrong(site: Path) -> None:
    make(site, dict.fromkeys(MISNAMED, "name: x\nfunctions: [meditation]\nstatus: closed\n"))
    if os.name == "posix":
        Path(os.fsdecode(os.fsencode(site / "content" / "tools") + b"/\xff.yaml")).write_text("name: x\n", "utf-8")

    found = messages(site)

    assert [name for name, words in MISNAMED.items() if not any(words in message for message in found.get(name, ()))] == []
    assert len(found) == len(MISNAMED) + (os.name == "posix")


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_what_is_printed_acts_on_no_terminal(site: Path, form: str) -> None:
    listings = {f"content/meetings/boulder/{name}.yaml": text for name, (text, _) in REFUSED.items()}
    make(site, {**listings, **dict.fromkeys(MISNAMED, HEAD), "content/guides/x.md": "---\ntitle: \x1b[2J\u202e\n---\n"})

    printed = checked(site, form)

    assert [character for line in printed.split("\n") for character in line if unsafe_character(character)] == []
    assert form != "github" or all(re.match(r"::(error|warning) file=[^:,]*,line=\d+,col=\d+::", line) for line in printed.splitlines())


@pytest.mark.skipif(os.name != "posix", reason="Windows has no links and pipes of this kind")
def test_links_and_pipes_lead_nowhere(site: Path, tmp_path: Path) -> None:
    folder = site / "content" / "meetings" / "boulder"
    make(site, {"content/meetings/boulder/good.yaml": HEAD.replace("x", "Good", 1)})
    (tmp_path / "elsewhere" / "boulder").mkdir(parents=True)
    (tmp_path / "elsewhere" / "boulder" / "planted.yaml").write_text(HEAD, "utf-8")
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "broken.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (folder / "round.yaml").symlink_to("round.yaml")
    (site / "content" / "programs").symlink_to(tmp_path / "elsewhere")
    (site / "content" / "family").symlink_to(site / "content")
    os.mkfifo(folder / "pipe.yaml")
    (folder / "folder.yaml").mkdir()

    done = command("build", "--site", site, "--out", tmp_path / "out", "--keep-going", "--date", "2026-11-21")

    written = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.html")}
    assert done.returncode in (0, 1)
    assert [path for path in written if path.startswith(("meetings/", "programs/", "family/"))] == sorted(
        {"meetings/index.html", "meetings/good/index.html"} & written
    )
    assert not any(b"Secret" in path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_that_may_not_be_read_is_told(site: Path) -> None:
    make(site, {"content/meetings/boulder/closed.yaml": HEAD})
    (site / "content/meetings/boulder/closed.yaml").chmod(0)

    found = messages(site)

    assert found == {"content/meetings/boulder/closed.yaml": ["the file cannot be read: Permission denied"]}


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        pytest.param("content/areas.yaml", "../../up:\n  name: x\na/b:\n  name: y\nCON:\n  name: z\n", "is not an id", id="areas"),
        pytest.param("content/vocabulary/formats.yaml", "../../up:\n  label: {en: x}\n", "is not an id", id="vocabulary"),
        pytest.param("site_config.yaml", CONFIG + "base_url: javascript:alert(1)\n", "cannot link to", id="base address"),
        pytest.param("site_config.yaml", CONFIG + "timezone: ../../../etc/passwd\n", "", id="time zone"),
        pytest.param("site_config.yaml", CONFIG + "languages: [../../up]\n", "is not a language code", id="language"),
        pytest.param("content/guides/x.md", "---\n!!python/name:os.system x\n---\n", "a tag", id="head of a guide"),
    ],
)
def test_hostile_settings_and_shared_facts_are_refused(site: Path, file: str, text: str, words: str) -> None:
    make(site, {file: text})
    before = parent_of(site)

    found = messages(site)
    built = command("build", "--site", site, "--out", site.parent / "out", "--keep-going", "--date", "2026-11-21")

    assert any(words in message for message in found[file])
    assert built.returncode == 1
    assert "Traceback" not in built.stderr
    assert parent_of(site) == before
    assert not [path for path in site.parent.rglob("*") if path.name in ("up", "CON")]


# Harmless for the checker, so all of it reaches the pages: what tries to become markup, script, template or structured data.
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img hostile src=x onerror=alert(1)>',
    "' hostile onmouseover='alert(1)' x='",
    "</script><script>alert(1)</script><!--",
    "{{ 7*7 }}{% include 'base.html' %}",
    "[x](javascript:alert(1)) <javascript:alert(1)> ![i](data:text/html,x)",
    "</title></style></textarea><svg hostile onload=alert(1)>",
    "&lt;script&gt;alert(1)&#60;/script&#62; ]]> \\u003cscript\\u003e",
)
ANCHORS = (
    '<a hostile href="javascript:alert(1)">x</a>\n\n[a](  javascript:alert(1))\n\n'
    "[b]: javascript:alert(1)\n\n[b]\n\n{: onclick=x hostile}\n"
)
GOOD = {
    "url": "https://example.org/'onclick='alert(1)",
    "email": "a'onclick='x@example.org",
    "phone": "javascript:alert(1)",
    "zone": "America/Denver",
    "language": "es",
    "country": "US",
    "time": "19:00",
    "moment": "2026-12-04 17:00",
    "id": "old-id",
}
REFS = {"areas": "boulder", "organizations": "hostile", "places": "hostile"}
SUPPORTS = ("peer", "professional", "family", "community", "routine", "anytime", "growth")
TERMS = {"kinds": tuple(KINDS), "attendance": ("in_person", "online", "hybrid", "phone"), "supports": SUPPORTS}
# Fields that contradict others, or that a page could not show beside them.
LEFT_OUT = {"attendance", "paused_until", "end", "status", "precision", "every", "nth", "dates", "until", "minutes"}


def filled(info: inspect.Type, text: str) -> Any:
    """Data for a type in which every text is hostile."""
    plain, extra, _ = unwrap(info)
    if extra.get("is") in GOOD:
        return GOOD[extra["is"]]
    if extra.get("is") == "ref":
        return REFS[extra["of"]]
    if extra.get("is") == "term":
        return TERMS.get(extra["of"], ("one",))[0]
    if extra.get("is") == "markdown":
        return f"{text}\n\n{ANCHORS}"
    if isinstance(plain, inspect.UnionType):
        return filled(next(each for each in reversed(plain.types) if not isinstance(each, inspect.NoneType)), text)
    if isinstance(plain, inspect.StructType):
        fields = [field for field in plain.fields if unwrap(field.type)[1].get("is") != "given" and field.encode_name not in LEFT_OUT]
        return {field.encode_name: filled(field.type, text) for field in fields}
    if isinstance(plain, inspect.VarTupleType):
        return [filled(plain.item_type, text)]
    if isinstance(plain, inspect.DictType):
        return {filled(plain.key_type, text): filled(plain.value_type, text)}
    return _scalar(plain, text)


def _scalar(info: inspect.Type, text: str) -> str:
    if isinstance(info, inspect.LiteralType):
        return str(info.values[0])
    if isinstance(info, inspect.StrType):
        return text[: info.max_length]
    return {inspect.BoolType: "yes", inspect.DateType: "2026-12-24"}.get(type(info), "5")


def listing(kind: str, text: str, number: int) -> dict[str, Any]:
    data: dict[str, Any] = filled(inspect.type_info(KINDS[kind]), text)
    data["former_ids"] = [f"old-{number}"]
    if kind == "events":
        del data["when"], data["except"], data["closed"]
    return {**data, "place": "hostile"} if number % 2 else data


def hostile_site() -> Iterator[tuple[str, object]]:
    """Every kind of file, each text of it hostile, as JSON, which YAML can read."""
    one = PAYLOADS[3]
    for number, text in enumerate(PAYLOADS):
        for kind in KINDS:
            folder = {"events": "2026/"}.get(kind, "" if kind in ("helplines", "tools") else "boulder/")
            yield f"content/{kind}/{folder}listing-{number}.yaml", listing(kind, text, number)
    for folder, type_ in (("organizations", Organization), ("places", Venue)):
        yield f"content/{folder}/hostile.yaml", filled(inspect.type_info(type_), one)
    yield "content/areas.yaml", {"boulder": {**filled(inspect.type_info(Area), one), "parent": None}}
    for name in vocabulary_lists():
        yield f"content/vocabulary/{name}.yaml", {term: filled(inspect.type_info(Term), one) for term in TERMS.get(name, ("one",))}
    crisis = {"text": one, "page": "javascript:alert(1)"}
    security = {"contact": "mailto:a@example.org\nExpires: never", "expires": "2027-12-31"}
    forge = {"url": "https://example.org/'onclick='alert(1)", "branch": one, "folder": one}
    words = {"title": one, "tagline": one, "run_by": one, "crisis": crisis}
    languages = {"languages": ["en", "es"], "translations": {"es": {**words, "tagline": PAYLOADS[1]}}}
    yield "site_config.yaml", {**words, **languages, "security": security, "forge": forge}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site that was built from hostile files."""
    folder = tmp_path_factory.mktemp("hostile")
    files = {file: json.dumps(data, ensure_ascii=False, indent=1) for file, data in hostile_site()}
    documents = {
        f"content/{name}/x.md": f"---\ntitle: '{PAYLOADS[0]}'\nrelated: ['javascript:alert(1)', '//example.org', '/x\"hostile']\n---\n\n"
        + "\n\n".join((*PAYLOADS, ANCHORS))
        for name in ("guides", "pages")
    }
    site = make(folder / "site", {**files, **documents})
    before = parent_of(site)

    done = command("build", "--site", site, "--out", folder / "out", "--keep-going", "--date", "2026-11-21")

    assert done.returncode == 0, done.stdout + done.stderr
    assert parent_of(site) == before
    assert {path.name for path in folder.iterdir()} == {"site", "out"}
    return folder / "out"


@pytest.fixture(scope="module")
def pages(hostile: Path) -> Mapping[str, Element]:
    return {path.relative_to(hostile).as_posix(): read_page(path) for path in sorted(hostile.rglob("*.html"))}


def test_every_hostile_listing_has_its_page(pages: Mapping[str, Element]) -> None:
    assert {f"{kind}/listing-{number}/index.html" for kind in KINDS for number in range(len(PAYLOADS))} <= set(pages)


def test_no_page_runs_anything_of_its_content(pages: Mapping[str, Element]) -> None:
    found = [
        (path, element.tag, element.attrib)
        for path, page in pages.items()
        for element in page.iter()
        if "hostile" in element.attrib
        or any(name.startswith("on") for name in element.attrib)
        or element.tag in ("iframe", "object", "embed")
        or (element.tag == "base" and (path.removeprefix("es/").partition("/")[0] != "embed" or element.attrib != {"target": "_blank"}))
        or (element.tag == "script" and element.get("type") != "application/ld+json" and not ours(element, path))
    ]

    assert found == []
    assert {len([element for element in page.iter("script") if ours(element, path)]) for path, page in pages.items()} == {1}


def ours(script: Element, path: str) -> bool:
    """Whether it is the site's own script for the page and its language, with no text of its own."""
    language = "es" if path.startswith("es/") else "en"
    name = "find" if path.removeprefix("es/") == "find/index.html" else "site"
    return not script.text and bool(re.fullmatch(rf"(\./|/)?(\.\./)*assets/{name}\.{language}\.[0-9a-f]{{10}}\.js", script.get("src", "")))


def test_no_page_links_to_a_script(pages: Mapping[str, Element]) -> None:
    names = ("href", "src", "action", "formaction", "poster", "data", "content", "xlink:href")
    found = {(path, element.get(name) or "") for path, page in pages.items() for element in page.iter() for name in names}

    links = {(path, re.sub(r"[\x00-\x20]", "", link)) for path, link in found}
    assert [link for link in links if urlsplit(link[1]).scheme.lower() in {"javascript", "data", "vbscript", "file", "blob"}] == []
    assert [link for link in links if link[1].startswith(("//", "\\"))] == []


def test_structured_data_is_read_as_one_document_and_ends_no_script(hostile: Path, pages: Mapping[str, Element]) -> None:
    for path, page in pages.items():
        for text in scripts(page):
            json.loads(text)
            assert "<" not in text
        opened, closed = (len(re.findall(tag, (hostile / path).read_text("utf-8"))) for tag in ("<script", "</script"))
        # One more is the site's own script, which is a file.
        assert opened == closed == len(scripts(page)) + 1


def test_lines_to_copy_are_one_frame_or_plain_text_wherever_they_are_put(pages: Mapping[str, Element]) -> None:
    snippets = ["".join(element.itertext()) for page in pages.values() for element in page.iter("code")]
    frames = [html5lib.parseFragment(text, namespaceHTMLElements=False) for text in snippets if text.startswith("<iframe")]

    assert len(frames) > 50
    assert [[element.tag for element in frame.iter()] for frame in frames if len(list(frame.iter())) != 2] == []
    assert {frozenset(frame[0].attrib) for frame in frames} == {frozenset({"src", "title", "width", "height", "loading", "referrerpolicy"})}


def test_what_looks_like_a_template_is_text(pages: Mapping[str, Element]) -> None:
    shown = " ".join("".join(pages["meetings/listing-4/index.html"].itertext()).split())

    assert PAYLOADS[4] in shown
    assert "49{" not in shown


def test_other_files_hold_one_thing_a_line_and_can_be_read(hostile: Path) -> None:
    fromstring((hostile / "sitemap.xml").read_text("utf-8"))
    lines = (hostile / ".well-known" / "security.txt").read_text("utf-8").splitlines()

    assert [line.partition(":")[0] for line in lines if line.startswith("Expires")] == ["Expires"]
