"""From values and terms to what decides a plan: which steps there are, what they take, what binds them."""

import dataclasses
from fractions import Fraction
from typing import Any

import pytest

from spbe_lib.figures import Span
from spbe_lib.law.planning_rules import Prerequisite, Rung
from spbe_lib.records.plan_terms import Aim, LevelDue, OwnEffort
from spbe_lib.records.register import Target
from spbe_lib.results.planning.model import Outcome
from spbe_lib.results.planning.planned import make_plan
from spbe_lib.results.planning.setting import floor_of, problem_of
from spbe_lib.results.scorecard import score
from tests.results.planning.grounds import LAW, NEW, OLD, ground

ROUNDED = Span(Fraction("1.165"), Fraction("1.175"), open_end=True)
"""What is printed 1,17."""

SHOWN_TWO = Span(Fraction("1.995"), Fraction("2.005"), open_end=True)
"""What is printed 2,00."""


def steps_of(item: str, **more: Any) -> list[tuple[int, int | None, float]]:
    """Level, what it rests on and effort of the steps of one item."""
    problem = problem_of(ground(**more))
    return [(step.level, step.rests_on, float(step.effort)) for step in problem.steps if step.item == item]


def test_a_step_goes_to_the_next_level_and_rests_on_the_one_before() -> None:
    """From 3: level 4 at once, level 5 after it, with the efforts of the edition's file."""
    assert steps_of("11", level=3) == [(4, None, 5), (5, 4, 4)]


def test_where_the_law_lets_a_level_rest_on_a_lower_one_both_are_a_single_step() -> None:
    """Indicator 3 of 59/2020: from 2 to 4 at once, because level 4 builds on 2."""
    assert [step[:2] for step in steps_of("3", level=2)] == [(3, None), (4, None), (5, 4)]


def test_the_start_is_the_index_of_the_scorecard() -> None:
    """Exactly, also under 5/2018 with its 37 items, three of them 35a to 35c."""
    for code in (LAW, OLD, NEW):
        made = ground(code, 2)
        assert problem_of(made).start == score(made.instrument, made.values).index.exact

    assert {step.item for step in problem_of(ground(OLD, 2)).steps if step.indicator == 35} == {
        "35a",
        "35b",
        "35c",
    }


def test_a_rounded_value_starts_at_its_low_end_and_has_the_rest_of_its_level_before_it() -> None:
    """From 1,165 the step to 2 takes 835 of 1,000 parts of its effort."""
    made = ground(NEW, 3, values={"1": ROUNDED})
    first = next(step for step in problem_of(made).steps if step.item == "1")

    assert problem_of(made).values["1"] == Fraction("1.165")
    assert (first.level, first.effort) == (2, 3 * Fraction("0.835"))


def test_what_is_printed_two_stands_at_two() -> None:
    """1,995 to 2,005 is no step away from 2; the next one leads to 3."""
    problem = problem_of(ground(NEW, 3, values={"1": SHOWN_TWO}))

    assert [step.level for step in problem.steps if step.item == "1"] == [3, 4, 5]


def test_the_next_step_takes_as_much_however_a_level_is_spelt() -> None:
    """From 2,00 to 3 as from 2; the index still starts at what is certain, 1,995."""
    problem = problem_of(ground(NEW, 2, values={"1": SHOWN_TWO}))

    assert steps_of("1", code=NEW, level=2, values={"1": SHOWN_TWO}) == steps_of("1", code=NEW, level=2)
    assert problem.values["1"] == SHOWN_TWO.low


@pytest.mark.failure(3)
def test_an_unanswered_item_takes_no_step_and_counts_its_lowest() -> None:
    """It is named, and a policy without a value holds nothing back."""
    made = ground(values={"1": None, "11": 2}, aims={2025: Aim(index=Fraction("3.00"))})
    problem, plan = problem_of(made), make_plan(made)

    assert not [step for step in problem.steps if step.item == "1"]
    assert problem.values["1"] == made.instrument.unanswered.value
    assert not [order for order in problem.orders if order.step[0] == "11"]
    assert plan.unanswered == ("1",)
    assert plan.outcome is Outcome.PLANNED


def test_a_policy_comes_before_its_practice() -> None:
    """Policy 5 at 1 holds back practice 16 above 2; at 2 it holds back nothing."""
    low = problem_of(ground(values={"5": 1, "16": 2}))
    high = problem_of(ground(values={"5": 2, "16": 2}))

    assert [(o.step, o.needs) for o in low.orders] == [
        (("16", level), tuple(("5", other) for other in (2, 3, 4, 5))) for level in (3, 4, 5)
    ]
    assert high.orders == ()


def test_a_prerequisite_of_its_own_binds_every_service_of_an_indicator() -> None:
    """5/2018: nothing about 35a to 35c before policy 17 is at 3."""
    own = Prerequisite(
        before=Rung(indicator=17, level=3), reach=Rung(indicator=35, level=3), reason="sendiri", ground=""
    )
    orders = problem_of(ground(OLD, 2, prerequisites=(own,))).orders

    assert {order.step[0] for order in orders} == {"35a", "35b", "35c"}
    assert {order.reason for order in orders} == {"sendiri"}


def test_the_last_effort_that_fits_counts() -> None:
    """By indicator, level or lead; the most lasting word is the last one."""
    efforts = (
        OwnEffort(effort=Fraction(9), opd="dinkes"),
        OwnEffort(effort=Fraction(7), indicator=32, level=4),
    )

    assert steps_of("32", level=3, efforts=efforts) == [(4, None, 7), (5, 4, 9)]
    assert steps_of("33", level=3, efforts=efforts) == [(4, None, 6), (5, 4, 4)]


def test_a_target_follows_the_basis_of_its_year() -> None:
    """2023 compared the printed index, 2024 the exact one; of other years nothing is known."""
    law = ground().instrument
    shown, exact = (floor_of(law, year, Aim(index=Fraction("4.35"))) for year in (2023, 2024))
    unknown = floor_of(law, 2027, Aim(predicate=law.predicates[-1].name))

    assert (shown.index, shown.basis) == (Fraction("4.345"), "shown")
    assert (exact.index, exact.basis) == (Fraction("4.35"), "exact")
    assert (unknown.index, unknown.basis) == (Fraction("4.20"), "exact")
    assert unknown.shown == "predikat Memuaskan (indeks 4,20)"


def test_without_aims_the_cycle_s_target_is_meant_for_the_last_year() -> None:
    """Three years, one target."""
    made = ground(years=3)
    cycle = dataclasses.replace(made.cycle, target=Target(index=Fraction("3.50"), source="RPJMD"))

    assert list(problem_of(dataclasses.replace(made, cycle=cycle)).floors) == [2027]


def test_a_deadline_that_is_kept_already_binds_nothing() -> None:
    """Indicator 13 stands at 3; only level 4 is still to come."""
    dues = (LevelDue(indicator=13, level=3, year=2025), LevelDue(indicator=13, level=4, year=2025))

    assert [due.level for due in problem_of(ground(dues=dues)).dues] == [4]
