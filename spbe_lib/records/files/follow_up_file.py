"""Read and write the follow-up of recommendations, ``tindak-lanjut.csv``: who does what until when."""

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path

from spbe_lib.csv_file import CsvFile, Row, parse_csv, text_cell, untext_cell
from spbe_lib.errors import Problem
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.files.assessment_file import item_codes
from spbe_lib.records.files.opd_file import meant
from spbe_lib.records.recommendations import Progress, Recommendation
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import OPD_FILE

FOLLOW_UP_FILE = "tindak-lanjut.csv"
"""How the file is called that a new cycle is given."""

COLUMNS = ("code", "year", "item", "recommendation", "opd", "action", "due", "budget", "status")
OPTIONAL = ("reason", "proof", "proof_number")

_FIRST_YEAR = 2018
_YEAR = re.compile(r"[0-9]{4}")
_LONGEST = {
    "code": 40,
    "recommendation": 10_000,
    "action": 10_000,
    "budget": 300,
    "reason": 1000,
    "proof": 300,
    "proof_number": 100,
}
_DAYS = "seperti 2026-11-23 atau 23/11/2026"
_WRITTEN = (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"))
"""As it is written, and as a spreadsheet in Indonesian spells it when it saves."""


def read_follow_ups(
    path: Path,
    instrument: Instrument,
    year: int,
    codes: Collection[str] | None,
    problems: list[Problem],
) -> tuple[Recommendation, ...]:
    """Read the recommendations and their follow-up, adding every fault to ``problems``.

    Columns: ``code``; ``year`` of the evaluation that gave it, empty for the last one; ``item``, empty for a
    general one; ``recommendation``; ``opd``, empty for the lead of the item; ``action``; ``due``; ``budget``;
    ``status`` (belum, berjalan, selesai, tidak dilanjutkan), and where they are needed ``reason``,
    ``proof`` and ``proof_number``.

    Args:
        path: The file.
        instrument: The cycle's edition.
        year: Year of the cycle.
        codes: Codes of the register; None where it cannot be read, then OPDs are not looked at.
        problems: Where faults go; what is returned is only to be used when none came.
    """
    file = parse_csv(path, COLUMNS, OPTIONAL)
    lines: dict[str, int] = {}
    found: list[Recommendation] = []
    for row in file.rows:
        typed = {column: untext_cell(text) for column, text in row.cells.items()}
        row_typed = Row(line=row.line, cells=typed)
        _check_texts(file, row_typed)
        _check_code(file, row_typed, lines)
        _check_places(file, row_typed, instrument, codes)
        recommendation = _recommendation(file, row_typed, year)
        if recommendation:
            found.append(recommendation)
    problems += file.problems
    return tuple(found)


def written_follow_ups(recommendations: Iterable[Recommendation]) -> bytes:
    """The file of some recommendations: ``read_follow_ups`` takes it back, a spreadsheet opens it safely."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*COLUMNS, *OPTIONAL))
    for each in recommendations:
        cells = (
            each.code,
            str(each.year or ""),
            each.item or "",
            each.text,
            each.opd or "",
            each.action,
            each.due.isoformat() if each.due else "",
            each.budget,
            each.progress.value,
            each.reason,
            each.proof,
            each.proof_number,
        )
        writer.writerow([text_cell(_plain(cell)) for cell in cells])
    # With a byte order mark, or Excel takes the letters for those of Western Europe.
    return text.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    """A text on one line, without the signs that no cell may hold."""
    line = " ".join(text.split())
    return "".join(sign for sign in line if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))


def _check_texts(file: CsvFile, row: Row) -> None:
    for column in ("code", "recommendation"):
        if not row.cells[column]:
            file.add(row.line, column, "isian ini kosong", remedy="Isi teksnya")
    for column, longest in _LONGEST.items():
        if len(row.cells[column]) > longest:
            file.add(row.line, column, f"teks ini lebih dari {longest} huruf", remedy="Ringkaskan")


def _check_code(file: CsvFile, row: Row, lines: dict[str, int]) -> None:
    code = row.cells["code"].casefold()
    first = lines.setdefault(code, row.line)
    if code and first != row.line:
        what = f"kode '{clipped(row.cells['code'])}' sudah dipakai di baris {first}"
        file.add(row.line, "code", what, remedy="Beri setiap rekomendasi kode sendiri")


def _check_places(file: CsvFile, row: Row, instrument: Instrument, codes: Collection[str] | None) -> None:
    item, opd = row.cells["item"], row.cells["opd"].lower()
    if item and instrument.item(item) is None:
        what = f"{instrument.short_name} tidak mempunyai butir '{clipped(item)}'"
        allowed = f"{item_codes(instrument)}, atau kosong untuk rekomendasi umum"
        file.add(row.line, "item", what, allowed=allowed)
    if opd and codes is not None and opd not in codes:
        what = f"OPD '{clipped(opd)}' tidak ada di {OPD_FILE}"
        file.add(row.line, "opd", what, remedy=meant(opd, codes))


def _recommendation(file: CsvFile, row: Row, year: int) -> Recommendation | None:
    cells = row.cells
    progress, due, given = _progress(file, row), _due(file, row), _given(file, row, year)
    if progress is None:
        return None
    return Recommendation(
        code=cells["code"],
        text=cells["recommendation"],
        item=cells["item"] or None,
        opd=cells["opd"].lower() or None,
        action=cells["action"],
        due=due,
        budget=cells["budget"],
        progress=progress,
        reason=cells["reason"],
        proof=cells["proof"],
        proof_number=cells["proof_number"],
        year=given,
    )


def _progress(file: CsvFile, row: Row) -> Progress | None:
    typed = row.cells["status"]
    known = {each.value: each for each in Progress}
    progress = known.get(" ".join(typed.casefold().split()))
    if progress is None:
        told = f"status '{clipped(typed)}' tidak dikenal" if typed else "status ini kosong"
        file.add(row.line, "status", told, allowed=", ".join(known))
    elif progress is Progress.DROPPED and not row.cells["reason"]:
        what = "rekomendasi yang tidak dilanjutkan belum menyebut alasannya"
        file.add(row.line, "reason", what, remedy="Isi alasannya di kolom reason")
    return progress


def _due(file: CsvFile, row: Row) -> date | None:
    typed = row.cells["due"]
    if not typed:
        return None
    order = ((0, 1, 2), (2, 1, 0))
    for pattern, places in zip(_WRITTEN, order, strict=True):
        if found := pattern.fullmatch(typed):
            numbers = [int(part) for part in found.groups()]
            try:
                return date(*(numbers[place] for place in places))
            except ValueError:
                break
    file.add(row.line, "due", f"'{clipped(typed)}' bukan tanggal", allowed=_DAYS)
    return None


def _given(file: CsvFile, row: Row, year: int) -> int | None:
    typed = row.cells["year"]
    if not typed:
        return None
    if _YEAR.fullmatch(typed) and _FIRST_YEAR <= int(typed) < year:
        return int(typed)
    allowed = f"{_FIRST_YEAR} sampai {year - 1}, atau kosong untuk evaluasi terakhir"
    file.add(row.line, "year", f"tahun '{clipped(typed)}' tidak dapat dipakai", allowed=allowed)
    return None
