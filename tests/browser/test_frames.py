"""Who may show a page in a frame, asked of a real browser with the headers that each host sends."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright import sync_api

from alongside.config import SiteConfig
from tests.building import absent
from tests.hosts import HOSTS, Host, written

FRAMES = ("/meetings/", "/embed/meetings/", "/es/embed/meetings/")


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    """A browser with nothing in it."""
    if not (chromium := shutil.which("chromium")):
        absent("chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@contextmanager
def server(file: str, host: Host) -> Iterator[int]:
    """A site on a port of its own; only /parent.html, which shows its pages in frames, has no headers."""
    text = written(SiteConfig(title="Alongside", languages=("en", "es")))[file]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            frames = "".join(f'<iframe src="http://127.0.0.1:{running.server_port}{address}"></iframe>' for address in FRAMES)
            is_parent = self.path == "/parent.html"
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            for name, value in ({} if is_parent else host(text, self.path)).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>Page</title>{frames if is_parent else '<p>here'}".encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield running.server_port
        running.shutdown()


def shown(browser: sync_api.Browser, name: str, file: str, host: Host) -> tuple[list[str], list[str]]:
    """The addresses whose content stands in frames of a page on the host ``name``, and what the browser complains of."""
    with server(file, host) as port, browser.new_page() as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"http://{name}:{port}/parent.html", wait_until="load")
        texts = [(frame.locator("body").inner_text(), frame.url.partition(f":{port}")[2]) for frame in page.frames[1:]]
    return [address for text, address in texts if text == "here"], said


@pytest.mark.parametrize(("file", "host"), HOSTS)
def test_another_site_shows_only_what_is_made_for_it(browser: sync_api.Browser, file: str, host: Host) -> None:
    found, said = shown(browser, "localhost", file, host)

    assert found == ["/embed/meetings/", "/es/embed/meetings/"]
    # It may say so more than once; an unknown feature or a policy that it cannot read would be a line of another kind.
    assert {re.sub(r".*(X-Frame-Options|frame-ancestors).*", r"\1", line, flags=re.DOTALL) for line in said} == {
        "X-Frame-Options" if file == "_headers" else "frame-ancestors"
    }


@pytest.mark.parametrize(("file", "host"), HOSTS)
def test_the_site_itself_shows_everything(browser: sync_api.Browser, file: str, host: Host) -> None:
    found, said = shown(browser, "127.0.0.1", file, host)

    assert found == list(FRAMES)
    assert said == [], "every feature that is turned off is known to it"
