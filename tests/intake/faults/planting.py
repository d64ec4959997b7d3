"""Faults of filled-in questionnaires, and a planter which puts them into a blank one.

`faults.yaml` beside this file lists the faults. Each names a workbook (the unit it was made for), a sheet
by its title in the template, a row by the hidden key in column A, a column by the hidden key in row 1, and
what is done there:

- `set`: the text `value` (repeated `times` times) is written; an empty value leaves the cell empty;
- `formula`: the formula `value` is written, as an array formula where it stands in braces;
- `error`: the error value `value` is written;
- `number`, `date`, `bool`: a number, a day (year-month-day), or a logical value is written;
- `text_beside`: the text `value` is written at the address `cell`, in a row without a key;
- `copy_row`: the row is copied below the last row, key included; where the fault has a column, `value`
  takes the place of the copy's cell;
- `delete_row`: the row is deleted, and the rows below it move up;
- `delete_column_key`: the key of the column is cleared from row 1 (`sheet` stands for the sheet's own key);
- `copy_sheet`: the sheet is copied; where the fault has a column, `value` takes the place of the copy's cell;
- `delete_sheet`: the sheet is deleted.

`also` holds further texts without which the fault would not exist. `cell` is the address, or the row, at
which a checker must point, as counted in the template; it is empty where a whole sheet is at fault. On the
hidden sheet, which has no keys in row 1, the column `value` is the one beside the keys.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Protection
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.formula import ArrayFormula

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.cell_range import CellRange
    from openpyxl.worksheet.worksheet import Worksheet

LIST: Final = Path(__file__).with_name("faults.yaml")
HIDDEN_SHEET: Final = "_spbe"
LONGEST_TEXT: Final = 32_767
EXACT_DIGITS: Final = 15


class Deed(StrEnum):
    """What is done to the workbook."""

    SET = "set"
    FORMULA = "formula"
    ERROR = "error"
    NUMBER = "number"
    DATE = "date"
    BOOL = "bool"
    TEXT_BESIDE = "text_beside"
    COPY_ROW = "copy_row"
    DELETE_ROW = "delete_row"
    DELETE_COLUMN_KEY = "delete_column_key"
    COPY_SHEET = "copy_sheet"
    DELETE_SHEET = "delete_sheet"


# In this order structural deeds follow each other: every one finds its rows by key, and whole sheets go last.
STRUCTURAL: Final = (
    Deed.COPY_ROW,
    Deed.DELETE_ROW,
    Deed.DELETE_COLUMN_KEY,
    Deed.COPY_SHEET,
    Deed.DELETE_SHEET,
)


@dataclass(frozen=True, slots=True)
class Also:
    """A further text on the fault's sheet, without which the fault would not exist."""

    key: str
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, as listed."""

    id: str
    workbook: str
    sheet: str
    key: str
    column: str
    do: Deed
    value: str
    cell: str
    why: str
    also: tuple[Also, ...] = ()
    times: int = 1
    alone: bool = False

    @property
    def text(self) -> str:
        """The text to be written, repeated as often as the fault says."""
        return self.value * self.times


def _text(entry: Mapping[str, object], field: str) -> str:
    value = entry.get(field, "")
    if not isinstance(value, str):
        raise TypeError(f"{entry.get('id')}: {field} must be a quoted text, not {value!r}")
    return value


def _also(entry: Mapping[str, object]) -> tuple[Also, ...]:
    listed = entry.get("also", [])
    if not isinstance(listed, list):
        raise TypeError(f"{entry.get('id')}: also must be a list")
    return tuple(Also(_text(cell, "key"), _text(cell, "column"), _text(cell, "value")) for cell in listed)


def _fault(entry: Mapping[str, object]) -> Fault:
    unknown = sorted(set(entry) - {field.name for field in fields(Fault)})
    if unknown:
        raise ValueError(f"{entry.get('id')}: unknown fields {unknown}")
    times = entry.get("times", 1)
    alone = entry.get("alone", False)
    if not isinstance(times, int) or not isinstance(alone, bool):
        raise TypeError(f"{entry.get('id')}: times is a whole number, alone is true or false")
    return Fault(
        id=_text(entry, "id"),
        workbook=_text(entry, "workbook"),
        sheet=_text(entry, "sheet"),
        key=_text(entry, "key"),
        column=_text(entry, "column"),
        do=Deed(_text(entry, "do")),
        value=_text(entry, "value"),
        cell=_text(entry, "cell"),
        why=_text(entry, "why"),
        also=_also(entry),
        times=times,
        alone=alone,
    )


def faults() -> tuple[Fault, ...]:
    """All faults of the list, in its order."""
    listed = tuple(_fault(entry) for entry in yaml.safe_load(LIST.read_text(encoding="utf-8")))
    ids = [fault.id for fault in listed]
    if len(set(ids)) != len(ids):
        raise ValueError("An id of the list of faults is given twice.")
    return listed


def combinable(fault: Fault) -> bool:
    """Whether the fault can stand beside all other combinable faults of its workbook.

    Structural faults cannot, for rows and sheets move or go. Nor can those marked `alone`: they share a cell
    with another fault, where the template has too few cells of a kind, or they spoil the whole workbook.
    """
    return fault.do not in STRUCTURAL and not fault.alone


def _row(sheet: Worksheet, key: str) -> int:
    for row in range(1, sheet.max_row + 1):
        if sheet.cell(row, 1).value == key:
            return row
    raise LookupError(f"Sheet {sheet.title!r} has no row with the key {key!r}.")


def _column(sheet: Worksheet, key: str) -> int:
    if sheet.title == HIDDEN_SHEET and key == "value":
        return 2
    for column in range(1, sheet.max_column + 1):
        value = sheet.cell(1, column).value
        if value == key or (key == "sheet" and column == 1 and value is not None):
            return column
    raise LookupError(f"Sheet {sheet.title!r} has no column with the key {key!r}.")


def _open_cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"{sheet.title}!{cell.coordinate} lies under a merged cell.")
    return cell


def _set_text(cell: Cell, text: str) -> None:
    if not text:
        cell.value = None
        return
    # A plain text would be cut at the size which a spreadsheet program allows; a rich text is not.
    cell.value = text if len(text) <= LONGEST_TEXT else CellRichText(text)
    cell.data_type = "s"


def _number(value: str) -> int | float:
    """The number as a spreadsheet program stores it: whole numbers are exact up to fifteen digits."""
    digits = value.removeprefix("-")
    return int(value) if digits.isdigit() and len(digits) <= EXACT_DIGITS else float(value)


def _write(cell: Cell, fault: Fault) -> None:
    match fault.do:
        case Deed.SET | Deed.TEXT_BESIDE:
            _set_text(cell, fault.text)
        case Deed.FORMULA:
            if fault.value.startswith("{"):
                cell.value = ArrayFormula(cell.coordinate, fault.value[1:-1])
            else:
                cell.value = fault.value
            cell.data_type = "f"
        case Deed.ERROR:
            cell.value = fault.value
            cell.data_type = "e"
        case Deed.NUMBER:
            cell.value = _number(fault.value)
        case Deed.DATE:
            cell.value = datetime.fromisoformat(fault.value)  # a date cell holds no zone
        case Deed.BOOL:
            cell.value = {"true": True, "false": False}[fault.value]
        case _:
            raise ValueError(f"{fault.id}: {fault.do} writes no cell.")


def _fill(sheet: Worksheet, fault: Fault) -> None:
    for also in fault.also:
        _set_text(_open_cell(sheet, _row(sheet, also.key), _column(sheet, also.column)), also.value)


def _copy_row(sheet: Worksheet, fault: Fault) -> None:
    source, target = _row(sheet, fault.key), sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        original, new = sheet.cell(source, column), sheet.cell(target, column)
        new.value = original.value
        new.protection = Protection(locked=original.protection.locked)
        new.number_format = original.number_format
    if fault.column:
        _set_text(_open_cell(sheet, target, _column(sheet, fault.column)), fault.text)


def _delete_row(sheet: Worksheet, fault: Fault) -> None:
    row = _row(sheet, fault.key)
    merged: list[CellRange] = [area for area in sheet.merged_cells.ranges if area.max_row >= row]
    for area in merged:
        sheet.unmerge_cells(area.coord)
    sheet.delete_rows(row)
    for area in merged:
        if area.min_row > row:
            sheet.merge_cells(
                start_row=area.min_row - 1,
                end_row=area.max_row - 1,
                start_column=area.min_col,
                end_column=area.max_col,
            )


def _copy_sheet(book: Workbook, sheet: Worksheet, fault: Fault) -> None:
    second = book.copy_worksheet(sheet)
    if fault.column:
        _set_text(_open_cell(second, _row(second, fault.key), _column(second, fault.column)), fault.text)


def _restructure(book: Workbook, fault: Fault) -> None:
    sheet = book[fault.sheet]
    _fill(sheet, fault)
    match fault.do:
        case Deed.COPY_ROW:
            _copy_row(sheet, fault)
        case Deed.DELETE_ROW:
            _delete_row(sheet, fault)
        case Deed.DELETE_COLUMN_KEY:
            sheet.cell(1, _column(sheet, fault.column)).value = None
        case Deed.COPY_SHEET:
            _copy_sheet(book, sheet, fault)
        case Deed.DELETE_SHEET:
            book.remove(sheet)
        case _:
            raise ValueError(f"{fault.id}: {fault.do} moves nothing.")


def _address(fault: Fault, sheet: Worksheet) -> tuple[int, int]:
    if fault.do is Deed.TEXT_BESIDE:
        letters = fault.cell.rstrip("0123456789")
        return int(fault.cell.removeprefix(letters)), column_index_from_string(letters)
    return _row(sheet, fault.key), _column(sheet, fault.column)


def planted(content: bytes, faults: Iterable[Fault]) -> bytes:
    """The workbook with the faults in it: first those in single cells, then those of rows and sheets."""
    book = load_workbook(BytesIO(content))
    given = tuple(faults)
    for fault in given:
        if fault.do not in STRUCTURAL:
            sheet = book[fault.sheet]
            _fill(sheet, fault)
            row, column = _address(fault, sheet)
            _write(_open_cell(sheet, row, column), fault)
    for fault in sorted(
        (one for one in given if one.do in STRUCTURAL), key=lambda one: STRUCTURAL.index(one.do)
    ):
        _restructure(book, fault)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
