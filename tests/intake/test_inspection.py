"""A cycle that is looked over: what does not fit together is told, and a sound one says nothing."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from spbe_lib.intake.desk import Desk
from spbe_lib.intake.inspection import inspect, unrecorded
from spbe_lib.records.answers import Records
from spbe_lib.workspace import submissions
from tests.intake.desks import ITEM, OPD, SMALL, asked, copy_register, desk_in, hand_in, later

WHERE = "inputs/contoh-2024"


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example cycle with the answers of two OPDs."""
    root = tmp_path_factory.mktemp("siklus")
    with desk_in(copy_register(root)) as desk:
        hand_in(desk, root, asked(desk))
        hand_in(later(desk), root, asked(desk, SMALL), SMALL)
        return desk.folder


@pytest.fixture
def desk(answered: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk of that cycle, in a folder of its own."""
    with desk_in(Path(shutil.copytree(answered, tmp_path / answered.name))) as made:
        yield made


def told(desk: Desk) -> list[str]:
    """What is found."""
    return [str(problem) for problem in inspect(desk)]


def kept(desk: Desk) -> Path:
    """The first kept file."""
    return min(submissions(desk.folder).iterdir())


def change(desk: Desk, statement: str) -> None:
    """Something done to the database behind the program's back."""
    with closing(sqlite3.connect(desk.folder / "spbe.db")) as database, database:
        database.execute(statement)


def test_a_sound_cycle_says_nothing(desk: Desk) -> None:
    """Neither do drafts of a killed process or a spreadsheet program's lock file."""
    (submissions(desk.folder) / ".x.xlsx.123").write_bytes(b"PK")
    (submissions(desk.folder) / "~$x.xlsx").write_bytes(b"Siti")
    assert inspect(desk) == []


def test_a_kept_file_that_was_changed_is_found(desk: Desk) -> None:
    """One byte is enough."""
    file = kept(desk)
    file.write_bytes(file.read_bytes() + b"\0")
    assert told(desk) == [
        (
            f"{WHERE}/submissions/{file.name}: isi berkas kiriman ini berubah sejak diterima. "
            "Kembalikan dari cadangan; berkas asli tidak boleh diubah."
        )
    ]


def test_a_kept_file_that_is_gone_is_found(desk: Desk) -> None:
    """It says what the sender called it; a folder in its place is no file."""
    file = kept(desk)
    file.unlink()
    what = "berkas kiriman ini hilang (diterima sebagai dinkes-0230.xlsx)"
    wanted = [f"{WHERE}/submissions/{file.name}: {what}. Kembalikan dari cadangan."]
    assert told(desk) == wanted
    file.mkdir()
    assert told(desk) == wanted


def test_a_file_that_never_got_into_the_records_is_found(desk: Desk) -> None:
    """A report must not be made as if it were not there; its name cannot act on the reader."""
    (submissions(desk.folder) / "baru\u202e.xlsx").write_bytes(b"PK")
    assert told(desk) == [
        (
            f"{WHERE}/submissions/baru·.xlsx: berkas ini belum dimasukkan. "
            "Jalankan dahulu `spbe import contoh-2024`."
        )
    ]


def test_an_assessment_that_the_cycle_names_must_be_in_the_records(desk: Desk) -> None:
    """The files of ``cycle.yaml`` count, too."""
    cycle = replace(desk.cycle, assessments=("hasil-2023.yaml",))
    found = list(unrecorded(desk.folder, cycle, desk.store.read()))
    assert [problem.where for problem in found] == [f"{WHERE}/hasil-2023.yaml"]


@pytest.mark.failure(6)
def test_a_second_copy_under_another_name_is_no_waiting_file(desk: Desk) -> None:
    """What is in it is recorded, so importing it again would change nothing."""
    shutil.copy(kept(desk), submissions(desk.folder) / "salinan.xlsx")
    assert inspect(desk) == []


def test_every_file_of_a_cycle_without_records_is_waiting(desk: Desk) -> None:
    """After the database was lost, all of them are named."""
    assert len(list(unrecorded(desk.folder, desk.cycle, Records()))) == 2


def test_an_answer_of_an_opd_that_is_no_longer_asked_is_found(desk: Desk) -> None:
    """The item has another lead now, and an OPD left the register."""
    without = tuple(opd for opd in desk.cycle.opds if opd.code != SMALL)
    moved = replace(desk, cycle=replace(desk.cycle, leads={**desk.cycle.leads, 47: "setda"}, opds=without))

    found = told(moved)

    assert [each for each in found if "tidak lagi ditugasi" not in each] == []
    assert f"{OPD}, {ITEM}" in {each.partition(":")[0] for each in found}
    assert {each.partition(",")[0] for each in found} == {OPD, SMALL}
    assert len(found) == 1 + len(asked(desk, SMALL))


def test_a_reference_into_nothing_is_found(desk: Desk) -> None:
    """A row that was deleted with another tool leaves others hanging: told by table."""
    change(desk, "DELETE FROM entry WHERE opd = 'dinkes' AND topic = '47'")
    assert len(inspect(desk)) == 1
    assert told(desk)[0].startswith("contoh-2024/spbe.db: catatan dalam tabel ")
    assert "response" in told(desk)[0]
    assert "cadangan terakhir" in told(desk)[0]


def test_a_damaged_database_is_found_and_nothing_else_is_said(desk: Desk) -> None:
    """What stands on harmed pages proves nothing about files or register."""
    file = desk.folder / "spbe.db"
    harmed = bytearray(file.read_bytes())
    harmed[len(harmed) // 2 :] = bytes(len(harmed) - len(harmed) // 2)
    file.write_bytes(harmed)
    assert [each.partition(".db: ")[2][:25] for each in told(desk)] == ["basis data ini rusak. Jan"]
