"""Processes of this computer that make reports: started once, everything loaded, one report at a time each.

A report that hangs, crashes or is killed is that report's failure. Processes are started from one that has no
threads (forkserver), or anew (Windows): never by a fork of the command line or of a Jupyter kernel.
"""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver
from threading import Lock
from time import sleep
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from spbe_lib.errors import ReportError
from spbe_lib.reporting.batch.makers import Made
from spbe_lib.reporting.batch.warm_process import WarmProcess
from spbe_lib.reporting.job import Job

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

TIME_LIMIT = 300
"""Seconds that a report may take unless somebody says otherwise; ours take a fraction of one."""

_FORKSERVER = "forkserver" in multiprocessing.get_all_start_methods()
_CONTEXT: "ForkServerContext | SpawnContext" = (
    multiprocessing.get_context("forkserver") if _FORKSERVER else multiprocessing.get_context("spawn")
)
_MOMENT = 0.2
"""Seconds until this computer is asked again for a process that it did not start."""

_LOADED = "spbe_lib.reporting.batch.loaded"
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MPLBACKEND": "agg"}
"""Each process draws one report; threads of numpy would only stand in each other's way."""

_ENVIRONMENT = Lock()
"""The environment is the process's: of two that changed it at once, one would put back what the other set."""


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
        # Each of these threads waits for one process, and starts another where it was lost.
        self._waiting = ThreadPoolExecutor(self.slots, thread_name_prefix="spbe-laporan")
        self._lock, self._closed = Lock(), False
        self._all, self._idle = set[WarmProcess](), list[WarmProcess]()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._closed = True
            for process in self._all:
                process.kill()
        self._waiting.shutdown(cancel_futures=True)
        for process in self._all:
            process.end()

    def warm_up(self) -> None:
        """Start the process from which the others come; it loads everything meanwhile."""
        if _FORKSERVER:
            _CONTEXT.set_forkserver_preload([_LOADED])
            with _environment(_ONE_THREAD):
                forkserver.ensure_running()

    def begin(self, job: Job) -> Future[Any]:
        """Give a report to the next process that is free."""
        return self._waiting.submit(self._made, job)

    def end(self, job: Job, begun: Future[Any]) -> Made | None:  # noqa: ARG002 a job needs no second look here
        """What became of a report that is done; None when its process was lost before it began.

        Raises:
            ReportError: It could not be made, took too long, or its process died.
        """
        made: Made | str | None = begun.result()
        if isinstance(made, str):
            raise ReportError(made)
        return made

    def _made(self, job: Job) -> Made | str | None:
        while process := self._rested():
            if made := self._made_by(process, job):  # else it died while it had nothing to do
                return made
        try:
            return self._made_by(self._started(), job)
        except (OSError, EOFError):
            sleep(_MOMENT)  # what was killed is perhaps not quite gone
            return None

    def _made_by(self, process: WarmProcess, job: Job) -> Made | str | None:
        made = process.make(job)
        with self._lock:
            if process.is_usable:
                self._idle.append(process)
                return made
            self._all.discard(process)
        process.end()
        return made

    def _rested(self) -> WarmProcess | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _started(self) -> WarmProcess:
        self.warm_up()
        with self._lock, _environment(_ONE_THREAD):
            if self._closed:
                raise EOFError
            process = WarmProcess(_CONTEXT, self._limit)
            self._all.add(process)
            return process


@contextmanager
def _environment(more: dict[str, str]) -> Iterator[None]:
    with _ENVIRONMENT:
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
