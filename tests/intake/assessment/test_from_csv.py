"""The values of a stage from CSV: what people save in a spreadsheet, and what must be refused."""

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.errors import InputError
from spbe_lib.figures import Span
from spbe_lib.intake.assessment.from_csv import AssessmentFile, read_assessment_csv
from spbe_lib.law.editions import load_edition
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle

NAME = "nilai.csv"
LEVELS = ["", "1", "2", "3", "4", "5"]
CODES = [item.code for item in load_edition("permenpanrb-59-2020").items]


def read(content: str | bytes, edition: str = "permenpanrb-59-2020") -> AssessmentFile:
    """Read a file for a made-up cycle."""
    cycle = Cycle(name="uji", government="Pemerintah Kabupaten Contoh", year=2024, edition=edition)
    given = content.encode() if isinstance(content, str) else content
    return read_assessment_csv(given, NAME, cycle, load_edition(edition), Stage.MANDIRI, source="uji")


def told(content: str | bytes, edition: str = "permenpanrb-59-2020") -> str:
    """The refusal of a file."""
    with pytest.raises(InputError) as refusal:
        read(content, edition)
    return str(refusal.value)


def test_a_file_gives_values_notes_and_recommendations() -> None:
    """Every column lands in its place, and the stage is named."""
    found = read("item,level,note,recommendation\n1,4,sudah diperiksa,tetapkan\n13,2,,\n").assessment

    assert found.values == {"1": Span.exactly(4), "13": Span.exactly(2)}
    assert found.notes == {"1": "sudah diperiksa"}
    assert found.recommendations == {"1": "tetapkan"}
    assert (found.edition, found.year, found.stage, found.source) == (
        "permenpanrb-59-2020",
        2024,
        Stage.MANDIRI,
        "uji",
    )


@pytest.mark.failure(3)
def test_an_empty_level_is_not_assessed() -> None:
    """It is no zero and no level 1; what is written beside it is kept."""
    found = read("item,level,note\n1,,menunggu bukti\n2,3,\n").assessment

    assert found.values == {"2": Span.exactly(3)}
    assert found.notes == {"1": "menunggu bukti"}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "head", [("item", "level", "note"), ("Butir", "Tingkat", "Alasan"), ("indikator", "NILAI", "catatan")]
)
def test_separator_and_names_are_those_of_the_head_line(separator: str, head: tuple[str, ...]) -> None:
    """Indonesian Excel writes semicolons, and people write Indonesian heads."""
    found = read(f"{separator.join(head)}\r\n{separator.join(('7', '5', 'baik'))}\r\n").assessment

    assert found.values == {"7": Span.exactly(5)}
    assert found.notes == {"7": "baik"}


def test_columns_may_stand_in_any_order() -> None:
    """A head says what its column is, its place does not."""
    assert read("rekomendasi;tingkat;butir\nulangi;3;8\n").assessment.values == {"8": Span.exactly(3)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_text_comes_in_the_encodings_that_excel_writes(encoding: str) -> None:
    """With and without byte order mark, and the one of Windows."""
    found = read("item;level;note\n1;4;“naskah” – café\n".encode(encoding)).assessment

    assert found.notes == {"1": "“naskah” – café"}


def test_a_note_of_several_lines_is_one_paragraph() -> None:
    """As in an assessment file; the lines after it keep their numbers."""
    text = told('item,level,note\n1,4,"satu\ndua"\n2,9,\n')

    assert "nilai.csv baris 4 (level)" in text
    assert read('item,level,note\n1,4,"satu\r\n dua"\n').assessment.notes == {"1": "satu dua"}


def test_services_keep_their_letters() -> None:
    """35a, 35b and 35c of 5/2018, also in capitals."""
    found = read("item,level\n35a,3\n35B,4\n", "permenpanrb-5-2018").assessment

    assert found.values == {"35a": Span.exactly(3), "35b": Span.exactly(4)}


def test_an_edition_with_fractions_takes_fractions_and_printed_figures() -> None:
    """7/6 is exact; 1,17 keeps the half unit that rounding hid."""
    found = read('item,level\n1,7/6\n2,"1,17"\n3,1.17\n4,2\n', "permenpanrb-8-2026").assessment
    rounded = Span(Fraction("1.165"), Fraction("1.175"), open_end=True)

    assert found.values == {
        "1": Span.exactly(Fraction(7, 6)),
        "2": rounded,
        "3": rounded,
        "4": Span.exactly(2),
    }


def test_all_faults_of_all_rows_are_told_at_once() -> None:
    """Each with its line and column, what is allowed and what to do."""
    text = told('item,level\n1,6\n2,"4,5"\n3,baik\n48,3\n5,4\n5,3\n6,=1+3\n,2\n')

    allowed = "Yang boleh: angka bulat 1 sampai 5. Kosongkan bila belum dinilai."
    rows = "Isi nomor butir atau hapus baris ini."

    assert text.splitlines() == [
        f"nilai.csv baris 2 (level): '6' bukan tingkat yang dikenal. {allowed}",
        f"nilai.csv baris 3 (level): '4,5' bukan tingkat yang dikenal. {allowed}",
        f"nilai.csv baris 4 (level): 'baik' bukan tingkat yang dikenal. {allowed}",
        "nilai.csv baris 5 (item): PermenPANRB 59/2020 tidak mempunyai butir '48'. Yang boleh: 1 sampai 47.",
        "nilai.csv baris 7 (item): butir 5 sudah tertulis di nilai.csv baris 6. Hapus salah satunya.",
        f"nilai.csv baris 8 (level): '=1+3' adalah rumus, bukan tingkat. {allowed}",
        f"nilai.csv baris 9 (item): baris ini berisi, tetapi butirnya tidak disebut. {rows}",
    ]


@pytest.mark.parametrize(
    ("content", "place", "fact"),
    [
        ("", "nilai.csv", "berkas ini kosong"),
        ("\n\n;;;\n", "nilai.csv", "berkas ini kosong"),
        ("item,level\n", "nilai.csv", "belum ada satu baris pun"),
        ("item,note\n1,baik\n", "baris 1 (level)", "kolom ini tidak ada"),
        ("level,note\n1,baik\n", "baris 1 (item)", "kolom ini tidak ada"),
        ("item,level,catatn\n1,2,x\n", "baris 1 (catatn)", "tidak dikenal"),
        ("item,level,note,alasan\n1,2,x,y\n", "baris 1 (alasan)", "tertulis dua kali"),
        ("item,level\n1,2,lebih\n", "baris 2", "lebih banyak kolom"),
        ("item,level,\n1,2,lebih\n", "baris 2", "lebih banyak kolom"),
        ('item,level\n1,"2\n', "baris 2", "tanda kutip"),
        (b"item,level\n1,2\0\n", "nilai.csv", "byte NUL"),
        ("item,level\n1,2\n".encode("utf-16"), "nilai.csv", "byte NUL"),
        (b"PK\x03\x04item,level\n1,2\n", "nilai.csv", "bukan teks CSV"),
        (b"item,level,note\n1,2,\x81\x8d\n", "nilai.csv", "bukan teks CSV"),
        ("item,level,note\n1,2,a\u202eb\n", "baris 2 (note)", "tanda kendali"),
        ("item,level,note\n1,2," + "x" * 40_000 + "\n", "baris 2 (note)", "terlalu panjang"),
        ("item,level\n" + "1,2\n" * 10_001, "nilai.csv", "lebih dari 10000 baris"),
    ],
)
def test_what_is_no_table_of_values_is_refused_with_its_place(
    content: str | bytes, place: str, fact: str
) -> None:
    """Place first, one fact; never a traceback."""
    text = told(content)

    assert place in text
    assert fact in text


def test_rows_that_a_spreadsheet_leaves_empty_are_no_fault() -> None:
    """Also a hundred thousand of them, above and below what is written."""
    content = "\n" * 3 + "item;level;;\n" + ";;;\n" * 50_000 + "1;4;;\n" + ";;;\n" * 50_000

    assert read(content).assessment.values == {"1": Span.exactly(4)}


def test_a_formula_in_a_note_is_only_text() -> None:
    """Nothing is computed, nothing is lost."""
    text = '=HYPERLINK("http://contoh.invalid";"x")'

    assert read('item,level,note\n1,4,"' + text.replace('"', '""') + '"\n').assessment.notes == {"1": text}


@given(
    levels=st.dictionaries(st.sampled_from(CODES), st.sampled_from(["", "1", "2", "3", "4", "5"]), min_size=1)
)
def test_what_is_written_is_what_is_read(levels: dict[str, str]) -> None:
    """Whole levels of any items in any order."""
    rows = "".join(f"{code};{level}\n" for code, level in levels.items())
    found = read(f"butir;tingkat\n{rows}").assessment

    assert found.values == {code: Span.exactly(int(level)) for code, level in levels.items() if level}


@given(content=st.binary(max_size=200))
def test_no_file_makes_the_reader_stumble(content: bytes) -> None:
    """Whatever the bytes: values, or a refusal in words."""
    with contextlib.suppress(InputError):
        found = read(b"item,level\n" + content)
        assert isinstance(found, AssessmentFile)
