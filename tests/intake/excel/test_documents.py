"""The sheet *Data Dukung*: each document once, with what makes it worth something."""

import dataclasses
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook

from spbe_lib.errors import InputError
from spbe_lib.intake.excel.layout import DOCUMENTS_KEY, MANIFEST
from spbe_lib.intake.excel.reader import read_questionnaire
from spbe_lib.intake.excel.template import questionnaire_template
from spbe_lib.intake.questionnaire import Questionnaire
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import RecordedDocument, Records, Standing, Status
from spbe_lib.records.documents import Access, Document, DocumentStatus, document_key
from spbe_lib.records.register import Cycle
from tests.intake.conftest import LEAD
from tests.intake.filling import edited, fill, place, sheet_by_key, write
from tests.records.handed_in import MOMENT

PERBUP = Document(
    opd=LEAD,
    key=document_key("Perbup SPBE", "12 Tahun 2024"),
    title="Perbup SPBE",
    number="12 Tahun 2024",
    dated="12 Maret 2024",
    subject="Penyelenggaraan SPBE",
    signatory="Bupati",
    status=DocumentStatus.SIGNED,
    year=2027,
    valid_until=date(2028, 3, 31),
    access=Access.RESTRICTED,
    link="=cmd|'/c calc'!A1",
)


@pytest.fixture
def read(cycle: Cycle, edition: Instrument) -> Callable[[bytes], Questionnaire]:
    """Read a Kuesioner of the small cycle."""
    return lambda content: read_questionnaire(content, "isian.xlsx", cycle, edition)


def known(document: Document, cycle: Cycle, edition: Instrument) -> bytes:
    """The Kuesioner when a document is recorded already."""
    standing = Standing(version=4, status=Status.SUBMITTED, changed_at=MOMENT, actor="tim", submission="ab")
    recorded = RecordedDocument(content=document, standing=standing)
    records = Records(documents={(LEAD, document.key): recorded})
    return questionnaire_template(cycle, edition, cycle.opd(LEAD), records)


def typed(content: bytes, key: str, field: str, value: object) -> bytes:
    """The workbook after somebody typed into the sheet of documents."""

    def _type(book: Workbook) -> None:
        write(sheet_by_key(book, DOCUMENTS_KEY), key, field, value)

    return edited(content, _type)


@pytest.mark.failure(12)
def test_a_described_document_comes_back_as_it_was_typed(
    blank: bytes, read: Callable[[bytes], Questionnaire]
) -> None:
    """Every field, also one that would like to be a formula; the key follows from title and number."""
    found = read(fill(blank, entries=[PERBUP]))

    assert found.entries == (PERBUP,)
    assert found.places[PERBUP.key] == "lembar Data Dukung, baris 6"
    assert PERBUP.key not in found.bases


@pytest.mark.failure(9)
def test_a_recorded_document_is_handed_out_and_untouched_is_no_answer(
    cycle: Cycle, edition: Instrument, read: Callable[[bytes], Questionnaire]
) -> None:
    """Out and in again says nothing new; a mended number keeps the key and the version that it rests on."""
    content = known(PERBUP, cycle, edition)
    mended = read(typed(content, PERBUP.key, "number", "13 Tahun 2024"))
    emptied = read(fill(content, entries=[Document(opd=LEAD, key=PERBUP.key)]))

    assert read(content).entries == ()
    assert mended.entries == (dataclasses.replace(PERBUP, number="13 Tahun 2024"),)
    assert mended.bases[PERBUP.key] == 4
    assert emptied.entries == (Document(opd=LEAD, key=PERBUP.key),)


def test_a_cited_document_waits_there_to_be_described(
    second: bytes, read: Callable[[bytes], Questionnaire]
) -> None:
    """What stands beside a requirement is listed once; it is an entry as soon as somebody says more of it."""
    key = document_key("+RKA", "@7")
    found = read(typed(second, key, "status", "ttd"))

    assert read(second).entries == ()
    assert found.entries == (
        Document(opd=LEAD, key=key, title="+RKA", number="@7", dated="2027", status=DocumentStatus.SIGNED),
    )


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("status", "mungkin", "'mungkin' tidak dikenal. Yang boleh: konsep, ditandatangani, dicabut"),
        ("access", "separuh", "'separuh' tidak dikenal. Yang boleh: terbuka, terbatas"),
        ("year", "dua ribu", "'dua ribu' bukan tahun. Yang boleh: satu tahun, misalnya 2024"),
        ("valid_until", "31 Pebruari 2024", "bukan tanggal yang ada"),
        ("subject", "=1+1", "berisi rumus"),
    ],
)
def test_what_is_not_clear_is_refused_at_its_cell(
    blank: bytes, read: Callable[[bytes], Questionnaire], field: str, value: object, told: str
) -> None:
    """The sentence names OPD, sheet and cell."""

    def _type(book: Workbook) -> None:
        sheet = sheet_by_key(book, DOCUMENTS_KEY)
        write(sheet, "document-1", "title", "SK Tim")
        sheet.cell(*place(sheet, "document-1", field)).value = value  # type: ignore[assignment]

    with pytest.raises(InputError) as refused:
        read(edited(blank, _type))

    (problem,) = refused.value.problems
    assert problem.where.startswith("Dinas Komunikasi & Informatika, lembar Data Dukung, sel ")
    assert told in str(problem)


def test_a_document_without_a_title_or_twice_is_refused(
    blank: bytes, read: Callable[[bytes], Questionnaire]
) -> None:
    """Both are told at once, each where it stands."""

    def _type(book: Workbook) -> None:
        sheet = sheet_by_key(book, DOCUMENTS_KEY)
        write(sheet, "document-1", "title", "SK  Tim")
        write(sheet, "document-2", "title", "sk tim ")
        write(sheet, "document-3", "number", "7")

    with pytest.raises(InputError) as refused:
        read(edited(blank, _type))

    assert [each.where.split(", ")[-1] for each in refused.value.problems] == ["sel C7", "sel C8"]
    assert "sudah ada di baris 6" in str(refused.value)
    assert "judul dokumen masih kosong, sedangkan Nomor terisi" in str(refused.value)


def test_a_workbook_of_the_first_layout_is_still_read(
    blank: bytes, read: Callable[[bytes], Questionnaire]
) -> None:
    """Who received one before there was a sheet of documents can send it all the same."""

    def _old(book: Workbook) -> None:
        del book["Data Dukung"]
        book[MANIFEST]["B1"] = "1"

    assert read(edited(blank, _old)).entries == ()
