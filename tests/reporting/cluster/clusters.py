"""A Dask cluster on this computer: a scheduler and workers, each a process as an office would start it."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import psutil  # type: ignore[import-untyped]
from distributed import Client

from tests.cli.typing import ROOT
from tests.reporting.batch.tiny_letters import family, until

NANNY, NO_NANNY = "--nanny", "--no-nanny"


class Cluster:
    """A scheduler with the workers that joined it; ``folder`` holds whatever they write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "tmp").mkdir(parents=True)
        self._processes: list[psutil.Popen] = []
        file = folder / "scheduler.json"
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file)
        )
        until(lambda: file.exists() and file.read_text(encoding="utf-8").strip().endswith("}"))
        self.address: str = json.loads(file.read_text(encoding="utf-8"))["address"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def join(self, threads: int = 1, nanny: str = NO_NANNY, *, house: Path = ROOT) -> psutil.Popen:
        """Start a worker that works with the clone in ``house``."""
        options = ["--nthreads", str(threads), nanny, "--local-directory", str(self.folder / "local")]
        return self._start("worker", self.address, *options, house=house)

    def stop(self) -> None:
        """Stop the workers, then the scheduler, as somebody at a terminal would."""
        for process in reversed(self._processes):
            # A worker that is told to stop just when it misses its scheduler may never end: Dask's own fault.
            end = process.terminate if self.scheduler.poll() is None else process.kill
            if process.poll() is None:
                end()
            process.wait(30)
        self._processes.clear()

    @contextmanager
    def client(self, workers: int) -> Iterator[Any]:
        """A line of the test's own to the cluster, as soon as that many workers are there."""
        with Client(self.address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(workers, timeout=30)
            yield client

    @property
    def everybody(self) -> set[int]:
        """All processes of the cluster, with those that they started."""
        return {pid for each in self._processes for pid in {each.pid, *family(each.pid)}}

    def _start(self, role: str, *arguments: str, house: Path = ROOT) -> psutil.Popen:
        command = [sys.executable, "-m", f"distributed.cli.dask_{role}", *arguments, "--no-dashboard"]
        environment = os.environ | {"PYTHONPATH": str(house), "TMPDIR": str(self.folder / "tmp")}
        with (self.folder / f"{role}-{len(self._processes)}.log").open("wb") as log:
            process = psutil.Popen(command, cwd=house, env=environment, stdout=log, stderr=log)
        self._processes.append(process)
        return process


def running_worker(under: psutil.Popen) -> psutil.Process:
    """The process that a nanny looks after."""
    children = [each for each in under.children() if "spawn_main" in " ".join(each.cmdline())]
    return children[-1]


def report_processes(worker: psutil.Process) -> list[psutil.Process]:
    """The warm processes of a worker: whatever comes from the process that it starts them from."""
    found = [each for child in worker.children() for each in child.children()]
    return [each for each in found if each.status() != psutil.STATUS_ZOMBIE]


def other_house(folder: Path) -> Path:
    """A clone in which somebody changed the look of a report."""
    shutil.copytree(ROOT / "spbe_lib", folder / "spbe_lib", ignore=shutil.ignore_patterns("__pycache__"))
    style = next((folder / "spbe_lib" / "reporting" / "templates").rglob("*.css"))
    style.write_text(style.read_text(encoding="utf-8") + "\n/* lain */\n", encoding="utf-8")
    return folder


def empty_house(folder: Path) -> Path:
    """A computer on which the workbench is not installed."""
    (folder / "spbe_lib").mkdir(parents=True)
    (folder / "spbe_lib" / "__init__.py").write_text("", encoding="utf-8")
    return folder


@contextmanager
def cluster_of_two(folder: Path) -> Iterator[tuple[Cluster, psutil.Popen, psutil.Popen]]:
    """A worker with a nanny and one thread, and one without that has two threads."""
    with Cluster(folder) as cluster:
        yield cluster, cluster.join(nanny=NANNY), cluster.join(threads=2)
