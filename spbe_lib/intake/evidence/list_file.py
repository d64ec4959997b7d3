"""The list of evidence files as a CSV: written for Excel, corrected by a person, read again.

One line for one thing that a file proves. A spreadsheet turns ``3-5`` into a day and ``=A1`` into a
formula; such a text is written with an apostrophe before it, which goes again when the list is read.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from spbe_lib.csv_file import CsvFile, Row, parse_csv, text_cell, untext_cell
from spbe_lib.errors import InputError
from spbe_lib.intake.asking.days import read_day
from spbe_lib.intake.asking.secret_text import GIVEN_AWAY, looks_secret
from spbe_lib.intake.evidence.lines import Line
from spbe_lib.intake.evidence.reach import SHARED, Reach, Target
from spbe_lib.records.documents import Attachment, EvidenceFile
from spbe_lib.strict_yaml import clipped

SHORT = 12
"""How much of a file's hash stands in the list."""

_FILE, _HASH, _TOPIC, _REQUIREMENT = "berkas", "sha256", "indikator", "syarat"
_TITLE, _NUMBER, _PAGE, _CAPTURED = "dokumen", "nomor", "halaman", "tangkapan layar"
_NEEDED = (_FILE, _HASH, _TOPIC, _REQUIREMENT, _TITLE, _NUMBER)
_OPTIONAL = (_PAGE, _CAPTURED, "alasan", "masalah")
_HEADS = (*_NEEDED, *_OPTIONAL)
_DAYS = "2024-03-12, 12/03/2024, atau 12 Maret 2024"
_ON = "tgl "
"""Before a day, so that no spreadsheet writes it anew in the order of its own country."""

_MONTH = "jan|feb|mar|apr|me[iy]|jun|jul|ag[ust]|aug|sep|o[kc]t|nov|de[sc]"
_TURNED = re.compile(
    rf"['=+\-@\t\r].*|\d[\d\s.,/:%eE+-]*|\d{{1,2}}[\s./-]?(?:{_MONTH})[a-z]*\W?\d*|(?:{_MONTH})[a-z]*\W?\d+",
    re.IGNORECASE | re.DOTALL,
)
_PLACE = re.compile(r"(?:syarat\s*)?(\d)[.,](\d{1,2})", re.IGNORECASE)
_LEVEL = re.compile(r"(?:tingkat|level|l)\s*(\d)", re.IGNORECASE)


def as_csv(lines: Sequence[Line]) -> bytes:
    """The list as bytes: semicolons, and the mark by which Excel knows UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADS)
    for line in lines:
        # The number of an indicator may well be a number.
        cells = zip(_HEADS, _cells(line), strict=True)
        writer.writerow([cell if head == _TOPIC else _kept_as_text(cell) for head, cell in cells])
    return written.getvalue().encode("utf-8-sig")


def _cells(line: Line) -> Sequence[str]:
    target = line.target
    return (
        line.name,
        line.file.sha256[:SHORT] if line.file else "",
        target.name if target else "",
        _spelled(target, line.requirement) if target else "",
        line.title,
        line.number,
        line.page,
        f"{_ON}{line.captured.isoformat()}" if line.captured else "",
        line.reason,
        "; ".join(line.problems),
    )


def _spelled(target: Target, requirement: str | None) -> str:
    code = requirement or target.requirement
    return (target.indicator.label_of(code) or code) if code else ""


def _kept_as_text(text: str) -> str:
    """A text that a spreadsheet leaves as it is."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return f"'{plain}" if _TURNED.fullmatch(plain) else text_cell(plain)


def _as_typed(text: str) -> str:
    return text[1:] if text.startswith("'") and _TURNED.fullmatch(text[1:]) else untext_cell(text)


def read_list(path: Path, reach: Reach, files: Mapping[str, EvidenceFile]) -> tuple[Line, ...]:
    """Read a corrected list.

    Args:
        path: The list.
        reach: What the OPD can prove.
        files: The files that may be named, by their name with folders.

    Returns:
        The lines that name a file which can be kept; without a target where the file proves nothing.

    Raises:
        InputError: The list has faults, all of them told by line and column.
    """
    file = parse_csv(path, _NEEDED, _OPTIONAL)
    lines = [line for row in file.rows if (line := _line(file, row, reach, files))]
    if file.problems:
        raise InputError(file.problems)
    return tuple(lines)


def _line(file: CsvFile, row: Row, reach: Reach, files: Mapping[str, EvidenceFile]) -> Line | None:
    cells = {column: _as_typed(cell) for column, cell in row.cells.items()}
    found, target = _file(file, row, cells, files), _target(file, row, cells, reach)
    if found is None:
        return None
    if target is None:
        return Line(name=cells[_FILE], file=found)
    requirement = _requirement(file, row, cells, target)
    title = cells[_TITLE]
    if not title:
        file.add(row.line, _TITLE, "judul dokumen kosong", remedy="Isi judulnya")
    for column in (_TITLE, _NUMBER, _PAGE):
        if looks_secret(cells[column]):
            file.add(row.line, column, GIVEN_AWAY, remedy="Hapus, dan pakai `spbe evidence account`")
    return _same_document(
        reach,
        Line(
            name=cells[_FILE],
            file=found,
            target=target,
            requirement=requirement,
            document=reach.key_of(title, cells[_NUMBER]),
            title=title,
            number=cells[_NUMBER],
            page=cells[_PAGE],
            captured=_captured(file, row, cells),
        ),
    )


def _same_document(reach: Reach, line: Line) -> Line:
    """The key under which the file is recorded already, where the list says the same of it."""
    for known in reach.attachments:
        if _is_of(known, line) and reach.titles.get(known.document, ("", ""))[1] == line.number:
            return replace(line, document=known.document)
    return line


def _is_of(known: Attachment, line: Line) -> bool:
    mine = line.attachment(known.opd)
    names = ("topic", "requirement", "title", "file")
    return all(getattr(known, name) == getattr(mine, name) for name in names)


def _file(
    file: CsvFile, row: Row, cells: Mapping[str, str], files: Mapping[str, EvidenceFile]
) -> EvidenceFile | None:
    """The file of a line, by its hash; by its name where somebody emptied the hash."""
    short = cells[_HASH].lower()
    found = {each.sha256: each for name, each in files.items() if _names(name, each, short, cells[_FILE])}
    if len(found) == 1:
        return next(iter(found.values()))
    if cells[_TOPIC]:
        what = f"berkas '{clipped(cells[_FILE])}' tidak ada pada kiriman ini, atau tidak dapat disimpan"
        file.add(row.line, _FILE, what, remedy="Periksa kolom berkas dan sha256, atau kosongkan indikator")
    return None


def _names(name: str, each: EvidenceFile, short: str, typed: str) -> bool:
    if len(short) >= SHORT:
        return each.sha256.startswith(short)
    return not short and " ".join(name.split()) == typed


def _target(file: CsvFile, row: Row, cells: Mapping[str, str], reach: Reach) -> Target | None:
    typed = " ".join(cells[_TOPIC].lower().removeprefix("indikator").split())
    if not typed:
        return None
    named = {each.name for each in reach.targets}
    bare = typed.lstrip("0")
    found = [each for each in reach.targets if each.name in (typed, bare)]
    if not found and f"{SHARED} {bare}" in named:
        found = [each for each in reach.targets if each.name == f"{SHARED} {bare}"]
    if len(found) > 1:
        codes = {code for each in found for code in _codes(each, cells[_REQUIREMENT])}
        found = [each for each in found if each.requirement in codes]
    if len(found) == 1:
        return found[0]
    what = f"'{clipped(cells[_TOPIC])}' bukan tugas OPD ini, atau perlu kolom syarat"
    file.add(row.line, _TOPIC, what, allowed=", ".join(dict.fromkeys(each.name for each in reach.targets)))
    return None


def _codes(target: Target, typed: str) -> tuple[str, ...]:
    """The requirements that a word may mean: a code, ``syarat 3.1``, ``tingkat 3``."""
    if place := _PLACE.fullmatch(typed):
        return target.codes(int(place[1]), int(place[2]))
    if level := _LEVEL.fullmatch(typed):
        return target.codes(int(level[1]))
    return tuple(code for code in target.codes() if code == typed.upper())


def _requirement(file: CsvFile, row: Row, cells: Mapping[str, str], target: Target) -> str | None:
    typed = cells[_REQUIREMENT]
    if not typed:
        return None
    codes = _codes(target, typed)
    if len(codes) != 1:
        known = [target.indicator.label_of(code) or code for code in target.codes()]
        what = f"syarat '{clipped(typed)}' tidak dikenal pada indikator {target.indicator.number}"
        file.add(row.line, _REQUIREMENT, what, allowed=", ".join(known) or "kosong")
        return None
    return None if target.requirement else codes[0]


def _captured(file: CsvFile, row: Row, cells: Mapping[str, str]) -> date | None:
    typed = cells[_CAPTURED].lower().removeprefix(_ON).removeprefix("tanggal ").strip()
    try:
        return read_day(typed) if typed else None
    except ValueError:
        file.add(row.line, _CAPTURED, f"'{clipped(typed)}' bukan tanggal", allowed=_DAYS)
        return None
