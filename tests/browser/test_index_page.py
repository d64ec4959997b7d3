"""The list of all reports in a real browser: it opens from the disk, and its search works there."""

import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from spbe_lib.workspace import open_workspace
from tests.browser.conftest import open_page
from tests.reporting.batch.in_this_process import reported

ROOT = Path(__file__).parents[2]
ONLY = ("konsolidasi", "dinkes", "kec-utara")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The list over three reports of the example, one of which carries a hostile name."""
    root = tmp_path_factory.mktemp("daftar")
    ignored = shutil.ignore_patterns("spbe.db*", "submissions", "backups")
    shutil.copytree(ROOT / "inputs" / "contoh-2024", root / "inputs" / "contoh-2024", ignore=ignored)
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    register = root / "inputs" / "contoh-2024" / "opd.csv"
    hostile = register.read_text(encoding="utf-8").replace(
        "Kecamatan Contoh Utara", "Kecamatan <script>window.hacked=1</script> {{ 7*7 }}"
    )
    register.write_text(hostile, encoding="utf-8")
    return reported(open_workspace(root), "contoh-2024", ONLY).index


def shown(page: object) -> list[str]:
    """Titles of the reports that are not hidden."""
    rows = page.locator("li[data-cari]:visible > :first-child")  # type: ignore[attr-defined]
    return [str(text) for text in rows.all_inner_texts()]


@pytest.mark.failure(14)
@pytest.mark.parametrize("width", [360, 1100])
def test_the_list_opens_offline_without_a_complaint(browser: Browser, index: Path, width: int) -> None:
    """No request, an empty console, nothing scrolls sideways, no accessibility violation."""
    opened = open_page(browser, index, width)
    violations = Axe().run(opened.page).response["violations"]

    assert opened.complaints == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") == width
    assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == []


def test_the_search_finds_by_name_code_and_indicator(browser: Browser, index: Path) -> None:
    """Part of a name, a code, a legal number as a whole word, the name of an indicator; then all again."""
    page = open_page(browser, index, 1100).page
    field = page.get_by_label("Cari nama OPD, nomor atau nama indikator")

    assert len(shown(page)) == len(ONLY)
    for words in ("kesehatan", "DINKES", "47", "sektor 3"):
        field.fill(words)
        assert shown(page) == ["Dinas Kesehatan"], words
    assert page.get_by_role("status").inner_text() == "1 dari 3 laporan"
    field.fill("4")
    assert shown(page) == []
    field.fill("")
    assert len(shown(page)) == len(ONLY)


def test_a_link_leads_to_the_report(browser: Browser, index: Path) -> None:
    """Relative and on the same disk."""
    page = open_page(browser, index, 1100).page

    page.get_by_role("link", name="Dinas Kesehatan").click()

    assert page.locator("main").inner_text().count("Dinas Kesehatan") > 1
    assert page.url.endswith("/opd/dinkes.html")


@pytest.mark.failure(12)
def test_a_hostile_name_stays_text(browser: Browser, index: Path) -> None:
    """Markup and templates in an OPD's name are read letter by letter and do nothing."""
    page = open_page(browser, index, 1100).page

    assert "Kecamatan <script>window.hacked=1</script> {{ 7*7 }}" in shown(page)
    assert page.evaluate("window.hacked") is None


@pytest.mark.failure(27)
def test_a_made_up_cycle_says_so(browser: Browser, index: Path) -> None:
    """The list carries the same line as its pages."""
    page = open_page(browser, index, 360).page

    assert page.locator(".stempel").inner_text() == "DATA CONTOH – BUKAN DATA SEBENARNYA"
