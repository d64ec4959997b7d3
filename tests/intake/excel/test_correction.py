"""The sender's own workbook comes back with its faults shown, and imports once it is mended."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName

from spbe_lib.errors import InputError, Problem, Spot
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.excel.correction import corrected_copy
from spbe_lib.intake.excel.opened import read_workbook
from spbe_lib.intake.excel.reader import read_questionnaire
from spbe_lib.intake.intake import receive_questionnaire
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.register import Cycle
from tests.intake.desks import ITEM, OPD, asked, copy_register, desk_in, sent, template
from tests.intake.filling import edited, fill, place, sheet_by_key, write
from tests.intake.office import through_office

RED, WORD = "00FFC7CE", "Rahasia#77"
FIRST, SECOND = "I13-L2-01", "I13-L2-02"
GREEN = DifferentialStyle(fill=PatternFill("solid", bgColor="00FF00"))
Change = Callable[[Workbook], object]


@pytest.fixture(scope="module")
def faulty(blank: bytes) -> bytes:
    """A workbook with one fault of each kind, a sheet of the sender's, and comments of his."""

    def change(book: Workbook) -> None:
        sheet = sheet_by_key(book, "sheet:13")
        sheet.title = "RKA 'kita' & dua"
        write(sheet, FIRST, "value", "mungkin")
        write(sheet, FIRST, "title", f"Akun demo, password: {WORD}")
        write(sheet, SECOND, "number", "12/2024")
        write(sheet, "level", "value", "4,5")
        write(sheet, "fact", "value", "x")
        row, column = place(sheet, "fact", "value")
        sheet.cell(row, column).value = '=HYPERLINK("http://contoh.example","klik")'
        row, column = place(sheet, FIRST, "value")
        sheet.cell(row, column).comment = Comment("Tanya Pak Budi", "Ani")
        sheet.column_dimensions["C"].width = 71
        sheet.row_dimensions[row].hidden = True
        sheet["B2"].font = Font(name="Arial", size=21, color="FF123456")
        sheet.conditional_formatting.add(
            "D7:D20", Rule(type="cellIs", operator="equal", formula=['"ya"'], dxf=GREEN)
        )
        own = book.create_sheet("=Catatan kami")
        own["B2"], own["B3"], own["C3"] = "angka", 12, "=B3*2"
        own["B2"].comment = Comment("jangan dihapus", "Ani")
        book.remove(sheet_by_key(book, "sheet:45"))
        write(sheet_by_key(book, "sheet:approval"), "day", "value", "31/02/2027")

    return edited(blank, change)


@pytest.fixture(scope="module")
def problems(faulty: bytes, cycle: Cycle, edition: Instrument) -> tuple[Problem, ...]:
    """What the reader says of it."""
    with pytest.raises(InputError) as refusal:
        read_questionnaire(faulty, "isian.xlsx", cycle, edition)
    return refusal.value.problems


@pytest.fixture(scope="module")
def copied(faulty: bytes, problems: tuple[Problem, ...]) -> bytes:
    """The copy that goes back."""
    return made(faulty, problems)


def made(content: bytes, problems: tuple[Problem, ...]) -> bytes:
    """The copy, which there must be."""
    copy = corrected_copy(content, problems)
    assert copy is not None
    return copy


def spot_of(content: bytes, key: str, column: str) -> Spot:
    """The place of a cell of indicator 13."""
    sheet = opened(content)["13"]
    return Spot(sheet="13", cell=sheet.cell(*place(sheet, key, column)).coordinate)


def opened(content: bytes) -> Workbook:
    """The workbook as openpyxl sees it."""
    return load_workbook(io.BytesIO(content))


def test_every_faulty_cell_is_red_open_and_explained(copied: bytes, problems: tuple[Problem, ...]) -> None:
    """What is wrong and what is allowed stands in a comment at the cell itself."""
    book = opened(copied)
    spots = [problem.spot for problem in problems if problem.spot]
    assert len(spots) == len(problems) - 1 == 6
    for problem in problems:
        if problem.spot:
            cell = book[problem.spot.sheet][problem.spot.cell]
            assert cell.fill.fgColor.rgb == RED
            assert not cell.protection.locked
            assert cell.comment is not None
            assert problem.what in cell.comment.text
            assert problem.allowed in cell.comment.text
            assert problem.remedy in cell.comment.text


def test_comments_are_large_enough_to_be_read(copied: bytes) -> None:
    """Some signs on each line, and a line for each of them."""
    with zipfile.ZipFile(io.BytesIO(copied)) as package:
        drawn = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".vml"))
    heights = [int(float(each)) for each in re.findall(r"height:(\d+(?:\.\d+)?)px", drawn)]
    widths = [int(float(each)) for each in re.findall(r"width:(\d+(?:\.\d+)?)px", drawn)]
    assert heights
    assert min(heights) >= 80
    assert max(heights) <= 480
    assert min(widths) >= 300


def test_the_first_sheet_lists_every_fault_with_a_link(copied: bytes, problems: tuple[Problem, ...]) -> None:
    """In the order of the sentences; one without a cell is listed too."""
    book = opened(copied)
    sheet = book.worksheets[0]
    assert sheet.title == "Kesalahan"
    assert [sheet.cell(5, column).value for column in range(2, 8)] == [
        "Nomor", "Lembar", "Sel", "Apa yang salah", "Yang boleh", "Langkah",
    ]  # fmt: skip
    assert book.active is sheet
    assert [each.title for each in book.worksheets if each.sheet_view.tabSelected] == ["Kesalahan"]
    for row, problem in enumerate(problems, 6):
        cell = sheet.cell(row, 4)
        assert str(sheet.cell(row, 5).value).startswith(problem.what)
        assert sheet.cell(row, 2).value == row - 5
        if problem.spot is None:
            assert (cell.value, cell.hyperlink) == ("–", None)
            assert sheet.cell(row, 3).value == problem.where
        else:
            quoted = problem.spot.sheet.replace("'", "''")
            assert cell.value == problem.spot.cell
            assert cell.hyperlink is not None
            assert cell.hyperlink.location == f"'{quoted}'!{problem.spot.cell}"
            assert cell.hyperlink.target is None


@pytest.mark.failure(26)
def test_a_password_is_in_no_part_of_the_copy(copied: bytes, problems: tuple[Problem, ...]) -> None:
    """The cell is emptied, and its comment says so."""
    with zipfile.ZipFile(io.BytesIO(copied)) as package:
        assert not any(WORD.encode() in package.read(name) for name in package.namelist())
    spot = next(problem.spot for problem in problems if problem.spot and problem.spot.secret)
    cell = opened(copied)[spot.sheet][spot.cell]
    assert cell.value is None
    assert "di salinan ini sudah dikosongkan" in str(cell.comment.text if cell.comment else "")


def test_what_the_sender_made_is_kept(faulty: bytes, copied: bytes) -> None:
    """Formats, widths, lists to choose from, locks, other sheets, hidden notes, his comments."""
    before, after = opened(faulty), opened(copied)
    assert after.sheetnames == ["Kesalahan", *before.sheetnames]
    title = "RKA 'kita' & dua"
    old, new = before[title], after[title]
    assert new["B2"].font.sz == 21
    assert new.column_dimensions["C"].width == 71
    assert new.column_dimensions["A"].hidden
    assert new.protection.sheet
    assert new.freeze_panes == old.freeze_panes
    assert sorted(map(str, new.merged_cells.ranges)) == sorted(map(str, old.merged_cells.ranges))
    assert [rule.sqref for rule in new.data_validations.dataValidation] == [
        rule.sqref for rule in old.data_validations.dataValidation
    ]
    assert len(new.conditional_formatting) == len(old.conditional_formatting) == 1
    assert after["_spbe"].sheet_state == before["_spbe"].sheet_state == "veryHidden"
    assert after["=Catatan kami"]["C3"].value == "=B3*2"
    assert "jangan dihapus" in str(after["=Catatan kami"]["B2"].comment)
    comment = new.cell(*place(new, FIRST, "value")).comment
    assert comment is not None
    assert comment.text.startswith("Tanya Pak Budi\n\nPerlu diperbaiki:")
    assert comment.author == "Ani"


def test_nothing_but_a_secret_changes_in_any_cell(faulty: bytes, copied: bytes) -> None:
    """Also no text that looks like a formula or like an escape."""
    before = {sheet.title: sheet.cells for sheet in read_workbook(faulty, "a.xlsx")}
    after = {sheet.title: sheet.cells for sheet in read_workbook(copied, "b.xlsx")}
    changed = {
        (title, cell.address)
        for title, cells in before.items()
        for key, cell in cells.items()
        if after[title].get(key) != cell
    }
    assert len(changed) == 1


def test_the_filtered_row_of_a_fault_is_shown_again(copied: bytes) -> None:
    """Whoever follows the link sees the cell."""
    sheet = opened(copied)["RKA 'kita' & dua"]
    assert not sheet.row_dimensions[place(sheet, FIRST, "value")[0]].hidden
    assert sheet.row_dimensions[1].hidden


def test_equal_files_give_equal_copies_without_names(faulty: bytes, problems: tuple[Problem, ...]) -> None:
    """Nothing of when, where and by whom it was made."""
    assert made(faulty, problems) == made(faulty, problems)
    properties = opened(made(faulty, problems)).properties
    assert (properties.creator, properties.lastModifiedBy) == ("Tim SPBE", None)


@pytest.mark.failure(12)
def test_hostile_words_stay_words(blank: bytes) -> None:
    """In the list and in comments, whatever a sentence repeats."""
    what = '=HYPERLINK("http://contoh.example","klik")\x07 <b>'
    spot = spot_of(blank, FIRST, "value")
    told = (
        Problem(where="+OPD", what=what, allowed="@x", remedy="-y", spot=spot),
        Problem(where="=1", what="@"),
    )
    book = opened(made(blank, told))
    sheet = book["Kesalahan"]
    texts = [sheet.cell(row, column) for row in (6, 7) for column in (3, 5, 6, 7)]
    assert all(cell.data_type in ("s", "n") for cell in texts)
    assert sheet.cell(6, 5).value == what.replace("\x07", "")
    assert book["13"][spot.cell].comment is not None


def test_several_faults_of_a_cell_share_one_comment(blank: bytes) -> None:
    """And what is told twice of merged cells is told once."""
    spot = spot_of(blank, "fact", "title")
    told = tuple(Problem(where="x", what=what, spot=spot) for what in ("satu", "dua", "dua"))
    sheet = opened(made(blank, told))["13"]
    (area,) = [each for each in sheet.merged_cells.ranges if spot.cell in each]
    comment = sheet.cell(area.min_row, area.min_col).comment
    assert comment is not None
    assert comment.text == "Perlu diperbaiki:\n\nsatu.\n\ndua."


def test_a_second_round_forgets_the_first(copied: bytes, cycle: Cycle, edition: Instrument) -> None:
    """Mended in part: the list is made anew, old comments and colours go, the sender's stay."""

    def mend(book: Workbook) -> None:
        sheet = sheet_by_key(book, "sheet:13")
        write(sheet, FIRST, "value", "ya")

    again = edited(copied, mend)
    with pytest.raises(InputError) as refusal:
        read_questionnaire(again, "isian.xlsx", cycle, edition)
    book = opened(made(again, refusal.value.problems))
    assert book.sheetnames.count("Kesalahan") == 1
    assert not any(name.startswith("Kesalahan") for name in book.sheetnames[1:])
    cell = sheet_by_key(book, "sheet:13").cell(*place(sheet_by_key(book, "sheet:13"), FIRST, "value"))
    assert cell.comment is not None
    assert cell.comment.text == "Tanya Pak Budi"
    assert cell.fill.fgColor.rgb != RED
    level = sheet_by_key(book, "sheet:13").cell(*place(sheet_by_key(book, "sheet:13"), "level", "value"))
    assert level.comment is not None
    assert level.comment.text.count("Perlu diperbaiki") == 1


def test_a_sheet_of_the_sender_with_that_name_is_kept(blank: bytes) -> None:
    """Only our own list is replaced."""
    content = edited(blank, lambda book: book.create_sheet("Kesalahan").append(["milik kami"]))
    told = (Problem(where="x", what="satu", spot=Spot(sheet="13", cell="D7")),)
    book = opened(made(content, told))
    assert book["Kesalahan"]["A1"].value == "milik kami"
    assert book.worksheets[0].title == "Kesalahan1"


@pytest.mark.failure(8)
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"bukan buku kerja"])
def test_what_cannot_be_opened_has_no_copy(content: bytes) -> None:
    """Neither has a fault without a cell: then the sentences say it all."""
    spot = Spot(sheet="13", cell="D7")
    assert corrected_copy(content, [Problem(where="x", what="y", spot=spot)]) is None
    assert corrected_copy(content, [Problem(where="x", what="y")]) is None


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of the example cycle."""
    with desk_in(copy_register(tmp_path)) as found:
        yield found


@pytest.mark.parametrize("kinds", [(), ("xlsx",)], ids=["as it is", "saved by LibreOffice"])
def test_mended_and_sent_again_it_imports(desk: Desk, tmp_path: Path, kinds: tuple[str, ...]) -> None:
    """The list, colours and comments are no concern of the reader."""
    entries = asked(desk)

    def harm(book: Workbook) -> None:
        write(sheet_by_key(book, f"sheet:{ITEM}"), "level", "value", "tinggi")
        write(sheet_by_key(book, "sheet:approval"), "day", "value", "31/02/2024")

    def mend(book: Workbook) -> None:
        write(sheet_by_key(book, f"sheet:{ITEM}"), "level", "value", "Level 2")
        write(sheet_by_key(book, "sheet:approval"), "day", "value", "3 Juni 2024")
        write(sheet_by_key(book, "sheet:approval"), "name", "value", "Budi")

    content = edited(fill(template(desk), entries=entries), harm)
    with pytest.raises(InputError) as refusal:
        receive_questionnaire(desk, sent(tmp_path, content))
    assert len(refusal.value.problems) == 2
    back = edited(made(content, refusal.value.problems), mend)
    if kinds:
        back = through_office(back, tmp_path, *kinds)
    receipt = receive_questionnaire(desk, sent(tmp_path, back, "diperbaiki.xlsx"))
    assert len(receipt.changes) == len(entries)
    assert any("'Level 2' dibaca sebagai tingkat 2" in str(each) for each in receipt.understood)
    assert receipt.submission.approval is not None
    assert receipt.submission.approval.day == date(2024, 6, 3)
    assert desk.store.read().responses[OPD, ITEM].content.level is not None


@pytest.mark.failure(12)
def test_nothing_in_the_copy_reaches_out_of_it(blank: bytes) -> None:
    """Whoever opens it did not write it: calls become texts, links to files go, honest formulas stay."""
    calls = (
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("file:///c:/x.exe","y")',
        "='[lain.xlsx]Sheet1'!A1",
        '=WEBSERVICE("x")',
    )

    honest = ("=SUM(Tabel1[Jumlah])", '=HYPERLINK("https://contoh.go.id/","y")')

    def change(book: Workbook) -> None:
        own = book.create_sheet("Catatan kami")
        for row, formula in enumerate((*calls, *honest), 1):
            own.cell(row, 1).value = formula
        own["B1"].hyperlink, own["B2"].hyperlink = "file:///c:/x.exe", "https://contoh.go.id/"
        book.defined_names["luar"] = DefinedName("luar", attr_text="[1]Sheet1!$A$1")

    content = edited(blank, change)
    book = opened(made(content, (Problem(where="a", what="b", spot=spot_of(content, FIRST, "value")),)))
    own = book["Catatan kami"]

    assert [own.cell(row, 1).value for row in range(1, 7)] == [*calls, *honest]
    assert [own.cell(row, 1).data_type for row in range(1, 7)] == [*"ssssff"]
    assert own["B1"].hyperlink is None
    assert own["B2"].hyperlink is not None
    assert "luar" not in book.defined_names


@pytest.mark.parametrize(
    "area",
    [
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
    ],
)
def test_no_copy_is_made_where_it_would_take_all_memory(blank: bytes, area: bytes) -> None:
    """A whole sheet that was merged, or that leads somewhere: the sentences are told all the same."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blank)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"<pageMargins", area + b"<pageMargins", 1))

    assert (
        corrected_copy(
            written.getvalue(), (Problem(where="a", what="b", spot=spot_of(blank, FIRST, "value")),)
        )
        is None
    )
