"""From what is written about one requirement or document to a ruling, whatever kind of file it stood in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from spbe_lib.errors import Problem
from spbe_lib.intake.assessment.days import due_problems, read_due
from spbe_lib.intake.assessment.judging import Judging
from spbe_lib.intake.assessment.values import one_paragraph, text_problems
from spbe_lib.records.judgements import Ruling, Verdict
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

RULING, REASON, DUE = "ruling", "reason", "due"

_WORDS: Mapping[str, Ruling] = (
    {ruling.label: ruling for ruling in Ruling}
    | {ruling.value: ruling for ruling in Ruling}
    | {"revisi": Ruling.REVISE}
)
_ALLOWED = ", ".join(ruling.label for ruling in Ruling)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictLine:
    """What one row says of one requirement or document, as typed; ``due`` as it stands in the cell.

    ``place`` tells where one of its columns stands.
    """

    ruling: str
    reason: str
    due: object
    place: Callable[[str], str]

    @property
    def why(self) -> str:
        """The reason as it is kept."""
        return one_paragraph(self.reason)


def read_ruling(text: str) -> Ruling | None:
    """The ruling that a word means; None where it means none."""
    return _WORDS.get(text.strip().lower())


def ruled(line: VerdictLine, about: Verdict, judging: Judging) -> Verdict | None:
    """The ruling that a row gives; None where it is at fault.

    Args:
        line: The row.
        about: A ruling about the same requirement or document, for whose words those of the row stand.
        judging: Where faults and questions are told.
    """
    ruling, due = read_ruling(line.ruling), read_due(line.due)
    faults = [*_faults(line, ruling), *due_problems(line.place(DUE), due, judging.cycle)]
    judging.problems.extend(faults)
    if faults or ruling is None:
        return None
    judging.questions.extend(_questions(line, ruling, due, judging.cycle))
    until = due if isinstance(due, date) else None
    return replace(about, ruling=ruling, reason=line.why, due=until, given_at=None)


def _faults(line: VerdictLine, ruling: Ruling | None) -> Iterator[Problem]:
    if not line.ruling:
        what = "baris ini berisi alasan atau tenggat, tetapi belum berisi putusan"
        yield Problem(where=line.place(RULING), what=what, allowed=_ALLOWED)
    elif ruling is None:
        what = f"putusan '{clipped(line.ruling)}' tidak dikenal"
        yield Problem(where=line.place(RULING), what=what, allowed=_ALLOWED)
    elif ruling is Ruling.REVISE and not line.why:
        what, remedy = "putusan diperbaiki tanpa alasan", "Tulis alasannya, agar OPD tahu apa yang diperbaiki"
        yield Problem(where=line.place(REASON), what=what, remedy=remedy)
    yield from text_problems(line.place(REASON), line.reason)


def _questions(line: VerdictLine, ruling: Ruling, due: date | str | None, cycle: Cycle) -> Iterator[Problem]:
    if ruling is Ruling.ACCEPTED and due:
        what, remedy = "putusan diterima, tetapi masih ada tenggat", "Apakah seharusnya diperbaiki?"
        yield Problem(where=line.place(DUE), what=what, remedy=remedy)
    if ruling is Ruling.REVISE and not due and not cycle.deadlines.repair:
        what = "putusan diperbaiki tanpa tenggat, dan siklus ini tidak menetapkan batas perbaikan"
        yield Problem(where=line.place(DUE), what=what, remedy="Sampai kapan OPD memperbaikinya?")
