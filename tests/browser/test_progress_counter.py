"""The progress counter in a real browser: in JupyterLab and as a page, at a desk and on a phone."""

import re
from datetime import UTC, datetime
from pathlib import Path

from spbe_lib.records.database.drafts import Draft
from spbe_lib.workspace import Workspace
from tests.browser.workbench import PHONE, Place, Seat, Voila, serious
from tests.intake.desks import OPD, asked, desk_in, hand_in

COUNTER = "04_progres"
REPLY = "Surat baru kami terima 3 Mei <b>mohon maklum</b>"


def row_of(seat: Seat, caption: str, name: str) -> str:
    """What a table tells of an OPD."""
    table = seat.counter.locator("table").filter(has_text=caption).first
    return table.locator("tr").filter(has_text=name).first.inner_text()


def test_progress_moves_when_an_opd_drafts_and_hands_in(
    both: Place, office: Workspace, empty_cycle: str, tmp_path: Path
) -> None:
    """Nothing, a draft, all of it: each seen after reading again, by the keyboard alone."""
    seat = both.sit(COUNTER, siklus=empty_cycle, nama="Sari")
    seat.counter.get_by_text("Kemajuan 46 OPD").wait_for()
    before = row_of(seat, "Kemajuan 46 OPD", "Dinas Kesehatan")
    with desk_in(office.cycle(empty_cycle)) as desk:
        desk.store.keep_draft(
            Draft(desk=OPD, topic="47", content={}, actor="Rina", changed_at=datetime.now(UTC)), "uji"
        )
    again = seat.counter.get_by_role("button", name="Muat ulang")
    again.focus()
    seat.page.keyboard.press("Enter")
    seat.counter.get_by_text("1 masih konsep").first.wait_for()
    with desk_in(office.cycle(empty_cycle)) as desk:
        hand_in(desk, tmp_path, asked(desk))
    again.press("Enter")
    seat.counter.get_by_text("13 dari 13").first.wait_for()

    assert "0 dari 13" in before
    assert "13 diserahkan, menunggu Tim" in row_of(seat, "Kemajuan 46 OPD", "Dinas Kesehatan")
    assert (seat.complaints, seat.asked_outside) == ([], [])


def test_a_reminder_is_chosen_and_a_reply_is_kept_by_the_keyboard(
    both: Place, office: Workspace, cycle: str
) -> None:
    """Choose an OPD, copy its message; choose whose reply it is, type it, keep it: labels lead to fields."""
    seat = both.sit(COUNTER, siklus=cycle, nama="Sari")
    message = seat.counter.get_by_label("Pesan")
    seat.counter.get_by_label("Pengingat untuk").select_option(label="Dinas Kesehatan")
    seat.page.wait_for_function(
        "field => field.value.includes('Dinas Kesehatan')", arg=message.element_handle()
    )
    written = message.input_value()
    message.focus()
    seat.page.keyboard.press("Control+a")
    chosen = seat.page.evaluate(
        "() => document.activeElement.selectionEnd - document.activeElement.selectionStart"
    )

    seat.counter.get_by_label("Tanggapan dari").select_option(label="Dinas Kesehatan")
    seat.counter.get_by_label(re.compile("^Tanggapan OPD")).fill(REPLY)
    keep = seat.counter.get_by_role("button", name="Simpan tanggapan")
    keep.focus()
    seat.page.keyboard.press("Enter")
    seat.counter.get_by_text("Tanggapan tersimpan.").wait_for()

    assert written.startswith("Yth. Pimpinan Dinas Kesehatan\n")
    assert chosen == len(written)
    assert REPLY in row_of(seat, "Rekap Kepatuhan", "Dinas Kesehatan")
    with desk_in(office.cycle(cycle)) as desk:
        assert [(each.opd, each.text) for each in desk.store.read().replies] == [(OPD, REPLY)]
    assert (seat.complaints, seat.asked_outside) == ([], [])


def test_an_order_is_chosen_and_another_cycle_opened(voila: Voila, cycle: str, empty_cycle: str) -> None:
    """Sorted by name; then a cycle in which nobody answered anything."""
    seat = voila.sit(COUNTER, siklus=cycle)
    seat.counter.get_by_label("Urutkan menurut").select_option(label="nama")
    seat.counter.get_by_text("urut nama").wait_for()
    names = (
        seat.counter.locator("table").filter(has_text="urut nama").locator("td:first-child").all_inner_texts()
    )
    seat.counter.get_by_label("Siklus").select_option(label=empty_cycle)
    seat.counter.get_by_text("0 dari 46 OPD yang diminta").wait_for()

    assert names == sorted(names, key=str.casefold)
    assert (seat.complaints, seat.asked_outside) == ([], [])


def test_axe_finds_nothing_serious_at_a_desk_and_on_a_phone(both: Place, cycle: str) -> None:
    """Labels, contrast, order of headings, names of regions; nothing wider than the page."""
    seat = both.sit(COUNTER, siklus=cycle)
    seat.counter.get_by_text("Kemajuan 46 OPD").wait_for()

    assert serious(seat.page, ".spbe-loket") == []


def test_a_phone_shows_every_opd_as_a_card_within_its_width(voila: Voila, cycle: str) -> None:
    """Each cell says what it is; nothing has to be pushed sideways."""
    seat = voila.sit(COUNTER, size=PHONE, siklus=cycle)
    seat.counter.get_by_text("Kemajuan 46 OPD").wait_for()
    wide = """() => [...document.querySelectorAll('.spbe-loket .maju-lebar')]
      .filter(each => each.scrollWidth > innerWidth).length"""

    assert "Tenggat: 31 Mei 2024" in row_of(seat, "Kemajuan 46 OPD", "Dinas Tenaga Kerja")
    assert seat.page.evaluate(wide) == 0
    assert serious(seat.page, ".spbe-loket") == []
