"""The Tim reads and decides, for real: in JupyterLab and at a page, with hands on mouse and keyboard."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from spbe_lib.intake.desk import Desk
from spbe_lib.records.answers import Response, Status
from spbe_lib.records.database.accounts import DemoAccount
from spbe_lib.records.model import Readers, Stage
from spbe_lib.workspace import Workspace
from tests.browser.workbench import COUNTER, LAPTOP, PHONE, Lab, Place, Seat, Voila, serious
from tests.evidence_files import articles_pdf
from tests.intake.desks import ITEM, OPD, asked, desk_in, hand_in, later, saying
from tests.intake.judgement.judging_file import MAYA, RINA, WAHYU
from tests.intake.judgement.proving import attach

NOTEBOOK = "03_penilaian"
LEVELS = frozenset({"I47-L1-01", "I47-L2-01", "I47-L3-01"})
SECRET = "Rahasia-Uji-77"


@pytest.fixture
def asked_cycle(both: Place, empty_cycle: str) -> str:
    """A cycle in which Dinas Kesehatan answered, with a PDF behind indicator 47."""
    return answer(both.workspace, empty_cycle)


def answer(workspace: Workspace, cycle: str) -> str:
    """Dinas Kesehatan hands in all that it is asked, and sends its evidence."""
    for desk in desk_of(workspace, cycle):
        said = [each for each in asked(desk) if each.topic != ITEM]
        hand_in(desk, workspace.root, [*said, _claim(desk, "Sudah daring.")])
        attach(later(desk, 1), ITEM, articles_pdf())
    return cycle


def correct(workspace: Workspace, cycle: str) -> None:
    """It answers the returned item anew, today."""
    for desk in desk_of(workspace, cycle):
        today = replace(desk, now=datetime.now(UTC))
        hand_in(today, workspace.root, [_claim(desk, "Sudah ditandatangani.")])


def _claim(desk: Desk, fact: str) -> Response:
    made = next(each for each in asked(desk) if isinstance(each, Response) and each.topic == ITEM)
    return replace(saying(fact), ticked=LEVELS, evidence=made.evidence[:2])


def desk_of(workspace: Workspace, cycle: str) -> Iterator[Desk]:
    """The desk of a cycle, beside the browser."""
    with desk_in(workspace.inputs / cycle) as desk:
        yield desk


def standing(workspace: Workspace, cycle: str) -> tuple[Status, Readers | None]:
    """What became of the answer, and who read it."""
    (desk,) = (each.store.read() for each in desk_of(workspace, cycle))
    found = desk.responses[OPD, ITEM].standing
    return found.status, found.decision.readers if found.decision else None


def sit(place: Place, cycle: str, name: str = WAHYU, size: tuple[int, int] = LAPTOP) -> Seat:
    """A member of the Tim sits down; the only answer that waits is open."""
    seat = place.sit(NOTEBOOK, size=size, siklus=cycle, nama=name)
    seat.counter.get_by_role("heading", name=re.compile("Indikator 47")).wait_for()
    return seat


def press(seat: Seat, name: str) -> None:
    """Press a button by its words."""
    seat.counter.get_by_role("button", name=name, exact=True).click()


def test_read_return_correct_and_accept(both: Place, asked_cycle: str) -> None:
    """Evidence opened at the cited place, a ruling, a return, the correction, the acceptance."""
    seat = sit(both, asked_cycle)
    counter = seat.counter
    press(seat, "Buka bukti 1.1")
    counter.locator(".nilai-lembar img").wait_for()
    counter.get_by_label("Putusan 1.1", exact=True).select_option(label="diterima")
    counter.get_by_label("Putusan 2.1", exact=True).select_option(label="diperbaiki")
    counter.get_by_label("Alasan 2.1", exact=True).fill("Masih konsep")
    counter.get_by_text(re.compile("menurut yang diterima: 1")).wait_for()
    counter.get_by_role("radio", name="kembalikan").check()
    counter.get_by_label("Alasan dikembalikan", exact=True).fill("SK belum ditandatangani")
    press(seat, "Catat penilaian")
    counter.get_by_text("Penilaian indikator 47 tercatat.").wait_for()
    assert standing(both.workspace, asked_cycle) == (Status.RETURNED, Readers(WAHYU))

    correct(both.workspace, asked_cycle)
    again = sit(both, asked_cycle)
    again.counter.get_by_text(re.compile("dibaca oleh .* dijawab lagi sesudah dikembalikan")).wait_for()
    again.counter.get_by_role("radio", name="terima", exact=True).check()
    again.counter.get_by_label("Tingkat menurut Tim", exact=True).fill("3")
    press(again, "Catat penilaian")
    again.counter.get_by_text("Penilaian indikator 47 tercatat.").wait_for()
    assert standing(both.workspace, asked_cycle) == (Status.ACCEPTED, Readers(WAHYU))
    assert again.complaints == seat.complaints == []
    assert seat.asked_outside == []


@pytest.mark.failure(29)
def test_the_own_houses_answer_waits_for_a_second_reader(both: Place, asked_cycle: str) -> None:
    """Decided by one, recorded only when another one confirms, at the same page."""
    seat = sit(both, asked_cycle, MAYA)
    counter = seat.counter
    counter.get_by_text(re.compile("Perlu pembaca kedua \\(Dinas Kesehatan")).wait_for()
    counter.get_by_role("radio", name="terima", exact=True).check()
    counter.get_by_label("Tingkat menurut Tim", exact=True).fill("3")
    press(seat, "Catat penilaian")
    counter.get_by_text("Indikator 47 tersimpan dan menunggu pembaca kedua.").wait_for()
    assert standing(both.workspace, asked_cycle) == (Status.SUBMITTED, None)

    counter.get_by_label("Nama Anda", exact=True).select_option(label=f"{WAHYU} (hukum)")
    counter.get_by_text(re.compile("Sudah dinilai Maya Contoh")).wait_for()
    press(seat, "Sahkan sebagai pembaca kedua")
    counter.get_by_text(re.compile("sebagai pembaca kedua dan tercatat")).wait_for()
    assert standing(both.workspace, asked_cycle) == (Status.ACCEPTED, Readers(MAYA, WAHYU))


@pytest.mark.failure(22)
def test_a_restarted_kernel_loses_no_key_of_the_tim(lab: Lab, empty_cycle: str) -> None:
    """Unfinished work is a draft within two seconds."""
    answer(lab.workspace, empty_cycle)
    seat = lab.sit(NOTEBOOK, siklus=empty_cycle, nama=WAHYU)
    field = seat.counter.get_by_label(re.compile("^Alasan tingkat"))
    field.click()
    seat.type("Sedang dibaca")
    seat.page.wait_for_timeout(2000)
    seat.restart()

    expect(seat.counter.get_by_label(re.compile("^Alasan tingkat"))).to_have_value("Sedang dibaca")


@pytest.mark.failure(23)
@pytest.mark.failure(26)
def test_a_saved_notebook_holds_neither_evidence_nor_a_demo_account(lab: Lab, empty_cycle: str) -> None:
    """Both are shown on demand, and gone with the page."""
    answer(lab.workspace, empty_cycle)
    account = {"application": "Daftar Daring", "login": "uji", "secret": SECRET, "actor": "operator"}
    for desk in desk_of(lab.workspace, empty_cycle):
        desk.store.keep_account(DemoAccount(opd=OPD, changed_at=desk.now, **account))
    seat = lab.sit(NOTEBOOK, siklus=empty_cycle, nama=WAHYU)
    press(seat, "Buka di tempat yang dirujuk")
    seat.counter.locator(".nilai-lembar img").wait_for()
    expect(seat.page.get_by_text(SECRET)).to_have_count(0)
    press(seat, "Tampilkan akun uji OPD ini")
    seat.counter.get_by_text(SECRET).wait_for()
    notebook = lab.workspace.letters.parent / seat.page.url.split("/notebooks/")[1].split("?")[0]
    saved = json.dumps(seat.save(notebook))

    assert SECRET not in saved
    assert "data:image/png" not in saved
    assert "Sudah daring." not in saved


def test_the_keyboard_alone_opens_rules_and_records(voila: Voila, empty_cycle: str) -> None:
    """No mouse: fields are reached and set by keys."""
    answer(voila.workspace, empty_cycle)
    seat = sit(voila, empty_cycle)
    keys, counter = seat.page.keyboard, seat.counter
    counter.get_by_role("button", name="Buka bukti 1.1", exact=True).focus()
    keys.press("Enter")
    counter.locator(".nilai-lembar img").wait_for()
    counter.get_by_label("Putusan 1.1", exact=True).focus()
    keys.press("ArrowDown")
    counter.get_by_text(re.compile("menurut yang diterima: 1")).wait_for()
    counter.get_by_label("Tingkat menurut Tim", exact=True).focus()
    seat.type("1")
    counter.get_by_role("button", name="Catat penilaian", exact=True).focus()
    keys.press("Space")
    counter.get_by_text("Penilaian indikator 47 tercatat.").wait_for()

    (records,) = (each.store.read() for each in desk_of(voila.workspace, empty_cycle))
    assert records.assessments[Stage.MANDIRI].values[ITEM].exact == 1


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "telepon"])
def test_the_counter_fits_the_screen_and_has_no_serious_barrier(
    voila: Voila, empty_cycle: str, size: tuple[int, int]
) -> None:
    """Every tab, with evidence open, at laptop and phone width."""
    answer(voila.workspace, empty_cycle)
    seat = sit(voila, empty_cycle, RINA, size)
    press(seat, "Buka di tempat yang dirujuk")
    seat.counter.locator(".nilai-lembar img").wait_for()
    for tab in ("Penilaian", "Terima bersama", "Layanan terpilih", "Putaran"):
        seat.counter.get_by_role("tab", name=tab).click()
        assert serious(seat.page, COUNTER) == []
        wide = seat.counter.evaluate("each => each.scrollWidth - each.clientWidth")
        assert wide <= 1, tab
    assert seat.complaints == []
