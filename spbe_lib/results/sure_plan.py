"""A plan that reaches the target even when the assessor takes off what former years lead to expect.

The target is that of the last year for which the plan has one. It is raised by what lies between the Tim's
index and the lower end of its range. The steps that are found are then projected again, for higher levels can
lose what lower ones cannot; while the lower end still falls short, the target is raised by what is missing.
Assumed is that the assessors of the plan's years are those of the years before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from spbe_lib.figures import Span
from spbe_lib.results.forecast import Forecast, forecast
from spbe_lib.results.habit import Habit
from spbe_lib.results.planning.model import Floor, Problem, Way
from spbe_lib.results.planning.optimum import least_effort
from spbe_lib.results.planning.setting import Ground, problem_of

_ROUNDS = 6
"""How often the target is raised; what is missing shrinks from round to round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurePlan:
    """What is to be done so that the lower end of the range reaches the target.

    Attributes:
        way: The steps up to the year of the target, for what comes later does not count for it.
        index: The Tim's index at the end of that year.
        ahead: The range of the final index after them.
        margin: What was added to the target.
    """

    way: Way
    index: Fraction
    ahead: Forecast
    margin: Fraction


def last_target(problem: Problem) -> tuple[int, Floor] | None:
    """The last year for which a plan has a target, and that target; None without any."""
    return max(problem.floors.items(), default=None, key=lambda each: each[0])


def sure_plan(ground: Ground, known: Habit, ahead: Forecast) -> SurePlan | None:
    """Plan the least effort with which the lower end of the range still reaches the last target.

    Args:
        ground: What a plan is made from; its values are the Tim's, and complete.
        known: What former years say.
        ahead: What they lead to expect of these values.

    Returns:
        None without a target, or where no way leads there within the limits.

    Raises:
        PlanError: The solver gave an answer that is none.
    """
    problem = problem_of(ground)
    target = last_target(problem)
    if target is None:
        return None
    (year, floor), margin = target, ahead.margin
    for _ in range(_ROUNDS):
        raised = replace(floor, index=floor.index + margin)
        whole = least_effort(replace(problem, floors={**problem.floors, year: raised}))
        if whole is None:
            return None
        way = _until(whole, year)
        then = forecast(ground.instrument, after(ground.values, way), known, year)
        if then is None:
            return None
        if then.low >= floor.index:
            return SurePlan(way=way, index=way.index, ahead=then, margin=margin)
        margin += floor.index - then.low
    return None


def after(values: Mapping[str, Span], way: Way) -> dict[str, Span]:
    """The values when all steps of a way are made."""
    levels: dict[str, int] = {}
    for move in way.moves:
        levels[move.step.item] = max(levels.get(move.step.item, 0), move.step.level)
    return {**values, **{item: Span.exactly(level) for item, level in levels.items()}}


def _until(way: Way, year: int) -> Way:
    """What of a way is made by the end of a year."""
    moves = tuple(move for move in way.moves if move.year <= year)
    return Way(
        moves=moves,
        effort=sum((move.step.effort for move in moves), Fraction(0)),
        indexes={each: index for each, index in way.indexes.items() if each <= year},
    )
