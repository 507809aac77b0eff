"""``serve``: for this machine alone, built again on every save, and the last good site stays."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import html5lib
import pytest

from alongside.outputs import read_manifest
from tests.building import ROOT, SMALL, build, command, make, snapshot
from tests.served import PATIENCE, Served, running

LISTING = "content/meetings/boulder/dawn.yaml"


def policy_of(body: str) -> dict[str, set[str]]:
    """What a page says that it may load, as a browser reads it: by directive."""
    metas = html5lib.parse(body, namespaceHTMLElements=False).iter("meta")
    [text] = [meta.get("content", "") for meta in metas if meta.get("http-equiv") == "Content-Security-Policy"]
    return {name: set(values) for name, *values in (part.split() for part in text.split(";"))}


def _today() -> date:
    """The day that ``serve`` builds for."""
    return datetime.now(ZoneInfo("America/Denver")).date()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(make(tmp_path_factory.mktemp("serve") / "site")) as found:
        yield found
    # Whatever the tests sent to it.
    assert "Traceback" not in "".join(found.said)


@pytest.mark.parametrize("host", ["", "localhost", "LOCALHOST", "127.0.0.1:80"])
def test_a_page_is_served_under_the_names_of_this_machine(served: Served, host: str) -> None:
    status, body = served.get("/meetings/tuesday/", host)

    assert status == 200
    assert "Tuesday Group" in body
    assert re.search(r'<script src="/\.serve/page\.js" data-seen="[0-9a-f]{16}" defer></script></head>', body)


def test_a_page_may_run_the_script_that_loads_it_again(served: Served) -> None:
    policy = policy_of(served.get("/")[1])

    finished = policy_of((served.site / "_site" / "index.html").read_text("utf-8"))

    # Nothing else differs from what readers get.
    assert {name: values for name, values in policy.items() if values != finished[name]} == {
        "connect-src": {"'self'", "ws://localhost:*", "ws://127.0.0.1:*"}
    }
    assert policy["script-src"] == {"'self'"}
    assert [served.get(f"/.serve/page.{ending}")[0] for ending in ("js", "css")] == [200, 200]


def test_the_finished_site_itself_has_only_its_own_script_and_no_socket(served: Served) -> None:
    body = (served.site / "_site" / "index.html").read_text("utf-8")

    scripts = [element.attrib for element in html5lib.parse(body, namespaceHTMLElements=False).iter("script")]
    assert [set(attributes) for attributes in scripts] == [{"src", "defer"}]
    assert re.fullmatch(r"\./assets/site\.en\.[0-9a-f]{10}\.js", scripts[0]["src"])
    assert policy_of(body)["connect-src"] == {"'self'"}
    assert ".serve" not in body
    assert not (served.site / "_site" / ".serve").exists()


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "192.168.0.1"])
def test_any_other_name_gets_nothing(served: Served, host: str) -> None:
    for path in ("/", "/meetings/tuesday/", "/.serve/page.js"):
        status, body = served.get(path, host)

        assert status in (403, 404)
        assert "Tuesday" not in body


@pytest.mark.parametrize(
    "path",
    [
        *("/../site_config.yaml", "/../../etc/passwd", "/%2e%2e/site_config.yaml", "/..%2fsite_config.yaml", "/%2e%2e%2fsite_config.yaml"),
        *("/..%5csite_config.yaml", "//etc/passwd", "/%2fetc/passwd", "/meetings/../../site_config.yaml", "/link/site_config.yaml"),
        *(
            "/%00",
            "/index.html%00.txt",
            "/%ff",
            "/%c0%ae%c0%ae/site_config.yaml",
            f"/{'a' * 300}",
            f"/{'a/' * 3000}",
            "/loop",
            "/nothing-here",
        ),
    ],
)
def test_an_address_that_leads_nowhere_or_out_is_not_there(served: Served, path: str) -> None:
    out = served.site / "_site"
    for name, target in (("link", served.site), ("loop", out / "loop")):
        if not (out / name).is_symlink():
            (out / name).symlink_to(target)

    status, body = served.get(path)

    assert status in (400, 404)
    assert "timezone" not in body
    assert "root:" not in body
    assert "Traceback" not in body


def test_what_is_not_there_gets_the_sites_own_page(served: Served) -> None:
    status, body = served.get("/nothing/here/")

    assert status == 404
    assert "This page is not here" in body


def test_a_folder_is_shown_with_its_slash_on_this_machine(served: Served) -> None:
    for path in ("/meetings", "//meetings"):
        status, headers, _ = served.ask(path)

        assert (status, headers["Location"]) == (302, "/meetings/")


def test_a_folder_without_a_page_is_not_listed(served: Served) -> None:
    assert (served.site / "_site" / "assets").is_dir()
    assert served.get("/assets/")[0] == 404


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("assets/site.*.css", "text/css; charset=utf-8"),
        ("assets/site.*.js", "text/javascript; charset=utf-8"),
        ("assets/mark.svg", "image/svg+xml; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("search/*.bin", "application/octet-stream"),
    ],
)
def test_a_file_has_its_type_and_is_what_was_built(served: Served, pattern: str, kind: str) -> None:
    file = next((served.site / "_site").glob(pattern))

    status, headers, body = served.ask(f"/{file.relative_to(served.site / '_site').as_posix()}")

    assert status == 200
    assert headers["Content-Type"] in (kind, kind.replace("application/xml", "text/xml"))
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert pattern == "index.html" or body == file.read_bytes()


def test_head_has_the_same_headers_and_no_body(served: Served) -> None:
    for path in ("/", "/robots.txt", "/nothing", "/.serve/page.js"):
        answers = [served.ask(path, method=method) for method in ("GET", "HEAD")]
        (status, headers, body), (status_of_head, headers_of_head, body_of_head) = answers

        assert status == status_of_head
        assert [(name, value) for name, value in headers.items() if name != "Date"] == [
            (name, value) for name, value in headers_of_head.items() if name != "Date"
        ]
        assert body
        assert not body_of_head


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "NONSENSE"])
def test_nothing_but_reading_is_answered(served: Served, method: str) -> None:
    before = snapshot(served.site / "_site")

    for path in ("/", "/robots.txt", "/.serve/page.js", "/.serve/socket"):
        assert served.ask(path, method=method)[0] in (400, 405)

    assert snapshot(served.site / "_site") == before


def test_what_cannot_be_read_is_told_in_a_sentence(served: Served) -> None:
    # A folder where the page should be; who may read everything would read a file without permissions too.
    page = served.site / "_site" / "404.html"
    body = page.read_bytes()
    page.unlink()
    page.mkdir()
    try:
        status, told = served.get("/nothing-here")
    finally:
        page.rmdir()
        page.write_bytes(body)

    assert status == 500
    assert told == "This page cannot be shown; the terminal says why.\n"


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
def test_a_page_of_this_server_may_hear_of_changes(served: Served, name: str) -> None:
    host = f"{name}:{served.port}"

    assert served.handshake(f"http://{host}", host) == 101


@pytest.mark.parametrize(
    "origin",
    [
        *("https://evil.example", "null", "http://localhost.evil.example", "http://127.0.0.1.evil.example", "file://"),
        *("http://localhost", "http://localhost:1", "http://127.0.0.1:1"),
    ],
)
def test_a_page_from_elsewhere_may_not(served: Served, origin: str) -> None:
    assert served.handshake(origin) == 403


def test_a_page_from_elsewhere_may_not_by_another_name_either(served: Served) -> None:
    assert served.handshake("http://evil.example", "evil.example") in (403, 404)


@pytest.mark.parametrize("message", [b"not json", b"[]", b'"x"', b"{}"])
def test_a_message_that_no_browser_sends_ends_only_its_own_connection(served: Served, message: bytes) -> None:
    assert served.handshake(f"http://localhost:{served.port}", message=message) == 101

    assert served.get("/")[0] == 200


def test_saving_builds_again_and_a_mistake_keeps_the_last_good_site(tmp_path: Path) -> None:
    with running(make(tmp_path / "site")) as served:
        listing = served.site / LISTING

        listing.write_text(SMALL[LISTING].replace("name: Dawn", "name: Early Dawn"))
        assert served.page_holds("/meetings/dawn/", "Early Dawn")
        served.wait_for("page made again: ")
        served.wait_for("built again: ")
        assert "Early Dawn" in served.get("/meetings/")[1]

        listing.write_text(SMALL[LISTING].replace("fellowship: smart", "felowship: smart"))
        assert served.wait_for("felowship")
        served.wait_for("The last good site stays")
        assert "Early Dawn" in served.get("/meetings/dawn/")[1]

        listing.write_text(SMALL[LISTING].replace("name: Dawn", "name: Dawn Again"))
        assert served.page_holds("/meetings/dawn/", "Dawn Again")

        make(served.site, {"content/meetings/boulder/another.yaml": SMALL[LISTING].replace("name: Dawn", "name: Another")})
        assert served.page_holds("/meetings/another/", "Another")

        make(served.site, {"site_config.yaml": SMALL["site_config.yaml"].replace("title: Small", "title: Larger")})
        assert served.page_holds("/", "Larger")

        (served.site / "content/meetings/boulder/another.yaml").unlink()
        assert served.page_is_gone("/meetings/another/")

        build(served.site, tmp_path / "clean", _today())
        assert served.becomes(snapshot(tmp_path / "clean"))


def test_pages_hear_what_concerns_them_and_nothing_else(tmp_path: Path) -> None:
    with running(make(tmp_path / "site")) as served, served.line("/meetings/dawn/") as own, served.line("/guides/first/") as other:
        quiet = {"reload": False, "summary": "", "problems": []}
        assert [line.message() for line in (own, other)] == [quiet, quiet]

        make(served.site, {LISTING: SMALL[LISTING].replace("fellowship: smart", "felowship: smart")})
        [problem] = own.until(reload=False)["problems"]
        assert other.message()["problems"] == [problem]
        checked = command("check", served.site / LISTING, "--site", served.site).stdout
        assert problem in checked
        with served.line("/meetings/dawn/") as late:
            assert late.message()["problems"] == [problem]

        make(served.site, {LISTING: SMALL[LISTING].replace("name: Dawn", "name: Early Dawn")})
        assert own.message() == {**quiet, "reload": True}
        served.wait_for("built again: ")
        # First the page that was saved, then everything: neither changed this one.
        assert [other.message(), other.message()] == [quiet, quiet]

        make(served.site, {"assets/static/mark.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"})
        assert other.message() == {**quiet, "reload": True}


def test_an_interrupt_that_something_catches_ends_it_all_the_same() -> None:
    script = """
import os, signal, time
from tornado.ioloop import IOLoop
from alongside.cli.server import heed_ends
loop = IOLoop.current()
heed_ends(loop)
def catches_everything():
    try:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(60)
    except:
        print("caught")
loop.add_callback(catches_everything)
loop.start()
print("ended")
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
    )

    assert (done.stdout.split(), done.stderr) == (["caught", "ended"], "")


def test_a_branch_that_is_checked_out_in_the_middle_of_a_build_is_shown_as_it_is(tmp_path: Path) -> None:
    with running(make(tmp_path / "site")) as served:
        for number in range(60):
            make(served.site, {f"content/meetings/boulder/m{number}.yaml": SMALL[LISTING].replace("Dawn", f"Meeting {number}")})
            if number % 20 == 5:
                time.sleep(0.15)
        make(served.site, {LISTING: SMALL[LISTING].replace("name: Dawn", "name: Last of all")})
        (served.site / "content/tools/counter.yaml").unlink()

        build(served.site, tmp_path / "clean", _today())
        assert served.becomes(snapshot(tmp_path / "clean"))


def test_mistakes_before_the_first_build_are_shown_where_nothing_is_yet(tmp_path: Path) -> None:
    site = make(tmp_path / "site", {**SMALL, LISTING: SMALL[LISTING].replace("fellowship: smart", "felowship: smart")})
    with running(site) as served, served.line("/meetings/dawn/") as line:
        told = line.message()
        status, body = served.get("/meetings/dawn/")
        make(site, {LISTING: SMALL[LISTING]})

        assert "felowship" in told["problems"][0]
        assert status == 404
        assert "Nothing is here yet" in body
        assert line.message()["reload"]
        assert "Dawn" in served.get("/meetings/dawn/")[1]


def test_what_it_wrote_is_known_to_the_next_build(tmp_path: Path) -> None:
    with running(make(tmp_path / "site")) as served:
        make(served.site, {LISTING: SMALL[LISTING].replace("name: Dawn", "name: Early Dawn")})
        served.wait_for("built again: ")

    done = command("build", "--site", served.site)

    assert "0 of them new" in done.stdout
    assert all(known.key for known in read_manifest(served.site / "_site").values())


def test_it_ends_while_it_builds_and_leaves_no_process(tmp_path: Path) -> None:
    with running(make(tmp_path / "site")) as served:
        make(served.site, {"site_config.yaml": SMALL["site_config.yaml"].replace("title: Small", "title: Larger")})
        time.sleep(0.2)

        assert served.stop() == 0

    # The lock goes with the last process that has it.
    assert command("build", "--site", served.site).returncode == 0
    assert "Traceback" not in "".join(served.said)


def test_a_template_with_a_mistake_keeps_the_last_good_site_too_until_ctrl_c(tmp_path: Path) -> None:
    site = make(tmp_path / "site", {**SMALL, "templates/pages/home.html": (ROOT / "templates/pages/home.html").read_text("utf-8")})
    with running(site) as served:
        (site / "templates/pages/home.html").write_text("{% if %}\n")
        told, status = served.wait_for("home.html"), served.get("/")[0]

        code = served.stop()

    assert "home.html:1" in told
    assert status == 200
    assert code == 0
    assert "Traceback" not in "".join(served.said)


def test_a_port_that_is_taken_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        done = subprocess.run(
            [sys.executable, str(ROOT / "build.py"), "serve", "--site", str(make(tmp_path / "site")), "--port", port],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    assert done.returncode == 3
    assert f"Port {port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_site_is_told_before_anything_is_served(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "serve", "--site", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert done.returncode == 2
    assert "site_config.yaml" in done.stderr
