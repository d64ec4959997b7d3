"""The batch counter in JupyterLab and as a page: by the keyboard, to the page that was made."""

import pytest

from tests.browser.workbench import COUNTER, LAPTOP, PHONE, Place, Voila, serious

NOTEBOOK = "07_jalankan_laporan"


def test_an_operator_makes_one_report_by_the_keyboard_and_opens_it(both: Place, empty_cycle: str) -> None:
    """Choose an OPD, start, wait, open what was made: no mouse, no complaint, nothing from elsewhere."""
    seat = both.sit(NOTEBOOK, siklus=empty_cycle)
    seat.counter.get_by_label("OPD yang dipilih").focus()
    seat.page.keyboard.press("Space")
    choosing = seat.counter.get_by_label("OPD (Ctrl untuk memilih beberapa)")
    choosing.wait_for()
    choosing.focus()
    seat.page.keyboard.press("ArrowDown")
    seat.counter.get_by_role("button", name="Buat laporan").focus()
    seat.page.keyboard.press("Enter")

    made = seat.counter.get_by_role("link", name="Dinas Pendidikan")
    made.focus()
    with seat.page.context.expect_page() as opening:
        seat.page.keyboard.press("Enter")

    page = opening.value
    page.get_by_role("heading", name="Laporan OPD").wait_for()
    assert "Dinas Pendidikan" in page.inner_text("body")
    assert seat.complaints == []
    assert seat.asked_outside == []
    assert serious(seat.page, COUNTER) == []


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_it_fits_and_can_be_read_by_everybody(voila: Voila, empty_cycle: str, size: tuple[int, int]) -> None:
    """No serious finding by axe-core while everything is shown, nothing wider than the screen."""
    seat = voila.sit(NOTEBOOK, siklus=empty_cycle, size=size)
    seat.counter.get_by_label("OPD yang dipilih").check()
    seat.counter.get_by_role("button", name="Buat laporan").click()
    seat.counter.get_by_text("Pilih dahulu OPD").wait_for()

    assert serious(seat.page, COUNTER) == []
    assert seat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
