"""The best way is the best one: beside every way there is, and where several are equally good."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from spbe_lib.errors import PlanError
from spbe_lib.results.planning.checking import faults, verified
from spbe_lib.results.planning.model import Floor, Move, Problem, Step, Way
from spbe_lib.results.planning.optimum import effort_for, highest_index, least_effort, most_index, possible
from tests.results.planning.brute_force import Tried, every_way, least, most
from tests.results.planning.small_problems import problems

CASES = settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])


def as_tried(way: Way | None) -> Tried | None:
    """A way of the planner as brute force writes it."""
    return None if way is None else Tried({m.step.key: m.year for m in way.moves}, way.effort, way.index)


@CASES
@given(problems())
def test_the_least_effort_is_that_of_every_way_tried_one_by_one(problem: Problem) -> None:
    """Same steps, same years, same effort and index; and none where there is none."""
    assert as_tried(least_effort(problem)) == least(problem)


@CASES
@given(problems(with_floor=False))
def test_the_most_index_for_a_budget_is_that_of_every_way_tried_one_by_one(problem: Problem) -> None:
    """Without a target the budget decides, and the highest index is what the planner says."""
    best = most(problem)

    assert as_tried(most_index(problem)) == best
    assert highest_index(problem) == (best.index if best else None)


@settings(CASES, max_examples=100)
@given(problems())
def test_the_next_best_ways_are_those_that_leave_out_a_step_of_every_one_before(problem: Problem) -> None:
    """Three ways in order of effort, the same ones that brute force finds."""
    found: list[Way] = []
    while len(found) < 3 and (way := least_effort(problem, found)):
        assert as_tried(way) == least(problem, tuple(each.steps for each in found))
        found.append(way)

    assert possible(problem) == bool(found)
    assert len(found) == 3 or least(problem, tuple(each.steps for each in found)) is None


@settings(CASES, max_examples=100)
@given(problems())
def test_the_price_of_an_index_is_the_least_effort_of_any_way_to_it(problem: Problem) -> None:
    """What half of the way to the top costs."""
    index = (problem.start + 5) / 2
    floors = {year: floor for year, floor in problem.floors.items() if year != problem.years[-1]}
    ways = [way.effort for way in every_way(replace(problem, floors=floors)) if way.index >= index]
    priced = effort_for(problem, index)

    assert (priced.effort if priced else None) == min(ways, default=None)


def one_step(item: str, effort: Fraction | int, level: int = 3) -> Step:
    """A step that rests on nothing."""
    return Step(item=item, indicator=int(item), level=level, rests_on=None, effort=Fraction(effort))


def plain(steps: tuple[Step, ...], target: str, years: tuple[int, ...] = (2025,)) -> Problem:
    """Four items of equal weight at level 2."""
    items = ["1", "2", "3", "4"]
    return Problem(
        years=years,
        values=dict.fromkeys(items, Fraction(2)),
        weights=dict.fromkeys(items, Fraction(1, 4)),
        steps=steps,
        fixed={},
        orders=(),
        floors={years[-1]: Floor(index=Fraction(target), shown="", basis="exact")},
        dues=(),
        budgets={},
        most_each=None,
        most_all=None,
    )


def test_of_equally_good_ways_the_one_that_stands_first_in_the_law_is_taken() -> None:
    """Four steps alike, one is enough."""
    way = least_effort(plain(tuple(one_step(item, 2) for item in "1234"), "2.25"))

    assert way is not None
    assert [move.step.item for move in way.moves] == ["1"]


def test_of_two_ways_of_equal_effort_the_higher_index_comes_first() -> None:
    """Two levels for the price of one."""
    steps = (one_step("1", 2), one_step("2", 2, level=4))
    way = least_effort(plain(steps, "2.25"))

    assert way is not None
    assert (way.steps, way.index) == (frozenset({("2", 4)}), Fraction("2.5"))


def test_no_step_is_made_that_adds_nothing() -> None:
    """To the highest index without the step that a higher one can do without, though it costs nothing."""
    free = (("1", 4, None), ("1", 5, 4), ("2", 3, None), ("2", 4, None), ("2", 5, 4), ("3", 3, None))
    steps = tuple(replace(one_step(item, 0, level), rests_on=rest) for item, level, rest in free)
    three = dict.fromkeys("123", Fraction(1, 3))
    values = {"1": Fraction(3), "2": Fraction(2), "3": Fraction(2)}
    problem = replace(plain(steps, "2", (2025, 2026)), values=values, weights=three, floors={}, most_all=3)
    way = most_index(problem)

    assert way is not None
    assert way.index == Fraction(13, 3)
    assert way.steps == {("1", 4), ("1", 5), ("2", 4), ("2", 5), ("3", 3)}


def test_steps_are_made_as_early_as_limits_allow() -> None:
    """One step a year: the first one in the law first."""
    problem = replace(plain(tuple(one_step(i, 2) for i in "1234"), "2.5", (2025, 2026, 2027)), most_all=1)
    way = least_effort(problem)

    assert way is not None
    assert [(move.step.item, move.year) for move in way.moves] == [("1", 2025), ("2", 2026)]
    assert dict(way.indexes) == {2025: Fraction("2.25"), 2026: Fraction("2.5"), 2027: Fraction("2.5")}


def test_an_answer_that_breaks_something_is_refused() -> None:
    """Whatever a solver says, it is checked in fractions before anybody sees it."""
    problem = replace(plain((one_step("1", 2),), "2.25"), budgets={2025: Fraction(1)})
    move = Move(step=problem.steps[0], year=2025, gain=Fraction(1, 4))
    way = Way(moves=(move,), effort=Fraction(2), indexes={2025: Fraction("2.25")})

    assert list(faults(problem, way)) == ["anggaran 2025"]
    with pytest.raises(PlanError, match="anggaran 2025"):
        verified(problem, way)


def test_a_problem_without_any_step_has_the_empty_way_or_none() -> None:
    """All at the top, or all fixed by having no step: the target is reached, or it cannot be."""
    reached, beyond = least_effort(plain((), "2.00")), least_effort(plain((), "2.01"))

    assert reached is not None
    assert not reached.moves
    assert reached.effort == 0
    assert beyond is None
