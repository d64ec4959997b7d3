"""Fill in a Kuesioner the way an officer does, cell by cell, without a spreadsheet program."""

import io
from collections.abc import Callable, Iterable

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.intake.asking.plain_text import escaped
from spbe_lib.intake.asking.words import (
    DOCUMENT_FIELDS,
    EVIDENCE,
    FIELDS,
    LEVEL,
    NOTE,
    VALUE,
    level_text,
    obligation_labels,
    requirement_labels,
)
from spbe_lib.intake.excel.document_sheet import shown
from spbe_lib.intake.excel.layout import APPROVAL_KEY, DOCUMENTS_KEY, EXTRA, NEW_DOCUMENT, SHARED_KEY, SHEET
from spbe_lib.intake.excel.save import saved
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Approval, Entry, EvidenceReference, Response, ScopeFact
from spbe_lib.records.documents import Document


def fill(
    content: bytes,
    *,
    entries: Iterable[Entry] = (),
    approval: Approval | None = None,
    filled_by: str = "",
    on_behalf_of: str = "",
    instrument: Instrument | None = None,
) -> bytes:
    """Write answers into a template; an answer replaces whatever stood on its sheet.

    ``instrument`` is that of a cycle with its own list of evidence items; without it, the bundled edition's.
    Equal input gives equal bytes. Raises ValueError where the sheet has too few rows for the evidence.
    """
    book = load_workbook(io.BytesIO(content))
    instrument = instrument or load_edition(cell_of(book, "_spbe", "edition"))
    for entry in entries:
        if isinstance(entry, Response):
            _fill_item(sheet_by_key(book, f"{SHEET}{entry.item}"), instrument, entry)
        elif isinstance(entry, Document):
            _fill_document(sheet_by_key(book, DOCUMENTS_KEY), entry)
        else:
            _fill_fact(sheet_by_key(book, SHARED_KEY), instrument, entry)
    signed = {"filled_by": filled_by, "on_behalf_of": on_behalf_of}
    if approval:
        day = approval.day.isoformat() if approval.day else ""
        signed |= {"name": approval.name, "nip": approval.nip, "position": approval.position, "day": day}
    for key, text in signed.items():
        if text:
            write(sheet_by_key(book, APPROVAL_KEY), key, VALUE, text)
    return saved(book)


def edited(content: bytes, change: Callable[[Workbook], object]) -> bytes:
    """The workbook after somebody changed it by hand."""
    book = load_workbook(io.BytesIO(content))
    change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def sheet_by_key(book: Workbook, key: str) -> Worksheet:
    """The sheet that carries a key: ``sheet:13``, ``sheet:obligations``, ``sheet:approval``."""
    return next(sheet for sheet in book.worksheets if sheet["A1"].value == key)


def cell_of(book: Workbook, title: str, key: str) -> str:
    """What the second column says beside a key."""
    return next(str(row[1].value) for row in book[title].iter_rows() if row[0].value == key)


def place(sheet: Worksheet, key: str, column: str) -> tuple[int, int]:
    """Row and column of an input cell."""
    rows = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == key]
    columns = [each for each in range(2, 20) if sheet.cell(1, each).value == column]
    if not rows:
        raise ValueError(f"{sheet.title}: {key}")
    return rows[0], columns[0]


def write(sheet: Worksheet, key: str, column: str, value: object) -> None:
    """Type something into an input cell; a text stays a text."""
    row, at = place(sheet, key, column)
    cell = sheet.cell(row, at)
    if isinstance(value, str):
        value = escaped(value) or None
    cell.value = value  # type: ignore[assignment]
    if isinstance(value, str):
        cell.data_type = "s"


def _fill_item(sheet: Worksheet, instrument: Instrument, answer: Response) -> None:
    number = next(item.indicator for item in instrument.items if item.code == answer.item)
    labels = requirement_labels(instrument.indicator(number))
    for code in labels:
        write(sheet, code, VALUE, "ya" if code in answer.ticked else "")
    write(sheet, LEVEL, VALUE, level_text(instrument, answer.level))
    present = {str(sheet.cell(row, 1).value) for row in range(2, sheet.max_row + 1)}
    for key in FIELDS:
        if getattr(answer, key) or key in present:
            write(sheet, key, VALUE, getattr(answer, key))
    rest = list(answer.evidence)
    for code in labels:
        first = next((each for each in rest if each.requirement == code), None)
        _proof(sheet, code, first)
        if first:
            rest.remove(first)
    _further(sheet, [(labels.get(each.requirement or "", ""), each) for each in rest], choose=bool(labels))


def _fill_document(sheet: Worksheet, document: Document) -> None:
    """Into the row of the document, else into the first free one."""
    keys = [str(sheet.cell(row, 1).value) for row in range(2, sheet.max_row + 1)]
    free = [key for key in keys if key.startswith(NEW_DOCUMENT)]
    empty = [key for key in free if not sheet.cell(*place(sheet, key, "title")).value]
    key = document.key if document.key in keys else empty[0]
    for field in DOCUMENT_FIELDS:
        write(sheet, key, field, shown(document, field))


def _fill_fact(sheet: Worksheet, instrument: Instrument, fact: ScopeFact) -> None:
    rules = [
        (each.number, rule)
        for each in instrument.indicators
        for rule in each.scope
        if rule.kind == "practice"
    ]
    label = obligation_labels(rules)[fact.requirement]
    write(sheet, fact.requirement, VALUE, fact.answer.label if fact.answer else "")
    write(sheet, fact.requirement, NOTE, fact.note)
    _proof(sheet, fact.requirement, next(iter(fact.evidence), None))
    row, at = place(sheet, f"{EXTRA}1", VALUE)
    taken = [(str(sheet.cell(each, at).value or ""), each) for each in range(row, sheet.max_row + 1)]
    for _, each in (pair for pair in taken if pair[0] == label):
        for column in range(at, at + 6):
            sheet.cell(each, column).value = None
    free = [key for key in _extra_keys(sheet) if not sheet.cell(*place(sheet, key, VALUE)).value]
    for key, proof in zip(free, fact.evidence[1:], strict=False):
        write(sheet, key, VALUE, label)
        _proof(sheet, key, proof)
    if len(free) < len(fact.evidence) - 1:
        raise ValueError(f"{sheet.title}: {fact.requirement}")


def _extra_keys(sheet: Worksheet) -> list[str]:
    keys = [str(sheet.cell(row, 1).value) for row in range(2, sheet.max_row + 1)]
    return [key for key in keys if key.startswith(EXTRA)]


def _further(sheet: Worksheet, proofs: list[tuple[str, EvidenceReference]], *, choose: bool) -> None:
    keys = _extra_keys(sheet)
    if len(proofs) > len(keys):
        raise ValueError(f"{sheet.title}: {len(proofs)} > {len(keys)}")
    for spot, key in enumerate(keys):
        label, proof = proofs[spot] if spot < len(proofs) else ("", None)
        if choose:
            write(sheet, key, VALUE, label)
        _proof(sheet, key, proof)


def _proof(sheet: Worksheet, key: str, proof: EvidenceReference | None) -> None:
    for column in EVIDENCE:
        write(sheet, key, column, getattr(proof, column) if proof else "")
