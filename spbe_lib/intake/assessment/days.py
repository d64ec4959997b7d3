"""Days as an assessor writes them: a deadline, or the day on which something was promised."""

from collections.abc import Iterator
from datetime import date, datetime

from spbe_lib.errors import Problem
from spbe_lib.figures import printed_date
from spbe_lib.intake.asking.days import read_day
from spbe_lib.intake.assessment.table import shown
from spbe_lib.intake.assessment.values import one_paragraph
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

_ALLOWED = "12 Maret 2024, 12/03/2024 (hari/bulan/tahun), atau 2024-03-12"


def read_due(value: object) -> date | str | None:
    """A day as it stands in a cell; its text where it is none, None where nothing stands there."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or value is None:
        return value
    text = one_paragraph(shown(value))
    try:
        return read_day(text) if text else None
    except ValueError:
        return text


def day_problems(where: str, day: date | str | None) -> Iterator[Problem]:
    """What keeps a text from being a day."""
    if isinstance(day, str):
        yield Problem(where=where, what=f"'{clipped(day)}' bukan tanggal yang ada", allowed=_ALLOWED)


def due_problems(where: str, due: date | str | None, cycle: Cycle) -> Iterator[Problem]:
    """What keeps a text from being a deadline of this cycle."""
    yield from day_problems(where, due)
    if isinstance(due, date) and due.year < cycle.year:
        what = f"tenggat {printed_date(due)} lebih dahulu daripada tahun siklus {cycle.year}"
        yield Problem(where=where, what=what, remedy="Periksa tahunnya")


def same_day(value: object, day: date | None) -> bool:
    """Whether a cell still says the day (or no day) that it was handed out with."""
    return read_due(value) == day
