"""The sheet "Pertanyaan" of the Tim's workbook: read-only, harmless, and never read back."""

import io

import pytest
from openpyxl import load_workbook

from spbe_lib.intake.assessment.remark_sheet import TITLE, RemarkLine
from spbe_lib.intake.assessment.workbook import assessment_template, read_assessment_workbook
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Records
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle
from tests.hostile import HOSTILE

LAW = load_edition("permenpanrb-59-2020")
CYCLE = Cycle(name="uji", government="Pemerintah Kabupaten Contoh", year=2024, edition=LAW.code)
LINES: list[RemarkLine] = [
    ("tinggi", "Dinas Kesehatan", "Indikator 47", "Naik", "Apa yang berubah?", "Tim dan OPD"),
    ("rendah", f"={HOSTILE}", HOSTILE, "+1", "@cmd", "hanya Tim"),
]


def made(lines: list[RemarkLine]) -> bytes:
    """The Tim's workbook with these remarks."""
    return assessment_template(CYCLE, LAW, Records(), Stage.MANDIRI, {}, remarks=lines)


def test_every_remark_is_a_row_that_cannot_be_filled_in() -> None:
    """In the order given, under heads, on a locked sheet that can still be filtered."""
    sheet = load_workbook(io.BytesIO(made(LINES)))[TITLE]
    rows = list(sheet.iter_rows(min_row=4, min_col=2, max_col=7))

    assert [cell.value for cell in rows[0]][:3] == ["Urgensi", "OPD", "Topik"]
    assert [cell.value for cell in rows[1]] == list(LINES[0])
    assert len(rows) == 3
    assert sheet.protection.sheet
    assert not sheet.protection.autoFilter
    assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)


@pytest.mark.failure(12)
def test_a_remark_that_looks_like_a_formula_stays_text() -> None:
    """Whatever an OPD called its document."""
    sheet = load_workbook(io.BytesIO(made(LINES)))[TITLE]

    assert {cell.data_type for row in sheet.iter_rows(min_row=5) for cell in row if cell.value} == {"s"}


def test_the_sheet_says_nothing_when_the_workbook_comes_back() -> None:
    """It is for reading: with it or without it, the same is understood."""
    told = [
        read_assessment_workbook(made(lines), "nilai.xlsx", CYCLE, LAW, Stage.MANDIRI, source="")
        for lines in (LINES, [])
    ]

    assert told[0] == told[1]


def test_without_remarks_there_is_no_such_sheet() -> None:
    """Nothing to read, nothing to wonder about."""
    assert TITLE not in load_workbook(io.BytesIO(made([]))).sheetnames


def test_equal_remarks_give_equal_bytes() -> None:
    """The workbook tells no time."""
    assert made(LINES) == made(LINES)
