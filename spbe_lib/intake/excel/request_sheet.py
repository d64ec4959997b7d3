"""The sheet that lists which documents are asked for (*Daftar Permintaan*): to be read, not filled in.

It carries no key, so that whoever reads the workbook back passes it over, whatever became of it.
"""

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.figures import printed_date
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.style import put
from spbe_lib.records.purposes import Purpose
from spbe_lib.records.register import Cycle, Opd, Step
from spbe_lib.records.requests import DocumentRequest, RequestList

REQUESTS = "Daftar Permintaan"
"""Name of the sheet."""

_WIDTHS = (3, 6, 40, 30, 11, 9, 21, 57, 44)
_FIRST, _HEAD = 2, 5
_HEADS = (
    "No.", "Dokumen", "Keadaan", "Indikator", "Tingkat", "Syarat", "Yang dibuktikan", "Contoh yang sesuai",
)  # fmt: skip
_TOLD = "Hanya untuk dibaca. Sebut dokumennya pada lembar indikator atau lembar Kewajiban Bersama."


def write_requests(sheet: Worksheet, cycle: Cycle, opd: Opd, asked: RequestList) -> None:
    """Write the list: one row for each thing that a document is to prove, so that it can be filtered."""
    sample = " · DATA CONTOH" if cycle.sample else ""
    put(sheet, 2, _FIRST, f"Daftar Permintaan Data Dukung {cycle.year}", style.TITLE)
    put(sheet, 3, _FIRST, f"{opd.name} · {cycle.government} {cycle.year}{sample}", style.SUBTITLE)
    put(sheet, 4, _FIRST, " ".join([*_asked_by(cycle, opd), _TOLD]), style.SUBTITLE)
    for column, head in enumerate(_HEADS, _FIRST):
        put(sheet, _HEAD, column, head, style.HEAD)
    row = _HEAD + 1
    for place, request in enumerate(asked.wanted, 1):
        for purpose in request.purposes:
            _row(sheet, row, place, request, purpose)
            row += 1
    footer = f"Kuesioner {cycle.name} – {REQUESTS}"
    style.set_up(sheet, _WIDTHS, freeze=f"D{_HEAD + 1}", heads=_HEAD, footer=footer)
    sheet.auto_filter.ref = f"B{_HEAD}:I{row - 1}"
    sheet.protection.autoFilter = False


def _asked_by(cycle: Cycle, opd: Opd) -> Iterator[str]:
    if cycle.requested:
        yield f"Diminta dengan surat {cycle.requested.letter}, {printed_date(cycle.requested.day)}."
    if due := cycle.due(opd.code, Step.OPD):
        yield f"Batas penyerahan: {printed_date(due)}."


def _row(sheet: Worksheet, row: int, place: int, request: DocumentRequest, purpose: Purpose) -> None:
    document, state = _document(request), _state(request, purpose)
    proves = "; ".join([purpose.text.rstrip("."), *purpose.elements])
    fits = "; ".join(purpose.examples)
    shared = "\n(kewajiban bersama)" if purpose.shared else ""
    level = "" if purpose.level is None else str(purpose.level)
    put(sheet, row, 2, place, style.CENTRED)
    put(sheet, row, 3, document, style.TEXT)
    put(sheet, row, 4, state, style.TEXT)
    put(sheet, row, 5, purpose.indicator, style.CENTRED)
    put(sheet, row, 6, level, style.CENTRED)
    put(sheet, row, 7, f"{purpose.label}{shared}", style.TEXT)
    put(sheet, row, 8, f"{purpose.name}: {proves}.", style.TEXT)
    put(sheet, row, 9, fits, style.TEXT)
    texts = ((document, 38), (state, 28), (f"{purpose.name}: {proves}", 53), (fits, 41))
    style.tall(sheet, row, *texts, least=34 if purpose.shared else 21)


def _document(request: DocumentRequest) -> str:
    former = request.former
    if former is None:
        return "; ".join(request.examples) or "Dokumen yang membuktikan hal di samping"
    parts = [former.title, *(each for each in (former.number, former.dated) if each)]
    return f"{', '.join(parts)}{' (terbatas: hanya judul)' if former.restricted else ''}"


def _state(request: DocumentRequest, purpose: Purpose) -> str:
    former = request.former
    if former is None:
        return "Baru"
    told = former.validity.label.capitalize() + (f": {former.reason}" if former.reason else "")
    return f"{told} (tahun lalu: {purpose.page})" if purpose.page else told
