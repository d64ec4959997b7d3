"""What waits for the Tim Asesor Internal: one row per item, whose turn it is, and what hangs on it; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from spbe_lib.figures import office_day
from spbe_lib.law.instrument import Instrument, Item
from spbe_lib.records.accepted import lead_answer
from spbe_lib.records.answers import EventKind, RecordedResponse, Records, Status
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle, same_person
from spbe_lib.records.rulings import last_answers
from spbe_lib.results.remark import Remark
from spbe_lib.results.stakes import points_of_answer, points_of_levels


class QueueState(StrEnum):
    """Where an item stands for the Tim."""

    WAITING = "waiting"
    AGAIN = "again"
    SECOND = "second"
    UNANSWERED = "unanswered"
    RETURNED = "returned"
    ASSESSED = "assessed"

    @property
    def label(self) -> str:
        """The state as people read it."""
        return {
            "waiting": "menunggu dinilai",
            "again": "dijawab lagi sesudah dikembalikan",
            "second": "menunggu pembaca kedua",
            "unanswered": "belum dijawab",
            "returned": "dikembalikan untuk diperbaiki",
            "assessed": "dinilai",
        }[self.value]

    @property
    def waits(self) -> bool:
        """Whether the Tim has to act."""
        return self in (QueueState.WAITING, QueueState.AGAIN, QueueState.SECOND)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One item before the Tim.

    Attributes:
        item: Code of the item.
        title: Its short name, or the title of the chosen service.
        lead: Code of its lead; None without one.
        reviewers: Members of the Tim who read its indicator, in the order of the roster; empty while it is
            given to nobody.
        state: Where it stands.
        days: Days that the answer has been with the Tim; None where it does not wait for it.
        points: Points of the government's index (0–5) that hang on it.
        remarks: Questions that stand out in its lead's answer.
    """

    item: str
    title: str
    lead: str | None
    reviewers: tuple[str, ...]
    state: QueueState
    days: int | None
    points: Fraction
    remarks: int


def queue(  # noqa: PLR0913 - a cycle at one moment, and what waits beside it
    cycle: Cycle,
    instrument: Instrument,
    records: Records,
    stage: Stage,
    *,
    today: date,
    remarks: Iterable[Remark] = (),
    held: AbstractSet[str] = frozenset(),
) -> tuple[QueueRow, ...]:
    """Every item of the edition, in legal order.

    Args:
        cycle: The cycle, with the roster of the Tim.
        instrument: Its edition.
        records: What the store knows.
        stage: Whose values count as assessed.
        today: The day up to which days are counted.
        remarks: What stands out in the answers.
        held: Items that a first reader decided and that wait for the second.
    """
    asked = Counter((each.opd, topic) for each in remarks for topic in each.topics)
    answers, returned = last_answers(records.events), _ever_returned(records)
    assessed = _last_assessed(records, stage)
    rows = []
    for item in instrument.items:
        answer, lead = lead_answer(cycle, records, item), cycle.leads.get(item.indicator)
        since = answers.get((lead, item.code))
        state = _state(answer, since, assessed.get(item.code), item.code in returned)
        if instrument.indicator(item.indicator).external_index:
            state = QueueState.ASSESSED if item.code in assessed else QueueState.WAITING
        if item.code in held and state is not QueueState.RETURNED:
            state = QueueState.SECOND
        rows.append(
            QueueRow(
                item=item.code,
                title=cycle.services.get(item.code) or instrument.indicator(item.indicator).short_name,
                lead=lead,
                reviewers=tuple(each.name for each in cycle.team if item.indicator in each.indicators),
                state=state,
                days=max(0, (today - office_day(since)).days) if since and state.waits else None,
                points=_points(instrument, item, answer),
                remarks=asked[lead or "", item.code],
            )
        )
    return tuple(rows)


def chosen_rows(
    rows: Iterable[QueueRow],
    *,
    reviewer: str | None = None,
    state: QueueState | None = None,
    search: str = "",
    names: Mapping[str, str] | None = None,
) -> tuple[QueueRow, ...]:
    """The rows that somebody wants to see, in their order.

    Args:
        rows: All rows.
        reviewer: A member of the Tim; the empty text for items given to nobody; None for all.
        state: One state; None for all.
        search: Words, all of which stand in number, title, or name of the lead.
        names: Names of OPDs by code.
    """
    words = search.casefold().split()
    return tuple(
        each
        for each in rows
        if _read_by(each, reviewer)
        and state in (None, each.state)
        and all(word in _told(each, names or {}) for word in words)
    )


def next_waiting(rows: Iterable[QueueRow], after: str | None) -> str | None:
    """The next item that the Tim has to act on, after the given one and round to it; None if none."""
    codes = [(each.item, each.state.waits) for each in rows]
    start = next((place for place, (code, _) in enumerate(codes, 1) if code == after), 0)
    return next((code for code, waits in codes[start:] + codes[:start] if waits and code != after), None)


def _read_by(row: QueueRow, reviewer: str | None) -> bool:
    if reviewer is None:
        return True
    return any(same_person(reviewer, each) for each in row.reviewers) if reviewer else not row.reviewers


def _told(row: QueueRow, names: Mapping[str, str]) -> str:
    return f"{row.item} {row.title} {names.get(row.lead or '', '')}".casefold()


def _state(
    answer: RecordedResponse | None, since: datetime | None, assessed: datetime | None, returned: bool
) -> QueueState:
    if answer is None or answer.content.empty:
        return QueueState.UNANSWERED
    if answer.standing.status is Status.RETURNED:
        return QueueState.RETURNED
    if assessed and (since is None or assessed >= since):
        return QueueState.ASSESSED
    return QueueState.AGAIN if returned else QueueState.WAITING


def _ever_returned(records: Records) -> frozenset[str]:
    return frozenset(each.topic for each in records.events if each.kind is EventKind.RETURNED)


def _last_assessed(records: Records, stage: Stage) -> Mapping[str, datetime]:
    """When each item that has a value at the stage was last assessed there."""
    values = records.assessments[stage].values if stage in records.assessments else {}
    return {
        each.topic: each.at
        for each in records.events
        if each.kind is EventKind.ASSESSED and each.note == stage.label and each.topic in values
    }


def _points(instrument: Instrument, item: Item, answer: RecordedResponse | None) -> Fraction:
    indicator = instrument.indicator(item.indicator)
    if answer is None:
        return points_of_levels(instrument, indicator, item.code)
    return points_of_answer(instrument, indicator, answer.content)
