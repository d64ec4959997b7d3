"""Fill in the Tim's workbook cell by cell, without a spreadsheet program."""

import io
from collections.abc import Mapping, Sequence

from openpyxl import load_workbook

from spbe_lib.intake.assessment.review_sheet import DUE, KEY, REASON, VERDICT, WANTED
from spbe_lib.intake.assessment.value_sheet import KEY as VALUES
from spbe_lib.intake.excel.save import saved
from spbe_lib.records.answers import Decision, Status
from tests.intake.filling import sheet_by_key, write

VERDICTS = {Status.ACCEPTED: "diterima", Status.RETURNED: "dikembalikan"}


def fill_assessment(
    content: bytes,
    *,
    levels: Mapping[str, str],
    notes: Mapping[str, str],
    recommendations: Mapping[str, str],
    decisions: Sequence[Decision],
) -> bytes:
    """Write levels, notes, recommendations and decisions. Equal input gives equal bytes."""
    book = load_workbook(io.BytesIO(content))
    values, review = sheet_by_key(book, VALUES), sheet_by_key(book, KEY)
    for column, texts in (("level", levels), ("note", notes), ("recommendation", recommendations)):
        for item, text in texts.items():
            write(values, item, column, text)
    for each in decisions:
        key = f"{each.opd}|{each.topic}"
        write(review, key, VERDICT, VERDICTS[each.status])
        write(review, key, REASON, each.reason)
        write(review, key, WANTED, each.wanted)
        write(review, key, DUE, each.due.isoformat() if each.due else "")
    return saved(book)
