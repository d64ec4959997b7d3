"""What people type and do where it is clear is taken and shown back; what is not clear is refused."""

import dataclasses
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.errors import InputError, Problem, Spot
from spbe_lib.figures import Span
from spbe_lib.intake.asking.days import read_day
from spbe_lib.intake.asking.spellings import answer_word, level_for, level_word, tick_word
from spbe_lib.intake.excel.correction import corrected_copy
from spbe_lib.intake.excel.reader import read_questionnaire
from spbe_lib.intake.excel.template import questionnaire_template
from spbe_lib.intake.questionnaire import Questionnaire
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Answer, EvidenceReference, Records, Response, ScopeFact
from spbe_lib.records.documents import Access, Document, DocumentStatus
from spbe_lib.records.register import Cycle
from tests.intake.filling import edited, fill, place, sheet_by_key, write
from tests.intake.office import through_office
from tests.intake.other_program import (
    as_strict_document,
    with_broken_names,
    with_foreign_markup,
    with_shared_strings,
)

LEAD, WHO = "diskominfo", "Dinas Komunikasi & Informatika"
FIRST, SECOND, THIRD = "I13-L2-01", "I13-L2-02", "I13-L3-01"
Read = Callable[[bytes], Questionnaire]
Change = Callable[[Workbook], object]

LEVELS = [
    "3,0", "3.0", "3,00", "Level 3", "level 3  ", "LEVEL  3", "Tingkat 3", "tingkat tiga", "tiga", "Tiga.",
    "L3", "l3", "Lv. 3", "level: 3", "tingkat ke-3", "ketiga", "tingkat kematangan 3", "Level III",
    "3 (tiga)", "\uff13", "\uff2c\uff45\uff56\uff45\uff4c \uff13", "Level\u00a03", "'3",
]  # fmt: skip
NO_LEVELS = [
    "4,5", "3-4", "3 atau 4", "6", "0", "level 6", "3%", "33", "-3", "+3", "3,01", "3/1", "v", "III", "³",
    "٣", "3 (dua)", "belum", "tinggi", "level", "bukan tingkat 3", "3 bintang", "tiga koma lima",
]  # fmt: skip


@pytest.fixture(scope="module")
def read(cycle: Cycle, edition: Instrument) -> Read:
    """Read a workbook for the small cycle."""
    return lambda content: read_questionnaire(content, "isian.xlsx", cycle, edition)


def typed(content: bytes, sheet: str, key: str, column: str, value: object) -> bytes:
    """The workbook after somebody typed one thing."""
    return edited(content, lambda book: write(sheet_by_key(book, f"sheet:{sheet}"), key, column, value))


def item(change: Callable[[Worksheet], object]) -> Change:
    """A change of the sheet of indicator 13."""
    return lambda book: change(sheet_by_key(book, "sheet:13"))


def understood(found: Questionnaire) -> list[str]:
    """What is shown back."""
    return [str(each) for each in found.understood]


def refused(read: Read, content: bytes) -> list[str]:
    """The sentences with which a workbook is refused."""
    with pytest.raises(InputError) as refusal:
        read(content)
    return [str(each) for each in refusal.value.problems]


@pytest.mark.parametrize("text", LEVELS)
def test_a_level_may_be_written_in_any_usual_way_and_is_shown_back(
    text: str, read: Read, blank: bytes
) -> None:
    """The sheet, the cell, what was typed and what it was taken for."""
    found = read(typed(blank, "13", "level", "value", text))
    assert found.entries == (Response(opd=LEAD, item="13", level=Span.exactly(3)),)
    (told,) = understood(found)
    assert told.startswith(f"{WHO}, lembar 13, sel D")
    assert told.endswith("dibaca sebagai tingkat 3.")


@pytest.mark.parametrize("value", ["3", " 3 ", 3, 3.0])
def test_the_plain_spelling_of_a_level_is_not_told(value: object, read: Read, blank: bytes) -> None:
    """Nothing had to be understood."""
    found = read(typed(blank, "13", "level", "value", value))
    assert found.entries == (Response(opd=LEAD, item="13", level=Span.exactly(3)),)
    assert found.understood == ()


@pytest.mark.parametrize("text", NO_LEVELS)
def test_what_is_no_clear_level_is_refused_with_its_cell(text: str, read: Read, blank: bytes) -> None:
    """Levels of this edition are whole, and nothing is guessed."""
    (told,) = refused(read, typed(blank, "13", "level", "value", text))
    assert told.startswith(f"{WHO}, lembar 13, sel D")
    assert f"'{text}' bukan tingkat. Yang boleh: angka bulat 1 sampai 5" in told


@pytest.mark.parametrize(("value", "shown"), [(0.03, "3%"), (3, "300%"), (0.35, "35%")])
def test_a_share_of_a_hundred_is_no_level_whatever_number_lies_under_it(
    value: float, shown: str, read: Read, blank: bytes
) -> None:
    """A person sees 300%, and not the 3 that the file holds."""

    def change(sheet: Worksheet) -> None:
        write(sheet, "level", "value", value)
        sheet.cell(*place(sheet, "level", "value")).number_format = "0%"

    (told,) = refused(read, edited(blank, item(change)))
    assert f"'{shown}' bukan tingkat" in told


@pytest.mark.parametrize(
    ("text", "level", "told"),
    [
        ("7/6", Span.exactly(Fraction(7, 6)), None),
        ("1,17", Span(Fraction("1.165"), Fraction("1.175"), open_end=True), None),
        ("2,00", Span(Fraction("1.995"), Fraction("2.005"), open_end=True), None),
        ("2", Span.exactly(2), None),
        ("Level 2", Span.exactly(2), "'Level 2' dibaca sebagai tingkat 2."),
        ("dua", Span.exactly(2), "'dua' dibaca sebagai tingkat 2."),
        ("tingkat 7/6", Span.exactly(Fraction(7, 6)), "'tingkat 7/6' dibaca sebagai tingkat 7/6."),
        ("level 1,17", Span(Fraction("1.165"), Fraction("1.175"), open_end=True), "tingkat 1,17."),
    ],
)
def test_where_values_lie_between_levels_a_printed_figure_keeps_its_meaning(
    text: str, level: Span, told: str | None, cycle: Cycle
) -> None:
    """In 8/2026 ``2,00`` was rounded in print, and is not the level 2."""
    edition = load_edition("permenpanrb-8-2026")
    newer = dataclasses.replace(cycle, edition=edition.code, leads={1: LEAD}, services={}, concerned={})
    content = questionnaire_template(newer, edition, newer.opd(LEAD), Records())
    found = read_questionnaire(typed(content, "1", "level", "value", text), "isian.xlsx", newer, edition)
    assert found.entries == (Response(opd=LEAD, item="1", level=level),)
    assert [each.endswith(told or "!") for each in understood(found)] == ([True] if told else [])


@pytest.mark.parametrize("text", ["1,0", "2,0", "1,5", "1,175", "50%", "1-2"])
def test_where_values_lie_between_levels_a_figure_of_other_digits_is_refused(text: str, cycle: Cycle) -> None:
    """One digit after the comma says neither a level nor what was printed."""
    edition = load_edition("permenpanrb-8-2026")
    newer = dataclasses.replace(cycle, edition=edition.code, leads={1: LEAD}, services={}, concerned={})
    content = questionnaire_template(newer, edition, newer.opd(LEAD), Records())
    with pytest.raises(InputError, match=r"lembar 1, sel D\d+: .* bukan tingkat"):
        read_questionnaire(typed(content, "1", "level", "value", text), "isian.xlsx", newer, edition)


@pytest.mark.parametrize(
    "mark", ["Ya.", "YA\u00a0", "√", "☑", "ü", "sudah", "Terpenuhi", "x", "V", "✓", True, 1, "\uff39\uff21"]
)
def test_a_tick_in_another_spelling_is_shown_back(mark: object, read: Read, blank: bytes) -> None:
    """Also the sign that a tick of the font Wingdings is stored as."""
    found = read(typed(blank, "13", FIRST, "value", mark))
    assert found.entries == (Response(opd=LEAD, item="13", ticked=frozenset({FIRST})),)
    told = [each for each in understood(found) if each.endswith("dibaca sebagai ya.")]
    assert len(told) == (0 if str(mark).strip().lower() == "ya" else 1)


@pytest.mark.parametrize(
    "mark", ["ada", "sebagian", "mungkin", "ya/tidak", "✗", "×", "50%", "2", "ya, sebagian"]
)
def test_a_tick_that_could_mean_less_is_refused(mark: str, read: Read, blank: bytes) -> None:
    """Of what a requirement asks of all there may be some; a cross may be a no."""
    (told,) = refused(read, typed(blank, "13", FIRST, "value", mark))
    assert f"'{mark}' bukan centang. Yang boleh: ya, atau kosong" in told


def test_equal_spellings_are_told_once_with_their_number(read: Read, blank: bytes) -> None:
    """Whoever ticks with an x is not told so for every tick."""

    def change(book: Workbook) -> None:
        for code in (FIRST, SECOND, THIRD):
            write(sheet_by_key(book, "sheet:13"), code, "value", "x")
        write(sheet_by_key(book, "sheet:obligations"), "I16-L3-01", "value", "Sudah")

    found = read(edited(blank, change))
    assert len(found.entries[0].ticked) == 3  # type: ignore[union-attr]
    told = understood(found)
    assert len(told) == 2
    assert "dan 2 tempat lain: 'x' dibaca sebagai ya." in told[0]
    assert "lembar Kewajiban Bersama, sel D" in told[1]
    assert told[1].endswith("'Sudah' dibaca sebagai ya.")


@pytest.mark.parametrize("text", ["x", "-", "1", "ada", "tidak ada", "ya/tidak"])
def test_where_three_answers_are_possible_an_unclear_sign_is_refused(
    text: str, read: Read, blank: bytes
) -> None:
    """A cross or a dash may be a no, or that it does not apply."""
    (told,) = refused(read, typed(blank, "obligations", "I16-L3-01", "value", text))
    assert f"'{text}' bukan jawaban. Yang boleh: ya, tidak, tidak berlaku" in told


def test_the_words_are_one_for_every_kind_of_file() -> None:
    """The same functions serve the long form and the workbook."""
    whole, between = load_edition("permenpanrb-59-2020"), load_edition("permenpanrb-8-2026")
    assert [level_word(text) for text in LEVELS] == ["3"] * len(LEVELS)
    assert [level_word(text) for text in NO_LEVELS if text not in ("6", "0", "level 6")] == [
        text for text in NO_LEVELS if text not in ("6", "0", "level 6")
    ]
    assert (level_for(whole, "2,00"), level_for(between, "2,00")) == ("2", "2,00")
    assert (tick_word("√"), tick_word("blm"), tick_word("kadang")) == (True, False, None)
    assert (answer_word("n/a"), answer_word("Ya."), answer_word("")) == (
        Answer.NOT_APPLICABLE,
        Answer.YES,
        None,
    )


def test_a_requirement_may_be_named_by_its_number_alone(read: Read, blank: bytes) -> None:
    """Also where the decimal point became a comma."""

    def change(sheet: Worksheet) -> None:
        for key, name in {"evidence-1": "2.1", "evidence-2": "2,2", "evidence-3": "syarat 3.1"}.items():
            write(sheet, key, "value", name)
            write(sheet, key, "title", name)

    found = read(edited(blank, item(change)))
    (answer,) = found.entries
    assert isinstance(answer, Response)
    assert [proof.requirement for proof in answer.evidence] == [FIRST, SECOND, THIRD]
    assert [told.rpartition(": ")[2] for told in understood(found)] == [
        "'2.1' dibaca sebagai Syarat 2.1.",
        "'2,2' dibaca sebagai Syarat 2.2.",
    ]


@pytest.mark.parametrize(
    "text", ["12 Juli 2027.", "12-Juli-2027", "12  JULI 2027", "12\u00a0Jul 2027", "\uff11\uff12/7/2027"]
)
def test_a_day_may_carry_blanks_dots_and_dashes(text: str) -> None:
    """As people write dates in letters."""
    assert read_day(text) == date(2027, 7, 12)


def test_a_title_that_runs_over_merged_cells_is_one_title(read: Read, blank: bytes) -> None:
    """Title, number, day and page in one: it is all there, in the title."""

    def change(sheet: Worksheet) -> None:
        row, column = place(sheet, FIRST, "title")
        write(sheet, FIRST, "title", "SK Bupati 12/2024, halaman 3")
        sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=column + 3)

    found = read(edited(blank, item(change)))
    (answer,) = found.entries
    assert isinstance(answer, Response)
    assert answer.evidence == (EvidenceReference(title="SK Bupati 12/2024, halaman 3", requirement=FIRST),)
    (told,) = understood(found)
    assert "isi sel gabungan dibaca sebagai isi sel E" in told


@pytest.mark.failure(5)
def test_one_tick_over_several_requirements_counts_for_each(read: Read, blank: bytes) -> None:
    """Cells merged downwards say the same of every row, and that is shown back."""

    def change(sheet: Worksheet) -> None:
        row, column = place(sheet, FIRST, "value")
        for each, text in ((column, "ya"), (column + 1, "SK Bupati")):
            sheet.cell(row, each).value = text
            sheet.merge_cells(start_row=row, end_row=row + 1, start_column=each, end_column=each)

    found = read(edited(blank, item(change)))
    (answer,) = found.entries
    assert isinstance(answer, Response)
    assert answer.ticked == {FIRST, SECOND}
    assert [(each.title, each.requirement) for each in answer.evidence] == [
        ("SK Bupati", FIRST),
        ("SK Bupati", SECOND),
    ]
    assert (
        "dan 1 tempat lain: isi sel gabungan dibaca sebagai isi 2 baris yang dicakupnya"
        in understood(found)[0]
    )


MERGED: list[tuple[str, str, str, int, int, str]] = [
    ("fact", "value", "Ada dan jalan", 1, 0, "mencakup beberapa isian, sehingga tidak jelas untuk yang mana"),
    ("level", "value", "3", 1, 0, "mencakup beberapa isian"),
    (FIRST, "value", "ya", -1, 0, "sel isian ini tertutup sel gabungan"),
    ("evidence-1", "title", "Surat", 1, 0, "mencakup beberapa isian"),
]


@pytest.mark.parametrize(("key", "column", "text", "down", "right", "said"), MERGED)
def test_merged_cells_that_are_not_clear_are_refused(
    *, key: str, column: str, text: str, down: int, right: int, said: str, read: Read, blank: bytes
) -> None:
    """One text for several questions, or a heading drawn over an answer."""

    def change(sheet: Worksheet) -> None:
        for area in [str(each) for each in sheet.merged_cells.ranges]:
            sheet.unmerge_cells(area)
        row, at = place(sheet, key, column)
        write(sheet, key, column, text)
        first, last = sorted((row, row + down))
        sheet.merge_cells(start_row=first, end_row=last, start_column=at, end_column=at + right)

    told = refused(read, edited(blank, item(change)))
    assert len(told) == 1
    assert said in told[0]
    assert "Pisahkan selnya (Unmerge Cells)" in told[0]


def test_what_lies_hidden_under_merged_cells_is_told(read: Read, blank: bytes) -> None:
    """LibreOffice can keep what it covers: over several rows nobody knows which one is meant."""

    def change(sheet: Worksheet) -> None:
        row, column = place(sheet, FIRST, "value")
        write(sheet, FIRST, "value", "ya")
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
        sheet._cells[row + 1, column] = Cell(sheet, row + 1, column, "tidak")  # noqa: SLF001

    (told,) = refused(read, edited(blank, item(change)))
    assert "masih ada isi lain yang tersembunyi, di D" in told


def test_rows_that_were_sorted_without_their_hidden_column_are_refused(read: Read, blank: bytes) -> None:
    """Otherwise answers would silently go to another requirement."""

    def change(sheet: Worksheet) -> None:
        first, _ = place(sheet, FIRST, "value")
        second, _ = place(sheet, THIRD, "value")
        for column in range(2, 9):
            one, other = sheet.cell(first, column), sheet.cell(second, column)
            one.value, other.value = other.value, one.value

    told = refused(read, edited(blank, item(change)))
    assert len(told) == 2
    assert "bertuliskan Syarat 3.1, padahal tempat Syarat 2.1: urutannya berubah" in told[0]


def test_a_column_that_was_cut_away_is_no_emptied_answer(read: Read, second: bytes) -> None:
    """What had been handed out with answers would otherwise come back without them."""
    told = refused(read, edited(second, item(lambda sheet: sheet.delete_cols(6))))
    assert any("lembar 13: kolom 'nomor data dukung' tidak ada lagi" in each for each in told)


def test_a_copied_column_is_told(read: Read, blank: bytes) -> None:
    """Its hidden key was copied too, and only one of both could be read."""

    def change(sheet: Worksheet) -> None:
        sheet.cell(1, 12).value = "value"
        sheet.cell(place(sheet, FIRST, "value")[0], 12).value = "ya"

    (told,) = refused(read, edited(blank, item(change)))
    assert "lembar 13, kolom L: kolom ini salinan kolom D. Hapus salah satu" in told


def moved_columns(sheet: Worksheet) -> None:
    """Somebody put the number before the title, with all that stands in the columns."""
    for row in range(1, sheet.max_row + 1):
        one, other = sheet.cell(row, 5), sheet.cell(row, 6)
        if type(one) is type(other) and one.coordinate not in sheet.merged_cells:
            one.value, other.value = other.value, one.value


def hidden_parts(sheet: Worksheet) -> None:
    """Somebody filtered and hid."""
    sheet.auto_filter.ref = "B5:H30"
    sheet.column_dimensions["F"].hidden = True
    for row in range(7, 20):
        sheet.row_dimensions[row].hidden = True


@pytest.mark.parametrize("change", [moved_columns, hidden_parts])
def test_moved_and_hidden_parts_change_no_answer(
    change: Callable[[Worksheet], None], read: Read, blank: bytes
) -> None:
    """Keys say what a cell is, not where it stands or whether it is seen."""
    proof = EvidenceReference(title="RKA", number="12", dated="2024", page="3", requirement=FIRST)
    answer = Response(opd=LEAD, item="13", ticked=frozenset({FIRST}), fact="ada", evidence=(proof,))
    found = read(edited(fill(blank, entries=[answer]), item(change)))
    assert found.entries == (answer,)
    assert found.understood == ()


@pytest.mark.parametrize("at", [3, 5, 9])
def test_a_column_of_their_own_is_asked_about_and_everything_else_read(
    at: int, read: Read, blank: bytes
) -> None:
    """Wherever somebody inserted it: what stands there is not read, and that is said."""
    answer = Response(
        opd=LEAD,
        item="13",
        ticked=frozenset({FIRST}),
        evidence=(EvidenceReference(title="RKA", requirement=FIRST),),
    )

    def change(sheet: Worksheet) -> None:
        for area in [str(each) for each in sheet.merged_cells.ranges]:
            sheet.unmerge_cells(area)
        sheet.insert_cols(at)
        sheet.cell(place(sheet, FIRST, "value")[0], at).value = "tanya Pak Budi"

    found = read(edited(fill(blank, entries=[answer]), item(change)))
    assert found.entries == (answer,)
    assert any("tidak dibaca" in str(question) for question in found.questions)


def test_a_returned_workbook_has_no_column_of_their_own(read: Read, second: bytes) -> None:
    """Notes of the Tim beside the answers are ours."""
    assert read(second).questions == ()


@pytest.mark.parametrize("rewrite", [with_shared_strings, with_foreign_markup])
def test_files_with_the_habits_of_other_programs_are_read(
    rewrite: Callable[[bytes], bytes], read: Read, blank: bytes
) -> None:
    """Runs and reading aids in one table of texts; prefixes, relative part names, a byte order mark."""
    proof = EvidenceReference(title=" RKA <satu> & dua".strip(), number="12", requirement=FIRST)
    answers = (
        Response(
            opd=LEAD, item="13", ticked=frozenset({FIRST}), fact="baris satu\nbaris dua", evidence=(proof,)
        ),
        ScopeFact(opd=LEAD, requirement="I16-L3-01", answer=Answer.YES, note="ada"),
    )
    found = read(rewrite(fill(blank, entries=answers)))
    assert found.entries == answers
    assert found.understood == ()


@pytest.mark.parametrize("rewrite", [with_shared_strings, with_foreign_markup])
def test_merged_cells_are_seen_in_files_of_other_programs(
    rewrite: Callable[[bytes], bytes], read: Read, blank: bytes
) -> None:
    """However the file names its parts."""

    def change(sheet: Worksheet) -> None:
        row, column = place(sheet, FIRST, "value")
        write(sheet, FIRST, "value", "ya")
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)

    (answer,) = read(rewrite(edited(blank, item(change)))).entries
    assert isinstance(answer, Response)
    assert answer.ticked == {FIRST, SECOND}


def test_the_status_of_a_document_in_other_words_is_shown_back(read: Read, blank: bytes) -> None:
    """A document that carries weight: nobody is told too late what it was taken for."""

    def change(book: Workbook) -> None:
        for column, text in {"title": "SK Tim", "status": "TTD", "access": "rahasia"}.items():
            write(sheet_by_key(book, "sheet:documents"), "document-1", column, text)

    found = read(edited(blank, change))
    (document,) = found.entries
    assert isinstance(document, Document)
    assert (document.status, document.access) == (DocumentStatus.SIGNED, Access.RESTRICTED)
    assert [told.rpartition(": ")[2] for told in understood(found)] == [
        f"'TTD' dibaca sebagai {DocumentStatus.SIGNED.label}.",
        f"'rahasia' dibaca sebagai {Access.RESTRICTED.label}.",
    ]


def test_one_number_over_several_documents_is_refused(read: Read, blank: bytes) -> None:
    """Each document has a number of its own."""

    def change(book: Workbook) -> None:
        sheet = sheet_by_key(book, "sheet:documents")
        for key in ("document-1", "document-2"):
            write(sheet, key, "title", key)
        write(sheet, "document-1", "number", "12/2024")
        row, column = place(sheet, "document-1", "number")
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)

    (told,) = refused(read, edited(blank, change))
    assert "lembar Data Dukung, sel D" in told
    assert "mencakup beberapa isian" in told


def test_names_of_ranges_that_cannot_be_read_change_nothing(read: Read, blank: bytes) -> None:
    """LibreOffice writes broken ones at times; none of ours is needed to read the answers."""
    answer = Response(opd=LEAD, item="13", fact="ada")
    broken = with_broken_names(fill(blank, entries=[answer]))
    assert read(broken).entries == (answer,)
    copy = corrected_copy(broken, [Problem(where="x", what="y", spot=Spot(sheet="13", cell="D7"))])
    assert copy is not None
    assert read(copy).entries == (answer,)


@pytest.mark.failure(10)
def test_the_strict_kind_of_workbook_is_refused_with_a_sentence(read: Read, blank: bytes) -> None:
    """It looks like any other and reads as empty."""
    (told,) = refused(read, as_strict_document(blank))
    assert told.startswith("isian.xlsx: berkas disimpan sebagai Strict Open XML")


def test_what_libreoffice_saves_over_its_own_format_is_understood_alike(
    read: Read, blank: bytes, tmp_path: Path
) -> None:
    """Spellings, a merged cell and a moved sheet, through .ods and back."""

    def change(book: Workbook) -> None:
        sheet = sheet_by_key(book, "sheet:13")
        write(sheet, "level", "value", "Level 3")
        write(sheet, FIRST, "value", "√")
        row, column = place(sheet, FIRST, "value")
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
        sheet.title = "RKA 'kami' 2"
        book.move_sheet(sheet, -2)
        book.create_sheet("Catatan sendiri", 0)["B2"] = datetime(2027, 3, 1)  # noqa: DTZ001

    found = read(through_office(edited(blank, change), tmp_path, "ods", "xlsx"))
    (answer,) = found.entries
    assert answer == Response(opd=LEAD, item="13", ticked=frozenset({FIRST, SECOND}), level=Span.exactly(3))
    assert [told.rpartition(": ")[2] for told in understood(found)] == [
        "isi sel gabungan dibaca sebagai isi 2 baris yang dicakupnya.",
        "'√' dibaca sebagai ya.",
        "'Level 3' dibaca sebagai tingkat 3.",
    ]
