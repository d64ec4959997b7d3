"""Small integer programs: HiGHS searches, whole numbers decide.

The solver reckons with floats; what it finds is rounded to whole numbers and checked as such, so that
nothing is taken for a solution that is not one.
"""

from collections.abc import Sequence

from spbe_lib.results.whole_numbers import Row, solver_of


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

    >>> least([1, 1], [5, 5], [Row(terms={0: 3, 1: 2}, low=7, high=7)])
    (1, 2)
    """
    if not costs:
        return () if all(row.holds(()) for row in rows) else None
    solver = solver_of(costs, ceilings, rows)
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
    return within and all(row.holds(found) for row in rows)
