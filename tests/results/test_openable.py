"""What can be opened behind an answer, and who may accept it together with others."""

from dataclasses import replace

import pytest

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import RecordedDocument, Records, Status
from spbe_lib.records.documents import Access, Attachment, Document, EvidenceFile, document_key
from spbe_lib.records.register import Cycle, Member
from spbe_lib.results.openable import not_together, proofs_behind
from tests.results.office import codes, office, recorded, register, standing, ticks

LAW = load_edition("permenpanrb-59-2020")
LEAD, READER, OWN = "opd-01", "Rina", "Bagus"
FIRST, SECOND = codes(LAW, 1, 2), codes(LAW, 1, 3)
FILE = EvidenceFile(sha256="a" * 64, size=10, kind="pdf")


def cycle() -> Cycle:
    """One reader of another OPD, one of the lead's own."""
    team = (Member(name=READER, function="hukum", opd="opd-02"), Member(name=OWN, function="hukum", opd=LEAD))
    return replace(office(LAW, register(2), {1: LEAD}), team=team)


def attached(title: str, requirement: str | None) -> Attachment:
    """A file of a document."""
    key = document_key(title)
    return Attachment(
        opd=LEAD,
        topic="1",
        requirement=requirement,
        document=key,
        title=title,
        page="7",
        name="a.pdf",
        file=FILE,
    )


def records(*attachments: Attachment, link: str = "", access: Access = Access.OPEN) -> Records:
    """Indicator 1 answered with one document."""
    code = min(FIRST)
    answer = ticks(LEAD, "1", FIRST, proofs=[code])
    key = document_key(f"Dokumen {code}")
    said = Document(opd=LEAD, key=key, title=f"Dokumen {code}", link=link, access=access)
    documents = {(LEAD, key): RecordedDocument(content=said, standing=standing(Status.SUBMITTED))}
    return replace(recorded(answer), attachments=attachments, documents=documents)


def why(told: Records, name: str = READER, opened: frozenset[str] = frozenset()) -> list[str]:
    """Why a member may not accept the answer together with others."""
    return [*not_together(cycle(), told, told.responses[LEAD, "1"], name, opened)]


def test_a_cited_document_takes_its_file_and_an_uncited_file_stands_behind() -> None:
    """The page that was cited goes before that of the file."""
    code = min(FIRST)
    told = records(attached(f"Dokumen {code}", code), attached("Lain", None), access=Access.RESTRICTED)
    cited, more = proofs_behind(told, told.responses[LEAD, "1"])

    assert (cited.file, cited.page, cited.key, cited.restricted) == (FILE, "7", FILE.sha256, True)
    assert (more.title, more.requirement) == ("Lain", None)


def test_a_link_is_opened_under_the_key_of_its_document_and_a_bare_citation_never() -> None:
    """What is neither kept nor linked cannot be looked at."""
    linked, bare = records(link="https://contoh.go.id"), records()

    (proof,) = proofs_behind(linked, linked.responses[LEAD, "1"])
    assert proof.key == proof.document
    assert proofs_behind(bare, bare.responses[LEAD, "1"])[0].key == ""
    assert "tidak berberkas" in why(bare)[0]


@pytest.mark.failure(29)
def test_only_who_opened_everything_and_is_of_another_house_accepts_in_bulk() -> None:
    """Own house first, then what was not opened."""
    code = min(FIRST)
    told = records(attached(f"Dokumen {code}", code))

    assert why(told) == [f"'Dokumen {code}' belum Anda buka"]
    assert why(told, opened=frozenset({FILE.sha256})) == []
    assert "perlu pembaca kedua" in why(told, OWN, frozenset({FILE.sha256}))[0]


def test_an_answer_without_evidence_is_never_accepted_unseen() -> None:
    """There was nothing to open, so somebody has to look."""
    told = recorded(ticks(LEAD, "1", FIRST))

    assert why(told) == ["tidak menyebut data dukung, jadi harus dinilai sendiri"]
