"""nginx and Apache with the files that a build writes for them, asked over the wire; and what Netlify and Cloudflare would say."""

import gzip
import shutil
import tempfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from alongside.config import SiteConfig
from alongside.entries import Link
from alongside.formats import hosts
from alongside.outputs import MANIFEST
from alongside.pages.records import Page, RedirectView
from alongside.policy import POLICY
from tests.building import make, reached, read_page
from tests.deploy import servers
from tests.deploy.conftest import Deployed
from tests.hosts import Headers, joined, later, may_frame, policies, redirected

TYPES = {
    "": "text/html; charset=utf-8",
    "es/meetings/": "text/html; charset=utf-8",
    "sitemap.xml": "application/xml",
    "robots.txt": "text/plain; charset=utf-8",
    ".well-known/security.txt": "text/plain; charset=utf-8",
    "assets/mark.svg": "image/svg+xml",
    "assets/app.webmanifest": "application/manifest+json",
    "assets/dates.ics": "text/calendar; charset=utf-8",
    "assets/notes.md": "text/markdown; charset=utf-8",
    "assets/data.json": "application/json",
}
ALIKE = ("Cross-Origin-Opener-Policy", "Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options")
PAGES = ("", "meetings/", "meetings/tuesday/", "es/", "es/meetings/tuesday/", "find/", "embed/meetings/", "es/embed/meetings/")
MOVED = {
    "meetings/monday/": "meetings/tuesday/",
    "es/meetings/monday/": "es/meetings/tuesday/",
    "organizations/central-office/": "organizations/intergroup/",
}


def found(folder: Path, pattern: str) -> list[str]:
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))
    assert paths, pattern
    return paths


def kept(folder: Path) -> list[str]:
    """Paths of what is named after its content: everything below search/, the sheet, the scripts, the pictures."""
    patterns = ("search/**/*.bin", "es/search/**/*.bin", "assets/site.*.css", "assets/*.*.*.js")
    return [path for pattern in patterns for path in found(folder, pattern)]


def base_of(location: str) -> str:
    """A location without the server that it is on, which may be left out."""
    return location.partition("://")[2].partition("/")[2] if "://" in location else location[1:]


def security(headers: Headers) -> dict[str, object]:
    """What headers say, however a host says it."""
    return {
        **{name: headers.get(name) for name in ALIKE},
        "policy": next({name: value for name, value in policy.items() if name != "frame-ancestors"} for policy in policies(headers)),
        "framed by": may_frame(headers),
    }


def test_every_page_is_there_as_it_was_built(deployed: Deployed) -> None:
    for page in PAGES:
        answer = deployed.ask(deployed.base + page)

        body = gzip.decompress(answer.body) if answer.headers.get("Content-Encoding") == "gzip" else answer.body
        assert (answer.status, body) == (200, (deployed.folder / page / "index.html").read_bytes()), page


def test_every_file_has_its_type(deployed: Deployed) -> None:
    said = {path: deployed.ask(deployed.base + path).headers["Content-Type"] for path in TYPES}

    assert {path: kind.lower().removesuffix("; charset=utf-8") for path, kind in said.items()} == {
        path: kind.removesuffix("; charset=utf-8") for path, kind in TYPES.items()
    }
    assert [path for path, kind in TYPES.items() if "charset" in kind and "utf-8" not in said[path].lower()] == []
    for pattern, kind in (("assets/*.css", "text/css"), ("assets/*.js", "text/javascript")):
        for path in found(deployed.folder, pattern):
            assert deployed.ask(deployed.base + path).headers["Content-Type"].lower().startswith(kind)


def test_files_of_the_index_are_plain_bytes(deployed: Deployed) -> None:
    for path in found(deployed.folder, "search/*.bin"):
        answer = deployed.ask(deployed.base + path)

        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert "Content-Encoding" not in answer.headers
        assert answer.body == (deployed.folder / path).read_bytes()


def test_only_what_is_named_after_its_content_is_kept(deployed: Deployed) -> None:
    for path in kept(deployed.folder):
        assert deployed.ask(deployed.base + path).headers["Cache-Control"] == "public, max-age=31536000, immutable", path
    for path in (*PAGES, "sitemap.xml", "assets/mark.svg", "assets/data.json"):
        assert deployed.ask(deployed.base + path).headers["Cache-Control"] == "public, max-age=0, must-revalidate", path


@pytest.mark.parametrize(
    ("address", "language"), [("nobody/", "en"), ("nobody/was/here", "en"), ("es/nobody/", "es"), ("es/embed/x/y", "es"), ("esta/", "en")]
)
def test_what_is_not_there_has_a_page_in_the_language_of_its_address(deployed: Deployed, address: str, language: str) -> None:
    answer = deployed.ask(deployed.base + address)

    assert answer.status == 404
    body = gzip.decompress(answer.body) if answer.headers.get("Content-Encoding") == "gzip" else answer.body
    assert body == (deployed.folder / ("es" if language == "es" else "") / "404.html").read_bytes()
    assert answer.headers["Content-Type"].lower() == "text/html; charset=utf-8"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_a_file_that_should_be_kept_and_is_not_there_is_asked_for_again(deployed: Deployed) -> None:
    answer = deployed.ask(f"{deployed.base}search/gone.bin")

    assert answer.status == 404
    assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_former_addresses_lead_on_for_good(deployed: Deployed) -> None:
    for former, now in MOVED.items():
        answer = deployed.ask(deployed.base + former)

        assert answer.status == 301, former
        assert f"/{base_of(answer.headers['Location'])}" == deployed.base + now
        assert deployed.ask(deployed.base + now).status == 200


def test_an_address_without_its_slash_gets_it(deployed: Deployed) -> None:
    answer = deployed.ask(f"{deployed.base}meetings")

    assert answer.status == 301
    assert f"/{base_of(answer.headers['Location'])}" == f"{deployed.base}meetings/"


@pytest.mark.parametrize("address", ["embed/meetings/", "embed/meetings/index.html", "es/embed/meetings/"])
def test_every_site_may_frame_what_is_made_for_it(deployed: Deployed, address: str) -> None:
    answer = deployed.ask(deployed.base + address)

    assert answer.status == 200
    assert may_frame(answer.headers) == "everybody"


@pytest.mark.parametrize(
    "address",
    ["embed/..%2fmeetings/", "embed/%2e%2e/meetings/", "es/embed/..%2f..%2fmeetings/", "embed%2f..%2fmeetings/", "meetings/?/embed/"],
)
def test_no_way_of_typing_an_address_lets_another_site_frame_a_page(deployed: Deployed, address: str) -> None:
    answer = deployed.ask(deployed.base + address)

    # Apache knows no address with %2f, and says so before it looks at the site.
    assert answer.status == 404 or may_frame(answer.headers) == "itself"


def test_what_is_for_hosts_and_builds_is_not_shown(deployed: Deployed) -> None:
    own = {"nginx": "nginx.conf", "apache": ".htaccess"}[deployed.server]
    for name in (MANIFEST, ".htaccess", own):
        assert (deployed.folder / name).is_file()
        assert deployed.ask(deployed.base + name).status in (403, 404), name


def test_every_header_comes_once(deployed: Deployed) -> None:
    for address in (*PAGES, "nobody/", "assets/mark.svg", *kept(deployed.folder)[:2]):
        headers = deployed.ask(deployed.base + address).headers

        assert len(policies(headers)) == 1, address
        assert headers["Content-Security-Policy"].startswith(POLICY)
        for name in ("Referrer-Policy", "X-Content-Type-Options", "Cross-Origin-Opener-Policy"):
            assert "," not in headers[name], address


def test_other_hosts_would_say_the_same_of_the_same_address(deployed: Deployed) -> None:
    headers, redirects = ((deployed.folder / name).read_text("utf-8") for name in ("_headers", "_redirects"))
    files = [deployed.base + path.relative_to(deployed.folder).as_posix() for path in deployed.folder.rglob("*.*")]
    there = {path.removesuffix("index.html") for path in files}

    for path in (*PAGES, *MOVED, *TYPES, *kept(deployed.folder), "nobody/", "es/nobody/"):
        answer, address = deployed.ask(deployed.base + path), deployed.base + path
        for read, host in ((joined, "cloudflare-pages"), (later, "netlify")):
            told = redirected(redirects, address, host, there)
            assert (told is not None and told[0] == 301) == (answer.status == 301), (host, path)
            if told and told[0] == 301:
                assert told[1] == f"/{base_of(answer.headers['Location'])}"
            else:
                said = read(headers, address)
                assert security(said) == security(answer.headers), (host, path)
                assert ("immutable" in said.get("Cache-Control", "")) == ("immutable" in answer.headers.get("Cache-Control", "")), path
        shown = redirected(redirects, address, "netlify", there)
        assert (shown == (404, f"{deployed.base}es/404.html")) == (path == "es/nobody/")


@pytest.mark.parametrize("server", ["nginx", "apache"])
def test_a_folder_of_any_name_is_served_and_breaks_out_of_no_line(server: str) -> None:
    base = "/caf%C3%A9/a(b)'$x%7B;%7D+%22c%5C%20/"
    config = SiteConfig(title="Odd", base_url=f"https://example.org{base}", languages=("en", "es"), deploy=("apache", "nginx"))
    moved = Page(url="old/", template="redirect", title="New", view=RedirectView(to=Link(url="embed/", label="New")))
    top = Path(tempfile.mkdtemp())
    try:
        top.chmod(0o755)
        site = top / "root" / unquote(base[1:])
        files = {output.path: output.make().decode() for output in hosts.write(config, ("kept/*",), [("", moved)])}
        make(site, {**files, "index.html": "home", "embed/index.html": "list", "es/404.html": "nada", "kept/a.css": ""})
        make(top, {"included/nginx.conf": files["nginx.conf"], "own/errors": ""})
        root, own = top / "root", top / "own"
        with servers.nginx(root, top / "included", own) if server == "nginx" else servers.apache(root, own) as ask:
            home, listed, old, kept_, missing = (ask(base + path) for path in ("", "embed/", "old/", "kept/a.css", "es/nobody"))
    finally:
        shutil.rmtree(top)

    assert (home.status, may_frame(home.headers)) == (200, "itself")
    assert (listed.status, may_frame(listed.headers)) == (200, "everybody")
    assert (old.status, unquote(base_of(old.headers["Location"]))) == (301, unquote(f"{base}embed/")[1:])
    assert "immutable" in kept_.headers["Cache-Control"]
    # nginx has no way to write a dollar sign there, so what is missing has its own page.
    assert (missing.status, missing.body == b"nada") == (404, server == "apache")


def test_a_plain_server_needs_nothing_of_ours(published: tuple[Path, str], tmp_path: Path) -> None:
    root, base = published
    folder = root / base[1:]
    pages = {path.relative_to(folder).as_posix(): read_page(path) for path in folder.rglob("*.html")}

    with servers.plain(root, Path(tempfile.mkdtemp(dir=tmp_path))) as ask:
        wrong = [path for path in sorted(reached(pages, prefix=base[1:])) if ask(base + path.removesuffix("index.html")).status != 200]
        moved = ask(f"{base}meetings/monday/")

    assert wrong == []
    assert moved.status == 200
    assert b'http-equiv="refresh"' in moved.body
