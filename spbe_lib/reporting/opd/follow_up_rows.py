"""The recommendations that concern one OPD: those on which it acts, and those on the items that it leads."""

from collections.abc import Iterator
from typing import Literal

from spbe_lib.figures import printed_date
from spbe_lib.law.instrument import Item
from spbe_lib.records.documents import document_key
from spbe_lib.records.open_recommendations import carried_from
from spbe_lib.records.recommendations import Progress
from spbe_lib.reporting.opd.desk import Desk, due_words
from spbe_lib.reporting.opd.document import FollowUpRow, QuestionRow, StepRow
from spbe_lib.results.follow_up import FollowUp, Proof, follow_ups

NO_ACTION = "belum ada tindakan yang dilaporkan"
"""What is printed for a recommendation to which nothing was answered."""

_NAMED = 6
"""So many late recommendations are named by their item."""

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


def late_steps(desk: Desk) -> Iterator[StepRow]:
    """One step for all recommendations on which the OPD acts and that are late; none without any."""
    found = follow_ups(desk.cycle, desk.instrument, desk.own, {}, desk.today)
    late = [each.recommendation for each in found if each.overdue and each.opd == desk.opd.code]
    if not late:
        return
    codes = [each.item for each in late]
    labels = [desk.label(code) if code else "rekomendasi umum" for code in codes[:_NAMED]]
    more = f", dan {len(late) - _NAMED} lagi" if len(late) > _NAMED else ""
    listed = f"{', '.join(labels)}{more}"
    one = desk.subject(codes[0]) if codes[0] else "Rekomendasi umum"
    yield StepRow(
        what=f"Selesaikan tindak lanjut: {late[0].action or late[0].text}"
        if len(late) == 1
        else f"Selesaikan {len(late)} tindak lanjut rekomendasi asesor",
        subject=one if len(late) == 1 else f"{listed[0].upper()}{listed[1:]}",
        goal=None,
        gain=None,
        due=due_words(min(each.due for each in late if each.due), desk.today),
        examples=(),
        note="Rekomendasi asesor yang tindak lanjutnya lewat tenggat.",
    )


def disagreements(desk: Desk) -> Iterator[QuestionRow]:
    """Where the list says that nothing is done, and the OPD's answer tells what was."""
    closed = (Progress.NOT_BEGUN.value, Progress.DROPPED.value)
    for row in follow_up_rows(desk):
        if row.code and row.action and row.progress in closed:
            yield QuestionRow(
                subject=desk.subject(row.code),
                question=f"Tindak lanjut rekomendasi tercatat “{row.progress}”, sedangkan jawaban OPD "
                "menyebut tindakan. Keadaan mana yang benar, dan dokumen apa yang menunjukkannya?",
                note=None,
            )


def _row(desk: Desk, each: FollowUp) -> FollowUpRow:
    own, item = each.recommendation, _led(desk, each)
    acts = each.opd == desk.opd.code
    other = None if acts or each.opd is None else desk.cycle.opd(each.opd).name
    answer = desk.response(item) if item else None
    action = answer.content.follow_up.strip() if answer else ""
    return FollowUpRow(
        code=own.item,
        name=desk.short_name(about) if own.item and (about := desk.instrument.item(own.item)) else "",
        recommendation=own.text,
        carried_from=carried_from(desk.cycle, own),
        acting=other,
        planned=own.action if acts else "",
        due=printed_date(own.due) if own.due and acts else None,
        due_state=_due_state(each) if acts else "none",
        budget=own.budget if acts else "",
        progress="" if other else own.progress.value if each.listed else UNPLANNED,
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
