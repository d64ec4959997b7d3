"""Which of the requirements that a lead states an assessor accepted, and the level that follows; pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Indicator, Instrument, Item, Requirement
from spbe_lib.law.ladder import climb
from spbe_lib.records.answers import Decision, RecordedFact, RecordedResponse, Records, Status
from spbe_lib.records.judgements import Ruling, Verdict
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle
from spbe_lib.records.rulings import last_answers, superseded
from spbe_lib.records.scope import count_scopes
from spbe_lib.records.statements import stated_requirements

_Answer = TypeVar("_Answer", RecordedResponse, RecordedFact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What follows for one item from what an assessor accepted.

    Attributes:
        accepted: Codes of the stated requirements that are accepted, before holding back.
        held_back: Codes of those that wait for other OPDs: an obligation that all share.
        value: The level (0–5) that follows; None where there is nothing to follow from.
        first_missing: The first requirement that keeps the next level away; None at the top and where the
            edition's requirements are not known.
    """

    accepted: frozenset[str] = frozenset()
    held_back: frozenset[str] = frozenset()
    value: Span | None = None
    first_missing: Requirement | None = None


def following(cycle: Cycle, instrument: Instrument, records: Records, item: Item, stage: Stage) -> Following:
    """Derive the level of an item from what an assessor accepted of its lead's answer.

    A stated requirement is accepted by a ruling of this stage, or with the whole answer unless a ruling wants
    it revised; a ruling counts until the OPD hands in anew. What the law asks of all OPDs counts only where
    they say so themselves. Where no requirement is known, the level of an accepted answer stands.

    Reference:
        59/2020, pp. 30–77.
    """
    indicator, answer = instrument.indicator(item.indicator), lead_answer(cycle, records, item)
    if answer is None:
        return Following()
    if not indicator.levels:
        whole = answer.standing.status is Status.ACCEPTED
        return Following(value=answer.content.level if whole else None)
    accepted = _accepted(instrument, indicator, records, answer, stage)
    counts = [each for each in count_scopes(cycle, instrument, records) if each.indicator == indicator.number]
    held = accepted & {each.rule.requirement for each in counts if not each.holds}
    reached = climb(instrument, indicator, accepted - held)
    return Following(
        accepted=accepted,
        held_back=held,
        value=Span.exactly(reached.value),
        first_missing=reached.first_missing,
    )


def lead_answer(cycle: Cycle, records: Records, item: Item) -> RecordedResponse | None:
    """What the lead of an item answered; None where nobody leads it, or nothing was handed in."""
    lead = cycle.leads.get(item.indicator)
    return records.responses.get((lead, item.code)) if lead else None


def standing_rulings(
    records: Records, stage: Stage, opd: str, topic: str, kinds: Iterable[Ruling] = tuple(Ruling)
) -> dict[str, Verdict]:
    """The rulings of a stage about one answer as it stands today, by what each is about."""
    last, wanted = last_answers(records.events), set(kinds)
    return {
        each.subject: each
        for each in records.verdicts
        if (each.stage, each.opd, each.topic) == (stage, opd, topic)
        and each.ruling in wanted
        and not superseded(each, last)
    }


def judged(records: Records, decisions: Iterable[Decision], verdicts: Iterable[Verdict]) -> Records:
    """The records as they would be with these decisions and rulings; what is about nothing known is left."""
    decided = {(each.opd, each.topic): each for each in decisions}
    new = {_about(each): each for each in verdicts}
    kept = [each for each in records.verdicts if _about(each) not in new]
    return replace(
        records,
        responses={key: _decided(each, decided.get(key)) for key, each in records.responses.items()},
        facts={key: _decided(each, decided.get(key)) for key, each in records.facts.items()},
        verdicts=(*kept, *new.values()),
    )


def _accepted(
    instrument: Instrument, indicator: Indicator, records: Records, answer: RecordedResponse, stage: Stage
) -> frozenset[str]:
    content = answer.content
    stated = stated_requirements(instrument, indicator, content)
    rulings = standing_rulings(records, stage, content.opd, content.item)
    if answer.standing.status is Status.ACCEPTED:
        refused = {code for code, each in rulings.items() if each.ruling is Ruling.REVISE}
        return frozenset(stated - refused)
    return frozenset(code for code in stated if code in rulings and rulings[code].ruling is Ruling.ACCEPTED)


def _decided(recorded: _Answer, decision: Decision | None) -> _Answer:
    if decision is None:
        return recorded
    standing = replace(recorded.standing, status=decision.status, decision=decision)
    return replace(recorded, standing=standing)


def _about(verdict: Verdict) -> tuple[str, ...]:
    return (verdict.stage, verdict.opd, verdict.topic, verdict.subject)
