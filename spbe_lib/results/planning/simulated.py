"""What a simulation leaves out of sight: what comes before a step, and what the steps would take."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from spbe_lib.figures import Span
from spbe_lib.results.planning.model import Problem, Step
from spbe_lib.results.scenario import Simulation


def effort_of(problem: Problem, simulation: Simulation) -> Fraction | None:
    """The effort of all steps that lead to the levels of a simulation; a level that falls takes none.

    None where a step is not known: of an item that was unanswered, or to a value between two levels.
    """
    steps = {step.key: step for step in problem.steps}
    whole = Fraction(0)
    for shift in simulation.shifts:
        if shift.before is not None and shift.after.high <= shift.before.low:
            continue
        level = shift.after.exact
        if level is None or level.denominator != 1 or (shift.item.code, int(level)) not in steps:
            return None
        whole += sum((each.effort for each in _climb(steps, shift.item.code, int(level))), Fraction(0))
    return whole


def unmet(problem: Problem, simulation: Simulation, values: Mapping[str, Span]) -> tuple[str, ...]:
    """Why a raised level is hard to prove: what should come before it and does not, in legal order.

    Args:
        problem: What comes before what.
        simulation: The raised levels.
        values: The values of the base.
    """
    after = {**values, **{shift.item.code: shift.after for shift in simulation.shifts}}
    raised = {shift.item.code: shift for shift in simulation.shifts}
    found = dict[tuple[str, str], str]()
    for order in problem.orders:
        item, level = order.step
        shift = raised.get(item)
        if (
            shift is None
            or shift.after.low < level
            or (shift.before is not None and shift.before.low >= level)
        ):
            continue
        if not any(code in after and after[code].low >= need for code, need in order.needs):
            found.setdefault((item, order.reason), f"Butir {item} ke tingkat {level}: {order.reason}")
    return tuple(found.values())


def _climb(steps: Mapping[tuple[str, int], Step], item: str, level: int) -> Iterator[Step]:
    """The steps of one item up to a level, along what each rests on."""
    step = steps.get((item, level))
    while step is not None:
        yield step
        step = None if step.rests_on is None else steps.get((item, step.rests_on))
