"""What an OPD says of its documents, read from the sheet *Data Dukung* of a Kuesioner."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from spbe_lib.intake.asking.spellings import plain_spelling, simple
from spbe_lib.intake.asking.words import CLASSES, DOCUMENT_FIELDS, STATUSES
from spbe_lib.intake.excel import cells
from spbe_lib.intake.excel.cells import Sheet
from spbe_lib.intake.excel.layout import NEW, NEW_DOCUMENT
from spbe_lib.intake.excel.moved import check_columns, unmerged
from spbe_lib.intake.excel.opened import RawCell
from spbe_lib.intake.excel.rows import KeyedRow, KeyedSheet
from spbe_lib.records.documents import Access, Document, document_key
from spbe_lib.strict_yaml import clipped

_TEXTS = ("title", "number", "dated", "subject", "signatory", "link")
_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+-]*:", re.IGNORECASE)
"""What a link begins with that leads to no page: a script, a picture in words, a file of one machine."""

_LINKS = "alamat yang diawali https:// atau http://"
_FIRST_YEAR, _LAST_YEAR = 1945, 2100

Choice = TypeVar("Choice", bound=StrEnum)


def read_documents(
    sheet: Sheet, keyed: KeyedSheet, opd: str, handed_out: tuple[str, ...]
) -> tuple[tuple[KeyedRow, Document], ...]:
    """Read what the sheet says, with the row of each document; faults and questions are noted on the sheet.

    Args:
        sheet: Where faults are noted.
        keyed: The sheet's rows by key.
        opd: Code of the OPD.
        handed_out: Keys of the documents that the sheet listed when it was handed out.
    """
    for place, what, remedy in keyed.problems:
        sheet.fault(place, what, remedy=remedy)
    check_columns(sheet, keyed, tuple(DOCUMENT_FIELDS))
    keyed = replace(keyed, rows=unmerged(sheet, keyed, ()))
    for key in handed_out:
        if key not in keyed.rows:
            what = "baris sebuah dokumen yang sudah tercatat tidak ada lagi"
            sheet.fault("", what, remedy=f"Kosongkan isinya bila dokumen itu tidak dipakai. {NEW}")
    return tuple(_read(sheet, keyed, opd, set(handed_out)))


def _read(
    sheet: Sheet, keyed: KeyedSheet, opd: str, handed_out: set[str]
) -> Iterator[tuple[KeyedRow, Document]]:
    seen: dict[str, int] = {key: keyed.rows[key].number for key in handed_out if key in keyed.rows}
    for key, row in keyed.rows.items():
        if key not in handed_out and not key.startswith(NEW_DOCUMENT):
            sheet.fault(
                f"baris {row.number}", f"kunci '{clipped(key)}' tidak termasuk lembar ini", remedy=NEW
            )
            continue
        document = _document(sheet, row, opd, key)
        if key in handed_out or (not document.empty and _is_new(sheet, row, document, seen)):
            yield row, document


def _document(sheet: Sheet, row: KeyedRow, opd: str, key: str) -> Document:
    before = len(sheet.problems)
    texts = {field: _text(sheet, row.cells.get(field), field) for field in _TEXTS}
    if len(sheet.problems) == before:
        _check_title(sheet, row, texts["title"])
    return Document(
        opd=opd,
        key=document_key(texts["title"], texts["number"]) if key.startswith(NEW_DOCUMENT) else key,
        status=_chosen(sheet, row.cells.get("status"), STATUSES),
        year=_year(sheet, row.cells.get("year")),
        valid_until=cells.read_day_cell(sheet, row.cells.get("valid_until")),
        access=_chosen(sheet, row.cells.get("access"), CLASSES) or Access.OPEN,
        **texts,
    )


def _text(sheet: Sheet, cell: RawCell | None, field: str) -> str:
    if field == "dated":
        return cells.read_dated(sheet, cell)
    text = cells.read_words(sheet, cell, number=field == "number")
    if cell and field == "link" and _SCHEME.match(text):
        sheet.fault(f"sel {cell.address}", "tautan ini tidak dapat dibuka sebagai halaman", _LINKS)
        return ""
    return text


def _check_title(sheet: Sheet, row: KeyedRow, title: str) -> None:
    filled = [field for field in DOCUMENT_FIELDS if _filled(row.cells.get(field))]
    if filled and not title:
        head = DOCUMENT_FIELDS[filled[0]][0]
        cell = row.cells.get("title")
        what = f"judul dokumen masih kosong, sedangkan {head} terisi"
        sheet.fault(f"sel {cell.address}" if cell else f"baris {row.number}", what, remedy="Isi judulnya")


def _filled(cell: RawCell | None) -> bool:
    return cell is not None and cell.value is not None and bool(str(cell.value).strip())


def _is_new(sheet: Sheet, row: KeyedRow, document: Document, seen: dict[str, int]) -> bool:
    """Whether a filled row names a document that no other row names."""
    if not document.title:
        return False  # told already
    if seen.setdefault(document.key, row.number) == row.number:
        return True
    what = f"dokumen dengan judul dan nomor ini sudah ada di baris {seen[document.key]}"
    sheet.fault(f"sel {row.cells['title'].address}", what, remedy="Sisakan satu baris untuk satu dokumen")
    return False


def _chosen(sheet: Sheet, cell: RawCell | None, words: Mapping[str, Choice]) -> Choice | None:
    before, text = len(sheet.problems), cells.read_text(sheet, cell)
    if cell is None or not text or len(sheet.problems) > before:
        return None
    ours = {value: next(word for word, known in words.items() if known is value) for value in words.values()}
    if found := words.get(simple(text)):
        if not plain_spelling(text, ours[found]):
            sheet.understand(f"sel {cell.address}", f"'{clipped(text)}'", ours[found])
        return found
    allowed = ", ".join(ours.values())
    sheet.fault(f"sel {cell.address}", f"'{clipped(text)}' tidak dikenal", allowed)
    return None


def _year(sheet: Sheet, cell: RawCell | None) -> int | None:
    before, text = len(sheet.problems), cells.read_text(sheet, cell)
    if cell is None or not text or len(sheet.problems) > before:
        return None
    if text.isascii() and text.isdecimal() and _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        return int(text)
    sheet.fault(f"sel {cell.address}", f"'{clipped(text)}' bukan tahun", "satu tahun, misalnya 2024")
    return None
