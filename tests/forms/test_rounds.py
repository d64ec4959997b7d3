"""The rounds at a counter: asked before it is frozen for good, listed, compared; without a browser."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from spbe_lib.forms.opening import open_desk
from spbe_lib.forms.rounds import RoundsPanel
from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.rounds.names import rounds_in
from spbe_lib.workspace import open_workspace, rounds, submissions
from tests.cli.typing import office
from tests.intake.desks import BUNDLED, decide, desk_in, hand_in, later, saying

CYCLE = BUNDLED.name


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that received all that the example received."""
    root = office(tmp_path_factory.mktemp("kantor"))
    shutil.copytree(submissions(BUNDLED), submissions(root / "inputs" / CYCLE))
    with desk_in(root / "inputs" / CYCLE) as desk:
        list(receive_kept(desk))
    return root


@pytest.fixture
def desk(received: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk of it, with somebody who has a telling name."""
    root = Path(shutil.copytree(received, tmp_path / "kantor"))
    made = open_desk(open_workspace(root), CYCLE, "Sari <b>")
    with made.store:
        yield made


@pytest.fixture
def panel(desk: Desk) -> RoundsPanel:
    """The panel at that desk."""
    return RoundsPanel(lambda: desk)


def test_nothing_is_frozen_before_the_question_was_answered(panel: RoundsPanel, desk: Desk) -> None:
    """It says that it can never be undone; another name, or no, and nothing happened."""
    assert "Belum ada putaran" in panel.list.value
    panel.confirm.click()
    assert panel.asking.layout.display == "none"

    panel.ask.click()
    assert panel.asking.layout.display == ""
    assert "Pembekuan tidak dapat dibatalkan" in panel.question.value
    assert "oleh Sari &lt;b&gt;" in panel.question.value
    panel.cancel.click()
    panel.confirm.click()
    panel.ask.click()
    panel.name.value = "final"
    panel.confirm.click()

    assert panel.asking.layout.display == "none"
    assert not rounds(desk.folder).exists()


def test_a_frozen_round_is_listed_and_its_name_is_no_longer_offered(panel: RoundsPanel, desk: Desk) -> None:
    """Whoever froze it stands beside it, as text; pressing twice freezes once."""
    panel.ask.click()
    panel.confirm.click()
    panel.confirm.click()

    assert [each.name for each in rounds_in(desk.folder)] == ["pra-penilaian"]
    assert "Putaran pra-penilaian dibekukan" in panel.notice.value
    assert "Sari &lt;b&gt;" in panel.list.value
    assert "<b>" not in panel.list.value
    assert [value for _, value in panel.name.options] == ["pra-penilaian-2", "final", "perbaikan"]
    assert [label for label, _ in panel.after.options] == ["pra-penilaian", "catatan hari ini"]


def test_a_refusal_is_told_and_nothing_is_frozen(panel: RoundsPanel, desk: Desk) -> None:
    """A file that was never taken in, say."""
    (submissions(desk.folder) / "dari-wa.xlsx").write_bytes(b"x")

    panel.ask.click()
    panel.confirm.click()

    assert 'role="alert"' in panel.notice.value
    assert "dari-wa.xlsx: berkas ini belum dimasukkan" in panel.notice.value
    assert not rounds(desk.folder).exists()


@pytest.mark.failure(27)
def test_a_round_beside_todays_records(panel: RoundsPanel, desk: Desk, tmp_path: Path) -> None:
    """Nothing differs at first; then what came and what the Tim decided; the figures carry their stamp."""
    assert panel.compare.disabled
    panel.ask.click()
    panel.confirm.click()
    panel.compare.click()
    assert "tidak berubah" in panel.result.value

    with desk_in(desk.folder) as other:
        at = later(other, int((desk.now - other.now) / timedelta(minutes=1)) + 10)
        hand_in(at, tmp_path, [saying("Baru <script>.")])
        decide(later(at), tmp_path, i1="1")
    panel.compare.click()

    told = panel.result.value
    assert "HASIL PENILAIAN MANDIRI – BELUM DINILAI ASESOR EKSTERNAL" in told
    assert "DATA CONTOH" in told
    for words in ("Nilai dan indeks", "Nilai yang berubah", "isinya berubah", "Dinas Kesehatan", "Syarat"):
        assert words in told
    assert "<script>" not in told


def test_a_changed_round_is_told_in_the_list_and_not_compared(panel: RoundsPanel, desk: Desk) -> None:
    """The sentence says to bring it back from the backup."""
    panel.ask.click()
    panel.confirm.click()
    file = rounds_in(desk.folder)[0].file
    file.write_bytes(file.read_bytes() + b"\0")

    panel.refresh()
    panel.compare.click()

    assert "isi putaran ini berubah sejak dibekukan" in panel.list.value
    assert "Kembalikan dari cadangan" in panel.result.value
