"""Read the values of a stage from CSV, as a Tim Asesor Internal or an external assessor lists them.

UTF-8 with or without byte order mark, or the Windows encoding of Western Europe; comma, semicolon
or tab, as the head line has it. Columns in any order, under English or Indonesian names.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from spbe_lib.csv_file import CsvFile
from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.assessment.values import (
    ITEM,
    LEVEL,
    NOTE,
    RECOMMENDATION,
    Line,
    gathered,
    nothing_assessed,
)
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Decision
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    ITEM: ("item", "butir", "indikator"),
    LEVEL: ("level", "tingkat", "nilai"),
    NOTE: ("note", "catatan", "alasan"),
    RECOMMENDATION: ("recommendation", "rekomendasi"),
}
_NAMES = {alias: column for column, aliases in _COLUMNS.items() for alias in aliases}
_NEEDED = (ITEM, LEVEL)
_MOST_ROWS = 10_000
_NOT_CSV = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_SAVE_AGAIN = 'Di Excel, simpan ulang dengan jenis "CSV UTF-8"'
_FOREIGN = ("isinya bukan teks CSV", _SAVE_AGAIN)
_BINARY = ("berkas memuat byte NUL, jadi bukan teks CSV", _SAVE_AGAIN)
_EMPTY = ("berkas ini kosong", "Isi baris pertama dengan judul kolom, lalu satu baris untuk setiap butir")
_NO_ROWS = ("belum ada satu baris pun di bawah judul kolom", "Isi satu baris untuk setiap butir")
_TOO_LONG = (f"berkas mempunyai lebih dari {_MOST_ROWS} baris berisi", "Periksa apakah ini berkas yang benar")
_QUOTES = ("tanda kutip tidak berpasangan, atau satu sel terlalu panjang", "Periksa tanda kutip di baris itu")
_BESIDE = (
    "ada lebih banyak kolom daripada judulnya",
    "Periksa pemisah kolom; apit teks yang memuat pemisah dengan kutip",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentFile:
    """What one file says of a stage.

    Attributes:
        assessment: The values (0–5), notes and recommendations that stand in the file.
        decisions: What the Tim decides about entries of OPDs, where that differs from what the
            file was handed out with.
        questions: What is strange but no fault.
        bases: By OPD code and topic of each decision, the version of the entry that it was made
            on; empty for files that carry no decisions.
        unchanged: Codes of the items about which the file says what it was handed out with.
    """

    assessment: Assessment
    decisions: tuple[Decision, ...] = ()
    questions: tuple[Problem, ...] = ()
    bases: Mapping[tuple[str, str], int] = field(default_factory=dict)
    unchanged: frozenset[str] = frozenset()

    @property
    def news(self) -> Assessment:
        """The assessment without what the file was handed out with: a stale copy undoes nothing."""
        told = self.assessment
        return replace(
            told,
            values={item: value for item, value in told.values.items() if item not in self.unchanged},
            notes={item: text for item, text in told.notes.items() if item not in self.unchanged},
            recommendations={
                item: text for item, text in told.recommendations.items() if item not in self.unchanged
            },
        )


def read_assessment_csv(  # noqa: PLR0913 - one door for every kind of file
    content: bytes, name: str, cycle: Cycle, instrument: Instrument, stage: Stage, *, source: str
) -> AssessmentFile:
    """Read the values of one stage.

    Args:
        content: The file; columns ``item``, ``level`` and, if wanted, ``note`` and ``recommendation``
            (``butir``, ``tingkat``, ``catatan``, ``rekomendasi``). An empty level is not assessed.
        name: The file's name, for messages.
        cycle: The cycle that the values are for.
        instrument: The cycle's edition.
        stage: Whose values they are.
        source: Where they come from, in words.

    Raises:
        InputError: Every fault of the file, each with its line.
    """
    file = CsvFile(Path(name))
    lines = _lines(file, content)
    assessment = gathered(lines, instrument, nothing_assessed(cycle, stage, source), file.problems)
    if file.whole and not lines:
        file.refuse(name, _NO_ROWS)
    if file.problems:
        raise InputError(file.problems)
    return AssessmentFile(assessment=assessment)


def _lines(file: CsvFile, content: bytes) -> list[Line]:
    text = _text(file, content)
    records = list(islice(_records(file, text), _MOST_ROWS + 1)) if text is not None else []
    if len(records) > _MOST_ROWS:
        file.refuse(file.path.name, _TOO_LONG)
    elif not records and file.whole:
        file.refuse(file.path.name, _EMPTY)
    columns = _columns(file, *records[0]) if records and len(records) <= _MOST_ROWS else None
    return [_line(file, at, columns, cells) for at, cells in records[1:]] if columns else []


def _text(file: CsvFile, content: bytes) -> str | None:
    """The file as text; Excel for Windows saves plain "CSV" in its own encoding."""
    if content.startswith(_NOT_CSV):
        file.refuse(file.path.name, _FOREIGN)
        return None
    if b"\0" in content:
        file.refuse(file.path.name, _BINARY)
        return None
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    file.refuse(file.path.name, _FOREIGN)
    return None


def _records(file: CsvFile, text: str) -> Iterator[tuple[int, list[str]]]:
    """Every record that holds something, with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error:
        file.refuse(file.where(line), _QUOTES)


def _delimiter(text: str) -> str:
    first = text.lstrip("\r\n ").partition("\n")[0]
    return max(",;\t", key=first.count)


def _columns(file: CsvFile, line: int, head: list[str]) -> list[str] | None:
    """Which column stands where (empty for one without a head); None when the head is faulty."""
    columns = [_NAMES.get(name.lower(), name.lower()) for name in head]
    missing = [column for column in _NEEDED if column not in columns]
    faults = [(column, "kolom ini tidak ada di baris judul") for column in missing]
    for place, column in enumerate(columns):
        if column and column not in _COLUMNS:
            faults.append((head[place], "kolom ini tidak dikenal"))
        elif column and column in columns[:place]:
            faults.append((head[place], f"kolom {column} tertulis dua kali"))
    known = "; ".join("/".join(aliases) for aliases in _COLUMNS.values())
    for named, what in faults:
        file.whole = False
        file.add(line, named, what, allowed=known)
    return None if faults else columns


def _line(file: CsvFile, at: int, columns: list[str], cells: list[str]) -> Line:
    padded = cells + [""] * (len(columns) - len(cells))
    beside = [cell for name, cell in zip(columns, padded, strict=False) if not name]
    if any(beside) or any(padded[len(columns) :]):
        file.refuse(file.where(at), _BESIDE)
    found = {column: cell for column, cell in zip(columns, padded, strict=False) if column}
    return Line(
        item=found[ITEM],
        level=found[LEVEL],
        note=found.get(NOTE, ""),
        recommendation=found.get(RECOMMENDATION, ""),
        place=lambda column: file.where(at, clipped(column)),
    )
