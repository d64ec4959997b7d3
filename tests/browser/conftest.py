"""A real Chromium with the network off, and everything that it complains about."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import executable
from tests.browser.workbench import both, cycle, empty_cycle, lab, lab_server, office, page_server, voila

__all__ = ["both", "cycle", "empty_cycle", "lab", "lab_server", "office", "page_server", "voila"]


@dataclass
class Opened:
    """An opened page and what went wrong while it opened."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def complain(self, about: str) -> None:
        """Note something that a reader should never meet."""
        self.complaints.append(about)

    def asked_for(self, url: str) -> None:
        """Note a request that leaves the page."""
        if not url.startswith(("file:", "data:")):
            self.complain(f"request: {url}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless browser for all tests."""
    with sync_playwright() as playwright:
        # Inside a container there is no user namespace for Chromium's own sandbox.
        running = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(autouse=True)
def close_pages(browser: Browser) -> Iterator[None]:
    """Close what a test opened: a hundred large pages at once slow every next one down."""
    yield
    for context in browser.contexts:
        context.close()


def open_page(browser: Browser, path: Path, width: int, height: int = 800) -> Opened:
    """Open a file from the disk, offline, at a width in CSS pixels."""
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
    opened = Opened(context.new_page())
    opened.page.on("console", lambda message: opened.complain(message.text))
    opened.page.on("pageerror", lambda error: opened.complain(str(error)))
    opened.page.on("requestfailed", lambda request: opened.complain(f"failed: {request.url[:80]}"))
    opened.page.on("dialog", lambda dialog: opened.complain(dialog.message))
    opened.page.on("request", lambda request: opened.asked_for(request.url))
    opened.page.goto(path.as_uri(), wait_until="load")
    return opened
