"""Small integer programs: HiGHS searches, whole numbers decide.

The solver reckons with floats; what it finds is rounded to whole numbers and checked as such, so that
nothing is taken for a solution that is not one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from highspy import Highs, HighsLp, HighsVarType, MatrixFormat, kHighsInf

_SLACK = 0.25
"""A sum of whole numbers that misses its bounds misses them by one: noise of floats changes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A sum of variables, each times a whole number, that must lie between two whole numbers.

    ``factors`` are by place of the variable; ``low`` or ``high`` is None where that end is open.
    """

    factors: Mapping[int, int]
    low: int | None = None
    high: int | None = None


def least(costs: Sequence[int], ceilings: Sequence[int], rows: Sequence[Row]) -> tuple[int, ...] | None:
    """Find whole numbers from 0 to their ceilings that keep every row and cost least.

    Args:
        costs: What one unit of each variable costs; negative where more is better.
        ceilings: The highest value of each variable.
        rows: What must hold.

    Returns:
        One solution of least cost, always the same one for the same program; None where there is none.

    Raises:
        ArithmeticError: The solver gave up, or gave what is no solution.

    >>> least([1, 1], [5, 5], [Row(factors={0: 3, 1: 2}, low=7, high=7)])
    (1, 2)
    """
    if not costs:
        fits = all(_between(0, row) for row in rows)
        return () if fits else None
    solver = _solver()
    solver.passModel(_model(costs, ceilings, rows))
    solver.run()
    status = solver.modelStatusToString(solver.getModelStatus())
    if status == "Infeasible":
        return None
    found = tuple(round(value) for value in solver.getSolution().col_value)
    if status != "Optimal" or not _is_solution(found, ceilings, rows):
        raise ArithmeticError(f"HiGHS: {status}")
    return found


def _is_solution(found: Sequence[int], ceilings: Sequence[int], rows: Sequence[Row]) -> bool:
    within = all(0 <= value <= ceiling for value, ceiling in zip(found, ceilings, strict=True))
    return within and all(
        _between(sum(factor * found[place] for place, factor in row.factors.items()), row) for row in rows
    )


def _between(total: int, row: Row) -> bool:
    return (row.low is None or row.low <= total) and (row.high is None or total <= row.high)


class _Quiet(Highs):
    """A solver without callbacks: setting them up prints a banner, and nobody listens."""

    def enableCallbacks(self) -> None:  # noqa: N802
        """Leave them off."""


def _solver() -> Highs:
    solver: Highs = _Quiet()  # type: ignore[no-untyped-call]
    # One thread and one seed: the same answer on every machine, and no threads left to a process that forks.
    for name, value in (("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0)):
        solver.setOptionValue(name, value)
    solver.setOptionValue("mip_abs_gap", 0.5)  # costs are whole numbers
    return solver


def _model(costs: Sequence[int], ceilings: Sequence[int], rows: Sequence[Row]) -> HighsLp:
    model = HighsLp()
    model.num_col_, model.num_row_ = len(costs), len(rows)
    model.col_cost_ = [float(cost) for cost in costs]
    model.col_lower_, model.col_upper_ = [0.0] * len(costs), [float(each) for each in ceilings]
    model.integrality_ = [HighsVarType.kInteger] * len(costs)
    model.row_lower_ = [-kHighsInf if row.low is None else row.low - _SLACK for row in rows]
    model.row_upper_ = [kHighsInf if row.high is None else row.high + _SLACK for row in rows]
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row.factors))
    model.a_matrix_.format_ = MatrixFormat.kRowwise
    model.a_matrix_.start_ = starts
    model.a_matrix_.index_ = [place for row in rows for place in row.factors]
    model.a_matrix_.value_ = [float(factor) for row in rows for factor in row.factors.values()]
    return model
