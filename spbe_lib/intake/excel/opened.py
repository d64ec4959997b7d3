"""Open a workbook that somebody sent: what it is not, whether it is whole, and its cells as plain values."""

import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from openpyxl.cell.cell import TYPE_ERROR, TYPE_FORMULA, TYPE_NUMERIC
from openpyxl.utils import get_column_letter

from spbe_lib.errors import BROKEN_ZIP, InputError, Problem
from spbe_lib.intake.excel.parts import (
    BOOK,
    Area,
    comment_parts,
    listed_sheets,
    merged_areas,
    open_book,
    sheet_comments,
)

_LARGEST, _LARGEST_UNPACKED, _MOST_RATIO, _CHUNK = 20_000_000, 50_000_000, 300, 1_000_000
_MOST_ROWS, _MOST_COLUMNS, _MOST_SHEETS, _MOST_PARTS, _MOST_MERGED = 2_000, 40, 200, 5_000, 10_000
_OLE, _ENCRYPTED = bytes.fromhex("D0CF11E0A1B11AE1"), "EncryptedPackage".encode("utf-16-le")
_STRICT = b"http://purl.oclc.org/ooxml/"
_SAVE = "Buka di Excel, lalu simpan sebagai .xlsx tanpa kata sandi"
_USUAL = "Simpan sebagai jenis .xlsx yang biasa (Excel Workbook), bukan yang bertanda Strict"
_RESEND = "Minta pengirim menyimpan dan mengirimnya sekali lagi"
_BROKEN = ("berkas rusak atau terpotong, sehingga tidak dapat dibaca", _RESEND)
_TOO_MANY = (
    f"buku kerja ini mempunyai lebih dari {_MOST_SHEETS} lembar",
    "Periksa apakah ini berkas yang benar",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCell:
    """What one cell holds: its address (``D7``), its value, and whether that is a formula or an error.

    ``percent`` says that a number is shown as a share of a hundred.
    """

    address: str
    value: object
    formula: bool = False
    error: bool = False
    percent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSheet:
    """One sheet: its title, its cells that hold something by row and column (from 1).

    ``merged`` are the cells that somebody made one, ``comments`` what somebody noted, by address.
    """

    title: str
    cells: Mapping[tuple[int, int], RawCell]
    merged: tuple[Area, ...] = ()
    comments: Mapping[str, str] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        """What a cell of ours says; empty when it is empty."""
        cell = self.cells.get((row, column))
        return str(cell.value).strip() if cell and not cell.formula else ""

    @property
    def rows(self) -> range:
        """The rows that hold something."""
        return range(1, max((row for row, _ in self.cells), default=0) + 1)


def read_workbook(content: bytes, name: str, *, most_rows: int = _MOST_ROWS) -> tuple[RawSheet, ...]:
    """Read the sheets of a workbook as they stand in the file; nothing is computed.

    Args:
        content: The file.
        name: Its name, for the sentence of a refusal.
        most_rows: How many rows of a sheet are looked at.

    Raises:
        InputError: It is no whole, open ``.xlsx`` workbook of a sensible size.
    """
    refusal = _not_a_workbook(content) or _unfit_package(content)
    if refusal:
        raise InputError([Problem(where=name, what=refusal[0], remedy=refusal[1])])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _sheets(content, most_rows)
    except Exception:  # noqa: BLE001  whatever a parser makes of a broken file, the person needs one sentence
        raise InputError([Problem(where=name, what=_BROKEN[0], remedy=_BROKEN[1])]) from None


def _not_a_workbook(content: bytes) -> tuple[str, str] | None:
    if not content:
        return "berkas ini kosong (0 byte)", _RESEND
    if len(content) > _LARGEST:
        return (
            "berkas lebih besar dari 20 MB",
            "Periksa apakah ini berkas yang benar; gambar tidak perlu dilampirkan",
        )
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            return "berkas dilindungi kata sandi, sehingga tidak dapat dibaca", _SAVE
        return "berkas berjenis Excel lama (.xls)", _SAVE
    if not content.startswith(b"PK"):
        return "berkas ini bukan buku kerja Excel (.xlsx)", _SAVE
    return None


def _unfit_package(content: bytes) -> tuple[str, str] | None:
    """Look at the parts before anything unpacks them, then whether each is whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            if (
                unpacked > _LARGEST_UNPACKED
                or unpacked > _MOST_RATIO * len(content)
                or len(parts) > _MOST_PARTS
            ):
                what = "isi berkas jauh lebih besar daripada ukurannya, sehingga tidak dibuka"
                return what, "Periksa apakah ini berkas yang benar"
            if BOOK not in package.namelist():
                return "berkas ini bukan buku kerja Excel (.xlsx)", _SAVE
            if _STRICT in package.read(BOOK):
                return "berkas disimpan sebagai Strict Open XML, yang tidak dapat dibaca", _USUAL
            if listed_sheets(package) > _MOST_SHEETS:
                return _TOO_MANY
            doubled = len({part.filename for part in parts}) < len(parts)
            return _BROKEN if doubled or any(_declares(package, part) for part in parts) else None
    except BROKEN_ZIP:
        return _BROKEN


def _declares(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part declares entities of its own, as no workbook does; reading it whole checks its sum."""
    declares = False
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            declares = declares or b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk
    return declares and part.filename.endswith((".xml", ".rels"))


def _sheets(content: bytes, most_rows: int) -> tuple[RawSheet, ...]:
    book = open_book(content, read_only=True, data_only=False, keep_links=False)
    try:
        package = book._archive  # noqa: SLF001  there is no public way to the parts of an opened workbook
        paths = [each._worksheet_path for each in book.worksheets]  # noqa: SLF001
        notes = [comment_parts(package, path) for path in paths]
        _once([*paths, *chain.from_iterable(notes)])
        return tuple(
            RawSheet(
                title=sheet.title,
                cells=dict(_cells(sheet, most_rows)),
                merged=_few(merged_areas(package, path)),
                comments=sheet_comments(package, noted),
            )
            for sheet, path, noted in zip(book.worksheets, paths, notes, strict=True)
        )
    finally:
        book.close()


def _once(parts: Sequence[str]) -> None:
    """Refuse a workbook of which several sheets are one part: it would be read as often as it is named."""
    if len(set(parts)) < len(parts):
        raise ValueError(parts)


def _few(areas: tuple[Area, ...]) -> tuple[Area, ...]:
    """Refuse a sheet with more merged cells than anybody makes."""
    if len(areas) > _MOST_MERGED:
        raise ValueError(len(areas))
    return areas


def _cells(sheet: Any, most_rows: int) -> Iterator[tuple[tuple[int, int], RawCell]]:
    rows = sheet.iter_rows(max_row=most_rows, max_col=_MOST_COLUMNS)
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells, 1):
            if cell.value is not None:
                yield (
                    (row, column),
                    RawCell(
                        address=f"{get_column_letter(column)}{row}",
                        value=cell.value,
                        formula=cell.data_type == TYPE_FORMULA,
                        error=cell.data_type == TYPE_ERROR,
                        percent=cell.data_type == TYPE_NUMERIC and "%" in cell.number_format,
                    ),
                )
