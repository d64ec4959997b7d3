"""Every way there is, tried one by one in fractions: slow, plain, and without a line of the planner's own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from spbe_lib.results.planning.model import Problem

Years = Mapping[tuple[str, int], int]


@dataclass(frozen=True, slots=True)
class Tried:
    """One way that keeps everything: in which year each step is made, its effort and its index."""

    years: Years
    effort: Fraction
    index: Fraction

    def kept_in_order(self, problem: Problem) -> tuple[Any, ...]:
        """How ties are broken: higher index, fewer steps, first in the law, then as early as can be."""
        keys = [step.key for step in problem.steps]
        early = [
            [self.years.get(key, problem.years[-1] + 1) <= year for key in keys]
            for year in problem.years[:-1]
        ]
        flat = [made for row in early for made in row]
        return (
            -self.index,
            len(self.years),
            [key not in self.years for key in keys],
            -sum(flat),
            [not made for made in flat],
        )


def least(problem: Problem, without: tuple[frozenset[tuple[str, int]], ...] = ()) -> Tried | None:
    """The way of least effort, ties broken as the planner says; none that contains one of ``without``."""
    ways = [way for way in every_way(problem) if not any(each <= set(way.years) for each in without)]
    return min(ways, key=lambda way: (way.effort, *way.kept_in_order(problem)), default=None)


def most(problem: Problem) -> Tried | None:
    """The way to the highest index, then of least effort, ties broken as the planner says."""
    order = lambda way: (-way.index, way.effort, *way.kept_in_order(problem))  # noqa: E731
    return min(every_way(problem), key=order, default=None)


def every_way(problem: Problem) -> Iterator[Tried]:
    """Every choice of years for the steps that keeps everything."""
    keys = [step.key for step in problem.steps]
    for chosen in product((None, *problem.years), repeat=len(keys)):
        years = {key: year for key, year in zip(keys, chosen, strict=True) if year is not None}
        if keeps_all(problem, years):
            effort = sum((s.effort for s in problem.steps if s.key in years), Fraction(0))
            yield Tried(years, effort, index_after(problem, years, problem.years[-1]))


def keeps_all(problem: Problem, years: Years) -> bool:
    """Whether nothing that binds is broken."""
    made = [step for step in problem.steps if step.key in years]
    return (
        not any(step.item in problem.fixed for step in made)
        and all(
            step.rests_on is None or by(years, (step.item, step.rests_on), years[step.key]) for step in made
        )
        and all(
            o.step not in years or any(by(years, need, years[o.step]) for need in o.needs)
            for o in problem.orders
        )
        and all(any(by(years, key, due.year) for key in due.steps) for due in problem.dues)
        and all(index_after(problem, years, year) >= floor.index for year, floor in problem.floors.items())
        and all(year_fits(problem, years, year) for year in problem.years)
    )


def year_fits(problem: Problem, years: Years, year: int) -> bool:
    """Whether what is made in a year is not too much."""
    made = [step for step in problem.steps if years.get(step.key) == year]
    each = max((sum(other.item == step.item for other in made) for step in made), default=0)
    return (
        (problem.most_all is None or len(made) <= problem.most_all)
        and (problem.most_each is None or each <= problem.most_each)
        and (year not in problem.budgets or sum(step.effort for step in made) <= problem.budgets[year])
    )


def by(years: Years, key: tuple[str, int], year: int) -> bool:
    """Whether a step is made by a year."""
    return key in years and years[key] <= year


def index_after(problem: Problem, years: Years, year: int) -> Fraction:
    """The index at the end of a year, from the levels alone."""
    total = Fraction(0)
    for item, value in problem.values.items():
        levels = [level for (code, level) in years if code == item and years[code, level] <= year]
        total += problem.weights[item] * max([value, *map(Fraction, levels)])
    return total
