"""The form of an OPD with 26 indicators in a real browser: the first form, the next indicator, what is kept.

Beside each the least that could be: one bare field in the same JupyterLab, and its way to the kernel.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import sync_playwright

from spbe_lib.workspace import Workspace, open_workspace
from tests.benchmarks.figure import Figure, below
from tests.browser.chromium import executable
from tests.browser.workbench import ROOT, Lab, LabSeat, running_lab
from tests.intake.desks import copy_register

ROUNDS = 5
FIRST, SWITCH, SAVE = 10, 0.5, 2
"""Seconds: for a form to be there, before somebody wonders, and after which no key may be lost."""

_NOTEBOOK, _BARE = "01_isi_jawaban", "00_kolom"
_OPD = "Dinas Komunikasi dan Informatika"
_CODE = """
import ipywidgets as w
field, told = w.Text(description="Kolom"), w.HTML("")
field.observe(lambda change: setattr(told, "value", change["new"]), "value")
box = w.VBox([field, told])
box.add_class("spbe-loket")
box
"""
_UNTIL = """
([change, arrived]) => new Promise((done) => {
  const began = performance.now();
  eval(change);
  const look = () => eval(arrived) ? done((performance.now() - began) / 1000) : requestAnimationFrame(look);
  look();
})
"""
_SWITCH = """
const list = document.querySelector('.isi-daftar select');
list.selectedIndex = {0};
list.dispatchEvent(new Event('change', {{bubbles: true}}));
"""
_TYPE = """
const area = [...document.querySelectorAll('{0}')].find((each) => each.offsetParent);
area.value += 'a';
area.dispatchEvent(new Event('input', {{bubbles: true}}));
window.told = document.querySelector('{1}').textContent;
"""
_TITLE = "document.querySelector('.isi-kolom h3').textContent.startsWith('Indikator {0} ')"
_KEPT = (
    "(document.querySelector('.isi-bilah .tepi').textContent.startsWith('Draf tersimpan')"
    " && document.querySelector('.isi-bilah .tepi').textContent !== window.told)"
)
_ECHOED = "document.querySelector('.spbe-loket .widget-html-content').textContent !== window.told"


def figures() -> Iterator[Figure]:
    """Measure all three, in turn with the bare field; medians in seconds."""
    with _lab() as lab:
        bare, form = ([_first(lab, each) for _ in range(ROUNDS)] for each in (_BARE, _NOTEBOOK))
        seat = lab.sit(_BARE, nama="gema")
        echo = _repeated(seat, _TYPE.format(".spbe-loket input", ".spbe-loket .widget-html-content"), _ECHOED)
        seat = _seated(lab)
        switch = [_switch(seat, number) for number in (5, 12, 19, 26, 42)]
        save = _repeated(seat, _TYPE.format(".spbe-loket textarea", ".isi-bilah .tepi"), _KEPT)
    echoed = "echo of a bare field"
    yield below(
        "first usable form after the cell runs", form, "s", bar=FIRST, peer=bare, peer_name="a bare field"
    )
    yield below("switch of indicator, 26 indicators", switch, "s", bar=SWITCH, peer=echo, peer_name=echoed)
    yield below("typed text kept as a draft", save, "s", bar=SAVE, peer=echo, peer_name=echoed)


@contextmanager
def _lab() -> Iterator[Lab]:
    """A JupyterLab with the example's register and a browser, both fresh."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        workspace = _office(Path(place) / "kantor")
        home = Path(place) / "rumah"
        home.mkdir()
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        with running_lab(workspace, home) as server:
            lab = Lab(workspace, server, browser)
            yield lab
            lab.leave()
        browser.close()


def _office(root: Path) -> Workspace:
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    (root / "inputs").mkdir()
    copy_register(root / "inputs")
    nbformat.write(bare_notebook(), root / "notebooks" / f"{_BARE}.ipynb")
    return open_workspace(root)


def bare_notebook() -> nbformat.NotebookNode:
    """A notebook with one bare field that is repeated below it."""
    parameters = nbformat.v4.new_code_cell('nama: str = ""', metadata={"tags": ["parameters"]})
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    cells = [parameters, nbformat.v4.new_code_cell(_CODE)]
    made: nbformat.NotebookNode = nbformat.v4.new_notebook(cells=cells, metadata=spec)
    return made


def _first(lab: Lab, notebook: str) -> float:
    """Seconds from the command to run all cells until there is a field; in a kernel that has done nothing."""
    seat = lab.open(notebook, nama="awal")
    began = time.perf_counter()
    seat.run_all()
    passed = time.perf_counter() - began
    seat.page.context.close()
    lab.leave()
    return passed


def _seated(lab: Lab) -> LabSeat:
    seat = lab.sit(_NOTEBOOK, nama="ukur")
    seat.counter.get_by_label("Perangkat daerah", exact=True).select_option(label=_OPD)
    seat.counter.get_by_role("heading", name="Indikator 1 –").wait_for()
    return seat


def _switch(seat: LabSeat, number: int) -> float:
    """Seconds from the choice in the list until the other indicator stands there."""
    lines = seat.counter.locator(".isi-daftar option").all_inner_texts()
    place = next(at for at, line in enumerate(lines) if line.split()[1] == str(number))
    seat.page.wait_for_timeout(500)
    return float(seat.page.evaluate(_UNTIL, [_SWITCH.format(place), _TITLE.format(number)]))


def _repeated(seat: LabSeat, change: str, arrived: str) -> list[float]:
    """Seconds from a key until the page answers it, again and again."""
    passed = []
    for _ in range(ROUNDS):
        seat.page.wait_for_timeout(1500)
        passed.append(float(seat.page.evaluate(_UNTIL, [change, arrived])))
    return passed
