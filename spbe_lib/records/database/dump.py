"""All that a cycle's database holds, table by table as lines of JSON, and back: exact, and without secrets.

A line is one row, columns by name, values as the database keeps them: whole numbers, texts, nothing.
Rows stand in the order of their primary key, so that equal records give equal bytes.
"""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Boolean, Column, Connection, Integer, func, insert, inspect, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.expression import column, table

from spbe_lib.errors import InputError, Problem
from spbe_lib.records.database import schema
from spbe_lib.records.database.sqlite_file import Database, open_database, upgrade
from spbe_lib.records.documents import EvidenceFile

SECRET = frozenset({schema.demo_account.name})
"""Tables that leave the database to no file."""

_BOOKKEEPING = "alembic_version"
_FOLDER, _LINES = "records/", ".jsonl"
_MOST_TOLD, _LARGEST_NUMBER = 25, 2**63 - 1
_REMEDY = "Minta arsip yang baru dari pengirim, dibuat dengan `spbe export`"

Value = str | int | None
"""What a column may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """What the records are at one moment.

    Attributes:
        revision: The revision of the schema.
        tables: The lines of every table but the secret ones, by its name.
        received: SHA-256 of every received file, by where it lies in the cycle's folder; where a file
            that ``cycle.yaml`` names came again with another content, the last one.
        evidence: Every evidence file that is recorded.
        accounts: How many demo accounts stay behind.
    """

    revision: str
    tables: Mapping[str, bytes]
    received: Mapping[str, str]
    evidence: tuple[EvidenceFile, ...]
    accounts: int


def dump(database: Database) -> Dump:
    """Read everything in one transaction, beside which others may write.

    Raises:
        StoreError: The database cannot be read, or is damaged.
    """
    received, kept = schema.submission, schema.evidence_file
    with database.reading() as connection:
        return Dump(
            revision=schema.HEAD,
            tables={
                each.name: b"".join(map(_line, _rows(connection, each.name)))
                for each in schema.metadata.sorted_tables
                if each.name not in SECRET
            },
            received={
                row.kept_as: row.sha256
                for row in connection.execute(select(received).order_by(received.c.id))
            },
            evidence=tuple(
                EvidenceFile(**row._mapping)  # noqa: SLF001  the documented way to a dict
                for row in connection.execute(select(kept).order_by(kept.c.sha256))
            ),
            accounts=connection.execute(select(func.count()).select_from(schema.demo_account)).scalar_one(),
        )


def restore(folder: Path, revision: str, tables: Mapping[str, bytes], *, cycle: str | None = None) -> None:
    """Make the database of a cycle from what was dumped: the schema by our own revisions, then the rows.

    Lines of an older revision are taken as they were written, and brought to the newest one.

    Args:
        folder: The cycle's folder; it has no database yet.
        revision: The revision of the lines, none newer than our own.
        tables: The lines of every table, by its name.
        cycle: The name that the cycle has from now on; None where it stays as it is.

    Raises:
        InputError: An unknown or missing table or column, a line that was never written by us, a row
            that a rule of the database refuses. All of them are listed, up to a number; nothing is kept.
        StoreError: The database cannot be written.
    """
    database = open_database(folder, "rwc")
    try:
        with database.writing() as connection:
            upgrade(connection, database.file, revision)
            problems = [*_fill(connection, tables), *_torn(connection)]
            problems = problems or list(_changed(connection, tables))
            if not problems:
                upgrade(connection, database.file)
                problems = list(_misspelt(connection))
            if problems:
                raise InputError(problems[:_MOST_TOLD])
            if cycle is not None:
                connection.execute(update(schema.cycle).values(name=cycle))
    finally:
        database.engine.dispose()


def _line(row: Mapping[str, Value]) -> bytes:
    return (json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _rows(connection: Connection, name: str) -> Iterator[dict[str, Value]]:
    """The rows of a table, each value as it is kept."""
    names = [str(each["name"]) for each in inspect(connection).get_columns(name)]
    keys = inspect(connection).get_pk_constraint(name)["constrained_columns"]
    plain = table(name, *map(column, names))
    for row in connection.execute(select(plain).order_by(*(plain.c[key] for key in keys))):
        yield dict(zip(names, row, strict=True))


def _fill(connection: Connection, tables: Mapping[str, bytes]) -> Iterator[Problem]:
    """Insert all rows; what cannot be inserted is a problem."""
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    known = {
        name: {str(each["name"]) for each in inspect(connection).get_columns(name)}
        for name in inspect(connection).get_table_names()
        if name not in SECRET | {_BOOKKEEPING}
    }
    for name in sorted(known.keys() ^ tables.keys()):
        what = "tabel ini tidak ada dalam arsip" if name in known else "tabel ini tidak dikenal"
        yield Problem(where=place(name), what=what, remedy=_REMEDY)
    for name in sorted(known.keys() & tables.keys()):
        yield from _fill_table(connection, name, known[name], tables[name])


def _fill_table(connection: Connection, name: str, columns: set[str], lines: bytes) -> Iterator[Problem]:
    plain = insert(table(name, *map(column, sorted(columns))))
    told = 0
    for number, line in enumerate(io.BytesIO(lines), 1):
        row = _row(line)
        what = ""
        if row is None:
            what = "baris ini rusak atau tidak ditulis oleh program ini"
        elif row.keys() != columns:
            foreign = ", ".join(sorted(row.keys() ^ columns)[:3])
            what = f"kolomnya bukan kolom tabel ini ({foreign[:60]})"
        else:
            try:
                connection.execute(plain, row)
            except IntegrityError:
                what = "isi baris ini melanggar aturan basis data"
        if what:
            yield Problem(where=place(name, number), what=what, remedy=_REMEDY)
            told += 1
        if told == _MOST_TOLD:
            return
    if name == schema.cycle.name and lines.count(b"\n") != 1:
        yield Problem(where=place(name), what="harus berisi tepat satu baris", remedy=_REMEDY)


def place(name: str, line: int | None = None) -> str:
    """Where a table stands in an archive, and which of its lines."""
    return f"{_FOLDER}{name}{_LINES}" + (f" baris {line}" if line else "")


def table_of(member: str) -> str:
    """The table whose lines stand at a place."""
    return member.removeprefix(_FOLDER).removesuffix(_LINES)


def _row(line: bytes) -> dict[str, Value] | None:
    """The row that a line says; None unless it is spelt as we spell it."""
    try:
        row = json.loads(line)
        same = isinstance(row, dict) and _line(row) == line
    except (ValueError, RecursionError):  # of which undecodable text is one kind
        return None
    return row if same and all(map(_keepable, row.values())) else None


def _keepable(value: object) -> bool:
    whole = type(value) is int and abs(value) <= _LARGEST_NUMBER
    return value is None or whole or isinstance(value, str)


def _torn(connection: Connection) -> list[Problem]:
    """Rows that speak of rows that are not there."""
    torn = {str(row[0]) for row in connection.execute(text("PRAGMA foreign_key_check"))}
    what = "ada baris yang merujuk baris yang tidak ada"
    return [Problem(where=place(name), what=what, remedy=_REMEDY) for name in sorted(torn)]


def _changed(connection: Connection, tables: Mapping[str, bytes]) -> Iterator[Problem]:
    """Tables that do not come out again as they went in: the database took a value for another one."""
    for name, lines in tables.items():
        if b"".join(map(_line, _rows(connection, name))) != lines:
            what = "isinya tidak tersimpan persis seperti dikirim"
            yield Problem(where=place(name), what=what, remedy=_REMEDY)


def _misspelt(connection: Connection) -> Iterator[Problem]:
    """Values that the database took, but that this program would never have written."""
    for each in schema.metadata.sorted_tables:
        spelling = {known.name: _spelling(connection, known) for known in each.c}
        for number, row in enumerate(_rows(connection, each.name), 1):
            for name, well_spelt in spelling.items():
                if not well_spelt(row[name]):
                    what = f"isi kolom {name} tidak dapat dibaca"
                    yield Problem(where=place(each.name, number), what=what, remedy=_REMEDY)


def _spelling(connection: Connection, known: Column[object]) -> Callable[[Value], bool]:
    """Whether a value means something, and is spelt as it would be written today."""
    kind, dialect = known.type.dialect_impl(connection.dialect), connection.dialect
    reads, writes = kind.result_processor(dialect, None), kind.bind_processor(dialect)
    plain = int if isinstance(known.type, Integer | Boolean) else str

    def _well_spelt(value: Value) -> bool:
        try:
            meant = reads(value) if reads else value
            return value is None or (
                isinstance(value, plain) and (writes(meant) if writes else meant) == value
            )
        except (ValueError, LookupError, TypeError, ZeroDivisionError):
            return False

    return _well_spelt
