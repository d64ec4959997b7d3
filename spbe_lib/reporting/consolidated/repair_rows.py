"""What is open to be repaired or kept, OPD by OPD in the order of the register: counts, no texts."""

from spbe_lib.figures import printed_date
from spbe_lib.reporting.consolidated.case import Case
from spbe_lib.reporting.consolidated.office_document import RepairRow
from spbe_lib.results.repairs import Kind, Repairs, Urgency, repairs


def repair_rows(case: Case) -> tuple[RepairRow, ...]:
    """The OPDs that have something to repair or to keep, or that handed in again and wait."""
    found = {
        opd.name: repairs(case.cycle, case.instrument, case.records, opd.code, case.until)
        for opd in case.cycle.filling
    }
    return tuple(_row(name, each) for name, each in found.items() if each.open or each.waiting)


def _row(opd: str, found: Repairs) -> RepairRow:
    kinds = [each.kind for each in found.open]
    due = min((each.due for each in found.open if each.due), default=None)
    return RepairRow(
        opd=opd,
        answers=kinds.count(Kind.ANSWER),
        parts=kinds.count(Kind.REQUIREMENT) + kinds.count(Kind.DOCUMENT),
        promises=kinds.count(Kind.PROMISE),
        overdue=sum(each.urgency is Urgency.OVERDUE for each in found.open),
        waiting=len(found.waiting),
        next_due=printed_date(due) if due else None,
    )
