"""A page of a kept evidence file as a picture, opened at the cited place; nothing of it is written anywhere.

A file that is broken, locked or made to eat the memory is told in a sentence.
"""

import io
import math
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image
from pypdfium2 import PdfDocument, PdfiumError

from spbe_lib.errors import InputError, Problem
from spbe_lib.records.cited_place import cited_place, page_with

PICTURES = ("png", "jpg", "gif")
"""Kinds that are shown as they are."""

_MOST_PIXELS, _LARGEST_PICTURE, _PLAIN_SCALE = 3_000_000, 80_000_000, 1.4
_MOST_SEARCHED, _SECONDS = 400, 3.9
_LOCKED = "Incorrect password"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One page as people see it.

    Attributes:
        picture: The page as PNG.
        page: Its number, from 1.
        pages: How many there are.
        note: What is to be known: why it is not the cited page; empty when it is.
        size: Width and height of the picture.
    """

    picture: bytes
    page: int
    pages: int
    note: str = ""
    size: tuple[int, int]


def shows(kind: str) -> bool:
    """Whether files of a kind are drawn here; others are handed over as they are."""
    return kind == "pdf" or kind in PICTURES


def cited_view(content: bytes, kind: str, cited: str) -> PageView:
    """A file at the place that was cited.

    Args:
        content: The file.
        kind: What it is, one that ``shows``.
        cited: Page or article as typed.

    Raises:
        InputError: It cannot be shown.
    """
    if kind != "pdf":
        return _picture(content)
    place = cited_place(cited)
    with _opened(content) as document:
        page, note = _found(document, place.page, place.words)
        return _drawn(document, page, 1.0, note)


def page_view(content: bytes, page: int, zoom: float = 1.0) -> PageView:
    """A page of a PDF; the nearest one where there is no such page.

    Raises:
        InputError: It cannot be shown.
    """
    with _opened(content) as document:
        return _drawn(document, page, zoom, "")


def _found(document: PdfDocument, page: int | None, words: str) -> tuple[int, str]:
    """Which page to show first, and what to say of it."""
    pages = len(document)
    if page is not None and page <= pages:
        return page, ""
    found = page_with(words, _texts(document)) if words else None
    if found:
        return found, ""
    if page is not None:
        return pages, f"Berkas ini hanya {pages} halaman; halaman {page} yang dirujuk tidak ada."
    if words:
        return 1, f"'{words}' tidak ditemukan dalam teks berkas (mungkin hasil pindai); ini halaman pertama."
    return 1, "Halaman atau pasal tidak disebut; ini halaman pertama."


def _texts(document: PdfDocument) -> Iterator[str]:
    """The words of the pages, as far as they can be read in reasonable time."""
    start = time.monotonic()
    for number in range(min(len(document), _MOST_SEARCHED)):
        if time.monotonic() - start > _SECONDS:
            return
        try:
            yield document[number].get_textpage().get_text_range()
        except (PdfiumError, ValueError, MemoryError):
            yield ""


def _opened(content: bytes) -> PdfDocument:
    try:
        document = PdfDocument(content)
        if len(document):
            return document
        what = "PDF ini tidak berhalaman"
    except (PdfiumError, ValueError, MemoryError) as fault:
        what = "PDF ini rusak atau terpotong, sehingga tidak dapat ditampilkan"
        if _LOCKED in str(fault):
            what = "PDF ini terkunci kata sandi, sehingga tidak dapat ditampilkan"
    raise _refusal(what)


def _drawn(document: PdfDocument, page: int, zoom: float, note: str) -> PageView:
    pages = len(document)
    number = min(max(page, 1), pages)
    try:
        sheet = document[number - 1]
        width, height = sheet.get_size()
        scale = min(_PLAIN_SCALE * zoom, math.sqrt(_MOST_PIXELS / max(width * height, 1.0)))
        picture = sheet.render(scale=scale, may_draw_forms=False).to_pil()
    except (PdfiumError, ValueError, MemoryError, OSError) as fault:
        raise _refusal(f"halaman {number} PDF ini rusak, sehingga tidak dapat ditampilkan") from fault
    return PageView(picture=_png(picture), page=number, pages=pages, note=note, size=picture.size)


def _picture(content: bytes) -> PageView:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture: Image.Image = Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "GIF"))
            if math.prod(picture.size) > _LARGEST_PICTURE:
                raise _refusal("gambar ini terlalu besar untuk ditampilkan di sini")
            side = max(1, int(math.sqrt(_MOST_PIXELS)))
            picture.thumbnail((side, side))
            picture = picture.convert("RGB")
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError) as fault:
        raise _refusal("gambar ini rusak, sehingga tidak dapat ditampilkan") from fault
    return PageView(picture=_png(picture), page=1, pages=1, size=picture.size)


def _png(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=False)
    return written.getvalue()


def _refusal(what: str) -> InputError:
    remedy = "Unduh dan buka dengan program lain, atau minta OPD mengirim lagi"
    return InputError([Problem(where="data dukung", what=what, remedy=remedy)])
