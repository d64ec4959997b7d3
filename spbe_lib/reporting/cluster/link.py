"""The line to a Dask cluster: whoever does not answer, or answers no more, is told in a sentence."""

import logging
import warnings
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any

import distributed
from distributed import Client
from distributed.versions import VersionMismatchWarning

from spbe_lib.errors import ReportError
from spbe_lib.reporting.cluster.worker import Brought, Errand, differs, get_ready, kitchen, make_report

_PATIENCE = 10
"""Seconds in which a scheduler must answer, and have a worker at first."""

_ALONE = 30
"""Seconds after which a cluster without workers, or a silent one, is given up; nannies are quicker."""

_BRINGING = 60
"""Seconds in which a report that is done must be here."""

_LOOK_SECONDS = 2

_FAULTS = (OSError, ValueError, RuntimeError, ImportError, AttributeError, CancelledError)
"""What Dask raises where there is no such address, nobody there or somebody who speaks otherwise, and what a
client says that closed itself meanwhile."""


class Link:
    """A scheduler that answers, with workers that make the same reports as this process would.

    ``slots`` is how many reports they make at the same time just now.
    """

    def __init__(self, address: str) -> None:
        """Connect.

        Raises:
            ReportError: There is nobody, no worker, or workers that would make other reports.
        """
        self._address, self.slots = address, 1
        self._lock, self._closing = Lock(), Event()
        # What is fetched while the client closes is never brought, and Python waits for whoever fetches it.
        self._fetching = Lock()
        self._begun: dict[Future[Brought], distributed.Future[Brought]] = {}
        self._lost: str | None = None
        self._client = _client(address)
        try:
            self._check_workers()
        except BaseException:
            self._client.close()
            raise
        Thread(target=self._watch, daemon=True, name="spbe-klaster").start()

    def submit(self, errand: Errand) -> Future[Brought]:
        """Have a report made by whichever worker is free.

        Raises:
            ReportError: The cluster was lost.
        """
        promise = Future[Brought]()
        with self._lock:
            if self._lost:
                raise ReportError(self._lost)
            try:
                asked = self._client.submit(make_report, errand, pure=False)
                asked.add_done_callback(lambda _: self._keep(promise, asked))
            except _FAULTS as fault:  # the client closed itself
                raise ReportError(_gone(self._address)) from fault
            self._begun[promise] = asked
        return promise

    def close(self) -> None:
        """Leave; what nobody waits for any more is not begun."""
        self._closing.set()
        with self._lock:
            begun = list(self._begun.values())
        with suppress(*_FAULTS):
            self._client.cancel(begun)
        with self._fetching, suppress(*_FAULTS):
            self._client.close()
        with self._lock:
            for promise in self._begun:
                promise.cancel()
            self._begun.clear()

    def _check_workers(self) -> None:
        """Refuse workers that would make other reports: one of them would soon have failed all that wait."""
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
            told: dict[str, object] = self._client.run(get_ready, on_error="return")
            self._count()
        except TimeoutError as fault:
            raise ReportError(_no_workers(self._address, _PATIENCE)) from fault
        except _FAULTS as fault:
            raise ReportError(_gone(self._address)) from fault
        if others := [worker for worker, code in told.items() if code != kitchen()]:
            raise ReportError("\n".join(differs(worker) for worker in sorted(others)))

    def _count(self) -> int:
        """How many reports the workers make at the same time; none where all are gone."""
        ask = self._client.scheduler.ncores
        threads: dict[str, int] = self._client.sync(ask, workers=None, callback_timeout=_ALONE)
        count = sum(threads.values())
        self.slots = count or self.slots
        return count

    def _watch(self) -> None:
        """Dask itself would wait for workers, and for a scheduler that hangs, without an end."""
        seen = monotonic()
        while not self._closing.wait(_LOOK_SECONDS):
            try:
                if self._count():
                    seen = monotonic()
            except _FAULTS:
                self._give_up(_gone(self._address))
                return
            if monotonic() - seen > _ALONE:
                self._give_up(_no_workers(self._address, _ALONE))
                return

    def _keep(self, promise: Future[Brought], asked: "distributed.Future[Brought]") -> None:
        with self._fetching:
            if self._closing.is_set():
                return
            try:
                brought = asked.result(timeout=_BRINGING)
            except (CancelledError, TimeoutError):  # the line to the scheduler broke, or it is silent
                self._give_up(_gone(self._address))
            except Exception as fault:  # noqa: BLE001 whoever waits for the report hears it
                self._settle(promise, fault)
            else:
                self._settle(promise, brought)

    def _give_up(self, why: str) -> None:
        with self._lock:
            self._lost = self._lost or why
            begun = list(self._begun)
        for promise in begun:
            self._settle(promise, ReportError(self._lost))

    def _settle(self, promise: Future[Brought], came: Brought | Exception) -> None:
        with self._lock:
            if self._begun.pop(promise, None) is None:
                return
        if isinstance(came, Brought):
            promise.set_result(came)
        else:
            promise.set_exception(came)


def _client(address: str) -> Any:
    # What Dask writes to the terminal is English and about itself; kitchen() refuses another version.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", category=VersionMismatchWarning)
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False, name="spbe")  # type: ignore[no-untyped-call]
    except _FAULTS as fault:
        raise ReportError(
            f"{address}: di alamat ini tidak ada penjadwal Dask yang menjawab. Periksa alamatnya (misalnya "
            "tcp://10.0.0.5:8786), jaringannya, dan apakah `dask scheduler` berjalan di sana, atau ulangi "
            "tanpa --scheduler."
        ) from fault


def _no_workers(address: str, seconds: int) -> str:
    return (
        f"{address}: penjadwal ini tidak mempunyai pekerja (ditunggu {seconds} detik). Jalankan "
        f"`dask worker {address}` di komputer yang akan membuat laporan, lalu ulangi."
    )


def _gone(address: str) -> str:
    return (
        f"{address}: hubungan dengan penjadwal klaster terputus. Laporan yang sudah jadi tetap tersimpan; "
        "periksa `dask scheduler` di sana, lalu lanjutkan dengan perintah yang sama."
    )
