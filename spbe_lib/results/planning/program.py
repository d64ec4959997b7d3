"""A program of yes-or-no decisions in whole numbers, and HiGHS, which finds its optimum.

Objectives count one after another: the next one chooses among the best of the one before. One thread, no gap,
so that equal programs have equal answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

from spbe_lib.errors import PlanError
from spbe_lib.results.whole_numbers import Row, solver_of

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
    """One program while it is solved: every objective that was settled binds the next ones."""

    def __init__(self, program: Program) -> None:
        for row in program.rows:
            _sized(row.terms)
        self._columns, self._rows = program.columns, list(program.rows)
        self._solver = solver_of([0] * program.columns, [1] * program.columns, program.rows)
        self.chosen: list[int] = []
        self._known = False

    def settle(self, objective: Sum, *, most: bool = False) -> int | None:
        """Find the least (or most) of an objective, and hold it from now on; None where no answer exists."""
        found = self.find(objective, most=most)
        if found is not None:
            self._add(Row(terms=objective, low=found) if most else Row(terms=objective, high=found))
        return found

    def settle_in_order(self, columns: Sequence[int]) -> None:
        """Of all answers hold the one that decides yes on the first column, then on the second, and so on."""
        for place in range(0, len(columns), _CHUNK):
            chunk = columns[place : place + _CHUNK]
            if not all(self.chosen[column] for column in chunk):
                self.find({column: 2 ** (_CHUNK - at) for at, column in enumerate(chunk)}, most=True)
            for column in chunk:
                self._solver.changeColBounds(column, self.chosen[column], self.chosen[column])

    def find(self, objective: Sum, *, most: bool = False) -> int | None:
        """Find the least (or most) of an objective; None where no answer exists.

        Raises:
            PlanError: The solver gave up, or gave what breaks a row.
        """
        _sized(objective)
        costs = np.zeros(self._columns)
        for column, each in objective.items():
            costs[column] = -each if most else each
        self._solver.changeColsCost(self._columns, np.arange(self._columns, dtype=np.int32), costs)
        if self._known:
            known = highspy.HighsSolution()
            known.col_value = [float(each) for each in self.chosen]
            self._solver.setSolution(known)
        self._solver.setOptionValue("time_limit", max(_SECONDS - self._solver.getRunTime(), 0.0))
        self._solver.run()
        return self._answer(objective)

    def _answer(self, objective: Sum) -> int | None:
        status = self._solver.getModelStatus()
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
                f"Rencana: pemecah berhenti tanpa jawaban ({self._solver.modelStatusToString(status)})."
            )
        self.chosen, self._known = [round(each) for each in self._solver.getSolution().col_value], True
        if not all(row.holds(_sum(row.terms, self.chosen)) for row in self._rows):
            raise PlanError("Rencana: jawaban pemecah tidak memenuhi ketentuannya, jadi tidak dipakai.")
        return _sum(objective, self.chosen)

    def _without_columns(self) -> int | None:
        """Nothing is to be decided: possible where every row leaves nothing open."""
        possible = all(row.holds(0) for row in self._rows)
        return 0 if possible else None

    def _add(self, row: Row) -> None:
        self._rows.append(row)
        low = -highspy.kHighsInf if row.low is None else row.low
        high = highspy.kHighsInf if row.high is None else row.high
        columns = np.array(list(row.terms), dtype=np.int32)
        values = np.array(list(row.terms.values()), dtype=float)
        self._solver.addRow(low, high, len(columns), columns, values)


def _sum(terms: Sum, chosen: Sequence[int]) -> int:
    return sum(each * chosen[column] for column, each in terms.items())


def _sized(terms: Sum) -> None:
    """Refuse what a solver cannot tell apart from its neighbours."""
    if any(abs(each) > _LARGEST for each in terms.values()):
        raise PlanError(
            "Rencana: usaha terlalu besar atau terlalu halus untuk dihitung pasti; di rencana.yaml tulis "
            "usaha yang lebih kecil atau dengan lebih sedikit desimal."
        )
