"""The steps of a plan as rows for Renja and RKA: a workbook or a CSV file with which planners go on.

What only a planner knows (activity, account, rupiah, source of funds) is an empty column, headed so.
"""

import csv
import io
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.csv_file import text_cell
from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.excel.save import new_book, saved
from spbe_lib.intake.excel.style import HEAD, INPUT, SECTION, TEXT, TITLE, WARNING, put, tall
from spbe_lib.reporting.consolidated.plan_document import PlanFacts
from spbe_lib.results.planning.setting import Ground
from spbe_lib.results.planning.tasks import Task
from spbe_lib.results.planning.words import STAMP
from spbe_lib.workspace import write_whole

HEADS = (
    "Tahun",
    "Triwulan",
    "OPD",
    "Yang menyiapkan",
    "Uraian pekerjaan",
    "Keluaran / dokumen",
    "Indikator",
    "Tingkat tujuan",
    "Tambahan indeks (proyeksi)",
    "Usaha",
    "Rekomendasi dan catatan",
)
PLANNERS = (
    "Program / kegiatan / subkegiatan (diisi perencana)",
    "Kode rekening (diisi perencana)",
    "Pagu indikatif, Rp (diisi perencana)",
    "Sumber dana (diisi perencana)",
)
_WIDTHS = (8, 10, 30, 24, 60, 44, 34, 10, 13, 9, 36, 32, 18, 18, 18)
_FIRST = 4

Cell = str | int | Fraction


def plan_rows(facts: PlanFacts, tasks: Sequence[Task]) -> list[tuple[Cell, ...]]:
    """One row for each step; figures exact, the planners' columns left out."""
    return [
        (
            row.year,
            row.quarter,
            row.opd or "belum ditetapkan",
            row.person or "",
            "\n".join((*row.what, *row.missing)),
            "; ".join(row.documents),
            f"{row.code} {row.name}",
            row.level,
            task.gain,
            task.effort,
            "\n".join(row.recommendations),
        )
        for row, task in zip(facts.steps, tasks, strict=True)
    ]


def write_plan(path: Path, ground: Ground, facts: PlanFacts, tasks: Sequence[Task]) -> None:
    """Write the rows as the kind of file that the name asks for.

    Raises:
        InputError: The name ends in neither ``.xlsx`` nor ``.csv``.
        WorkspaceError: It cannot be written; what lay there is untouched.
    """
    rows = plan_rows(facts, tasks)
    kinds = {".xlsx": _book, ".csv": _csv}
    made = kinds.get(path.suffix.lower())
    if made is None:
        what = "jenis berkas ini tidak dapat ditulis"
        raise InputError([Problem(where=path.name, what=what, allowed=", ".join(kinds))])
    write_whole(path, made(ground, facts, rows))


def _csv(ground: Ground, facts: PlanFacts, rows: Sequence[tuple[Cell, ...]]) -> bytes:
    """Text for a spreadsheet, in which no cell becomes a formula; figures with a decimal comma."""
    del ground, facts
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow((*HEADS, *PLANNERS))
    for row in rows:
        writer.writerow([*(_text(cell) for cell in row), *("" for _ in PLANNERS)])
    return written.getvalue().encode("utf-8-sig")


def _text(cell: Cell) -> str:
    if isinstance(cell, Fraction):
        return f"{float(cell):.6f}".rstrip("0").rstrip(".").replace(".", ",")
    return text_cell(" ".join(cell.split())) if isinstance(cell, str) else str(cell)


def _book(ground: Ground, facts: PlanFacts, rows: Sequence[tuple[Cell, ...]]) -> bytes:
    book = new_book(f"Rencana {ground.cycle.government}", ground.cycle.year)
    _steps_sheet(book.create_sheet("Renja dan RKA"), ground, rows)
    _told_sheet(
        book, (facts.stamp, *ground.instrument.notices, facts.headline, *facts.reach, *facts.assumptions)
    )
    return saved(book)


def _steps_sheet(sheet: Worksheet, ground: Ground, rows: Sequence[tuple[Cell, ...]]) -> None:
    for place, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGHIJKLMNO"[place]].width = width
    put(sheet, 1, 1, f"Rencana menuju target – {ground.cycle.government}", TITLE)
    put(sheet, 2, 1, STAMP, SECTION)
    for place, head in enumerate((*HEADS, *PLANNERS), 1):
        put(sheet, _FIRST - 1, place, head, HEAD)
    for at, row in enumerate(rows, _FIRST):
        for place, cell in enumerate(row, 1):
            _put(sheet, at, place, cell)
        for place in range(len(row) + 1, len(row) + len(PLANNERS) + 1):
            put(sheet, at, place, None, INPUT)
        tall(sheet, at, (str(row[4]), _WIDTHS[4]), (str(row[5]), _WIDTHS[5]), (str(row[10]), _WIDTHS[10]))
    if not rows:
        put(sheet, _FIRST, 1, "Tidak ada langkah; lihat lembar Keterangan.", WARNING)
    sheet.freeze_panes = f"A{_FIRST}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_FIRST - 1}:{_FIRST - 1}"


def _put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    """A text stays a text; a figure is a number, so that columns can be added up."""
    if isinstance(cell, Fraction):
        put(sheet, row, column, None, TEXT)
        sheet.cell(row, column).value = round(float(cell), 6)
    else:
        put(sheet, row, column, cell, TEXT)


def _told_sheet(book: Workbook, sentences: Sequence[str]) -> None:
    sheet = book.create_sheet("Keterangan")
    sheet.column_dimensions["A"].width = 110
    for at, sentence in enumerate(sentences, 1):
        put(sheet, at, 1, sentence, TEXT)
        tall(sheet, at, (sentence, 110))
