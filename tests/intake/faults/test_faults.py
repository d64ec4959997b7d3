"""Hundreds of faults, listed by the template alone: each is found, each at its cell, and none beyond them."""

from collections.abc import Iterator

import pytest

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.excel.reader import read_questionnaire
from spbe_lib.intake.excel.template import questionnaire_template
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.register import Cycle
from tests.intake.desks import copy_register
from tests.intake.faults.planting import HIDDEN_SHEET, Deed, Fault, combinable, faults, planted

ASKED = {"F230", "F231"}
"""*Tidak berlaku* without a reason: the sheet asks for it, and so does the importer, at that cell."""

UNDERSTOOD = {"F367", "F411"}
"""*final* for *ditandatangani* and *rahasia* for *terbatas*: other words with a clear meaning, shown back."""

STRUCTURAL = {
    Deed.COPY_ROW,
    Deed.DELETE_ROW,
    Deed.DELETE_COLUMN_KEY,
    Deed.COPY_SHEET,
    Deed.DELETE_SHEET,
}

ALL = faults()
TOGETHER = [each for each in ALL if combinable(each) and each.id not in ASKED | UNDERSTOOD]
ALONE = [each for each in ALL if not combinable(each)]


@pytest.fixture(scope="module")
def cycle(tmp_path_factory: pytest.TempPathFactory) -> Cycle:
    """The cycle of the example."""
    return read_cycle(copy_register(tmp_path_factory.mktemp("siklus")))


@pytest.fixture(scope="module")
def instrument(cycle: Cycle) -> Instrument:
    """Its edition."""
    return load_edition(cycle.edition)


@pytest.fixture(scope="module")
def blank(cycle: Cycle, instrument: Instrument) -> dict[str, bytes]:
    """The workbooks as they are handed out."""
    return {
        code: questionnaire_template(cycle, instrument, cycle.opd(code), Records())
        for code in {each.workbook for each in ALL}
    }


def refused(content: bytes, cycle: Cycle, instrument: Instrument) -> tuple[Problem, ...]:
    """All that is wrong with a workbook."""
    with pytest.raises(InputError) as refusal:
        read_questionnaire(content, "isian.xlsx", cycle, instrument)
    return refusal.value.problems


def spot(problem: Problem) -> tuple[str, str]:
    """Sheet and cell at which a problem points."""
    assert problem.spot is not None, problem
    return problem.spot.sheet, problem.spot.cell


def sheet_of(problem: Problem) -> str:
    """The sheet that a sentence names; of a copied one, the sheet that it copies."""
    return problem.where.split("lembar ")[1].split(",")[0].removesuffix(" Copy")


def batches(alone: list[Fault]) -> Iterator[list[Fault]]:
    """Faults that cannot stand beside others of their sheet, as few workbooks as there must be."""
    waiting = [each for each in alone if each.sheet != HIDDEN_SHEET]
    while waiting:
        batch = {(each.sheet, each.workbook): each for each in reversed(waiting)}
        taken = [each for each in batch.values() if each.workbook == waiting[0].workbook]
        yield taken
        waiting = [each for each in waiting if each not in taken]


def test_there_are_more_than_three_hundred_faults_over_every_column() -> None:
    """Of every kind of sheet, and of every kind of deed."""
    columns = {(each.sheet if each.sheet[0].isalpha() else "item", each.column) for each in ALL}

    assert len(ALL) > 600
    assert len(columns) > 30
    assert {each.do for each in ALL} == set(Deed)


@pytest.mark.failure(5)
@pytest.mark.failure(12)
@pytest.mark.failure(26)
@pytest.mark.parametrize("workbook", ["dinkes", "diskominfo"])
def test_all_faults_of_a_workbook_are_told_at_once_each_at_its_cell_and_none_beyond(
    blank: dict[str, bytes], cycle: Cycle, instrument: Instrument, workbook: str
) -> None:
    """One problem for each planted cell, and not one more."""
    mine = [each for each in TOGETHER if each.workbook == workbook]
    found = refused(planted(blank[workbook], mine), cycle, instrument)

    assert sorted(map(spot, found)) == sorted((each.sheet, each.cell) for each in mine)


def test_a_secret_is_never_repeated(blank: dict[str, bytes], cycle: Cycle, instrument: Instrument) -> None:
    """Whatever password stands in a cell, no sentence says it."""
    mine = [each for each in TOGETHER if each.workbook == "diskominfo"]
    found = refused(planted(blank["diskominfo"], mine), cycle, instrument)
    secret = {spot(each) for each in found if each.spot and each.spot.secret}
    given = [each for each in mine if (each.sheet, each.cell) in secret]

    assert len(given) > 15
    for each in given:
        word = max(each.text.replace(".", " ").replace(",", " ").split(), key=len)
        assert all(word not in str(problem) for problem in found)


def test_what_cannot_stand_beside_others_is_told_too(
    blank: dict[str, bytes], cycle: Cycle, instrument: Instrument
) -> None:
    """One problem for each, on its sheet; a row or column that is gone is named on its sheet."""
    for batch in batches(ALONE):
        found = refused(planted(blank[batch[0].workbook], batch), cycle, instrument)
        sheets = sorted(sheet_of(each) for each in found)

        assert len(found) == len(batch), (batch, found)
        assert sheets == sorted(each.sheet for each in batch), (batch, found)
        for each in (each for each in batch if each.do not in STRUCTURAL and each.cell):
            assert (each.sheet, each.cell) in {spot(problem) for problem in found if problem.spot}, each


@pytest.mark.failure(10)
@pytest.mark.parametrize("fault", [each for each in ALONE if each.sheet == HIDDEN_SHEET], ids=lambda f: f.id)
def test_a_changed_hidden_sheet_spoils_the_whole_workbook(
    blank: dict[str, bytes], cycle: Cycle, instrument: Instrument, fault: Fault
) -> None:
    """Nothing of it is believed."""
    assert refused(planted(blank[fault.workbook], [fault]), cycle, instrument)


@pytest.mark.parametrize("fault", [each for each in ALL if each.id in ASKED | UNDERSTOOD], ids=lambda f: f.id)
def test_what_is_arguable_is_asked_or_shown_back_at_its_cell(
    blank: dict[str, bytes], cycle: Cycle, instrument: Instrument, fault: Fault
) -> None:
    """Never silently taken."""
    content = planted(blank[fault.workbook], [fault])
    found = read_questionnaire(content, "isian.xlsx", cycle, instrument)
    told = found.questions if fault.id in ASKED else found.understood

    assert any(f"lembar {fault.sheet}, sel {fault.cell}" in each.where for each in told)
