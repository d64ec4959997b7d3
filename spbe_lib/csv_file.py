"""Read a CSV file that people wrote in a spreadsheet: every cell as text, and on which line it stands.

Comma, semicolon or tab, as the head line has it (Indonesian Excel writes semicolons), or as Excel's own
first line ``sep=;`` says. What a spreadsheet adds by itself, empty rows and empty columns, is no fault.
``parse_csv`` reads a register, in UTF-8 and with heads that must be ours; ``decoded`` and ``records``
serve every other table.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from spbe_lib.errors import Problem
from spbe_lib.strict_yaml import clipped

UTF_8 = ("utf-8-sig",)
"""What a register is written in, with or without byte order mark."""

WINDOWS = (*UTF_8, "cp1252")
"""What Excel calls "CSV" is in the encoding of Western Europe, on Windows."""

UNICODE_TEXT = ("utf-16", *WINDOWS)
"""What Excel calls "Unicode text" is UTF-16 with a byte order mark."""

_LARGEST, _MOST_ROWS, _MOST_COLUMNS = 2_000_000, 10_000, 500
_NOT_CSV = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_DELIMITERS = ",;\t"
_SEP_LINE = re.compile(r"""\s*"?sep=([,;\t|])"?[ ,;\t]*(?:\r\n|\r|\n)""", re.IGNORECASE)
_SAVE_AGAIN = 'Di Excel, simpan ulang dengan jenis "CSV UTF-8"'
_UNREADABLE = ("berkas tidak dapat dibuka", "Periksa nama dan letaknya, dan tutup dahulu di Excel")
_TOO_LARGE = ("berkas lebih besar dari 2 MB", "Periksa apakah ini berkas yang benar")
_TOO_LONG = (f"berkas mempunyai {_MOST_ROWS} baris atau lebih", _TOO_LARGE[1])
_TOO_WIDE = (f"baris ini mempunyai lebih dari {_MOST_COLUMNS} kolom berisi", "Periksa pemisah kolom")
_NOT_UTF8 = ("berkas bukan teks UTF-8", _SAVE_AGAIN)
_FOREIGN = ("isinya bukan teks CSV", _SAVE_AGAIN)
_FORMULA = re.compile(r"""^[\s"']*(?=[=+\-@])|[,;\t|\r\n]["']*(?=[=+@]|-(?! ))""")
_GUARDED = re.compile(r"(?:(?<=^)|(?<=[,;\t|\r\n]))'(?=[=+@-])")
_BINARY = ("berkas memuat byte NUL, jadi bukan teks CSV", _SAVE_AGAIN)
_EMPTY = ("berkas ini kosong", "Isi baris pertama dengan judul kolom, lalu satu baris untuk setiap isian")
_HIDDEN = ("ada tanda kendali yang tidak terlihat", "Ketik ulang teks pada baris itu")
_BEYOND = (
    "ada isi di luar kolom yang berjudul",
    'Periksa pemisah kolom. Teks yang memuat pemisah diapit tanda kutip, misalnya "Siti, Subbag Umum"',
)
_QUOTES = ("tanda kutip tidak berpasangan, atau satu sel terlalu panjang", "Periksa tanda kutip di baris itu")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row under the head: its line in the file (from 1), and its cells by column, trimmed."""

    line: int
    cells: Mapping[str, str]


class CsvFile:
    """A parsed file: its rows and its faults.

    ``whole`` is False when a fault hides rows, so that nothing can be said of what is missing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows: list[Row] = []
        self.problems: list[Problem] = []
        self.whole = True

    def where(self, line: int, column: str = "") -> str:
        """Say where something stands: ``opd.csv baris 4 (parent)``."""
        return f"{self.path.name} baris {line}" + (f" ({clipped(column)})" if column else "")

    def add(self, line: int, column: str, what: str, *, allowed: str = "", remedy: str = "") -> None:
        """Note a fault of one cell or, without a column, of one row."""
        where = self.where(line, column)
        self.problems.append(Problem(where=where, what=what, allowed=allowed, remedy=remedy))

    def refuse(self, where: str, words: tuple[str, str]) -> None:
        """Note a fault that hides the rows from view."""
        self.whole = False
        self.problems.append(Problem(where=where, what=words[0], remedy=words[1]))


def parse_csv(path: Path, columns: Collection[str], optional: Collection[str] = ()) -> CsvFile:
    """Parse a file; what cannot be parsed is a problem of the result, never an exception.

    Args:
        path: The file.
        columns: Heads that must be there, in any order.
        optional: Heads that may be there; every row has a cell for them all the same.
    """
    file = CsvFile(path)
    text = _text(file)
    if text is None:
        return file
    found = [
        (line, [" ".join(cell.split()) for cell in cells])
        for line, cells in islice(records(file, text), _MOST_ROWS)
    ]
    if not found:
        if file.whole:
            file.refuse(path.name, _EMPTY)
        return file
    if len(found) == _MOST_ROWS:
        file.refuse(path.name, _TOO_LONG)
        return file
    (line, head), *body = found
    if _head_fits(file, line, head, columns, optional):
        file.rows = [row for at, cells in body if (row := _row(file, at, head, cells, optional))]
    return file


def decoded(file: CsvFile, content: bytes, encodings: Collection[str] = UTF_8) -> str | None:
    """A file as text; None, with the fault noted, when it is none.

    Args:
        file: Where the fault is noted.
        content: The bytes.
        encodings: Those that may be; UTF-16 only counts with its byte order mark.
    """
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    foreign = content.startswith(_NOT_CSV)
    text = None
    for encoding in () if foreign else encodings:
        if text is None and (encoding != "utf-16" or marked):
            text = _attempt(content, encoding)
    if text is None:
        file.refuse(file.path.name, _NOT_UTF8 if encodings == UTF_8 and not foreign else _FOREIGN)
    elif "\0" in text:
        file.refuse(file.path.name, _BINARY)
        return None
    return text


def records(file: CsvFile, text: str) -> Iterator[tuple[int, list[str]]]:
    """Every record that holds something, its cells as typed, with the line on which it begins.

    Quotation marks that do not pair, and a record of far too many cells, end it, with the fault noted.
    """
    told = _SEP_LINE.match(text)
    before = len(told[0].splitlines()) if told else 0
    body, delimiter = (text[told.end() :], told[1]) if told else (text, _delimiter(text))
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    line = before + 1
    try:
        for cells in reader:
            if _says_something(cells[_MOST_COLUMNS:]):
                file.refuse(file.where(line), _TOO_WIDE)
                return
            if _says_something(cells):
                yield line, cells[:_MOST_COLUMNS]
            line = reader.line_num + before + 1
    except csv.Error:
        file.refuse(file.where(line), _QUOTES)


def text_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula, also where it cuts the line at another sign than ours.

    >>> text_cell("=1+1"), text_cell("naik,-5"), text_cell("naik -5")
    ("'=1+1", "naik,'-5", 'naik -5')
    """
    return _FORMULA.sub(r"\g<0>'", text)


def untext_cell(text: str) -> str:
    """The text of which ``text_cell`` made a cell, once somebody sent it back.

    >>> untext_cell(text_cell("=1+1")), untext_cell(text_cell("naik,-5"))
    ('=1+1', 'naik,-5')
    """
    return _GUARDED.sub("", text)


def _text(file: CsvFile) -> str | None:
    try:
        if file.path.stat().st_size > _LARGEST:
            file.refuse(file.path.name, _TOO_LARGE)
            return None
        content = file.path.read_bytes()
    except OSError:
        file.refuse(file.path.name, _UNREADABLE)
        return None
    return decoded(file, content)


def _attempt(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _delimiter(text: str) -> str:
    """The sign that parts the head line into the most cells; signs inside quotation marks part nothing."""
    return max(_DELIMITERS, key=lambda sign: _width(text, sign))


def _width(text: str, delimiter: str) -> int:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return next((len(cells) for cells in rows if _says_something(cells)), 0)
    except csv.Error:
        return 0


def _says_something(cells: list[str]) -> bool:
    return any(not sign.isspace() and sign not in _DELIMITERS for cell in cells for sign in cell)


def _hidden(cell: str) -> bool:
    return any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in cell)


def _head_fits(
    file: CsvFile, line: int, head: list[str], columns: Collection[str], optional: Collection[str]
) -> bool:
    known = ", ".join([*columns, *optional])
    faults = [(name, "kolom ini tidak ada di baris judul") for name in columns if name not in head]
    named = [name for name in head if name]
    for place, name in enumerate(named):
        if name not in (*columns, *optional):
            faults.append((name, f"kolom '{clipped(name)}' tidak dikenal"))
        elif name in named[:place]:
            faults.append((name, "kolom ini tertulis dua kali"))
    for name, what in faults:
        file.whole = False
        file.add(line, name, what, allowed=known)
    return not faults


def _row(
    file: CsvFile, line: int, head: list[str], cells: list[str], optional: Collection[str]
) -> Row | None:
    padded = cells + [""] * (len(head) - len(cells))
    if any(padded[len(head) :]) or any(cell for name, cell in zip(head, padded, strict=False) if not name):
        file.refuse(file.where(line), _BEYOND)
        return None
    if any(_hidden(cell) for cell in cells):
        file.refuse(file.where(line), _HIDDEN)
        return None
    found = {name: cell for name, cell in zip(head, padded, strict=False) if name}
    return Row(line=line, cells=dict.fromkeys(optional, "") | found)
