"""Which files are meant when somebody names files and folders: each once, and what is left aside is told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.kept_files import is_lock
from spbe_lib.intake.readers import takes
from spbe_lib.strict_yaml import clipped

_SHEETS = frozenset({".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".et", ".numbers"})
"""Sheets that the door does not take: it says so, and how to save them anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """The files to take in, in the order in which they were named, and the names of what was left aside."""

    files: tuple[Path, ...]
    aside: tuple[str, ...]


def arrivals(named: Iterable[Path]) -> Arrivals:
    """Find the files that were named, and those in the folders that were named.

    In a folder only what may hold answers counts; a file that was named itself always does, for its name
    says little. Lock files of spreadsheet programs never count. A file that was named twice is one file.

    Raises:
        InputError: There is no file to take in.
    """
    files: dict[Path, Path] = {}
    aside: list[str] = []
    paths = tuple(named)
    for file in _found(paths):
        in_folder = file not in paths
        if is_lock(file.name) or (in_folder and not _may_answer(file)):
            aside.append(clipped(file.name))
        else:
            files.setdefault(file.resolve(), file)
    if not files:
        where = ", ".join(clipped(path.name or "folder ini") for path in paths)
        what, remedy = (
            "tidak ada berkas jawaban di sini",
            "Sebut berkas Kuesioner, CSV, atau folder yang memuatnya",
        )
        raise InputError([Problem(where=where, what=what, remedy=remedy)])
    return Arrivals(files=tuple(files.values()), aside=tuple(aside))


def _found(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        try:
            inside = (
                sorted(path.glob("[!.]*"), key=lambda file: file.name.casefold()) if path.is_dir() else [path]
            )
        except OSError as fault:
            what, remedy = "folder tidak dapat dibuka", "Periksa izinnya"
            raise InputError([Problem(where=clipped(path.name), what=what, remedy=remedy)]) from fault
        yield from inside


def _may_answer(file: Path) -> bool:
    return file.is_file() and (takes(file.name) or file.suffix.lower() in _SHEETS)
