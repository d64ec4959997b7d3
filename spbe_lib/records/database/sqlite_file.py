"""One SQLite file per cycle: how it is opened, locked, brought to the newest schema, and refused.

Rollback journal and ``BEGIN IMMEDIATE``: write-ahead logging breaks when somebody copies the one file.
Every transaction opens the file anew, so that a file restored under a running notebook is seen,
and no open handle keeps Windows from replacing it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, NotSupportedError, ProgrammingError

from spbe_lib.errors import StoreError
from spbe_lib.records.database.schema import HEAD

FILE = "spbe.db"
"""Name of the database in a cycle's folder."""

BUSY_SECONDS = 30.0
"""How long a process waits for another one that writes."""

Mode = Literal["rw", "rwc"]
"""Open an existing file, or make it. Never "ro": what a killed writer left must first be rolled back."""

RESTORE = (
    "Jangan dihapus: ganti namanya, lalu salin cadangan terakhir (hasil spbe backup) ke tempatnya "
    "dengan nama spbe.db"
)
"""What to do with a damaged database."""
_FAULTS = {
    sqlite3.SQLITE_BUSY: (
        "basis data sedang dipakai proses lain dan tidak kunjung selesai; perubahan ini tidak disimpan. "
        "Tunggu sampai proses lain selesai, lalu ulangi"
    ),
    sqlite3.SQLITE_READONLY: "berkas ini tidak boleh ditulis. Periksa izin berkas dan foldernya, lalu ulangi",
    sqlite3.SQLITE_FULL: "disk penuh; perubahan ini tidak disimpan. Kosongkan ruang disk, lalu ulangi",
    sqlite3.SQLITE_CANTOPEN: (
        "basis data tidak dapat dibuka. Periksa apakah folder siklus ada dan boleh ditulis, lalu ulangi"
    ),
    sqlite3.SQLITE_IOERR: "disk gagal membaca atau menulis. Periksa disk, lalu ulangi",
}
_FAULTS[sqlite3.SQLITE_LOCKED] = _FAULTS[sqlite3.SQLITE_BUSY]
_FAULTS[sqlite3.SQLITE_PERM] = _FAULTS[sqlite3.SQLITE_READONLY]
_OURS = (IntegrityError, ProgrammingError, DataError, NotSupportedError)


@dataclass(frozen=True, slots=True)
class Database:
    """The database of one cycle: its file, and the way to it."""

    file: Path
    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees one moment.

        Raises:
            StoreError: The file cannot be read, or is damaged.
        """
        with self._transaction(immediate=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that nobody else writes beside; whole, or nothing of it.

        Raises:
            StoreError: The file cannot be written, or is damaged.
        """
        with self._transaction(immediate=True) as connection:
            yield connection

    @contextmanager
    def _transaction(self, *, immediate: bool) -> Iterator[Connection]:
        with refused(self.file), self.engine.connect() as connection:
            connection.execution_options(immediate=immediate)
            with connection.begin():
                yield connection


def open_database(folder: Path, mode: Mode) -> Database:
    """The way to a cycle's database; nothing is opened yet.

    Raises:
        StoreError: The folder lies on a network drive, where SQLite's locks cannot be trusted.
    """
    file = folder.resolve() / FILE
    if on_network(file):
        raise StoreError(
            f"{told(file)}: folder siklus berada di jaringan; di sana basis data dapat rusak. "
            "Pindahkan ruang kerja ke disk komputer ini. Cadangan boleh disimpan di jaringan."
        )
    # Values stay out of every error message, for one of them may be the secret of a demo account.
    engine = create_engine(
        "sqlite://", creator=lambda: connected(file, mode), poolclass=NullPool, hide_parameters=True
    )
    event.listen(engine, "begin", _begin)
    return Database(file, engine)


def connected(file: Path, mode: Mode) -> sqlite3.Connection:
    """A plain connection: transactions by hand, foreign keys on, each commit flushed to the disk."""
    address = f"{file.as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        for setting in ("foreign_keys = ON", "synchronous = FULL"):
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def on_network(path: PurePath) -> bool:
    r"""Whether a resolved path lies on a network share (``\\server\share``).

    On Windows, resolving a mapped drive gives the share behind it.
    """
    drive = path.drive.upper()
    return drive.startswith("\\\\") and (not drive.startswith("\\\\?\\") or drive.startswith("\\\\?\\UNC\\"))


def told(file: Path) -> str:
    """The file as people are told it: cycle folder and name, without the machine's path."""
    return f"{file.parent.name}/{file.name}"


def damaged(file: Path) -> StoreError:
    """The refusal of a file that is not, or is no longer, a database of ours."""
    return StoreError(f"{told(file)}: berkas ini rusak atau bukan basis data siklus. {RESTORE}.")


@contextmanager
def refused(file: Path) -> Iterator[None]:
    """Tell what SQLite refuses in a sentence.

    Raises:
        StoreError: Busy, full, not writable, not readable, damaged.
    """
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as fault:
        if isinstance(fault, _OURS):
            raise
        origin = fault.orig if isinstance(fault, DatabaseError) else fault
        # The lowest byte of SQLite's extended code names the family.
        sentence = _FAULTS.get(getattr(origin, "sqlite_errorcode", 0) & 0xFF)
        raise (StoreError(f"{told(file)}: {sentence}.") if sentence else damaged(file)) from fault


def revision(connection: Connection, file: Path) -> str | None:
    """The revision of the schema; None in an empty file.

    Raises:
        StoreError: The file is a database of something else, or of a newer version of the program.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise damaged(file)
    at: str = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
    if at > HEAD:
        raise StoreError(
            f"{told(file)}: basis data ini dibuat oleh versi program yang lebih baru (skema {at}, "
            f"program ini mengenal sampai {HEAD}). Perbarui program, lalu ulangi."
        )
    return at


def upgrade(connection: Connection, file: Path, to: str = HEAD) -> None:
    """Bring the schema to a revision, the newest one, inside the transaction that is under way.

    Raises:
        StoreError: The revision of the file is none that this program knows.
    """
    if revision(connection, file) == to:
        return  # another process was first
    # Alembic is slow to import and hardly ever needed.
    from alembic import command, config, util  # noqa: PLC0415

    settings = config.Config(attributes={"connection": connection})
    place = str(Path(__file__).parent / "migrations")
    settings.set_main_option("script_location", place.replace("%", "%%"))
    try:
        command.upgrade(settings, to)
    except util.CommandError as fault:
        raise damaged(file) from fault


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN DEFERRED")
