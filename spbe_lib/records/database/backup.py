"""Copy a cycle's database while others work on it: the whole copy, or none."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from spbe_lib.errors import Problem, StoreError
from spbe_lib.records.database.sqlite_file import RESTORE, connected, damaged, open_database, refused, told


def backup(folder: Path, destination: Path) -> Path:
    """Copy the database of a cycle as it is at one moment, check the copy, and only then name it.

    Args:
        folder: The cycle's folder.
        destination: The copy's file; an older copy there is replaced. It may lie on a network drive.

    Returns:
        The destination.

    Raises:
        StoreError: There is no database yet, it is damaged, or the copy cannot be written.
            What lay at the destination is untouched.
    """
    file = open_database(folder, "rw").file
    if not file.exists():
        raise StoreError(f"{told(file)}: belum ada basis data, jadi belum ada yang perlu dicadangkan.")
    if destination.resolve() == file or destination.is_dir():
        raise StoreError(f"{destination.name}: tujuan cadangan harus berkas lain, misalnya cadangan.db.")
    with _draft(destination) as draft:
        with refused(file), closing(connected(file, "rw")) as source:
            _copy(source, draft)
        if not sound(draft):
            raise damaged(file)
        draft.replace(destination)
    return destination


def sound(file: Path) -> bool:
    """Whether SQLite finds every page of a database in order."""
    try:
        with closing(connected(file, "rw")) as database:
            return database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except sqlite3.DatabaseError:
        return False


def damage(file: Path) -> list[Problem]:
    """What is wrong with a database itself; nothing when every page and every reference is in order."""
    if not sound(file):
        return [Problem(where=told(file), what="basis data ini rusak", remedy=f"{RESTORE}.")]
    with refused(file), closing(connected(file, "rw")) as database:
        torn = {str(row[0]) for row in database.execute("PRAGMA foreign_key_check")}
    what = f"catatan dalam tabel {', '.join(sorted(torn))} merujuk catatan yang tidak ada lagi"
    return [Problem(where=told(file), what=what, remedy=f"{RESTORE}.")] if torn else []


@contextmanager
def _draft(destination: Path) -> Iterator[Path]:
    draft = destination.with_name(f".{destination.name}.{os.getpid()}")
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.unlink(missing_ok=True)  # of a killed process that had the same number
            yield draft
        finally:
            draft.unlink(missing_ok=True)
    except OSError as fault:
        what = "cadangan tidak dapat ditulis. Periksa folder tujuan dan ruang disk, lalu ulangi"
        raise StoreError(f"{destination.name}: {what}.") from fault


def _copy(source: sqlite3.Connection, draft: Path) -> None:
    with closing(connected(draft, "rwc")) as copy:
        # The draft has no name yet: a torn one is thrown away, so it needs no journal beside it.
        copy.execute("PRAGMA journal_mode = OFF")
        source.backup(copy)
