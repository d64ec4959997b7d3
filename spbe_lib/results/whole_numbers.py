"""HiGHS as whole-number programs need it: quiet, on one thread, without a gap; rows of whole numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

_EXACT = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_feasibility_tolerance": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
}
"""One thread and one seed: the same answer on every machine, and no threads left to a process that forks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A sum of variables, each times a whole number, that must lie between two whole numbers.

    ``terms`` are by place of the variable; ``low`` or ``high`` is None where that end is open.
    """

    terms: Mapping[int, int]
    low: int | None = None
    high: int | None = None

    def holds(self, values: Sequence[int]) -> bool:
        """Whether these values of all variables keep the row."""
        found = total(self.terms, values)
        return (self.low is None or self.low <= found) and (self.high is None or found <= self.high)


def total(terms: Mapping[int, int], values: Sequence[int]) -> int:
    """A sum of variables, each times a whole number: ``terms`` by place of the variable."""
    return sum(factor * values[place] for place, factor in terms.items())


class _Quiet(highspy.Highs):
    """A solver without callbacks: setting them up prints a banner, and nobody listens."""

    def enableCallbacks(self) -> None:  # noqa: N802
        """Leave them off."""


def solver_of(costs: Sequence[int], ceilings: Sequence[int], rows: Sequence[Row]) -> highspy.Highs:
    """A solver with a program: variables from 0 to their ceilings, in whole numbers, least cost.

    Args:
        costs: What one unit of each variable costs.
        ceilings: The highest value of each variable.
        rows: What must hold.
    """
    solver: highspy.Highs = _Quiet()  # type: ignore[no-untyped-call]
    for name, value in _EXACT.items():
        solver.setOptionValue(name, value)
    solver.passModel(_model(costs, ceilings, rows))
    return solver


def _model(costs: Sequence[int], ceilings: Sequence[int], rows: Sequence[Row]) -> highspy.HighsLp:
    model, infinite = highspy.HighsLp(), highspy.kHighsInf
    model.num_col_, model.num_row_ = len(costs), len(rows)
    model.col_cost_ = np.array(costs, dtype=float)
    model.col_lower_, model.col_upper_ = np.zeros(len(costs)), np.array(ceilings, dtype=float)
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
    model.row_lower_ = np.array([-infinite if row.low is None else row.low for row in rows], dtype=float)
    model.row_upper_ = np.array([infinite if row.high is None else row.high for row in rows], dtype=float)
    terms = [list(row.terms.items()) for row in rows]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *map(len, terms)])
    model.a_matrix_.index_ = np.array([column for row in terms for column, _ in row])
    model.a_matrix_.value_ = np.array([each for row in terms for _, each in row], dtype=float)
    return model
