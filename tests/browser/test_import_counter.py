"""The import counter in JupyterLab and as a page: a Kuesioner goes out, and comes in filled."""

from pathlib import Path

import pytest

from tests.browser.workbench import COUNTER, LAPTOP, PHONE, Place, Seat, Voila, serious
from tests.intake.desks import SMALL, asked, desk_in, template
from tests.intake.filling import fill

NOTEBOOK = "02_impor_excel"


def choose(seat: Seat, *files: Path) -> None:
    """Open the file dialogue and choose files in it."""
    with seat.page.expect_file_chooser(timeout=15_000) as dialogue:
        seat.counter.get_by_role("button", name="Pilih berkas jawaban").click()
    dialogue.value.set_files(files)
    seat.counter.get_by_role("button", name=f"Pilih berkas jawaban ({len(files)})").wait_for()
    seat.page.wait_for_timeout(500)


def filled(folder: Path, place: Path) -> Path:
    """A Kuesioner of the cycle, filled in by an OPD."""
    with desk_in(folder) as desk:
        place.write_bytes(fill(template(desk, SMALL), entries=asked(desk, SMALL)))
    return place


def test_a_kuesioner_goes_out_and_comes_in_filled(both: Place, empty_cycle: str, tmp_path: Path) -> None:
    """What is made can be opened, what is sent is taken in, and what is broken is told; no complaint."""
    seat = both.sit(NOTEBOOK, siklus=empty_cycle, nama="Sari")
    seat.counter.get_by_label("Untuk").select_option(label="Dinas Kesehatan")
    seat.counter.get_by_role("button", name="Buat").focus()
    seat.page.keyboard.press("Enter")
    seat.counter.get_by_text(f"1 berkas siap dibagikan: outputs/{empty_cycle}/kuesioner/").wait_for()
    seat.counter.get_by_text("Simpan satu per satu").click()
    with seat.page.expect_download() as saving:
        seat.counter.get_by_role("link", name="dinkes.xlsx").click()
    assert saving.value.path().read_bytes()[:2] == b"PK"

    good = filled(both.workspace.inputs / empty_cycle, tmp_path / "jawaban.xlsx")
    bad = tmp_path / "<b>rusak.xlsx"
    bad.write_bytes(b"bukan buku kerja")
    choose(seat, good, bad)
    seat.counter.get_by_role("button", name="Terima").focus()
    seat.page.keyboard.press("Enter")

    seat.counter.get_by_text("1 dari 2 berkas diterima.").wait_for()
    seat.counter.get_by_role("cell", name="<b>rusak.xlsx").first.wait_for()
    with desk_in(both.workspace.inputs / empty_cycle) as desk:
        assert [each.actor for each in desk.store.read().submissions] == ["Sari"]
    assert seat.complaints == []
    assert seat.asked_outside == []
    assert serious(seat.page, COUNTER) == []


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_it_fits_and_can_be_read_by_everybody(
    voila: Voila, empty_cycle: str, tmp_path: Path, size: tuple[int, int]
) -> None:
    """No serious finding by axe-core with a table of faults on the page, nothing wider than the screen."""
    bad = tmp_path / "rusak.xlsx"
    bad.write_bytes(b"bukan buku kerja")
    seat = voila.sit(NOTEBOOK, siklus=empty_cycle, size=size)
    choose(seat, bad)
    seat.counter.get_by_role("button", name="Terima").click()
    seat.counter.get_by_text("Semua kesalahan").first.wait_for()

    assert serious(seat.page, COUNTER) == []
    assert seat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
