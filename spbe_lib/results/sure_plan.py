"""A plan that reaches the target even when the assessor takes off what former years lead to expect.

The target is raised by what lies between the Tim's index and the lower end of its range. The steps that are
found are then projected again, for higher levels can lose what lower ones cannot; while the lower end still
falls short, the target is raised by what is missing. Assumed is that the assessors of the plan's years are
those of the years before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from spbe_lib.figures import Span
from spbe_lib.results.forecast import Forecast, forecast
from spbe_lib.results.habit import Habit
from spbe_lib.results.planning.model import Problem, Way
from spbe_lib.results.planning.optimum import least_effort
from spbe_lib.results.planning.setting import Ground, problem_of

_ROUNDS = 6
"""How often the target is raised; what is missing shrinks from round to round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurePlan:
    """What is to be done so that the lower end of the range reaches the target.

    Attributes:
        way: The steps; without any where the lower end reaches it already.
        index: The Tim's index after them.
        ahead: The range of the final index after them.
        margin: What was added to the target.
    """

    way: Way
    index: Fraction
    ahead: Forecast
    margin: Fraction


def sure_plan(ground: Ground, known: Habit, ahead: Forecast) -> SurePlan | None:
    """Plan the least effort with which the lower end of the range still reaches the target of the last year.

    Args:
        ground: What a plan is made from; its values are the Tim's, and complete.
        known: What former years say.
        ahead: What they lead to expect of these values.

    Returns:
        None without a target, or where no way leads there within the limits.

    Raises:
        PlanError: The solver gave an answer that is none.
    """
    instrument, year = ground.instrument, ground.cycle.year
    problem = problem_of(ground)
    if not problem.floors:
        return None
    wanted, margin = problem.floors[max(problem.floors)].index, ahead.margin
    for _ in range(_ROUNDS):
        way = least_effort(_raised(problem, margin))
        if way is None:
            return None
        reached = after(ground.values, way)
        then = forecast(instrument, reached, known, year)
        if then is None:
            return None
        if then.low >= wanted:
            return SurePlan(way=way, index=way.index, ahead=then, margin=margin)
        margin += wanted - then.low
    return None


def after(values: Mapping[str, Span], way: Way) -> dict[str, Span]:
    """The values when all steps of a way are made."""
    levels: dict[str, int] = {}
    for move in way.moves:
        levels[move.step.item] = max(levels.get(move.step.item, 0), move.step.level)
    return {**values, **{item: Span.exactly(level) for item, level in levels.items()}}


def _raised(problem: Problem, margin: Fraction) -> Problem:
    floors = {year: replace(floor, index=floor.index + margin) for year, floor in problem.floors.items()}
    return replace(problem, floors=floors)
