"""How a Kuesioner looks, and the only ways in which anything gets into one of its cells."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from functools import cache

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.intake.asking.plain_text import escaped, plain

_DARK, _PALE, _INPUT, _LINE, _GREY, RED = "1F3864", "DCE6F1", "FFF9DB", "B7B7B7", "595959", "9C0006"
_LONGEST_LIST, _LONGEST_FOOTER = 250, 120
_PAGES = "Halaman &P dari &N"
_POINTS, _LARGEST_HEIGHT = 14, 400
_FORMULA_STARTS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The look of one kind of cell; ``open`` cells may be filled in."""

    size: int = 10
    bold: bool = False
    italic: bool = False
    ink: str = "000000"
    fill: str | None = None
    framed: bool = False
    open: bool = False
    centred: bool = False
    middle: bool = False
    wrapped: bool = True


TITLE = Look(size=16, bold=True, ink=_DARK, wrapped=False)
SUBTITLE = Look(size=10, ink=_GREY, wrapped=False)
SECTION = Look(size=12, bold=True, ink=_DARK, wrapped=False)
HEAD = Look(bold=True, ink="FFFFFF", fill=_DARK, framed=True, middle=True)
LEVEL = Look(bold=True, ink=_DARK, fill=_PALE, framed=True, middle=True)
LEVEL_STATE = replace(LEVEL, centred=True)
LEVEL_ALARM = replace(LEVEL, ink=RED, size=9)
TEXT = Look(framed=True)
PLAIN = Look()
HINT = Look(size=9, italic=True, ink=_GREY)
LIMIT = Look(size=9, italic=True, ink=_GREY, framed=True)
INPUT = Look(fill=_INPUT, framed=True, open=True)
INPUT_LINE = replace(INPUT, middle=True)
HINT_LINE = replace(HINT, middle=True)
CHOICE = Look(fill=_INPUT, framed=True, open=True, centred=True, bold=True)
RESULT = Look(size=12, bold=True, ink=_DARK, fill=_PALE, framed=True, centred=True, middle=True)
CENTRED = Look(framed=True, centred=True)
LINK = Look(framed=True, ink="0563C1", centred=True)
WARNING = Look(bold=True, ink=RED, fill="FFE1E1", framed=True)
KEY = Look(size=8, ink=_GREY, wrapped=False)


def put(sheet: Worksheet, row: int, column: int, text: str | int | None, look: Look) -> None:
    """Write a text that stays a text, whatever it begins with, or a whole number."""
    cell = _dressed(sheet, row, column, look)
    if isinstance(text, int):
        cell.value = text
    elif text is not None and (shown := plain(text)):
        cell.value = escaped(shown)
        cell.data_type = "s"
        if shown.startswith(_FORMULA_STARTS):
            cell.quotePrefix = True


def put_formula(sheet: Worksheet, row: int, column: int, formula: str, look: Look) -> None:
    """Write one of our own formulas; never a text of anybody else."""
    _dressed(sheet, row, column, look).value = formula


def link(sheet: Worksheet, row: int, column: int, text: str, target: str) -> None:
    """Write a link to a cell of this workbook."""
    put(sheet, row, column, text, LINK)
    cell = sheet.cell(row, column)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target)
    _dressed(sheet, row, column, LINK)


def merge(sheet: Worksheet, row: int, first: int, last: int, look: Look) -> None:
    """Make one cell of several in a row: the first keeps its look, the others get the frame around."""
    for column in range(first + 1, last + 1):
        _dressed(sheet, row, column, look)
    sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)


def tall(sheet: Worksheet, row: int, *texts: tuple[str, float], least: float = 16) -> None:
    """Make a row high enough for texts, each with the width (in signs) that it has."""
    lines = [sum(1 + int(len(part) / width) for part in text.split("\n")) for text, width in texts]
    sheet.row_dimensions[row].height = min(max([least, *(_POINTS * n + 3 for n in lines)]), _LARGEST_HEIGHT)


def choices(sheet: Worksheet, cells: Sequence[str], allowed: Sequence[str], told: str) -> None:
    """Offer a list in cells, and refuse anything else with a sentence.

    Excel takes no list of more than 255 signs: then any text can be typed, and the reader checks it.
    """
    offered = ",".join(allowed)
    if not cells or len(offered) > _LONGEST_LIST:
        return
    rule = DataValidation(type="list", formula1=f'"{offered}"', allow_blank=True)
    rule.errorTitle, rule.error = "Isian tidak dikenal", told
    rule.errorStyle, rule.showErrorMessage = "stop", True
    for cell in cells:
        rule.add(cell)
    sheet.add_data_validation(rule)


def set_up(sheet: Worksheet, widths: Sequence[float], *, freeze: str, heads: int | None, footer: str) -> None:
    """Lock all but the open cells (without a password), and make the sheet printable on A4."""
    for place, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFGHIJKLMN"[place]].width = width
    sheet.row_dimensions[2].height = 26
    sheet.column_dimensions["A"].hidden = True
    sheet.row_dimensions[1].hidden = True
    sheet.freeze_panes = freeze
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    sheet.protection.formatRows = sheet.protection.formatColumns = False
    _printed(sheet, heads, footer)


def _printed(sheet: Worksheet, heads: int | None, footer: str) -> None:
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.75, 0.3
    if heads:
        sheet.print_title_rows = f"{heads}:{heads}"
    foot = sheet.oddFooter
    foot.left.text, foot.right.text = footer[:_LONGEST_FOOTER].replace("&", "&&"), _PAGES  # type: ignore[union-attr]


def _dressed(sheet: Worksheet, row: int, column: int, look: Look) -> Cell:
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        raise TypeError(cell.coordinate)
    book, name = sheet.parent, _name(look)
    if book is not None and name not in book.named_styles:
        book.add_named_style(_style(look))
    cell.style = name
    return cell


@cache
def _name(look: Look) -> str:
    """A look's name in the workbook: named styles are written once, however many cells wear them."""
    return "Kuesioner " + "-".join(str(part) for part in astuple(look))


def _style(look: Look) -> NamedStyle:
    side = Side(style="thin", color=_LINE)
    left = 1 if look.framed and not look.centred else 0
    style = NamedStyle(name=_name(look))
    style.font = Font(name="Calibri", size=look.size, bold=look.bold, italic=look.italic, color=look.ink)
    style.alignment = Alignment(
        wrap_text=look.wrapped,
        vertical="center" if look.middle else "top",
        horizontal="center" if look.centred else ("left" if left else None),
        indent=left,
    )
    style.protection = Protection(locked=not look.open)
    if look.fill:
        style.fill = PatternFill("solid", fgColor=look.fill)
    if look.framed:
        style.border = Border(left=side, right=side, top=side, bottom=side)
    if look.open:
        style.number_format = "@"
    return style
