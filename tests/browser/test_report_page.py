"""The rendered report in a real browser: offline, on a phone, printed, and with hostile names."""

import dataclasses
import re
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pypdf import PdfReader

from spbe_lib.reporting.changes.rows import ConsolidatedChanges, CountChange, FigureChange, ValueChange
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.inputs import consolidated_input
from tests.browser.conftest import open_page
from tests.hostile import HOSTILE
from tests.large_cycles import example, many_times

PHONE, DESKTOP = 360, 1100
NAMES = ["madiun", "bandar_lampung", "newest", "incomplete", "example", "hostile"]

# Text that a reader cannot see: outside the width of the screen, or cut off by a box around it.
# The head of the phone's indicator table is hidden on purpose: its words stand before each value.
CLIPPED = """
() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    const hidden = parent.closest('style, table.butir thead, table.daftar thead');
    if (!node.data.trim() || hidden) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const outside = box.left < -0.5 || box.right > document.documentElement.clientWidth + 0.5;
      let cut = false;
      for (let e = parent; e && e !== document.body; e = e.parentElement) {
        const frame = e.getBoundingClientRect();
        const hides = getComputedStyle(e).overflow !== 'visible';
        cut = cut || (hides && (box.right > frame.right + 0.5 || box.bottom > frame.bottom + 0.5));
        const cell = e.tagName === 'TD' || e.tagName === 'TH' || e.tagName === 'DD';
        cut = cut || (cell && box.right > frame.right + 0.5);
      }
      if (outside || cut) found.push(node.data.trim().slice(0, 60));
    }
  }
  return found;
}
"""


@pytest.mark.failure(14)
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", NAMES)
def test_a_report_opens_offline_without_a_request_or_a_complaint(
    browser: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    """Network off: nothing is asked for, nothing fails, the console is empty."""
    opened = open_page(browser, pages[name], width)

    assert opened.complaints == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_scrolls_sideways_and_no_text_is_clipped(
    browser: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    """A phone of 360 px shows every word without sideways scrolling, and so does a desktop."""
    page = open_page(browser, pages[name], width).page

    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_no_violation(browser: Browser, pages: dict[str, Path], name: str, width: int) -> None:
    """The accessibility rules of axe-core hold, on the phone and on the desktop."""
    page = open_page(browser, pages[name], width).page

    violations = Axe().run(page).response["violations"]

    assert [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in violations] == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", NAMES)
def test_with_every_figure_unfolded_nothing_is_clipped_and_axe_finds_nothing(
    browser: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    """All workings open at once, as a reader may leave them: the page stays as wide as the screen."""
    page = open_page(browser, pages[name], width).page
    opened = page.evaluate("[...document.querySelectorAll('details')].map(e => e.open = true).length")

    assert opened > 10
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(CLIPPED) == []
    assert Axe().run(page).response["violations"] == []


def test_a_figure_unfolds_by_keyboard_and_without_a_script(browser: Browser, pages: dict[str, Path]) -> None:
    """Focus on a row's name, press Enter: level × weight stand there; press again, and they are gone."""
    page = open_page(browser, pages["madiun"], PHONE).page
    row = page.locator("table.angka summary", has_text="Aspek 6")
    working = page.get_by_text("4 × 5 = 20").first
    assert not working.is_visible()

    row.focus()
    page.keyboard.press("Enter")
    assert working.is_visible()
    page.keyboard.press("Enter")
    assert not working.is_visible()


def squeezed(text: str) -> str:
    """A text with single spaces, and without the signs that turn the reading direction."""
    return " ".join(re.sub("[\\u202e\\u2066]", " ", text).split())


@pytest.mark.failure(12)
def test_hostile_names_stay_text(browser: Browser, pages: dict[str, Path]) -> None:
    """Markup, math, templates and formulas in every text field are read, letter by letter, and do nothing."""
    page = open_page(browser, pages["hostile"], DESKTOP).page

    assert squeezed(page.inner_text("main")).count(squeezed(HOSTILE)) > 100
    assert page.evaluate("window.hacked") is None
    assert page.locator("main script, main img[src='x'], main b").count() == 0
    assert page.title().count("<script>") > 0


def test_the_main_job_reads_as_published(browser: Browser, pages: dict[str, Path]) -> None:
    """Kabupaten Madiun 2020: aspects, domains, 3,30 and Baik, exactly as the official report prints them."""
    page = open_page(browser, pages["madiun"], DESKTOP).page
    rows = page.locator("table.angka tbody tr")
    figures = {}
    for place in range(rows.count()):
        label, _, shown, published = rows.nth(place).locator("td").all_inner_texts()
        assert shown == published
        figures[label.split(":")[0]] = shown

    assert figures == {
        "Indeks SPBE": "3,30",
        "Domain 1": "3,18",
        "Domain 2": "3,14",
        "Domain 3": "3,42",
        "Aspek 1": "3,00",
        "Aspek 2": "3,30",
        "Aspek 3": "3,00",
        "Aspek 4": "3,50",
        "Aspek 5": "3,00",
        "Aspek 6": "3,57",
        "Aspek 7": "3,17",
    }
    assert "Indeks SPBE 3,30 dengan predikat Baik" in page.inner_text("main")


def test_bars_are_as_long_as_their_figures(browser: Browser, pages: dict[str, Path]) -> None:
    """A bar's length is figure ÷ 5 of the cell: 3,30 fills 66 percent."""
    page = open_page(browser, pages["madiun"], DESKTOP).page

    bar = page.locator("table.angka tbody tr").first.locator("td").nth(2)

    assert "66.1%" in bar.evaluate("e => getComputedStyle(e).backgroundImage")


@pytest.mark.failure(3)
@pytest.mark.failure(28)
def test_an_incomplete_report_has_no_index_and_no_predicate(browser: Browser, pages: dict[str, Path]) -> None:
    """While an aspect is unanswered: average, lowest, highest, completeness, and "—" for a missing figure."""
    page = open_page(browser, pages["incomplete"], PHONE).page
    text, published = page.inner_text("main").split("Perbandingan Nasional\n")
    rows = dict(
        zip(
            page.locator("table.angka tbody td:nth-child(1)").all_inner_texts(),
            page.locator("table.angka tbody td:nth-child(3)").all_inner_texts(),
            strict=True,
        )
    )

    assert "Indeks dan predikat belum ada: 41 dari 47 butir terisi" in text
    for words in ("Rata-rata terisi", "Nilai terendah", "Nilai tertinggi yang masih mungkin"):
        assert words in text
    for predicate in ("Kurang", "Cukup", "Sangat Baik", "Memuaskan"):
        assert predicate not in text
    assert "Penilaian pada laporan ini belum lengkap dan tidak diberi peringkat." in published
    assert rows["Indeks SPBE"] == rows["Domain 4: Layanan SPBE"] == "—"
    assert rows["Aspek 8: Layanan Publik Berbasis Elektronik"] == "—"
    assert rows["Domain 1: Kebijakan Internal SPBE"] == "1,40"


@pytest.mark.failure(27)
@pytest.mark.parametrize(
    ("name", "stamp", "most"),
    [
        ("madiun", "NILAI AKHIR ASESOR EKSTERNAL", 10),
        ("incomplete", "HASIL PENILAIAN MANDIRI – BELUM DINILAI ASESOR EKSTERNAL", 12),
        ("newest", "NILAI SEMENTARA ASESOR EKSTERNAL – TAHAP INTERVIU, BELUM NILAI AKHIR", 10),
        (
            "example",
            "DATA CONTOH – BUKAN DATA SEBENARNYA · HASIL PENILAIAN MANDIRI – BELUM DINILAI ASESOR EKSTERNAL",
            40,
        ),
    ],
)
def test_every_printed_page_carries_the_stamp_and_its_number(
    browser: Browser, pages: dict[str, Path], name: str, stamp: str, most: int
) -> None:
    """On A4 each sheet says whose figures these are; a screenshot of the screen says it too."""
    page = open_page(browser, pages[name], DESKTOP).page
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))

    assert 3 <= len(printed.pages) <= most
    for number, sheet in enumerate(printed.pages, start=1):
        words = re.sub(r"\s+", " ", sheet.extract_text())
        assert stamp in words
        assert f"{number} / {len(printed.pages)}" in words
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)
    assert page.locator(".stempel").first.inner_text() == stamp


def test_the_summary_for_the_leader_fills_one_sheet(browser: Browser, pages: dict[str, Path]) -> None:
    """With a register the summary ends on the first sheet, and the results begin on the second."""
    page = open_page(browser, pages["example"], DESKTOP).page
    first, second = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages[:2]

    assert "Penyampaian ke Kementerian 31 Juli 2024" in re.sub(r"\s+", " ", first.extract_text())
    assert re.search(r"Hasil\s+Nilai indeks, domain, dan aspek", second.extract_text())


def test_the_summary_fills_one_sheet_also_of_a_large_government_in_a_busy_year(
    browser: Browser, rendered: Callable[[ConsolidatedInput, str], Path]
) -> None:
    """Four times the OPDs, everything late that can be, a plan, a projection, and much that changed."""
    report = consolidated_input(many_times(example(), 4))
    changed = ConsolidatedChanges(
        since="5 Juli 2024",
        figures=(FigureChange(label=report.index.name, before="4,21", now="4,31"),),
        values=tuple(
            ValueChange(code=item.code, name=item.short_name, whose=whose, before="3", now="4")
            for item in report.items
            for whose in ("nilai Tim", "jawaban OPD")
        ),
        complete=("Dinas Kesehatan",),
        returned=(CountChange(opd="Dinas Sosial", before=0, now=3),),
        documents=(CountChange(opd="Dinas Sosial", before=9, now=3),),
        repairs=(CountChange(opd="Dinas Sosial", before=4, now=3),),
    )
    page = open_page(browser, rendered(dataclasses.replace(report, changes=changed), "besar"), DESKTOP).page
    first, second = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages[:2]
    words = re.sub(r"\s+", " ", first.extract_text())

    assert "Sejak laporan sebelumnya (dibagikan 5 Juli 2024)" in words
    assert "Dihitung per 23 Juli 2024" in words
    assert re.search(r"Hasil\s+Nilai indeks, domain, dan aspek", second.extract_text())


@pytest.mark.failure(25)
def test_the_page_is_indonesian_and_its_headings_are_in_order(
    browser: Browser, pages: dict[str, Path]
) -> None:
    """``lang="id"``, one h1, no level of heading skipped, every figure with a text alternative."""
    page = open_page(browser, pages["bandar_lampung"], DESKTOP).page
    levels = [
        int(tag[1]) for tag in page.locator("h1, h2, h3, h4").evaluate_all("es => es.map(e => e.tagName)")
    ]

    assert page.locator("html").get_attribute("lang") == "id"
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    pictures = page.locator("figure img")
    alternatives = pictures.evaluate_all("all => all.map(img => img.alt)")
    assert ["1,75" in alternatives[0], "2,15" in alternatives[-1]] == [True, True]
    assert all(alternatives)
    assert all(pictures.evaluate_all("all => all.map(img => img.naturalWidth > 0)"))
