"""From what is written about a promise to the promise itself, whatever kind of file it stood in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from spbe_lib.errors import Problem
from spbe_lib.intake.assessment.days import day_problems, due_problems, read_due
from spbe_lib.intake.assessment.judging import Judging
from spbe_lib.intake.assessment.values import one_paragraph, text_problems
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.files.assessment_file import item_codes
from spbe_lib.records.judgements import Promise, PromiseStatus, promise_key
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

OPD, ITEM, TEXT, MADE_ON, DUE, STATUS = "opd", "item", "promise", "made_on", "due", "status"
STATUSES: Mapping[str, PromiseStatus] = {status.label: status for status in PromiseStatus} | {
    status.value: status for status in PromiseStatus
}
"""What people write for what became of a promise, in lower case."""

_ALLOWED = ", ".join(status.label for status in PromiseStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """What one row says of a promise, as typed; the days as they stand in their cells.

    ``place`` tells where one of its columns stands.
    """

    opd: str
    item: str
    text: str
    made_on: object
    due: object
    status: str
    place: Callable[[str], str]

    @property
    def words(self) -> str:
        """The promise as it is kept."""
        return one_paragraph(self.text)


def promised(line: PromiseLine, judging: Judging, known: Promise | None = None) -> Promise | None:
    """The promise that a row tells; None where it is at fault.

    Args:
        line: The row. Without an OPD it is the lead's promise, without a status an open one.
        judging: In which stage it was made, and where faults are told.
        known: The promise that the row is about, where it is recorded already; its key and stage stay.
    """
    cycle, instrument = judging.cycle, judging.instrument
    opd, made_on, due = _opd(line, cycle, instrument), read_due(line.made_on), read_due(line.due)
    faults = [*_whose(line, opd, cycle, instrument), *_said(line), *_days(line, made_on, due, cycle)]
    judging.problems.extend(faults)
    if faults or opd is None or not isinstance(due, date):
        return None
    item = line.item.lower()
    return Promise(
        key=known.key if known else promise_key(opd, item, line.words),
        stage=known.stage if known else judging.stage,
        opd=opd,
        topic=item,
        text=line.words,
        made_on=made_on if isinstance(made_on, date) else None,
        due=due,
        status=STATUSES[line.status.lower()] if line.status else PromiseStatus.OPEN,
    )


def opd_named(cycle: Cycle, text: str) -> str | None:
    """The code of the OPD that fills in and is called so, by code or name; None where there is none."""
    word = " ".join(text.casefold().split())
    return next((opd.code for opd in cycle.filling if word in (opd.code, opd.name.casefold())), None)


def lead_of(cycle: Cycle, instrument: Instrument, item: str) -> str | None:
    """The code of the OPD that leads an item; None where nobody does, or there is no such item."""
    found = next((each for each in instrument.items if each.code == item.lower()), None)
    return cycle.leads.get(found.indicator) if found else None


def item_problems(where: str, item: str, instrument: Instrument) -> Iterator[Problem]:
    """What keeps a text from being an item of the edition."""
    if not item:
        yield Problem(where=where, what="indikatornya belum disebut", remedy="Isi nomor indikator")
    elif all(each.code != item.lower() for each in instrument.items):
        what = f"{instrument.short_name} tidak mempunyai indikator '{clipped(item)}'"
        yield Problem(where=where, what=what, allowed=item_codes(instrument))


def opd_problems(where: str, line_opd: str, opd: str | None, cycle: Cycle) -> Iterator[Problem]:
    """What keeps a text from being an OPD; without one, that the item has no lead."""
    allowed = ", ".join(each.code for each in cycle.filling)
    if opd is None and line_opd:
        what = f"tidak ada OPD '{clipped(line_opd)}' yang mengisi dalam siklus ini"
        yield Problem(where=where, what=what, allowed=allowed)
    elif opd is None:
        what = "indikator ini tidak mempunyai OPD pengampu, jadi OPD harus disebut"
        yield Problem(where=where, what=what, allowed=allowed)


def _opd(line: PromiseLine, cycle: Cycle, instrument: Instrument) -> str | None:
    return opd_named(cycle, line.opd) if line.opd else lead_of(cycle, instrument, line.item)


def _whose(line: PromiseLine, opd: str | None, cycle: Cycle, instrument: Instrument) -> Iterator[Problem]:
    faults = [*item_problems(line.place(ITEM), line.item, instrument)]
    yield from faults
    if line.opd or not faults:
        yield from opd_problems(line.place(OPD), line.opd, opd, cycle)


def _said(line: PromiseLine) -> Iterator[Problem]:
    if not line.words:
        what, remedy = "janjinya belum ditulis", "Tulis apa yang dijanjikan, atau kosongkan baris ini"
        yield Problem(where=line.place(TEXT), what=what, remedy=remedy)
    yield from text_problems(line.place(TEXT), line.text)
    if line.status and line.status.lower() not in STATUSES:
        what = f"status '{clipped(line.status)}' tidak dikenal"
        yield Problem(where=line.place(STATUS), what=what, allowed=_ALLOWED)


def _days(
    line: PromiseLine, made_on: date | str | None, due: date | str | None, cycle: Cycle
) -> Iterator[Problem]:
    yield from day_problems(line.place(MADE_ON), made_on)
    yield from due_problems(line.place(DUE), due, cycle)
    if due is None:
        what, remedy = "janji ini belum bertanggal", "Isi sampai kapan janji itu ditepati"
        yield Problem(where=line.place(DUE), what=what, remedy=remedy)
    if isinstance(made_on, date) and isinstance(due, date) and due < made_on:
        what, remedy = "tenggat lebih dahulu daripada hari janji itu dibuat", "Periksa kedua tanggalnya"
        yield Problem(where=line.place(DUE), what=what, remedy=remedy)
