"""The recommendations that concern one OPD: those on which it acts, and those on the items that it leads."""

from typing import Literal

from spbe_lib.figures import printed_date
from spbe_lib.law.instrument import Item
from spbe_lib.records.documents import document_key
from spbe_lib.records.open_recommendations import carried_from
from spbe_lib.reporting.opd.desk import Desk
from spbe_lib.reporting.opd.document import FollowUpRow
from spbe_lib.results.follow_up import FollowUp, Proof, follow_ups

NO_ACTION = "belum ada tindakan yang dilaporkan"
"""What is printed for a recommendation to which nothing was answered."""

UNPLANNED = "belum ada tindak lanjut"
"""What is printed for a recommendation that stands in no list."""


def follow_up_rows(desk: Desk) -> tuple[FollowUpRow, ...]:
    """Every recommendation that concerns the OPD, general ones first, then in legal order.

    Where another OPD acts on an item that this one leads, only who that is is told: what the other plans
    and proves stands in its own report.
    """
    found = follow_ups(desk.cycle, desk.instrument, desk.own, {}, desk.today)
    mine = desk.opd.code
    return tuple(_row(desk, each) for each in found if mine in (each.opd, each.lead))


def _row(desk: Desk, each: FollowUp) -> FollowUpRow:
    own, item = each.recommendation, _led(desk, each)
    acts = each.opd == desk.opd.code
    answer = desk.response(item) if item else None
    action = answer.content.follow_up.strip() if answer else ""
    return FollowUpRow(
        code=own.item,
        name=desk.short_name(about) if own.item and (about := desk.instrument.item(own.item)) else "",
        recommendation=own.text,
        carried_from=carried_from(desk.cycle, own),
        acting=None if acts or each.opd is None else desk.cycle.opd(each.opd).name,
        planned=own.action if acts else "",
        due=printed_date(own.due) if own.due and acts else None,
        due_state=_due_state(each) if acts else "none",
        budget=own.budget if acts else "",
        progress=own.progress.value if each.listed else UNPLANNED,
        reason=own.reason if acts else "",
        proof=_cited(desk, each) if acts else "",
        proof_state=each.proof.label if acts and each.proof is not Proof.UNNAMED else "",
        action=action or None,
        status=answer.standing.status.label if answer and action else NO_ACTION,
        documents=len(answer.content.evidence) if answer else 0,
    )


def _led(desk: Desk, each: FollowUp) -> Item | None:
    """The item of a recommendation, if the OPD leads it."""
    return next((item for item in desk.items if item.code == each.recommendation.item), None)


def _due_state(each: FollowUp) -> Literal["late", "soon", "none"]:
    return "late" if each.overdue else "soon" if each.soon else "none"


def _cited(desk: Desk, each: FollowUp) -> str:
    """The document that proves it; a restricted one by its title."""
    own = each.recommendation
    hidden = document_key(own.proof, own.proof_number) in desk.restricted
    return ", ".join(part for part in (own.proof, "" if hidden else own.proof_number) if part)
