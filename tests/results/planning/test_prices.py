"""What a higher index costs: one rule for every row, and what cannot be reached has no price."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from spbe_lib.figures import Span, printed
from spbe_lib.law.editions import load_edition
from spbe_lib.records.plan_terms import Aim
from spbe_lib.results.planning.model import Floor, Order, Price, Problem, Step
from spbe_lib.results.planning.optimum import highest_index, least_effort
from spbe_lib.results.planning.planned import make_plan
from spbe_lib.results.planning.prices import prices
from spbe_lib.results.planning.setting import floor_of
from tests.results.planning.brute_force import every_way
from tests.results.planning.grounds import LAW, ground
from tests.results.planning.small_problems import problems
from tests.results.planning.test_optimum import CASES

EDITION = load_edition(LAW)
FIFTH = Floor(index=Fraction("0.20"), shown="indeks 0,20", basis="exact")


def step(item: str, effort: int) -> Step:
    """From nothing to level 1."""
    return Step(item=item, indicator=1, level=1, rests_on=None, effort=Fraction(effort))


def three_items() -> Problem:
    """A (+0,2) reaches the target of both years; C (+1) needs B (+0,1); two points in 2026, five in 2027."""
    return Problem(
        years=(2026, 2027),
        values=dict.fromkeys("ABC", Fraction(0)),
        weights={"A": Fraction("0.2"), "B": Fraction("0.1"), "C": Fraction(1)},
        steps=(step("A", 2), step("B", 1), step("C", 5)),
        fixed={},
        orders=(Order(step=("C", 1), needs=(("B", 1),), reason="prasyarat"),),
        floors={2026: FIFTH, 2027: FIFTH},
        dues=(),
        budgets={2026: Fraction(2), 2027: Fraction(5)},
        most_each=None,
        most_all=None,
    )


def test_an_index_that_the_target_of_an_earlier_year_forbids_has_no_price() -> None:
    """B in 2026 would make C possible, but then 2026 falls short: 0,30 is all there is."""
    problem = three_items()
    best, highest = least_effort(problem), highest_index(problem)
    assert best is not None
    assert highest == Fraction("0.30")
    told = prices(problem, best, highest, EDITION)

    assert [(float(each.index), float(each.effort or 0)) for each in told] == [
        (0.21, 3), (0.22, 3), (0.23, 3), (0.25, 3), (0.3, 3)
    ]  # fmt: skip


def test_the_list_of_prices_ends_at_the_first_index_to_which_no_way_leads() -> None:
    """Whatever was said to be the highest: 0,35 costs not what 0,30 costs."""
    problem = three_items()
    best = least_effort(problem)
    assert best is not None

    assert prices(problem, best, Fraction("1.30"), EDITION)[-1] == Price(
        index=Fraction("0.50"), effort=None, more=None
    )


@settings(CASES, max_examples=100)
@given(problems())
def test_the_highest_index_keeps_the_targets_of_earlier_years(problem: Problem) -> None:
    """As every way tried one by one says."""
    floors = {year: floor for year, floor in problem.floors.items() if year != problem.years[-1]}
    ways = [way.index for way in every_way(replace(problem, floors=floors))]

    assert highest_index(problem) == max(ways, default=None)


@pytest.mark.parametrize(("year", "basis"), [(2022, "shown"), (2024, "exact")])
def test_every_row_asks_for_the_exact_index_that_its_printed_one_stands_for(year: int, basis: str) -> None:
    """Near and far rows alike, whether the predicate of the year follows the printed index or the exact."""
    made = ground(year=year, aims={year + 1: Aim(index=Fraction("3.10"))})
    plan, first = make_plan(made), Fraction("3.11")
    assert plan.problem.floors[year + 1].basis == basis
    assert plan.best is not None

    assert plan.prices[0].index == first
    for each in plan.prices:
        assert (each.index * 100).denominator == 1
        aim = floor_of(made.instrument, year + 1, Aim(index=each.index))
        way = least_effort(replace(plan.problem, floors={year + 1: aim}))
        assert (way.effort if way else None) == each.effort


def test_without_a_target_in_the_last_year_the_rows_follow_the_printed_index_of_the_plan() -> None:
    """A plan that ends between two hundredths: the first row is one hundredth above what is printed."""
    third = {"32": Span.exactly(Fraction(10, 3)), "44": Span.exactly(Fraction(10, 3))}
    plan = make_plan(ground(values=third, years=2, aims={2025: Aim(index=Fraction("3.10"))}))
    assert plan.best is not None
    assert (plan.best.index * 100).denominator > 1

    assert printed(plan.prices[0].index - Fraction(1, 100), 2) == printed(plan.best.index, 2)
    assert all((each.index * 100).denominator == 1 for each in plan.prices)
