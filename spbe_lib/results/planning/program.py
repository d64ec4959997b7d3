"""A program of yes-or-no decisions in whole numbers, and HiGHS, which finds its optimum.

Objectives count one after another: the next one chooses among the best of the one before. One thread, no gap,
so that equal programs have equal answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import highspy

from spbe_lib.errors import PlanError
from spbe_lib.results.whole_numbers import Row, solver_of, total

Sum = Mapping[int, int]
"""Whole-number coefficients by column."""

_CHUNK = 12
"""So many decisions are put into one order at a time: 2 ** 12 is a coefficient that a solver tells apart."""

_LARGEST = 10**8
"""Beyond it a solver that reckons in floats cannot be trusted with whole numbers."""

_SECONDS = 20.0
"""How long one program is solved, all its objectives together. An ordinary one takes a second or two; a
longer search ends without an answer, never with another one: no plan depends on how fast a machine is."""


@dataclass(slots=True)
class Program:
    """Columns that are 0 or 1, and the rows that bind them."""

    columns: int = 0
    rows: list[Row] = field(default_factory=list)

    def column(self) -> int:
        """A new decision."""
        self.columns += 1
        return self.columns - 1

    def bind(self, terms: Sum, *, low: int | None = None, high: int | None = None) -> None:
        """Add a row. Its coefficients may be as large as ``_LARGEST``."""
        self.rows.append(Row(terms=terms, low=low, high=high))


class Solving:
    """One program while it is solved: every objective that was settled binds the next ones.

    Each objective gets a solver of its own that knows nothing of the one before: handed a changed program
    and its last answer, HiGHS has called that answer the best when it was not.
    """

    def __init__(self, program: Program) -> None:
        for row in program.rows:
            _sized(row.terms)
        self._columns, self._rows = program.columns, list(program.rows)
        self._seconds = 0.0
        self.chosen: list[int] = []
        self._known = False

    def settle(self, objective: Sum, *, most: bool = False) -> int | None:
        """Find the least (or most) of an objective, and hold it from now on; None where no answer exists."""
        found = self.find(objective, most=most)
        if found is not None:
            self._rows.append(Row(terms=objective, low=found) if most else Row(terms=objective, high=found))
        return found

    def settle_in_order(self, columns: Sequence[int]) -> None:
        """Of all answers hold the one that decides yes on the first column, then on the second, and so on."""
        for place in range(0, len(columns), _CHUNK):
            chunk = columns[place : place + _CHUNK]
            if not all(self.chosen[column] for column in chunk):
                self.find({column: 2 ** (_CHUNK - at) for at, column in enumerate(chunk)}, most=True)
            self._rows += [Row(terms={c: 1}, low=self.chosen[c], high=self.chosen[c]) for c in chunk]

    def find(self, objective: Sum, *, most: bool = False) -> int | None:
        """Find the least (or most) of an objective; None where no answer exists.

        Raises:
            PlanError: The solver gave up, or gave what breaks a row.
        """
        _sized(objective)
        sign = -1 if most else 1
        costs = [sign * objective.get(column, 0) for column in range(self._columns)]
        solver = solver_of(costs, [1] * self._columns, self._rows)
        solver.setOptionValue("time_limit", max(_SECONDS - self._seconds, 0.0))
        solver.run()
        self._seconds += solver.getRunTime()
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible and not self._known:
            return None
        if status == highspy.HighsModelStatus.kModelEmpty:
            return self._without_columns()
        if status == highspy.HighsModelStatus.kTimeLimit:
            raise PlanError(
                f"Rencana: dalam {_SECONDS:.0f} detik rencana terbaik belum dapat dipastikan, jadi tidak ada "
                "yang ditunjukkan. Persempit rencana.yaml: kurangi years, tambah fixed, atau longgarkan "
                "budgets."
            )
        if status != highspy.HighsModelStatus.kOptimal:
            raise PlanError(
                f"Rencana: pemecah berhenti tanpa jawaban ({solver.modelStatusToString(status)})."
            )
        self.chosen, self._known = [round(each) for each in solver.getSolution().col_value], True
        if not all(row.holds(self.chosen) for row in self._rows):
            raise PlanError("Rencana: jawaban pemecah tidak memenuhi ketentuannya, jadi tidak dipakai.")
        return total(objective, self.chosen)

    def _without_columns(self) -> int | None:
        """Nothing is to be decided: possible where every row leaves nothing open."""
        possible = all(row.holds(()) for row in self._rows)
        return 0 if possible else None


def _sized(terms: Sum) -> None:
    """Refuse what a solver cannot tell apart from its neighbours."""
    if any(abs(each) > _LARGEST for each in terms.values()):
        raise PlanError(
            "Rencana: usaha terlalu besar atau terlalu halus untuk dihitung pasti; di rencana.yaml tulis "
            "usaha yang lebih kecil atau dengan lebih sedikit desimal."
        )
