"""The report of simulations in a real browser: offline, on a phone, printed, and with hostile names."""

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pypdf import PdfReader

from spbe_lib.reporting.document import to_bytes
from spbe_lib.reporting.render import print_letter
from spbe_lib.workspace import write_whole
from tests.browser.conftest import open_page
from tests.browser.test_report_page import CLIPPED, squeezed
from tests.hostile import HOSTILE, made_hostile
from tests.reporting.simulation_inputs import ALL, several

PHONE, DESKTOP = 360, 1100
LETTER = Path(__file__).parents[2] / "notebooks" / "laporan" / "laporan_simulasi.ipynb"
NAMES = [*ALL, "jahil"]
WATERMARK = """
() => {
  const mark = getComputedStyle(document.body, '::before');
  return [mark.content, mark.position, Number(mark.zIndex) < 0];
}
"""


@pytest.fixture(scope="module")
def simulations(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every kind of simulation, rendered, and one with hostile text in every field."""
    folder = tmp_path_factory.mktemp("simulasi")
    documents: dict[str, Any] = {name: make() for name, make in ALL.items()}
    documents["jahil"] = made_hostile(cast("Any", several()))
    found = {}
    for name, document in documents.items():
        write_whole(folder / f"{name}.json", to_bytes(document))
        printed = print_letter(LETTER, folder, f"{name}.json")
        assert printed.html, printed.failure
        found[name] = folder / f"{name}.html"
        write_whole(found[name], printed.html)
    return found


@pytest.mark.failure(14)
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", NAMES)
def test_it_opens_offline_fits_and_can_be_read_by_everybody(
    browser: Browser, simulations: dict[str, Path], name: str, width: int
) -> None:
    """No request, no complaint, no word cut off, no violation by axe-core."""
    opened = open_page(browser, simulations[name], width)

    assert opened.complaints == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") == width
    assert opened.page.evaluate(CLIPPED) == []
    found = Axe().run(opened.page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


@pytest.mark.failure(27)
@pytest.mark.parametrize("name", ["satu", "beberapa"])
def test_the_watermark_lies_behind_the_text_on_screen_and_on_every_sheet(
    browser: Browser, simulations: dict[str, Path], name: str
) -> None:
    """It follows the screen, hides nothing, and stands on each printed sheet beside the stamp."""
    page = open_page(browser, simulations[name], DESKTOP).page
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))

    assert page.evaluate(WATERMARK) == ['"SIMULASI – BUKAN NILAI RESMI"', "fixed", True]
    assert len(printed.pages) > 1
    for sheet in printed.pages:
        told = re.sub(r"\s+", " ", sheet.extract_text())
        assert told.count("RESMI") > told.count("· SIMULASI – BUKAN NILAI RESMI")
        assert "DATA CONTOH – BUKAN DATA SEBENARNYA · SIMULASI – BUKAN NILAI RESMI" in told


@pytest.mark.failure(12)
def test_hostile_names_stay_text(browser: Browser, simulations: dict[str, Path]) -> None:
    """Markup, math and templates in every text field are read, letter by letter, and do nothing."""
    page = open_page(browser, simulations["jahil"], DESKTOP).page

    assert squeezed(page.inner_text("main")).count(squeezed(HOSTILE)) > 20
    assert page.evaluate("window.hacked") is None
    assert page.locator("main script, main img[src='x'], main b b").count() == 0


def test_headings_are_in_order_and_the_drawing_has_words(
    browser: Browser, simulations: dict[str, Path]
) -> None:
    """One h1, no level skipped; every step of the waterfall in the alternative text."""
    page = open_page(browser, simulations["satu"], DESKTOP).page
    levels = [
        int(tag[1]) for tag in page.locator("h1, h2, h3, h4").evaluate_all("es => es.map(e => e.tagName)")
    ]
    told = page.locator("figure img").get_attribute("alt") or ""

    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert "butir 43 Layanan Data Terbuka \u2212" in told
    assert "butir 13 Keterpaduan Rencana dan Anggaran SPBE +" in told
