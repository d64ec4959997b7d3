"""What the last run made of a cycle's reports: its record, read back strictly before anything is shared."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import StringConstraints, TypeAdapter, ValidationError

from spbe_lib.errors import InputError, Problem
from spbe_lib.records.files.opd_file import is_slug
from spbe_lib.reporting.batch.run_file import RUN
from spbe_lib.reporting.job import CONSOLIDATED, run_folder
from spbe_lib.workspace import Workspace

_Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReport:
    """What the last run says of one report; it failed where ``sha256``, that of its page, is None."""

    report: str
    title: str
    outcome: Literal["made", "failed"]
    sha256: _Sha256 | None
    data_code: _Sha256 | None

    @property
    def failed(self) -> bool:
        """Whether there is no page."""
        return self.outcome == "failed" or self.sha256 is None or self.data_code is None

    @property
    def stem(self) -> str:
        """Where its page and its frozen input lie in a folder of outputs, without their endings."""
        return self.report if self.report == CONSOLIDATED else f"opd/{self.report}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRun:
    """The last run of a cycle, or of one of its rounds: where its outputs lie, and its reports in order."""

    folder: Path
    command: str
    reports: tuple[MadeReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    cycle: str
    reports: tuple[MadeReport, ...]
    round: str | None = None


_FILE = TypeAdapter(_File)


def read_last_run(workspace: Workspace, cycle: str, frozen_round: str | None) -> LastRun:
    """Read what the last run of a cycle, or of one of its rounds, made.

    Raises:
        InputError: There was none, or its record is damaged or of another cycle.
    """
    folder = run_folder(workspace, cycle, frozen_round)
    command = f"spbe report {cycle}{f' --round {frozen_round}' if frozen_round else ''}"
    file = folder / RUN
    try:
        told = _FILE.validate_json(file.read_bytes())
        what = "" if _fits(told, cycle, frozen_round) else "ini catatan siklus atau putaran lain, atau diubah"
    except OSError:
        what = "belum ada laporan yang dibuat"
    except ValidationError:
        what = "catatan ini rusak"
    if what:
        where = file.relative_to(workspace.root).as_posix()
        raise InputError([Problem(where=where, what=what, remedy=f"Jalankan dahulu `{command}`")])
    return LastRun(folder=folder, command=command, reports=told.reports)


def _fits(told: _File, cycle: str, frozen_round: str | None) -> bool:
    names = [each.report for each in told.reports]
    plain = all(name == CONSOLIDATED or is_slug(name) for name in names) and len(set(names)) == len(names)
    return plain and (told.cycle, told.round) == (cycle, frozen_round)
