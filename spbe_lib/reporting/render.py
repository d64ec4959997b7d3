"""Make one report in this process: frozen input → papermill → our template → one self-contained HTML file."""

from copy import deepcopy
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbconvert import HTMLExporter
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import raise_for_execution_errors
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from traitlets.config import Config

from spbe_lib.errors import ReportError
from spbe_lib.reporting import page
from spbe_lib.reporting.clean_state import clean_state
from spbe_lib.reporting.document import read_report_input
from spbe_lib.reporting.engine import ENGINE
from spbe_lib.reporting.job import Job
from spbe_lib.workspace import TEMPLATES, write_again

_HIDDEN, _PARAMETER = "hide", "report_input"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What became of a letter: the executed copy, and the page unless a cell failed."""

    notebook: bytes
    html: bytes | None = None
    failure: str | None = None


def render(job: Job) -> Path:
    """Run a report letter on its frozen input and write the executed copy and the HTML page.

    Returns:
        The HTML file, complete and new.

    Raises:
        InputError: The report input cannot be read.
        ReportError: The letter does not declare its input, or a cell failed; then the executed
            copy is saved with the failing cell marked, and an older HTML file is left as it was.
    """
    return keep(job, print_letter(job.letter, job.folder, job.report_input))


def keep(job: Job, printed: Printed) -> Path:
    """Write what a letter became to where the job wants it.

    Returns:
        The HTML file, complete and new.

    Raises:
        ReportError: A cell failed; the executed copy is saved, an older HTML file is left as it was.
        WorkspaceError: A file cannot be written.
    """
    write_again(job.notebook, printed.notebook)
    if printed.html is None:
        raise ReportError(f"{job.html.name}: {printed.failure}. Salinannya tersimpan di {job.notebook}.")
    write_again(job.html, printed.html)
    return job.html


def print_letter(letter: Path, folder: Path, report_input: str) -> Printed:
    """Run a report letter in ``folder`` on its frozen input there, and put it into the page around it.

    Nothing is written, and nothing that the letter does to this process outlives it. The same input, letter
    and code give the same bytes, on every machine and in every order.

    Args:
        letter: The report notebook.
        folder: Where it runs.
        report_input: The frozen input, relative to ``folder``.

    Raises:
        InputError: The report input cannot be read.
        ReportError: The letter does not declare its input.
    """
    report = read_report_input(folder / report_input)
    notebook = deepcopy(_read(letter.read_bytes(), letter.name))
    with clean_state(folder):
        notebook, failure = _executed(notebook, {_PARAMETER: report_input})
    _forget_machine(notebook)
    copy = nbformat.writes(notebook).encode()
    if failure:
        return Printed(
            notebook=copy,
            failure=f"sel {failure.exec_count} pada {letter.name} gagal, {failure.ename}: {failure.evalue}",
        )
    html, _ = exporter().from_notebook_node(
        notebook, resources={"metadata": {"name": page.title(report)}, "stamp": page.stamp(report)}
    )
    return Printed(notebook=copy, html=html.encode())


@lru_cache(maxsize=2)  # both letters; a process makes many reports by each
def _read(content: bytes, name: str) -> NotebookNode:
    """A letter that declares its input: papermill would only warn of a parameter that it does not know."""
    notebook: NotebookNode = load_notebook_node(nbformat.reads(content.decode(), as_version=4))
    if _PARAMETER not in papermill.inspect_notebook(notebook):
        raise ReportError(f"{name}: parameter {_PARAMETER} tidak dikenal oleh naskah laporan ini.")
    return notebook


def _executed(
    notebook: NotebookNode, parameters: dict[str, str]
) -> tuple[NotebookNode, PapermillExecutionError | None]:
    """Papermill's own steps without its file in between, so that a failed copy is at hand too."""
    notebook = parameterize_notebook(notebook, parameters, engine_name=ENGINE)
    papermill_engines.execute_notebook_with_engine(
        ENGINE, notebook, kernel_name=notebook.metadata.kernelspec.name, progress_bar=False
    )
    try:
        raise_for_execution_errors(notebook, None)
    except PapermillExecutionError as failure:
        return notebook, failure
    return notebook, None


def _forget_machine(notebook: NotebookNode) -> None:
    """Take out what papermill and the kernel note about machine and hour, and names that are made up anew."""
    notebook.metadata.pop("papermill", None)
    for place, cell in enumerate(notebook.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        cell["id"] = f"sel-{place}"


class _Page(HTMLExporter):
    """nbconvert's HTML exporter without its second look at the page.

    It would parse the finished page anew, to give alternative texts and focus to what our templates do not
    have; that costs five times as much as filling the template.
    """

    def from_notebook_node(  # type: ignore[override]  # nbconvert's own exporters return text, too
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """The filled template, as it is."""
        return TemplateExporter.from_notebook_node(self, nb, self._init_resources(resources), **options)  # type: ignore[no-untyped-call]


@cache
def exporter() -> HTMLExporter:
    """The page around every report, made once for a process."""
    config = Config()
    config.TagRemovePreprocessor.remove_cell_tags = {_HIDDEN}
    # The others prepare what the page does not have: code, downloads, scripts.
    config.Exporter.default_preprocessors = ["nbconvert.preprocessors.TagRemovePreprocessor"]
    config.TagRemovePreprocessor.enabled = True
    return _Page(  # type: ignore[no-untyped-call]
        config=config,
        template_name="laporan",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_input=True,
        exclude_anchor_links=True,
    )
