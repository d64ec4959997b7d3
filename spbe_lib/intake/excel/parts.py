"""What stands in the parts of a workbook that openpyxl skips when it opens one for reading only.

Looked up as text: each takes a thousandth of the time that it takes to open the workbook in full.
"""

import html
import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*["']([A-Z0-9:$]+)["']""")
_TARGET = re.compile(rb"""\bTarget\s*=\s*["']([^"']*[Cc]omments?[^"'/]*\.xml)["']""")
_COMMENT = re.compile(
    rb"""<(?:\w+:)?(comment|threadedComment)\s[^>]*?\bref\s*=\s*["'](\w+)["'].*?</(?:\w+:)?\1>""", re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")
_NAMES = re.compile(rb"<((?:\w+:)?definedNames)\b.*</\1>", re.DOTALL)
BOOK = "xl/workbook.xml"
"""The part that lists the sheets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Cells that somebody made one: first and last row and column (from 1)."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def address(self) -> str:
        """The area as people name it: ``D7:D9``."""
        first = f"{get_column_letter(self.left)}{self.top}"
        return f"{first}:{get_column_letter(self.right)}{self.bottom}"


def open_book(content: bytes, **options: bool) -> Any:
    """Open a workbook with openpyxl; names of ranges that it cannot read are left away.

    LibreOffice writes broken ones for repeated rows of a sheet that another program gave an odd title.
    """
    try:
        return load_workbook(io.BytesIO(content), **options)
    except ValueError:
        return load_workbook(_without_names(content), **options)


def merged_areas(package: zipfile.ZipFile, part: str) -> tuple[Area, ...]:
    """The cells of a sheet that were made one.

    Args:
        package: The workbook.
        part: Name of the sheet's part.
    """
    return tuple(_area(found.decode()) for found in _MERGED.findall(package.read(part)))


def sheet_comments(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    """What was noted at the cells of a sheet, by address; an answer to a note follows the note."""
    folder, name = posixpath.split(part)
    related = f"{folder}/_rels/{name}.rels"
    if related not in package.NameToInfo:
        return {}
    notes: dict[str, str] = {}
    for target in _TARGET.findall(package.read(related)):
        there = posixpath.normpath(posixpath.join("/", folder, target.decode()))[1:]
        if there in package.NameToInfo:
            for found in _COMMENT.finditer(package.read(there)):
                text = html.unescape(_TAG.sub("", found[0].decode(errors="replace")))
                address = found[2].decode()
                notes[address] = f"{notes.get(address, '')}\n{text}".strip()
    return notes


def _without_names(content: bytes) -> io.BytesIO:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _NAMES.sub(b"", part) if name == BOOK else part)
    return written


def _area(reference: str) -> Area:
    left, top, right, bottom = range_boundaries(reference)
    return Area(top=top or 1, left=left or 1, bottom=bottom or _LAST_ROW, right=right or _LAST_COLUMN)
