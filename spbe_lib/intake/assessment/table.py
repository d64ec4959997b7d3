"""A table on a sheet of the assessment workbook: hidden keys, heads, and what stands in the open cells.

Column A and row 1 are hidden: A1 says which sheet it is, row 1 names the columns that may be
filled, column A the rows. So a sheet may be renamed, and its rows sorted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.errors import Problem, Spot
from spbe_lib.intake.excel import cells as sheet_cells
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.layout import SHEET
from spbe_lib.intake.excel.opened import RawSheet
from spbe_lib.strict_yaml import clipped

FIRST_ROW = 5
"""Row of the first entry, under title, hint and heads."""

_HEADING = "#"
_NEW = "Ambil lembar baru dengan `spbe template`, lalu salin isiannya"
_HEAD_ROW, _TITLE_HEIGHT = 4, 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its head, its width in signs, and, where it may be filled in, its key."""

    head: str
    width: float
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its key and what stands in its open cells, by column.

    ``faulty`` are the columns that cannot be read: True for a formula, False for an error of Excel.
    """

    key: str
    number: int
    values: Mapping[str, object]
    faulty: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What was read from one sheet: ``letters`` says where its columns stand, ``name`` the file's name."""

    name: str
    title: str
    letters: Mapping[str, str]
    rows: tuple[Row, ...]

    def where(self, row: Row, column: str = "") -> str:
        """Say where something stands: ``nilai.xlsx, lembar Nilai, sel H7``."""
        spot = f"sel {self.letters[column]}{row.number}" if column in self.letters else f"baris {row.number}"
        return f"{self.name}, lembar {clipped(self.title)}, {spot}"

    def spot(self, row: Row, column: str = "") -> Spot:
        """The cell that a fault is about; of a row its first open cell."""
        letter = self.letters.get(column) or next(iter(self.letters.values()))
        return Spot(sheet=self.title, cell=f"{letter}{row.number}")


def write_heads(
    sheet: Worksheet, key: str, words: tuple[str, str], columns: Sequence[Column], *, footer: str
) -> None:
    """Write the keys, title and hint (``words``) and heads of a table, and lock what is not open."""
    style.put(sheet, 1, 1, key, style.KEY)
    style.put(sheet, 2, 2, words[0], style.TITLE)
    style.put(sheet, 3, 2, words[1], style.SUBTITLE)
    for row in range(2, FIRST_ROW):
        style.put(sheet, row, 1, _HEADING, style.KEY)
    for place, column in enumerate(columns, 2):
        style.put(sheet, 1, place, column.key, style.KEY)
        style.put(sheet, _HEAD_ROW, place, column.head, style.HEAD)
    sheet.row_dimensions[2].height = _TITLE_HEIGHT
    # Heads are bold, so that fewer signs find room on a line.
    style.tall(sheet, _HEAD_ROW, *((column.head, column.width * 0.7) for column in columns), least=18)
    widths = (3, *(column.width for column in columns))
    style.set_up(sheet, widths, freeze=f"D{FIRST_ROW}", heads=_HEAD_ROW, footer=footer)


def write_row(
    sheet: Worksheet, row: int, key: str, columns: Sequence[Column], texts: Sequence[str | int | None]
) -> None:
    """Write one entry; the cells of columns with a key are open."""
    style.put(sheet, row, 1, key, style.KEY)
    for place, (column, text) in enumerate(zip(columns, texts, strict=True), 2):
        style.put(sheet, row, place, text, style.INPUT if column.key else style.TEXT)
    told = zip(texts, columns, strict=True)
    style.tall(sheet, row, *((str(text or ""), column.width) for text, column in told))


def find_table(
    sheets: Sequence[RawSheet], name: str, key: str, columns: Sequence[str], problems: list[Problem]
) -> Table | None:
    """Read the table that carries a key, adding every fault to ``problems``.

    Returns:
        Its rows; None when the sheet or one of its columns is gone.
    """
    for sheet in sheets:
        head = next((row for row in sheet.rows if sheet.text(row, 1) == key), None)
        if head is not None:
            return _table(name, sheet, head, columns, problems)
    what = f"lembar {key.removeprefix(SHEET)} dari `spbe template` tidak ada"
    problems.append(Problem(where=name, what=what, remedy=_NEW))
    return None


def shown(value: object) -> str:
    """What stands in a cell, as somebody would have typed it."""
    return "" if value is None else sheet_cells.shown(value).strip()


def _table(
    name: str, sheet: RawSheet, head: int, columns: Sequence[str], problems: list[Problem]
) -> Table | None:
    places = {sheet.text(row, column): column for row, column in sheet.cells if row == head and column > 1}
    if missing := [column for column in columns if column not in places]:
        where, what = f"{name}, lembar {clipped(sheet.title)}", f"kolom {', '.join(missing)} tidak ada"
        problems.append(Problem(where=where, what=what, remedy=_NEW))
        return None
    asked = {column: places[column] for column in columns}
    letters = {column: get_column_letter(place) for column, place in asked.items()}
    rows = (_row(sheet, number, asked) for number in sheet.rows[head:])
    table = Table(name=name, title=sheet.title, letters=letters, rows=tuple(row for row in rows if row))
    problems += _row_problems(table)
    return replace(table, rows=tuple(row for row in table.rows if row.key))


def _row(sheet: RawSheet, number: int, places: Mapping[str, int]) -> Row | None:
    """One entry; None for heads and for rows in which nothing stands that concerns us."""
    key = sheet.text(number, 1)
    cells = {column: sheet.cells.get((number, place)) for column, place in places.items()}
    faulty = {column: cell.formula for column, cell in cells.items() if cell and (cell.formula or cell.error)}
    values = {
        column: None if cell is None or column in faulty else cell.value for column, cell in cells.items()
    }
    beside = not key and any(shown(value) for value in values.values())
    if key == _HEADING or not (key or beside or faulty):
        return None
    return Row(key=key, number=number, values=values, faulty=faulty)


def _row_problems(table: Table) -> Iterator[Problem]:
    for row in table.rows:
        if not row.key:
            what, remedy = (
                "baris ini bukan dari lembar yang dibagikan",
                "Pindahkan isinya ke baris yang benar",
            )
            yield Problem(where=table.where(row), what=what, remedy=remedy, spot=table.spot(row))
            continue
        for column, formula in row.faulty.items():
            what = f"sel ini berisi {'rumus' if formula else 'galat Excel'}, bukan isian"
            remedy = "Ketik isiannya, atau salin lalu tempel sebagai nilai"
            place = table.where(row, column)
            yield Problem(where=place, what=what, remedy=remedy, spot=table.spot(row, column))
