"""Find the Chromium that the browser tests drive; run as a module, bring one where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def executable() -> str | None:
    """Path of an installed browser, or None where only Playwright's own can be used."""
    named = os.environ.get("SPBE_CHROMIUM")
    return named or next((path for name in _NAMES if (path := shutil.which(name))), None)


def bring() -> None:
    """Have Playwright fetch its browser where none is installed."""
    if executable():
        return
    with sync_playwright() as playwright:
        present = Path(playwright.chromium.executable_path).exists()
    if not present:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    bring()
