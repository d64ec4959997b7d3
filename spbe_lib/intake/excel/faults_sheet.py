"""The sheet *Kesalahan* of a workbook that goes back: every fault in a row, with a link to its cell."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.errors import Problem
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.style import put

FAULTS = "Kesalahan"

_MARK = "spbe-kesalahan"
"""What stands in the hidden first cell: no key, so that the reader passes the sheet by."""

_HEADS = ("Nomor", "Lembar", "Sel", "Apa yang salah", "Yang boleh", "Langkah")
_WIDTHS = (3, 8, 24, 9, 52, 34, 46)
_NUMBER, _SHEET, _CELL, _WHAT, _ALLOWED, _REMEDY = range(2, 8)
_HEAD, _TOP = 5, 6
_TOLD = (
    "Sel yang salah berwarna merah dan diberi komentar. Klik alamat selnya, perbaiki, lalu simpan.",
    "Kirim kembali berkas ini sebagai .xlsx. Warna, komentar, dan lembar ini boleh dibiarkan.",
)


def is_faults_sheet(sheet: Worksheet) -> bool:
    """Whether a sheet is one of these."""
    return sheet.cell(1, 1).value == _MARK


def write_faults(book: Workbook, problems: Sequence[Problem]) -> None:
    """Put the list of faults before all other sheets, and open the workbook there."""
    sheet = book.create_sheet(FAULTS, 0)
    put(sheet, 1, 1, _MARK, style.KEY)
    put(sheet, 2, _NUMBER, f"{len(problems)} hal perlu diperbaiki", style.TITLE)
    for row, text in enumerate(_TOLD, 3):
        put(sheet, row, _NUMBER, text, style.SUBTITLE)
    for column, head in enumerate(_HEADS, _NUMBER):
        put(sheet, _HEAD, column, head, style.HEAD)
    for place, problem in enumerate(problems):
        _row(sheet, _TOP + place, problem, book.sheetnames)
    style.set_up(sheet, _WIDTHS, freeze=f"A{_TOP}", heads=_HEAD, footer=FAULTS)
    sheet.sheet_properties.tabColor = style.RED
    _open_at(book, sheet)


def _row(sheet: Worksheet, row: int, problem: Problem, titles: Sequence[str]) -> None:
    spot = problem.spot if problem.spot and problem.spot.sheet in titles else None
    place = spot.sheet if spot else problem.where
    put(sheet, row, _NUMBER, row - _TOP + 1, style.CENTRED)
    put(sheet, row, _SHEET, place, style.TEXT)
    put(sheet, row, _CELL, "–", style.CENTRED)
    if spot:
        style.link(sheet, row, _CELL, spot.cell, f"{quote_sheetname(spot.sheet)}!{spot.cell}")
    for column, text in ((_WHAT, problem.what), (_ALLOWED, problem.allowed), (_REMEDY, problem.remedy)):
        put(sheet, row, column, text, style.TEXT)
    texts = (place, problem.what, problem.allowed, problem.remedy)
    widths = (_WIDTHS[column - 1] - 2 for column in (_SHEET, _WHAT, _ALLOWED, _REMEDY))
    style.tall(sheet, row, *zip(texts, widths, strict=True), least=21)


def _open_at(book: Workbook, first: Worksheet) -> None:
    """Select one sheet alone: what is typed with several selected goes into all of them."""
    for sheet in book.worksheets:
        for view in sheet.views.sheetView:
            view.tabSelected = sheet is first
    book.active = first
