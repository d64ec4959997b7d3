"""The plan laid out as printed rows: for the report, the command and the table for Renja and RKA."""

from collections.abc import Iterator, Mapping

from spbe_lib.figures import Span, printed
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.consolidated.plan_document import (
    OtherWayRow,
    PlanFacts,
    PlanStepRow,
    PlanYearRow,
    PriceRow,
)
from spbe_lib.reporting.points import points
from spbe_lib.results.planning.model import Plan, Way
from spbe_lib.results.planning.setting import Ground
from spbe_lib.results.planning.tasks import Task
from spbe_lib.results.planning.words import (
    STAMP,
    assumptions,
    change_words,
    effort_words,
    headline,
    reach_words,
    start_name,
)

_DOCUMENTS = 4
_NAMED = 5


def plan_facts(ground: Ground, plan: Plan, tasks: tuple[Task, ...]) -> PlanFacts:
    """Everything that a page says of a plan.

    Args:
        ground: What the plan was made from.
        plan: The plan.
        tasks: Its best way as work.
    """
    digits, best, start = ground.instrument.digits, plan.best, plan.problem.start
    return PlanFacts(
        outcome=plan.outcome.value,
        stamp=STAMP,
        headline=headline(plan, ground),
        reach=reach_words(plan, ground),
        assumptions=assumptions(plan, ground),
        unit=ground.rules.unit,
        start_name=start_name(plan),
        start_shown=printed(start, digits),
        start_height=str(start),
        effort=effort_words(best.effort) if best else None,
        index=printed(best.index, digits) if best else None,
        gain=points(Span.exactly(best.index - start), digits) if best else None,
        steps=tuple(_step(ground, task) for task in tasks),
        years=tuple(_years(ground, plan, best)) if best else (),
        prices=tuple(_prices(plan, digits)),
        others=tuple(_other(each, best, plan, digits) for each in plan.others) if best else (),
    )


def _step(ground: Ground, task: Task) -> PlanStepRow:
    instrument, cycle = ground.instrument, ground.cycle
    item = instrument.item(task.item)
    if item is None:
        raise KeyError(task.item)
    indicator = instrument.indicator(item.indicator)
    here = indicator.scale.level(task.level)
    asked = [
        f"{cycle.said(task.item, indicator.short_name, text)} ({label})"
        for text, label in ((e.text.rstrip("."), indicator.label_of(e.code)) for e in task.requirements)
    ]
    return PlanStepRow(
        year=task.year,
        quarter=task.quarter,
        code=task.item,
        name=cycle.services.get(task.item) or indicator.short_name,
        level=task.level,
        level_name=(here.name or here.description) if here else None,
        opd=cycle.opd(task.opd).name if task.opd else None,
        person=task.person,
        what=tuple(asked) or (task.other,),
        documents=task.documents[:_DOCUMENTS],
        missing=tuple(_missing(cycle, task.missing)),
        gain=points(Span.exactly(task.gain), instrument.digits),
        exact=str(task.gain),
        effort=effort_words(task.effort),
        why=task.reason or None,
        recommendations=task.recommendations,
    )


def _missing(cycle: Cycle, missing: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Who has still to do it: "belum 5 perangkat daerah: Dinas A; Dinas B"."""
    for codes in missing.values():
        more = f"; dan {len(codes) - _NAMED} lagi" if len(codes) > _NAMED else ""
        named = "; ".join(cycle.opd(code).name for code in codes[:_NAMED])
        yield f"belum {len(codes)} perangkat daerah: {named}{more}"


def _years(ground: Ground, plan: Plan, best: Way) -> Iterator[PlanYearRow]:
    problem, digits = plan.problem, ground.instrument.digits
    for year in problem.years:
        made = [move for move in best.moves if move.year == year]
        floor, budget = problem.floors.get(year), problem.budgets.get(year)
        yield PlanYearRow(
            year=year,
            steps=len(made),
            effort=effort_words(sum((move.step.effort for move in made), best.effort * 0)),
            budget=effort_words(budget) if budget is not None else None,
            shown=printed(best.indexes[year], digits),
            height=str(best.indexes[year]),
            target=floor.shown if floor else None,
            bar=str(floor.index) if floor else None,
        )


def _prices(plan: Plan, digits: int) -> Iterator[PriceRow]:
    for each in plan.prices:
        yield PriceRow(
            index=printed(each.index, digits),
            effort=None if each.effort is None else effort_words(each.effort),
            more=None if each.more is None else effort_words(each.more),
        )


def _other(way: Way, best: Way, plan: Plan, digits: int) -> OtherWayRow:
    return OtherWayRow(
        change=change_words(best.steps - way.steps, way.steps - best.steps, plan.problem.steps),
        steps=len(way.moves),
        effort=effort_words(way.effort),
        index=printed(way.index, digits),
    )
