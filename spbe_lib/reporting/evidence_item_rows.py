"""Evidence items and other ministries' indices laid out as rows: the same words for either report."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from spbe_lib.figures import printed, printed_date
from spbe_lib.law.instrument import Instrument, Item
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.whole import Whole
from spbe_lib.results.evidence_items import EvidenceItem, ItemsOf, ItemStatus
from spbe_lib.results.external_level import ExternalLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItemsRow:
    """The evidence items of one indicator, counted by status, and the one to work on next.

    ``reading`` is the highest level whose items are all accepted: a reading of the rule, no assessor's
    value; None while nothing was answered. ``next_label`` is None where every item is accepted;
    ``next_reason`` why it is to be revised, in the assessor's words.
    """

    code: str
    name: str
    lead: str | None
    total: int
    accepted: int
    revise: int
    sent: int
    draft: int
    none: int
    reading: str | None
    next_label: str | None
    next_code: str | None
    next_text: str | None
    next_status: str | None
    next_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalRow:
    """An indicator whose level another ministry's index gives; ``level`` is None where the Tim must."""

    code: str
    name: str
    lead: str | None
    index: str
    steward: str
    figure: str | None
    source: str | None
    day: str | None
    state: Literal["derived", "missing", "no_thresholds"]
    level: str | None
    thresholds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItemsFacts:
    """What a report tells of evidence items and other indices; ``assumption`` is about their thresholds."""

    items: tuple[EvidenceItemsRow, ...]
    external: tuple[ExternalRow, ...]
    reference: str
    assumption: str | None


def evidence_items_facts(whole: Whole, items: Iterable[Item]) -> EvidenceItemsFacts | None:
    """Tell of some items of an edition that judges by evidence items; None under any other, and of none.

    Args:
        whole: The cycle and what follows from its records.
        items: The items that the report is about, in legal order.
    """
    instrument, rule = whole.instrument, whole.instrument.evidence_items
    told = tuple(items)
    if rule is None or not told:
        return None
    external = {each.indicator: each for each in whole.external}
    rows = [_row(whole, item, known) for item in told if (known := whole.evidence_items.get(item.code))]
    others = [_external(whole, item, external[item.indicator]) for item in told if item.indicator in external]
    threshold = instrument.external_threshold
    return EvidenceItemsFacts(
        items=tuple(rows),
        external=tuple(others),
        reference=rule.reference,
        assumption=threshold.reference if threshold and others else None,
    )


def _row(whole: Whole, item: Item, judged: ItemsOf) -> EvidenceItemsRow:
    indicator, upcoming = whole.instrument.indicator(item.indicator), judged.next
    return EvidenceItemsRow(
        code=item.code,
        name=_name(whole.cycle, whole.instrument, item),
        lead=_lead(whole.cycle, item),
        total=len(judged.items),
        accepted=judged.counts[ItemStatus.ACCEPTED],
        revise=judged.counts[ItemStatus.REVISE],
        sent=judged.counts[ItemStatus.SENT],
        draft=judged.counts[ItemStatus.DRAFT],
        none=judged.counts[ItemStatus.NONE],
        reading=None if judged.reading is None else str(judged.reading),
        next_label=indicator.label_of(upcoming.requirement.code) if upcoming else None,
        next_code=upcoming.requirement.code if upcoming else None,
        next_text=upcoming.requirement.text if upcoming else None,
        next_status=_status(upcoming) if upcoming else None,
        next_reason=(upcoming.reason or None) if upcoming else None,
    )


def _status(upcoming: EvidenceItem) -> str:
    judge = f" ({upcoming.stage.label})" if upcoming.stage else ""
    return f"{upcoming.status.label}{judge}"


def _external(whole: Whole, item: Item, given: ExternalLevel) -> ExternalRow:
    figure, digits = given.figure, whole.instrument.digits
    return ExternalRow(
        code=item.code,
        name=_name(whole.cycle, whole.instrument, item),
        lead=_lead(whole.cycle, item),
        index=given.index.name,
        steward=given.index.steward,
        figure=figure.shown if figure else None,
        source=figure.source if figure else None,
        day=printed_date(figure.day) if figure else None,
        state=given.state.value,
        level=str(given.value.low) if given.value else None,
        thresholds=tuple(printed(each, digits) for each in given.index.thresholds),
    )


def _name(cycle: Cycle, instrument: Instrument, item: Item) -> str:
    return cycle.services.get(item.code) or instrument.indicator(item.indicator).short_name


def _lead(cycle: Cycle, item: Item) -> str | None:
    lead = cycle.leads.get(item.indicator)
    return cycle.opd(lead).name if lead else None
