"""What became of one report of a run."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from spbe_lib.errors import SpbeError
from spbe_lib.reporting.batch.run_file import Row


class State(StrEnum):
    """What became of a report."""

    MADE = "made"
    UNCHANGED = "unchanged"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """The word for people."""
        return {"made": "dibuat", "unchanged": "tidak berubah", "failed": "gagal"}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one report: the page, or the refusal that says why there is none.

    ``code`` is the data code of its frozen input, ``recipe`` stands for all else that it was made with;
    ``seconds`` is the time that it took, ``size`` the page's size in bytes.
    """

    report: str
    title: str
    state: State
    page: Path | None = None
    code: str | None = None
    recipe: str | None = None
    sha256: str | None = None
    copy_sha256: str | None = None
    refusal: SpbeError | None = None
    seconds: float = 0.0
    size: int = 0


def unchanged_report(folder: Path, row: Row) -> Outcome:
    """A report that an earlier run made, and that is still as it would be made now."""
    return Outcome(
        report=row["report"],
        title=row["title"],
        state=State.UNCHANGED,
        page=folder / row["page"],
        code=row["data_code"],
        recipe=row["recipe"],
        sha256=row["sha256"],
        copy_sha256=row["copy_sha256"],
        seconds=row["seconds"],
        size=row["size"],
    )
