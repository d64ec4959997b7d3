"""*Rekap Kepatuhan*: per OPD what was asked, came, came back and is still lacking, as facts with its reply.

No index, no level and no rank stands here: the order is that of the register.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spbe_lib.figures import office_day
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Event, EventKind, Records
from spbe_lib.records.judgements import COMPLIANCE
from spbe_lib.records.register import Cycle, Extension, Step
from spbe_lib.results.entries import asked_topics, recorded_entries, states
from spbe_lib.results.open_documents import open_documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Compliance:
    """How one OPD kept to the process.

    Attributes:
        opd: Code of the OPD.
        asked: Entries that are asked of it.
        answered: Those that state something.
        due: Until when it had time to answer, extensions included; None where no day was set.
        completed: The day on which the last of all asked entries first came in; None while one is lacking.
        days_late: Days after ``due`` until then, or until today while something is lacking; 0 in time;
            None without a deadline.
        returned: Days on which the Tim sent something back.
        repaired: For each entry that came in again after a return, the days that it took.
        missing: Documents that are still to come.
        extensions: The letters that gave it more time.
        reply: What the OPD says to these facts; empty where it says nothing.
    """

    opd: str
    asked: int
    answered: int
    due: date | None
    completed: date | None
    days_late: int | None
    returned: tuple[date, ...]
    repaired: tuple[int, ...]
    missing: int
    extensions: tuple[Extension, ...]
    reply: str


def compliance(
    cycle: Cycle, instrument: Instrument, records: Records, opd: str, today: date
) -> Compliance | None:
    """Tell how one OPD kept to the process; None where nothing is asked of it.

    Raises:
        KeyError: The register has no such OPD.
    """
    asked = asked_topics(cycle, instrument, opd)
    if not asked:
        return None
    own = records.of(opd)
    entries = recorded_entries(own, opd, asked)
    answered = [topic for topic, each in entries.items() if states(instrument, each)]
    events = [each for each in own.events if each.topic in asked]
    completed = _completed(events) if len(answered) == len(asked) else None
    due = cycle.due(opd, Step.OPD)
    back = [each for each in events if each.kind is EventKind.RETURNED]
    replies = [each.text.strip() for each in own.replies if each.topic == COMPLIANCE]
    return Compliance(
        opd=opd,
        asked=len(asked),
        answered=len(answered),
        due=due,
        completed=completed,
        days_late=max(((completed or today) - due).days, 0) if due else None,
        returned=tuple(dict.fromkeys(office_day(each.at) for each in back)),
        repaired=_repaired(events),
        missing=len(open_documents(cycle, instrument, own, opd).missing),
        extensions=cycle.extended(opd),
        reply="\n".join(text for text in replies if text),
    )


def _completed(events: Sequence[Event]) -> date | None:
    """The day on which the last entry first came in; None where a day is not known."""
    first: dict[str, date] = {}
    for event in events:
        if event.kind is EventKind.ENTERED:
            first.setdefault(event.topic, office_day(event.at))
    return max(first.values(), default=None)


def _repaired(events: Sequence[Event]) -> tuple[int, ...]:
    """Days from a return until the same entry came in again, in the order in which they came."""
    waiting: dict[str, date] = {}
    took: list[int] = []
    for event in events:
        day = office_day(event.at)
        if event.kind is EventKind.RETURNED:
            waiting.setdefault(event.topic, day)
        elif event.kind is EventKind.REPLACED and event.topic in waiting:
            took.append((day - waiting.pop(event.topic)).days)
        elif event.kind is EventKind.ACCEPTED:
            waiting.pop(event.topic, None)
    return tuple(took)
