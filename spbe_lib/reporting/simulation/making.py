"""The report of simulations: frozen, put apart from all that tells of results, and listed as ours."""

from collections.abc import Sequence
from pathlib import Path

from spbe_lib.errors import InputError, Problem, WorkspaceError
from spbe_lib.records.files.scenario_file import Scenario
from spbe_lib.reporting.batch.manifest import MANIFEST, digest_of, read_manifest, write_manifest
from spbe_lib.reporting.document import to_bytes
from spbe_lib.reporting.job import Job
from spbe_lib.reporting.simulation.base import Base
from spbe_lib.reporting.simulation.inputs import freeze_simulation, kept_facts
from spbe_lib.workspace import Workspace, write_whole

LETTER = "laporan_simulasi"
MOST = 3
"""So many scenarios stand side by side on a sheet that can be read."""


def simulation_job(workspace: Workspace, base: Base, scenarios: Sequence[Scenario]) -> Job:
    """Freeze what one or more kept scenarios do to a base, and say by which job it is rendered.

    Args:
        workspace: Where the cycle lies.
        base: The values that all of them change.
        scenarios: One, or up to three to be compared.

    Raises:
        InputError: There are none or too many, or one is for another regulation.
        WorkspaceError: The letter is missing, or the input cannot be written.
    """
    if not 0 < len(scenarios) <= MOST:
        what, allowed = f"{len(scenarios)} skenario dipilih", f"1 sampai {MOST} skenario dalam satu laporan"
        raise InputError([Problem(where="laporan simulasi", what=what, allowed=allowed)])
    letter = workspace.letters / f"{LETTER}.ipynb"
    if not letter.is_file():
        raise WorkspaceError(
            f"notebooks/laporan/{letter.name}: naskah laporan ini tidak ada. "
            "Kembalikan dari salinan proyek, lalu ulangi."
        )
    report = freeze_simulation(base, [kept_facts(base, each) for each in scenarios])
    job = _job(letter, workspace.simulation_outputs(base.cycle.name), scenarios)
    write_whole(job.folder / job.report_input, to_bytes(report))
    return job


def list_page(job: Job) -> None:
    """Put a page that was made on the list of its folder, by which ``spbe verify`` knows it as a simulation.

    What the list names and does not lie there any more is left out; a damaged list begins anew.

    Raises:
        OSError: The page cannot be read.
        WorkspaceError: The list cannot be written.
    """
    try:
        former = read_manifest(job.folder / MANIFEST)
    except InputError:
        former = {}
    known = {name: sha256 for name, sha256 in former.items() if (job.folder / name).is_file()}
    known[job.html.name] = digest_of(job.html)
    write_manifest(job.folder, known, known)


def _job(letter: Path, folder: Path, scenarios: Sequence[Scenario]) -> Job:
    # The name says what it is, wherever the file is copied to.
    name = "simulasi-" + "-dan-".join(each.slug for each in scenarios)
    return Job(
        letter=letter,
        folder=folder,
        report_input=f"inputs/{name}.json",
        notebook=folder / "notebooks" / f"{name}.ipynb",
        html=folder / f"{name}.html",
    )
