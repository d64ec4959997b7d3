"""Make the reports of several cycles: read once, freeze, render; one failure leaves the others alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spbe_lib.errors import InputError, ReportError, SpbeError
from spbe_lib.law.editions import load_edition
from spbe_lib.records.cycle import read_cycle
from spbe_lib.reporting.document import to_bytes
from spbe_lib.reporting.inputs import freeze
from spbe_lib.reporting.render import Job, render
from spbe_lib.workspace import Workspace, write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one cycle's report: the page, or the refusal that says why there is none."""

    cycle: str
    html: Path | None = None
    refusal: SpbeError | None = None

    @property
    def faulty_input(self) -> bool:
        """Whether the cycle's own files are at fault, not the making of the report."""
        return isinstance(self.refusal, InputError)


def make_reports(workspace: Workspace, names: Sequence[str]) -> Iterator[Outcome]:
    """Make the consolidated reports of these cycles, one after the other.

    Raises:
        WorkspaceError: A name is no cycle; nothing has run then.
    """
    for name in names:
        workspace.cycle(name)
    for name in names:
        try:
            yield Outcome(cycle=name, html=_make_report(workspace, name))
        except SpbeError as refusal:
            yield Outcome(cycle=name, refusal=refusal)
        except Exception as failure:  # noqa: BLE001 a dead kernel or a full disk is this report's failure, not the batch's
            reason = f"{name}: laporan gagal dibuat, {type(failure).__name__}: {failure}"
            yield Outcome(cycle=name, refusal=ReportError(reason))


def _make_report(workspace: Workspace, name: str) -> Path:
    cycle = read_cycle(workspace.cycle(name))
    document = freeze(cycle, load_edition(cycle.edition))
    job = consolidated_job(workspace, name)
    write_whole(job.folder / job.report_input, to_bytes(document))
    return render(job)


def consolidated_job(workspace: Workspace, name: str) -> Job:
    """Where the consolidated report of a cycle comes from and goes to."""
    folder = workspace.outputs(name)
    return Job(
        letter=workspace.letters / "laporan_konsolidasi.ipynb",
        folder=folder,
        report_input="inputs/konsolidasi.json",
        notebook=folder / "notebooks" / "konsolidasi.ipynb",
        html=folder / "konsolidasi.html",
    )
