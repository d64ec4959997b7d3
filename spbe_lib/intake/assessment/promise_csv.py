"""Promises in CSV: one row per promise, as they are noted in an interview."""

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.assessment.csv_table import CsvRow, Heads, csv_rows, heads_of
from spbe_lib.intake.assessment.from_csv import AssessmentFile
from spbe_lib.intake.assessment.judging import Judging
from spbe_lib.intake.assessment.promise_lines import (
    DUE,
    ITEM,
    MADE_ON,
    OPD,
    STATUS,
    TEXT,
    PromiseLine,
    promised,
)
from spbe_lib.intake.assessment.values import nothing_assessed, one_paragraph
from spbe_lib.records.judgements import Promise

HEADS: Heads = {
    OPD: ("opd",),
    ITEM: ("item", "butir", "indikator"),
    TEXT: ("promise", "janji"),
    MADE_ON: ("made_on", "dibuat tanggal", "dibuat"),
    DUE: ("due", "tenggat"),
    STATUS: ("status",),
}
"""Columns of the file; without an OPD the lead promised, without a status the promise is open."""

_NEEDED = (ITEM, TEXT, DUE)
_DAY = ("date", "tanggal")
"""Until when it is promised; beside a deadline, the day on which it was."""


def read_promise_csv(content: bytes, name: str, judging: Judging, source: str) -> AssessmentFile:
    """Read what was promised in one stage; the same words about the same indicator are the same promise.

    Raises:
        InputError: Every fault of the file, each with its line.
    """
    promises = dict[str, Promise]()
    for row in csv_rows(content, name, _heads(content, name), _NEEDED, judging.problems):
        promise = promised(_line(row), judging)
        if promise and promise.key in promises:
            what, remedy = "janji ini sudah tertulis di atasnya", "Hapus salah satunya"
            judging.problems.append(Problem(where=row.place(TEXT), what=what, remedy=remedy))
        elif promise:
            promises[promise.key] = promise
    if judging.problems:
        raise InputError(judging.problems)
    return AssessmentFile(
        assessment=nothing_assessed(judging.cycle, judging.stage, source),
        promises=tuple(promises.values()),
        questions=tuple(judging.questions),
    )


def _heads(content: bytes, name: str) -> Heads:
    meant = MADE_ON if heads_of(content, name) & {*HEADS[DUE]} else DUE
    return {**HEADS, meant: (*HEADS[meant], *_DAY)}


def _line(row: CsvRow) -> PromiseLine:
    told = {column: one_paragraph(row.cells[column]) for column in (OPD, ITEM, STATUS)}
    return PromiseLine(
        opd=told[OPD],
        item=told[ITEM],
        text=row.cells[TEXT],
        made_on=row.cells[MADE_ON] or None,
        due=row.cells[DUE] or None,
        status=told[STATUS],
        place=row.place,
    )
