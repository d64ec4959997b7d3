"""The pairs of former years and what they lead to expect, laid out as rows; everything printed."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil

from spbe_lib.figures import Span, printed
from spbe_lib.records.model import Stage
from spbe_lib.records.plan_terms import Aim
from spbe_lib.reporting.consolidated.case import Case
from spbe_lib.reporting.consolidated.forecast_document import (
    AspectLossRow,
    AtRiskRow,
    ForecastFacts,
    PairRow,
    PredicateChance,
    Projection,
)
from spbe_lib.reporting.consolidated.office_document import RiskRow
from spbe_lib.reporting.consolidated.sure_rows import sure_facts
from spbe_lib.reporting.points import points
from spbe_lib.results.forecast import CERTAINTY, ENOUGH, Forecast, ItemRisk, forecast, missing
from spbe_lib.results.habit import AspectHabit, Habit, habit
from spbe_lib.results.planning.setting import floor_of

_MOST = 10
"""How many items at risk are named; beyond them the differences are too small to act upon."""


def forecast_facts(case: Case, risks: Sequence[RiskRow]) -> ForecastFacts | None:
    """What former years say of the way before the assessor; None once the final values are known.

    While only some of them are, those hold fast, and this year says nothing of the assessor's habit yet:
    which items he did first need not be like the rest.

    Args:
        case: The cycle.
        risks: Why single items may fall, for those that the projection names.
    """
    items = case.instrument.items
    final, team = case.stages.get(Stage.AKHIR), case.stages.get(Stage.MANDIRI)
    if final and len(final.values) == len(items):
        return None
    values: Mapping[str, Span] = team.values if team else {}
    known = habit(case.instrument, case.cycle.pairs)
    lacking = missing(known)
    projected = forecast(case.instrument, values, known, case.cycle.year, final.values if final else {})
    return ForecastFacts(
        pairs=len(known.pairs),
        years=known.years,
        needed=ENOUGH,
        missing=lacking,
        other_editions=known.others,
        aspects=tuple(_aspect_row(case, each, projects=not lacking) for each in known.aspects),
        shown=_pair_rows(case, known) if lacking else (),
        unfinished=sum(item.code not in values for item in items),
        projection=_projection(case, projected, known, values, risks) if projected else None,
    )


def _aspect_row(case: Case, each: AspectHabit, *, projects: bool) -> AspectLossRow:
    aspect = next(aspect for aspect in case.instrument.aspects if aspect.number == each.aspect)
    return AspectLossRow(
        number=aspect.number,
        name=aspect.name,
        pairs=len(each.changes),
        lower=sum(change < 0 for change in each.changes),
        equal=sum(change == 0 for change in each.changes),
        higher=sum(change > 0 for change in each.changes),
        taken_off=None if each.taken_off is None else _levels(each.taken_off),
        shrunk=_levels(each.shrunk) if projects else None,
    )


def _pair_rows(case: Case, known: Habit) -> tuple[PairRow, ...]:
    items = {item.code: item for item in case.instrument.items}
    return tuple(
        PairRow(
            year=each.year,
            code=each.item,
            title=case.title(items[each.item]),
            mandiri=case.printed(each.mandiri) or "",
            akhir=case.printed(each.akhir) or "",
        )
        for each in known.pairs
    )


def _projection(
    case: Case, each: Forecast, known: Habit, values: Mapping[str, Span], risks: Sequence[RiskRow]
) -> Projection:
    digits, target = case.instrument.digits, case.cycle.target.index
    bound = None if target is None else floor_of(case.instrument, case.cycle.year, Aim(index=target)).index
    needed = None if bound is None else _upwards(bound + each.margin, digits)
    within = needed is not None and needed <= case.instrument.top
    return Projection(
        start=printed(each.start, digits),
        low=printed(each.low, digits),
        high=printed(each.high, digits),
        expected=printed(each.expected, digits),
        certainty=percent(CERTAINTY),
        shrinkage=known.against,
        predicates=tuple(
            PredicateChance(name=predicate.name, chance=percent(chance))
            for predicate, chance in each.predicates
        ),
        at_risk=_at_risk(case, each, values, risks),
        margin=printed(
            _upwards(each.margin, digits) if needed is None or target is None else needed - target, digits
        ),
        needed_index=printed(needed, digits) if needed is not None and within else None,
        reaches_target=None if bound is None else each.low >= bound,
        sure=sure_facts(case, values, known, each),
    )


def _at_risk(
    case: Case, projected: Forecast, values: Mapping[str, Span], risks: Sequence[RiskRow]
) -> tuple[AtRiskRow, ...]:
    """The items that cost most; of those that cost alike, first the ones with more reasons."""
    reasons = {row.code: row.reasons for row in risks}
    order = sorted(projected.items, key=lambda each: (-each.loss, -len(reasons.get(each.item, ()))))
    return tuple(_at_risk_row(case, each, values, reasons.get(each.item, ())) for each in order[:_MOST])


def _at_risk_row(
    case: Case, each: ItemRisk, values: Mapping[str, Span], reasons: tuple[str, ...]
) -> AtRiskRow:
    item = next(item for item in case.instrument.items if item.code == each.item)
    return AtRiskRow(
        code=each.item,
        title=case.title(item),
        lead=case.lead(item),
        value=case.printed(values[each.item]) or "",
        chance=percent(each.chance),
        loss=points(Span.exactly(each.loss), case.instrument.digits),
        reasons=reasons,
    )


def percent(chance: Fraction) -> str:
    """A chance as people read it, never printed as impossible or certain while it is neither.

    >>> percent(Fraction(4, 5)), percent(Fraction(1, 1000)), percent(Fraction(999, 1000))
    ('80 %', 'kurang dari 1 %', 'lebih dari 99 %')
    """
    shown = printed(chance * 100, 0)
    if chance and shown == printed(Fraction(0), 0):
        return "kurang dari 1 %"
    return "lebih dari 99 %" if chance < 1 and shown == printed(Fraction(100), 0) else f"{shown} %"


def _levels(taken_off: Fraction) -> str:
    """What is taken off, in levels; a gain is called one."""
    shown = printed(abs(taken_off), 2)
    return f"bertambah {shown}" if taken_off < 0 and printed(Fraction(0), 2) != shown else shown


def _upwards(needed: Fraction, digits: int) -> Fraction:
    return Fraction(ceil(needed * 10**digits), 10**digits)
