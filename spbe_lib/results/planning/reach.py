"""What is out of reach and why: how far all limits let the index go, and what each of them holds back."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from spbe_lib.results.planning.model import Blocked, Floor, Limit, Problem, Reach, Relaxed, Way
from spbe_lib.results.planning.optimum import highest_index, possible

_MOST_TOGETHER = 3

_WITHOUT: Mapping[Limit, Callable[[Problem], Problem]] = {
    Limit.BUDGET: lambda problem: replace(problem, budgets={}),
    Limit.ALL: lambda problem: replace(problem, most_all=None),
    Limit.EACH: lambda problem: replace(problem, most_each=None),
    Limit.FIXED: lambda problem: replace(problem, fixed={}),
    Limit.ORDER: lambda problem: replace(problem, orders=()),
    Limit.DUE: lambda problem: replace(problem, dues=()),
    Limit.FLOOR: lambda problem: replace(problem, floors=_last(problem)),
}
"""How each limit is taken away; of the targets only those of earlier years, for the last is what is asked."""


def reach_of(problem: Problem, best: Way | None) -> Reach:
    """How far it can go, and what taking each limit alone away would give.

    Where no single limit is enough to reach the target, the fewest that are enough together are looked for.

    Args:
        problem: What binds it.
        best: The best way; None where there is none.
    """
    closed = best is None
    highest = _highest(problem, closed=closed)
    alone = [_relaxed(problem, (limit,), closed=closed) for limit in _binding(problem)]
    gives = [each for each in alone if _gives(each, highest, closed=closed)]
    if any(Limit.FIXED in each.limits for each in gives):
        gives += [each for each in _let_go(problem, closed=closed) if _gives(each, highest, closed=closed)]
    lost = closed and not any(each.enough for each in alone)
    return Reach(
        highest=highest,
        by_year={year: _highest(problem, year, closed=True) for year in problem.floors} if closed else {},
        ceiling=_ceiling(problem),
        relaxed=tuple(gives),
        fewest=_fewest(problem) if lost else (),
        blocked=tuple(_blocked(problem)) if highest is None else (),
    )


def _binding(problem: Problem) -> Iterator[Limit]:
    """The limits that a problem has at all."""
    return (limit for limit, without in _WITHOUT.items() if without(problem) != problem)


def _gives(each: Relaxed, highest: Fraction | None, *, closed: bool) -> bool:
    """Whether taking limits away gives anything: a way where there was none, or a higher index."""
    if each.index is None:
        return False
    return highest is None or each.index > highest or (closed and each.enough)


def _relaxed(problem: Problem, limits: tuple[Limit, ...], *, closed: bool) -> Relaxed:
    free = _without(problem, limits)
    return Relaxed(
        limits=limits, item="", index=_highest(free, closed=closed), enough=not closed or possible(free)
    )


def _highest(problem: Problem, year: int | None = None, *, closed: bool) -> Fraction | None:
    """The highest index; where no way keeps all targets together, each is looked at alone."""
    return highest_index(replace(problem, floors={}) if closed else problem, year)


def _without(problem: Problem, limits: tuple[Limit, ...]) -> Problem:
    for limit in limits:
        problem = _WITHOUT[limit](problem)
    return problem


def _let_go(problem: Problem, *, closed: bool) -> Iterator[Relaxed]:
    """Each fixed item let go alone, where there are several."""
    if len(problem.fixed) > 1:
        for item in problem.fixed:
            others = {code: reason for code, reason in problem.fixed.items() if code != item}
            free = replace(problem, fixed=others)
            yield Relaxed(
                limits=(Limit.FIXED,),
                item=item,
                index=_highest(free, closed=closed),
                enough=not closed or possible(free),
            )


def _blocked(problem: Problem) -> Iterator[Blocked]:
    """The deadlines that cannot be kept even alone, each with the limits that stand in its way."""
    for due in problem.dues:
        alone = replace(problem, dues=(due,), floors={})
        if not possible(alone):
            limits = [limit for limit in _binding(alone) if limit is not Limit.DUE]
            freeing = [limit for limit in limits if possible(_WITHOUT[limit](alone))]
            yield Blocked(due=due, limits=tuple(freeing))


def _fewest(problem: Problem) -> tuple[Limit, ...]:
    """The fewest limits that are enough together; where more than three are needed, none of them too many."""
    binding = tuple(_binding(problem))
    if not possible(_without(problem, binding)):
        return ()
    for count in range(2, _MOST_TOGETHER + 1):
        for limits in combinations(binding, count):
            if possible(_without(problem, limits)):
                return limits
    needed = binding
    for limit in binding:
        fewer = tuple(each for each in needed if each is not limit)
        needed = fewer if possible(_without(problem, fewer)) else needed
    return needed


def _ceiling(problem: Problem) -> Fraction:
    """The index with every item at its highest possible step."""
    tops = dict(problem.values)
    for step in problem.steps:
        tops[step.item] = max(tops[step.item], Fraction(step.level))
    return sum((problem.weights[item] * value for item, value in tops.items()), Fraction(0))


def _last(problem: Problem) -> Mapping[int, Floor]:
    year = problem.years[-1]
    return {year: problem.floors[year]} if year in problem.floors else {}
