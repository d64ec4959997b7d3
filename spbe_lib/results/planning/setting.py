"""From a cycle, its values and its terms to what decides a plan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from spbe_lib.figures import Span, half_up, printed
from spbe_lib.law.instrument import Indicator, Instrument, Item, Level, Requirement
from spbe_lib.law.ladder import is_above, stands_at
from spbe_lib.law.planning_rules import PlanningRules, Prerequisite
from spbe_lib.records.accepted import lead_answer, standing_rulings
from spbe_lib.records.answers import Records
from spbe_lib.records.judgements import Ruling
from spbe_lib.records.plan_terms import Aim
from spbe_lib.records.register import Cycle
from spbe_lib.records.scope import ScopeCount
from spbe_lib.records.statements import stated_requirements
from spbe_lib.results.planning.model import Due, Floor, Order, Problem, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a plan is made from.

    Attributes:
        cycle: Whose leads, target and terms (``cycle.plan``).
        instrument: Its edition.
        rules: The edition's ``planning.yaml``.
        values: Where the government stands (0–5), by item; of a range its low end counts; a missing item is
            unanswered: it counts its lowest and takes no step.
        records: Whose answers say how much of a step is fulfilled already.
        scopes: What the OPDs state about the obligations that they share.
    """

    cycle: Cycle
    instrument: Instrument
    rules: PlanningRules
    values: Mapping[str, Span]
    records: Records
    scopes: tuple[ScopeCount, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the plan."""
        return tuple(self.cycle.plan.span(self.cycle.year))

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Items without a value, in legal order."""
        return tuple(item.code for item in self.instrument.items if item.code not in self.values)


def problem_of(ground: Ground) -> Problem:
    """Everything that decides the plan.

    Raises:
        ValueError: A value belongs to no item of the edition.

    Reference:
        59/2020, pp. 21–24: the index is the weighted sum over all indicators.
    """
    instrument, terms = ground.instrument, ground.cycle.plan
    if unknown := sorted(set(ground.values) - {item.code for item in instrument.items}):
        raise ValueError(f"{instrument.code} has no items {unknown}")
    fixed = {each.indicator: each.reason for each in terms.fixed}
    steps = tuple(step for item in instrument.items for step in item_steps(ground, item))
    return Problem(
        years=ground.years,
        values={item.code: _counted(ground, item) for item in instrument.items},
        weights={item.code: item.weight / instrument.whole_weight for item in instrument.items},
        steps=steps,
        fixed={item.code: fixed[item.indicator] for item in instrument.items if item.indicator in fixed},
        orders=tuple(_orders(ground, steps)),
        floors={year: floor_of(instrument, year, aim) for year, aim in _aims(ground).items()},
        dues=tuple(_dues(ground, steps)),
        budgets=terms.budgets,
        most_each=ground.rules.most_each if terms.most_each is None else terms.most_each,
        most_all=terms.most_all,
    )


def floor_of(instrument: Instrument, year: int, aim: Aim) -> Floor:
    """The exact index that an aim asks for in a year.

    Where the predicate of that year follows the printed index, half a unit of its last digit less is enough;
    where no rule is known for the year, the edition's default counts.
    """
    basis = instrument.predicate_basis(year) or instrument.predicate_basis_otherwise
    named = next((each for each in instrument.predicates if each.name == aim.predicate), None)
    bound = aim.index if named is None else named.lower
    index = bound or Fraction(0)
    if aim.index is not None:
        shown = f"indeks {printed(aim.index, instrument.digits)}"
    else:
        shown = f"predikat {aim.predicate} (indeks {printed(index, instrument.digits)})"
    if basis == "shown":
        index = half_up(index, instrument.digits) - Fraction(1, 2 * 10**instrument.digits)
    return Floor(index=index, shown=shown, basis=basis)


def item_steps(ground: Ground, item: Item) -> Iterator[Step]:
    """The steps that one item can make, lowest level first; none while it is unanswered.

    What a step takes is reckoned from where the item stands: what is printed 2,00 stands at 2. What it adds
    is reckoned from the low end of the value, as the index is.
    """
    span = ground.values.get(item.code)
    if span is None:
        return
    indicator = ground.instrument.indicator(item.indicator)
    known, below = stated(ground, item), stands_at(indicator, span)
    above = [level.value for level in indicator.scale.levels if is_above(level.value, span)]
    for value in above:
        rests_on = _rests_on(indicator, value)
        yield Step(
            item=item.code,
            indicator=item.indicator,
            level=value,
            rests_on=rests_on if rests_on in above else None,
            effort=_effort(ground, item, value, below, known),
        )
        below = Fraction(value)


def stated(ground: Ground, item: Item) -> frozenset[str]:
    """The requirements of an item that its lead states and that nobody holds against it.

    Not counted are those that an assessor wants revised, and those of all OPDs while one of them is missing.
    """
    answer = lead_answer(ground.cycle, ground.records, item)
    if answer is None:
        return frozenset()
    indicator = ground.instrument.indicator(item.indicator)
    told = stated_requirements(ground.instrument, indicator, answer.content)
    lacking = {count.rule.requirement for count in ground.scopes if not count.holds}
    return told - lacking - _refused(ground.records, answer.content.opd, item.code)


def needed(ground: Ground, item: Item, level: int) -> tuple[Requirement, ...]:
    """The requirements that a step to a level still asks for, in legal order.

    They are those of the level itself; where the value is the lowest, which proves nothing, those of the
    levels below come first.
    """
    indicator, known = ground.instrument.indicator(item.indicator), stated(ground, item)
    asked = [each for step in _proven_with(ground, item, indicator, level) for each in step.requirements]
    return tuple(each for each in asked if each.code not in known)


def _proven_with(ground: Ground, item: Item, indicator: Indicator, level: int) -> list[Level]:
    """The levels whose requirements a step has to prove: its own, and the lowest in a first step."""
    own = [each for each in indicator.levels if each.value == level]
    span, lowest = ground.values.get(item.code), ground.instrument.nothing_fulfilled.value
    below = None if span is None else stands_at(indicator, span)
    if below is None or below > lowest or _rests_on(indicator, level) != int(below):
        return own
    return [each for each in indicator.levels if each.value <= lowest] + own


def _refused(records: Records, opd: str, item: str) -> set[str]:
    stages = {each.stage for each in records.verdicts if (each.opd, each.topic) == (opd, item)}
    rulings = [standing_rulings(records, stage, opd, item, (Ruling.REVISE,)) for stage in stages]
    return {code for each in rulings for code in each}


def _counted(ground: Ground, item: Item) -> Fraction:
    """What an item adds to the index for certain."""
    span = ground.values.get(item.code)
    return span.low if span else ground.instrument.unanswered.value


def _rests_on(indicator: Indicator, value: int) -> int | None:
    """The level below by the edition's ladder; where its requirements are not known, the next lower one."""
    if known := indicator.level(value):
        return known.prerequisite
    lower = [level.value for level in indicator.scale.levels if level.value < value]
    return lower[-1] if lower else None


def _effort(ground: Ground, item: Item, level: int, below: Fraction, known: frozenset[str]) -> Fraction:
    """The effort of a step: what is set for it, less the share of it that is fulfilled already."""
    indicator = ground.instrument.indicator(item.indicator)
    whole = ground.rules.efforts[indicator.scale.code][level]
    lead = ground.cycle.leads.get(item.indicator)
    for own in ground.cycle.plan.efforts:
        named = ((own.indicator, item.indicator), (own.level, level), (own.opd, lead))
        whole = own.effort if all(wanted in (None, given) for wanted, given in named) else whole
    return whole * max(_left(indicator, level, below, known), ground.rules.least_share)


def _left(indicator: Indicator, level: int, below: Fraction, known: frozenset[str]) -> Fraction:
    """The share of a step that is still to be done: of its requirements, else of the way to the level."""
    own = indicator.level(level)
    if own is not None and own.requirements:
        return Fraction(sum(each.code not in known for each in own.requirements), len(own.requirements))
    lower = max((each.value for each in indicator.scale.levels if each.value <= below), default=0)
    return (level - below) / (level - lower)


def _orders(ground: Ground, steps: Iterable[Step]) -> Iterator[Order]:
    ladders: dict[int, list[Step]] = {}
    for step in steps:
        ladders.setdefault(step.indicator, []).append(step)
    for rule in (*ground.rules.prerequisites, *ground.cycle.plan.prerequisites):
        bound = [step for step in ladders.get(rule.reach.indicator, ()) if step.level >= rule.reach.level]
        for item in _lacking(ground, rule):
            mine = [step for step in ladders.get(rule.before.indicator, ()) if step.item == item.code]
            needs = tuple(step.key for step in mine if step.level >= rule.before.level)
            yield from (Order(step=step.key, needs=needs, reason=rule.reason) for step in bound)


def _lacking(ground: Ground, rule: Prerequisite) -> list[Item]:
    """The items that do not yet hold what comes before; of one without a value nothing can be said."""
    items = ground.instrument.indicator(rule.before.indicator).items
    spans = [(item, span) for item in items if (span := ground.values.get(item.code))]
    return [item for item, span in spans if is_above(rule.before.level, span)]


def _aims(ground: Ground) -> Mapping[int, Aim]:
    """What is to be reached by year; without any of the plan's own, the cycle's target in the last year."""
    if ground.cycle.plan.aims:
        return dict(sorted(ground.cycle.plan.aims.items()))
    target = ground.cycle.target.index
    return {} if target is None else {ground.years[-1]: Aim(index=target)}


def _dues(ground: Ground, steps: Iterable[Step]) -> Iterator[Due]:
    made = tuple(steps)
    for due in ground.cycle.plan.dues:
        for item in ground.instrument.indicator(due.indicator).items:
            span = ground.values.get(item.code)
            if span is None or is_above(due.level, span):
                mine = tuple(s.key for s in made if s.item == item.code and s.level >= due.level)
                yield Due(item=item.code, level=due.level, year=due.year, steps=mine, reason=due.reason)
