"""Whatever is handed in at the door: told in Indonesian with its place, and nothing is changed by it."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from openpyxl import Workbook, load_workbook

from spbe_lib.errors import InputError
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.excel.template import questionnaire_template
from spbe_lib.intake.intake import receive_questionnaire
from spbe_lib.intake.readers import read_answers
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Records
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.register import Opd
from tests.intake.desks import ITEM, OPD, asked, copy_register, desk_in, refusal, saying, sent, template
from tests.intake.filling import edited, fill, sheet_by_key, write

Change = Callable[[Workbook], object]
ENGLISH = re.compile(
    r"\b(error|file|invalid|not|the|is|traceback|exception|expected|found|none|zip|value)\b", re.IGNORECASE
)
MARK = "EncryptedPackage".encode("utf-16-le")
SOON = 10
"""Seconds; what was slow before took minutes."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that refuses everything of this module, so that all tests can share it."""
    with desk_in(copy_register(tmp_path_factory.mktemp("siklus"))) as made:
        yield made


@pytest.fixture(scope="module")
def good(desk: Desk) -> bytes:
    """A Kuesioner in which everything is answered as it should be."""
    return fill(template(desk), entries=asked(desk))


def told(desk: Desk, folder: Path, content: bytes, name: str = "dinkes.xlsx") -> str:
    """What is said of a file that is refused: whole Indonesian sentences, the place first."""
    said = refusal(desk, sent(folder, content, name))
    for line in said.split("\n"):
        assert re.match(r"[^:]+: .+[.?]$", line), line
    assert ENGLISH.search(said) is None, said
    assert str(folder) not in said
    return said


def typed(key: str, column: str, value: object, sheet: str = f"sheet:{ITEM}") -> Change:
    """Something typed into one cell."""
    return lambda book: write(sheet_by_key(book, sheet), key, column, value)


def formula(book: Workbook) -> None:
    """A formula where a text is asked for."""
    write(sheet_by_key(book, f"sheet:{ITEM}"), "fact", "value", "x")
    for row in sheet_by_key(book, f"sheet:{ITEM}").iter_rows():
        for cell in row:
            if cell.value == "x":
                cell.value = '=HYPERLINK("http://contoh.example","klik")'


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (typed("level", "value", 6), "lembar 47, sel "),
        (typed("level", "value", "6"), "'6' bukan tingkat"),
        (typed("level", "value", "4,5"), "'4,5' bukan tingkat"),
        (typed("level", "value", 4.5), "'4,5' bukan tingkat"),
        (typed("level", "value", "tinggi"), "'tinggi' bukan tingkat"),
        (typed("level", "value", -1), "'-1' bukan tingkat"),
        (typed("level", "value", True), "bukan tingkat"),
        (typed("I47-L1-01", "value", "mungkin"), "'mungkin' bukan centang"),
        (typed("I16-L3-01", "value", "kadang", "sheet:obligations"), "'kadang' bukan jawaban"),
        (formula, "sel isian berisi rumus"),
        (lambda book: book.remove(book["47"]), "lembar ini tidak ada lagi"),
        (lambda book: book.copy_worksheet(book["47"]), "salinan lembar"),
        (lambda book: book.remove(book["_spbe"]), "bukan Kuesioner yang dibuat"),
    ],
)
def test_a_cell_or_sheet_at_fault_is_named(
    desk: Desk, good: bytes, tmp_path: Path, change: Change, said: str
) -> None:
    """Sheet and cell stand first; the rest of the workbook does not slip in."""
    assert said in told(desk, tmp_path, edited(good, change))


def test_every_fault_is_told_at_once(desk: Desk, good: bytes, tmp_path: Path) -> None:
    """Three cells at fault, three sentences."""

    def spoil(book: Workbook) -> None:
        typed("level", "value", "6")(book)
        typed("I47-L1-01", "value", "mungkin")(book)
        typed("I16-L3-01", "value", "kadang", "sheet:obligations")(book)

    assert told(desk, tmp_path, edited(good, spoil)).count("\n") == 2


@pytest.mark.failure(10)
def test_a_kuesioner_of_another_edition_cycle_or_register_is_refused(desk: Desk, tmp_path: Path) -> None:
    """Each is told with both names."""
    stranger = Opd(code="dinas-lain", name="Dinas Lain", kind="dinas")
    wider = replace(desk.cycle, opds=(*desk.cycle.opds, stranger))
    old = replace(desk.cycle, edition="permenpanrb-5-2018", leads={1: OPD}, services={}, previous=None)
    for cycle, opd, words in (
        (old, OPD, ("permenpanrb-5-2018", desk.cycle.edition)),
        (replace(desk.cycle, name="kab-lain-2024"), OPD, ("kab-lain-2024", desk.cycle.name)),
        (wider, stranger.code, ("'dinas-lain' tidak ada di daftar siklus ini",)),
    ):
        made = questionnaire_template(cycle, load_edition(cycle.edition), cycle.opd(opd), Records())
        said = told(desk, tmp_path, made)
        assert [word for word in words if word not in said] == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "berkas ini kosong (0 byte)"),
        (b"Nama;Nilai\nDinkes;4\n", "bukan buku kerja Excel"),
        (b"PK\x03\x04" + b"\0" * 200, "rusak atau terpotong"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600 + MARK, "dilindungi kata sandi"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "berjenis Excel lama (.xls)"),
        (b"\0" * 25_000_000, "lebih besar dari 20 MB"),
    ],
    ids=["empty", "text", "no-zip", "password", "xls", "25-mb"],
)
def test_what_is_no_workbook_is_told_by_what_it_is(
    desk: Desk, tmp_path: Path, content: bytes, said: str
) -> None:
    """Each with what to do next."""
    assert said in told(desk, tmp_path, content)


def test_a_truncated_workbook_is_refused_wherever_it_was_cut(desk: Desk, good: bytes, tmp_path: Path) -> None:
    """A download that broke off."""
    for part in range(1, 10):
        assert "rusak atau terpotong" in told(desk, tmp_path, good[: len(good) * part // 10])


def test_a_damaged_part_is_refused(desk: Desk, good: bytes, tmp_path: Path) -> None:
    """Bits that fell over inside the package."""
    harmed = bytearray(good)
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        begin = package.getinfo("xl/workbook.xml").header_offset + 60
    harmed[begin : begin + 40] = bytes(40)
    assert "rusak atau terpotong" in told(desk, tmp_path, bytes(harmed))


@pytest.mark.parametrize("name", ["tidak-ada.xlsx", "folder"])
def test_what_is_no_file_is_told(desk: Desk, tmp_path: Path, name: str) -> None:
    """A name that does not exist, and a folder."""
    (tmp_path / "folder").mkdir()
    assert refusal(desk, tmp_path / name) == (
        f"{name}: tidak ada berkas dengan nama ini. Periksa nama dan letaknya."
    )


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("kind", "said"),
    [("xls", "berjenis Excel lama (.xls)"), ("ods", "bukan buku kerja")],
)
def test_real_files_of_other_kinds_are_refused(
    desk: Desk, good: bytes, tmp_path: Path, kind: str, said: str
) -> None:
    """Old Excel and LibreOffice's own kind, as a spreadsheet program writes them."""
    source = sent(tmp_path, good)
    made = tmp_path / "ke" / f"dinkes.{kind}"
    made.parent.mkdir()
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir"]
    subprocess.run([*command, str(made.parent), str(source)], check=True, capture_output=True, timeout=240)
    assert said in told(desk, tmp_path, made.read_bytes(), made.name)


def test_a_hundred_thousand_empty_rows_do_no_harm(good: bytes, tmp_path: Path) -> None:
    """Rows that somebody formatted down to the bottom hold nothing, so nothing is refused or lost."""
    package = zipfile.ZipFile(io.BytesIO(good))
    name = _part_of(good, "47")
    longer = io.BytesIO()
    with zipfile.ZipFile(longer, "w", zipfile.ZIP_DEFLATED) as out:
        for part in package.infolist():
            text = package.read(part)
            if part.filename == name:
                rows = "".join(f'<row r="{row}"/>' for row in range(1000, 101_000))
                text = text.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
            out.writestr(part.filename, text)
    folder = copy_register(tmp_path)
    with desk_in(folder) as elsewhere:
        receipt = receive_questionnaire(elsewhere, sent(tmp_path, longer.getvalue()))
        assert len(receipt.changes) == len(asked(elsewhere))


def test_a_list_pasted_below_the_answers_is_refused(desk: Desk, tmp_path: Path) -> None:
    """What stands in no row of ours would be lost in silence."""
    book = load_workbook(io.BytesIO(template(desk)))
    for row in range(200, 230):
        for column in range(2, 9):
            book["47"].cell(row, column, "tempelan")
    written = io.BytesIO()
    book.save(written)
    assert "lembar 47, sel D229" in told(desk, tmp_path, written.getvalue())


def _part_of(content: bytes, title: str) -> str:
    """Which part of a package holds a sheet."""
    book = load_workbook(io.BytesIO(content))
    return f"xl/worksheets/sheet{book.sheetnames.index(title) + 1}.xml"


def test_a_broken_cycle_stops_before_anything_is_opened(desk: Desk, tmp_path: Path) -> None:
    """The faults of ``cycle.yaml`` are told with their lines; no database is made."""
    folder = copy_register(tmp_path)
    file = folder / "cycle.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("year: 2024", "year: dua ribu"), "utf-8")

    with pytest.raises(InputError, match=r"cycle\.yaml baris 4 \(year\)"), desk_in(folder):
        pass

    assert not (folder / "spbe.db").exists()
    assert read_cycle(desk.folder) == desk.cycle


@pytest.mark.failure(12)
def test_texts_that_want_to_be_more_than_text_are_recorded_as_text(tmp_path: Path) -> None:
    """Markup, formulas and line breaks come out as they went in."""
    hostile = '<script>alert(1)</script></div>\n=HYPERLINK("x")\n**tebal** {{ 7*7 }} 🙈'
    with desk_in(copy_register(tmp_path)) as elsewhere:
        content = fill(template(elsewhere), entries=[saying(hostile)])
        receive_questionnaire(elsewhere, sent(tmp_path, content))
        assert elsewhere.store.read().responses[OPD, ITEM].content.fact == hostile


@pytest.mark.failure(12)
@pytest.mark.parametrize("signs", ["\u202e5,00", "\u2066x"])
def test_signs_that_act_on_the_reader_are_refused(desk: Desk, tmp_path: Path, signs: str) -> None:
    """What turns the reading direction is no answer."""
    said = told(desk, tmp_path, fill(template(desk), entries=[saying(signs)]))
    assert "tanda tak terlihat" in said


def repacked(content: bytes, changes: Mapping[str, bytes], *, twice: str = "") -> bytes:
    """The workbook with parts changed or added, and one of them there twice."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        parts = {**{name: old.read(name) for name in old.namelist()}, **changes}
        for name, part in parts.items():
            new.writestr(name, part)
        if twice:
            with pytest.warns(UserWarning, match="Duplicate name"):
                new.writestr(twice, parts[twice])
    return written.getvalue()


def part(content: bytes, name: str) -> bytes:
    """One part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


BOOK, RELATED = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def test_a_workbook_of_which_parts_are_there_twice_is_refused(
    desk: Desk, tmp_path: Path, good: bytes
) -> None:
    """Programs would not agree on which one counts, and it would be read as often as it is named."""
    answers, documents = _part_of(good, "47"), _part_of(good, "Data Dukung")
    shared = part(good, RELATED).replace(documents[3:].encode(), answers[3:].encode())

    assert "rusak atau terpotong" in told(desk, tmp_path, repacked(good, {}, twice=answers))
    assert "rusak atau terpotong" in told(desk, tmp_path, repacked(good, {RELATED: shared}))


def test_a_workbook_of_thousands_of_sheets_is_not_opened(desk: Desk, tmp_path: Path, good: bytes) -> None:
    """A list of sheets is quickly written, and each takes its time to be opened."""
    sheets = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId6"/>' % (n, n + 100) for n in range(4_000))
    book = part(good, BOOK).replace(b"</sheets>", sheets + b"</sheets>")

    assert "lebih dari 200 lembar" in told(desk, tmp_path, repacked(good, {BOOK: book}))


def test_parts_that_were_made_to_be_slow_are_read_at_once(desk: Desk, good: bytes) -> None:
    """Openings without an end, far more often than in any honest part."""
    name = _part_of(good, "47")
    notes = f"xl/worksheets/_rels/{name.rpartition('/')[2]}.rels"
    related = b'<R Target="../comments1.xml"/>' * 20_000 + b'<R Target="' + b"comments" * 20_000 + b'"/>'
    slow = {
        name: part(good, name).replace(
            b"</worksheet>", b"<!--" + b"<mergeCell " * 100_000 + b"--></worksheet>"
        ),
        notes: b"<Relationships>" + related + b"</Relationships>",
        "xl/comments1.xml": b'<comment ref="A1"><' * 100_000,
    }
    begun = perf_counter()
    parts = read_answers(repacked(good, slow), "dinkes.xlsx", desk.cycle, desk.instrument)

    assert len(parts[0].entries) == len(asked(desk))
    assert perf_counter() - begun < SOON


@pytest.mark.parametrize("version", ["9" * 5_000, "1" + "0" * 30, "-1", "\u00b2"])
def test_a_version_that_we_never_wrote_is_refused(
    desk: Desk, tmp_path: Path, good: bytes, version: str
) -> None:
    """Also one that is no number, or longer than any."""

    def change(book: Workbook) -> None:
        for row in book["_spbe"].iter_rows():
            if row[0].value == f"topic:{ITEM}":
                row[1].value = f"{version}:abc"

    assert "catatan tersembunyi" in told(desk, tmp_path, edited(good, change))


def test_a_key_that_is_none_of_a_document_is_refused(desk: Desk, tmp_path: Path, good: bytes) -> None:
    """It would be recorded for good."""
    said = told(desk, tmp_path, edited(good, lambda book: book["_spbe"].append(["topic:dok-<b>", "0:abc"])))
    assert "catatan tersembunyi" in said
