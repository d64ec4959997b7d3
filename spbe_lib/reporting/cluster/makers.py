"""A Dask cluster that makes reports: frozen inputs go there, pages come back and are written here.

Whoever asks is the only one who writes: what lies there is the same as without a cluster, byte by byte. Dask
gives the reports of a worker that dies to another one.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from spbe_lib.errors import ReportError, SpbeError
from spbe_lib.reporting.batch.makers import Made, not_made
from spbe_lib.reporting.batch.pool import TIME_LIMIT
from spbe_lib.reporting.job import Job
from spbe_lib.workspace import write_again

if TYPE_CHECKING:
    from spbe_lib.reporting.cluster.link import Link


class ClusterMakers:
    """The workers of a Dask cluster; the line to it ends with the ``with`` block."""

    def __init__(self, scheduler: str, limit: float = TIME_LIMIT) -> None:
        """Nothing is connected yet: a run that has nothing to make needs no cluster.

        Args:
            scheduler: The address of the Dask scheduler, as ``tcp://10.0.0.5:8786``.
            limit: Seconds that one report may take, from when a worker begins it.
        """
        self._scheduler, self._limit = scheduler, limit
        self._connecting = ThreadPoolExecutor(1, thread_name_prefix="spbe-klaster")
        self._connected: Future[Link] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connecting.shutdown()
        if self._connected and not self._connected.exception():
            self._connected.result().close()

    @property
    def slots(self) -> int:
        """How many reports the workers make at the same time; more where some join meanwhile.

        Raises:
            ReportError: As ``begin``.
        """
        return self._link().slots

    def warm_up(self) -> None:
        """Connect in the background, and let the workers load what letters need."""
        self._connected = self._connected or self._connecting.submit(_connected, self._scheduler)

    def begin(self, job: Job) -> Future[Any]:
        """Send a report to the cluster.

        Raises:
            ReportError: There is no cluster at that address, or it is lost; it has no workers, or some that
                would make other reports; Dask is not installed here.
        """
        link = self._link()
        # Imported here, as Dask is: most make their reports on one computer.
        from spbe_lib.reporting.cluster.worker import Errand, kitchen  # noqa: PLC0415

        return link.submit(
            Errand(
                letter=job.letter.name,
                letter_content=job.letter.read_bytes(),
                frozen=(job.folder / job.report_input).read_bytes(),
                places=(
                    job.report_input,
                    job.notebook.relative_to(job.folder).as_posix(),
                    job.html.relative_to(job.folder).as_posix(),
                ),
                notebook=str(job.notebook),
                kitchen=kitchen(),
                limit=self._limit,
            )
        )

    def end(self, job: Job, begun: Future[Any]) -> Made | None:
        """Write what came of a report that is done; None when it was lost on a worker before it began.

        Raises:
            ReportError: It could not be made, took too long, or the cluster was lost.
            WorkspaceError: A file cannot be written.
        """
        try:
            brought = begun.result()
        except SpbeError:
            raise
        except Exception as fault:
            raise ReportError(_broken(job, fault)) from fault
        if brought.notebook is not None:
            write_again(job.notebook, brought.notebook)
        if brought.refusal is not None:
            raise ReportError(brought.refusal)
        if brought.html is not None:
            write_again(job.html, brought.html)
        made: Made | None = brought.made
        return made

    def _link(self) -> "Link":
        self.warm_up()
        assert self._connected  # noqa: S101 by warm_up
        return self._connected.result()


def _connected(scheduler: str) -> "Link":
    try:
        from spbe_lib.reporting.cluster.link import Link  # noqa: PLC0415 optional
    except ModuleNotFoundError as fault:
        raise ReportError(
            "Membuat laporan di klaster memerlukan pustaka distributed, yang belum terpasang di sini. "
            "Pasang dengan `python -m pip install -e .[cluster]`, lalu ulangi, atau ulangi tanpa --scheduler."
        ) from fault
    return Link(scheduler)


def _broken(job: Job, fault: Exception) -> str:
    from distributed import KilledWorker  # noqa: PLC0415 as above

    if isinstance(fault, KilledWorker):
        return not_made(job, "pekerja klaster yang membuatnya berulang kali mati")
    return not_made(job, f"{type(fault).__name__}: {fault}")
