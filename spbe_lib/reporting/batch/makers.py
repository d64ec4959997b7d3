"""Whoever makes reports for the batch: processes of this computer, or computers of a cluster."""

from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol

from spbe_lib.reporting.job import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A report that was made: SHA-256 of page and executed copy, the page's size in bytes, seconds taken."""

    sha256: str
    copy_sha256: str
    size: int
    seconds: float


class Makers(Protocol):
    """Makes reports, several at a time, each without notice of the others."""

    @property
    def slots(self) -> int:
        """How many reports are made at the same time."""

    def warm_up(self) -> None:
        """Get ready while the inputs are still being read; returns at once."""

    def begin(self, job: Job) -> Future[Any]:
        """Begin a report whose frozen input lies there."""

    def end(self, job: Job, begun: Future[Any]) -> Made | None:
        """What became of a report that is done.

        Returns:
            None when it was lost by no fault of its own, and must be begun again.

        Raises:
            SpbeError: It could not be made.
        """


def not_made(job: Job, what: str) -> str:
    """Why a report could not be made, as people read it."""
    return (
        f"{job.html.stem}: laporan gagal dibuat, {what}. "
        "Laporan lain tidak terganggu; ulangi dengan `spbe report`."
    )
