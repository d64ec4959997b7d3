"""Where everything lies: the only module that knows folder names."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from time import time
from typing import BinaryIO

from spbe_lib.errors import WorkspaceError
from spbe_lib.strict_yaml import clipped

PACKAGE = Path(__file__).parent
"""The house itself."""

EDITIONS = PACKAGE / "law" / "regulations"
"""The regulations as data, one folder per edition."""

CONCORDANCES = PACKAGE / "law" / "concordances"
"""What one regulation made of the indicators of another, one file per pair of editions."""
NATIONAL = PACKAGE / "records" / "national"
"""The published results of all institutions, year by year."""

TEMPLATES = PACKAGE / "reporting" / "templates"
"""The look of the reports."""

_STALE_SECONDS = 3600
"""Nobody writes one file for that long."""

OPD_FILE = "opd.csv"
"""The register of a cycle's units."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """One working folder: ``inputs/`` (kept), ``notebooks/`` (the letters), ``outputs/`` (disposable)."""

    root: Path

    @property
    def letters(self) -> Path:
        """The report notebooks that papermill runs."""
        return self.root / "notebooks" / "laporan"

    def cycles(self) -> list[str]:
        """Names of all cycles, the folders in ``inputs/`` that hold a ``cycle.yaml``.

        Official results, which have no register, come first: they are a single page each.

        Raises:
            WorkspaceError: There is none yet.
        """
        folders = [file.parent for file in self.inputs.glob("*/cycle.yaml")]
        names = [each.name for each in sorted(folders, key=lambda f: ((f / OPD_FILE).exists(), f.name))]
        if not names:
            raise WorkspaceError("inputs/: belum ada siklus. Buat dengan `spbe init nama-siklus`.")
        return names

    def cycle(self, name: str) -> Path:
        """The folder of one cycle.

        Raises:
            WorkspaceError: There is no such cycle; the text lists those that exist.
        """
        if name not in self.cycles():
            known = ", ".join(self.cycles())
            # What cannot be a folder of inputs/ is repeated as it was typed, not as a place.
            there = name.replace("-", "").isalnum()
            told = (
                f"inputs/{name}: siklus ini tidak ada"
                if there
                else f"'{clipped(name)}': ini bukan nama siklus"
            )
            raise WorkspaceError(f"{told}. Siklus yang ada: {known}.")
        return self.inputs / name

    @property
    def inputs(self) -> Path:
        """The mail room: a folder for each cycle."""
        return self.root / "inputs"

    def outputs(self, cycle: str) -> Path:
        """The folder of one cycle's reports."""
        return self.root / "outputs" / cycle

    def round_outputs(self, cycle: str, name: str) -> Path:
        """The folder of the reports that are made from one round of a cycle."""
        return self.outputs(cycle) / "rounds" / name

    def simulation_outputs(self, cycle: str) -> Path:
        """The folder of the reports of simulations of a cycle, apart from all that tell of results."""
        return self.outputs(cycle) / "simulasi"


def submissions(cycle_folder: Path) -> Path:
    """Where a cycle keeps the files that it received, as they came."""
    return cycle_folder / "submissions"


def evidence(cycle_folder: Path) -> Path:
    """Where a cycle keeps evidence files, each once, by its content."""
    return cycle_folder / "evidence"


def sources(cycle_folder: Path) -> Path:
    """Where a cycle keeps the files from which one was merged, each once, by its content."""
    return cycle_folder / "sources"


def rounds(cycle_folder: Path) -> Path:
    """Where a cycle keeps its rounds: named states, each frozen once and never changed."""
    return cycle_folder / "rounds"


def shared(cycle_folder: Path) -> Path:
    """Where a cycle keeps what was shared: one file for each act of sharing, never changed."""
    return cycle_folder / "shared"


def scenarios(cycle_folder: Path) -> Path:
    """Where a cycle keeps its simulations: one file for each, by name."""
    return cycle_folder / "scenarios"


def backups(cycle_folder: Path) -> Path:
    """Where the copies of a cycle's database are kept."""
    return cycle_folder / "backups"


def open_workspace(folder: Path) -> Workspace:
    """Take a folder as the workspace, checking that it is one.

    Raises:
        WorkspaceError: The folder has no ``inputs/`` or no report notebooks.
    """
    workspace = Workspace(folder.resolve())
    if not (workspace.root / "inputs").is_dir() or not workspace.letters.is_dir():
        raise WorkspaceError(
            f"{workspace.root}: ini bukan ruang kerja Tauval Mandiri (perlu inputs/ dan notebooks/laporan/). "
            "Pindah dahulu ke folder proyek, lalu ulangi."
        )
    return workspace


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a reader sees the old content or the new, never a half.

    Raises:
        WorkspaceError: It cannot be written; what lay there is untouched.
    """
    # Else a name could survive a power cut that its content does not.
    _replace(path, content, lambda file: os.fsync(file.fileno()))


def write_again(path: Path, content: bytes) -> None:
    """Write, whole or not at all, a file that can be made again, without waiting for the disk.

    After a power cut it may be empty; whoever needs it compares its digest.

    Raises:
        WorkspaceError: It cannot be written; what lay there is untouched.
    """
    _replace(path, content, lambda _: None)


def _replace(path: Path, content: bytes, settle: Callable[[BinaryIO], None]) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                settle(file)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
            _clear_old_drafts(path)
    except OSError as fault:
        what = "berkas tidak dapat ditulis. Tutup bila sedang terbuka, periksa izin folder dan ruang disk"
        raise WorkspaceError(f"{path.parent.name}/{path.name}: {what}, lalu ulangi.") from fault


def _clear_old_drafts(path: Path) -> None:
    """Throw away what processes that were killed while they wrote this file left behind."""
    for draft in _drafts_left(path.parent.absolute()):
        if draft.stem == f".{path.name}":
            with suppress(OSError):
                if time() - draft.stat().st_mtime > _STALE_SECONDS:
                    draft.unlink()


@lru_cache
def _drafts_left(folder: Path) -> tuple[Path, ...]:
    """Drafts that lay in a folder when this process first wrote there.

    Looked up once: of a thousand reports, each one would look through the names of all the others.
    """
    with suppress(OSError):
        return tuple(folder / name for name in os.listdir(folder) if _is_draft(name))  # noqa: PTH208 names are enough
    return ()


def _is_draft(name: str) -> bool:
    return name.startswith(".") and name.rpartition(".")[2].isdecimal()
