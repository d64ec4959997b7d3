"""*Kesiapan Data Dukung*: what carries much first, lists that are cut and counted, restricted documents."""

import dataclasses
from datetime import date

import pytest

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import RecordedDocument, Records
from spbe_lib.records.documents import Access, Attachment, Document, EvidenceFile, KeptFiles, document_key
from spbe_lib.reporting.consolidated import office_prose
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from spbe_lib.reporting.consolidated.office_document import EvidenceFacts
from spbe_lib.reporting.document import to_bytes
from tests.cycles import example_cycle, example_records
from tests.reporting.consolidated.test_office import office_of, words_of

RULE, NUMBER = "Peraturan Bupati tentang SPBE", "12 Tahun 2022"
HERE = EvidenceFile(sha256="a" * 64, size=9, kind="pdf", text_layer=False)


def described(**more: object) -> RecordedDocument:
    """What the lead says of the regulation that carries almost everything."""
    document = Document(opd="diskominfo", key=document_key(RULE, NUMBER), title=RULE, number=NUMBER)
    standing = next(iter(example_records().responses.values())).standing
    return RecordedDocument(
        content=dataclasses.replace(document, **more),  # type: ignore[arg-type]
        standing=standing,
    )


def frozen(*, attached: bool, kept: KeptFiles | None = None, **said: object) -> ConsolidatedInput:
    """The made-up year with what is said and kept of that regulation."""
    document = described(**said)
    file = Attachment(
        opd="diskominfo",
        topic="1",
        document=document.content.key,
        title=RULE,
        name="RAHASIA 1.pdf",
        file=HERE,
    )
    records = dataclasses.replace(
        example_records(),
        documents={("diskominfo", document.content.key): document},
        attachments=(file,) if attached else (),
    )
    return made(records, kept)


def made(records: Records, kept: KeptFiles | None) -> ConsolidatedInput:
    """The frozen report."""
    cycle = example_cycle()
    return freeze_consolidated(cycle, load_edition(cycle.edition), records, kept)


def evidence(report: ConsolidatedInput) -> EvidenceFacts:
    """What the report says of documents."""
    return office_of(report).evidence


def test_what_carries_much_is_told_first_with_its_end() -> None:
    """A regulation that carries 46 indicators and lapses in March is a single point of failure."""
    report = frozen(attached=True, valid_until=date(2025, 3, 31))
    first = evidence(report).lists[0]

    assert (first.name, first.count) == ("Satu dokumen untuk banyak indikator", 1)
    assert first.rows[0].note == "menopang 46 indikator dan berakhir 31 Maret 2025"
    assert "menopang 46 indikator dan berakhir 31 Maret 2025" in words_of(office_prose.readiness(report))


def test_counts_and_lists_are_those_of_the_records() -> None:
    """A long list is cut, and says how much is left and where all of it is."""
    report = frozen(attached=True, kept=KeptFiles(present=frozenset({HERE.sha256})))
    facts, said = evidence(report), words_of(office_prose.readiness(report))
    lists = {each.name: each for each in facts.lists}

    assert (facts.documents, facts.with_file, facts.files) == (47, 1, 1)
    assert "47 dokumen dipakai; 1 mempunyai berkas yang tersimpan (1 berkas)." in said
    missing = lists["Disebut, berkasnya belum ada"]
    assert (missing.count, len(missing.rows)) == (46, 10)
    assert "Disebut, berkasnya belum ada (46)" in said
    assert "Dan 36 lagi; seluruhnya dengan spbe evidence list." in said
    assert lists["Hasil pindai tanpa lapisan teks"].rows[0].title == RULE


def test_while_no_file_is_kept_none_is_told_to_be_lacking() -> None:
    """One sentence instead of a list of everything."""
    report = frozen(attached=False)

    assert [each.name for each in evidence(report).lists] == ["Satu dokumen untuk banyak indikator"]
    assert "47 dokumen dipakai; berkasnya belum disimpan di sini." in words_of(office_prose.readiness(report))


def test_a_lost_file_is_told_where_somebody_looked() -> None:
    """And what is damaged."""
    damaged = KeptFiles(present=frozenset({HERE.sha256}), damaged=frozenset({HERE.sha256}))

    assert "Berkas hilang dari penyimpanan (1)" in words_of(
        office_prose.readiness(frozen(attached=True, kept=KeptFiles()))
    )
    assert "Berkas rusak" in words_of(office_prose.readiness(frozen(attached=True, kept=damaged)))
    assert "Berkas hilang" not in words_of(office_prose.readiness(frozen(attached=True)))


@pytest.mark.failure(11)
def test_a_restricted_document_is_a_title_and_nothing_more() -> None:
    """In the lists, beside the items and in the texts that are ready to be entered."""
    report = frozen(attached=True, access=Access.RESTRICTED, link="https://rahasia.go.id", dated="9 Mei 2022")
    whole = to_bytes(report).decode()

    assert RULE in whole
    assert evidence(report).lists[0].rows[0].restricted
    assert f"{RULE} (terbatas): menopang 46 indikator" in words_of(office_prose.readiness(report))
    assert RULE in office_of(report).scripts[0].documents
    assert RULE in report.details[0].documents
    for hidden in (NUMBER, "rahasia.go.id", "RAHASIA 1", "9 Mei 2022", "Pasal 5"):
        assert hidden not in whole
