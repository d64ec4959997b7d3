"""Make the reports of a cycle, all from one read of its records; a failure leaves the others alone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

from spbe_lib.errors import InputError, Problem, ReportError, SpbeError
from spbe_lib.intake.inspection import unrecorded
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.cycle import read_cycle
from spbe_lib.records.documents import KeptFiles
from spbe_lib.records.evidence import kept_files
from spbe_lib.records.register import Cycle
from spbe_lib.records.store import read_records
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from spbe_lib.reporting.document import ReportInput, data_code, to_bytes
from spbe_lib.reporting.opd.inputs import freeze_opd
from spbe_lib.reporting.render import Job, render
from spbe_lib.workspace import Workspace, write_whole

CONSOLIDATED = "konsolidasi"
"""What the report of the whole government is called, as a file and on a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One report to make: whose it is, how its input is frozen, and by which job it is rendered."""

    cycle: Cycle
    report: str
    title: str
    freeze: Callable[[], ReportInput]
    job: Job


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


def orders(workspace: Workspace, name: str, only: Sequence[str] = ()) -> list[Order]:
    """Plan the reports of a cycle, all from one read of its records; nothing is made yet.

    Args:
        workspace: Where the cycle lies.
        name: The cycle.
        only: Codes of the OPDs to report on, ``konsolidasi`` for the whole; all when empty.

    Raises:
        WorkspaceError: There is no such cycle.
        InputError: The cycle's files have faults, some are not in the records yet, or a code is no
            filling OPD.
        StoreError: The records cannot be read.
    """
    cycle = read_cycle(workspace.cycle(name))
    reports = [CONSOLIDATED, *(opd.code for opd in cycle.filling)]
    if unknown := [code for code in only if code not in reports]:
        raise InputError(_unknown(name, unknown, reports))
    instrument = load_edition(cycle.edition)
    records = read_records(workspace.cycle(name), instrument)
    if waiting := list(unrecorded(workspace.cycle(name), cycle, records)):
        raise InputError(waiting)
    kept = kept_files(workspace.cycle(name))
    wanted = [report for report in reports if report in only or not only]
    return [
        Order(
            cycle=cycle,
            report=report,
            title=cycle.government if report == CONSOLIDATED else cycle.opd(report).name,
            freeze=partial(_freeze, cycle, instrument, records, kept, report),
            job=job_for(workspace, cycle.name, report),
        )
        for report in wanted
    ]


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


def make_reports(workspace: Workspace, name: str, only: Sequence[str] = ()) -> Iterator[Outcome]:
    """Make the reports of one cycle, one after the other.

    Raises:
        SpbeError: As ``orders``; nothing has run then.
    """
    for order in orders(workspace, name, only):
        yield make(order)


def job_for(workspace: Workspace, cycle: str, report: str) -> Job:
    """Where a report of a cycle comes from and goes to."""
    folder = workspace.outputs(cycle)
    letter, place = ("laporan_konsolidasi", "") if report == CONSOLIDATED else ("laporan_opd", "opd/")
    return Job(
        letter=workspace.letters / f"{letter}.ipynb",
        folder=folder,
        report_input=f"inputs/{place}{report}.json",
        notebook=folder / "notebooks" / f"{place}{report}.ipynb",
        html=folder / f"{place}{report}.html",
    )


def _freeze(
    cycle: Cycle, instrument: Instrument, records: Records, kept: KeptFiles, report: str
) -> ReportInput:
    if report == CONSOLIDATED:
        return freeze_consolidated(cycle, instrument, records, kept)
    return freeze_opd(cycle, instrument, records, report, kept)


def _unknown(name: str, unknown: Sequence[str], reports: Sequence[str]) -> Iterator[Problem]:
    for code in unknown:
        what = f"'{code}' bukan OPD yang mengisi pada siklus ini"
        yield Problem(where=f"siklus {name}", what=what, allowed=", ".join(reports))
