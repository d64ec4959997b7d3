"""The Kuesioner that is handed out: what it shows, what it hides, and that its level is the law's."""

import dataclasses
import io
import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell

from spbe_lib.intake.excel.template import questionnaire_template
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Indicator, Instrument
from spbe_lib.law.ladder import climb
from spbe_lib.records.answers import Records
from spbe_lib.records.register import Cycle, Opd
from tests.intake.filling import edited, place, sheet_by_key, write
from tests.intake.office import through_office

LEAD = "diskominfo"
MARKS = ("ya", "Ya", " x ", "V", "✓", "✔", True, 1, "TRUE")


def opened(content: bytes, *, values: bool = False) -> Workbook:
    """The workbook as openpyxl sees it."""
    return load_workbook(io.BytesIO(content), data_only=values)


def said(book: Workbook, title: str) -> str:
    """All texts of one sheet."""
    return "\n".join(
        str(cell.value) for row in book[title].iter_rows() for cell in row if cell.value is not None
    )


def cells(book: Workbook) -> Iterator[Cell]:
    """Every real cell of every sheet."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if isinstance(cell, Cell))


def test_there_is_a_sheet_for_each_led_item_and_one_for_the_obligations(blank: bytes) -> None:
    """An officer finds the legal numbers as the names of the sheets."""
    names = opened(blank).sheetnames
    front = ["Petunjuk", "Pengesahan", "Daftar", "Daftar Permintaan"]
    assert names == [*front, "Kewajiban Bersama", "3", "13", "45", "Data Dukung", "_spbe"]
    assert opened(blank)["_spbe"].sheet_state == "veryHidden"


def test_equal_input_gives_equal_bytes(
    cycle: Cycle, edition: Instrument, records: Records, second: bytes
) -> None:
    """A Kuesioner made twice is the same file."""
    assert questionnaire_template(cycle, edition, cycle.opd(LEAD), records) == second


def test_obligations_are_asked_of_those_whom_they_concern(cycle: Cycle, edition: Instrument) -> None:
    """An obligation of the OPDs concerned is asked of nobody else."""
    mine = opened(questionnaire_template(cycle, edition, cycle.opd(LEAD), Records()))
    theirs = opened(questionnaire_template(cycle, edition, cycle.opd("dinkes"), Records()))
    assert "I19-L4-01" in said(mine, "Kewajiban Bersama")
    assert "I19-L4-01" not in said(theirs, "Kewajiban Bersama")
    assert "I16-L3-01" in said(theirs, "Kewajiban Bersama")


def test_who_is_out_of_scope_is_asked_nothing_shared(cycle: Cycle, edition: Instrument) -> None:
    """Without an obligation there is no sheet for them."""
    outside = Opd(code="rsud", name="RSUD", kind="rumah-sakit", in_scope=False)
    wider = dataclasses.replace(cycle, opds=(*cycle.opds, outside))
    assert (
        "Kewajiban Bersama"
        not in opened(questionnaire_template(wider, edition, outside, Records())).sheetnames
    )


@pytest.mark.failure(31)
def test_the_chosen_service_stands_where_the_law_has_a_stand_in(blank: bytes) -> None:
    """People read the name of their service, in the list and in every requirement."""
    book = opened(blank)
    for title in ("Daftar", "45"):
        assert "Layanan Antrean Rumah Sakit" in said(book, title)
        assert "sektor 1" not in said(book, title).lower()


@pytest.mark.failure(21)
def test_services_of_one_indicator_keep_their_legal_letters(cycle: Cycle) -> None:
    """In 5/2018 there are 35a, 35b and 35c, and neither 36 nor 37."""
    old = dataclasses.replace(
        cycle, edition="permenpanrb-5-2018", leads={35: LEAD}, services={"35b": "Layanan Desa"}
    )
    book = opened(questionnaire_template(old, load_edition(old.edition), old.opd(LEAD), Records()))
    assert book.sheetnames[4:] == ["35a", "35b", "35c", "Data Dukung", "_spbe"]
    assert "Layanan Desa" in said(book, "35b")
    numbers = [book["Daftar"].cell(row, 2).value for row in range(5, 9)]
    assert numbers == ["35a", "35b", "35c", "–"]


def test_what_was_returned_says_why_and_until_when(second: bytes) -> None:
    """The reason and what is wanted stand on the sheet, and the list says it too."""
    book = opened(second)
    for text in ("Berita acara belum ditandatangani.", "Berita acara bertanda tangan.", "20 Agustus 2027"):
        assert text in said(book, "13")
    assert "dikembalikan untuk diperbaiki" in said(book, "Daftar")


def test_last_years_recommendation_is_asked_after_where_there_was_one(blank: bytes) -> None:
    """Only the item that had a recommendation asks what became of it."""
    book = opened(blank)
    assert "Bahas RKA dengan Diskominfo." in said(book, "13")
    assert "Tindak lanjut" not in said(book, "3")


def test_help_names_deadlines_and_contact_in_indonesian(blank: bytes) -> None:
    """The first sheet says until when, whom to ask, and never the word of another form."""
    book = opened(blank)
    told = said(book, "Petunjuk")
    for text in ("15 Juli 2027", "Sekretariat Tim, telepon 0123", "Surat Sekda Nomor 1/2027", "DATA CONTOH"):
        assert text in told
    assert "LKE" not in "".join(said(book, title) for title in book.sheetnames)


def test_only_answers_can_be_typed_and_everything_prints_on_a4(blank: bytes) -> None:
    """Labels are locked without a password; what is open is what the reader reads."""
    book = opened(blank)
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
    for sheet in book.worksheets[:-1]:
        pages = 1 if sheet.title == "Petunjuk" else 0
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)
        assert sheet.page_setup.fitToHeight == pages, sheet.title
        assert sheet.column_dimensions["A"].hidden
        assert sheet.freeze_panes
    sheet = book["13"]
    assert not sheet.cell(*place(sheet, "I13-L2-01", "value")).protection.locked
    assert not sheet.cell(*place(sheet, "fact", "value")).protection.locked
    assert sheet["B2"].protection.locked


@pytest.mark.failure(5)
def test_a_limit_can_be_read_but_not_ticked(blank: bytes) -> None:
    """The law's limits stand on the sheet without a key and locked."""
    sheet = opened(blank)["13"]
    limits = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == "Batas"]
    assert limits
    for row in limits:
        assert sheet.cell(row, 1).value is None
        assert all(isinstance(c, MergedCell) or c.protection.locked for c in sheet[row])


@pytest.mark.failure(12)
def test_texts_that_begin_like_formulas_stay_texts(second: bytes) -> None:
    """Whatever an OPD wrote comes back as text, marked so that Excel keeps it."""
    texts = [
        cell for cell in cells(opened(second)) if isinstance(cell.value, str) and not cell.protection.locked
    ]
    found = {str(cell.value)[0]: cell for cell in texts if str(cell.value)[0] in "=+-@"}
    assert set(found) == set("=+-@")
    for cell in found.values():
        assert cell.data_type == "s"
        assert cell.quotePrefix


def test_a_gap_in_the_ladder_is_told_in_red_on_the_sheet(blank: bytes) -> None:
    """The row of a level that rests on another carries a warning that lights up by itself."""
    sheet = opened(blank)["3"]
    alarms = [cell for row in sheet.iter_rows() for cell in row if "belum dihitung" in str(cell.value)]
    assert ["Tingkat 2" in str(cell.value) for cell in alarms] == [False, True, True, False]
    assert {cell.font.color.rgb for cell in alarms} == {"009C0006"}


@pytest.mark.failure(12)
def test_names_from_the_register_cannot_become_formulas(cycle: Cycle, edition: Instrument) -> None:
    """Nor can a service, a contact or a recommendation; our own formulas are all there are."""
    evil = dataclasses.replace(cycle, services={"45": "=cmd|' /C calc'!A0"}, contact="=1+1")
    content = questionnaire_template(evil, edition, evil.opd(LEAD), Records())
    formulas = [str(cell.value) for cell in cells(opened(content)) if cell.data_type == "f"]
    assert formulas
    assert not [each for each in formulas if "cmd" in each or each == "=1+1"]


@pytest.mark.failure(13)
def test_properties_tell_nothing_of_who_made_it_where(second: bytes) -> None:
    """Neither person, machine, path nor moment stands in the file."""
    with zipfile.ZipFile(io.BytesIO(second)) as package:
        core, app = package.read("docProps/core.xml").decode(), package.read("docProps/app.xml").decode()
        whole = b"".join(package.read(name) for name in package.namelist())
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2027-01-01T00:00:00Z"}
    assert "lastModifiedBy" not in core
    assert "Company" not in app
    assert str(Path.home()).encode() not in whole
    assert str(Path.cwd()).encode() not in whole


@pytest.mark.failure(11)
def test_only_the_own_answers_of_an_opd_are_handed_out(
    cycle: Cycle, edition: Instrument, records: Records
) -> None:
    """Another OPD's Kuesioner holds no byte of them."""
    content = questionnaire_template(cycle, edition, cycle.opd("dinkes"), records)
    book = opened(content)
    told = "".join(said(book, title) for title in book.sheetnames)
    assert "Foto rapat" not in told
    assert "Berita acara belum" not in told


@pytest.mark.failure(2)
@pytest.mark.failure(5)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_live_level_is_the_level_of_the_library(
    seed: int, cycle: Cycle, edition: Instrument, tmp_path: Path
) -> None:
    """For random ticks on all indicators, a spreadsheet program computes what ``climb`` does."""
    chance = random.Random(seed)  # noqa: S311  ticks, no secret
    all_led = dataclasses.replace(cycle, leads={each.number: LEAD for each in edition.indicators})
    content = questionnaire_template(all_led, edition, all_led.opd(LEAD), Records())
    ticked = {each.number: some_ticks(each, chance) for each in edition.indicators}
    ticked[3] = frozenset({"I03-L2-01", "I03-L4-01"})
    ticked[13] = frozenset()

    def tick(book: Workbook) -> None:
        for number, codes in ticked.items():
            for code in codes:
                write(sheet_by_key(book, f"sheet:{number}"), code, "value", chance.choice(MARKS))

    book = opened(through_office(edited(content, tick), tmp_path, "xlsx"), values=True)
    shown = {number: book[str(number)]["D4"].value for number in ticked}
    expected = {
        n: climb(edition, edition.indicator(n), codes).value if codes else "belum ada"
        for n, codes in ticked.items()
    }
    assert shown == expected
    assert shown[3] == 4
    listed = {
        str(book["Daftar"].cell(row, 2).value): book["Daftar"].cell(row, 6).value for row in range(5, 52)
    }
    assert listed == {str(n): value if ticked[n] else "belum dijawab" for n, value in expected.items()}


def some_ticks(indicator: Indicator, chance: random.Random) -> frozenset[str]:
    """Most requirements up to some level, some of those above: ladders with and without gaps."""
    upto, most = chance.choice(indicator.levels).value, chance.choice((0.8, 1.0))
    return frozenset(
        requirement.code
        for level in indicator.levels
        for requirement in level.requirements
        if chance.random() < (most if level.value <= upto else 0.3)
    )
