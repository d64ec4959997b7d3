"""What an OPD has to repair, and what it promised: every open item once, the most pressing first.

Items come from three sources: answers that the Tim sent back, requirements and documents that an
assessor wants revised, and promises made in an interview or a visit. What the OPD handed in anew since
a ruling waits for the assessor and is no longer open.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from fractions import Fraction
from functools import lru_cache

from spbe_lib.law.instrument import Indicator, Instrument
from spbe_lib.records.answers import EvidenceReference, Recorded, Records, Standing, Status
from spbe_lib.records.documents import DOCUMENT, Access, document_key
from spbe_lib.records.judgements import PromiseStatus, Ruling, Verdict
from spbe_lib.records.model import Stage
from spbe_lib.records.obligations import obligations
from spbe_lib.records.register import Cycle, Step
from spbe_lib.records.rulings import last_answers, last_decisions, superseded, unseen
from spbe_lib.results.stakes import points_of_answer, points_of_levels, points_of_part

SOON = 7
"""A repair that is due within so many days comes before one that brings more and has more time."""


class Kind(StrEnum):
    """What is to be repaired or kept."""

    ANSWER = "answer"
    REQUIREMENT = "requirement"
    DOCUMENT = "document"
    PROMISE = "promise"


class Urgency(IntEnum):
    """How pressing an item is; what is overdue comes first."""

    OVERDUE = 0
    SOON = 1
    LATER = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One thing that an OPD has to repair, or promised.

    Attributes:
        opd: Code of the OPD.
        kind: Whether the whole answer came back, or one requirement, one document, or a promise is meant.
        topic: Item code, or requirement code of a shared obligation.
        subject: Requirement code, key of a document or of a promise; the topic for a whole answer.
        indicator: Legal number of its indicator.
        stage: Whose ruling it is, or in which stage it was promised; the Tim's for a whole answer.
        title: Title of the document, with its number, as the OPD cites it, or the words of the promise.
        reason: Why it is to be repaired, in the assessor's words.
        wanted: What is asked for, in the assessor's words; empty where he named only the reason.
        due: Until when; None where nobody set a day.
        days_left: Days until then from the day of the report, negative when it has passed.
        points: Points of the government's index (0–5) that hang on it, as ``stakes`` counts them.
    """

    opd: str
    kind: Kind
    topic: str
    subject: str
    indicator: int
    stage: Stage
    title: str = ""
    reason: str = ""
    wanted: str = ""
    due: date | None
    days_left: int | None
    points: Fraction

    @property
    def urgency(self) -> Urgency:
        """How pressing it is; without a day there is always time."""
        if self.days_left is None or self.days_left > SOON:
            return Urgency.LATER
        return Urgency.OVERDUE if self.days_left < 0 else Urgency.SOON


@dataclass(frozen=True, slots=True, kw_only=True)
class Repairs:
    """What an OPD has to do, the most pressing first; and what it handed in again since a ruling.

    Attributes:
        open: To be repaired or kept by the OPD.
        waiting: Handed in again; the assessor is to look at it.
    """

    open: tuple[Repair, ...] = ()
    waiting: tuple[Repair, ...] = ()


def repairs(cycle: Cycle, instrument: Instrument, records: Records, opd: str, today: date | None) -> Repairs:
    """Tell what an OPD has to repair, and what it promised.

    What is overdue comes first, then what is due within a week, then the rest; within each the points of
    the index decide, then the days left, then the legal order. A ruling lapses when the OPD hands in its
    answer or the document anew: then it waits for the assessor, until he rules again or the Tim decides
    about the answer as a whole. What other OPDs answered plays no part.

    Args:
        cycle: The cycle, for its deadlines and for what is asked of the OPD.
        instrument: Its edition.
        records: What the store knows.
        opd: Code of the OPD.
        today: The day from which days are counted; None while nothing is dated.
    """
    own = records.of(opd)
    case = _Case(cycle=cycle, instrument=instrument, records=own, opd=opd, today=today)
    answers, decisions = last_answers(own.events), last_decisions(own.events)
    asked = _asked(case)
    revise = [each for each in own.verdicts if each.topic in asked and each.ruling is Ruling.REVISE]
    standing = [each for each in revise if not superseded(each, answers)]
    again = [each for each in revise if unseen(each, answers, decisions)]
    return Repairs(
        open=_sorted(case, [*_returned(case, asked), *_revised(case, asked, standing), *_promised(case)]),
        waiting=_sorted(case, _revised(case, asked, again)),
    )


def returned_due(cycle: Cycle, opd: str, standing: Standing) -> date | None:
    """Until when an OPD is to hand in a returned answer again: the Tim's own day, or what the cycle gives it.

    An extension of repairs holds for a day that the Tim set before, too.
    """
    asked = standing.decision.due if standing.decision else None
    return repair_due(cycle, opd, asked) or cycle.due(opd, Step.OPD)


def repair_due(cycle: Cycle, opd: str, asked: date | None) -> date | None:
    """Until when an OPD has time for a repair for which an assessor may have set a day."""
    given = [each.until for each in cycle.extended(opd) if each.step is Step.REPAIR]
    return max([asked, *given]) if asked else cycle.due(opd, Step.REPAIR)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    cycle: Cycle
    instrument: Instrument
    records: Records
    opd: str
    today: date | None

    def recorded(self, topic: str) -> Recorded | None:
        """The OPD's answer to a topic."""
        return self.records.answers.get((self.opd, topic))

    def days_left(self, due: date | None) -> int | None:
        """Days until a deadline."""
        return (due - self.today).days if due and self.today else None


def _asked(case: _Case) -> Mapping[str, Indicator]:
    """What is asked of the OPD, in legal order: the items that it leads, then its shared obligations."""
    led = set(case.cycle.led_by(case.opd))
    items = [item for item in case.instrument.items if item.indicator in led]
    rules = obligations(case.cycle, case.instrument, case.opd)
    return {item.code: case.instrument.indicator(item.indicator) for item in items} | {
        rule.requirement: case.instrument.indicator(number) for number, rule in rules
    }


def _returned(case: _Case, asked: Mapping[str, Indicator]) -> Iterator[Repair]:
    for topic, indicator in asked.items():
        recorded = case.recorded(topic)
        if recorded is None or recorded.standing.status is not Status.RETURNED:
            continue
        decision, due = recorded.standing.decision, returned_due(case.cycle, case.opd, recorded.standing)
        yield Repair(
            opd=case.opd,
            kind=Kind.ANSWER,
            topic=topic,
            subject=topic,
            indicator=indicator.number,
            stage=Stage.MANDIRI,
            reason=decision.reason if decision else "",
            wanted=decision.wanted if decision else "",
            due=due,
            days_left=case.days_left(due),
            points=points_of_answer(case.instrument, indicator, recorded.content),
        )


def _revised(case: _Case, asked: Mapping[str, Indicator], verdicts: Iterable[Verdict]) -> Iterator[Repair]:
    for verdict in verdicts:
        recorded, indicator = case.recorded(verdict.topic), asked[verdict.topic]
        if recorded is None:
            continue
        answer, decision = recorded.content, recorded.standing.decision
        document = verdict.subject.startswith(DOCUMENT)
        due = repair_due(case.cycle, case.opd, verdict.due or (decision.due if decision else None))
        yield Repair(
            opd=case.opd,
            kind=Kind.DOCUMENT if document else Kind.REQUIREMENT,
            topic=verdict.topic,
            subject=verdict.subject,
            indicator=indicator.number,
            stage=verdict.stage,
            title=_title(case, answer.evidence, verdict.subject) if document else "",
            reason=verdict.reason,
            due=due,
            days_left=case.days_left(due),
            points=points_of_part(case.instrument, indicator, answer, verdict.subject),
        )


def _promised(case: _Case) -> Iterator[Repair]:
    for each in case.records.promises:
        item = case.instrument.item(each.topic)
        if item and each.status is PromiseStatus.OPEN:
            indicator = case.instrument.indicator(item.indicator)
            yield Repair(
                opd=case.opd,
                kind=Kind.PROMISE,
                topic=each.topic,
                subject=each.key,
                indicator=indicator.number,
                stage=each.stage,
                title=each.text,
                due=each.due,
                days_left=case.days_left(each.due),
                points=points_of_levels(case.instrument, indicator, each.topic),
            )


def _title(case: _Case, evidence: Iterable[EvidenceReference], key: str) -> str:
    """A document by title and number; a restricted one by its title only."""
    named = (each for each in evidence if document_key(each.title, each.number) == key)
    found = next(named, None)
    if found is None:
        return ""
    told = case.records.documents.get((case.opd, key))
    hidden = told is not None and told.content.access is Access.RESTRICTED
    return f"{found.title}, nomor {found.number}" if found.number.strip() and not hidden else found.title


@lru_cache
def _places(instrument: Instrument) -> Mapping[str, int]:
    """Where items and requirements stand in the law, items first."""
    codes = [item.code for item in instrument.items]
    codes += [
        requirement.code
        for indicator in instrument.indicators
        for level in indicator.levels
        for requirement in level.requirements
    ]
    return {code: place for place, code in enumerate(codes)}


def _sorted(case: _Case, found: Iterable[Repair]) -> tuple[Repair, ...]:
    places, kinds, stages = _places(case.instrument), list(Kind), list(Stage)

    def _place(each: Repair) -> tuple[object, ...]:
        left = (each.days_left is None, each.days_left or 0)
        where = (each.indicator, places.get(each.topic, len(places)), kinds.index(each.kind))
        return (
            each.urgency,
            -each.points,
            left,
            where,
            places.get(each.subject, -1),
            each.subject,
            stages.index(each.stage),
        )

    return tuple(sorted(found, key=_place))
