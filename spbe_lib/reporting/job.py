"""Where one report comes from and where it goes to."""

from dataclasses import dataclass
from pathlib import Path

from spbe_lib.workspace import Workspace

CONSOLIDATED = "konsolidasi"
"""What the report of the whole government is called, as a file and on a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One report to make: by which letter, from which frozen input, to which files.

    ``report_input`` is relative to ``folder``, so that no machine's path gets into the executed copy.
    """

    letter: Path
    folder: Path
    report_input: str
    notebook: Path
    html: Path


def job_for(workspace: Workspace, cycle: str, report: str, frozen_round: str | None = None) -> Job:
    """The job of a report of a cycle, or of one of its rounds."""
    folder = run_folder(workspace, cycle, frozen_round)
    letter, place = ("laporan_konsolidasi", "") if report == CONSOLIDATED else ("laporan_opd", "opd/")
    return Job(
        letter=workspace.letters / f"{letter}.ipynb",
        folder=folder,
        report_input=f"inputs/{place}{report}.json",
        notebook=folder / "notebooks" / f"{place}{report}.ipynb",
        html=folder / f"{place}{report}.html",
    )


def run_folder(workspace: Workspace, cycle: str, frozen_round: str | None = None) -> Path:
    """Where the reports of a cycle, or of one of its rounds, lie."""
    return workspace.outputs(cycle) if frozen_round is None else workspace.round_outputs(cycle, frozen_round)
