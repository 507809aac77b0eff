"""The browser: which one, how it is started, and what is written down of everything that a page asks for and complains about."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

ROOT = Path(__file__).parents[2]
PROBES = Path(__file__).parent / "probes"
NODE_MODULES = ROOT / "node_modules"
NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# A browser left to itself looks for updates, lists and experiments; ours talks to the site alone.
QUIET = (
    *("--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-domain-reliability"),
    *("--disable-gpu", "--disable-sync", "--no-first-run", "--no-pings", "--no-sandbox"),
)


def executable() -> str | None:
    """Where the system's Chromium is, or None. CHROME_PATH names another."""
    return next((found for name in (os.environ.get("CHROME_PATH"), *NAMES) if name and (found := shutil.which(name))), None)


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless Chromium, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()


class Open(Protocol):
    """Opens a page of the site; the options are those of a browser context: ``color_scheme``, ``java_script_enabled``, ``viewport`` ..."""

    def __call__(self, path: str | None = None, **options: Any) -> Page: ...


@dataclass
class Record:
    """Everything that pages asked for and complained about."""

    origin: str
    """The site's own; anything else that is asked for is a fault."""
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    """Pages that are not there and were asked for as pages: their answer 404 is what a test wants to see."""

    def watch(self, page: Page) -> Page:
        """Begins to write down what happens on a page."""
        page.on("request", self._asked)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("crash", lambda crashed: self.faults.append(f"{crashed.url}: crashed"))
        return page

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.faults.append(f"{request.frame.url}: asks for {request.url}")
        if request.is_navigation_request():
            self.missing.add(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        """A refusal by the policy and a trusted types violation are console errors too."""
        itself = "status of 404" in message.text and message.location.get("url") in self.missing
        if message.type == "error" and not itself:
            self.faults.append(f"{urlsplit(message.location.get('url', '')).path}: {message.text}")


def probe(page: Page, name: str, *arguments: Any) -> Any:
    """What one of the functions in probes/ finds out on a page."""
    return page.evaluate((PROBES / f"{name}.js").read_text("utf-8"), list(arguments))
