"""A table in CSV that an assessor wrote, under English or Indonesian heads: its rows, and its faults."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from spbe_lib.csv_file import WINDOWS, CsvFile, decoded, records
from spbe_lib.errors import Problem
from spbe_lib.strict_yaml import clipped

Heads = Mapping[str, tuple[str, ...]]
"""By column, the heads that name it, in lower case."""

_MOST_ROWS = 10_000
_EMPTY = ("berkas ini kosong", "Isi baris pertama dengan judul kolom, lalu satu baris untuk setiap isian")
_NO_ROWS = ("belum ada satu baris pun di bawah judul kolom", "Isi satu baris untuk setiap isian")
_TOO_LONG = (f"berkas mempunyai lebih dari {_MOST_ROWS} baris berisi", "Periksa apakah ini berkas yang benar")
_BESIDE = (
    "ada lebih banyak kolom daripada judulnya",
    "Periksa pemisah kolom; apit teks yang memuat pemisah dengan kutip",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvRow:
    """One row: its line in the file, and what stands in each known column; empty where nothing does.

    ``heads`` are the columns as the file calls them.
    """

    file: CsvFile
    line: int
    cells: Mapping[str, str]
    heads: Mapping[str, str]

    def place(self, column: str = "") -> str:
        """Say where something stands."""
        return self.file.where(self.line, self.heads.get(column, column))


def heads_of(content: bytes, name: str) -> frozenset[str]:
    """The heads of a file, in lower case; none where it cannot be read as CSV."""
    file = CsvFile(Path(name))
    text = decoded(file, content, WINDOWS)
    first = next(records(file, text), None) if text is not None else None
    return frozenset(_word(cell) for cell in first[1]) if first else frozenset()


def csv_rows(
    content: bytes, name: str, heads: Heads, needed: Collection[str], problems: list[Problem]
) -> tuple[CsvRow, ...]:
    """The rows of a file; none where it cannot be read, or its heads are not these.

    Args:
        content: The file.
        name: Its name, for messages.
        heads: The columns that may be there.
        needed: Those that must be.
        problems: Where faults are told; the rows are of use only when none was added.
    """
    file = CsvFile(Path(name))
    text = decoded(file, content, WINDOWS)
    found = list(islice(records(file, text), _MOST_ROWS + 1)) if text is not None else []
    if len(found) > _MOST_ROWS:
        file.refuse(name, _TOO_LONG)
    elif not found and file.whole:
        file.refuse(name, _EMPTY)
    rows = tuple(_rows(file, heads, needed, found)) if file.whole else ()
    if file.whole and not rows and not file.problems:
        file.refuse(name, _NO_ROWS)
    problems += file.problems
    return rows


def _rows(
    file: CsvFile, heads: Heads, needed: Collection[str], found: list[tuple[int, list[str]]]
) -> Iterator[CsvRow]:
    (line, head), *body = found
    names = {alias: column for column, aliases in heads.items() for alias in aliases}
    columns = [names.get(_word(cell), _word(cell)) for cell in head]
    if not _fits(file, line, head, columns, heads=heads, needed=needed):
        return
    called = dict(zip(columns, (cell.strip() for cell in head), strict=True))
    for at, cells in body:
        padded = [*cells, *[""] * (len(columns) - len(cells))]
        told = list(zip(columns, padded, strict=False))
        if any(cell.strip() for cell in padded[len(columns) :]) or any(c.strip() for n, c in told if not n):
            file.refuse(file.where(at), _BESIDE)
        said = {column: cell.strip() for column, cell in told if column}
        yield CsvRow(file=file, line=at, cells=dict.fromkeys(heads, "") | said, heads=called)


def _fits(  # noqa: PLR0913 - a head line as it was typed and as it was understood
    file: CsvFile, line: int, head: list[str], columns: list[str], *, heads: Heads, needed: Collection[str]
) -> bool:
    missing = [heads[column][0] for column in needed if column not in columns]
    faults = [(name, "kolom ini tidak ada di baris judul") for name in missing]
    for place, column in enumerate(columns):
        if column and column not in heads:
            faults.append((head[place], f"kolom '{clipped(column)}' tidak dikenal"))
        elif column and column in columns[:place]:
            faults.append((head[place], "kolom ini tertulis dua kali"))
    known = "; ".join("/".join(aliases) for aliases in heads.values())
    for named, what in faults:
        file.whole = False
        file.add(line, named.strip(), what, allowed=known)
    return not faults


def _word(cell: str) -> str:
    return " ".join(cell.casefold().split())
