"""Last year's recommendations with what is done about them, laid out as rows."""

from spbe_lib.figures import Span, printed_date
from spbe_lib.records.answers import EvidenceReference
from spbe_lib.records.open_recommendations import carried_from
from spbe_lib.reporting.consolidated.case import Case
from spbe_lib.reporting.consolidated.office_document import FollowUpCount, FollowUpRow
from spbe_lib.reporting.points import points
from spbe_lib.results.follow_up import FollowUp, Proof, counted, follow_ups

UNPLANNED = "belum ada tindak lanjut"
"""What is printed for a recommendation that stands in no list."""


def follow_up_rows(case: Case) -> tuple[tuple[FollowUpRow, ...], FollowUpCount]:
    """The recommendations of former years, general ones first, then in legal order; and their counts."""
    found = follow_ups(case.cycle, case.instrument, case.records, case.assessment.values, case.until)
    told = counted(found)
    return tuple(_row(case, each) for each in found), FollowUpCount(
        all=told.all,
        states=tuple((progress.value, number) for progress, number in told.by_progress.items() if number),
        overdue=told.overdue,
        soon=told.soon,
        unproven=told.unproven,
        unplanned=told.unplanned,
    )


def _row(case: Case, each: FollowUp) -> FollowUpRow:
    own = each.recommendation
    item = case.instrument.item(own.item) if own.item else None
    response = case.response(item) if item else None
    return FollowUpRow(
        code=own.code,
        item=own.item,
        title=case.title(item) if item else "",
        carried_from=carried_from(case.cycle, own),
        recommendation=own.text,
        opd=case.opd_name(each.opd),
        action=own.action,
        answer=response.follow_up if response else "",
        due=printed_date(own.due) if own.due else None,
        due_state="late" if each.overdue else "soon" if each.soon else "none",
        budget=own.budget,
        status=own.progress.value if each.listed else UNPLANNED,
        is_open=each.is_open,
        reason=own.reason,
        proof=case.named(EvidenceReference(title=own.proof, number=own.proof_number)),
        proof_state="" if each.proof is Proof.UNNAMED else each.proof.label,
        can_add=_left(each.can_add, case.instrument.digits),
    )


def _left(span: Span | None, digits: int) -> str | None:
    return points(span, digits) if span is not None and span.high else None
