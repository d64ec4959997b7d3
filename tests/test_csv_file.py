"""CSV files as spreadsheets write them: what is read, and what is refused in words."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.csv_file import UNICODE_TEXT, CsvFile, decoded, parse_csv, records, text_cell

COLUMNS = ("code", "name")

PRINTABLE = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)


def written(folder: Path, content: bytes) -> Path:
    """Write a CSV file."""
    path = folder / "daftar.csv"
    path.write_bytes(content)
    return path


def refusal(folder: Path, content: bytes) -> list[str]:
    """Every problem of a bad file, as text."""
    return [str(problem) for problem in parse_csv(written(folder, content), COLUMNS).problems]


@pytest.mark.parametrize(
    "content",
    [
        b"code,name\na,Dinas A\n",
        b"\xef\xbb\xbfcode;name\r\na;Dinas A\r\n",
        b"name;code;\r\nDinas A;a;\r\n;;\r\n",
        b'\r\n"code","name"\r\na , Dinas  A \r\n',
        b'code,name\na,"Dinas\r\n A"\n',
        "code,name\na,Dinas\u00a0A\n".encode(),
        b"code\tname\r\na\tDinas A\r\n",
        b"sep=;\r\ncode;name\r\na;Dinas A\r\n",
        b'\xef\xbb\xbf"sep=|"\ncode|name\na|Dinas A\n',
        b"code,name\ra,Dinas A\r",
    ],
)
def test_what_a_spreadsheet_does_by_itself_is_no_fault(tmp_path: Path, content: bytes) -> None:
    """Mark, delimiter, quotes, order, empty rows and columns, any line breaks: the same row."""
    file = parse_csv(written(tmp_path, content), COLUMNS)

    assert file.problems == []
    assert [row.cells for row in file.rows] == [{"code": "a", "name": "Dinas A"}]


def test_a_row_knows_its_line_in_the_file(tmp_path: Path) -> None:
    """Empty rows and cells of several lines are counted as an editor counts them."""
    file = parse_csv(written(tmp_path, b'code,name\na,"A\nB"\n\nb,C\n'), COLUMNS)

    assert [row.line for row in file.rows] == [2, 5]


def test_the_line_that_names_the_delimiter_is_counted(tmp_path: Path) -> None:
    """Whoever opens the file in an editor finds the row under its number."""
    file = parse_csv(written(tmp_path, b"sep=;\r\ncode;name\r\na;A\r\n"), COLUMNS)

    assert [row.line for row in file.rows] == [3]


def test_signs_inside_quotes_are_no_delimiter(tmp_path: Path) -> None:
    """A head with more commas in its words than there are semicolons."""
    file = CsvFile(tmp_path / "daftar.csv")

    assert list(records(file, '"kode, singkat, unik";nama\na;"A, B"\n')) == [
        (1, ["kode, singkat, unik", "nama"]),
        (2, ["a", "A, B"]),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_comes_in_any_encoding_that_a_spreadsheet_writes(tmp_path: Path, encoding: str) -> None:
    """Where more than UTF-8 may be, what is meant by the bytes is found."""
    file = CsvFile(tmp_path / "daftar.csv")

    assert decoded(file, "kafé – “a”".encode(encoding), UNICODE_TEXT) == "kafé – “a”"
    assert file.problems == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a;b".encode("utf-16-le"), "byte NUL"),
        ("a;b".encode("utf-32"), "byte NUL"),
        (b"PK\x03\x04", "isinya bukan teks CSV"),
        (b"%PDF-1.7", "isinya bukan teks CSV"),
        (b"\x81\x8d", "isinya bukan teks CSV"),
    ],
)
def test_what_is_no_text_is_told_from_what_is(tmp_path: Path, content: bytes, words: str) -> None:
    """UTF-16 without its mark, and files of another kind under a name of ours."""
    file = CsvFile(tmp_path / "daftar.csv")

    assert decoded(file, content, UNICODE_TEXT) is None
    assert words in str(file.problems[0])
    assert not file.whole


def test_an_optional_column_that_is_not_there_is_empty(tmp_path: Path) -> None:
    """Whoever reads the rows need not ask which columns there were."""
    file = parse_csv(written(tmp_path, b"code,name\na,A\n"), COLUMNS, optional=("parent",))

    assert file.rows[0].cells["parent"] == ""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "berkas ini kosong"),
        (b"\r\n ; \r\n", "berkas ini kosong"),
        ("code,name\na,é\n".encode("latin-1"), "bukan teks UTF-8"),
        ("code,name\na,A\n".encode("utf-16"), "bukan teks UTF-8"),
        (b"code,name\na,\0\n", "byte NUL"),
        (b"code,name\n" + b"#" * 2_000_000, "lebih besar dari 2 MB"),
        (b"code,name\n" + b"a,A\n" * 10_000, "10000 baris atau lebih"),
        (b'code,name\na,"A\nb,B\n', "daftar.csv baris 2: tanda kutip"),
        (b"code,name\na," + b"x" * 200_000, "baris 2: tanda kutip tidak berpasangan, atau satu sel"),
        ("code,name\na,A\u202eB\n".encode(), "daftar.csv baris 2: ada tanda kendali"),
        (b"code,name\na,A,B\n", "daftar.csv baris 2: ada isi di luar kolom"),
        (b"code,name,\na,A,B\n", "daftar.csv baris 2: ada isi di luar kolom"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    """One sentence that says where and what, never a traceback, and no guess at hidden rows."""
    (told,) = refusal(tmp_path, content)

    assert words in told
    assert not parse_csv(tmp_path / "daftar.csv", COLUMNS).whole


@pytest.mark.failure(15)
def test_missing_foreign_and_repeated_columns_are_all_told(tmp_path: Path) -> None:
    """A misspelt head is told together with the one that is therefore missing."""
    told = refusal(tmp_path, b"kode;code;code\na;b;c\n")

    assert len(told) == 3
    assert "baris 1 (name): kolom ini tidak ada" in told[0]
    assert "kolom 'kode' tidak dikenal. Yang boleh: code, name" in told[1]
    assert "baris 1 (code): kolom ini tertulis dua kali" in told[2]


def test_a_file_that_is_not_there_and_a_folder_are_refused_alike(tmp_path: Path) -> None:
    """What cannot be opened is told, with a hint at the spreadsheet that holds it."""
    for path in (tmp_path / "tidak-ada.csv", tmp_path):
        (problem,) = parse_csv(path, COLUMNS).problems
        assert "tutup dahulu di Excel" in str(problem)


@given(cells=st.lists(st.tuples(PRINTABLE, PRINTABLE), max_size=8), delimiter=st.sampled_from(",;\t"))
def test_what_a_spreadsheet_wrote_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str]], delimiter: str
) -> None:
    """Quotes, commas and semicolons inside a cell stay text, whatever parts the cells."""
    path = tmp_path_factory.mktemp("csv") / "daftar.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows([COLUMNS, *cells])

    file = parse_csv(path, COLUMNS)

    assert file.problems == []
    assert [(row.cells["code"], row.cells["name"]) for row in file.rows] == cells


def test_a_line_of_thousands_of_cells_is_refused_at_once(tmp_path: Path) -> None:
    """Empty ones that a spreadsheet adds are no fault."""
    (told,) = refusal(tmp_path, b"code,name," + b"x," * 900_000)
    path = tmp_path / "kosong.csv"
    path.write_bytes(b"code,name" + b"," * 16_000 + b"\na,b\n")

    assert "baris 1: baris ini mempunyai lebih dari 500 kolom berisi" in told
    assert [dict(row.cells) for row in parse_csv(path, COLUMNS).rows] == [{"code": "a", "name": "b"}]


@pytest.mark.failure(12)
@pytest.mark.parametrize("delimiter", ",;\t|")
@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        " =1+1",
        '"=1+1',
        "x,=1+1,y",
        'x,"=1+1,y',
        "x;=1",
        "x\t=1",
        "a\n=1,b",
        "x,-2+3,y",
        "x|@A1|y",
        "+62",
    ],
)
def test_no_text_is_a_formula_wherever_a_spreadsheet_cuts_the_line(text: str, delimiter: str) -> None:
    """Not every spreadsheet takes our semicolons for what they are."""
    line = io.StringIO(newline="")
    csv.writer(line, delimiter=";").writerow(["1", text_cell(text)])

    cells = [cell for row in csv.reader(io.StringIO(line.getvalue()), delimiter=delimiter) for cell in row]

    assert not [cell for cell in cells if cell.lstrip(' "').startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    "text", ["naik 5-7 persen", "a, - b", "- poin\n- poin", "2024-03-12", "x@contoh.id", "A+B"]
)
def test_a_text_that_is_no_formula_stays_as_it_is(text: str) -> None:
    """But for the sign before a dash at its very beginning."""
    assert text_cell(text).removeprefix("'") == text
