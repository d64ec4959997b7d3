"""The sheets of a workbook by their keys: which row asks what, wherever people moved it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from spbe_lib.intake.excel.layout import LABEL, SHEET
from spbe_lib.intake.excel.opened import RawCell, RawSheet
from spbe_lib.strict_yaml import clipped


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedRow:
    """The cells of one row, by the key of their column, and where it stands."""

    number: int
    cells: Mapping[str, RawCell]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedSheet:
    """One sheet of ours: its key, its present title, its rows by key, and what is wrong with its keys."""

    key: str
    title: str
    rows: Mapping[str, KeyedRow]
    problems: tuple[tuple[str, str, str], ...] = field(default=())


def keyed_sheets(sheets: Sequence[RawSheet]) -> tuple[KeyedSheet, ...]:
    """The sheets that carry a key, in the order of the workbook."""
    return tuple(keyed for sheet in sheets if (keyed := _keyed(sheet)))


def _keyed(sheet: RawSheet) -> KeyedSheet | None:
    head = next((row for row in sheet.rows if sheet.text(row, 1).startswith(SHEET)), None)
    if head is None:
        return None
    columns = {column: sheet.text(head, column) for row, column in sheet.cells if row == head and column > 1}
    rows: dict[str, KeyedRow] = {}
    problems = []
    for row in sheet.rows[head:]:
        key = sheet.text(row, 1)
        if key == LABEL:
            continue
        if not key:
            problems += _stray(sheet, row, columns)
        elif key in rows:
            what = f"baris ini salinan baris {rows[key].number} (kunci {clipped(key)})"
            problems.append((f"baris {row}", what, "Hapus salah satu"))
        else:
            rows[key] = KeyedRow(number=row, cells=_row(sheet, row, columns))
    return KeyedSheet(key=sheet.text(head, 1), title=sheet.title, rows=rows, problems=tuple(problems))


def _stray(sheet: RawSheet, row: int, columns: Mapping[int, str]) -> list[tuple[str, str, str]]:
    """What stands beside no key would be lost in silence."""
    if not any((row, column) in sheet.cells for column in columns):
        return []
    what = "baris ini bukan baris isian, sehingga isinya tidak akan terbaca"
    return [(f"baris {row}", what, "Pindahkan isinya ke baris kuning yang disediakan, lalu hapus baris ini")]


def _row(sheet: RawSheet, row: int, columns: Mapping[int, str]) -> dict[str, RawCell]:
    return {
        key: sheet.cells.get((row, column))
        or RawCell(address=f"{get_column_letter(column)}{row}", value=None)
        for column, key in columns.items()
    }
