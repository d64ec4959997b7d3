"""The sheet of an OPD's documents (*Data Dukung*): each once, with what makes it worth something."""

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.figures import printed_date
from spbe_lib.intake.asking.asked import Listed
from spbe_lib.intake.asking.words import DOCUMENT_FIELDS
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.layout import DOCUMENTS, DOCUMENTS_KEY, LABEL, NEW_DOCUMENT
from spbe_lib.intake.excel.style import put
from spbe_lib.records.documents import Access, Document, DocumentStatus

_WIDTHS = (3, 5, 44, 21, 17, 30, 22, 16, 12, 17, 12, 30)
_KEY, _FIRST, _TITLE = 1, 2, 3
_HINT, _HEAD, _TOP = 4, 5, 6
_LEAST, _EACH, _FREE, _TALL = 10, 3, 10, 30
_TOLD = (
    "Satu baris untuk satu dokumen, walau dipakai untuk banyak syarat. Yang sudah disebut di samping syarat "
    "sudah tertulis di sini; lengkapi kolom lainnya."
)


def write_documents(
    sheet: Worksheet, documents: Sequence[Listed], items: int, subtitle: str, cycle: str
) -> str:
    """Write the sheet of documents, with those that are known and rows for more.

    Args:
        sheet: An empty sheet.
        documents: Those that are known.
        items: How many items the OPD leads: the more, the more documents it has.
        subtitle: Whose documents they are.
        cycle: Name of the cycle.

    Returns:
        The range of its titles, for the list of all sheets.
    """
    put(sheet, 1, _KEY, DOCUMENTS_KEY, style.KEY)
    put(sheet, 2, _FIRST, DOCUMENTS, style.TITLE)
    put(sheet, 3, _FIRST, f"{subtitle}. {_TOLD}", style.SUBTITLE)
    for row in (_HINT, _HEAD):
        put(sheet, row, _KEY, LABEL, style.KEY)
    put(sheet, _HEAD, _FIRST, "No", style.HEAD)
    for column, (field, (head, hint)) in enumerate(DOCUMENT_FIELDS.items(), _TITLE):
        put(sheet, 1, column, field, style.KEY)
        put(sheet, _HINT, column, hint, style.HINT)
        put(sheet, _HEAD, column, head, style.HEAD)
    style.tall(sheet, _HINT, *((hint, 18) for _, hint in DOCUMENT_FIELDS.values()))
    style.tall(sheet, _HEAD, *((head, 13) for head, _ in DOCUMENT_FIELDS.values()), least=21)
    count = max(_LEAST + _EACH * items, len(documents) + _FREE)
    for place in range(count):
        _row(sheet, _TOP + place, place + 1, documents[place].document if place < len(documents) else None)
    _choices(sheet, _TOP, _TOP + count - 1)
    style.set_up(sheet, _WIDTHS, freeze=f"D{_TOP}", heads=_HEAD, footer=f"Kuesioner {cycle} – {DOCUMENTS}")
    return f"C{_TOP}:C{_TOP + count - 1}"


def shown(document: Document, field: str) -> str | int | None:
    """What stands in a cell for a field of a document, as somebody would type it."""
    value = getattr(document, field)
    if field == "valid_until":
        return printed_date(value) if value else None
    if isinstance(value, DocumentStatus | Access):
        # Nobody said that a document is open: the cell is empty until somebody says otherwise.
        return "" if value is Access.OPEN else value.label
    return value if isinstance(value, int) else value or None


def _row(sheet: Worksheet, row: int, place: int, document: Document | None) -> None:
    put(sheet, row, _KEY, document.key if document else f"{NEW_DOCUMENT}{place}", style.KEY)
    put(sheet, row, _FIRST, place, style.CENTRED)
    for column, field in enumerate(DOCUMENT_FIELDS, _TITLE):
        put(sheet, row, column, shown(document, field) if document else None, style.INPUT)
    title = document.title if document else ""
    style.tall(sheet, row, (title, 42), (document.subject if document else "", 28), least=_TALL)


def _choices(sheet: Worksheet, first: int, last: int) -> None:
    columns = dict(zip(DOCUMENT_FIELDS, "CDEFGHIJKL", strict=True))
    for field, labels in (
        ("status", [each.label for each in DocumentStatus]),
        ("access", [each.label for each in Access]),
    ):
        cells = [f"{columns[field]}{first}:{columns[field]}{last}"]
        style.choices(sheet, cells, labels, f"Pilih salah satu: {', '.join(labels)}.")
