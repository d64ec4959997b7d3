"""Rulings and promises as an assessor writes them: into the workbook of a stage, or as CSV."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook

from spbe_lib.intake.assessment.promise_sheet import KEY as PROMISES
from spbe_lib.intake.assessment.subjects import row_key
from spbe_lib.intake.assessment.verdict_sheet import KEY as VERDICTS
from spbe_lib.intake.assessment.workbook import assessment_template
from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.intake.excel.save import saved
from spbe_lib.intake.intake import receive_assessment
from spbe_lib.records.judgements import Verdict
from spbe_lib.records.model import Stage
from tests.intake.desks import sent
from tests.intake.filling import sheet_by_key, write


def handed_out(desk: Desk, stage: Stage = Stage.INTERVIU) -> bytes:
    """The workbook of a stage as it is handed out now."""
    return assessment_template(desk.cycle, desk.instrument, desk.store.read(), stage, {})


def written(
    content: bytes,
    verdicts: Sequence[Verdict] = (),
    promises: Mapping[str, Mapping[str, object]] | None = None,
    cells: Mapping[str, Mapping[str, object]] | None = None,
) -> bytes:
    """The workbook with rulings, promises by row key, and other cells of the sheet of rulings by row key."""
    book = load_workbook(io.BytesIO(content))
    ruled, promised = sheet_by_key(book, VERDICTS), sheet_by_key(book, PROMISES)
    told = {
        row_key(each.opd, each.topic, each.subject): {
            "ruling": each.ruling.label,
            "reason": each.reason,
            "due": each.due.isoformat() if each.due else "",
        }
        for each in verdicts
    }
    for sheet, rows in ((ruled, told | dict(cells or {})), (promised, promises or {})):
        for key, columns in rows.items():
            for column, text in columns.items():
                write(sheet, key, column, text)
    return saved(book)


def take(desk: Desk, folder: Path, content: bytes, name: str, stage: Stage = Stage.INTERVIU) -> Receipt:
    """Hand in a file of a stage."""
    return receive_assessment(desk, sent(folder, content, name), stage)
