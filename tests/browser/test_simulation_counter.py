"""The counter of plans and simulations in JupyterLab and as a page: levels moved by the keyboard and kept."""

import re
import shutil
from collections.abc import Iterator

import pytest

from spbe_lib.forms.opening import open_desk
from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.scenarios import kept_scenarios
from spbe_lib.workspace import Workspace
from tests.browser.workbench import COUNTER, LAPTOP, PHONE, ROOT, Place, Seat, Voila, serious

NOTEBOOK, CHANGES = "06_rencana", re.compile("^Perubahan")


def seated(place: Place, cycle: str, size: tuple[int, int] = LAPTOP) -> Seat:
    """Somebody at the counter, with the figures there."""
    seat = place.sit(NOTEBOOK, siklus=cycle, nama="Sari", size=size)
    seat.counter.get_by_text("Simulasi: 4,31 (0,00), Memuaskan").wait_for()
    return seat


@pytest.mark.failure(27)
def test_a_level_is_moved_by_the_keyboard_and_the_index_follows(both: Place, cycle: str) -> None:
    """Arrow keys move a slider, the line and every figure; typing moves the slider; ↺ resets it."""
    seat = seated(both, cycle)
    own = seat.counter.locator('input[type="range"][data-butir="13"]')
    own.focus()
    seat.page.keyboard.press("ArrowRight")
    seat.counter.get_by_text("Simulasi: 4,34 (+0,025), Memuaskan").wait_for()
    assert seat.counter.get_by_label(CHANGES).input_value() == "13=4"
    assert own.get_attribute("aria-valuetext") == "tingkat 4"
    assert own.evaluate("each => each === document.activeElement")

    seat.counter.get_by_label(CHANGES).fill("13=5 22=1")
    seat.counter.get_by_text("Simulasi: 4,33 (+0,02), Memuaskan").wait_for()
    assert own.input_value() == "4"
    rows = seat.counter.locator("table.tangga tbody tr").all_inner_texts()
    assert [row.split("\t")[-1].strip() for row in rows] == ["4,31", "+0,05", "−0,03", "4,33"]

    seat.counter.get_by_label("Kembalikan butir 22", exact=True).press("Enter")
    seat.counter.get_by_text("Simulasi: 4,36 (+0,05), Memuaskan").wait_for()
    seat.counter.get_by_role("button", name="Kembalikan semua").press("Enter")
    seat.counter.get_by_text("Simulasi: 4,31 (0,00), Memuaskan").wait_for()
    seat.page.wait_for_function("each => each.value === each.dataset.dasar", arg=own.element_handle())

    assert "SIMULASI – BUKAN NILAI RESMI" in seat.counter.inner_text()
    assert (seat.complaints, seat.asked_outside) == ([], [])
    assert serious(seat.page, COUNTER) == []


@pytest.fixture
def in_force(office: Workspace) -> Iterator[str]:
    """The example of the edition in force, with all that it received."""
    ignored = shutil.ignore_patterns("spbe.db*")
    folder = shutil.copytree(ROOT / "inputs" / "contoh-2026", office.inputs / "contoh-2026", ignore=ignored)
    desk = open_desk(office, folder.name, "")
    with desk.store:
        list(receive_kept(desk))
    yield folder.name
    shutil.rmtree(folder)


def test_a_typed_value_without_a_place_on_its_slider_is_told_beside_it(voila: Voila, in_force: str) -> None:
    """Between two levels, or spelt otherwise than the slider does; what is not read changes no row."""
    seat = voila.sit(NOTEBOOK, siklus=in_force, nama="Sari")
    seat.counter.get_by_text("Simulasi: 1,84–1,85 (0,00), Cukup").wait_for()
    seat.counter.get_by_label(CHANGES).fill("1=1,75 5=9 18=6/2")

    for code, told in (("1", "1,75"), ("5", "3"), ("18", "3")):
        row = seat.counter.locator("tr").filter(has=seat.page.locator(f'[data-butir="{code}"]'))
        row.locator("output", has_text=re.compile(f"^{told}$")).wait_for()
        assert ("sim-ubah" in (row.get_attribute("class") or "")) == (code != "5")
    assert seat.counter.locator('[data-butir="18"]').get_attribute("aria-valuetext") == "tingkat 3"
    assert seat.complaints == []


def test_a_scenario_is_kept_compared_reported_and_deleted(both: Place, office: Workspace, cycle: str) -> None:
    """Two scenarios side by side, a page under a watermark, and a question before one is gone."""
    seat = seated(both, cycle)
    for name, button, index in (
        ("Target", "Ke tingkat target", "4,37"),
        ("Semua <b>naik</b>", "Semua naik satu tingkat", "4,81"),
    ):
        seat.counter.get_by_role("button", name=button).click()
        seat.counter.get_by_text(f"Simulasi: {index} ").wait_for()
        seat.counter.get_by_label(re.compile("^Nama skenario")).fill(name)
        seat.counter.get_by_role("button", name="Simpan skenario").click()
        seat.counter.get_by_text(f"Skenario {name} disimpan.").wait_for()
    listed = seat.counter.get_by_label(re.compile("^Skenario tersimpan"))
    listed.select_option(index=[0, 1])
    seat.counter.get_by_role("button", name="Bandingkan").click()
    seat.counter.get_by_text("di atas dasar yang sama").wait_for()
    assert "4,81" in seat.counter.inner_text()
    assert serious(seat.page, COUNTER) == []

    listed.select_option(index=[1])
    seat.counter.get_by_role("button", name="Buat laporan simulasi").click()
    seat.counter.get_by_role("link", name="Buka laporan simulasi").wait_for()
    page = office.simulation_outputs(cycle) / "simulasi-target.html"
    assert "SIMULASI – BUKAN NILAI RESMI" in page.read_text(encoding="utf-8")

    seat.counter.get_by_role("button", name="Hapus …").click()
    seat.counter.get_by_role("button", name="Ya, hapus").click()
    seat.counter.get_by_text("Skenario Target dihapus.").wait_for()
    assert [each.scenario.name for each in kept_scenarios(office.cycle(cycle))] == ["Semua <b>naik</b>"]
    assert (seat.complaints, seat.asked_outside) == ([], [])


def test_a_plan_is_sought_and_used_by_the_keyboard(both: Place, cycle: str) -> None:
    """Seek, read the steps, move to them: the index of the plan is that of the simulation."""
    seat = seated(both, cycle)
    seat.counter.get_by_role("button", name="Cari rencana").press("Enter")
    seat.counter.get_by_text("Rencana selesai dicari.").wait_for()
    assert "PROYEKSI – BUKAN NILAI RESMI" in seat.counter.inner_text()
    assert serious(seat.page, COUNTER) == []

    seat.counter.get_by_role("button", name="Pakai sebagai simulasi").press("Enter")
    seat.counter.get_by_text("Simulasi: 4,60 (+0,29), Memuaskan").wait_for()
    assert (seat.complaints, seat.asked_outside) == ([], [])


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_it_fits_and_can_be_used_by_everybody(voila: Voila, cycle: str, size: tuple[int, int]) -> None:
    """No serious finding by axe-core, nothing wider than the screen, with everything moved."""
    seat = seated(voila, cycle, size)
    seat.counter.get_by_role("button", name="Semua naik satu tingkat").click()
    seat.counter.get_by_text("Simulasi: 4,81").first.wait_for()

    assert serious(seat.page, COUNTER) == []
    assert seat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
