"""The sender's own workbook with its faults shown: coloured cells, comments, and a list with links."""

import io
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill, Protection
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.errors import Problem, Spot
from spbe_lib.intake.asking.plain_text import plain
from spbe_lib.intake.asking.secret_text import looks_secret
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.faults_sheet import is_faults_sheet, write_faults
from spbe_lib.intake.excel.layout import MANIFEST
from spbe_lib.intake.excel.outward import keep_inward
from spbe_lib.intake.excel.parts import linked_areas, merged_areas, open_book
from spbe_lib.intake.excel.save import saved

_LARGEST_UNPACKED, _MOST_CELLS = 5_000_000, 100_000
_RED, _OURS, _BY = "FFC7CE", "Perlu diperbaiki:", "Tim SPBE"
_INPUT = style.INPUT.fill or "FFFFFF"
_WIDTH, _LINE, _SIGNS, _LEAST, _MOST, _LONGEST = 360, 17, 46, 80, 480, 4_000
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  the format knows no zones, and the day says nothing


def corrected_copy(content: bytes, problems: Sequence[Problem]) -> bytes | None:
    """Show the faults of a workbook where they are, in a copy to be mended and sent back.

    Formats, other sheets, lists to choose from and the hidden notes of what was handed out stay as
    they were. What gives away a password is emptied; what reaches out of the workbook becomes a text.

    Args:
        content: The workbook as it was received.
        problems: Its faults; those without a spot are listed only.

    Returns:
        The copy; None where no fault has a spot, or the workbook cannot be opened and written again.
    """
    shown = [_emptied(each) if each.spot and each.spot.secret else each for each in problems]
    spots = _by_spot(shown)
    if not spots:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _corrected(content, shown, spots)
    except Exception:  # noqa: BLE001  the sentences are told anyway; whatever the copy fails at, it is an extra
        return None


def _emptied(problem: Problem) -> Problem:
    return replace(problem, what=f"{problem.what}; di salinan ini sudah dikosongkan")


def _by_spot(problems: Sequence[Problem]) -> dict[Spot, list[Problem]]:
    found: dict[Spot, list[Problem]] = {}
    for problem in problems:
        if problem.spot:
            found.setdefault(problem.spot, []).append(problem)
    return found


def _corrected(
    content: bytes, problems: Sequence[Problem], spots: Mapping[Spot, Sequence[Problem]]
) -> bytes | None:
    if not _can_be_opened(content):
        return None
    book = open_book(content, rich_text=True, keep_links=False)
    keep_inward(book)
    _forget_last_round(book)
    for sheet in book.worksheets:
        _empty_secrets(sheet)
    there = {spot: found for spot, found in spots.items() if spot.sheet in book.sheetnames}
    for cell, found in _cells(book, there).values():
        _show(cell, found)
    write_faults(book, problems)
    properties = book.properties
    properties.creator, properties.lastModifiedBy, properties.created = _BY, None, _MADE
    return saved(book)


def _can_be_opened(content: bytes) -> bool:
    """Whether a workbook is small enough to be opened in full.

    openpyxl makes a cell of every place in an area that is merged or leads somewhere.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [part for part in package.infolist() if part.filename.endswith((".xml", ".rels"))]
        if sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
            return False
        names = [part.filename for part in parts]
        areas = [*chain.from_iterable((*merged_areas(package, n), *linked_areas(package, n)) for n in names)]
    return sum(area.size for area in areas) <= _MOST_CELLS


def _cells(
    book: Workbook, spots: Mapping[Spot, Sequence[Problem]]
) -> dict[tuple[str, str], tuple[Cell, list[Problem]]]:
    """The cells to show something at, with all that is wrong there: of merged cells the first."""
    found: dict[tuple[str, str], tuple[Cell, list[Problem]]] = {}
    for spot, problems in spots.items():
        sheet = book[spot.sheet]
        area = next((each for each in sheet.merged_cells.ranges if spot.cell in each), None)
        cell: Any = sheet.cell(area.min_row, area.min_col) if area else sheet[spot.cell]
        _, known = found.setdefault((sheet.title, cell.coordinate), (cell, []))
        known += problems
        if spot.secret:
            cell.value = None
        _reveal(sheet, cell)
    return found


def _show(cell: Cell, problems: Sequence[Problem]) -> None:
    """Colour a cell, open it for typing, and say in its comment what is wrong and what to do."""
    cell.fill = PatternFill("solid", fgColor=_RED)
    cell.protection = Protection(locked=False, hidden=cell.protection.hidden)
    told = "\n\n".join([_OURS, *dict.fromkeys(map(_told, problems))])
    kept = cell.comment.text.rstrip() if cell.comment else ""
    author = cell.comment.author if cell.comment else _BY
    _comment(cell, f"{kept}\n\n{told}" if kept else told, author)


def _told(problem: Problem) -> str:
    parts = [f"{problem.what}."]
    if problem.allowed:
        parts.append(f"Yang boleh: {problem.allowed}.")
    if problem.remedy:
        parts.append(f"{problem.remedy}.")
    return "\n".join(part.replace("?.", "?") for part in parts)


def _comment(cell: Cell, text: str, author: str | None) -> None:
    shown = plain(text)[:_LONGEST]
    lines = sum(1 + len(part) // _SIGNS for part in shown.split("\n"))
    height = min(max(_LEAST, _LINE * (lines + 1)), _MOST)
    cell.comment = Comment(shown, author or _BY, height=height, width=_WIDTH)


def _forget_last_round(book: Workbook) -> None:
    """Take away the list, comments and colours of an earlier copy that was mended only in part."""
    for sheet in [each for each in book.worksheets if is_faults_sheet(each)]:
        book.remove(sheet)
    for sheet in book.worksheets:
        for cell in [each for each in _present(sheet) if each.comment]:
            before, ours, _ = cell.comment.text.partition(_OURS)
            author = cell.comment.author
            if ours and str(cell.fill.fgColor.rgb).endswith(_RED):
                cell.fill = PatternFill("solid", fgColor=_INPUT)
            cell.comment = None
            if kept := before.rstrip():
                _comment(cell, kept, author)


def _present(sheet: Worksheet) -> list[Any]:
    """The cells that the file has; to walk over the rows would make one of every empty place."""
    return list(sheet._cells.values())  # noqa: SLF001  there is no public way that makes none


def _empty_secrets(sheet: Worksheet) -> None:
    """Empty whatever gives away a password, also where nobody reads it."""
    for cell in _present(sheet):
        if isinstance(cell.value, str | CellRichText) and looks_secret(str(cell.value)):
            cell.value = None
        if cell.hyperlink and looks_secret(f"{cell.hyperlink.target} {cell.hyperlink.tooltip}"):
            cell.hyperlink = None
        if cell.comment and looks_secret(cell.comment.text):
            cell.comment = None


def _reveal(sheet: Worksheet, cell: Cell) -> None:
    """Show the row, column and sheet of a faulty cell: somebody filtered or hid them."""
    if sheet.title != MANIFEST:
        sheet.sheet_state = "visible"
    column, row = coordinate_from_string(cell.coordinate)
    if sheet.row_dimensions[row].hidden and row > 1:
        sheet.row_dimensions[row].hidden = False
    for dimension in sheet.column_dimensions.values():
        first, last = dimension.min or 0, dimension.max or 0
        if dimension.hidden and column != "A" and first <= cell.column <= last:
            dimension.hidden = False
