"""Read the values of a stage from CSV, as a Tim Asesor Internal or an external assessor lists them.

UTF-8 with or without byte order mark, or the Windows encoding of Western Europe; comma, semicolon
or tab, as the head line has it. Columns in any order, under English or Indonesian names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from spbe_lib.csv_file import WINDOWS, CsvFile, decoded, records
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
from spbe_lib.records.judgements import Promise, Verdict
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
_EMPTY = ("berkas ini kosong", "Isi baris pertama dengan judul kolom, lalu satu baris untuk setiap butir")
_NO_ROWS = ("belum ada satu baris pun di bawah judul kolom", "Isi satu baris untuk setiap butir")
_TOO_LONG = (f"berkas mempunyai lebih dari {_MOST_ROWS} baris berisi", "Periksa apakah ini berkas yang benar")
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
        verdicts: What the assessor rules on single requirements and documents, likewise.
        promises: What OPDs promised, new or changed.
        questions: What is strange but no fault.
        bases: By OPD code and topic of each decision and verdict, the version of the entry that it was made
            on; empty for files that carry no decisions.
        unchanged: Codes of the items about which the file says what it was handed out with.
        places: By OPD code, topic and subject of each verdict, where the file names its object in words;
            empty for workbooks, whose rows were made from the answers.
    """

    assessment: Assessment
    decisions: tuple[Decision, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    promises: tuple[Promise, ...] = ()
    questions: tuple[Problem, ...] = ()
    bases: Mapping[tuple[str, str], int] = field(default_factory=dict)
    unchanged: frozenset[str] = frozenset()
    places: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

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
    text = decoded(file, content, WINDOWS)
    found = list(islice(records(file, text), _MOST_ROWS + 1)) if text is not None else []
    if len(found) > _MOST_ROWS:
        file.refuse(file.path.name, _TOO_LONG)
    elif not found and file.whole:
        file.refuse(file.path.name, _EMPTY)
    trimmed = [(at, [cell.strip() for cell in cells]) for at, cells in found]
    columns = _columns(file, *trimmed[0]) if trimmed and len(trimmed) <= _MOST_ROWS else None
    return [_line(file, at, columns, cells) for at, cells in trimmed[1:]] if columns else []


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
