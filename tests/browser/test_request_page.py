"""The list of documents asked for in a real browser: offline, on a phone, printed, with hostile texts."""

import re
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pypdf import PdfReader

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Records
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.register import Cycle
from spbe_lib.records.requests import requested_documents
from spbe_lib.reporting.page import SAMPLE
from spbe_lib.reporting.request_page import request_page
from tests.browser.conftest import open_page
from tests.browser.test_report_page import CLIPPED, squeezed
from tests.hostile import HOSTILE
from tests.records.asking import answer, cycle, proof, recorded, yes
from tests.reporting.test_request_page import hostile_cycle

PHONE, DESKTOP = 360, 1100
EXAMPLE = Path(__file__).parents[2] / "inputs" / "contoh-2024"
LARGEST = 150_000
"""Bytes that a list may have, so that it goes by any messenger."""


def unknown_requirements() -> Cycle:
    """A cycle under an edition whose requirements are not known, and without letter or deadline."""
    return cycle(edition="permenpanrb-5-2018", leads={35: "diskominfo"}, services={}, requested=None)


PAGES: dict[str, tuple[Callable[[], Cycle], str, Records]] = {
    "banyak": (lambda: read_cycle(EXAMPLE), "diskominfo", Records()),
    "kecamatan": (lambda: read_cycle(EXAMPLE), "kec-utara", Records()),
    "tanpa-syarat": (unknown_requirements, "diskominfo", Records()),
    "sebagian": (
        lambda: cycle(before=recorded(answer("13", proof("SK", "I13-L2-01")))),
        "diskominfo",
        recorded(yes("I16-L3-01", proof("Surat"))),
    ),
    "jahil": (hostile_cycle, "diskominfo", Records()),
}
EVERY_PAGE = pytest.mark.parametrize("name", PAGES)
EVERY_WIDTH = pytest.mark.parametrize("width", [PHONE, DESKTOP])


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every kind of list, written the way the product does."""
    folder = tmp_path_factory.mktemp("permintaan")
    for name, (make, opd, records) in PAGES.items():
        of = make()
        edition = load_edition(of.edition)
        asked = requested_documents(of, edition, records, opd)
        (folder / f"{name}.html").write_text(request_page(of, edition, of.opd(opd), asked), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in PAGES}


@pytest.mark.failure(14)
@EVERY_WIDTH
@EVERY_PAGE
def test_a_list_opens_offline_and_shows_every_word(
    browser: Browser, lists: dict[str, Path], name: str, width: int
) -> None:
    """Network off: no request, no complaint, nothing sideways, nothing clipped, no rule of axe broken."""
    opened = open_page(browser, lists[name], width)

    assert opened.complaints == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") == width
    assert opened.page.evaluate(CLIPPED) == []
    violations = Axe().run(opened.page).response["violations"]
    assert [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in violations] == []


@pytest.mark.failure(25)
@EVERY_PAGE
def test_the_headings_are_in_order(browser: Browser, lists: dict[str, Path], name: str) -> None:
    """One h1, no level skipped, in Indonesian."""
    page = open_page(browser, lists[name], DESKTOP).page
    tags = page.locator("h1, h2, h3").evaluate_all("es => es.map(e => Number(e.tagName[1]))")

    assert page.locator("html").get_attribute("lang") == "id"
    assert tags.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(tags))


def test_the_first_screen_of_a_phone_says_until_when_and_how_much(
    browser: Browser, lists: dict[str, Path]
) -> None:
    """Letter, deadline and summary are read without scrolling."""
    page = open_page(browser, lists["banyak"], PHONE).page
    summary = page.locator("h2").first.locator("xpath=following-sibling::ul[1]").bounding_box()

    assert summary
    assert summary["y"] + summary["height"] < 800
    assert "31 Mei 2024" in page.locator("dl.asal").first.inner_text()


@pytest.mark.failure(12)
def test_hostile_texts_do_nothing(browser: Browser, lists: dict[str, Path]) -> None:
    """Read letter by letter, by a browser too."""
    page = open_page(browser, lists["jahil"], DESKTOP).page

    assert squeezed(page.inner_text("main")).count(squeezed(HOSTILE)) > 10
    assert page.evaluate("window.hacked") is None
    assert page.locator("main script, main img, main b").count() == 0


@pytest.mark.parametrize(("name", "most"), [("banyak", 20), ("kecamatan", 4)])
def test_it_prints_on_a4_with_a_line_on_every_sheet(
    browser: Browser, lists: dict[str, Path], name: str, most: int
) -> None:
    """Stamp and number on each sheet; no sheet without a word."""
    page = open_page(browser, lists[name], DESKTOP).page
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    sheets = [re.sub(r"\s+", " ", sheet.extract_text()) for sheet in printed.pages]

    assert len(sheets) <= most
    assert {(round(s.mediabox.width), round(s.mediabox.height)) for s in printed.pages} == {(595, 842)}
    for place, sheet in enumerate(sheets, start=1):
        assert f"{SAMPLE} · DAFTAR PERMINTAAN DATA DUKUNG" in sheet
        assert f"{place} / {len(sheets)}" in sheet
        assert len(sheet) > 200


@EVERY_PAGE
def test_a_list_is_small(lists: dict[str, Path], name: str) -> None:
    """Also with 26 indicators."""
    assert lists[name].stat().st_size <= LARGEST
