"""A page of a PDF found and drawn in a process of its own: what somebody sent may be made to draw for ever.

The process draws one page and ends; it is ended when it takes too long, and may take only so much memory.
"""

import io
import json
import math
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image
from pypdfium2 import PdfDocument, PdfiumError

from spbe_lib.records.cited_place import cited_place, page_with
from spbe_lib.records.evidence.pdf_text import bounded

MOST_PIXELS = 3_000_000
_PLAIN_SCALE, _MOST_SEARCHED, _SEARCHED_SECONDS, _SECONDS = 1.4, 400, 3.9, 10.0
_LOCKED = "Incorrect password"
_BROKEN = "PDF ini rusak atau terpotong, sehingga tidak dapat ditampilkan"
_SLOW = "PDF ini terlalu rumit untuk ditampilkan di sini"


class UndrawnError(Exception):
    """A PDF that cannot be shown; the sentence says why."""


def drawn(
    content: bytes, asked: Mapping[str, Any], seconds: float = _SECONDS
) -> tuple[Mapping[str, Any], bytes]:
    """Have a page drawn; whatever is wrong with the file, this comes back within some seconds.

    Args:
        content: The PDF.
        asked: ``cited``, the place as typed; or ``page`` from 1, and ``zoom``.
        seconds: How long it may take.

    Returns:
        ``page``, ``pages`` and ``note``, and the picture as PNG.

    Raises:
        UndrawnError: It cannot be shown.
    """
    command = [sys.executable, "-m", __name__]
    question = json.dumps(asked).encode() + b"\n" + content
    try:
        process = subprocess.run(  # noqa: S603  this very module
            command,
            check=False,
            input=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as fault:
        raise UndrawnError(_SLOW) from fault
    head, _, picture = process.stdout.partition(b"\n")
    told = json.loads(head) if process.returncode == 0 else {"refusal": _BROKEN}  # it died of this file
    if refusal := told.get("refusal"):
        raise UndrawnError(refusal)
    return told, picture


def _answer(content: bytes, asked: Mapping[str, Any]) -> tuple[Mapping[str, Any], bytes]:
    try:
        with _opened(content) as document:
            if "cited" not in asked:
                return _drawn(document, asked["page"], asked["zoom"], "")
            place = cited_place(asked["cited"])
            page, note = _found(document, place.page, place.words)
            return _drawn(document, page, 1.0, note)
    except UndrawnError as refusal:
        return {"refusal": str(refusal)}, b""


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
        if time.monotonic() - start > _SEARCHED_SECONDS:
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
        what = _BROKEN
        if _LOCKED in str(fault):
            what = "PDF ini terkunci kata sandi, sehingga tidak dapat ditampilkan"
    raise UndrawnError(what)


def _drawn(document: PdfDocument, page: int, zoom: float, note: str) -> tuple[Mapping[str, Any], bytes]:
    pages = len(document)
    number = min(max(page, 1), pages)
    try:
        sheet = document[number - 1]
        width, height = sheet.get_size()
        scale = min(_PLAIN_SCALE * zoom, math.sqrt(MOST_PIXELS / max(width * height, 1.0)))
        picture = sheet.render(scale=scale, may_draw_forms=False).to_pil()
    except (PdfiumError, ValueError, MemoryError, OSError) as fault:
        what = f"halaman {number} PDF ini rusak, sehingga tidak dapat ditampilkan"
        raise UndrawnError(what) from fault
    return {"page": number, "pages": pages, "note": note, "size": picture.size}, as_png(picture)


def as_png(picture: Image.Image) -> bytes:
    """A picture as a page shows it."""
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=False)
    return written.getvalue()


def _serve() -> None:
    bounded()
    asked, _, content = sys.stdin.buffer.read().partition(b"\n")
    told, picture = _answer(content, json.loads(asked))
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + picture)


if __name__ == "__main__":
    _serve()
