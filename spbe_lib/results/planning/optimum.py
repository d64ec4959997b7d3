"""The best way, exactly: least effort to the target, or most index for the budget.

What is left to choose is settled in a fixed order, so that equal problems have equal ways: effort, then a
higher index, then fewer steps, then the steps that stand first in the law; then each as early as it can be.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from spbe_lib.results.planning.checking import verified
from spbe_lib.results.planning.layout import Layout, lay_out
from spbe_lib.results.planning.model import Problem, Way
from spbe_lib.results.planning.program import Solving


def least_effort(problem: Problem, without: Sequence[Way] = ()) -> Way | None:
    """The way of least effort that reaches every target of a problem.

    Args:
        problem: What binds the way.
        without: Ways that were found already: each of them is left out together with every way that only
            adds steps to it.

    Returns:
        None where no way keeps everything that binds it.

    Raises:
        PlanError: The solver gave an answer that is none.
    """
    layout, solving = _begun(problem, without)
    if solving.settle(layout.effort) is None:
        return None
    solving.settle(layout.gain[-1], most=True)
    return _settled(layout, solving)


def most_index(problem: Problem) -> Way | None:
    """The way to the highest index in the last year that the budgets and all other limits leave open.

    Among such ways the one of least effort; None where no way keeps everything that binds it.

    Raises:
        PlanError: The solver gave an answer that is none.
    """
    layout, solving = _begun(problem)
    if solving.settle(layout.gain[-1], most=True) is None:
        return None
    solving.settle(layout.effort)
    return _settled(layout, solving)


def possible(problem: Problem) -> bool:
    """Whether any way keeps everything that binds it.

    Raises:
        PlanError: The solver gave an answer that is none.
    """
    layout = lay_out(problem)
    solving = Solving(layout.program)
    if solving.find({}) is None:
        return False
    verified(problem, layout.way(solving.chosen))
    return True


def highest_index(problem: Problem, year: int | None = None) -> Fraction | None:
    """The highest index that can be reached by a year; None where nothing is possible.

    The targets of earlier years are kept, those of that year and later ones are not asked for.

    Args:
        problem: What binds it.
        year: By the end of which year; None for the last one.

    Raises:
        PlanError: The solver gave an answer that is none.
    """
    last = problem.years[-1] if year is None else year
    layout = lay_out(replace(problem, floors={y: f for y, f in problem.floors.items() if y < last}))
    solving = Solving(layout.program)
    if solving.find(layout.gain[problem.years.index(last)], most=True) is None:
        return None
    return verified(layout.problem, layout.way(solving.chosen)).indexes[last]


def effort_for(problem: Problem, index: Fraction) -> Way | None:
    """A way of least effort to an exact index in the last year; which one of several is left open.

    None where no way leads there.

    Raises:
        PlanError: The solver gave an answer that is none.
    """
    last = problem.years[-1]
    layout = lay_out(replace(problem, floors={y: f for y, f in problem.floors.items() if y != last}))
    layout.program.bind(layout.gain[-1], low=layout.gain_needed(index))
    solving = Solving(layout.program)
    if solving.find(layout.effort) is None:
        return None
    return verified(layout.problem, layout.way(solving.chosen))


def _begun(problem: Problem, without: Sequence[Way] = ()) -> tuple[Layout, Solving]:
    layout = lay_out(problem)
    last = len(problem.years) - 1
    for way in without:
        steps = [layout.made[key, last] for key in sorted(way.steps)]
        layout.program.bind(dict.fromkeys(steps, 1), high=len(steps) - 1)
    return layout, Solving(layout.program)


def _settled(layout: Layout, solving: Solving) -> Way:
    """Fewest steps, first in the law, as early as can be."""
    solving.settle(dict.fromkeys(layout.final, 1))
    solving.settle_in_order(layout.final)
    early = [
        layout.made[step.key, year]
        for year in range(len(layout.problem.years) - 1)
        for step in layout.problem.steps
    ]
    solving.settle(dict.fromkeys(early, 1), most=True)
    solving.settle_in_order(early)
    return verified(layout.problem, layout.way(solving.chosen))
