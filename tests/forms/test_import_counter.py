"""The import counter without a browser: sheets out, files in, every fault in one table."""

import io
import shutil
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from spbe_lib.forms.import_counter import Blank, ImportCounter, import_counter
from spbe_lib.records.answers import Records, ScopeFact
from spbe_lib.workspace import Workspace, open_workspace, submissions
from tests.cli.typing import office
from tests.evidence_files import printed_pdf, scan_pdf
from tests.forms.seen import shown
from tests.intake.desks import BUNDLED, OPD, SMALL, asked, desk_in, hand_in, saying, template
from tests.intake.filling import fill

CYCLE = BUNDLED.name


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An office in which nothing was received yet."""
    root = tmp_path / "kantor"
    root.mkdir()
    return open_workspace(office(root))


@pytest.fixture
def seat(workspace: Workspace) -> ImportCounter:
    """Somebody at the counter."""
    return ImportCounter(workspace, CYCLE, "Sari")


def sent(*files: tuple[str, bytes]) -> tuple[dict[str, Any], ...]:
    """What a browser hands over when files were chosen."""
    return tuple(
        {
            "name": name,
            "type": "",
            "size": len(content),
            "last_modified": datetime(2024, 6, 3, tzinfo=UTC),
            "content": memoryview(content),
        }
        for name, content in files
    )


def filled(workspace: Workspace, opd: str) -> bytes:
    """A Kuesioner of an OPD with all its answers."""
    with desk_in(workspace.inputs / CYCLE) as desk:
        return fill(template(desk, opd), entries=asked(desk, opd))


def broken(workspace: Workspace, opd: str) -> bytes:
    """A Kuesioner with a word where a tick belongs."""
    book = load_workbook(io.BytesIO(filled(workspace, opd)))
    cell = next(c for row in book["47"].iter_rows() for c in row if c.value == "ya")
    cell.value = "<b>mungkin"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def records(workspace: Workspace) -> Records:
    """What is recorded now."""
    with desk_in(workspace.inputs / CYCLE) as desk:
        return desk.store.read()


def take(seat: ImportCounter, *files: tuple[str, bytes]) -> str:
    """Choose files, press, and what is told."""
    seat.files.value = sent(*files)
    seat.take.click()
    return str(seat.outcome.value)


@pytest.mark.parametrize(
    ("blank", "place"),
    [
        (Blank.WORKBOOK, "kuesioner/dinkes.xlsx"),
        (Blank.FORM, "formulir/dinkes.html"),
        (Blank.REQUEST, "permintaan/dinkes.html"),
    ],
)
def test_what_goes_out_is_made_and_its_place_told(
    seat: ImportCounter, workspace: Workspace, blank: Blank, place: str
) -> None:
    """One OPD or all; every file can be opened from the page."""
    seat.blank.value, seat.whom.value = blank, OPD

    seat.make.click()

    assert (workspace.outputs(CYCLE) / place).stat().st_size > 5000
    assert f"1 berkas siap dibagikan: outputs/contoh-2024/{Path(place).parent}/" in seat.made.value
    assert f'href="/files/outputs/contoh-2024/{place}"' in seat.made.value


def test_a_filled_workbook_is_taken_in_under_the_name_of_who_sits_there(
    seat: ImportCounter, workspace: Workspace
) -> None:
    """The file is kept as it came; the same once more changes nothing."""
    content = filled(workspace, SMALL)

    told = take(seat, ("pupr jawaban.xlsx", content))

    assert "1 dari 1 berkas diterima." in told
    (submission,) = records(workspace).submissions
    assert (submission.actor, submission.opd, submission.original_name) == (
        "Sari",
        SMALL,
        "pupr jawaban.xlsx",
    )
    assert [file.read_bytes() for file in submissions(workspace.inputs / CYCLE).iterdir()] == [content]
    assert seat.files.value == ()
    assert "sudah ada" in take(seat, ("pupr jawaban.xlsx", content))
    assert len(records(workspace).submissions) == 1


def test_all_faults_of_all_files_stand_in_one_table(seat: ImportCounter, workspace: Workspace) -> None:
    """File, OPD, sheet, cell, what, what to do; the good file is in, a marked copy is there."""
    told = take(
        seat,
        ("dinkes.xlsx", broken(workspace, OPD)),
        ("catatan.csv", b"tidak;ada;kolomnya\n1;2;3\n"),
        ("pupr.xlsx", filled(workspace, SMALL)),
    )

    assert "1 dari 3 berkas diterima." in told
    assert "Semua kesalahan" in told
    assert "<td>dinkes.xlsx</td><td>Dinas Kesehatan</td><td>47</td><td>D" in told
    assert "<td>catatan.csv</td>" in told
    assert "&lt;b&gt;mungkin" in told
    assert "<b>mungkin" not in told
    assert 'href="/files/outputs/contoh-2024/perbaikan/dinkes.xlsx"' in told
    assert {each.opd for each in records(workspace).submissions} == {SMALL}


def test_what_others_changed_meanwhile_is_replaced_only_on_purpose(
    seat: ImportCounter, workspace: Workspace, tmp_path: Path
) -> None:
    """The refused file is named and can be put through alone; who changed what is told first."""
    old, other = filled(workspace, OPD), filled(workspace, SMALL)
    with desk_in(workspace.inputs / CYCLE, "Budi") as desk:
        hand_in(desk, tmp_path, [saying("dari orang lain")])
        facts = [each for each in asked(desk, SMALL) if isinstance(each, ScopeFact)]
        hand_in(desk, tmp_path, [replace(each, note="lain") for each in facts], SMALL)
    assert not shown(seat.replace)

    told = take(seat, ("dinkes.xlsx", old), ("pupr.xlsx", other))
    assert "sudah diubah sesudah lembar ini dibagikan" in told
    assert "Budi" in told
    assert shown(seat.replace)
    assert records(workspace).responses[OPD, "47"].content.fact == "dari orang lain"

    seat.replace.click()

    assert "1 dari 1 berkas diterima." in seat.outcome.value
    assert records(workspace).responses[OPD, "47"].content.fact != "dari orang lain"
    assert seat.stale.value == "pupr.xlsx"

    seat.replace.click()

    assert "1 dari 1 berkas diterima." in seat.outcome.value
    assert not shown(seat.replace)


def test_a_folder_of_the_workspace_is_taken_in_and_no_other(
    seat: ImportCounter, workspace: Workspace, tmp_path: Path
) -> None:
    """What is no answer is left aside and named; a page opens nothing outside of the workspace."""
    folder = workspace.root / "kiriman"
    folder.mkdir()
    (folder / "pupr.xlsx").write_bytes(filled(workspace, SMALL))
    (folder / "foto.png").write_bytes(b"x")
    (tmp_path / "rahasia").mkdir()

    seat.folder.value = "kiriman"
    seat.take.click()
    assert "1 dari 1 berkas diterima." in seat.outcome.value
    assert "Dilewati, bukan berkas jawaban: foto.png" in seat.outcome.value

    for elsewhere in (str(tmp_path / "rahasia"), "../rahasia"):
        seat.folder.value = elsewhere
        seat.take.click()
        assert "tidak ada folder dengan nama ini di ruang kerja" in seat.outcome.value


def test_a_name_from_a_browser_is_no_path(seat: ImportCounter, workspace: Workspace, tmp_path: Path) -> None:
    """Nothing is written beside the place for received files, and two of one name are two files."""
    content = filled(workspace, SMALL)

    told = take(seat, ("..\\..\\..\\pupr.xlsx", content), ("../../pupr.xlsx", b"rusak"))

    assert "1 dari 2 berkas diterima." in told
    assert not list(tmp_path.glob("*.xlsx"))
    assert not [file for file in Path(seat._kept.name).rglob("*") if file.is_file()]  # noqa: SLF001


def test_evidence_is_shown_before_it_is_kept(seat: ImportCounter, workspace: Workspace) -> None:
    """A zip is matched by its names; nothing is recorded until somebody presses once more."""
    take(seat, ("dinkes.xlsx", filled(workspace, OPD)))
    parcel = io.BytesIO()
    with zipfile.ZipFile(parcel, "w") as made:
        made.writestr("47_L3_bukti.pdf", printed_pdf())
        made.writestr("tidak jelas.pdf", scan_pdf())
    panel = seat.evidence
    panel.whose.value, panel.parcel.value = OPD, sent(("dinkes.zip", parcel.getvalue()))

    panel.look.click()
    assert "1 dari 2 berkas cocok. Belum ada yang disimpan." in panel.told.value
    assert "belum cocok" in panel.told.value
    assert not records(workspace).attachments

    panel.keep.click()
    assert "Tercatat: 1 lampiran." in panel.told.value
    assert [each.opd for each in records(workspace).attachments] == [OPD]
    assert not shown(panel.keep)


def test_nothing_chosen_is_told_and_a_faulty_cycle_offers_nothing(
    seat: ImportCounter, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No silent press; the notebook's one call finds its workspace."""
    seat.take.click()
    assert "Pilih dahulu berkas" in seat.outcome.value
    seat.evidence.look.click()
    assert "Pilih dahulu zip" in seat.evidence.told.value

    folder = Path(shutil.copytree(workspace.inputs / CYCLE, workspace.inputs / "keliru"))
    (folder / "cycle.yaml").write_text("government: <i>x</i>\n", encoding="utf-8")
    other = ImportCounter(workspace, "keliru")
    assert "cycle.yaml" in other.made.value
    assert other.take.disabled
    monkeypatch.chdir(workspace.letters.parent)
    assert "spbe-loket" in import_counter()._dom_classes  # noqa: SLF001
