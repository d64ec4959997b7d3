"""Make the reports of a cycle, all from one read of its records; a failure leaves the others alone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from time import perf_counter

from spbe_lib.errors import InputError, Problem, ReportError, SpbeError
from spbe_lib.figures import office_day, printed_date
from spbe_lib.intake.inspection import unrecorded
from spbe_lib.intake.rounds.opened import open_round
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.candidates import with_chosen
from spbe_lib.records.cycle import read_cycle
from spbe_lib.records.documents import KeptFiles
from spbe_lib.records.evidence import kept_files
from spbe_lib.records.register import Cycle
from spbe_lib.records.store import read_records
from spbe_lib.reporting.consolidated.inputs import consolidated_input
from spbe_lib.reporting.document import ReportInput, data_code, to_bytes
from spbe_lib.reporting.opd.inputs import opd_input
from spbe_lib.reporting.render import Job, render
from spbe_lib.reporting.rows import RoundFacts
from spbe_lib.reporting.whole import Whole
from spbe_lib.workspace import Workspace, write_whole

CONSOLIDATED = "konsolidasi"
"""What the report of the whole government is called, as a file and on a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One report to make: whose it is, how its input is frozen, and by which job it is rendered.

    ``frozen_round`` is the round that it tells of; None for today's records.
    """

    cycle: Cycle
    report: str
    title: str
    freeze: Callable[[], ReportInput]
    job: Job
    frozen_round: RoundFacts | None = None


@dataclass(frozen=True, kw_only=True)
class _Source:
    """What reports are made from: one state of a cycle, today's or that of a round."""

    cycle: Cycle
    instrument: Instrument
    records: Records
    kept: KeptFiles
    frozen_round: RoundFacts | None = None

    @cached_property
    def whole(self) -> Whole:
        """What is the same for all reports, worked out by the first of them that asks."""
        return Whole(cycle=self.cycle, instrument=self.instrument, records=self.records, kept=self.kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one report: the page, or the refusal that says why there is none.

    ``code`` is the data code of its frozen input, ``seconds`` the time that it took, ``size`` the
    page's size in bytes.
    """

    order: Order
    code: str | None = None
    html: Path | None = None
    refusal: SpbeError | None = None
    seconds: float = 0.0
    size: int = 0


def orders(
    workspace: Workspace, name: str, only: Sequence[str] = (), frozen_round: str | None = None
) -> list[Order]:
    """Plan the reports of a cycle, all from one read of its records; nothing is made yet.

    Args:
        workspace: Where the cycle lies.
        name: The cycle.
        only: Codes of the OPDs to report on, ``konsolidasi`` for the whole; all when empty.
        frozen_round: The round to report, instead of today's records; its reports go to a place of
            their own and say the same whenever they are made.

    Raises:
        WorkspaceError: There is no such cycle.
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
    return [
        Order(
            cycle=cycle,
            report=report,
            title=cycle.government if report == CONSOLIDATED else cycle.opd(report).name,
            freeze=partial(_freeze, source, report),
            job=job_for(workspace, name, report, frozen_round),
            frozen_round=source.frozen_round,
        )
        for report in reports
        if report in only or not only
    ]


def _today(folder: Path) -> _Source:
    cycle = read_cycle(folder)
    instrument = load_edition(cycle.edition)
    records = read_records(folder, instrument)
    if waiting := list(unrecorded(folder, cycle, records)):
        raise InputError(waiting)
    return _Source(cycle=cycle, instrument=instrument, records=records, kept=kept_files(folder))


def _at_round(folder: Path, name: str) -> _Source:
    state = open_round(folder, name)
    return _Source(
        cycle=state.cycle,
        instrument=state.instrument,
        records=state.records,
        kept=state.kept,
        frozen_round=RoundFacts(name=name, day=printed_date(office_day(state.moment))),
    )


def make(order: Order) -> Outcome:
    """Make one report. Whatever goes wrong becomes its outcome and leaves the others alone."""
    start, code = perf_counter(), None
    try:
        document = order.freeze()
        code = data_code(document)
        write_whole(order.job.folder / order.job.report_input, to_bytes(document))
        html = render(order.job)
        spent = perf_counter() - start
        return Outcome(order=order, code=code, html=html, seconds=spent, size=html.stat().st_size)
    except SpbeError as failure:
        refusal = failure
    except Exception as failure:  # noqa: BLE001 a dead kernel or a full disk is this report's failure, not the batch's
        refusal = ReportError(
            f"{order.report}: laporan gagal dibuat, {type(failure).__name__}: {failure}. "
            "Laporan lain tidak terganggu; ulangi dengan `spbe report`."
        )
    return Outcome(order=order, code=code, refusal=refusal, seconds=perf_counter() - start)


def make_reports(
    workspace: Workspace, name: str, only: Sequence[str] = (), frozen_round: str | None = None
) -> Iterator[Outcome]:
    """Make the reports of one cycle, one after the other.

    Raises:
        SpbeError: As ``orders``; nothing has run then.
    """
    for order in orders(workspace, name, only, frozen_round):
        yield make(order)


def job_for(workspace: Workspace, cycle: str, report: str, frozen_round: str | None = None) -> Job:
    """Where a report of a cycle, or of one of its rounds, comes from and goes to."""
    outputs = workspace.outputs(cycle)
    folder = outputs if frozen_round is None else workspace.round_outputs(cycle, frozen_round)
    letter, place = ("laporan_konsolidasi", "") if report == CONSOLIDATED else ("laporan_opd", "opd/")
    return Job(
        letter=workspace.letters / f"{letter}.ipynb",
        folder=folder,
        report_input=f"inputs/{place}{report}.json",
        notebook=folder / "notebooks" / f"{place}{report}.ipynb",
        html=folder / f"{place}{report}.html",
    )


def _freeze(source: _Source, report: str) -> ReportInput:
    if report == CONSOLIDATED:
        return replace(consolidated_input(source.whole), frozen_round=source.frozen_round)
    return replace(opd_input(source.whole, report), frozen_round=source.frozen_round)


def _unknown(name: str, unknown: Sequence[str], reports: Sequence[str]) -> Iterator[Problem]:
    for code in unknown:
        what = f"'{code}' bukan OPD yang mengisi pada siklus ini"
        yield Problem(where=f"siklus {name}", what=what, allowed=", ".join(reports))
