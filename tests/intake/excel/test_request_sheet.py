"""The sheet that lists the documents asked for: read by people, passed over by the reader."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.intake.excel.reader import read_questionnaire
from spbe_lib.intake.excel.request_sheet import REQUESTS
from spbe_lib.intake.excel.template import questionnaire_template
from spbe_lib.intake.questionnaire import Questionnaire
from spbe_lib.records.answers import EvidenceReference, Records
from spbe_lib.records.documents import Access
from spbe_lib.records.register import Cycle, Request
from tests.intake.filling import edited, fill
from tests.intake.office import through_office
from tests.records.asking import EDITION, MARK, MINE, OTHER, answer, cycle, document, proof, recorded, yes


def template(of: Cycle, records: Records | None = None, opd: str = MINE) -> bytes:
    """The Kuesioner of an OPD."""
    return questionnaire_template(of, EDITION, of.opd(opd), records or Records())


def opened(content: bytes) -> Workbook:
    """The workbook as openpyxl sees it."""
    return load_workbook(io.BytesIO(content))


def rows(sheet: Worksheet) -> list[list[str]]:
    """The rows of the list, as texts."""
    return [
        ["" if value is None else str(value) for value in row]
        for row in sheet.iter_rows(min_row=6, min_col=2, max_col=9, values_only=True)
    ]


def said(sheet: Worksheet) -> str:
    """All texts of the sheet."""
    return "\n".join(
        str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    )


def read(content: bytes, of: Cycle) -> Questionnaire:
    """What the reader makes of a workbook."""
    return read_questionnaire(content, "kiriman.xlsx", of, EDITION)


def test_the_sheet_follows_the_list_and_says_what_is_asked() -> None:
    """Letter, deadline, and one row for each thing that a document proves."""
    before = recorded(answer("13", proof("SK Tim", "I13-L2-01", "7/2023", "hlm. 2")))
    sheet = opened(template(cycle(before=before)))[REQUESTS]
    by_code = {(row[3], row[5]): row for row in rows(sheet)}

    assert opened(template(cycle())).sheetnames[2:4] == ["Daftar", REQUESTS]
    for words in ("000.1/12/2024, 22 April 2024", "31 Mei 2024", "DATA CONTOH", "Hanya untuk dibaca"):
        assert words in said(sheet)
    assert by_code["13", "syarat 2.1"][1:5] == [
        "SK Tim, 7/2023",
        "Masih berlaku: periksa tahunnya; periksa apakah sudah ditandatangani (tahun lalu: hlm. 2)",
        "13",
        "2",
    ]
    assert by_code["45", "syarat 3.1"][2] == "Baru"
    assert "panduan pakai" in by_code["45", "syarat 3.1"][7]
    assert by_code["16", "syarat 3.1\n(kewajiban bersama)"]


@pytest.mark.failure(31)
def test_the_chosen_service_stands_in_the_list() -> None:
    """Not "sector 1"."""
    told = said(opened(template(cycle()))[REQUESTS])

    assert "Layanan Antrean Puskesmas" in told
    assert "sektor 1" not in told.lower()


def test_nothing_in_it_can_be_filled_in_and_it_carries_no_key() -> None:
    """All cells are locked, without a password, and column A is empty; it can be filtered and printed."""
    sheet = opened(template(cycle()))[REQUESTS]

    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)
    assert [cell.value for cell in sheet["A"] if cell.value] == []
    assert sheet.auto_filter.ref == f"B5:I{sheet.max_row}"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)


def test_who_is_asked_for_nothing_has_no_such_sheet() -> None:
    """Everything proven: the list is gone from the next Kuesioner."""
    codes = {rule.requirement for each in EDITION.indicators for rule in each.scope}
    done = recorded(*(yes(code, proof("Surat"), opd=OTHER) for code in codes))

    assert REQUESTS not in opened(template(cycle(leads={}), done, OTHER)).sheetnames


def test_equal_input_gives_equal_bytes() -> None:
    """Also with last year's documents in it."""
    before = recorded(answer("13", proof("SK Tim", "I13-L2-01")), document("SK Tim", year=2023))

    assert template(cycle(before=before)) == template(cycle(before=before))


@pytest.mark.failure(12)
def test_hostile_texts_stay_text() -> None:
    """Formulas in titles, numbers, dates, pages and the letter are written as text."""
    wants = '=HYPERLINK("http://x.example","klik")'
    cited = EvidenceReference(title=wants, number="+1", dated="@2023", page="-3", requirement="I13-L2-01")
    of = cycle(before=recorded(answer("13", cited)), requested=Request(letter=wants, day=date(2024, 4, 22)))
    sheet = opened(template(of))[REQUESTS]

    assert wants in said(sheet)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]


@pytest.mark.failure(11)
def test_the_list_holds_nothing_of_another_opd_and_only_titles_of_what_is_restricted() -> None:
    """The same rules as on the page."""
    mine = answer("13", proof("Laporan uji", "I13-L2-01", "R-12", "hlm. 99"))
    before = recorded(
        mine,
        document("Laporan uji", "R-12", access=Access.RESTRICTED),
        answer("20", proof(MARK, "I20-L2-01"), opd=OTHER),
    )
    told = said(opened(template(cycle(before=before)))[REQUESTS])

    assert "Laporan uji (terbatas: hanya judul)" in told
    for part in (MARK, "R-12", "hlm. 99"):
        assert part not in told


def test_the_reader_passes_the_list_over_whatever_became_of_it() -> None:
    """Filtered, renamed, doubled, written over or thrown away: the answers are read all the same."""
    of = cycle(before=recorded(answer("13", proof("SK Tim", "I13-L2-01"))))
    sent = fill(template(of), entries=[answer("13", proof("RKA", "I13-L2-01"))])

    def renamed(book: Workbook) -> None:
        book[REQUESTS].title = "Sheet1"

    def doubled(book: Workbook) -> None:
        book.copy_worksheet(book[REQUESTS])

    def written_over(book: Workbook) -> None:
        for row in range(5, 12):
            book[REQUESTS].cell(row, 1).value = "I13-L2-01"
            book[REQUESTS].cell(row, 4).value = "tidak"
        book[REQUESTS]["C7"] = "=1+1"

    def removed(book: Workbook) -> None:
        book.remove(book[REQUESTS])

    found = read(sent, of)
    assert [each.topic for each in found.entries if each.topic == "13"] == ["13"]
    for change in (renamed, doubled, written_over, removed):
        again = read(edited(sent, change), of)
        assert again.entries == found.entries
        assert again.questions == found.questions


def test_an_untouched_kuesioner_says_nothing_new() -> None:
    """The list itself is no answer."""
    of = cycle(before=recorded(answer("13", proof("SK Tim", "I13-L2-01"))))

    assert read(template(of), of).entries == ()


def test_the_list_survives_libreoffice(tmp_path: Path) -> None:
    """Saved there, it still says the same, and the answers are read."""
    of = cycle()
    saved = through_office(template(of), tmp_path, "xlsx")

    assert rows(opened(saved)[REQUESTS]) == rows(opened(template(of))[REQUESTS])
    assert read(saved, of).entries == ()
