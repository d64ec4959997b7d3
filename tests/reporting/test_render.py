"""Rendering one report with papermill and nbconvert, for real."""

import dataclasses
import json
import re
from pathlib import Path

import nbformat
import papermill
import pytest

from spbe_lib.errors import InputError, ReportError
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.document import ReportInput, to_bytes
from spbe_lib.reporting.job import CONSOLIDATED, Job, job_for
from spbe_lib.reporting.render import render
from spbe_lib.workspace import Workspace, write_whole
from tests.conftest import Rendered


def made_job(workspace: Workspace, letter: Path, name: str, report: ReportInput) -> Job:
    """A job with a frozen input of its own."""
    job = dataclasses.replace(job_for(workspace, name, CONSOLIDATED), letter=letter)
    write_whole(job.folder / job.report_input, to_bytes(report))
    return job


def letter_with(
    workspace: Workspace, name: str, *sources: str, tags: tuple[str, ...] = ("parameters",)
) -> Path:
    """A small letter: a first cell with these tags, then the given code."""
    first, *rest = sources
    cells = [nbformat.v4.new_code_cell(first, metadata={"tags": list(tags)})]
    cells += [nbformat.v4.new_code_cell(source) for source in rest]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path = workspace.root / name
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    return path


@pytest.mark.failure(14)
@pytest.mark.failure(13)
def test_a_page_holds_no_outside_address_and_nothing_of_the_machine(
    pages: dict[str, Path], workspace: Workspace
) -> None:
    """No URL to fetch, no script, no folder, user or host of the machine: neither in HTML nor in the copy."""
    page = pages["bandar_lampung"]
    copy = page.parent / "notebooks" / "konsolidasi.ipynb"

    html = page.read_text(encoding="utf-8")
    assert re.findall(r"(?:src|href)=[\"'](?!data:)[^\"']*", html) == []
    assert re.findall(r"@import|url\(|<script|<link(?! href=\"data:,\")|<iframe|<object|<base", html) == []
    for text in (html, copy.read_text(encoding="utf-8")):
        assert str(workspace.root) not in text
        assert str(Path.home()) not in text
        assert re.search(r"https?://", text.replace("http://www.w3.org", "")) is None


@pytest.mark.failure(13)
def test_the_executed_copy_tells_neither_hour_nor_path(pages: dict[str, Path]) -> None:
    """Papermill's and the kernel's notes are taken out; the parameter that was passed is seen."""
    copy = nbformat.read(pages["madiun"].parent / "notebooks" / "konsolidasi.ipynb", as_version=4)

    assert "papermill" not in copy.metadata
    assert all("papermill" not in cell.metadata and "execution" not in cell.metadata for cell in copy.cells)
    assert any('report_input = "inputs/konsolidasi.json"' in cell.source for cell in copy.cells)


def test_a_letter_runs_without_a_word_of_warning(pages: dict[str, Path]) -> None:
    """No stream output in any executed copy: a warning would be a fault that nobody reads."""
    for page in pages.values():
        copy = nbformat.read(page.parent / "notebooks" / "konsolidasi.ipynb", as_version=4)
        streams = [
            output
            for cell in copy.cells
            for output in cell.get("outputs", [])
            if output.output_type == "stream"
        ]

        assert streams == []


def test_equal_input_gives_an_equal_page(rendered: Rendered, madiun: ConsolidatedInput) -> None:
    """Nothing but the data is on the page: two runs, the same bytes."""
    assert rendered(madiun, "kali-satu").read_bytes() == rendered(madiun, "kali-dua").read_bytes()


@pytest.mark.failure(15)
def test_a_letter_that_does_not_declare_its_input_is_refused_before_it_runs(
    workspace: Workspace, madiun: ConsolidatedInput
) -> None:
    """An unknown parameter is refused, not ignored."""
    letter = letter_with(workspace, "salah-eja.ipynb", 'report_inputs: str = ""', "1 / 0")
    job = made_job(workspace, letter, "salah-eja", madiun)

    with pytest.raises(ReportError, match="parameter report_input tidak dikenal"):
        render(job)

    assert not job.notebook.exists()


@pytest.mark.failure(8)
def test_a_failing_cell_is_named_its_copy_kept_and_the_old_page_left(
    workspace: Workspace, madiun: ConsolidatedInput
) -> None:
    """A failure is visible: which cell, which reason; the marked copy is saved, no half page is."""
    letter = letter_with(workspace, "gagal.ipynb", 'report_input: str = ""', "1 / 0")
    job = made_job(workspace, letter, "gagal", madiun)
    write_whole(job.html, b"laporan lama")

    with pytest.raises(
        ReportError, match=r"sel 3 pada gagal\.ipynb gagal, ZeroDivisionError: division by zero"
    ):
        render(job)

    assert job.html.read_bytes() == b"laporan lama"
    assert "papermill-error-cell" in job.notebook.read_text(encoding="utf-8")


def test_a_report_input_of_another_kind_is_refused(workspace: Workspace, madiun: ConsolidatedInput) -> None:
    """What is not a report input fails before a kernel is started."""
    letter = workspace.letters / "laporan_konsolidasi.ipynb"
    job = made_job(workspace, letter, "bukan-masukan", madiun)
    (job.folder / job.report_input).write_text(json.dumps({"kind": "opd"}), encoding="utf-8")

    with pytest.raises(InputError, match="bukan masukan laporan"):
        render(job)


def test_an_analyst_can_run_the_letter_where_it_lies(pages: dict[str, Path], workspace: Workspace) -> None:
    """Opened in JupyterLab after ``spbe report``, the letter finds its default input and runs through."""
    assert pages["madiun"].is_file()
    ran = papermill.execute_notebook(
        workspace.letters / "laporan_konsolidasi.ipynb", None, cwd=workspace.letters, progress_bar=False
    )
    outputs = [output for cell in ran.cells for output in cell.get("outputs", [])]

    assert "Kabupaten Madiun" in str(outputs)
    assert all(output.output_type == "execute_result" for output in outputs)
