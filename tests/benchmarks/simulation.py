"""The what-if in a real browser: from the key that moves a level to the changed index on the page.

Measured in JupyterLab and at the pages, from the browser's own input event to the new figure in the document.
Beside it the least that could be: the echo of a bare field in the same JupyterLab.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, sync_playwright

from spbe_lib.intake.again import receive_kept
from spbe_lib.workspace import Workspace, open_workspace
from tests.benchmarks.figure import Figure, below
from tests.benchmarks.forms import bare_notebook
from tests.browser.chromium import executable
from tests.browser.workbench import NOT_KEPT, ROOT, Lab, Seat, Voila, running_lab, running_pages
from tests.intake.desks import BUNDLED, desk_in

CHANGES, BAR = 40, 0.1
"""How many changes are measured; seconds after which somebody no longer sees one movement."""

_NOTEBOOK, _BARE = "06_rencana", "00_kolom"
_ITEMS = ("13", "22", "27", "29", "34")
_WATCH = """
([from, figure]) => {
  window.passed = [];
  let began = null;
  const shown = () => document.querySelector(figure)?.textContent;
  let before = shown();
  document.addEventListener('input', (each) => {
    if (each.target.matches(from)) began ??= performance.now();
  }, true);
  new MutationObserver(() => {
    if (began === null || shown() === before) return;
    window.passed.push((performance.now() - began) / 1000);
    before = shown();
    began = null;
  }).observe(document.body, {childList: true, subtree: true, characterData: true});
}
"""
_FIGURE = ".sim-ringkas .sim-kartu > div:nth-child(3) dd"


def figures() -> Iterator[Figure]:
    """Measure at both places; medians in seconds."""
    with _office() as (workspace, home, browser):
        with running_lab(workspace, home / "lab") as server:
            lab = Lab(workspace, server, browser)
            bare = lab.sit(_BARE, nama="gema")
            echo = _typed(bare)
            at_lab = _moved(lab.sit(_NOTEBOOK, siklus=BUNDLED.name, nama="ukur"))
            lab.leave()
        with running_pages(workspace, home / "halaman") as server:
            pages = Voila(workspace, server, browser)
            at_pages = _moved(pages.sit(_NOTEBOOK, siklus=BUNDLED.name, nama="ukur"))
            pages.leave()
    for place, passed in (("JupyterLab", at_lab), ("pages", at_pages)):
        yield below(
            f"what-if: a level moved until the index follows, {place}",
            passed,
            "s",
            bar=BAR,
            peer=echo,
            peer_name="echo of a bare field",
        )


@contextmanager
def _office() -> Iterator[tuple[Workspace, Path, Browser]]:
    """The example with all that was received, and a browser."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        root = Path(place) / "kantor"
        shutil.copytree(ROOT / "notebooks", root / "notebooks")
        folder = Path(shutil.copytree(BUNDLED, root / "inputs" / BUNDLED.name, ignore=NOT_KEPT))
        with desk_in(folder) as desk:
            list(receive_kept(desk))
        nbformat.write(bare_notebook(), root / "notebooks" / f"{_BARE}.ipynb")
        for name in ("lab", "halaman"):
            (Path(place) / name).mkdir()
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        yield open_workspace(root), Path(place), browser
        browser.close()


def _moved(seat: Seat) -> list[float]:
    """Seconds of every change, each by an arrow key on a slider as somebody presses it."""
    seat.counter.locator(".sim-geser").first.wait_for()
    seat.page.wait_for_timeout(1000)
    seat.page.evaluate(_WATCH, [".sim-geser", _FIGURE])
    for place in range(CHANGES):
        slider = seat.counter.locator(f'.sim-geser[data-butir="{_ITEMS[place % len(_ITEMS)]}"]')
        slider.press("ArrowLeft" if place // len(_ITEMS) % 2 else "ArrowRight")
        seat.page.wait_for_function("count => window.passed.length > count", arg=place)
        seat.page.wait_for_timeout(50)
    return [float(each) for each in seat.page.evaluate("window.passed")]


def _typed(seat: Seat) -> list[float]:
    """Seconds of every echo of a field that only repeats what is typed."""
    seat.page.evaluate(_WATCH, [".spbe-loket input", ".spbe-loket .widget-html-content"])
    field = seat.counter.locator("input").first
    for place in range(CHANGES):
        field.press("a")
        seat.page.wait_for_function("count => window.passed.length > count", arg=place)
        seat.page.wait_for_timeout(50)
    return [float(each) for each in seat.page.evaluate("window.passed")]
