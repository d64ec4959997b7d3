"""What a computer of a cluster does: it makes a report from what it was sent, and sends back what came of it.

The Dask worker itself runs no letter. Warm processes beside it do, as on the computer that asks, one for each
of its threads: reports do not notice each other, one that hangs is ended at its time limit, and one that dies
takes neither the worker nor another report with it.
"""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import wait
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Timer

from distributed import Status, Worker, get_worker

from spbe_lib.errors import ReportError
from spbe_lib.reporting.batch.makers import Made
from spbe_lib.reporting.batch.pool import LocalMakers
from spbe_lib.reporting.batch.recipe import recipe
from spbe_lib.reporting.job import Job

_IDLE_SECONDS = 10
"""After how long without a report a computer ends its processes; whoever asked may be gone without a word."""

_LOOK_SECONDS = 1
"""How often a worker that waits for a report looks whether it is told to stop."""

_STOPPED = (Status.closing, Status.closed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One report to make on another computer: all that travels there.

    Attributes:
        letter: The file name of the report notebook, and ``letter_content`` what stands in it.
        letter_content: The report notebook, as it lies on the computer that asks.
        frozen: The frozen input.
        places: Where input, executed copy and page lie, relative to the folder of the run.
        notebook: Where the executed copy will lie in the end, as a refusal tells it.
        kitchen: What the report must be made with, as ``kitchen()`` tells it.
        limit: Seconds that it may take.
    """

    letter: str
    letter_content: bytes
    frozen: bytes
    places: tuple[str, str, str]
    notebook: str
    kitchen: str
    limit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What came of a report: the page with what is known of it, or the refusal in words.

    Neither is there when it was lost by no fault of its own. The executed copy of a failed one may be.
    """

    made: Made | None = None
    refusal: str | None = None
    notebook: bytes | None = None
    html: bytes | None = None


def kitchen() -> str:
    """All that a report is made with on this computer but letter and input; where it differs, bytes would."""
    return f"{recipe(b'')} distributed {version('distributed')}"


def get_ready() -> str:
    """Load what letters need, in the background, and tell what reports are made with here."""
    LocalMakers(1).warm_up()
    return kitchen()


def differs(worker: str) -> str:
    """Why a worker of the cluster is refused, as people read it."""
    return (
        f"{worker}: program, peraturan, Python, atau pustaka pada pekerja ini lain daripada yang di sini, "
        "sehingga laporannya akan berbeda. Samakan klon dan pustakanya (requirements.lock), "
        "jalankan ulang `dask worker` di sana, lalu ulangi."
    )


def make_report(errand: Errand) -> Brought:
    """Make a report in a folder that exists as long as that takes."""
    worker = get_worker()
    if errand.kitchen != kitchen():  # it joined, or came back, after the others were asked
        return Brought(refusal=differs(worker.address))
    # In the worker's own folder: Dask clears away that of a worker that was killed.
    with TemporaryDirectory(dir=worker.local_directory, ignore_cleanup_errors=True) as place:
        job = _laid_out(Path(place), errand)
        try:
            made, refusal = _bench(errand.limit).made(job, worker), None
        except ReportError as told:
            made, refusal = None, str(told).replace(str(job.notebook), errand.notebook)
        html = job.html.read_bytes() if made else None
        return Brought(made=made, refusal=refusal, notebook=_content(job.notebook), html=html)


def _laid_out(place: Path, errand: Errand) -> Job:
    """The job, with its letter and input where it looks for them."""
    letter, folder = place / "letters" / errand.letter, place / "run"
    report_input, notebook, html = errand.places
    for file, content in ((letter, errand.letter_content), (folder / report_input, errand.frozen)):
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
    return Job(
        letter=letter,
        folder=folder,
        report_input=report_input,
        notebook=folder / notebook,
        html=folder / html,
    )


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


class _Bench:
    """The warm processes of this computer, for reports with one time limit; none while nobody asks."""

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self._lock = Lock()
        self._makers: LocalMakers | None = None
        self._busy, self._closing = 0, _later(self._close)

    def made(self, job: Job, worker: Worker) -> Made | None:
        """A report, unless this worker is told to stop meanwhile."""
        makers = self._taken(worker)
        try:
            begun = makers.begin(job)
            while wait([begun], timeout=_LOOK_SECONDS).not_done:
                if worker.status in _STOPPED:
                    makers.__exit__(None, None, None)
            return makers.end(job, begun)
        finally:
            self._left()

    def _taken(self, worker: Worker) -> LocalMakers:
        with self._lock:
            self._closing.cancel()
            self._busy += 1
            if self._makers is None:
                # Under a nanny the worker is a daemon to Python, and those may have no children. Ours end by
                # themselves when it ends.
                multiprocessing.current_process().daemon = False
                self._makers = LocalMakers(worker.state.nthreads, self._limit)
            return self._makers

    def _left(self) -> None:
        with self._lock:
            self._busy -= 1
            if not self._busy:
                self._closing = _later(self._close)
                self._closing.start()

    def _close(self) -> None:
        with self._lock:
            if self._makers and not self._busy:
                self._makers.__exit__(None, None, None)
                self._makers = None


def _later(do: Callable[[], None]) -> Timer:
    timer = Timer(_IDLE_SECONDS, do)
    timer.daemon = True
    return timer


_benches: dict[float, _Bench] = {}


def _bench(limit: float) -> _Bench:
    return _benches.setdefault(limit, _Bench(limit))
