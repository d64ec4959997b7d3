"""The columns of a table in long form: under which heads people write what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spbe_lib.csv_file import CsvFile
from spbe_lib.errors import Problem
from spbe_lib.intake.asking.plain_text import plain
from spbe_lib.intake.asking.secret_text import GIVEN_AWAY, HAND_OVER, looks_secret
from spbe_lib.intake.asking.words import DATED, FOLLOW_UP, LEVEL, NOTE, NUMBER, PAGE, TITLE, text_fault
from spbe_lib.strict_yaml import clipped

OPD, OPD_NAME, ITEM, REQUIREMENT, TICK, ANSWER = "opd", "opd_name", "item", "requirement", "tick", "answer"
JUSTIFICATION = "justification"
TEXTS = ("fact", "analysis", JUSTIFICATION, "services", "applications", FOLLOW_UP)
"""What a response says in words, by field."""

KEYS = (OPD, OPD_NAME, ITEM, REQUIREMENT)
"""Who a line is of, and what it is about; all other columns say something."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    OPD: ("OPD", "kode OPD", "perangkat daerah", "kode perangkat daerah", "SKPD", "OPD code"),
    OPD_NAME: ("nama OPD", "nama perangkat daerah", "nama SKPD", "OPD name"),
    ITEM: (
        "indikator",
        "indicator",
        "butir",
        "item",
        "nomor indikator",
        "no indikator",
        "kode indikator",
        "indicator number",
    ),
    LEVEL: ("tingkat", "level", "nilai", "tingkat kematangan", "level kematangan", "maturity level"),
    JUSTIFICATION: (
        "justifikasi",
        "penjelasan",
        "alasan",
        "justifikasi tingkat",
        "justification",
        "explanation",
    ),
    TITLE: (
        "data dukung",
        "bukti",
        "bukti dukung",
        "judul data dukung",
        "nama data dukung",
        "dokumen",
        "evidence",
    ),
    NUMBER: ("nomor", "nomor dokumen", "nomor data dukung", "number", "evidence number"),
    DATED: ("tanggal", "tanggal dokumen", "tanggal data dukung", "date", "evidence date"),
    PAGE: ("halaman", "hal", "halaman atau pasal", "pasal", "page", "evidence page"),
    REQUIREMENT: ("syarat", "kode syarat", "requirement", "requirement code"),
    TICK: ("terpenuhi", "syarat terpenuhi", "centang", "fulfilled", "ticked"),
    ANSWER: ("jawaban", "jawaban kewajiban bersama", "answer"),
    NOTE: ("keterangan", "catatan", "note", "remark"),
    "fact": ("fakta", "fact"),
    "analysis": ("analisis", "analisa", "analysis"),
    "services": ("layanan", "nama layanan", "services", "service"),
    "applications": ("aplikasi", "nama aplikasi", "applications", "application"),
    FOLLOW_UP: (
        "tindak lanjut",
        "tindak lanjut rekomendasi",
        "tindak lanjut rekomendasi tahun lalu",
        "follow up",
    ),
}
"""What people write above a column; the first is what we call it."""

_OWN_EYES = ("no", "no urut", "nama indikator", "indicator name", "domain", "aspek", "aspect")
"""Columns that people keep for their own eyes; they say nothing that we ask."""

_BRACKETS, _NO_LETTER = re.compile(r"\([^)]*\)"), re.compile(r"[\W_]+")
_ERROR = re.compile(r"#(?:ref|n/a|value|div/0|name|null|num|spill|calc|nilai|#+)[!?]?|err:\d+", re.IGNORECASE)
_BESIDE = (
    "ada lebih banyak kolom daripada judulnya",
    "Periksa pemisah kolom; apit teks yang memuat pemisah dengan kutip",
)


_UNREAD = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the table: its number in the file, and its cells by column, without what cannot be seen."""

    number: int
    cells: Mapping[str, str]

    def of(self, *columns: str) -> list[str]:
        """Those of the columns in which something stands."""
        return [column for column in columns if self.cells.get(column)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The head line.

    Attributes:
        places: By place, the column that stands there; empty for one without a head, ``_UNREAD`` for
            one that people keep for their own eyes.
        typed: What the sender calls each column.
        unread: Heads of the columns that are not read.
    """

    places: tuple[str, ...]
    typed: Mapping[str, str]
    unread: tuple[str, ...]

    def head(self, column: str) -> str:
        """What the sender calls a column; what we call it where he has none."""
        return self.typed.get(column) or COLUMNS[column][0]


def read_heads(file: CsvFile, line: int, cells: Sequence[str]) -> Heads | None:
    """Which column stands where; None, with all faults noted, when the head line is not clear."""
    heads, before = [" ".join(plain(cell).split()) for cell in cells], len(file.problems)
    places = [_UNREAD if _bare(head) in _BESIDES else _NAMES.get(_bare(head), "") for head in heads]
    for place, (head, column) in enumerate(zip(heads, places, strict=True)):
        if looks_secret(head):
            file.add(line, "", GIVEN_AWAY, remedy=HAND_OVER)
        elif head and not column:
            file.add(line, head, "kolom ini tidak dikenal", allowed=_KNOWN)
        elif column in places[:place] and column in COLUMNS:
            first = clipped(heads[places.index(column)])
            what = f"kolom '{first}' sudah menyatakan hal yang sama"
            file.add(line, head, what, remedy="Satukan isinya, lalu hapus salah satu kolom")
    for needed in ((OPD, OPD_NAME), (ITEM, REQUIREMENT)):
        if not {*needed} & {*places}:
            allowed = " atau ".join(COLUMNS[column][0] for column in needed)
            file.add(line, COLUMNS[needed[0]][0], "kolom ini tidak ada di baris judul", allowed=allowed)
    if not {*places} - {*KEYS, _UNREAD, ""}:
        what = "belum ada kolom jawaban"
        file.add(line, "", what, remedy="Tambahkan, misalnya tingkat, justifikasi, dan data dukung")
    if len(file.problems) > before:
        return None
    return Heads(
        places=tuple(places),
        typed={column: head for column, head in zip(places, heads, strict=True) if column in COLUMNS},
        unread=tuple(head for column, head in zip(places, heads, strict=True) if column == _UNREAD),
    )


def read_line(file: CsvFile, heads: Heads, number: int, cells: Sequence[str]) -> Line | None:
    """One line by column; what stands beside the columns, hides, or went wrong in a spreadsheet is a fault.

    A cell with a fault is read no further. None where such a cell should say whose line it is.
    """
    found, whole = dict.fromkeys(heads.typed, ""), True
    for place, cell in enumerate(cells):
        column = heads.places[place] if place < len(heads.places) else ""
        if not column and plain(cell):
            file.problems.append(Problem(where=file.where(number), what=_BESIDE[0], remedy=_BESIDE[1]))
            break
        if column in found:
            before = len(file.problems)
            file.problems += _cell_problems(file.where(number, heads.head(column)), cell)
            sound = len(file.problems) == before
            found[column] = plain(cell) if sound else ""
            whole = whole and (sound or column not in KEYS)
    return Line(number=number, cells=found) if whole else None


def _bare(head: str) -> str:
    return _NO_LETTER.sub("", _BRACKETS.sub("", head)).casefold()


def _cell_problems(where: str, typed: str) -> Iterator[Problem]:
    text = plain(typed)
    if found := text_fault(typed, text):
        what, allowed, remedy = found
        yield Problem(where=where, what=what, allowed=allowed, remedy=remedy)
    elif _ERROR.fullmatch(text):
        what = f"sel ini berisi galat lembar kerja {clipped(text)}"
        yield Problem(where=where, what=what, remedy="Betulkan di lembar asalnya, lalu simpan lagi")
    elif looks_secret(text):
        yield Problem(where=where, what=GIVEN_AWAY, remedy=HAND_OVER)


_KNOWN = ", ".join(names[0] for names in COLUMNS.values())
_NAMES = {_bare(name): column for column, names in COLUMNS.items() for name in names}
_BESIDES = frozenset(map(_bare, _OWN_EYES))
