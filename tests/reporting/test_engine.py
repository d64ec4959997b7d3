"""The engine in the present process records what papermill's default engine records, notebook by notebook."""

import asyncio
import gc
import shutil
import sys
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import papermill
import psutil  # type: ignore[import-untyped]
import pytest
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.history import HistoryManager
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode

from spbe_lib.reporting.clean_state import clean_state
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.document import to_bytes
from spbe_lib.reporting.engine import ENGINE
from spbe_lib.workspace import Workspace, write_whole
from tests.reporting.alike import normalised
from tests.reporting.alone import executed, executed_alone
from tests.reporting.awkward import HOLDING, NOTEBOOKS, UNLIKE, Cell, notebook_of
from tests.reporting.opd_cycles import few
from tests.reporting.simulation_inputs import one

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(path.relative_to(ROOT) for path in (ROOT / "notebooks").rglob("*.ipynb"))
SMALL = ("from fractions import Fraction", "print('baris')\nFraction(1, 3)", "[n for n in range(5)]")


def saved(cells: Sequence[Cell], folder: Path) -> Path:
    """A notebook of these cells, as a file."""
    path = folder / "naskah.ipynb"
    nbformat.write(notebook_of(cells), path)
    return path


def ours(*cells: Cell, folder: Path) -> list[Any]:
    """The outputs of these cells, in our engine."""
    ran = executed(saved(cells, folder), ENGINE, folder)
    return [cell.outputs for cell in ran.cells if cell.cell_type == "code" and cell.source.strip()]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Papermill's client leaves sockets and loops of its kernels to the collector."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        warnings.filterwarnings("ignore", "Message serialization failed")
        yield
        gc.collect()


@pytest.fixture(scope="module")
def place(workspace: Workspace, madiun: ConsolidatedInput, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of this module's own, in which each letter finds the input that it names."""
    root = tmp_path_factory.mktemp("salinan")
    ignored = shutil.ignore_patterns("spbe.db*", "backups", "outputs")
    shutil.copytree(workspace.root, root, ignore=ignored, dirs_exist_ok=True)
    outputs = root / "outputs"
    write_whole(outputs / "kab-madiun-2020" / "inputs" / "konsolidasi.json", to_bytes(madiun))
    write_whole(outputs / "contoh-2024" / "inputs" / "opd" / "diskominfo.json", to_bytes(few()))
    write_whole(outputs / "contoh-2024" / "simulasi" / "inputs" / "simulasi-target.json", to_bytes(one()))
    return root


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> dict[str, NotebookNode]:
    """All awkward notebooks, one after another in one process with our engine."""
    folders = [tmp_path_factory.mktemp(name) for name in NOTEBOOKS]
    paths = [saved(cells, folder) for cells, folder in zip(NOTEBOOKS.values(), folders, strict=True)]
    return dict(zip(NOTEBOOKS, executed_alone(folders[0], *paths), strict=True))


@pytest.mark.parametrize("notebook", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_notebook_becomes_what_the_default_engine_makes_of_it(
    notebook: Path, place: Path
) -> None:
    """Cells, outputs, counts, metadata and the state of all widgets."""
    path = place / notebook
    theirs = executed(path, None, path.parent)
    (mine,) = executed_alone(path.parent, path)

    assert [cell.metadata.papermill.status for cell in mine.cells] == ["completed"] * len(mine.cells)
    assert normalised(mine) == normalised(theirs)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_an_awkward_notebook_becomes_what_the_default_engine_makes_of_it(
    name: str, awkward: dict[str, NotebookNode], tmp_path: Path
) -> None:
    """Errors, displays, streams, magics, ten million characters: cell by cell."""
    theirs = normalised(executed(saved(NOTEBOOKS[name], tmp_path), None, tmp_path))
    mine = normalised(awkward[name])

    for my_cell, their_cell in zip(mine["cells"], theirs["cells"], strict=True):
        assert my_cell == their_cell
    assert mine["metadata"] == theirs["metadata"]


def test_after_an_error_no_cell_is_run_and_the_copy_says_which_failed(tmp_path: Path) -> None:
    """Status, output and exception stand at the failing cell; what follows is pending."""
    ran = executed(saved(NOTEBOOKS["middle"], tmp_path), ENGINE, tmp_path)
    failed = next(cell for cell in ran.cells if cell.metadata.get("papermill", {}).get("status") == "failed")

    assert [output.output_type for output in failed.outputs] == ["stream", "error"]
    assert failed.outputs[1].ename == "ZeroDivisionError"
    assert ran.cells[-1].metadata.papermill.status == "pending"
    assert ran.cells[-1].execution_count is None


def test_a_widget_that_holds_outputs_takes_them_from_the_cell(tmp_path: Path) -> None:
    """As a page would tell it, after the cell; not compared live: the default engine may wait for ever."""
    held, outside, error, kinds, cleared, last = ours(*HOLDING, folder=tmp_path)

    assert [output.output_type for output in held] == ["execute_result"]
    assert [output.text for output in outside] == ["di luar\n"]
    assert (error, cleared) == ([], [])
    assert kinds[0].data["text/plain"] == "['stream', 'display_data', 'error']"
    assert last[0].data["text/plain"] == "({'output_type': 'stream', 'name': 'stdout', 'text': 'sisa\\n'},)"


def test_what_is_unlike_is_as_the_engine_says(tmp_path: Path) -> None:
    """No cell of them is lost without a word, and none stops the engine."""
    past, child, half, number, thing, lone, plain = ours(*UNLIKE, folder=tmp_path)

    assert past == []
    assert [output.output_type for output in child] == ["execute_result"]
    assert half[0].text == "\N{REPLACEMENT CHARACTER}\n"
    assert number[0].data["application/json"] == {"n": "nan"}
    assert [each[-1].ename for each in (thing, lone, plain)] == [
        "ValueError",
        "UnicodeEncodeError",
        "NotebookValidationError",
    ]


def test_after_exit_there_is_no_one_to_run_a_cell(tmp_path: Path) -> None:
    """A letter that leaves in the middle is no finished report."""
    with clean_state(tmp_path), pytest.raises(DeadKernelError):
        papermill.execute_notebook(notebook_of(("exit()", "1")), None, engine_name=ENGINE, progress_bar=False)


def test_the_process_is_as_before(tmp_path: Path) -> None:
    """No shell, no loop and no display hook of a report stays."""
    before = sys.stdout, sys.displayhook, sys.excepthook, sys.modules["__main__"], asyncio.create_task
    ours(*SMALL, folder=tmp_path)

    assert before == (
        sys.stdout,
        sys.displayhook,
        sys.excepthook,
        sys.modules["__main__"],
        asyncio.create_task,
    )
    assert not ZMQInteractiveShell.initialized()


@pytest.mark.failure(17)
def test_many_reports_in_one_process_leave_nothing_behind(tmp_path: Path) -> None:
    """After 60 runs no more threads, open files or shells than after ten."""
    process = psutil.Process()
    held = []
    for number in range(60):
        ours(*SMALL, folder=tmp_path)
        if number in (10, 59):
            gc.collect()
            shells = sum(isinstance(each, ZMQInteractiveShell) for each in gc.get_objects())
            held.append((process.num_threads(), process.num_fds(), shells))

    assert held[1] == held[0]
    assert not HistoryManager.outputs


def test_cells_run_beside_an_event_loop_that_is_not_theirs(tmp_path: Path) -> None:
    """Asked for from within a loop, as in a program that serves pages: theirs is another one."""
    path = saved(("import asyncio", "await asyncio.sleep(0, 'sudah')"), tmp_path)

    async def asked() -> NotebookNode:
        return executed(path, ENGINE, tmp_path)

    with ThreadPoolExecutor(1) as apart:  # beside whatever loop the thread of the tests has by now
        ran = apart.submit(lambda: asyncio.run(asked())).result()

    assert ran.cells[-1].outputs[0].data["text/plain"] == "'sudah'"
