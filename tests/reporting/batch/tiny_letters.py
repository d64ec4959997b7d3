"""Letters that do hardly more than read their input, and what a test wants to happen in them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import wait
from contextlib import contextmanager
from multiprocessing import forkserver
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import nbformat
import psutil  # type: ignore[import-untyped]

from spbe_lib.errors import SpbeError
from spbe_lib.reporting.batch.makers import Made, Makers
from spbe_lib.reporting.batch.run_file import read_run
from spbe_lib.reporting.job import Job
from spbe_lib.workspace import write_whole
from tests.cli.typing import office

TRIES = 3
QUICK = "import pathlib; pathlib.Path(report_input).read_text()[:40]"
MAIN = [sys.executable, "-c", "from spbe_lib.cli import main; main()"]


def tiny_letter(*sources: str) -> bytes:
    """A letter that declares its input and runs this code."""
    cells = [nbformat.v4.new_code_cell('report_input: str = ""', metadata={"tags": ["parameters"]})]
    cells += [nbformat.v4.new_code_cell(source) for source in sources]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=kernel)
    for place, cell in enumerate(notebook.cells):
        cell["id"] = f"sel-{place}"
    text: str = nbformat.writes(notebook)
    return text.encode()


def tiny_office(root: Path, *sources: str) -> Path:
    """The example cycle's register, nothing received, with letters that run this code for every report."""
    office(root)
    for name in ("laporan_opd", "laporan_konsolidasi"):
        write_whole(root / "notebooks" / "laporan" / f"{name}.ipynb", tiny_letter(*sources or [QUICK]))
    return root


def jobs(folder: Path, frozen: bytes, letters: Mapping[str, str]) -> list[Job]:
    """One report for each piece of code, by the name that it is given."""
    made = []
    for name, source in letters.items():
        letter = folder / "letters" / f"{name}.ipynb"
        write_whole(letter, tiny_letter(source))
        write_whole(folder / f"inputs/{name}.json", frozen)
        notebook, html = folder / "notebooks" / f"{name}.ipynb", folder / f"{name}.html"
        report_input = f"inputs/{name}.json"
        made.append(
            Job(letter=letter, folder=folder, report_input=report_input, notebook=notebook, html=html)
        )
    return made


def told(makers: Makers, *all_jobs: Job) -> dict[str, Made | str]:
    """What the makers say of each report: made, or in which words it failed; what was lost is begun again."""
    said: dict[str, Made | str] = {}
    for _ in range(TRIES):
        begun = [(job, makers.begin(job)) for job in all_jobs if job.html.stem not in said]
        wait([future for _, future in begun], timeout=60)
        for job, future in begun:
            assert future.done(), job.html.stem
            try:
                if made := makers.end(job, future):
                    said[job.html.stem] = made
            except SpbeError as refusal:
                said[job.html.stem] = str(refusal)
    return said


def started_report(root: Path, *options: str) -> subprocess.Popen[str]:
    """``spbe report`` in a session of its own, so that a signal can be sent to all that belongs to it."""
    (root / "tmp").mkdir(exist_ok=True)
    return subprocess.Popen(
        [*MAIN, "report", "contoh-2024", *options],
        cwd=root,
        env=os.environ | {"TMPDIR": str(root / "tmp")},
        start_new_session=True,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def until(happens: Callable[[], object], seconds: float = 30) -> None:
    """Wait for something that is about to happen."""
    end = monotonic() + seconds
    while not happens():
        assert monotonic() < end, "it did not happen"
        sleep(0.02)


def alive(pid: int) -> bool:
    """Whether a process is still there, and more than a name on a list."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def family(pid: int) -> set[int]:
    """A process's children and theirs."""
    try:
        return {each.pid for each in psutil.Process(pid).children(recursive=True)}
    except psutil.NoSuchProcess:
        return set()


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a run, without the seconds that it took."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    read = {name: file.read_bytes() for name, file in files.items() if name not in {"run.json", "SHA256SUMS"}}
    record = read_run(folder)
    for row in record["reports"]:
        row["seconds"] = 0
    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    rest = "\n".join(line for line in sums if not line.endswith("run.json"))
    return read | {"run.json": json.dumps(record).encode(), "SHA256SUMS": rest.encode()}


@contextmanager
def own_forkserver(*modules: str) -> Iterator[None]:
    """Processes come from a server of their own; that of an earlier test may have loaded something else."""
    server: Any = forkserver._forkserver  # noqa: SLF001 the only way to begin anew
    former = server._preload_modules  # noqa: SLF001
    server._stop()  # noqa: SLF001
    server._preload_modules = [*modules, "spbe_lib.reporting.batch.loaded"]  # noqa: SLF001
    try:
        yield
    finally:
        server._stop()  # noqa: SLF001
        server._preload_modules = former  # noqa: SLF001


def server_pid() -> int:
    """The process from which the others come."""
    pid: int = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]  # noqa: SLF001
    return pid
