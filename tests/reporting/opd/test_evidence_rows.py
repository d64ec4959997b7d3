"""An OPD's list of documents: until when each is in force, what is kept of it, and what stays unsaid."""

import dataclasses
from datetime import date

import pytest

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import RecordedDocument, Records
from spbe_lib.records.documents import (
    Access,
    Attachment,
    Document,
    DocumentStatus,
    EvidenceFile,
    KeptFiles,
    document_key,
)
from spbe_lib.reporting.document import to_bytes
from spbe_lib.reporting.opd import prose
from spbe_lib.reporting.opd.document import EvidenceRow, OpdInput
from spbe_lib.reporting.opd.inputs import freeze_opd
from tests.reporting.opd.test_views import words
from tests.reporting.opd_cycles import LAW, MARK, MINE, OTHER, handed_in, made_cycle, proof, report, standing

CYCLE = made_cycle(LAW, [42])
FIRST, SECOND = proof("I42-L1-01"), proof("I42-L2-01")
HERE = EvidenceFile(sha256="a" * 64, size=9, kind="pdf", text_layer=True)


def described(title: str, number: str, opd: str = MINE, **more: object) -> RecordedDocument:
    """What an OPD says of a document."""
    document = Document(opd=opd, key=document_key(title, number), title=title, number=number)
    return RecordedDocument(
        content=dataclasses.replace(document, **more),  # type: ignore[arg-type]
        standing=standing(),
    )


def attached(title: str, number: str = "", **more: object) -> Attachment:
    """A file of a document."""
    made = Attachment(
        opd=MINE,
        topic="42",
        document=document_key(title, number),
        title=title,
        name="RAHASIA 1.pdf",
        file=HERE,
    )
    return dataclasses.replace(made, **more)  # type: ignore[arg-type]


def with_documents(*documents: RecordedDocument, files: tuple[Attachment, ...] = ()) -> Records:
    """The answer to one indicator, with what is said and kept of its documents."""
    return dataclasses.replace(
        handed_in(CYCLE, {"42": 3}),
        documents={(each.content.opd, each.content.key): each for each in documents},
        attachments=files,
    )


def frozen(records: Records, kept: KeptFiles | None = None) -> OpdInput:
    """The report's document."""
    return freeze_opd(CYCLE, load_edition(LAW), records, MINE, kept)


def row(document: OpdInput, title: str = FIRST.title) -> EvidenceRow:
    """The row of a document."""
    return next(each for each in document.evidence if each.title == title)


def test_a_document_tells_its_worth_its_end_and_its_file() -> None:
    """What is a matter of course, signed and of this year, is not said."""
    draft = described(
        FIRST.title, FIRST.number, status=DocumentStatus.DRAFT, year=2026, valid_until=date(2027, 6, 30)
    )
    plain = described(SECOND.title, SECOND.number, status=DocumentStatus.SIGNED, year=2027)
    document = frozen(with_documents(draft, plain, files=(attached(FIRST.title, FIRST.number),)))
    said = words(prose.evidence(document))

    first, second = row(document), row(document, SECOND.title)
    assert (first.status, first.validity, first.file) == (
        "konsep; membuktikan tahun 2026",
        "30 Juni 2027 (sudah lewat)",
        "tersimpan",
    )
    assert (second.status, second.validity, second.file) == (None, None, "belum ada")
    assert "Perhatian: konsep; membuktikan tahun 2026." in said
    assert "Berlaku sampai 30 Juni 2027 (sudah lewat)." in said
    assert "Berkas: tersimpan." in said


def test_while_no_file_is_kept_one_sentence_says_so() -> None:
    """Not every row."""
    document = report(CYCLE, with_documents())
    said = words(prose.evidence(document))

    assert all(each.file is None for each in document.evidence)
    assert "Berkas data dukung OPD ini belum disimpan di sini" in said
    assert "Berkas:" not in said


@pytest.mark.parametrize(
    ("kept", "layer", "word"),
    [
        (None, True, "tersimpan"),
        (KeptFiles(present=frozenset({HERE.sha256})), True, "tersimpan"),
        (KeptFiles(present=frozenset({HERE.sha256})), False, "tersimpan, hasil pindai tanpa lapisan teks"),
        (KeptFiles(present=frozenset({HERE.sha256}), damaged=frozenset({HERE.sha256})), True, "rusak"),
        (KeptFiles(), True, "hilang dari penyimpanan"),
    ],
)
def test_a_file_is_told_as_it_lies_there(kept: KeptFiles | None, layer: bool, word: str) -> None:
    """Kept, scanned, damaged or gone."""
    file = dataclasses.replace(HERE, text_layer=layer)
    records = with_documents(files=(attached(FIRST.title, FIRST.number, file=file),))

    assert row(frozen(records, kept)).file == word


def test_a_link_and_the_screenshot_that_stands_in_for_it() -> None:
    """The day of the screenshot is printed; the link is not."""
    linked = described(FIRST.title, FIRST.number, link="https://contoh.go.id/x")
    screen = attached(FIRST.title, FIRST.number, captured=date(2027, 5, 13))
    bare, softened = report(CYCLE, with_documents(linked)), frozen(with_documents(linked, files=(screen,)))

    assert row(bare).file == "tautan saja"
    assert row(softened).file == "tautan, dengan tangkapan layar 13 Mei 2027"
    assert "contoh.go.id" not in to_bytes(softened).decode()


def test_what_only_a_file_proves_is_listed_too() -> None:
    """A file that was matched without a citation, and a document that proves nothing yet."""
    whole, shared = attached("Foto rapat"), attached("Surat", topic="I16-L3-01")
    one = attached("Notula", requirement="I42-L1-01")
    document = frozen(with_documents(described("Lama", "9"), files=(whole, shared, one)))

    assert row(document, "Foto rapat").uses == ("indikator 42",)
    assert row(document, "Surat").uses == ("kewajiban bersama indikator 16",)
    assert row(document, "Notula").uses == ("indikator 42 syarat 1.1",)
    assert row(document, "Lama").uses == ()
    assert "Lama, nomor 9. Belum dipakai untuk apa pun." in words(prose.evidence(document))


def test_the_number_beside_a_requirement_is_the_place_in_the_list() -> None:
    """So that a reader finds the document that is meant."""
    document = frozen(with_documents(described("Lama", "9"), files=(attached("Foto rapat"),)))
    notes = [
        note for level in document.led[0].levels for each in level.requirements for note in each.evidence
    ]

    assert notes
    assert all(document.evidence[note.place - 1].title == note.title for note in notes)


def test_a_restricted_document_is_a_title_and_nothing_more() -> None:
    """Neither number, date, page, link nor name of a file, anywhere in the report."""
    secret = described(
        FIRST.title,
        FIRST.number,
        access=Access.RESTRICTED,
        link="https://rahasia.go.id",
        valid_until=date(2027, 1, 1),
    )
    document = frozen(with_documents(secret, files=(attached(FIRST.title, FIRST.number),)))
    whole, mine = to_bytes(document).decode(), row(document)

    assert mine == EvidenceRow(
        title=FIRST.title,
        number="",
        dated="",
        uses=("indikator 42 syarat 1.1", "indikator 42"),
        restricted=True,
        status=None,
        validity=None,
        file="tersimpan",
    )
    assert f"{FIRST.title} (terbatas)." in words(prose.evidence(document))
    for hidden in (FIRST.number, "rahasia.go.id", "RAHASIA 1", "1 Januari 2027"):
        assert hidden not in whole
    (note,) = document.led[0].levels[0].requirements[0].evidence
    assert note.page == ""


@pytest.mark.failure(11)
def test_documents_and_files_of_another_opd_are_not_here() -> None:
    """Not even where they are the same document."""
    other = described(
        FIRST.title, FIRST.number, OTHER, subject=MARK, dated=MARK, status=DocumentStatus.REVOKED
    )
    theirs = attached(FIRST.title, FIRST.number, opd=OTHER, name=MARK)
    document = frozen(with_documents(other, files=(theirs,)))

    assert MARK not in to_bytes(document).decode()
    assert row(document).status is None
    assert not document.files_kept
