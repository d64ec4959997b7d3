"""What of a received workbook reaches out of it: to other files, programs or the net. No copy of it may."""

import re
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import TYPE_STRING
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

_CALLS = "webservice|filterxml|rtd|call|register(?:\\.id)?|sql\\.request|image|import\\w*"
_OUTWARD = re.compile(rf"\||\[[^\[\]]*\][^!\[\]]*!|file:|\\\\|\b(?:{_CALLS})\s*\(", re.IGNORECASE)
_ALLOWED = ("https://", "http://", "mailto:")


def keep_inward(book: Workbook) -> None:
    """Make a text of every formula that calls a program or another file, and take such names and links away.

    Whoever opens the copy did not write it. A link to the net stays: it does nothing until it is followed.
    """
    for sheet in book.worksheets:
        for cell in list(sheet._cells.values()):  # noqa: SLF001  there is no public way that makes no new ones
            _tame(cell)
        _forget_names(sheet.defined_names)
    _forget_names(book.defined_names)


def _tame(cell: Any) -> None:
    formula = cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value
    if isinstance(formula, DataTableFormula):
        cell.value = None
    elif isinstance(formula, str) and cell.data_type == "f" and _OUTWARD.search(formula):
        cell.value, cell.data_type = formula, TYPE_STRING
        cell.quotePrefix = True
    if cell.hyperlink and not _harmless(cell.hyperlink.target):
        cell.hyperlink = None


def _harmless(target: str | None) -> bool:
    return not target or target.lower().startswith(_ALLOWED)


def _forget_names(names: Any) -> None:
    for name in [each for each, known in names.items() if _OUTWARD.search(known.attr_text or "")]:
        del names[name]
