"""One process of this computer that makes reports, and the line to it.

Every process has a line of its own and shares nothing with the others: whenever one is killed, even in the
middle of a word, only the report that it makes notices.
"""

import faulthandler
import signal
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from threading import Lock
from typing import TYPE_CHECKING, Any

from spbe_lib.reporting.batch.makers import Made, not_made
from spbe_lib.reporting.job import Job

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

_STARTING = 300
"""Seconds that a process may take until it begins its first report: slow disks, busy machines."""

_GRACE = 3
"""Seconds after its time limit at which a process ends by itself, where nobody is left to end it."""

_ONE_AT_A_TIME = Lock()
"""Who starts a process looks after all that ended; two who do so at once would take the exit code from each
other."""


class WarmProcess:
    """A process that makes one report after another, each within a time limit.

    ``is_usable`` says that it waits for the next one; another is to be ended.
    """

    def __init__(self, context: "ForkServerContext | SpawnContext", limit: float) -> None:
        """Start it.

        Args:
            context: How processes are started.
            limit: Seconds that a report may take.

        Raises:
            OSError: This computer starts no more processes.
            EOFError: The process from which it would have come died.
        """
        self._limit, self.is_usable = limit, True
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, limit), daemon=True)
        with theirs, _ONE_AT_A_TIME:
            self._process.start()

    def make(self, job: Job) -> Made | str | None:
        """Make a report.

        Returns:
            What was made, or in words why it was not; None when the process was lost before it began.
        """
        self.is_usable = False
        try:
            self._line.send(job)
            self._heard(_STARTING)
        except (OSError, EOFError):
            return None
        try:
            made: Made | str = self._heard(self._limit)
        except TimeoutError:
            return not_made(job, f"belum selesai sesudah {self._limit:g} detik dan dihentikan")
        except (OSError, EOFError):
            return not_made(job, f"proses pembuatnya mati (kode {self._exit_code()})")
        self.is_usable = True
        return made

    def kill(self) -> None:
        """Have it end, whatever it does; who waits for it notices."""
        self._process.kill()

    def end(self) -> None:
        """End it and forget it."""
        self.kill()
        self._exit_code()
        self._process.close()
        self._line.close()

    def _heard(self, limit: float) -> Any:
        ready = wait([self._line, self._process.sentinel], limit)
        if not ready:
            raise TimeoutError
        if self._line not in ready:
            raise EOFError
        return self._line.recv()

    def _exit_code(self) -> int | None:
        with _ONE_AT_A_TIME:
            self._process.join()
            return self._process.exitcode


def _work(line: "Connection[Any, Any]", limit: float) -> None:
    """What the process does: make reports until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that asks
    # Imported in the process that works: the one that asks needs none of what a letter needs.
    from spbe_lib.reporting.batch.loaded import made, start_work  # noqa: PLC0415

    start_work()
    with suppress(OSError, EOFError):
        while True:
            job = line.recv()
            line.send(None)
            # A letter that hangs in a library lets no Python run; this clock needs none.
            faulthandler.dump_traceback_later(limit + _GRACE, exit=True, file=2)
            done = made(job)
            faulthandler.cancel_dump_traceback_later()
            line.send(done)
