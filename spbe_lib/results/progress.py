"""Where the answers of one OPD stand: how much is in, who holds the ball, and for how long."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spbe_lib.figures import office_day
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import (
    Answer,
    Event,
    EventKind,
    Recorded,
    Records,
    Response,
    ScopeFact,
    Status,
)
from spbe_lib.records.documents import Attachment
from spbe_lib.records.obligations import obligations
from spbe_lib.records.register import Cycle
from spbe_lib.records.statements import stated_requirements
from spbe_lib.results.proofs import proven_by

_MOVES = frozenset({EventKind.ENTERED, EventKind.REPLACED, EventKind.RETURNED, EventKind.ACCEPTED})
"""What gives the ball to somebody; a file that is attached or a ruling about a part of an answer does not."""


class Holder(StrEnum):
    """Who has to do the next step."""

    OPD = "opd"
    TEAM = "team"
    DONE = "done"

    @property
    def label(self) -> str:
        """The holder as people read it."""
        return {"opd": "OPD", "team": "Tim Asesor Internal", "done": "selesai"}[self.value]


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
        approved: Whether its last submission carries an approval.
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

    The OPD holds the ball from the day of the request (without one, from its first event) until it
    hands in something that states an answer; then the Tim holds it. A return gives it back until the
    OPD hands in again. An acceptance gives it back too when nothing waits for the Tim any more and
    something is still lacking; when every asked entry is accepted, it is done.

    Args:
        cycle: The cycle: leads, scope, request.
        instrument: Its edition.
        records: What the store knows.
        opd_code: Code of the OPD.
        until: Day of the report; what happened later is not counted in days.
    """
    asked = _asked(cycle, instrument, opd_code)
    recorded = _recorded(records, opd_code, asked)
    stated = frozenset(topic for topic, each in recorded.items() if _states(instrument, each))
    events = [
        each
        for each in records.events
        if each.opd == opd_code and each.topic in asked and each.kind in _MOVES
    ]
    turns = _turns(events, asked, stated)
    days = _days(cycle, turns, until)
    files = [each for each in records.attachments if each.opd == opd_code]
    due = [named for topic in sorted(stated) for named in _documents(instrument, recorded[topic], files)]
    received = records.submissions_of(opd_code)
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
        approved=bool(received) and received[-1].approval is not None,
        submissions=len(received),
        first_received=min(received_on, default=None),
        last_received=max(received_on, default=None),
        days_at_opd=days[Holder.OPD] if days else None,
        days_at_team=days[Holder.TEAM] if days else None,
        days_done=days[Holder.DONE] if days else None,
        holder=turns[-1][1],
    )


def _asked(cycle: Cycle, instrument: Instrument, opd_code: str) -> frozenset[str]:
    led = {item.code for item in instrument.items if cycle.leads.get(item.indicator) == opd_code}
    return frozenset(led | {rule.requirement for _, rule in obligations(cycle, instrument, opd_code)})


def _recorded(records: Records, opd_code: str, asked: frozenset[str]) -> Mapping[str, Recorded]:
    every: dict[tuple[str, str], Recorded] = {**records.responses, **records.facts}
    return {topic: every[opd_code, topic] for topic in asked if (opd_code, topic) in every}


def _stated(instrument: Instrument, response: Response) -> frozenset[str]:
    number = next(item.indicator for item in instrument.items if item.code == response.item)
    return stated_requirements(instrument, instrument.indicator(number), response)


def _states(instrument: Instrument, recorded: Recorded) -> bool:
    content = recorded.content
    if isinstance(content, ScopeFact):
        return content.answer is not None
    return content.level is not None or bool(_stated(instrument, content))


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
    stated = _stated(instrument, content)
    yield from (code in proven for code in sorted(stated))
    if not stated and content.level and content.level.high > instrument.nothing_fulfilled.value:
        yield bool(proven)


def _turns(
    events: Sequence[Event], asked: frozenset[str], stated: frozenset[str]
) -> list[tuple[Event | None, Holder]]:
    """Who holds the ball from the start, and from each event on."""
    turns: list[tuple[Event | None, Holder]] = [(None, Holder.OPD if asked else Holder.DONE)]
    standing: dict[str, EventKind] = {}
    for event in events:
        standing[event.topic] = event.kind
        turns.append((event, _next(turns[-1][1], event, standing, asked, stated)))
    return turns


def _next(
    holder: Holder,
    event: Event,
    standing: Mapping[str, EventKind],
    asked: frozenset[str],
    stated: frozenset[str],
) -> Holder:
    if event.kind is EventKind.RETURNED:
        return Holder.OPD
    if event.kind is not EventKind.ACCEPTED:
        return Holder.TEAM if event.topic in stated else holder
    if all(topic in stated and standing.get(topic) is EventKind.ACCEPTED for topic in asked):
        return Holder.DONE
    decided = (EventKind.RETURNED, EventKind.ACCEPTED)
    waiting = any(topic in stated and kind not in decided for topic, kind in standing.items())
    return holder if waiting else Holder.OPD


def _days(
    cycle: Cycle, turns: Sequence[tuple[Event | None, Holder]], until: date
) -> Mapping[Holder, int] | None:
    """Days by holder, from the request (or the first event) until the day of the report."""
    passed = [(office_day(event.at), holder) for event, holder in turns if event]
    if cycle.requested is None and not passed:
        return None
    start = cycle.requested.day if cycle.requested else passed[0][0]
    since, holder, days = min(start, until), turns[0][1], dict.fromkeys(Holder, 0)
    for moment, after in [*passed, (until, turns[-1][1])]:
        day = min(max(moment, since), until)
        days[holder] += (day - since).days
        since, holder = day, after
    return days
