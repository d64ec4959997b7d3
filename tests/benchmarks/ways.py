"""Other ways from the shipped notebook and one frozen input to the same page, each as a plain user would go.

All fill our template with our settings of nbconvert. Those in a process use the exporter of the reports, and
so are spared the second look that nbconvert's own takes at a page; the command is not.
"""

import ast
import json
from pathlib import Path
from time import process_time
from typing import Any

import nbformat
import papermill
from bs4 import BeautifulSoup

from spbe_lib.reporting import page
from spbe_lib.reporting.document import read_report_input
from spbe_lib.reporting.job import Job
from spbe_lib.reporting.render import exporter, render
from spbe_lib.workspace import TEMPLATES
from tests.benchmarks.office import command


def by_commands(job: Job) -> None:
    """The command ``papermill``, then the command ``jupyter nbconvert``."""
    parameter = ("-p", "report_input", job.report_input)
    where = ("--cwd", str(job.folder), "--no-progress-bar")
    command("papermill", str(job.letter), str(job.notebook), *parameter, *where, cwd=job.folder)
    look = (
        "--template=laporan",
        f"--TemplateExporter.extra_template_basedirs={TEMPLATES}",
        "--no-input",
        "--HTMLExporter.exclude_anchor_links=True",
        "--TagRemovePreprocessor.enabled=True",
        "--TagRemovePreprocessor.remove_cell_tags=hide",
    )
    name = job.html.name
    command("jupyter", "nbconvert", "--to=html", *look, str(job.notebook), f"--output={name}", cwd=job.folder)


def by_papermill(job: Job) -> None:
    """``papermill.execute_notebook`` with its default engine, then one exporter for all reports."""
    _by_engine(job, None)


def by_ploomber(job: Job) -> None:
    """The same with ploomber-engine, which needs no kernel either."""
    _by_engine(job, "embedded")


def _by_engine(job: Job, engine: str | None) -> None:
    done = papermill.execute_notebook(
        str(job.letter),
        str(job.notebook),
        parameters={"report_input": job.report_input},
        engine_name=engine,
        cwd=str(job.folder),
        progress_bar=False,
    )
    _export(done, job)


def by_exec(job: Job) -> None:
    """The floor: the cells by ``exec``, their results into the notebook, the template; and nothing else."""
    notebook = letter(job)
    for cell, shown in zip(code_cells(notebook), results(notebook, job), strict=True):
        cell.outputs = shown
    _export(notebook, job)


def cpu_outside_the_cells(job: Job) -> float:
    """Seconds of the processor that one report takes, less those that its cells take by ``exec``.

    So all is counted that stands around the cells' own work: engine, papermill, template, both files.
    """
    notebook = letter(job)
    start = process_time()
    render(job)
    between = process_time()
    results(notebook, job)
    return 2 * between - start - process_time()


def letter(job: Job) -> Any:
    """The letter as a notebook, read as plain JSON."""
    content = json.loads(job.letter.read_bytes())
    for cell in content["cells"]:
        cell["source"] = "".join(cell["source"])
    return nbformat.from_dict(content)


def code_cells(notebook: Any) -> list[Any]:
    """The cells that are run."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def results(notebook: Any, job: Job) -> list[list[Any]]:
    """Run the cells of a letter by ``exec``; what each of them shows."""
    names: dict[str, Any] = {}
    shown = []
    for cell in code_cells(notebook):
        shown.append([_output(each) for each in _run(cell.source, names)])
        if "parameters" in cell.metadata.get("tags", []):
            names["report_input"] = str(job.folder / job.report_input)
    return shown


def _run(source: str, names: dict[str, Any]) -> list[object]:
    """Run one cell; its last expression, when it ends with one."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)  # noqa: S102 our own letters
    if not isinstance(last, ast.Expr):
        return []
    return [eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)]  # noqa: S307 as above


def _output(shown: Any) -> Any:
    show = getattr(shown, "_repr_html_", None)
    data = {"text/html": show()} if show else {"text/plain": repr(shown)}
    output = {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": None}
    return nbformat.from_dict(output)


def _export(notebook: Any, job: Job) -> None:
    report = read_report_input(job.folder / job.report_input)
    told = {"metadata": {"name": page.title(report)}, "stamp": page.stamp(report)}
    html, _ = exporter().from_notebook_node(notebook, resources=told)
    job.html.write_text(html, encoding="utf-8")


def is_same_page(ours: Path, other: Path) -> bool:
    """Whether two ways made the same page.

    The command cannot be told title and stamp, and spells the page anew: both pages are compared as spelled
    by BeautifulSoup then, without these two.
    """
    return ours.read_bytes() == other.read_bytes() or _spelled_anew(ours) == _spelled_anew(other)


def _spelled_anew(page_file: Path) -> str:
    soup = BeautifulSoup(page_file.read_bytes(), features="html.parser")
    for part in soup.select("title"):
        part.string = ""
    for part in soup.select("style"):
        part.string = "".join(line for line in str(part.string).splitlines(True) if "@top-center" not in line)
    return str(soup)
