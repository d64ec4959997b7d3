"""What a file is by its content, whatever its name says.

The usual libraries take any zip for a Word document, or know too few kinds; nine signatures and a look
into the list of a zip tell what is asked here.
"""

import io
import zipfile
from collections.abc import Mapping

from spbe_lib.errors import BROKEN_ZIP

_STARTS: Mapping[bytes, str] = {
    b"%PDF-": "pdf",
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF8": "gif",
    b"MZ": "exe",
    b"\x7fELF": "elf",
    b"\xcf\xfa\xed\xfe": "macho",
    b"#!": "script",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "ole",
    b"Rar!": "rar",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\x1f\x8b": "gz",
    b"{\\rtf": "rtf",
}
"""How files of a kind begin. Nothing may stand before it, so that no program hides in front of a document."""

_FILMS = frozenset(
    {b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"mmp4"}
)
_OFFICE: Mapping[bytes, str] = {
    b"wordprocessingml.document.main+xml": "docx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
    b"presentationml.presentation.main+xml": "pptx",
    b"macroenabled": "makro",
}
_OPEN_DOCUMENT: Mapping[bytes, str] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
KEPT_KINDS = ("pdf", "png", "jpg", "gif", "docx", "xlsx", "pptx", "odt", "ods", "odp", "mp4")
"""Kinds that a cycle may choose to keep; a program, a script or a mere zip is never one of them."""

_TYPES, _MIME, _MACROS = "[Content_Types].xml", "mimetype", "vbaproject.bin"
_MOST_PARTS, _LARGEST_PART = 20_000, 2_000_000
_UNKNOWN = "lain"
_TOLD: Mapping[str, str] = {
    "exe": "sebuah program Windows",
    "elf": "sebuah program Linux",
    "macho": "sebuah program macOS",
    "script": "sebuah skrip program",
    "makro": "dokumen dengan makro",
    "ole": "dokumen Office lama, atau dokumen berkata sandi",
    "zip": "sebuah zip",
    "html": "halaman web",
    _UNKNOWN: "jenis yang tidak dikenal",
}


def kind_of(content: bytes) -> str:
    """The kind of a file, spelled like the usual end of its name: ``pdf``, ``docx``; ``lain`` if unknown.

    >>> kind_of(b"MZ this is no document"), kind_of(b"%PDF-1.7")
    ('exe', 'pdf')
    """
    if found := next((kind for start, kind in _STARTS.items() if content.startswith(start)), None):
        return found
    if content[4:8] == b"ftyp":
        return "mp4" if content[8:12] in _FILMS else _UNKNOWN
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    head = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if head.startswith((b"<!doctype html", b"<html", b"<svg", b"<?xml")) else _UNKNOWN


def told_kind(kind: str) -> str:
    """A kind as people are told it."""
    return _TOLD.get(kind, kind)


def _packed(content: bytes) -> str:
    """What a zip is: a document of an office program by the list of its parts, else a mere zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if len(names) > _MOST_PARTS:
                return "zip"
            if any(name.lower().endswith(_MACROS) for name in names):
                return "makro"
            if _TYPES in names:
                types = _part(package, _TYPES).lower()
                return next((kind for word, kind in _OFFICE.items() if word in types), "zip")
            mime = _part(package, _MIME).strip() if _MIME in names else b""
            return _OPEN_DOCUMENT.get(mime, "zip")
    except BROKEN_ZIP:
        return "zip"


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as stream:
        return stream.read(_LARGEST_PART)
