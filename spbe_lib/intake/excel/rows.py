"""The sheets of a workbook by their keys: which row asks what, wherever people moved it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from spbe_lib.intake.excel.layout import LABEL, SHEET
from spbe_lib.intake.excel.opened import RawCell, RawSheet
from spbe_lib.intake.excel.parts import Area
from spbe_lib.strict_yaml import clipped


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedRow:
    """The cells of one row, by the key of their column, and where it stands.

    ``words`` are the texts in columns without a key, by column (from 1): ours, or somebody's own.
    """

    number: int
    cells: Mapping[str, RawCell]
    words: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedSheet:
    """One sheet of ours: its key, its present title, its rows by key, and what is wrong with its keys.

    ``columns`` says which column (from 1) has which key; ``merged`` are the cells that were made one.
    """

    key: str
    title: str
    rows: Mapping[str, KeyedRow]
    problems: tuple[tuple[str, str, str], ...] = field(default=())
    columns: Mapping[int, str] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()

    @property
    def first_column(self) -> str:
        """Letter of the first column of answers; of the first visible one where there is none."""
        return get_column_letter(min(self.columns, default=2))


def keyed_sheets(sheets: Sequence[RawSheet]) -> tuple[KeyedSheet, ...]:
    """The sheets that carry a key, in the order of the workbook."""
    return tuple(keyed for sheet in sheets if (keyed := _keyed(sheet)))


def _keyed(sheet: RawSheet) -> KeyedSheet | None:
    head = next((row for row in sheet.rows if sheet.text(row, 1).startswith(SHEET)), None)
    if head is None:
        return None
    problems, columns = _columns(sheet, head)
    rows: dict[str, KeyedRow] = {}
    beside = _beside(sheet, columns)
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
            rows[key] = KeyedRow(number=row, cells=_row(sheet, row, columns), words=beside.get(row, {}))
    return KeyedSheet(
        key=sheet.text(head, 1),
        title=sheet.title,
        rows=rows,
        problems=tuple(problems),
        columns=columns,
        merged=sheet.merged,
    )


def _columns(sheet: RawSheet, head: int) -> tuple[list[tuple[str, str, str]], dict[int, str]]:
    """Which column has which key; who copies a column copies its hidden key too."""
    problems, columns = list[tuple[str, str, str]](), dict[int, str]()
    for column in sorted(column for row, column in sheet.cells if row == head and column > 1):
        key = sheet.text(head, column)
        first = next((each for each, known in columns.items() if known == key), None)
        if first is None:
            columns[column] = key
        else:
            what = f"kolom ini salinan kolom {get_column_letter(first)}"
            problems.append((f"kolom {get_column_letter(column)}", what, "Hapus salah satu"))
    return problems, columns


def _beside(sheet: RawSheet, columns: Mapping[int, str]) -> dict[int, dict[int, str]]:
    """The texts in columns without a key, by row and column; formulas are none."""
    found: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items():
        if column > 1 and column not in columns and not cell.formula:
            found.setdefault(row, {})[column] = str(cell.value).strip()
    return found


def _stray(sheet: RawSheet, row: int, columns: Mapping[int, str]) -> list[tuple[str, str, str]]:
    """What stands beside no key would be lost in silence."""
    found = next((sheet.cells[row, column] for column in columns if (row, column) in sheet.cells), None)
    if found is None:
        return []
    what = "baris ini bukan baris isian, sehingga isinya tidak akan terbaca"
    return [
        (
            f"sel {found.address}",
            what,
            "Pindahkan isinya ke baris kuning yang disediakan, lalu hapus baris ini",
        )
    ]


def _row(sheet: RawSheet, row: int, columns: Mapping[int, str]) -> dict[str, RawCell]:
    return {
        key: sheet.cells.get((row, column))
        or RawCell(address=f"{get_column_letter(column)}{row}", value=None)
        for column, key in columns.items()
    }
