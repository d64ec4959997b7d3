"""What comes back in a Kuesioner: the same answers, whatever program it went through, or every problem."""

import dataclasses
import io
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from spbe_lib.errors import InputError
from spbe_lib.figures import Span
from spbe_lib.intake.asking.plain_text import plain
from spbe_lib.intake.excel.reader import read_questionnaire
from spbe_lib.intake.excel.template import questionnaire_template
from spbe_lib.intake.questionnaire import Questionnaire
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Answer, Approval, Entry, EvidenceReference, Records, Response, ScopeFact
from spbe_lib.records.register import Cycle
from tests.intake.conftest import recorded
from tests.intake.filling import edited, fill, place, sheet_by_key, write
from tests.intake.office import through_office

LEAD = "diskominfo"
WHO = "Dinas Komunikasi & Informatika"
CODES = ("I13-L2-01", "I13-L2-02", "I13-L3-01", "I13-L4-01", "I13-L4-02", "I13-L4-03", "I13-L5-01")
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn"])
WORDS = st.one_of(
    st.text(LETTERS, max_size=30),
    st.lists(st.text(LETTERS, max_size=12), max_size=4).map("\n".join),
    st.builds(
        "{}{}".format,
        st.sampled_from(["=", "+", "-", "@", "'", "_x0041_", "=cmd|", "#REF!"]),
        st.text(LETTERS),
    ),
).map(plain)
TITLES = WORDS.filter(bool)

Read = Callable[[bytes], Questionnaire]


@pytest.fixture(scope="session")
def read(cycle: Cycle, edition: Instrument) -> Read:
    """Read a workbook for the small cycle."""
    return lambda content: read_questionnaire(content, "isian.xlsx", cycle, edition)


@pytest.fixture(scope="session")
def answers() -> tuple[Entry, ...]:
    """Answers with everything: ticks, a level, texts like formulas, several proofs of one requirement."""
    proofs = (
        EvidenceReference(
            title="=RKA", number="12", dated="12 Maret 2024", page="1-3", requirement="I13-L2-01"
        ),
        EvidenceReference(title="-DPA", number="007", requirement="I13-L2-01"),
        EvidenceReference(title="Foto", dated="2024"),
    )
    return (
        Response(opd=LEAD, item="3", level=Span.exactly(2), fact='Ada <script>alert(1)</script> & "kutip"'),
        Response(
            opd=LEAD,
            item="13",
            ticked=frozenset({"I13-L2-01", "I13-L2-02"}),
            level=Span.exactly(2),
            fact="=1+1\n- dua\n@tiga",
            analysis="+ satu",
            justification="Terpenuhi – sampai 2",
            services="Anggaran",
            applications="_x0041_ SIPD",
            follow_up="'Sudah",
            evidence=proofs,
        ),
        ScopeFact(
            opd=LEAD, requirement="I16-L3-01", answer=Answer.NO, note="belum pindah", evidence=proofs[2:]
        ),
        ScopeFact(
            opd=LEAD,
            requirement="I19-L4-01",
            answer=Answer.NOT_APPLICABLE,
            note="tanpa jaringan sendiri",
            evidence=(dataclasses.replace(proofs[1], requirement=None), proofs[2]),
        ),
    )


def typed(content: bytes, sheet: str, key: str, column: str, value: object) -> bytes:
    """The workbook after somebody typed one thing."""

    def change(book: Workbook) -> None:
        there = sheet_by_key(book, f"sheet:{sheet}")
        there.cell(*place(there, key, column)).value = value  # type: ignore[assignment]

    return edited(content, change)


def refused(read: Read, content: bytes) -> list[str]:
    """The sentences with which a workbook is refused."""
    with pytest.raises(InputError) as refusal:
        read(content)
    return str(refusal.value).split("\n")


@pytest.mark.failure(6)
def test_an_untouched_workbook_brings_nothing(read: Read, blank: bytes, second: bytes) -> None:
    """What is as it was handed out is no answer, so an old sheet undoes nothing."""
    first, again = read(blank), read(second)
    assert first.entries == again.entries == ()
    assert first.bases["13"] == 0
    assert (again.bases["13"], again.bases["I16-L3-01"], again.bases["3"]) == (3, 3, 0)
    assert first.places["13"] == "lembar 13"
    assert first.places["I16-L3-01"].startswith("lembar Kewajiban Bersama, baris ")
    assert first.approval is None


@pytest.mark.failure(9)
def test_answers_come_back_as_they_were_typed(read: Read, blank: bytes, answers: tuple[Entry, ...]) -> None:
    """Everything that can be filled in is read again, and who signed it."""
    approval = Approval(name="Budi", nip="198001012005011001", position="Kepala Dinas", day=date(2027, 7, 12))
    found = read(fill(blank, entries=answers, approval=approval, filled_by="Ani", on_behalf_of="surat Kadis"))
    assert found.entries == answers
    assert (found.opd, found.filled_by, found.on_behalf_of) == (LEAD, "Ani", "surat Kadis")
    assert found.approval == approval


@pytest.mark.failure(6)
@pytest.mark.failure(9)
@pytest.mark.failure(12)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ticked=st.frozensets(st.sampled_from(CODES)),
    level=st.none() | st.integers(1, 5).map(Span.exactly),
    texts=st.lists(WORDS, min_size=4, max_size=4),
    cited=st.lists(st.tuples(TITLES, WORDS, st.none() | st.sampled_from(CODES[:2])), max_size=4),
    answer=st.none() | st.sampled_from(Answer),
)
def test_any_answer_survives_the_way_out_and_in(
    *,
    ticked: frozenset[str],
    level: Span | None,
    texts: list[str],
    cited: list[tuple[str, str, str | None]],
    answer: Answer | None,
    read: Read,
    cycle: Cycle,
    edition: Instrument,
    blank: bytes,
) -> None:
    """Filled in, read, handed out again: equal answers, and nothing new the second time."""
    proofs = [EvidenceReference(title=title, page=page, requirement=code) for title, page, code in cited]
    proofs.sort(key=lambda each: each.requirement or "J")
    response = Response(
        opd=LEAD,
        item="13",
        ticked=ticked,
        level=level,
        fact=texts[0],
        analysis=texts[1],
        follow_up=texts[2],
        evidence=tuple(proofs),
    )
    whole = tuple(dataclasses.replace(proof, requirement=None) for proof in proofs)
    fact = ScopeFact(opd=LEAD, requirement="I16-L3-01", answer=answer, note=texts[3], evidence=whole)
    given_answers = tuple(entry for entry in (response, fact) if not entry.empty)
    found = read(fill(blank, entries=given_answers))
    assert found.entries == given_answers
    again = read(questionnaire_template(cycle, edition, cycle.opd(LEAD), recorded(found.entries)))
    assert again.entries == ()


def test_an_emptied_answer_is_returned_empty(read: Read, second: bytes) -> None:
    """Taking an answer back is an answer too."""
    empty = (Response(opd=LEAD, item="13"), ScopeFact(opd=LEAD, requirement="I16-L3-01"))
    found = read(fill(second, entries=empty))
    assert found.entries == empty


@pytest.mark.parametrize("kinds", [("xlsx",), ("ods", "xlsx")])
def test_what_libreoffice_saved_reads_the_same(
    *,
    kinds: tuple[str, ...],
    read: Read,
    blank: bytes,
    second: bytes,
    answers: tuple[Entry, ...],
    tmp_path: Path,
) -> None:
    """Another spreadsheet program changes no answer, nor does its own kind of file on the way."""
    approval = Approval(name="Budi", day=date(2027, 7, 12))
    filled = through_office(fill(blank, entries=answers, approval=approval), tmp_path, *kinds)
    assert read(filled).entries == answers
    assert read(filled).approval == approval
    assert read(through_office(second, tmp_path, *kinds)).entries == ()


def test_renamed_moved_and_shifted_sheets_are_read(
    read: Read, blank: bytes, answers: tuple[Entry, ...]
) -> None:
    """Keys, not names or places, say what a cell answers."""

    def change(book: Workbook) -> None:
        book["13"].title = "RKA kami"
        book.move_sheet("Kewajiban Bersama", 3)
        book["3"].insert_rows(5, 2)

    found = read(edited(fill(blank, entries=answers), change))
    assert set(found.entries) == set(answers)
    assert found.places["13"] == "lembar RKA kami"


def test_a_hundred_thousand_empty_rows_change_nothing(
    read: Read, blank: bytes, answers: tuple[Entry, ...]
) -> None:
    """What a spreadsheet adds below by itself is not read."""

    def change(book: Workbook) -> None:
        for row in range(500, 100_500):
            book["13"].cell(row, 3).number_format = "0.00"

    assert read(edited(fill(blank, entries=answers), change)).entries == answers


def test_numbers_and_dates_become_what_a_person_sees(read: Read, blank: bytes) -> None:
    """Excel's own kinds of values are no concern of the reader."""

    def change(book: Workbook) -> None:
        sheet = sheet_by_key(book, "sheet:13")
        for column, value in {"title": 12.0, "number": 1.5, "dated": datetime(2024, 3, 12)}.items():  # noqa: DTZ001
            write(sheet, "I13-L2-01", column, value)
        write(sheet, "level", "value", 3.0)
        write(sheet, "fact", "value", 2024)
        write(sheet_by_key(book, "sheet:approval"), "name", "value", "Budi")
        write(sheet_by_key(book, "sheet:approval"), "day", "value", datetime(2027, 7, 12))  # noqa: DTZ001

    found = read(edited(blank, change))
    response = found.entries[0]
    assert isinstance(response, Response)
    proof = EvidenceReference(title="12", number="1,5", dated="2024-03-12", requirement="I13-L2-01")
    assert response.evidence == (proof,)
    assert (response.level, response.fact) == (Span.exactly(3), "2024")
    assert found.approval == Approval(name="Budi", day=date(2027, 7, 12))


@pytest.mark.parametrize("text", ["12/07/2027", "12-7-2027", "2027-07-12", "12 Juli 2027", "12 jul 2027"])
def test_the_day_of_approval_may_be_written_in_any_usual_way(text: str, read: Read, blank: bytes) -> None:
    """Day before month, as in Indonesia."""
    content = fill(blank, approval=Approval(name="Budi"))
    found = read(typed(content, "approval", "day", "value", text)).approval
    assert found == Approval(name="Budi", day=date(2027, 7, 12))


@pytest.mark.parametrize("mark", ["ya", "YA", "y", "x", "V", "✓", "✔", True, "true", 1, " Ya "])
def test_a_tick_may_be_made_in_many_ways(mark: object, read: Read, blank: bytes) -> None:
    """Whatever people put where they mean yes."""
    found = read(typed(blank, "13", "I13-L2-01", "value", mark)).entries
    assert found == (Response(opd=LEAD, item="13", ticked=frozenset({"I13-L2-01"})),)


@pytest.mark.parametrize("mark", ["tidak", "Belum", "-", False, "false", 0, "  "])
def test_a_tick_may_be_left_away_in_many_ways(mark: object, read: Read, blank: bytes) -> None:
    """Whatever people put where they mean no: it is as if they had left it empty."""
    assert read(typed(blank, "13", "I13-L2-01", "value", mark)).entries == ()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("YA", Answer.YES),
        ("y", Answer.YES),
        ("t", Answer.NO),
        ("Tidak  berlaku", Answer.NOT_APPLICABLE),
        ("n/a", Answer.NOT_APPLICABLE),
    ],
)
def test_an_obligation_may_be_answered_in_many_ways(
    text: str, answer: Answer, read: Read, blank: bytes
) -> None:
    """Short forms are understood."""
    found = read(typed(blank, "obligations", "I16-L3-01", "value", text)).entries
    assert found == (ScopeFact(opd=LEAD, requirement="I16-L3-01", answer=answer),)


CELL_FAULTS = [
    (
        "13",
        "I13-L2-01",
        "value",
        "mungkin",
        "lembar 13, sel D",
        "'mungkin' bukan centang. Yang boleh: ya, atau kosong",
    ),
    (
        "13",
        "level",
        "value",
        4.5,
        "lembar 13, sel D",
        "'4,5' bukan tingkat. Yang boleh: angka bulat 1 sampai 5",
    ),
    ("13", "level", "value", 6, "lembar 13, sel D", "'6' bukan tingkat"),
    ("13", "level", "value", "tinggi", "lembar 13, sel D", "'tinggi' bukan tingkat"),
    ("13", "level", "value", datetime(2024, 3, 12), "lembar 13, sel D", "'2024-03-12' bukan tingkat"),  # noqa: DTZ001
    ("13", "level", "value", True, "lembar 13, sel D", "bukan tingkat"),
    ("13", "level", "value", "=2+2", "lembar 13, sel D", "sel isian berisi rumus"),
    ("13", "fact", "value", "=cmd|' /C calc'!A0", "lembar 13, sel D", "sel isian berisi rumus"),
    ("13", "fact", "value", "#REF!", "lembar 13, sel D", "sel isian berisi galat #REF!"),
    ("13", "fact", "value", "aman\u202egnp.exe", "lembar 13, sel D", "tanda tak terlihat"),
    ("13", "fact", "value", "a" * 32_001, "lembar 13, sel D", "32001 huruf, terlalu panjang"),
    ("13", "I13-L2-01", "number", "Perbup 1", "lembar 13, sel E", "judul data dukung masih kosong"),
    ("13", "evidence-1", "value", "Syarat 9.9", "lembar 13, sel D", "'Syarat 9.9' tidak ada dalam daftar"),
    (
        "obligations",
        "I16-L3-01",
        "value",
        "kadang",
        "lembar Kewajiban Bersama, sel D",
        "'kadang' bukan jawaban. Yang boleh: ya, tidak, tidak berlaku",
    ),
    (
        "obligations",
        "evidence-1",
        "title",
        "Surat",
        "lembar Kewajiban Bersama, baris",
        "belum menyebut untuk indikator mana",
    ),
    (
        "approval",
        "day",
        "value",
        "31/02/2027",
        "lembar Pengesahan, sel C",
        "'31/02/2027' bukan tanggal yang ada",
    ),
    ("approval", "day", "value", "kemarin", "lembar Pengesahan, sel C", "'kemarin' bukan tanggal"),
    ("approval", "nip", "value", 198001012005011001, "lembar Pengesahan, sel C", "lebih dari 15 digit"),
]


@pytest.mark.parametrize(("sheet", "key", "column", "value", "where", "what"), CELL_FAULTS)
def test_a_faulty_cell_is_told_with_its_place_and_remedy(
    *, sheet: str, key: str, column: str, value: object, where: str, what: str, read: Read, blank: bytes
) -> None:
    """Who, which sheet, which cell, what, and what is allowed or to be done."""
    sentences = refused(read, typed(blank, sheet, key, column, value))
    assert len(sentences) == 1
    assert sentences[0].startswith(f"{WHO}, {where}")
    assert what in sentences[0]


def test_array_formulas_are_formulas_too(read: Read, blank: bytes) -> None:
    """However a formula is stored, it is never read as an answer."""
    content = typed(blank, "13", "fact", "value", ArrayFormula("D9:D9", "=1+1"))
    assert "sel isian berisi rumus" in refused(read, content)[0]


def test_all_faults_are_told_at_once(read: Read, blank: bytes) -> None:
    """One round is enough to mend a workbook."""
    for sheet, key, column, value, *_ in (CELL_FAULTS[0], CELL_FAULTS[2], CELL_FAULTS[13], CELL_FAULTS[16]):
        blank = typed(blank, sheet, key, column, value)
    assert len(refused(read, blank)) == 4


def test_our_own_formulas_are_never_read(read: Read, blank: bytes) -> None:
    """Whoever overwrites the level that follows changes nothing."""

    def change(book: Workbook) -> None:
        book["13"]["D4"].value = 5
        book["Daftar"]["F5"].value = "=cmd|' /C calc'!A0"

    assert read(edited(blank, change)).entries == ()


def test_an_impossible_date_raises_no_warning(read: Read, blank: bytes) -> None:
    """A number that is formatted as a date but is none is an error value, told like one."""

    def change(book: Workbook) -> None:
        cell = book["13"].cell(*place(book["13"], "fact", "value"))
        cell.value, cell.number_format = 99_999_999, "yyyy-mm-dd"

    assert "galat" in refused(read, edited(blank, change))[0]


@pytest.mark.failure(5)
def test_what_is_strange_is_asked_and_not_refused(read: Read, blank: bytes) -> None:
    """Level against ticks, level without ticks, a gap in the ladder, an answer without its reason."""
    entries = (
        Response(opd=LEAD, item="3", level=Span.exactly(3)),
        Response(opd=LEAD, item="13", ticked=frozenset({*CODES[:2], *CODES[3:6]}), level=Span.exactly(4)),
        ScopeFact(opd=LEAD, requirement="I16-L3-01", answer=Answer.NOT_APPLICABLE),
    )
    found = read(fill(blank, entries=entries))
    assert found.entries == entries
    told = [str(question) for question in found.questions]
    assert len(told) == 4
    assert told[0].startswith(f"{WHO}, lembar 3, sel D")
    assert "tingkat 3 diisi langsung tanpa satu pun centang" in told[0]
    assert "tingkat 4 diisi langsung, sedangkan centang menghasilkan 2. Mana yang benar?" in told[1]
    assert "tingkat 4 dicentang lengkap, tetapi tingkat 3, tumpuannya, belum" in told[2]
    assert "Keterangan kosong" in told[3]


def test_a_page_that_excel_turned_into_a_day_is_refused(read: Read, blank: bytes) -> None:
    """Pages 1-3 become the first of March in a cell that is no text cell: what was typed is lost."""

    def change(book: Workbook) -> None:
        sheet = sheet_by_key(book, "sheet:13")
        write(sheet, "I13-L2-01", "title", "RKA")
        write(sheet, "I13-L2-01", "page", datetime(2027, 3, 1))  # noqa: DTZ001

    with pytest.raises(InputError, match="tertulis tanggal 2027-03-01, mungkin diubah sendiri oleh Excel"):
        read(edited(blank, change))


def test_a_workbook_of_the_first_layout_may_hold_what_was_taken_then(read: Read, blank: bytes) -> None:
    """A kept file that was accepted once is accepted again when a lost database is made anew."""

    def change(book: Workbook) -> None:
        del book["Data Dukung"]
        book["_spbe"]["B1"] = "1"
        sheet = sheet_by_key(book, "sheet:13")
        write(sheet, "I13-L2-01", "title", "RKA")
        write(sheet, "I13-L2-01", "dated", "menyusul")
        write(sheet, "I13-L2-01", "page", datetime(2027, 3, 1))  # noqa: DTZ001

    found = read(edited(blank, change))
    (response,) = found.entries
    assert isinstance(response, Response)
    assert [(each.dated, each.page) for each in response.evidence] == [("menyusul", "2027-03-01")]
    assert "mungkin diubah sendiri oleh Excel" in str(found.questions[0])


def test_a_signature_without_a_name_is_asked_about(read: Read, blank: bytes) -> None:
    """A day alone approves nothing."""
    found = read(typed(blank, "approval", "day", "value", "12 Juli 2027"))
    assert found.approval is None
    assert "Siapa yang menyetujui?" in str(found.questions[0])


def test_invisible_leftovers_of_copying_are_dropped(read: Read, blank: bytes) -> None:
    """Soft hyphens, joiners and hard spaces from Word or a browser say nothing."""
    found = read(typed(blank, "13", "fact", "value", " satu\u00a0dua\u00adtiga\u200b_x000D_\nempat "))
    assert found.entries == (Response(opd=LEAD, item="13", fact="satu duatiga\nempat"),)


KEY_FAULTS: list[tuple[Callable[[Workbook], object], str]] = [
    (
        lambda book: setattr(book["13"]["E60"], "value", "Surat"),
        "lembar 13, sel E60: baris ini bukan baris isian",
    ),
    (lambda book: book.remove(book["13"]), "lembar 13: lembar ini tidak ada lagi"),
    (lambda book: book.copy_worksheet(book["13"]), "lembar 13 Copy: lembar ini salinan lembar 13"),
    (
        lambda book: book["13"].delete_rows(place(book["13"], "I13-L2-01", "value")[0]),
        "lembar 13: baris 'Syarat 2.1' tidak ada lagi",
    ),
    (
        lambda book: book["13"].delete_rows(place(book["13"], "fact", "value")[0]),
        "lembar 13: baris 'Fakta' tidak ada lagi",
    ),
    (
        lambda book: setattr(book["13"]["A40"], "value", "I13-L2-01"),
        "lembar 13, baris 40: baris ini salinan baris",
    ),
    (
        lambda book: setattr(book["13"]["A40"], "value", "I16-L3-01"),
        "lembar 13, baris 40: kunci 'I16-L3-01' tidak termasuk lembar ini",
    ),
    (
        lambda book: setattr(book["13"]["A1"], "value", "sheet:20"),
        "lembar 13: lembar ini tidak termasuk yang dibagikan",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), KEY_FAULTS)
def test_sheets_and_rows_that_went_or_came_are_told(
    change: Callable[[Workbook], object], sentence: str, read: Read, blank: bytes
) -> None:
    """Nothing is taken as emptied that was cut away, and nothing read twice."""
    assert any(sentence in told for told in refused(read, edited(blank, change)))


def test_an_indicator_that_moved_to_another_opd_is_told_only_when_touched(
    cycle: Cycle, edition: Instrument, blank: bytes
) -> None:
    """Who no longer leads may hand in the rest, but no new answer to it."""
    moved = dataclasses.replace(cycle, leads={**cycle.leads, 13: "dinkes"}, concerned={})
    assert read_questionnaire(blank, "isian.xlsx", moved, edition).entries == ()
    touched = fill(blank, entries=[Response(opd=LEAD, item="13", fact="baru")])
    with pytest.raises(InputError, match=r"lembar 13: isian ini tidak \(lagi\) menjadi tugas"):
        read_questionnaire(touched, "isian.xlsx", moved, edition)


@pytest.mark.parametrize(
    ("level", "span"),
    [
        ("7/6", Span.exactly(Fraction(7, 6))),
        ("1,17", Span(Fraction("1.165"), Fraction("1.175"), open_end=True)),
        (3, Span.exactly(3)),
        (1.17, Span(Fraction("1.165"), Fraction("1.175"), open_end=True)),
    ],
)
def test_an_edition_with_fractions_takes_fractions(level: object, span: Span, cycle: Cycle) -> None:
    """The level cell takes what an assessment file takes, and gives it back the same."""
    edition = load_edition("permenpanrb-8-2026")
    newer = dataclasses.replace(cycle, edition=edition.code, leads={1: LEAD}, services={}, concerned={})
    content = questionnaire_template(newer, edition, newer.opd(LEAD), Records())
    found = read_questionnaire(typed(content, "1", "level", "value", level), "isian.xlsx", newer, edition)
    assert found.entries == (Response(opd=LEAD, item="1", level=span),)
    again = questionnaire_template(newer, edition, newer.opd(LEAD), recorded(found.entries))
    assert read_questionnaire(again, "isian.xlsx", newer, edition).entries == ()


@pytest.mark.failure(21)
def test_an_edition_without_requirements_asks_for_levels_by_legal_number(cycle: Cycle) -> None:
    """Each service of indicator 35 has its own sheet, level 0 is a level, and ticks are not asked for."""
    edition = load_edition("permenpanrb-5-2018")
    old = dataclasses.replace(cycle, edition=edition.code, leads={35: LEAD}, services={}, concerned={})
    proof = EvidenceReference(title="Laporan")
    entries = tuple(
        Response(opd=LEAD, item=code, level=Span.exactly(level), fact="ada", evidence=(proof,))
        for level, code in enumerate(("35a", "35b", "35c"))
    )
    content = fill(questionnaire_template(old, edition, old.opd(LEAD), Records()), entries=entries)
    found = read_questionnaire(content, "isian.xlsx", old, edition)
    assert found.entries == entries
    assert found.questions == ()


def test_the_workbook_is_read_as_openpyxl_wrote_it(blank: bytes) -> None:
    """The helpers of these tests find the cells that people would fill in."""
    sheet = load_workbook(io.BytesIO(blank))["13"]
    row, column = place(sheet, "I13-L2-01", "value")
    assert sheet.cell(row, 2).value == "Syarat 2.1"
    assert column == 4
