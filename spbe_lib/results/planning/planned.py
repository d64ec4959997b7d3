"""The plan as a whole: the best way, the next ones, what more costs, what is out of reach."""

from dataclasses import replace

from spbe_lib.results.planning.model import Outcome, Plan, Problem, Way
from spbe_lib.results.planning.optimum import least_effort, most_index
from spbe_lib.results.planning.prices import prices
from spbe_lib.results.planning.reach import reach_of
from spbe_lib.results.planning.setting import Ground, problem_of

OTHERS = 2
"""So many next-best ways are looked for, unless somebody asks for more."""


def make_plan(ground: Ground, *, others: int = OTHERS) -> Plan:
    """Plan the way to the target of a cycle.

    With an aim, the least effort that reaches it in its year; without an aim but with budgets, the most index
    for them; with neither, no plan. Every way that is returned was verified in exact fractions.

    Args:
        ground: What the plan is made from; its terms are ``ground.cycle.plan``.
        others: How many next-best ways are looked for.

    Raises:
        PlanError: The solver gave an answer that is none.
    """
    problem = problem_of(ground)
    bare = Plan(outcome=_outcome(ground, problem), problem=problem, unanswered=ground.unanswered)
    if bare.outcome is not Outcome.PLANNED:
        return bare
    by_budget = problem.budgets and not problem.floors
    best = most_index(problem) if by_budget else least_effort(problem)
    reach = reach_of(problem, best)
    if best is None:
        return replace(bare, outcome=Outcome.OUT_OF_REACH, reach=reach)
    highest = best.index if reach.highest is None else reach.highest
    return replace(
        bare,
        best=best,
        others=next_best(problem, best, others) if problem.floors else (),
        prices=prices(problem, best, highest, ground.instrument) if problem.floors else (),
        reach=reach,
    )


def next_best(problem: Problem, best: Way, count: int) -> tuple[Way, ...]:
    """The ways that come next: each leaves out at least one step of every way before it.

    Raises:
        PlanError: The solver gave an answer that is none.
    """
    found = [best]
    while len(found) <= count and (way := least_effort(problem, found)):
        found.append(way)
    return tuple(found[1:])


def _outcome(ground: Ground, problem: Problem) -> Outcome:
    if not ground.values:
        return Outcome.NO_VALUES
    if not (problem.floors or problem.budgets or problem.dues):
        return Outcome.NO_AIM
    reached = all(floor.index <= problem.start for floor in problem.floors.values())
    return Outcome.REACHED if problem.floors and reached and not problem.dues else Outcome.PLANNED
