"""*Perbandingan jawaban antar-OPD*: kinds of OPDs beside each other, laid out as rows."""

from collections.abc import Sequence

from spbe_lib.records.register import Step
from spbe_lib.reporting.consolidated.case import Case
from spbe_lib.reporting.consolidated.kind_document import KindCell, KindFacts, KindProgressRow, KindRow
from spbe_lib.results.compliance import Compliance
from spbe_lib.results.kinds import AnswerCount, KindAnswers, KindProgress, kind_answers, kind_progress


def kind_facts(case: Case, compliances: Sequence[Compliance]) -> KindFacts:
    """Both comparisons, from what was counted already."""
    scopes = case.consolidation.scopes
    dated = case.cycle.deadlines.of(Step.OPD) is not None
    return KindFacts(
        indicators=tuple(count.indicator for count in scopes),
        answers=tuple(_row(each) for each in kind_answers(case.cycle, scopes)),
        progress=tuple(_progress_row(each, dated=dated) for each in kind_progress(case.cycle, compliances)),
    )


def _row(each: KindAnswers) -> KindRow:
    return KindRow(name=each.kind, opds=each.opds, cells=tuple(map(_cell, each.answers)))


def _cell(count: AnswerCount | None) -> KindCell | None:
    if count is None:
        return None
    others = {
        "tidak": count.no,
        "kosong": count.missing,
        "kembali": count.returned,
        "t.b.": count.not_applicable,
    }
    applies = count.asked - count.not_applicable
    return KindCell(
        said=f"{count.yes}/{applies}",
        rest=", ".join(f"{number} {word}" for word, number in others.items() if number),
        lacking=count.yes < applies,
    )


def _progress_row(each: KindProgress, *, dated: bool) -> KindProgressRow:
    return KindProgressRow(
        name=each.kind,
        opds=each.opds,
        asked=each.asked,
        answered=each.answered,
        complete=each.complete,
        dated=dated,
        in_time=each.in_time,
        late=each.late,
        overdue=each.overdue,
        missing=each.missing,
    )
