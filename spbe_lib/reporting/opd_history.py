"""What happened to an OPD's answers: received, returned, repaired; until when; who had them how long."""

from datetime import date

from spbe_lib.figures import printed_date
from spbe_lib.records.answers import EventKind
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.opd_desk import Desk
from spbe_lib.reporting.opd_document import ApprovalFacts, Clock, DeadlineRow, HistoryRow
from spbe_lib.results.progress import Progress, office_day, progress

_LISTED = 12


def own_progress(desk: Desk) -> Progress:
    """Where the OPD's answers stand on the data date."""
    until = desk.today or (desk.cycle.requested.day if desk.cycle.requested else date.min)
    return progress(desk.cycle, desk.instrument, desk.own, desk.opd.code, until)


def clock(desk: Desk) -> Clock:
    """Days at the OPD and days at the Tim, apart, until the data date."""
    if desk.today is None:
        return Clock(days_at_opd=None, days_at_team=None, holder=None)
    done = own_progress(desk)
    return Clock(days_at_opd=done.days_at_opd, days_at_team=done.days_at_team, holder=done.holder.label)


def deadlines(cycle: Cycle) -> tuple[DeadlineRow, ...]:
    """The deadlines that were set, in the order of the process."""
    known = {
        "Jawaban OPD": cycle.deadlines.opd,
        "Persetujuan Kepala Perangkat Daerah": cycle.deadlines.head,
        "Penilaian Tim Asesor Internal": cycle.deadlines.team,
        "Perbaikan": cycle.deadlines.repair,
        "Nasional": cycle.deadlines.national,
    }
    return tuple(DeadlineRow(name=name, day=printed_date(day)) for name, day in known.items() if day)


def history(desk: Desk) -> tuple[HistoryRow, ...]:
    """What happened, day by day: the letter, then what came in and what became of it."""
    groups: dict[tuple[date, str], list[str]] = {}
    waiting: set[str] = set()
    for event in desk.own.events:
        repaired = event.kind is EventKind.REPLACED and event.topic in waiting
        what = "diperbaiki" if repaired else event.kind.label
        groups.setdefault((office_day(event.at), what), []).append(event.topic)
        (waiting.add if event.kind is EventKind.RETURNED else waiting.discard)(event.topic)
    rows = [
        HistoryRow(day=printed_date(day), event=what, about=_about(topics))
        for (day, what), topics in groups.items()
    ]
    return (*_asked(desk.cycle), *rows)


def _asked(cycle: Cycle) -> tuple[HistoryRow, ...]:
    if cycle.requested is None:
        return ()
    letter = f"surat {cycle.requested.letter}"
    return (HistoryRow(day=printed_date(cycle.requested.day), event="diminta", about=letter),)


def _about(topics: list[str]) -> str:
    """The topics of one day, each once; a long list is cut and says how many there are."""
    known = list(dict.fromkeys(topics))
    listed = ", ".join(known[:_LISTED])
    more = f", dan {len(known) - _LISTED} lagi" if len(known) > _LISTED else ""
    return f"{len(known)} isian: {listed}{more}"


def received(desk: Desk) -> str:
    """From which files the answers come."""
    if not desk.own.submissions:
        return "belum ada berkas yang diterima"
    last = desk.own.submissions[-1]
    day = printed_date(office_day(last.received_at))
    return f"{len(desk.own.submissions)} berkas; yang terakhir {last.original_name}, diterima {day}"


def approval(desk: Desk) -> ApprovalFacts:
    """Who filled in and who approved the last received file."""
    last = desk.own.submissions[-1] if desk.own.submissions else None
    given = last.approval if last else None
    return ApprovalFacts(
        filled_by=last.filled_by.strip() or None if last else None,
        on_behalf_of=last.on_behalf_of.strip() or None if last else None,
        name=given.name if given else None,
        position=given.position.strip() or None if given else None,
        nip=given.nip.strip() or None if given else None,
        day=printed_date(given.day) if given and given.day else None,
    )
