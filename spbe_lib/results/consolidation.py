"""What the answers of the OPDs yield for the government as a whole, item by item.

The lead of an indicator claims a level; a level that asks something of *seluruh perangkat daerah*
holds only when the OPDs in scope say so themselves. Nothing here decides: the Tim does, and where it
departs from what the answers yield, it says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Indicator, Instrument, Item, Requirement
from spbe_lib.law.ladder import climb, next_requirement, stands_at
from spbe_lib.records.answers import Records, Response, Status
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.register import Cycle
from spbe_lib.records.scope import ScopeCount, count_scopes
from spbe_lib.records.statements import own_ticks, stated_requirements
from spbe_lib.results.evidence_items import ItemsOf, evidence_items
from spbe_lib.results.external_level import ExternalLevel, external_levels


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemOutcome:
    """What the answers yield for one item.

    Attributes:
        item: Code of the item.
        lead: Code of its lead (*OPD pengampu*), the only one whose response counts; None without one.
        status: Where the lead's response stands; None where nothing was handed in.
        claimed: The level (0–5) that the lead's ticks give, or that it gave directly where nothing is
            ticked; None while unanswered.
        value: The level after holding back; None while unanswered.
        held_back_by: The shared obligations that keep the claimed level away, in legal order.
        first_missing: The first requirement that keeps the next level away; None at the top, while
            unanswered, and where the edition's requirements are not known.
        differs: Whether a level was given directly that differs from what the ticks give.
        unsupported: Levels that are ticked but rest on one that is not, to be asked about.
        evidence: The evidence items, where the edition judges by them; the value is then what their
            accepted ones carry. None elsewhere.
        external: What another ministry's index gives, where the edition takes the level from it; nobody
            claims anything then. None elsewhere.
    """

    item: str
    lead: str | None
    status: Status | None = None
    claimed: Span | None = None
    value: Span | None = None
    held_back_by: tuple[ScopeCount, ...] = ()
    first_missing: Requirement | None = None
    differs: bool = False
    unsupported: tuple[int, ...] = ()
    evidence: ItemsOf | None = None
    external: ExternalLevel | None = None

    @property
    def answered(self) -> bool:
        """Whether the lead claims a level; an explanation alone is no answer."""
        return self.claimed is not None

    @property
    def returned(self) -> bool:
        """Whether the lead's response was returned, so that its value waits for a repair."""
        return self.status is Status.RETURNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidation:
    """What all answers yield, and other ministries' indices.

    ``items`` by code, and ``scopes`` of practice, both in legal order.
    """

    items: Mapping[str, ItemOutcome]
    scopes: tuple[ScopeCount, ...]

    @property
    def values(self) -> Mapping[str, Span]:
        """The value (0–5) of every item that has one; the others are absent."""
        return {code: each.value for code, each in self.items.items() if each.value is not None}


class Direction(StrEnum):
    """How the value of a stage departs from what the answers yield."""

    HIGHER = "higher"
    LOWER = "lower"
    WITHOUT_ANSWER = "without_answer"

    @property
    def label(self) -> str:
        """The direction as people read it."""
        return {
            "higher": "lebih tinggi dari jawaban OPD",
            "lower": "lebih rendah dari jawaban OPD",
            "without_answer": "dinilai tanpa jawaban OPD",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One value of a stage that is not what the answers yield. ``note`` is its reason, None if missing."""

    item: str
    answered: Span | None
    assessed: Span
    direction: Direction
    note: str | None


def consolidate(cycle: Cycle, instrument: Instrument, records: Records) -> Consolidation:
    """Work out what the answers of the OPDs yield for the government.

    A lead's claim rests on its ticks. From these, every requirement that the law asks of the OPDs in
    practice is taken away unless they say yes themselves; what remains is climbed anew. A level given
    without ticks is held back alike, for it says that all requirements which it rests on are fulfilled.
    Rules about the text of a policy are never held back: the policy proves them, not the OPDs. Where
    no requirement is known, or the level is a fraction, the level stands as it was given.

    Where the edition judges evidence items, only those carry that the Tim accepted; where it takes a level
    from another ministry's index, that level stands here and no answer plays a part.

    A statement of an OPD about a shared obligation counts from the day it is handed in, and no longer
    once the Tim returned it. A lead's response keeps its value when it is returned, for there would be
    nothing to discuss otherwise; ``ItemOutcome.returned`` says so.

    Reference:
        59/2020, pp. 30–77 ("seluruh perangkat daerah").
    """
    scopes = count_scopes(cycle, instrument, records)
    counts: dict[int, list[ScopeCount]] = {}
    for each in scopes:
        counts.setdefault(each.indicator, []).append(each)
    items = {
        item.code: _outcome(cycle, instrument, records, item, counts.get(item.indicator, ()))
        for item in instrument.items
    }
    for code, judged in evidence_items(cycle, instrument, records, until=Stage.MANDIRI).items():
        items[code] = _judged(instrument, items[code], judged)
    for external in external_levels(cycle, instrument):
        for item in instrument.indicator(external.indicator).items:
            items[item.code] = ItemOutcome(
                item=item.code, lead=items[item.code].lead, value=external.value, external=external
            )
    return Consolidation(items=items, scopes=scopes)


def _judged(instrument: Instrument, outcome: ItemOutcome, judged: ItemsOf) -> ItemOutcome:
    """An outcome as the accepted evidence items carry it."""
    item = instrument.item(outcome.item)
    if item is None or judged.reading is None:
        return replace(outcome, evidence=judged)
    reached = climb(instrument, instrument.indicator(item.indicator), judged.accepted)
    return replace(
        outcome,
        value=Span.exactly(reached.value),
        first_missing=reached.first_missing,
        evidence=judged,
    )


def claim(cycle: Cycle, instrument: Instrument, records: Records, item: Item) -> ItemOutcome:
    """What the lead of one item claims; nothing is held back, for what others state plays no part."""
    return _outcome(cycle, instrument, records, item, ())


def self_reviewed(cycle: Cycle, instrument: Instrument) -> tuple[int, ...]:
    """Numbers of the indicators that are led by the reviewer's own unit or by a unit below it.

    For these a second reader is asked for.
    """
    return tuple(
        each.number for each in instrument.indicators if cycle.leads.get(each.number) in cycle.reviewing
    )


def departures(consolidation: Consolidation, assessment: Assessment) -> tuple[Departure, ...]:
    """The values of a stage that are not what the answers yield, in legal order.

    An item that the stage leaves open departs from nothing, nor does one whose level another index should
    give and cannot: the Tim has to. A printed, rounded value departs only
    where it cannot be the answered one.

    Raises:
        ValueError: The assessment has values for items that the edition of the answers does not know.
    """
    if unknown := sorted(set(assessment.values) - set(consolidation.items)):
        raise ValueError(f"no such items: {unknown}")
    found = []
    for code, outcome in consolidation.items.items():
        assessed = assessment.values.get(code)
        left_to_the_team = outcome.external is not None and outcome.value is None
        direction = _direction(outcome.value, assessed) if assessed and not left_to_the_team else None
        if assessed and direction:
            note = assessment.notes.get(code, "").strip() or None
            found.append(
                Departure(
                    item=code, answered=outcome.value, assessed=assessed, direction=direction, note=note
                )
            )
    return tuple(found)


def _outcome(
    cycle: Cycle, instrument: Instrument, records: Records, item: Item, counts: Sequence[ScopeCount]
) -> ItemOutcome:
    lead = cycle.leads.get(item.indicator)
    recorded = records.responses.get((lead, item.code)) if lead else None
    if recorded is None:
        return ItemOutcome(item=item.code, lead=lead)
    indicator, given = instrument.indicator(item.indicator), recorded.content.level
    bare = ItemOutcome(
        item=item.code,
        lead=lead,
        status=recorded.standing.status,
        claimed=given,
        value=given,
        first_missing=next_requirement(instrument, indicator, stands_at(indicator, given)) if given else None,
    )
    if not stated_requirements(instrument, indicator, recorded.content):
        return bare
    return _climbed(instrument, indicator, bare, recorded.content, counts)


def _climbed(
    instrument: Instrument,
    indicator: Indicator,
    bare: ItemOutcome,
    response: Response,
    counts: Sequence[ScopeCount],
) -> ItemOutcome:
    stated = stated_requirements(instrument, indicator, response)
    reached = climb(instrument, indicator, stated)
    ticked = own_ticks(indicator, response)
    claimed = response.level if response.level and not ticked else Span.exactly(reached.value)
    held_back_by = _holding_back(instrument, indicator, stated, counts)
    kept = climb(instrument, indicator, stated - {c.rule.requirement for c in counts if not c.holds})
    return replace(
        bare,
        claimed=claimed,
        value=Span.exactly(kept.value) if held_back_by else claimed,
        held_back_by=held_back_by,
        first_missing=kept.first_missing,
        differs=response.level not in (None, claimed),
        unsupported=reached.unsupported,
    )


def _holding_back(
    instrument: Instrument, indicator: Indicator, stated: frozenset[str], counts: Sequence[ScopeCount]
) -> tuple[ScopeCount, ...]:
    whole = climb(instrument, indicator, stated).value
    return tuple(
        count
        for count in counts
        if not count.holds and climb(instrument, indicator, stated - {count.rule.requirement}).value < whole
    )


def _direction(answered: Span | None, assessed: Span) -> Direction | None:
    if answered is None:
        return Direction.WITHOUT_ANSWER
    if _under(answered, assessed):
        return Direction.HIGHER
    return Direction.LOWER if _under(assessed, answered) else None


def _under(lower: Span, upper: Span) -> bool:
    return lower.high < upper.low or (lower.open_end and lower.high == upper.low)
