"""Evidence files: kept once by their content, known by what they are, read back only when they are whole."""

import hashlib
import io
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from spbe_lib.errors import InputError
from spbe_lib.law.editions import load_edition
from spbe_lib.records.database.accounts import DemoAccount
from spbe_lib.records.database.store import open_store
from spbe_lib.records.documents import EvidenceFile
from spbe_lib.records.evidence.files import examine, keep_file, kept_files, place_of, read_file
from spbe_lib.records.evidence.kind import kind_of
from spbe_lib.records.evidence.pdf_text import PdfReader, PdfState, state_of
from spbe_lib.records.register import EVIDENCE_RULES, EvidenceRules
from tests.evidence_files import (
    document,
    film,
    letter,
    locked_pdf,
    picture,
    printed_pdf,
    scan_pdf,
    sheet_of_calc,
    stamped_scan_pdf,
    workbook,
    zipped,
)


@pytest.fixture(scope="module")
def pdfs() -> Iterator[PdfReader]:
    """The process that looks into PDFs."""
    with PdfReader() as reader:
        yield reader


def refusal(content: bytes, name: str, pdfs: PdfReader, rules: EvidenceRules = EVIDENCE_RULES) -> str:
    """What is said of a file that is not kept."""
    with pytest.raises(InputError) as refused:
        examine(content, name, rules, pdfs)
    return str(refused.value)


def of(content: bytes, kind: str = "pdf") -> EvidenceFile:
    """A file as it is kept."""
    return EvidenceFile(sha256=hashlib.sha256(content).hexdigest(), size=len(content), kind=kind)


@pytest.mark.parametrize("kind", EVIDENCE_RULES.kinds)
def test_every_kind_that_is_kept_is_known_by_its_content(kind: str) -> None:
    """Files of real programs, and none needs its name."""
    make = sheet_of_calc if kind in ("xlsx", "ods") else document
    whole: dict[str, Callable[[], bytes]] = {
        "pdf": printed_pdf,
        "mp4": film,
        "png": picture,
        "jpg": partial(picture, "jpg"),
    }
    assert kind_of(whole[kind]() if kind in whole else make(kind)) == kind


def test_a_workbook_of_another_program_is_one_too() -> None:
    """What openpyxl writes orders its parts in another way."""
    assert kind_of(workbook()) == "xlsx"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"MZ\x90\x00 program", "sebuah program Windows"),
        (b"MZ%PDF-1.7", "sebuah program Windows"),
        (b"\x7fELF", "sebuah program Linux"),
        (b"#!/bin/sh\nrm -r x", "sebuah skrip program"),
        (b"\xef\xbb\xbf <!DOCTYPE html><script>", "halaman web"),
        (b"<svg onload='x'>", "halaman web"),
        (zipped({"13 RKA.pdf": b"%PDF-1.7"}), "sebuah zip"),
        (b"PK\x03\x04 broken", "sebuah zip"),
        (zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"}), "sebuah zip"),
        (zipped({"mimetype": b"application/epub+zip"}), "sebuah zip"),
        (
            zipped(
                {
                    "[Content_Types].xml": b"wordprocessingml.document.main+xml",
                    "word/vbaProject.bin": b"x",
                }
            ),
            "dokumen dengan makro",
        ),
        (
            zipped({"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml"}),
            "dokumen dengan makro",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "dokumen Office lama"),
        (b"\x00\x00\x00\x18ftypheic", "jenis yang tidak dikenal"),
        (b"catatan rapat", "jenis yang tidak dikenal"),
        (b"\n\n%PDF-1.7 behind something", "jenis yang tidak dikenal"),
    ],
)
def test_what_a_file_is_decides_and_not_what_it_is_called(content: bytes, told: str, pdfs: PdfReader) -> None:
    """A program under the name of a letter is told as what it is, with what is allowed."""
    said = refusal(content, "SK Bupati.pdf", pdfs)

    assert said.startswith("SK Bupati.pdf: isi berkas ini ")
    assert told in said
    assert "Yang boleh: pdf, png, jpg" in said


def test_an_empty_file_and_one_that_is_too_large_are_refused(pdfs: PdfReader) -> None:
    """The size is the cycle's."""
    small = replace(EVIDENCE_RULES, largest_mb=1)

    assert refusal(b"", "x.pdf", pdfs) == "x.pdf: berkas ini kosong (0 byte). Minta dikirim sekali lagi."
    assert "lebih besar dari 1 MB" in refusal(b"%PDF-" + b"0" * 1_000_000, "x.pdf", pdfs, small)
    assert "isi berkas ini png" in refusal(picture(), "x.png", pdfs, replace(small, kinds=("pdf",)))


def test_the_words_of_a_printed_letter_can_be_searched_and_those_of_a_scan_cannot(pdfs: PdfReader) -> None:
    """For a picture of a screen it is no question."""
    printed = examine(printed_pdf(), "surat.pdf", EVIDENCE_RULES, pdfs)
    scanned = examine(scan_pdf(), "pindai.pdf", EVIDENCE_RULES, pdfs)
    screen = examine(picture(), "layar.png", EVIDENCE_RULES, pdfs)

    assert (printed.file.text_layer, printed.remarks) == (True, ())
    assert scanned.file.text_layer is False
    assert "tanpa lapisan teks" in scanned.remarks[0]
    assert (screen.file.text_layer, screen.remarks) == (None, ())


def truncated() -> bytes:
    """A letter of which the better part got lost on the way."""
    return printed_pdf()[: len(printed_pdf()) // 3]


@pytest.mark.parametrize(
    ("make", "state"),
    [
        (locked_pdf, PdfState.LOCKED),
        (truncated, PdfState.DAMAGED),
        (lambda: b"%PDF-1.7\n" + b"<< " * 5000, PdfState.DAMAGED),
        (lambda: b"%PDF-1.7\n1 0 obj\n<</Pages 1 0 R>>\ntrailer <</Root 1 0 R>>", PdfState.DAMAGED),
    ],
)
def test_a_locked_or_damaged_pdf_is_kept_with_a_remark(
    make: Callable[[], bytes], state: PdfState, pdfs: PdfReader
) -> None:
    """It is what the OPD has; the remark says what to do."""
    seen = examine(make(), "surat.pdf", EVIDENCE_RULES, pdfs)

    assert seen.file.text_layer is None
    assert seen.remarks == (state.remark,)


def test_the_mark_of_a_scanning_app_is_no_text_layer() -> None:
    """A line on every page does not make the page searchable."""
    assert state_of(printed_pdf()) is PdfState.TEXT
    assert state_of(stamped_scan_pdf()) is PdfState.SCAN


def test_a_pdf_that_keeps_its_reader_busy_is_let_go() -> None:
    """The next one is looked at all the same."""
    start = time.monotonic()
    with PdfReader(seconds=0.001) as hurried:
        assert hurried.look(printed_pdf()) is PdfState.TOO_SLOW
        hurried.seconds = 60.0
        assert hurried.look(printed_pdf()) is PdfState.TEXT
    assert time.monotonic() - start < 30


def test_a_pdf_that_would_fill_the_memory_is_told_in_a_sentence(pdfs: PdfReader) -> None:
    """A page whose text unpacks to a gigabyte is not read."""
    stream = io.BytesIO()
    packer = zlib.compressobj(9)
    stream.write(packer.compress(b"(x) Tj " * 20_000_000))
    stream.write(packer.flush())
    packed = stream.getvalue()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed),
    ]
    content = b"%PDF-1.7\n" + b"".join(b"%d 0 obj%b endobj\n" % (n, part) for n, part in enumerate(parts, 1))
    content += b"trailer<</Root 1 0 R>>\n%%EOF"

    assert len(content) < 1_000_000
    assert examine(content, "bom.pdf", EVIDENCE_RULES, pdfs).file.text_layer is None


def test_a_name_that_says_another_kind_is_remarked_on(pdfs: PdfReader) -> None:
    """It is kept as what it is; two spellings of one kind are one."""
    assert examine(picture(), "layar.pdf", EVIDENCE_RULES, pdfs).remarks == (
        "nama berakhiran .pdf, isinya png",
    )
    assert examine(picture("jpg"), "LAYAR.JPEG", EVIDENCE_RULES, pdfs).remarks == ()


def test_a_file_is_kept_once_and_read_back_whole(tmp_path: Path) -> None:
    """Under its content, in the folder of its first two signs."""
    content = letter("satu")
    file = of(content)

    keep_file(tmp_path, file, content)
    before = place_of(tmp_path, file).stat().st_mtime_ns
    keep_file(tmp_path, file, content)

    assert read_file(tmp_path, file) == content
    assert place_of(tmp_path, file).stat().st_mtime_ns == before
    assert place_of(tmp_path, file) == tmp_path / "evidence" / file.sha256[:2] / f"{file.sha256}.pdf"
    assert kept_files(tmp_path).present == {file.sha256}
    assert kept_files(tmp_path).damaged == frozenset()
    with pytest.raises(ValueError, match="content"):
        keep_file(tmp_path, file, b"another")


def test_a_file_that_was_changed_or_lost_is_never_read_back(tmp_path: Path) -> None:
    """It is told as damaged, and put right when the same content comes again."""
    content = letter("dua")
    file = of(content)
    keep_file(tmp_path, file, content)
    place_of(tmp_path, file).write_bytes(content + b" ")

    assert kept_files(tmp_path).damaged == {file.sha256}
    with pytest.raises(InputError, match="isi berkas ini berubah sejak disimpan"):
        read_file(tmp_path, file)
    keep_file(tmp_path, file, content)
    assert kept_files(tmp_path).damaged == frozenset()
    place_of(tmp_path, file).unlink()
    with pytest.raises(InputError, match="hilang"):
        read_file(tmp_path, file)


def test_what_else_lies_in_the_folder_is_no_evidence(tmp_path: Path) -> None:
    """Drafts of a killed process, and what a file manager leaves."""
    folder = tmp_path / "evidence" / "ab"
    folder.mkdir(parents=True)
    (folder / ".x.123").write_bytes(b"x")
    (folder / "Thumbs.db").write_bytes(b"x")

    assert kept_files(tmp_path).present == frozenset()


@pytest.mark.failure(26)
def test_no_error_of_the_database_tells_a_secret(tmp_path: Path) -> None:
    """Neither does the account itself when it is printed."""
    broken = DemoAccount(
        opd="dinkes",
        application=None,  # type: ignore[arg-type]
        login="penguji",
        secret="Kunci-7319",
        actor="operator",
        changed_at=datetime(2024, 6, 1, tzinfo=UTC),
    )
    edition = load_edition("permenpanrb-59-2020")
    with (
        open_store(tmp_path, cycle="uji", instrument=edition) as store,
        pytest.raises(IntegrityError) as failed,
    ):
        store.keep_account(broken)

    for told in (str(failed.value), repr(broken)):
        assert "7319" not in told
        assert "penguji" not in told
