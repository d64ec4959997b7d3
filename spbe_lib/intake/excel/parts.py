"""What stands in the parts of a workbook that openpyxl skips when it opens one for reading only.

Looked up as text: each takes a thousandth of the time that it takes to open the workbook in full. No
pattern runs past the next ``<``, so that a part that was made to be slow takes no longer than another.
"""

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Z0-9:$]+)["']""")
_LINKED = re.compile(rb"""<(?:\w+:)?hyperlink\s[^<>]*?\bref\s*=\s*["']([A-Z0-9:$]+)["']""")
_TARGET = re.compile(rb"""\bTarget\s*=\s*["']([^"'<>]*)["']""")
_COMMENT = re.compile(rb"<(/?)(?:\w+:)?(?:comment|threadedComment)\b([^<>]*)>")
_AT = re.compile(rb"""\bref\s*=\s*["'](\w+)["']""")
_TAG = re.compile(r"<[^<>]*>")
_NAMES = re.compile(rb"<(?:\w+:)?definedNames\b")
_NAMES_END = re.compile(rb"</(?:\w+:)?definedNames\s*>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
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
    def size(self) -> int:
        """How many cells they were."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

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


def linked_areas(package: zipfile.ZipFile, part: str) -> tuple[Area, ...]:
    """The cells of a sheet that lead somewhere.

    Args:
        package: The workbook.
        part: Name of the sheet's part.
    """
    return tuple(_area(found.decode()) for found in _LINKED.findall(package.read(part)))


def listed_sheets(package: zipfile.ZipFile) -> int:
    """How many sheets a workbook lists, before anything opens them."""
    return sum(1 for _ in _SHEET.finditer(package.read(BOOK)))


def comment_parts(package: zipfile.ZipFile, part: str) -> tuple[str, ...]:
    """The parts in which the notes at the cells of a sheet stand, each once.

    Args:
        package: The workbook.
        part: Name of the sheet's part.
    """
    folder, name = posixpath.split(part)
    related = f"{folder}/_rels/{name}.rels"
    if related not in package.NameToInfo:
        return ()
    targets = {found.decode(errors="replace") for found in _TARGET.findall(package.read(related))}
    places = {posixpath.normpath(posixpath.join("/", folder, each))[1:] for each in targets}
    there = places & package.NameToInfo.keys()
    return tuple(sorted(each for each in there if _of_comments(posixpath.basename(each).lower())))


def sheet_comments(package: zipfile.ZipFile, parts: Iterable[str]) -> dict[str, str]:
    """What was noted at the cells of a sheet, by address; an answer to a note follows the note.

    Args:
        package: The workbook.
        parts: Names of the parts in which the notes stand.
    """
    notes: dict[str, str] = {}
    for name in parts:
        for address, noted in _noted(package.read(name)):
            text = html.unescape(_TAG.sub("", noted.decode(errors="replace")))
            notes[address] = f"{notes.get(address, '')}\n{text}".strip()
    return notes


def _of_comments(name: str) -> bool:
    return "comment" in name and name.endswith(".xml")


def _noted(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Every note of a part: the address of its cell, and all between its two ends."""
    address, begin = None, 0
    for found in _COMMENT.finditer(content):
        if found[1] and address:
            yield address, content[begin : found.start()]
        at = None if found[1] else _AT.search(found[2])
        address, begin = at[1].decode() if at else None, found.end()


def _without_names(content: bytes) -> io.BytesIO:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _nameless(part) if name == BOOK else part)
    return written


def _nameless(part: bytes) -> bytes:
    begin = _NAMES.search(part)
    ends = [found.end() for found in _NAMES_END.finditer(part)]
    return part[: begin.start()] + part[ends[-1] :] if begin and ends else part


def _area(reference: str) -> Area:
    left, top, right, bottom = range_boundaries(reference)
    return Area(top=top or 1, left=left or 1, bottom=bottom or _LAST_ROW, right=right or _LAST_COLUMN)
