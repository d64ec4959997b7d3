"""A solver's answer counts only when whole numbers confirm it, and only when it came in time."""

from fractions import Fraction
from typing import Any

import highspy
import pytest

from spbe_lib.errors import PlanError
from spbe_lib.records.plan_terms import Aim, OwnEffort
from spbe_lib.results.planning import program
from spbe_lib.results.planning.optimum import least_effort
from spbe_lib.results.planning.program import Program, Solving
from spbe_lib.results.planning.setting import problem_of
from spbe_lib.results.whole_numbers import solver_of
from tests.results.planning.grounds import ground


def two_of_three() -> Solving:
    """Three decisions, at least two of them yes."""
    made = Program()
    columns = [made.column() for _ in range(3)]
    made.bind(dict.fromkeys(columns, 1), low=2)
    return Solving(made)


def test_a_search_that_takes_too_long_ends_with_a_sentence_and_no_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No time at all is left: nothing is shown instead of something that may not be the best."""
    monkeypatch.setattr(program, "_SECONDS", 0.0)

    with pytest.raises(PlanError, match=r"belum dapat dipastikan.*kurangi years"):
        least_effort(problem_of(ground(aims={2025: Aim(index=Fraction("3.50"))})))


def broken(monkeypatch: pytest.MonkeyPatch, method: str, says: Any) -> None:
    """From now on solvers say this, whatever they are asked."""

    def broken_solver(*asked: Any) -> highspy.Highs:
        solver = solver_of(*asked)
        monkeypatch.setattr(solver, method, lambda: says)
        return solver

    monkeypatch.setattr(program, "solver_of", broken_solver)


def test_an_answer_that_breaks_a_settled_row_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two decisions are settled as the fewest; a solver that then says all three is not believed."""
    solving = two_of_three()
    assert solving.settle({0: 1, 1: 1, 2: 1}) == 2
    everything = highspy.HighsSolution()
    everything.col_value = [1.0, 1.0, 1.0]
    broken(monkeypatch, "getSolution", everything)

    with pytest.raises(PlanError, match="tidak memenuhi ketentuannya"):
        solving.settle({0: 1})


def test_a_program_that_was_possible_cannot_become_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found once stays possible: a solver that says otherwise is not believed."""
    solving = two_of_three()
    solving.settle({0: 1, 1: 1, 2: 1})
    broken(monkeypatch, "getModelStatus", highspy.HighsModelStatus.kInfeasible)

    with pytest.raises(PlanError, match="berhenti tanpa jawaban"):
        solving.settle({0: 1})


@pytest.mark.parametrize("place", ["row", "objective"])
def test_what_floats_cannot_tell_apart_is_refused_wherever_it_stands(place: str) -> None:
    """In a row that binds or in what is asked for."""
    made = Program()
    column = made.column()
    if place == "row":
        made.bind({column: 10**9}, high=10**9)

    with pytest.raises(PlanError, match="terlalu besar atau terlalu halus"):
        Solving(made).find({column: 10**9})


def test_a_huge_effort_is_refused_with_a_remedy_that_helps() -> None:
    """A thousand million points without a decimal: it is the size, not the decimals."""
    huge = OwnEffort(effort=Fraction(10**9))

    with pytest.raises(PlanError, match="tulis usaha yang lebih kecil"):
        least_effort(problem_of(ground(aims={2025: Aim(index=Fraction("3.10"))}, efforts=(huge,))))
