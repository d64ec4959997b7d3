"""The review counter in JupyterLab and as a page: an analyst goes through the parts by the keyboard."""

import pytest

from tests.browser.workbench import COUNTER, LAPTOP, PHONE, Place, Voila, serious

NOTEBOOK, WHOSE, PART = "05_tinjau", "Pemerintah daerah atau OPD", "Bagian"


@pytest.mark.failure(27)
def test_an_analyst_looks_at_the_whole_and_at_one_opd(both: Place, cycle: str) -> None:
    """The scorecard under its stamp, then an OPD; without a complaint, nothing from elsewhere."""
    seat = both.sit(NOTEBOOK, siklus=cycle)
    seat.counter.get_by_label(PART).focus()
    seat.page.keyboard.press("ArrowDown")
    seat.counter.get_by_text("Nilai indeks, domain, dan aspek").wait_for()
    assert "BELUM DINILAI ASESOR EKSTERNAL" in seat.counter.inner_text()

    seat.counter.get_by_label(WHOSE).select_option(label="Dinas Kesehatan")
    seat.counter.get_by_label(PART).select_option(label="Indikator yang diampu")
    seat.counter.get_by_text("Layanan Pendaftaran Pasien Daring").first.wait_for()

    assert seat.complaints == []
    assert seat.asked_outside == []
    assert serious(seat.page, COUNTER) == []


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_every_part_fits_and_can_be_read_by_everybody(
    voila: Voila, cycle: str, size: tuple[int, int]
) -> None:
    """No serious finding by axe-core in any part, nothing wider than the screen."""
    seat = voila.sit(NOTEBOOK, siklus=cycle, size=size)
    parts = seat.counter.get_by_label(PART).locator("option").all_inner_texts()
    assert len(parts) == 9
    for part in parts:
        seat.counter.get_by_label(PART).select_option(label=part)
        seat.page.wait_for_timeout(300)
        assert serious(seat.page, COUNTER) == []
        assert seat.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), part
