"""A planning problem as a program in whole numbers: which column is which step by the end of which year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm

from spbe_lib.results.planning.model import Move, Problem, Step, Way
from spbe_lib.results.planning.program import Program

Key = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A problem laid out.

    Attributes:
        made: Column by step and place of the year: made by the end of it.
        effort: Effort of everything that is made, in whole units.
        gain: What is added to the index by the end of each year, in whole units.
        gain_unit: So many units are one point of the index.
    """

    problem: Problem
    program: Program
    made: Mapping[tuple[Key, int], int]
    effort: Mapping[int, int]
    gain: Sequence[Mapping[int, int]]
    gain_unit: int

    @property
    def final(self) -> list[int]:
        """The columns that say which steps are made at all, in legal order."""
        last = len(self.problem.years) - 1
        return [self.made[step.key, last] for step in self.problem.steps]

    def gain_needed(self, index: Fraction) -> int:
        """How many units the steps must add for an exact index."""
        return ceil((index - self.problem.start) * self.gain_unit)

    def way(self, chosen: Sequence[int]) -> Way:
        """What a decision means: each step in the first year by whose end it is made."""
        found = {}
        for step in self.problem.steps:
            years = [y for place, y in enumerate(self.problem.years) if chosen[self.made[step.key, place]]]
            if years:
                found[step.key] = years[0]
        return way_of(self.problem, found)


def way_of(problem: Problem, years: Mapping[Key, int]) -> Way:
    """The way that makes these steps in these years, with what each of them adds."""
    values, index, moves, indexes = dict(problem.values), problem.start, [], {}
    for year in problem.years:
        for step in problem.steps:
            if years.get(step.key) == year:
                gain = problem.weights[step.item] * max(step.level - values[step.item], Fraction(0))
                values[step.item] = max(values[step.item], Fraction(step.level))
                index += gain
                moves.append(Move(step=step, year=year, gain=gain))
        indexes[year] = index
    effort = sum((move.step.effort for move in moves), Fraction(0))
    return Way(moves=tuple(moves), effort=effort, indexes=indexes)


def lay_out(problem: Problem) -> Layout:
    """Lay out a problem; efforts and gains become whole numbers by their own common denominators."""
    program, years = Program(), range(len(problem.years))
    made = {(step.key, year): program.column() for step in problem.steps for year in years}
    unit = lcm(1, *(step.effort.denominator for step in problem.steps))
    efforts = {step.key: int(step.effort * unit) for step in problem.steps}
    gains, gain_unit = _gains(problem, program, made)
    layout = Layout(
        problem=problem,
        program=program,
        made=made,
        effort={made[step.key, years[-1]]: efforts[step.key] for step in problem.steps if efforts[step.key]},
        gain=gains,
        gain_unit=gain_unit,
    )
    _bind_steps(layout)
    _bind_limits(layout, efforts, unit)
    _bind_goals(layout)
    return layout


def ladders(problem: Problem) -> dict[str, list[Step]]:
    """The possible steps by item, lowest level first."""
    found: dict[str, list[Step]] = {}
    for step in problem.steps:
        found.setdefault(step.item, []).append(step)
    return found


def _gains(
    problem: Problem, program: Program, made: Mapping[tuple[Key, int], int]
) -> tuple[list[dict[int, int]], int]:
    """What each level adds once it is reached, by year; a level is also reached where a higher one is."""
    parts: dict[Key, Fraction] = {}
    for item, ladder in ladders(problem).items():
        below = problem.values[item]
        for step in ladder:
            parts[step.key] = problem.weights[item] * (step.level - below)
            below = Fraction(step.level)
    unit = lcm(1, *(part.denominator for part in parts.values()))
    gains: list[dict[int, int]] = [{} for _ in problem.years]
    for ladder in ladders(problem).values():
        for place, step in enumerate(ladder):
            for year in range(len(problem.years)):
                column = _reached(program, made, ladder[place:], year)
                gains[year][column] = int(parts[step.key] * unit)
    return gains, unit


def _reached(program: Program, made: Mapping[tuple[Key, int], int], above: Sequence[Step], year: int) -> int:
    """The column of a level that is reached: its step's own, unless a higher one can do without it."""
    lowest, *higher = above
    if all(step.rests_on is not None and step.rests_on >= lowest.level for step in higher):
        return made[lowest.key, year]
    reached, ways = program.column(), [made[step.key, year] for step in above]
    program.bind({reached: 1} | dict.fromkeys(ways, -1), high=0)
    for way in ways:
        program.bind({way: 1, reached: -1}, high=0)
    return reached


def _bind_steps(layout: Layout) -> None:
    """What is made stays made, rests on what it rests on, and a fixed item takes no step."""
    problem, program, made = layout.problem, layout.program, layout.made
    for year in range(len(problem.years)):
        for step in problem.steps:
            column = made[step.key, year]
            if year:
                program.bind({column: 1, made[step.key, year - 1]: -1}, low=0)
            if step.item in problem.fixed:
                program.bind({column: 1}, high=0)
            if step.rests_on is not None:
                program.bind({column: 1, made[(step.item, step.rests_on), year]: -1}, high=0)
        for order in problem.orders:
            needs = [made[key, year] for key in order.needs]
            program.bind({made[order.step, year]: 1} | dict.fromkeys(needs, -1), high=0)


def _bind_limits(layout: Layout, efforts: Mapping[Key, int], unit: int) -> None:
    """At most so much in a year."""
    problem, program = layout.problem, layout.program
    for place, year in enumerate(problem.years):
        if problem.most_all is not None:
            program.bind(_in_year(layout, problem.steps, place), high=problem.most_all)
        if problem.most_each is not None:
            for ladder in ladders(problem).values():
                program.bind(_in_year(layout, ladder, place), high=problem.most_each)
        if year in problem.budgets:
            program.bind(
                _in_year(layout, problem.steps, place, efforts), high=floor(problem.budgets[year] * unit)
            )


def _bind_goals(layout: Layout) -> None:
    """At least so much by a year."""
    problem, program = layout.problem, layout.program
    for place, year in enumerate(problem.years):
        if year in problem.floors:
            program.bind(layout.gain[place], low=layout.gain_needed(problem.floors[year].index))
        for due in problem.dues:
            if due.year == year:
                program.bind(dict.fromkeys((layout.made[key, place] for key in due.steps), 1), low=1)


def _in_year(
    layout: Layout, steps: Iterable[Step], place: int, weights: Mapping[Key, int] | None = None
) -> dict[int, int]:
    """What is made in one year: made by its end, and not by the end of the year before."""
    terms = {}
    for step in steps:
        weight = weights[step.key] if weights is not None else 1
        terms[layout.made[step.key, place]] = weight
        if place:
            terms[layout.made[step.key, place - 1]] = -weight
    return terms
