"""What goes out: a Kuesioner for all who are asked something, or a refusal before anything is written."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from spbe_lib.errors import InputError, WorkspaceError
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.handout import assessment_workbook, questionnaires
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Opd
from tests.intake.desks import OPD, SMALL, copy_register, desk_in

OUTSIDE = Opd(code="dprd", name="DPRD", kind="dewan", fills=False, in_scope=False)
UNASKED = Opd(code="rsud", name="RSUD Contoh", kind="uobk", in_scope=False)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The example cycle with four units, two of which are asked nothing."""
    with desk_in(copy_register(tmp_path_factory.mktemp("siklus"))) as made:
        opds = (made.cycle.opd(OPD), made.cycle.opd(SMALL), UNASKED, OUTSIDE)
        yield replace(made, cycle=replace(made.cycle, opds=opds, leads={47: OPD}, concerned={}, commons=()))


def test_everybody_who_is_asked_something_gets_a_kuesioner(desk: Desk, tmp_path: Path) -> None:
    """One that leads nothing is asked its obligations; one of whom nothing is asked is left alone."""
    written = list(questionnaires(desk, tmp_path))

    assert written == [tmp_path / "kuesioner" / "dinkes.xlsx", tmp_path / "kuesioner" / "pupr.xlsx"]
    for file in written:
        assert "Kewajiban Bersama" in load_workbook(io.BytesIO(file.read_bytes())).sheetnames
    assert sorted((tmp_path / "kuesioner").iterdir()) == written


def test_those_who_were_named_get_theirs_in_the_order_of_the_register(desk: Desk, tmp_path: Path) -> None:
    """Codes know no case, and one that is named twice is made once."""
    written = questionnaires(desk, tmp_path, ["PUPR", OPD, OPD])
    assert [file.name for file in written] == ["dinkes.xlsx", "pupr.xlsx"]


@pytest.mark.failure(15)
@pytest.mark.parametrize("code", ["dinkess", UNASKED.code, OUTSIDE.code, "", "x" * 500])
def test_a_code_of_whom_nothing_is_asked_is_refused_before_anything_is_written(
    desk: Desk, tmp_path: Path, code: str
) -> None:
    """The call itself refuses, with those who exist; a good code beside it changes nothing."""
    with pytest.raises(InputError, match=r"tidak ada yang diminta dari OPD '.*Yang boleh: dinkes, pupr\."):
        questionnaires(desk, tmp_path, [OPD, code])

    assert list(tmp_path.iterdir()) == []


def test_every_wrong_code_is_told(desk: Desk, tmp_path: Path) -> None:
    """All at once."""
    with pytest.raises(InputError) as refused:
        questionnaires(desk, tmp_path, ["a", OPD, "b"])
    assert len(refused.value.problems) == 2


def test_a_cycle_that_asks_nobody_is_refused(desk: Desk, tmp_path: Path) -> None:
    """It says which files are to be completed."""
    nobody = replace(desk, cycle=replace(desk.cycle, opds=(UNASKED, OUTSIDE), leads={}))
    with pytest.raises(InputError, match=r"tidak ada OPD yang diminta mengisi\. Lengkapi opd\.csv"):
        questionnaires(nobody, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_sheet_of_a_stage_is_named_after_it(desk: Desk, tmp_path: Path) -> None:
    """One per stage, side by side."""
    written = {assessment_workbook(desk, tmp_path, desk.store.read(), stage, {}) for stage in Stage}
    assert {file.name for file in written} == {f"penilaian-{stage}.xlsx" for stage in Stage}


def test_a_folder_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    """No machine path, no errno."""
    (tmp_path / "kuesioner").write_bytes(b"")
    with pytest.raises(WorkspaceError, match=r"^kuesioner/dinkes\.xlsx: berkas tidak dapat ditulis"):
        list(questionnaires(desk, tmp_path))
