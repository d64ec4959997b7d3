"""Items, stages, steps, target and deadlines of one government, laid out as rows."""

import dataclasses
import re
from collections.abc import Iterator
from fractions import Fraction

from spbe_lib.figures import printed, printed_date
from spbe_lib.law.instrument import Item
from spbe_lib.records.model import Stage
from spbe_lib.records.plan_terms import Aim
from spbe_lib.records.register import Step
from spbe_lib.reporting.consolidated.case import Case, printed_value
from spbe_lib.reporting.consolidated.document import (
    DeadlineRow,
    ItemDetail,
    StageRow,
    StepRow,
    TargetFacts,
    TargetState,
)
from spbe_lib.reporting.rows import OTHER_LAW, ItemRow
from spbe_lib.reporting.score_rows import item_row
from spbe_lib.reporting.working import Working
from spbe_lib.reporting.working_rows import index_working, part_workings, target_working
from spbe_lib.results.planning.setting import floor_of
from spbe_lib.results.scorecard import Scorecard, score

ANSWERS = "Rekap jawaban OPD (bukan nilai)"
"""What the answers of the OPDs would yield, before anybody assessed them."""


def item_rows(case: Case) -> tuple[ItemRow, ...]:
    """Every item with its value; what it lacks comes from the lead's answer where that bears the value."""
    return tuple(_item(case, item) for item in case.instrument.items)


def _item(case: Case, item: Item) -> ItemRow:
    row, outcome = (
        item_row(case.instrument, item, case.assessment.values),
        case.consolidation.items[item.code],
    )
    missing = outcome.first_missing
    if missing is not None and outcome.value == case.assessment.values.get(item.code):
        row = dataclasses.replace(
            row,
            next_requirement=missing.text,
            next_requirement_code=missing.code,
            next_requirement_label=case.instrument.indicator(item.indicator).label_of(missing.code),
            unproven=False,
        )
    service = case.cycle.services.get(item.code)
    return _named(row, service) if service else row


def _named(row: ItemRow, service: str) -> ItemRow:
    """The same item under the title of the chosen service, also where a requirement speaks of it."""
    unnamed = re.compile(re.escape(row.short_name), re.IGNORECASE)
    needed = row.next_requirement
    return dataclasses.replace(
        row,
        name=service,
        short_name=service,
        next_requirement=unnamed.sub(lambda _: service, needed) if needed else None,
    )


def item_details(case: Case) -> tuple[ItemDetail, ...]:
    """What stands beside every item's value."""
    return tuple(_detail(case, item) for item in case.instrument.items)


def _detail(case: Case, item: Item) -> ItemDetail:
    outcome, response = case.consolidation.items[item.code], case.response(item)
    edition = case.previous_edition
    before = printed_value(case.cycle.former_value(item.code), edition.digits) if edition else None
    if before and edition and edition.code != case.instrument.code:
        before += OTHER_LAW
    return ItemDetail(
        code=item.code,
        lead=case.lead(item),
        before=before,
        external=outcome.external is not None,
        claimed=case.printed(outcome.claimed),
        yielded=case.printed(outcome.value),
        held_back_by=tuple(
            case.instrument.indicator(count.indicator).label_of(count.rule.requirement)
            or count.rule.requirement
            for count in outcome.held_back_by
        ),
        stages=tuple(case.printed(each.values.get(item.code)) for each in case.stages.values()),
        target=case.cycle.target.levels.get(item.code),
        documents=tuple(dict.fromkeys(map(case.named, response.evidence))) if response else (),
    )


def stage_rows(case: Case) -> tuple[StageRow, ...]:
    """What the answers yield, where there is a register, and every stage that has begun."""
    return tuple(_stages(case))


def _stages(case: Case) -> Iterator[StageRow]:
    digits = case.instrument.digits
    if case.cycle.opds:
        recap = score(case.instrument, case.consolidation.values, case.cycle.year)
        yield StageRow(
            label=ANSWERS,
            is_value=False,
            answered=recap.index.answered,
            items=recap.index.items,
            index=recap.index.shown(digits),
            predicate=None,
            as_of=printed_date(case.until) if case.until else None,
            working=index_working(recap, case.consolidation.values, case.titles),
        )
    for stage, assessment in case.stages.items():
        card = score(case.instrument, assessment.values, case.cycle.year)
        yield StageRow(
            label=stage.label,
            is_value=True,
            answered=card.index.answered,
            items=card.index.items,
            index=card.index.shown(digits),
            predicate=card.verdict.predicate.name if card.verdict.predicate else None,
            as_of=printed_date(assessment.as_of) if assessment.as_of else None,
            working=_stage_working(case, stage, card),
        )


def _stage_working(case: Case, stage: Stage, card: Scorecard) -> Working:
    """By domain for the stage that the page leads with, whose aspects and items stand there already."""
    values = case.stages[stage].values
    if stage is case.stage:
        return part_workings(card, values, case.titles)["index", 0]
    return index_working(card, values, case.titles)


def step_rows(case: Case, rows: tuple[ItemRow, ...]) -> tuple[StepRow, ...]:
    """One level more for every item below the top, the most valuable first, then in legal order."""
    items = {item.code: item for item in case.instrument.items}
    open_rows = [row for row in rows if row.next_level is not None and row.step_shown]
    ordered = sorted(open_rows, key=lambda row: -_gain(case, items[row.code], row))
    return tuple(_step(case, items[row.code], row) for row in ordered)


def _gain(case: Case, item: Item, row: ItemRow) -> Fraction:
    return ((row.next_level or 0) - Fraction(row.height or 0)) * case.points(item)


def _step(case: Case, item: Item, row: ItemRow) -> StepRow:
    return StepRow(
        code=row.code,
        name=row.short_name,
        next_level=row.next_level or 0,
        requirement=row.next_requirement,
        requirement_code=row.next_requirement_code,
        unproven=row.unproven,
        lead=case.lead(item),
        gain=row.step_shown or "",
        working=row.step_working,
    )


def target_facts(case: Case) -> TargetFacts | None:
    """The target of the cycle beside the index; None where no target is written.

    The index that must reach it is the exact one, or the printed one in a year whose predicate follows that.
    """
    target, digits = case.cycle.target, case.instrument.digits
    possible = case.card.index.possible
    if target.index is None or possible is None:
        return None
    bound = floor_of(case.instrument, case.cycle.year, Aim(index=target.index)).index
    low, high = possible.printed_ends(digits)
    short = target.index - (low if case.card.index.complete else high)
    state: TargetState
    if possible.low >= bound:
        state, short = "reached", Fraction(0)
    elif possible.high > bound or (possible.high == bound and not possible.open_end):
        state = "open"
    else:
        state = "short" if case.card.index.complete else "out_of_reach"
    distance = printed(short, digits) if short > 0 else None
    return TargetFacts(
        shown=printed(target.index, digits),
        source=target.source,
        state=state,
        distance=distance,
        working=target_working(case.card, target.index, distance) if distance else None,
    )


def deadline_rows(case: Case) -> tuple[DeadlineRow, ...]:
    """The deadlines that were set, each with whether it had passed on the data date."""
    return tuple(
        DeadlineRow(
            label=f"{step.label[0].upper()}{step.label[1:]}",
            day=printed_date(day),
            past=day < case.until if case.until else None,
            left=(day - case.until).days if case.until else None,
            national=step is Step.NATIONAL,
        )
        for step in Step
        if (day := case.cycle.deadlines.of(step))
    )
