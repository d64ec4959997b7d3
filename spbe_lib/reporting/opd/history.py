"""What happened to an OPD's answers: received, returned, repaired; until when; who had them how long."""

from datetime import date

from spbe_lib.figures import office_day, printed_date
from spbe_lib.records.answers import EventKind
from spbe_lib.records.approving import standing_submission
from spbe_lib.records.documents import DOCUMENT
from spbe_lib.records.judgements import COMPLIANCE
from spbe_lib.records.register import Cycle, Step
from spbe_lib.reporting.compliance import ComplianceRow, compliance_row
from spbe_lib.reporting.opd.desk import Desk
from spbe_lib.reporting.opd.document import ApprovalFacts, Clock, DeadlineRow, HistoryRow

_LISTED = 12
_SETTLING = frozenset({EventKind.REPLACED, EventKind.ACCEPTED})
"""What ends the wait for a repair; a file that is attached or a ruling about a part does not."""

_CODE = 12
"""How much of a file's hash names it; so much of it stands in the name of the kept file too."""


def clock(desk: Desk) -> Clock:
    """Days at the OPD and days at the Tim, apart, until the data date."""
    if desk.today is None:
        return Clock(days_at_opd=None, days_at_team=None, holder=None)
    done = desk.progress
    return Clock(days_at_opd=done.days_at_opd, days_at_team=done.days_at_team, holder=done.holder.label)


def deadlines(desk: Desk) -> tuple[DeadlineRow, ...]:
    """The deadlines as they hold for this OPD, in the order of the process."""
    known = {step: desk.cycle.due(desk.opd.code, step) for step in Step}
    letters = {each.until: each.letter for each in desk.cycle.extended(desk.opd.code)}
    return tuple(
        DeadlineRow(name=step.label, day=printed_date(day), letter=letters.get(day))
        for step, day in known.items()
        if day
    )


def own_compliance(desk: Desk) -> ComplianceRow | None:
    """How the OPD kept to the process until the data date, with its reply."""
    if desk.today is None:
        return None
    return compliance_row(desk.cycle, desk.instrument, desk.own, desk.opd.code, desk.today)


def history(desk: Desk) -> tuple[HistoryRow, ...]:
    """What happened, day by day: the letter, then what came in and what became of it."""
    groups: dict[tuple[date, str], list[str]] = {}
    waiting: set[str] = set()
    for event in desk.own.events:
        repaired = event.kind is EventKind.REPLACED and event.topic in waiting
        what = "diperbaiki" if repaired else event.kind.label
        groups.setdefault((office_day(event.at), what), []).append(event.topic)
        if event.kind is EventKind.RETURNED:
            waiting.add(event.topic)
        elif event.kind in _SETTLING:
            waiting.discard(event.topic)
    rows = [
        HistoryRow(day=printed_date(day), event=what, about=_about(desk, topics))
        for (day, what), topics in groups.items()
    ]
    return (*(_asked(desk.cycle) if desk.items or desk.obligations else ()), *rows)


def _asked(cycle: Cycle) -> tuple[HistoryRow, ...]:
    if cycle.requested is None:
        return ()
    letter = f"surat {cycle.requested.letter}"
    return (HistoryRow(day=printed_date(cycle.requested.day), event="diminta", about=letter),)


def _about(desk: Desk, topics: list[str]) -> str:
    """The topics of one day, each once, led items apart from obligations; a long list is cut and counted."""
    known = [topic for topic in dict.fromkeys(topics) if topic != COMPLIANCE]
    if not known:
        return "kepatuhan"
    shared = [code for code in known if desk.instrument.place(code)]
    documents = [code for code in known if code.startswith(DOCUMENT)]
    groups = {
        "indikator": [code for code in known if code not in (*shared, *documents)],
        "kewajiban bersama indikator": [desk.obligation_number(code) for code in shared],
    }
    told = [f"{kind} {_cut(codes)}" for kind, codes in groups.items() if codes]
    answers = f"{len(known) - len(documents)} isian: {'; '.join(told)}" if told else ""
    described = f"{len(documents)} dokumen" if documents else ""
    return "; ".join(part for part in (answers, described) if part)


def _cut(codes: list[str]) -> str:
    more = f", dan {len(codes) - _LISTED} lagi" if len(codes) > _LISTED else ""
    return ", ".join(codes[:_LISTED]) + more


def handed_in(desk: Desk) -> date | None:
    """The day on which the last of all asked entries first came in; None while one of them is lacking."""
    done, first = desk.progress, dict[str, date]()
    for event in desk.own.events:
        if event.kind is EventKind.ENTERED:
            first.setdefault(event.topic, office_day(event.at))
    asked = {*(item.code for item in desk.items), *desk.obligations}
    known = [day for topic, day in first.items() if topic in asked]
    return max(known) if known and done.answered == done.asked == len(known) else None


def received(desk: Desk) -> str:
    """From which files the answers come."""
    if not desk.own.submissions:
        return "belum ada berkas yang diterima"
    last = desk.own.submissions[-1]
    day = printed_date(office_day(last.received_at))
    count = len(desk.own.submissions)
    when = f"diterima {day}" if count == 1 else f"yang terakhir diterima {day}"
    return f"{count} berkas Kuesioner, {when} (kode berkas {last.sha256[:_CODE]})"


def approval(desk: Desk) -> ApprovalFacts:
    """Who filled in and who approved what stands."""
    last = standing_submission(desk.own.submissions, desk.own.events, desk.opd.code)
    given = last.approval if last else None
    return ApprovalFacts(
        filled_by=last.filled_by.strip() or None if last else None,
        on_behalf_of=last.on_behalf_of.strip() or None if last else None,
        name=given.name if given else None,
        position=given.position.strip() or None if given else None,
        nip=given.nip.strip() or None if given else None,
        day=printed_date(given.day) if given and given.day else None,
    )
