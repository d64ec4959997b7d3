"""A table in long form while it is read: where everything stands, and all that was found."""

from dataclasses import dataclass, field

from spbe_lib.csv_file import CsvFile
from spbe_lib.errors import Problem
from spbe_lib.intake.long_form.columns import Heads, Line
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped


@dataclass(slots=True, kw_only=True)
class Reading:
    """The file, its head line, and what its lines are held against."""

    file: CsvFile
    heads: Heads
    cycle: Cycle
    instrument: Instrument
    understood: list[Problem] = field(default_factory=list)
    questions: list[Problem] = field(default_factory=list)

    def fault(self, line: Line, column: str, what: str, *, allowed: str = "", remedy: str = "") -> None:
        """Note a fault at a column of a line."""
        self.file.problems.append(
            Problem(where=self._at(line, column), what=what, allowed=allowed, remedy=remedy)
        )

    def ask(self, line: Line, column: str, what: str) -> None:
        """Note something strange that is no fault."""
        self.questions.append(Problem(where=self._at(line, column), what=what))

    def took(self, line: Line, column: str, taken: str) -> None:
        """Note what a cell was taken for."""
        what = f"'{clipped(line.cells[column])}' dibaca sebagai {taken}"
        self.understood.append(Problem(where=self._at(line, column), what=what))

    def _at(self, line: Line, column: str) -> str:
        return self.file.where(line.number, self.heads.head(column))
