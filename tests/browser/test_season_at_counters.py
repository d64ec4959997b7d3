"""One answer through the whole season, at the counters alone: in JupyterLab, and once more at the pages.

An officer fills in, the kernel goes, the head approves, the Tim sends it back, the officer corrects, the Tim
accepts and freezes; the progress moves and the report changes. Every step is taken by hand in the browser.
"""

import re
import time
from pathlib import Path

from playwright.sync_api import Locator, expect

from spbe_lib.intake.rounds.opened import open_round
from spbe_lib.records.answers import Status
from spbe_lib.records.model import Stage
from tests.browser.test_entry_counter import approve, choose, field, tick
from tests.browser.workbench import SLOW_MS, LabSeat, Place, Seat
from tests.intake.desks import ITEM, OPD, desk_in
from tests.reporting.batch.in_this_process import reported as run_here

READER = "Wahyu Contoh, S.H."
ENTRY, ASSESSMENT, PROGRESS = "01_isi_jawaban", "03_penilaian", "04_progres"
TYPED, WANTED, MENDED = "Sudah ada sejak 2022.", "SK yang ditandatangani", "Sudah ada sejak 2022, SK 7/2022."


def begun_anew(place: Place, seat: Seat, cycle: str) -> Seat:
    """The kernel is gone: restarted in JupyterLab, ended with its page at Voilà."""
    if isinstance(seat, LabSeat):
        return choose(seat.restart())
    seat.page.close(run_before_unload=True)
    return choose(place.sit(ENTRY, siklus=cycle, nama="Siti"))


def drafted(seat: Seat, folder: Path) -> None:
    """Wait until what was typed is kept as a draft, and no longer."""
    deadline = time.monotonic() + SLOW_MS / 1000
    with desk_in(folder) as desk:
        while TYPED not in [each.content.get("fact") for each in desk.store.drafts(OPD)]:
            assert time.monotonic() < deadline
            seat.page.wait_for_timeout(100)
    seat.page.wait_for_timeout(2000)


def handed_in(seat: Seat) -> None:
    """Check everything, hand in, and wait for the receipt."""
    seat.counter.get_by_role("button", name="Periksa dan serahkan").click()
    seat.counter.get_by_role("button", name="Serahkan sekarang").click()
    seat.counter.get_by_text(re.compile("^Tanda terima: ")).wait_for()


def pick(choices: Locator, words: str) -> None:
    """Choose the first line of a list that says these words near its beginning."""
    line = choices.locator("option").filter(has_text=words).first
    choices.select_option(value=line.get_attribute("value"))


def at_the_tim(place: Place, cycle: str) -> Seat:
    """A member of the Tim from another OPD, before the item."""
    seat = place.sit(ASSESSMENT, siklus=cycle)
    pick(seat.counter.get_by_label("Nama Anda", exact=True), READER)
    pick(seat.counter.get_by_label("Antrean"), f" {ITEM} ")
    seat.counter.get_by_role("heading", name=re.compile(f"^Indikator {ITEM} ")).wait_for()
    return seat


def decided(seat: Seat, decision: str) -> None:
    """Choose a decision and record it."""
    seat.counter.get_by_role("radio", name=decision, exact=True).check()
    if decision == "kembalikan":
        field(seat, "Alasan dikembalikan").fill("Dokumen belum ditandatangani")
        field(seat, "Yang diminta").fill(WANTED)
    field(seat, "Yang diminta").blur()
    seat.page.wait_for_timeout(300)
    seat.counter.get_by_role("button", name="Catat penilaian").click()
    seat.counter.get_by_text(re.compile(f"^Penilaian indikator {ITEM} tercatat")).wait_for()


def row_of(seat: Seat) -> Locator:
    """The line of the OPD in the table of progress."""
    return seat.counter.get_by_role("row", name=re.compile("Dinas Kesehatan")).first


def reported(place: Place, cycle: str) -> str:
    """The report of the OPD as it is made now."""
    (made,) = run_here(place.workspace, cycle, [OPD]).outcomes
    assert made.page is not None
    return made.page.read_text(encoding="utf-8")


def test_a_season_at_the_counters(both: Place, empty_cycle: str) -> None:
    """From the first key to the frozen round, with nothing lost and every step recorded."""
    folder = both.workspace.inputs / empty_cycle
    before = reported(both, empty_cycle)
    progress = both.sit(PROGRESS, siklus=empty_cycle)
    untouched = row_of(progress).inner_text()

    officer = choose(both.sit(ENTRY, siklus=empty_cycle, nama="Siti"))
    tick(officer, "1.1").check()
    field(officer, "Fakta").fill(TYPED)
    drafted(officer, folder)
    officer = begun_anew(both, officer, empty_cycle)
    expect(field(officer, "Fakta")).to_have_value(TYPED, timeout=SLOW_MS)
    approve(officer)
    handed_in(officer)

    tim = at_the_tim(both, empty_cycle)
    decided(tim, "kembalikan")
    with desk_in(folder) as desk:
        returned = desk.store.read().responses[OPD, ITEM].standing
    assert returned.status is Status.RETURNED
    assert returned.decision is not None
    assert (returned.decision.wanted, returned.decision.readers.first) == (WANTED, READER)

    officer = begun_anew(both, officer, empty_cycle)
    officer.counter.get_by_text(WANTED).first.wait_for()
    field(officer, "Fakta").fill(MENDED)
    approve(officer)
    handed_in(officer)

    tim = at_the_tim(both, empty_cycle)
    tim.counter.get_by_text(MENDED).first.wait_for()
    field(tim, "Tingkat menurut Tim").fill("1")
    decided(tim, "terima")
    tim.counter.get_by_role("tab", name="Putaran").click()
    tim.counter.get_by_role("button", name="Bekukan keadaan sekarang …").click()
    tim.counter.get_by_role("button", name="Ya, bekukan untuk selamanya").click()
    tim.counter.get_by_text(re.compile("^Putaran pra-penilaian dibekukan")).wait_for()

    progress.counter.get_by_role("button", name="Muat ulang").click()
    expect(row_of(progress)).not_to_have_text(untouched, timeout=SLOW_MS)
    after = reported(both, empty_cycle)
    assert MENDED not in before
    assert after != before
    with desk_in(folder) as desk:
        records = desk.store.read()
    assert records.responses[OPD, ITEM].standing.status is Status.ACCEPTED
    assert records.assessments[Stage.MANDIRI].readers[ITEM].first == READER
    assert open_round(folder, "pra-penilaian").records == records
    assert [seat.complaints for seat in (officer, tim, progress)] == [[], [], []]
