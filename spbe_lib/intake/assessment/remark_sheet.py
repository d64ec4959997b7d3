"""The sheet "Pertanyaan" of the assessment workbook: what stood out in the answers, only to be read.

It also holds what would tell one OPD of another; so the workbook stays with the Tim.
"""

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.intake.assessment.table import FIRST_ROW, Column, write_heads, write_row
from spbe_lib.intake.excel.layout import SHEET
from spbe_lib.records.register import Cycle

TITLE, KEY = "Pertanyaan", f"{SHEET}remarks"

RemarkLine = tuple[str, str, str, str, str, str]
"""One remark as the sheet's columns have it: severity, OPD, subject, kind, question, who reads it."""

_HINT = (
    "Hanya untuk dibaca Tim: pertanyaan, bukan temuan, dan tidak mengubah nilai. Jangan diteruskan ke OPD."
)
_COLUMNS = (
    Column(head="Urgensi", width=10),
    Column(head="OPD", width=30),
    Column(head="Topik", width=38),
    Column(head="Yang menonjol", width=24),
    Column(head="Pertanyaan", width=72),
    Column(head="Dibaca oleh", width=14),
)


def write_remarks(sheet: Worksheet, cycle: Cycle, remarks: Sequence[RemarkLine]) -> None:
    """Write one locked row for each remark, in the order in which they are given."""
    title = f"{cycle.government} {cycle.year}: pertanyaan atas jawaban OPD"
    write_heads(sheet, KEY, (title, _HINT), _COLUMNS, footer=f"Pertanyaan {cycle.name}")
    for row, line in enumerate(remarks, FIRST_ROW):
        write_row(sheet, row, "", _COLUMNS, line)
    sheet.auto_filter.ref = f"B{FIRST_ROW - 1}:G{FIRST_ROW - 1 + len(remarks)}"
    sheet.protection.autoFilter = sheet.protection.sort = False
