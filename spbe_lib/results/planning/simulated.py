"""What a simulation leaves out of sight: what comes before a step, and what the steps would take."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Instrument
from spbe_lib.law.ladder import stands_at
from spbe_lib.results.planning.model import Problem, Step
from spbe_lib.results.scenario import Simulation


def effort_of(problem: Problem, simulation: Simulation) -> Fraction | None:
    """The effort of all steps that lead to the levels of a simulation; a level that falls takes none.

    None where a step is not known: of an item that was unanswered, or to a value between two levels.
    """
    steps = {step.key: step for step in problem.steps}
    instrument, whole = simulation.before.instrument, Fraction(0)
    for shift in simulation.shifts:
        code, before = shift.item.code, shift.before
        level = _stands(instrument, code, shift.after)
        if before is not None and level <= _stands(instrument, code, before):
            continue
        if level.denominator != 1 or (code, int(level)) not in steps:
            return None
        whole += sum((each.effort for each in _climb(steps, code, int(level))), Fraction(0))
    return whole


def unmet(problem: Problem, simulation: Simulation, values: Mapping[str, Span]) -> tuple[str, ...]:
    """Why a raised level is hard to prove: what should come before it and does not, in legal order.

    Args:
        problem: What comes before what.
        simulation: The raised levels.
        values: The values of the base.
    """
    instrument = simulation.before.instrument
    before = {code: _stands(instrument, code, span) for code, span in values.items()}
    raised = {each.item.code: _stands(instrument, each.item.code, each.after) for each in simulation.shifts}
    after = before | raised
    found = dict[tuple[str, str], str]()
    for order in problem.orders:
        item, level = order.step
        if item not in raised or raised[item] < level or (item in before and before[item] >= level):
            continue
        if not any(code in after and after[code] >= need for code, need in order.needs):
            found.setdefault((item, order.reason), f"Butir {item} ke tingkat {level}: {order.reason}")
    return tuple(found.values())


def _stands(instrument: Instrument, code: str, span: Span) -> Fraction:
    """Where an item stands: what is printed 2,00 at level 2."""
    item = instrument.item(code)
    if item is None:
        raise KeyError(code)
    return stands_at(instrument.indicator(item.indicator), span)


def _climb(steps: Mapping[tuple[str, int], Step], item: str, level: int) -> Iterator[Step]:
    """The steps of one item up to a level, along what each rests on."""
    step = steps.get((item, level))
    while step is not None:
        yield step
        step = None if step.rests_on is None else steps.get((item, step.rests_on))
