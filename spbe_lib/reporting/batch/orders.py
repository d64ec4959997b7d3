"""Which reports of a cycle are to be made, and how each input is frozen: all from one read of its records."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from spbe_lib.errors import InputError, Problem, WorkspaceError
from spbe_lib.figures import office_day, printed_date
from spbe_lib.intake.inspection import unrecorded
from spbe_lib.intake.rounds.opened import open_round
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.candidates import with_chosen
from spbe_lib.records.cycle_edition import edition_of
from spbe_lib.records.database.store import read_records
from spbe_lib.records.documents import KeptFiles
from spbe_lib.records.evidence.files import kept_files
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.changes.since import with_changes
from spbe_lib.reporting.consolidated.inputs import consolidated_input
from spbe_lib.reporting.document import CycleInput
from spbe_lib.reporting.job import CONSOLIDATED, Job, job_for
from spbe_lib.reporting.opd.inputs import opd_input
from spbe_lib.reporting.rows import RoundFacts
from spbe_lib.reporting.sharing.shared import Sharing, earlier, read_shared
from spbe_lib.reporting.whole import Whole
from spbe_lib.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One report to make: whose it is, how its input is frozen, and by which job it is rendered."""

    report: str
    title: str
    freeze: Callable[[], CycleInput]
    job: Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The reports of one cycle that are to be made.

    ``frozen_round`` is the round that they tell of; None for today's records. ``whole`` says that no report
    of the cycle was left out.
    """

    cycle: Cycle
    orders: tuple[Order, ...]
    frozen_round: RoundFacts | None
    whole: bool


@dataclass(frozen=True, kw_only=True)
class _Source:
    """What reports are made from: one state of a cycle, today's or that of a round."""

    cycle: Cycle
    instrument: Instrument
    records: Records
    kept: KeptFiles
    frozen_round: RoundFacts | None = None
    history: tuple[Sharing, ...] | None = None

    @cached_property
    def whole(self) -> Whole:
        """What is the same for all reports, worked out by the first of them that asks."""
        return Whole(cycle=self.cycle, instrument=self.instrument, records=self.records, kept=self.kept)


def plan(workspace: Workspace, name: str, only: Sequence[str] = (), frozen_round: str | None = None) -> Plan:
    """Plan the reports of a cycle, all from one read of its records; nothing is made yet.

    Args:
        workspace: Where the cycle lies.
        name: The cycle.
        only: Codes of the OPDs to report on, ``konsolidasi`` for the whole; all when empty.
        frozen_round: The round to report, instead of today's records; its reports go to a place of
            their own and say the same whenever they are made.

    Raises:
        WorkspaceError: There is no such cycle, or a letter is missing.
        InputError: The cycle's files have faults, some are not in the records yet, a code is no filling
            OPD; there is no such round, or it cannot be read as it was frozen.
        StoreError: The records cannot be read.
    """
    folder = workspace.cycle(name)
    source = _today(folder) if frozen_round is None else _at_round(folder, frozen_round)
    source = replace(source, cycle=with_chosen(source.cycle, source.records))
    cycle = source.cycle
    reports = [CONSOLIDATED, *(opd.code for opd in cycle.filling)]
    if unknown := [code for code in only if code not in reports]:
        raise InputError(_unknown(name, unknown, reports))
    wanted = [report for report in reports if report in only or not only]
    for letter in sorted({job_for(workspace, name, report).letter for report in wanted}):
        if not letter.is_file():
            raise WorkspaceError(
                f"notebooks/laporan/{letter.name}: naskah laporan ini tidak ada. "
                "Kembalikan dari salinan proyek, lalu ulangi."
            )
    return Plan(
        cycle=cycle,
        orders=tuple(
            Order(
                report=report,
                title=cycle.government if report == CONSOLIDATED else cycle.opd(report).name,
                freeze=partial(_freeze, source, report),
                job=job_for(workspace, name, report, frozen_round),
            )
            for report in wanted
        ),
        frozen_round=source.frozen_round,
        whole=wanted == reports,
    )


def _today(folder: Path) -> _Source:
    cycle = read_cycle(folder)
    instrument = edition_of(cycle)
    records = read_records(folder, instrument)
    if waiting := list(unrecorded(folder, cycle, records)):
        raise InputError(waiting)
    return _Source(
        cycle=cycle,
        instrument=instrument,
        records=records,
        kept=kept_files(folder),
        history=_shared(folder),
    )


def _shared(folder: Path) -> tuple[Sharing, ...] | None:
    """What was shared; None where a record of it is damaged, which is told beside the reports."""
    try:
        return read_shared(folder)
    except InputError:
        return None


def _at_round(folder: Path, name: str) -> _Source:
    state = open_round(folder, name)
    return _Source(
        cycle=state.cycle,
        instrument=state.instrument,
        records=state.records,
        kept=state.kept,
        frozen_round=RoundFacts(name=name, day=printed_date(office_day(state.moment))),
    )


def _freeze(source: _Source, report: str) -> CycleInput:
    """A report of a round says the same for ever; one of today's records tells what changed, if known."""
    whole = source.whole
    made = consolidated_input(whole) if report == CONSOLIDATED else opd_input(whole, report)
    if source.history is None:
        return replace(made, frozen_round=source.frozen_round)
    return with_changes(made, earlier(source.history, report))


def _unknown(name: str, unknown: Sequence[str], reports: Sequence[str]) -> Iterator[Problem]:
    for code in unknown:
        what = f"'{code}' bukan OPD yang mengisi pada siklus ini"
        yield Problem(where=f"siklus {name}", what=what, allowed=", ".join(reports))
