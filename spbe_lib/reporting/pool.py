"""Processes of this computer that make reports: started once, everything loaded, one report at a time each.

A report that hangs, crashes or is killed is that report's failure. Processes are started from one that has no
threads (forkserver), or anew (Windows): never by a fork of the command line or of a Jupyter kernel.
"""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as TimeLimit
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import forkserver
from types import TracebackType
from typing import Any, Self

from pebble import ProcessExpired, ProcessPool

from spbe_lib.errors import ReportError
from spbe_lib.reporting.job import Job
from spbe_lib.reporting.makers import Made, not_made

TIME_LIMIT = 300
"""Seconds that a report may take unless somebody says otherwise; ours take a fraction of one."""

_WORKER = "spbe_lib.reporting.worker"
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MPLBACKEND": "agg"}
"""Each process draws one report; threads of numpy would only stand in each other's way."""


def available_cores() -> int:
    """How many reports this computer can make at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class LocalMakers:
    """Warm processes of this computer; they end with the ``with`` block, or with the process that has it."""

    def __init__(self, workers: int | None = None, limit: float = TIME_LIMIT) -> None:
        self.slots = workers or available_cores()
        self._limit = limit
        self._method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def warm_up(self) -> None:
        """Start the process from which the others come; it loads everything meanwhile."""
        if self._method == "forkserver":
            with _environment(_ONE_THREAD):
                multiprocessing.get_context("forkserver").set_forkserver_preload([_WORKER])
                forkserver.ensure_running()

    def begin(self, job: Job) -> Future[Any]:
        """Give a report to the next process that is free."""
        return self._running().schedule(_made, args=[job], timeout=self._limit)

    def end(self, job: Job, begun: Future[Any]) -> Made | None:
        """What became of a report that is done; None when all processes were lost at once.

        Raises:
            ReportError: It could not be made, took too long, or its process died.
        """
        try:
            made = begun.result()
        except TimeLimit:
            made = not_made(job, f"belum selesai sesudah {self._limit:g} detik dan dihentikan")
        except ProcessExpired as death:
            made = not_made(job, f"proses pembuatnya mati (kode {death.exitcode})")
        except (BrokenProcessPool, CancelledError):
            return None  # all processes were lost, not this one's; the next report starts new ones
        if isinstance(made, Made):
            return made
        raise ReportError(made)

    def _running(self) -> ProcessPool:
        if self._pool and not self._pool.active:
            self._close()
        if self._pool is None:
            self.warm_up()
            context = multiprocessing.get_context(self._method)
            self._pool = ProcessPool(max_workers=self.slots, initializer=_start_work, context=context)
        return self._pool

    def _close(self) -> None:
        if self._pool:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None


# Imported in the process that works: the one that asks needs none of what a letter needs.
def _start_work() -> None:
    from spbe_lib.reporting.worker import start_work  # noqa: PLC0415

    start_work()


def _made(job: Job) -> Made | str:
    from spbe_lib.reporting.worker import made  # noqa: PLC0415

    return made(job)


@contextmanager
def _environment(more: dict[str, str]) -> Iterator[None]:
    former = {name: os.environ.get(name) for name in more}
    os.environ.update(more)
    try:
        yield
    finally:
        for name, value in former.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
