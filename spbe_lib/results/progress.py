"""Where the answers of one OPD stand: how much is in, who holds the ball, and for how long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spbe_lib.figures import office_day
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Answer, Recorded, Records, ScopeFact, Status
from spbe_lib.records.approving import standing_submission
from spbe_lib.records.documents import Attachment
from spbe_lib.records.register import Cycle
from spbe_lib.results.entries import (
    asked_topics,
    recorded_entries,
    stated_by,
    states,
)
from spbe_lib.results.proofs import proven_by
from spbe_lib.results.turns import Holder, turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far one OPD is. Counts are entries: the items that it leads and its shared obligations.

    Attributes:
        opd: Code of the OPD.
        asked: Entries that are asked of it.
        answered: Asked entries that state something, whatever became of them.
        returned: Asked entries that the Tim returned and that wait for a repair.
        accepted: Asked entries that state something and that the Tim accepted.
        documents_due: What it states as fulfilled: requirements of the items that it leads, and
            obligations answered with yes.
        documents_named: How many of these name at least one piece of evidence of their own.
        approved: Whether what stands carries an approval, see ``standing_submission``.
        submissions: Files that were received from it.
        first_received: Day of the first of them; None without any.
        last_received: Day of the last of them; None without any.
        days_at_opd: Days on which the OPD had to act; None while nothing was asked for or handed in.
        days_at_team: Days on which the Tim had to act; None likewise.
        days_done: Days on which nobody had to act, everything being accepted; None likewise.
            The three add up to the days from the request until the day of the report.
        holder: Who has to act now.
    """

    opd: str
    asked: int
    answered: int
    returned: int
    accepted: int
    documents_due: int
    documents_named: int
    approved: bool
    submissions: int
    first_received: date | None
    last_received: date | None
    days_at_opd: int | None
    days_at_team: int | None
    days_done: int | None
    holder: Holder


def progress(cycle: Cycle, instrument: Instrument, records: Records, opd_code: str, until: date) -> Progress:
    """Tell where the answers of one OPD stand.

    Args:
        cycle: The cycle: leads, scope, request.
        instrument: Its edition.
        records: What the store knows.
        opd_code: Code of the OPD.
        until: Day of the report; what happened later is not counted in days.
    """
    asked, own = asked_topics(cycle, instrument, opd_code), records.of(opd_code)
    recorded = recorded_entries(own, opd_code, asked)
    stated = frozenset(topic for topic, each in recorded.items() if states(instrument, each))
    held = turns(cycle, instrument, own, opd_code)
    days = held.days(until)
    due = [
        named
        for topic in sorted(stated)
        for named in _documents(instrument, recorded[topic], own.attachments)
    ]
    received = own.submissions
    approving = standing_submission(received, own.events, opd_code)
    received_on = [office_day(each.received_at) for each in received]
    status = {topic: each.standing.status for topic, each in recorded.items()}
    return Progress(
        opd=opd_code,
        asked=len(asked),
        answered=len(stated),
        returned=sum(each is Status.RETURNED for each in status.values()),
        accepted=sum(status[topic] is Status.ACCEPTED for topic in stated),
        documents_due=len(due),
        documents_named=sum(due),
        approved=approving is not None and approving.approval is not None,
        submissions=len(received),
        first_received=min(received_on, default=None),
        last_received=max(received_on, default=None),
        days_at_opd=days[Holder.OPD] if days else None,
        days_at_team=days[Holder.TEAM] if days else None,
        days_done=days[Holder.DONE] if days else None,
        holder=held.holder,
    )


def _documents(instrument: Instrument, recorded: Recorded, files: Sequence[Attachment]) -> Iterator[bool]:
    """For each thing stated as fulfilled, whether it names evidence of its own, or has a file of its own.

    A document of the topic as a whole proves no requirement in particular; it counts where there is
    nothing but the topic to prove: an obligation, or a level without known requirements.
    """
    content = recorded.content
    proven = proven_by(content, files)
    if isinstance(content, ScopeFact):
        yield from [bool(proven)] if content.answer is Answer.YES else []
        return
    stated = stated_by(instrument, content)
    yield from (code in proven for code in sorted(stated))
    if not stated and content.level and content.level.high > instrument.nothing_fulfilled.value:
        yield bool(proven)
