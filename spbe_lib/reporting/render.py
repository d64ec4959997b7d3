"""Make one report: frozen input → papermill → our template → one self-contained HTML file."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import papermill
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from spbe_lib.errors import ReportError
from spbe_lib.reporting import page
from spbe_lib.reporting.document import read_report_input
from spbe_lib.workspace import TEMPLATES, write_whole

_HIDDEN = "hide"
# The kernel answers over a local port; nobody else on the machine shall read along.
_ENCRYPTED = Config(KernelManager={"transport_encryption": "auto"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One report to make.

    ``report_input`` is relative to ``folder``, so that no machine's path gets into the executed copy.
    """

    letter: Path
    folder: Path
    report_input: str
    notebook: Path
    html: Path


def render(job: Job) -> Path:
    """Run a report letter on its frozen input and write the executed copy and the HTML page.

    Returns:
        The HTML file, complete and new.

    Raises:
        InputError: The report input cannot be read.
        ReportError: The letter does not declare its input, or a cell failed; then the executed
            copy is saved with the failing cell marked, and an older HTML file is left as it was.
    """
    report = read_report_input(job.folder / job.report_input)
    executed = _run(job, {"report_input": job.report_input})
    html, _ = _exporter().from_notebook_node(
        executed,
        resources={"metadata": {"name": page.title(report)}, "stamp": page.stamp(report)},
    )
    write_whole(job.html, html.encode())
    return job.html


def _run(job: Job, parameters: dict[str, str]) -> NotebookNode:
    declared = papermill.inspect_notebook(_literal(job.letter))
    if unknown := sorted(set(parameters) - set(declared)):
        raise ReportError(
            f"{job.letter.name}: parameter {', '.join(unknown)} tidak dikenal oleh naskah laporan ini."
        )
    with TemporaryDirectory() as scratch:
        copy = Path(scratch) / job.letter.name
        try:
            papermill.execute_notebook(
                _literal(job.letter),
                _literal(copy),
                parameters=parameters,
                cwd=str(job.folder),
                progress_bar=False,
                request_save_on_cell_execute=False,
                config=_ENCRYPTED,
                shutdown_kernel="immediate",
            )
        except PapermillExecutionError as failure:
            _keep(copy, job.notebook)
            raise ReportError(
                f"{job.html.name}: sel {failure.exec_count} pada {job.letter.name} gagal, "
                f"{failure.ename}: {failure.evalue}. Salinannya tersimpan di {job.notebook}."
            ) from failure
        return _keep(copy, job.notebook)


def _literal(path: Path) -> str:
    """A path for papermill, which takes braces for parameters of its own."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _keep(copy: Path, destination: Path) -> NotebookNode:
    """Keep the executed copy without what papermill and the kernel note about machine and hour."""
    notebook: NotebookNode = nbformat.read(copy, as_version=4)
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
    write_whole(destination, nbformat.writes(notebook).encode())
    return notebook


def _exporter() -> HTMLExporter:
    config = Config()
    config.TagRemovePreprocessor.enabled = True
    config.TagRemovePreprocessor.remove_cell_tags = {_HIDDEN}
    return HTMLExporter(
        config=config,
        template_name="laporan",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_input=True,
        exclude_anchor_links=True,
    )
