"""What an OPD has to repair or promised, as rows: why, what is asked for, until when, what hangs on it."""

from spbe_lib.figures import Span, printed_date
from spbe_lib.law.instrument import Requirement
from spbe_lib.records.model import Stage
from spbe_lib.reporting.opd.desk import Desk
from spbe_lib.reporting.opd.document import ReturnedRow
from spbe_lib.reporting.points import points
from spbe_lib.reporting.working_rows import stake_working
from spbe_lib.results.repairs import Kind, Repair

_EXAMPLES = 3
_TEAM, _EXTERNAL = "Tim Asesor Internal", "asesor eksternal"
_WANTED = {
    Kind.ANSWER: "",
    Kind.REQUIREMENT: "Lengkapi atau ganti buktinya",
    Kind.DOCUMENT: "Perbaiki dokumen ini, atau ganti dengan yang sah",
    Kind.PROMISE: "Tepati, lalu serahkan buktinya",
}
"""What is asked for where the assessor named only the reason."""


def returned_rows(desk: Desk) -> tuple[ReturnedRow, ...]:
    """What is open for the OPD, as rows."""
    return tuple(_row(desk, each) for each in desk.repairs.open)


def resent_rows(desk: Desk) -> tuple[ReturnedRow, ...]:
    """What the OPD handed in again since a ruling, and what waits for the assessor."""
    return tuple(_row(desk, each) for each in desk.repairs.waiting)


def left_words(days: int | None) -> str | None:
    """The days left as people read them; None where no day was set."""
    if days is None:
        return None
    if days < 0:
        return f"lewat {-days} hari"
    return f"tinggal {days} hari" if days else "hari terakhir"


def _row(desk: Desk, each: Repair) -> ReturnedRow:
    place = desk.instrument.place(each.subject)
    return ReturnedRow(
        kind=each.kind.value,
        topic=each.topic,
        subject=desk.subject(each.topic),
        part=_part(desk, each),
        judge=_TEAM if each.stage is Stage.MANDIRI else f"{_EXTERNAL} ({each.stage.value})",
        reason=each.reason.strip() or None,
        wanted=_wanted(each, place.requirement if place else None),
        due=printed_date(each.due) if each.due else None,
        left=left_words(each.days_left),
        points=points(Span.exactly(each.points), desk.instrument.digits),
        working=stake_working(desk.instrument, each.topic, each.points),
    )


def _part(desk: Desk, each: Repair) -> str | None:
    """The requirement, document or promise by name; None for a whole answer."""
    if each.kind is Kind.REQUIREMENT:
        return _requirement(desk, each)
    if each.kind is Kind.DOCUMENT:
        return f"Dokumen: {each.title}" if each.title else "Dokumen yang dikutip"
    return f"Janji: {each.title}" if each.kind is Kind.PROMISE else None


def _requirement(desk: Desk, each: Repair) -> str | None:
    """A requirement of a led item by label and text; an obligation is its own requirement."""
    item, place = desk.instrument.item(each.topic), desk.instrument.place(each.subject)
    if item is None or place is None:
        return None
    label = place.indicator.label_of(each.subject) or ""
    return f"{label.capitalize()}: {desk.said(item, place.requirement.text)}"


def _wanted(each: Repair, requirement: Requirement | None) -> str | None:
    wanted = each.wanted.strip() or _WANTED[each.kind]
    if each.kind is not Kind.REQUIREMENT or requirement is None or not requirement.evidence:
        return wanted or None
    return f"{wanted}. Contoh: {'; '.join(requirement.evidence[:_EXAMPLES])}"
