"""Answers as one table, from the programs that people have: what is taken, how, and what is refused where."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import Span
from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.intake.intake import receive_questionnaire
from spbe_lib.intake.long_csv import read_answers_csv
from spbe_lib.intake.questionnaire import Questionnaire
from spbe_lib.intake.readers import read_answers
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Answer, Entry, EvidenceReference, Response, ScopeFact
from spbe_lib.records.register import Cycle, Opd
from tests.intake.conftest import LEAD
from tests.intake.desks import (
    ITEM,
    OPD,
    RETURNED,
    copy_register,
    decide,
    desk_in,
    later,
    refusal,
    saying,
    sent,
    state,
    template,
)
from tests.intake.filling import fill
from tests.intake.office import through_office

HEAD = ("OPD", "Indikator", "Tingkat", "Justifikasi", "Data dukung")
ROWS = (
    (LEAD, "3", "2", 'Peta rencana; "final", ditetapkan', "Perbup 12"),
    (LEAD, "13", "3", "RKA dibahas\nbersama Tim – lengkap", "Berita acara"),
    ("dinkes", "20", "1", "Baru direncanakan", ""),
)
ANSWERS = {
    (LEAD, "3"): Response(
        opd=LEAD,
        item="3",
        level=Span.exactly(2),
        justification='Peta rencana; "final", ditetapkan',
        evidence=(EvidenceReference(title="Perbup 12"),),
    ),
    (LEAD, "13"): Response(
        opd=LEAD,
        item="13",
        level=Span.exactly(3),
        justification="RKA dibahas\nbersama Tim – lengkap",
        evidence=(EvidenceReference(title="Berita acara"),),
    ),
    ("dinkes", "20"): Response(
        opd="dinkes", item="20", level=Span.exactly(1), justification="Baru direncanakan"
    ),
}
"""What the rows above say, whatever program wrote them."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of the example where nothing was handed in yet."""
    with desk_in(copy_register(tmp_path)) as made:
        yield made


@pytest.fixture
def read(cycle: Cycle, edition: Instrument) -> "Reader":
    """Read a table for the small cycle."""
    return Reader(cycle, edition)


class Reader:
    """The reader for one cycle, and what it says."""

    def __init__(self, cycle: Cycle, edition: Instrument) -> None:
        self.cycle, self.edition = cycle, edition

    def __call__(self, content: str | bytes) -> tuple[Questionnaire, ...]:
        """What a table gives."""
        raw = content.encode() if isinstance(content, str) else content
        return read_answers_csv(raw, "jawaban.csv", self.cycle, self.edition)

    def entries(self, content: str | bytes) -> dict[tuple[str, str], Entry]:
        """The answers of a table by OPD and topic."""
        return {(each.opd, each.topic): each for part in self(content) for each in part.entries}

    def told(self, content: str | bytes) -> list[str]:
        """Every fault of a table, without the file's name; fails when it is taken."""
        try:
            self(content)
        except InputError as refused:
            return [str(each).removeprefix("jawaban.csv ") for each in refused.problems]
        raise AssertionError(content)

    def understood(self, content: str | bytes) -> list[str]:
        """What was taken for what, without the file's name."""
        parts = self(content)
        return [str(each).removeprefix("jawaban.csv ") for part in parts for each in part.understood]


def written(rows: Sequence[Sequence[str]], delimiter: str = ";") -> str:
    """A table as Python's own writer makes it."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """A sheet with these rows, figures as figures."""
    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(content)
    return content.getvalue()


# What programs write


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_delimiter_in_every_encoding_says_the_same(read: Reader, delimiter: str, encoding: str) -> None:
    """Excel in Indonesia, Excel elsewhere, "CSV UTF-8" and "Unicode text"."""
    assert read.entries(written([HEAD, *ROWS], delimiter).encode(encoding)) == ANSWERS


@pytest.mark.parametrize("filter_options", ["59,34,76", "44,34,76", "9,34,65535", "59,34,1,,0,false,true"])
def test_a_sheet_saved_by_libreoffice_as_csv_is_taken(
    read: Reader, tmp_path: Path, filter_options: str
) -> None:
    """Semicolons in UTF-8, commas, tabs in UTF-16, and semicolons in the encoding of Windows."""
    kind = f"csv:Text - txt - csv (StarCalc):{filter_options}"

    assert read.entries(through_office(workbook([HEAD, *ROWS]), tmp_path, kind)) == ANSWERS


def test_a_table_saved_by_pandas_for_windows_is_taken(read: Reader, tmp_path: Path) -> None:
    """With its index in a column without a head left away, and empty cells where nothing stands."""
    file = tmp_path / "jawaban.csv"
    pd.DataFrame(ROWS, columns=HEAD).to_csv(file, sep=";", encoding="cp1252", index=False)

    assert read.entries(file.read_bytes()) == ANSWERS


@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r"])
def test_what_a_spreadsheet_adds_by_itself_is_no_fault(read: Reader, breaks: str) -> None:
    """The line that names the delimiter, trailing columns, empty rows above, between and below."""
    lines = [
        "sep=;",
        ";;;;",
        "OPD;Indikator;Tingkat;;",
        "dinkes;20;1;;",
        ";;;;",
        f"{LEAD};13;3;;",
        ";;;;",
        "",
    ]
    found = read(breaks.join(lines))

    assert [each.level for part in found for each in part.entries if isinstance(each, Response)] == [
        Span.exactly(1),
        Span.exactly(3),
    ]
    assert [dict(part.places) for part in found] == [{"20": "baris 4"}, {"13": "baris 6"}]


@pytest.mark.parametrize(
    "head",
    [
        "level,evidence,OPD,justification,indicator",
        "LEVEL,Bukti,Perangkat_Daerah,alasan,nomor indikator",
        "Tingkat (1-5),data_dukung,kode opd, Penjelasan ,INDIKATOR",
        "nilai,Data Dukung,Nama OPD,Justifikasi  Tingkat,Item",
    ],
)
def test_columns_stand_in_any_order_under_the_names_that_people_use(read: Reader, head: str) -> None:
    """Indonesian and English, whatever capitals, blanks, underscores, and hints in brackets."""
    assert read.entries(f"{head}\n1,,dinkes,Baru direncanakan,20\n") == {
        ("dinkes", "20"): ANSWERS["dinkes", "20"]
    }


# What is taken, and how


@pytest.mark.failure(21)
@pytest.mark.parametrize(
    "typed", ["13", "Indikator 13", "indikator 13", " 13 ", "I13", "013", "13.0", "Ind. 13"]
)
def test_an_indicator_is_meant_by_its_legal_number(read: Reader, typed: str) -> None:
    """Never by the place of a row; also as pandas writes a number beside empty cells."""
    assert list(read.entries(f"OPD;Indikator;Tingkat\n{LEAD};{typed};3\n")) == [(LEAD, "13")]


def test_an_indicator_may_carry_its_name(read: Reader, edition: Instrument) -> None:
    """Name alone, or behind the number; another's name behind a number is refused."""
    name, other = (edition.indicator(number).name for number in (13, 3))

    for typed in (name, f"13. {name}", f"13 - {name.upper()}"):
        assert list(read.entries(written([HEAD[:3], (LEAD, typed, "3")]))) == [(LEAD, "13")]
    (told,) = read.told(written([HEAD[:3], (LEAD, f"13. {other}", "3")]))
    assert "nomor dan namanya tidak cocok" in told


@pytest.mark.failure(31)
def test_services_of_an_indicator_keep_their_letters(cycle: Cycle) -> None:
    """35a, 35b and 35c of 5/2018; the number alone does not say which is meant."""
    old = load_edition("permenpanrb-5-2018")
    small = Cycle(name="lama", government="X", year=2019, edition=old.code, opds=cycle.opds, leads={35: LEAD})
    read = Reader(small, old)

    assert list(read.entries(f"OPD;Indikator;Tingkat\n{LEAD};35a;3\n{LEAD};Indikator 35 B;2\n")) == [
        (LEAD, "35a"),
        (LEAD, "35b"),
    ]
    (told,) = read.told(f"OPD;Indikator;Tingkat\n{LEAD};35;3\n")
    assert told == (
        "baris 2 (Indikator): indikator 35 dijawab menurut layanannya. Yang boleh: 35a, 35b, 35c."
    )


@pytest.mark.parametrize("typed", ["dinkes", "DINKES", "Dinas Kesehatan", "dinas  kesehatan "])
def test_an_opd_is_meant_by_code_or_exact_name(read: Reader, typed: str) -> None:
    """Codes know no case; a name is its own, but for capitals and blanks."""
    assert list(read.entries(f"OPD;Indikator;Tingkat\n{typed};20;1\n")) == [("dinkes", "20")]


def test_code_and_name_side_by_side_must_agree(read: Reader) -> None:
    """A row that was dragged down in one column only is not booked to either."""
    head = "Kode OPD;Nama OPD;Indikator;Tingkat\n"

    assert list(read.entries(f"{head}dinkes;Dinas Kesehatan;20;1\n")) == [("dinkes", "20")]
    assert read.told(f"{head}{LEAD};Dinas Kesehatan;13;1\n") == [
        "baris 2 (Nama OPD): nama ini bukan nama OPD diskominfo. Betulkan kode atau namanya."
    ]


def test_another_spelling_is_taken_and_shown_back(read: Reader) -> None:
    """Each once, at its first place; what was ours already is not told."""
    table = f"OPD;Indikator;Syarat;Terpenuhi;Tingkat\n{LEAD};I13;2,1;x;3,0\n{LEAD};13;Syarat 2.2;YA;Level 3\n"

    assert read.understood(table) == [
        "baris 2 (Indikator): 'I13' dibaca sebagai indikator 13.",
        "baris 2 (Syarat): '2,1' dibaca sebagai Syarat 2.1.",
        "baris 2 (Tingkat): '3,0' dibaca sebagai tingkat 3.",
        "baris 2 (Terpenuhi): 'x' dibaca sebagai 'ya'.",
        "baris 3 (Tingkat): 'Level 3' dibaca sebagai tingkat 3.",
    ]


def test_further_lines_add_requirements_and_evidence(read: Reader) -> None:
    """By code, by label, or by code alone; the same document for the same requirement is one."""
    table = (
        "OPD;Indikator;Syarat;Terpenuhi;Data dukung;Nomor;Tanggal;Halaman;Fakta\n"
        f"{LEAD};13;I13-L2-02;ya;DPA;12/2027;3 Mei 2027;4;Ada.\n"
        f"{LEAD};13;Syarat 2.1;ya;RKA;;;;\n"
        f"{LEAD};;I13-L3-01;tidak;;;;;\n"
        f"{LEAD};13;;;Foto;;;;Ada.\n"
        f"{LEAD};13;2.1;;RKA;;;;\n"
    )

    assert read.entries(table) == {
        (LEAD, "13"): Response(
            opd=LEAD,
            item="13",
            ticked=frozenset({"I13-L2-01", "I13-L2-02"}),
            fact="Ada.",
            evidence=(
                EvidenceReference(title="RKA", requirement="I13-L2-01"),
                EvidenceReference(
                    title="DPA", number="12/2027", dated="3 Mei 2027", page="4", requirement="I13-L2-02"
                ),
                EvidenceReference(title="Foto"),
            ),
        )
    }
    assert read.understood(table)[-1] == (
        "baris 6 (Data dukung): 'RKA' dibaca sebagai data dukung yang sama dengan baris 3."
    )


@pytest.mark.parametrize("cell", ["A; B |C", "A\nB\n\nC", "A;B;C;"])
def test_several_documents_in_one_cell_are_several(read: Reader, cell: str) -> None:
    """Line by line or between signs, with as many numbers as documents; shown back as what they became."""
    table = written([(*HEAD[:2], "Bukti", "Nomor"), (LEAD, "13", cell, "1\n2;3")])
    (answer,) = read.entries(table).values()

    assert isinstance(answer, Response)
    assert [(each.title, each.number) for each in answer.evidence] == [("A", "1"), ("B", "2"), ("C", "3")]
    assert "dibaca sebagai 3 data dukung: A | B | C" in read.understood(table)[0]


def test_shared_obligations_are_answered_by_requirement(read: Reader) -> None:
    """Yes, no, not applicable, with a remark and proof; by any OPD, also one that leads the indicator."""
    head = "OPD;Indikator;Syarat;Jawaban;Keterangan;Data dukung\n"
    found = read.entries(
        f"{head}dinkes;;I13-L3-01;ya;;DPA\ndinkes;13;I13-L3-01;;;RKA\n"
        f"{LEAD};13;;tidak;Baru 2028.;\n{LEAD};16;;n/a;Tidak ada pusat data.;\n"
    )

    proofs = (EvidenceReference(title="DPA"), EvidenceReference(title="RKA"))
    assert found == {
        ("dinkes", "I13-L3-01"): ScopeFact(
            opd="dinkes", requirement="I13-L3-01", answer=Answer.YES, evidence=proofs
        ),
        (LEAD, "I13-L3-01"): ScopeFact(
            opd=LEAD, requirement="I13-L3-01", answer=Answer.NO, note="Baru 2028."
        ),
        (LEAD, "I16-L3-01"): ScopeFact(
            opd=LEAD,
            requirement="I16-L3-01",
            answer=Answer.NOT_APPLICABLE,
            note="Tidak ada pusat data.",
        ),
    }


def test_a_line_without_an_answer_leaves_everything_as_it_is(read: Reader) -> None:
    """A list of all indicators of which two are filled in answers two, and empties none."""
    table = f"OPD;Indikator;Tingkat;Bukti\n{LEAD};3;;\n{LEAD};13;2;\n{LEAD};45;;SK\ndinkes;1;;\n"

    assert list(read.entries(table)) == [(LEAD, "13"), (LEAD, "45")]


def test_columns_for_the_eye_are_told_as_not_read(read: Reader) -> None:
    """A running number and the indicator's name say nothing that we ask."""
    table = f"No;OPD;Indikator;Nama Indikator;Tingkat\n1;{LEAD};13;apa saja;2\n"

    assert list(read.entries(table)) == [(LEAD, "13")]
    assert read.understood(table) == [
        "jawaban.csv, baris judul: tidak dibaca, karena bukan jawaban: No, Nama Indikator."
    ]


@pytest.mark.failure(12)
@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x.example","y")', "<script>alert(1)</script>", "@a", "-3"]
)
def test_a_text_that_would_like_to_act_stays_a_text(read: Reader, text: str) -> None:
    """Nothing is computed, nothing is lost."""
    (answer,) = read.entries(written([HEAD[:2] + HEAD[3:4], (LEAD, "13", text)])).values()

    assert isinstance(answer, Response)
    assert answer.justification == text


def test_a_level_beside_ticks_that_say_otherwise_is_asked_about(read: Reader) -> None:
    """As in the Kuesioner: a question, and the ticks count."""
    (part,) = read(f"OPD;Indikator;Tingkat;Syarat;Terpenuhi\n{LEAD};13;4;2.1;ya\n")

    assert [each.where for each in part.questions] == ["jawaban.csv baris 2 (Tingkat)"]
    assert "Mana yang benar?" in part.questions[0].what


def test_figures_that_a_spreadsheet_changed_are_asked_about_or_refused(read: Reader) -> None:
    """A page that became a day can be asked for; digits that are gone cannot come back."""
    head = "OPD;Indikator;Bukti;Nomor;Halaman\n"
    (part,) = read(f"{head}{LEAD};13;SK;188/2/2027;01-Mar\n")

    assert [each.where for each in part.questions] == ["jawaban.csv baris 2 (Halaman)"]
    (told,) = read.told(f"{head}{LEAD};13;SK;1,98E+17;\n")
    assert told.startswith("baris 2 (Nomor): '1,98E+17' angka yang disingkat")


# What is refused


def test_all_faults_of_all_lines_are_told_at_once(read: Reader) -> None:
    """Each with its line and column, what is allowed, and what to do; none beyond them."""
    table = (
        "OPD;Indikator;Tingkat;Justifikasi\n"
        "dinkess;20;1;\n"
        "dinkes;13;2;\n"
        "dinkes;1;2;\n"
        f"{LEAD};48;3;\n"
        f"{LEAD};13;4,5;\n"
        f"{LEAD};13;=1+2;\n"
        f"{LEAD};13;@SUM;\n"
        f"{LEAD};13;01-Mar;\n"
        f"{LEAD};13;3/4/2027;\n"
        f"{LEAD};13;3-4;\n"
        ";13;3;\n"
        f"{LEAD};;3;\n"
        "dprd;13;3;\n"
        f"{LEAD};13;#N/A;\n"
        f"{LEAD};13;;a\u202eb\n"
        f"{LEAD};13;;{'x' * 32_001}\n"
    )
    whole = "Yang boleh: angka bulat 1 sampai 5. Kosongkan bila belum dijawab."
    wanted = [
        "baris 2 (OPD): OPD 'dinkess' tidak dikenal. Maksudnya 'dinkes'?",
        "baris 3 (Indikator): Dinas Kesehatan bukan pengampu indikator 13. Pengampunya Dinas Komunikasi &",
        "baris 4 (Indikator): belum ada OPD pengampu untuk indikator 1. Lengkapi dahulu assignments.csv.",
        "baris 5 (Indikator): PermenPANRB 59/2020 tidak mempunyai indikator '48'. Yang boleh: 1 sampai 47.",
        f"baris 6 (Tingkat): '4,5' bukan tingkat. {whole}",
        f"baris 7 (Tingkat): '=1+2' adalah rumus, bukan tingkat. {whole}",
        f"baris 8 (Tingkat): '@SUM' adalah rumus, bukan tingkat. {whole}",
        f"baris 9 (Tingkat): '01-Mar' adalah tanggal, bukan tingkat. {whole}",
        f"baris 10 (Tingkat): '3/4/2027' adalah tanggal, bukan tingkat. {whole}",
        f"baris 11 (Tingkat): '3-4' bukan tingkat. {whole}",
        "baris 12 (OPD): OPD belum disebut. Isi kode atau nama OPD, atau hapus baris ini.",
        "baris 13 (Indikator): indikator belum disebut. Isi nomor indikator, atau kode syarat",
        "baris 14 (OPD): 'dprd' ialah OPD yang tidak mengisi. Pakai kode OPD yang menjawab.",
        "baris 15 (Tingkat): sel ini berisi galat lembar kerja #N/A. Betulkan di lembar asalnya",
        "baris 16 (Justifikasi): ada tanda tak terlihat yang mengendalikan atau membalik teks (U+202E).",
        "baris 17 (Justifikasi): teks ini 32001 huruf, terlalu panjang. Yang boleh: sampai 32000 huruf.",
    ]

    told = read.told(table)
    assert [each[: len(start)] for each, start in zip(told, wanted, strict=True)] == wanted


def test_a_line_with_two_faults_tells_both(read: Reader) -> None:
    """Nobody learns of the second one only when the first is mended."""
    table = "OPD;Indikator;Syarat;Terpenuhi;Tingkat;Jawaban\nx;99;2.1;entah;4,5;mungkin\n"

    assert [each.split(":")[0] for each in read.told(table)] == [
        f"baris 2 ({column})" for column in ("OPD", "Indikator", "Tingkat", "Terpenuhi", "Jawaban")
    ]


def test_an_opd_whose_name_was_misspelt_is_guessed_at(read: Reader) -> None:
    """By name as well as by code."""
    (told,) = read.told("OPD;Indikator;Tingkat\nDinas Kesehatn;20;1\n")

    assert told == "baris 2 (OPD): OPD 'Dinas Kesehatn' tidak dikenal. Maksudnya 'dinas kesehatan'?"


def test_a_name_that_two_opds_bear_is_not_guessed(cycle: Cycle, edition: Instrument) -> None:
    """Only the code tells them apart."""
    twin = Opd(code="dinkes-2", name="Dinas Kesehatan", kind="dinas")
    small = Cycle(
        name="kembar",
        government="X",
        year=2027,
        edition=edition.code,
        opds=(*cycle.opds, twin),
        leads={20: "dinkes"},
    )

    (told,) = Reader(small, edition).told("OPD;Indikator;Tingkat\nDinas Kesehatan;20;1\n")
    assert "nama beberapa OPD. Pakai kode OPD yang menjawab" in told


@pytest.mark.parametrize(
    ("head", "first", "second", "column"),
    [
        ("Tingkat", "3", "4", "Tingkat"),
        ("Justifikasi", "baik", "Baik sekali", "Justifikasi"),
        ("Syarat;Terpenuhi", "2.1;ya", "I13-L2-01;tidak", "Terpenuhi"),
        ("Jawaban", "ya", "tidak berlaku", "Jawaban"),
        ("Fakta", "a", "b", "Fakta"),
    ],
)
def test_two_lines_that_contradict_each_other_are_both_named(
    read: Reader, head: str, first: str, second: str, column: str
) -> None:
    """Nothing is silently chosen; saying the same twice is no contradiction."""
    start = f"OPD;Indikator;{head}\n{LEAD};13;{first}\n{LEAD};13;{first}\n"
    read(start)
    (told,) = read.told(f"{start}{LEAD};13;{second}\n")

    assert told.startswith(f"baris 4 ({column}): ")
    assert "bertentangan dengan baris 2. Samakan keduanya" in told


@pytest.mark.parametrize(
    ("head", "line", "place", "fact"),
    [
        ("Terpenuhi", "13;ya", "(syarat)", "syarat mana yang terpenuhi belum disebut"),
        ("Syarat;Terpenuhi", "13;2.1;sebagian", "(Terpenuhi)", "'sebagian' bukan centang"),
        ("Syarat;Terpenuhi", "13;I20-L2-01;ya", "(Syarat)", "indikator 13 tidak mempunyai syarat"),
        ("Syarat;Terpenuhi", ";apa saja;ya", "(Syarat)", "bukan kode syarat"),
        ("Jawaban", "13;mungkin", "(Jawaban)", "'mungkin' bukan jawaban"),
        ("Jawaban", "3;ya", "(Jawaban)", "indikator 3 tidak memuat kewajiban bersama"),
        ("Syarat;Jawaban", "13;2.1;ya", "(Syarat)", "syarat I13-L2-01 bukan kewajiban bersama"),
        ("Jawaban;Tingkat", "13;ya;3", "(Tingkat)", "kolom ini untuk jawaban OPD pengampu"),
        ("Keterangan", "13;Sudah.", "(Keterangan)", "keterangan hanya untuk kewajiban bersama"),
        ("Bukti;Nomor", "13;;12", "(Nomor)", "judul data dukungnya masih kosong"),
        ("Bukti;Nomor", '13;"A|B";12', "(Nomor)", "2 data dukung di baris ini, tetapi 1 isian"),
        ("Tingkat", "13;3;lebih", "2:", "lebih banyak kolom daripada judulnya"),
        ("Tingkat", '13;"3', "2:", "tanda kutip tidak berpasangan"),
    ],
)
def test_what_does_not_fit_together_is_refused_at_its_column(
    read: Reader, head: str, line: str, place: str, fact: str
) -> None:
    """One sentence each."""
    (told,) = read.told(f"OPD;Indikator;{head}\n{LEAD};{line}\n")

    assert told.startswith(f"baris 2 {place}" if place.startswith("(") else f"baris {place}")
    assert fact in told


@pytest.mark.failure(26)
def test_a_password_is_refused_and_repeated_nowhere(read: Reader) -> None:
    """In any column, also where the head line was forgotten; told is where it stands and belongs."""
    for column in HEAD:
        cells = dict(zip(HEAD, (LEAD, "13", "", "", ""), strict=True)) | {column: "kata sandi: rahasia7"}
        told = read.told(written([HEAD, list(cells.values())]))
        assert [each.split(":")[0] for each in told] == [f"baris 2 ({column})"]
        assert "rahasia7" not in told[0]
    told = read.told(f"{LEAD};13;kata sandi: rahasia7\n")
    assert "rahasia7" not in "".join(told)


@pytest.mark.failure(8)
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "berkas ini kosong"),
        (b"\r\n;;;\r\n", "berkas ini kosong"),
        (b"OPD;Indikator;Tingkat\n", "tidak ada satu jawaban pun"),
        (b"OPD;Indikator;Tingkat\ndinkes;20;\n", "tidak ada satu jawaban pun"),
        (b"OPD;Indikator\ndinkes;20\n", "belum ada kolom jawaban"),
        (b"Indikator;Tingkat\n20;1\n", "baris 1 (OPD): kolom ini tidak ada di baris judul"),
        (b"OPD;Tingkat\ndinkes;1\n", "baris 1 (indikator): kolom ini tidak ada di baris judul"),
        (b"OPD;Indikator;Level;Nilai\ndinkes;20;1;2\n", "kolom 'Level' sudah menyatakan hal yang sama"),
        (b"OPD;Indikator;Tingkat;Warna\ndinkes;20;1;merah\n", "baris 1 (Warna): kolom ini tidak dikenal"),
        (b"PK\x03\x04 buku kerja", "isinya bukan teks CSV"),
        (b"OPD;Indikator;Tingkat\n" + b"dinkes;20;1\n" * 10_001, "lebih dari 10000 baris"),
    ],
)
def test_a_table_that_brings_nothing_is_an_error(read: Reader, content: bytes, words: str) -> None:
    """Never a receipt for nothing."""
    (told,) = read.told(content)

    assert words in told


@given(content=st.binary(max_size=200))
def test_no_file_makes_the_reader_stumble(cycle: Cycle, edition: Instrument, content: bytes) -> None:
    """Whatever the bytes: answers, or a refusal in words that begins with the file's name."""
    for start in (b"", b"OPD;Indikator;Tingkat;Syarat;Bukti\ndinkes;20;"):
        problems: tuple[Problem, ...] = ()
        try:
            read_answers(start + content, "jawaban.csv", cycle, edition)
        except InputError as refused:
            problems = refused.problems
        assert all(each.where.startswith("jawaban.csv") for each in problems)


# Through the door


def table(*levels: str) -> bytes:
    """One answer of the example's OPD, with the level given last and whatever else before it."""
    return f"OPD;Indikator;Tingkat;Fakta\n{OPD};{ITEM};{levels[-1]};{''.join(levels[:-1])}\n".encode()


def test_several_opds_in_one_table_are_one_receipt(desk: Desk, tmp_path: Path) -> None:
    """All or nothing; the file is kept under its own ending, and is nobody's alone."""
    content = written([HEAD, (OPD, ITEM, "3", "baik", ""), ("bapperida", "13", "tiga", "", "SK")]).encode()

    receipt = receive_questionnaire(desk, sent(tmp_path, content, "jawaban.CSV"))

    assert [(each.opd, each.topic) for each in receipt.changes] == [(OPD, ITEM), ("bapperida", "13")]
    assert (receipt.submission.opd, len(receipt.understood)) == (None, 1)
    kept = desk.folder / receipt.submission.kept_as
    assert kept.name.startswith("20240603T023000Z_bersama_")
    assert (kept.suffix, kept.read_bytes()) == (".csv", content)


def test_one_bad_line_among_good_ones_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    """Neither records nor kept files."""
    content = written([HEAD, (OPD, ITEM, "3", "", ""), (OPD, "13", "3", "", "")]).encode()

    told = refusal(desk, sent(tmp_path, content, "jawaban.csv"))

    assert told.startswith("jawaban.csv baris 3 (Indikator): Dinas Kesehatan bukan pengampu indikator 13.")


@pytest.mark.failure(6)
def test_the_same_table_twice_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    """The same bytes are known; the same answers in other bytes make no second row."""
    receive_questionnaire(desk, sent(tmp_path, table("3"), "a.csv"))
    before = state(desk)

    assert receive_questionnaire(later(desk), sent(tmp_path, table("3"), "b.csv")).repeated
    assert state(desk) == before
    other = table("3").replace(b";", b",").replace(b"\n", b"\r\n")
    again = receive_questionnaire(later(desk), sent(tmp_path, other, "c.csv"))

    assert (again.repeated, again.changes) == (False, ())
    assert desk.store.read().events == before[0].events


def test_what_was_recorded_before_is_replaced_as_a_whole_and_only_when_somebody_insists(
    desk: Desk, tmp_path: Path
) -> None:
    """The sentence names the line; afterwards the table's answer stands, also where it is empty."""
    receive_questionnaire(
        desk, sent(tmp_path, fill(template(desk), entries=[saying("Dari Kuesioner.")]), "a.xlsx")
    )
    second = sent(tmp_path, table("4"), "b.csv")

    told = refusal(later(desk), second)
    receive_questionnaire(later(desk), second, replacing=True)

    assert "b.csv, Dinas Kesehatan, baris 2: jawaban ini sudah diubah" in told
    assert "--replace" in told
    assert desk.store.read().responses[OPD, ITEM].content == Response(
        opd=OPD, item=ITEM, level=Span.exactly(4)
    )


def test_what_the_tim_returned_may_be_answered_by_table(desk: Desk, tmp_path: Path) -> None:
    """The OPD was asked for a new answer, so nobody has to insist."""
    receive_questionnaire(desk, sent(tmp_path, table("2"), "a.csv"))
    decide(later(desk), tmp_path, RETURNED)

    receipt = receive_questionnaire(later(desk, 10), sent(tmp_path, table("Baru.", "3"), "b.csv"))

    assert [each.version for each in receipt.changes] == [2]


def test_a_lost_database_is_made_again_from_kept_tables(desk: Desk, tmp_path: Path) -> None:
    """Workbooks and tables in the order in which they came, also those somebody insisted on."""
    receive_questionnaire(desk, sent(tmp_path, table("2"), "a.csv"))
    blank = fill(template(desk), entries=[saying("Dari Kuesioner.")])
    receive_questionnaire(later(desk), sent(tmp_path, blank, "b.xlsx"), replacing=True)
    tabbed = table("Lagi.", "4").decode().replace(";", "\t").encode("utf-16")
    receive_questionnaire(later(desk, 10), sent(tmp_path, tabbed, "c.txt"), replacing=True)
    before = desk.store.read()
    (desk.folder / "spbe.db").unlink()

    with desk_in(desk.folder) as anew:
        received = list(receive_kept(anew))

        assert [type(each) for each in received] == [Receipt] * 3
        assert anew.store.read().responses == before.responses
        assert anew.store.read().responses[OPD, ITEM].content.fact == "Lagi."
