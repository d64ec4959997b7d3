"""Make the reports of a cycle: read once, freeze, render."""

from pathlib import Path

from spbe_lib.law.editions import load_edition
from spbe_lib.records.cycle import read_cycle
from spbe_lib.reporting.document import to_bytes
from spbe_lib.reporting.inputs import freeze
from spbe_lib.reporting.render import Job, render
from spbe_lib.workspace import Workspace, write_whole


def make_reports(workspace: Workspace, name: str) -> Path:
    """Make the consolidated report of one cycle.

    Returns:
        The HTML file.

    Raises:
        SpbeError: The cycle cannot be read, or the report failed.
    """
    cycle = read_cycle(workspace.cycle(name))
    document = freeze(cycle, load_edition(cycle.edition))
    folder = workspace.outputs(name)
    job = Job(
        letter=workspace.letters / "laporan_konsolidasi.ipynb",
        folder=folder,
        report_input="inputs/konsolidasi.json",
        notebook=folder / "notebooks" / "konsolidasi.ipynb",
        html=folder / "konsolidasi.html",
    )
    write_whole(folder / job.report_input, to_bytes(document))
    return render(job)
