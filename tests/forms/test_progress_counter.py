"""The progress counter without a browser: choose, read again, sort, remind, record a reply."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from spbe_lib.forms.progress import ProgressCounter, progress_counter
from spbe_lib.forms.progress.shown import Order
from spbe_lib.intake.again import receive_kept
from spbe_lib.records.answers import Answer, ScopeFact
from spbe_lib.workspace import Workspace, open_workspace, submissions
from tests.cli.typing import office
from tests.intake.desks import BUNDLED, OPD, desk_in, hand_in

CYCLE, EMPTY = BUNDLED.name, "kosong-2024"
SCRIPT = "<script>alert(1)</script>"
_UNREAD = r'<span class="maju-nama">.*?</span>|<[^>]+>'
"""Tags, and what only a phone shows."""

NOON = datetime(2024, 7, 24, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with all that the example received, and a cycle beside it with nothing."""
    root = office(tmp_path_factory.mktemp("kantor"))
    shutil.copytree(root / "inputs" / CYCLE, root / "inputs" / EMPTY)
    shutil.copytree(submissions(BUNDLED), submissions(root / "inputs" / CYCLE))
    with desk_in(root / "inputs" / CYCLE) as desk:
        list(receive_kept(desk))
    return root


@pytest.fixture
def workspace(received: Path, tmp_path: Path) -> Workspace:
    """A copy of it for one test."""
    return open_workspace(Path(shutil.copytree(received, tmp_path / "kantor")))


@pytest.fixture
def seat(workspace: Workspace) -> Iterator[ProgressCounter]:
    """Somebody at the counter, at noon of a day after the example's last event."""
    made = ProgressCounter(workspace, CYCLE, "Sari", clock=lambda: NOON)
    yield made
    made.desk().store.__exit__(None, None, None)


def rows(html: str) -> list[list[str]]:
    """The cells of all table rows, without tags."""
    found = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [[re.sub(_UNREAD, "", each) for each in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in found]


def codes(seat: ProgressCounter) -> list[str]:
    """Names of the OPDs in the order in which they are shown."""
    return [row[0] for row in rows(seat.opds.value) if row]


def test_it_opens_with_everything_that_an_operator_looks_for(seat: ProgressCounter) -> None:
    """Summary, forecast, deadlines, every OPD, who is late, a message, the facts, the rounds."""
    assert "Per 23 Juli 2024; dibaca pukul 12.00 WIB." in seat.notice.value
    assert "40 dari 46 OPD yang diminta sudah menjawab semuanya." in seat.told.value
    assert "belum ada perkiraan, karena" in seat.told.value
    assert "31 Mei 2024" in seat.deadlines.value
    assert len(codes(seat)) == 46
    assert "jawaban OPD: 10, tenggat 31 Mei 2024, lewat 53 hari" in seat.late.value
    assert seat.message.value.startswith("Yth. Pimpinan ")
    assert "Rekap Kepatuhan" in seat.facts.value
    assert seat.rounds is not None
    assert "DATA CONTOH" in seat.stamp.value


@pytest.mark.failure(28)
def test_nothing_on_it_is_an_index_a_predicate_or_a_rank_of_an_opd(seat: ProgressCounter) -> None:
    """Points are told to be the government's; no order is by value."""
    shown = "".join(each.value for each in (seat.told, seat.opds, seat.late, seat.facts))

    assert "bukan nilai OPD" in seat.opds.value
    assert not re.search("predikat|peringkat|Memuaskan|Sangat Baik|indeks OPD", shown)
    assert {each.value for each in Order} == {"register", "due", "points", "name"}


def test_the_table_is_sorted_by_deadline_points_or_name(seat: ProgressCounter) -> None:
    """The register first; then what is due, what counts, and the alphabet."""
    register = codes(seat)
    seat.order.value = Order.POINTS
    points = [float(row[4].replace(",", ".").replace("—", "0")) for row in rows(seat.opds.value) if row]
    seat.order.value = Order.NAME
    names = codes(seat)
    seat.order.value = Order.DUE
    due = [row[5] for row in rows(seat.opds.value) if row]
    seat.order.value = Order.REGISTER

    assert points == sorted(points, reverse=True)
    assert names == sorted(names, key=str.casefold) != register
    assert due[0] == "31 Mei 2024"
    assert codes(seat) == register


def test_a_chosen_opd_gets_its_own_message(seat: ProgressCounter) -> None:
    """The first that is offered is late; another is chosen by its code."""
    first = seat.message.value
    seat.whom.value = OPD

    assert seat.message.value != first
    assert seat.message.value.startswith("Yth. Pimpinan Dinas Kesehatan\n")
    assert "Kecamatan" not in seat.message.value
    assert "Semua isian dijawab: sudah lengkap, 13 isian, sejak 21 Mei 2024." in seat.expected.value


def test_reading_again_shows_what_came_in_meanwhile(workspace: Workspace, tmp_path: Path) -> None:
    """Not before somebody asks for it; what was chosen stays chosen."""
    seat = ProgressCounter(workspace, EMPTY, clock=lambda: NOON)
    seat.whom.value = OPD
    with desk_in(workspace.cycle(EMPTY)) as desk:
        hand_in(desk, tmp_path, [ScopeFact(opd=OPD, requirement="I16-L3-01", answer=Answer.YES)])
    before = seat.opds.value
    seat.refresh.click()

    assert "0 dari 13" in before
    assert "1 dari 13" in seat.opds.value
    assert seat.whom.value == OPD
    assert "- 12 dari 13 isian belum dijawab" in seat.message.value


def test_a_reply_is_recorded_and_stands_beside_the_facts(seat: ProgressCounter) -> None:
    """Under the name of who sits there; it comes back when the OPD is chosen again."""
    seat.replying.value = OPD
    seat.reply.value = f"Surat terlambat kami terima. {SCRIPT}"
    seat.keep.click()

    assert "Tanggapan tersimpan." in seat.said.value
    assert "Surat terlambat kami terima." in seat.facts.value
    assert SCRIPT not in seat.facts.value
    records = seat.desk().store.read()
    assert [(each.opd, each.topic) for each in records.replies] == [(OPD, "kepatuhan")]
    assert records.events[-1].actor == "Sari"
    seat.replying.value = "pupr"
    assert seat.reply.value == ""
    seat.replying.value = OPD
    assert seat.reply.value.startswith("Surat terlambat")


@pytest.mark.failure(26)
def test_a_reply_that_gives_a_password_away_is_refused_and_stays_in_the_field(seat: ProgressCounter) -> None:
    """Nothing is recorded, nothing that was typed is lost."""
    seat.replying.value = OPD
    seat.reply.value = "kata sandi: rahasia1"
    seat.keep.click()

    assert 'role="alert"' in seat.said.value
    assert "rahasia1" not in seat.said.value
    assert seat.reply.value == "kata sandi: rahasia1"
    assert seat.desk().store.read().replies == ()


def test_a_cycle_with_faults_is_told_and_another_can_be_chosen(workspace: Workspace) -> None:
    """The faults with file and line; the rest of the page goes and comes back."""
    file = workspace.cycle(EMPTY) / "cycle.yaml"
    file.write_text(file.read_text("utf-8").replace("year: 2024", "year: dua"), encoding="utf-8")
    seat = ProgressCounter(workspace, EMPTY)

    assert "cycle.yaml baris" in seat.notice.value
    assert seat.body.layout.display == "none"
    seat.refresh.click()
    seat.cycle.value = CYCLE
    assert seat.body.layout.display == ""
    assert len(codes(seat)) == 46


def test_a_cycle_without_a_register_has_nobody_to_remind(workspace: Workspace) -> None:
    """An official result alone: no OPD, no message, no fault."""
    shutil.copytree(
        BUNDLED.parent / "kab-madiun-2020",
        workspace.inputs / "resmi",
        ignore=shutil.ignore_patterns("spbe.db*"),
    )
    seat = ProgressCounter(workspace, "resmi")

    assert "Belum ada OPD yang diminta mengisi." in seat.opds.value
    assert seat.message.value == "Tidak ada yang perlu diingatkan."
    assert seat.keep.disabled


def test_a_notebook_gets_one_widget(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """From whichever folder of the workspace it is called."""
    monkeypatch.chdir(workspace.letters)
    box = progress_counter("tidak-ada")

    assert "Kemajuan" in box.children[0].value
