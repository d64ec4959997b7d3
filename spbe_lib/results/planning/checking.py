"""Whether a way keeps everything that binds it: checked in exact fractions, whatever found it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from spbe_lib.errors import PlanError
from spbe_lib.results.planning.model import Problem, Step, Way

Years = Mapping[tuple[str, int], int]


def verified(problem: Problem, way: Way) -> Way:
    """The way itself, once nothing speaks against it.

    Raises:
        PlanError: It breaks something that binds it.
    """
    if broken := next(faults(problem, way), None):
        raise PlanError(f"Rencana: jawaban pemecah tidak memenuhi {broken}, jadi tidak dipakai.")
    return way


def faults(problem: Problem, way: Way) -> Iterator[str]:
    """Everything that a way breaks, each named by what binds it."""
    years = {move.step.key: move.year for move in way.moves}
    yield from _broken_steps(problem, way, years)
    yield from _broken_limits(problem, way)
    yield from _broken_goals(problem, way, years)


def _broken_steps(problem: Problem, way: Way, years: Years) -> Iterator[str]:
    for move in way.moves:
        step, below = move.step, move.step.rests_on
        if step not in problem.steps or move.year not in problem.years:
            yield "daftar langkah"
        if step.item in problem.fixed:
            yield f"butir {step.item} yang dikunci"
        if below is not None and years.get((step.item, below), move.year + 1) > move.year:
            yield f"urutan tingkat butir {step.item}"
    for order in problem.orders:
        made = years.get(order.step)
        if made is not None and not any(years.get(key, made + 1) <= made for key in order.needs):
            yield f"prasyarat butir {order.step[0]}"


def _broken_limits(problem: Problem, way: Way) -> Iterator[str]:
    for year in problem.years:
        made = [move.step for move in way.moves if move.year == year]
        if problem.most_all is not None and len(made) > problem.most_all:
            yield f"batas langkah {year}"
        if problem.most_each is not None and _most_of_one(made) > problem.most_each:
            yield f"batas langkah per butir {year}"
        spent = sum((step.effort for step in made), Fraction(0))
        if year in problem.budgets and spent > problem.budgets[year]:
            yield f"anggaran {year}"


def _most_of_one(steps: list[Step]) -> int:
    items = [step.item for step in steps]
    return max((items.count(item) for item in items), default=0)


def _broken_goals(problem: Problem, way: Way, years: Years) -> Iterator[str]:
    for due in problem.dues:
        if not any(years.get(key, due.year + 1) <= due.year for key in due.steps):
            yield f"tenggat butir {due.item}"
    for year, floor in problem.floors.items():
        if _index_after(problem, way, year) < floor.index:
            yield f"sasaran {year}"


def _index_after(problem: Problem, way: Way, year: int) -> Fraction:
    """The exact index at the end of a year, worked out anew from the levels."""
    values = dict(problem.values)
    for move in way.moves:
        if move.year <= year:
            values[move.step.item] = max(values[move.step.item], Fraction(move.step.level))
    return sum((problem.weights[item] * value for item, value in values.items()), Fraction(0))
