"""Evidence items (*butir bukti*) one by one, where an edition judges by them; pure.

What the OPDs answered, which documents they named and what the assessors ruled give each item its status.
The highest level whose items are all accepted, from the lowest on, is one regency's reading of the rule: it
is offered to the Tim beside the answers, and is never the assessor's own (decimal) value.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from spbe_lib.law.instrument import Indicator, Instrument, Item, Level, Requirement
from spbe_lib.law.ladder import climb
from spbe_lib.records.answers import EvidenceReference, RecordedResponse, Records, Status
from spbe_lib.records.documents import DocumentStatus, document_key
from spbe_lib.records.judgements import Ruling, Verdict
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle
from spbe_lib.records.rulings import last_answers, superseded
from spbe_lib.records.statements import stated_requirements


class ItemStatus(StrEnum):
    """Where one evidence item stands; only an accepted one counts."""

    ACCEPTED = "accepted"
    REVISE = "revise"
    SENT = "sent"
    DRAFT = "draft"
    NONE = "none"

    @property
    def label(self) -> str:
        """The status as people read it."""
        return {
            "accepted": "diterima",
            "revise": "revisi",
            "sent": "proses",
            "draft": "draf",
            "none": "belum",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """One evidence item of one indicator.

    Attributes:
        requirement: What must be the case, with its code.
        level: The level to which it belongs.
        status: Where it stands.
        stage: Whose ruling the status is; None where nobody ruled.
        reason: Why it is to be revised, in the assessor's words.
        blocked_by: The lowest level below that is not accepted as a whole: until then this item is not
            judged; None where it can be.
    """

    requirement: Requirement
    level: int
    status: ItemStatus
    stage: Stage | None = None
    reason: str = ""
    blocked_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsOf:
    """The evidence items of one indicator, lowest level first.

    Attributes:
        item: Code of what gets the level.
        reading: The highest level whose items, and those of all levels that it rests on, are accepted
            (0–5): a reading of the rule, and no assessor's value. None while the lead answered nothing.
    """

    item: str
    items: tuple[EvidenceItem, ...]
    reading: int | None

    @property
    def counts(self) -> Mapping[ItemStatus, int]:
        """How many items stand where."""
        return Counter(each.status for each in self.items)

    @property
    def accepted(self) -> frozenset[str]:
        """Codes of the accepted items."""
        return frozenset(each.requirement.code for each in self.items if each.status is ItemStatus.ACCEPTED)

    @property
    def next(self) -> EvidenceItem | None:
        """The item to work on next: the first that can be judged, is not accepted and not on its way.

        Where all those are on their way, the first of them; None where everything is accepted.
        """
        judged = [each for each in self.items if each.blocked_by is None]
        open_items = [each for each in judged if each.status is not ItemStatus.ACCEPTED]
        idle = [each for each in open_items if each.status is not ItemStatus.SENT]
        return next(iter(idle or open_items), None)


def evidence_items(
    cycle: Cycle, instrument: Instrument, records: Records, until: Stage = Stage.AKHIR
) -> Mapping[str, ItemsOf]:
    """The evidence items of every item of an edition that judges by them and whose list is known.

    A ruling about an item decides, the furthest stage's where several ruled, until the OPD hands in anew.
    Without one the whole answer's acceptance by the Tim holds for what it states, as long as no external
    assessor ruled about the same indicator; else what is stated with a document is on its way, what has a
    document but is not stated, was returned, or is but a draft stays with the OPD.

    Args:
        cycle: The cycle.
        instrument: Its edition, with the cycle's list.
        records: What the store knows.
        until: The last stage whose rulings count: the Tim's own, for what is offered to the Tim.

    Reference:
        8/2026, secondary sources: accepted and to be revised come from the national application, the other
        statuses are a regency's own notes.
    """
    if instrument.evidence_items is None:
        return {}
    standing = _standing(records, until)
    outside = _judged_outside(records, until)
    return {
        item.code: _items_of(cycle, instrument, records, item, standing, outside)
        for item in instrument.items
        if instrument.indicator(item.indicator).levels
    }


_Rulings = Mapping[tuple[str, str, str], Verdict]
_Topics = AbstractSet[tuple[str, str]]


def _standing(records: Records, until: Stage) -> _Rulings:
    """The rulings of today by OPD, topic and subject: the furthest stage's of each."""
    last, order = last_answers(records.events), list(Stage)
    found: dict[tuple[str, str, str], Verdict] = {}
    for each in sorted(records.verdicts, key=lambda verdict: order.index(verdict.stage)):
        if order.index(each.stage) <= order.index(until) and not superseded(each, last):
            found[each.opd, each.topic, each.subject] = each
    return found


def _judged_outside(records: Records, until: Stage) -> _Topics:
    """The answers, by OPD and topic, about which an external assessor ruled; also before they were mended."""
    order = list(Stage)
    external = [each for each in records.verdicts if each.stage is not Stage.MANDIRI]
    return {(each.opd, each.topic) for each in external if order.index(each.stage) <= order.index(until)}


def _items_of(  # noqa: PLR0913, PLR0917 - one item of a cycle, and what was ruled in the whole of it
    cycle: Cycle,
    instrument: Instrument,
    records: Records,
    item: Item,
    standing: _Rulings,
    outside: _Topics,
) -> ItemsOf:
    indicator = instrument.indicator(item.indicator)
    lead = cycle.leads.get(item.indicator, "")
    answer = records.responses.get((lead, item.code))
    rulings = {code: v for (opd, topic, code), v in standing.items() if (opd, topic) == (lead, item.code)}
    case = _Case(
        instrument=instrument,
        indicator=indicator,
        records=records,
        answer=answer,
        rulings=rulings,
        judged_outside=(lead, item.code) in outside,
    )
    bare = [
        (level, each, case.status(each.code)) for level in indicator.levels for each in level.requirements
    ]
    accepted = {each.code for _, each, status in bare if status is ItemStatus.ACCEPTED}
    return ItemsOf(
        item=item.code,
        items=tuple(
            EvidenceItem(
                requirement=each,
                level=level.value,
                status=status,
                stage=rulings[each.code].stage if each.code in rulings else None,
                reason=rulings[each.code].reason if status is ItemStatus.REVISE else "",
                blocked_by=_blocked_by(indicator, level, accepted),
            )
            for level, each, status in bare
        ),
        reading=int(climb(instrument, indicator, accepted).value) if answer else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    instrument: Instrument
    indicator: Indicator
    records: Records
    answer: RecordedResponse | None
    rulings: Mapping[str, Verdict]
    judged_outside: bool

    def status(self, code: str) -> ItemStatus:
        """Where the item with this code stands."""
        if self.answer is None:
            return ItemStatus.NONE
        if ruling := self.rulings.get(code):
            return ItemStatus.ACCEPTED if ruling.ruling is Ruling.ACCEPTED else ItemStatus.REVISE
        stated = code in stated_requirements(self.instrument, self.indicator, self.answer.content)
        if stated and self.answer.standing.status is Status.ACCEPTED and not self.judged_outside:
            return ItemStatus.ACCEPTED
        documents = list(self._documents(code))
        if not documents:
            return ItemStatus.NONE
        ready = stated and self.answer.standing.status is not Status.RETURNED
        return ItemStatus.SENT if ready and any(documents) else ItemStatus.DRAFT

    def _documents(self, code: str) -> Iterator[bool]:
        """For each document of an item, whether it is more than a draft."""
        content = self.answer.content if self.answer else None
        for proof in content.evidence if content else ():
            if proof.requirement == code:
                yield not self._is_draft(proof)
        for each in self.records.attachments:
            if content and (each.opd, each.topic, each.requirement) == (content.opd, content.item, code):
                yield True

    def _is_draft(self, proof: EvidenceReference) -> bool:
        opd = self.answer.content.opd if self.answer else ""
        known = self.records.mended.get((opd, document_key(proof.title, proof.number)))
        return known is not None and known.status is DocumentStatus.DRAFT


def _blocked_by(indicator: Indicator, level: Level, accepted: set[str]) -> int | None:
    """The lowest level under this one of which an item is not accepted."""
    missing: list[int] = []
    below = indicator.level(level.prerequisite) if level.prerequisite is not None else None
    while below is not None:
        if any(each.code not in accepted for each in below.requirements):
            missing.append(below.value)
        below = indicator.level(below.prerequisite) if below.prerequisite is not None else None
    return min(missing, default=None)
